//! The first start: an empty studio gets its first admin. Happens once.

use diesel::prelude::*;
use studio_domain::UserId;
use studio_policy::Role;

use crate::actions::{SetUp, Tick};
use crate::appointments::purge_keys;
use crate::attempts;
use crate::clients::index;
use crate::error::{Constraint, Error, Result};
use crate::guard::Permit;
use crate::portfolio;
use crate::schema::{elevations, studio};
use crate::tx::{Tx, Write};
use crate::users::{NewUser, insert};

impl<'tx> Tx<'tx, Write> {
    /// Makes the first admin and ends the time of the setup actor.
    ///
    /// # Errors
    /// [`Constraint::AlreadySetUp`].
    pub fn first_admin(&mut self, may: &Permit<'tx, SetUp>, admin: &NewUser) -> Result<UserId> {
        let now = self.facts.at;
        let hit = diesel::update(studio::table.filter(studio::id.eq(1)).filter(studio::set_up_at.is_null()))
            .set(studio::set_up_at.eq(now.millis()))
            .execute(self.conn)?;
        if hit == 0 {
            return Err(Error::Conflict(Constraint::AlreadySetUp));
        }
        let admin = NewUser { role: Role::Admin, artist: None, ..admin.clone() };
        let id = insert(self.conn, &admin, now)?;
        self.detail(may, "user", id.get());
        Ok(id)
    }

    /// What has to happen as time passes: forgets old tries of passwords and codes, marks elevations that ran out, moves the next
    /// appointments that have begun to the last ones. Answers how many rows; without any there is nothing to log.
    ///
    /// # Errors
    /// If the database fails.
    pub fn tick(&mut self, may: &Permit<'tx, Tick>) -> Result<usize> {
        let now = self.facts.at;
        let purged = attempts::purge(self.conn, now)?;
        let expired = diesel::update(
            elevations::table
                .filter(elevations::ended_at.is_null())
                .filter(elevations::expires_at.le(now.millis())),
        )
        .set((elevations::ended_at.eq(now.millis()), elevations::ended_because.eq("expired")))
        .execute(self.conn)?;
        let begun = index::tick(self.conn, now)?;
        let keys = purge_keys(self.conn, now)?;
        self.detail(may, "attempts", purged);
        self.detail(may, "elevations", expired);
        let pictures = portfolio::purge(self.conn, now)?;
        self.detail(may, "begun", begun);
        self.detail(may, "keys", keys);
        self.detail(may, "pictures", pictures);
        let touched = [purged, expired, begun, keys, pictures].into_iter().fold(0, usize::saturating_add);
        if touched == 0 {
            self.forget(may);
        }
        Ok(touched)
    }
}
