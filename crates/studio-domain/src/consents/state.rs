//! Where a consent stands: what follows from the events, the studio's settings and the day that is asked about.

use chrono::{Months, NaiveDate};

use super::{ConsentAct, ConsentKind, ConsentSigner, ConsentValidity};
use crate::coded::coded;
use crate::{AppointmentId, ConsentId, StudioZone, Timestamp};

coded! {
    /// Where a consent stands.
    Standing("standing") {
        /// Nobody asked yet.
        NotAsked = "not_asked",
        /// It is given and holds.
        Given = "given",
        /// It was given and holds no longer, or not here.
        Lapsed = "lapsed",
        /// The answer was no.
        Declined = "declined",
        /// It was taken back.
        Withdrawn = "withdrawn",
    }

    /// Why a consent that was given does not hold.
    Lapse("lapse") {
        /// The time that the studio set is over.
        Time = "time",
        /// The text is another one now.
        Text = "text",
        /// It was given for another appointment.
        Appointment = "appointment",
    }
}

/// What matters of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentFact {
    /// Its id; of two events of one moment the greater one came later.
    pub id: ConsentId,
    /// To what.
    pub kind: ConsentKind,
    /// What was said.
    pub act: ConsentAct,
    /// By whom.
    pub signer: ConsentSigner,
    /// The one appointment that it is about.
    pub appointment: Option<AppointmentId>,
    /// When.
    pub recorded_at: Timestamp,
    /// Whether its text is the one that the studio uses now; an event without a text has none to compare.
    pub text_is_current: bool,
}

/// What a consent is asked for: a day in the studio, and an appointment if it is for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    /// The day.
    pub date: NaiveDate,
    /// The appointment.
    pub appointment: Option<AppointmentId>,
}

/// Where one kind of consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentState {
    /// Which.
    pub kind: ConsentKind,
    /// Where it stands.
    pub standing: Standing,
    /// The event that says so.
    pub event: Option<ConsentId>,
    /// Why it does not hold, where it was given.
    pub lapse: Option<Lapse>,
    /// The last day on which it holds, where it ends by itself.
    pub until: Option<NaiveDate>,
    /// Whether a guardian gave it, in an event that holds.
    pub by_guardian: bool,
}

/// Where a kind of consent stands on an occasion.
///
/// Events about another appointment say nothing about this one. Of the others the newest answer counts; a consent that was given holds as long
/// as the validity says. What was given by client and guardian one after the other holds for both, until one of them declines or withdraws.
pub fn consent_state(
    events: &[ConsentFact],
    kind: ConsentKind,
    validity: ConsentValidity,
    zone: StudioZone,
    occasion: &Occasion,
) -> ConsentState {
    let mut of_kind: Vec<&ConsentFact> = events.iter().filter(|event| event.kind == kind).collect();
    of_kind.sort_by_key(|event| std::cmp::Reverse((event.recorded_at, event.id)));
    let none = ConsentState {
        kind,
        standing: Standing::NotAsked,
        event: None,
        lapse: None,
        until: None,
        by_guardian: false,
    };
    let about_this =
        |event: &&&ConsentFact| event.appointment.is_none() || event.appointment == occasion.appointment;
    let Some(newest) = of_kind.iter().find(about_this) else {
        let elsewhere = of_kind.iter().find(|event| event.act == ConsentAct::Given);
        return match elsewhere {
            Some(event) => ConsentState {
                standing: Standing::Lapsed,
                event: Some(event.id),
                lapse: Some(Lapse::Appointment),
                ..none
            },
            None => none,
        };
    };
    let answered = |standing| ConsentState { standing, event: Some(newest.id), ..none };
    match newest.act {
        ConsentAct::Declined => return answered(Standing::Declined),
        ConsentAct::Withdrawn => return answered(Standing::Withdrawn),
        ConsentAct::Given => {}
    }
    let given: Vec<_> = of_kind
        .iter()
        .filter(about_this)
        .take_while(|event| event.act == ConsentAct::Given)
        .map(|event| (event, holds(event, validity, zone, occasion)))
        .collect();
    let holding =
        || given.iter().filter_map(|(event, holds)| holds.as_ref().ok().map(|until| (event, *until)));
    let by_guardian = holding().any(|(event, _)| event.signer == ConsentSigner::Guardian);
    match holding().next() {
        Some((event, until)) => {
            ConsentState { standing: Standing::Given, event: Some(event.id), until, by_guardian, ..none }
        }
        None => {
            let lapse = given.first().and_then(|(_, holds)| holds.err());
            ConsentState { lapse, ..answered(Standing::Lapsed) }
        }
    }
}

/// The last day on which a consent that was given holds, if it ends by itself; or why it does not hold on this occasion.
fn holds(
    event: &ConsentFact,
    validity: ConsentValidity,
    zone: StudioZone,
    occasion: &Occasion,
) -> Result<Option<NaiveDate>, Lapse> {
    let given_on = zone.date(event.recorded_at);
    match validity {
        ConsentValidity::UntilWithdrawn => Ok(None),
        ConsentValidity::UntilTextChanges if event.text_is_current => Ok(None),
        ConsentValidity::UntilTextChanges => Err(Lapse::Text),
        // That it names this appointment, if it names one, was looked at before.
        ConsentValidity::OneAppointment if event.appointment.is_some() => Ok(None),
        ConsentValidity::OneAppointment if given_on == occasion.date => Ok(Some(given_on)),
        ConsentValidity::OneAppointment => Err(Lapse::Appointment),
        ConsentValidity::Months(months) => {
            let last = given_on.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
            if occasion.date <= last { Ok(Some(last)) } else { Err(Lapse::Time) }
        }
    }
}
