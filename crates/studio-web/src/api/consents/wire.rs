//! What goes over the wire about consents.

mod said;
mod texts;

use serde::{Deserialize, Serialize};
use studio_app::{ConsentProof, ConsentSheet};
use studio_domain::{AppointmentId, ClientId, ConsentId, ConsentState, Lapse, Missing, StudioZone};
use utoipa::{IntoParams, ToSchema};

use super::paper::Paper;
use crate::api::clients::wire::Contact;
use crate::api::{times, whole};

pub(crate) use said::{AgeCheckBody, ConsentBody, GuardianBody};
pub(crate) use texts::{ConsentText, ConsentTextBody, ConsentTexts};

/// Where one kind of consent stands.
#[derive(Debug, Serialize, ToSchema)]
struct State {
    /// `informed`, `image_use`, `data_privacy`, `reminders` or `promotions`.
    kind: &'static str,
    /// `not_asked`, `given`, `lapsed`, `declined` or `withdrawn`.
    standing: &'static str,
    /// Why a consent that was given does not hold: `time`, `text` or `appointment`.
    lapse: Option<&'static str>,
    /// The last day on which it holds, where it ends by itself: `YYYY-MM-DD`.
    until: Option<String>,
    /// Whether a guardian gave it, in an event that holds.
    by_guardian: bool,
    /// The event that says so.
    consent_id: Option<i64>,
}

impl From<ConsentState> for State {
    fn from(state: ConsentState) -> Self {
        Self {
            kind: state.kind.code(),
            standing: state.standing.code(),
            lapse: state.lapse.map(Lapse::code),
            until: state.until.map(|date| date.to_string()),
            by_guardian: state.by_guardian,
            consent_id: state.event.map(ConsentId::get),
        }
    }
}

/// Which text an event is about.
#[derive(Debug, Serialize, ToSchema)]
struct TextOf {
    language: Option<&'static str>,
    /// Version; 0 is the text that the program brings.
    number: i64,
    /// BLAKE3 of the text, in hexadecimal digits.
    hash: String,
    /// Whether the studio uses this text today.
    is_current: bool,
}

/// One event.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Consent {
    id: i64,
    kind: &'static str,
    /// `given`, `declined` or `withdrawn`.
    act: &'static str,
    /// `paper`, `screen`, `spoken` or `before_move`.
    manner: &'static str,
    /// `client` or `guardian`.
    signer: &'static str,
    signer_name: Option<String>,
    appointment_id: Option<i64>,
    text: Option<TextOf>,
    /// Whether there is a signature drawn on the screen.
    signed: bool,
    /// Whether there is a scan of the form.
    scanned: bool,
    recorded_at: String,
    recorded_by_id: Option<i64>,
    /// User name of today.
    recorded_by: Option<String>,
}

impl Consent {
    pub(super) fn new(event: studio_app::Consent, zone: StudioZone) -> Self {
        let (recorded_by_id, recorded_by) =
            event.recorded_by.map_or((None, None), |(id, name)| (Some(id.get()), Some(name)));
        Self {
            id: event.id.get(),
            kind: event.kind.code(),
            act: event.act.code(),
            manner: event.manner.code(),
            signer: event.signer.code(),
            signer_name: event.signer_name,
            appointment_id: event.appointment.map(AppointmentId::get),
            text: event.text.map(|text| TextOf {
                language: text.language.map(studio_domain::Language::code),
                number: text.number,
                hash: text.hash.to_string(),
                is_current: text.is_current,
            }),
            signed: event.signed,
            scanned: event.scanned,
            recorded_at: times::at(zone, event.recorded_at),
            recorded_by_id,
            recorded_by,
        }
    }
}

/// An event that was recorded just now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecordedConsent {
    #[serde(flatten)]
    consent: Consent,
    /// What is missing of the guardian where a minor gave the informed consent: `guardian_name`, `guardian_phone`, `guardian_consent`. Without it no
    /// session is completed.
    missing: Vec<&'static str>,
}

impl RecordedConsent {
    pub(super) fn new(consent: Consent, missing: &[Missing]) -> Self {
        Self { consent, missing: missing.iter().map(|one| one.code()).collect() }
    }
}

