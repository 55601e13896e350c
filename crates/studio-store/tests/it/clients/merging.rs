//! Two records of one person: once merged they read as one, wherever anybody looks, and stay what they were in the file.

use std::fs;
use std::path::Path;
use std::time::Duration;

use studio_domain::{
    AppointmentStatus, ArtistId, BirthDate, ClientId, ClientSort, ClientStatus, ConsentAct, ConsentKind,
    Email, MergeField, MergeSide, NoteText, Order, Placement, ShortText, Style, Timestamp, Version,
};
use studio_policy::Ownership;
use studio_store::actions::{
    EditClient, ListClients, MergeClients, ReadConsents, ReadNotes, ReadScreenings, ViewClient, WriteNote,
};
use studio_store::{
    ClientCard, ClientCounts, ClientEdit, ClientQuery, ClientRow, Constraint, DuplicateProbe, Error,
    MergeVersions, MovedConsent, OpCtx, Store,
};

use super::paging::{add, archive, meet, rename};
use super::people::{Meeting, Person, View, artists, everybody, follow, importing, move_in, page, town};
use crate::kit::{Cast, Chance, NOW, TestFile, minutes, operator};

type Sides = Vec<(MergeField, MergeSide)>;

/// Merges as both stand.
pub(crate) fn merge(
    store: &Store,
    ctx: &OpCtx,
    kept: ClientId,
    other: ClientId,
    sides: Sides,
) -> Result<Version, Error> {
    store.write(ctx, move |tx| {
        let (keeps, gives) = (tx.client(kept)?, tx.client(other)?);
        let versions = MergeVersions { kept: keeps.version(), other: gives.version() };
        let (keep, give) = (tx.authorize::<MergeClients>(&keeps)?, tx.authorize::<MergeClients>(&gives)?);
        tx.merge_clients(&keep, &give, versions, &sides)
    })
}

fn card(store: &Store, id: ClientId) -> ClientCard {
    let read = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.client(id)?;
        let may = tx.authorize::<ViewClient>(&scope)?;
        tx.client_card(&may)
    });
    read.unwrap()
}

fn counts(store: &Store, id: ClientId) -> ClientCounts {
    let read = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.client(id)?;
        let may = tx.authorize::<ViewClient>(&scope)?;
        tx.client_counts(&may)
    });
    read.unwrap()
}

fn ownership(store: &Store, ctx: &OpCtx, id: ClientId) -> Ownership {
    store.read::<_, Error, _>(ctx, |tx| Ok(tx.client(id)?.ownership())).unwrap()
}

fn likely(store: &Store, probe: &DuplicateProbe) -> Vec<(ClientId, String)> {
    let found = store.read::<_, Error, _>(&operator(), |tx| {
        let may = tx.authorize_list::<ListClients>()?;
        tx.duplicates(&may, probe)
    });
    found.unwrap().into_iter().map(|one| (one.id, one.name)).collect()
}

/// The town with some of its people merged, in chains too, and what the test knows of who is left.
fn merged_town(seed: u64, merges: usize) -> (TestFile, Cast, Vec<Person>) {
    let (file, cast, mut people) = town();
    let mut chance = Chance::seeded(seed);
    for _ in 0..merges {
        let last = i64::try_from(people.len()).unwrap() - 1;
        let mut other = people.remove(usize::try_from(chance.within(0, last)).unwrap());
        let kept = usize::try_from(chance.within(0, last - 1)).unwrap();
        merge(&file, &operator(), people[kept].id, other.id, vec![]).unwrap();
        let kept = &mut people[kept];
        kept.archived &= other.archived;
        kept.meetings.append(&mut other.meetings.clone());
        kept.also.append(&mut other.also);
        kept.also.push(other);
        // Who was merged is still met by the old number.
        if chance.within(0, 2) == 0 {
            let artist = *chance.one_of(&[cast.ana.artist(), cast.ben.artist()]);
            let at = Timestamp::from_millis(NOW.millis() + chance.within(-900, 900) * 60_000);
            let one = Meeting { at, status: *chance.one_of(AppointmentStatus::ALL), artist };
            let number = kept.also.last().unwrap().id;
            meet(&file, number, one);
            kept.meetings.push(one);
        }
    }
    (file, cast, people)
}

fn rows(store: &Store, ctx: &OpCtx, query: &ClientQuery) -> Vec<ClientRow> {
    let rows = store.read::<_, Error, _>(ctx, |tx| follow(tx, query)).unwrap();
    rows.into_iter().map(|row| ClientRow { version: Version::FIRST, ..row }).collect()
}

