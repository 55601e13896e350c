//! Every bench works, the figures are computed and shown rightly, and the command line is understood.

use crate::arguments::Arguments;
use crate::bare::{self, chain};
use crate::benches::{ALL, Size};
use crate::interleave::{Program, Series, interleave};
use crate::random::Random;
use crate::studio::Studio;
use crate::table::Table;
use crate::{machine, run};

fn parsed(arguments: &[&str]) -> Result<Arguments, String> {
    Arguments::parse(arguments.iter().map(|&text| text.to_owned())).map_err(|error| error.to_string())
}

fn smoke(name: &str) {
    let bench = ALL.iter().find(|bench| bench.name == name).expect("a bench of this name");
    let tables = (bench.run)(Size::Smoke).expect("product and reference do the same work");
    assert!(!tables.is_empty());
    for table in tables {
        assert!(!table.plain().contains("NaN") && !table.plain().contains("inf"), "{}", table.plain());
    }
}

#[test]
fn decision_runs() {
    smoke("decision");
}

#[test]
fn read_runs() {
    smoke("read");
}

#[test]
fn writes_runs_and_loses_nothing() {
    smoke("writes");
}

#[test]
fn audit_runs() {
    smoke("audit");
}

#[test]
fn list_runs() {
    smoke("list");
}

#[test]
fn search_runs() {
    smoke("search");
}

#[test]
fn import_runs() {
    smoke("import");
}

#[test]
fn client_file_runs() {
    smoke("client-file");
}

#[test]
fn export_runs() {
    smoke("export");
}

#[test]
fn http_runs_and_loses_nothing() {
    smoke("http");
}

#[test]
fn booking_runs_and_sells_no_hour_twice() {
    smoke("booking");
}

#[test]
fn media_runs() {
    smoke("media");
}

#[test]
fn agenda_runs_and_both_draw_from_the_same() {
    smoke("agenda");
}

#[test]
fn start_runs() {
    smoke("start");
}

#[test]
fn each_bench_has_a_smoke_test() {
    let names: Vec<&str> = ALL.iter().map(|bench| bench.name).collect();
    let tested = [
        "decision",
        "read",
        "writes",
        "audit",
        "list",
        "search",
        "import",
        "client-file",
        "export",
        "http",
        "booking",
        "media",
        "agenda",
        "start",
    ];
    assert_eq!(names, tested, "add a test above and the name here");
}

#[test]
fn without_names_all_benches_run_in_their_usual_size() {
    let all = parsed(&[]).expect("no argument is needed");
    assert_eq!(all.benches.len(), ALL.len());
    assert_eq!((all.size, all.markdown), (Size::Usual, None));
}

#[test]
fn names_and_options_are_understood_in_any_order() {
    let some = parsed(&["read", "--markdown", "figures.md", "decision", "--smoke"]).expect("good arguments");
    let names: Vec<&str> = some.benches.iter().map(|bench| bench.name).collect();
    assert_eq!(names, ["decision", "read"]);
    assert_eq!((some.size, some.markdown), (Size::Smoke, Some("figures.md".into())));
    assert_eq!(parsed(&["list", "--full"]).expect("good arguments").size, Size::Full);
}

#[test]
fn what_is_not_understood_is_named() {
    assert_eq!(
        parsed(&["reed"]).expect_err("no such bench"),
        "no bench `reed`; there are decision, read, writes, audit, list, search, import, client-file, export, http, booking, media, agenda, start"
    );
    assert_eq!(parsed(&["--quick"]).expect_err("no such option"), "unknown option `--quick`");
    assert_eq!(parsed(&["--markdown"]).expect_err("no file"), "`--markdown` needs a file");
}

#[test]
fn the_bare_walk_notices_a_changed_entry() {
    let studio = Studio::with_artists(3).expect("a studio").close();
    let conn = bare::writer(&studio.file()).expect("its file");
    assert_eq!(chain::walk(&conn).expect("a walk"), Some(3));
    conn.execute_batch(
        "DROP TRIGGER audit_log_no_update; UPDATE audit_log SET reason = 'owner' WHERE seq = 2",
    )
    .expect("a change past the product");
    assert_eq!(chain::walk(&conn).expect("a walk"), None);
}

