//! Deleting a record, where nothing hangs on it yet that has to be kept.

use studio_domain::{ClientId, Invalid, Rule, Version, is_same_name};
use studio_store::actions::{DeleteClient, ViewClient};
use studio_store::{ClientCard, ClientCounts, Constraint, Deleted, Holding, OpCtx};

use super::Ability;
use crate::error::{Error, Result};
use crate::studio::Studio;

/// A record that somebody wants to delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletionSheet {
    /// The card.
    pub card: ClientCard,
    /// What hangs on it, and goes with it if nothing holds it.
    pub has: ClientCounts,
    /// What keeps it; empty: it can be deleted.
    pub holdings: Vec<Holding>,
    /// Whether the actor may do it.
    pub can: Ability,
}

/// What deleting came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deletion {
    /// It is gone, with what is named.
    Done(Deleted),
    /// Nothing was deleted: this is there, and has to be kept. Archiving hides the client.
    Held(Vec<Holding>),
}

/// Why nothing was deleted. It leaves the write as an error, which takes back what was begun.
enum Undeleted {
    Held(Vec<Holding>),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Undeleted {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Studio {
    /// What deleting a record would come to: refused as the act itself would be, except where only the master code is missing, which is asked for
    /// when it is done.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn client_to_delete(&self, ctx: &OpCtx, id: ClientId) -> Result<DeletionSheet> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(id)?;
            let can = Ability::from(tx.may::<DeleteClient>(&scope));
            if can == Ability::No {
                tx.authorize::<DeleteClient>(&scope)?;
            }
            let may = tx.authorize::<ViewClient>(&scope)?;
            Ok(DeletionSheet {
                card: tx.client_card(&may)?,
                has: tx.client_counts(&may)?,
                holdings: tx.client_holdings(&may)?,
                can,
            })
        })
    }

    /// Deletes a record, confirmed by the client's name. Only the id that it stands under deletes it, not one that leads there.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`], [`Error::Stale`]; [`Error::Invalid`] if another name was typed; [`Error::Conflict`] if the
    /// record was merged into another one.
    pub fn delete_client(
        &self,
        ctx: &OpCtx,
        id: ClientId,
        name: &str,
        version: Option<Version>,
    ) -> Result<Deletion> {
        let name = name.to_owned();
        let deleted = self.store.write(ctx, move |tx| {
            let scope = tx.client(id)?;
            let may = tx.authorize::<DeleteClient>(&scope)?;
            if scope.id() != id {
                return Err(Error::Conflict(Constraint::ClientMerged).into());
            }
            let view = tx.authorize::<ViewClient>(&scope)?;
            let holdings = tx.client_holdings(&view)?;
            if !holdings.is_empty() {
                return Err(Undeleted::Held(holdings));
            }
            if !is_same_name(&name, &tx.client_card(&view)?.name) {
                return Err(Invalid::new("confirm_name", Rule::OtherName).into());
            }
            Ok(tx.delete_client(&may, version.unwrap_or(scope.version()))?)
        });
        match deleted {
            Ok(deleted) => {
                self.let_go(&deleted.files);
                Ok(Deletion::Done(deleted))
            }
            Err(Undeleted::Held(holdings)) => Ok(Deletion::Held(holdings)),
            Err(Undeleted::Failed(error)) => Err(error),
        }
    }
}
