//! What is typed into the form of a client, and what becomes of it.

use studio_app::{ClientInput, ContactInput, CorrectionInput};
use studio_domain::Version;
use studio_testkit::TestStudio;

use super::people::{add, add_as, saved, set, typed};
use crate::kit::{code, mistakes, newest, since, some};

fn contact(name: &str, relationship: &str, phone: &str) -> Option<ContactInput> {
    Some(ContactInput {
        name: name.to_owned(),
        relationship: relationship.to_owned(),
        phone: phone.to_owned(),
    })
}

fn everything(artist: &str) -> ClientInput {
    ClientInput {
        name: some("  Zoë   O'Full "),
        phone: some("55 6081–3909"),
        email: some(" Zoe@example.org "),
        instagram: some("https://www.instagram.com/Zoe.Ink/"),
        address: some("Calle 5, 2º B"),
        city: some("Puebla"),
        state: some("Pue."),
        gender: some("own words"),
        birth_date: some("1994-02-28"),
        preferred_artist: Some(format!(" {artist} ")),
        styles: Some(vec![
            "Fine line".to_owned(),
            " ".to_owned(),
            "Blackwork".to_owned(),
            "Fine line".to_owned(),
        ]),
        placements: Some(vec!["wrist".to_owned()]),
        source: some("referral"),
        source_detail: some("by Bea"),
        emergency: contact("Eva", "sister", "600 000 001"),
        guardian: contact("Gus", "", ""),
        informed_consent: None,
        screening: None,
    }
}

#[test]
fn every_field_is_kept_as_it_is_meant() {
    let test = TestStudio::new();
    set(&test, "studio.country", "MX");
    let (admin, artist) = (test.admin(), test.artist_of("lola"));
    let made = add_as(&test, &admin, everything(&artist.to_string()));
    let changed = add(&test, "Ana");
    saved(test.studio.edit_client(
        &admin,
        changed,
        everything(&artist.to_string()),
        Some(Version::FIRST),
        true,
    ));
    for id in [made, changed] {
        let card = test.studio.client(&admin, id).unwrap().card;
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(card.name, "Zoë O'Full");
        assert_eq!((card.phone, card.phone_e164), (text("55 6081-3909"), text("+525560813909")));
        assert_eq!((card.email, card.instagram), (text("Zoe@example.org"), text("Zoe.Ink")));
        assert_eq!(
            (card.address, card.city, card.state),
            (text("Calle 5, 2º B"), text("Puebla"), text("Pue."))
        );
        assert_eq!((card.gender, card.birth_date), (text("own words"), text("1994-02-28")));
        assert_eq!(card.preferred_artist.as_ref().map(|artist| artist.id), Some(artist));
        assert_eq!(card.artist, card.preferred_artist);
        assert_eq!(
            (card.styles, card.placements),
            (vec!["Blackwork".to_owned(), "Fine line".to_owned()], vec!["Wrist".to_owned()])
        );
        assert_eq!((card.source, card.source_detail), (text("referral"), text("by Bea")));
        let emergency = card.emergency.unwrap();
        assert_eq!(
            (emergency.name, emergency.relationship, emergency.phone),
            ("Eva".into(), "sister".into(), "600 000 001".into())
        );
        let guardian = card.guardian.unwrap();
        assert_eq!(
            (guardian.name, guardian.relationship, guardian.phone),
            ("Gus".into(), String::new(), String::new())
        );
    }
}

