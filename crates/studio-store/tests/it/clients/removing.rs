//! Deleting a record: what goes with it, what keeps it, and that the door for it is shut before and after.

use studio_domain::{AppointmentStatus, ClientId, ConsentAct, ConsentKind, NoteText, Timestamp, Version};
use studio_store::actions::{DeleteClient, ViewClient, WriteNote};
use studio_store::{ClientQuery, Constraint, Deleted, Error, Holding, MovedConsent, OpCtx, Store};

use super::merging::merge;
use super::paging::{add, meet, rename};
use super::people::{Meeting, everybody, importing, page};
use crate::kit::{NOW, TestFile, minutes, operator};

const DAY: u64 = 24 * 60;

fn delete(store: &Store, ctx: &OpCtx, id: ClientId, version: Option<Version>) -> Result<Deleted, Error> {
    store.write(ctx, move |tx| {
        let scope = tx.client(id)?;
        let may = tx.authorize::<DeleteClient>(&scope)?;
        tx.delete_client(&may, version.unwrap_or(scope.version()))
    })
}

fn holdings(store: &Store, id: ClientId) -> Vec<Holding> {
    let held = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.client(id)?;
        let may = tx.authorize::<ViewClient>(&scope)?;
        tx.client_holdings(&may)
    });
    held.unwrap()
}

fn note(store: &Store, client: ClientId, text: &str) {
    let text = NoteText::parse(text).unwrap();
    let written = store.write::<_, Error, _>(&operator(), move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<WriteNote>(&scope)?;
        tx.write_note(&may, &text).map(drop)
    });
    written.unwrap();
}

fn consent(store: &Store, client: ClientId, at: Timestamp) {
    importing(store, move |tx, may| {
        let moved =
            MovedConsent { client, kind: ConsentKind::Informed, act: ConsentAct::Given, recorded_at: at };
        tx.move_consent(may, &moved)
    });
}

/// Rows of every table that has a column for clients.
fn rows_of(file: &TestFile, id: ClientId) -> i64 {
    let mut raw = file.raw();
    let tables: Vec<String> = raw.tables();
    let mut rows = raw.number(&format!("SELECT count(*) AS n FROM clients WHERE id = {id}"));
    for table in tables {
        if raw.columns(&table).iter().any(|column| column == "client_id") {
            rows += raw.number(&format!("SELECT count(*) AS n FROM {table} WHERE client_id = {id}"));
        }
    }
    rows
}

#[test]
fn a_record_goes_with_what_was_written_to_it_and_leaves_its_number_in_the_log() {
    let (file, cast) = TestFile::with_cast();
    let (gone, stays) = (add(&file, &operator(), "Wrong Number"), add(&file, &operator(), "Ana"));
    for client in [gone, stays] {
        note(&file, client, "asked for prices");
        consent(&file, client, minutes(3));
    }
    let others = rows_of(&file, stays);
    let deleted = delete(&file, &cast.admin.ctx(), gone, None).unwrap();
    assert_eq!(deleted, Deleted { records: vec![gone], notes: 1, consents: 1, files: vec![] });
    assert_eq!((rows_of(&file, gone), rows_of(&file, stays)), (0, others));
    let ids: Vec<ClientId> = everybody(&file, &operator()).into_iter().map(|row| row.id).collect();
    assert_eq!(ids, [stays]);
    let found = page(
        &file,
        &operator(),
        &ClientQuery { needles: studio_domain::needles("wrong"), ..ClientQuery::default() },
    );
    assert_eq!(found.items, []);
    let again = delete(&file, &operator(), gone, None);
    assert!(matches!(again, Err(Error::NotFound { kind: "client", .. })), "{again:?}");
    let log = file.log();
    let told = log.iter().find(|entry| entry.action == "clients.delete").unwrap();
    assert_eq!((told.subject_id, told.user), (Some(gone.get()), Some(cast.admin.user)));
    assert!(told.detail.contains("\"notes\":1") && !told.detail.contains("Wrong"), "{}", told.detail);
}

