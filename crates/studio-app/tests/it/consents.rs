//! Consents as people give them: what is recorded, what is refused, what is missing then.

use studio_app::{
    AgeCheckInput, ClientInput, ConsentInput, ContactInput, Error, OpCtx, Outcome, Rule, Studio,
};
use studio_domain::{
    AppointmentStatus, ClientId, ConsentAct, ConsentId, ConsentKind, ConsentManner, ConsentSigner, Lapse,
    Missing, Standing,
};
use studio_testkit::TestStudio;

use crate::clients::people::{add, add_as, book_at, typed};
use crate::kit::{DAY, MINUTE, Witness, code, left, mistakes, newest, since, some};

pub(crate) const STROKES: &str = "900x320;10,20 300,90;400,80";

/// Said at the desk.
pub(crate) fn spoken(kind: &str, act: &str) -> ConsentInput {
    ConsentInput {
        kind: kind.to_owned(),
        act: act.to_owned(),
        manner: "spoken".to_owned(),
        ..ConsentInput::default()
    }
}

fn hash(studio: &Studio, ctx: &OpCtx, client: ClientId, language: &str) -> String {
    studio.consent_wanted(ctx, client, "informed", language).unwrap().words.hash.to_string()
}

/// Signed on the screen under the text as it is.
fn on_screen(test: &TestStudio, ctx: &OpCtx, client: ClientId) -> ConsentInput {
    ConsentInput {
        manner: "screen".to_owned(),
        language: "es".to_owned(),
        text_hash: Some(hash(&test.studio, ctx, client, "es")),
        signature: some(STROKES),
        ..spoken("informed", "given")
    }
}

pub(crate) fn signed(test: &TestStudio, ctx: &OpCtx, client: ClientId) -> ConsentId {
    test.studio.record_consent(ctx, client, on_screen(test, ctx, client)).unwrap()
}

fn guardian() -> ContactInput {
    ContactInput {
        name: "Elena Sol".to_owned(),
        relationship: "mother".to_owned(),
        phone: "600 555 011".to_owned(),
    }
}

fn born(test: &TestStudio, name: &str, date: &str) -> ClientId {
    let input = ClientInput { birth_date: some(date), ..typed(name, "600 000 000") };
    add_as(test, &test.operator(), input)
}

fn missing(test: &TestStudio, client: ClientId) -> Vec<Missing> {
    test.studio.missing_to_complete(&test.operator(), client, None, None).unwrap()
}

fn standing(test: &TestStudio, client: ClientId, kind: ConsentKind) -> Standing {
    let sheet = test.studio.consent_sheet(&test.operator(), client).unwrap();
    sheet.states.iter().find(|state| state.kind == kind).unwrap().standing
}

