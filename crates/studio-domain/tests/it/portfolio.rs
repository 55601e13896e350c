//! What is said about pieces of portfolios, addresses of public pages, and when a piece is shown.

use proptest::prelude::*;
use studio_domain::{Rule, Slug, Standing, Tag, WorkTime, is_shown};

#[test]
fn hours_are_read_as_people_write_them() {
    for (typed, minutes) in [
        ("3", 180),
        (" 3.5 ", 210),
        ("3,5", 210),
        ("3:30", 210),
        ("0:05", 5),
        ("0.25", 15),
        ("1.333", 80),
        ("1000", 60_000),
    ] {
        assert_eq!(WorkTime::parse(typed).map(WorkTime::minutes), Ok(minutes), "{typed}");
    }
    for typed in
        ["", "many", "-1", "3:5", "3:60", "3:", ":30", "1.", ".5", "1:2:3", "1.5:30", "1e3", "9999999"]
    {
        assert!(WorkTime::parse(typed).is_err(), "{typed}");
    }
    for typed in ["0", "0:00", "1001", "999999"] {
        let wrong = WorkTime::parse(typed).unwrap_err();
        assert_eq!(
            (wrong.field, wrong.rule),
            ("work_time", Rule::OutOfRange { min: 0, max: 1000 }),
            "{typed}"
        );
    }
}

#[test]
fn tags_come_once_and_not_without_end() {
    let tags =
        |typed: &str| Tag::parse_all(typed).map(|tags| tags.iter().map(Tag::to_string).collect::<Vec<_>>());
    assert_eq!(
        tags(" bird, #Flash,,flash\nÁrbol, arbol "),
        Ok(vec!["bird".into(), "Flash".into(), "Árbol".into()])
    );
    assert_eq!(tags(""), Ok(vec![]));
    let many: Vec<String> = (0..21).map(|tag| format!("t{tag}")).collect();
    assert!(tags(&many[..20].join(",")).is_ok());
    assert!(tags(&many.join(",")).is_err());
    assert!(tags(&"x".repeat(41)).is_err());
}

#[test]
fn an_address_is_small_letters_digits_and_single_hyphens() {
    for good in ["lola", "lola-vega", "a1", "LOLA", &"x".repeat(40)] {
        assert!(Slug::parse(good).is_ok(), "{good}");
    }
    for bad in ["", "a", "-a", "a-", "a--b", "a b", "a/b", "../x", "ñu", "a.b", "a%2f", &"x".repeat(41)] {
        assert!(Slug::parse(bad).is_err(), "{bad}");
    }
    let of = |name: &str| Slug::of(name).map(Slug::into_string);
    assert_eq!(of("Lola Vega").as_deref(), Some("lola-vega"));
    assert_eq!(of("  Íñigo  O'Brien! ").as_deref(), Some("inigo-o-brien"));
    assert_eq!(of("刺青"), None);
    assert_eq!(of(&"ab ".repeat(40)).map(|slug| slug.len() <= 40), Some(true));
}

#[test]
fn a_client_who_does_not_agree_is_never_shown() {
    for standing in Standing::ALL {
        assert_eq!(is_shown(true, Some(*standing)), *standing == Standing::Given);
        assert!(!is_shown(false, Some(*standing)));
    }
    assert!(is_shown(true, None) && !is_shown(false, None));
}

proptest! {
    #[test]
    fn nothing_typed_panics_and_what_is_read_reads_back(typed in "\\PC{0,60}") {
        if let Ok(time) = WorkTime::parse(&typed) {
            prop_assert_eq!(WorkTime::parse(&time.to_string()), Ok(time));
        }
        if let Ok(slug) = Slug::parse(&typed) {
            prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug));
        }
        if let Some(slug) = Slug::of(&typed) {
            prop_assert!(Slug::parse(slug.as_str()).is_ok());
        }
        if let Ok(tags) = Tag::parse_all(&typed) {
            let again = tags.iter().map(Tag::as_str).collect::<Vec<_>>().join(",");
            prop_assert_eq!(Tag::parse_all(&again), Ok(tags));
        }
    }
}
