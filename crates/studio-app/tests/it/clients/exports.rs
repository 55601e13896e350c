//! Exports: the rows of the view that the exporter may have, in its order, with the log told before and after.

use studio_app::{ClientFilter, Error, OpCtx, Outcome};
use studio_domain::{AppointmentStatus, ClientId};
use studio_testkit::TestStudio;

use super::people::{add, book, set, unlinked};
use crate::kit::{code, entry, left, newest, since};

fn export(test: &TestStudio, ctx: &OpCtx, filter: &ClientFilter) -> studio_app::Result<Vec<ClientId>> {
    let mut ids = Vec::new();
    let rows = test.studio.export_clients::<Error>(ctx, filter, |row| {
        ids.push(row.id);
        Ok(())
    })?;
    assert_eq!(rows, ids.len() as u64);
    Ok(ids)
}

/// More clients than a page has, every third Lola's, every fifth archived.
fn clients(test: &TestStudio, count: usize) -> (Vec<ClientId>, Vec<ClientId>) {
    let lola = test.artist_of("lola");
    let (mut all, mut own) = (Vec::new(), Vec::new());
    for nth in 0..count {
        let id = add(test, &format!("Client {nth:03}"));
        if nth % 3 == 0 {
            book(
                test,
                id,
                lola,
                if nth % 2 == 0 { AppointmentStatus::Completed } else { AppointmentStatus::Pending },
            );
            own.push(id);
        } else if nth % 3 == 1 {
            book(test, id, lola, AppointmentStatus::Cancelled);
        }
        if nth % 5 == 0 {
            test.studio.archive_client(&test.operator(), id, true, None).unwrap();
        }
        all.push(id);
    }
    (all, own)
}

#[test]
fn an_export_has_all_pages_of_its_view_in_order() {
    let test = TestStudio::new();
    let (all, _) = clients(&test, 205);
    let ctx = test.operator();
    let everything = ClientFilter { status: "all".to_owned(), ..ClientFilter::default() };
    assert_eq!(export(&test, &ctx, &everything).unwrap(), all);
    let mut backward = all.clone();
    backward.reverse();
    let turned = ClientFilter { order: "desc".to_owned(), limit: Some(7), ..everything };
    assert_eq!(export(&test, &ctx, &turned).unwrap(), backward);
    let searched = ClientFilter { q: "client 1".to_owned(), ..ClientFilter::default() };
    let expected: Vec<_> = (0..205)
        .filter(|nth| nth % 5 != 0 && format!("{nth:03}").contains('1'))
        .map(|nth| all[nth])
        .collect();
    assert_eq!(export(&test, &ctx, &searched).unwrap(), expected);
}

#[test]
fn under_the_client_page_profile_artists_export_their_own_and_the_desk_needs_no_code() {
    let test = TestStudio::new();
    let (all, own) = clients(&test, 40);
    let (lola, bruno, desk) = (test.lola(), test.bruno(), test.desk());
    let alone = unlinked(&test);
    let everything = ClientFilter { status: "all".to_owned(), ..ClientFilter::default() };
    let refused = |ctx: &OpCtx| code(export(&test, ctx, &everything));
    assert_eq!([&lola, &desk, &alone].map(refused), ["no_grant", "needs_elevation", "no_grant"]);

    set(&test, "policy.profile", "client-page");
    let seq = newest(&test);
    assert_eq!(export(&test, &lola, &everything).unwrap(), own);
    let done = || entry("clients.export", "studio", None, Outcome::Done, "owner");
    assert_eq!(left(&test, seq), [done(), done()]);
    let entries = since(&test, seq);
    assert!(!entries[0].detail.contains("rows"), "{}", entries[0].detail);
    assert!(entries[1].detail.contains(&format!("\"rows\":{}", own.len())), "{}", entries[1].detail);

    for sort in ["next", "last", "registered"] {
        for q in ["", "client", "nt 0"] {
            let filter = ClientFilter { sort: sort.to_owned(), q: q.to_owned(), ..everything.clone() };
            let mut found = export(&test, &lola, &filter).unwrap();
            found.sort_unstable();
            assert_eq!(found, own, "{sort} {q:?}");
        }
    }
    assert_eq!(export(&test, &bruno, &everything).unwrap(), []);
    assert_eq!(code(export(&test, &alone, &everything)), "not_linked");
    let seq = newest(&test);
    assert_eq!(export(&test, &desk, &everything).unwrap(), all);
    let done = || entry("clients.export", "studio", None, Outcome::Done, "granted");
    assert_eq!(left(&test, seq), [done(), done()]);
}

/// Who takes the rows may stop: the log says how many had gone out.
#[test]
fn an_export_that_is_stopped_tells_how_far_it_came() {
    let test = TestStudio::new();
    clients(&test, 6);
    let (ctx, seq) = (test.operator(), newest(&test));
    let mut taken = 0;
    let stopped = test.studio.export_clients::<Error>(&ctx, &ClientFilter::default(), |_| {
        taken += 1;
        if taken == 3 { Err(Error::Internal("the disk is full".to_owned())) } else { Ok(()) }
    });
    assert_eq!(code(stopped), "internal");
    let entries = since(&test, seq);
    assert_eq!((taken, entries.len()), (3, 2));
    assert!(entries[1].detail.contains("\"rows\":2"), "{}", entries[1].detail);
}
