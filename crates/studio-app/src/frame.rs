//! What stands around whatever a person looks at: who, where, and what works right now.

use studio_domain::{Language, Theme, Values};
use studio_store::{OpCtx, PasswordState, UserCard};

use crate::account::Abilities;
use crate::elevation::ElevationState;
use crate::error::Result;
use crate::studio::Studio;

/// One person's surroundings, read in one transaction.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The person's account.
    pub account: UserCard,
    /// Whether the password is shorter than today's rule.
    pub short_password: bool,
    /// What the person may do.
    pub abilities: Abilities,
    /// How things stand with the elevation.
    pub elevation: ElevationState,
    /// The house's rules.
    pub house: Values,
    /// Language of the person, else of the studio.
    pub language: Language,
    /// Theme of the person, else of the studio.
    pub theme: Theme,
}

impl Frame {
    /// Whether the master code has or had something to open for this person.
    #[must_use]
    pub fn elevates(&self) -> bool {
        self.elevation.now.is_some() || self.abilities.locked.iter().next().is_some()
    }
}

impl Studio {
    /// The surroundings of whoever acts.
    ///
    /// # Errors
    /// [`Error::NoActor`](crate::Error::NoActor) if no person acts.
    pub fn frame(&self, ctx: &OpCtx) -> Result<Frame> {
        let now = ctx.visit.now.millis();
        self.store.read(ctx, |tx| {
            let me = tx.me()?;
            let (account, house, actor) = (tx.my_card(&me)?, tx.house()?, tx.actor());
            let chosen = account.language.as_deref().and_then(|code| Language::parse(code).ok());
            let theme = account.theme.as_deref().and_then(|code| Theme::parse(code).ok());
            Ok(Frame {
                short_password: tx.my_private(&me)?.password == PasswordState::Short,
                abilities: Abilities::of(tx.matrix(), actor, now),
                elevation: ElevationState { now: tx.my_elevation(&me)?, code_set_at: tx.code_set_at()? },
                language: chosen.unwrap_or(house.language()),
                theme: theme.unwrap_or(house.theme()),
                account,
                house,
            })
        })
    }
}
