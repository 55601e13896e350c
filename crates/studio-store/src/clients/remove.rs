//! Deleting a record that nothing hangs on yet: what goes with it, and what keeps it.
//!
//! IF A NEW TABLE REFERS TO CLIENTS, it belongs into [`GOES`] or [`HOLDS`]; a test asks for it.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel::sqlite::SqliteConnection;
use studio_domain::{ClientId, Version};

use super::merged::{of, whole};
use crate::actions::{Client, DeleteClient, ViewClient};
use crate::error::{Constraint, Error, Result};
use crate::guard::{Permit, Row as _};
use crate::schema::{clients, consents, deleted_clients};
use crate::tx::{Tx, Write};
use crate::unlocked::{Reason, unlocked};

/// Tables whose rows go with their client, each with a column `client_id`.
const GOES: &[&str] = &[
    "notes",
    "consents",
    "age_checks",
    "corrections",
    "client_photos",
    "client_styles",
    "client_placements",
    "client_contacts",
    "client_index",
];

/// What goes with rows of these: table, column, and the table that it points to.
const GOES_BEFORE: &[(&str, &str, &str)] =
    &[("note_texts", "note_id", "notes"), ("consent_signatures", "consent_id", "consents")];

/// Tables whose rows keep their client.
const HOLDS: &[&str] = &["appointments", "screenings"];

/// A consent that was recorded later than this after its client was made has been relied upon.
const WITH_THE_CLIENT: i64 = 24 * 60 * 60 * 1_000;

/// Something that keeps a client from being deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// What: a stable code, the name of the table.
    pub what: &'static str,
    /// How many of them.
    pub count: u64,
}

/// What went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// The record, and those that had been merged into it.
    pub records: Vec<ClientId>,
    /// Notes that went with it.
    pub notes: u64,
    /// Consents that went with it.
    pub consents: u64,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn holdings(conn: &mut SqliteConnection, client: i64) -> Result<Vec<Holding>> {
    let records = whole(conn, client)?;
    let mut all = Vec::new();
    let mut add = |what: &'static str, count: i64| {
        if let Some(count) = u64::try_from(count).ok().filter(|count| *count > 0) {
            all.push(Holding { what, count });
        }
    };
    for table in HOLDS {
        let mut count = 0_i64;
        for id in &records {
            let rows = diesel::sql_query(format!("SELECT count(*) AS n FROM {table} WHERE client_id = ?"));
            count = count.saturating_add(rows.bind::<BigInt, _>(*id).get_result::<Count>(conn)?.n);
        }
        add(table, count);
    }
    let mut count = 0_i64;
    for id in &records {
        let later: i64 = consents::table
            .inner_join(clients::table)
            .filter(consents::client_id.eq(*id))
            .filter(consents::recorded_at.gt(clients::created_at + WITH_THE_CLIENT))
            .count()
            .get_result(conn)?;
        count = count.saturating_add(later);
    }
    add("consents", count);
    Ok(all)
}

/// Takes out what goes with these records, and says of how many rows each table is rid.
fn empty(conn: &mut SqliteConnection, records: &[i64]) -> Result<Vec<(&'static str, u64)>> {
    for (table, column, parent) in GOES_BEFORE {
        let rows = format!("DELETE FROM {table} WHERE {column} IN (SELECT id FROM {parent} WHERE client_id = ?)");
        for id in records {
            diesel::sql_query(&rows).bind::<BigInt, _>(*id).execute(conn)?;
        }
    }
    let mut gone = Vec::new();
    for table in GOES {
        let mut count = 0_usize;
        for id in records {
            let rows = diesel::sql_query(format!("DELETE FROM {table} WHERE client_id = ?"));
            count = count.saturating_add(rows.bind::<BigInt, _>(*id).execute(conn)?);
        }
        gone.push((*table, u64::try_from(count).unwrap_or(u64::MAX)));
    }
    Ok(gone)
}

