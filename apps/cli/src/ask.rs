//! Asking at the terminal, and secrets from the environment. Secrets never stand on the command line: others can list it.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use secrecy::ExposeSecret as _;
use studio_app::Secret;
use studio_domain::Invalid;
use studio_text::Args;

use crate::failure::Failure;
use crate::output::{complain, harmless};
use crate::usage::Usage;
use crate::words::Words;

/// The password of whoever acts; of the new account where nobody signs in.
pub(crate) const PASSWORD: &str = "STUDIO_PASSWORD";
/// A new password where [`PASSWORD`] is that of the person who acts.
pub(crate) const NEW_PASSWORD: &str = "STUDIO_NEW_PASSWORD";
/// What a file of exported keys opens with.
pub(crate) const PASSPHRASE: &str = "STUDIO_PASSPHRASE";
/// The master code.
pub(crate) const CODE: &str = "STUDIO_CODE";

/// Whether there is a person who can be asked.
pub(crate) fn is_possible() -> bool {
    io::stdin().is_terminal()
}

/// A secret from the environment; an empty one is none.
pub(crate) fn given(variable: &str) -> Result<Option<Secret>, Failure> {
    match std::env::var_os(variable).filter(|value| !value.is_empty()) {
        None => Ok(None),
        Some(value) => match value.into_string() {
            Ok(value) => Ok(Some(Secret::from(value))),
            Err(_) => Err(Usage::NotText.into()),
        },
    }
}

/// A secret that is compared with a stored one: from its variable, else asked once.
pub(crate) fn known(words: Words, field: &'static str, variable: &'static str) -> Result<Secret, Failure> {
    match given(variable)? {
        Some(secret) => Ok(secret),
        None if is_possible() => hidden(&prompt(words, "cli-ask", field)),
        None => Err(Failure::NoSecret { field, variable }),
    }
}

/// What is wrong with an answer, in words; `None` if it is accepted.
pub(crate) type Complaint = Option<String>;

/// A secret that will be stored: from the first of its variables that is set, else asked twice.
pub(crate) fn new(
    words: Words,
    field: &'static str,
    variable: &'static str,
    or: Option<&'static str>,
) -> Result<Secret, Failure> {
    for variable in [Some(variable), or].into_iter().flatten() {
        if let Some(secret) = given(variable)? {
            return Ok(secret);
        }
    }
    chosen(words, field, variable, |_| None)
}

/// The same from one variable, asked again until it is accepted.
pub(crate) fn accepted(
    words: Words,
    field: &'static str,
    variable: &'static str,
    complaint: impl Fn(&Secret) -> Complaint,
) -> Result<Secret, Failure> {
    match given(variable)? {
        Some(secret) => Ok(secret),
        None => chosen(words, field, variable, complaint),
    }
}

fn chosen(
    words: Words,
    field: &'static str,
    variable: &'static str,
    complaint: impl Fn(&Secret) -> Complaint,
) -> Result<Secret, Failure> {
    if !is_possible() {
        return Err(Failure::NoSecret { field, variable });
    }
    loop {
        let first = hidden(&prompt(words, "cli-ask-new", field))?;
        match complaint(&first) {
            Some(text) => complain(&text),
            None if again(words, field, &first)? => return Ok(first),
            None => {}
        }
    }
}

/// A secret that may be left out: from its variable, else asked where somebody can be asked, an empty answer meaning none.
pub(crate) fn optional(
    words: Words,
    field: &'static str,
    variable: &'static str,
    complaint: impl Fn(&Secret) -> Complaint,
) -> Result<Option<Secret>, Failure> {
    if let Some(secret) = given(variable)? {
        return Ok(Some(secret));
    }
    if !is_possible() {
        return Ok(None);
    }
    loop {
        let first = hidden(&prompt(words, "cli-ask-optional", field))?;
        if first.expose_secret().is_empty() {
            return Ok(None);
        }
        match complaint(&first) {
            Some(text) => complain(&text),
            None if again(words, field, &first)? => return Ok(Some(first)),
            None => {}
        }
    }
}

/// Whether the secret was typed the same way a second time.
fn again(words: Words, field: &str, first: &Secret) -> Result<bool, Failure> {
    let second = hidden(&prompt(words, "cli-ask-again", field))?;
    // Both were typed here just now: there is nothing to find out from how long the comparison takes.
    let same = first.expose_secret() == second.expose_secret();
    if !same {
        complain(&words.say("cli-not-the-same"));
    }
    Ok(same)
}

/// A line of text that is no secret, asked again until it is accepted; with a default, an empty answer takes that.
pub(crate) fn line(
    words: Words,
    field: &str,
    default: Option<&str>,
    check: impl Fn(&str) -> Result<(), Invalid>,
) -> Result<String, Failure> {
    let question = match default {
        None => prompt(words, "cli-ask", field),
        Some(default) => {
            let args = Args::new().text("field", words.field(field)).text("what", default);
            format!("{} ", words.tell("cli-ask-default", &args))
        }
    };
    loop {
        write!(io::stderr(), "{question}").map_err(Failure::NoAnswer)?;
        let mut answer = String::new();
        let read = io::stdin().lock().read_line(&mut answer).map_err(Failure::NoAnswer)?;
        if read == 0 {
            return Err(Failure::NoAnswer(io::ErrorKind::UnexpectedEof.into()));
        }
        let answer = Some(answer.trim()).filter(|answer| !answer.is_empty()).or(default).unwrap_or_default();
        match check(answer) {
            Ok(()) => return Ok(answer.to_owned()),
            Err(invalid) => complain(&harmless(&words.invalid(&invalid))),
        }
    }
}

/// Whether something that can't be taken back is meant: asked at the terminal, where nobody can be asked the answer is no.
pub(crate) fn sure(words: Words, what: &str) -> Result<bool, Failure> {
    if !is_possible() {
        return Ok(false);
    }
    complain(what);
    let yes = words.yes(true);
    let question = words.tell("cli-ask-sure", &Args::new().text("what", &yes));
    write!(io::stderr(), "{question} ").map_err(Failure::NoAnswer)?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(Failure::NoAnswer)?;
    Ok(answer.trim().to_lowercase() == yes.to_lowercase())
}

fn prompt(words: Words, key: &str, field: &str) -> String {
    format!("{} ", words.tell(key, &Args::new().text("field", words.field(field))))
}

fn hidden(question: &str) -> Result<Secret, Failure> {
    rpassword::prompt_password(question).map(Secret::from).map_err(Failure::NoAnswer)
}
