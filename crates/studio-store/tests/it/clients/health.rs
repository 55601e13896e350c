//! Screenings: each a row of its own, read in order, and sealed anew without a change of anything else.

use std::time::Duration;

use studio_domain::{ClientId, ScreeningId, Timestamp};
use studio_store::actions::{
    AddClient, GlanceHealth, ImportLegacy, InspectKeys, KeepKeys, ReadScreenings, RecordScreening,
};
use studio_store::{Error, KeyUse, OpCtx, Page, SealedScreening};

use crate::kit::{NOW, TestFile, add_client, minutes, new_client, operator};

/// What a seal looks like from outside: version, id of the key, the rest.
fn seal(key: u8, rest: u8) -> Vec<u8> {
    [&[1], &[key; 4][..], &[rest; 60]].concat()
}

fn record(file: &TestFile, ctx: &OpCtx, client: ClientId, sealed: Vec<u8>) -> ScreeningId {
    let recorded = file.write::<_, Error, _>(ctx, move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<RecordScreening>(&scope)?;
        tx.record_screening(&may, &sealed)
    });
    recorded.unwrap()
}

fn page(
    file: &TestFile,
    client: ClientId,
    before: Option<(Timestamp, ScreeningId)>,
) -> (Page<SealedScreening>, Option<SealedScreening>) {
    let read = file.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<ReadScreenings>(&scope)?;
        tx.screenings(&may, before)
    });
    read.unwrap()
}

fn uses(file: &TestFile) -> Vec<(u8, usize, bool)> {
    let read = file.read::<_, Error, _>(&operator(), |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<InspectKeys>(&studio)?;
        tx.key_uses(&may)
    });
    let told = |used: KeyUse| (used.key[0], used.screenings, used.lost_at.is_some());
    read.unwrap().into_iter().map(told).collect()
}

/// Seals everything of one key with another.
fn reseal(file: &TestFile, from: u8, make: fn(&[u8]) -> Vec<u8>) -> Result<usize, Error> {
    file.write(&operator(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<KeepKeys>(&studio)?;
        let rows = tx.sealed_with(&may, [from; 4], ScreeningId::new(0))?;
        for row in &rows {
            tx.reseal(&may, row.id, &make(&row.sealed))?;
        }
        Ok(rows.len())
    })
}

#[test]
fn each_screening_is_a_row_with_author_and_moment() {
    let (file, cast) = TestFile::with_cast();
    let cleo = add_client(&file, "Cleo Marsh", cast.ana.artist);
    let first = record(&file, &cast.ana.ctx(), cleo, seal(7, 1));
    let second = record(&file, &cast.desk.at(minutes(3)), cleo, seal(7, 2));
    let third = record(&file, &operator(), cleo, seal(7, 3));
    let (found, follows) = page(&file, cleo, None);
    let told: Vec<_> = found
        .items
        .iter()
        .map(|one| (one.id, one.answered_at, one.recorded_by.as_ref().map(|(id, _)| *id), one.sealed[5]))
        .collect();
    assert_eq!(
        told,
        [
            (second, minutes(3), Some(cast.desk.user), 2),
            (third, NOW, None, 3),
            (first, NOW, Some(cast.ana.user), 1),
        ]
    );
    assert!(found.items.iter().all(|one| one.client == cleo && !one.imported));
    assert!(follows.is_none() && !found.more);
    // The log says that one was recorded, not what it says.
    let entry = file.log().into_iter().rfind(|entry| entry.action == "clients.health_record").unwrap();
    assert_eq!(entry.detail, format!(r#"{{"screening":{third}}}"#));
}

#[test]
fn pages_follow_each_other_and_know_what_their_last_one_differs_from() {
    let (file, cast) = TestFile::with_cast();
    let cleo = add_client(&file, "Cleo Marsh", cast.ana.artist);
    let ids: Vec<ScreeningId> = (0..52_u8)
        .map(|nth| {
            let at = NOW.plus(Duration::from_secs(u64::from(nth / 2)));
            record(&file, &cast.desk.at(at), cleo, seal(7, nth))
        })
        .collect();
    let (first, follows) = page(&file, cleo, None);
    assert_eq!((first.items.len(), first.more), (50, true));
    let last = first.items.last().unwrap();
    let (second, end) = page(&file, cleo, Some((last.answered_at, last.id)));
    assert_eq!(follows.as_ref(), second.items.first());
    assert!(end.is_none() && !second.more);
    let read: Vec<ScreeningId> = first.items.iter().chain(&second.items).map(|one| one.id).collect();
    assert_eq!(read, ids.into_iter().rev().collect::<Vec<_>>());
}

#[test]
fn a_glance_takes_the_newest_and_leaves_nothing_in_the_log() {
    let (file, cast) = TestFile::with_cast();
    let cleo = add_client(&file, "Cleo Marsh", cast.ana.artist);
    let glance = |ctx: &OpCtx| {
        file.read::<_, Error, _>(ctx, |tx| {
            let scope = tx.client(cleo)?;
            let may = tx.authorize::<GlanceHealth>(&scope)?;
            Ok(tx.screening_to_glance(&may)?.map(|one| one.sealed[5]))
        })
    };
    assert_eq!(glance(&cast.ana.ctx()).unwrap(), None);
    record(&file, &cast.desk.at(minutes(1)), cleo, seal(7, 2));
    record(&file, &cast.desk.ctx(), cleo, seal(7, 1));
    let before = file.log();
    assert_eq!(glance(&cast.ana.ctx()).unwrap(), Some(2));
    assert_eq!(file.log(), before);
    assert!(matches!(glance(&cast.ben.ctx()), Err(Error::Refused { .. })));
    assert_ne!(file.log(), before, "a refusal is in the log");
}

#[test]
fn only_the_client_that_was_just_made_is_screened_while_it_is_made() {
    let (file, cast) = TestFile::with_cast();
    let other = add_client(&file, "Cleo Marsh", None);
    let add = |screened: Option<ClientId>| {
        file.write::<_, Error, _>(&cast.ben.ctx(), move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<AddClient>(&studio)?;
            let made = tx.add_client(&may, &new_client("New Comer", None))?;
            tx.add_screening_of_new(&may, screened.unwrap_or(made), &seal(7, 1))?;
            Ok(made)
        })
    };
    assert!(matches!(add(Some(other)), Err(Error::NotFound { .. })));
    let made = add(None).unwrap();
    assert_eq!(page(&file, made, None).0.items[0].recorded_by.as_ref().unwrap().0, cast.ben.user);
    assert_eq!(page(&file, other, None).0.items, []);
}

#[test]
fn keys_are_counted_given_up_and_found_again() {
    let (file, cast) = TestFile::with_cast();
    let cleo = add_client(&file, "Cleo Marsh", cast.ana.artist);
    assert_eq!(uses(&file), []);
    for (key, count) in [(9, 1), (3, 2), (200, 3)] {
        for nth in 0..count {
            record(&file, &operator(), cleo, seal(key, nth));
        }
    }
    assert_eq!(uses(&file), [(3, 2, false), (9, 1, false), (200, 3, false)]);
    let say = |lost: bool| {
        file.write::<_, Error, _>(&operator(), move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<KeepKeys>(&studio)?;
            if lost { tx.give_key_up(&may, [9; 4]) } else { tx.key_is_here(&may, [9; 4]) }
        })
        .unwrap();
    };
    say(true);
    say(true);
    assert_eq!(uses(&file), [(3, 2, false), (9, 1, true), (200, 3, false)]);
    say(false);
    assert_eq!(uses(&file), [(3, 2, false), (9, 1, false), (200, 3, false)]);
}

