//! Files on their way: kept in the data folder between the choice of a file and the import, for the person who sent it.
//!
//! A browser does not give a file twice, and between the two steps a person looks at the preview and changes columns. The name of a kept file
//! is made of the account and of a secret that only the answer told: neither another account nor a guess finds it. What nobody came back
//! for goes after two hours.

use std::fs::{self, File};
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use studio_auth::random_id;
use studio_export::{Sheet, SheetLimits};
use studio_store::{Imported, OpCtx};

use super::{ClientImport, ImportPlan, ImportStep, expect_ever};
use crate::error::{Error, Result};
use crate::folder::private_file;
use crate::studio::Studio;

/// Begins the names of kept files.
const KEPT: &str = "import-";
/// How long a file is kept, in milliseconds.
const KEPT_MS: i64 = 2 * 60 * 60 * 1000;

/// What stands under the secret of a kept file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptImport {
    /// The file, still to be imported.
    File(Vec<u8>),
    /// It has been imported, and is gone.
    Done(Imported),
}

impl Studio {
    /// Keeps a file for its import. Answers the secret under which the same person finds it again.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Error::Sheet`] for what is no table; [`Error::File`] if it can't be written.
    pub fn keep_import(&self, ctx: &OpCtx, file: &[u8]) -> Result<String> {
        let user = self.store.read::<_, Error, _>(ctx, |tx| {
            expect_ever(tx)?;
            Ok(tx.me()?.user())
        })?;
        // Said where the file is still at hand.
        Sheet::read(file, SheetLimits::CLIENTS)?.rows()?;
        self.sweep_imports();
        let secret = format!("{}{}", random_id()?, random_id()?);
        let path = self.kept_path(user.get(), &secret);
        let written = private_file(&path).and_then(|mut out: File| out.write_all(file));
        if written.is_err() {
            drop(fs::remove_file(&path));
        }
        written.map_err(|error| Error::io(&path, &error))?;
        Ok(secret)
    }

    /// The file that the person has kept under this secret.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Error::NotFound`] if there is none, or not any more.
    pub fn kept_import(&self, ctx: &OpCtx, secret: &str) -> Result<KeptImport> {
        let (user, done) = self.store.read::<_, Error, _>(ctx, |tx| {
            expect_ever(tx)?;
            let me = tx.me()?;
            let done = tx.imported_before(&me, secret)?;
            Ok((me.user(), done))
        })?;
        if let Some(done) = done {
            return Ok(KeptImport::Done(done));
        }
        let gone = || Error::NotFound { kind: "upload", id: String::new() };
        if !is_secret(secret) {
            return Err(gone());
        }
        let path = self.kept_path(user.get(), secret);
        match fs::read(&path) {
            Ok(file) => Ok(KeptImport::File(file)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(gone()),
            Err(error) => Err(Error::io(&path, &error)),
        }
    }

    /// Imports a kept file and lets it go. However often it is sent, it is carried out once: whoever sends it again is told what came of it.
    ///
    /// # Errors
    /// [`Error::Refused`], before anything is said of the file; [`Error::NotFound`] as [`Studio::kept_import`]; and as
    /// [`Studio::import_clients`].
    pub fn import_kept(
        &self,
        ctx: &OpCtx,
        secret: &str,
        plan: ImportPlan,
        progress: impl FnMut(ImportStep) -> ControlFlow<()> + Send + 'static,
    ) -> Result<ClientImport> {
        self.expect_import_permit(ctx)?;
        match self.kept_import(ctx, secret)? {
            KeptImport::Done(before) => Ok(ClientImport::carried_out(before)),
            KeptImport::File(file) => {
                let plan = ImportPlan { key: Some(secret.to_owned()), ..plan };
                let report = self.import_clients(ctx, file, plan, progress)?;
                if report.done {
                    self.forget_import(ctx, secret)?;
                }
                Ok(report)
            }
        }
    }

    /// Lets a kept file go. One that is not there is as good as gone.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn forget_import(&self, ctx: &OpCtx, secret: &str) -> Result<()> {
        let user = self.store.read::<_, Error, _>(ctx, |tx| {
            expect_ever(tx)?;
            Ok(tx.me()?.user())
        })?;
        if is_secret(secret) {
            drop(fs::remove_file(self.kept_path(user.get(), secret)));
        }
        Ok(())
    }

    /// Lets files go that nobody came back for. What can't be looked at now is met again the next time.
    pub(crate) fn sweep_imports(&self) {
        let now = self.clock.now().millis();
        for entry in fs::read_dir(self.folder.root().join("tmp")).into_iter().flatten().flatten() {
            let old = entry
                .metadata()
                .ok()
                .and_then(|facts| facts.modified().ok()?.duration_since(UNIX_EPOCH).ok())
                .and_then(|since| i64::try_from(since.as_millis()).ok())
                .is_some_and(|at| now.saturating_sub(at) > KEPT_MS);
            if old && entry.file_name().to_string_lossy().starts_with(KEPT) {
                drop(fs::remove_file(entry.path()));
            }
        }
    }

    fn kept_path(&self, user: i64, secret: &str) -> PathBuf {
        self.folder.root().join("tmp").join(format!("{KEPT}{user}-{secret}"))
    }
}

/// Whether it is one that [`Studio::keep_import`] may have told: nothing else becomes part of a path.
fn is_secret(secret: &str) -> bool {
    secret.len() == 32 && secret.bytes().all(|byte| byte.is_ascii_hexdigit())
}
