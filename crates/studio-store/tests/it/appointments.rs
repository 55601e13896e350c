//! What the file itself refuses, whatever writes to it: an hour is sold once, and what is completed stays so.

use std::fmt::Write as _;

use studio_domain::AppointmentStatus;

use crate::kit::{TestFile, add_artist, add_client, meet};
use crate::raw::Raw;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 1_800_000_000_000;

/// A file with two artists (1, 2) and two clients (1, 2), one of whom has the hours from 10 to 12 with the first artist.
fn file() -> TestFile {
    let mut file = TestFile::with_cast().0;
    // What is written past the program is not in the index of clients.
    file.broken_on_purpose();
    for name in ["One", "Other"] {
        add_artist(&file, name);
        add_client(&file, name, None);
    }
    try_book(&file, "INSERT", 1, 1, (10, 12), "confirmed").unwrap();
    file
}

fn ids(raw: &mut Raw, table: &str, name: &str) -> i64 {
    raw.number(&format!("SELECT max(id) AS n FROM {table} WHERE name = '{name}'"))
}

fn one_of(raw: &mut Raw, table: &str, which: i64) -> i64 {
    ids(raw, table, if which == 1 { "One" } else { "Other" })
}

/// Writes an appointment past the program.
fn try_book(
    file: &TestFile,
    verb: &str,
    artist: i64,
    client: i64,
    (from, to): (i64, i64),
    status: &str,
) -> Result<(), String> {
    let mut raw = file.raw();
    let (artist, client) = (one_of(&mut raw, "artists", artist), one_of(&mut raw, "clients", client));
    let (from, to) = (DAY + from * HOUR, DAY + to * HOUR);
    raw.try_exec(&format!(
        "{verb} INTO appointments (client_id, artist_id, starts_at, ends_at, status, created_at, updated_at)
         VALUES ({client}, {artist}, {from}, {to}, '{status}', 1, 1)"
    ))
}

fn newest(file: &TestFile) -> i64 {
    file.raw().number("SELECT max(id) AS n FROM appointments")
}

#[test]
fn an_overlap_is_refused_however_it_is_written() {
    let file = file();
    for verb in ["INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE", "REPLACE", "INSERT OR ABORT"] {
        for (from, to) in [(9, 11), (10, 12), (11, 13), (10, 11), (9, 13)] {
            let refused = try_book(&file, verb, 1, 2, (from, to), "pending");
            assert_eq!(refused, Err("artist_booked".to_owned()), "{verb} {from}-{to}");
            let refused = try_book(&file, verb, 2, 1, (from, to), "pending");
            assert_eq!(refused, Err("client_booked".to_owned()), "{verb} {from}-{to}");
        }
    }
    // Back to back, another client with another artist, and what takes no time.
    try_book(&file, "INSERT", 1, 2, (12, 13), "pending").unwrap();
    try_book(&file, "INSERT", 1, 2, (9, 10), "completed").unwrap();
    try_book(&file, "INSERT", 2, 2, (10, 12), "confirmed").unwrap();
    for status in ["cancelled", "no_show"] {
        try_book(&file, "INSERT", 1, 1, (10, 12), status).unwrap();
    }
}

#[test]
fn neither_moving_nor_taking_back_sells_an_hour_twice() {
    let file = file();
    try_book(&file, "INSERT", 1, 2, (14, 15), "confirmed").unwrap();
    let moved = newest(&file);
    let set =
        |what: String| file.raw().try_exec(&format!("UPDATE appointments SET {what} WHERE id = {moved}"));
    let times =
        |from: i64, to: i64| format!("starts_at = {}, ends_at = {}", DAY + from * HOUR, DAY + to * HOUR);
    assert_eq!(set(times(11, 12)), Err("artist_booked".to_owned()));
    assert_eq!(set(format!("ends_at = {}", DAY + 27 * HOUR)), Err("appointment_length".to_owned()));
    set(times(12, 13)).unwrap();
    set("status = 'cancelled'".to_owned()).unwrap();
    set(times(11, 12)).unwrap();
    for back in ["confirmed", "pending", "completed"] {
        assert_eq!(set(format!("status = '{back}'")), Err("artist_booked".to_owned()), "{back}");
    }
    let mut statement = String::new();
    write!(statement, "UPDATE OR IGNORE appointments SET status = 'confirmed' WHERE id = {moved}").unwrap();
    assert_eq!(file.raw().try_exec(&statement), Err("artist_booked".to_owned()));
    set(times(16, 17)).unwrap();
    set("status = 'completed'".to_owned()).unwrap();
    for after in ["pending", "confirmed", "no_show", "cancelled"] {
        assert_eq!(set(format!("status = '{after}'")), Err("appointment_final".to_owned()), "{after}");
    }
}

#[test]
fn what_was_brought_in_is_exempt_until_somebody_moves_it() {
    let file = file();
    let mut raw = file.raw();
    let (artist, client) = (one_of(&mut raw, "artists", 1), one_of(&mut raw, "clients", 2));
    raw.exec(&format!(
        "INSERT INTO appointments (client_id, artist_id, starts_at, ends_at, status, imported, created_at, updated_at)
         VALUES ({client}, {artist}, {}, {}, 'confirmed', 1, 1, 1)",
        DAY + 11 * HOUR,
        DAY + 30 * HOUR
    ));
    let id = newest(&file);
    // Its status changes freely, its time does not as long as it says that it is exempt.
    raw.exec(&format!("UPDATE appointments SET status = 'pending' WHERE id = {id}"));
    let moved = format!("UPDATE appointments SET starts_at = starts_at + 1 WHERE id = {id}");
    assert_eq!(raw.try_exec(&moved), Err("appointment_exempt".to_owned()));
    let owned = format!("UPDATE appointments SET imported = 0 WHERE id = {id}");
    assert_eq!(raw.try_exec(&owned), Err("appointment_length".to_owned()));
    // It is in the way of others, however long it is.
    assert_eq!(try_book(&file, "INSERT", 1, 1, (28, 29), "pending"), Err("artist_booked".to_owned()));
}

#[test]
fn blocked_time_is_not_sold() {
    let file = file();
    let mut raw = file.raw();
    let artist = one_of(&mut raw, "artists", 1);
    let mut block = |from: i64, to: i64| {
        raw.try_exec(&format!(
            "INSERT INTO blocks (artist_id, starts_at, ends_at, kind, created_at, updated_at)
             VALUES ({artist}, {}, {}, 'vacation', 1, 1)",
            DAY + from * HOUR,
            DAY + to * HOUR
        ))
    };
    assert_eq!(block(11, 40), Err("block_over_appointments".to_owned()));
    block(12, 400).unwrap();
    assert_eq!(try_book(&file, "INSERT", 1, 2, (200, 201), "pending"), Err("artist_blocked".to_owned()));
    try_book(&file, "INSERT", 2, 2, (200, 201), "pending").unwrap();
}

#[test]
fn the_history_only_grows() {
    let file = TestFile::with_cast().0;
    let (artist, client) = (add_artist(&file, "One"), add_client(&file, "One", None));
    let appointment = meet(&file, client, artist, AppointmentStatus::Confirmed);
    let mut raw = file.raw();
    raw.exec(&format!(
        "INSERT INTO appointment_changes (appointment_id, changed_at, what) VALUES ({appointment}, 1, 'booked')"
    ));
    for change in ["UPDATE appointment_changes SET what = 'x'", "DELETE FROM appointment_changes"] {
        assert_eq!(raw.try_exec(change), Err("append_only".to_owned()), "{change}");
    }
}
