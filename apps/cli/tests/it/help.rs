//! Help, examples, completions and manual pages, by walking the whole command line.

use std::collections::BTreeSet;
use std::fs;

use clap::{Arg, Command};
use studio_cli::{command, examples};
use studio_text::Lang;

use crate::kit::{Desk, program};

/// Every command with the words by which it is called.
fn walk(command: &Command, path: &[String], visit: &mut impl FnMut(&Command, &[String])) {
    visit(command, path);
    for inner in command.get_subcommands() {
        walk(inner, &[path, &[inner.get_name().to_owned()]].concat(), visit);
    }
}

fn each(visit: &mut impl FnMut(&Command, &[String])) {
    walk(&command(Lang::En), &[], visit);
}

#[test]
fn the_command_line_is_consistent_in_every_language() {
    for lang in Lang::ALL {
        command(*lang).debug_assert();
    }
}

#[test]
fn an_option_that_is_left_out_stands_for_something_that_it_takes() {
    let mut wrong = Vec::new();
    each(&mut |command, path| {
        for arg in command.get_arguments() {
            let taken: Vec<_> = arg.get_possible_values();
            let fits = |value: &std::ffi::OsStr| taken.iter().any(|one| one.get_name() == value);
            if !taken.is_empty() && !arg.get_default_values().iter().all(|value| fits(value)) {
                wrong.push(format!("{} --{}", path.join(" "), arg.get_id()));
            }
        }
    });
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn help_does_not_say_that_something_left_out_is_nothing() {
    let mut found = Vec::new();
    each(&mut |command, path| {
        let help = command.clone().render_help().to_string();
        if help.contains(": ]") {
            found.push(path.join(" "));
        }
    });
    assert!(found.is_empty(), "{found:?}");
}

/// Names that scripts rely on: they may become more, never fewer.
const COMMANDS: &[&str] = &[
    "init",
    "client list",
    "client show",
    "client add",
    "client edit",
    "client archive",
    "client restore",
    "client consent",
    "client consent-state",
    "client consent-record",
    "client consent-withdraw",
    "client consent-show",
    "client guardian",
    "client age-check",
    "client health",
    "client photo set",
    "client photo remove",
    "client photo save",
    "client note",
    "appointment list",
    "appointment show",
    "appointment book",
    "appointment edit",
    "appointment move",
    "appointment confirm",
    "appointment arrive",
    "appointment start",
    "appointment complete",
    "appointment cancel",
    "appointment no-show",
    "appointment reopen",
    "appointment history",
    "user list",
    "user show",
    "user add",
    "user edit",
    "user role",
    "user disable",
    "user enable",
    "user invite",
    "user password",
    "user photo set",
    "user photo remove",
    "user photo save",
    "user sessions",
    "artist list",
    "artist show",
    "artist add",
    "artist edit",
    "artist rate",
    "artist hours",
    "artist disable",
    "artist enable",
    "me show",
    "me edit",
    "me password",
    "me photo set",
    "me photo remove",
    "me sessions",
    "consent-text list",
    "consent-text show",
    "consent-text set",
    "settings list",
    "settings get",
    "settings set",
    "code set",
    "code clear",
    "key status",
    "key rotate",
    "key export",
    "key import",
    "key drop-old",
    "key accept-loss",
    "policy can",
    "policy matrix",
    "policy who",
    "policy diff",
    "policy profile",
    "audit list",
    "audit verify",
    "import legacy",
    "doctor",
    "portfolio list",
    "portfolio show",
    "portfolio add",
    "portfolio edit",
    "portfolio picture",
    "portfolio remove",
    "portfolio restore",
    "portfolio order",
    "portfolio stack",
    "portfolio unstack",
    "portfolio page",
    "portfolio save",
    "media check",
    "media sweep",
    "migrate",
    "completions",
    "man",
];

#[test]
fn commands_keep_their_names() {
    let mut leaves = Vec::new();
    each(&mut |command, path| {
        if !command.has_subcommands() {
            leaves.push(path.join(" "));
        }
    });
    let missing: Vec<&&str> =
        COMMANDS.iter().filter(|name| !leaves.iter().any(|leaf| leaf == **name)).collect();
    assert!(missing.is_empty(), "scripts call these: {missing:?}");
}

#[test]
fn names_are_used_once_and_options_have_one_spelling() {
    each(&mut |command, path| {
        let names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{path:?}");
        let plain = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        assert!(names.iter().all(|name| plain(name)), "{names:?}");
        assert!(command.get_arguments().filter_map(Arg::get_long).all(plain), "{path:?}");
    });
}

/// Others can list the command lines of a machine, and shells write them down.
#[test]
fn no_option_takes_a_secret() {
    each(&mut |command, path| {
        for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
            let id = arg.get_id().as_str();
            let secret = ["password", "secret", "token", "code"].iter().any(|word| id.contains(word));
            assert!(!secret, "`{id}` of {path:?}");
        }
    });
}

