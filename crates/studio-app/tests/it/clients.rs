//! Clients: what may be wrong with a record, likely duplicates, exports.

mod access;
mod corrections;
mod editing;
mod exports;
mod likely;
mod lists;
mod merging;
mod notes;
pub(crate) mod people;
mod removing;

use studio_app::{ClientFilter, ClientInput, ContactInput, Error, Outcome, Saving};
use studio_domain::{ClientId, Version};
use studio_testkit::TestStudio;

use crate::kit::{Witness, entry, left, master_code, mistakes, newest, since, some};

fn carla() -> ClientInput {
    ClientInput { name: some("Carla Sol"), phone: some("600 111 222"), ..ClientInput::default() }
}

fn saved<T>(saving: studio_app::Result<Saving<T>>) -> T {
    match saving.unwrap() {
        Saving::Saved(value) => value,
        Saving::Likely(likely) => panic!("{likely:?}"),
    }
}

fn add(test: &TestStudio, input: ClientInput) -> ClientId {
    saved(test.studio.add_client(&test.operator(), input, false))
}

#[test]
fn all_mistakes_of_a_client_are_told_at_once() {
    let test = TestStudio::new();
    let admin = test.admin();
    let id = add(&test, carla());
    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    let contact = || {
        let (name, relationship, phone) = (String::new(), "x".repeat(121), "call me".to_owned());
        Some(ContactInput { name, relationship, phone })
    };
    let wrong = || ClientInput {
        name: some("x\u{0}y"),
        phone: some("call me"),
        email: some("x"),
        instagram: some("two words"),
        address: Some("x".repeat(201)),
        city: Some("x".repeat(121)),
        state: Some("x".repeat(121)),
        gender: Some("x".repeat(121)),
        birth_date: some("2030-01-01"),
        preferred_artist: some("lola"),
        styles: Some(vec!["x".repeat(61)]),
        placements: Some(vec!["x".repeat(61)]),
        source: Some("x".repeat(121)),
        source_detail: Some("x".repeat(121)),
        emergency: contact(),
        guardian: contact(),
        informed_consent: None,
        screening: None,
    };
    let mut told = mistakes(test.studio.add_client(&admin, wrong(), false));
    let edited = mistakes(test.studio.edit_client(&admin, id, wrong(), None, false));
    assert_eq!(told, edited);
    told.sort_unstable();
    let expected = [
        ("address", "too_long"),
        ("birth_date", "in_future"),
        ("city", "too_long"),
        ("email", "form"),
        ("emergency_name", "empty"),
        ("emergency_phone", "form"),
        ("emergency_relationship", "too_long"),
        ("gender", "too_long"),
        ("guardian_name", "empty"),
        ("guardian_phone", "form"),
        ("guardian_relationship", "too_long"),
        ("instagram", "form"),
        ("name", "control_character"),
        ("phone", "form"),
        ("placements", "too_long"),
        ("preferred_artist_id", "form"),
        ("source", "too_long"),
        ("source_detail", "too_long"),
        ("state", "too_long"),
        ("styles", "too_long"),
    ];
    assert_eq!(told, expected);
    let nothing = mistakes(test.studio.add_client(&admin, ClientInput::default(), false));
    assert_eq!(nothing, [("name", "required"), ("phone", "required")]);
    assert_eq!(mistakes(test.studio.write_note(&admin, id, " \n ")), [("text", "empty")]);
    let long = "x".repeat(201);
    assert_eq!(mistakes(test.studio.pin_note(&admin, id, &long, None)), [("pinned_note", "too_long")]);

    let view = ClientFilter {
        q: "x".repeat(201),
        status: "gone".to_owned(),
        artist: "lola".to_owned(),
        sort: "colour".to_owned(),
        order: "sideways".to_owned(),
        limit: Some(201),
        cursor: "garbage".to_owned(),
        ..ClientFilter::default()
    };
    let expected = [
        ("sort", "unknown"),
        ("order", "unknown"),
        ("status", "unknown"),
        ("artist_id", "form"),
        ("q", "too_long"),
        ("limit", "out_of_range"),
        ("cursor", "form"),
    ];
    assert_eq!(mistakes(test.studio.clients(&admin, &view)), expected);
    assert_eq!(mistakes(test.studio.export_clients::<Error>(&admin, &view, |_| Ok(()))), expected);
    assert_eq!((witness.sees(), since(&test, seq)), (before, vec![]));
}

