//! Filling in the rows of a page.

use std::collections::HashMap;

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{AppointmentStatus, ArtistId, ClientId, ClientStatus, Timestamp, Version};

use super::super::card::Named;
use super::walk::{Segment, with_records};
use super::{ClientQuery, ClientRow, Keys};
use crate::capped::CappedDsl;
use crate::error::Result;
use crate::guard::Rows;
use crate::media;
use crate::schema::{appointments, artists, client_index, client_photos, clients};

/// A row with its place in the sort.
pub(super) type Placed = (Keys, ClientRow);

type Columns = (
    (i64, String, Option<i64>, Option<i64>, i64, bool, Option<i64>),
    (String, Option<String>, Option<String>, Option<String>, i64),
    Option<Vec<u8>>,
);

macro_rules! columns {
    () => {
        (
            (
                client_index::client_id,
                client_index::name_key,
                client_index::next_at,
                client_index::last_at,
                client_index::created_at,
                client_index::archived,
                client_index::artist_id,
            ),
            (clients::name, clients::phone, clients::email, clients::instagram, clients::version),
            client_photos::small.nullable(),
        )
    };
}

/// The next rows of one side and segment, straight from the index of the sort.
pub(super) fn next_rows(
    conn: &mut SqliteConnection,
    query: &ClientQuery,
    rows: Rows,
    archived: bool,
    segment: Segment,
) -> Result<Vec<Placed>> {
    let sql = with_records(query, rows, archived, segment).select(columns!());
    let found: Vec<Columns> =
        if query.limit <= 50 { sql.capped::<51>().load(conn)? } else { sql.capped::<201>().load(conn)? };
    found.into_iter().map(placed).collect()
}

/// The rows of these places, in their order.
pub(super) fn rows_at(conn: &mut SqliteConnection, hits: &[Keys]) -> Result<Vec<ClientRow>> {
    if hits.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = hits.iter().map(|hit| hit.id).collect();
    let found: Vec<Columns> = clients::table
        .inner_join(client_index::table)
        .left_join(client_photos::table)
        .filter(client_index::client_id.eq_any(&ids))
        .select(columns!())
        .load(conn)?;
    let mut by_id: HashMap<i64, ClientRow> = found
        .into_iter()
        .map(|columns| placed(columns).map(|(keys, row)| (keys.id, row)))
        .collect::<Result<_>>()?;
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

fn placed((index, record, photo): Columns) -> Result<Placed> {
    let (id, name_key, next, last, registered, archived, artist) = index;
    let (name, phone, email, instagram, version) = record;
    let row = ClientRow {
        id: ClientId::new(id),
        name,
        phone,
        email,
        instagram,
        photo: photo.as_deref().map(media::hash).transpose()?,
        artist: artist.map(|id| Named { id: ArtistId::new(id), name: String::new() }),
        next_appointment: next.map(Timestamp::from_millis),
        last_appointment: last.map(Timestamp::from_millis),
        created_at: Timestamp::from_millis(registered),
        status: if archived { ClientStatus::Archived } else { ClientStatus::Active },
        mine: false,
        version: Version::new(version),
    };
    Ok((Keys { id, name: name_key, next, last, registered }, row))
}

/// Names of the artists of a page: a studio has few.
pub(super) fn name_artists(conn: &mut SqliteConnection, rows: &mut [ClientRow]) -> Result<()> {
    if rows.iter().all(|row| row.artist.is_none()) {
        return Ok(());
    }
    let names: Vec<(i64, String)> = artists::table.select((artists::id, artists::name)).load(conn)?;
    for artist in rows.iter_mut().filter_map(|row| row.artist.as_mut()) {
        if let Some((_, name)) = names.iter().find(|(id, _)| *id == artist.id.get()) {
            artist.name.clone_from(name);
        }
    }
    Ok(())
}

/// Marks the clients of a page that are the artist's own, with one query for the whole page. It goes from each client to the
/// appointments, not from the artist, who has thousands.
pub(super) fn mark_own(conn: &mut SqliteConnection, rows: &mut [ClientRow], artist: ArtistId) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id.get()).collect();
    let met = appointments::table
        .filter(appointments::client_id.eq(clients::id))
        .filter(appointments::artist_id.eq(artist.get()))
        .filter(appointments::status.ne(AppointmentStatus::Cancelled.code()))
        .select(appointments::id);
    let mut own: Vec<i64> = clients::table
        .filter(clients::id.eq_any(&ids))
        .filter(clients::preferred_artist_id.eq(artist.get()).or(exists(met)))
        .select(clients::id)
        .load(conn)?;
    // Through the records that were merged into a client.
    own.append(
        &mut clients::table
            .filter(clients::merged_into.eq_any(&ids))
            .filter(exists(met))
            .select(clients::merged_into.assume_not_null())
            .load(conn)?,
    );
    for row in rows {
        row.mine = own.contains(&row.id.get());
    }
    Ok(())
}