#[test]
fn help_is_complete_and_in_the_persons_language() {
    each(&mut |_, path| {
        let words: Vec<&str> = path.iter().map(String::as_str).collect();
        let mut said = Vec::new();
        for (lang, usage) in [("en", "Usage: studio"), ("es", "Uso: studio")] {
            let help = program(&[&["--lang", lang], &words[..], &["--help"]].concat()).output().unwrap();
            assert_eq!((help.status.code(), help.stderr.len()), (Some(0), 0), "{path:?}");
            let text = String::from_utf8(help.stdout).unwrap();
            assert!(text.contains(usage) && text.ends_with('\n') && !text.contains('⟦'), "{text}");
            said.push(text.lines().next().unwrap().to_owned());
        }
        assert_ne!(said[0], said[1], "{path:?} is not translated");
    });
}

#[test]
fn help_is_asked_for_in_each_usual_way() {
    let text = |args: &[&str]| String::from_utf8(program(args).output().unwrap().stdout).unwrap();
    let help = text(&["user", "add", "--help"]);
    assert!(help.starts_with("Add an account"), "{help}");
    assert_eq!(text(&["help", "user", "add"]), help);
    assert_eq!(text(&["user", "add", "-h"]), help);
    assert_eq!(text(&["help"]), text(&["--help"]));
    assert_eq!(text(&["--version"]), format!("studio {}\n", env!("CARGO_PKG_VERSION")));
    // Nothing at all, or half a command: the help too, but as a complaint.
    for args in [&[][..], &["user"]] {
        let ran = program(args).output().unwrap();
        assert_eq!((ran.status.code(), ran.stdout.len()), (Some(2), 0), "{args:?}");
        assert!(String::from_utf8(ran.stderr).unwrap().contains("Commands:"), "{args:?}");
    }
}

/// What the help gives as an example is understood as it stands there.
#[test]
fn every_example_is_understood() {
    let mut count = 0;
    for example in examples() {
        let line = example.split(" > ").next().unwrap();
        command(Lang::En)
            .try_get_matches_from(words(line))
            .unwrap_or_else(|error| panic!("{example}: {error}"));
        count += 1;
    }
    assert!(count > 15);
}

/// As a shell reads it: single quotes keep words together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (nth, part) in line.split('\'').enumerate() {
        if nth % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn completions_exist_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = program(&["completions", shell]).output().unwrap();
        assert_eq!((script.status.code(), script.stderr.len()), (Some(0), 0), "{shell}");
        let script = String::from_utf8(script.stdout).unwrap();
        for word in ["invite", "--new-artist", "client-page"] {
            assert!(
                script.contains(word) || script.contains(word.trim_start_matches("--")),
                "{shell}: {word}"
            );
        }
    }
    assert_eq!(program(&["completions", "tcsh"]).output().unwrap().status.code(), Some(2));
}

#[test]
fn a_manual_page_is_written_for_each_command() {
    let desk = Desk::empty();
    let mut commands = 0_usize;
    each(&mut |_, _| commands += 1);
    let written = desk.run(&["--json", "man", "pages"]).json();
    assert_eq!((&written["path"], &written["pages"]), (&"pages".into(), &commands.into()));
    let names: BTreeSet<String> = fs::read_dir(desk.path().join("pages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), commands);
    let page = fs::read_to_string(desk.path().join("pages").join("studio-user-add.1")).unwrap();
    assert!(page.contains("studio user add") && page.contains("Full name"), "{page}");
}
