//! The master code: set, changed, cleared. Whatever happens to it ends every elevation in force.

use diesel::prelude::*;

use crate::actions::RotateCode;
use crate::error::Result;
use crate::guard::Permit;
use crate::schema::{elevations, studio};
use crate::tx::{Tx, Write};

impl<'tx> Tx<'tx, Write> {
    /// Stores the hash of a new master code, or clears it. Answers how many elevations ended by it.
    ///
    /// # Errors
    /// If the database fails.
    pub fn rotate_code(&mut self, may: &Permit<'tx, RotateCode>, hash: Option<&str>) -> Result<usize> {
        let now = self.facts.at.millis();
        diesel::update(studio::table.find(1))
            .set((
                studio::code_hash.eq(hash),
                studio::code_set_at.eq(hash.map(|_| now)),
                studio::code_version.eq(studio::code_version + 1),
            ))
            .execute(self.conn)?;
        let ended = diesel::update(elevations::table.filter(elevations::ended_at.is_null()))
            .set((elevations::ended_at.eq(now), elevations::ended_because.eq("code")))
            .execute(self.conn)?;
        self.detail(may, "act", if hash.is_some() { "set" } else { "clear" });
        self.detail(may, "elevations_ended", ended);
        Ok(ended)
    }
}
