//! Where consents stand, what is missing to complete a session, signatures and texts.

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use studio_domain::settings::Setting;
use studio_domain::{
    AppointmentId, BirthDate, ClientFacts, ConsentAct, ConsentFact, ConsentId, ConsentKind, ConsentSigner,
    ConsentState, ConsentText, ConsentValidity, Language, Lapse, Missing, Occasion, Rule, Signature,
    Standing, StudioZone, TextHash, Timestamp, Values, consent_state, missing_to_complete,
};

use crate::{form, rule};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

fn fact(id: i64, act: ConsentAct, when: &str) -> ConsentFact {
    ConsentFact {
        id: ConsentId::new(id),
        kind: ConsentKind::Informed,
        act,
        signer: ConsentSigner::Client,
        appointment: None,
        recorded_at: at(when),
        text_is_current: true,
    }
}

fn on(date: &str) -> Occasion {
    Occasion { date: day(date), appointment: None }
}

fn state(events: &[ConsentFact], validity: ConsentValidity, occasion: &Occasion) -> ConsentState {
    let zone = StudioZone::parse("Europe/Madrid").unwrap();
    consent_state(events, ConsentKind::Informed, validity, zone, occasion)
}

const NOON: &str = "2026-03-14T12:00:00Z";
const LATER: &str = "2026-03-15T12:00:00Z";
use ConsentAct::{Declined, Given, Withdrawn};
use ConsentValidity::{Months, OneAppointment, UntilTextChanges, UntilWithdrawn};

#[test]
fn the_newest_answer_counts_whatever_the_order_of_the_rows() {
    let today = on("2026-06-01");
    assert_eq!(state(&[], UntilWithdrawn, &today).standing, Standing::NotAsked);
    for (last, standing) in
        [(Given, Standing::Given), (Declined, Standing::Declined), (Withdrawn, Standing::Withdrawn)]
    {
        let (old, new) = (fact(1, Given, NOON), fact(2, last, LATER));
        for events in [[old, new], [new, old]] {
            let state = state(&events, UntilWithdrawn, &today);
            assert_eq!((state.standing, state.event), (standing, Some(ConsentId::new(2))), "{last}");
        }
    }
    // Two of one moment: the greater id came later.
    let twice = [fact(9, Withdrawn, NOON), fact(8, Given, NOON)];
    assert_eq!(state(&twice, UntilWithdrawn, &today).standing, Standing::Withdrawn);
    // Another kind says nothing.
    let other = ConsentFact { kind: ConsentKind::ImageUse, ..fact(1, Given, NOON) };
    assert_eq!(state(&[other], UntilWithdrawn, &today).standing, Standing::NotAsked);
}

#[test]
fn months_end_on_the_same_day_of_a_month() {
    for (given, months, last) in [
        ("2026-03-14T12:00:00Z", 1, "2026-04-14"),
        ("2026-01-31T12:00:00Z", 1, "2026-02-28"),
        ("2024-02-29T12:00:00Z", 12, "2025-02-28"),
        // Half an hour after midnight in Madrid, the day before in UTC.
        ("2026-03-13T23:30:00Z", 1, "2026-04-14"),
    ] {
        let events = [fact(1, Given, given)];
        let on_last = state(&events, Months(months), &on(last));
        assert_eq!((on_last.standing, on_last.until), (Standing::Given, Some(day(last))), "{given}");
        let after = Occasion { date: day(last) + Days::new(1), appointment: None };
        let after = state(&events, Months(months), &after);
        assert_eq!((after.standing, after.lapse), (Standing::Lapsed, Some(Lapse::Time)), "{given}");
    }
}

