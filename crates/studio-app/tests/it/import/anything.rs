//! Any text, number or bytes in any cell: an error or a report, never a panic, and never a row that is not accounted for.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use studio_app::Error;

use super::kit::{DRY, Home, Source, tables};
use super::sqlite_file::Cell;

/// What stands in files that somebody else wrote: mostly something near what belongs there.
fn cell() -> impl Strategy<Value = Cell> {
    let near = prop::sample::select(vec![
        "1",
        "2",
        "1.0",
        "0",
        "-1",
        "0.5",
        "1e400",
        "-0",
        "9223372036854775808",
        "2025-10-27 19:51:53.551676",
        "2026-03-29 02:30:00",
        "2025-13-45 99:99",
        "0000-00-00",
        "9999-12-31 23:59:59",
        "Activa",
        "Cancelada",
        "[No-show] ",
        "En espera",
        "admin",
        "artist",
        "META_PREFS|styles=a,b;zones=;source=",
        "META_PREFS|",
        "ARCHIVED: true\nARCHIVED: ?",
        "600 000 001",
        "x",
        "ext",
        "@",
        "a@b.cc",
        "$2b$12$UQDAcAO9slmawKktl/qsFucrXblXLsRfLI4a4CZFxFWNuu7EG7g.K",
        "../../etc",
        "C:\\x\\y.png",
        "\u{0}",
        "\u{202E}",
        "\u{FEFF}",
        "ñ\u{303}",
        "'; DROP TABLE clients; --",
        " ",
        "",
    ]);
    prop_oneof![
        2 => Just(Cell::Null),
        4 => near.prop_map(|text| Cell::Text(text.to_owned())),
        2 => (0..4_i64).prop_map(Cell::Int),
        1 => any::<i64>().prop_map(Cell::Int),
        1 => any::<f64>().prop_map(Cell::Real),
        2 => any::<String>().prop_map(Cell::Text),
        1 => vec(any::<u8>(), 0..40).prop_map(Cell::Broken),
        1 => vec(any::<u8>(), 0..40).prop_map(Cell::Blob),
        1 => (0..9_000_usize).prop_map(|length| Cell::Text("ábc \n".repeat(length / 5))),
    ]
}

fn rows(columns: usize) -> impl Strategy<Value = Vec<Vec<Cell>>> {
    vec(vec(cell(), columns), 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cells_give_a_report(
        clients in rows(29), artists in rows(4), users in rows(13), sessions in rows(9), transactions in rows(11),
        products in rows(12), portfolio in rows(16), settings in rows(2), json in any::<String>(),
    ) {
        let mut source = Source::new();
        for ((table, columns), rows) in
            tables().iter().zip([clients, artists, users, sessions, transactions, products, portfolio, settings])
        {
            assert!(rows.iter().all(|row| row.len() == columns.len()));
            source.table(table).rows = rows;
        }
        source.file("settings.json", &json).file("assets/artist_colors.json", &json);
        let home = Home::new();
        let rehearsed = home.try_import(source.folder(), DRY).unwrap();
        let report = home.import(source.folder());
        prop_assert_eq!(&rehearsed.issues, &report.issues);
        for table in &report.tables {
            let rows = source.table(table.table).rows.len() as u64;
            prop_assert_eq!((table.read, table.imported + table.skipped, table.already_here), (rows, rows, 0));
            let skipping: std::collections::BTreeSet<_> = report
                .issues
                .iter()
                .filter(|issue| issue.table == table.table && issue.code.skips())
                .map(|issue| (issue.id, &issue.detail, issue.code))
                .collect();
            prop_assert!(table.skipped == 0 || table.table == "settings" || !skipping.is_empty());
        }
    }
}

/// A page of a good file with anything in it: an error or a report.
#[test]
fn any_page_may_be_anything() {
    let whole = std::fs::read(super::kit::sample().join("dev.db")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new();
    let before = home.content();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..40 {
        let page = vec(any::<u8>(), 200).new_tree(&mut runner).unwrap().current();
        let at = (0..whole.len() - 200).new_tree(&mut runner).unwrap().current();
        let mut bytes = whole.clone();
        bytes[at..at + 200].copy_from_slice(&page);
        std::fs::write(folder.path().join("dev.db"), &bytes).unwrap();
        match home.try_import(folder.path(), DRY) {
            Ok(_) | Err(Error::Source(_)) => {}
            Err(other) => panic!("at {at}: {other}"),
        }
    }
    assert!(home.content() == before);
}
