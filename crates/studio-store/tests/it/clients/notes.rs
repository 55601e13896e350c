//! Notes: newest first, page by page, with their authors, and never taken away.

use std::time::Duration;

use studio_domain::{AppointmentStatus, ClientId, NoteId, NoteText, Timestamp, Version, needles};
use studio_store::actions::{CorrectNote, NoteSession, ReadNotes, WriteNote};
use studio_store::{Error, Note, OpCtx, Page, Store};

use super::paging::add;
use super::people::importing;
use crate::kit::{NOW, TestFile, meet, minutes, operator, system};

fn write(store: &Store, ctx: &OpCtx, client: ClientId, text: &str) -> NoteId {
    let text = NoteText::parse(text).unwrap();
    let written = store.write::<_, Error, _>(ctx, move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<WriteNote>(&scope)?;
        tx.write_note(&may, &text)
    });
    written.unwrap()
}

fn page(store: &Store, client: ClientId, before: Option<(Timestamp, NoteId)>) -> Page<Note> {
    let read = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<ReadNotes>(&scope)?;
        tx.notes(&may, before)
    });
    read.unwrap()
}

/// A hundred and twenty of them, eight at the same moment, with notes of another client in between.
#[test]
fn pages_hold_each_note_once_newest_first() {
    let (file, cast) = TestFile::with_cast();
    let (ana, bea) = (add(&file, &operator(), "Ana"), add(&file, &operator(), "Bea"));
    let mut written = Vec::new();
    for nth in 0..120_u64 {
        let at = NOW.plus(Duration::from_millis(nth / 8));
        let id = write(&file, &cast.admin.at(at), ana, &format!("note {nth}"));
        written.push((at, id, format!("note {nth}")));
        if nth % 3 == 0 {
            write(&file, &cast.admin.at(at), bea, "of another");
        }
    }
    written.reverse();
    let (mut found, mut before, mut lengths) = (Vec::new(), None, Vec::new());
    loop {
        let Page { items, more } = page(&file, ana, before);
        lengths.push(items.len());
        before = items.last().map(|note| (note.written_at, note.id));
        found.extend(items.into_iter().map(|note| (note.written_at, note.id, note.text)));
        if !more {
            break;
        }
    }
    assert_eq!((found, lengths), (written, vec![50, 50, 20]));
    assert_eq!(page(&file, bea, None).items.len(), 40);
}

#[test]
fn a_full_page_says_whether_more_follow() {
    let (file, _) = TestFile::with_cast();
    let ana = add(&file, &operator(), "Ana");
    for nth in 0..50 {
        write(&file, &operator(), ana, &format!("note {nth}"));
    }
    let Page { items, more } = page(&file, ana, None);
    assert_eq!((items.len(), more), (50, false));
    write(&file, &operator(), ana, "one more");
    let Page { items, more } = page(&file, ana, None);
    assert_eq!((items.len(), more, items[0].text.as_str()), (50, true, "one more"));
}

#[test]
fn a_note_tells_who_wrote_it_and_when_and_whether_it_moved_in() {
    let (file, cast) = TestFile::with_cast();
    let ana = add(&file, &operator(), "Ana");
    let by_desk = write(&file, &cast.desk.at(minutes(2)), ana, "from the desk");
    let by_operator =
        write(&file, &system(studio_policy::SystemRole::Operator, minutes(1)), ana, "from the machine");
    let (ben, old) = (cast.ben.user, Timestamp::from_millis(1_000));
    importing(&file, move |tx, may| {
        tx.move_note(may, ana, None, Timestamp::from_millis(5), &NoteText::parse("whose?").unwrap())?;
        tx.move_note(may, ana, Some(ben), old, &NoteText::parse("two\nlines").unwrap())
    });
    let found = page(&file, ana, None).items;
    let desk = Some((cast.desk.user, "desk".to_owned()));
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.written_at, one.author.clone(), one.text.as_str(), one.imported))
        .collect();
    assert_eq!(
        told,
        [
            (minutes(2), desk, "from the desk", false),
            (minutes(1), None, "from the machine", false),
            (old, Some((ben, "ben".to_owned())), "two\nlines", true),
            (Timestamp::from_millis(5), None, "whose?", true),
        ]
    );
    assert_eq!((found[0].id, found[1].id), (by_desk, by_operator));
    assert!(found.iter().all(|note| note.session.is_none() && note.version == Version::FIRST));
}

/// Around the program too: nothing takes a note, a consent or a screening away, and none is empty or endless.
#[test]
fn what_was_written_stays() {
    let (file, _) = TestFile::with_cast();
    let ana = add(&file, &operator(), "Ana");
    write(&file, &operator(), ana, "stays");
    let mut raw = file.raw();
    let refused = raw.try_exec("DELETE FROM notes").unwrap_err();
    assert!(refused.contains("append_only"), "{refused}");
    assert_eq!(raw.number("SELECT count(*) AS n FROM notes"), 1);
    for (text, fits) in
        [("''", false), ("printf('%.*c', 10000, 'x')", true), ("printf('%.*c', 10001, 'x')", false)]
    {
        let sql = format!("INSERT INTO notes (client_id, written_at, text) VALUES ({ana}, 0, {text})");
        assert_eq!(raw.try_exec(&sql).is_ok(), fits, "{text}");
    }
    raw.exec(&format!(
        "INSERT INTO consents (client_id, kind, act, manner, recorded_at) VALUES ({ana}, 'informed', 'given', 'paper', 0);
         INSERT INTO screenings (client_id, answered_at, sealed) VALUES ({ana}, 0, x'00')"
    ));
    for sql in [
        "DELETE FROM consents",
        "UPDATE consents SET act = 'withdrawn'",
        "DELETE FROM screenings",
        "UPDATE screenings SET sealed = x'01'",
        "INSERT OR REPLACE INTO consents (id, client_id, kind, act, manner, recorded_at)
             SELECT id, client_id, kind, 'declined', manner, 0 FROM consents",
        "INSERT OR REPLACE INTO notes (id, client_id, written_at, text) SELECT id, client_id, 0, 'other' FROM notes",
    ] {
        // As the product's connections do: what replaces a row runs the triggers of the one that goes.
        let refused = raw.try_exec(&format!("PRAGMA recursive_triggers = ON; {sql}")).unwrap_err();
        assert!(refused.contains("append_only"), "{sql}: {refused}");
    }
}

