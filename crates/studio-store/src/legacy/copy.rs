//! Taking a copy of a database file that belongs to another program, without leaving a trace beside it.

use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use diesel::Connection as _;
use diesel::connection::SimpleConnection as _;
use diesel::sqlite::SqliteConnection;

use super::problem::LegacyProblem;

/// What a database file begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Length of the header; no database is shorter.
const HEADER: usize = 100;
/// Where the header says whether the file is written through a log beside it (2) or not (1).
const WRITE_VERSION: usize = 18;
/// Behind the name of the log.
pub(super) const LOG: &str = "-wal";
/// What may lie beside the file and belongs to it. The third, `-shm`, is made anew from the log.
const BESIDE: [&str; 2] = [LOG, "-journal"];
/// The copy's name.
const NAME: &str = "legacy.db";

/// A folder that goes when it is dropped.
#[derive(Debug)]
pub(super) struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        // What can't be removed now is removed before the next import.
        drop(fs::remove_dir_all(&self.0));
    }
}

fn access(error: &io::Error) -> LegacyProblem {
    match error.kind() {
        ErrorKind::NotFound => LegacyProblem::Missing,
        _ => LegacyProblem::Access(error.to_string()),
    }
}

/// Copies the file and what belongs to it. Answers where the copy is, and its folder.
pub(super) fn take(source: &Path, scratch: &Path) -> Result<(PathBuf, Scratch), LegacyProblem> {
    // Journals lie beside the file itself, not beside a link to it.
    let source = source.canonicalize().map_err(|error| access(&error))?;
    let facts = source.metadata().map_err(|error| access(&error))?;
    if !facts.is_file() {
        return Err(LegacyProblem::Access("it is not a file".to_owned()));
    }
    let mut file = File::open(&source).map_err(|error| access(&error))?;
    let logged = header(&mut file)?;
    let before = stamps(&source);
    // Held until everything is copied. On Unix, closing any handle of the file gives the lock back: there is one, and it stays.
    let lock = if logged { None } else { hold(&source)? };
    fs::create_dir_all(scratch).map_err(|error| LegacyProblem::Access(error.to_string()))?;
    let folder = Scratch(scratch.to_owned());
    let target = scratch.join(NAME);
    file.rewind().map_err(|error| access(&error))?;
    copy(&mut file, &target)?;
    for suffix in BESIDE {
        match File::open(with(&source, suffix)) {
            Ok(mut beside) => copy(&mut beside, &with(&target, suffix))?,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(access(&error)),
        }
    }
    let after = stamps(&source);
    drop(lock);
    drop(file);
    // A log can't be locked from here; a copy of two moments is worse than none.
    if before == after { Ok((target, folder)) } else { Err(LegacyProblem::Locked) }
}

/// Looks at the first bytes. Answers whether the file is written through a log.
fn header(file: &mut File) -> Result<bool, LegacyProblem> {
    let mut header = Vec::with_capacity(HEADER);
    file.take(HEADER as u64).read_to_end(&mut header).map_err(|error| access(&error))?;
    if header.is_empty() {
        return Err(LegacyProblem::Empty);
    }
    let begins = header.iter().zip(MAGIC).all(|(found, magic)| found == magic);
    if !begins {
        return Err(LegacyProblem::NotADatabase);
    }
    if header.len() < HEADER {
        return Err(LegacyProblem::Damaged("it ends within its header".to_owned()));
    }
    Ok(header.get(WRITE_VERSION) == Some(&2))
}

/// Keeps others from writing. `None` where that can't be had, as on some network folders and after a crash of the application: then
/// nobody is writing either, and the stamps say if that was wrong.
fn hold(source: &Path) -> Result<Option<SqliteConnection>, LegacyProblem> {
    let Some(address) = read_only(source) else { return Ok(None) };
    let Ok(mut conn) = SqliteConnection::establish(&address) else { return Ok(None) };
    let begun = conn
        .batch_execute("PRAGMA busy_timeout = 2000; BEGIN; SELECT count(*) FROM sqlite_schema;")
        .map_err(LegacyProblem::from);
    match begun {
        Ok(()) => Ok(Some(conn)),
        Err(LegacyProblem::Locked) => Err(LegacyProblem::Locked),
        Err(_) => Ok(None),
    }
}

/// The file as an address that SQLite opens for reading only. Everything that could mean something in an address is escaped.
fn read_only(path: &Path) -> Option<String> {
    let path = path.to_str()?;
    let path =
        if cfg!(windows) { path.trim_start_matches(r"\\?\").replace('\\', "/") } else { path.to_owned() };
    let mut address = "file:".to_owned();
    if !path.starts_with('/') {
        address.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' | b':' => {
                address.push(char::from(byte));
            }
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address.push_str("?mode=ro");
    Some(address)
}

/// Bytes only: the copy must be writable even where the source is not.
fn copy(from: &mut File, to: &Path) -> Result<(), LegacyProblem> {
    let room = |error: io::Error| LegacyProblem::Access(error.to_string());
    let mut to = File::create(to).map_err(room)?;
    io::copy(from, &mut to).map_err(room)?;
    Ok(())
}

/// The path of something that lies beside the file.
pub(super) fn with(path: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

type Stamp = Option<(u64, Option<SystemTime>)>;

/// Size and time of change of the file and of what lies beside it.
fn stamps(source: &Path) -> [Stamp; 3] {
    let stamp = |path: &Path| {
        let facts: Metadata = path.metadata().ok()?;
        Some((facts.len(), facts.modified().ok()))
    };
    let [log, journal] = BESIDE.map(|suffix| stamp(&with(source, suffix)));
    [stamp(source), log, journal]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn an_address_means_the_file_and_nothing_else() {
        assert_eq!(
            read_only(Path::new("/data/Tinta & Café?mode=rwc#1/dev.db")).unwrap(),
            "file:/data/Tinta%20%26%20Caf%C3%A9%3Fmode%3Drwc%231/dev.db?mode=ro"
        );
    }
}
