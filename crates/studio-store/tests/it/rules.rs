//! Rules of the schema (see `migrations/README.md`), checked on the migrated file.

use crate::kit::TestFile;
use crate::raw::Raw;

/// Columns that end in `_id` and are no foreign key, and why.
const NO_FOREIGN_KEY: &[(&str, &str)] = &[
    ("legacy_id", "an id in the application the studio moved from"),
    ("subject_id", "a row of any kind, or one that is gone"),
    ("request_id", "a number of the visit; there is no table of visits"),
];

/// Whole numbers that count or measure, by the ends of their names. Any other INTEGER is an id, a time or a boolean.
const NUMBERS: &[&str] = &[
    "_cents", "_bp", "_minute", "minutes", "version", "seq", "weekday", "bytes", "width", "height", "place",
];

/// What breaks a rule, each as one line.
fn broken(raw: &mut Raw) -> Vec<String> {
    let mut broken = Vec::new();
    for table in raw.tables() {
        broken.extend(columns(raw, &table));
        broken.extend(foreign_keys(raw, &table));
    }
    for schema in raw.schema() {
        let name = schema.split(':').next().unwrap_or_default().to_owned();
        let text = schema.to_uppercase();
        for (part, why) in [
            ("DEFERR", "has a DEFERRABLE key, which fails the commit of others"),
            ("RAISE(ROLLBACK", "rolls back the writes of others"),
            ("RAISE (ROLLBACK", "rolls back the writes of others"),
        ] {
            if text.contains(part) {
                broken.push(format!("{name}: {why}"));
            }
        }
    }
    broken
}

fn columns(raw: &mut Raw, table: &str) -> Vec<String> {
    let strict =
        raw.number(&format!("SELECT strict AS n FROM pragma_table_list WHERE name = '{table}'")) == 1;
    let sql = raw.lines(&format!("SELECT sql AS line FROM sqlite_schema WHERE name = '{table}'")).concat();
    let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let types = raw.lines(&format!("SELECT type AS line FROM pragma_table_info('{table}') ORDER BY cid"));
    let keys = raw.lines(&format!("SELECT \"from\" AS line FROM pragma_foreign_key_list('{table}')"));
    let mut broken = if strict { Vec::new() } else { vec![format!("{table}: is not STRICT")] };
    for (column, of) in raw.columns(table).iter().zip(types) {
        let what = format!("{table}.{column}");
        let ends = |end: &str| column.ends_with(end);
        let is_key = keys.contains(column);
        if !["INTEGER", "TEXT", "BLOB"].contains(&of.as_str()) {
            broken.push(format!("{what}: is {of}"));
        }
        if (ends("_at") || column == "at" || ends("_cents")) && of != "INTEGER" {
            broken.push(format!("{what}: is {of}, and times and money are INTEGER"));
        }
        if ends("_id") && !is_key && !NO_FOREIGN_KEY.iter().any(|(name, _)| name == column) {
            broken.push(format!("{what}: refers to no table"));
        }
        let is_number = column == "id" || ends("_id") || ends("_at") || column == "at" || is_key;
        let is_number = is_number || NUMBERS.iter().any(|end| ends(end));
        if of == "INTEGER" && !is_number && !sql.contains(&format!("CHECK ({column} IN (0, 1))")) {
            broken.push(format!(
                "{what}: a boolean needs CHECK ({column} IN (0, 1)), a number an end in NUMBERS"
            ));
        }
    }
    broken
}

fn foreign_keys(raw: &mut Raw, table: &str) -> Vec<String> {
    let mut broken = raw.lines(&format!(
        "SELECT '{table}.' || \"from\" || ': ON DELETE ' || on_delete AS line FROM pragma_foreign_key_list('{table}')
          WHERE on_delete IN ('NO ACTION', 'CASCADE')"
    ));
    let children = raw.lines(&format!(
        "SELECT m.name AS line FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
          WHERE m.type = 'table' AND f.\"table\" = '{table}'"
    ));
    if !children.is_empty() {
        // What SQLite does itself when a row of the parent goes: it looks for children.
        raw.exec("PRAGMA foreign_keys = ON");
        let key = raw.lines(&format!("SELECT name AS line FROM pragma_table_info('{table}') WHERE pk = 1"));
        let steps = raw.plan(&format!("DELETE FROM {table} WHERE {} = 1", key[0]));
        let scans = steps.into_iter().filter(|step| step.starts_with("SCAN "));
        broken.extend(scans.map(|step| format!("{table}: deleting a row does {step}")));
    }
    broken
}

#[test]
fn the_schema_keeps_its_rules() {
    let file = TestFile::empty();
    assert_eq!(broken(&mut file.raw()), Vec::<String>::new(), "see migrations/README.md");
}

#[test]
fn every_exception_is_needed() {
    let file = TestFile::empty();
    let mut raw = file.raw();
    let all: Vec<String> = raw.tables().iter().flat_map(|table| raw.columns(table)).collect();
    for (name, _) in NO_FOREIGN_KEY {
        assert!(
            all.iter().any(|column| column == name),
            "no column is called `{name}` any more: take it out"
        );
    }
    for end in NUMBERS {
        // Money comes later, and its name is a rule already.
        assert!(
            *end == "_cents" || all.iter().any(|column| column.ends_with(end)),
            "no column ends in `{end}`"
        );
    }
}

#[test]
fn each_rule_can_be_broken_and_is_missed_then() {
    let folder = tempfile::tempdir().unwrap();
    let mut raw = Raw::open(&folder.path().join("bad.db"));
    raw.exec(
        "CREATE TABLE shops (id INTEGER PRIMARY KEY) STRICT;
         CREATE TABLE tips (
             id INTEGER PRIMARY KEY, shop_id INTEGER REFERENCES shops (id) ON DELETE CASCADE,
             giver_id INTEGER, other_id INTEGER REFERENCES shops (id) DEFERRABLE INITIALLY DEFERRED,
             paid INTEGER NOT NULL, given_at TEXT, amount_cents TEXT, weight REAL) STRICT;
         CREATE TABLE loose (id INTEGER PRIMARY KEY);
         CREATE TRIGGER harsh BEFORE DELETE ON tips BEGIN SELECT RAISE(ROLLBACK, 'no'); END;",
    );
    let found = broken(&mut raw);
    for rule in [
        "loose: is not STRICT",
        "tips.shop_id: ON DELETE CASCADE",
        "tips.other_id: ON DELETE NO ACTION",
        "shops: deleting a row does SCAN tips",
        "tips.giver_id: refers to no table",
        "tips.paid: a boolean needs CHECK (paid IN (0, 1)), a number an end in NUMBERS",
        "tips.given_at: is TEXT, and times and money are INTEGER",
        "tips.amount_cents: is TEXT, and times and money are INTEGER",
        "tips.weight: is REAL",
        "table tips: has a DEFERRABLE key, which fails the commit of others",
        "trigger harsh: rolls back the writes of others",
    ] {
        assert!(found.iter().any(|line| line == rule), "`{rule}` is not in {found:#?}");
    }
}
