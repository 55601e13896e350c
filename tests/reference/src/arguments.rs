//! The command line: which benches to run, how large, and where the figures go besides the terminal.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use crate::benches::{ALL, Bench, Size};

/// What is printed after a wrong argument.
pub(crate) const USAGE: &str = "usage: studio-reference [NAME…] [--markdown FILE] [--full | --smoke]\n\
    without a name all benches run; --full measures a studio of a million clients too; --smoke runs them tiny, to see that they work\n";

/// A command line that was understood.
#[derive(Debug)]
pub(crate) struct Arguments {
    /// What to run, in the order of the registry.
    pub(crate) benches: Vec<&'static Bench>,
    /// Where to write the figures as Markdown.
    pub(crate) markdown: Option<PathBuf>,
    /// How large.
    pub(crate) size: Size,
}

impl Arguments {
    /// Reads the arguments that follow the program's name.
    ///
    /// # Errors
    /// An unknown bench or option, or `--markdown` without a file.
    pub(crate) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self> {
        let (mut names, mut markdown, mut size) = (Vec::new(), None, Size::Usual);
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--markdown" => {
                    let file = arguments.next().context("`--markdown` needs a file")?;
                    markdown = Some(file.into());
                }
                "--full" => size = Size::Full,
                "--smoke" => size = Size::Smoke,
                option if option.starts_with('-') => bail!("unknown option `{option}`"),
                name if ALL.iter().any(|bench| bench.name == name) => names.push(argument),
                name => {
                    let known: Vec<&str> = ALL.iter().map(|bench| bench.name).collect();
                    bail!("no bench `{name}`; there are {}", known.join(", "));
                }
            }
        }
        let wanted = |bench: &&Bench| names.is_empty() || names.iter().any(|name| name == bench.name);
        Ok(Self { benches: ALL.iter().filter(wanted).collect(), markdown, size })
    }
}
