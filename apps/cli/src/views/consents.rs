//! Where consents stand, one consent with its proof, and the texts.

use serde::Serialize;
use studio_app::{ConsentProof, ConsentSheet, ConsentWords};
use studio_domain::{Lapse, Missing, StudioZone, Timestamp};

use crate::output::Sheet;
use crate::paging::Row;
use crate::words::Words;

use super::ConsentView;

/// Where one kind stands.
#[derive(Debug, Serialize)]
struct State {
    kind: &'static str,
    standing: &'static str,
    lapse: Option<&'static str>,
    until: Option<String>,
    by_guardian: bool,
    consent_id: Option<i64>,
}

/// Where the consents of a client stand, and what is missing.
#[derive(Debug, Serialize)]
pub(crate) struct StateView {
    states: Vec<State>,
    missing: Vec<&'static str>,
    minor: bool,
    appointment_id: Option<i64>,
}

impl StateView {
    /// With what is missing on the occasion that was asked about.
    pub(crate) fn new(sheet: &ConsentSheet, missing: &[Missing]) -> Self {
        let states = sheet.states.iter().map(|state| State {
            kind: state.kind.code(),
            standing: state.standing.code(),
            lapse: state.lapse.map(Lapse::code),
            until: state.until.map(|date| date.to_string()),
            by_guardian: state.by_guardian,
            consent_id: state.event.map(studio_domain::ConsentId::get),
        });
        Self {
            states: states.collect(),
            missing: missing.iter().map(|one| one.code()).collect(),
            minor: sheet.minor,
            appointment_id: sheet.next.as_ref().map(|next| next.id.get()),
        }
    }

    /// As lines.
    pub(crate) fn sheet(&self, words: Words) -> Sheet {
        let lines = self.states.iter().fold(Sheet::default(), |sheet, state| {
            let mut said = vec![words.word("standing", state.standing)];
            said.extend(state.lapse.map(|lapse| words.word("lapse", lapse)));
            said.extend(state.until.clone());
            sheet.line(words.word("consent", state.kind), said.join(", "))
        });
        let missing: Vec<String> = self.missing.iter().map(|one| words.word("missing", one)).collect();
        lines.line(words.say("cli-missing"), missing.join("; "))
    }
}

/// One consent with everything that proves it.
#[derive(Debug, Serialize)]
pub(crate) struct ProofView {
    #[serde(flatten)]
    event: ConsentView,
    signer: &'static str,
    signer_name: Option<String>,
    signer_relationship: Option<String>,
    signer_phone: Option<String>,
    appointment_id: Option<i64>,
    client_name: Option<String>,
    client_birth_date: Option<String>,
    text: Option<String>,
    text_language: Option<&'static str>,
    text_number: Option<i64>,
    text_hash: Option<String>,
    text_is_whole: bool,
    signed: bool,
    paper: Option<PaperView>,
}

/// The scan of a form.
#[derive(Debug, Serialize)]
struct PaperView {
    content_type: &'static str,
    hash: String,
    bytes: u64,
    attached_at: String,
    attached_by: Option<String>,
}

impl ProofView {
    /// With its time in the studio's zone.
    pub(crate) fn new(proof: ConsentProof, zone: StudioZone) -> Self {
        let (event, text) = (proof.event, proof.text);
        Self {
            signer: event.signer.code(),
            signer_name: event.signer_name.clone(),
            signer_relationship: proof.signer_relationship,
            signer_phone: proof.signer_phone,
            appointment_id: event.appointment.map(studio_domain::AppointmentId::get),
            client_name: proof.client_name,
            client_birth_date: proof.client_birth_date,
            text,
            text_language: event.text.and_then(|of| of.language).map(studio_domain::Language::code),
            text_number: event.text.map(|of| of.number),
            text_hash: event.text.map(|of| of.hash.to_string()),
            text_is_whole: proof.text_is_whole,
            signed: event.signed,
            paper: proof.paper.map(|paper| PaperView {
                content_type: paper.file.kind.content_type(),
                hash: paper.file.hash.to_string(),
                bytes: paper.file.bytes,
                attached_at: zone.offset_rfc3339(paper.attached_at),
                attached_by: paper.attached_by.map(|(_, name)| name),
            }),
            event: ConsentView::new(event, zone),
        }
    }

    /// As lines.
    pub(crate) fn sheet(&self, words: Words) -> Sheet {
        let [_, when, kind, said, how, who] = self.event.told(words);
        Sheet::default()
            .line(words.say("cli-consent"), kind)
            .line(words.say("cli-said"), said)
            .line(words.say("cli-how"), how)
            .line(words.say("cli-when"), when)
            .line(words.say("cli-who"), who)
            .maybe(words.say("cli-client"), self.client_name.clone())
            .maybe(words.say("field-birth-date"), self.client_birth_date.clone())
            .line(words.say("field-signer"), words.word("signer", self.signer))
            .maybe(words.say("field-signer-name"), self.signer_name.clone())
            .maybe(words.say("consent-relationship"), self.signer_relationship.clone())
            .maybe(words.say("field-guardian-phone"), self.signer_phone.clone())
            .line(words.say("cli-signed"), words.yes(self.signed))
            .maybe(words.say("cli-scan"), self.paper.as_ref().map(|paper| paper.content_type))
            .maybe(words.say("cli-text-language"), self.text_language)
            .maybe(words.say("cli-text-version"), self.text_number.map(|number| number.to_string()))
            .maybe(words.say("field-text-hash"), self.text_hash.clone())
            .line(words.say("cli-text-whole"), words.yes(self.text_is_whole))
            .maybe(words.say("cli-text"), self.text.clone())
    }
}

/// A version of a text as a row.
#[derive(Debug, Serialize)]
pub(crate) struct ConsentTextView {
    kind: &'static str,
    language: &'static str,
    number: i64,
    hash: String,
    saved_at: Option<String>,
    saved_by: Option<String>,
    text: String,
    #[serde(skip)]
    at: Option<Timestamp>,
    #[serde(skip)]
    zone: StudioZone,
}

impl ConsentTextView {
    /// With its time in the studio's zone.
    pub(crate) fn new(words: ConsentWords, zone: StudioZone) -> Self {
        Self {
            kind: words.kind.code(),
            language: words.language.code(),
            number: words.number,
            hash: words.hash.to_string(),
            saved_at: words.saved_at.map(|at| zone.offset_rfc3339(at)),
            saved_by: words.saved_by.map(|(_, name)| name),
            text: words.text,
            at: words.saved_at,
            zone,
        }
    }

    /// The text itself.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl Row for ConsentTextView {
    const HEADS: &'static [&'static str] =
        &["cli-consent", "cli-text-language", "cli-text-version", "cli-when", "cli-who"];

    fn cells(&self, words: Words) -> Vec<String> {
        vec![
            words.word("consent", self.kind),
            self.language.to_owned(),
            self.number.to_string(),
            match self.at {
                Some(at) => words.moment(self.zone, at),
                None => words.say("cli-text-check"),
            },
            self.saved_by.clone().unwrap_or_default(),
        ]
    }

    fn id(&self) -> String {
        format!("{}.{}.{}", self.kind, self.language, self.number)
    }

    fn cursor(&self) -> String {
        self.id()
    }
}
