//! What is printed for whoever starts the server, in one language.

use std::io::Write as _;

use anyhow::{Context as _, Result};
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

    /// A message with one value.
    pub(crate) fn tell(self, key: &str, name: &str, value: &str) -> String {
        text(self.0, key, &Args::new().text(name, value))
    }
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
