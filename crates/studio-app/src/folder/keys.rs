//! The file of the keys that seal health answers: read, replaced in one step, and held while something is sealed with them.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};

use studio_auth::{FieldKey, KeyRing};
use studio_domain::Timestamp;

use super::{Folder, private_file};
use crate::error::{Error, Result, Rule};

/// The keys, and leave to use them: while it is held nobody takes a key away, so that nothing is sealed with one that is going.
#[derive(Debug)]
pub(crate) struct HeldKeys {
    ring: KeyRing,
    _held: File,
}

impl HeldKeys {
    /// The keys.
    pub(crate) const fn ring(&self) -> &KeyRing {
        &self.ring
    }
}

impl Folder {
    /// Makes the key of sealed fields unless there is one.
    pub(crate) fn make_key(&self) -> Result<()> {
        if self.key_file().exists() {
            return Ok(());
        }
        self.write_keys(&KeyRing::new(FieldKey::generate()?))
    }

    /// Reads the keys of sealed fields.
    ///
    /// # Errors
    /// [`Rule::KeyMissing`] if they are not there, [`Rule::KeyDamaged`] if the file is none of keys,
    /// [`FileProblem::Access`](studio_store::FileProblem::Access) if it can't be read.
    pub fn key(&self) -> Result<KeyRing> {
        let path = self.key_file();
        let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Error::Rule(Rule::KeyMissing),
            ErrorKind::InvalidData => Error::Rule(Rule::KeyDamaged),
            _ => Error::io(&path, &error),
        })?;
        KeyRing::parse(&text).map_err(|_cause| Error::Rule(Rule::KeyDamaged))
    }

    /// The keys, to open and to seal with. Waits while somebody changes them.
    pub(crate) fn hold_keys(&self) -> Result<HeldKeys> {
        let held = self.key_lock()?;
        held.lock_shared().map_err(|error| Error::io(&self.lock_file(), &error))?;
        Ok(HeldKeys { ring: self.key()?, _held: held })
    }

    /// Changes the keys while nobody uses them; `change` gets them as they are, or why they can't be read.
    pub(crate) fn change_keys<R>(
        &self,
        change: impl FnOnce(Result<KeyRing>) -> Result<(Option<KeyRing>, R)>,
    ) -> Result<R> {
        let held = self.key_lock()?;
        held.lock().map_err(|error| Error::io(&self.lock_file(), &error))?;
        let (ring, answer) = change(self.key())?;
        if let Some(ring) = ring {
            self.write_keys(&ring)?;
        }
        Ok(answer)
    }

    /// Puts a key file that can't be read beside its place: what is left of it may be worth something to somebody who knows how to read it.
    pub(crate) fn put_keys_aside(&self, now: Timestamp) -> Result<()> {
        let path = self.key_file();
        let aside = path.with_file_name(format!("field.key.damaged-{}", now.millis()));
        fs::rename(&path, &aside).map_err(|error| Error::io(&aside, &error))
    }

    fn lock_file(&self) -> std::path::PathBuf {
        self.root().join("secrets").join("field.lock")
    }

    fn key_lock(&self) -> Result<File> {
        let path = self.lock_file();
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| Error::io(folder, &error))?;
        }
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        file.map_err(|error| Error::io(&path, &error))
    }

    /// Puts a whole new file in the place of the old one: whoever stops in between, by a crash or a power cut, leaves one or the other.
    fn write_keys(&self, ring: &KeyRing) -> Result<()> {
        let (path, new) = (self.key_file(), self.root().join("secrets").join("field.key.new"));
        let failed = |error: std::io::Error| Error::io(&new, &error);
        match fs::remove_file(&new) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        let mut file = private_file(&new).map_err(failed)?;
        file.write_all(ring.to_text().as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
        drop(file);
        fs::rename(&new, &path).map_err(|error| Error::io(&path, &error))?;
        sync_folder(&self.root().join("secrets"))
    }
}

/// Makes sure that the new name of a file is on the disk too.
#[cfg(unix)]
fn sync_folder(folder: &std::path::Path) -> Result<()> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| Error::io(folder, &error))
}

#[cfg(not(unix))]
fn sync_folder(_folder: &std::path::Path) -> Result<()> {
    Ok(())
}