#[test]
fn ratios_are_taken_round_by_round() {
    let (own, other) = (Series(vec![2.0, 30.0, 400.0]), Series(vec![1.0, 10.0, 100.0]));
    let ratio = own.over(&other);
    assert_eq!([ratio.low, ratio.median, ratio.high], [2.0, 3.0, 4.0]);
}

#[test]
fn programs_take_turns_and_the_first_round_is_not_counted() {
    let order = std::cell::RefCell::new(String::new());
    let programs: [Program<'_>; 2] = [
        Box::new(|| {
            order.borrow_mut().push('a');
            Ok(())
        }),
        Box::new(|| {
            order.borrow_mut().push('b');
            Ok(())
        }),
    ];
    let series = interleave(2, 1, programs).expect("both programs succeed");
    assert_eq!(*order.borrow(), "ababab");
    assert_eq!(series.map(|series| series.0.len()), [2, 2]);
}

#[test]
fn a_shuffle_keeps_every_item_and_is_the_same_each_time() {
    let shuffled = |seed| {
        let mut items: Vec<u32> = (0..100).collect();
        Random::new(seed).shuffle(&mut items);
        items
    };
    let (once, again, other) = (shuffled(1), shuffled(1), shuffled(2));
    assert_eq!(once, again);
    assert_ne!(once, other);
    let mut sorted = once.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (0..100).collect::<Vec<_>>());
    assert_ne!(once, sorted);
}

#[test]
fn a_table_is_aligned_in_the_terminal_and_in_markdown() {
    let mut table = Table::comparison("caption", "µs");
    table.compare("a / b", 1e3, &Series(vec![3_000.0]), &Series(vec![2_000.0]), Some(1.5));
    assert_eq!(
        table.plain(),
        "caption\n           µs  reference  ratio    min–max  limit\n  a / b  3.00       2.00   1.50  1.50–1.50    1.5\n\n"
    );
    assert_eq!(
        table.markdown(),
        "**caption**\n\n\
         |       |   µs | reference | ratio |   min–max | limit |\n\
         | ----- | ---: | --------: | ----: | --------: | ----: |\n\
         | a / b | 3.00 |      2.00 |  1.50 | 1.50–1.50 |   1.5 |\n\n"
    );
}

#[test]
fn short_rows_get_all_columns() {
    let mut table = Table::new("caption", &["", "one", "two"]);
    table.row(["a".to_owned(), "1".to_owned()]);
    assert!(
        table.markdown().ends_with("| --- | --: | --: |\n| a   |   1 |     |\n\n"),
        "{}",
        table.markdown()
    );
}

#[test]
fn the_facts_name_sqlite_and_the_profile() {
    let facts = machine::facts().expect("the facts of this machine").plain();
    assert!(facts.contains(rusqlite::version()) && facts.contains("build profile"), "{facts}");
}

#[test]
fn the_figures_are_written_as_markdown_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("figures.md");
    let arguments =
        parsed(&["decision", "--smoke", "--markdown", &file.display().to_string()]).expect("arguments");
    run(&arguments).expect("a run");
    let text = std::fs::read_to_string(file).expect("the file");
    assert!(text.contains("| build profile") && text.contains("**decision: "), "{text}");
}

#[test]
fn what_is_bound_to_a_limit_does_not_compile_the_statement_anew() {
    // A SQLite built without QPSG looks at the value and compiles the statement on every run: 20 µs instead of 5.
    let conn = rusqlite::Connection::open_in_memory().unwrap();
    conn.execute_batch(
        "CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT;
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO t SELECT i FROM n;",
    )
    .unwrap();
    let mut page = conn.prepare("SELECT id FROM t WHERE id > ?1 ORDER BY id LIMIT ?2").unwrap();
    for run in 0..50_i64 {
        let size = 1 + run % 5;
        let rows = page.query_map((run, size), |row| row.get::<_, i64>(0)).unwrap().count();
        assert_eq!(i64::try_from(rows).unwrap(), size);
    }
    assert_eq!(page.get_status(rusqlite::StatementStatus::RePrepare), 0);
}
