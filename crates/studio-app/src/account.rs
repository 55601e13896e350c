//! One's own account: what any signed-in person may see and change of oneself.

use studio_auth::{PasswordHash, Secret, check_password, hash_password, verify_password};
use studio_domain::{Email, Instagram, Language, Phone, SessionId, Theme, Version};
use studio_policy::{Action, ActionSet, Actor, Matrix, RowFilter};
use studio_store::{ArtistRate, OpCtx, OwnEdit, SessionCard, UserCard, UserPrivate};

use crate::error::{Error, Locked, Result};
use crate::form::Form;
use crate::studio::Studio;

/// One's own account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What everybody here sees of it.
    pub card: UserCard,
    /// What only admins and oneself see.
    pub private: UserPrivate,
    /// One's commission rates, if an artist profile is linked.
    pub rates: Vec<ArtistRate>,
}

/// What one may do right now, action by action.
#[derive(Debug, Clone, Copy)]
pub struct Abilities {
    /// Whom it is about.
    pub actor: Actor,
    /// What works now: on any row, or on one's own.
    pub now: ActionSet,
    /// What works once the master code is entered.
    pub locked: ActionSet,
    /// What of that works on one's own rows only.
    pub own: ActionSet,
}

impl Abilities {
    pub(crate) fn of(matrix: &Matrix, actor: Actor, now: i64) -> Self {
        let own = |action: &Action| matrix.rows(&actor, *action, now) == RowFilter::Own;
        Self {
            now: matrix.capabilities(&actor, now),
            locked: matrix.locked(&actor, now),
            own: Action::ALL.iter().copied().filter(own).collect(),
            actor,
        }
    }

    /// Whether it works, now or with the master code, on everybody's rows.
    #[must_use]
    pub const fn on_all(&self, action: Action) -> bool {
        self.now.union(self.locked).difference(self.own).contains(action)
    }
}

/// Changes of one's own account, as typed; what is `None` stays, what is empty is emptied.
#[derive(Debug, Clone, Default)]
pub struct AccountEdit {
    /// Mail address.
    pub email: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Instagram name.
    pub instagram: Option<String>,
    /// Language code; empty: the studio's.
    pub language: Option<String>,
    /// Theme code; empty: the studio's.
    pub theme: Option<String>,
}

impl Studio {
    /// One's own account.
    ///
    /// # Errors
    /// [`Error::NoActor`] if no person acts.
    pub fn account(&self, ctx: &OpCtx) -> Result<Account> {
        self.store.read(ctx, |tx| {
            let me = tx.me()?;
            Ok(Account { card: tx.my_card(&me)?, private: tx.my_private(&me)?, rates: tx.my_rates(&me)? })
        })
    }

    /// What one may do right now.
    ///
    /// # Errors
    /// [`Error::NoActor`].
    pub fn abilities(&self, ctx: &OpCtx) -> Result<Abilities> {
        let now = ctx.visit.now.millis();
        self.store.read(ctx, |tx| {
            let actor = tx.actor();
            Ok(Abilities::of(tx.matrix(), actor, now))
        })
    }

    /// Saves one's own contact, language and theme.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Stale`], [`Error::NoActor`].
    pub fn edit_account(&self, ctx: &OpCtx, edit: AccountEdit, version: Option<Version>) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let me = tx.me()?;
            let mut form = Form::default();
            let edit = OwnEdit {
                email: form.change(edit.email.as_ref(), Email::parse),
                phone: form.change(edit.phone.as_ref(), Phone::parse),
                instagram: form.change(edit.instagram.as_ref(), Instagram::parse),
                language: form.change(edit.language.as_ref(), Language::parse),
                theme: form.change(edit.theme.as_ref(), Theme::parse),
            };
            form.finish()?;
            let version = version.map_or_else(|| tx.my_card(&me).map(|card| card.version), Ok)?;
            Ok(tx.edit_myself(&me, version, &edit)?)
        })
    }

    /// Changes one's own password. All other sessions end.
    ///
    /// # Errors
    /// [`Error::WrongPassword`] if the present one is wrong; [`Error::Locked`] after ten wrong ones in fifteen minutes, counted together
    /// with tries to sign in; [`Error::WeakPassword`].
    pub fn change_password(&self, ctx: &OpCtx, present: &Secret, new: &Secret) -> Result<()> {
        let name = self.store.read::<_, Error, _>(ctx, |tx| {
            let me = tx.me()?;
            Ok(tx.my_card(&me)?.user_name)
        })?;
        // First, so that a try is counted only for a change that could be made.
        check_password(new, &name)?;
        let tried = self.store.write::<_, Error, _>(ctx, |tx| {
            let me = tx.me()?;
            Ok(tx.try_my_password(&me)?)
        });
        let tried = tried.map_err(|error| match error {
            Error::Locked { until, .. } => Error::Locked { until, what: Locked::SignIn },
            other => other,
        })?;
        let stored = tried.hash.clone().map(PasswordHash::from_stored);
        let right =
            self.hashing.pass(|| stored.is_some_and(|hash| verify_password(present, &hash).is_correct()));
        if !right {
            self.store.write(ctx, |tx| {
                let me = tx.me()?;
                tx.refuse_my_password(&me);
                Ok::<_, Error>(())
            })?;
            return Err(Error::WrongPassword);
        }
        let hash = self.hashing.pass(|| hash_password(new))?;
        self.store.write(ctx, move |tx| {
            let me = tx.me()?;
            Ok(tx.set_my_password(&me, &tried, hash.as_str())?)
        })
    }

    /// One's own open sessions, newest first.
    ///
    /// # Errors
    /// [`Error::NoActor`].
    pub fn my_sessions(&self, ctx: &OpCtx) -> Result<Vec<SessionCard>> {
        self.store.read(ctx, |tx| {
            let me = tx.me()?;
            Ok(tx.my_sessions(&me)?)
        })
    }

    /// Ends one of one's own sessions.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is not one's own or has ended.
    pub fn end_my_session(&self, ctx: &OpCtx, session: SessionId) -> Result<()> {
        self.store.write(ctx, move |tx| {
            let me = tx.me()?;
            Ok(tx.end_my_session(&me, session)?)
        })
    }

    /// Ends all of one's own sessions but this one. Answers how many.
    ///
    /// # Errors
    /// [`Error::NoActor`].
    pub fn end_my_other_sessions(&self, ctx: &OpCtx) -> Result<usize> {
        self.store.write(ctx, |tx| {
            let me = tx.me()?;
            Ok(tx.end_my_other_sessions(&me)?)
        })
    }
}
