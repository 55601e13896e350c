//! Names, addresses, handles, birth dates, colours, languages.

use crate::{form, rule};
use chrono::NaiveDate;
use proptest::prelude::*;
use studio_domain::{
    ArtistName, Bio, BirthDate, Colour, Email, Instagram, Language, NoteText, PALETTE, PersonName,
    PinnedNote, Placement, Reason, Rule, ShortText, StreetAddress, Style, Theme, UserName, Weekday,
    parse_date,
};

#[test]
fn texts_have_their_limits_and_fields() {
    macro_rules! limits {
        ($($name:ident $field:literal $min:literal..=$max:literal),+) => {$(
            assert_eq!($name::MAX, $max);
            assert_eq!($name::parse(&"x".repeat($max)).unwrap().as_str().len(), $max);
            let long = $name::parse(&"x".repeat($max + 1)).unwrap_err();
            assert_eq!((long.field, long.rule), ($field, Rule::TooLong { max: $max, got: $max + 1 }));
            assert_eq!($name::parse(" ").is_err(), $min > 0, stringify!($name));
            let read: $name = " a  b ".parse().unwrap();
            assert_eq!((read.to_string().as_str(), read.as_ref()), ("a b", "a b"));
            assert_eq!(read.into_string(), "a b");
        )+};
    }
    limits! {
        PersonName "name" 1..=120, ArtistName "name" 1..=80, Bio "bio" 0..=4000, Style "style" 1..=60,
        Placement "placement" 1..=60, ShortText "text" 1..=120, StreetAddress "address" 1..=200,
        PinnedNote "pinned_note" 1..=200, Reason "reason" 1..=500, NoteText "text" 1..=10_000
    }
    assert_eq!(NoteText::parse("a\r\nb").unwrap().as_str(), "a\nb");
    assert_eq!(Reason::parse("a\nb").unwrap().as_str(), "a b");
}

#[test]
fn user_names_are_letters_digits_and_three_marks() {
    for good in ["ana", "Ana.López", "a_b", "x-1", "007", "Зоя", "a--"] {
        assert_eq!(UserName::parse(good).unwrap().as_str(), good);
    }
    assert_eq!(UserName::parse(" lola ").unwrap().as_str(), "lola");
    for bad in ["ana b", "ana@x", "a'b", "...", "ana🌹", "ana/x", "-_-"] {
        assert_eq!(rule(UserName::parse(bad)), form("user_name"), "{bad:?}");
    }
    assert_eq!(rule(UserName::parse("ab")), Rule::TooShort { min: 3, got: 2 });
    assert_eq!(rule(UserName::parse(&"a".repeat(41))), Rule::TooLong { max: 40, got: 41 });
    assert!(UserName::parse(&"a".repeat(40)).is_ok());
    assert_eq!(rule(UserName::parse("ana\u{200D}b")), Rule::ControlCharacter { at: 4 });
}

#[test]
fn user_names_are_the_same_without_case_and_accents_only() {
    let key = |raw: &str| UserName::parse(raw).unwrap().key();
    assert_eq!(key("José"), key("JOSE"));
    assert_eq!(key("José"), UserName::key_of(" jose\u{301} "));
    assert_ne!(key("ana.b"), key("ana-b"));
    assert_ne!(key("ana-b"), key("anab"));
    assert_ne!(key("ana_b"), key("ana-b"));
    assert_eq!(key("Ana-B"), "ana-b");
}

