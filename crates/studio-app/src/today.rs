//! The day: who comes, who is late, what must be known before, what is missing, and what remains to be done.

use std::collections::BTreeMap;
use std::time::Duration;

use studio_auth::KeyRing;
use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, ClientFacts, ConsentKind, DayFacts, DayPlace, HealthFlag,
    Missing, Occasion, Remaining, StudioZone, Timestamp, Values, missing_to_complete,
};
use studio_policy::{Action, Ownership};
use studio_store::actions::{ListAppointments, SeeAppointment};
use studio_store::{
    Ahead, AppointmentCard, AppointmentQuery, GalleryImage, ListPermit, OpCtx, SealedScreening, Tx,
};

use crate::clients::Ability;
use crate::error::Result;
use crate::folder::HeldKeys;
use crate::health::flag;
use crate::studio::Studio;

/// The day of whoever looks: an artist's own, else that of the studio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The studio's time zone, in which its moments are shown.
    pub zone: StudioZone,
    /// The artist whose day alone it is.
    pub own: Option<ArtistId>,
    /// The appointments of today, in the order of their starts.
    pub today: Vec<DayRow>,
    /// What awaits confirmation from now on, for two weeks; at most 30.
    pub to_confirm: Vec<DayRow>,
    /// What was over before today, and of which nobody said what became of it; the latest first, at most 50.
    pub overdue: Vec<AppointmentCard>,
}

/// An appointment of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRow {
    /// The appointment, as far as the reader may see it.
    pub card: AppointmentCard,
    /// Where it stands in the course of the day.
    pub place: DayPlace,
    /// What must be known; `None`: the reader may see none of its details.
    pub flags: Option<DayFlags>,
    /// On an artist's own day: pictures of the client's work from before the day, the newest first; at most [`EARLIER`](Day::EARLIER).
    pub pictures: Vec<GalleryImage>,
}

impl Day {
    /// So many pictures of earlier work stand with an appointment of an artist's own day.
    pub const EARLIER: usize = 4;
}

/// What must be known about an appointment before it, and what remains to be done after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayFlags {
    /// What may be said of the client's health; quiet for those who may not know.
    pub health: HealthFlag,
    /// Whether the client is under age on the day.
    pub minor: bool,
    /// What is missing to complete it, while it is open; nothing for those who may not know.
    pub missing: Vec<Missing>,
    /// Whether no session of the client was completed so far.
    pub first_visit: bool,
    /// The one line that is always seen.
    pub pinned_note: Option<String>,
    /// The newest note about the client that is not about this appointment.
    pub last_note: Option<(Timestamp, String)>,
    /// What remains to be done.
    pub remaining: Vec<Remaining>,
    /// Whether the actor may confirm it, and say that the client is here and that work has begun.
    pub edit: Ability,
    /// Whether the actor may complete it.
    pub complete: Ability,
}

/// What the rows of one answer are made from.
struct Desk<'a> {
    known: BTreeMap<AppointmentId, Ahead>,
    house: Values,
    ring: Option<&'a KeyRing>,
    now: Timestamp,
    /// The artist who looks, and what may be done with own appointments and with those of others.
    artist: Option<ArtistId>,
    mine: [Ability; 2],
    theirs: [Ability; 2],
}

/// For so long ahead it is shown what awaits confirmation.
const AHEAD: Duration = Duration::from_secs(14 * 24 * 60 * 60);
/// So many of those.
const TO_CONFIRM: usize = 30;
/// So many appointments has a day at most.
const A_DAY: usize = 200;

impl Studio {
    /// Today, for whoever looks.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused).
    pub fn today(&self, ctx: &OpCtx) -> Result<Day> {
        let held = self.folder.hold_keys().ok();
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<ListAppointments>()?;
            let house = tx.house()?;
            let (zone, now) = (house.zone(), tx.now());
            let own = own_day(tx);
            let day = zone.day(zone.date(now));
            let of_today = AppointmentQuery {
                from: Some(day.start()),
                to: Some(day.end()),
                artist: own,
                limit: A_DAY,
                ..AppointmentQuery::default()
            };
            let to_confirm = AppointmentQuery {
                from: Some(now),
                to: Some(now.plus(AHEAD)),
                artist: own,
                status: vec![AppointmentStatus::Pending],
                limit: TO_CONFIRM,
                ..AppointmentQuery::default()
            };
            let today = tx.list_appointments(&may, &of_today)?.items;
            let to_confirm = tx.list_appointments(&may, &to_confirm)?.items;
            let mut overdue = tx.overdue(&may)?;
            overdue.retain(|card| card.starts_at < day.start());
            if let Some(own) = own {
                overdue.retain(|card| card.artist.id == own);
            }
            let ids: Vec<_> = today.iter().chain(&to_confirm).map(|card| card.id).collect();
            let desk = desk(tx, &may, &ids, house, held.as_ref())?;
            let row = |card| desk.row(card);
            let mut today: Vec<DayRow> = today.into_iter().map(row).collect();
            if own.is_some() {
                let ids: Vec<_> = today.iter().map(|row| row.card.id).collect();
                let mut earlier = tx.earlier_work(&may, &ids, day.start(), Day::EARLIER)?;
                for row in &mut today {
                    row.pictures = earlier.remove(&row.card.id).unwrap_or_default();
                }
            }
            Ok(Day { zone, own, today, to_confirm: to_confirm.into_iter().map(row).collect(), overdue })
        })
    }

    /// What must be known before one appointment, as on the day.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn appointment_ahead(&self, ctx: &OpCtx, id: AppointmentId) -> Result<DayRow> {
        let held = self.folder.hold_keys().ok();
        self.store.read(ctx, |tx| {
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<SeeAppointment>(&scope)?;
            let card = tx.appointment_card(&may)?;
            let list = tx.authorize_list::<ListAppointments>()?;
            let house = tx.house()?;
            Ok(desk(tx, &list, &[id], house, held.as_ref())?.row(card))
        })
    }
}