fn correct(
    store: &Store,
    ctx: &OpCtx,
    (client, note): (ClientId, NoteId),
    version: Version,
    text: &str,
) -> Result<Version, Error> {
    let text = NoteText::parse(text).unwrap();
    store.write::<_, Error, _>(ctx, move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<CorrectNote>(&scope)?;
        tx.correct_note(&may, note, version, &text)
    })
}

#[test]
fn a_corrected_note_keeps_what_it_said_in_order() {
    let (file, cast) = TestFile::with_cast();
    let (ana, bea) = (add(&file, &operator(), "Ana"), add(&file, &operator(), "Bea"));
    let id = write(&file, &cast.desk.ctx(), ana, "first");
    let second = correct(&file, &cast.desk.at(minutes(3)), (ana, id), Version::FIRST, "second").unwrap();
    let stale = correct(&file, &cast.desk.at(minutes(4)), (ana, id), Version::FIRST, "lost?");
    assert!(matches!(stale, Err(Error::Stale { kind: "note", now, .. }) if now == second), "{stale:?}");
    correct(&file, &cast.desk.at(minutes(5)), (ana, id), second, "third").unwrap();
    // A note is found through its own client only.
    let elsewhere = correct(&file, &cast.desk.ctx(), (bea, id), second, "x");
    assert!(matches!(elsewhere, Err(Error::NotFound { kind: "note", .. })), "{elsewhere:?}");
    let note = page(&file, ana, None).items.remove(0);
    let earlier: Vec<_> = note.earlier.iter().map(|one| (one.text.as_str(), one.replaced_at)).collect();
    assert_eq!(note.text, "third");
    assert_eq!(earlier, [("second", minutes(5)), ("first", minutes(3))]);
    assert_eq!(note.written_at, NOW, "when it was written does not change");
    let mut raw = file.raw();
    for sql in ["DELETE FROM note_texts", "UPDATE note_texts SET text = 'x'"] {
        assert!(raw.try_exec(sql).unwrap_err().contains("append_only"), "{sql}");
    }
}

#[test]
fn a_note_about_a_session_names_it_and_is_read_with_the_others() {
    let (file, cast) = TestFile::with_cast();
    let (ana, bea) = (add(&file, &operator(), "Ana"), add(&file, &operator(), "Bea"));
    let session = meet(&file, ana, cast.ana.artist(), AppointmentStatus::Completed);
    write(&file, &cast.desk.ctx(), ana, "in general");
    let about = |client: ClientId| {
        let text = NoteText::parse("sat still").unwrap();
        file.write::<_, Error, _>(&cast.ana.at(minutes(1)), move |tx| {
            let scope = tx.appointment(client, session)?;
            let may = tx.authorize::<NoteSession>(&scope)?;
            tx.write_session_note(&may, &text)
        })
    };
    about(ana).unwrap();
    let wrong = about(bea);
    assert!(matches!(wrong, Err(Error::NotFound { kind: "appointment", .. })), "{wrong:?}");
    let found = page(&file, ana, None).items;
    let told: Vec<_> = found
        .iter()
        .map(|one| {
            let session = one.session.as_ref();
            (one.text.as_str(), session.map(|one| (one.id, one.starts_at, one.artist.id)))
        })
        .collect();
    let there = Some((session, minutes(120), cast.ana.artist()));
    assert_eq!(told, [("sat still", there), ("in general", None)]);
}

/// Words are looked for in every note of the client, also where they fill no page, and pages go on where the one before ended.
#[test]
fn notes_are_found_by_words_whatever_case_and_accents() {
    let (file, cast) = TestFile::with_cast();
    let (ana, bea) = (add(&file, &operator(), "Ana"), add(&file, &operator(), "Bea"));
    for nth in 0..130_u64 {
        let at = NOW.plus(Duration::from_secs(nth));
        let text = if nth % 2 == 0 { format!("Línea Fina {nth}") } else { format!("color {nth}") };
        write(&file, &cast.admin.at(at), ana, &text);
    }
    write(&file, &operator(), bea, "linea fina");
    let find = |typed: &str, before| {
        let needles = needles(typed);
        let read = file.read::<_, Error, _>(&operator(), |tx| {
            let scope = tx.client(ana)?;
            let may = tx.authorize::<ReadNotes>(&scope)?;
            tx.find_notes(&may, &needles, before)
        });
        read.unwrap()
    };
    let first = find("FINA linea", None);
    assert_eq!((first.items.len(), first.more), (50, true));
    let place = first.items.last().map(|note| (note.written_at, note.id));
    let rest = find("FINA linea", place);
    assert_eq!((rest.items.len(), rest.more), (15, false));
    assert_eq!(rest.items.last().unwrap().text, "Línea Fina 0");
    assert_eq!(find("fina color", None).items, []);
}
