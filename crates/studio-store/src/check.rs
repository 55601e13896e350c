//! Is the file whole, and set the way the product needs it? What `doctor` reports and every store test ends with.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::sqlite::SqliteConnection;
use studio_domain::Timestamp;

use crate::actions::Inspect;
use crate::audit::verify_chain;
use crate::clients::index;
use crate::connection::APPLICATION_ID;
use crate::ctx::OpCtx;
use crate::error::Result;
use crate::guard::Permit;
use crate::migrate::newest_schema;
use crate::store::Store;
use crate::tx::Tx;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code of the check.
    pub check: &'static str,
    /// Whether it is as it should be.
    pub verdict: Verdict,
    /// What was found.
    pub found: String,
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Good,
    /// Works, but worse than it could.
    Warning,
    /// Wrong: the data or the program needs attention.
    Bad,
}

impl Verdict {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warning => "warning",
            Self::Bad => "bad",
        }
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct MaybeLine {
    #[diesel(sql_type = Nullable<Text>)]
    line: Option<String>,
}

fn lines(conn: &mut SqliteConnection, sql: &str) -> Result<Vec<String>> {
    Ok(diesel::sql_query(sql).load::<Line>(conn)?.into_iter().map(|row| row.line).collect())
}

fn count(conn: &mut SqliteConnection, sql: &str) -> Result<i64> {
    Ok(diesel::sql_query(sql).get_result::<Count>(conn)?.n)
}

fn line(conn: &mut SqliteConnection, sql: &str) -> Result<String> {
    Ok(diesel::sql_query(sql).get_result::<MaybeLine>(conn)?.line.unwrap_or_default())
}

/// Rules on the rows themselves: each counts what breaks it.
const INVARIANTS: &[(&str, &str)] = &[
    (
        "elevations_within_limit",
        "SELECT count(*) AS n FROM elevations WHERE expires_at - started_at > 3600000",
    ),
    (
        "no_elevation_without_session",
        "SELECT count(*) AS n FROM elevations e JOIN sessions s ON s.id = e.session_id
          WHERE e.ended_at IS NULL AND s.ended_at IS NOT NULL",
    ),
    (
        "no_session_of_inactive_account",
        "SELECT count(*) AS n FROM sessions s JOIN users u ON u.id = s.user_id
          WHERE s.ended_at IS NULL AND u.active = 0",
    ),
    (
        "an_admin_is_active",
        "SELECT (SELECT set_up_at IS NOT NULL FROM studio WHERE id = 1)
            AND NOT EXISTS (SELECT 1 FROM users WHERE role = 'admin' AND active = 1) AS n",
    ),
    (
        "search_knows_clients",
        "SELECT (SELECT count(*) FROM client_index i
                  WHERE NOT EXISTS (SELECT 1 FROM client_fts_docsize d WHERE d.id = i.client_id))
              + (SELECT count(*) FROM client_fts_docsize d
                  WHERE NOT EXISTS (SELECT 1 FROM client_index i WHERE i.client_id = d.id)) AS n",
    ),
    (
        "merges_end_at_once",
        "SELECT count(*) AS n FROM clients m JOIN clients k ON k.id = m.merged_into
          WHERE k.merged_into IS NOT NULL OR k.version <= m.version",
    ),
    (
        "stacks_have_one_cover",
        "SELECT count(*) AS n FROM portfolio_items i JOIN portfolio_items c ON c.id = i.cover_id
          WHERE c.cover_id IS NOT NULL OR c.artist_id <> i.artist_id OR c.removed_at IS NOT NULL",
    ),
    ("nothing_unlocked", "SELECT count(*) AS n FROM unlocked"),
    ("link_fits_role", "SELECT count(*) AS n FROM users WHERE role <> 'artist' AND artist_id IS NOT NULL"),
];

