//! One consent with everything that proves it.

use diesel::prelude::*;
use studio_domain::{ConsentId, Timestamp};

use super::{Consent, ConsentPaper};
use crate::actions::ReadConsents;
use crate::clients::merged::{of_whole, whole};
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::schema::{appointments, consent_signatures, consents};
use crate::tx::Tx;

/// One event with everything that proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentProof {
    /// The event.
    pub event: Consent,
    /// The whole text that was agreed to, where there was one.
    pub text: Option<String>,
    /// Whether the text is still the one that its fingerprint was taken of.
    pub text_is_whole: bool,
    /// Who the client was then; `None` where it was not recorded.
    pub client_name: Option<String>,
    /// The client's date of birth as it was known then.
    pub client_birth_date: Option<String>,
    /// Relationship of the guardian who said it.
    pub signer_relationship: Option<String>,
    /// Phone of the guardian who said it.
    pub signer_phone: Option<String>,
    /// The lines of the signature, if there is one.
    pub strokes: Option<String>,
    /// Start of the one appointment that it is about.
    pub appointment_at: Option<Timestamp>,
    /// The scan of the form, where there is one.
    pub paper: Option<ConsentPaper>,
}

type Row = (
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<i64>,
);

impl<'tx, M> Tx<'tx, M> {
    /// One event of a client with everything that proves it.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the client has no such event.
    pub fn consent(&mut self, may: &Permit<'tx, ReadConsents>, id: ConsentId) -> Result<ConsentProof> {
        let events = self.consents(may)?;
        let event =
            events.into_iter().find(|event| event.id == id).ok_or_else(|| Error::not_found("consent", id))?;
        let whole = whole(self.conn, may.id.get())?;
        let one = consents::table
            .left_join(consent_signatures::table)
            .left_join(appointments::table)
            .filter(consents::id.eq(id.get()))
            .into_boxed();
        let (text, client_name, client_birth_date, signer_relationship, signer_phone, strokes, at): Row =
            of_whole!(one, consents::client_id, whole)
                .select((
                    consents::text,
                    consents::client_name,
                    consents::client_birth_date,
                    consents::signer_relationship,
                    consents::signer_phone,
                    consent_signatures::strokes.nullable(),
                    appointments::starts_at.nullable(),
                ))
                .get_result(self.conn)?;
        let text_is_whole = match (&text, &event.text) {
            (Some(text), Some(of)) => super::text_hash(text) == of.hash,
            (None, None) => true,
            _ => false,
        };
        Ok(ConsentProof {
            event,
            text,
            text_is_whole,
            client_name,
            client_birth_date,
            signer_relationship,
            signer_phone,
            strokes,
            appointment_at: at.map(Timestamp::from_millis),
            paper: self.consent_paper(may, id)?,
        })
    }

    /// The picture of the signature of an event, as PNG.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the client has no such event, or it has no signature.
    pub fn consent_signature(&mut self, may: &Permit<'tx, ReadConsents>, id: ConsentId) -> Result<Vec<u8>> {
        let whole = whole(self.conn, may.id.get())?;
        let one = consent_signatures::table
            .inner_join(consents::table)
            .filter(consent_signatures::consent_id.eq(id.get()))
            .into_boxed();
        of_whole!(one, consents::client_id, whole)
            .select(consent_signatures::image)
            .get_result(self.conn)
            .optional()?
            .ok_or_else(|| Error::not_found("consent", id))
    }
}
