//! Phone numbers.

use crate::{form, rule};
use proptest::prelude::*;
use studio_domain::{Phone, Rule, is_region};

#[test]
fn phones_are_kept_as_typed() {
    for typed in [
        "600 12 34 56",
        "+34 600-123-456",
        "(55) 1234.5678",
        "112",
        "*31#600123456",
        "600123456,12",
        "55/1234",
    ] {
        assert_eq!(Phone::parse(&format!(" {typed} ")).unwrap().as_str(), typed);
    }
    assert_eq!(Phone::parse("600\u{2013}12\u{2011}34\u{A0}56").unwrap().as_str(), "600-12-34 56");
    assert_eq!(Phone::parse("+34 (600) 12").unwrap().digits(), "3460012");
    for bad in ["+-() 12", "call me", "600123x45", "٦٠٠١٢٣٤٥٦", "600;123", "600 123 45 sofia"] {
        assert_eq!(rule(Phone::parse(bad)), form("phone"), "{bad:?}");
    }
    assert_eq!(rule(Phone::parse("12")), Rule::TooShort { min: 3, got: 2 });
    assert_eq!(rule(Phone::parse(&"1".repeat(33))), Rule::TooLong { max: 32, got: 33 });
    assert_eq!(rule(Phone::parse("")), Rule::Empty);
}

#[test]
fn numbers_are_normalised_where_the_country_is_known() {
    let table = [
        ("600 123 456", Some("ES"), Some("+34600123456")),
        ("600 123 456", Some(" es "), Some("+34600123456")),
        ("+34 600-123-456", None, Some("+34600123456")),
        ("+34 600-123-456", Some("MX"), Some("+34600123456")),
        ("0034 600 123 456", Some("ES"), Some("+34600123456")),
        ("55 1234 5678", Some("MX"), Some("+525512345678")),
        ("+52 55 1234 5678", Some("ES"), Some("+525512345678")),
        ("+52 1 55 1234 5678", None, Some("+525512345678")),
        ("(202) 555-0143", Some("US"), Some("+12025550143")),
        ("020 7946 0958", Some("GB"), Some("+442079460958")),
        ("06 1234567", Some("IT"), Some("+39061234567")),
        ("600 123 456", None, None),
        ("600 123 456", Some("XX"), None),
        ("123", Some("ES"), None),
        ("1234567890123", Some("ES"), None),
        ("+52 1 55 1234", None, None),
        ("+999 123 456 789", None, None),
    ];
    for (typed, region, e164) in table {
        assert_eq!(Phone::parse(typed).unwrap().e164(region).as_deref(), e164, "{typed} {region:?}");
    }
}

#[test]
fn a_number_is_known_by_all_its_spellings() {
    let spellings = |typed: &str, region| Phone::parse(typed).unwrap().spellings(region);
    for (typed, region, all) in [
        ("229 111 2233", Some("MX"), &["2291112233", "522291112233"][..]),
        ("+52 229 111 2233", Some(" mx "), &["522291112233", "2291112233"]),
        ("+52 1 229 111 2233", Some("MX"), &["5212291112233", "522291112233", "2291112233"]),
        // Not in the number data.
        ("608 139 0996", Some("MX"), &["6081390996", "526081390996"]),
        ("+52 608 139 0996", Some("MX"), &["526081390996", "6081390996"]),
        // Of another country, or of none.
        ("+34 600 123 456", Some("MX"), &["34600123456"]),
        ("229 111 2233", None, &["2291112233"]),
        ("+52 229 111 2233", Some("XX"), &["522291112233"]),
        ("020 7946 0958", Some("GB"), &["02079460958", "442079460958", "2079460958"]),
    ] {
        assert_eq!(spellings(typed, region), all, "{typed} {region:?}");
    }
}

#[test]
fn regions_are_countries() {
    assert!(["ES", "MX", "US", "GB", "AR"].into_iter().all(is_region));
    let all = studio_domain::regions();
    assert!(all.len() > 230 && all.iter().all(|code| is_region(code)) && all.is_sorted());
    assert!(["ES", "MX", "US"].iter().all(|code| all.contains(code)));
    assert!(!["", "es", "XX", "ESP", "001"].into_iter().any(is_region));
}

proptest! {
    #[test]
    fn no_phone_breaks_the_normaliser(typed in "[0-9+()./#*, -]{3,32}", region in "[A-Z]{2}") {
        if let Ok(phone) = Phone::parse(&typed) {
            for region in [None, Some(region.as_str()), Some("ES"), Some("MX"), Some("US")] {
                if let Some(e164) = phone.e164(region) {
                    prop_assert!(e164.starts_with('+') && e164.len() <= 16);
                    prop_assert_eq!(Phone::parse(&e164).unwrap().e164(None), Some(e164));
                }
            }
        }
    }

    #[test]
    fn punctuation_does_not_matter(tail in "[0-9]{8}", marks in prop::collection::vec("[ ./-]?", 9)) {
        let plain = format!("6{tail}");
        let typed: String = plain.chars().zip(&marks).map(|(c, mark)| format!("{c}{mark}")).collect();
        let (plain, typed) = (Phone::parse(&plain).unwrap(), Phone::parse(&typed).unwrap());
        prop_assert_eq!(typed.digits(), plain.digits());
        prop_assert_eq!(typed.e164(Some("ES")), plain.e164(Some("ES")));
    }
}