#[test]
fn lists_and_searches_of_a_merged_town_show_whoever_is_left_with_everything_that_is_theirs() {
    let (file, cast, people) = merged_town(11, 90);
    assert!(people.iter().any(|one| one.also.len() > 2), "no chains");
    let names = artists(&cast);
    let mut views = Vec::new();
    for sort in ClientSort::ALL {
        for order in Order::ALL {
            for status in [None, Some(ClientStatus::Active), Some(ClientStatus::Archived)] {
                for (artist, upcoming) in [(None, false), (Some(cast.ana.artist()), false), (None, true)] {
                    views.push(View { status, artist, upcoming, limit: 20, ..View::by(*sort, *order) });
                }
            }
        }
    }
    for q in ["ana", "maria", "an", "608", "55 6081", "@ink_94", "near", "o'neil", "li ana", "zoe 608"] {
        views.push(View { q: q.to_owned(), ..View::by(ClientSort::Name, Order::Asc) });
    }
    let mut found = 0;
    for view in &views {
        let expected: Vec<ClientRow> = view
            .of(&people, NOW)
            .into_iter()
            .map(|person| person.row(NOW, cast.ana.artist, &names))
            .collect();
        assert_eq!(rows(&file, &cast.ana.ctx(), &view.query()), expected, "{view:?}");
        found += expected.len();
    }
    assert!(found > 1_000, "the views are empty");
}

#[test]
fn every_merged_record_is_met_under_the_one_that_is_kept_and_under_no_other() {
    let (file, cast, people) = merged_town(12, 90);
    for person in &people {
        let expected = if person.is_of(cast.ana.artist()) { Ownership::Mine } else { Ownership::Theirs };
        assert_eq!(ownership(&file, &cast.ana.ctx(), person.id), expected, "{}", person.name);
        for other in &person.also {
            assert_eq!(card(&file, other.id).id, person.id);
            assert_eq!(ownership(&file, &cast.ana.ctx(), other.id), expected);
            // Whoever is saved again with what the merged record says is told of the kept one.
            let probe = DuplicateProbe {
                name: "Somebody".to_owned(),
                phone: other.phone.clone(),
                phone_e164: other.e164.clone(),
                ..DuplicateProbe::default()
            };
            let digits =
                studio_domain::digits(other.e164.as_deref().or(other.phone.as_deref()).unwrap_or_default());
            let found = likely(&file, &probe);
            if digits.len() >= 7 && found.len() < 20 {
                assert!(found.contains(&(person.id, person.name.clone())), "{probe:?}: {found:?}");
            }
            assert!(found.iter().all(|(id, _)| people.iter().any(|one| one.id == *id)), "{found:?}");
            let itself = DuplicateProbe { except: Some(person.id), ..probe };
            assert!(likely(&file, &itself).iter().all(|(id, _)| *id != person.id));
        }
    }
}

#[test]
fn after_the_index_was_made_anew_it_says_the_same() {
    let (file, cast, _) = merged_town(13, 60);
    let before = everybody(&file, &cast.ana.ctx());
    let some: Vec<String> = before.iter().map(|row| row.id.to_string()).collect();
    file.raw().exec(&format!("DELETE FROM client_index WHERE client_id IN ({})", some.join(", ")));
    assert_eq!(everybody(&file, &operator()), []);
    // An import makes what is missing, many at a time.
    importing(&file, |tx, may| tx.finish_moving_in(may, &[]).map(drop));
    assert_eq!(everybody(&file, &cast.ana.ctx()), before);
    // A row of a record that was merged is one too many.
    let merged = file.raw().number("SELECT max(id) AS n FROM clients WHERE merged_into IS NOT NULL");
    file.raw().exec(&format!(
        "INSERT INTO client_index (client_id, name_key, search_text, created_at) VALUES ({merged}, 'x', 'x', 0)"
    ));
    assert_eq!(file.bad_findings().len(), 1, "{:?}", file.bad_findings());
    assert_eq!(super::full_text::repair(&file).wrong, 1);
    assert_eq!(everybody(&file, &cast.ana.ctx()), before);
}

