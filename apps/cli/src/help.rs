//! The help: the words of the message files put to the commands and options of the command line.
//!
//! A command `user add` is described by `help-user-add`, an option `role` by `arg-user-add-role` or, where it means the same everywhere,
//! `arg-role`. Tests ask for a text for each, in each language.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command, CommandFactory as _};
use studio_text::{Args, Lang, has, text};

use crate::cli::Cli;

/// What one can type, by command. Each is a whole line that is understood as it stands.
const EXAMPLES: &[(&str, &[&str])] = &[
    ("", &["studio init", "studio user list", "studio --as marta audit list --from 2026-03-01"]),
    (
        "init",
        &[
            "studio init --name 'Tinta y Punto' --time-zone America/Mexico_City --currency MXN --language es --admin marta",
        ],
    ),
    (
        "client consent-record",
        &[
            "studio client consent-record 12 informed --by guardian",
            "studio client consent-record 12 image-use --answer declined --how spoken",
        ],
    ),
    ("consent-text set", &["studio consent-text set informed es consentimiento.txt"]),
    ("user list", &["studio user list --role artist --status active", "studio user list --all --json"]),
    (
        "client note",
        &[
            "studio client note 12 'Prefers mornings'",
            "studio client note 12 'Sat still' --session 40",
            "studio client note 12 --find 'cover arm'",
        ],
    ),
    (
        "appointment list",
        &[
            "studio appointment list --from 2026-03-14 --to 2026-03-14 --artist 'Lola Vega'",
            "studio appointment list --status pending --status confirmed --json",
        ],
    ),
    (
        "appointment book",
        &[
            "studio appointment book 12 'Lola Vega' 2026-03-14T16:30 --minutes 120 --service 'Fine line rose' --price 2500",
            "studio appointment book 12 'Lola Vega' 2026-03-14T16:30 --service-id 3",
        ],
    ),
    (
        "appointment move",
        &[
            "studio appointment move 40 2026-03-15T11:00",
            "studio appointment move 40 --minutes 180",
            "studio appointment move 40 --artist 'Bruno Ink'",
        ],
    ),
    ("appointment cancel", &["studio appointment cancel 40 --by client --reason 'Has a fever'"]),
    ("correction send", &["studio correction send 12 city Oaxaca --reason 'Moved last month'"]),
    (
        "user add",
        &[
            "studio user add recepcion --role assistant --full-name 'Ana Ruiz'",
            "studio user add lola --role artist --new-artist 'Lola Vega'",
        ],
    ),
    (
        "user edit",
        &["studio user edit lola --phone '+52 55 1234 5678'", "studio user edit lola --birth-date ''"],
    ),
    ("user role", &["studio user role ana admin", "studio user role bruno artist --artist 'Bruno Ink'"]),
    ("artist add", &["studio artist add 'Bruno Ink' --style Realism --style Blackwork"]),
    ("artist rate", &["studio artist rate 'Lola Vega' 45 --from 2026-04-01"]),
    ("artist hours", &["studio artist hours 'Lola Vega' 'tue-fri 11:00-14:00,16:00-20:00; sat 10:00-15:00'"]),
    (
        "settings set",
        &[
            "studio settings set security.elevation_minutes 10",
            "studio settings set clients.sources 'Instagram | Walk-in'",
        ],
    ),
    (
        "client health",
        &[
            "studio client health 17",
            "studio client health 17 --answer allergy_latex=yes:gloves --others no --observations 'Faints easily'",
            "studio client health 17 --unchanged",
        ],
    ),
    ("key export", &["studio key export health-keys.txt"]),
    ("policy can", &["studio policy can --role artist --action clients.notes --mine"]),
    ("policy profile", &["studio policy profile", "studio policy profile client-page --dry-run"]),
    (
        "audit list",
        &[
            "studio audit list --user marta --outcome refused",
            "studio audit list --subject user:3 --from 2026-03-01 --to 2026-03-31",
        ],
    ),
    ("client duplicates", &["studio client duplicates", "studio client duplicates 17"]),
    (
        "client merge",
        &[
            "studio client merge 17 42 --dry-run",
            "studio client merge 17 42 --take phone --take styles=both --yes",
        ],
    ),
    ("client delete", &["studio client delete 42 --confirm-name 'Ana Luz'"]),
    (
        "export clients",
        &[
            "studio export clients -o clients.csv",
            "studio export clients --status all --format json -o -",
            "studio export clients --artist 'Lola Vega' --headers es -o clientes.csv",
            "studio export clients --all --format xlsx -o clients.xlsx",
        ],
    ),
    (
        "export agenda",
        &[
            "studio export agenda --from 2027-03-08 --to 2027-03-14 --artist 'Lola Vega' --format ics -o week.ics",
        ],
    ),
    (
        "block add",
        &[
            "studio block add 'Lola Vega' 2027-08-01 2027-08-15 --whole-days --kind vacation",
            "studio block add 'Lola Vega' 2027-03-08T14:00 2027-03-08T15:30 --kind break --until 2027-12-31",
        ],
    ),
    (
        "import legacy",
        &["studio import legacy TattooStudio --dry-run", "studio import legacy TattooStudio/dev.db"],
    ),
    (
        "import clients",
        &[
            "studio import clients clients.csv --dry-run",
            "studio import clients clients.csv --map Mobile=phone --map Notes= --duplicates add",
        ],
    ),
    ("completions", &["studio completions bash > studio.bash"]),
];

/// The whole command line with its help in a language: for the help itself, manual pages and completions.
#[must_use]
pub fn command(lang: Lang) -> Command {
    described(Cli::command(), lang, "")
}

