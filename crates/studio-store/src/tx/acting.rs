//! Who acts: read from the file at the start of each transaction, never remembered and never claimed from outside.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{ArtistId, ElevationId, SessionId, Setting, Timestamp, UserId};
use studio_policy::{Actor, Elevation, Matrix, Profile, Role, SystemRole};

use crate::audit::{ActorKind, Facts};
use crate::ctx::{OpCtx, Visit, Who};
use crate::error::{Error, NoActor, Result};
use crate::schema::{elevations, sessions, settings, studio, users};

/// The actor of a transaction and the matrix that holds for it.
#[derive(Debug, Clone)]
pub(crate) struct Acting {
    pub(crate) actor: Actor,
    pub(crate) user: Option<UserId>,
    pub(crate) artist: Option<ArtistId>,
    pub(crate) session: Option<SessionId>,
    pub(crate) elevation: Option<ElevationId>,
    pub(crate) matrix: Matrix,
}

#[derive(Queryable)]
struct SessionRow {
    user: i64,
    idle_until: i64,
    expires: i64,
    ended: Option<i64>,
    role: String,
    artist: Option<i64>,
    active: bool,
    elevation: Option<i64>,
    elevated_until: Option<i64>,
    profile: Option<String>,
}

#[derive(Queryable)]
struct UserRow {
    role: String,
    artist: Option<i64>,
    active: bool,
    profile: Option<String>,
}

pub(crate) fn load(conn: &mut SqliteConnection, ctx: &OpCtx) -> Result<(Acting, Facts)> {
    let acting = match ctx.who {
        Who::Session(id) => by_session(conn, id, ctx.visit.now)?,
        Who::User(id) => by_user(conn, id)?,
        Who::System(role) => by_system(conn, role)?,
    };
    let facts = facts(&acting, &ctx.visit);
    Ok((acting, facts))
}

fn facts(acting: &Acting, visit: &Visit) -> Facts {
    let kind = match acting.actor {
        Actor::Person { .. } => ActorKind::Person,
        Actor::System(SystemRole::Operator) => ActorKind::Operator,
        Actor::System(SystemRole::Housekeeping) => ActorKind::Housekeeping,
        Actor::System(SystemRole::Setup) => ActorKind::Setup,
    };
    Facts {
        user: acting.user,
        session: acting.session,
        elevation: acting.elevation,
        ..Facts::of(visit, kind)
    }
}

fn by_session(conn: &mut SqliteConnection, id: SessionId, now: Timestamp) -> Result<Acting> {
    let row: SessionRow = sessions::table
        .inner_join(users::table)
        .left_join(
            elevations::table.on(elevations::session_id.eq(sessions::id).and(elevations::ended_at.is_null())),
        )
        .left_join(settings::table.on(settings::key.eq(Setting::PolicyProfile.code())))
        .filter(sessions::id.eq(id.get()))
        .select((
            sessions::user_id,
            sessions::idle_until_at,
            sessions::expires_at,
            sessions::ended_at,
            users::role,
            users::artist_id,
            users::active,
            elevations::id.nullable(),
            elevations::expires_at.nullable(),
            settings::value.nullable(),
        ))
        .get_result(conn)
        .optional()?
        .ok_or(Error::NoActor(NoActor::Unknown))?;
    if row.ended.is_some() {
        return Err(Error::NoActor(NoActor::Ended));
    }
    if now.millis() >= row.idle_until || now.millis() >= row.expires {
        return Err(Error::NoActor(NoActor::Expired));
    }
    let elevation = match (row.elevation, row.elevated_until) {
        (Some(id), Some(expires_at)) if now.millis() < expires_at => {
            Some((ElevationId::new(id), Elevation { expires_at }))
        }
        _ => None,
    };
    let person = UserRow { role: row.role, artist: row.artist, active: row.active, profile: row.profile };
    let mut acting = person.acting(UserId::new(row.user), elevation.map(|(_, elevation)| elevation))?;
    acting.session = Some(id);
    acting.elevation = elevation.map(|(id, _)| id);
    Ok(acting)
}

fn by_user(conn: &mut SqliteConnection, id: UserId) -> Result<Acting> {
    let row: UserRow = users::table
        .left_join(settings::table.on(settings::key.eq(Setting::PolicyProfile.code())))
        .filter(users::id.eq(id.get()))
        .select((users::role, users::artist_id, users::active, settings::value.nullable()))
        .get_result(conn)
        .optional()?
        .ok_or(Error::NoActor(NoActor::Unknown))?;
    row.acting(id, None)
}

fn by_system(conn: &mut SqliteConnection, role: SystemRole) -> Result<Acting> {
    if role == SystemRole::Setup {
        let set_up: Option<i64> = studio::table.find(1).select(studio::set_up_at).get_result(conn)?;
        if set_up.is_some() {
            return Err(Error::NoActor(NoActor::SetUp));
        }
    }
    // No profile touches the columns of the system actors.
    Ok(Acting {
        actor: Actor::System(role),
        user: None,
        artist: None,
        session: None,
        elevation: None,
        matrix: Matrix::STUDIO,
    })
}

impl UserRow {
    fn acting(self, user: UserId, elevation: Option<Elevation>) -> Result<Acting> {
        if !self.active {
            return Err(Error::NoActor(NoActor::Inactive));
        }
        let role = Role::parse(&self.role).ok_or_else(|| Error::damaged("users.role"))?;
        let artist = self.artist.map(ArtistId::new);
        Ok(Acting {
            actor: Actor::Person { role, linked: artist.is_some(), elevation },
            user: Some(user),
            artist,
            session: None,
            elevation: None,
            matrix: matrix(self.profile.as_deref())?,
        })
    }
}

/// The matrix of the profile that is switched on. A name that no profile has refuses everything rather than guessing.
fn matrix(profile: Option<&str>) -> Result<Matrix> {
    match profile {
        None => Ok(Matrix::STUDIO),
        Some(name) => Profile::parse(name)
            .map(|profile| profile.matrix())
            .ok_or_else(|| Error::damaged("settings.value of policy.profile")),
    }
}
