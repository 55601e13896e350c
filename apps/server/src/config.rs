//! What the server is told: flags before environment before file.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::{Parser, ValueEnum};
use serde::Deserialize;

/// Serves one studio.
#[derive(Debug, Clone, Parser)]
#[command(name = "studio-server", version, about, long_about = None)]
pub struct Flags {
    /// Folder of the studio's data [default: studio-data]
    #[arg(long, env = "STUDIO_DATA")]
    data: Option<PathBuf>,
    /// Address to listen on; port 0 picks one [default: 127.0.0.1:8080]
    #[arg(long, env = "STUDIO_LISTEN")]
    listen: Option<SocketAddr>,
    /// Address under which people reach the server, if a proxy stands before it
    #[arg(long, env = "STUDIO_PUBLIC_URL")]
    public_url: Option<String>,
    /// Data of an older version: copy it aside and migrate, or refuse [default: auto]
    #[arg(long, env = "STUDIO_MIGRATE")]
    migrate: Option<Migrate>,
    /// Address of a proxy whose X-Forwarded-For is believed; may be given several times
    #[arg(long, env = "STUDIO_TRUSTED_PROXY", value_delimiter = ',')]
    trusted_proxy: Vec<IpAddr>,
    /// Form of the log on standard error [default: text]
    #[arg(long, env = "STUDIO_LOG_FORMAT")]
    log_format: Option<LogFormat>,
    /// File with any of these, in TOML
    #[arg(long, env = "STUDIO_CONFIG")]
    config: Option<PathBuf>,
}

/// What to do with data of an older version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Migrate {
    /// Copy it aside, then migrate.
    Auto,
    /// Refuse to start.
    Check,
}

/// Form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One object a line.
    Json,
}

/// The same names in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct FileConfig {
    data: Option<PathBuf>,
    listen: Option<SocketAddr>,
    public_url: Option<String>,
    migrate: Option<Migrate>,
    trusted_proxy: Vec<IpAddr>,
    log_format: Option<LogFormat>,
}

/// What holds in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Folder of the data.
    pub data: PathBuf,
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Address under which people reach the server.
    pub public_url: Option<String>,
    /// What to do with data of an older version.
    pub migrate: Migrate,
    /// Proxies that are believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Form of the log.
    pub log_format: LogFormat,
}

impl Config {
    /// Flags and environment, filled up from the file they name, then with defaults.
    ///
    /// # Errors
    /// If the file can't be read or has a name or value that is not known.
    pub fn of(flags: Flags) -> Result<Self> {
        let file = match &flags.config {
            Some(path) => read(path)?,
            None => FileConfig::default(),
        };
        let proxies = if flags.trusted_proxy.is_empty() { file.trusted_proxy } else { flags.trusted_proxy };
        Ok(Self {
            data: flags.data.or(file.data).unwrap_or_else(|| PathBuf::from("studio-data")),
            listen: flags.listen.or(file.listen).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
            public_url: flags.public_url.or(file.public_url),
            migrate: flags.migrate.or(file.migrate).unwrap_or(Migrate::Auto),
            trusted_proxies: proxies,
            log_format: flags.log_format.or(file.log_format).unwrap_or(LogFormat::Text),
        })
    }
}

fn read(path: &Path) -> Result<FileConfig> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("configuration `{}`", path.display()))?;
    toml::from_str(&text).with_context(|| format!("configuration `{}`", path.display()))
}