/// The appointment that the states are about.
#[derive(Debug, Serialize, ToSchema)]
struct Next {
    id: i64,
    starts_at: String,
    artist: String,
}

/// A look at a document.
#[derive(Debug, Serialize, ToSchema)]
struct AgeCheck {
    id: i64,
    document: &'static str,
    /// `YYYY-MM-DD`.
    birth_date: String,
    checked_at: String,
    /// User name of today.
    checked_by: Option<String>,
}

/// Everything about the consents of a client.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Consents {
    /// The next appointment, which `states` and `missing` are about; without one they are about today.
    next: Option<Next>,
    states: Vec<State>,
    /// What is missing to complete a session then: `informed_consent`, `birth_date`, `guardian_name`, `guardian_phone`, `guardian_consent`.
    missing: Vec<&'static str>,
    /// Whether the client is a minor then.
    minor: bool,
    guardian: Option<Contact>,
    /// Looks at documents, newest first.
    age_checks: Vec<AgeCheck>,
    /// All events, newest first.
    items: Vec<Consent>,
    /// Version of the record, of which the guardian is a part.
    version: i64,
}

impl Consents {
    pub(super) fn new(sheet: ConsentSheet, zone: StudioZone) -> Self {
        let check = |check: studio_app::AgeCheck| AgeCheck {
            id: check.id.get(),
            document: check.document.code(),
            birth_date: check.birth_date,
            checked_at: times::at(zone, check.checked_at),
            checked_by: check.checked_by.map(|(_, name)| name),
        };
        Self {
            next: sheet.next.map(|next| Next {
                id: next.id.get(),
                starts_at: times::at(zone, next.starts_at),
                artist: next.artist,
            }),
            states: sheet.states.into_iter().map(State::from).collect(),
            missing: sheet.missing.into_iter().map(Missing::code).collect(),
            minor: sheet.minor,
            guardian: sheet.guardian.map(|one| Contact {
                name: one.name,
                relationship: one.relationship,
                phone: one.phone,
            }),
            age_checks: sheet.age_checks.into_iter().map(check).collect(),
            items: sheet.events.into_iter().map(|event| Consent::new(event, zone)).collect(),
            version: sheet.version.get(),
        }
    }
}

/// One event with everything that proves it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Proof {
    consent: Consent,
    /// The whole text that was agreed to.
    text: Option<String>,
    /// Whether the text is still the one that its hash was taken of.
    text_is_whole: bool,
    /// Who the client was then.
    client_name: Option<String>,
    client_birth_date: Option<String>,
    signer_relationship: Option<String>,
    signer_phone: Option<String>,
    /// The lines of the signature: `WIDTHxHEIGHT;X,Y X,Y;…`.
    strokes: Option<String>,
    appointment_at: Option<String>,
    /// The scan of the form, where there is one.
    paper: Option<Paper>,
}

impl Proof {
    pub(super) fn new(client: ClientId, proof: ConsentProof, zone: StudioZone) -> Self {
        let id = proof.event.id;
        Self {
            paper: proof.paper.as_ref().map(|paper| Paper::new(client, id, paper, zone)),
            consent: Consent::new(proof.event, zone),
            text: proof.text,
            text_is_whole: proof.text_is_whole,
            client_name: proof.client_name,
            client_birth_date: proof.client_birth_date,
            signer_relationship: proof.signer_relationship,
            signer_phone: proof.signer_phone,
            strokes: proof.strokes,
            appointment_at: times::maybe(zone, proof.appointment_at),
        }
    }
}

/// The occasion that is asked about.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MissingQuery {
    /// An appointment of the client.
    #[serde(default, deserialize_with = "whole::in_address")]
    pub(super) appointment_id: Option<i64>,
    /// A day, `YYYY-MM-DD`; without one, that of the appointment, else today.
    pub(super) date: Option<String>,
}

/// What is missing to complete a session.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MissingThings {
    /// `informed_consent`, `birth_date`, `guardian_name`, `guardian_phone`, `guardian_consent`.
    missing: Vec<&'static str>,
}

impl MissingThings {
    pub(super) fn new(missing: &[Missing]) -> Self {
        Self { missing: missing.iter().map(|one| one.code()).collect() }
    }
}
