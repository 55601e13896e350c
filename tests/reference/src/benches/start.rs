//! The program as it is shipped: how long it takes to start, what memory it holds, how large it is, and, with `--full`, how long it takes to build.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use studio_app::{Folder, Studio, SystemClock, Upgrade};

use super::http::Copy;
use super::{Bench, Size};
use crate::http::asker::{Ask, Asker, sign_in};
use crate::http::load::{CONNECTIONS, ask_all};
use crate::http::served::SERVE;
use crate::interleave::{Series, nanos};
use crate::table::{Table, short};
use crate::volume::Volume;
use crate::{clock, memory};

pub(crate) const BENCH: Bench = Bench {
    name: "start",
    about: "start, memory and size of the server as it is shipped, against bare axum",
    run,
};

/// The program, where `cargo xtask bench` has built it: beside this one.
const PROGRAM: &str = "studio-server";

/// A program that listens until this is dropped.
struct Started {
    child: Child,
    address: SocketAddr,
    took: Duration,
}

impl Started {
    /// Starts it and asks until it answers that it lives.
    fn start(mut command: Command) -> Result<Self> {
        let begin = clock::now();
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let out = child.stdout.take().context("no output")?;
        let mut line = String::new();
        // From here on dropping it stops the program.
        let mut started = Self { child, address: SocketAddr::from(([0; 4], 0)), took: Duration::ZERO };
        BufReader::new(out).read_line(&mut line)?;
        let address = line.trim().rsplit('/').next().unwrap_or_default();
        started.address =
            address.parse().with_context(|| format!("it does not say where it listens: `{line}`"))?;
        let (status, _) = Asker::new(started.address, "")?.ask(&Ask::get("/healthz"))?;
        started.took = begin.elapsed();
        ensure!(status == 200, "it answers {status}");
        Ok(started)
    }

    fn memory(&self) -> Option<u64> {
        memory::anonymous(&self.child.id().to_string())
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to stop.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn run(size: Size) -> Result<Vec<Table>> {
    let here = std::env::current_exe().context("where is this program?")?;
    let server = here.with_file_name(PROGRAM);
    if size == Size::Smoke {
        // A test of this program has no other one beside it.
        let mut table = Table::new("start: not measured", &["", "KiB"]);
        table.row(["this program".to_owned(), kib(&here)?]);
        return Ok(vec![table]);
    }
    ensure!(server.exists(), "`{}` is not built: run `cargo xtask bench start`", server.display());
    let clients = 100_000;
    let volume = Volume::studio(size, clients)?;
    let (own, other) = (Copy::of(&volume)?, Copy::of(&volume)?);
    // What became due since the volume was made is done once, not while the start is measured.
    Studio::open(Folder::at(own.path()), Arc::new(SystemClock), Upgrade::Check)?.tick()?;
    let product = || {
        let mut command = Command::new(&server);
        command.args(["--listen", "127.0.0.1:0", "--data"]).arg(own.path());
        command
    };
    let bare = || {
        let mut command = Command::new(&here);
        command.args([SERVE, "bare"]).arg(other.path());
        command
    };
    let (mut ours, mut theirs) = (Series::default(), Series::default());
    let rounds = 15;
    for round in 0..=rounds {
        let took = [Started::start(product())?.took, Started::start(bare())?.took];
        if round > 0 {
            let [own, other] = took.map(nanos);
            ours.0.push(own);
            theirs.0.push(other);
        }
    }
    let caption = format!(
        "start: {rounds} starts on {clients} clients, from nothing to the first 200 on /healthz, milliseconds, wall time; at most 250 ms"
    );
    let mut times = Table::comparison(caption, "ms");
    times.compare("server / bare axum over the same file", 1e6, &ours, &theirs, None);
    let mut tables = vec![times, memories(product(), bare(), clients, &server)?];
    if size == Size::Full {
        tables.push(building()?);
    }
    Ok(tables)
}

fn memories(product: Command, bare: Command, clients: usize, server: &Path) -> Result<Table> {
    let (own, other) = (Started::start(product)?, Started::start(bare)?);
    let shown = |kib: Option<u64>| kib.map_or_else(|| "unknown".to_owned(), |kib| kib.to_string());
    let idle = [own.memory(), other.memory()];
    let token = sign_in(own.address)?;
    let hashed = own.memory();
    let slice = Duration::from_secs(5);
    for (address, token, path) in
        [(own.address, token.as_str(), "/api/v1/clients"), (other.address, "", "/pages/1")]
    {
        ask_all(address, token, slice, &|_, _| Ask::get(path))?;
    }
    let loaded = [own.memory(), other.memory()];
    let caption =
        format!("start: anonymous memory (RssAnon) with {clients} clients, and size of the program, KiB");
    let mut table = Table::new(caption, &["", "server", "bare", "limit"]);
    let mut row = |name: &str, [own, other]: [Option<u64>; 2], limit: u64| {
        table.row([name.to_owned(), shown(own), shown(other), limit.to_string()]);
    };
    row("idle", idle, 25 << 10);
    row("after the first sign-in", [hashed, None], 45 << 10);
    row(&format!("after 5 s of {CONNECTIONS} connections asking for pages"), loaded, 100 << 10);
    table.row(["program, stripped".to_owned(), kib(server)?, String::new(), (30 << 10).to_string()]);
    Ok(table)
}

fn kib(file: &Path) -> Result<String> {
    Ok((fs::metadata(file)?.len() >> 10).to_string())
}

/// Builds the server in release mode into an empty folder.
fn building() -> Result<Table> {
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let cargo = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--release", "--package", PROGRAM, "--target-dir"]).arg(folder.path());
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    let begin = clock::now();
    ensure!(command.status()?.success(), "the server does not build");
    let mut table =
        Table::new("start: building the server in release mode from nothing, seconds, wall time", &["", "s"]);
    table.row([PROGRAM.to_owned(), short(begin.elapsed().as_secs_f64())]);
    Ok(table)
}
