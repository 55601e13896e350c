//! Keeping the keys of health answers: looking, replacing, handing out, taking in, giving up.
//!
//! Only a new file in one step and a committed transaction ever change anything, and always in an order in which the keys that are here
//! open every row that they opened before. So whoever stops in between, by a crash too, has lost nothing and does the same again.

use std::ops::ControlFlow;
use std::sync::Arc;

use studio_auth::{ChestError, FieldKey, KeyId, KeyRing, Secret, check_password, lock_keys, unlock_keys};
use studio_domain::{Invalid, ScreeningId};
use studio_store::actions::{InspectKeys, KeepKeys};
use studio_store::{KeyUse, OpCtx, Permit, Resealable, Tx, Write};

use super::{open_sealed, seal_plain};
use crate::error::{Error, Result, Rule};
use crate::folder::HeldKeys;
use crate::set_up::of_password;
use crate::studio::{Studio, expect_permit};

/// A key and what it seals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyLine {
    /// Its id: eight hexadecimal digits that don't give it away.
    pub id: String,
    /// Where it is.
    pub place: KeyPlace,
    /// How many screenings it seals.
    pub screenings: usize,
}

/// Where a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPlace {
    /// In the key file, and seals what is recorded.
    Current,
    /// In the key file, and only opens.
    Older,
    /// Not in the key file, though screenings need it.
    Missing,
    /// Given up: somebody said that it will not be found again.
    Lost,
}

impl KeyPlace {
    /// All of them, for the test that each has its words.
    pub const ALL: &[Self] = &[Self::Current, Self::Older, Self::Missing, Self::Lost];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Older => "older",
            Self::Missing => "missing",
            Self::Lost => "lost",
        }
    }
}

/// What replacing the key came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotation {
    /// Id of the key that seals from now on.
    pub key: String,
    /// Whether a rotation that was broken off before was carried on, with the key that it had made.
    pub resumed: bool,
    /// How many screenings were sealed anew.
    pub resealed: usize,
    /// How many stay as they were since they can't be opened.
    pub left: usize,
}

/// What taking keys in came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeysImported {
    /// Ids of the keys that were not here before.
    pub added: Vec<String>,
    /// Id of the key that seals.
    pub current: String,
}

/// What giving keys up came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyLoss {
    /// Keys that were given up, with how many screenings stay shut.
    pub lost: Vec<KeyLine>,
    /// Id of the key that seals from now on.
    pub current: String,
}

/// A step of a rotation that is over; each leaves everything readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The log says that there will be a new key.
    Announced,
    /// The new key is in the file, beside the old ones.
    Stored,
    /// Some screenings are sealed with it.
    Resealed,
}

fn id(key: &KeyUse) -> KeyId {
    KeyId::from_bytes(key.key)
}

fn line(ring: Option<&KeyRing>, used: &KeyUse) -> KeyLine {
    let place = match ring {
        Some(ring) if ring.current().id() == id(used) => KeyPlace::Current,
        Some(ring) if ring.has(id(used)) => KeyPlace::Older,
        _ if used.lost_at.is_some() => KeyPlace::Lost,
        _ => KeyPlace::Missing,
    };
    KeyLine { id: id(used).to_string(), place, screenings: used.screenings }
}

/// The same answers under another key. Nothing of them is understood, only opened and sealed.
fn resealed(ring: &KeyRing, row: &Resealable) -> Result<Vec<u8>> {
    let plain = open_sealed(ring, row.client, row.answered_at, &row.sealed)?;
    seal_plain(ring, row.client, row.answered_at, &plain)
}

