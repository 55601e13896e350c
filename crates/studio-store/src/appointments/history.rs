//! What happened to an appointment: who, when, and of each field what it was and what it became.

use std::collections::HashMap;

use diesel::prelude::*;
use studio_domain::{Timestamp, UserId};

use crate::actions::ReadAppointment;
use crate::capped::CappedDsl;
use crate::error::Result;
use crate::guard::Permit;
use crate::page::{PAGE, Page, take_page};
use crate::schema::{appointment_changes, artists, users};
use crate::tx::Tx;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentChange {
    /// Its number; later ones are greater.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// By whom, with the user name of today; `None`: the operator or an import.
    pub by: Option<(UserId, String)>,
    /// What happened: a stable code such as `booked`, `moved` or `cancelled`.
    pub what: String,
    /// Which field; `None`: the appointment as a whole.
    pub field: Option<String>,
    /// What it was; an artist by name.
    pub was: Option<String>,
    /// What it became.
    pub became: Option<String>,
}

type Row = (i64, i64, Option<i64>, Option<String>, String, Option<String>, Option<String>, Option<String>);

impl<'tx, M> Tx<'tx, M> {
    /// One page of the changes, newest first, older than the one given. A commission is left out for those who may not see rates.
    ///
    /// # Errors
    /// If the database fails.
    pub fn appointment_history(
        &mut self,
        may: &Permit<'tx, ReadAppointment>,
        before: Option<i64>,
    ) -> Result<Page<AppointmentChange>> {
        let rows: Vec<Row> = appointment_changes::table
            .left_join(users::table)
            .filter(appointment_changes::appointment_id.eq(may.id.get()))
            .filter(appointment_changes::id.lt(before.unwrap_or(i64::MAX)))
            .order(appointment_changes::id.desc())
            .select((
                appointment_changes::id,
                appointment_changes::changed_at,
                appointment_changes::changed_by,
                users::user_name.nullable(),
                appointment_changes::what,
                appointment_changes::field,
                appointment_changes::was,
                appointment_changes::became,
            ))
            .capped::<{ PAGE + 1 }>()
            .load(self.conn)?;
        let mut names = HashMap::new();
        let mut page = Vec::with_capacity(rows.len());
        for (id, at, by, name, what, field, was, became) in rows {
            let mut told = |value: Option<String>| match (field.as_deref(), value) {
                (Some("artist_id"), Some(artist)) => self.artist_name(&mut names, artist).map(Some),
                (_, value) => Ok(value),
            };
            let (was, became) = (told(was)?, told(became)?);
            page.push(AppointmentChange {
                id,
                at: Timestamp::from_millis(at),
                by: by.map(UserId::new).zip(name),
                what,
                was,
                became,
                field,
            });
        }
        Ok(take_page(page))
    }

    /// The name of an artist whose number stands in the history.
    fn artist_name(&mut self, known: &mut HashMap<String, String>, id: String) -> Result<String> {
        if let Some(name) = known.get(&id) {
            return Ok(name.clone());
        }
        let number: i64 = id.parse().unwrap_or_default();
        let found: Option<String> =
            artists::table.find(number).select(artists::name).get_result(self.conn).optional()?;
        let name = found.unwrap_or_else(|| id.clone());
        known.insert(id, name.clone());
        Ok(name)
    }
}
