//! One appointment with everything that its page shows, and what happened to it.

use studio_domain::{
    AppointmentId, AppointmentStep, Missing, StudioZone, is_late, session_number, within_notice,
};
use studio_store::actions::{
    Book, CancelAppointment, CompleteAppointment, EditAppointment, MissAppointment, NoteSession,
    OverrideCommission, ReadAppointment, ReadConsents, SeeAppointment,
};
use studio_store::{AppointmentCard, AppointmentChange, ChainLink, OpCtx, Page};

use super::rules;
use crate::clients::Ability;
use crate::consents::missing_for;
use crate::error::Result;
use crate::studio::Studio;

/// What an appointment's page shows, and what its reader may do there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentSheet {
    /// The studio's time zone, in which its moments are shown.
    pub zone: StudioZone,
    /// The appointment, as far as the reader may see it.
    pub card: AppointmentCard,
    /// Whether the client is expected and has not come in time; only for those who see the details.
    pub late: bool,
    /// Whether calling it off now would be within the notice period.
    pub within_notice: bool,
    /// Which session of the work it is, counted from 1.
    pub session: usize,
    /// All sessions of the work, the first one first; this one alone, where there are no others.
    pub chain: Vec<ChainLink>,
    /// What is missing to complete it; for those who may see consents, while it is open.
    pub missing: Vec<Missing>,
    /// What the actor may do here.
    pub can: AppointmentAbilities,
    /// The steps that its status permits and the actor may take, with or without the master code.
    pub steps: Vec<AppointmentStep>,
}

/// What may be done to one appointment, as the policy engine says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppointmentAbilities {
    /// See the details and the history.
    pub details: Ability,
    /// Change, move, agree on it, check in.
    pub edit: Ability,
    /// Call off.
    pub cancel: Ability,
    /// Record that the client did not come.
    pub no_show: Ability,
    /// Complete.
    pub complete: Ability,
    /// Book with the same artist: a follow-up, and together with `edit` taking back that it was called off.
    pub book: Ability,
    /// Agree on a commission of its own.
    pub commission: Ability,
    /// Write a note about it.
    pub note: Ability,
    /// Whether a setting leaves moving and calling it off to the desk at this hour.
    pub late_for_artists: bool,
}

impl AppointmentAbilities {
    /// Whether a step may be taken, as far as the actor goes.
    fn of(&self, step: AppointmentStep) -> Ability {
        use AppointmentStep as Step;
        match step {
            Step::Confirm | Step::Unconfirm | Step::Arrive | Step::Start => self.edit,
            Step::Complete => self.complete,
            Step::NoShow => self.no_show,
            Step::Cancel if self.late_for_artists => Ability::No,
            Step::Cancel => self.cancel,
            Step::Reopen if self.edit == Ability::Yes => self.book,
            Step::Reopen => self.edit,
        }
    }
}

impl Studio {
    /// An appointment with what may be done there.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn appointment(&self, ctx: &OpCtx, id: AppointmentId) -> Result<AppointmentSheet> {
        self.store.read(ctx, |tx| {
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<SeeAppointment>(&scope)?;
            let card = tx.appointment_card(&may)?;
            let chain = tx.appointment_chain(&may)?;
            let artist = tx.artist(card.artist.id)?;
            let house = tx.house()?;
            let can = AppointmentAbilities {
                details: tx.may::<ReadAppointment>(&scope).into(),
                edit: tx.may::<EditAppointment>(&scope).into(),
                cancel: tx.may::<CancelAppointment>(&scope).into(),
                no_show: tx.may::<MissAppointment>(&scope).into(),
                complete: tx.may::<CompleteAppointment>(&scope).into(),
                book: tx.may::<Book>(&artist).into(),
                commission: tx.may::<OverrideCommission>(&scope).into(),
                note: tx.may::<NoteSession>(&scope).into(),
                late_for_artists: rules::is_too_late(tx, &house, card.starts_at),
            };
            let client = tx.client(card.client.id)?;
            let gate = card.status.is_open()
                && card.details.is_some()
                && tx.may::<ReadConsents>(&client).is_permit();
            let missing = if gate {
                missing_for(tx, &house, card.client.id, Some(id), house.zone().date(card.starts_at))?
            } else {
                Vec::new()
            };
            let before = chain.iter().take_while(|link| link.id != id).map(|link| link.status);
            let steps = AppointmentStep::ALL.iter().copied().filter(|step| {
                card.status.after(*step).is_some_and(|after| leads_on(card.status, after, *step, &card))
                    && can.of(*step) != Ability::No
            });
            let late = card
                .details
                .as_ref()
                .is_some_and(|full| is_late(card.status, card.starts_at, full.arrived_at, tx.now()));
            Ok(AppointmentSheet {
                zone: house.zone(),
                late,
                within_notice: card.status.is_open()
                    && within_notice(card.starts_at, tx.now(), house.notice()),
                session: session_number(before),
                steps: steps.collect(),
                chain,
                missing,
                can,
                card,
            })
        })
    }

    /// One page of what happened to an appointment, newest first, older than the change given.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn appointment_history(
        &self,
        ctx: &OpCtx,
        id: AppointmentId,
        before: Option<i64>,
    ) -> Result<Page<AppointmentChange>> {
        self.store.read(ctx, |tx| {
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<ReadAppointment>(&scope)?;
            Ok(tx.appointment_history(&may, before)?)
        })
    }
}

/// Whether a step brings an appointment further: agreeing on what is agreed on does not, nor does arriving twice.
fn leads_on(
    status: studio_domain::AppointmentStatus,
    after: studio_domain::AppointmentStatus,
    step: AppointmentStep,
    card: &AppointmentCard,
) -> bool {
    let full = card.details.as_ref();
    match step {
        AppointmentStep::Arrive => full.is_some_and(|full| full.arrived_at.is_none()),
        AppointmentStep::Start => full.is_some_and(|full| full.started_at.is_none()),
        _ => status != after,
    }
}
