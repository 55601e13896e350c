//! Looking after the files that are kept outside of the data: are they there, and away with those that nothing refers to.

use std::collections::HashSet;
use std::time::Duration;

use studio_domain::ContentHash;
use studio_media::{Checked, Swept, Wanted, check_files, sweep, take_away};
use studio_policy::SystemRole;
use studio_store::actions::{CheckMedia, SweepMedia};
use studio_store::{Finding, OpCtx, Origin, Verdict, Who};

use crate::error::{Error, Result};
use crate::studio::Studio;

/// What a check of the files found.
pub type MediaChecked = Checked;
/// What a sweep did.
pub type MediaSwept = Swept;

/// How long a file may wait for something to refer to it: longer than any upload takes.
const GRACE: Duration = Duration::from_secs(60 * 60);

impl Studio {
    /// Looks for every file that the data refers to; `thorough` reads every byte of them. The operator's and the housekeeping's only.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Error::Unavailable`] if the folder can't be looked at. What is wrong with a file is a finding.
    pub fn check_media(&self, ctx: &OpCtx, thorough: bool) -> Result<MediaChecked> {
        Ok(check_files(self.media.place(), self.wanted(ctx)?, thorough)?)
    }

    /// Forgets files that nothing has referred to for an hour, and takes them away. The operator's and the housekeeping's only.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Error::Unavailable`] if a file can't be taken away.
    pub fn sweep_media(&self, ctx: &OpCtx) -> Result<MediaSwept> {
        let now = ctx.visit.now;
        let before = now.minus(GRACE);
        self.store.write::<_, Error, _>(ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<SweepMedia>(&studio)?;
            tx.forget_media(&may, before)?;
            Ok(())
        })?;
        sweep(self.media.place(), before, now, |file| self.is_kept(ctx, file))
    }

    /// The same as housekeeping; to be called now and then.
    ///
    /// # Errors
    /// As [`Studio::sweep_media`].
    pub fn sweep(&self) -> Result<MediaSwept> {
        self.sweep_media(&self.housekeeping()?)
    }

    /// Takes files away at once that were just let go, unless something else refers to them. What fails here is swept later.
    pub(crate) fn let_go(&self, files: &[ContentHash]) {
        if !files.is_empty() {
            drop(self.try_to_let_go(files));
        }
    }

    fn try_to_let_go(&self, files: &[ContentHash]) -> Result<()> {
        let housekeeping = self.housekeeping()?;
        let asked = files.to_vec();
        let forgotten = self.store.write::<_, Error, _>(&housekeeping, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<SweepMedia>(&studio)?;
            Ok(tx.forget_media_of(&may, &asked)?)
        })?;
        for file in &forgotten {
            take_away(self.media.place(), file, housekeeping.visit.now, |file| {
                self.is_kept(&housekeeping, file)
            })?;
        }
        Ok(())
    }

    fn is_kept(&self, ctx: &OpCtx, file: &ContentHash) -> Result<bool> {
        self.store.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<CheckMedia>(&studio)?;
            Ok(tx.is_kept(&may, file)?)
        })
    }

    fn housekeeping(&self) -> Result<OpCtx> {
        Ok(self.visit(Origin::SYSTEM)?.by(Who::System(SystemRole::Housekeeping)))
    }

    /// What `doctor` says about files that nothing refers to, and that a sweep would take away.
    pub(crate) fn unused_finding(&self, ctx: &OpCtx) -> Finding {
        let (verdict, found) = match self.unused(ctx) {
            Ok(0) => (Verdict::Good, "none".to_owned()),
            Ok(files) => (Verdict::Warning, format!("{files} files: `studio media sweep` takes them away")),
            Err(error) => (Verdict::Bad, error.to_string()),
        };
        Finding { check: "media_unused", verdict, found }
    }

    fn unused(&self, ctx: &OpCtx) -> Result<u64> {
        let wanted: HashSet<ContentHash> = self.wanted(ctx)?.into_iter().map(|file| file.hash).collect();
        let (before, mut unused) = (ctx.visit.now.minus(GRACE), 0_u64);
        self.media.place().list(&mut |file| {
            if file.put_at < before && !wanted.contains(&file.hash) {
                unused = unused.saturating_add(1);
            }
            Ok(())
        })?;
        Ok(unused)
    }

    fn wanted(&self, ctx: &OpCtx) -> Result<Vec<Wanted>> {
        let files = self.store.read::<_, Error, _>(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<CheckMedia>(&studio)?;
            Ok(tx.media_files(&may)?)
        })?;
        Ok(files.into_iter().map(|(hash, bytes)| Wanted { hash, bytes }).collect())
    }

    /// What `doctor` says about the files that the data refers to.
    pub(crate) fn media_finding(&self, ctx: &OpCtx, thorough: bool) -> Finding {
        let (verdict, found) = match self.check_media(ctx, thorough) {
            Ok(checked) if checked.is_good() => (Verdict::Good, format!("{} files", checked.looked_at)),
            Ok(checked) => {
                let some = |files: &[ContentHash]| {
                    let names: Vec<_> = files.iter().take(5).map(ToString::to_string).collect();
                    if files.is_empty() {
                        "0".to_owned()
                    } else {
                        format!("{} ({})", files.len(), names.join(", "))
                    }
                };
                let (missing, changed) = (some(&checked.missing), some(&checked.changed));
                (Verdict::Bad, format!("of {} files missing {missing}, changed {changed}", checked.looked_at))
            }
            Err(error) => (Verdict::Bad, error.to_string()),
        };
        Finding { check: "media_files", verdict, found }
    }
}