impl<M> Tx<'_, M> {
    /// What keeps a client from being deleted; empty: nothing does.
    ///
    /// # Errors
    /// If the database fails.
    pub fn client_holdings(&mut self, may: &Permit<'_, ViewClient>) -> Result<Vec<Holding>> {
        holdings(self.conn, may.id.get())
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Deletes a client as the record was at `version`, with notes, consents and the records that were merged into it. The log keeps numbers,
    /// no name.
    ///
    /// # Errors
    /// [`Error::Stale`]; [`Error::Conflict`] with [`Constraint::ClientInUse`] if anything keeps it.
    pub fn delete_client(&mut self, may: &Permit<'tx, DeleteClient>, version: Version) -> Result<Deleted> {
        let id = may.id.get();
        let now: i64 = clients::table.find(id).select(clients::version).get_result(self.conn)?;
        if now != version.get() {
            return Err(Error::Stale { kind: Client::KIND, id, expected: version, now: Version::new(now) });
        }
        if !holdings(self.conn, id)?.is_empty() {
            return Err(Error::Conflict(Constraint::ClientInUse));
        }
        // Those that point to the kept one go before it.
        let mut records = of(self.conn, id)?;
        records.push(id);
        let at = self.facts.at;
        let gone = unlocked(self.conn, Reason::Deletion, |conn| {
            let gone = empty(conn, &records)?;
            for record in &records {
                diesel::delete(clients::table.find(*record)).execute(conn)?;
                diesel::insert_into(deleted_clients::table)
                    .values((deleted_clients::id.eq(*record), deleted_clients::deleted_at.eq(at.millis())))
                    .execute(conn)?;
            }
            Ok(gone)
        })?;
        let count = |what: &str| gone.iter().find(|(table, _)| *table == what).map_or(0, |(_, rows)| *rows);
        let deleted = Deleted {
            records: records.into_iter().map(ClientId::new).collect(),
            notes: count("notes"),
            consents: count("consents"),
        };
        self.detail(may, "act", "delete");
        self.detail(may, "notes", deleted.notes);
        self.detail(may, "consents", deleted.consents);
        let merged: Vec<i64> =
            deleted.records.iter().map(|record| record.get()).filter(|record| *record != id).collect();
        if !merged.is_empty() {
            self.detail(may, "merged", merged);
        }
        Ok(deleted)
    }
}

#[cfg(test)]
mod tests {
    use super::{GOES, GOES_BEFORE, HOLDS};
    use crate::connection::open_writer;
    use crate::store::Store;
    use diesel::prelude::*;
    use diesel::sql_types::Text;

    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = Text)]
        line: String,
    }

    /// Whatever refers to a client, or to what goes with one, is either taken along or keeps the client: nobody finds out by a foreign key.
    #[test]
    fn every_table_that_hangs_on_a_client_has_been_thought_of() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("studio.db");
        drop(Store::create(&path).unwrap());
        let mut conn = open_writer(&path).unwrap();
        let mut hanging = |parent: &str| -> Vec<String> {
            diesel::sql_query(format!(
                "SELECT DISTINCT m.name AS line FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
                  WHERE m.type = 'table' AND f.\"table\" = '{parent}' ORDER BY m.name"
            ))
            .load::<Line>(&mut conn)
            .unwrap()
            .into_iter()
            .map(|row| row.line)
            .collect()
        };
        let mut known: Vec<&str> = GOES.iter().chain(HOLDS).copied().collect();
        known.sort_unstable();
        let of_clients = hanging("clients");
        // Records that point to one go with it.
        let named: Vec<&String> = of_clients.iter().filter(|table| *table != "clients").collect();
        assert_eq!(named, known, "put it into GOES or HOLDS");
        for table in GOES {
            for child in hanging(table) {
                let before = GOES_BEFORE.iter().any(|(name, _, parent)| *name == child && parent == table);
                assert!(
                    before || known.contains(&child.as_str()),
                    "{child} hangs on {table}, which goes with its client"
                );
            }
        }
    }
}
