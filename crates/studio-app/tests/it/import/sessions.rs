//! Sessions: times, statuses, prices, and everything that today's rules would refuse.

use studio_app::{ClientFilter, ImportReport, IssueCode};
use studio_domain::Cents;

use super::kit::{Home, Source, at, client, counts, int, made, only, real, session, text, told};
use super::sqlite_file::Cell;

fn moved(source: &mut Source) -> (Home, ImportReport) {
    let home = Home::of("Europe/Madrid", "EUR", "es");
    let report = home.import(source.folder());
    (home, report)
}

/// Imports one session with these cells.
fn one(cells: &[(&str, Cell)]) -> (Home, ImportReport) {
    let mut source = Source::with_people();
    source.add("sessions", &session(1, cells));
    moved(&mut source)
}

fn row(home: &Home) -> studio_app::ClientRow {
    home.found(&ClientFilter::default()).remove(0)
}

#[test]
fn an_appointment_is_the_next_or_the_last_of_its_client() {
    // The studio's day is 2026-09-21.
    for (start, end, status, next, last) in [
        ("2026-10-01 12:00", "2026-10-01 13:00", "Activa", Some("2026-10-01T10:00:00Z"), None),
        ("2026-10-01 12:00", "2026-10-01 13:00", "En espera", Some("2026-10-01T10:00:00Z"), None),
        ("2026-10-01 12:00", "2026-10-01 13:00", "Cancelada", None, None),
        ("2025-12-01 12:00", "2025-12-01 13:00", "Completada", None, Some("2025-12-01T11:00:00Z")),
        ("2025-12-01 12:00", "2025-12-01 13:00", "Activa", None, Some("2025-12-01T11:00:00Z")),
    ] {
        let (home, report) = one(&[("start", text(start)), ("end", text(end)), ("status", text(status))]);
        let row = row(&home);
        assert_eq!(
            (row.next_appointment, row.last_appointment),
            (next.map(at), last.map(at)),
            "{start} {status}"
        );
        assert_eq!(report.issues, []);
    }
}

#[test]
fn a_client_who_did_not_come_is_a_no_show() {
    for (status, notes, what) in [
        ("Cancelada", "[No-show] Retoque", "no_show"),
        ("Cancelada", "[No-show]", "no_show"),
        ("Cancelada", "Retoque", "cancelled"),
        ("Completada", "[No-show] Retoque", "completed"),
        ("Pospuesta", "Retoque", "pending"),
    ] {
        let (_home, report) = one(&[("status", text(status)), ("notes", text(notes))]);
        assert_eq!(made(&report, &format!("appointments_{what}")), 1, "{status} {notes}");
        assert_eq!(report.issues.len(), usize::from(status == "Pospuesta"));
    }
}

#[test]
fn what_lies_over_something_else_is_told_on_both_sides() {
    let mut source = Source::with_people();
    source
        .add("clients", &client(2, &[]))
        .add("artists", &[("id", int(2)), ("name", text("Iker"))])
        // Back to back is no overlap.
        .add("sessions", &session(1, &[]))
        .add(
            "sessions",
            &session(
                2,
                &[
                    ("client_id", int(2)),
                    ("start", text("2025-10-01 13:00")),
                    ("end", text("2025-10-01 14:00")),
                ],
            ),
        )
        // The same artist with another client, and the same client with another artist.
        .add(
            "sessions",
            &session(
                3,
                &[
                    ("client_id", int(2)),
                    ("start", text("2025-10-02 10:00")),
                    ("end", text("2025-10-02 12:00")),
                ],
            ),
        )
        .add(
            "sessions",
            &session(4, &[("start", text("2025-10-02 11:00")), ("end", text("2025-10-02 11:30"))]),
        )
        .add(
            "sessions",
            &session(
                5,
                &[
                    ("artist_id", int(2)),
                    ("start", text("2025-10-02 11:15")),
                    ("end", text("2025-10-02 13:00")),
                ],
            ),
        )
        // Cancelled ones take no time.
        .add("sessions", &session(6, &[("status", text("Cancelada"))]))
        .add("sessions", &session(7, &[("status", text("Cancelada")), ("notes", text("[No-show]"))]));
    let (_home, report) = moved(&mut source);
    assert_eq!(counts(&report, "sessions"), (7, 7, 0, 0));
    let told: Vec<(IssueCode, Option<i64>, &str)> =
        report.issues.iter().map(|issue| (issue.code, issue.id, issue.detail.as_str())).collect();
    assert_eq!(
        told,
        [
            (IssueCode::OverlapArtist, Some(3), "4"),
            (IssueCode::OverlapArtist, Some(4), "3"),
            (IssueCode::OverlapClient, Some(4), "5"),
            (IssueCode::OverlapClient, Some(5), "4"),
        ]
    );
}