/// What the help gives as examples, as it stands there.
pub fn examples() -> impl Iterator<Item = &'static str> {
    EXAMPLES.iter().flat_map(|(_, lines)| lines.iter().copied())
}

/// `studio help user add` as `studio user add --help`.
pub(crate) fn as_option(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.get(1).is_some_and(|word| word == "help") {
        args.remove(1);
        args.push("--help".into());
    }
    args
}

/// The message keys that describe an option of a command, the most particular one first.
fn keys(path: &str, id: &str) -> [String; 2] {
    let id = id.replace('_', "-");
    [format!("arg{path}-{id}"), format!("arg-{id}")]
}

fn described(command: Command, lang: Lang, path: &str) -> Command {
    let say = |key: &str| text(lang, key, &Args::new());
    let named = path.replace('-', " ");
    let examples = EXAMPLES.iter().find(|(name, _)| *name == named.trim()).map(|(_, lines)| *lines);
    let examples =
        examples.map(|lines| format!("{}:\n  {}", say("help-heading-examples"), lines.join("\n  ")));
    let template = format!(
        "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
        say("help-heading-usage")
    );
    let about = if path.is_empty() { say("help-studio") } else { say(&format!("help{path}")) };
    let mut command = command
        .about(about)
        .subcommand_help_heading(say("help-heading-commands"))
        .subcommand_value_name(say("help-command-word"))
        .help_template(template)
        .mut_args(|arg| explained(arg, lang, path))
        .mut_subcommands(|inner| {
            let path = format!("{path}-{}", inner.get_name());
            described(inner, lang, &path)
        });
    if let Some(examples) = examples {
        command = command.after_help(examples);
    }
    command
}

/// An option with its text, and after it what the parser itself would say in English.
fn explained(arg: Arg, lang: Lang, path: &str) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let key = keys(path, &id).into_iter().find(|key| has(lang, key));
    let mut told = key.map_or_else(String::new, |key| text(lang, &key, &Args::new()));
    let mut add = |key: &str, what: String| {
        told.push_str(&format!(" [{}]", text(lang, key, &Args::new().text("what", what))));
    };
    let flag = matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::Help | ArgAction::Version);
    let choices: Vec<String> =
        arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if !flag && !choices.is_empty() && !arg.is_hide_possible_values_set() {
        add("help-choices", choices.join(", "));
    }
    if let Some(default) = arg.get_default_values().first().filter(|default| !flag && !default.is_empty()) {
        add("help-default", default.to_string_lossy().into_owned());
    }
    if let Some(variable) = arg.get_env() {
        add("help-variable", variable.to_string_lossy().into_owned());
    }
    let heading = match (arg.is_positional(), arg.is_global_set() || id == "version") {
        (true, _) => "help-heading-arguments",
        (false, true) => "help-heading-global",
        (false, false) => "help-heading-options",
    };
    let arg = arg.help(told).help_heading(text(lang, heading, &Args::new()));
    if flag { arg } else { arg.hide_possible_values(true).hide_default_value(true).hide_env(true) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every message that describes something, and what is described by none.
    fn walk(
        command: &Command,
        path: &str,
        lang: Lang,
        used: &mut BTreeSet<String>,
        missing: &mut Vec<String>,
    ) {
        let about = if path.is_empty() { "help-studio".to_owned() } else { format!("help{path}") };
        if !has(lang, &about) {
            missing.push(about.clone());
        }
        used.insert(about);
        for arg in command.get_arguments() {
            match keys(path, arg.get_id().as_str()).into_iter().find(|key| has(lang, key)) {
                Some(key) => drop(used.insert(key)),
                None => missing.push(format!("{} of `studio{path}`", arg.get_id())),
            }
        }
        for inner in command.get_subcommands() {
            walk(inner, &format!("{path}-{}", inner.get_name()), lang, used, missing);
        }
    }

    #[test]
    fn every_command_and_option_is_described_and_no_text_is_left_over() {
        for lang in Lang::ALL.iter().copied() {
            let (mut used, mut missing) = (BTreeSet::new(), Vec::new());
            walk(&Cli::command(), "", lang, &mut used, &mut missing);
            assert!(missing.is_empty(), "{lang}: nothing describes {missing:?}");
            let frame =
                ["help-heading-", "help-command-word", "help-choices", "help-default", "help-variable"];
            let left: Vec<_> = studio_text::keys(lang)
                .filter(|key| key.starts_with("help-") || key.starts_with("arg-"))
                .filter(|key| !frame.iter().any(|frame| key.starts_with(frame)) && !used.contains(*key))
                .collect();
            assert!(left.is_empty(), "{lang}: nobody shows {left:?}");
        }
    }

    #[test]
    fn examples_stand_at_commands_that_exist() {
        for (path, lines) in EXAMPLES {
            let mut command = Cli::command();
            for word in path.split_whitespace() {
                command = command.find_subcommand(word).unwrap_or_else(|| panic!("no `{path}`")).clone();
            }
            assert!(lines.iter().all(|line| line.starts_with(format!("studio {path}").trim_end())), "{path}");
        }
    }

    #[test]
    fn the_word_help_is_the_option() {
        let args = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(
            as_option(args(&["studio", "help", "user", "add"])),
            args(&["studio", "user", "add", "--help"])
        );
        assert_eq!(as_option(args(&["studio", "user", "help"])), args(&["studio", "user", "help"]));
        assert_eq!(as_option(args(&["studio"])), args(&["studio"]));
    }
}
