//! Command lines that can't be read, in the person's language: the parser's own messages are English and several lines long.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use studio_text::Args;

use crate::words::Words;

/// Choices that a hint still names one by one.
const FEW: usize = 12;

/// What is wrong with a command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Usage {
    /// There is no such option.
    UnknownOption { given: String, near: Option<String> },
    /// There is no such command.
    UnknownCommand { given: String, near: Option<String> },
    /// There is nothing for this word.
    TooMuch { given: String },
    /// The option does not take this value.
    BadValue { option: String, given: String, near: Option<String>, choices: Vec<String> },
    /// The option was given without its value.
    NoValue { option: String, choices: Vec<String> },
    /// These are needed.
    Missing(Vec<String>),
    /// A command is needed.
    NoCommand,
    /// The two can't be given together.
    Clash { option: String, other: String },
    /// The option is given twice.
    Twice { option: String },
    /// A word is not text.
    NotText,
    /// `--elevate` without a person who could.
    ElevateWhom,
    /// `--as` where there is nobody yet.
    NobodyYet,
    /// Something that the parser added since this was written, in its own words.
    Other(String),
}

impl Usage {
    /// What the parser found wrong.
    pub(crate) fn of(error: &clap::Error) -> Self {
        let one = |kind| text(error.get(kind)).into_iter().next();
        let all = |kind| text(error.get(kind));
        let option = || one(ContextKind::InvalidArg).map_or_else(String::new, |option| flag(&option));
        let choices = || all(ContextKind::ValidValue);
        match error.kind() {
            ErrorKind::UnknownArgument => {
                let given = one(ContextKind::InvalidArg).unwrap_or_default();
                if given.starts_with('-') {
                    Self::UnknownOption {
                        given,
                        near: one(ContextKind::SuggestedArg).map(|near| flag(&near)),
                    }
                } else {
                    Self::TooMuch { given }
                }
            }
            ErrorKind::InvalidSubcommand => Self::UnknownCommand {
                given: one(ContextKind::InvalidSubcommand).unwrap_or_default(),
                near: one(ContextKind::SuggestedSubcommand),
            },
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
                match one(ContextKind::InvalidValue).filter(|given| !given.is_empty()) {
                    Some(given) => Self::BadValue {
                        option: option(),
                        given,
                        near: one(ContextKind::SuggestedValue),
                        choices: choices(),
                    },
                    None => Self::NoValue { option: option(), choices: choices() },
                }
            }
            ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
                Self::NoValue { option: option(), choices: choices() }
            }
            ErrorKind::TooManyValues => {
                Self::TooMuch { given: one(ContextKind::InvalidValue).unwrap_or_default() }
            }
            ErrorKind::ArgumentConflict => {
                let other = one(ContextKind::PriorArg).map(|other| flag(&other)).unwrap_or_default();
                let option = option();
                if option == other || other.is_empty() {
                    Self::Twice { option }
                } else {
                    Self::Clash { option, other }
                }
            }
            ErrorKind::MissingRequiredArgument => {
                Self::Missing(all(ContextKind::InvalidArg).iter().map(|what| needed(what)).collect())
            }
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                Self::NoCommand
            }
            ErrorKind::InvalidUtf8 => Self::NotText,
            _ => Self::Other(error.to_string().lines().next().unwrap_or_default().to_owned()),
        }
    }

    /// What is wrong, and what helps. `command` is the part of the line that could be read.
    pub(crate) fn told(&self, words: Words, command: &str) -> (String, String) {
        let help = || words.tell("hint-usage", &Args::new().text("command", command));
        let nearest = |near: &Option<String>| match near {
            Some(near) => words.tell("cli-usage-near", &Args::new().text("what", near)),
            None => help(),
        };
        let one_of = |choices: &[String]| {
            if choices.is_empty() || choices.len() > FEW {
                return help();
            }
            words.tell("cli-usage-one-of", &Args::new().text("what", choices.join(", ")))
        };
        match self {
            Self::UnknownOption { given, near } => {
                (words.tell("error-usage-option", &Args::new().text("given", given)), nearest(near))
            }
            Self::UnknownCommand { given, near } => {
                (words.tell("error-usage-command", &Args::new().text("given", given)), nearest(near))
            }
            Self::TooMuch { given } => {
                (words.tell("error-usage-too-much", &Args::new().text("given", given)), help())
            }
            Self::BadValue { option, given, near, choices } => {
                let args = Args::new().text("given", given).text("what", option);
                let hint = if near.is_some() { nearest(near) } else { one_of(choices) };
                (words.tell("error-usage-value", &args), hint)
            }
            Self::NoValue { option, choices } => {
                (words.tell("error-usage-no-value", &Args::new().text("what", option)), one_of(choices))
            }
            Self::Missing(what) => {
                (words.tell("error-usage-missing", &Args::new().text("what", what.join(", "))), help())
            }
            Self::NoCommand => (words.say("error-usage-no-command"), help()),
            Self::Clash { option, other } => {
                let args = Args::new().text("given", option).text("what", other);
                (words.tell("error-usage-clash", &args), help())
            }
            Self::Twice { option } => {
                (words.tell("error-usage-twice", &Args::new().text("what", option)), help())
            }
            Self::NotText => (words.say("error-usage-not-text"), help()),
            Self::ElevateWhom => (words.say("error-usage-elevate"), words.say("hint-usage-elevate")),
            Self::NobodyYet => (words.say("error-usage-nobody-yet"), words.say("hint-usage-nobody-yet")),
            Self::Other(said) => {
                let said = said.trim_start_matches("error: ");
                (words.tell("error-usage-other", &Args::new().text("message", said)), help())
            }
        }
    }
}

/// The option without its value's name: `--role` of `--role <ROLE>`.
fn flag(option: &str) -> String {
    option.split([' ', '=']).next().unwrap_or(option).to_owned()
}

/// What is missing, as one types it. Of several options of which one would do, the parser writes `<--a <A>|--b <B>>`.
fn needed(what: &str) -> String {
    match what.strip_prefix('<').filter(|inner| inner.starts_with('-')) {
        Some(several) => several.trim_end_matches('>').split('|').map(flag).collect::<Vec<_>>().join(" / "),
        None => what.to_owned(),
    }
}

fn text(value: Option<&ContextValue>) -> Vec<String> {
    match value {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        Some(ContextValue::StyledStr(one)) => vec![one.to_string()],
        Some(ContextValue::StyledStrs(all)) => all.iter().map(ToString::to_string).collect(),
        Some(ContextValue::Number(number)) => vec![number.to_string()],
        Some(ContextValue::Bool(_) | ContextValue::None) | None => Vec::new(),
        Some(_) => Vec::new(),
    }
}
