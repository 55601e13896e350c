//! Ids, versions, the link of an account to an artist, and the codes of refusals.

use crate::{form, rule};
use proptest::prelude::*;
use std::collections::BTreeSet;
use studio_domain::{ArtistId, ClientId, Invalid, Rule, Version, check_link};

#[test]
fn an_id_has_one_spelling() {
    assert_eq!("17".parse(), Ok(ClientId::new(17)));
    assert_eq!("9223372036854775807".parse(), Ok(ClientId::new(i64::MAX)));
    for bad in ["", "0", "-1", "+1", "01", " 1", "1 ", "1.0", "1e3", "x", "٣", "9223372036854775808"] {
        assert_eq!(rule(bad.parse::<ClientId>()), form("id"), "{bad:?}");
    }
}

proptest! {
    #[test]
    fn an_id_reads_back(raw in 1..=i64::MAX) {
        let id = ClientId::new(raw);
        prop_assert_eq!(id.to_string().parse(), Ok(id));
        prop_assert_eq!(id.get(), raw);
    }
}

#[test]
fn versions_count_from_one() {
    assert_eq!(Version::FIRST.get(), 1);
    assert_eq!(Version::FIRST.next(), Version::new(2));
    assert_eq!(Version::new(i64::MAX).next(), Version::new(i64::MAX));
}

#[test]
fn only_artists_are_linked_and_all_of_them_are() {
    let artist = Some(ArtistId::new(4));
    assert_eq!(check_link(true, artist), Ok(()));
    assert_eq!(check_link(false, None), Ok(()));
    assert_eq!(check_link(true, None), Err(Invalid::new("artist_id", Rule::Required)));
    assert_eq!(check_link(false, artist), Err(Invalid::new("artist_id", Rule::NotAllowed)));
}

/// One of each rule with its code, its parameters and its English words.
#[test]
fn every_rule_has_a_code_parameters_and_words() {
    let table = [
        (Rule::Empty, "empty", "", "is empty"),
        (
            Rule::TooShort { min: 3, got: 2 },
            "too_short",
            "min=3 got=2",
            "needs at least 3 characters and has 2",
        ),
        (Rule::TooLong { max: 9, got: 10 }, "too_long", "max=9 got=10", "may have 9 characters and has 10"),
        (
            Rule::ControlCharacter { at: 5 },
            "control_character",
            "at=5",
            "has a control or invisible character at position 5",
        ),
        (form("time_zone"), "form", "what=time_zone", "can't be read as time zone"),
        (Rule::OutOfRange { min: -1, max: 6 }, "out_of_range", "min=-1 max=6", "must lie between -1 and 6"),
        (Rule::Unknown { given: "x y".into() }, "unknown", "given=x y", "`x y` is not one of the choices"),
        (
            Rule::NotOnList { given: "Tribal".to_owned() },
            "not_on_list",
            "given=Tribal",
            "`Tribal` is not on the studio's list",
        ),
        (Rule::EndBeforeStart, "end_before_start", "", "must end after it starts"),
        (Rule::Overlap, "overlap", "", "has times that overlap"),
        (Rule::InFuture, "in_future", "", "lies in the future"),
        (Rule::Required, "required", "", "is required here"),
        (Rule::NotAllowed, "not_allowed", "", "is not allowed here"),
        (Rule::SameRecord, "same_record", "", "is the record itself"),
        (Rule::Common, "common", "", "is among the most common ones"),
        (Rule::ContainsName, "contains_name", "", "contains the user name"),
        (Rule::OtherName, "other_name", "", "is another name"),
        (Rule::Differs, "differs", "", "differs from what the record says"),
        (Rule::Unanswered, "unanswered", "", "has a detail but no answer"),
        (
            Rule::Duration { min_minutes: 5, max_hours: 12 },
            "duration",
            "min_minutes=5 max_hours=12",
            "must last between 5 minutes and 12 hours",
        ),
        (Rule::NeverHappens, "never_happens", "", "is skipped as the clocks are put forward"),
        (Rule::HappensTwice, "happens_twice", "", "comes twice as the clocks are put back"),
    ];
    for (rule, code, params, words) in &table {
        let given: Vec<_> =
            rule.params().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!((rule.code(), given.join(" ").as_str()), (*code, *params));
        assert_eq!(Invalid::new("field", rule.clone()).to_string(), format!("field: {words}"));
    }
    assert_eq!(Rule::CODES, table.map(|(_, code, ..)| code));
    assert_eq!(Rule::CODES.iter().collect::<BTreeSet<_>>().len(), Rule::CODES.len());
}

#[test]
fn a_complaint_moves_to_another_field() {
    let moved = Invalid::form("phone", "phone").at("guardian_phone");
    assert_eq!(moved, Invalid { field: "guardian_phone", rule: form("phone") });
}
