//! The row of a client in `client_index`: made from the record and the appointments, in the transaction that changes either. A record that
//! was merged into another one has none; the kept one is found by what both say, and has the appointments of both.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{AppointmentStatus, Timestamp, digits, search_text, sort_key};

use super::in_bulk::filled_in_bulk;
use super::merged;
use crate::actions::Repair;
use crate::capped::CappedDsl;
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::schema::{appointments, client_index, clients};
use crate::tx::{Tx, Write};

/// What comparing the index with its sources found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IndexReport {
    /// Clients that were looked at.
    pub looked_at: usize,
    /// Rows that were wrong, missing or left over.
    pub wrong: usize,
}

#[derive(Debug, PartialEq, Eq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = client_index, treat_none_as_null = true)]
struct Row {
    client_id: i64,
    name_key: String,
    search_text: String,
    phone_digits: String,
    archived: bool,
    artist_id: Option<i64>,
    next_at: Option<i64>,
    next_artist_id: Option<i64>,
    last_at: Option<i64>,
    last_artist_id: Option<i64>,
    created_at: i64,
}

type Source = (
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<i64>,
    Option<i64>,
    i64,
    Option<i64>,
);

/// First appointment ahead that is pending or confirmed, and its artist.
macro_rules! ahead {
    ($of_client:expr, $now:expr) => {
        $of_client
            .filter(appointments::starts_at.gt($now.millis()))
            .filter(
                appointments::status
                    .eq(AppointmentStatus::Pending.code())
                    .or(appointments::status.eq(AppointmentStatus::Confirmed.code())),
            )
            .order((appointments::starts_at, appointments::status, appointments::artist_id))
            .select((appointments::starts_at, appointments::artist_id))
            .capped::<1>()
    };
}

/// Latest appointment that was not cancelled and lies ahead no longer, and its artist. One that is completed or missed is over even
/// if its start is still to come: what becomes last as time passes was next before, and so the tick meets it.
macro_rules! behind {
    ($of_client:expr, $now:expr) => {
        $of_client
            .filter(appointments::status.ne(AppointmentStatus::Cancelled.code()))
            .filter(
                appointments::starts_at
                    .le($now.millis())
                    .or(appointments::status.eq(AppointmentStatus::Completed.code()))
                    .or(appointments::status.eq(AppointmentStatus::NoShow.code())),
            )
            .order((
                appointments::starts_at.desc(),
                appointments::status.desc(),
                appointments::artist_id.desc(),
            ))
            .select((appointments::starts_at, appointments::artist_id))
            .capped::<1>()
    };
}

/// The next and the last appointment of one client, each with its artist.
type Places = (Option<(i64, i64)>, Option<(i64, i64)>);

/// Of a client's records; most have one, and that way the statement stays prepared and the index gives the order.
fn places_of(conn: &mut SqliteConnection, records: &[i64], now: Timestamp) -> Result<Places> {
    type Found = Vec<(i64, i64)>;
    let (next, last): (Found, Found) = match records {
        [one] => {
            let of_client = appointments::table.filter(appointments::client_id.eq(*one));
            (ahead!(of_client, now).load(conn)?, behind!(of_client, now).load(conn)?)
        }
        several => {
            let of_client = appointments::table.filter(appointments::client_id.eq_any(several.to_vec()));
            (ahead!(of_client.clone(), now).load(conn)?, behind!(of_client, now).load(conn)?)
        }
    };
    Ok((next.into_iter().next(), last.into_iter().next()))
}

macro_rules! source {
    () => {
        (
            clients::name,
            clients::phone,
            clients::phone_e164,
            clients::email,
            clients::instagram,
            clients::preferred_artist_id,
            clients::archived_at,
            clients::created_at,
            clients::merged_into,
        )
    };
}

