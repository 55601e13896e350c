//! Signing in and out.
//!
//! Nobody learns from an answer, or from how long it takes, whether a name exists: an unknown name costs the same hashing, and a failed
//! sign-in is answered no earlier than half a second after it began.

use std::time::Duration;

use studio_auth::{
    PasswordHash, Purpose, Secret, Token, TokenHash, Verified, WeakPassword, check_password, hash_password,
    verify_nobody, verify_password,
};
use studio_domain::{SessionId, Timestamp, UserId, UserName};
use studio_policy::SystemRole;
use studio_store::{Invited, NewSession, OpCtx, Recognised, Rehashed, Visit, Who};

use crate::error::{Error, Locked, Result, Rule};
use crate::studio::Studio;

/// A failed try is answered no earlier than this after its start.
const FAILED: Duration = Duration::from_millis(500);

/// An answer that is to be held back: the edge waits until then, without occupying a worker.
#[derive(Debug)]
pub struct Delayed<T> {
    /// The answer.
    pub answer: Result<T>,
    /// When it may be given.
    pub not_before: Timestamp,
}

/// A sign-in that succeeded.
#[derive(Debug)]
pub struct SignedIn {
    /// The session.
    pub session: SessionId,
    /// Its token, for the cookie; only its hash is stored.
    pub token: Token,
}

impl Studio {
    /// Checks name and password and opens a session. `agent` is how the program at the other end names itself.
    ///
    /// The answer is [`Error::WrongPassword`] for an unknown name, a wrong password and a switched-off account alike, [`Error::Locked`]
    /// after ten failures in fifteen minutes for this name from this address.
    #[must_use]
    pub fn sign_in(
        &self,
        visit: &Visit,
        user_name: &str,
        password: &Secret,
        agent: &str,
    ) -> Delayed<SignedIn> {
        let mut delay = Duration::ZERO;
        let answer = self.try_sign_in(visit, user_name, password, agent, &mut delay);
        if answer.is_err() {
            delay = delay.saturating_add(FAILED);
        }
        Delayed { answer, not_before: visit.now.plus(delay) }
    }

    fn try_sign_in(
        &self,
        visit: &Visit,
        user_name: &str,
        password: &Secret,
        agent: &str,
        delay: &mut Duration,
    ) -> Result<SignedIn> {
        // What is no user name at all is nobody's, and is counted as such.
        let key = UserName::parse(user_name).map(|name| name.key()).unwrap_or_default();
        let door = self.store.front_door();
        let knock = door.knock(visit, &key).map_err(|error| match error {
            studio_store::Error::Locked { until } => Error::Locked { until, what: Locked::SignIn },
            other => other.into(),
        })?;
        *delay = knock.delay;
        let stored = knock.hash.clone().map(PasswordHash::from_stored);
        let verified = self.hashing.pass(|| match &stored {
            Some(hash) => verify_password(password, hash),
            None => {
                verify_nobody(password);
                Verified::No
            }
        });
        if !verified.is_correct() {
            door.turn_away(visit, &knock)?;
            return Err(Error::WrongPassword);
        }
        let rehash = match verified {
            Verified::YesRehash => Some(Rehashed {
                hash: self.hashing.pass(|| hash_password(password))?.as_str().to_owned(),
                is_short: matches!(check_password(password, user_name), Err(WeakPassword::TooShort { .. })),
            }),
            Verified::Yes | Verified::No => None,
        };
        let (token, token_hash) = Token::new(Purpose::Session)?;
        let house = self.house(&visit.by(Who::System(SystemRole::Housekeeping)))?;
        let new = NewSession {
            token_hash: *token_hash.as_bytes(),
            idle: house.session_idle(),
            absolute: house.session_length(),
            agent: agent.chars().filter(|c| !c.is_control()).take(200).collect(),
            rehash,
        };
        let session = door.let_in(visit, &knock, new).map_err(|error| match error {
            studio_store::Error::NotFound { .. } => Error::WrongPassword,
            other => other.into(),
        })?;
        Ok(SignedIn { session, token })
    }