#[test]
fn a_long_session_over_many_is_told_with_each() {
    let mut source = Source::with_people();
    let day = |id: i64, start: &str, end: &str| {
        session(
            id,
            &[("start", text(&format!("2025-10-01 {start}"))), ("end", text(&format!("2025-10-01 {end}")))],
        )
    };
    source
        .add("sessions", &day(1, "09:00", "18:00"))
        .add("sessions", &day(2, "10:00", "11:00"))
        .add("sessions", &day(3, "12:00", "13:00"))
        .add("sessions", &day(4, "18:00", "19:00"));
    let (_home, report) = moved(&mut source);
    let artist: Vec<(Option<i64>, &str)> = report
        .issues
        .iter()
        .filter(|issue| issue.code == IssueCode::OverlapArtist)
        .map(|issue| (issue.id, issue.detail.as_str()))
        .collect();
    assert_eq!(artist, [(Some(1), "2"), (Some(1), "3"), (Some(2), "1"), (Some(3), "1")]);
}

#[test]
fn impossible_lengths_are_kept_and_told() {
    for (end, code) in [
        ("2025-10-01 11:00", Some(IssueCode::EndBeforeStart)),
        ("2025-10-01 12:00", Some(IssueCode::EndBeforeStart)),
        ("2025-10-01 12:04", Some(IssueCode::LengthUnusual)),
        ("2025-10-01 12:05", None),
        ("2025-10-02 00:00", None),
        ("2025-10-02 00:01", Some(IssueCode::LengthUnusual)),
    ] {
        let (home, report) = one(&[("end", text(end))]);
        assert_eq!(counts(&report, "sessions"), (1, 1, 0, 0));
        assert_eq!(
            report.issues.iter().map(|issue| issue.code).collect::<Vec<_>>(),
            Vec::from_iter(code),
            "{end}"
        );
        assert_eq!(row(&home).last_appointment, Some(at("2025-10-01T10:00:00Z")));
    }
}

#[test]
fn one_that_ends_when_it_begins_lies_over_what_goes_on_then() {
    for (start, end) in [("10:30", "10:30"), ("10:30", "10:15")] {
        for broken_first in [true, false] {
            let mut source = Source::with_people();
            let day = |id, start: &str, end: &str| {
                let at = |time: &str| text(&format!("2025-10-01 {time}"));
                session(id, &[("start", at(start)), ("end", at(end))])
            };
            let (broken, whole) = if broken_first { (1, 2) } else { (2, 1) };
            let (broken, whole) = (day(broken, start, end), day(whole, "10:00", "11:00"));
            let (first, second) = if broken_first { (broken, whole) } else { (whole, broken) };
            source.add("sessions", &first).add("sessions", &second);
            let (_home, report) = moved(&mut source);
            assert_eq!(counts(&report, "sessions"), (2, 2, 0, 0));
            let told: Vec<_> = report
                .issues
                .iter()
                .filter(|issue| issue.code == IssueCode::OverlapArtist)
                .map(|issue| issue.id)
                .collect();
            assert_eq!(told, [Some(1), Some(2)], "{start} to {end}, broken first: {broken_first}");
        }
    }
}

