//! Recording and reading health screenings. Reading is in the log; what was answered is not.

use std::sync::Arc;

use studio_auth::KeyRing;
use studio_domain::{Answers, Changes, ClientId, ScreeningId, Timestamp, Version, review_due};
use studio_store::actions::{ReadScreenings, RecordScreening};
use studio_store::{OpCtx, Page, SealedScreening};

use super::{ScreeningInput, open_answers, seal_answers};
use crate::error::{Error, Result, Rule};
use crate::studio::Studio;

/// A health screening with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// Id.
    pub id: ScreeningId,
    /// When it was answered.
    pub answered_at: Timestamp,
    /// User name of who recorded it; `None`: the operator or an import.
    pub recorded_by: Option<String>,
    /// Whether it came with an import.
    pub imported: bool,
    /// The answers, or why they stay shut.
    pub answers: Result<Answers, Unreadable>,
    /// In what it differs from the one before; `None` if there is none, or if one of the two stays shut.
    pub changes: Option<Changes>,
    /// Whether it is the newest and older than the studio trusts one.
    pub review: bool,
}

/// Why answers stay shut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// The key that they were sealed with is not here.
    NoKey {
        /// Its id.
        key: String,
    },
    /// They were changed, stand in another place than they were sealed for, or were made by a newer version.
    Damaged,
}

impl Unreadable {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoKey { .. } => "no_key",
            Self::Damaged => "damaged",
        }
    }
}

/// Opens one, and says so if it stays shut.
pub(super) fn opened(ring: &KeyRing, one: &SealedScreening) -> Result<Answers, Unreadable> {
    open_answers(ring, one.client, one.answered_at, &one.sealed).map_err(|error| match error {
        Error::Rule(Rule::KeyWrong) => Unreadable::NoKey {
            key: studio_auth::sealed_by(&one.sealed).map(|id| id.to_string()).unwrap_or_default(),
        },
        _ => Unreadable::Damaged,
    })
}

/// Refuses what was answered with another screening in view than the one that is the newest now; 0 names none.
fn expect_newest(
    client: ClientId,
    newest: Option<&SealedScreening>,
    seen: Option<ScreeningId>,
) -> Result<()> {
    let now = newest.map_or(0, |one| one.id.get());
    match seen {
        Some(seen) if seen.get() != now => Err(Error::Stale {
            kind: "client",
            id: client.get(),
            expected: Version::new(seen.get()),
            now: Version::new(now),
        }),
        _ => Ok(()),
    }
}

impl Studio {
    /// One page of a client's screenings, newest first, each with what is otherwise than in the one before; `before` is the last one of the
    /// page before.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`]; [`Rule::KeyMissing`] and [`Rule::KeyDamaged`] if there are screenings and no keys at all.
    pub fn screenings(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        before: Option<(Timestamp, ScreeningId)>,
    ) -> Result<Page<Screening>> {
        // Before the rows: a key that sealed one of them can't go away then until it is opened.
        let held = self.folder.hold_keys();
        let (page, follows, age) = self.store.read::<_, Error, _>(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadScreenings>(&scope)?;
            let (page, follows) = tx.screenings(&may, before)?;
            Ok((page, follows, tx.house()?.screening_age()))
        })?;
        if page.items.is_empty() {
            return Ok(Page { items: Vec::new(), more: false });
        }
        let held = held?;
        let all = page.items.iter().chain(&follows).map(|one| opened(held.ring(), one));
        let answers: Vec<Result<Answers, Unreadable>> = all.collect();
        let mut older = answers.get(1..).unwrap_or_default().to_vec().into_iter();
        let items = page.items.into_iter().zip(answers).enumerate().map(|(nth, (one, answers))| {
            let changes = match (&answers, older.next()) {
                (Ok(now), Some(Ok(then))) => Some(now.changes_since(&then)),
                _ => None,
            };
            Screening {
                id: one.id,
                review: nth == 0 && before.is_none() && review_due(one.answered_at, ctx.visit.now, age),
                answered_at: one.answered_at,
                recorded_by: one.recorded_by.map(|(_, name)| name),
                imported: one.imported,
                answers,
                changes,
            }
        });
        Ok(Page { items: items.collect(), more: page.more })
    }

    /// Records a screening. `seen` is the newest one that whoever answers had in view, 0 for none; without it that is not asked.
    ///
    /// # Errors
    /// [`Error::Invalid`] on the code of each question, on `observations`, and on `answers` if nothing was asked; [`Error::NotFound`],
    /// [`Error::Refused`]; [`Error::Stale`] if there is a newer one than was seen; [`Rule::KeyMissing`], [`Rule::KeyDamaged`].
    pub fn record_screening(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        input: ScreeningInput,
        seen: Option<ScreeningId>,
    ) -> Result<ScreeningId> {
        self.expect_to_record(ctx, client)?;
        let held = self.folder.hold_keys()?;
        let ring = Arc::new(held.ring().clone());
        self.store.write(ctx, move |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<RecordScreening>(&scope)?;
            let answers = input.read()?;
            expect_newest(client, tx.screening_to_follow(&may)?.as_ref(), seen)?;
            let sealed = seal_answers(&ring, client, tx.now(), &answers)?;
            Ok(tx.record_screening(&may, &sealed)?)
        })
    }

    /// Records that nothing has changed: a screening of now with the answers of the newest one. `seen` as in [`Studio::record_screening`].
    ///
    /// # Errors
    /// [`Error::NotFound`] also if there is none; [`Error::Refused`], [`Error::Stale`]; [`Rule::KeyMissing`], [`Rule::KeyDamaged`], and
    /// [`Rule::KeyWrong`] if the newest one can't be opened.
    pub fn confirm_screening(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        seen: Option<ScreeningId>,
    ) -> Result<ScreeningId> {
        self.expect_to_record(ctx, client)?;
        let held = self.folder.hold_keys()?;
        let ring = Arc::new(held.ring().clone());
        self.store.write(ctx, move |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<RecordScreening>(&scope)?;
            let newest = tx.screening_to_follow(&may)?;
            expect_newest(client, newest.as_ref(), seen)?;
            let none = || Error::NotFound { kind: "screening", id: String::new() };
            let newest = newest.ok_or_else(none)?;
            let answers = open_answers(&ring, newest.client, newest.answered_at, &newest.sealed)?;
            let sealed = seal_answers(&ring, client, tx.now(), &answers)?;
            Ok(tx.record_screening(&may, &sealed)?)
        })
    }

    /// Refuses whoever could not record a screening even with the master code, before a form is filled in vain.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn expect_to_record_screening(&self, ctx: &OpCtx, client: ClientId) -> Result<()> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            if crate::Ability::from(tx.may::<RecordScreening>(&scope)) == crate::Ability::No {
                tx.authorize::<RecordScreening>(&scope)?;
            }
            Ok(())
        })
    }

    /// Whoever may not record is told that before the keys are touched: not that they are missing.
    fn expect_to_record(&self, ctx: &OpCtx, client: ClientId) -> Result<()> {
        self.store.read::<_, Error, _>(ctx, |tx| {
            let scope = tx.client(client)?;
            crate::studio::expect_permit::<RecordScreening>(tx, &scope)
        })
    }
}
