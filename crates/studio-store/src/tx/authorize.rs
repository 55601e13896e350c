//! Asking the policy engine, and remembering the answer for the audit log.

use std::marker::PhantomData;

use studio_policy::{Action, Actor, Because, Decision, Ownership, RowFilter, Why};

use super::Tx;
use crate::audit::{Detail, Entry, Outcome};
use crate::error::{Error, NoActor, Result};
use crate::guard::{Guarded, ListPermit, Manner, Oneself, Permit, Row, Rows, Scope};

impl<'tx, M> Tx<'tx, M> {
    /// Asks whether the actor may do `A` to the row, and gives the permit for it.
    ///
    /// # Errors
    /// [`Error::Refused`] with the rule that refused; it is in the audit log whatever the caller does then.
    pub fn authorize<A: Guarded>(&mut self, scope: &Scope<'tx, A::On>) -> Result<Permit<'tx, A>> {
        let decision = self.decide(A::ACTION, scope.ownership);
        let subject = <A::On as Row>::raw(scope.id);
        let entry = self.remember::<A>(subject, decision)?;
        Ok(Permit { id: scope.id, entry, brand: self.brand })
    }

    /// Asks which rows the actor may see for `A`.
    ///
    /// # Errors
    /// [`Error::Refused`] where the answer is *none*.
    pub fn authorize_list<A: Guarded>(&mut self) -> Result<ListPermit<'tx, A>> {
        let filter = self.acting.matrix.rows(&self.acting.actor, A::ACTION, self.facts.at.millis());
        let (decision, rows) = match (filter, self.acting.artist) {
            (RowFilter::All(because), _) => (Decision::Permit(because), Rows::All),
            (RowFilter::Own, Some(artist)) => (Decision::Permit(Because::Owner), Rows::Of(artist)),
            (RowFilter::Own, None) => (Decision::Refuse(Why::NotLinked), Rows::All),
            (RowFilter::None(why), _) => (Decision::Refuse(why), Rows::All),
        };
        let entry = self.remember::<A>(None, decision)?;
        Ok(ListPermit { rows, entry, brand: self.brand, action: PhantomData })
    }

    /// What the engine would say, without asking for a permit: for showing or hiding a control.
    pub fn may<A: Guarded>(&self, scope: &Scope<'tx, A::On>) -> Decision {
        self.decide(A::ACTION, scope.ownership)
    }

    /// What the engine would say about a row of this ownership; for controls of rows in a list.
    pub fn decide(&self, action: Action, ownership: Ownership) -> Decision {
        self.acting.matrix.decide(&self.acting.actor, action, ownership, self.facts.at.millis())
    }

    /// Whether the engine would show any rows of a list, without asking for a permit.
    pub fn lists(&self, action: Action) -> bool {
        match self.acting.matrix.rows(&self.acting.actor, action, self.facts.at.millis()) {
            RowFilter::All(_) => true,
            RowFilter::Own => self.acting.artist.is_some(),
            RowFilter::None(_) => false,
        }
    }

    /// The actor as the engine sees it.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.acting.actor
    }

    /// The matrix that holds in this transaction.
    #[must_use]
    pub fn matrix(&self) -> &studio_policy::Matrix {
        &self.acting.matrix
    }

    /// Leave to act on one's own account. There is no cell for it: any signed-in person has it, for that account only.
    ///
    /// # Errors
    /// [`Error::NoActor`] if no person acts.
    pub fn me(&self) -> Result<Oneself<'tx>> {
        let user = self.acting.user.ok_or(Error::NoActor(NoActor::Unknown))?;
        Ok(Oneself {
            user,
            session: self.acting.session,
            elevation: self.acting.elevation,
            artist: self.acting.artist,
            brand: self.brand,
        })
    }

    fn remember<A: Guarded>(&mut self, subject: Option<i64>, decision: Decision) -> Result<usize> {
        let (outcome, reason, elevated) = match decision {
            Decision::Permit(because) => (Outcome::Done, because.code(), because == Because::Elevated),
            Decision::Refuse(why) => (Outcome::Refused, why.code(), false),
        };
        let index = self.entries.len();
        self.entries.push(Entry {
            action: A::ACTION.code(),
            subject_kind: <A::On as Row>::KIND,
            subject_id: subject,
            outcome,
            reason,
            detail: Detail::default(),
            changes: A::MANNER == Manner::Change && outcome == Outcome::Done,
            keep: elevated
                || outcome == Outcome::Refused
                || match A::MANNER {
                    Manner::Change => true,
                    Manner::Look => A::ACTION.audit_read(),
                    Manner::Glance => false,
                },
        });
        match decision {
            Decision::Permit(_) => Ok(index),
            Decision::Refuse(why) => Err(Error::Refused { action: A::ACTION, why }),
        }
    }
}
