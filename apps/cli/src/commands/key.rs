//! `studio key`: the keys that seal health answers.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde::Serialize;
use studio_app::{Error, KeyLine, KeyPlace, Rule};
use studio_text::Args as Values;

use crate::actor::{self, Acting};
use crate::ask;
use crate::failure::Failure;
use crate::paging;
use crate::run::Run;
use crate::views::KeyView;

/// What can be done with the keys.
#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    Status,
    Rotate,
    Export {
        file: PathBuf,
    },
    Import {
        file: PathBuf,
    },
    DropOld {
        #[arg(long)]
        yes: bool,
    },
    AcceptLoss {
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Serialize)]
struct Rotated {
    key: String,
    resumed: bool,
    resealed: usize,
    left: usize,
}

#[derive(Serialize)]
struct Exported {
    path: String,
}

#[derive(Serialize)]
struct Imported {
    added: Vec<String>,
    current: String,
}

#[derive(Serialize)]
struct Dropped {
    dropped: Vec<String>,
}

#[derive(Serialize)]
struct GivenUp {
    lost: Vec<String>,
    current: String,
}

/// Does what was asked for, as whoever acts.
pub(super) fn run(run: &mut Run, key: Key) -> Result<(), Failure> {
    actor::act(run, |run, acting| match key {
        Key::Status => {
            let lines = acting.studio.keys(&acting.ctx()?)?;
            paging::whole(&mut run.out, run.words, lines.into_iter().map(KeyView::from).collect())
        }
        Key::Rotate => rotate(run, acting),
        Key::Export { file } => export(run, acting, &file),
        Key::Import { file } => import(run, acting, &file),
        Key::DropOld { yes } => drop_old(run, acting, yes),
        Key::AcceptLoss { yes } => accept_loss(run, acting, yes),
    })
}

/// One sentence about some keys, another about none.
fn told(run: &Run, ids: &[String], some: &str, none: &str) -> String {
    if ids.is_empty() {
        return run.words.say(none);
    }
    run.words.tell(some, &Values::new().text("what", ids.join(", ")))
}

/// Takes out the keys that nothing needs, once it is said that it is meant: what they open elsewhere stays shut without them.
fn drop_old(run: &mut Run, acting: &Acting, yes: bool) -> Result<(), Failure> {
    let ctx = acting.ctx()?;
    let is_idle = |line: &KeyLine| line.place == KeyPlace::Older && line.screenings == 0;
    if !yes {
        ask_about(run, &acting.studio.keys(&ctx)?, is_idle, "cli-key-would-drop")?;
    }
    let dropped = acting.studio.drop_old_keys(&ctx)?;
    let note = told(run, &dropped, "cli-key-dropped", "cli-key-none-dropped");
    run.out.changed(&Dropped { dropped }, "", &note)
}

/// Gives up the keys that are not here, once it is said that it is meant.
fn accept_loss(run: &mut Run, acting: &Acting, yes: bool) -> Result<(), Failure> {
    let ctx = acting.ctx()?;
    if !yes {
        let is_missing = |line: &KeyLine| line.place == KeyPlace::Missing;
        ask_about(run, &acting.studio.keys(&ctx)?, is_missing, "cli-key-would-give-up")?;
    }
    let loss = acting.studio.accept_key_loss(&ctx)?;
    let lost: Vec<String> = loss.lost.into_iter().map(|line: KeyLine| line.id).collect();
    let note = told(run, &lost, "cli-key-given-up", "cli-key-none-lost");
    run.out.changed(&GivenUp { lost, current: loss.current.clone() }, &loss.current, &note)
}

/// Refuses unless somebody says that what becomes of some keys is meant; where there are none there is nothing to ask.
fn ask_about(
    run: &Run,
    lines: &[KeyLine],
    which: impl Fn(&KeyLine) -> bool,
    key: &str,
) -> Result<(), Failure> {
    let ids: Vec<&str> = lines.iter().filter(|line| which(line)).map(|line| line.id.as_str()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let what = run.words.tell(key, &Values::new().text("what", ids.join(", ")));
    if ask::sure(run.words, &what)? { Ok(()) } else { Err(Failure::Unsure { what }) }
}

fn rotate(run: &mut Run, acting: &Acting) -> Result<(), Failure> {
    let done = acting.studio.rotate_keys(&acting.ctx()?)?;
    let name = if done.resumed { "cli-key-resumed" } else { "cli-key-rotated" };
    let note = run.words.tell(name, &Values::new().text("id", &done.key));
    if done.left > 0 {
        let left = i64::try_from(done.left).unwrap_or(i64::MAX);
        run.out.note(&run.words.tell("cli-key-left", &Values::new().number("count", left)));
    }
    let id = done.key.clone();
    let told = Rotated { key: done.key, resumed: done.resumed, resealed: done.resealed, left: done.left };
    run.out.changed(&told, &id, &note)
}

fn export(run: &mut Run, acting: &Acting, file: &Path) -> Result<(), Failure> {
    let passphrase = ask::new(run.words, "passphrase", ask::PASSPHRASE, None)?;
    // First the file: one that can't be made should not cost a line in the log.
    let mut out = private(file).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::Exists(file.to_path_buf()),
        _ => failed(file, &error),
    })?;
    let written =
        acting.ctx().and_then(|ctx| Ok(acting.studio.export_keys(&ctx, &passphrase)?)).and_then(|text| {
            out.write_all(text.as_bytes()).and_then(|()| out.sync_all()).map_err(|error| failed(file, &error))
        });
    if let Err(error) = written {
        // What was begun is nothing; that it can't be taken away again is not the news.
        drop(fs::remove_file(file));
        return Err(error);
    }
    let path = file.display().to_string();
    let note = run.words.tell("cli-key-exported", &Values::new().text("path", &path));
    run.out.changed(&Exported { path: path.clone() }, &path, &note)
}

fn import(run: &mut Run, acting: &Acting, file: &Path) -> Result<(), Failure> {
    // One that can't be read is none of ours either.
    let text = fs::read_to_string(file).map_err(|_cause| Error::Rule(Rule::KeyFileForeign))?;
    let passphrase = ask::known(run.words, "passphrase", ask::PASSPHRASE)?;
    let done = acting.studio.import_keys(&acting.ctx()?, &text, &passphrase)?;
    let note = told(run, &done.added, "cli-key-taken-in", "cli-key-known");
    let current = done.current.clone();
    run.out.changed(&Imported { added: done.added, current: done.current }, &current, &note)
}

fn failed(file: &Path, error: &std::io::Error) -> Failure {
    Failure::NoFile(format!("`{}`: {error}", file.display()))
}

/// A new file that only its owner can read. One that is there already is not written over: it may hold the only copy of older keys.
#[cfg(unix)]
fn private(file: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    File::options().write(true).create_new(true).mode(0o600).open(file)
}

#[cfg(not(unix))]
fn private(file: &Path) -> std::io::Result<File> {
    File::options().write(true).create_new(true).open(file)
}
