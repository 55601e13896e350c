//! Saving what somebody else has saved meanwhile: nobody's work is overwritten.

use studio_app::{
    AccountEdit, ArtistInput, ClientFilter, ClientInput, ContactInput, Error, Link, OpCtx, Result, Saving,
    UserInput,
};
use studio_domain::{ClientId, Version};
use studio_testkit::TestStudio;

use crate::kit::{Witness, newest, since, some};

/// Saves with the version named and answers the version then.
type Save = fn(&TestStudio, &OpCtx, Option<Version>) -> Result<Version>;
/// What the row is at.
type At = fn(&TestStudio) -> Version;

fn user(test: &TestStudio, name: &str) -> Version {
    test.studio.user(&test.operator(), test.user(name)).unwrap().card.version
}

fn artist(test: &TestStudio) -> Version {
    test.studio.artist(&test.operator(), test.artist_of("bruno")).unwrap().card.version
}

fn setting(test: &TestStudio) -> Version {
    test.studio.setting(&test.operator(), "agenda.grid_minutes").unwrap().version
}

fn client(test: &TestStudio) -> ClientId {
    let all = ClientFilter { status: "all".to_owned(), ..ClientFilter::default() };
    test.studio.clients(&test.operator(), &all).unwrap().items.first().unwrap().id
}

fn of_client(test: &TestStudio) -> Version {
    test.studio.client(&test.operator(), client(test)).unwrap().card.version
}

/// A studio with a client.
fn studio() -> TestStudio {
    let test = TestStudio::new();
    let input = ClientInput { name: some("Carla Sol"), phone: some("600 111 222"), ..ClientInput::default() };
    test.studio.add_client(&test.operator(), input, false).unwrap();
    test
}

const SAVES: &[(&str, At, Save)] = &[
    ("artist", artist, |test, ctx, version| {
        let input = ArtistInput { phone: some("600 123 456"), ..ArtistInput::default() };
        test.studio.edit_artist(ctx, test.artist_of("bruno"), input, version)
    }),
    ("artist", artist, |test, ctx, version| {
        test.studio.toggle_artist(ctx, test.artist_of("bruno"), false, version)
    }),
    (
        "user",
        |test| user(test, "bruno"),
        |test, ctx, version| {
            let input = UserInput { phone: some("600 123 456"), ..UserInput::default() };
            test.studio.edit_user(ctx, test.user("bruno"), input, version)
        },
    ),
    (
        "user",
        |test| user(test, "bruno"),
        |test, ctx, version| test.studio.set_role(ctx, test.user("bruno"), "assistant", Link::None, version),
    ),
    (
        "user",
        |test| user(test, "bruno"),
        |test, ctx, version| test.studio.toggle_user(ctx, test.user("bruno"), false, version),
    ),
    (
        "user",
        |test| user(test, "marta"),
        |test, ctx, version| {
            let edit = AccountEdit { phone: some("600 123 456"), ..AccountEdit::default() };
            test.studio.edit_account(ctx, edit, version)
        },
    ),
    ("client", of_client, |test, ctx, version| {
        let input = ClientInput { city: some("Puebla"), ..ClientInput::default() };
        match test.studio.edit_client(ctx, client(test), input, version, false)? {
            Saving::Saved(version) => Ok(version),
            Saving::Likely(likely) => panic!("{likely:?}"),
        }
    }),
    ("client", of_client, |test, ctx, version| test.studio.archive_client(ctx, client(test), true, version)),
    ("client", of_client, |test, ctx, version| {
        test.studio.pin_note(ctx, client(test), "Call before", version)
    }),
    ("client", of_client, |test, ctx, version| {
        let input = ContactInput { name: "Elena Sol".to_owned(), ..ContactInput::default() };
        test.studio.set_guardian(ctx, client(test), input, version)
    }),
    ("studio", setting, |test, ctx, version| {
        test.studio.set_setting(ctx, "agenda.grid_minutes", "20", version).map(|_| setting(test))
    }),
];

#[test]
fn an_older_version_is_refused_with_both_numbers() {
    let test = studio();
    let admin = test.admin();
    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    for (nth, (row, at, save)) in SAVES.iter().enumerate() {
        let current = at(&test);
        for wrong in [Version::new(current.get() - 1), current.next()] {
            match save(&test, &admin, Some(wrong)) {
                Err(Error::Stale { kind, expected, now, .. }) => {
                    assert_eq!((kind, expected, now), (*row, wrong, current), "save {nth}");
                }
                other => panic!("save {nth} of version {wrong}: {other:?}"),
            }
        }
    }
    assert_eq!(witness.sees(), before);
    assert_eq!(since(&test, seq), []);
}

#[test]
fn the_version_that_was_read_is_saved_and_goes_up_by_one() {
    for (nth, (_, at, save)) in SAVES.iter().enumerate() {
        let test = studio();
        let admin = test.admin();
        let current = at(&test);
        let saved = save(&test, &admin, Some(current)).unwrap_or_else(|error| panic!("save {nth}: {error}"));
        assert_eq!((saved, at(&test)), (current.next(), current.next()), "save {nth}");
        // Who read before is told.
        assert_eq!(save(&test, &admin, Some(current)).unwrap_err().code(), "stale", "save {nth}");
    }
}

#[test]
fn without_a_version_the_present_one_is_taken() {
    let test = studio();
    let admin = test.admin();
    for (nth, (_, at, save)) in SAVES.iter().enumerate() {
        let current = at(&test);
        assert_eq!(save(&test, &admin, None).unwrap(), current.next(), "save {nth}");
    }
}
