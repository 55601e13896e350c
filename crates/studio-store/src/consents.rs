//! Consents: events that say who agreed to what. The state of a kind is its newest event.

use diesel::prelude::*;
use studio_domain::{ConsentAct, ConsentId, ConsentKind, ConsentManner, Timestamp, UserId};

use crate::actions::ReadConsents;
use crate::clients::merged::{of_whole, whole};
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::schema::{consents, users};
use crate::tx::Tx;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Id.
    pub id: ConsentId,
    /// To what.
    pub kind: ConsentKind,
    /// What was said.
    pub act: ConsentAct,
    /// How it was recorded.
    pub manner: ConsentManner,
    /// When.
    pub recorded_at: Timestamp,
    /// By whom, with the user name of today; `None`: the operator or an import.
    pub recorded_by: Option<(UserId, String)>,
}

type Row = (i64, String, String, String, i64, Option<i64>, Option<String>);

impl<'tx, M> Tx<'tx, M> {
    /// All events of a client, newest first: a client has few.
    ///
    /// # Errors
    /// If the database fails.
    pub fn consents(&mut self, may: &Permit<'tx, ReadConsents>) -> Result<Vec<Consent>> {
        let whole = whole(self.conn, may.id.get())?;
        let consents = consents::table.left_join(users::table).into_boxed();
        let rows: Vec<Row> = of_whole!(consents, consents::client_id, whole)
            .select((
                consents::id,
                consents::kind,
                consents::act,
                consents::manner,
                consents::recorded_at,
                consents::recorded_by,
                users::user_name.nullable(),
            ))
            .load(self.conn)?;
        let mut all = rows.into_iter().map(consent).collect::<Result<Vec<_>>>()?;
        all.sort_by_key(|consent| std::cmp::Reverse((consent.recorded_at, consent.id)));
        Ok(all)
    }
}

fn consent((id, kind, act, manner, at, by, name): Row) -> Result<Consent> {
    Ok(Consent {
        id: ConsentId::new(id),
        kind: ConsentKind::parse(&kind).map_err(|_why| Error::damaged("consents.kind"))?,
        act: ConsentAct::parse(&act).map_err(|_why| Error::damaged("consents.act"))?,
        manner: ConsentManner::parse(&manner).map_err(|_why| Error::damaged("consents.manner"))?,
        recorded_at: Timestamp::from_millis(at),
        recorded_by: by.map(UserId::new).zip(name),
    })
}
