//! Corrections: what somebody who may not change a record says is wrong with it, and what becomes of that.

use studio_app::{Ability, ClientInput, ContactInput, CorrectionInput, CorrectionSeen, OpCtx, Saving};
use studio_domain::{ClientId, CorrectionField, CorrectionId, CorrectionOutcome, Version};
use studio_testkit::TestStudio;

use super::people::{add, typed};
use crate::kit::{code, master_code, mistakes, newest, since, some};

fn says(field: &str, value: &str) -> CorrectionInput {
    CorrectionInput { field: field.to_owned(), value: value.to_owned(), reason: "Said so today".to_owned() }
}

fn send(test: &TestStudio, ctx: &OpCtx, id: ClientId, field: &str, value: &str) -> CorrectionId {
    test.studio.send_correction(ctx, id, says(field, value)).unwrap()
}

fn apply(
    test: &TestStudio,
    ctx: &OpCtx,
    id: ClientId,
    correction: CorrectionId,
) -> studio_app::Result<Version> {
    match test.studio.apply_correction(ctx, id, correction, CorrectionSeen::default(), false)? {
        Saving::Saved(version) => Ok(version),
        Saving::Likely(likely) => panic!("{likely:?}"),
    }
}

/// Every field that can be corrected is put where it belongs and leaves all others.
#[test]
fn every_field_can_be_corrected() {
    let test = TestStudio::new();
    let emergency = ContactInput {
        name: "Elena".to_owned(),
        relationship: "mother".to_owned(),
        phone: "600 900 900".to_owned(),
    };
    let id = add(&test, "Ana");
    let given = ClientInput { emergency: Some(emergency), ..ClientInput::default() };
    test.studio.edit_client(&test.operator(), id, given, None, true).unwrap();
    let (lola, admin) = (test.lola(), test.admin());
    let artist = test.studio.artist(&admin, test.artist_of("lola")).unwrap().card.name;
    for (field, value) in [
        ("name", "Ana Paz"),
        ("phone", "600 123 123"),
        ("email", "ana@example.org"),
        ("instagram", "ana.paz"),
        ("birth_date", "1994-02-03"),
        ("gender", "woman"),
        ("address", "Calle Mayor 1"),
        ("city", "Oaxaca"),
        ("state", "Oaxaca"),
        ("preferred_artist_id", artist.as_str()),
        ("styles", "Blackwork, Fine line"),
        ("placements", "Forearm, Upper back"),
        ("source", "Instagram"),
        ("source_detail", "A reel"),
        ("emergency_name", "Elena Paz"),
        ("emergency_relationship", "sister"),
        ("emergency_phone", "600 901 901"),
    ] {
        let field = CorrectionField::parse(field).unwrap();
        let before = test.studio.client(&admin, id).unwrap().card;
        let correction = send(&test, &lola, id, field.code(), value);
        assert_eq!(test.studio.client(&admin, id).unwrap().card, before, "nothing changes before");
        apply(&test, &admin, id, correction).unwrap();
        let after = test.studio.client(&admin, id).unwrap().card;
        for other in CorrectionField::ALL {
            let expected =
                if *other == field { value.to_owned() } else { studio_app::stands(&before, *other) };
            assert_eq!(studio_app::stands(&after, *other), expected, "{field}: {other}");
        }
        let told = test.studio.correction(&lola, id, correction).unwrap();
        assert_eq!(told.was, studio_app::stands(&before, field));
        assert_eq!(told.decision.unwrap().outcome, CorrectionOutcome::Applied);
    }
    // What is to be empty is emptied.
    let correction = send(&test, &lola, id, "city", "");
    apply(&test, &admin, id, correction).unwrap();
    assert_eq!(test.studio.client(&admin, id).unwrap().card.city, None);
}

/// What the record would not take is told to whoever sends it, beside the field.
#[test]
fn a_correction_is_judged_when_it_is_sent() {
    let test = TestStudio::new();
    let id = add(&test, "Ana");
    let lola = test.lola();
    for (field, value, why) in [
        ("phone", "call me", "form"),
        ("phone", "", "empty"),
        ("name", "", "empty"),
        ("birth_date", "2999-01-01", "in_future"),
        ("preferred_artist_id", "Nobody", "unknown"),
        ("name", "Ana", "not_allowed"),
    ] {
        assert_eq!(
            mistakes(test.studio.send_correction(&lola, id, says(field, value))),
            [("value", why)],
            "{field}"
        );
    }
    let nothing = CorrectionInput::default();
    assert_eq!(
        mistakes(test.studio.send_correction(&lola, id, nothing)),
        [("field", "empty"), ("reason", "empty")]
    );
    assert_eq!(test.studio.corrections(&lola, id).unwrap(), []);
}

