//! The server under test, on an invented studio of its own.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::api::http;
use crate::run;

/// The account of the first artist.
pub(crate) const ARTIST: &str = "lola";
/// Password and code are those of the examples in the description, so that the examples succeed.
const PASSWORD: &str = "a long way from common";
const CODE: &str = "tres-agujas";
const CLIENTS: &str = "60";

/// A server that runs until this is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    address: String,
    log: PathBuf,
}

impl Server {
    /// Builds the programs without optimisation, so that overflows are noticed, and starts the server on a fresh studio in `home`.
    ///
    /// # Errors
    /// When something does not build or start.
    pub(crate) fn start(home: &Path) -> Result<Self> {
        run::run(run::cargo().args([
            "build",
            "--quiet",
            "--package",
            "studio-server",
            "--package",
            "studio-cli",
        ]))?;
        let data = home.join("data");
        if data.exists() {
            fs::remove_dir_all(&data).with_context(|| format!("`{}` is in the way", data.display()))?;
        }
        let filling = ["--quiet", "--package", "studio-app", "--example", "demo_data", "--"];
        run::capture(
            run::cargo()
                .arg("run")
                .args(filling)
                .args(["--clients", CLIENTS, "--password", PASSWORD])
                .arg(&data),
        )?;
        let programs = home.parent().context("no folder of programs")?.join("debug");
        let program = |name: &str| run::program(&programs.join(name).to_string_lossy());
        run::capture(
            program("studio").args(["--quiet", "code", "set", "--data"]).arg(&data).env("STUDIO_CODE", CODE),
        )?;
        let log = home.join("server.log");
        let mut server = program("studio-server");
        server.args(["--listen", "127.0.0.1:0", "--data"]).arg(&data).env_remove("STUDIO_CONFIG");
        server.stdout(Stdio::piped()).stderr(File::create(&log)?);
        let mut child = server.spawn().context("`studio-server` could not be started")?;
        let mut line = String::new();
        if let Some(said) = child.stdout.take() {
            BufReader::new(said).read_line(&mut line)?;
        }
        // Made before anything can fail: dropping it stops the server.
        let mut server = Self { child, address: String::new(), log };
        match line.trim().strip_prefix("listening on http://") {
            Some(address) => server.address = address.to_owned(),
            None => bail!("the server does not listen; its log is `{}`", server.log.display()),
        }
        Ok(server)
    }

    /// Signs somebody in.
    ///
    /// # Errors
    /// When the server does not let that person in.
    pub(crate) fn sign_in(&self, user: &str) -> Result<String> {
        let body = json!({ "username": user, "password": PASSWORD });
        let (status, answer) = http::post(&self.address, "/api/v1/session", None, &body)?;
        let token = answer.get("token").and_then(|token| token.as_str()).filter(|_| status == 201);
        Ok(token.with_context(|| format!("`{user}` can't sign in: {status} {answer}"))?.to_owned())
    }

    /// Begins an elevation.
    ///
    /// # Errors
    /// When the server refuses.
    pub(crate) fn elevate(&self, token: &str) -> Result<()> {
        let (status, answer) =
            http::post(&self.address, "/api/v1/elevation", Some(token), &json!({ "code": CODE }))?;
        if status != 200 {
            bail!("no elevation: {status} {answer}");
        }
        Ok(())
    }

    /// Where the server describes its API.
    pub(crate) fn description(&self) -> String {
        format!("http://{}/api/v1/openapi.json", self.address)
    }

    /// What the server said.
    pub(crate) fn log(&self) -> &Path {
        &self.log
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to stop.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
