//! Somebody with the file and SQL takes the triggers away, changes the log and puts them back: it is always noticed, and
//! the first entry that is not right is named.

use studio_policy::SystemRole;
use studio_store::actions::ReadAudit;
use studio_store::{Break, Error, OpCtx, Verdict};

use crate::kit::{
    Cast, Chance, NOW, TestFile, add_artist, elevate, manage, minutes, operator, sign_in, system, visit,
};
use crate::raw::Raw;

/// Columns that hold numbers and may be empty; the others are `at`, the hash, and text.
const IDS: [&str; 4] = ["user_id", "session_id", "elevation_id", "subject_id"];
const COLUMNS: [&str; 15] = [
    "at",
    "actor",
    "user_id",
    "session_id",
    "elevation_id",
    "origin",
    "address",
    "request_id",
    "action",
    "subject_kind",
    "subject_id",
    "outcome",
    "reason",
    "detail",
    "hash",
];

/// A log with entries of every kind.
fn eventful(file: &TestFile, cast: &Cast) {
    // Few enough wrong passwords not to be locked out.
    for i in 0..9_u64 {
        add_artist(file, &format!("Artist {i}"));
        add_artist(file, &format!("Artist {i} again"));
        let knock = file.front_door().knock(&visit(minutes(i)), "ben").unwrap();
        file.front_door().turn_away(&visit(minutes(i)), &knock).unwrap();
        drop(refused(file, &cast.ben.at(minutes(i))));
        sign_in(file, &visit(minutes(i)), "lone");
        drop(refused(file, &system(SystemRole::Housekeeping, minutes(i))));
    }
    elevate(file, &cast.desk.ctx());
    drop(refused(file, &cast.desk.ctx()));
    manage(file, cast.lone.user, NOW, |tx, may| tx.end_sessions(may)).unwrap();
}

fn refused(file: &TestFile, ctx: &OpCtx) -> Result<(), Error> {
    file.read(ctx, |tx| {
        let studio = tx.studio();
        tx.authorize::<ReadAudit>(&studio).map(|_may| ())
    })
}

/// One way of tampering: what was done, and what has to be found.
struct Deed {
    sql: String,
    found: Break,
}

fn deed(sql: String, found: Break) -> Deed {
    Deed { sql, found }
}

/// Every kind of tampering in turn, each time with other rows. `last` is the number of the last entry.
fn tamper(kind: usize, chance: &mut Chance, last: i64) -> Deed {
    let any = chance.within(1, last);
    let inner = chance.within(2, last - 1);
    match kind {
        0..=14 => {
            let column = COLUMNS[kind];
            let other = match column {
                "at" => "at + 1".to_owned(),
                "hash" => "zeroblob(31) || x'01'".to_owned(),
                id if IDS.contains(&id) => format!("CASE WHEN {id} IS NULL THEN 1 ELSE NULL END"),
                text => format!("{text} || '!'"),
            };
            let other = if column == "hash" { format!("CAST({other} AS BLOB)") } else { other };
            deed(format!("UPDATE audit_log SET {column} = {other} WHERE seq = {any}"), Break::Changed(any))
        }
        15 => {
            let id = chance.one_of(&IDS);
            deed(
                format!("UPDATE audit_log SET {id} = coalesce({id}, 0) + 7 WHERE seq = {any}"),
                Break::Changed(any),
            )
        }
        16 => deed(
            // Text moved from one column to the next: the same letters in the same order.
            format!(
                "UPDATE audit_log SET action = action || subject_kind, subject_kind = '' WHERE seq = {any}"
            ),
            Break::Changed(any),
        ),
        17 => deed("DELETE FROM audit_log WHERE seq = 1".to_owned(), Break::Missing(1)),
        18 => deed(format!("DELETE FROM audit_log WHERE seq = {inner}"), Break::Missing(inner)),
        19 => deed(format!("DELETE FROM audit_log WHERE seq = {last}"), Break::CutOff(last)),
        20 => {
            let (one, two) = (chance.within(1, last / 2), chance.within(last / 2 + 1, last));
            deed(
                format!(
                    "UPDATE audit_log SET seq = 1000000 WHERE seq = {one};
                     UPDATE audit_log SET seq = {one} WHERE seq = {two};
                     UPDATE audit_log SET seq = {two} WHERE seq = 1000000"
                ),
                Break::Changed(one),
            )
        }
        21 => deed(copy_to(any, last + 1), Break::Added(last + 1)),
        22 => {
            let at = chance.within(1, last / 2);
            let of = chance.within(last / 2 + 1, last);
            // The others make room; -seq keeps them from meeting on the way.
            let room = format!(
                "UPDATE audit_log SET seq = 1000000 + seq WHERE seq >= {at};
                 UPDATE audit_log SET seq = seq - 999999 WHERE seq >= 1000000;"
            );
            deed(room + &copy_to(of + 1, at), Break::Changed(at))
        }
        23 => deed(format!("UPDATE audit_log SET seq = seq + 5000 WHERE seq = {any}"), Break::Missing(any)),
        24 => deed("UPDATE audit_head SET seq = seq + 1".to_owned(), Break::CutOff(last + 1)),
        25 => deed(
            format!(
                "UPDATE audit_head SET seq = {0}, hash = (SELECT hash FROM audit_log WHERE seq = {0})",
                last - 1
            ),
            Break::Added(last),
        ),
        26 => deed(
            format!("UPDATE audit_head SET hash = (SELECT hash FROM audit_log WHERE seq = {inner})"),
            Break::Head(last),
        ),
        27 => deed("DELETE FROM audit_head".to_owned(), Break::Head(last)),
        28 => deed(format!("DELETE FROM audit_log WHERE seq > {inner}"), Break::CutOff(inner + 1)),
        29 => deed("DELETE FROM audit_log".to_owned(), Break::CutOff(1)),
        other => panic!("no kind {other}"),
    }
}