/// Everything that can be said about a client.
fn full(artist: ArtistId) -> ClientEdit {
    let short = |text: &str| Some(Some(ShortText::parse(text).unwrap()));
    ClientEdit {
        email: Some(Some(Email::parse("b@example.org").unwrap())),
        city: short("Puebla"),
        birth_date: Some(Some(BirthDate::parse("1994-02-28").unwrap())),
        preferred_artist: Some(Some(artist)),
        styles: Some(vec![Style::parse("Fine line").unwrap(), Style::parse("Dotwork").unwrap()]),
        placements: Some(vec![Placement::parse("Wrist").unwrap()]),
        emergency: Some(Some(studio_store::ContactEdit {
            name: studio_domain::PersonName::parse("Eva").unwrap(),
            relationship: None,
            phone: None,
        })),
        ..ClientEdit::default()
    }
}

fn edit(store: &Store, id: ClientId, edit: ClientEdit) {
    let saved = store.write::<_, Error, _>(&operator(), move |tx| {
        let scope = tx.client(id)?;
        let may = tx.authorize::<EditClient>(&scope)?;
        tx.edit_client(&may, scope.version(), &edit)
    });
    saved.unwrap();
}

#[test]
fn of_each_field_the_value_of_the_chosen_side_is_kept_and_the_other_record_stays_as_it_was() {
    let (file, cast) = TestFile::with_cast();
    let (kept, other) = (add(&file, &operator(), "Ana"), add(&file, &operator(), "Ana Bis"));
    let city = Some(Some(ShortText::parse("Oaxaca").unwrap()));
    let styles = Some(vec![Style::parse("Blackwork").unwrap(), Style::parse("Dotwork").unwrap()]);
    edit(&file, kept, ClientEdit { city, styles, ..ClientEdit::default() });
    edit(&file, other, full(cast.ana.artist()));
    let before =
        file.raw().lines(&format!("SELECT name || email || city AS line FROM clients WHERE id = {other}"));
    let sides = vec![
        (MergeField::Name, MergeSide::Kept),
        (MergeField::Email, MergeSide::Other),
        (MergeField::BirthDate, MergeSide::Other),
        (MergeField::PreferredArtist, MergeSide::Other),
        (MergeField::Styles, MergeSide::Both),
        (MergeField::Placements, MergeSide::Other),
        (MergeField::Emergency, MergeSide::Other),
    ];
    let version = merge(&file, &cast.admin.at(minutes(5)), kept, other, sides).unwrap();
    let now = card(&file, kept);
    assert_eq!((now.name.as_str(), now.city.as_deref()), ("Ana", Some("Oaxaca")), "the kept record's own");
    assert_eq!(
        (now.email.as_deref(), now.birth_date.as_deref()),
        (Some("b@example.org"), Some("1994-02-28"))
    );
    assert_eq!(now.preferred_artist.unwrap().id, cast.ana.artist());
    assert_eq!(
        (now.styles, now.placements),
        (
            vec!["Blackwork".to_owned(), "Dotwork".to_owned(), "Fine line".to_owned()],
            vec!["Wrist".to_owned()]
        )
    );
    assert_eq!(now.emergency.unwrap().name, "Eva");
    assert_eq!((now.version, now.updated_at, now.updated_by), (version, minutes(5), Some(cast.admin.user)));
    assert_eq!(now.merged, [other]);
    let after =
        file.raw().lines(&format!("SELECT name || email || city AS line FROM clients WHERE id = {other}"));
    assert_eq!(after, before);
    // The log tells of it under both, with fields and no values.
    let log = file.log();
    let told: Vec<(Option<i64>, &str)> =
        log[log.len() - 2..].iter().map(|entry| (entry.subject_id, entry.detail.as_str())).collect();
    assert_eq!((told[0].0, told[1].0), (Some(kept.get()), Some(other.get())));
    assert!(
        told[0].1.contains(&format!("\"merged\":{other}")) && told[0].1.contains("\"birth_date\""),
        "{told:?}"
    );
    assert!(told[1].1.contains(&format!("\"into\":{kept}")) && !told[0].1.contains("b@example"), "{told:?}");
}

#[test]
fn whoever_is_active_in_either_is_active() {
    for (archived, expected) in
        [([false, false], false), ([true, false], false), ([false, true], false), ([true, true], true)]
    {
        let (file, cast) = TestFile::with_cast();
        let ids = ["Ana", "Ana Bis"].map(|name| add(&file, &operator(), name));
        for (id, archived) in ids.iter().zip(archived) {
            archive(&file, &cast.admin.ctx(), *id, archived);
        }
        merge(&file, &operator(), ids[0], ids[1], vec![]).unwrap();
        assert_eq!(card(&file, ids[0]).status == ClientStatus::Archived, expected, "{archived:?}");
    }
}