/// The row of a client; of a record that was merged, that of the kept one.
fn compute(conn: &mut SqliteConnection, client: i64, now: Timestamp) -> Result<Row> {
    let source: Source = clients::table.find(client).select(source!()).get_result(conn)?;
    if let Some(kept) = source.8 {
        return compute(conn, kept, now);
    }
    let records = merged::whole(conn, client)?;
    let (next, last) = places_of(conn, &records, now)?;
    let mut row = row(client, source, next, last);
    for other in records.iter().filter(|record| **record != client) {
        let source: Source = clients::table.find(*other).select(source!()).get_result(conn)?;
        row.search_text.push('\n');
        row.search_text.push_str(&text(&source));
    }
    Ok(row)
}

fn text((name, phone, phone_e164, email, instagram, ..): &Source) -> String {
    search_text(name, phone.as_deref(), phone_e164.as_deref(), email.as_deref(), instagram.as_deref())
}

/// The row that follows from the record alone, the next appointment and the last one.
fn row(client: i64, source: Source, next: Option<(i64, i64)>, last: Option<(i64, i64)>) -> Row {
    let search_text = text(&source);
    let (name, phone, phone_e164, _, _, preferred, archived, created_at, _) = source;
    Row {
        client_id: client,
        name_key: sort_key(&name),
        search_text,
        phone_digits: digits(phone_e164.or(phone).as_deref().unwrap_or_default()),
        archived: archived.is_some(),
        artist_id: next.or(last).map(|(_, artist)| artist).or(preferred),
        next_at: next.map(|(at, _)| at),
        next_artist_id: next.map(|(_, artist)| artist),
        last_at: last.map(|(at, _)| at),
        last_artist_id: last.map(|(_, artist)| artist),
        created_at,
    }
}

/// Makes the row of a new client.
pub(crate) fn create(conn: &mut SqliteConnection, client: i64, now: Timestamp) -> Result<()> {
    let row = compute(conn, client, now)?;
    diesel::insert_into(client_index::table).values(&row).execute(conn)?;
    Ok(())
}

/// Brings the row up to date. Called by every write to the record and to an appointment.
pub(crate) fn refresh(conn: &mut SqliteConnection, client: i64, now: Timestamp) -> Result<()> {
    let row = compute(conn, client, now)?;
    diesel::update(client_index::table.find(row.client_id)).set(&row).execute(conn)?;
    Ok(())
}

/// Refreshes the clients whose next appointment has begun by now. Answers how many.
pub(crate) fn tick(conn: &mut SqliteConnection, now: Timestamp) -> Result<usize> {
    let due: Vec<i64> = client_index::table
        .filter(client_index::next_at.is_not_null())
        .filter(client_index::next_at.le(now.millis()))
        .select(client_index::client_id)
        .load(conn)?;
    for client in &due {
        refresh(conn, *client, now)?;
    }
    Ok(due.len())
}

/// Makes the rows of all clients that have none yet. Answers how many.
pub(crate) fn create_missing(conn: &mut SqliteConnection, now: Timestamp) -> Result<usize> {
    let missing: Vec<i64> = clients::table
        .left_join(client_index::table)
        .filter(client_index::client_id.nullable().is_null())
        .filter(clients::merged_into.is_null())
        .order(clients::id)
        .select(clients::id)
        .load(conn)?;
    filled_in_bulk(conn, missing.len(), |conn| create_many(conn, &missing, now))?;
    Ok(missing.len())
}

/// Clients whose sources are read together.
const TOGETHER: usize = 500;

/// Makes the rows of many clients that have none yet, with two queries for some hundreds of them.
pub(crate) fn create_many(conn: &mut SqliteConnection, clients: &[i64], now: Timestamp) -> Result<()> {
    for ids in clients.chunks(TOGETHER) {
        let sources: Vec<(i64, Source)> = clients::table
            .filter(clients::id.eq_any(ids))
            .order(clients::id)
            .select((clients::id, source!()))
            .load(conn)?;
        let places = places(conn, ids, now)?;
        let keeping: HashSet<i64> = clients::table
            .filter(clients::merged_into.eq_any(ids))
            .select(clients::merged_into.assume_not_null())
            .load(conn)?
            .into_iter()
            .collect();
        for (client, source) in sources {
            if keeping.contains(&client) {
                create(conn, client, now)?;
                continue;
            }
            let (next, last) = places.get(&client).copied().unwrap_or_default();
            diesel::insert_into(client_index::table)
                .values(&row(client, source, next, last))
                .execute(conn)?;
        }
    }
    Ok(())
}

