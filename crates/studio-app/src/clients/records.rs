//! What was agreed with a client: consents.

use studio_domain::ClientId;
use studio_store::actions::ReadConsents;
use studio_store::{Consent, OpCtx};

use crate::error::Result;
use crate::studio::Studio;

impl Studio {
    /// A client's consents as events, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn consents(&self, ctx: &OpCtx, client: ClientId) -> Result<Vec<Consent>> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadConsents>(&scope)?;
            Ok(tx.consents(&may)?)
        })
    }
}
