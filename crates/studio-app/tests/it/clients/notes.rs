//! Notes as people write them.

use studio_app::{Note, OpCtx, note_open_until};
use studio_domain::{AppointmentStatus, Version};
use studio_testkit::TestStudio;

use super::people::{add, book};
use crate::kit::{MINUTE, code, left, mistakes, newest};

fn texts(notes: &[Note]) -> Vec<&str> {
    notes.iter().map(|note| note.text.as_str()).collect()
}

#[test]
fn notes_are_cleaned_measured_and_signed() {
    let test = TestStudio::new();
    let id = add(&test, "Ana");
    book(&test, id, test.artist_of("lola"), AppointmentStatus::Confirmed);
    let (desk, lola) = (test.desk(), test.lola());
    test.studio.write_note(&desk, id, "  wants a  cover-up\r\n\r\n\r\n\r\nleft arm ").unwrap();
    test.clock.advance(MINUTE);
    let longest = "ñ".repeat(10_000);
    let note = test.studio.write_note(&test.now(&lola), id, &longest).unwrap();
    let page = test.studio.notes(&test.now(&desk), id, None).unwrap();
    assert_eq!(texts(&page.items), [longest.as_str(), "wants a cover-up\n\n\nleft arm"]);
    let authors: Vec<_> = page.items.iter().map(|note| note.author.as_ref().unwrap().1.as_str()).collect();
    assert_eq!((authors, page.items[0].id, page.more), (vec!["lola", "recepcion"], note, false));
    assert_eq!(page.items[0].written_at, test.visit().now);

    let seq = newest(&test);
    let too_long = mistakes(test.studio.write_note(&test.now(&desk), id, &"ñ".repeat(10_001)));
    assert_eq!(too_long, [("text", "too_long")]);
    for empty in ["", " \n ", "\t"] {
        assert_eq!(mistakes(test.studio.write_note(&test.now(&desk), id, empty)), [("text", "empty")]);
    }
    assert_eq!(left(&test, seq), []);
}

/// Whoever may not write learns nothing of what would be wrong with the text.
#[test]
fn a_note_is_refused_before_it_is_judged() {
    let test = TestStudio::new();
    let id = add(&test, "Ana");
    assert_eq!(code(test.studio.write_note(&test.bruno(), id, "")), "not_owner");
    assert_eq!(code(test.studio.pin_note(&test.bruno(), id, &"x".repeat(500), None)), "not_owner");
    assert_eq!(
        code(test.studio.write_note(&test.desk(), studio_domain::ClientId::new(99), "x")),
        "not_found"
    );
}

#[test]
fn the_pinned_line_is_set_replaced_and_removed() {
    let test = TestStudio::new();
    let (id, desk) = (add(&test, "Ana"), test.desk());
    let pinned = || test.studio.client(&desk, id).unwrap().card.pinned_note;
    for (typed, kept) in [
        ("  faints   at needles ", Some("faints at needles")),
        ("two\nlines", Some("two lines")),
        (" \n ", None),
        (&"ñ".repeat(200), Some("ñ".repeat(200).as_str())),
        ("", None),
    ] {
        test.studio.pin_note(&desk, id, typed, None).unwrap();
        assert_eq!(pinned().as_deref(), kept);
    }
    assert_eq!(test.studio.notes(&desk, id, None).unwrap().items, [], "it is no note");
}

/// Pages of a long history, and notes that were written at one moment.
#[test]
fn older_notes_come_page_by_page() {
    let test = TestStudio::new();
    let (id, desk) = (add(&test, "Ana"), test.desk());
    let mut written: Vec<String> = (0..105).map(|nth| format!("note {nth}")).collect();
    for (nth, text) in written.iter().enumerate() {
        if nth % 10 == 0 {
            test.clock.advance(MINUTE);
        }
        test.studio.write_note(&test.now(&desk), id, text).unwrap();
    }
    written.reverse();
    let (mut found, mut before) = (Vec::new(), None);
    for more in [true, true, false] {
        let page = test.studio.notes(&test.now(&desk), id, before).unwrap();
        assert_eq!(page.more, more);
        before = page.items.last().map(|note| (note.written_at, note.id));
        found.extend(page.items.into_iter().map(|note| note.text));
    }
    assert_eq!(found, written);
}

