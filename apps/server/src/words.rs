//! What is printed for whoever starts the server, in one language.

use std::io::{ErrorKind, Write as _};
use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use studio_app::{Clock as _, DemoError, Error, SystemClock, Told, tell};
use studio_domain::Language;
use studio_text::{Args, Lang, text};

/// Speaks one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words(Lang);

impl Words {
    /// The language that was asked for, else the terminal's.
    pub(crate) fn of(asked: Option<Language>) -> Self {
        let asked = asked.and_then(|language| Lang::parse(language.code()));
        Self(asked.or_else(|| Lang::of_terminal(|name| std::env::var_os(name))).unwrap_or(Lang::En))
    }

    /// The same language, as the studio knows it.
    pub(crate) fn language(self) -> Language {
        Language::parse(self.0.code()).unwrap_or(Language::En)
    }

    /// A message without values.
    pub(crate) fn say(self, key: &str) -> String {
        text(self.0, key, &Args::new())
    }

    /// What went wrong at the start: where a rule of the studio or its data is the cause, in this language, with the place and what helps.
    pub(crate) fn failed(self, error: anyhow::Error, place: &Path) -> anyhow::Error {
        let known = error.chain().find_map(|cause| match cause.downcast_ref() {
            Some(DemoError::Studio(cause)) => Some(cause),
            _ => cause.downcast_ref::<Error>(),
        });
        let Some(cause) = known else { return error };
        let Told { message, hint, internal, .. } = tell(cause, self.0, SystemClock.now(), "-");
        let detail = internal.map(|what| format!(" ({what})")).unwrap_or_default();
        refused(&format!("{message}: `{}`{detail}", place.display()), hint.as_deref())
    }

    /// Why an address can't be listened on.
    pub(crate) fn not_listening(self, address: SocketAddr, error: &std::io::Error) -> anyhow::Error {
        let key =
            if error.kind() == ErrorKind::AddrInUse { "server-listen-taken" } else { "server-listen-failed" };
        let message = format!("{} ({error})", self.tell(key, "given", &address.to_string()));
        refused(&message, Some(&self.say(&format!("{key}-hint"))))
    }

    /// A message with one value.
    pub(crate) fn tell(self, key: &str, name: &str, value: &str) -> String {
        text(self.0, key, &Args::new().text(name, value))
    }
}

/// A refusal and, on a line of its own, what helps.
fn refused(message: &str, hint: Option<&str>) -> anyhow::Error {
    let hint = hint.map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
    anyhow!("{message}{hint}")
}

/// Writes to standard output, at once and whole: a program that waits for the first line may close it then.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("standard output")
}

/// Writes a line to standard error. Nobody has to read it.
pub(crate) fn remark(text: &str) {
    drop(writeln!(std::io::stderr().lock(), "{text}"));
}
