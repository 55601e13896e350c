//! The client list: four sorts in both directions, filters, search; paged by key, so that a page stays right while others write.
//!
//! Without a search a page is one query on the index of its sort. A search is exact and bounded: words of three and more letters are asked
//! of the full-text index, and up to 2,000 finds are sorted here. More finds, or only shorter words, are looked for by walking the index of
//! the sort, at most 20,000 rows a page: such a page may be short while more follow.

mod find;
mod page;
mod rows;
mod walk;

use std::cmp::Ordering;

use studio_domain::{
    ArtistId, ClientId, ClientSort, ClientStatus, ContentHash, Needle, Order, Timestamp, Version,
};

use super::card::Named;

/// What to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientQuery {
    /// What must all stand in the search text ([`studio_domain::needles`]).
    pub needles: Vec<Needle>,
    /// Active, archived, or both.
    pub status: Option<ClientStatus>,
    /// Only of this assigned artist.
    pub artist: Option<ArtistId>,
    /// Only with an appointment ahead.
    pub upcoming: bool,
    /// What to sort by; missing dates come last in both directions.
    pub sort: ClientSort,
    /// Which end first.
    pub order: Order,
    /// Rows a page, at most 200.
    pub limit: usize,
    /// Where the page before ended.
    pub after: Option<ClientCursor>,
}

impl ClientQuery {
    /// Whether a search text has everything that is looked for.
    fn is_met_by(&self, search_text: &str) -> bool {
        self.needles.iter().all(|needle| needle.stands_in(search_text))
    }
}

impl Default for ClientQuery {
    fn default() -> Self {
        Self {
            needles: Vec::new(),
            status: Some(ClientStatus::Active),
            artist: None,
            upcoming: false,
            sort: ClientSort::Name,
            order: Order::Asc,
            limit: 50,
            after: None,
        }
    }
}

/// Where a page ended: the sort key and id of its last row. It holds even if that row goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCursor {
    /// Sort key.
    pub key: CursorKey,
    /// Id, for rows of the same key.
    pub id: ClientId,
}

/// A sort key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CursorKey {
    /// A name, folded.
    Text(String),
    /// A moment, in milliseconds.
    At(i64),
    /// No such date.
    Missing,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientRow {
    /// Id.
    pub id: ClientId,
    /// Full name.
    pub name: String,
    /// Phone as typed.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Instagram name without `@`.
    pub instagram: Option<String>,
    /// The small picture of the photo, if there is one.
    pub photo: Option<ContentHash>,
    /// Assigned artist.
    pub artist: Option<Named<ArtistId>>,
    /// Start of the next appointment.
    pub next_appointment: Option<Timestamp>,
    /// Start of the last appointment.
    pub last_appointment: Option<Timestamp>,
    /// When the record was made.
    pub created_at: Timestamp,
    /// Active or archived.
    pub status: ClientStatus,
    /// Whether the client is the acting artist's own.
    pub mine: bool,
    /// For saving without overwriting others.
    pub version: Version,
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientPage {
    /// The rows.
    pub items: Vec<ClientRow>,
    /// Where the next page begins; `None`: there is none.
    pub next: Option<ClientCursor>,
}

/// What a row of the index says about its place in a sort.
#[derive(Debug, Clone)]
struct Keys {
    id: i64,
    name: String,
    next: Option<i64>,
    last: Option<i64>,
    registered: i64,
}

impl Keys {
    fn cursor(&self, sort: ClientSort) -> ClientCursor {
        let at = |moment: Option<i64>| moment.map_or(CursorKey::Missing, CursorKey::At);
        let key = match sort {
            ClientSort::Name => CursorKey::Text(self.name.clone()),
            ClientSort::Next => at(self.next),
            ClientSort::Last => at(self.last),
            ClientSort::Registered => CursorKey::At(self.registered),
        };
        ClientCursor { key, id: ClientId::new(self.id) }
    }
}

/// Which of two places comes first.
fn compare(a: &ClientCursor, b: &ClientCursor, order: Order) -> Ordering {
    let keys = match (&a.key, &b.key) {
        (CursorKey::Missing, CursorKey::Missing) => Ordering::Equal,
        (CursorKey::Missing, _) => return Ordering::Greater,
        (_, CursorKey::Missing) => return Ordering::Less,
        (CursorKey::At(a), CursorKey::At(b)) => a.cmp(b),
        (CursorKey::Text(a), CursorKey::Text(b)) => a.cmp(b),
        // A cursor of another sort: any order is as good, and none is reached through a checked cursor.
        (CursorKey::At(_), CursorKey::Text(_)) => Ordering::Less,
        (CursorKey::Text(_), CursorKey::At(_)) => Ordering::Greater,
    };
    let ordering = keys.then(a.id.cmp(&b.id));
    match order {
        Order::Asc => ordering,
        Order::Desc => ordering.reverse(),
    }
}

#[cfg(test)]
mod tests;