#[test]
fn a_signature_on_the_screen_is_kept_with_its_text_and_its_picture() {
    let test = TestStudio::new();
    let (client, desk) = (born(&test, "Ana Sol", "1994-02-03"), test.desk());
    assert_eq!(missing(&test, client), [Missing::InformedConsent]);
    let seq = newest(&test);
    let id = signed(&test, &desk, client);
    assert_eq!(missing(&test, client), []);
    let proof = test.studio.consent_proof(&desk, client, id).unwrap();
    assert_eq!(proof.text.as_deref(), Some(ConsentKind::Informed.default_text(studio_domain::Language::Es)));
    assert!(proof.text_is_whole && proof.event.signed);
    assert_eq!((proof.event.manner, proof.event.signer), (ConsentManner::Screen, ConsentSigner::Client));
    assert_eq!(proof.event.signer_name.as_deref(), Some("Ana Sol"));
    assert_eq!(
        (proof.client_name.as_deref(), proof.client_birth_date.as_deref()),
        (Some("Ana Sol"), Some("1994-02-03"))
    );
    assert_eq!(proof.strokes.as_deref(), Some(STROKES));
    let picture = test.studio.consent_signature(&desk, client, id).unwrap();
    // Width and height stand at the start of a PNG.
    assert_eq!(&picture[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(&picture[16..24], [0, 0, 3, 132, 0, 0, 1, 64], "900 by 320");
    let entries = since(&test, seq);
    assert_eq!(entries.len(), 1);
    assert_eq!((entries[0].outcome, entries[0].action.as_str()), (Outcome::Done, "clients.consent"));
    assert!(entries[0].detail.contains(&hash(&test.studio, &desk, client, "es")), "{}", entries[0].detail);
    assert!(!entries[0].detail.contains("Ana"), "{}", entries[0].detail);
}

#[test]
fn who_signs_under_another_text_than_todays_is_told_and_nothing_is_kept() {
    let test = TestStudio::new();
    let (client, desk, admin) = (add(&test, "Ana"), test.desk(), test.admin());
    let input = on_screen(&test, &desk, client);
    test.studio.save_consent_text(&admin, "informed", "es", "Otro texto.", Some(0)).unwrap();
    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    let told = test.studio.record_consent(&desk, client, input.clone());
    assert!(matches!(told, Err(Error::Rule(Rule::TextChanged))), "{told:?}");
    // On paper too, where the text is named; without one it is today's.
    let paper = ConsentInput { manner: "paper".to_owned(), signature: None, ..input.clone() };
    assert_eq!(code(test.studio.record_consent(&desk, client, paper.clone())), "text_changed");
    assert_eq!((witness.sees(), left(&test, seq)), (before, vec![]));
    let paper = ConsentInput { text_hash: None, ..paper };
    let id = test.studio.record_consent(&desk, client, paper).unwrap();
    assert_eq!(test.studio.consent_proof(&desk, client, id).unwrap().text.as_deref(), Some("Otro texto."));
    let again = ConsentInput { text_hash: Some(hash(&test.studio, &desk, client, "es")), ..input };
    test.studio.record_consent(&desk, client, again).unwrap();
}

#[test]
fn everything_that_does_not_fit_is_told_at_once_and_nothing_is_kept() {
    let test = TestStudio::new();
    let (client, admin) = (add(&test, "Ana"), test.admin());
    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    let told = |input: ConsentInput| mistakes(test.studio.record_consent(&admin, client, input));
    let nonsense = ConsentInput {
        kind: "blood".to_owned(),
        act: "perhaps".to_owned(),
        manner: "by post".to_owned(),
        signer: "a friend".to_owned(),
        signer_name: "x".repeat(121),
        language: "fr".to_owned(),
        text_hash: some("abc"),
        appointment: "soon".to_owned(),
        guardian: None,
        signature: some("900x320;1,1"),
        paper: None,
    };
    assert_eq!(
        told(nonsense),
        [
            ("kind", "unknown"),
            ("act", "unknown"),
            ("manner", "unknown"),
            ("signer", "unknown"),
            ("language", "form"),
            ("appointment_id", "form"),
            ("text_hash", "form"),
            ("signer_name", "too_long"),
            ("signature", "form"),
        ]
    );
    let screen = || ConsentInput { manner: "screen".to_owned(), ..spoken("informed", "given") };
    assert_eq!(told(screen()), [("signature", "required"), ("text_hash", "required")]);
    let drawn = ConsentInput { signature: some(STROKES), ..spoken("informed", "given") };
    assert_eq!(told(drawn), [("signature", "not_allowed")]);
    let moved = ConsentInput { manner: "before_move".to_owned(), ..spoken("informed", "given") };
    assert_eq!(told(moved), [("manner", "not_allowed")]);
    let nobody = ConsentInput { signer: "guardian".to_owned(), ..spoken("informed", "given") };
    assert_eq!(told(nobody), [("guardian_name", "required"), ("guardian_phone", "required")]);
    let unreachable = ConsentInput {
        signer: "guardian".to_owned(),
        guardian: Some(ContactInput { phone: String::new(), ..guardian() }),
        ..spoken("informed", "given")
    };
    assert_eq!(told(unreachable), [("guardian_phone", "required")]);
    // Nothing was given that could be taken back.
    assert_eq!(told(spoken("image_use", "withdrawn")), [("act", "not_allowed")]);
    let absent = ConsentInput { appointment: "4711".to_owned(), ..spoken("informed", "given") };
    let absent = test.studio.record_consent(&admin, client, absent);
    assert!(matches!(absent, Err(Error::NotFound { kind: "appointment", .. })), "{absent:?}");
    assert_eq!((witness.sees(), left(&test, seq)), (before, vec![]));
    assert_eq!(code(test.studio.record_consent(&test.bruno(), client, ConsentInput::default())), "not_owner");
}

#[test]
fn what_was_given_is_withdrawn_and_given_again() {
    let test = TestStudio::new();
    let (client, desk) = (add(&test, "Ana"), test.desk());
    let say = |act: &str| test.studio.record_consent(&desk, client, spoken("image_use", act));
    for (act, after) in [
        ("declined", Standing::Declined),
        ("given", Standing::Given),
        ("withdrawn", Standing::Withdrawn),
        ("given", Standing::Given),
    ] {
        say(act).unwrap();
        assert_eq!(standing(&test, client, ConsentKind::ImageUse), after);
        test.clock.advance(MINUTE);
    }
    say("withdrawn").unwrap();
    assert_eq!(mistakes(say("withdrawn")), [("act", "not_allowed")]);
    let acts: Vec<_> =
        test.studio.consents(&desk, client).unwrap().into_iter().map(|event| event.act).collect();
    let (given, withdrawn) = (ConsentAct::Given, ConsentAct::Withdrawn);
    assert_eq!(acts, [withdrawn, given, withdrawn, given, ConsentAct::Declined]);
    assert_eq!(standing(&test, client, ConsentKind::Informed), Standing::NotAsked, "each kind for itself");
    assert_eq!(mistakes(say("")), [("act", "empty")]);
}

/// Ages are those of the day of the session, in the studio's zone: Mexico City.
#[test]
fn a_minor_needs_a_guardian_until_the_birthday() {
    let test = TestStudio::new();
    // The studio's day is Monday 21 September 2026.
    let client = born(&test, "Ana", "2008-09-24");
    let desk = test.desk();
    let on = |date: &str| {
        let date = Some(date.parse().unwrap());
        test.studio.missing_to_complete(&desk, client, None, date).unwrap()
    };
    let alone = test.studio.record_consent(&desk, client, spoken("informed", "given")).unwrap();
    let all = [Missing::GuardianName, Missing::GuardianPhone, Missing::GuardianConsent];
    assert_eq!(test.studio.missing_beside_consent(&desk, client, alone).unwrap(), all, "it is said at once");
    let images = test.studio.record_consent(&desk, client, spoken("image_use", "given")).unwrap();
    assert_eq!(test.studio.missing_beside_consent(&desk, client, images).unwrap(), []);
    assert_eq!(on("2026-09-23"), all);
    assert_eq!(on("2026-09-24"), []);

    let by_guardian = || ConsentInput {
        signer: "guardian".to_owned(),
        guardian: Some(guardian()),
        ..spoken("informed", "given")
    };
    let seq = newest(&test);
    let id = test.studio.record_consent(&desk, client, by_guardian()).unwrap();
    assert_eq!(left(&test, seq).len(), 2, "the guardian was saved too");
    assert_eq!(on("2026-09-23"), []);
    assert_eq!(test.studio.missing_beside_consent(&desk, client, id).unwrap(), []);
    let proof = test.studio.consent_proof(&desk, client, id).unwrap();
    assert_eq!(
        (proof.event.signer, proof.event.signer_name.as_deref()),
        (ConsentSigner::Guardian, Some("Elena Sol"))
    );
    assert_eq!(
        (proof.signer_relationship.as_deref(), proof.signer_phone.as_deref()),
        (Some("mother"), Some("600 555 011"))
    );
    let sheet = test.studio.consent_sheet(&desk, client).unwrap();
    assert_eq!(sheet.guardian.as_ref().map(|one| one.name.as_str()), Some("Elena Sol"));
    assert!(sheet.minor);
    // The same guardian again changes nothing in the record, and need not be typed.
    let version = sheet.version;
    let seq = newest(&test);
    test.studio.record_consent(&desk, client, ConsentInput { guardian: None, ..by_guardian() }).unwrap();
    test.studio.record_consent(&desk, client, by_guardian()).unwrap();
    assert_eq!(
        (left(&test, seq).len(), test.studio.consent_sheet(&desk, client).unwrap().version),
        (2, version)
    );

    test.studio.record_consent(&desk, client, spoken("informed", "withdrawn")).unwrap();
    assert_eq!(on("2026-09-23"), [Missing::InformedConsent, Missing::GuardianConsent]);
    // The studio may set another age.
    test.studio.set_setting(&test.admin(), "clients.age_of_majority", "16", None).unwrap();
    assert_eq!(on("2026-09-23"), [Missing::InformedConsent]);
}

#[test]
fn the_page_is_about_the_next_appointment() {
    let test = TestStudio::new();
    let (client, other, desk, lola) =
        (born(&test, "Ana", "2008-09-24"), add(&test, "Bea"), test.desk(), test.artist_of("lola"));
    let now = test.visit().now;
    book_at(&test, client, lola, AppointmentStatus::Cancelled, now.plus(DAY));
    book_at(&test, client, lola, AppointmentStatus::Confirmed, now.plus(5 * DAY));
    book_at(&test, client, lola, AppointmentStatus::Confirmed, now.minus(DAY));
    book_at(&test, other, lola, AppointmentStatus::Confirmed, now.plus(DAY));
    let sheet = test.studio.consent_sheet(&desk, client).unwrap();
    let next = sheet.next.unwrap();
    assert_eq!((next.starts_at, next.artist.as_str()), (now.plus(5 * DAY), "Lola Vega"));
    assert!(!sheet.minor, "of age by then");
    assert_eq!(sheet.appointments.len(), 2, "and the one of yesterday");

    let for_one = |id: i64| ConsentInput { appointment: id.to_string(), ..spoken("informed", "given") };
    let others = test.studio.consent_sheet(&desk, other).unwrap().next.unwrap().id;
    let wrong = test.studio.record_consent(&desk, client, for_one(others.get()));
    assert!(matches!(wrong, Err(Error::NotFound { kind: "appointment", .. })), "{wrong:?}");
    test.studio.record_consent(&desk, client, for_one(next.id.get())).unwrap();
    assert_eq!(standing(&test, client, ConsentKind::Informed), Standing::Given);
    let ask = |appointment| test.studio.missing_to_complete(&desk, client, appointment, None).unwrap();
    assert_eq!(ask(Some(next.id)), []);
    assert!(ask(None).contains(&Missing::InformedConsent), "it is for that one only");
    let absent = test.studio.missing_to_complete(&desk, client, Some(others), None);
    assert!(matches!(absent, Err(Error::NotFound { kind: "appointment", .. })), "{absent:?}");
    // Afterwards it holds for no other.
    test.clock.advance(6 * DAY);
    let sheet = test.studio.consent_sheet(&test.operator(), client).unwrap();
    assert_eq!(sheet.states[0].lapse, Some(Lapse::Appointment));
}

#[test]
fn the_settings_say_how_long_a_consent_holds() {
    let test = TestStudio::new();
    let (client, admin) = (born(&test, "Ana", "1994-02-03"), test.admin());
    let set = |value: &str| {
        let admin = test.admin();
        test.studio.set_setting(&admin, "consents.informed_validity", value, None).unwrap();
    };
    let state = || test.studio.consent_sheet(&test.operator(), client).unwrap().states[0];
    test.studio.record_consent(&admin, client, spoken("informed", "given")).unwrap();
    set("until_text_changes");
    assert_eq!(state().standing, Standing::Given);
    test.studio.save_consent_text(&admin, "informed", "es", "Otro texto.", None).unwrap();
    assert_eq!(state().standing, Standing::Given, "it was given in English");
    test.studio.save_consent_text(&admin, "informed", "en", "Another text.", None).unwrap();
    assert_eq!((state().standing, state().lapse), (Standing::Lapsed, Some(Lapse::Text)));
    assert_eq!(missing(&test, client), [Missing::InformedConsent]);
    set("6 months");
    assert_eq!((state().standing, state().until), (Standing::Given, Some("2027-03-21".parse().unwrap())));
    test.clock.advance(182 * DAY);
    assert_eq!((state().standing, state().lapse), (Standing::Lapsed, Some(Lapse::Time)));
    set("until_withdrawn");
    assert_eq!(missing(&test, client), []);
}

#[test]
fn texts_are_the_admins_and_everybody_reads_them() {
    let test = TestStudio::new();
    let (admin, lola) = (test.admin(), test.lola());
    let all = test.studio.consent_texts(&lola).unwrap();
    assert_eq!(all.len(), 10);
    assert!(all.iter().all(|words| words.number == 0 && words.saved_at.is_none()));
    let save =
        |text: &str, expected| test.studio.save_consent_text(&admin, "promotions", "en", text, expected);
    assert_eq!(save("  We may  write to you. \r\n\r\nOr not.", Some(0)).unwrap(), 1);
    let words = test.studio.consent_text(&lola, "promotions", "en").unwrap().items.swap_remove(0);
    assert_eq!((words.text.as_str(), words.number), ("We may write to you.\n\nOr not.", 1));
    assert_eq!(words.saved_by.map(|(_, name)| name).as_deref(), Some("marta"));
    assert_eq!(code(save("Something else.", Some(0))), "stale");
    assert_eq!(mistakes(save(" \n ", None)), [("text", "empty")]);
    assert_eq!(mistakes(save(&"x".repeat(20_001), None)), [("text", "too_long")]);
    let nonsense = test.studio.save_consent_text(&admin, "blood", "fr", "", None);
    assert_eq!(mistakes(nonsense), [("kind", "unknown"), ("language", "form"), ("text", "empty")]);
    assert_eq!(code(test.studio.save_consent_text(&test.desk(), "promotions", "en", "", None)), "no_grant");
    assert_eq!(mistakes(test.studio.consent_text(&lola, "blood", "en")), [("kind", "unknown")]);
}

#[test]
fn a_document_is_looked_at_and_what_it_says_must_fit() {
    let test = TestStudio::new();
    let (client, desk) = (add(&test, "Ana"), test.desk());
    let check = |document: &str, date: &str| {
        let input = AgeCheckInput { document: document.to_owned(), birth_date: date.to_owned() };
        test.studio.check_age(&desk, client, input)
    };
    assert_eq!(mistakes(check("library card", "")), [("document", "unknown"), ("birth_date", "required")]);
    assert_eq!(mistakes(check("passport", "2030-01-01")), [("birth_date", "in_future")]);
    assert_eq!(missing(&test, client), [Missing::InformedConsent, Missing::BirthDate]);
    check("passport", "1994-02-03").unwrap();
    assert_eq!(missing(&test, client), [Missing::InformedConsent], "the record takes the date over");
    assert_eq!(mistakes(check("identity_card", "1994-02-04")), [("birth_date", "differs")]);
    test.clock.advance(MINUTE);
    check("identity_card", "").unwrap();
    let sheet = test.studio.consent_sheet(&desk, client).unwrap();
    let seen: Vec<_> =
        sheet.age_checks.iter().map(|one| (one.document.code(), one.birth_date.as_str())).collect();
    assert_eq!(seen, [("identity_card", "1994-02-03"), ("passport", "1994-02-03")]);
    assert_eq!(sheet.age_checks[0].checked_by.as_ref().map(|(_, name)| name.as_str()), Some("recepcion"));
}

#[test]
fn the_answer_is_asked_for_while_a_client_is_made() {
    let test = TestStudio::new();
    // An artist makes clients who are nobody's yet: the answer belongs to making them.
    let lola = test.lola();
    let with = |answer: &str, guardian: Option<ContactInput>| ClientInput {
        informed_consent: some(answer),
        guardian,
        ..typed("Ana", "600 000 000")
    };
    for (answer, guardian, standing_then, signer) in [
        ("paper", None, Standing::Given, ConsentSigner::Client),
        ("spoken", None, Standing::Given, ConsentSigner::Client),
        ("paper_guardian", Some(guardian()), Standing::Given, ConsentSigner::Guardian),
        ("declined", None, Standing::Declined, ConsentSigner::Client),
    ] {
        let seq = newest(&test);
        let client = add_as(&test, &lola, with(answer, guardian));
        assert_eq!(left(&test, seq).len(), 1, "one act");
        assert_eq!(standing(&test, client, ConsentKind::Informed), standing_then, "{answer}");
        let event = test.studio.consents(&test.operator(), client).unwrap().remove(0);
        assert_eq!((event.signer, event.text.is_some()), (signer, true), "{answer}");
    }
    for input in [with("not_asked", None), typed("Ana", "600 000 000")] {
        let client = add_as(&test, &lola, input);
        assert_eq!(standing(&test, client, ConsentKind::Informed), Standing::NotAsked);
        assert!(missing(&test, client).contains(&Missing::InformedConsent), "flagged until answered");
    }
    let wrong = |input| mistakes(test.studio.add_client(&lola, input, true));
    assert_eq!(wrong(with("", None)), [("informed_consent", "required")]);
    assert_eq!(wrong(with("screen", None)), [("informed_consent", "unknown")]);
    let nobody = [("guardian_name", "required"), ("guardian_phone", "required")];
    assert_eq!(wrong(with("paper_guardian", None)), nobody);
    let unreachable = ContactInput { phone: String::new(), ..guardian() };
    assert_eq!(wrong(with("paper_guardian", Some(unreachable))), [("guardian_phone", "required")]);
    let client = add(&test, "Bea");
    let edit = test.studio.edit_client(
        &test.admin(),
        client,
        ClientInput { informed_consent: some("paper"), ..ClientInput::default() },
        None,
        true,
    );
    assert_eq!(mistakes(edit), [("informed_consent", "not_allowed")]);
}