fn copy_to(of: i64, to: i64) -> String {
    let columns = COLUMNS.join(", ");
    format!("INSERT INTO audit_log (seq, {columns}) SELECT {to}, {columns} FROM audit_log WHERE seq = {of}")
}

/// As somebody would who does not want to be noticed.
fn do_it(raw: &mut Raw, sql: &str) {
    let triggers = raw.lines(
        "SELECT sql AS line FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('audit_log', 'audit_head')",
    );
    assert_eq!(triggers.len(), 4);
    let names = raw.lines(
        "SELECT name AS line FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('audit_log', 'audit_head')",
    );
    raw.exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
    names.iter().for_each(|name| raw.exec(&format!("DROP TRIGGER {name}")));
    raw.exec(sql);
    triggers.iter().for_each(|trigger| raw.exec(trigger));
}

#[test]
fn all_of_100_random_tamperings_are_found_at_the_first_wrong_entry() {
    let (file, cast) = TestFile::with_cast();
    eventful(&file, &cast);
    let last = file.log().last().unwrap().seq;
    assert!(last > 60, "{last} entries are too few to choose from");
    let bytes = file.bytes();
    let mut chance = Chance::seeded(11);
    let mut found = 0;
    for trial in 0..100 {
        let deed = tamper(trial % 30, &mut chance, last);
        let mut copy = TestFile::of(&bytes);
        copy.broken_on_purpose();
        do_it(&mut copy.raw(), &deed.sql);
        let report = copy.read::<_, Error, _>(&operator(), |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<ReadAudit>(&studio)?;
            tx.verify_audit(&may)
        });
        let report = report.unwrap();
        assert_eq!(report.broken, Some(deed.found), "trial {trial}: {}", deed.sql);
        // All before it is whole; where only the mark of the end is wrong, so is the last entry.
        let whole = if matches!(deed.found, Break::Head(_)) { last } else { deed.found.seq() - 1 };
        assert_eq!(report.whole, whole, "trial {trial}: {}", deed.sql);
        let checked = copy.check(&operator(), false).unwrap();
        let chain = checked.iter().find(|finding| finding.check == "audit_chain").unwrap();
        assert_eq!(chain.verdict, Verdict::Bad, "trial {trial}: {}", deed.sql);
        found += 1;
    }
    println!("tamperings found: {found} of 100, in a log of {last} entries");
}

#[test]
fn a_log_that_nobody_touched_is_whole() {
    let (file, cast) = TestFile::with_cast();
    eventful(&file, &cast);
    // Taking the triggers away and putting them back changes nothing: what is found above is the deed itself.
    do_it(&mut file.raw(), "UPDATE audit_log SET reason = reason");
    assert_eq!(file.bad_findings(), Vec::<String>::new());
}
