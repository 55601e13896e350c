//! Schemathesis, in a virtual environment of its own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::api::{CheckApi, Operations};
use crate::run;
use crate::workspace;

/// What is installed. Pinned: a newer one knows other questions, and the check should fail because of a change of ours.
const PACKAGE: &str = "schemathesis==4.32.5";
const CONFIG: &str = "xtask/src/api/schemathesis.toml";

/// The installed program.
#[derive(Debug)]
pub(crate) struct Tool {
    program: PathBuf,
    home: PathBuf,
}

impl Tool {
    /// Installs it below `home`, unless it is there.
    ///
    /// # Errors
    /// When Python is missing, or the package can't be installed.
    pub(crate) fn ready(home: &Path) -> Result<Self> {
        fs::create_dir_all(home).with_context(|| format!("`{}` can't be made", home.display()))?;
        let venv = home.join("python");
        let bin = venv.join("bin");
        let tool = Self { program: bin.join("schemathesis"), home: home.to_owned() };
        // Last written, so an installation that broke off is begun anew.
        let mark = venv.join("installed");
        if fs::read_to_string(&mark).is_ok_and(|installed| installed == PACKAGE) && tool.program.exists() {
            return Ok(tool);
        }
        let made = run::run(run::program("python3").args(["-m", "venv", "--clear"]).arg(&venv));
        if let Err(error) = made {
            bail!(
                "{error:#}: `check-api` needs python3 with venv; on Debian run `apt-get install python3-venv` as root"
            );
        }
        let pip = bin.join("pip");
        run::run(run::program(&pip.to_string_lossy()).args([
            "install",
            "--quiet",
            "--disable-pip-version-check",
            PACKAGE,
        ]))?;
        fs::write(&mark, PACKAGE)?;
        Ok(tool)
    }

    /// Asks as the holder of a token.
    ///
    /// # Errors
    /// When an answer is not what the description says.
    pub(crate) fn run(
        &self,
        description: &str,
        token: &str,
        operations: Operations,
        wishes: &CheckApi,
    ) -> Result<()> {
        let mut command = run::program(&self.program.to_string_lossy());
        // Its leftovers belong beside it, not into the workspace.
        command.current_dir(&self.home);
        command.arg("--config-file").arg(workspace::root().join(CONFIG));
        command.args(arguments(description, token, operations, wishes));
        run::run_as("schemathesis run", &mut command)
    }
}

fn arguments(description: &str, token: &str, operations: Operations, wishes: &CheckApi) -> Vec<String> {
    let mut all = vec!["run".to_owned(), description.to_owned()];
    for (name, value) in [
        ("--header", format!("Authorization: Bearer {token}")),
        ("--max-examples", wishes.examples.to_string()),
        ("--seed", wishes.seed.to_string()),
        // What an earlier run found must not change what this one asks.
        ("--generation-database", "none".to_owned()),
        // They say that most of what an artist asks for is refused, which is as it should be.
        ("--warnings", "off".to_owned()),
    ] {
        all.extend([name.to_owned(), value]);
    }
    let (option, names) = match operations {
        Operations::But(names) => ("--exclude-operation-id", names),
        Operations::Only(names) => ("--include-operation-id", names),
    };
    all.extend(names.iter().flat_map(|name| [option.to_owned(), (*name).to_owned()]));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pass_names_its_operations_seed_and_caller() {
        let wishes = CheckApi { examples: 7, seed: 3 };
        let line = arguments("http://here/x", "T", Operations::But(&["a_b", "c_d"]), &wishes).join(" ");
        assert!(
            line.starts_with("run http://here/x --header Authorization: Bearer T --max-examples 7"),
            "{line}"
        );
        // Named here, checks that the configuration leaves out would be on again.
        assert!(!line.contains("--checks"), "{line}");
        assert!(line.contains("--max-examples 7 --seed 3 "), "{line}");
        assert!(line.ends_with("--exclude-operation-id a_b --exclude-operation-id c_d"), "{line}");
        let line = arguments("http://here/x", "T", Operations::Only(&["a_b"]), &wishes).join(" ");
        assert!(line.ends_with("--include-operation-id a_b") && !line.contains("--exclude"), "{line}");
    }

    #[test]
    fn the_configuration_is_there() {
        assert!(workspace::root().join(CONFIG).is_file());
    }
}
