//! Sign-in sessions: seeing and ending them. They begin at the [front door](crate::FrontDoor).

use diesel::prelude::*;
use diesel::sqlite::{Sqlite, SqliteConnection};
use studio_domain::{SessionId, Timestamp, UserId};

use crate::actions::InspectUser;
use crate::audit::Entry;
use crate::ctx::OriginKind;
use crate::error::{Error, NoActor, Result};
use crate::guard::{Oneself, Permit};
use crate::schema::sessions;
use crate::tx::{Tx, Write};
use crate::users::end_sessions;

pub(crate) const KIND: &str = "session";

/// An open session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionCard {
    /// Id.
    pub id: SessionId,
    /// Through which door.
    pub origin: OriginKind,
    /// From which address; may be empty.
    pub address: String,
    /// With which program, as it named itself; may be empty.
    pub agent: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was used last, to the minute.
    pub seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions, check_for_backend(Sqlite))]
struct Row {
    id: i64,
    origin: String,
    address: String,
    agent: String,
    created_at: i64,
    seen_at: i64,
    expires_at: i64,
}

fn open_of(conn: &mut SqliteConnection, user: UserId, now: Timestamp) -> Result<Vec<SessionCard>> {
    let rows: Vec<Row> = sessions::table
        .filter(sessions::user_id.eq(user.get()))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(now.millis()))
        .filter(sessions::idle_until_at.gt(now.millis()))
        .order(sessions::id.desc())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            Ok(SessionCard {
                id: SessionId::new(row.id),
                origin: OriginKind::parse(&row.origin).ok_or_else(|| Error::damaged("sessions.origin"))?,
                address: row.address,
                agent: row.agent,
                created_at: Timestamp::from_millis(row.created_at),
                seen_at: Timestamp::from_millis(row.seen_at),
                expires_at: Timestamp::from_millis(row.expires_at),
            })
        })
        .collect()
}

impl<'tx, M> Tx<'tx, M> {
    /// Open sessions of an account.
    ///
    /// # Errors
    /// If the database fails.
    pub fn sessions(&mut self, may: &Permit<'tx, InspectUser>) -> Result<Vec<SessionCard>> {
        open_of(self.conn, may.id, self.facts.at)
    }

    /// One's own open sessions.
    ///
    /// # Errors
    /// If the database fails.
    pub fn my_sessions(&mut self, me: &Oneself<'tx>) -> Result<Vec<SessionCard>> {
        open_of(self.conn, me.user, self.facts.at)
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Signs out: ends the session in which this happens, and its elevation.
    ///
    /// # Errors
    /// [`Error::NoActor`] if the context names no session.
    pub fn sign_out(&mut self, me: &Oneself<'tx>) -> Result<()> {
        let session = me.session.ok_or(Error::NoActor(NoActor::Unknown))?;
        diesel::update(sessions::table.find(session.get()))
            .set((sessions::ended_at.eq(self.facts.at.millis()), sessions::ended_because.eq("signed_out")))
            .execute(self.conn)?;
        self.record(Entry::done("session.sign_out", KIND, Some(session.get())));
        Ok(())
    }

    /// Ends one of one's own sessions.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is not one's own, or has ended.
    pub fn end_my_session(&mut self, me: &Oneself<'tx>, session: SessionId) -> Result<()> {
        let ended = diesel::update(
            sessions::table
                .filter(sessions::id.eq(session.get()))
                .filter(sessions::user_id.eq(me.user.get()))
                .filter(sessions::ended_at.is_null()),
        )
        .set((sessions::ended_at.eq(self.facts.at.millis()), sessions::ended_because.eq("ended")))
        .execute(self.conn)?;
        if ended == 0 {
            return Err(Error::not_found(KIND, session));
        }
        self.record(Entry::done("session.end", KIND, Some(session.get())));
        Ok(())
    }

    /// Ends all of one's own sessions but this one. Answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub fn end_my_other_sessions(&mut self, me: &Oneself<'tx>) -> Result<usize> {
        let ended = end_sessions(self.conn, me.user, me.session, self.facts.at, "ended")?;
        self.record(Entry::done("session.end_others", KIND, None).with("sessions", ended));
        Ok(ended)
    }
}