fn note(store: &Store, client: ClientId, at: Timestamp, text: &str) {
    let text = NoteText::parse(text).unwrap();
    let ctx = crate::kit::system(studio_policy::SystemRole::Operator, at);
    let written = store.write::<_, Error, _>(&ctx, move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<WriteNote>(&scope)?;
        tx.write_note(&may, &text).map(drop)
    });
    written.unwrap();
}

fn record(store: &Store, client: ClientId, act: ConsentAct, at: Timestamp) {
    importing(store, move |tx, may| {
        tx.move_consent(may, &MovedConsent { client, kind: ConsentKind::Informed, act, recorded_at: at })?;
        tx.move_screening(may, client, at, &[u8::try_from(client.get()).unwrap(); 40]).map(drop)
    });
}

#[test]
fn what_hangs_on_either_is_read_in_one_order_under_its_own_number() {
    let (file, _) = TestFile::with_cast();
    let (kept, other, third) = (
        add(&file, &operator(), "Ana"),
        add(&file, &operator(), "Ana Bis"),
        add(&file, &operator(), "Ana Ter"),
    );
    let stranger = add(&file, &operator(), "Bea");
    for nth in 0..70_u64 {
        let client = [kept, other, third, stranger][usize::try_from(nth % 4).unwrap()];
        note(&file, client, NOW.plus(Duration::from_millis(nth / 5)), &format!("note {nth}"));
    }
    record(&file, other, ConsentAct::Given, minutes(1));
    record(&file, kept, ConsentAct::Declined, minutes(2));
    record(&file, third, ConsentAct::Withdrawn, minutes(3));
    let table = |file: &TestFile| {
        file.raw().lines("SELECT 'n' || id || ':' || client_id AS line FROM notes UNION ALL SELECT 'c' || id || ':' || client_id FROM consents UNION ALL SELECT 's' || id || ':' || client_id FROM screenings")
    };
    let before = table(&file);
    merge(&file, &operator(), other, third, vec![]).unwrap();
    merge(&file, &operator(), kept, other, vec![]).unwrap();
    assert_eq!(table(&file), before, "rows keep their numbers and whose they were");
    let expected =
        ClientCounts { screenings: 3, consents: 3, notes: 53, merged: 2, ..ClientCounts::default() };
    for id in [kept, other, third] {
        assert_eq!(counts(&file, id), expected);
        let (mut before, mut texts) = (None, Vec::new());
        loop {
            let page = file.read::<_, Error, _>(&operator(), |tx| {
                let scope = tx.client(id)?;
                let may = tx.authorize::<ReadNotes>(&scope)?;
                tx.notes(&may, before)
            });
            let page = page.unwrap();
            before = page.items.last().map(|note| (note.written_at, note.id));
            texts.extend(page.items.into_iter().map(|note| note.text));
            if !page.more {
                break;
            }
        }
        let expected: Vec<String> =
            (0..70).rev().filter(|nth| nth % 4 != 3).map(|nth| format!("note {nth}")).collect();
        assert_eq!(texts, expected);
        let (consents, screenings) = file
            .read::<_, Error, _>(&operator(), |tx| {
                let scope = tx.client(id)?;
                let may = tx.authorize::<ReadConsents>(&scope)?;
                let consents = tx.consents(&may)?;
                let may = tx.authorize::<ReadScreenings>(&scope)?;
                Ok((consents, tx.screenings(&may, None)?.0.items))
            })
            .unwrap();
        let acts: Vec<ConsentAct> = consents.into_iter().map(|one| one.act).collect();
        assert_eq!(acts, [ConsentAct::Withdrawn, ConsentAct::Declined, ConsentAct::Given]);
        let sealed: Vec<(ClientId, u8)> =
            screenings.into_iter().map(|one| (one.client, one.sealed[0])).collect();
        let of = |id: ClientId| (id, u8::try_from(id.get()).unwrap());
        assert_eq!(sealed, [of(third), of(kept), of(other)], "each with the number that it was sealed for");
    }
    assert_eq!(counts(&file, stranger).notes, 17);
    // What is written under an old number is the kept record's.
    note(&file, third, minutes(9), "by the old number");
    assert_eq!(counts(&file, kept).notes, 54);
}

