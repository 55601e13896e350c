//! Deleting a record that nothing hangs on yet: what goes with it, and what keeps it.
//!
//! IF A NEW TABLE REFERS TO CLIENTS, it belongs into one of the lists of `tables!`; a test asks for it.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{ClientId, ContentHash, Version};

use super::merged::{of, whole};
use crate::actions::{Client, DeleteClient, ViewClient};
use crate::error::{Constraint, Error, Result};
use crate::guard::{Permit, Row as _};
use crate::media::{self, photos};
use crate::schema::{
    age_checks, appointments, client_contacts, client_index, client_photos, client_placements, client_styles,
    clients, consent_papers, consent_signatures, consents, corrections, deleted_clients, note_texts, notes,
    portfolio_items, screenings,
};
use crate::tx::{Tx, Write};
use crate::unlocked::{Reason, unlocked};

/// What is done to each table that hangs on a client, all of which have a column `client_id`.
macro_rules! tables {
    (goes: $($goes:ident),+; holds: $($holds:ident),+;) => {
        /// Tables whose rows go with their client.
        #[cfg(test)]
        const GOES: &[&str] = &[$(stringify!($goes)),+];
        /// Tables whose rows keep their client.
        #[cfg(test)]
        const HOLDS: &[&str] = &[$(stringify!($holds)),+];

        /// Takes out what goes with a record, and says of how many rows each table is rid.
        fn empty(conn: &mut SqliteConnection, record: i64) -> Result<Vec<(&'static str, usize)>> {
            Ok(vec![$((
                stringify!($goes),
                diesel::delete($goes::table.filter($goes::client_id.eq(record))).execute(conn)?,
            )),+])
        }

        /// Counts what keeps a record.
        fn kept_by(conn: &mut SqliteConnection, record: i64) -> Result<Vec<(&'static str, i64)>> {
            Ok(vec![$((
                stringify!($holds),
                $holds::table.filter($holds::client_id.eq(record)).count().get_result(conn)?,
            )),+])
        }
    };
}

tables! {
    goes: notes, consents, age_checks, corrections, client_photos, client_styles, client_placements, client_contacts,
        client_index;
    holds: appointments, portfolio_items, screenings;
}

/// Tables whose rows go before those that they hang on, with the table of these.
#[cfg(test)]
const BEFORE: &[(&str, &str)] =
    &[("note_texts", "notes"), ("consent_papers", "consents"), ("consent_signatures", "consents")];

/// Takes out what hangs on the notes and consents of a record.
fn empty_before(conn: &mut SqliteConnection, record: i64) -> Result<()> {
    let notes = notes::table.filter(notes::client_id.eq(record)).select(notes::id);
    diesel::delete(note_texts::table.filter(note_texts::note_id.eq_any(notes))).execute(conn)?;
    let consents = || consents::table.filter(consents::client_id.eq(record)).select(consents::id);
    diesel::delete(consent_signatures::table.filter(consent_signatures::consent_id.eq_any(consents())))
        .execute(conn)?;
    diesel::delete(consent_papers::table.filter(consent_papers::consent_id.eq_any(consents())))
        .execute(conn)?;
    Ok(())
}

/// The scans of the consents of a record.
fn papers_of(conn: &mut SqliteConnection, record: i64) -> Result<Vec<ContentHash>> {
    let found: Vec<Vec<u8>> = consent_papers::table
        .inner_join(consents::table)
        .filter(consents::client_id.eq(record))
        .select(consent_papers::file)
        .load(conn)?;
    found.iter().map(|stored| media::hash(stored)).collect()
}

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
    /// Files of the photo and of the scans that went with it; the caller takes them away once this is saved.
    pub files: Vec<ContentHash>,
}

fn holdings(conn: &mut SqliteConnection, client: i64) -> Result<Vec<Holding>> {
    let mut all: Vec<(&'static str, i64)> = Vec::new();
    for record in whole(conn, client)? {
        let late: i64 = consents::table
            .inner_join(clients::table)
            .filter(consents::client_id.eq(record))
            .filter(consents::recorded_at.gt(clients::created_at + WITH_THE_CLIENT))
            .count()
            .get_result(conn)?;
        let mut found = kept_by(conn, record)?;
        found.push(("consents", late));
        for (what, count) in found {
            match all.iter_mut().find(|(known, _)| *known == what) {
                Some((_, known)) => *known = known.saturating_add(count),
                None => all.push((what, count)),
            }
        }
    }
    let some = all.into_iter().filter(|(_, count)| *count > 0);
    Ok(some.map(|(what, count)| Holding { what, count: count.unsigned_abs() }).collect())
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
        let mut files = Vec::new();
        for record in &records {
            files.extend(papers_of(self.conn, *record)?);
            files.extend(
                photos::of_client(self.conn, *record)?
                    .into_iter()
                    .flat_map(|photo| [photo.large, photo.small]),
            );
        }
        let at = self.facts.at;
        let gone = unlocked(self.conn, Reason::Deletion, |conn| {
            let mut gone = Vec::new();
            for record in &records {
                empty_before(conn, *record)?;
                gone.append(&mut empty(conn, *record)?);
            }
            for record in &records {
                diesel::delete(clients::table.find(*record)).execute(conn)?;
                diesel::insert_into(deleted_clients::table)
                    .values((deleted_clients::id.eq(*record), deleted_clients::deleted_at.eq(at.millis())))
                    .execute(conn)?;
            }
            Ok(gone)
        })?;
        let count = |what: &str| {
            let rows = gone.iter().filter(|(table, _)| *table == what).map(|(_, rows)| *rows);
            u64::try_from(rows.sum::<usize>()).unwrap_or(u64::MAX)
        };
        let deleted = Deleted {
            records: records.into_iter().map(ClientId::new).collect(),
            notes: count("notes"),
            consents: count("consents"),
            files,
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
    use super::{BEFORE, GOES, HOLDS};
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
            diesel::sql_query(
                "SELECT DISTINCT m.name AS line FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
                  WHERE m.type = 'table' AND f.\"table\" = ? ORDER BY m.name",
            )
            .bind::<Text, _>(parent)
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
        assert_eq!(named, known, "name it in `tables!`");
        for table in GOES {
            for child in hanging(table) {
                assert!(
                    known.contains(&child.as_str()) || BEFORE.contains(&(child.as_str(), *table)),
                    "{child} hangs on {table}, which goes with its client"
                );
            }
        }
    }
}