#[test]
fn an_emptied_field_is_empty_and_one_that_is_left_out_stays() {
    let test = TestStudio::new();
    let (admin, artist) = (test.admin(), test.artist_of("lola"));
    let id = add_as(&test, &admin, everything(&artist.to_string()));
    let full = test.studio.client(&admin, id).unwrap().card;
    saved(test.studio.edit_client(&admin, id, ClientInput::default(), None, false));
    let same = test.studio.client(&admin, id).unwrap().card;
    assert_eq!(
        (same.version, same.email.clone(), same.styles.clone()),
        (full.version, full.email, full.styles)
    );
    assert_eq!((&same.emergency, &same.guardian, &same.city), (&full.emergency, &full.guardian, &full.city));

    let blank = || some("  ");
    let emptied = ClientInput {
        email: blank(),
        instagram: some(""),
        address: blank(),
        city: blank(),
        state: blank(),
        gender: blank(),
        birth_date: blank(),
        preferred_artist: blank(),
        styles: Some(vec![]),
        placements: Some(vec![String::new()]),
        source: blank(),
        source_detail: blank(),
        emergency: Some(ContactInput::default()),
        guardian: contact(" ", " ", " "),
        name: None,
        phone: None,
        informed_consent: None,
        screening: None,
    };
    saved(test.studio.edit_client(&admin, id, emptied, None, false));
    let card = test.studio.client(&admin, id).unwrap().card;
    let gone =
        [card.email, card.instagram, card.address, card.city, card.state, card.gender, card.birth_date];
    assert!(gone.iter().chain([&card.source, &card.source_detail]).all(Option::is_none), "{gone:?}");
    assert_eq!((card.preferred_artist, card.emergency, card.guardian), (None, None, None));
    assert_eq!((card.styles, card.placements), (vec![], vec![]));
    assert_eq!((card.name, card.phone), (full.name, full.phone));
    // Name and phone can't be emptied.
    for (field, input) in [
        ("name", ClientInput { name: blank(), ..ClientInput::default() }),
        ("phone", ClientInput { phone: blank(), ..ClientInput::default() }),
    ] {
        assert_eq!(mistakes(test.studio.edit_client(&admin, id, input, None, false)), [(field, "empty")]);
    }
}

/// The international form follows the studio's country at the time of the change.
#[test]
fn a_phone_is_understood_in_the_studios_country() {
    let test = TestStudio::new();
    let admin = test.admin();
    let id = add(&test, "Ana");
    let e164 = |phone: &str| {
        let input = ClientInput { phone: some(phone), ..ClientInput::default() };
        saved(test.studio.edit_client(&admin, id, input, None, true));
        test.studio.client(&admin, id).unwrap().card.phone_e164
    };
    assert_eq!(e164("55 6081 3909"), None, "no country is set");
    assert_eq!(e164("+52 55 6081 3909").as_deref(), Some("+525560813909"));
    assert_eq!(e164("55 6081 3909"), None, "what was known of the old number goes with it");
    set(&test, "studio.country", "MX");
    assert_eq!(e164("55 6081 3909").as_deref(), Some("+525560813909"));
    assert_eq!(e164("+34 612 34 56 78").as_deref(), Some("+34612345678"));
    assert_eq!(e164("123"), None);
    set(&test, "studio.country", "ES");
    assert_eq!(e164("612 34 56 78").as_deref(), Some("+34612345678"));
    let made = add_as(&test, &admin, typed("Bea", "612 34 56 79"));
    assert_eq!(test.studio.client(&admin, made).unwrap().card.phone_e164.as_deref(), Some("+34612345679"));
    // A change of something else leaves it.
    let input = ClientInput { city: some("Puebla"), ..ClientInput::default() };
    saved(test.studio.edit_client(&admin, made, input, None, false));
    assert_eq!(test.studio.client(&admin, made).unwrap().card.phone_e164.as_deref(), Some("+34612345679"));
}

