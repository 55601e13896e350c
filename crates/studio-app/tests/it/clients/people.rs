//! Clients of the test studio and their appointments.

use std::time::Duration;

use studio_app::{ClientInput, Folder, OpCtx, Saving, Who};
use studio_domain::{AppointmentId, AppointmentStatus, ArtistId, ClientId, Timestamp, UserName};
use studio_policy::Role;
use studio_store::actions::{AddUser, ImportLegacy};
use studio_store::{MovedAppointment, NewUser, Store, UserEdit};
use studio_testkit::TestStudio;

use crate::kit::some;

/// What is typed for a client with nothing but the needed fields.
pub(crate) fn typed(name: &str, phone: &str) -> ClientInput {
    ClientInput { name: some(name), phone: some(phone), ..ClientInput::default() }
}

pub(crate) fn saved<T>(saving: studio_app::Result<Saving<T>>) -> T {
    match saving.unwrap() {
        Saving::Saved(value) => value,
        Saving::Likely(likely) => panic!("{likely:?}"),
    }
}

/// Makes a record as somebody, whoever else it may be.
pub(crate) fn add_as(test: &TestStudio, ctx: &OpCtx, input: ClientInput) -> ClientId {
    saved(test.studio.add_client(ctx, input, true))
}

pub(crate) fn add(test: &TestStudio, name: &str) -> ClientId {
    add_as(test, &test.operator(), typed(name, "600 000 000"))
}

/// An appointment in an hour.
pub(crate) fn book(
    test: &TestStudio,
    client: ClientId,
    artist: ArtistId,
    status: AppointmentStatus,
) -> AppointmentId {
    let start = test.visit().now.plus(Duration::from_secs(3_600));
    book_at(test, client, artist, status, start)
}

pub(crate) fn book_at(
    test: &TestStudio,
    client: ClientId,
    artist: ArtistId,
    status: AppointmentStatus,
    starts_at: Timestamp,
) -> AppointmentId {
    let moved = MovedAppointment {
        client,
        artist,
        starts_at,
        ends_at: starts_at.plus(Duration::from_secs(3_600)),
        status,
        service: "a session".to_owned(),
        price: None,
        commission_override: None,
        legacy_id: None,
        imported: true,
    };
    let store = Store::open(&Folder::at(test.path()).database()).unwrap();
    let booked = store.write::<_, studio_store::Error, _>(&test.operator(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<ImportLegacy>(&studio)?;
        let id = tx.move_appointment(&may, &moved)?;
        tx.finish_moving_in(&may, &[client])?;
        Ok(id)
    });
    booked.unwrap()
}

/// An artist's account without a profile, as an import may leave one, recognised by the embedding program.
pub(crate) fn unlinked(test: &TestStudio) -> OpCtx {
    let new = NewUser {
        user_name: UserName::parse("suelta").unwrap(),
        role: Role::Artist,
        artist: None,
        person: UserEdit::default(),
        password_hash: None,
    };
    let store = Store::open(&Folder::at(test.path()).database()).unwrap();
    let added = store.write::<_, studio_store::Error, _>(&test.operator(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<AddUser>(&studio)?;
        tx.add_user(&may, &new)
    });
    test.visit().by(Who::User(added.unwrap()))
}

pub(crate) fn set(test: &TestStudio, setting: &str, value: &str) {
    test.studio.set_setting(&test.operator(), setting, value, None).unwrap();
}