#[test]
fn another_seal_changes_nothing_else() {
    let (file, cast) = TestFile::with_cast();
    let cleo = add_client(&file, "Cleo Marsh", cast.ana.artist);
    for nth in 0..3 {
        record(&file, &cast.desk.at(minutes(u64::from(nth))), cleo, seal(7, nth));
    }
    let before = page(&file, cleo, None).0.items;
    assert_eq!(reseal(&file, 7, |old| [&[1], &[8; 4][..], &old[5..]].concat()).unwrap(), 3);
    let after = page(&file, cleo, None).0.items;
    for (was, is) in before.iter().zip(&after) {
        assert_eq!(is.sealed[1..5], [8; 4]);
        assert_eq!(SealedScreening { sealed: was.sealed.clone(), ..is.clone() }, *was);
    }
    assert_eq!(uses(&file), [(8, 3, false)]);
    let entry = file.log().into_iter().rfind(|entry| entry.action == "security.privacy").unwrap();
    assert_eq!(entry.detail, r#"{"resealed":3}"#);
}

/// Under the same key nothing can be replaced, nor made longer or shorter, nor be given another place.
#[test]
fn the_file_itself_refuses_any_other_change_of_a_screening() {
    let (file, cast) = TestFile::with_cast();
    let cleo = add_client(&file, "Cleo Marsh", cast.ana.artist);
    record(&file, &operator(), cleo, seal(7, 1));
    let kept = page(&file, cleo, None).0.items;
    let refused = |make| {
        let answer = reseal(&file, 7, make);
        assert!(matches!(answer, Err(Error::Conflict(studio_store::Constraint::AppendOnly))), "{answer:?}");
    };
    refused(|_old| seal(7, 2));
    refused(|old| [&[1], &[8; 4][..], &old[6..]].concat());
    refused(|old| [&[1], &[8; 4][..], &old[5..], &[0]].concat());
    refused(|_old| Vec::new());
    let with_new_key = "sealed = CAST(x'01' || x'08080808' || substr(sealed, 6) AS BLOB)";
    for change in
        ["client_id = client_id + 1", "answered_at = 0", "recorded_by = 1", "imported = 1", "id = 99"]
    {
        for sql in [change.to_owned(), format!("{change}, {with_new_key}")] {
            let answer =
                file.raw().try_exec(&format!("PRAGMA foreign_keys = OFF; UPDATE screenings SET {sql}"));
            assert!(answer.as_ref().is_err_and(|why| why.contains("append_only")), "{sql}: {answer:?}");
        }
    }
    assert_eq!(page(&file, cleo, None).0.items, kept);
    file.raw().exec(&format!("UPDATE screenings SET {with_new_key}"));
    assert_eq!(uses(&file), [(8, 1, false)]);
}

#[test]
fn what_an_import_brought_is_counted_like_the_rest() {
    let (file, cast) = TestFile::with_cast();
    let cleo = add_client(&file, "Cleo Marsh", cast.ana.artist);
    let moved = file.write::<_, Error, _>(&operator(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<ImportLegacy>(&studio)?;
        tx.move_screening(&may, cleo, NOW, &seal(5, 0))
    });
    moved.unwrap();
    assert_eq!(uses(&file), [(5, 1, false)]);
    assert!(page(&file, cleo, None).0.items[0].imported);
}
