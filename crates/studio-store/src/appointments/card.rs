//! One appointment, as far as the reader may see it.

use diesel::prelude::*;
use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, BasisPoints, CancelledBy, Cents, ClientId, ServiceId,
    Timestamp, UserId, Version,
};
use studio_policy::Action;

use super::change::Stored;
use super::conflicts::client;
use crate::actions::SeeAppointment;
use crate::clients::Named;
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::schema::{appointments, artists, users};
use crate::tx::Tx;

/// An appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentCard {
    /// Id.
    pub id: AppointmentId,
    /// For whom; the record that stands for the client.
    pub client: Named<ClientId>,
    /// With whom.
    pub artist: Named<ArtistId>,
    /// The artist's colour.
    pub artist_colour: String,
    /// Start.
    pub starts_at: Timestamp,
    /// End.
    pub ends_at: Timestamp,
    /// How things stand with it.
    pub status: AppointmentStatus,
    /// For saving without overwriting others.
    pub version: Version,
    /// Everything else; `None`: the reader may not see it.
    pub details: Option<AppointmentFull>,
}

/// What only its artist, the desk and admins see of an appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentFull {
    /// The service that was chosen from the list.
    pub service_id: Option<ServiceId>,
    /// What is to be done; may be empty.
    pub service: String,
    /// Where on the body.
    pub placement: Option<String>,
    /// Style.
    pub style: Option<String>,
    /// Price, if one is agreed.
    pub price: Option<Cents>,
    /// Deposit that is asked for.
    pub deposit: Option<Cents>,
    /// Commission of its own, for its artist and those who set rates.
    pub commission: Option<BasisPoints>,
    /// About the booking; may be empty.
    pub notes: String,
    /// The session before this one.
    pub continues: Option<AppointmentId>,
    /// When the client came.
    pub arrived_at: Option<Timestamp>,
    /// When work began.
    pub started_at: Option<Timestamp>,
    /// When it was completed.
    pub completed_at: Option<Timestamp>,
    /// Who called it off.
    pub cancelled_by: Option<CancelledBy>,
    /// Why; may be empty.
    pub cancel_reason: String,
    /// Whether that was within the notice period.
    pub cancelled_late: bool,
    /// When the advice on aftercare was given.
    pub aftercare_at: Option<Timestamp>,
    /// Whether it was brought in from elsewhere and is as it was there.
    pub imported: bool,
    /// When it was booked.
    pub created_at: Timestamp,
    /// By whom; `None`: the operator or an import.
    pub created_by: Option<(UserId, String)>,
}

pub(super) type Rest = (i64, i64, Option<i64>, i64, Option<i64>, Option<String>, i64);

/// What is read of an appointment: what changes, the rest, and its artist's name and colour.
pub(super) type Whole = (Stored, Rest, (String, String));

/// The columns of [`Whole`].
macro_rules! whole_row {
    ($($more:expr)?) => {
        (
            Stored::as_select(),
            (
                appointments::id,
                appointments::client_id,
                appointments::aftercare_at,
                appointments::created_at,
                appointments::created_by,
                users::user_name.nullable(),
                appointments::version,
            ),
            (artists::name, artists::colour),
            $($more)?
        )
    };
}
pub(super) use whole_row;

impl<'tx, M> Tx<'tx, M> {
    /// The appointment.
    ///
    /// # Errors
    /// If the database fails.
    pub fn appointment_card(&mut self, may: &Permit<'tx, SeeAppointment>) -> Result<AppointmentCard> {
        let whole: Whole = appointments::table
            .inner_join(artists::table)
            .left_join(users::table)
            .filter(appointments::id.eq(may.id.get()))
            .select(whole_row!())
            .get_result(self.conn)?;
        let of = client(self.conn, whole.1.1)?.0;
        self.card_of(whole, of)
    }

    /// What the actor sees of one.
    pub(super) fn card_of(
        &self,
        (stored, rest, (artist, colour)): Whole,
        client: Named<ClientId>,
    ) -> Result<AppointmentCard> {
        let whose = ArtistId::new(stored.artist_id);
        let sees = self.decide(Action::AgendaDetails, self.whose(whose)).is_permit();
        let rates = self.acting.artist == Some(whose)
            || self.decide(Action::StaffManageUsers, self.whose(whose)).is_permit();
        Ok(AppointmentCard {
            id: AppointmentId::new(rest.0),
            client,
            artist: Named { id: whose, name: artist },
            artist_colour: colour,
            starts_at: Timestamp::from_millis(stored.starts_at),
            ends_at: Timestamp::from_millis(stored.ends_at),
            status: stored.status()?,
            version: Version::new(rest.6),
            details: if sees { Some(full(stored, rest, rates)?) } else { None },
        })
    }
}

fn full(row: Stored, rest: Rest, rates: bool) -> Result<AppointmentFull> {
    let (_, _, aftercare_at, created_at, created_by, created_name, _) = rest;
    let at = |at: Option<i64>| at.map(Timestamp::from_millis);
    let cancelled_by = row
        .cancelled_by
        .map(|code| CancelledBy::parse(&code))
        .transpose()
        .map_err(|_unknown| Error::damaged("appointments.cancelled_by"))?;
    let rate = |points: i64| u16::try_from(points).ok().and_then(|points| BasisPoints::new(points).ok());
    Ok(AppointmentFull {
        service_id: row.service_id.map(ServiceId::new),
        service: row.service,
        placement: row.placement,
        style: row.style,
        price: row.price_cents.map(Cents::new),
        deposit: row.deposit_cents.map(Cents::new),
        commission: row.commission_override_bp.filter(|_| rates).and_then(rate),
        notes: row.notes,
        continues: row.continues_id.map(AppointmentId::new),
        arrived_at: at(row.arrived_at),
        started_at: at(row.started_at),
        completed_at: at(row.completed_at),
        cancelled_by,
        cancel_reason: row.cancel_reason,
        cancelled_late: row.cancelled_late,
        aftercare_at: at(aftercare_at),
        imported: row.imported,
        created_at: Timestamp::from_millis(created_at),
        created_by: created_by.map(UserId::new).zip(created_name),
    })
}
