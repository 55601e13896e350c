//! What was recorded about a client: consents and health screenings. Reading a screening is in the log.

use studio_domain::{Answers, ClientId, ScreeningId, Timestamp};
use studio_store::actions::{ReadConsents, ReadScreenings};
use studio_store::{Consent, OpCtx};

use crate::error::{Error, Result};
use crate::health::open_answers;
use crate::studio::Studio;

/// A health screening with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// Id.
    pub id: ScreeningId,
    /// When it was answered.
    pub answered_at: Timestamp,
    /// User name of who recorded it; `None`: the operator or an import.
    pub recorded_by: Option<String>,
    /// Whether it came with an import.
    pub imported: bool,
    /// The answers.
    pub answers: Answers,
}

impl Studio {
    /// A client's screenings, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`]; [`Error::File`] if the key is missing, [`Error::Internal`] if it is not the one that they were
    /// sealed with.
    pub fn screenings(&self, ctx: &OpCtx, client: ClientId) -> Result<Vec<Screening>> {
        let sealed = self.store.read::<_, Error, _>(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadScreenings>(&scope)?;
            Ok(tx.screenings(&may)?)
        })?;
        if sealed.items.is_empty() {
            return Ok(Vec::new());
        }
        let ring = self.folder.key()?;
        sealed
            .items
            .into_iter()
            .map(|one| {
                Ok(Screening {
                    id: one.id,
                    answered_at: one.answered_at,
                    recorded_by: one.recorded_by.map(|(_, name)| name),
                    imported: one.imported,
                    answers: open_answers(&ring, one.client, one.answered_at, &one.sealed)?,
                })
            })
            .collect()
    }

    /// A client's consents as events, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn consents(&self, ctx: &OpCtx, client: ClientId) -> Result<Vec<Consent>> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadConsents>(&scope)?;
            Ok(tx.consents(&may)?)
        })
    }
}
