//! One run of the program: reads the line, does the command, tells how it ended.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _};
use serde::Serialize;
use studio_app::{Clock as _, SystemClock};
use studio_text::Lang;

use crate::cli::{Cli, Globals};
use crate::commands;
use crate::exit::Exit;
use crate::failure::{Facts, Failure, Report};
use crate::help;
use crate::output::{Output, complain, harmless};
use crate::usage::Usage;
use crate::words::Words;

/// What the commands work with.
#[derive(Debug)]
pub(crate) struct Run {
    /// What was said to any command.
    pub(crate) globals: Globals,
    /// The words.
    pub(crate) words: Words,
    /// The streams.
    pub(crate) out: Output,
    /// The number of the run in the log; empty before it has one.
    pub(crate) request: String,
}

/// What must be known before the line can be read: in which form and language to say that it can't.
#[derive(Debug, Clone, Copy)]
struct Early {
    json: bool,
    words: Words,
    colour: bool,
}

/// Runs the program on a command line, its own name first.
///
/// Prints to standard output and standard error, reads `STUDIO_*` and the language of the terminal from the environment. The answer is 0
/// when the command was done, 1 when a rule refused it or there is no such thing, 2 for a command or a value that can't be accepted, and
/// 3 when something failed.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = help::as_option(args.into_iter().collect());
    let early = Early::of(&args);
    let matches = match Cli::command().try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => return unread(&error, &args, early).into(),
    };
    let command = path(&matches);
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return unread(&error, &args, early).into(),
    };
    let early = Early { json: cli.globals.json, ..early };
    let out = Output::new(cli.globals.json, cli.globals.quiet);
    let mut run = Run { globals: cli.globals, words: early.words, out, request: String::new() };
    let result = expect_consistent(&run.globals)
        .and_then(|()| commands::dispatch(&mut run, cli.command))
        .and_then(|exit| run.out.finish().map(|()| exit));
    match result {
        Ok(exit) => exit,
        Err(failure) => {
            let facts = Facts {
                words: run.words,
                folder: &run.globals.data,
                request: &run.request,
                command: &command,
                now: SystemClock.now(),
            };
            tell(failure.report(&facts), early)
        }
    }
    .into()
}

impl Early {
    fn of(args: &[OsString]) -> Self {
        let given: Vec<&str> =
            args.iter().take_while(|arg| *arg != "--").filter_map(|arg| arg.to_str()).collect();
        let lang = given.iter().enumerate().find_map(|(at, arg)| match arg.strip_prefix("--lang") {
            Some("") => given.get(at.saturating_add(1)).and_then(|tag| Lang::parse(tag)),
            Some(rest) => rest.strip_prefix('=').and_then(Lang::parse),
            None => None,
        });
        let plain = given.contains(&"--no-color")
            || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            json: given.contains(&"--json"),
            words: Words::new(lang.or_else(|| Lang::of_terminal(|name| std::env::var_os(name)))),
            colour: !plain,
        }
    }

    fn colour_on(self, stream: &impl io::IsTerminal) -> bool {
        self.colour && stream.is_terminal()
    }
}

/// The commands that were named: `studio user add`.
fn path(matches: &ArgMatches) -> String {
    let mut path = "studio".to_owned();
    let mut rest = matches.subcommand();
    while let Some((name, inner)) = rest {
        path.push(' ');
        path.push_str(name);
        rest = inner.subcommand();
    }
    path
}

/// The part of a line that can't be read which names commands.
fn path_so_far(args: &[OsString]) -> String {
    let mut command = Cli::command();
    let mut path = "studio".to_owned();
    for word in args.iter().skip(1).filter_map(|arg| arg.to_str()) {
        let Some(inner) = command.find_subcommand(word).cloned() else { continue };
        path.push(' ');
        path.push_str(word);
        command = inner;
    }
    path
}

/// A line that is no command: a request for help or the version, or a mistake.
fn unread(error: &clap::Error, args: &[OsString], early: Early) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => show(args, early)
            .unwrap_or_else(|failure| tell(failure.report(&early.facts(&path_so_far(args))), early)),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if !early.json => {
            complain(rendered(args, early, &io::stderr()).trim_end());
            Exit::Invalid
        }
        _ => tell(Failure::from(Usage::of(error)).report(&early.facts(&path_so_far(args))), early),
    }
}

impl Early {
    /// Nothing has been opened yet.
    fn facts<'a>(&self, command: &'a str) -> Facts<'a> {
        Facts { words: self.words, folder: Path::new(""), request: "", command, now: SystemClock.now() }
    }
}

fn show(args: &[OsString], early: Early) -> Result<Exit, Failure> {
    let text = rendered(args, early, &io::stdout());
    let mut out = Output::new(false, false);
    out.line(text.trim_end())?;
    out.finish()?;
    Ok(Exit::Done)
}

/// The help that the line asks for, in the person's language.
fn rendered(args: &[OsString], early: Early, stream: &impl io::IsTerminal) -> String {
    match help::command(early.words.lang()).try_get_matches_from(args) {
        Ok(_) => String::new(),
        Err(error) if early.colour_on(stream) => error.render().ansi().to_string(),
        Err(error) => error.render().to_string(),
    }
}

/// What no command can make sense of.
fn expect_consistent(globals: &Globals) -> Result<(), Failure> {
    if globals.elevate && globals.user.is_none() { Err(Usage::ElevateWhom.into()) } else { Ok(()) }
}

#[derive(Serialize)]
struct Told<'a> {
    error: &'a Report,
}

/// Tells how a command failed, on standard error.
fn tell(report: Option<Report>, early: Early) -> Exit {
    let Some(report) = report else { return Exit::Done };
    if early.json
        && let Ok(text) = serde_json::to_string(&Told { error: &report })
    {
        complain(&text);
        return report.exit;
    }
    let (strong, weak, end) = if early.colour_on(&io::stderr()) {
        ("\u{1b}[1;31m", "\u{1b}[36m", "\u{1b}[0m")
    } else {
        ("", "", "")
    };
    let line = |mark: &str, name: &str, text: &str| {
        complain(&format!("{mark}{name}:{end} {}", harmless(text).replace('\n', " ")));
    };
    line(strong, "error", &report.message);
    if let Some(hint) = &report.hint {
        line(weak, "hint", hint);
    }
    if let Some(detail) = &report.detail {
        line(weak, "detail", detail);
    }
    report.exit
}