#[test]
fn sessions_of_nobody_or_at_no_time_are_skipped_and_told() {
    for (cells, code, detail) in [
        (vec![("client_id", int(99))], IssueCode::ClientMissing, "99"),
        (vec![("client_id", Cell::Null)], IssueCode::ClientMissing, ""),
        (vec![("artist_id", int(99))], IssueCode::ArtistMissing, "99"),
        (vec![("start", Cell::Null)], IssueCode::StartMissing, ""),
        (vec![("start", text("luego"))], IssueCode::StartMissing, ""),
    ] {
        let (home, report) = one(&cells);
        assert_eq!(counts(&report, "sessions"), (1, 0, 1, 0));
        assert_eq!(only(&report, code).detail, detail);
        assert_eq!((report.sums[0].skipped, report.sums[0].imported), (Cents::new(10_000), Cents::ZERO));
        assert_eq!(row(&home).last_appointment, None);
    }
    let (_home, report) = one(&[("client_id", int(99)), ("artist_id", int(98))]);
    assert_eq!(
        told(&report),
        [
            (IssueCode::ClientMissing, Some(1), Some("client_id")),
            (IssueCode::ArtistMissing, Some(1), Some("artist_id")),
        ]
    );
}

#[test]
fn the_hours_around_a_clock_change_are_the_studios() {
    for (start, end, begins, codes) in [
        ("2026-03-29 01:30", "2026-03-29 03:30", "2026-03-29T00:30:00Z", vec![]),
        ("2026-03-29 02:00", "2026-03-29 02:45", "2026-03-29T01:00:00Z", vec![IssueCode::TimeSkipped; 2]),
        ("2025-10-26 02:00", "2025-10-26 04:00", "2025-10-26T00:00:00Z", vec![IssueCode::TimeTwice]),
    ] {
        let (home, report) = one(&[("start", text(start)), ("end", text(end))]);
        assert_eq!(row(&home).last_appointment, Some(at(begins)), "{start}");
        assert_eq!(report.issues.iter().map(|issue| issue.code).collect::<Vec<_>>(), codes, "{start}");
    }
    // A zone whose clocks do not change has none of it.
    let mut source = Source::with_people();
    source.add(
        "sessions",
        &session(1, &[("start", text("2026-03-29 02:00")), ("end", text("2026-03-29 02:45"))]),
    );
    assert_eq!(Home::new().import(source.folder()).issues, []);
}

#[test]
fn sums_agree_to_the_cent() {
    let mut source = Source::with_people();
    let prices = [
        real(2_333.33),
        real(1_500.5),
        text("0.125"),
        int(800),
        text("1,234.50"),
        Cell::Null,
        text("gratis"),
        real(-50.0),
    ];
    for (id, price) in (1..).zip(prices) {
        let day = text(&format!("2025-10-{id:02} 12:00"));
        let end = text(&format!("2025-10-{id:02} 13:00"));
        source.add("sessions", &session(id, &[("price", price), ("start", day), ("end", end)]));
    }
    let (_home, report) = moved(&mut source);
    // 0.125 becomes 0.13.
    assert_eq!(report.sums[0].imported, Cents::new(233_333 + 150_050 + 13 + 80_000 + 123_450 - 5_000));
    assert_eq!(
        told(&report),
        [(IssueCode::Unreadable, Some(7), Some("price")), (IssueCode::PriceNegative, Some(8), Some("price")),]
    );
    assert_eq!(only(&report, IssueCode::Unreadable).detail, "gratis");
}

#[test]
fn a_rate_of_its_own_is_a_share() {
    for (rate, code) in [
        (real(0.6), None),
        (Cell::Null, None),
        (real(60.0), Some(IssueCode::RateAsPercent)),
        (text("todo"), Some(IssueCode::Unreadable)),
    ] {
        let (_home, report) = one(&[("commission_override", rate)]);
        assert_eq!(report.issues.iter().map(|issue| issue.code).collect::<Vec<_>>(), Vec::from_iter(code));
    }
}

#[test]
fn a_long_description_is_shortened_and_kept_whole_with_the_client() {
    let long = format!("Manga completa: {}", "rosas y calaveras, ".repeat(20));
    let (home, report) = one(&[("notes", text(&long))]);
    assert_eq!(only(&report, IssueCode::TooLong).column.as_deref(), Some("notes"));
    assert_eq!(home.notes(1), [format!("notes: {}", long.trim())]);
}
