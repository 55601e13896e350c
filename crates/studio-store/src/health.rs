//! Health screenings: sealed answers, each at its moment. Reading them is in the log.

use diesel::prelude::*;
use studio_domain::{ClientId, ScreeningId, Timestamp, UserId};

use crate::actions::ReadScreenings;
use crate::capped::CappedDsl;
use crate::clients::merged::{of_whole, whole};
use crate::error::Result;
use crate::guard::Permit;
use crate::page::{PAGE, Page, take_page};
use crate::schema::{screenings, users};
use crate::tx::Tx;

/// A screening as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedScreening {
    /// Id.
    pub id: ScreeningId,
    /// The record that it was made for, which may have been merged since; part of what its seal is bound to.
    pub client: ClientId,
    /// When it was answered; part of what its seal is bound to.
    pub answered_at: Timestamp,
    /// Who recorded it, with the user name of today; `None`: the operator or an import.
    pub recorded_by: Option<(UserId, String)>,
    /// Whether it came with an import.
    pub imported: bool,
    /// The answers, sealed.
    pub sealed: Vec<u8>,
}

type Row = (i64, i64, i64, Option<i64>, bool, Vec<u8>, Option<String>);

impl<'tx, M> Tx<'tx, M> {
    /// The newest screenings of a client, newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn screenings(&mut self, may: &Permit<'tx, ReadScreenings>) -> Result<Page<SealedScreening>> {
        let whole = whole(self.conn, may.id.get())?;
        let screenings = screenings::table.left_join(users::table).into_boxed();
        let rows: Vec<Row> = of_whole!(screenings, screenings::client_id, whole)
            .order((screenings::answered_at.desc(), screenings::id.desc()))
            .select((
                screenings::id,
                screenings::client_id,
                screenings::answered_at,
                screenings::recorded_by,
                screenings::imported,
                screenings::sealed,
                users::user_name.nullable(),
            ))
            .capped::<{ PAGE + 1 }>()
            .load(self.conn)?;
        let items = rows
            .into_iter()
            .map(|(id, client, at, by, imported, sealed, name)| SealedScreening {
                id: ScreeningId::new(id),
                client: ClientId::new(client),
                answered_at: Timestamp::from_millis(at),
                recorded_by: by.map(UserId::new).zip(name),
                imported,
                sealed,
            })
            .collect();
        Ok(take_page(items))
    }
}
