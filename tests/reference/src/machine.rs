//! Facts about the machine and the build, without which figures can't be compared.

use std::fs;
use std::path::Path;
use std::thread::available_parallelism;

use anyhow::Result;
use rusqlite::Connection;

use crate::clock;
use crate::table::Table;

/// Flags of the SQLite that is built in which change what is measured.
const FLAGS: &[&str] = &["ENABLE_QPSG", "DEFAULT_MEMSTATUS=0", "THREADSAFE=1", "ENABLE_MEMORY_MANAGEMENT"];

/// The facts as a table.
///
/// # Errors
/// If SQLite does not tell its options.
pub(crate) fn facts() -> Result<Table> {
    let mut table = Table::new("machine and build", &["fact", "value"]);
    let mut fact = |name: &str, value: String| table.row([name.to_owned(), value]);
    fact("cores", available_parallelism().map_or_else(|_| "unknown".to_owned(), |cores| cores.to_string()));
    fact("processor", processor().unwrap_or_else(|| std::env::consts::ARCH.to_owned()));
    fact("system", std::env::consts::OS.to_owned());
    fact("load before (1, 5, 15 min)", load().unwrap_or_else(|| "unknown".to_owned()));
    let folder = std::env::temp_dir();
    fact("file system of the data", file_system(&folder).unwrap_or_else(|| "unknown".to_owned()));
    fact("SQLite", format!("{} ({})", rusqlite::version(), flags()?));
    fact(
        "build profile",
        if cfg!(debug_assertions) { "debug: the figures mean nothing" } else { "release" }.to_owned(),
    );
    fact("clock of single-threaded figures", clock::CPU.to_owned());
    Ok(table)
}

fn flags() -> Result<String> {
    let conn = Connection::open_in_memory()?;
    let mut options = conn.prepare("PRAGMA compile_options")?;
    let options: Vec<String> = options.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let state = |flag: &&str| {
        if options.iter().any(|option| option == flag) {
            (*flag).to_owned()
        } else {
            format!("without {flag}")
        }
    };
    Ok(FLAGS.iter().map(state).collect::<Vec<_>>().join(", "))
}

fn processor() -> Option<String> {
    let text = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn load() -> Option<String> {
    let text = fs::read_to_string("/proc/loadavg").ok()?;
    Some(text.split(' ').take(3).collect::<Vec<_>>().join(" "))
}

/// The kind of the file system that holds a folder: the mount with the longest path that leads there.
fn file_system(folder: &Path) -> Option<String> {
    let folder = folder.canonicalize().ok()?;
    let mounts = fs::read_to_string("/proc/mounts").ok()?;
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        let (point, kind) = (words.next()?, words.next()?);
        folder.starts_with(point).then(|| (point.len(), kind.to_owned()))
    });
    mounts.max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}
