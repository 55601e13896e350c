//! The master code.

use studio_auth::{Secret, check_code, hash_code};
use studio_domain::Timestamp;
use studio_store::OpCtx;
use studio_store::actions::RotateCode;

use crate::error::Result;
use crate::studio::{Studio, expect_permit};

impl Studio {
    /// Sets or changes the master code. Elevations in force end; answers how many.
    ///
    /// # Errors
    /// [`Error::WeakCode`](crate::Error::WeakCode), [`Error::Refused`](crate::Error::Refused).
    pub fn set_code(&self, ctx: &OpCtx, code: &Secret) -> Result<usize> {
        self.store.read(ctx, |tx| {
            let studio = tx.studio();
            expect_permit::<RotateCode>(tx, &studio)
        })?;
        check_code(code)?;
        let hash = self.hashing.pass(|| hash_code(code))?;
        self.store.write(ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<RotateCode>(&studio)?;
            Ok(tx.rotate_code(&may, Some(hash.as_str()))?)
        })
    }

    /// Clears the master code: nobody can elevate until a new one is set. Elevations in force end; answers how many.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused).
    pub fn clear_code(&self, ctx: &OpCtx) -> Result<usize> {
        self.store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<RotateCode>(&studio)?;
            Ok(tx.rotate_code(&may, None)?)
        })
    }

    /// Since when a master code is set.
    ///
    /// # Errors
    /// [`Error::NoActor`](crate::Error::NoActor).
    pub fn code_set_at(&self, ctx: &OpCtx) -> Result<Option<Timestamp>> {
        self.store.read(ctx, |tx| Ok(tx.code_set_at()?))
    }
}
