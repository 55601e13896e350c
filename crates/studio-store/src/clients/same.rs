//! Likely duplicates of the whole studio: records that share a phone, an email or a handle.
//!
//! Each likeness is walked along its index, so that a page ends where it is full. Names with dates of birth have none: they are compared when
//! a record is saved and on the client's own page.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::SqliteConnection;
use studio_domain::ClientId;

use super::card::Named;
use super::duplicates::Likeness;
use crate::actions::ListClients;
use crate::error::Result;
use crate::guard::ListPermit;
use crate::page::{PAGE, Page};
use crate::schema::clients;
use crate::tx::Tx;

/// Records of which each says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicateGroup {
    /// What is the same.
    pub by: Likeness,
    /// The records, oldest first.
    pub clients: Vec<Named<ClientId>>,
    /// Where the list goes on after this group.
    pub cursor: DuplicateCursor,
}

/// A place in the list of likely duplicates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicateCursor {
    by: Likeness,
    value: String,
}

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Text)]
    value: String,
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// What is walked for one likeness: what is shared, where, and the rows that count. The words are those of the indexes.
struct Walk {
    by: Likeness,
    from: &'static str,
    value: &'static str,
    filled: &'static str,
    id: &'static str,
}

const WALKS: [Walk; 3] = [
    Walk {
        by: Likeness::Phone,
        from: "client_index",
        value: "phone_digits",
        filled: "phone_digits <> ''",
        id: "client_id",
    },
    Walk {
        by: Likeness::Email,
        from: "clients",
        value: "lower(email)",
        filled: "email IS NOT NULL",
        id: "id",
    },
    Walk {
        by: Likeness::Instagram,
        from: "clients",
        value: "lower(instagram)",
        filled: "instagram IS NOT NULL",
        id: "id",
    },
];

/// Records that were merged are told as the kept one. A phone that only a merged record had is not walked: the index of phones has those
/// of lists.
impl Walk {
    fn values(&self, conn: &mut SqliteConnection, after: &str) -> Result<Vec<String>> {
        let Self { from, value, filled, .. } = self;
        let values = diesel::sql_query(format!(
            "SELECT {value} AS value FROM {from} WHERE {filled} AND {value} > ?
              GROUP BY {value} HAVING count(*) > 1 ORDER BY {value} LIMIT {}",
            PAGE + 1
        ));
        let values: Vec<Value> = values.bind::<Text, _>(after).load(conn)?;
        Ok(values.into_iter().map(|row| row.value).collect())
    }

    fn group(&self, conn: &mut SqliteConnection, value: String) -> Result<DuplicateGroup> {
        let Self { from, value: shared, filled, id, by } = self;
        let ids = diesel::sql_query(format!(
            "SELECT {id} AS id FROM {from} WHERE {filled} AND {shared} = ? ORDER BY {id} LIMIT {MOST}"
        ));
        let ids: Vec<i64> =
            ids.bind::<Text, _>(&value).load::<Id>(conn)?.into_iter().map(|row| row.id).collect();
        let kept: Vec<(i64, Option<i64>)> = clients::table
            .filter(clients::id.eq_any(ids))
            .select((clients::id, clients::merged_into))
            .load(conn)?;
        let kept: BTreeSet<i64> = kept.into_iter().map(|(id, into)| into.unwrap_or(id)).collect();
        let records: Vec<(i64, String)> = clients::table
            .filter(clients::id.eq_any(kept))
            .order(clients::id)
            .select((clients::id, clients::name))
            .load(conn)?;
        Ok(DuplicateGroup {
            by: *by,
            clients: records.into_iter().map(|(id, name)| Named { id: ClientId::new(id), name }).collect(),
            cursor: DuplicateCursor { by: *by, value },
        })
    }
}

/// The most records of one group.
const MOST: usize = 20;

/// Numbers of fewer digits say too little.
const PHONE_DIGITS: usize = 7;

impl<'tx, M> Tx<'tx, M> {
    /// One page of likely duplicates: by phone, then by email, then by handle.
    ///
    /// # Errors
    /// If the database fails.
    pub fn duplicate_groups(
        &mut self,
        _may: &ListPermit<'tx, ListClients>,
        after: Option<&DuplicateCursor>,
    ) -> Result<Page<DuplicateGroup>> {
        let mut items = Vec::new();
        for walk in &WALKS {
            let mut from = match after {
                Some(after) if walk.by < after.by => continue,
                Some(after) if walk.by == after.by => after.value.clone(),
                _ => String::new(),
            };
            while items.len() <= PAGE {
                let values = walk.values(self.conn, &from)?;
                let Some(last) = values.last() else { break };
                from.clone_from(last);
                for value in values {
                    if walk.by == Likeness::Phone && value.len() < PHONE_DIGITS {
                        continue;
                    }
                    let group = walk.group(self.conn, value)?;
                    // What is left of two records that were made one.
                    if group.clients.len() > 1 {
                        items.push(group);
                    }
                }
            }
        }
        let more = items.len() > PAGE;
        items.truncate(PAGE);
        Ok(Page { items, more })
    }
}