/// What [`places_of`] says of each of these clients, from one walk over their appointments in the order of both.
fn places(conn: &mut SqliteConnection, clients: &[i64], now: Timestamp) -> Result<HashMap<i64, Places>> {
    let rows: Vec<(i64, i64, String, i64)> = appointments::table
        .filter(appointments::client_id.eq_any(clients))
        .order((
            appointments::client_id,
            appointments::starts_at,
            appointments::status,
            appointments::artist_id,
        ))
        .select((
            appointments::client_id,
            appointments::starts_at,
            appointments::status,
            appointments::artist_id,
        ))
        .load(conn)?;
    let mut places: HashMap<i64, Places> = HashMap::with_capacity(clients.len());
    for (client, at, status, artist) in rows {
        let status =
            AppointmentStatus::parse(&status).map_err(|_why| Error::damaged("appointments.status"))?;
        let (next, last) = places.entry(client).or_default();
        let begun = at <= now.millis();
        if status.is_open() && !begun {
            next.get_or_insert((at, artist));
        } else if status != AppointmentStatus::Cancelled {
            *last = Some((at, artist));
        }
    }
    Ok(places)
}

/// Compares every row with what it is made from, as of `now`; writes nothing. A row whose next appointment has begun since the last tick is
/// not wrong: the next tick moves it on.
pub(crate) fn compare(conn: &mut SqliteConnection, now: Timestamp) -> Result<(IndexReport, Vec<i64>)> {
    let ids: Vec<i64> = clients::table
        .filter(clients::merged_into.is_null())
        .order(clients::id)
        .select(clients::id)
        .load(conn)?;
    let rows: i64 = client_index::table.count().get_result(conn)?;
    let mut wrong = Vec::new();
    for id in &ids {
        let stored: Option<Row> = client_index::table.find(*id).get_result(conn).optional()?;
        let due = stored.as_ref().and_then(|row| row.next_at).is_some_and(|next| next <= now.millis());
        if !due && stored.as_ref() != Some(&compute(conn, *id, now)?) {
            wrong.push(*id);
        }
    }
    // Rows without a client can't be: a foreign key holds them. Those of merged records can. Missing ones were counted above.
    let left_over = usize::try_from(rows).unwrap_or(0).saturating_sub(ids.len());
    let report = IndexReport { looked_at: ids.len(), wrong: wrong.len().saturating_add(left_over) };
    Ok((report, wrong))
}

impl<'tx> Tx<'tx, Write> {
    /// Compares the index with what it is made from and puts it right; rebuilds the full-text index too.
    ///
    /// # Errors
    /// If the database fails.
    pub fn repair_clients(&mut self, may: &Permit<'tx, Repair>) -> Result<IndexReport> {
        let report = repair(self.conn, self.facts.at)?;
        diesel::sql_query("INSERT INTO client_fts (client_fts) VALUES ('rebuild')").execute(self.conn)?;
        self.detail(may, "wrong", report.wrong);
        Ok(report)
    }
}

fn repair(conn: &mut SqliteConnection, now: Timestamp) -> Result<IndexReport> {
    let (report, wrong) = compare(conn, now)?;
    let strays: Vec<i64> = clients::table
        .inner_join(client_index::table)
        .filter(clients::merged_into.is_not_null())
        .select(clients::id)
        .load(conn)?;
    for id in strays {
        diesel::delete(client_index::table.find(id)).execute(conn)?;
    }
    for id in wrong {
        let row = compute(conn, id, now)?;
        diesel::insert_into(client_index::table)
            .values(&row)
            .on_conflict(client_index::client_id)
            .do_update()
            .set(&row)
            .execute(conn)?;
    }
    Ok(report)
}
