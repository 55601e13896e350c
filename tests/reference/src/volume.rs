//! Studios with many clients to measure, kept from one run to the next.
//!
//! They lie beside the compiled programs, in `volumes` of the folder that Cargo builds in, and are made anew when what they are made of
//! has changed. Nothing that is measured changes what is in them; an export adds to their log.

pub(crate) mod busy;
mod desktop;
mod fill;
mod invented;

use std::fs;
use std::io::{Write as _, stderr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use studio_app::{Clock, DemoPlan, Folder, OpCtx, Secret, Studio, Upgrade};
use studio_domain::{Language, Timestamp, search_text};
use tempfile::TempDir;

pub(crate) use self::invented::ZONE;
use crate::benches::Size;
use crate::studio::NOW;

/// Artists of every volume, whatever its size: a list names them, and growth with the clients is what is measured.
pub(crate) const ARTISTS: usize = 20;
/// Appointments for each client.
pub(crate) const APPOINTMENTS: usize = 3;
/// To be raised when what is filled in changes in a way that [`version`] does not see.
const VERSION: u32 = 1;
/// The file that says of which version a finished folder is.
const MARK: &str = "volume";

/// A clock that stands at the moment for which the volumes are made.
#[derive(Debug)]
pub(crate) struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        NOW
    }
}

/// A folder with a studio of many clients, or with what the desktop application would have of them.
#[derive(Debug)]
pub(crate) struct Volume {
    path: PathBuf,
    /// Of a tiny volume, which is made for one use.
    _made: Option<TempDir>,
}

impl Volume {
    /// A studio of that many clients.
    ///
    /// # Errors
    /// If it can't be written.
    pub(crate) fn studio(size: Size, clients: usize) -> Result<Self> {
        Self::ready(size, "studio", clients, |path| {
            fill::fill(path, ARTISTS, clients, invented::appointments(clients))
        })
    }

    /// A studio of that many clients and thirty artists whose agenda is full, see [`busy`].
    ///
    /// # Errors
    /// If it can't be written.
    pub(crate) fn busy(size: Size, clients: usize) -> Result<Self> {
        let days = size.pick(busy::YEARS * 365, 40);
        Self::ready(size, "busy", clients, |path| {
            fill::fill(path, busy::ARTISTS, clients, busy::appointments(clients, days)?.into_iter())
        })
    }

    /// A folder of the desktop application with that many clients.
    ///
    /// # Errors
    /// If it can't be written.
    pub(crate) fn desktop(size: Size, clients: usize) -> Result<Self> {
        Self::ready(size, "desktop", clients, |path| desktop::write(path, clients))
    }

    fn ready(size: Size, kind: &str, clients: usize, make: impl FnOnce(&Path) -> Result<()>) -> Result<Self> {
        if size == Size::Smoke {
            let folder = tempfile::tempdir().context("no temporary folder")?;
            let path = folder.path().join(kind);
            make(&path)?;
            return Ok(Self { path, _made: Some(folder) });
        }
        let path = home()?.join(format!("{kind}-{clients}"));
        let version = version()?;
        if fs::read_to_string(path.join(MARK)).is_ok_and(|found| found == version) {
            return Ok(Self { path, _made: None });
        }
        writeln!(stderr(), "making the {kind} of {clients} clients, once, in `{}`", path.display())?;
        if path.exists() {
            fs::remove_dir_all(&path).with_context(|| format!("`{}` is in the way", path.display()))?;
        }
        make(&path)?;
        // Last: without it, what was begun is begun anew.
        fs::write(path.join(MARK), version)?;
        Ok(Self { path, _made: None })
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The data file of a studio.
    pub(crate) fn file(&self) -> PathBuf {
        Folder::at(&self.path).database()
    }

    /// Opens the studio as the product does.
    ///
    /// # Errors
    /// If the product does not take it.
    pub(crate) fn open(&self) -> Result<Studio> {
        open(&self.path)
    }
}

/// Opens the studio of a folder.
///
/// # Errors
/// If the product does not take it.
pub(crate) fn open(path: &Path) -> Result<Studio> {
    Ok(Studio::open(Folder::at(path), Arc::new(Still), Upgrade::Check)?)
}

/// Whoever runs the program on its machine, at the moment of the volumes.
///
/// # Errors
/// If the system gives no random number.
pub(crate) fn operator(studio: &Studio) -> Result<OpCtx> {
    Ok(studio.operator()?)
}

/// A studio in which nobody is but its accounts and `artists` artists, in a folder that is not there yet.
///
/// # Errors
/// If the product refuses.
pub(crate) fn staffed(path: &Path, artists: usize) -> Result<Studio> {
    let plan = DemoPlan {
        clients: 0,
        appointments: 0,
        artists: Some(artists),
        ..DemoPlan::small(Language::Es, Secret::from("la tinta entra despacio"))
    };
    let (studio, _) = Studio::create_demo(Folder::at(path), Arc::new(Still), &plan, &mut |_| {})?;
    Ok(studio)
}

/// The id of the row at a place: ids begin with 1, in the order in which rows are made.
fn id(place: usize) -> Result<i64> {
    i64::try_from(place + 1).context("too many rows")
}

/// Where volumes are kept: the program lies in `target/release`, a test in `target/debug/deps`.
fn home() -> Result<PathBuf> {
    let program = std::env::current_exe().context("where is this program?")?;
    let target = program.parent().and_then(Path::parent).context("this program lies nowhere")?;
    Ok(target.join("volumes"))
}

/// Changes with the schema, with what is invented, and with how it is made searchable.
fn version() -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    for client in invented::clients(100)? {
        let searched = search_text(&client.name, Some(&client.phone), None, client.email.as_deref(), None);
        hasher.update(format!("{client:?}{searched}").as_bytes());
    }
    hasher
        .update(format!("{VERSION} {} {ARTISTS} {APPOINTMENTS}", studio_store::newest_schema()?).as_bytes());
    Ok(hasher.finalize().to_string())
}

#[cfg(test)]
mod tests {
    use studio_app::Verdict;

    use super::*;

    #[test]
    fn the_product_finds_nothing_wrong_with_a_volume() {
        let volume = Volume::studio(Size::Smoke, 400).expect("a volume");
        let studio = volume.open().expect("a studio");
        let findings = studio.doctor(&operator(&studio).expect("an operator"), true).expect("findings");
        let bad: Vec<_> = findings.into_iter().filter(|finding| finding.verdict == Verdict::Bad).collect();
        assert!(bad.is_empty(), "{bad:?}");
    }

    #[test]
    fn a_version_is_the_same_each_time() {
        assert_eq!(version().expect("a version"), version().expect("a version"));
    }
}