#[test]
fn of_two_editors_the_second_is_told_and_without_a_version_the_present_one_counts() {
    let test = TestStudio::new();
    let admin = test.admin();
    let id = add(&test, "Ana");
    let city = |city: &str, version| {
        let input = ClientInput { city: some(city), ..ClientInput::default() };
        test.studio.edit_client(&admin, id, input, version, false)
    };
    assert_eq!(saved(city("Puebla", Some(Version::FIRST))), Version::new(2));
    let seq = newest(&test);
    assert_eq!(code(city("Oaxaca", Some(Version::FIRST))), "stale");
    assert_eq!(code(city("Oaxaca", Some(Version::new(3)))), "stale");
    assert_eq!(code(test.studio.archive_client(&admin, id, true, Some(Version::FIRST))), "stale");
    assert_eq!(code(test.studio.pin_note(&admin, id, "x", Some(Version::FIRST))), "stale");
    assert_eq!(since(&test, seq), []);
    let card = test.studio.client(&admin, id).unwrap().card;
    assert_eq!((card.city.as_deref(), card.pinned_note), (Some("Puebla"), None));
    assert_eq!(saved(city("Oaxaca", None)), Version::new(3));
}

#[test]
fn an_artist_who_is_not_there_can_not_be_preferred() {
    let test = TestStudio::new();
    let admin = test.admin();
    let id = add(&test, "Ana");
    let nobody = || ClientInput { preferred_artist: some("9999"), ..typed("Bea", "600 111 222") };
    let seq = newest(&test);
    let unknown = [("preferred_artist_id", "unknown")];
    assert_eq!(mistakes(test.studio.add_client(&admin, nobody(), true)), unknown);
    assert_eq!(mistakes(test.studio.edit_client(&admin, id, nobody(), None, true)), unknown);
    assert_eq!(since(&test, seq), []);
    assert_eq!(test.studio.client(&admin, id).unwrap().card.name, "Ana");
    for wrong in ["lola", "1.5", "-", "99999999999999999999"] {
        let input = ClientInput { preferred_artist: some(wrong), ..ClientInput::default() };
        let told = mistakes(test.studio.edit_client(&admin, id, input, None, true));
        assert_eq!(told, [("preferred_artist_id", "form")], "{wrong}");
    }
}

/// A contact needs a name as soon as anything else of it is there; its mistakes carry its own field names.
#[test]
fn a_contact_is_whole_or_not_there() {
    let test = TestStudio::new();
    let admin = test.admin();
    let id = add(&test, "Ana");
    let told = |emergency, guardian| {
        mistakes(test.studio.edit_client(
            &admin,
            id,
            ClientInput { emergency, guardian, ..ClientInput::default() },
            None,
            true,
        ))
    };
    assert_eq!(told(contact("", "sister", ""), None), [("emergency_name", "empty")]);
    assert_eq!(told(None, contact("", "", "600 000 000")), [("guardian_name", "empty")]);
    assert_eq!(
        told(contact("Eva", "x\u{0}", "call me"), contact("", "", "12")),
        [
            ("emergency_relationship", "control_character"),
            ("emergency_phone", "form"),
            ("guardian_name", "empty"),
            ("guardian_phone", "too_short")
        ]
    );
}

/// The sheet tells the age in the studio's own day.
#[test]
fn the_sheet_tells_age_and_minority() {
    let test = TestStudio::new();
    let admin = test.admin();
    let id = add(&test, "Ana");
    let sheet = |birth: &str| {
        let input = ClientInput { birth_date: some(birth), ..ClientInput::default() };
        saved(test.studio.edit_client(&admin, id, input, None, true));
        let sheet = test.studio.client(&admin, id).unwrap();
        (sheet.age, sheet.minor)
    };
    // The test studio's day is 2026-09-21.
    assert_eq!(sheet("2008-09-21"), (Some(18), false));
    assert_eq!(sheet("2008-09-22"), (Some(17), true));
    assert_eq!(sheet("2026-09-21"), (Some(0), true));
    assert_eq!(sheet(""), (None, false));
    set(&test, "clients.age_of_majority", "21");
    assert_eq!(sheet("2005-09-22"), (Some(20), true));
    let tomorrow = ClientInput { birth_date: some("2026-09-22"), ..ClientInput::default() };
    assert_eq!(
        mistakes(test.studio.edit_client(&admin, id, tomorrow, None, true)),
        [("birth_date", "in_future")]
    );
}

