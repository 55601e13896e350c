//! Consents: where they stand, what is missing, recording what was said, and the texts that clients are asked to agree to.

mod first;
mod guardian;
mod paper;
mod picture;
mod record;
mod texts;

use chrono::NaiveDate;
use studio_domain::{
    AppointmentId, BirthDate, ClientFacts, ClientId, ConsentFact, ConsentId, ConsentKind, ConsentState,
    Missing, Occasion, Values, Version, consent_state, missing_to_complete,
};
use studio_store::actions::{ReadConsents, RecordConsent, ViewClient};
use studio_store::{
    AgeCheck, AppointmentBrief, ClientCard, Consent, ConsentProof, Contact, OpCtx, Permit, Tx,
};

use crate::clients::Ability;
use crate::error::{Error, Result};
use crate::studio::Studio;

pub(crate) use first::{FirstAnswer, first_answer};
pub use guardian::AgeCheckInput;
pub use record::{ConsentInput, ConsentWanted};

/// Everything about the consents of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentSheet {
    /// The next appointment: the states and what is missing are about it. Without one they are about today.
    pub next: Option<AppointmentBrief>,
    /// Where each kind stands.
    pub states: Vec<ConsentState>,
    /// What is missing to complete a session then.
    pub missing: Vec<Missing>,
    /// Whether the client is a minor then.
    pub minor: bool,
    /// All events, newest first.
    pub events: Vec<Consent>,
    /// Appointments that a consent may be about: the next ones and those of yesterday and today.
    pub appointments: Vec<AppointmentBrief>,
    /// Who answers for a minor.
    pub guardian: Option<Contact>,
    /// The client's name.
    pub name: String,
    /// The client's date of birth.
    pub birth_date: Option<String>,
    /// Looks at documents, newest first.
    pub age_checks: Vec<AgeCheck>,
    /// Version of the record, of which the guardian is a part.
    pub version: Version,
    /// Whether the actor may record.
    pub record: Ability,
}

/// For so long an appointment that is over may still be what a consent is about.
const JUST_OVER: std::time::Duration = std::time::Duration::from_secs(48 * 60 * 60);

fn facts(events: &[Consent]) -> Vec<ConsentFact> {
    events.iter().map(Consent::fact).collect()
}

fn birth(card: &ClientCard) -> Option<BirthDate> {
    card.birth_date.as_deref().and_then(|date| BirthDate::parse(date).ok())
}

/// What is missing to complete a session of this client.
fn missing(card: &ClientCard, facts: &[ConsentFact], house: &Values, occasion: &Occasion) -> Vec<Missing> {
    let client = ClientFacts {
        birth: birth(card),
        guardian_named: card.guardian.as_ref().is_some_and(|one| !one.name.is_empty()),
        guardian_phone: card.guardian.as_ref().is_some_and(|one| !one.phone.is_empty()),
        events: facts,
    };
    let validity = house.consent_validity(ConsentKind::Informed);
    missing_to_complete(&client, occasion, validity, house.zone(), house.age_of_majority())
}

/// What is missing to complete a session of a client, asked for within another act.
pub(crate) fn missing_for<'tx, M>(
    tx: &mut Tx<'tx, M>,
    house: &Values,
    client: ClientId,
    appointment: Option<AppointmentId>,
    date: NaiveDate,
) -> Result<Vec<Missing>> {
    let scope = tx.client(client)?;
    let may = tx.authorize::<ReadConsents>(&scope)?;
    let view = tx.authorize::<ViewClient>(&scope)?;
    let card = tx.client_card(&view)?;
    let facts = facts(&tx.consents(&may)?);
    Ok(missing(&card, &facts, house, &Occasion { date, appointment }))
}

/// The day of an appointment of the client, where one is named.
fn day_of<'tx, M>(
    tx: &mut Tx<'tx, M>,
    may: &Permit<'tx, ReadConsents>,
    house: &Values,
    appointment: AppointmentId,
) -> Result<NaiveDate> {
    let starts_at = tx.appointment_of(may, appointment)?;
    let starts_at =
        starts_at.ok_or_else(|| Error::NotFound { kind: "appointment", id: appointment.to_string() })?;
    Ok(house.zone().date(starts_at))
}

impl Studio {
    /// Everything about the consents of a client.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn consent_sheet(&self, ctx: &OpCtx, client: ClientId) -> Result<ConsentSheet> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadConsents>(&scope)?;
            let view = tx.authorize::<ViewClient>(&scope)?;
            let card = tx.client_card(&view)?;
            let house = tx.house()?;
            let now = tx.now();
            let appointments = tx.appointments_after(&may, now.minus(JUST_OVER))?;
            let next = appointments.iter().find(|one| one.starts_at > now).cloned();
            let date = house.zone().date(next.as_ref().map_or(now, |one| one.starts_at));
            let occasion = Occasion { date, appointment: next.as_ref().map(|one| one.id) };
            let events = tx.consents(&may)?;
            let facts = facts(&events);
            let state = |kind: &ConsentKind| {
                consent_state(&facts, *kind, house.consent_validity(*kind), house.zone(), &occasion)
            };
            Ok(ConsentSheet {
                states: ConsentKind::ALL.iter().map(state).collect(),
                missing: missing(&card, &facts, &house, &occasion),
                minor: birth(&card).is_some_and(|birth| birth.is_minor_on(date, house.age_of_majority())),
                age_checks: tx.age_checks(&may)?.items,
                record: tx.may::<RecordConsent>(&scope).into(),
                next,
                events,
                appointments,
                guardian: card.guardian,
                name: card.name,
                birth_date: card.birth_date,
                version: card.version,
            })
        })
    }

    /// What is missing to complete a session of a client: on the day of an appointment, else on a day, else today.
    ///
    /// # Errors
    /// [`Error::NotFound`], also if the client has no such appointment; [`Error::Refused`].
    pub fn missing_to_complete(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        appointment: Option<AppointmentId>,
        date: Option<NaiveDate>,
    ) -> Result<Vec<Missing>> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadConsents>(&scope)?;
            let view = tx.authorize::<ViewClient>(&scope)?;
            let card = tx.client_card(&view)?;
            let house = tx.house()?;
            let date = match (appointment, date) {
                (Some(appointment), None) => day_of(tx, &may, &house, appointment)?,
                (_, Some(date)) => date,
                (None, None) => house.zone().date(tx.now()),
            };
            let facts = facts(&tx.consents(&may)?);
            Ok(missing(&card, &facts, &house, &Occasion { date, appointment }))
        })
    }

    /// One consent with everything that proves it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn consent_proof(&self, ctx: &OpCtx, client: ClientId, id: ConsentId) -> Result<ConsentProof> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadConsents>(&scope)?;
            Ok(tx.consent(&may, id)?)
        })
    }

    /// The picture of a signature that was drawn on the screen, as PNG.
    ///
    /// # Errors
    /// [`Error::NotFound`], also where nothing was signed on the screen; [`Error::Refused`].
    pub fn consent_signature(&self, ctx: &OpCtx, client: ClientId, id: ConsentId) -> Result<Vec<u8>> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadConsents>(&scope)?;
            Ok(tx.consent_signature(&may, id)?)
        })
    }
}
