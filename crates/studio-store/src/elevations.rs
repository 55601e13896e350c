//! Elevation: a short time in which an assistant may do *locked* actions, bound to the sign-in session.

use std::time::Duration;

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{ElevationId, SessionId, Timestamp};

use crate::attempts::{self, CODE};
use crate::audit::Entry;
use crate::error::{Constraint, Error, NoActor, Result};
use crate::guard::Oneself;
use crate::schema::{elevations, studio};
use crate::tx::{Tx, Write};

pub(crate) const KIND: &str = "elevation";
const START: &str = "elevation.start";

/// A try of the master code that has been counted and is to be checked.
#[derive(Debug)]
pub struct CodeTry {
    attempt: i64,
    version: i64,
    /// Hash of the master code.
    pub hash: String,
}

/// An elevation in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ElevationCard {
    /// Id; audit entries of what is done under it carry it.
    pub id: ElevationId,
    /// In force while now is before this.
    pub expires_at: Timestamp,
}

impl<'tx, M> Tx<'tx, M> {
    /// One's own elevation, if one is in force.
    ///
    /// # Errors
    /// If the database fails.
    pub fn my_elevation(&mut self, me: &Oneself<'tx>) -> Result<Option<ElevationCard>> {
        let Some(id) = me.elevation else { return Ok(None) };
        let expires: i64 =
            elevations::table.find(id.get()).select(elevations::expires_at).get_result(self.conn)?;
        Ok(Some(ElevationCard { id, expires_at: Timestamp::from_millis(expires) }))
    }

    /// Whether a master code is set, and since when. Everybody may know: without one nobody can elevate.
    ///
    /// # Errors
    /// If the database fails.
    pub fn code_set_at(&mut self) -> Result<Option<Timestamp>> {
        let at: Option<i64> = studio::table.find(1).select(studio::code_set_at).get_result(self.conn)?;
        Ok(at.map(Timestamp::from_millis))
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Counts a try of the master code, before it is checked.
    ///
    /// # Errors
    /// [`Constraint::NoCode`] if none is set; [`Error::Locked`] after five wrong ones in ten minutes, for fifteen minutes;
    /// [`Error::NoActor`] if the context names no session: an elevation belongs to one.
    pub fn try_code(&mut self, me: &Oneself<'tx>) -> Result<CodeTry> {
        let session = me.session.ok_or(Error::NoActor(NoActor::Unknown))?;
        let (hash, version): (Option<String>, i64) =
            studio::table.find(1).select((studio::code_hash, studio::code_version)).get_result(self.conn)?;
        let hash = hash.ok_or(Error::Conflict(Constraint::NoCode))?;
        let name = me.user.to_string();
        if let Some(until) = attempts::locked_until(self.conn, &CODE, &name, "", self.facts.at)? {
            self.record(Entry::failed(START, crate::sessions::KIND, Some(session.get()), "locked"));
            return Err(Error::Locked { until });
        }
        let attempt = attempts::count(self.conn, &CODE, &name, "", self.facts.at)?;
        // The entry of the try is written when its outcome is known.
        self.record(Entry { keep: false, ..Entry::done(START, KIND, None) });
        Ok(CodeTry { attempt, version, hash })
    }

    /// The code was right: begins an elevation, replacing one in force.
    ///
    /// # Errors
    /// [`Constraint::CodeChanged`] if the code was changed while it was checked.
    pub fn grant_elevation(
        &mut self,
        me: &Oneself<'tx>,
        tried: &CodeTry,
        length: Duration,
    ) -> Result<ElevationCard> {
        let session = me.session.ok_or(Error::NoActor(NoActor::Unknown))?;
        let version: i64 = studio::table.find(1).select(studio::code_version).get_result(self.conn)?;
        if version != tried.version {
            return Err(Error::Conflict(Constraint::CodeChanged));
        }
        let now = self.facts.at;
        end_open(self.conn, session, now, "replaced")?;
        attempts::succeeded(self.conn, tried.attempt)?;
        let expires_at = now.plus(length);
        let id: i64 = diesel::insert_into(elevations::table)
            .values((
                elevations::session_id.eq(session.get()),
                elevations::started_at.eq(now.millis()),
                elevations::expires_at.eq(expires_at.millis()),
            ))
            .returning(elevations::id)
            .get_result(self.conn)?;
        let id = ElevationId::new(id);
        self.facts.elevation = Some(id);
        self.record(Entry::done(START, KIND, Some(id.get())).with("expires_at", expires_at.to_string()));
        Ok(ElevationCard { id, expires_at })
    }

    /// The code was wrong. Answers until when the person is locked, if this was one wrong code too many.
    ///
    /// # Errors
    /// [`Error::NoActor`] if the context names no session.
    pub fn refuse_code(&mut self, me: &Oneself<'tx>) -> Result<Option<Timestamp>> {
        let session = me.session.ok_or(Error::NoActor(NoActor::Unknown))?;
        self.record(Entry::failed(START, crate::sessions::KIND, Some(session.get()), "wrong_code"));
        attempts::locked_until(self.conn, &CODE, &me.user.to_string(), "", self.facts.at)
    }

    /// Ends one's own elevation early. Answers whether there was one.
    ///
    /// # Errors
    /// If the database fails.
    pub fn end_my_elevation(&mut self, me: &Oneself<'tx>) -> Result<bool> {
        let (Some(session), Some(elevation)) = (me.session, me.elevation) else { return Ok(false) };
        end_open(self.conn, session, self.facts.at, "ended")?;
        self.record(Entry::done("elevation.end", KIND, Some(elevation.get())));
        Ok(true)
    }
}

/// Ends the open elevation of a session; one that has run out is marked so.
pub(crate) fn end_open(
    conn: &mut SqliteConnection,
    session: SessionId,
    now: Timestamp,
    because: &'static str,
) -> Result<()> {
    let open = || {
        elevations::table
            .filter(elevations::session_id.eq(session.get()))
            .filter(elevations::ended_at.is_null())
    };
    diesel::update(open().filter(elevations::expires_at.le(now.millis())))
        .set((elevations::ended_at.eq(now.millis()), elevations::ended_because.eq("expired")))
        .execute(conn)?;
    diesel::update(open())
        .set((elevations::ended_at.eq(now.millis()), elevations::ended_because.eq(because)))
        .execute(conn)?;
    Ok(())
}