#[test]
fn emails_are_checked_for_form() {
    let good = [
        "ana@example.com",
        "Ana.Lopez+ink@mail.example.es",
        "o'neil@example.org",
        "ñandú@ejemplo.es",
        "a@ñandú.es",
        "x_1@a-b.co",
    ];
    for address in good {
        assert_eq!(Email::parse(&format!(" {address} ")).unwrap().as_str(), address);
    }
    let bad = [
        "ana",
        "ana@",
        "@example.com",
        "ana@example",
        "ana@@example.com",
        "ana@example..com",
        "ana.@example.com",
        ".ana@example.com",
        "ana lopez@example.com",
        "ana@exam ple.com",
        "ana@example.com.",
        "ana@-a.com",
        "ana@a-.com",
        "Ana <ana@example.com>",
        "ana@[127.0.0.1]",
        "ana@127.0.0.1",
        "\"a b\"@example.com",
        "ana@a!b.com",
        "ana@a_b.com",
        "ana@example.c",
        "ana@example.1",
        "ana@example.12",
        "ana,eva@example.com",
        "ana@example.com,eva@example.com",
        "mailto:ana@x",
    ];
    for address in bad {
        assert_eq!(rule(Email::parse(address)), form("email"), "{address:?}");
    }
    assert_eq!(rule(Email::parse("")), Rule::Empty);
    let long = format!(
        "{}@{}.com",
        "a".repeat(60),
        ["b".repeat(60), "c".repeat(60), "d".repeat(60), "e".repeat(10)].join(".")
    );
    assert_eq!(rule(Email::parse(&long)), Rule::TooLong { max: 254, got: long.len() });
    assert_eq!(Email::parse("Ana@Example.COM").unwrap().key(), "ana@example.com");
}

#[test]
fn instagram_is_a_handle_or_the_address_of_a_profile() {
    let same = [
        "ana.ink",
        "@ana.ink",
        " @ana.ink ",
        "instagram.com/ana.ink",
        "www.instagram.com/ana.ink/",
        "https://instagram.com/ana.ink",
        "HTTPS://WWW.Instagram.com/ana.ink/?hl=es",
        "http://m.instagram.com/ana.ink#x",
        "instagram.com/@ana.ink",
        "https://www.instagram.com/ana.ink?igsh=abc",
    ];
    for raw in same {
        assert_eq!(Instagram::parse(raw).unwrap().as_str(), "ana.ink", "{raw:?}");
    }
    let bad = [
        "@",
        "ana ink",
        "ana-ink",
        "ana@ink",
        "@@ana",
        "ñandu",
        "...",
        "instagram.com/",
        "instagram.com/p/Cx1/",
        "twitter.com/ana",
        "https://instagram.com/stories/ana/1",
        "https://evil.example/instagram.com/ana",
    ];
    for raw in bad {
        assert_eq!(rule(Instagram::parse(raw)), form("instagram"), "{raw:?}");
    }
    assert_eq!(rule(Instagram::parse(&"a".repeat(31))), form("instagram"));
    assert_eq!(rule(Instagram::parse("")), Rule::Empty);
    let ana = Instagram::parse("Ana_Ink").unwrap();
    assert_eq!((ana.at(), ana.key()), ("@Ana_Ink".to_owned(), "ana_ink".to_owned()));
    assert_eq!(ana.url(), "https://www.instagram.com/Ana_Ink/");
}

proptest! {
    #[test]
    fn a_handle_reads_back_from_every_form(handle in "[A-Za-z0-9_][A-Za-z0-9._]{0,29}") {
        let read = Instagram::parse(&handle).unwrap();
        prop_assert_eq!(read.as_str(), &handle);
        prop_assert_eq!(Instagram::parse(&read.at()), Ok(read.clone()));
        prop_assert_eq!(Instagram::parse(&read.url()), Ok(read));
    }

    #[test]
    fn what_was_read_reads_back(raw in any::<String>()) {
        if let Ok(name) = PersonName::parse(&raw) {
            prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name));
        }
        if let Ok(name) = UserName::parse(&raw) {
            prop_assert_eq!(UserName::parse(name.as_str()), Ok(name));
        }
        if let Ok(address) = Email::parse(&raw) {
            prop_assert_eq!(Email::parse(address.as_str()), Ok(address));
        }
    }

    #[test]
    fn a_colour_reads_back(red: u8, green: u8, blue: u8) {
        let colour = Colour::parse(&format!("#{red:02X}{green:02x}{blue:02X}")).unwrap();
        prop_assert_eq!(colour.rgb(), [red, green, blue]);
        prop_assert_eq!(colour.as_str(), format!("#{red:02x}{green:02x}{blue:02x}"));
        prop_assert_eq!(Colour::parse(colour.as_str()), Ok(colour));
    }
}