#[test]
fn what_must_be_kept_keeps_the_record() {
    let (file, cast) = TestFile::with_cast();
    type Case<'c> = (&'c str, &'c dyn Fn(ClientId), &'c [(&'static str, u64)]);
    let table: &[Case<'_>] = &[
        ("nothing", &|_| (), &[]),
        ("a note", &|id| note(&file, id, "x"), &[]),
        ("a consent at once", &|id| consent(&file, id, NOW), &[]),
        ("a consent after a day", &|id| consent(&file, id, minutes(DAY)), &[]),
        (
            "a consent later than a day",
            &|id| consent(&file, id, Timestamp::from_millis(minutes(DAY).millis() + 1)),
            &[("consents", 1)],
        ),
        (
            "a cancelled appointment",
            &|id| {
                let (at, artist) = (minutes(60), cast.ana.artist());
                meet(&file, id, Meeting { at, status: AppointmentStatus::Cancelled, artist });
            },
            &[("appointments", 1)],
        ),
        (
            "a screening and two late consents",
            &|id| {
                consent(&file, id, minutes(DAY + 1));
                consent(&file, id, minutes(DAY + 2));
                importing(&file, move |tx, may| tx.move_screening(may, id, NOW, &[7; 40]).map(drop));
            },
            &[("screenings", 1), ("consents", 2)],
        ),
    ];
    for (what, has, expected) in table {
        let id = add(&file, &operator(), "Ana");
        has(id);
        let expected: Vec<Holding> =
            expected.iter().map(|(what, count)| Holding { what, count: *count }).collect();
        assert_eq!(holdings(&file, id), expected, "{what}");
        let before = file.raw().dump();
        let deleted = delete(&file, &operator(), id, None);
        if expected.is_empty() {
            assert!(deleted.is_ok(), "{what}: {deleted:?}");
            assert_eq!(rows_of(&file, id), 0, "{what}");
        } else {
            assert!(matches!(deleted, Err(Error::Conflict(Constraint::ClientInUse))), "{what}: {deleted:?}");
            assert!(file.raw().dump() == before, "{what} left something behind");
        }
    }
}

#[test]
fn merged_records_go_with_the_kept_one_and_keep_it_as_well() {
    let (file, _) = TestFile::with_cast();
    let [a, b, c, d] = ["A", "B", "C", "D"].map(|name| add(&file, &operator(), name));
    note(&file, b, "of the merged one");
    merge(&file, &operator(), a, b, vec![]).unwrap();
    merge(&file, &operator(), a, c, vec![]).unwrap();
    let deleted = delete(&file, &operator(), a, None).unwrap();
    assert_eq!(deleted, Deleted { records: vec![b, c, a], notes: 1, consents: 0, files: vec![] });
    assert_eq!([a, b, c].map(|id| rows_of(&file, id)), [0, 0, 0]);
    // A late consent of a record that was merged is one of the person.
    let e = add(&file, &operator(), "E");
    consent(&file, e, minutes(2 * DAY));
    merge(&file, &operator(), d, e, vec![]).unwrap();
    assert_eq!(holdings(&file, d), [Holding { what: "consents", count: 1 }]);
}

/// The log and old links name a record by its number: nobody else ever gets it.
#[test]
fn a_number_is_never_given_twice() {
    let (file, _) = TestFile::with_cast();
    let [first, last] = ["A", "B"].map(|name| add(&file, &operator(), name));
    delete(&file, &operator(), last, None).unwrap();
    let next = add(&file, &operator(), "C");
    assert_eq!(next.get(), last.get() + 1);
    delete(&file, &operator(), first, None).unwrap();
    assert_eq!(add(&file, &operator(), "D").get(), next.get() + 1);
    for row in everybody(&file, &operator()) {
        delete(&file, &operator(), row.id, None).unwrap();
    }
    assert_eq!(add(&file, &operator(), "E").get(), next.get() + 2, "not even in an empty studio");
}

#[test]
fn who_saved_the_record_meanwhile_is_not_deleted() {
    let (file, cast) = TestFile::with_cast();
    let id = add(&file, &operator(), "Ana");
    rename(&file, &operator(), id, "Ana Luz");
    let deleted = delete(&file, &cast.admin.ctx(), id, Some(Version::FIRST));
    assert!(matches!(deleted, Err(Error::Stale { .. })), "{deleted:?}");
    assert_eq!(everybody(&file, &operator()).len(), 1);
}

/// Whoever else writes to the file meets the door shut: it is open for a few statements, and to a reason of its own.
#[test]
fn history_is_taken_from_only_while_the_door_is_open() {
    let (mut file, _) = TestFile::with_cast();
    let id = add(&file, &operator(), "Ana");
    note(&file, id, "x");
    consent(&file, id, NOW);
    importing(&file, move |tx, may| tx.move_screening(may, id, NOW, &[7; 40]).map(drop));
    let mut raw = file.raw();
    let refused = |raw: &mut crate::raw::Raw, sql: &str| {
        raw.try_exec(sql).is_err_and(|why| why.contains("append_only"))
    };
    for table in ["notes", "consents", "screenings"] {
        assert!(refused(&mut raw, &format!("DELETE FROM {table}")), "{table}");
    }
    assert_eq!(raw.number("SELECT count(*) AS n FROM unlocked"), 0);
    raw.exec("INSERT INTO unlocked (reason) VALUES ('deletion')");
    assert!(refused(&mut raw, "DELETE FROM screenings"), "a deletion takes no screening");
    assert!(
        refused(&mut raw, "UPDATE consents SET act = 'given'") && refused(&mut raw, "DELETE FROM audit_log")
    );
    assert!(raw.try_exec("INSERT INTO unlocked (reason) VALUES ('whim')").is_err());
    // Whoever leaves it open is found out.
    assert_eq!(file.bad_findings(), ["nothing_unlocked: 1 rows"]);
    raw.exec("DELETE FROM notes; DELETE FROM consents; DELETE FROM unlocked");
    file.broken_on_purpose();
}
