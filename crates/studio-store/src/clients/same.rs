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

impl DuplicateCursor {
    /// The place after the group of this likeness and value.
    #[must_use]
    pub const fn after(by: Likeness, value: String) -> Self {
        Self { by, value }
    }

    /// What is the same in the group, and its value.
    #[must_use]
    pub fn place(&self) -> (Likeness, &str) {
        (self.by, &self.value)
    }
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

/// What is walked for one likeness, in the words of its index.
struct Walk {
    by: Likeness,
    /// Values behind one that more than one record has; one more than a page.
    values: &'static str,
    /// Records of a value; more than these few are not told.
    group: &'static str,
}

const WALKS: [Walk; 3] = [
    Walk {
        by: Likeness::Phone,
        values: "SELECT phone_digits AS value FROM client_index WHERE phone_digits <> '' AND phone_digits > ?
                  GROUP BY phone_digits HAVING count(*) > 1 ORDER BY phone_digits LIMIT 51",
        group: "SELECT client_id AS id FROM client_index WHERE phone_digits <> '' AND phone_digits = ?
                 ORDER BY client_id LIMIT 20",
    },
    Walk {
        by: Likeness::Email,
        values: "SELECT lower(email) AS value FROM clients WHERE email IS NOT NULL AND lower(email) > ?
                  GROUP BY lower(email) HAVING count(*) > 1 ORDER BY lower(email) LIMIT 51",
        group: "SELECT id FROM clients WHERE email IS NOT NULL AND lower(email) = ? ORDER BY id LIMIT 20",
    },
    Walk {
        by: Likeness::Instagram,
        values: "SELECT lower(instagram) AS value FROM clients WHERE instagram IS NOT NULL AND lower(instagram) > ?
                  GROUP BY lower(instagram) HAVING count(*) > 1 ORDER BY lower(instagram) LIMIT 51",
        group: "SELECT id FROM clients WHERE instagram IS NOT NULL AND lower(instagram) = ? ORDER BY id LIMIT 20",
    },
];

/// Records that were merged are told as the kept one. A phone that only a merged record had is not walked: the index of phones has those
/// of lists.
impl Walk {
    fn values(&self, conn: &mut SqliteConnection, after: &str) -> Result<Vec<String>> {
        let values: Vec<Value> = diesel::sql_query(self.values).bind::<Text, _>(after).load(conn)?;
        Ok(values.into_iter().map(|row| row.value).collect())
    }

    fn group(&self, conn: &mut SqliteConnection, value: String) -> Result<DuplicateGroup> {
        let ids = diesel::sql_query(self.group).bind::<Text, _>(&value).load::<Id>(conn)?;
        let ids: Vec<i64> = ids.into_iter().map(|row| row.id).collect();
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
            by: self.by,
            clients: records.into_iter().map(|(id, name)| Named { id: ClientId::new(id), name }).collect(),
            cursor: DuplicateCursor { by: self.by, value },
        })
    }
}

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
