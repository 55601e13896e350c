//! Moments and spans of time.

use crate::{form, rule};
use proptest::prelude::*;
use std::time::Duration;
use studio_domain::{Rule, TimeSpan, Timestamp, parse_date, parse_local};

fn span(start: i64, end: i64) -> TimeSpan {
    TimeSpan::new(Timestamp::from_millis(start), Timestamp::from_millis(end)).unwrap()
}

#[test]
fn rfc3339_is_read_with_any_offset_and_written_in_utc() {
    let table = [
        ("2026-03-14T15:30:00Z", "2026-03-14T15:30:00.000Z"),
        ("2026-03-14T16:30:00+01:00", "2026-03-14T15:30:00.000Z"),
        ("2026-03-14t09:30:00.123456-06:00", "2026-03-14T15:30:00.123Z"),
        (" 1969-12-31T23:59:59.9999Z ", "1969-12-31T23:59:59.999Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
        ("9999-12-30T23:59:59.999Z", "9999-12-30T23:59:59.999Z"),
    ];
    for (raw, written) in table {
        assert_eq!(Timestamp::parse_rfc3339(raw).unwrap().to_string(), written, "{raw}");
    }
    let bad = [
        "",
        "2026-03-14",
        "2026-03-14T15:30:00",
        "2026-02-30T00:00:00Z",
        "9999-12-31T00:00:00Z",
        "1773502200",
    ];
    for raw in bad {
        assert_eq!(rule(Timestamp::parse_rfc3339(raw)), form("time"), "{raw:?}");
    }
}

#[test]
fn moments_stop_at_the_ends() {
    assert_eq!(Timestamp::from_millis(i64::MAX), Timestamp::MAX);
    assert_eq!(Timestamp::from_millis(i64::MIN), Timestamp::MIN);
    assert_eq!(Timestamp::MAX.plus(Duration::MAX), Timestamp::MAX);
    assert_eq!(Timestamp::MIN.minus(Duration::MAX), Timestamp::MIN);
    assert_eq!(Timestamp::MIN.since(Timestamp::MAX), Duration::ZERO);
    assert_eq!(Timestamp::MIN.to_rfc3339(), "0001-01-01T00:00:00.000Z");
    assert_eq!(Timestamp::MAX.to_rfc3339(), "9999-12-30T23:59:59.999Z");
}

#[test]
fn an_empty_or_backward_span_is_refused() {
    let (a, b) = (Timestamp::from_millis(5), Timestamp::from_millis(6));
    assert_eq!(rule(TimeSpan::new(a, a)), Rule::EndBeforeStart);
    assert_eq!(rule(TimeSpan::new(b, a)), Rule::EndBeforeStart);
    assert!(TimeSpan::new(a, b).is_ok());
}

#[test]
fn minutes_are_whole_ones() {
    assert_eq!(span(0, 59_999).minutes(), 0);
    assert_eq!(span(0, 60_000).minutes(), 1);
    assert_eq!(span(-60_000, 60_001).minutes(), 2);
    assert_eq!(span(0, 1_500).duration(), Duration::from_millis(1_500));
}

/// Small numbers, so that spans meet often.
fn any_span() -> impl Strategy<Value = TimeSpan> {
    (0..40_i64, 1..20_i64).prop_map(|(start, length)| span(start, start + length))
}

proptest! {
    #[test]
    fn overlap_is_what_a_shared_moment_is(a in any_span(), b in any_span()) {
        let shared: Vec<_> = (0..60).map(Timestamp::from_millis).filter(|t| a.contains(*t) && b.contains(*t)).collect();
        prop_assert_eq!(a.overlaps(&b), !shared.is_empty());
        prop_assert_eq!(a.overlaps(&b), b.overlaps(&a));
        prop_assert_eq!(a.intersection(&b).map(|both| both.start()), shared.first().copied());
        prop_assert_eq!(a.intersection(&b).map(|both| both.duration().as_millis()).unwrap_or(0), shared.len() as u128);
        prop_assert!(!(a.touches(&b) && a.overlaps(&b)));
        prop_assert_eq!(a.touches(&b), b.touches(&a));
    }

    #[test]
    fn back_to_back_touches_and_does_not_overlap(a in any_span(), length in 1..20_i64) {
        let b = span(a.end().millis(), a.end().millis() + length);
        prop_assert!(a.touches(&b) && !a.overlaps(&b));
        prop_assert!(!a.contains(a.end()) && b.contains(a.end()));
    }

    #[test]
    fn a_moment_reads_back(millis in Timestamp::MIN.millis()..=Timestamp::MAX.millis()) {
        let moment = Timestamp::from_millis(millis);
        prop_assert_eq!(moment.to_string().parse(), Ok(moment));
        prop_assert_eq!(Timestamp::from(moment.to_utc()), moment);
    }

    #[test]
    fn since_undoes_plus(millis in -4_000_000_000_000..4_000_000_000_000_i64, by in 0..1_000_000_000_000_u64) {
        let (moment, by) = (Timestamp::from_millis(millis), Duration::from_millis(by));
        prop_assert_eq!(moment.plus(by).since(moment), by);
        prop_assert_eq!(moment.plus(by).minus(by), moment);
    }
}

#[test]
fn dates_are_read_strictly() {
    assert_eq!(parse_date("date", " 2024-02-29 ").unwrap().to_string(), "2024-02-29");
    for bad in
        ["", "2023-02-29", "2024-2-9", "24-02-09", "2024-02-09T", "+2024-02-09", "0000-01-01", "2024-02-09-1"]
    {
        assert_eq!(rule(parse_date("date", bad)), form("date"), "{bad:?}");
    }
}

#[test]
fn wall_clock_times_are_read_as_forms_send_them() {
    for raw in ["2026-03-14T16:30", "2026-03-14 16:30", "2026-03-14T16:30:00"] {
        assert_eq!(parse_local("starts_at", raw).unwrap().to_string(), "2026-03-14 16:30:00");
    }
    for bad in
        ["2026-03-14", "2026-03-14T24:00", "2026-03-14T1:30", "2026-03-14T16:30Z", "2026-03-14T16:30:00:00"]
    {
        assert_eq!(rule(parse_local("starts_at", bad)), form("time"), "{bad:?}");
    }
}
