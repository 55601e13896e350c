//! A client's appointments: newest first, page by page, and each as far as the reader may see it.

use std::collections::BTreeSet;

use studio_domain::{AppointmentId, AppointmentStatus, ClientId, Timestamp};
use studio_store::actions::{SeeAppointments, ViewClient};
use studio_store::{ClientAppointment, Error, OpCtx, Page, Store};

use super::paging::add;
use crate::kit::{TestFile, meet, operator};

fn page(
    store: &Store,
    ctx: &OpCtx,
    client: ClientId,
    before: Option<(Timestamp, AppointmentId)>,
) -> Page<ClientAppointment> {
    let read = store.read::<_, Error, _>(ctx, |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<SeeAppointments>(&scope)?;
        tx.client_appointments(&may, before)
    });
    read.unwrap()
}

/// All at the same moment, so that only the id tells them apart.
#[test]
fn pages_hold_each_appointment_once() {
    let (file, cast) = TestFile::with_cast();
    let (ana, bea) = (add(&file, &operator(), "Ana"), add(&file, &operator(), "Bea"));
    let made: BTreeSet<_> =
        (0..53).map(|_| meet(&file, ana, cast.ana.artist(), AppointmentStatus::Completed)).collect();
    meet(&file, bea, cast.ana.artist(), AppointmentStatus::Completed);
    let first = page(&file, &operator(), ana, None);
    assert_eq!((first.items.len(), first.more), (50, true));
    let rest = page(&file, &operator(), ana, first.items.last().map(|one| (one.starts_at, one.id)));
    assert_eq!((rest.items.len(), rest.more), (3, false));
    let seen: Vec<_> = first.items.iter().chain(&rest.items).map(|one| one.id).collect();
    assert!(seen.is_sorted_by(|a, b| a > b), "newest first");
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), made);
}

#[test]
fn service_and_price_are_seen_by_its_artist_the_desk_and_admins() {
    let (file, cast) = TestFile::with_cast();
    let ana = add(&file, &operator(), "Ana");
    meet(&file, ana, cast.ana.artist(), AppointmentStatus::Confirmed);
    for (ctx, details) in [
        (cast.admin.ctx(), true),
        (cast.desk.ctx(), true),
        (cast.ana.ctx(), true),
        (cast.ben.ctx(), false),
        (cast.lone.ctx(), false),
    ] {
        let one = page(&file, &ctx, ana, None).items.remove(0);
        assert_eq!((one.status, one.artist.id), (AppointmentStatus::Confirmed, cast.ana.artist()));
        assert_eq!((one.details.is_some(), one.may_note), (details, details), "{ctx:?}");
        if let Some(seen) = one.details {
            assert_eq!(
                (seen.service.as_str(), seen.price.map(|price| price.get())),
                ("Sleeve", Some(45_000))
            );
        }
    }
}

#[test]
fn no_shows_are_counted_and_nothing_else() {
    let (file, cast) = TestFile::with_cast();
    let (ana, bea) = (add(&file, &operator(), "Ana"), add(&file, &operator(), "Bea"));
    for status in AppointmentStatus::ALL {
        meet(&file, ana, cast.ana.artist(), *status);
    }
    meet(&file, ana, cast.ben.artist(), AppointmentStatus::NoShow);
    let count = |client| {
        let read = file.read::<_, Error, _>(&cast.ben.ctx(), |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ViewClient>(&scope)?;
            tx.no_shows(&may)
        });
        read.unwrap()
    };
    assert_eq!((count(ana), count(bea)), (2, 0));
}