/// A form that is saved as it was opened leaves no trace; one that is out of date is told so all the same.
#[test]
fn what_is_already_so_is_not_saved_again() {
    let test = TestStudio::new();
    let ctx = test.admin();
    let full = || ClientInput {
        email: some("ana@example.org"),
        styles: Some(vec!["Realism".to_owned(), "Blackwork".to_owned()]),
        emergency: contact("Elena", "", ""),
        preferred_artist: Some(test.artist_of("lola").to_string()),
        ..typed("Ana Núñez", "55 6081 3909")
    };
    let id = add_as(&test, &ctx, full());
    let state = || {
        let card = test.studio.client(&ctx, id).unwrap().card;
        let log = test.studio.audit(&ctx, &studio_app::AuditFilter::default()).unwrap().items;
        (card, log.into_iter().filter(|entry| entry.action == "clients.edit").count())
    };
    let before = state();
    let save = |input, version| test.studio.edit_client(&ctx, id, input, version, false);
    let twice = vec!["Blackwork".to_owned(), "Realism".to_owned(), "Realism".to_owned(), String::new()];
    for same in
        [full(), ClientInput::default(), ClientInput { styles: Some(twice), city: some(" "), ..full() }]
    {
        assert_eq!(saved(save(same.clone(), None)), before.0.version, "{same:?}");
        assert_eq!(saved(save(same, Some(before.0.version))), before.0.version);
    }
    assert_eq!(state(), before);
    for other in [
        ClientInput { emergency: contact("Elena", "madre", ""), ..ClientInput::default() },
        ClientInput { styles: Some(vec!["Realism".to_owned()]), ..ClientInput::default() },
        ClientInput { preferred_artist: some(""), ..ClientInput::default() },
        ClientInput { email: some(""), ..ClientInput::default() },
    ] {
        let (card, log) = state();
        assert_eq!(saved(save(other.clone(), None)), card.version.next(), "{other:?}");
        assert_eq!(state().1, log + 1);
    }
    assert!(matches!(save(full(), Some(before.0.version)), Err(studio_app::Error::Stale { .. })));
}

/// Styles and placements are those of the studio's lists; what a record has already may stay there.
#[test]
fn only_what_is_on_the_lists_is_chosen() {
    let test = TestStudio::new();
    let admin = test.admin();
    let of = |styles: &[&str]| ClientInput {
        styles: Some(styles.iter().map(|&style| style.to_owned()).collect()),
        ..typed("Ana Núñez", "55 6081 3909")
    };
    let unknown = test.studio.add_client(&admin, of(&["Blackwork", "Sumi-e"]), false);
    assert_eq!(mistakes(unknown), [("styles", "not_on_list")]);
    let nowhere = ClientInput { placements: Some(vec!["Wings".to_owned()]), ..of(&[]) };
    assert_eq!(mistakes(test.studio.add_client(&admin, nowhere, false)), [("placements", "not_on_list")]);
    let id = add_as(&test, &admin, of(&["blackwork", "DOTWORK", "Dotwork"]));
    let styles = || test.studio.client(&admin, id).unwrap().card.styles;
    assert_eq!(styles(), ["Blackwork", "Dotwork"], "as the list writes it, once");

    set(&test, "clients.styles", "Fine line\nRealism");
    let edit = |styles: &[&str]| test.studio.edit_client(&admin, id, of(styles), None, true);
    saved(edit(&["Dotwork", "Realism"]));
    assert_eq!(styles(), ["Dotwork", "Realism"], "what the record has may stay");
    assert_eq!(
        mistakes(edit(&["Blackwork"])),
        [("styles", "not_on_list")],
        "what it has no longer does not come back"
    );
    let sent = CorrectionInput {
        field: "styles".to_owned(),
        value: "Realism, Blackwork".to_owned(),
        reason: "Said so".to_owned(),
    };
    assert_eq!(mistakes(test.studio.send_correction(&admin, id, sent)), [("value", "not_on_list")]);
}
