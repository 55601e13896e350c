//! Which folder a demo may be made in, and how a demo that is there gives way to a fresh one.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::DemoError;
use crate::error::{Error, Result};
use crate::folder::{Folder, LOCK, ServerLock};

/// Name of the file that marks a folder as a demo.
const NAME: &str = "demo";
/// What the mark says to whoever finds it.
const MARK: &str = "An invented studio. Nobody in it exists; the whole folder may be deleted.\n";

impl Folder {
    fn demo_mark(&self) -> PathBuf {
        self.root().join(NAME)
    }

    /// Whether the folder was made for a demo: only then may a program replace what is in it.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.demo_mark().is_file()
    }

    /// Takes the folder for a server that shows a fresh demo in it: it is made if there is none, and emptied if a demo is there.
    ///
    /// # Errors
    /// [`DemoError::Foreign`] if something is in it that is no demo, and [`Rule::FolderInUse`](crate::Rule::FolderInUse) if a server runs
    /// on it: nothing is touched then.
    pub fn take_for_demo(&self) -> Result<ServerLock, DemoError> {
        if !self.is_demo() && !self.contents()?.is_empty() {
            return Err(DemoError::Foreign(self.root().to_owned()));
        }
        fs::create_dir_all(self.root()).map_err(|error| Error::io(self.root(), &error))?;
        let lock = self.lock_for_server()?;
        // Marked before anything goes or comes: what breaks off half-way is still known for a demo.
        self.mark_as_demo()?;
        for path in self.contents()? {
            // A link is removed itself, never what it leads to.
            let folder = fs::symlink_metadata(&path).is_ok_and(|facts| facts.is_dir());
            let removed = if folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            removed.map_err(|error| Error::io(&path, &error))?;
        }
        Ok(lock)
    }

    /// Marks the folder before anything is in it, so that a demo that broke off half-way is known for one.
    pub(super) fn mark_as_demo(&self) -> Result<()> {
        let mark = self.demo_mark();
        fs::create_dir_all(self.root())
            .and_then(|()| fs::write(&mark, MARK))
            .map_err(|error| Error::io(&mark, &error))
    }

    /// Whether a demo may be made here: there is no such folder, or nothing in it but the mark and the lock.
    pub(super) fn expect_bare(&self) -> Result<(), DemoError> {
        match (self.contents()?.is_empty(), self.is_demo()) {
            (true, _) => Ok(()),
            (false, true) => Err(DemoError::There(self.root().to_owned())),
            (false, false) => Err(DemoError::Foreign(self.root().to_owned())),
        }
    }

    /// What is in the folder besides the mark and the lock; nothing if there is no folder.
    fn contents(&self) -> Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(self.root()) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::io(self.root(), &error)),
        };
        let ours = |name: &OsStr| name == NAME || name == LOCK;
        entries
            .filter(|entry| !entry.as_ref().is_ok_and(|entry| ours(&entry.file_name())))
            .map(|entry| entry.map(|entry| entry.path()).map_err(|error| Error::io(self.root(), &error)))
            .collect()
    }
}
