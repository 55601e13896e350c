//! Tests of the readers beside them.

use super::*;
use studio_domain::{Email, PersonName};

fn row<T>(kept: bool, read: impl FnOnce(&mut Row) -> T) -> (T, Vec<Issue>, Vec<String>) {
    let row = Row::new("clients", Some(7), StudioZone::parse("Europe/Madrid").unwrap());
    let mut row = if kept { row.with_notes() } else { row };
    let value = read(&mut row);
    let (issues, kept) = row.finish();
    (value, issues, kept)
}

fn codes(issues: &[Issue]) -> Vec<IssueCode> {
    issues.iter().map(|issue| issue.code).collect()
}

#[test]
fn a_text_that_is_too_long_is_shortened_and_kept_whole() {
    let long = format!("Ana {}", "María ".repeat(40));
    let cell = Some(long.clone());
    let (name, issues, kept) = row(true, |row| row.line("name", &cell, PersonName::MAX, PersonName::parse));
    let name = name.unwrap();
    assert!(long.starts_with(name.as_str()) && name.as_str().chars().count() > 110);
    assert_eq!(codes(&issues), [IssueCode::TooLong]);
    assert_eq!(kept, [format!("name: {}", long.trim())]);
    let (_, issues, _) = row(false, |row| row.line("name", &cell, PersonName::MAX, PersonName::parse));
    assert_eq!(issues[0].detail, long.trim());
}

#[test]
fn a_value_that_is_wrong_is_left_out_and_kept() {
    let cell = Some(" ana(at)tinta ".to_owned());
    let (email, issues, kept) = row(true, |row| row.value("email", &cell, Email::parse));
    assert_eq!((email, codes(&issues)), (None, vec![IssueCode::Unreadable]));
    assert_eq!(kept, ["email: ana(at)tinta"]);
    assert_eq!((issues[0].id, issues[0].column.as_deref()), (Some(7), Some("email")));
}

#[test]
fn characters_without_shape_go_and_joiners_stay_where_they_are_needed() {
    let cell = Some("Ana\u{0}\u{202E} B".to_owned());
    let (name, issues, kept) = row(true, |row| row.line("name", &cell, PersonName::MAX, PersonName::parse));
    assert_eq!(name.unwrap().as_str(), "Ana B");
    assert_eq!((codes(&issues), kept.len()), (vec![IssueCode::ControlCharacters], 0));
    for good in ["می\u{200C}خواهم", "👩\u{200D}🎨"] {
        let cell = Some(good.to_owned());
        let (name, issues, _) = row(true, |row| row.line("name", &cell, PersonName::MAX, PersonName::parse));
        assert_eq!((name.unwrap().as_str(), issues.len()), (good, 0));
    }
    let cell = Some("a\u{200D}b\u{0}".to_owned());
    let (name, ..) = row(true, |row| row.line("name", &cell, PersonName::MAX, PersonName::parse));
    assert_eq!(name.unwrap().as_str(), "ab");
}

#[test]
fn nothing_there_is_no_issue() {
    for cell in [None, Some(String::new()), Some(" \n ".to_owned())] {
        let (found, issues, kept) = row(true, |row| {
            (
                row.value("email", &cell, Email::parse).is_some(),
                row.flag("is_active", &cell),
                row.id_of("artist_id", &cell),
                row.rate("rate_commission", &cell),
                row.time("start", &cell),
            )
        });
        assert_eq!(found, (false, None, None, None, None));
        assert_eq!((issues.len(), kept.len()), (0, 0));
    }
}

#[test]
fn hours_that_the_clocks_skip_or_repeat_are_told() {
    for (raw, code, at) in [
        ("2026-03-29 02:30:00", IssueCode::TimeSkipped, "2026-03-29T01:00:00.000Z"),
        ("2025-10-26 02:30:00", IssueCode::TimeTwice, "2025-10-26T00:30:00.000Z"),
    ] {
        let cell = Some(raw.to_owned());
        let (read, issues, _) = row(false, |row| row.time("start", &cell));
        assert_eq!(read.unwrap().at.to_rfc3339(), at);
        assert_eq!((codes(&issues), issues[0].detail.as_str()), (vec![code], raw));
    }
}

#[test]
fn a_date_of_making_is_needed() {
    let now = Timestamp::from_millis(1_790_000_000_000);
    let (at, issues, _) = row(true, |row| row.made_at(&None, now));
    assert_eq!((at, codes(&issues)), (now, vec![IssueCode::DateMissing]));
    let (at, issues, _) = row(true, |row| row.made_at(&Some("2099-01-01".to_owned()), now));
    assert_eq!((at > now, codes(&issues)), (true, vec![IssueCode::DateInFuture]));
}

#[test]
fn an_extension_with_a_letter_gets_its_mark() {
    for (raw, number) in [
        ("(609)139-0996x0308", Some("(609)139-0996#0308")),
        ("1-281-590-1396x2459", Some("1-281-590-1396#2459")),
        ("777.412.1547 x280", Some("777.412.1547#280")),
        ("777 412 1547 ext. 280", Some("777 412 1547#280")),
        ("777 412 1547 EXT280", Some("777 412 1547#280")),
        ("777 412 1547 x", None),
        ("call me", None),
        ("777 412 sofia 12", None),
        ("777 412", None),
    ] {
        assert_eq!(extended(raw).as_deref(), number, "{raw}");
    }
}
