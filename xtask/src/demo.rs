//! `cargo xtask demo`: an invented studio of any size in a folder, made by the example `demo_data` of the use cases, in release mode.

use std::path::Path;

use anyhow::{Context, Result};
use clap::Args;

use crate::run;

/// What is handed on. What is left out is as the example has it.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// How many clients; 300 unless said.
    #[arg(long, value_name = "N")]
    clients: Option<u64>,
    /// How many appointments; three for each client unless said.
    #[arg(long, value_name = "M")]
    appointments: Option<u64>,
    /// How many artists; as many as it takes unless said.
    #[arg(long, value_name = "N")]
    artists: Option<u64>,
    /// Another seed is another studio.
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Language of everything that is said.
    #[arg(long, value_parser = ["en", "es"])]
    language: Option<String>,
    /// Password of every account; made up and told once unless given.
    #[arg(long, value_name = "TEXT")]
    password: Option<String>,
    /// Look at everything afterwards, as `studio doctor` does.
    #[arg(long)]
    check: bool,
    /// A folder that does not exist yet or is empty.
    #[arg(value_name = "DIR")]
    folder: String,
}

/// Builds the example in release mode and runs it.
///
/// # Errors
/// When it does not build, or the studio can't be made there.
pub(crate) fn demo(wishes: &Demo) -> Result<()> {
    let arguments = wishes.arguments()?;
    run::run(
        run::cargo()
            .args(["run", "--quiet", "--release", "--package", "studio-app", "--example", "demo_data", "--"])
            .args(arguments),
    )
}

impl Demo {
    fn arguments(&self) -> Result<Vec<String>> {
        let mut all = Vec::new();
        let number = |value: Option<u64>| value.map(|value| value.to_string());
        for (name, value) in [
            ("--clients", number(self.clients)),
            ("--appointments", number(self.appointments)),
            ("--artists", number(self.artists)),
            ("--seed", number(self.seed)),
            ("--language", self.language.clone()),
            ("--password", self.password.clone()),
        ] {
            all.extend(value.map(|value| [name.to_owned(), value]).into_iter().flatten());
        }
        if self.check {
            all.push("--check".to_owned());
        }
        // The example runs in the root of the workspace, wherever this was typed.
        let folder = std::path::absolute(Path::new(&self.folder))
            .with_context(|| format!("`{}` is no folder", self.folder))?;
        all.push(folder.to_string_lossy().into_owned());
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        demo: Demo,
    }

    fn arguments(line: &[&str]) -> Vec<String> {
        Line::try_parse_from([&["demo"], line].concat()).unwrap().demo.arguments().unwrap()
    }

    #[test]
    fn what_is_asked_for_is_handed_on_with_the_folder_from_here() {
        let here = std::env::current_dir().unwrap();
        let folder = here.join("volume").to_string_lossy().into_owned();
        assert_eq!(arguments(&["volume"]), std::slice::from_ref(&folder));
        let line = ["--clients", "10000", "--seed", "7", "--language", "en", "--check", "volume"];
        let expected = ["--clients", "10000", "--seed", "7", "--language", "en", "--check", folder.as_str()];
        assert_eq!(arguments(&line), expected);
    }

    #[test]
    fn numbers_and_languages_are_read_before_anything_is_built() {
        for line in [["--clients", "many", "x"], ["--language", "fr", "x"]] {
            assert!(Line::try_parse_from([&["demo"][..], &line].concat()).is_err(), "{line:?}");
        }
        assert!(Line::try_parse_from(["demo"]).is_err());
    }
}
