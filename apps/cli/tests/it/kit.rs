//! A data folder and the program that works on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// The password of everybody in the test studio.
pub(crate) const PASSWORD: &str = "la tinta entra despacio";
/// The master code of the test studio.
pub(crate) const CODE: &str = "tres-agujas";

/// A data folder, which goes with the test.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a run of the program said.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The program, knowing nothing of the environment of the test.
pub(crate) fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_studio"));
    command.args(args).env_clear().stdin(Stdio::null());
    command
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("what is printed is text");
        let code = output.status.code().expect("it ends by itself");
        Self { code, out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Desk {
    /// A place without a studio.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A studio with an admin, a front desk and two artists.
    pub(crate) fn new() -> Self {
        static TEMPLATE: OnceLock<Desk> = OnceLock::new();
        let desk = Self::empty();
        copy(&TEMPLATE.get_or_init(template).data(), &desk.data());
        desk
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("studio-data")
    }

    /// The data file.
    pub(crate) fn database(&self) -> PathBuf {
        self.data().join("studio.db")
    }

    /// The program in this place, to be run.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = program(args);
        command.current_dir(self.folder.path());
        command
    }

    /// Runs it as the operator.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.with(&[], args)
    }

    /// Runs it with variables.
    pub(crate) fn with(&self, variables: &[(&str, &str)], args: &[&str]) -> Ran {
        self.command(args).envs(variables.iter().copied()).output().unwrap().into()
    }

    /// Runs it as somebody who signs in.
    pub(crate) fn by(&self, user: &str, args: &[&str]) -> Ran {
        self.with(&[("STUDIO_PASSWORD", PASSWORD)], &[&["--as", user], args].concat())
    }

    /// Runs it as somebody who signs in and enters the master code.
    pub(crate) fn elevated(&self, user: &str, args: &[&str]) -> Ran {
        let secrets = [("STUDIO_PASSWORD", PASSWORD), ("STUDIO_CODE", CODE)];
        self.with(&secrets, &[&["--as", user, "--elevate"], args].concat())
    }

    /// What the operator gets as JSON.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        self.run(&[&["--json"], args].concat()).json()
    }
}

impl Ran {
    /// The run, which must have ended like this.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// The lines of standard output of a run that was fine.
    #[track_caller]
    pub(crate) fn lines(self) -> Vec<String> {
        self.ends(0).out.lines().map(str::to_owned).collect()
    }

    /// Standard output of a run that was fine, as JSON.
    #[track_caller]
    pub(crate) fn json(self) -> Value {
        let ran = self.ends(0);
        assert_eq!(ran.err, "", "nothing but data with --json");
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out))
    }

    /// The error of a run that failed with `--json`: alone on standard error, with standard output empty.
    #[track_caller]
    pub(crate) fn error(&self) -> Value {
        assert_eq!(self.out, "", "{self:#?}");
        let told: Value =
            serde_json::from_str(&self.err).unwrap_or_else(|error| panic!("{error}: {self:#?}"));
        let error = &told["error"];
        assert!(error["code"].is_string() && error["message"].is_string(), "{told}");
        assert!(error["hint"].is_string() || error["hint"].is_null(), "{told}");
        error.clone()
    }
}

fn template() -> Desk {
    let desk = Desk::empty();
    let secrets = [("STUDIO_PASSWORD", PASSWORD), ("STUDIO_CODE", CODE)];
    let place = ["--time-zone", "America/Mexico_City", "--currency", "MXN", "--language", "en"];
    desk.with(&secrets, &[&["init", "--name", "Tinta y Punto", "--admin", "marta"][..], &place].concat())
        .ends(0);
    for args in [
        &["user", "add", "recepcion", "--role", "assistant", "--full-name", "Ana Ruiz"][..],
        &["user", "add", "lola", "--role", "artist", "--new-artist", "Lola Vega"],
        &["user", "add", "bruno", "--role", "artist", "--new-artist", "Bruno Ink"],
    ] {
        desk.with(&[("STUDIO_PASSWORD", PASSWORD)], args).ends(0);
    }
    desk
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
    let mode = fs::metadata(from).unwrap().permissions();
    fs::set_permissions(to, mode).unwrap();
}