#[test]
fn a_changed_text_and_one_appointment_end_what_was_given() {
    let old = ConsentFact { text_is_current: false, ..fact(1, Given, NOON) };
    let lapsed = state(&[old], UntilTextChanges, &on("2026-03-14"));
    assert_eq!((lapsed.standing, lapsed.lapse), (Standing::Lapsed, Some(Lapse::Text)));
    assert_eq!(state(&[old], UntilWithdrawn, &on("2026-03-14")).standing, Standing::Given);
    assert_eq!(state(&[fact(1, Given, NOON)], UntilTextChanges, &on("2030-01-01")).standing, Standing::Given);

    // Without an appointment it holds for its day only.
    let events = [fact(1, Given, NOON)];
    assert_eq!(state(&events, OneAppointment, &on("2026-03-14")).standing, Standing::Given);
    let next_day = state(&events, OneAppointment, &on("2026-03-15"));
    assert_eq!((next_day.standing, next_day.lapse), (Standing::Lapsed, Some(Lapse::Appointment)));

    // With one it holds for that one, under every validity, and for no other.
    let (seven, eight) = (Some(AppointmentId::new(7)), Some(AppointmentId::new(8)));
    let events = [ConsentFact { appointment: seven, ..fact(1, Given, NOON) }];
    for validity in [UntilWithdrawn, OneAppointment, UntilTextChanges, Months(12)] {
        let ask = |appointment| state(&events, validity, &Occasion { date: day("2026-04-01"), appointment });
        assert_eq!(ask(seven).standing, Standing::Given, "{validity}");
        for other in [eight, None] {
            assert_eq!((ask(other).standing, ask(other).lapse), (Standing::Lapsed, Some(Lapse::Appointment)));
        }
    }
    // To decline one appointment takes nothing from the others.
    let events = [fact(1, Given, NOON), ConsentFact { appointment: seven, ..fact(2, Declined, LATER) }];
    let ask = |appointment| {
        state(&events, UntilWithdrawn, &Occasion { date: day("2026-04-01"), appointment }).standing
    };
    assert_eq!((ask(seven), ask(eight), ask(None)), (Standing::Declined, Standing::Given, Standing::Given));
}

#[test]
fn a_guardians_consent_stays_when_the_client_agrees_too() {
    let guardian = ConsentFact { signer: ConsentSigner::Guardian, ..fact(1, Given, NOON) };
    let both = [guardian, fact(2, Given, LATER)];
    let today = on("2026-06-01");
    let now = state(&both, UntilWithdrawn, &today);
    assert_eq!((now.standing, now.by_guardian, now.event), (Standing::Given, true, Some(ConsentId::new(2))));
    // A withdrawal, by whomever, ends both; a new answer of the client alone is not the guardian's.
    let again = [guardian, fact(2, Withdrawn, LATER), fact(3, Given, "2026-04-01T12:00:00Z")];
    let now = state(&again, UntilWithdrawn, &today);
    assert_eq!((now.standing, now.by_guardian), (Standing::Given, false));
    // The guardian's lapsed, the client's did not: it holds, but not as the guardian's.
    let lapsed = [ConsentFact { text_is_current: false, ..guardian }, fact(2, Given, LATER)];
    let now = state(&lapsed, UntilTextChanges, &today);
    assert_eq!((now.standing, now.by_guardian), (Standing::Given, false));
}

fn missing(birth: Option<&str>, guardian: (bool, bool), events: &[ConsentFact], date: &str) -> Vec<Missing> {
    let client = ClientFacts {
        birth: birth.map(|date| BirthDate::parse(date).unwrap()),
        guardian_named: guardian.0,
        guardian_phone: guardian.1,
        events,
    };
    missing_to_complete(&client, &on(date), UntilWithdrawn, StudioZone::UTC, 18)
}

#[test]
fn the_gate_names_everything_that_is_missing() {
    let given = [fact(1, Given, NOON)];
    let guardian = [ConsentFact { signer: ConsentSigner::Guardian, ..fact(1, Given, NOON) }];
    let (adult, minor) = (Some("2000-01-01"), Some("2010-01-01"));
    let nobody = (false, false);
    let date = "2026-06-01";
    assert_eq!(missing(adult, nobody, &given, date), []);
    assert_eq!(missing(adult, nobody, &[], date), [Missing::InformedConsent]);
    assert_eq!(missing(adult, nobody, &[fact(1, Declined, NOON)], date), [Missing::InformedConsent]);
    assert_eq!(missing(None, nobody, &given, date), [Missing::BirthDate]);
    assert_eq!(missing(None, nobody, &[], date), [Missing::InformedConsent, Missing::BirthDate]);
    assert_eq!(
        missing(minor, nobody, &[], date),
        [Missing::InformedConsent, Missing::GuardianName, Missing::GuardianPhone, Missing::GuardianConsent]
    );
    assert_eq!(missing(minor, (true, true), &given, date), [Missing::GuardianConsent]);
    assert_eq!(missing(minor, (true, false), &guardian, date), [Missing::GuardianPhone]);
    assert_eq!(missing(minor, (true, true), &guardian, date), []);
}

