//! The one way in which an appointment changes: compared field by field with what it was, so that each change is kept with what it was and
//! what it became, and saved only if nobody else saved it meanwhile.

use diesel::prelude::*;
use diesel::sqlite::{Sqlite, SqliteConnection};
use studio_domain::{AppointmentStatus, Timestamp, UserId, Version};

use crate::actions::Appointment;
use crate::clients::index;
use crate::error::{Error, Result};
use crate::guard::{Guarded, Permit, Row as _};
use crate::kept::kept_update;
use crate::schema::{appointment_changes, appointments};
use crate::tx::{Tx, Write};

/// Everything of an appointment that may change.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = appointments, check_for_backend(Sqlite), treat_none_as_null = true)]
pub(super) struct Stored {
    pub(super) artist_id: i64,
    pub(super) starts_at: i64,
    pub(super) ends_at: i64,
    pub(super) status: String,
    pub(super) service_id: Option<i64>,
    pub(super) service: String,
    pub(super) placement: Option<String>,
    pub(super) style: Option<String>,
    pub(super) price_cents: Option<i64>,
    pub(super) deposit_cents: Option<i64>,
    pub(super) commission_override_bp: Option<i64>,
    pub(super) notes: String,
    pub(super) continues_id: Option<i64>,
    pub(super) arrived_at: Option<i64>,
    pub(super) started_at: Option<i64>,
    pub(super) completed_at: Option<i64>,
    pub(super) cancelled_by: Option<String>,
    pub(super) cancel_reason: String,
    pub(super) cancelled_late: bool,
    pub(super) imported: bool,
}

/// How a value stands in the history: as it is stored, moments as RFC 3339 in UTC, nothing for what is empty.
trait Told {
    fn told(&self) -> Option<String>;
}

impl Told for i64 {
    fn told(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Told for bool {
    fn told(&self) -> Option<String> {
        Some(if *self { "yes" } else { "no" }.to_owned())
    }
}

impl Told for String {
    fn told(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.clone())
    }
}

impl<T: Told> Told for Option<T> {
    fn told(&self) -> Option<String> {
        self.as_ref().and_then(Told::told)
    }
}

/// A moment as it stands in the history.
struct Moment(Option<i64>);

impl Told for Moment {
    fn told(&self) -> Option<String> {
        self.0.map(|at| Timestamp::from_millis(at).to_rfc3339())
    }
}

/// A field that changed: its name, what it was and what it became.
type Changed = (&'static str, Option<String>, Option<String>);

impl Stored {
    /// What differs, in the order in which people ask for it.
    fn differences(&self, new: &Self) -> Vec<Changed> {
        macro_rules! fields {
            ($($name:ident = $field:literal),+; moments $($at:ident),+) => {[
                $(($field, self.$name.told(), new.$name.told()),)+
                $((stringify!($at), Moment(self.$at.into()).told(), Moment(new.$at.into()).told()),)+
            ]};
        }
        let all = fields! {
            status = "status", artist_id = "artist_id", service_id = "service_id", service = "service",
            placement = "placement", style = "style", price_cents = "price", deposit_cents = "deposit",
            commission_override_bp = "commission", notes = "notes", continues_id = "continues_id",
            cancelled_by = "cancelled_by", cancel_reason = "reason", cancelled_late = "late";
            moments starts_at, ends_at, arrived_at, started_at, completed_at
        };
        all.into_iter().filter(|(_, was, became)| was != became).collect()
    }

    pub(super) fn status(&self) -> Result<AppointmentStatus> {
        AppointmentStatus::parse(&self.status).map_err(|_unknown| Error::damaged("appointments.status"))
    }
}

/// Keeps in the history what happened; without fields, as one row that has none.
pub(super) fn keep(
    conn: &mut SqliteConnection,
    appointment: i64,
    (by, at): (Option<UserId>, Timestamp),
    what: &str,
    changed: &[Changed],
) -> Result<()> {
    let none = [("", None, None)];
    for (field, was, became) in if changed.is_empty() { &none } else { changed } {
        diesel::insert_into(appointment_changes::table)
            .values((
                appointment_changes::appointment_id.eq(appointment),
                appointment_changes::changed_at.eq(at.millis()),
                appointment_changes::changed_by.eq(by.map(UserId::get)),
                appointment_changes::what.eq(what),
                appointment_changes::field.eq(Some(*field).filter(|field| !field.is_empty())),
                appointment_changes::was.eq(was.as_deref()),
                appointment_changes::became.eq(became.as_deref()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

impl<'tx> Tx<'tx, Write> {
    /// Changes an appointment as it was at `version`, and says in the history and in the log what happened. What comes to nothing leaves
    /// nothing behind and answers the version that is there.
    pub(super) fn change_appointment<A: Guarded<On = Appointment>>(
        &mut self,
        may: &Permit<'tx, A>,
        version: Version,
        what: &str,
        change: impl FnOnce(&mut Stored) -> Result<()>,
    ) -> Result<Version> {
        let id = may.id.get();
        let (now, client, old): (i64, i64, Stored) = appointments::table
            .find(id)
            .select((appointments::version, appointments::client_id, Stored::as_select()))
            .get_result(self.conn)?;
        if now != version.get() {
            return Err(Error::Stale {
                kind: Appointment::KIND,
                id,
                expected: version,
                now: Version::new(now),
            });
        }
        let mut new = old.clone();
        change(&mut new)?;
        let moved =
            (old.artist_id, old.starts_at, old.ends_at) != (new.artist_id, new.starts_at, new.ends_at);
        // What was brought in as it was is one of today's from the moment that somebody moves it.
        new.imported = new.imported && !moved;
        let changed = old.differences(&new);
        if changed.is_empty() {
            self.forget(may);
            return Ok(version);
        }
        let at = self.facts.at;
        let here = appointments::id.eq(id).and(appointments::version.eq(now));
        let changes = (
            &new,
            appointments::updated_at.eq(at.millis()),
            appointments::version.eq(appointments::version + 1),
        );
        kept_update(appointments::table, here, changes).execute(self.conn)?;
        keep(self.conn, id, (self.facts.user, at), what, &changed)?;
        index::refresh(self.conn, client, at)?;
        self.detail(may, "act", what);
        let fields: Vec<&str> = changed.iter().map(|(field, ..)| *field).collect();
        self.detail(may, "changed", fields);
        if moved {
            for (key, value) in [("from", old.starts_at), ("to", new.starts_at)] {
                self.detail(may, key, Timestamp::from_millis(value).to_rfc3339());
            }
        }
        Ok(version.next())
    }
}
