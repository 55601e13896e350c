//! Reminders by hand: whose appointments are coming, how to reach them, and who reminded whom when.

use diesel::prelude::*;
use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, ClientId, ConsentFact, ConsentKind, ReminderWay, Timestamp,
    UserId,
};

use crate::actions::{ListToRemind, MarkReminded};
use crate::capped::CappedDsl;
use crate::clients::Named;
use crate::clients::merged::whole;
use crate::consents::events_of;
use crate::error::{Error, Result};
use crate::guard::{ListPermit, Permit, Rows};
use crate::schema::{appointments, artists, clients, reminders, users};
use crate::tx::{Tx, Write};

/// So many appointments of a day are looked at.
const MOST: usize = 1_000;

/// An open appointment whose client may be reminded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToRemind {
    /// Which.
    pub id: AppointmentId,
    /// Start.
    pub starts_at: Timestamp,
    /// How things stand with it.
    pub status: AppointmentStatus,
    /// Who is coming.
    pub client: Named<ClientId>,
    /// Phone as typed.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// With whom.
    pub artist: Named<ArtistId>,
    /// What the client said to being reminded.
    pub said: Vec<ConsentFact>,
    /// Who reminded them last, and when.
    pub reminded: Option<Reminded>,
}

/// That somebody was reminded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminded {
    /// How.
    pub way: ReminderWay,
    /// When.
    pub at: Timestamp,
    /// By whom, with the user name of today; `None`: the operator.
    pub by: Option<String>,
}

type Columns = (i64, i64, String, i64, String, Option<String>, Option<String>, i64, String);

macro_rules! coming {
    () => {
        appointments::table.inner_join(artists::table).inner_join(clients::table).select((
            appointments::id,
            appointments::starts_at,
            appointments::status,
            clients::id,
            clients::name,
            clients::phone.nullable(),
            clients::email,
            artists::id,
            artists::name,
        ))
    };
}

impl<'tx, M> Tx<'tx, M> {
    /// The open appointments that begin between two moments, in order.
    ///
    /// # Errors
    /// If the database fails.
    pub fn to_remind(
        &mut self,
        may: &ListPermit<'tx, ListToRemind>,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<ToRemind>> {
        let mut query = coming!()
            .filter(appointments::starts_at.ge(from.millis()))
            .filter(appointments::starts_at.lt(to.millis()))
            .filter(
                appointments::status
                    .eq(AppointmentStatus::Pending.code())
                    .or(appointments::status.eq(AppointmentStatus::Confirmed.code())),
            )
            .into_boxed();
        if let Rows::Of(artist) = may.rows {
            query = query.filter(appointments::artist_id.eq(artist.get()));
        }
        let rows: Vec<Columns> =
            query.order((appointments::starts_at, appointments::id)).capped::<MOST>().load(self.conn)?;
        rows.into_iter().map(|row| self.one_to_remind(row)).collect()
    }

    /// One appointment, for whoever marks it.
    ///
    /// # Errors
    /// If the database fails.
    pub fn reminding(&mut self, may: &Permit<'tx, MarkReminded>) -> Result<ToRemind> {
        let row: Columns = coming!().filter(appointments::id.eq(may.id.get())).get_result(self.conn)?;
        self.one_to_remind(row)
    }

    fn one_to_remind(
        &mut self,
        (id, starts_at, status, client, name, phone, email, artist, artist_name): Columns,
    ) -> Result<ToRemind> {
        let records = whole(self.conn, client)?;
        let said = events_of(self.conn, &records)?;
        let last: Option<(String, i64, Option<String>)> = reminders::table
            .left_join(users::table)
            .filter(reminders::appointment_id.eq(id))
            .order(reminders::id.desc())
            .select((reminders::way, reminders::reminded_at, users::user_name.nullable()))
            .capped::<1>()
            .get_result(self.conn)
            .optional()?;
        let reminded = last.map(|(way, at, by)| {
            let way = ReminderWay::parse(&way).map_err(|_unknown| Error::damaged("reminders.way"))?;
            Ok::<_, Error>(Reminded { way, at: Timestamp::from_millis(at), by })
        });
        Ok(ToRemind {
            id: AppointmentId::new(id),
            starts_at: Timestamp::from_millis(starts_at),
            status: AppointmentStatus::parse(&status)
                .map_err(|_unknown| Error::damaged("appointments.status"))?,
            client: Named { id: ClientId::new(client), name },
            phone,
            email,
            artist: Named { id: ArtistId::new(artist), name: artist_name },
            said: said
                .iter()
                .filter(|event| event.kind == ConsentKind::Reminders)
                .map(crate::consents::Consent::fact)
                .collect(),
            reminded: reminded.transpose()?,
        })
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Keeps that somebody was reminded, by whom and when.
    ///
    /// # Errors
    /// If the database fails.
    pub fn mark_reminded(&mut self, may: &Permit<'tx, MarkReminded>, way: ReminderWay) -> Result<()> {
        diesel::insert_into(reminders::table)
            .values((
                reminders::appointment_id.eq(may.id.get()),
                reminders::way.eq(way.code()),
                reminders::reminded_at.eq(self.facts.at.millis()),
                reminders::reminded_by.eq(self.facts.user.map(UserId::get)),
            ))
            .execute(self.conn)?;
        self.detail(may, "reminded", way.code());
        Ok(())
    }
}
