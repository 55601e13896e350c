//! The data folder: where the file, the key and the copies are, and who may read them.
//!
//! ```text
//! studio-data/
//!   studio.db       the data (with -wal, -shm and -turn while it is in use)
//!   secrets/        field.key: what health answers are sealed with; never in the same place as a copy of the data. field.lock: held while
//!                   the keys are used
//!   backups/        copies made before an upgrade
//!   media/ tmp/     images, and files on their way
//!   server.lock     held by the one server that may run on the folder
//! ```

mod keys;

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use studio_store::FileProblem;

pub(crate) use keys::HeldKeys;

use crate::error::{Error, Result, Rule};

/// What the server that runs on a folder holds.
pub(crate) const LOCK: &str = "server.lock";

/// Paths inside one data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    root: PathBuf,
}

/// Held while a server runs on the folder.
#[derive(Debug)]
pub struct ServerLock(#[expect(dead_code, reason = "holding the open file is what holds the lock")] File);

impl Folder {
    /// The folder at `root`; nothing is looked at yet.
    #[must_use]
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The data file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.root.join("studio.db")
    }

    /// The key of sealed fields.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        self.root.join("secrets").join("field.key")
    }

    /// Where copies are kept.
    #[must_use]
    pub fn backups(&self) -> PathBuf {
        self.root.join("backups")
    }

    /// Where pictures and papers are kept.
    #[must_use]
    pub fn media(&self) -> PathBuf {
        self.root.join("media")
    }

    /// Where files on their way are.
    #[must_use]
    pub fn tmp(&self) -> PathBuf {
        self.root.join("tmp")
    }

    /// Parts that only the owner of the process may read.
    #[must_use]
    pub fn private_parts(&self) -> Vec<PathBuf> {
        vec![self.root.clone(), self.root.join("secrets"), self.key_file(), self.database()]
    }

    /// Makes the folder and its parts, readable by their owner only.
    pub(crate) fn make(&self) -> Result<()> {
        for part in ["", "secrets", "backups", "media", "tmp"] {
            let path = self.root.join(part);
            fs::create_dir_all(&path).map_err(|error| Error::io(&path, &error))?;
            restrict(&path, 0o700)?;
        }
        Ok(())
    }

    /// Whether there is nothing of anybody's in the folder, so that a studio may be made in it: no folder, an empty one, or what a first
    /// start that broke off has left.
    ///
    /// # Errors
    /// [`FileProblem::Access`] if it can't be looked at.
    pub fn is_bare(&self) -> Result<bool> {
        // On a disk of its own the system has put something there.
        Ok(only(&self.root, &[LOCK, "secrets", "backups", "media", "tmp", "lost+found"])?
            && only(&self.root.join("secrets"), &["field.key", "field.key.new", "field.lock"])?
            && only(&self.backups(), &[])?
            && only(&self.media(), &[])?)
    }

    /// Refuses a folder in which no studio may be made.
    ///
    /// # Errors
    /// [`Rule::ForeignFolder`] if something is in it, [`Rule::NotAFolder`] if it is none, [`FileProblem::Access`] if it can't be looked at.
    pub fn expect_free(&self) -> Result<()> {
        match self.look() {
            Ok(()) | Err(Error::File(FileProblem::Missing)) => {}
            Err(error) => return Err(error),
        }
        if self.is_bare()? { Ok(()) } else { Err(Error::Rule(Rule::ForeignFolder)) }
    }

    /// Refuses a folder in which there is no studio that can be used, and says which of the reasons it is: to SQLite they are all one.
    pub(crate) fn expect_studio(&self) -> Result<()> {
        self.look()?;
        let database = self.database();
        let facts = fs::metadata(&database).map_err(|error| absent(&database, &error))?;
        // Bits of the file and its folder only: opening the file here would end the locks that this process has on it.
        let closed = |facts: &fs::Metadata| facts.permissions().readonly();
        if closed(&facts) || fs::metadata(&self.root).is_ok_and(|facts| closed(&facts)) {
            return Err(Error::Rule(Rule::ReadOnly));
        }
        Ok(())
    }

    fn look(&self) -> Result<()> {
        let facts = fs::metadata(&self.root).map_err(|error| absent(&self.root, &error))?;
        if facts.is_dir() { Ok(()) } else { Err(Error::Rule(Rule::NotAFolder)) }
    }

    /// Takes the folder for one server.
    ///
    /// # Errors
    /// [`Rule::FolderInUse`] if a server runs on it.
    pub fn lock_for_server(&self) -> Result<ServerLock> {
        let path = self.root.join(LOCK);
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| Error::io(&path, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(ServerLock(file)),
            Err(TryLockError::WouldBlock) => Err(Error::Rule(Rule::FolderInUse)),
            Err(TryLockError::Error(error)) => Err(Error::io(&path, &error)),
        }
    }
}

/// What it means that a path has no facts: nothing is there, or nobody may look.
fn absent(path: &Path, error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::NotFound => Error::File(FileProblem::Missing),
        _ => Error::io(path, error),
    }
}

/// Whether nothing but these is in a folder; also if there is no such folder.
fn only(folder: &Path, names: &[&str]) -> Result<bool> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(Error::io(folder, &error)),
    };
    for entry in entries {
        let name = entry.map_err(|error| Error::io(folder, &error))?.file_name();
        if !names.iter().any(|known| name == *known) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Makes a file that only the owner of the process can read.
#[cfg(unix)]
pub(crate) fn private_file(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    File::options().write(true).create_new(true).mode(0o600).open(path)
}

/// Makes a file.
#[cfg(not(unix))]
pub(crate) fn private_file(path: &Path) -> std::io::Result<File> {
    File::options().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(|error| Error::io(path, &error))
}

#[cfg(not(unix))]
fn restrict(_path: &Path, _mode: u32) -> Result<()> {
    Ok(())
}

/// Whether anybody but the owner can read the path; `None` where the system does not tell.
#[cfg(unix)]
pub(crate) fn open_to_others(path: &Path) -> Option<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).ok().map(|facts| facts.permissions().mode() & 0o077 != 0)
}

/// Whether anybody but the owner can read the path; `None` where the system does not tell.
#[cfg(not(unix))]
pub(crate) fn open_to_others(_path: &Path) -> Option<bool> {
    None
}
