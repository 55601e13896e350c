//! Makes an invented studio of any size in a folder, and says how long each part took. `cargo xtask demo` runs it in release mode.
//!
//! `demo_data [--clients N] [--appointments N] [--artists N] [--seed N] [--language en|es] [--password TEXT] [--check] DIR`

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what this program is for")]

use std::process::ExitCode;
use std::sync::Arc;

use studio_app::{
    Clock as _, DemoPhase, DemoPlan, DemoProgress, Folder, Secret, Studio, SystemClock, Verdict,
    new_request_id,
};
use studio_domain::{Language, Timestamp};

type Failure = Box<dyn std::error::Error>;

const USAGE: &str = "demo_data [--clients N] [--appointments N] [--artists N] [--seed N] [--language en|es] \
                     [--password TEXT] [--check] DIR";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What the command line asks for.
struct Wishes {
    plan: DemoPlan,
    folder: String,
    /// The password, where it was made up and has to be told.
    password: Option<String>,
    check: bool,
}

fn run() -> Result<(), Failure> {
    let Wishes { plan, folder, password, check } = wishes(std::env::args().skip(1))?;
    let mut watch = Watch::started();
    let folder = Folder::at(folder);
    let (studio, report) =
        Studio::create_demo(folder, Arc::new(SystemClock), &plan, &mut |progress| watch.saw(progress))?;
    watch.finished();
    if check {
        let from = SystemClock.now();
        let findings = studio.doctor(&studio.operator()?, true)?;
        let bad: Vec<_> = findings.into_iter().filter(|finding| finding.verdict != Verdict::Good).collect();
        println!(
            "{:<14} {:>9}  {:>7} ms",
            "doctor",
            if bad.is_empty() { "good" } else { "bad" },
            since(from)
        );
        for finding in bad {
            println!("    {}: {}", finding.check, finding.found);
        }
    }
    println!();
    println!("{} artists, {} clients, {} appointments", report.artists, report.clients, report.appointments);
    println!("{} notes, {} consents, {} screenings", report.notes, report.consents, report.screenings);
    // Closing it brings everything into the one file.
    let folder = studio.folder().clone();
    drop(studio);
    let bytes = std::fs::metadata(folder.database())?.len();
    println!("{} KiB on disk in `{}`", bytes >> 10, folder.root().display());
    if let Some(peak) = peak() {
        println!("{peak} KiB of memory at most");
    }
    println!();
    for account in report.accounts {
        let artist = account.artist.map(|name| format!(" ({name})")).unwrap_or_default();
        println!("{:<10} {}{artist}", account.user_name, account.role);
    }
    match password {
        Some(password) => println!("password of all: {password} (made up now, told only here)"),
        None => println!("password of all: the one that was given"),
    }
    Ok(())
}

fn wishes(mut words: impl Iterator<Item = String>) -> Result<Wishes, Failure> {
    let made_up = format!("tinta-{}", new_request_id());
    let mut plan = DemoPlan::small(Language::Es, Secret::from(made_up.as_str()));
    let (mut folder, mut password, mut appointments, mut check) = (None, Some(made_up), None, false);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("`{word}` needs a value"));
        match word.as_str() {
            "--clients" => plan.clients = value()?.parse()?,
            "--appointments" => appointments = Some(value()?.parse()?),
            "--artists" => plan.artists = Some(value()?.parse()?),
            "--seed" => plan.seed = Some(value()?.parse()?),
            "--language" => plan.language = Language::parse(&value()?)?,
            "--password" => {
                plan.password = Secret::from(value()?);
                password = None;
            }
            "--check" => check = true,
            flag if flag.starts_with('-') => return Err(format!("`{flag}` is no option: {USAGE}").into()),
            _ if folder.is_none() => folder = Some(word),
            _ => return Err(format!("`{word}` is one folder too many: {USAGE}").into()),
        }
    }
    // Three each, unless it is the usual studio to look at.
    let usual = if plan.clients == 300 { 1_300 } else { plan.clients * 3 };
    plan.appointments = appointments.unwrap_or(usual);
    let folder = folder.ok_or(format!("which folder? {USAGE}"))?;
    Ok(Wishes { plan, folder, password, check })
}

/// Tells how long each phase took.
struct Watch {
    phase: Option<(DemoPhase, Timestamp, usize)>,
}

impl Watch {
    const fn started() -> Self {
        Self { phase: None }
    }

    fn saw(&mut self, progress: DemoProgress) {
        match self.phase {
            Some((phase, from, _)) if phase == progress.phase => {
                self.phase = Some((phase, from, progress.done));
            }
            _ => {
                self.finished();
                self.phase = Some((progress.phase, SystemClock.now(), progress.done));
            }
        }
    }

    fn finished(&mut self) {
        if let Some((phase, from, rows)) = self.phase.take() {
            let millis = since(from);
            let rate = u128::try_from(rows).unwrap_or_default() * 1_000 / millis.max(1);
            println!(
                "{:<14} {rows:>9}  {millis:>7} ms  {rate:>8} a second",
                format!("{phase:?}").to_lowercase()
            );
        }
    }
}

fn since(from: Timestamp) -> u128 {
    SystemClock.now().since(from).as_millis()
}

/// The most memory that this process has had, in KiB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().split(' ').next()?.parse().ok()
}