/// To be told of likely duplicates is no change: the log has nothing that was done.
#[test]
fn likely_duplicates_are_told_and_nothing_is_saved_or_logged() {
    let test = TestStudio::new();
    let admin = test.admin();
    let first = add(&test, carla());
    let second =
        add(&test, ClientInput { name: some("Diego"), phone: some("600 333 444"), ..ClientInput::default() });
    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    match test.studio.add_client(&admin, carla(), false).unwrap() {
        Saving::Likely(likely) => assert_eq!(likely.iter().map(|one| one.id).collect::<Vec<_>>(), [first]),
        Saving::Saved(id) => panic!("saved as {id}"),
    }
    let same_phone = ClientInput { phone: some("600-111-222"), ..ClientInput::default() };
    match test.studio.edit_client(&admin, second, same_phone.clone(), None, false).unwrap() {
        Saving::Likely(likely) => assert_eq!(likely.iter().map(|one| one.id).collect::<Vec<_>>(), [first]),
        Saving::Saved(version) => panic!("saved as version {version}"),
    }
    assert_eq!((witness.sees(), since(&test, seq)), (before, vec![]));

    saved(test.studio.add_client(&admin, carla(), true));
    assert_eq!(saved(test.studio.edit_client(&admin, second, same_phone, None, true)), Version::FIRST.next());
    let (studio, client) =
        (("clients.create", "studio", None), ("clients.edit", "client", Some(second.get())));
    let done = [studio, client].map(|(action, kind, id)| entry(action, kind, id, Outcome::Done, "granted"));
    assert_eq!(left(&test, seq), done);
}

#[test]
fn an_export_is_refused_before_its_view_is_judged_and_logged_with_its_rows() {
    let test = TestStudio::new();
    for nth in 0..3 {
        let (name, phone) = (Some(format!("Client {nth}")), Some(format!("600 00{nth}")));
        add(&test, ClientInput { name, phone, ..ClientInput::default() });
    }
    let garbage = ClientFilter { sort: "colour".to_owned(), ..ClientFilter::default() };
    let (desk, lola) = (test.desk(), test.lola());
    for (ctx, why) in [(&desk, "needs_elevation"), (&lola, "no_grant")] {
        let seq = newest(&test);
        let answer = test.studio.export_clients::<Error>(ctx, &garbage, |_| panic!("nothing is handed out"));
        assert_eq!(answer.unwrap_err().code(), why);
        assert_eq!(left(&test, seq), [entry("clients.export", "studio", None, Outcome::Refused, why)]);
    }
    let id = test.studio.elevate(&desk, &master_code()).answer.unwrap().id;
    let (seq, mut names) = (newest(&test), Vec::new());
    let rows = test.studio.export_clients::<Error>(&desk, &ClientFilter::default(), |row| {
        names.push(row.name.clone());
        Ok(())
    });
    assert_eq!((rows.unwrap(), names.len()), (3, 3));
    let entries = since(&test, seq);
    assert_eq!(entries.len(), 2, "one before the first row, one after the last: {entries:?}");
    assert!(entries.iter().all(|entry| entry.elevation == Some(id) && entry.reason == "elevated"));
    assert!(entries[1].detail.contains("\"rows\":3"), "{:?}", entries[1]);
}

/// What the elevation opened is closed again with it, to the moment.
#[test]
fn a_locked_act_works_only_while_the_elevation_is_in_force() {
    let test = TestStudio::new();
    let desk = test.desk();
    let id = add(&test, carla());
    let edit = |city: &str| {
        let input = ClientInput { city: some(city), ..ClientInput::default() };
        test.studio.edit_client(&test.now(&desk), id, input, None, false)
    };
    assert_eq!(edit("Puebla").unwrap_err().code(), "needs_elevation");
    let until = test.studio.elevate(&desk, &master_code()).answer.unwrap().expires_at;
    saved(edit("Puebla"));
    test.clock.set(until.minus(crate::kit::TICK));
    saved(edit("Oaxaca"));
    test.clock.set(until);
    assert_eq!(edit("Mérida").unwrap_err().code(), "needs_elevation");
    assert_eq!(test.studio.client(&test.operator(), id).unwrap().card.city.as_deref(), Some("Oaxaca"));
}
