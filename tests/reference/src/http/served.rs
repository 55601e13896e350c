//! A server that is asked: in a process of its own, whose processor time and memory are its alone, or, where nothing is measured, in this one.

use std::io::{BufRead as _, BufReader, Write as _, stdin, stdout};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use axum::Router;
use studio_web::{App, WebConfig};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::EnvFilter;

use super::bare;
use crate::benches::Size;
use crate::{clock, memory, volume};

/// The argument by which this program serves, see [`run`].
pub(crate) const SERVE: &str = "--serve";

/// Who serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The product's router over the product's studio.
    Product,
    /// The bare program.
    Bare,
}

impl Side {
    const fn name(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Bare => "bare",
        }
    }

    fn router(self, folder: &Path) -> Result<Router> {
        match self {
            Self::Product => Ok(studio_web::router(App::new(volume::open(folder)?, WebConfig::default()))),
            Self::Bare => bare::router(folder),
        }
    }
}

/// A server that runs until this is dropped.
#[derive(Debug)]
pub(crate) struct Served {
    address: SocketAddr,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// In a process that answers a line on its output for each line on its input.
    Process { child: Child, ask: ChildStdin, told: BufReader<ChildStdout> },
    /// In this process. Dropping the runtime ends it.
    Here { _runtime: Runtime },
}

impl Served {
    /// Serves the studio of a folder.
    ///
    /// # Errors
    /// If it can't.
    pub(crate) fn start(size: Size, side: Side, folder: &Path) -> Result<Self> {
        if size == Size::Smoke {
            let (runtime, address) = served(side.router(folder)?)?;
            return Ok(Self { address, place: Place::Here { _runtime: runtime } });
        }
        let program = std::env::current_exe().context("where is this program?")?;
        let mut command = Command::new(program);
        command.args([SERVE, side.name()]).arg(folder);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let (ask, told) =
            (child.stdin.take().context("no input")?, child.stdout.take().context("no output")?);
        let mut place = Place::Process { child, ask, told: BufReader::new(told) };
        let address = place.line()?.parse().context("it says no address")?;
        Ok(Self { address, place })
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// CPU time that it has used so far.
    ///
    /// # Errors
    /// If it has ended.
    pub(crate) fn cpu(&mut self) -> Result<Duration> {
        match &mut self.place {
            Place::Here { .. } => Ok(clock::process_cpu()),
            process @ Place::Process { .. } => Ok(Duration::from_nanos(process.told("cpu")?.parse()?)),
        }
    }

    /// Its anonymous memory in KiB, where the system tells.
    ///
    /// # Errors
    /// If it has ended.
    pub(crate) fn memory(&mut self) -> Result<Option<u64>> {
        match &mut self.place {
            Place::Here { .. } => Ok(memory::anonymous("self")),
            process @ Place::Process { .. } => Ok(process.told("memory")?.parse().ok()),
        }
    }
}

impl Place {
    fn told(&mut self, what: &str) -> Result<String> {
        if let Self::Process { ask, .. } = self {
            writeln!(ask, "{what}")?;
        }
        self.line()
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if let Self::Process { told, .. } = self {
            told.read_line(&mut line)?;
        }
        Ok(line.trim_end().to_owned())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Process { child, .. } = self {
            // It may have ended by itself; then there is nothing to stop.
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// The runtime of the product's server, with this router on a free port.
fn served(router: Router) -> Result<(Runtime, SocketAddr)> {
    let runtime = Builder::new_multi_thread().enable_all().build()?;
    let listener = runtime.block_on(TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))))?;
    let address = listener.local_addr()?;
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    runtime.spawn(async move { axum::serve(listener, service).await });
    Ok((runtime, address))
}

/// What the process does that [`Served::start`] starts: serves until its input ends.
///
/// # Errors
/// If it can't.
pub(crate) fn run(side: &str, folder: &Path) -> Result<()> {
    let side = match side {
        "product" => Side::Product,
        "bare" => Side::Bare,
        other => bail!("no side `{other}`"),
    };
    if side == Side::Product {
        // As the product's server: a line for each request is a part of what it costs.
        let log =
            tracing_subscriber::fmt().with_writer(std::io::stderr).with_env_filter(EnvFilter::new("info"));
        drop(log.try_init());
    }
    let (_runtime, address) = served(side.router(folder)?)?;
    writeln!(stdout(), "{address}")?;
    for line in stdin().lock().lines() {
        match line?.as_str() {
            "cpu" => writeln!(stdout(), "{}", clock::process_cpu().as_nanos())?,
            _ => writeln!(
                stdout(),
                "{}",
                memory::anonymous("self").map_or_else(String::new, |kib| kib.to_string())
            )?,
        }
    }
    Ok(())
}