#[test]
fn colours_have_six_digits() {
    for bad in ["", "#", "#fff", "112233", "#11223g", "#1122334", "#+12233", "red", "#ñ1223"] {
        assert_eq!(rule(Colour::parse(bad)), form("colour"), "{bad:?}");
    }
}

/// Relative luminance as WCAG 2 defines it.
#[expect(clippy::float_arithmetic, reason = "contrast is defined over real numbers")]
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let linear = |channel: u8| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = |[r, g, b]: [u8; 3]| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn the_palette_can_be_read_in_both_themes_and_told_apart() {
    for (nth, entry) in PALETTE.iter().enumerate() {
        let colour = entry.colour();
        assert_eq!(Colour::parse(entry.hex), Ok(colour.clone()), "{}", entry.name);
        assert!(contrast(colour.rgb(), [255; 3]) >= 4.5, "white on {}", entry.name);
        assert!(contrast(colour.rgb(), [0x1c, 0x1a, 0x18]) >= 3.0, "{} on dark", entry.name);
        for other in PALETTE.iter().take(nth) {
            let pairs = colour.rgb().into_iter().zip(other.colour().rgb());
            let apart: u32 = pairs.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum();
            assert!(apart >= 36 * 36, "{} and {}", entry.name, other.name);
            assert_ne!(entry.name, other.name);
        }
    }
}

#[test]
fn ages_follow_the_calendar() {
    let table = [
        ("2008-03-14", "2026-03-13", 17),
        ("2008-03-14", "2026-03-14", 18),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-28", 19),
        ("2008-02-29", "2028-02-29", 20),
        ("2008-12-31", "2026-12-30", 17),
        ("2026-03-14", "2026-03-14", 0),
        ("2026-03-14", "2020-01-01", 0),
        ("1900-01-01", "2026-01-01", 126),
    ];
    for (born, on, age) in table {
        let on: NaiveDate = parse_date("date", on).unwrap();
        let born = BirthDate::parse(born).unwrap();
        assert_eq!(born.age_on(on), age, "{born} {on}");
        assert_eq!(born.is_minor_on(on, 18), age < 18);
    }
}

#[test]
fn birth_dates_are_neither_ancient_nor_to_come() {
    assert_eq!(rule(BirthDate::parse("1899-12-31")), Rule::OutOfRange { min: 1900, max: 9999 });
    assert_eq!(rule(BirthDate::parse("31/05/1994")), form("date"));
    assert_eq!(BirthDate::parse("x").unwrap_err().field, "birth_date");
    let born = BirthDate::parse("1994-05-31").unwrap();
    assert_eq!(born.check(born.date()), Ok(born));
    assert_eq!(rule(born.check(born.date().pred_opt().unwrap())), Rule::InFuture);
    assert_eq!(born.to_string().parse(), Ok(born));
}

#[test]
fn vocabularies_read_their_codes() {
    for language in Language::ALL {
        assert_eq!(Language::parse(&language.to_string()), Ok(language));
    }
    assert_eq!(Language::parse("es-MX"), Ok(Language::Es));
    assert_eq!(Language::parse("EN_gb"), Ok(Language::En));
    assert_eq!(rule(Language::parse("fr")), form("language"));
    assert_eq!(rule(Language::parse("")), form("language"));
    for (theme, code) in Theme::ALL.into_iter().zip(Theme::CODES) {
        assert_eq!((theme.code(), Theme::parse(code)), (code, Ok(theme)));
    }
    assert_eq!(rule(Theme::parse("sepia")), form("theme"));
    for (day, code) in Weekday::ALL.into_iter().zip(Weekday::CODES) {
        assert_eq!((day.code(), Weekday::parse(code), Weekday::parse(&code[..3])), (code, Ok(day), Ok(day)));
        assert_eq!(Weekday::from(chrono::Weekday::from(day)), day);
        assert_eq!(chrono::Weekday::from(day).num_days_from_monday(), day.days_since(Weekday::Monday));
        assert_eq!(day.days_since(day), 0);
    }
    assert_eq!(Weekday::Monday.days_since(Weekday::Sunday), 1);
    assert_eq!(rule(Weekday::parse("lunes")), form("weekday"));
}