/// Triggers that keep rules in the database itself; a file without them was tampered with or restored by other means.
const TRIGGERS: &[&str] = &[
    "age_checks_no_delete",
    "age_checks_no_update",
    "appointment_changes_no_delete",
    "appointment_changes_no_update",
    "appointments_apart_insert",
    "appointments_apart_update",
    "appointments_completed_is_final",
    "appointments_exempt_until_moved",
    "artist_rates_no_delete",
    "artist_rates_no_update",
    "audit_head_forward",
    "audit_head_no_delete",
    "audit_log_no_delete",
    "audit_log_no_update",
    "blocks_apart_insert",
    "blocks_apart_update",
    "client_index_fts_delete",
    "client_index_fts_insert",
    "client_index_fts_update",
    "clients_merge_ends_insert",
    "clients_merge_ends_update",
    "clients_merged_stay",
    "consent_papers_no_delete",
    "consent_papers_no_update",
    "consent_signatures_no_delete",
    "consent_signatures_no_update",
    "consent_texts_no_delete",
    "consent_texts_no_update",
    "consents_no_delete",
    "consents_no_update",
    "note_texts_no_delete",
    "note_texts_no_update",
    "notes_no_delete",
    "screenings_no_delete",
    "screenings_no_update",
    "sessions_end_elevation",
    "users_end_sessions",
    "users_last_admin_delete",
    "users_last_admin_update",
];

/// Tables without columns of ours, or that SQLite and the migration tool make.
const NOT_OURS: &str =
    "name NOT LIKE 'sqlite_%' AND name NOT LIKE 'client_fts%' AND name <> '__diesel_schema_migrations'";

impl<'tx, M> Tx<'tx, M> {
    /// Looks at everything that can be looked at without changing anything. `thorough` reads every page of the file.
    ///
    /// # Errors
    /// If the database can't be asked at all.
    pub fn inspect(&mut self, _may: &Permit<'tx, Inspect>, thorough: bool) -> Result<Vec<Finding>> {
        findings(self.conn, thorough, self.facts.at)
    }
}

impl Store {
    /// The same for the operator, in one call.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused) for anybody else.
    pub fn check(&self, ctx: &OpCtx, thorough: bool) -> Result<Vec<Finding>> {
        self.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<Inspect>(&studio)?;
            tx.inspect(&may, thorough)
        })
    }
}

struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, check: &'static str, verdict: Verdict, found: impl Into<String>) {
        self.0.push(Finding { check, verdict, found: found.into() });
    }

    fn expect(&mut self, check: &'static str, good: bool, found: impl Into<String>) {
        self.add(check, if good { Verdict::Good } else { Verdict::Bad }, found);
    }

    fn none_of(&mut self, check: &'static str, offenders: &[String]) {
        let found = if offenders.is_empty() { "none".to_owned() } else { offenders.join(", ") };
        self.expect(check, offenders.is_empty(), found);
    }
}

fn findings(conn: &mut SqliteConnection, thorough: bool, now: Timestamp) -> Result<Vec<Finding>> {
    let mut all = Findings(Vec::new());
    library(conn, &mut all)?;
    settings_of_connection(conn, &mut all)?;
    schema_rules(conn, &mut all)?;
    contents(conn, &mut all, thorough, now)?;
    Ok(all.0)
}

fn library(conn: &mut SqliteConnection, all: &mut Findings) -> Result<()> {
    let version = line(conn, "SELECT sqlite_version() AS line")?;
    // Older ones can damage a WAL file in rare cases.
    all.expect("sqlite_version", at_least(&version, [3, 51, 3]), version);
    let qpsg = count(conn, "SELECT sqlite_compileoption_used('ENABLE_QPSG') AS n")? == 1;
    let (verdict, found) =
        if qpsg { (Verdict::Good, "on") } else { (Verdict::Warning, "off: lists with a limit are slower") };
    all.add("sqlite_qpsg", verdict, found);
    let shared = count(conn, "SELECT sqlite_compileoption_used('ENABLE_MEMORY_MANAGEMENT') AS n")? == 1;
    let (verdict, found) = if shared {
        (Verdict::Warning, "shared: a busy connection may leave the others no pages")
    } else {
        (Verdict::Good, "each connection its own")
    };
    all.add("sqlite_page_cache", verdict, found);
    Ok(())
}

