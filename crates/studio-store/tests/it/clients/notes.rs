//! Notes: newest first, page by page, with their authors, and never taken away.

use std::time::Duration;

use studio_domain::{ClientId, NoteId, NoteText, Timestamp, Version};
use studio_store::actions::{ReadNotes, WriteNote};
use studio_store::{Error, Note, OpCtx, Page, Store};

use super::paging::add;
use super::people::importing;
use crate::kit::{NOW, TestFile, minutes, operator, system};

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
    assert!(found.iter().all(|note| note.appointment.is_none() && note.version == Version::FIRST));
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