/// The desk decides with the master code, an artist never, and everybody sees what became of it.
#[test]
fn whoever_may_change_the_record_decides() {
    let test = TestStudio::new();
    let id = add(&test, "Ana");
    let (desk, lola) = (test.desk(), test.lola());
    let (first, second) =
        (send(&test, &lola, id, "city", "Oaxaca"), send(&test, &lola, id, "state", "Oaxaca"));
    let waits = |ctx: &OpCtx| {
        let page = test.studio.open_corrections(ctx, None).unwrap();
        page.items.into_iter().map(|one| (one.correction.id, one.decide)).collect::<Vec<_>>()
    };
    assert_eq!(waits(&desk), [(first, Ability::Locked), (second, Ability::Locked)]);
    assert_eq!(waits(&lola), [(first, Ability::No), (second, Ability::No)]);
    assert_eq!(code(apply(&test, &lola, id, first)), "no_grant");
    assert_eq!(code(apply(&test, &desk, id, first)), "needs_elevation");
    assert_eq!(code(test.studio.decline_correction(&desk, id, first, "", None)), "needs_elevation");
    let elevation = test.studio.elevate(&desk, &master_code()).answer.unwrap().id;
    let seq = newest(&test);
    apply(&test, &desk, id, first).unwrap();
    let entries = since(&test, seq);
    assert_eq!((entries.len(), entries[0].elevation), (1, Some(elevation)));
    assert_eq!(entries[0].detail, format!(r#"{{"correction":{first},"outcome":"applied"}}"#));
    test.studio.decline_correction(&desk, id, second, "It is Puebla", None).unwrap();
    assert_eq!(waits(&desk), []);
    assert_eq!(code(apply(&test, &desk, id, second)), "correction_decided");
    assert_eq!(code(test.studio.decline_correction(&desk, id, first, "", None)), "correction_decided");
    let seen = test.studio.correction(&lola, id, second).unwrap().decision.unwrap();
    assert_eq!((seen.outcome, seen.answer.as_str()), (CorrectionOutcome::Declined, "It is Puebla"));
    assert_eq!(seen.decided_by.as_deref(), Some("recepcion"));
    let card = test.studio.client(&lola, id).unwrap().card;
    assert_eq!((card.city.as_deref(), card.state), (Some("Oaxaca"), None));
}

/// Nobody decides about a record, or a correction, that is not as it was read.
#[test]
fn deciding_names_what_was_read() {
    let test = TestStudio::new();
    let id = add(&test, "Ana");
    let admin = test.admin();
    let correction = send(&test, &test.lola(), id, "city", "Oaxaca");
    let sheet = test.studio.client(&admin, id).unwrap();
    let seen = CorrectionSeen { correction: Some(Version::FIRST), record: Some(sheet.card.version) };
    let other = ClientInput { city: some("Puebla"), ..ClientInput::default() };
    test.studio.edit_client(&admin, id, other, None, true).unwrap();
    assert_eq!(code(test.studio.apply_correction(&admin, id, correction, seen, false)), "stale");
    let wrong = Some(Version::new(7));
    assert_eq!(code(test.studio.decline_correction(&admin, id, correction, "", wrong)), "stale");
    assert_eq!(test.studio.client(&admin, id).unwrap().card.city.as_deref(), Some("Puebla"));
    let long = "x".repeat(501);
    assert_eq!(
        mistakes(test.studio.decline_correction(&admin, id, correction, &long, None)),
        [("answer", "too_long")]
    );
    let another = add(&test, "Bea");
    assert_eq!(code(apply(&test, &admin, another, correction)), "not_found");
}

/// A corrected phone may be somebody else's: that is told before it is saved.
#[test]
fn a_likely_duplicate_is_told_before_a_correction_is_applied() {
    let test = TestStudio::new();
    let admin = test.admin();
    let there = super::people::add_as(&test, &test.operator(), typed("Bea", "600 700 700"));
    let id = super::people::add_as(&test, &test.operator(), typed("Ana", "600 700 701"));
    let correction = send(&test, &test.lola(), id, "phone", "600 700 700");
    let seen = CorrectionSeen::default();
    match test.studio.apply_correction(&admin, id, correction, seen, false).unwrap() {
        Saving::Likely(likely) => assert_eq!(likely.iter().map(|one| one.id).collect::<Vec<_>>(), [there]),
        Saving::Saved(version) => panic!("saved as {version}"),
    }
    assert!(test.studio.correction(&admin, id, correction).unwrap().decision.is_none());
    assert!(matches!(
        test.studio.apply_correction(&admin, id, correction, seen, true).unwrap(),
        Saving::Saved(_)
    ));
}

/// Under the profile that lets artists change their own clients, they decide about those.
#[test]
fn under_the_client_page_an_artist_decides_about_own_clients() {
    let test = TestStudio::new();
    super::people::set(&test, "policy.profile", "client-page");
    let lola = test.lola();
    let own = super::people::add_as(&test, &lola, typed("Ana", "600 700 700"));
    let other = add(&test, "Bea");
    let (mine, theirs) = (
        send(&test, &test.bruno(), own, "city", "Oaxaca"),
        send(&test, &test.bruno(), other, "city", "Oaxaca"),
    );
    let page = test.studio.open_corrections(&lola, None).unwrap();
    let decide: Vec<_> = page.items.iter().map(|one| (one.correction.id, one.decide)).collect();
    assert_eq!(decide, [(mine, Ability::Yes), (theirs, Ability::No)]);
    apply(&test, &lola, own, mine).unwrap();
    assert_eq!(code(apply(&test, &lola, other, theirs)), "not_owner");
}