#[test]
fn a_form_that_was_opened_on_either_record_is_stale_after_the_merge() {
    let (file, cast) = TestFile::with_cast();
    for (of_kept, of_other) in [(0, 0), (0, 5), (5, 0), (3, 4)] {
        let (kept, other) = (add(&file, &operator(), "Ana"), add(&file, &operator(), "Ana Bis"));
        (0..of_kept).for_each(|_| assert!(rename(&file, &operator(), kept, "Ana") > Version::FIRST));
        (0..of_other).for_each(|_| assert!(rename(&file, &operator(), other, "Ana Bis") > Version::FIRST));
        let seen = [kept, other].map(|id| card(&file, id).version);
        merge(&file, &operator(), kept, other, vec![]).unwrap();
        for (id, version) in [kept, other].into_iter().zip(seen) {
            let saved = file.write::<_, Error, _>(&cast.admin.ctx(), move |tx| {
                let scope = tx.client(id)?;
                let may = tx.authorize::<EditClient>(&scope)?;
                tx.edit_client(&may, version, &ClientEdit::default())
            });
            assert!(matches!(saved, Err(Error::Stale { id, .. }) if id == kept.get()), "{saved:?}");
        }
    }
}

#[test]
fn who_saved_either_record_meanwhile_is_not_written_over() {
    let (file, _) = TestFile::with_cast();
    let (kept, other) = (add(&file, &operator(), "Ana"), add(&file, &operator(), "Ana Bis"));
    for saved in [kept, other] {
        let versions = MergeVersions { kept: card(&file, kept).version, other: card(&file, other).version };
        rename(&file, &operator(), saved, "Somebody");
        let before = file.raw().dump();
        let merged = file.write::<_, Error, _>(&operator(), move |tx| {
            let (keeps, gives) = (tx.client(kept)?, tx.client(other)?);
            let (keep, give) = (tx.authorize::<MergeClients>(&keeps)?, tx.authorize::<MergeClients>(&gives)?);
            tx.merge_clients(&keep, &give, versions, &[(MergeField::Name, MergeSide::Other)])
        });
        assert!(matches!(merged, Err(Error::Stale { id, .. }) if id == saved.get()), "{merged:?}");
        assert!(file.raw().dump() == before);
    }
}

/// Whatever program writes to the file: pointers end at once, none goes round, and a record that points stays as it was.
#[test]
fn the_file_itself_keeps_pointers_straight() {
    let (file, _) = TestFile::with_cast();
    let [a, b, c] = ["A", "B", "C"].map(|name| add(&file, &operator(), name));
    merge(&file, &operator(), a, b, vec![]).unwrap();
    let mut raw = file.raw();
    for sql in [
        format!("UPDATE clients SET merged_into = {c}, merged_at = 1 WHERE id = {c}"),
        format!("UPDATE clients SET merged_into = {b}, merged_at = 1 WHERE id = {a}"),
        format!("UPDATE clients SET merged_into = {b}, merged_at = 1 WHERE id = {c}"),
        format!("UPDATE clients SET merged_into = {c}, merged_at = 1 WHERE id = {a}"),
        format!("UPDATE clients SET name = 'X' WHERE id = {b}"),
        format!("UPDATE clients SET version = version + 1 WHERE id = {b}"),
        format!(
            "INSERT INTO clients (name, created_at, updated_at, merged_into, merged_at) VALUES ('D', 1, 1, {a}, 1)"
        ),
    ] {
        let refused = raw.try_exec(&sql).unwrap_err();
        assert!(refused.contains("client_merged"), "{sql}: {refused}");
    }
    for sql in [
        format!("UPDATE clients SET merged_into = {a} WHERE id = {c}"),
        format!("UPDATE clients SET merged_digits = '1' WHERE id = {c}"),
        format!("DELETE FROM clients WHERE id = {a}"),
    ] {
        assert!(raw.try_exec(&sql).is_err(), "{sql}");
    }
    // The same through the store: both are one record by now.
    let again = merge(&file, &operator(), a, b, vec![]);
    assert!(matches!(again, Err(Error::Conflict(Constraint::ClientMerged))), "{again:?}");
}

