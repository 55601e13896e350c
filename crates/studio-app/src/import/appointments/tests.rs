//! Tests of the readers beside them.

use super::*;
use crate::import::report::Issue;
use studio_domain::StudioZone;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn read<T>(zone: &str, read: impl FnOnce(&mut Row) -> T) -> (T, Vec<Issue>) {
    let mut eye = Row::new(TABLE, Some(1), StudioZone::parse(zone).unwrap());
    let value = read(&mut eye);
    (value, eye.finish().0)
}

fn lasting(zone: &str, start: &str, end: &str) -> (String, i64, Vec<IssueCode>) {
    let row = LegacySession { start: some(start), end: some(end), ..LegacySession::default() };
    let (slot, issues) = read(zone, |eye| slot(eye, &row).unwrap());
    let minutes = (slot.ends_at.millis() - slot.starts_at.millis()) / 60_000;
    (slot.starts_at.to_rfc3339(), minutes, issues.iter().map(|issue| issue.code).collect())
}

#[test]
fn times_are_the_studios() {
    let (start, minutes, issues) = lasting("Europe/Madrid", "2025-09-09 17:00:00", "2025-09-09 18:30:00");
    assert_eq!((start.as_str(), minutes, issues), ("2025-09-09T15:00:00.000Z", 90, vec![]));
    let (start, ..) = lasting("America/Mexico_City", "2025-09-09 17:00:00.000000", "2025-09-09 18:30:00");
    assert_eq!(start, "2025-09-09T23:00:00.000Z");
}

#[test]
fn a_session_in_the_hour_that_is_skipped_keeps_its_length() {
    let (start, minutes, issues) = lasting("Europe/Madrid", "2026-03-29 02:00:00", "2026-03-29 02:45:00");
    assert_eq!((start.as_str(), minutes), ("2026-03-29T01:00:00.000Z", 45));
    assert_eq!(issues, [IssueCode::TimeSkipped, IssueCode::TimeSkipped]);
    // By the wall it ends an hour after it began; an hour of it never was.
    let (_, minutes, _) = lasting("Europe/Madrid", "2026-03-29 01:30:00", "2026-03-29 03:30:00");
    assert_eq!(minutes, 60);
}

#[test]
fn an_end_before_the_start_stays_one() {
    let (_, minutes, _) = lasting("Europe/Madrid", "2025-09-09 17:00:00", "2025-09-09 16:00:00");
    assert_eq!(minutes, -60);
    for (minutes, code) in [
        (-60_i64, Some(IssueCode::EndBeforeStart)),
        (0, Some(IssueCode::EndBeforeStart)),
        (4, Some(IssueCode::LengthUnusual)),
        (5, None),
        (720, None),
        (721, Some(IssueCode::LengthUnusual)),
    ] {
        let starts_at = Timestamp::from_millis(1_000_000_000);
        let ends_at = Timestamp::from_millis(1_000_000_000 + minutes * 60_000);
        let (told, issues) = read("UTC", |eye| unusual(eye, Slot { starts_at, ends_at }));
        assert_eq!((told, issues.first().map(|issue| issue.code)), (code.is_some(), code), "{minutes}");
    }
}

#[test]
fn an_end_that_is_not_known_is_an_hour_later() {
    for end in [None, some("later")] {
        let row = LegacySession { start: some("2025-09-09 17:00"), end, ..LegacySession::default() };
        let (slot, issues) = read("UTC", |eye| slot(eye, &row).unwrap());
        assert_eq!(slot.ends_at.since(slot.starts_at), ASSUMED);
        assert_eq!(issues.last().unwrap().code, IssueCode::EndMissing);
    }
}

#[test]
fn words_become_statuses_and_the_mark_of_a_no_show_goes() {
    use AppointmentStatus::{Cancelled, Completed, Confirmed, NoShow, Pending};
    for (word, notes, status, text) in [
        ("Activa", "Retoque", Confirmed, "Retoque"),
        ("En espera", "", Pending, ""),
        (" COMPLETADA ", "Retoque", Completed, "Retoque"),
        ("Cancelada", "Retoque", Cancelled, "Retoque"),
        ("Cancelada", "[No-show] Línea fina", NoShow, "Línea fina"),
        ("Cancelada", "[No-show]", NoShow, ""),
        ("cancelada", "[no-show]Línea", NoShow, "Línea"),
        ("Completada", "[No-show] Línea", Completed, "[No-show] Línea"),
        ("Cancelada", "Línea [No-show]", Cancelled, "Línea [No-show]"),
    ] {
        let row = LegacySession { status: some(word), notes: some(notes), ..LegacySession::default() };
        let (found, issues) = read("UTC", |eye| status_and_text(eye, &row));
        assert_eq!((found, issues), ((status, text.to_owned()), vec![]), "{word} {notes}");
    }
    let row = LegacySession { status: some("Pospuesta"), ..LegacySession::default() };
    let (found, issues) = read("UTC", |eye| status_and_text(eye, &row));
    assert_eq!(found.0, Pending);
    assert_eq!((issues[0].code, issues[0].detail.as_str()), (IssueCode::StatusUnknown, "Pospuesta"));
}

#[test]
fn the_exact_sum_is_rounded_once() {
    let cells = ["0.005", "0.005", "2333.33", "-0.001", "gratis"].map(some);
    let sum: i128 = cells.iter().map(exact).sum();
    assert_eq!(rounded(sum, 2), Cents::new(233_334));
    assert_eq!(rounded(-5_000, 2), Cents::new(-1));
    assert_eq!(rounded(1_499_999, 0), Cents::new(1));
}
