//! Who answers for a minor, and looks at a document that says how old somebody is.

use studio_domain::{AgeCheckId, AgeDocument, BirthDate, ClientId, Invalid, Rule, Version};
use studio_store::actions::{CheckAge, SetGuardian, ViewClient};
use studio_store::{NewAgeCheck, OpCtx};

use crate::clients::ContactInput;
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

impl Studio {
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