/// The artist whose own day it is: that of an artist who sees no details of others; whoever sees them has the studio's day.
fn own_day<M>(tx: &mut Tx<'_, M>) -> Option<ArtistId> {
    let sees_all = tx.decide(Action::AgendaDetails, Ownership::Theirs).is_permit();
    tx.me().ok().filter(|_| !sees_all).and_then(|me| me.artist())
}

fn desk<'tx, 'a, M>(
    tx: &mut Tx<'tx, M>,
    may: &ListPermit<'tx, ListAppointments>,
    ids: &[AppointmentId],
    house: Values,
    held: Option<&'a HeldKeys>,
) -> Result<Desk<'a>> {
    let known = tx.ahead(may, ids)?.into_iter().map(|ahead| (ahead.appointment, ahead)).collect();
    let powers = |whose| {
        [Action::AgendaEdit, Action::AgendaComplete].map(|action| Ability::from(tx.decide(action, whose)))
    };
    Ok(Desk {
        known,
        house,
        ring: held.map(HeldKeys::ring),
        now: tx.now(),
        mine: powers(Ownership::Mine),
        theirs: powers(Ownership::Theirs),
        artist: tx.me().ok().and_then(|me| me.artist()),
    })
}

impl Desk<'_> {
    fn row(&self, card: AppointmentCard) -> DayRow {
        let ahead = self.known.get(&card.id).filter(|_| card.details.is_some());
        let facts = DayFacts {
            status: card.status,
            starts_at: card.starts_at,
            ends_at: card.ends_at,
            arrived_at: card.details.as_ref().and_then(|full| full.arrived_at),
            noted: ahead.and_then(|ahead| ahead.noted),
            pictured: ahead.is_some_and(|ahead| ahead.pictured),
            aftercare_due: ahead.is_some_and(|ahead| ahead.aftercare_due),
            comes_again: ahead.is_some_and(|ahead| ahead.next_at.is_some()),
        };
        DayRow {
            place: facts.place(self.now),
            flags: ahead.map(|ahead| self.flags(&card, ahead, &facts)),
            pictures: Vec::new(),
            card,
        }
    }

    fn flags(&self, card: &AppointmentCard, ahead: &Ahead, facts: &DayFacts) -> DayFlags {
        let house = &self.house;
        let date = house.zone().date(card.starts_at);
        let missing = ahead.consents.as_deref().filter(|_| card.status.is_open()).map(|events| {
            let client = ClientFacts {
                birth: ahead.birth,
                guardian_named: ahead.guardian_named,
                guardian_phone: ahead.guardian_phone,
                events,
            };
            let occasion = Occasion { date, appointment: Some(card.id) };
            let validity = house.consent_validity(ConsentKind::Informed);
            missing_to_complete(&client, &occasion, validity, house.zone(), house.age_of_majority())
        });
        let health = |newest: &Option<SealedScreening>| {
            flag(self.ring, newest.as_ref(), self.now, house.screening_age())
        };
        let own = self.artist == Some(card.artist.id);
        let [edit, complete] = if own { self.mine } else { self.theirs };
        DayFlags {
            health: ahead.screening.as_ref().map_or(HealthFlag::QUIET, health),
            minor: ahead.birth.is_some_and(|birth| birth.is_minor_on(date, house.age_of_majority())),
            missing: missing.unwrap_or_default(),
            first_visit: ahead.first_visit,
            pinned_note: ahead.pinned_note.clone(),
            last_note: ahead.last_note.clone(),
            remaining: facts.remaining(self.now),
            edit,
            complete,
        }
    }
}