/// Compares dotted version numbers; what is no number counts as 0.
fn at_least(version: &str, least: [u32; 3]) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let found = [(); 3].map(|()| parts.next().unwrap_or(0));
    found >= least
}

fn settings_of_connection(conn: &mut SqliteConnection, all: &mut Findings) -> Result<()> {
    let mode = line(conn, "SELECT journal_mode AS line FROM pragma_journal_mode")?;
    all.expect("journal_mode", mode == "wal", mode);
    let keys = count(conn, "SELECT foreign_keys AS n FROM pragma_foreign_keys")?;
    all.expect("foreign_keys", keys == 1, keys.to_string());
    let application = count(conn, "SELECT application_id AS n FROM pragma_application_id")?;
    all.expect("application_id", application == APPLICATION_ID, format!("{application:#x}"));
    let (file, program) =
        (count(conn, "SELECT user_version AS n FROM pragma_user_version")?, newest_schema()?);
    all.expect("schema", file == program, format!("{file} of {program}"));
    Ok(())
}

fn schema_rules(conn: &mut SqliteConnection, all: &mut Findings) -> Result<()> {
    let loose = lines(
        conn,
        &format!(
            "SELECT name AS line FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND {NOT_OURS}"
        ),
    )?;
    all.none_of("tables_not_strict", &loose);
    let bare = lines(
        conn,
        "SELECT m.name || '.' || f.\"from\" AS line
           FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
          WHERE m.type = 'table' AND NOT EXISTS (
                SELECT 1 FROM pragma_index_list(m.name) l JOIN pragma_index_info(l.name) i
                 WHERE i.seqno = 0 AND i.name = f.\"from\")
            AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) t WHERE t.name = f.\"from\" AND t.pk = 1)",
    )?;
    all.none_of("foreign_keys_without_index", &bare);
    let present = lines(conn, "SELECT name AS line FROM sqlite_schema WHERE type = 'trigger'")?;
    let missing: Vec<String> = TRIGGERS
        .iter()
        .filter(|name| !present.iter().any(|p| p == *name))
        .map(|name| (*name).to_owned())
        .collect();
    all.none_of("triggers_missing", &missing);
    Ok(())
}

fn contents(conn: &mut SqliteConnection, all: &mut Findings, thorough: bool, now: Timestamp) -> Result<()> {
    // SQLite checks a full-text index by what this connection remembers of its structure, and finds damage where another one has written
    // since. Opening it makes the connection look anew; whether that went well is for the check to say.
    drop(count(conn, "SELECT count(*) AS n FROM client_fts WHERE rowid = 0"));
    let pragma = if thorough { "integrity_check" } else { "quick_check" };
    let problems = lines(conn, &format!("SELECT {pragma} AS line FROM pragma_{pragma} LIMIT 10"))?;
    all.expect("integrity", problems == ["ok"], problems.join("; "));
    let orphans = lines(conn, "SELECT DISTINCT \"table\" AS line FROM pragma_foreign_key_check")?;
    all.none_of("orphans", &orphans);
    for (check, sql) in INVARIANTS {
        let broken = count(conn, sql)?;
        all.expect(check, broken == 0, format!("{broken} rows"));
    }
    if thorough {
        let (index, _) = index::compare(conn, now)?;
        all.expect("client_index", index.wrong == 0, format!("{} wrong of {}", index.wrong, index.looked_at));
    }
    let chain = match verify_chain(conn) {
        Ok(chain) => chain,
        Err(error) => {
            all.add("audit_chain", Verdict::Bad, error.to_string());
            return Ok(());
        }
    };
    let found = match chain.broken {
        None => format!("{} entries", chain.whole),
        Some(at) => format!("{} at entry {}", at.code(), at.seq()),
    };
    all.expect("audit_chain", chain.broken.is_none(), found);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::at_least;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(at_least("3.53.2", [3, 51, 3]));
        assert!(at_least("3.51.3", [3, 51, 3]));
        assert!(!at_least("3.51.2", [3, 51, 3]));
        assert!(!at_least("3.9.99", [3, 51, 3]));
        assert!(!at_least("nonsense", [3, 51, 3]));
    }
}
