//! Files in a folder: `ab/cdef…`, by the hexadecimal digits of the hash. Nothing in a path comes from outside.

#[cfg(test)]
mod tests;

use std::fs::{self, DirEntry, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use studio_domain::{ContentHash, Timestamp};

use crate::place::{Place, PlaceError, Put, Stored};

/// What the name of a file on its way begins with.
const ON_ITS_WAY: &str = "media-";

/// A step of putting a file; a test can let any of them fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Create,
    Write,
    Flush,
    MakeFolder,
    FlushParent,
    Rename,
    FlushFolder,
}

/// Asked before each step.
type Watch = Arc<dyn Fn(Step) -> io::Result<()> + Send + Sync>;

/// A place in two folders of one disk: one for the files, one for those on their way.
#[derive(Clone)]
pub struct FolderPlace {
    root: PathBuf,
    on_the_way: PathBuf,
    watch: Watch,
}

impl std::fmt::Debug for FolderPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FolderPlace").field("root", &self.root).finish_non_exhaustive()
    }
}

impl FolderPlace {
    /// A place in these folders, which are there; nothing is looked at yet.
    #[must_use]
    pub fn at(root: impl Into<PathBuf>, on_the_way: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), on_the_way: on_the_way.into(), watch: Arc::new(|_| Ok(())) }
    }

    fn folder_of(&self, hash: &ContentHash) -> PathBuf {
        self.root.join(hash.to_string().chars().take(2).collect::<String>())
    }

    fn path_of(&self, hash: &ContentHash) -> PathBuf {
        self.folder_of(hash).join(hash.to_string().chars().skip(2).collect::<String>())
    }

    fn step<T>(&self, step: Step, work: impl FnOnce() -> io::Result<T>) -> Result<T, PlaceError> {
        let what = match step {
            Step::Create => "making a file on its way",
            Step::Write => "writing a file",
            Step::Flush => "bringing a file to the disk",
            Step::MakeFolder => "making a folder for files",
            Step::FlushParent | Step::FlushFolder => "bringing a folder to the disk",
            Step::Rename => "giving a file its name",
        };
        (self.watch)(step).and_then(|()| work()).map_err(PlaceError::failed(what))
    }

    /// Facts of what has a file's name; a link is no file of ours, wherever it leads.
    fn facts(&self, hash: &ContentHash) -> Result<Option<fs::Metadata>, PlaceError> {
        match fs::symlink_metadata(self.path_of(hash)) {
            Ok(facts) if facts.is_file() => Ok(Some(facts)),
            Ok(_) => Err(PlaceError::Changed(*hash)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(PlaceError::Failed { what: "looking at a file", cause }),
        }
    }

    fn make_folder(&self, folder: &Path) -> Result<(), PlaceError> {
        if folder.is_dir() {
            return Ok(());
        }
        self.step(Step::MakeFolder, || match fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            other => other,
        })?;
        restrict(folder).map_err(PlaceError::failed("closing a folder to others"))?;
        self.step(Step::FlushParent, || flush(&self.root))
    }

    /// Says that a file is new again. Answers whether it was still there: somebody else may have taken it away since it was read.
    fn touch(&self, hash: &ContentHash, now: Timestamp) -> Result<bool, PlaceError> {
        let touched = File::options()
            .write(true)
            .open(self.path_of(hash))
            .and_then(|file| file.set_modified(system_time(now)));
        match touched {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(cause) => Err(PlaceError::Failed { what: "renewing the age of a file", cause }),
        }
    }
}