/// To the moment, by its author alone, and with nothing lost.
#[test]
fn an_author_corrects_for_a_quarter_of_an_hour() {
    let test = TestStudio::new();
    let id = add(&test, "Ana");
    book(&test, id, test.artist_of("lola"), AppointmentStatus::Confirmed);
    let (desk, lola) = (test.desk(), test.lola());
    let note = test.studio.write_note(&lola, id, "Left arm").unwrap();
    let correct = |ctx: &OpCtx, text: &str, version| test.studio.correct_note(ctx, id, note, text, version);
    assert_eq!(code(correct(&test.now(&desk), "Right arm", None)), "note_of_another");
    assert_eq!(code(correct(&test.operator(), "Right arm", None)), "note_of_another");
    assert_eq!(mistakes(correct(&test.now(&lola), " ", None)), [("text", "empty")]);
    test.clock.advance(15 * MINUTE - crate::kit::TICK);
    let second = correct(&test.now(&lola), "Right arm", Some(Version::FIRST)).unwrap();
    assert_eq!(code(correct(&test.now(&lola), "Both arms", Some(Version::FIRST))), "stale");
    let open = |test: &TestStudio| {
        let page = test.studio.notes(&test.now(&lola), id, None).unwrap();
        note_open_until(&page.items[0], test.user("lola"), test.visit().now).is_some()
    };
    assert!(open(&test));
    test.clock.advance(crate::kit::TICK);
    assert!(!open(&test));
    assert_eq!(code(correct(&test.now(&lola), "Both arms", Some(second))), "note_closed");
    let page = test.studio.notes(&test.now(&lola), id, None).unwrap();
    assert_eq!(
        (page.items[0].text.as_str(), page.items[0].earlier[0].text.as_str()),
        ("Right arm", "Left arm")
    );
}

/// Its artist, the desk or an admin writes about an appointment; every artist whose client it is reads it.
#[test]
fn a_session_note_is_written_by_its_artist_and_read_by_every_artist_of_the_client() {
    let test = TestStudio::new();
    let (ana, bea) = (add(&test, "Ana"), add(&test, "Bea"));
    let session = book(&test, ana, test.artist_of("lola"), AppointmentStatus::Completed);
    book(&test, ana, test.artist_of("bruno"), AppointmentStatus::Pending);
    let write = |ctx: &OpCtx, client| test.studio.write_session_note(ctx, client, session, "Sat still");
    assert_eq!(code(write(&test.bruno(), ana)), "not_owner");
    assert_eq!(code(write(&test.lola(), bea)), "not_found");
    write(&test.lola(), ana).unwrap();
    write(&test.desk(), ana).unwrap();
    write(&test.admin(), ana).unwrap();
    let read = test.studio.notes(&test.bruno(), ana, None).unwrap();
    assert!(
        read.items.len() == 3 && read.items.iter().all(|note| note.session.as_ref().unwrap().id == session)
    );
    // What is about an appointment that was called off is still its artist's to write.
    let off = book(&test, bea, test.artist_of("lola"), AppointmentStatus::Cancelled);
    assert_eq!(code(test.studio.write_note(&test.lola(), bea, "Called off")), "not_owner");
    test.studio.write_session_note(&test.lola(), bea, off, "Called off by phone").unwrap();
}

#[test]
fn a_search_of_notes_is_measured_and_an_empty_one_finds_all() {
    let test = TestStudio::new();
    let (id, desk) = (add(&test, "Ana"), test.desk());
    test.studio.write_note(&desk, id, "Línea fina").unwrap();
    test.studio.write_note(&desk, id, "Color").unwrap();
    let find = |q: &str| test.studio.find_notes(&desk, id, q, None);
    assert_eq!(texts(&find("LINEA").unwrap().items), ["Línea fina"]);
    assert_eq!(find("  ").unwrap().items.len(), 2);
    assert_eq!(mistakes(find(&"x".repeat(201))), [("q", "too_long")]);
}
