//! Recording what was said about a consent.

use diesel::prelude::*;
use studio_domain::{
    AppointmentId, ClientId, ConsentAct, ConsentId, ConsentKind, ConsentManner, ConsentSigner, PersonName,
    Phone, ShortText, Signature, UserId,
};

use super::texts::ConsentWords;
use crate::actions::{AddClient, RecordConsent};
use crate::error::{Error, Result};
use crate::guard::{Guarded, Permit};
use crate::media::MediaFile;
use crate::schema::{clients, consent_signatures, consents};
use crate::tx::{Tx, Write};

/// What was said, by whom, about what.
#[derive(Debug, Clone)]
pub struct NewConsent {
    /// To what.
    pub kind: ConsentKind,
    /// What was said.
    pub act: ConsentAct,
    /// How.
    pub manner: ConsentManner,
    /// By whom.
    pub signer: Signer,
    /// The one appointment that it is about.
    pub appointment: Option<AppointmentId>,
    /// The text that was shown; a withdrawal has none.
    pub words: Option<ConsentWords>,
    /// The signature, if it was drawn on the screen.
    pub signed: Option<Signed>,
    /// The scan of the form, if it was answered on paper; the file is in its place already.
    pub paper: Option<MediaFile>,
}

/// Who said it. What is empty is not known.
#[derive(Debug, Clone)]
pub struct Signer {
    /// Client or guardian.
    pub who: ConsentSigner,
    /// The name under which it was said.
    pub name: Option<PersonName>,
    /// A guardian's relationship.
    pub relationship: Option<ShortText>,
    /// A guardian's phone.
    pub phone: Option<Phone>,
}

/// A signature and the picture that was made of it.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The lines.
    pub signature: Signature,
    /// The picture, as PNG.
    pub image: Vec<u8>,
}

impl<'tx> Tx<'tx, Write> {
    /// Records an event.
    ///
    /// # Errors
    /// If the database fails.
    pub fn record_consent(
        &mut self,
        may: &Permit<'tx, RecordConsent>,
        new: &NewConsent,
    ) -> Result<ConsentId> {
        self.insert_consent(may, may.id, new)
    }

    /// Records an event of a client who was just made: it belongs to that step.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the client was not made in this request.
    pub fn record_first_consent(
        &mut self,
        may: &Permit<'tx, AddClient>,
        client: ClientId,
        new: &NewConsent,
    ) -> Result<ConsentId> {
        let made: Option<(i64, Option<i64>)> = clients::table
            .find(client.get())
            .select((clients::created_at, clients::created_by))
            .get_result(self.conn)
            .optional()?;
        if made != Some((self.facts.at.millis(), self.facts.user.map(UserId::get))) {
            return Err(Error::not_found("client", client));
        }
        self.insert_consent(may, client, new)
    }

    fn insert_consent<A: Guarded>(
        &mut self,
        may: &Permit<'tx, A>,
        client: ClientId,
        new: &NewConsent,
    ) -> Result<ConsentId> {
        let (name, birth_date): (String, Option<String>) = clients::table
            .find(client.get())
            .select((clients::name, clients::birth_date))
            .get_result(self.conn)?;
        let words = new.words.as_ref();
        let id: i64 = diesel::insert_into(consents::table)
            .values((
                (
                    consents::client_id.eq(client.get()),
                    consents::appointment_id.eq(new.appointment.map(AppointmentId::get)),
                    consents::kind.eq(new.kind.code()),
                    consents::act.eq(new.act.code()),
                    consents::manner.eq(new.manner.code()),
                    consents::recorded_at.eq(self.facts.at.millis()),
                    consents::recorded_by.eq(self.facts.user.map(UserId::get)),
                ),
                (
                    consents::text.eq(words.map(|words| words.text.as_str())),
                    consents::text_hash.eq(words.map(|words| words.hash.bytes().to_vec())),
                    consents::text_language.eq(words.map(|words| words.language.code())),
                    consents::text_version.eq(words.map(|words| words.number)),
                ),
                (
                    consents::signer.eq(new.signer.who.code()),
                    consents::signer_name.eq(new.signer.name.as_ref().map(PersonName::as_str)),
                    consents::signer_relationship.eq(new.signer.relationship.as_ref().map(ShortText::as_str)),
                    consents::signer_phone.eq(new.signer.phone.as_ref().map(Phone::as_str)),
                    consents::client_name.eq(name),
                    consents::client_birth_date.eq(birth_date),
                ),
            ))
            .returning(consents::id)
            .get_result(self.conn)?;
        if let (Some(signed), Some(words)) = (&new.signed, words) {
            diesel::insert_into(consent_signatures::table)
                .values((
                    consent_signatures::consent_id.eq(id),
                    consent_signatures::strokes.eq(signed.signature.to_string()),
                    consent_signatures::image.eq(signed.image.as_slice()),
                    consent_signatures::text_hash.eq(words.hash.bytes().as_slice()),
                ))
                .execute(self.conn)?;
        }
        self.detail(may, "consent", id);
        self.detail(may, "kind", new.kind.code());
        self.detail(may, "act", new.act.code());
        self.detail(may, "manner", new.manner.code());
        self.detail(may, "signer", new.signer.who.code());
        if let Some(words) = words {
            self.detail(may, "language", words.language.code());
            self.detail(may, "text_number", words.number);
            self.detail(may, "text_hash", words.hash.to_string());
        }
        if let Some(appointment) = new.appointment {
            self.detail(may, "appointment", appointment.get());
        }
        if let Some(paper) = &new.paper {
            self.insert_paper(may, ConsentId::new(id), paper)?;
        }
        Ok(ConsentId::new(id))
    }
}
