//! Who answers for a minor, and looks at a document that says how old somebody is.

use studio_domain::{
    AgeCheckId, AgeDocument, BirthDate, ClientId, ConsentAct, ConsentId, ConsentKind, ConsentSigner, Invalid,
    Missing, Occasion, Rule, Version,
};
use studio_store::actions::{CheckAge, ReadConsents, SetGuardian, ViewClient};
use studio_store::{NewAgeCheck, OpCtx};

use super::first::gives;
use super::{day_of, facts, missing};
use crate::clients::{ClientSheet, ContactInput};
use crate::error::Result;
use crate::form::Form;
use crate::studio::Studio;

/// A look at a document, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgeCheckInput {
    /// Code of the kind of document.
    pub document: String,
    /// The date of birth that it says, `YYYY-MM-DD`; empty: that of the record.
    pub birth_date: String,
}

impl ClientSheet {
    /// What has to be said after the client's own informed consent was recorded while the record was made: of a minor, the guardian's is missing.
    pub fn missing_beside(&self, answered: Option<&str>) -> Vec<Missing> {
        let own = answered.and_then(gives).is_some_and(|signer| signer == ConsentSigner::Client);
        if !own || !self.minor {
            return Vec::new();
        }
        let guardian = self.card.guardian.as_ref();
        let mut missing = Vec::new();
        if guardian.is_none_or(|one| one.name.is_empty()) {
            missing.push(Missing::GuardianName);
        }
        if guardian.is_none_or(|one| one.phone.is_empty()) {
            missing.push(Missing::GuardianPhone);
        }
        missing.push(Missing::GuardianConsent);
        missing
    }
}

impl Studio {
    /// What is missing of a minor's guardian beside an informed consent that was given: on the day of the appointment that it is about, else of
    /// the next one, else today. Nothing, where nobody else has to agree.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn missing_beside_consent(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        consent: ConsentId,
    ) -> Result<Vec<Missing>> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadConsents>(&scope)?;
            let event = tx.consent(&may, consent)?.event;
            if event.kind != ConsentKind::Informed || event.act != ConsentAct::Given {
                return Ok(Vec::new());
            }
            let view = tx.authorize::<ViewClient>(&scope)?;
            let (card, house, now) = (tx.client_card(&view)?, tx.house()?, tx.now());
            let occasion = match event.appointment {
                Some(appointment) => {
                    Occasion { date: day_of(tx, &may, &house, appointment)?, appointment: Some(appointment) }
                }
                None => {
                    let next = tx.appointments_after(&may, now)?.into_iter().next();
                    let date = house.zone().date(next.as_ref().map_or(now, |one| one.starts_at));
                    Occasion { date, appointment: next.map(|one| one.id) }
                }
            };
            let mut missing = missing(&card, &facts(&tx.consents(&may)?), &house, &occasion);
            missing.retain(|one| one.is_of_guardian());
            Ok(missing)
        })
    }

    /// Sets the guardian; without name, relationship and phone there is none any more.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused),
    /// [`Error::Stale`](crate::Error::Stale).
    pub fn set_guardian(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        input: ContactInput,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<SetGuardian>(&scope)?;
            let mut form = Form::default();
            let guardian =
                input.read(&mut form, ["guardian_name", "guardian_relationship", "guardian_phone"]);
            form.finish()?;
            Ok(tx.set_guardian(&may, version.unwrap_or(scope.version()), guardian.as_ref())?)
        })
    }

    /// Records that somebody looked at a document. A record without date of birth takes over the one of the document; one that says another
    /// date is put right first.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn check_age(&self, ctx: &OpCtx, client: ClientId, input: AgeCheckInput) -> Result<AgeCheckId> {
        self.store.write(ctx, move |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<CheckAge>(&scope)?;
            let view = tx.authorize::<ViewClient>(&scope)?;
            let stands = tx.client_card(&view)?.birth_date;
            let today = tx.house()?.zone().date(tx.now());
            let mut form = Form::default();
            let document = form.take(AgeDocument::parse(&input.document));
            let typed = match input.birth_date.trim() {
                "" => stands.as_deref().unwrap_or_default(),
                typed => typed,
            };
            let date = form.take(if typed.is_empty() {
                Err(Invalid::new("birth_date", Rule::Required))
            } else {
                BirthDate::parse(typed).and_then(|date| date.check(today))
            });
            if let (Some(date), Some(stands)) = (date, &stands)
                && date.to_string() != *stands
            {
                form.wrong(Invalid::new("birth_date", Rule::Differs));
            }
            let (document, birth_date) = form.finish_with(document.zip(date))?;
            Ok(tx.check_age(&may, &NewAgeCheck { document, birth_date })?)
        })
    }
}
