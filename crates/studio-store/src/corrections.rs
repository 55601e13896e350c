//! Corrections of clients' records: sent by those who may not change the record, decided by those who may.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{
    ClientId, CorrectionField, CorrectionId, CorrectionOutcome, Reason, Timestamp, UserId, Version,
};

use crate::actions::{EditClient, ListCorrections, ReadCorrections, SendCorrection};
use crate::capped::CappedDsl;
use crate::clients::Named;
use crate::clients::merged::{of_whole, whole};
use crate::error::{Error, Result};
use crate::guard::{ListPermit, Permit};
use crate::page::{PAGE, Page, take_page};
use crate::schema::{clients, corrections, users};
use crate::tx::{Tx, Write};
use crate::versioned::saved;

/// Name of the row in errors.
const KIND: &str = "correction";
/// So many of a client's corrections are shown.
const SHOWN: usize = 20;

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Id.
    pub id: CorrectionId,
    /// Whose record it is about, with the name of today.
    pub client: Named<ClientId>,
    /// What is wrong there.
    pub field: CorrectionField,
    /// What stood there when it was sent.
    pub was: String,
    /// What should stand there; empty: nothing.
    pub value: String,
    /// How the sender knows.
    pub reason: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// By whom, with the user name of today; `None`: the operator.
    pub sent_by: Option<(UserId, String)>,
    /// What became of it; `None`: it is open.
    pub decision: Option<CorrectionDecision>,
    /// For deciding about it without overwriting others.
    pub version: Version,
}

/// What became of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionDecision {
    /// Applied or declined.
    pub outcome: CorrectionOutcome,
    /// When.
    pub decided_at: Timestamp,
    /// User name of who decided; `None`: the operator.
    pub decided_by: Option<String>,
    /// What the sender is told; may be empty.
    pub answer: String,
}

/// A correction to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCorrection {
    /// What is wrong.
    pub field: CorrectionField,
    /// What stands there now.
    pub was: String,
    /// What should stand there.
    pub value: String,
    /// How the sender knows.
    pub reason: Reason,
}

type Sent = (i64, i64, String, String, String, String, String, i64, Option<i64>, Option<String>);
type Decided = (Option<i64>, Option<i64>, Option<String>, String, i64);

/// The columns of a correction, with the names of its client and its sender.
macro_rules! rows {
    () => {
        corrections::table
            .inner_join(clients::table)
            .left_join(users::table.on(users::id.nullable().eq(corrections::sent_by)))
            .select((
                (
                    corrections::id,
                    corrections::client_id,
                    clients::name,
                    corrections::field,
                    corrections::was,
                    corrections::value,
                    corrections::reason,
                    corrections::sent_at,
                    corrections::sent_by,
                    users::user_name.nullable(),
                ),
                (
                    corrections::decided_at,
                    corrections::decided_by,
                    corrections::outcome,
                    corrections::answer,
                    corrections::version,
                ),
            ))
    };
}

/// A row as it is told; who decided is looked up apart: most are open.
fn told(conn: &mut SqliteConnection, (sent, decided): (Sent, Decided)) -> Result<Correction> {
    let (id, client, name, field, was, value, reason, sent_at, sent_by, sender) = sent;
    let (decided_at, decided_by, outcome, answer, version) = decided;
    let decision = match (decided_at, outcome) {
        (Some(at), Some(outcome)) => Some(CorrectionDecision {
            outcome: CorrectionOutcome::parse(&outcome)
                .map_err(|_unknown| Error::damaged("corrections.outcome"))?,
            decided_at: Timestamp::from_millis(at),
            decided_by: match decided_by {
                Some(user) => Some(users::table.find(user).select(users::user_name).get_result(conn)?),
                None => None,
            },
            answer,
        }),
        _ => None,
    };
    Ok(Correction {
        id: CorrectionId::new(id),
        client: Named { id: ClientId::new(client), name },
        field: CorrectionField::parse(&field).map_err(|_unknown| Error::damaged("corrections.field"))?,
        was,
        value,
        reason,
        sent_at: Timestamp::from_millis(sent_at),
        sent_by: sent_by.map(UserId::new).zip(sender),
        decision,
        version: Version::new(version),
    })
}