impl Place for FolderPlace {
    fn put_if_absent(&self, hash: &ContentHash, bytes: &[u8], now: Timestamp) -> Result<Put, PlaceError> {
        // One of this name that holds something else is damaged: what is put now is right, and takes its place.
        let there = match self.read(hash, 0..(bytes.len() as u64).saturating_add(1)) {
            Err(PlaceError::Changed(_)) => None,
            other => other?,
        };
        if there.is_some_and(|there| there == bytes) && self.touch(hash, now)? {
            // Whoever put it may not have come as far as this.
            self.step(Step::FlushFolder, || flush(&self.folder_of(hash)))?;
            return Ok(Put::Present);
        }
        for part in [&self.root, &self.on_the_way] {
            // A copy of a data folder may come without its empty parts.
            if !part.is_dir() {
                fs::create_dir_all(part)
                    .and_then(|()| restrict(part))
                    .map_err(PlaceError::failed("making a folder for files"))?;
            }
        }
        let folder = self.folder_of(hash);
        self.make_folder(&folder)?;
        let mut file = self.step(Step::Create, || {
            tempfile::Builder::new().prefix(ON_ITS_WAY).tempfile_in(&self.on_the_way)
        })?;
        self.step(Step::Write, || file.write_all(bytes))?;
        self.step(Step::Flush, || {
            file.as_file().set_modified(system_time(now))?;
            file.as_file().sync_all()
        })?;
        self.step(Step::Rename, || Ok(file.persist(self.path_of(hash))?))?;
        self.step(Step::FlushFolder, || flush(&folder))?;
        Ok(Put::New)
    }

    fn size(&self, hash: &ContentHash) -> Result<Option<u64>, PlaceError> {
        Ok(self.facts(hash)?.map(|facts| facts.len()))
    }

    fn read(&self, hash: &ContentHash, range: Range<u64>) -> Result<Option<Vec<u8>>, PlaceError> {
        if self.facts(hash)?.is_none() {
            return Ok(None);
        }
        let read = || -> io::Result<Vec<u8>> {
            let mut file = File::open(self.path_of(hash))?;
            file.seek(SeekFrom::Start(range.start))?;
            let mut bytes = Vec::new();
            file.take(range.end.saturating_sub(range.start)).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        match read() {
            Ok(bytes) => Ok(Some(bytes)),
            // Taken away since it was looked at.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(PlaceError::Failed { what: "reading a file", cause }),
        }
    }

    fn delete(&self, hash: &ContentHash) -> Result<bool, PlaceError> {
        match fs::remove_file(self.path_of(hash)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(cause) => Err(PlaceError::Failed { what: "taking a file away", cause }),
        }
    }

    fn list(&self, each: &mut dyn FnMut(Stored) -> Result<(), PlaceError>) -> Result<(), PlaceError> {
        for folder in entries(&self.root)? {
            let Some(begin) = folder.file_name().to_str().filter(|name| name.len() == 2).map(str::to_owned)
            else {
                continue;
            };
            // What is no folder, or goes while it is read, holds nothing.
            if !folder.file_type().is_ok_and(|kind| kind.is_dir()) {
                continue;
            }
            for file in entries(&folder.path())? {
                let name = file.file_name().to_str().map(|rest| format!("{begin}{rest}"));
                let hash = name.and_then(|name| name.parse::<ContentHash>().ok());
                let Some((hash, facts)) = hash.zip(file.metadata().ok().filter(fs::Metadata::is_file)) else {
                    continue;
                };
                each(Stored { hash, bytes: facts.len(), put_at: put_at(&facts) })?;
            }
        }
        Ok(())
    }

    fn clear_leftovers(&self, before: Timestamp) -> Result<usize, PlaceError> {
        let mut cleared = 0_usize;
        for entry in entries(&self.on_the_way)? {
            let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(ON_ITS_WAY));
            let old = entry.metadata().is_ok_and(|facts| facts.is_file() && put_at(&facts) < before);
            if ours && old && fs::remove_file(entry.path()).is_ok() {
                cleared = cleared.saturating_add(1);
            }
        }
        Ok(cleared)
    }
}

fn entries(folder: &Path) -> Result<Vec<DirEntry>, PlaceError> {
    let read = || fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>();
    match read() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        other => other.map_err(PlaceError::failed("listing a folder")),
    }
}

fn put_at(facts: &fs::Metadata) -> Timestamp {
    let since = facts.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

fn system_time(at: Timestamp) -> SystemTime {
    let since = Duration::from_millis(u64::try_from(at.millis()).unwrap_or_default());
    UNIX_EPOCH.checked_add(since).unwrap_or(UNIX_EPOCH)
}

/// Brings a folder's list of names to the disk.
#[cfg(unix)]
fn flush(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Where folders can't be opened, renaming is as lasting as the system makes it.
#[cfg(not(unix))]
fn flush(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn restrict(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn restrict(_folder: &Path) -> io::Result<()> {
    Ok(())
}
