//! Opening the studio, listening, ticking, stopping.

use std::io::IsTerminal as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum_server::tls_rustls::RustlsConfig;
use axum_server::{Handle, Server};
use hyper_util::rt::TokioTimer;
use rustls::ServerConfig;
use studio_app::{Folder, ServerLock, Studio, SystemClock, Upgrade};
use studio_web::{App, WebConfig};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::time::{MissedTickBehavior, interval};
use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat, Migrate};
use crate::words::{self, Words};
use crate::{demo, tls};

/// How long running requests may take once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(10);
/// How long a connection may take to say what it wants, and may say nothing between two requests.
const HEAD: Duration = Duration::from_secs(30);
/// How often time passes for the studio.
const TICK: Duration = Duration::from_secs(60);

/// Serves until told to stop.
///
/// # Errors
/// If the studio can't be opened, another server has it, certificate and key are no good, or the address can't be listened on.
pub fn serve(config: &Config) -> Result<()> {
    log(config.log_format);
    let words = Words::of(config.language);
    // First of all, so that an address that is taken leaves no half studio behind.
    let listener = listen(config.listen).map_err(|error| words.not_listening(config.listen, &error))?;
    tls::expect_files(config)?;
    let opened = open(config, words).map_err(|error| words.failed(error, &config.data))?;
    let tls = tls::of(config, opened.studio.folder())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no runtime")?;
    runtime.block_on(run(opened, listener, config, tls, words))
}

fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// A studio that is ready to be served.
struct Opened {
    studio: Studio,
    /// Held as long as it is served.
    _lock: ServerLock,
    /// What whoever started the server has to know besides the address.
    told: String,
}

fn open(config: &Config, words: Words) -> Result<Opened> {
    let folder = Folder::at(&config.data);
    if config.demo {
        let demo = demo::make(folder, words)?;
        return Ok(Opened { told: demo.told(words), studio: demo.studio, _lock: demo.lock });
    }
    let upgrade = match config.migrate {
        Migrate::Auto => Upgrade::Auto,
        Migrate::Check => Upgrade::Check,
    };
    let (studio, lock) = Studio::open_for_server(folder, Arc::new(SystemClock), upgrade)?;
    Ok(Opened { studio, _lock: lock, told: String::new() })
}

fn log(format: LogFormat) {
    let filter = EnvFilter::try_from_env("STUDIO_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let ansi = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr).with_env_filter(filter).with_ansi(ansi);
    // Fails only where a log is set already, as in tests: that one is as good.
    drop(match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    });
}

async fn run(
    opened: Opened,
    listener: TcpListener,
    config: &Config,
    tls: Option<ServerConfig>,
    words: Words,
) -> Result<()> {
    let web = WebConfig {
        public_url: config.public_url.clone(),
        secure: config.secure(),
        trusted_proxies: config.trusted_proxies.clone(),
        zone: zone_here(),
    };
    let app = App::new(opened.studio.clone(), web);
    let setup = app.await_set_up()?;
    let router = studio_web::router(app);
    let address = listener.local_addr().context("the address listened on")?;
    if exposed(address, config) {
        tracing::warn!(
            "browsers on other devices call this connection insecure and switch functions off: use --tls-self-signed, a certificate, or a \
             proxy with --public-url https://…"
        );
    }
    let scheme = if tls.is_some() { "https" } else { "http" };
    let handle = Handle::new();
    let serving = {
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let handle = handle.clone();
        match tls {
            None => {
                let server = ready(axum_server::from_tcp(listener)?, handle);
                tokio::spawn(async move { server.serve(service).await })
            }
            Some(tls) => {
                let tls = RustlsConfig::from_config(Arc::new(tls));
                let server = ready(axum_server::from_tcp_rustls(listener, tls)?, handle);
                tokio::spawn(async move { server.serve(service).await })
            }
        }
    };
    let ticking = tokio::spawn(tick(opened.studio.clone()));
    // Whoever reads the address may say stop at once.
    let stop = Stop::listen()?;
    // The address first and alone on its line: programs wait for it.
    let setup = setup.map(|token| setup_link(words, config, scheme, address, &token)).unwrap_or_default();
    words::print(&format!("listening on {scheme}://{address}\n{}{setup}", opened.told))?;
    stop.told().await;
    tracing::info!("stopping: running requests are finished first");
    ticking.abort();
    handle.graceful_shutdown(Some(DRAIN));
    serving.await.context("the server ended early")?.context("serving")
}

/// How an empty studio is set up in a browser.
fn setup_link(words: Words, config: &Config, scheme: &str, address: SocketAddr, token: &str) -> String {
    // Every address is no address to go to: this machine is among them.
    let host = match address.ip() {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => SocketAddr::new(Ipv4Addr::LOCALHOST.into(), address.port()),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => SocketAddr::new(Ipv6Addr::LOCALHOST.into(), address.port()),
        _ => address,
    };
    let root = config.public_url.clone().unwrap_or_else(|| format!("{scheme}://{host}"));
    let (open, once) = (words.say("server-setup"), words.say("server-setup-once"));
    format!("\n{open}:\n\n  {root}/setup?token={token}\n\n{once}\n")
}

/// The time zone that this machine keeps, by its IANA name: the studio is most likely where its computer is.
fn zone_here() -> Option<String> {
    let link = std::fs::read_link("/etc/localtime").ok()?;
    let (_, name) = link.to_str()?.split_once("zoneinfo/")?;
    // A machine on universal time says nothing of where it stands.
    (name.contains('/') && !name.starts_with("Etc/")).then(|| name.to_owned())
}

/// What holds for every connection, encrypted or not.
fn ready<A>(server: Server<SocketAddr, A>, handle: Handle<SocketAddr>) -> Server<SocketAddr, A> {
    let mut server = server.handle(handle).http1_only();
    server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEAD);
    server
}

/// Whether other devices reach the server, and nothing encrypts the way.
fn exposed(address: SocketAddr, config: &Config) -> bool {
    !address.ip().is_loopback() && !config.secure()
}

/// Lets time pass for the studio: next appointments become last ones, old tries are forgotten, files that nothing refers to go.
async fn tick(studio: Studio) {
    let mut minute = interval(TICK);
    minute.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for nth in 0_u64.. {
        minute.tick().await;
        let studio = studio.clone();
        let work = move || {
            studio.tick()?;
            // Once an hour, and at the start.
            if nth.is_multiple_of(60) {
                studio.sweep()?;
            }
            Ok::<_, studio_app::Error>(())
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(code = error.code(), "the minute's work was not done: {error}"),
            Err(error) => tracing::error!("the minute's work ended early: {error}"),
        }
    }
}

/// What tells the server to stop.
struct Stop {
    term: Signal,
    interrupt: Signal,
}

impl Stop {
    /// Listens from now on: what comes from here on is not the end of the process any more.
    fn listen() -> Result<Self> {
        let term = signal(SignalKind::terminate()).context("waiting for SIGTERM")?;
        let interrupt = signal(SignalKind::interrupt()).context("waiting for Ctrl-C")?;
        Ok(Self { term, interrupt })
    }

    async fn told(mut self) {
        tokio::select! {
            _ = self.term.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