/// Everybody merges everybody at once: each is merged at most once, nothing goes round, and nothing is lost.
#[test]
fn many_who_merge_in_circles_leave_one_that_everything_leads_to() {
    let (file, _) = TestFile::with_cast();
    let ids: Vec<ClientId> = (0..12).map(|nth| add(&file, &operator(), &format!("Ana {nth}"))).collect();
    for id in &ids {
        note(&file, *id, NOW, &format!("of {id}"));
    }
    std::thread::scope(|scope| {
        for first in 0..4_usize {
            let (file, ids) = (&file, &ids);
            scope.spawn(move || {
                for step in 0..ids.len() {
                    let (kept, other) =
                        (ids[(first * 3 + step) % ids.len()], ids[(first * 3 + step + 1) % ids.len()]);
                    match merge(file, &operator(), kept, other, vec![]) {
                        Ok(_) | Err(Error::Conflict(Constraint::ClientMerged) | Error::Stale { .. }) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    let left = everybody(&file, &operator());
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(ids.iter().all(|id| card(&file, *id).id == left[0].id));
    assert_eq!(counts(&file, left[0].id), ClientCounts { notes: 12, merged: 11, ..ClientCounts::default() });
}

#[test]
fn the_number_on_an_old_card_leads_to_the_kept_record_for_people_and_for_a_move() {
    let (file, cast) = TestFile::with_cast();
    let mut people = [Person::named("Ana"), Person::named("Ana Bis")];
    move_in(&file, &mut people);
    let [kept, other] = people.map(|person| person.id);
    file.raw().exec(&format!("UPDATE clients SET legacy_id = 700 + id WHERE id IN ({kept}, {other})"));
    merge(&file, &operator(), kept, other, vec![]).unwrap();
    let (artist, legacy) = (cast.ana.artist(), 700 + other.get());
    let by_legacy = file.read::<_, Error, _>(&operator(), |tx| Ok(tx.client_by_legacy(legacy)?.id()));
    assert_eq!(by_legacy.unwrap(), kept);
    let one = Meeting { at: minutes(90), status: AppointmentStatus::Confirmed, artist };
    importing(&file, move |tx, may| {
        let here = tx.known(may)?.clients[&legacy];
        assert_eq!(here, kept);
        tx.move_appointment(may, &super::people::moved(here, one))?;
        tx.finish_moving_in(may, &[other]).map(drop)
    });
    assert_eq!(card(&file, kept).next_appointment, Some(minutes(90)));
}

#[test]
fn an_export_of_all_and_a_page_of_all_have_no_record_that_was_merged() {
    let (file, _) = TestFile::with_cast();
    let (kept, other) = (add(&file, &operator(), "Ana"), add(&file, &operator(), "Ana Bis"));
    merge(&file, &operator(), kept, other, vec![]).unwrap();
    let all = ClientQuery { status: None, ..ClientQuery::default() };
    let exported = file.read::<_, Error, _>(&operator(), |tx| {
        let may = tx.authorize_list::<studio_store::actions::ExportClients>()?;
        tx.export_clients(&may, &all)
    });
    for listed in [exported.unwrap(), page(&file, &operator(), &all)] {
        let ids: Vec<ClientId> = listed.items.into_iter().map(|row| row.id).collect();
        assert_eq!(ids, [kept]);
    }
}

/// Sources of the crate, by their names.
fn sources(folder: &Path, all: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, all);
        } else {
            all.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Whatever hangs on a client is asked for through all records of the person: a query that names one client's number misses those of a
/// record that was merged. Those here mean the one record.
#[test]
fn no_query_of_what_hangs_on_a_client_asks_for_one_record_alone() {
    const MEANT: &[(&str, &str)] = &[
        ("clients/owners.rs", "asked for each record of the person"),
        ("clients/index.rs", "the way of those who have one record"),
        ("clients/remove.rs", "asked for each record of the person"),
        ("clients/list", "from the row of a list, and beside it through the merged records"),
    ];
    let mut all = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    let (mut found, mut meant) = (Vec::new(), 0);
    for (path, text) in &all {
        for table in ["notes", "consents", "screenings", "appointments", "corrections", "age_checks"] {
            let flat: String = text.split_whitespace().collect();
            if !flat.contains(&format!("filter({table}::client_id.eq("))
                && !flat.contains(&format!("field({table}::client_id).eq("))
            {
                continue;
            }
            match MEANT.iter().find(|(place, _)| path.replace('\\', "/").contains(place)) {
                Some(_) => meant += 1,
                None => found.push(format!("{path}: {table}")),
            }
        }
    }
    assert!(found.is_empty(), "ask for `clients::merged::whole`, see `of_whole!`: {found:#?}");
    assert!(meant >= 3, "the test looks for something that is no longer written that way");
}
