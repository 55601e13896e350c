//! A filled file, and what is asked of it.

use std::sync::{Arc, Mutex};

use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::sqlite::SqliteConnection;
use studio_domain::{ArtistId, Timestamp};
use tempfile::TempDir;

use crate::clients::index;
use crate::connection::open_writer;
use crate::store::Store;

/// The moment as of which the file is filled.
pub(super) const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);
/// The artist who asks.
pub(super) const ARTIST: ArtistId = ArtistId::new(1);

/// A migrated file with clients, appointments and notes in it.
pub(super) struct Filled {
    pub(super) conn: SqliteConnection,
    folder: TempDir,
}

/// Four artists and forty accounts; every seventh client archived; names, dates and artists repeat, and every third client never came.
const FILL: &str = "
    INSERT INTO artists (id, name, name_key, active, colour, bio, styles, created_at, updated_at)
        SELECT value, 'Artist ' || value, 'artist ' || value, 1, '#b8442e', '', '', 0, 0 FROM json_each('[1,2,3,4]');
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
        INSERT INTO users (id, user_name, user_key, role, artist_id, active, created_at, updated_at)
        SELECT i, 'user' || i, 'user' || i, 'artist', CASE WHEN i <= 4 THEN i END, 1, 0, 0 FROM n;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :clients)
        INSERT INTO clients (id, name, phone, phone_e164, email, instagram, birth_date, preferred_artist_id, archived_at,
                             legacy_id, created_at, updated_at)
        SELECT i, 'Client ' || char(97 + i % 23) || ' ' || (i % 61), '600 ' || (100000 + i), '+34600' || (100000 + i),
               'mail' || i || '@example.org', 'ink_' || i, '1990-01-' || printf('%02d', 1 + i % 28),
               CASE WHEN i % 5 = 0 THEN 1 + i % 4 END, CASE WHEN i % 7 = 0 THEN 5 END,
               i, (i % 40) * 1000, 0
          FROM n;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2 * :clients)
        INSERT INTO appointments (client_id, artist_id, starts_at, ends_at, status, imported, created_at, updated_at)
        SELECT 1 + i * 3 % :clients, 1 + i % 4, at, at + 3600000,
               CASE i % 11 WHEN 0 THEN 'cancelled' WHEN 1 THEN 'no_show' WHEN 2 THEN 'pending'
                           ELSE CASE WHEN i % 2 THEN 'confirmed' ELSE 'completed' END END, 1, 0, 0
          FROM (SELECT i, 1790000000000 + (i % 50 - 45) * 86400000 AS at FROM n);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :clients)
        INSERT INTO notes (client_id, author_id, written_at, text) SELECT 1 + i % 9, 1, i / 3, 'a note' FROM n;";

impl Filled {
    pub(super) fn with(clients: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("studio.db");
        drop(Store::create(&path).unwrap());
        let mut conn = open_writer(&path).unwrap();
        conn.batch_execute(&FILL.replace(":clients", &clients.to_string())).unwrap();
        conn.immediate_transaction(|conn| index::create_missing(conn, NOW)).unwrap();
        Self { conn, folder }
    }

    /// A second connection to the file.
    pub(super) fn another(&self) -> SqliteConnection {
        open_writer(&self.folder.path().join("studio.db")).unwrap()
    }

    /// The statements that `act` runs, in their order, without the values bound to them.
    pub(super) fn statements(&mut self, act: impl FnOnce(&mut SqliteConnection)) -> Vec<String> {
        let heard = Heard::default();
        self.conn.set_instrumentation(heard.clone());
        act(&mut self.conn);
        self.conn.set_instrumentation(Heard::default());
        let heard = heard.0.lock().unwrap();
        heard.iter().map(|sql| sql.split(" -- binds:").next().unwrap_or_default().to_owned()).collect()
    }

    /// How SQLite goes about a statement, a step each. The values bound do not matter: it does not look at them.
    pub(super) fn plan(&mut self, statement: &str) -> Vec<String> {
        #[derive(QueryableByName)]
        struct Step {
            #[diesel(sql_type = Text)]
            detail: String,
        }
        let sql = format!("EXPLAIN QUERY PLAN {statement}");
        let steps = diesel::sql_query(&sql).load::<Step>(&mut self.conn);
        steps.unwrap_or_else(|error| panic!("{error}: {sql}")).into_iter().map(|step| step.detail).collect()
    }
}

/// Keeps the text of every statement.
#[derive(Debug, Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl Instrumentation for Heard {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            self.0.lock().unwrap().push(query.to_string());
        }
    }
}