impl Studio {
    /// Every key: those in the key file, then those that are needed and not there. Works without a key file too.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn keys(&self, ctx: &OpCtx) -> Result<Vec<KeyLine>> {
        let held = self.folder.hold_keys();
        let uses = self.key_uses(ctx)?;
        let held = held.ok();
        Ok(lines(held.as_ref().map(HeldKeys::ring), &uses))
    }

    /// What the keys seal, whoever may know it.
    pub(crate) fn key_uses(&self, ctx: &OpCtx) -> Result<Vec<KeyUse>> {
        self.store.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<InspectKeys>(&studio)?;
            Ok(tx.key_uses(&may)?)
        })
    }

    /// Refuses to work on answers that can't be opened: without keys, with a damaged file of them, or with other keys than those that
    /// sealed. What was given up is not asked for.
    pub(crate) fn expect_keys(&self, ctx: &OpCtx) -> Result<()> {
        let ring = self.folder.key()?;
        let uses = self.key_uses(ctx)?;
        let missing = uses.iter().any(|used| line(Some(&ring), used).place == KeyPlace::Missing);
        if missing { Err(Error::Rule(Rule::KeyWrong)) } else { Ok(()) }
    }

    /// Makes a new key and seals every screening with it. The keys before stay in the file, as copies of the data may need them.
    ///
    /// Where a rotation was broken off, it is carried on instead.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Rule::KeyMissing`], [`Rule::KeyDamaged`]. Everything that could be read before can be read after.
    pub fn rotate_keys(&self, ctx: &OpCtx) -> Result<Rotation> {
        self.rotate_in_steps(ctx, &mut |_step| ControlFlow::Continue(()))
    }

    /// The same, told after each step, and ended where `told` says so.
    pub(super) fn rotate_in_steps(
        &self,
        ctx: &OpCtx,
        told: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> Result<Rotation> {
        let mut told = |step| match told(step) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Stopped),
        };
        self.expect_to_keep_keys(ctx)?;
        let uses = self.key_uses(ctx)?;
        let unfinished =
            |ring: &KeyRing| uses.iter().any(|used| line(Some(ring), used).place == KeyPlace::Older);
        let (ring, resumed) = self.folder.change_keys(|ring| {
            let ring = ring?;
            if unfinished(&ring) {
                return Ok((None, (ring, true)));
            }
            let ring = ring.rotated(FieldKey::generate()?);
            self.say_of_keys(ctx, "rotate", ring.current().id())?;
            told(Step::Announced)?;
            Ok((Some(ring.clone()), (ring, false)))
        })?;
        told(Step::Stored)?;
        let (mut resealed, mut left) = (0_usize, 0_usize);
        let key = ring.current().id().to_string();
        let ring = Arc::new(ring);
        for old in ring.older().iter().map(FieldKey::id) {
            let mut after = ScreeningId::new(0);
            while let Some(part) = self.reseal_some(ctx, &ring, old, after)? {
                after = part.last;
                resealed = resealed.saturating_add(part.resealed);
                left = left.saturating_add(part.left);
                told(Step::Resealed)?;
            }
        }
        Ok(Rotation { key, resumed, resealed, left })
    }

    /// Seals the next screenings of a key with the current one, in one transaction; `None` if there are no more.
    fn reseal_some(
        &self,
        ctx: &OpCtx,
        ring: &Arc<KeyRing>,
        old: KeyId,
        after: ScreeningId,
    ) -> Result<Option<Part>> {
        let ring = Arc::clone(ring);
        self.store.write(ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<KeepKeys>(&studio)?;
            let rows = tx.sealed_with(&may, *old.as_bytes(), after)?;
            let Some(last) = rows.last().map(|row| row.id) else {
                tx.nothing_of_keys(&may);
                return Ok(None);
            };
            let mut part = Part { last, resealed: 0, left: 0 };
            for row in &rows {
                match resealed(&ring, row) {
                    Ok(sealed) => {
                        tx.reseal(&may, row.id, &sealed)?;
                        part.resealed = part.resealed.saturating_add(1);
                    }
                    // Damaged: it was shut before, and it is not for a rotation to fail over it.
                    Err(_shut) => part.left = part.left.saturating_add(1),
                }
            }
            tx.keep_keys(&may, "reseal", &ring.current().id().to_string());
            Ok(Some(part))
        })
    }

    /// The keys as text that opens with the passphrase only, for keeping them away from the data.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Error::Invalid`] for a passphrase that the rules of passwords refuse; [`Rule::KeyMissing`],
    /// [`Rule::KeyDamaged`].
    pub fn export_keys(&self, ctx: &OpCtx, passphrase: &Secret) -> Result<String> {
        self.expect_to_keep_keys(ctx)?;
        check_password(passphrase, "").map_err(|weak| Invalid::new("passphrase", of_password(weak)))?;
        let held = self.folder.hold_keys()?;
        let text = lock_keys(held.ring(), passphrase)?;
        self.say_of_keys(ctx, "export", held.ring().current().id())?;
        Ok(text)
    }

    /// Takes keys in that were handed out. Where there is no key file, they become it; else they open and don't seal. What was given up
    /// for want of one of them is readable again.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Rule::KeyFileForeign`], [`Rule::WrongPassphrase`].
    pub fn import_keys(&self, ctx: &OpCtx, text: &str, passphrase: &Secret) -> Result<KeysImported> {
        self.expect_to_keep_keys(ctx)?;
        let found = unlock_keys(text, passphrase).map_err(|error| match error {
            ChestError::Unreadable | ChestError::Keys(_) => Error::Rule(Rule::KeyFileForeign),
            ChestError::WrongPassphrase => Error::Rule(Rule::WrongPassphrase),
            ChestError::Auth(error) => error.into(),
        })?;
        self.folder.change_keys(|here| {
            let here = self.readable(here)?;
            let ring = here.as_ref().map_or_else(|| found.clone(), |here| here.joined(&found));
            let new = |key: &FieldKey| !here.as_ref().is_some_and(|here| here.has(key.id()));
            let all = std::iter::once(ring.current()).chain(ring.older());
            let added = all.clone().filter(|key| new(key)).map(|key| key.id().to_string()).collect();
            let ids: Vec<KeyId> = all.map(FieldKey::id).collect();
            let current = ring.current().id();
            self.change_of_keys(ctx, "import", current, move |tx, may| {
                ids.iter().try_for_each(|id| Ok(tx.key_is_here(may, *id.as_bytes())?))
            })?;
            Ok((Some(ring), KeysImported { added, current: current.to_string() }))
        })
    }

    /// Takes the keys out of the key file that no screening needs. Copies of the data from before can't be read without them.
    ///
    /// Answers their ids.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Rule::KeyMissing`], [`Rule::KeyDamaged`].
    pub fn drop_old_keys(&self, ctx: &OpCtx) -> Result<Vec<String>> {
        self.expect_to_keep_keys(ctx)?;
        self.folder.change_keys(|ring| {
            let ring = ring?;
            // Nobody seals while the file is being changed: what needs a key now is all that will.
            let uses = self.key_uses(ctx)?;
            let kept = ring.keeping(|key| uses.iter().any(|used| id(used) == key));
            let gone: Vec<String> = ring
                .older()
                .iter()
                .filter(|key| !kept.has(key.id()))
                .map(|key| key.id().to_string())
                .collect();
            self.say_of_keys(ctx, "drop_old", ring.current().id())?;
            Ok(((!gone.is_empty()).then_some(kept), gone))
        })
    }

    /// Gives up the keys that screenings need and that are not here: those answers stay shut, and everything else works. Where there is no
    /// key file, a new key is made.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn accept_key_loss(&self, ctx: &OpCtx) -> Result<KeyLoss> {
        self.expect_to_keep_keys(ctx)?;
        self.folder.change_keys(|here| {
            let here = self.readable(here)?;
            let (ring, made) = match here {
                Some(ring) => (ring, false),
                None => (KeyRing::new(FieldKey::generate()?), true),
            };
            let uses = self.key_uses(ctx)?;
            let missing = |used: &&KeyUse| line(Some(&ring), used).place == KeyPlace::Missing;
            let lost: Vec<KeyUse> = uses.iter().filter(missing).copied().collect();
            let current = ring.current().id();
            let told: Vec<KeyLine> =
                lost.iter().map(|used| KeyLine { place: KeyPlace::Lost, ..line(None, used) }).collect();
            self.change_of_keys(ctx, "accept_loss", current, move |tx, may| {
                lost.iter().try_for_each(|used| Ok(tx.give_key_up(may, used.key)?))
            })?;
            Ok((made.then_some(ring), KeyLoss { lost: told, current: current.to_string() }))
        })
    }

    /// The keys, or none where there is no file of them or a damaged one, which is put aside.
    fn readable(&self, here: Result<KeyRing>) -> Result<Option<KeyRing>> {
        match here {
            Ok(ring) => Ok(Some(ring)),
            Err(Error::Rule(Rule::KeyMissing)) => Ok(None),
            Err(Error::Rule(Rule::KeyDamaged)) => self.folder.put_keys_aside(self.now()).map(|()| None),
            Err(error) => Err(error),
        }
    }

    fn expect_to_keep_keys(&self, ctx: &OpCtx) -> Result<()> {
        self.store.read::<_, Error, _>(ctx, |tx| {
            let studio = tx.studio();
            expect_permit::<KeepKeys>(tx, &studio)
        })
    }

    /// Says in the log what is about to be done.
    fn say_of_keys(&self, ctx: &OpCtx, act: &'static str, key: KeyId) -> Result<()> {
        self.change_of_keys(ctx, act, key, |_tx, _may| Ok(()))
    }

    fn change_of_keys<F>(&self, ctx: &OpCtx, act: &'static str, key: KeyId, change: F) -> Result<()>
    where
        F: for<'tx> FnOnce(&mut Tx<'tx, Write>, &Permit<'tx, KeepKeys>) -> Result<()> + Send + 'static,
    {
        self.store.write(ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<KeepKeys>(&studio)?;
            tx.keep_keys(&may, act, &key.to_string());
            change(tx, &may)
        })
    }
}

/// What one transaction of a rotation did.
struct Part {
    last: ScreeningId,
    resealed: usize,
    left: usize,
}

/// Those in the key file first, in its order, then the others.
pub(crate) fn lines(ring: Option<&KeyRing>, uses: &[KeyUse]) -> Vec<KeyLine> {
    let mut all: Vec<KeyLine> = Vec::new();
    if let Some(ring) = ring {
        for (key, place) in std::iter::once((ring.current(), KeyPlace::Current))
            .chain(ring.older().iter().map(|key| (key, KeyPlace::Older)))
        {
            let used = uses.iter().find(|used| id(used) == key.id());
            let screenings = used.map_or(0, |used| used.screenings);
            all.push(KeyLine { id: key.id().to_string(), place, screenings });
        }
    }
    let elsewhere = uses.iter().filter(|used| !ring.is_some_and(|ring| ring.has(id(used))));
    all.extend(elsewhere.map(|used| line(ring, used)));
    all
}

#[cfg(test)]
mod tests;