/// The last day as a minor and the first as an adult, for people born on ordinary days and on 29 February.
#[test]
fn the_age_is_that_of_the_day_of_the_session() {
    let given = [fact(1, Given, "2020-01-01T12:00:00Z")];
    for (birth, last_as_minor, first_as_adult) in [
        ("2008-06-15", "2026-06-14", "2026-06-15"),
        ("2008-02-29", "2026-02-28", "2026-03-01"),
        ("2006-02-28", "2024-02-27", "2024-02-28"),
        ("2008-01-01", "2025-12-31", "2026-01-01"),
    ] {
        let needs = |date: &str| missing(Some(birth), (true, true), &given, date);
        assert_eq!(needs(last_as_minor), [Missing::GuardianConsent], "{birth}");
        assert_eq!(needs(first_as_adult), [], "{birth}");
    }
}

fn dates() -> impl Strategy<Value = NaiveDate> {
    (0_u64..45_000).prop_map(|days| day("1930-01-01") + Days::new(days))
}

proptest! {
    /// Somebody is a minor from birth until the birthday of majority, counted by the calendar, and never again.
    #[test]
    fn who_comes_of_age_stays_so(birth in dates(), majority in 14_u32..=25, days in 0_u64..12_000) {
        let born = BirthDate::new(birth).unwrap();
        let date = birth + Days::new(days);
        // 29 February comes round only in leap years: in others the day after counts.
        let turns = birth.with_year(birth.year() + majority as i32).unwrap_or_else(|| {
            NaiveDate::from_ymd_opt(birth.year() + majority as i32, 3, 1).unwrap()
        });
        prop_assert_eq!(born.is_minor_on(date, majority), date < turns);
    }

    /// The gate asks for a guardian exactly on the days on which the client is a minor in the studio's zone.
    #[test]
    fn zones_decide_on_which_day_a_session_is(
        birth in dates(), zone in proptest::sample::select(vec!["Pacific/Kiritimati", "America/Mexico_City", "Europe/Madrid", "Asia/Kolkata"]),
        days in 6_000_u64..7_200, minute in 0_i64..1_440,
    ) {
        let zone = StudioZone::parse(zone).unwrap();
        let noon = (birth + Days::new(days)).and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp_millis();
        let session = Timestamp::from_millis(noon + minute * 60_000);
        let date = zone.date(session);
        let born = BirthDate::new(birth).unwrap();
        let client = ClientFacts { birth: Some(born), guardian_named: true, guardian_phone: true, events: &[] };
        let occasion = Occasion { date, appointment: None };
        let missing = missing_to_complete(&client, &occasion, UntilWithdrawn, zone, 18);
        prop_assert_eq!(missing.contains(&Missing::GuardianConsent), born.is_minor_on(date, 18));
    }

    /// What holds on a day held on each day before it since it was given, whatever the validity.
    #[test]
    fn nothing_comes_back_by_itself(months in 1_u32..=120, given in dates(), ahead in 0_u64..4_000, back in 0_u64..4_000) {
        let recorded = given.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp_millis();
        let event = ConsentFact { recorded_at: Timestamp::from_millis(recorded), ..fact(1, Given, NOON) };
        let later = given + Days::new(ahead);
        let earlier = (later - Days::new(back)).max(given);
        let holds = |date| {
            let occasion = Occasion { date, appointment: None };
            consent_state(&[event], ConsentKind::Informed, Months(months), StudioZone::UTC, &occasion).standing
                == Standing::Given
        };
        prop_assert!(!holds(later) || holds(earlier));
        prop_assert!(holds(given));
    }

    #[test]
    fn signatures_are_written_as_they_are_read(
        strokes in prop::collection::vec(prop::collection::vec((0_u16..900, 0_u16..320), 1..40), 1..8),
    ) {
        if let Ok(signature) = Signature::new(900, 320, strokes) {
            prop_assert_eq!(Signature::parse(&signature.to_string()), Ok(signature));
        }
    }

    #[test]
    fn no_text_makes_reading_a_signature_fail_hard(raw in "[0-9x,; -]{0,120}") {
        if let Ok(signature) = Signature::parse(&raw) {
            prop_assert_eq!(Signature::parse(&signature.to_string()), Ok(signature));
        }
    }
}