    /// Whose session a token from a cookie is. Whether it still holds is decided by each act.
    ///
    /// # Errors
    /// If the data can't be read.
    pub fn recognise(&self, visit: &Visit, token: &str) -> Result<Option<Recognised>> {
        match Token::parse(Purpose::Session, token) {
            Some(hash) => Ok(self.store.front_door().recognise(hash.as_bytes(), visit.now)?),
            None => Ok(None),
        }
    }

    /// Whose session a token from a cookie is, or was before it ended.
    ///
    /// # Errors
    /// If the data can't be read.
    pub fn whose_session(&self, token: &str) -> Result<Option<UserId>> {
        match Token::parse(Purpose::Session, token) {
            Some(hash) => Ok(self.store.front_door().whose(hash.as_bytes())?),
            None => Ok(None),
        }
    }

    /// The same for a caller that must not wait: `None` if that can't be said without waiting.
    ///
    /// # Errors
    /// If the data can't be read.
    pub fn recognise_at_once(&self, visit: &Visit, token: &str) -> Result<Option<Option<Recognised>>> {
        match Token::parse(Purpose::Session, token) {
            Some(hash) => Ok(self.store.front_door().recognise_at_once(hash.as_bytes(), visit.now)?),
            None => Ok(Some(None)),
        }
    }

    /// Moves the idle end of one's own session on because its person did something. Its absolute end stays.
    ///
    /// # Errors
    /// [`Error::NoActor`] if the session has ended; [`Error::NotFound`] if it is not the one that acts.
    pub fn renew_session(&self, ctx: &OpCtx, session: SessionId) -> Result<()> {
        let idle = self.store.read(ctx, |tx| {
            if tx.me()?.session() != Some(session) {
                return Err(Error::NotFound { kind: "session", id: session.to_string() });
            }
            Ok(tx.house()?.session_idle())
        })?;
        Ok(self.store.front_door().renew(session, ctx.visit.now, idle)?)
    }

    /// Signs out.
    ///
    /// # Errors
    /// [`Error::NoActor`] if there is no session to end.
    pub fn sign_out(&self, ctx: &OpCtx) -> Result<()> {
        self.store.write(ctx, |tx| {
            let me = tx.me()?;
            Ok(tx.sign_out(&me)?)
        })
    }

    /// Whose open invitation a token is.
    ///
    /// # Errors
    /// If the data can't be read.
    pub fn invitation(&self, visit: &Visit, token: &str) -> Result<Option<Invited>> {
        match Token::parse(Purpose::Invitation, token) {
            Some(hash) => Ok(self.store.front_door().invitation(hash.as_bytes(), visit.now)?),
            None => Ok(None),
        }
    }

    /// Spends an invitation: its person chooses a password.
    ///
    /// # Errors
    /// [`Error::Conflict`] if it was used before, is too old or never was one; [`Error::WeakPassword`].
    pub fn accept_invitation(&self, visit: &Visit, token: &str, password: &Secret) -> Result<UserId> {
        let spent = || Error::Conflict(studio_store::Constraint::TokenSpent);
        let hash: TokenHash = Token::parse(Purpose::Invitation, token).ok_or_else(spent)?;
        let door = self.store.front_door();
        let invited = door.invitation(hash.as_bytes(), visit.now)?.ok_or_else(spent)?;
        check_password(password, &invited.user_name)?;
        let hashed = self.hashing.pass(|| hash_password(password))?;
        Ok(door.accept_invitation(visit, hash.as_bytes(), hashed.as_str().to_owned())?)
    }

    /// Refuses to go on with a studio that has no admin yet.
    ///
    /// # Errors
    /// [`Rule::NotSetUp`].
    pub fn expect_set_up(&self) -> Result<()> {
        if self.face()?.set_up { Ok(()) } else { Err(Error::Rule(Rule::NotSetUp)) }
    }
}