impl<'tx, M> Tx<'tx, M> {
    /// The newest corrections of a client's record, newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn corrections(&mut self, may: &Permit<'tx, ReadCorrections>) -> Result<Vec<Correction>> {
        let whole = whole(self.conn, may.id.get())?;
        let found: Vec<(Sent, Decided)> = of_whole!(rows!().into_boxed(), corrections::client_id, whole)
            .order((corrections::sent_at.desc(), corrections::id.desc()))
            .capped::<SHOWN>()
            .load(self.conn)?;
        found.into_iter().map(|row| told(self.conn, row)).collect()
    }

    /// One correction of this client's record.
    ///
    /// # Errors
    /// [`Error::NotFound`], also if it is about another client.
    pub fn correction(&mut self, may: &Permit<'tx, ReadCorrections>, id: CorrectionId) -> Result<Correction> {
        let whole = whole(self.conn, may.id.get())?;
        let one = rows!().filter(corrections::id.eq(id.get())).into_boxed();
        let found: Option<(Sent, Decided)> =
            of_whole!(one, corrections::client_id, whole).get_result(self.conn).optional()?;
        told(self.conn, found.ok_or_else(|| Error::not_found(KIND, id))?)
    }

    /// One page of what waits for a decision, oldest first, after the one given.
    ///
    /// # Errors
    /// If the database fails.
    pub fn open_corrections(
        &mut self,
        _may: &ListPermit<'tx, ListCorrections>,
        after: Option<(Timestamp, CorrectionId)>,
    ) -> Result<Page<Correction>> {
        let mut query = rows!().filter(corrections::decided_at.is_null()).into_boxed();
        if let Some((at, id)) = after {
            query = query
                .filter(corrections::sent_at.ge(at.millis()))
                .filter(corrections::sent_at.gt(at.millis()).or(corrections::id.gt(id.get())));
        }
        let found: Vec<(Sent, Decided)> = query
            .order((corrections::sent_at.asc(), corrections::id.asc()))
            .capped::<{ PAGE + 1 }>()
            .load(self.conn)?;
        let items: Result<Vec<_>> = found.into_iter().map(|row| told(self.conn, row)).collect();
        Ok(take_page(items?))
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Keeps a correction for whoever decides. The log has the field, not what it says.
    ///
    /// # Errors
    /// If the database fails.
    pub fn send_correction(
        &mut self,
        may: &Permit<'tx, SendCorrection>,
        new: &NewCorrection,
    ) -> Result<CorrectionId> {
        let id: i64 = diesel::insert_into(corrections::table)
            .values((
                corrections::client_id.eq(may.id.get()),
                corrections::field.eq(new.field.code()),
                corrections::was.eq(&new.was),
                corrections::value.eq(&new.value),
                corrections::reason.eq(new.reason.as_str()),
                corrections::sent_at.eq(self.facts.at.millis()),
                corrections::sent_by.eq(self.facts.user.map(UserId::get)),
            ))
            .returning(corrections::id)
            .get_result(self.conn)?;
        self.detail(may, "correction", id);
        self.detail(may, "field", new.field.code());
        Ok(CorrectionId::new(id))
    }

    /// Closes a correction of this client's record: whoever may change the record decides.
    ///
    /// # Errors
    /// [`Error::Stale`] if somebody else decided meanwhile.
    pub fn decide_correction(
        &mut self,
        may: &Permit<'tx, EditClient>,
        id: CorrectionId,
        version: Version,
        outcome: CorrectionOutcome,
        answer: &str,
    ) -> Result<()> {
        let whole = whole(self.conn, may.id.get())?;
        let here = corrections::table.find(id.get()).filter(corrections::client_id.eq_any(whole));
        let hit = diesel::update(here.clone().filter(corrections::version.eq(version.get())))
            .set((
                corrections::decided_at.eq(self.facts.at.millis()),
                corrections::decided_by.eq(self.facts.user.map(UserId::get)),
                corrections::outcome.eq(outcome.code()),
                corrections::answer.eq(answer),
                corrections::version.eq(corrections::version + 1),
            ))
            .execute(self.conn)?;
        saved(hit, KIND, id.get(), version, || {
            Ok(here.select(corrections::version).get_result(self.conn)?)
        })?;
        self.detail(may, "correction", id.get());
        self.detail(may, "outcome", outcome.code());
        Ok(())
    }
}