#[test]
fn signatures_that_nobody_draws_are_refused() {
    let good = "900x300;10,20 300,90;400,80";
    let signature = Signature::parse(good).unwrap();
    assert_eq!(signature.to_string(), good);
    assert_eq!((signature.width(), signature.height(), signature.strokes().len()), (900, 300, 2));
    for nothing in ["", "  ", "900x300", "900x300;", "900x300; ;"] {
        assert_eq!(rule(Signature::parse(nothing)), Rule::Empty, "{nothing:?}");
    }
    for bad in [
        "900x300;900,20 30,40",  // beside the pad
        "900x300;10,20 11,21",   // a slip of the pen
        "900x300;10,10",         // a dot
        "40x300;10,20 30,200",   // too narrow a pad
        "1601x300;10,20 300,90", // too wide a one
        "900x801;10,20 300,90",  // too high a one
        "900x300;-1,20 300,90",
        "900x300;1.5,20 300,90",
        "900x300;10 20 300 90",
        "900;10,20 300,90",
        "10,20 300,90",
        "<svg>",
    ] {
        assert_eq!(rule(Signature::parse(bad)), form("signature"), "{bad}");
    }
    let points = |count: usize| format!("900x300;0,0{}", " 100,100".repeat(count - 1));
    assert!(Signature::parse(&points(Signature::MAX_POINTS)).is_ok());
    assert_eq!(rule(Signature::parse(&points(Signature::MAX_POINTS + 1))), form("signature"));
    let strokes = |count: usize| format!("900x300{}", ";0,0 100,0".repeat(count));
    assert!(Signature::parse(&strokes(Signature::MAX_STROKES)).is_ok());
    assert_eq!(rule(Signature::parse(&strokes(Signature::MAX_STROKES + 1))), form("signature"));
    let there_and_back = format!("900x300;0,0{}", " 899,0 0,0".repeat(30));
    assert_eq!(rule(Signature::parse(&there_and_back)), form("signature"), "longer than anybody draws");
}

#[test]
fn a_fingerprint_has_64_digits() {
    let hash = TextHash::new([0xab; 32]);
    assert_eq!(hash.to_string(), "ab".repeat(32));
    assert_eq!(TextHash::parse(&format!(" {} ", "AB".repeat(32))), Ok(hash));
    for bad in ["", "ab", &"ab".repeat(33), &"zz".repeat(32), &"é".repeat(32)] {
        assert_eq!(rule(TextHash::parse(bad)), form("text_hash"), "{bad}");
    }
}

#[test]
fn validities_are_stored_in_one_spelling() {
    for (raw, stored, validity) in [
        ("until_withdrawn", "until_withdrawn", UntilWithdrawn),
        (" one_appointment ", "one_appointment", OneAppointment),
        ("until_text_changes", "until_text_changes", UntilTextChanges),
        ("12", "12 months", Months(12)),
        ("12 months", "12 months", Months(12)),
        ("1 month", "1 months", Months(1)),
    ] {
        assert_eq!(Setting::InformedValidity.normalise(raw).as_deref(), Ok(stored), "{raw}");
        assert_eq!(ConsentValidity::parse(stored), Ok(validity));
    }
    for (raw, expected) in [
        ("0", Rule::OutOfRange { min: 1, max: 120 }),
        ("121 months", Rule::OutOfRange { min: 1, max: 120 }),
        ("99999999999 months", Rule::OutOfRange { min: 1, max: 120 }),
        ("always", Rule::Unknown { given: "always".into() }),
        ("months", Rule::Unknown { given: "months".into() }),
        ("-3 months", Rule::Unknown { given: "-3 months".into() }),
    ] {
        let refused = Setting::PromotionsValidity.normalise(raw).unwrap_err();
        assert_eq!((refused.field, refused.rule), (Setting::PromotionsValidity.code(), expected), "{raw}");
    }
    let mut values = Values::new();
    for kind in ConsentKind::ALL {
        assert_eq!(values.consent_validity(*kind), UntilWithdrawn);
        values.set(Setting::validity_of(*kind), "6 months").unwrap();
        assert_eq!(values.consent_validity(*kind), Months(6), "{kind}");
    }
}

#[test]
fn the_first_texts_can_be_saved_as_they_are() {
    let mut seen = std::collections::BTreeSet::new();
    for kind in ConsentKind::ALL {
        for language in Language::ALL {
            let text = kind.default_text(language);
            assert_eq!(ConsentText::parse(text).unwrap().as_str(), text, "{kind} {language}");
            assert!(seen.insert(text), "{kind} {language} is there twice");
        }
    }
    // Not one of the risks that people must be told of may get lost.
    for word in ["permanent", "infection", "allergic", "scars", "pregnancy", "alcohol", "needles", "care"] {
        assert!(ConsentKind::Informed.default_text(Language::En).contains(word), "{word}");
    }
    for word in
        ["permanente", "infección", "alérgica", "cicatrices", "embarazo", "alcohol", "agujas", "cuidado"]
    {
        assert!(ConsentKind::Informed.default_text(Language::Es).contains(word), "{word}");
    }
}
