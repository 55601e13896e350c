//! Tests of the readers beside them.

use super::*;

fn local(text: &str) -> When {
    When::Local(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").unwrap())
}

#[test]
fn decimals_are_read_by_their_digits_and_halves_go_away_from_zero() {
    for (raw, places, units) in [
        ("2333.33", 2, 233_333),
        ("1500.5", 2, 150_050),
        ("800.0", 2, 80_000),
        ("800", 2, 80_000),
        ("0.125", 2, 13),
        ("-0.125", 2, -13),
        ("0.124999999999", 2, 12),
        ("1.005", 2, 101),
        ("0.005", 2, 1),
        ("0.0049", 2, 0),
        (".5", 2, 50),
        ("5.", 2, 500),
        (" +7 ", 2, 700),
        ("1.5e+03", 2, 150_000),
        ("1.5e-02", 2, 2),
        ("1.4e-02", 2, 1),
        ("9.0e-300", 2, 0),
        ("2333.5", 0, 2_334),
        ("1.2345", 3, 1_235),
        ("0", 2, 0),
        ("0.0e+99", 2, 0),
    ] {
        assert_eq!(decimal(raw, places), Some(units), "{raw}");
    }
    for raw in
        ["", " ", ".", "-", "e5", "1e", "1.2.3", "1,5", "Inf", "-Inf", "NaN", "12a", "0x10", "1e999999999999"]
    {
        assert_eq!(decimal(raw, 2), None, "{raw}");
    }
    assert_eq!(decimal("92233720368547758.07", 2), Some(i64::MAX));
    assert_eq!(decimal("92233720368547758.08", 2), None);
    assert_eq!(decimal("99999999999999999999", 2), None);
    assert_eq!(decimal("1.0e+20", 0), None);
    assert_eq!(decimal("1e2147483647", 2), None);
    assert_eq!(decimal("1e-2147483648", 2), Some(0));
}

#[test]
fn rates_are_fractions_and_above_one_percent() {
    let points = |points| BasisPoints::new(points).unwrap();
    for (raw, rate) in [
        ("0.55", Some(Rate::Fraction(points(5_500)))),
        ("0.0", Some(Rate::Fraction(points(0)))),
        ("1.0", Some(Rate::Fraction(points(10_000)))),
        ("0.33333333", Some(Rate::Fraction(points(3_333)))),
        ("0.33335", Some(Rate::Fraction(points(3_334)))),
        ("55", Some(Rate::Percent(points(5_500)))),
        ("37.5", Some(Rate::Percent(points(3_750)))),
        ("55 %", Some(Rate::Fraction(points(5_500)))),
        ("100", Some(Rate::Percent(points(10_000)))),
        ("101", None),
        ("-0.1", None),
        ("half", None),
        ("", None),
    ] {
        assert_eq!(super::rate(raw), rate, "{raw}");
    }
}

#[test]
fn flags_and_numbers_come_in_every_type() {
    for raw in ["1", "1.0", " 1 ", "true", "TRUE", "t", "Sí", "si", "yes", "2"] {
        assert_eq!(flag(raw), Some(true), "{raw}");
    }
    for raw in ["0", "0.0", "false", "F", "no", "off"] {
        assert_eq!(flag(raw), Some(false), "{raw}");
    }
    for raw in ["", "maybe", "?", "nein"] {
        assert_eq!(flag(raw), None, "{raw}");
    }
    for (raw, number) in [
        ("8", Some(8)),
        ("8.0", Some(8)),
        (" 8 ", Some(8)),
        ("-1", Some(-1)),
        ("8.5", None),
        ("8.", None),
        ("x", None),
    ] {
        assert_eq!(whole(raw), number, "{raw}");
    }
}

#[test]
fn times_are_read_however_they_were_written() {
    for (raw, expected) in [
        ("2025-10-27 19:51:53.551676", "2025-10-27 19:51:53.551"),
        ("2025-10-27 19:51:53", "2025-10-27 19:51:53"),
        ("2025-10-27T19:51:53", "2025-10-27 19:51:53"),
        ("2025-10-27 19:51", "2025-10-27 19:51:00"),
        ("2025-10-27 9:05", "2025-10-27 09:05:00"),
        ("2025-10-27", "2025-10-27 00:00:00"),
        ("2025/10/27 08:00", "2025-10-27 08:00:00"),
        ("27/10/2025 08:00", "2025-10-27 08:00:00"),
        ("3-4-2025", "2025-04-03 00:00:00"),
        ("20251027", "2025-10-27 00:00:00"),
        (" 2025-10-27 19:51:53,5 ", "2025-10-27 19:51:53.5"),
    ] {
        assert_eq!(when(raw), Some(local(expected)), "{raw}");
    }
    let at = Timestamp::parse_rfc3339("2025-10-27T19:51:53Z").unwrap();
    for raw in [
        "2025-10-27T19:51:53Z",
        "2025-10-27 13:51:53-06:00",
        "2025-10-27 13:51:53 -0600",
        "2025-10-27T21:51:53+02",
        "1761594713",
        "1761594713000",
    ] {
        assert_eq!(when(raw), Some(When::Moment(at)), "{raw}");
    }
    for raw in [
        "",
        "yesterday",
        "2025-13-01",
        "2025-02-30",
        "2025-10-27 25:00",
        "2025-10-27 10:61",
        "2025-10-27 10",
        "25-10-27",
        "0000-01-01",
        "2025-10-27 10:00:00+99:00",
        "2025-10-27 10:00:00 xyz",
        "12",
        "--",
        "10:00",
        "2025-10-27T10:00:00.ñ",
        "٢٠٢٥-١٠-٢٧",
        "99999999999999999999",
    ] {
        assert_eq!(when(raw), None, "{raw}");
    }
}

#[test]
fn days_may_have_a_time_behind_them() {
    let expected = NaiveDate::from_ymd_opt(1988, 3, 14);
    for raw in
        ["1988-03-14", "1988-03-14 00:00:00", "14/03/1988", "14.3.1988", "19880314", "1988-03-14T00:00:00Z"]
    {
        assert_eq!(day(raw), expected, "{raw}");
    }
    assert_eq!(day("31/02/1988"), None);
}
