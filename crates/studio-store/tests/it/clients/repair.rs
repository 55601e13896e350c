//! Rows of the index that say something else than their sources are found, and put right.

use studio_domain::AppointmentStatus;
use studio_store::Verdict;

use super::full_text::repair;
use super::people::{Meeting, Person, everybody, move_in, town};
use crate::kit::{NOW, TestFile, entries, minutes, operator};

fn verdict(file: &TestFile) -> (Verdict, String) {
    let findings = file.check(&operator(), true).unwrap();
    let finding = findings.into_iter().find(|finding| finding.check == "client_index").unwrap();
    (finding.verdict, finding.found)
}

/// Every row of the index as it stands in the file.
fn index(file: &TestFile) -> Vec<String> {
    let mut raw = file.raw();
    let columns: Vec<String> =
        raw.columns("client_index").iter().map(|column| format!("quote({column})")).collect();
    raw.lines(&format!("SELECT {} AS line FROM client_index ORDER BY client_id", columns.join(" || ',' || ")))
}

#[test]
fn every_column_that_was_tampered_with_is_found_and_put_right() {
    let (file, cast, people) = town();
    let (ana, ben) = (cast.ana.artist(), cast.ben.artist());
    let id = people
        .iter()
        .find(|one| one.next(NOW).is_some() && one.last(NOW).is_some() && one.assigned(NOW) == Some(ana))
        .unwrap()
        .id;
    let (before, all) = (index(&file), people.len());
    for change in [
        "name_key = 'zz'",
        "search_text = search_text || 'x'",
        "phone_digits = '123'",
        "archived = 1 - archived",
        &format!("artist_id = {ben}"),
        "artist_id = NULL",
        "next_at = next_at + 1",
        "next_at = NULL",
        &format!("next_artist_id = {ana} + {ben} - next_artist_id"),
        "last_at = last_at - 1",
        "last_at = NULL",
        "last_artist_id = NULL",
        "created_at = created_at + 1",
    ] {
        assert_eq!(verdict(&file), (Verdict::Good, format!("0 wrong of {all}")));
        file.raw().exec(&format!("UPDATE client_index SET {change} WHERE client_id = {id}"));
        assert_eq!(verdict(&file), (Verdict::Bad, format!("1 wrong of {all}")), "{change}");
        let report = repair(&file);
        assert_eq!((report.looked_at, report.wrong), (all, 1), "{change}");
        assert_eq!(index(&file), before, "after {change}");
    }
    let (log, _) = entries(&file, &studio_store::AuditFilter::default());
    assert_eq!((log[0].action.as_str(), log[0].actor.as_str()), ("system.migrate", "operator"));
    assert!(log[0].detail.contains("\"wrong\":1"), "{}", log[0].detail);
}

#[test]
fn a_row_that_is_missing_is_found_and_made() {
    let (file, _, people) = town();
    let (before, all) = (index(&file), people.len());
    let some: Vec<String> = people.iter().step_by(20).map(|person| person.id.to_string()).collect();
    file.raw().exec(&format!("DELETE FROM client_index WHERE client_id IN ({})", some.join(", ")));
    assert_eq!(everybody(&file, &operator()).len(), all - some.len());
    assert_eq!(verdict(&file), (Verdict::Bad, format!("{} wrong of {all}", some.len())));
    assert_eq!(repair(&file).wrong, some.len());
    assert_eq!(index(&file), before);
}

/// Rows of clients that are gone can be there only if somebody switched the foreign keys off.
#[test]
fn a_row_without_a_client_is_found() {
    let (mut file, _, people) = town();
    file.broken_on_purpose();
    file.raw().exec(
        "PRAGMA foreign_keys = OFF;
         INSERT INTO client_index (client_id, name_key, search_text, created_at) VALUES (99999, 'x', 'x', 0)",
    );
    assert_eq!(verdict(&file), (Verdict::Bad, format!("1 wrong of {}", people.len())));
}

/// An appointment that was written around the program is one that the index does not know.
#[test]
fn an_appointment_that_the_index_does_not_know_is_found() {
    let (file, cast) = TestFile::with_cast();
    let artist = cast.ana.artist();
    let one = Meeting { at: minutes(60), status: AppointmentStatus::Confirmed, artist };
    let mut people = [Person { meetings: vec![one], ..Person::named("Ana") }];
    move_in(&file, &mut people);
    file.raw().exec("UPDATE appointments SET status = 'cancelled'");
    assert_eq!(verdict(&file), (Verdict::Bad, "1 wrong of 1".to_owned()));
    assert_eq!(repair(&file).wrong, 1);
    assert_eq!(everybody(&file, &operator())[0].next_appointment, None);
}
