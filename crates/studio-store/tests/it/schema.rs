//! `src/schema.rs` is what the migrated file says.

#[expect(dead_code, reason = "its `main` prints what is compared here")]
#[path = "../../examples/print_schema.rs"]
mod print_schema;

use crate::kit::TestFile;

#[test]
fn the_schema_of_the_program_is_that_of_the_file() {
    let file = TestFile::empty();
    let printed = print_schema::print(&file.path()).unwrap();
    assert!(printed == include_str!("../../src/schema.rs"), "run `cargo xtask codegen --only schema`");
}

/// Else the connections share one cache, in which one that reads much leaves the others without any.
#[test]
fn each_connection_has_a_page_cache_of_its_own() {
    let file = TestFile::empty();
    let shared = file.raw().number("SELECT sqlite_compileoption_used('ENABLE_MEMORY_MANAGEMENT') AS n");
    assert_eq!(shared, 0, "see `LIBSQLITE3_FLAGS` in .cargo/config.toml");
}

/// What the printer says of one more table.
fn complaint(sql: &str) -> String {
    let mut file = TestFile::empty();
    file.broken_on_purpose();
    file.raw().exec(sql);
    print_schema::print(&file.path()).unwrap_err().to_string()
}

#[test]
fn other_types_than_the_three_are_refused_by_name() {
    for of in ["REAL", "INT", "ANY"] {
        let said = complaint(&format!("CREATE TABLE tips (id INTEGER PRIMARY KEY, amount {of}) STRICT"));
        assert!(said.starts_with(&format!("column `tips.amount` is declared `{of}`")), "{said}");
    }
    let said = complaint("CREATE TABLE tips (id INTEGER PRIMARY KEY, amount NUMERIC)");
    assert!(said.contains("`NUMERIC`"), "{said}");
}

#[test]
fn a_table_without_a_key_is_refused_by_name() {
    assert!(complaint("CREATE TABLE tips (amount INTEGER) STRICT").starts_with("table `tips`"));
}

#[test]
fn links_and_empty_columns_are_printed_as_diesel_takes_them() {
    let mut file = TestFile::empty();
    file.broken_on_purpose();
    file.raw().exec(
        "CREATE TABLE tips (id INTEGER PRIMARY KEY, paid INTEGER NOT NULL CHECK (paid  IN (0,
            1)), times INTEGER NOT NULL CHECK (times IN (0, 1, 2)), giver INTEGER REFERENCES users (id), taker INTEGER
            REFERENCES users (id), artist_id INTEGER NOT NULL REFERENCES artists (id), of_id INTEGER REFERENCES tips (id),
            picture BLOB) STRICT",
    );
    let printed = print_schema::print(&file.path()).unwrap();
    let (_, table) = printed.split_once("tips (id) {\n").unwrap();
    let (table, _) = table.split_once("    }\n").unwrap();
    let lines: Vec<&str> = table.lines().map(str::trim).collect();
    assert_eq!(
        lines,
        [
            "id -> BigInt,",
            "paid -> Bool,",
            "times -> BigInt,",
            "giver -> Nullable<BigInt>,",
            "taker -> Nullable<BigInt>,",
            "artist_id -> BigInt,",
            "of_id -> Nullable<BigInt>,",
            "picture -> Nullable<Binary>,",
        ]
    );
    let joins: Vec<&str> = printed.lines().filter(|line| line.contains("joinable!(tips")).collect();
    assert_eq!(joins, ["diesel::joinable!(tips -> artists (artist_id));"]);
}
