//! The audit log, for those who may read it.

use studio_store::actions::ReadAudit;
use studio_store::{AuditEntry, AuditFilter, ChainReport, OpCtx, Page};

use crate::error::Result;
use crate::studio::Studio;

impl Studio {
    /// One page of the log, newest first.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused), [`Error::NoActor`](crate::Error::NoActor).
    pub fn audit(&self, ctx: &OpCtx, filter: &AuditFilter) -> Result<Page<AuditEntry>> {
        self.store.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<ReadAudit>(&studio)?;
            Ok(tx.audit_entries(&may, filter)?)
        })
    }

    /// Walks the log and says where it breaks first, if it does.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused), [`Error::NoActor`](crate::Error::NoActor).
    pub fn verify_audit(&self, ctx: &OpCtx) -> Result<ChainReport> {
        self.store.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<ReadAudit>(&studio)?;
            Ok(tx.verify_audit(&may)?)
        })
    }
}
