//! Opening the studio, listening, ticking, stopping.

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use studio_app::{Folder, Studio, SystemClock, Upgrade};
use studio_web::{App, WebConfig};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::{MissedTickBehavior, interval, timeout};
use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat, Migrate};

/// How long running requests may take once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(10);
/// How often time passes for the studio.
const TICK: Duration = Duration::from_secs(60);

/// Serves until told to stop.
///
/// # Errors
/// If the studio can't be opened, another server has it, or the address can't be listened on.
pub fn serve(config: &Config) -> Result<()> {
    log(config.log_format);
    let folder = Folder::at(&config.data);
    let _lock = folder.lock_for_server().with_context(|| format!("studio in `{}`", config.data.display()))?;
    let upgrade = match config.migrate {
        Migrate::Auto => Upgrade::Auto,
        Migrate::Check => Upgrade::Check,
    };
    let studio = Studio::open(folder, Arc::new(SystemClock), upgrade)
        .with_context(|| format!("studio in `{}`", config.data.display()))?;
    studio.expect_set_up().context("run `studio init` first")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no runtime")?;
    runtime.block_on(run(studio, config))
}

fn log(format: LogFormat) {
    let filter = EnvFilter::try_from_env("STUDIO_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr).with_env_filter(filter);
    // Fails only where a log is set already, as in tests: that one is as good.
    drop(match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    });
}

async fn run(studio: Studio, config: &Config) -> Result<()> {
    let secure = config.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    let web = WebConfig { secure, trusted_proxies: config.trusted_proxies.clone() };
    let router = studio_web::router(App::new(studio.clone(), web));
    let listener =
        TcpListener::bind(config.listen).await.with_context(|| format!("listening on {}", config.listen))?;
    let address = listener.local_addr().context("the address listened on")?;
    let ticking = tokio::spawn(tick(studio));
    announce(address)?;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let serving = {
        let mut stopped = stopped.clone();
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move {
            axum::serve(listener, service)
                .with_graceful_shutdown(async move {
                    // An error means that nobody can say stop any more: that is a stop.
                    drop(stopped.wait_for(|stop| *stop).await);
                })
                .await
        })
    };
    told_to_stop().await?;
    tracing::info!("stopping: running requests are finished first");
    stop.send_replace(true);
    ticking.abort();
    match timeout(DRAIN, serving).await {
        Ok(served) => served.context("the server ended early")?.context("serving")?,
        Err(_elapsed) => tracing::warn!("requests still running after {DRAIN:?} were cut off"),
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "whoever started the server waits for this line")]
fn announce(address: SocketAddr) -> Result<()> {
    println!("listening on http://{address}");
    std::io::stdout().flush().context("standard output")
}

/// Lets time pass for the studio: next appointments become last ones, old tries are forgotten.
async fn tick(studio: Studio) {
    let mut minute = interval(TICK);
    minute.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        minute.tick().await;
        let studio = studio.clone();
        match tokio::task::spawn_blocking(move || studio.tick()).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::error!(code = error.code(), "the minute's work was not done: {error}"),
            Err(error) => tracing::error!("the minute's work ended early: {error}"),
        }
    }
}

async fn told_to_stop() -> Result<()> {
    let mut term = signal(SignalKind::terminate()).context("waiting for SIGTERM")?;
    tokio::select! {
        _ = term.recv() => {}
        pressed = tokio::signal::ctrl_c() => pressed.context("waiting for Ctrl-C")?,
    }
    Ok(())
}
