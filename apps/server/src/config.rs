//! What the server is told: flags before environment before file.

mod layer;
mod values;

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::builder::BoolishValueParser;
use clap::{Parser, ValueEnum};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use studio_domain::Language;

use layer::Layer;

/// Serves one studio.
#[derive(Debug, Clone, Parser)]
#[command(name = "studio-server", version, about, long_about = None)]
pub struct Flags {
    /// Folder of the studio's data [default: studio-data; with --demo: studio-demo]
    #[arg(long, env = "STUDIO_DATA")]
    data: Option<PathBuf>,
    /// Address to listen on; port 0 picks one [default: 127.0.0.1:8080]
    #[arg(long, env = "STUDIO_LISTEN", value_name = "ADDRESS:PORT", value_parser = values::listen)]
    listen: Option<SocketAddr>,
    /// Address under which people reach the server, if it is another one
    #[arg(long, env = "STUDIO_PUBLIC_URL", value_name = "URL", value_parser = values::public_url)]
    public_url: Option<String>,
    /// Data of an older version: copy it aside and migrate, or refuse [default: auto]
    #[arg(long, env = "STUDIO_MIGRATE")]
    migrate: Option<Migrate>,
    /// Network of proxies whose X-Forwarded-For is believed, such as 10.1.0.0/16; may be given several times
    #[arg(long, env = "STUDIO_TRUSTED_PROXY", value_name = "CIDR", value_delimiter = ',', value_parser = values::network)]
    trusted_proxy: Vec<IpNet>,
    /// Certificate chain to serve TLS with, in PEM
    #[arg(long, env = "STUDIO_TLS_CERT", value_name = "FILE")]
    tls_cert: Option<PathBuf>,
    /// Key of the certificate, in PEM
    #[arg(long, env = "STUDIO_TLS_KEY", value_name = "FILE")]
    tls_key: Option<PathBuf>,
    /// Serve TLS with a certificate that the server makes itself
    #[arg(long, env = "STUDIO_TLS_SELF_SIGNED", num_args = 0..=1, require_equals = true, default_missing_value = "true",
          value_name = "true|false", hide_possible_values = true, value_parser = BoolishValueParser::new())]
    tls_self_signed: Option<bool>,
    /// Form of the log on standard error [default: text]
    #[arg(long, env = "STUDIO_LOG_FORMAT")]
    log_format: Option<LogFormat>,
    /// Serve an invented studio, made now; the passwords are printed
    #[arg(long, env = "STUDIO_DEMO", num_args = 0..=1, require_equals = true, default_missing_value = "true",
          value_name = "true|false", hide_possible_values = true, value_parser = BoolishValueParser::new())]
    demo: Option<bool>,
    /// Language of the demo and of what is printed at the start: en or es [default: the terminal's]
    #[arg(long, env = "STUDIO_LANGUAGE", value_parser = values::language)]
    language: Option<Language>,
    /// File with any of these, in TOML
    #[arg(long, env = "STUDIO_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print what holds in the end, as such a file, and stop
    #[arg(long)]
    print_config: bool,
}

/// What to do with data of an older version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Migrate {
    /// Copy it aside, then migrate.
    Auto,
    /// Refuse to start.
    Check,
}

/// Form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One object a line.
    Json,
}

/// Whether and with what the connection is encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tls {
    /// Not here: on this machine alone, or behind a proxy that does it.
    Off,
    /// With a certificate from somewhere.
    Files {
        /// The chain, PEM.
        cert: PathBuf,
        /// Its key, PEM.
        key: PathBuf,
    },
    /// With one that the server makes itself.
    SelfSigned,
}

/// What holds in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Folder of the data.
    pub data: PathBuf,
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Address under which people reach the server: scheme and host, without a path.
    pub public_url: Option<String>,
    /// What to do with data of an older version.
    pub migrate: Migrate,
    /// Networks of proxies that are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Encryption of the connection.
    pub tls: Tls,
    /// Form of the log.
    pub log_format: LogFormat,
    /// Whether an invented studio is made and served.
    pub demo: bool,
    /// Language of the demo and of what is printed; `None`: the terminal's.
    pub language: Option<Language>,
}

impl Flags {
    /// Whether the configuration is only to be shown.
    #[must_use]
    pub fn print_config(&self) -> bool {
        self.print_config
    }

    fn layer(self) -> Layer {
        Layer {
            data: self.data,
            listen: self.listen,
            public_url: self.public_url,
            migrate: self.migrate,
            trusted_proxy: self.trusted_proxy,
            tls_cert: self.tls_cert,
            tls_key: self.tls_key,
            tls_self_signed: self.tls_self_signed,
            log_format: self.log_format,
            demo: self.demo,
            language: self.language,
        }
    }
}

impl Config {
    /// Flags and environment, filled up from the file they name, then with defaults.
    ///
    /// # Errors
    /// If the file can't be read or has a name or value that is not known, or if a certificate comes without its key.
    pub fn of(flags: Flags) -> Result<Self> {
        let file = match &flags.config {
            Some(path) => Layer::read(path)?,
            None => Layer::default(),
        };
        let told = flags.layer();
        let tls = match told.tls()? {
            Some(tls) => tls,
            None => file.tls()?.unwrap_or(Tls::Off),
        };
        let demo = told.demo.or(file.demo).unwrap_or(false);
        let usual = if demo { "studio-demo" } else { "studio-data" };
        Ok(Self {
            data: told.data.or(file.data).unwrap_or_else(|| PathBuf::from(usual)),
            listen: told.listen.or(file.listen).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
            public_url: told.public_url.or(file.public_url),
            migrate: told.migrate.or(file.migrate).unwrap_or(Migrate::Auto),
            trusted_proxies: if told.trusted_proxy.is_empty() {
                file.trusted_proxy
            } else {
                told.trusted_proxy
            },
            tls,
            log_format: told.log_format.or(file.log_format).unwrap_or(LogFormat::Text),
            demo,
            language: told.language.or(file.language),
        })
    }

    /// The configuration as a file that says the same.
    ///
    /// # Errors
    /// If a path is not Unicode.
    pub fn to_toml(&self) -> Result<String> {
        let (tls_cert, tls_key) = match &self.tls {
            Tls::Files { cert, key } => (Some(cert.clone()), Some(key.clone())),
            Tls::Off | Tls::SelfSigned => (None, None),
        };
        let layer = Layer {
            data: Some(self.data.clone()),
            listen: Some(self.listen),
            public_url: self.public_url.clone(),
            migrate: Some(self.migrate),
            trusted_proxy: self.trusted_proxies.clone(),
            tls_cert,
            tls_key,
            tls_self_signed: Some(self.tls == Tls::SelfSigned),
            log_format: Some(self.log_format),
            demo: Some(self.demo),
            language: self.language,
        };
        Ok(toml::to_string(&layer)?)
    }

    /// Whether people come over TLS, here or at the proxy.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.tls != Tls::Off || self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

impl Layer {
    /// What this layer says about encryption; `None`: nothing, the next one is asked.
    fn tls(&self) -> Result<Option<Tls>> {
        match (&self.tls_cert, &self.tls_key, self.tls_self_signed) {
            (Some(_), Some(_), Some(true)) => {
                bail!("a certificate is given and one is to be made: which of the two")
            }
            (Some(cert), Some(key), _) => Ok(Some(Tls::Files { cert: cert.clone(), key: key.clone() })),
            (Some(_), None, _) => bail!("a certificate needs its key: give `tls-key` beside `tls-cert`"),
            (None, Some(_), _) => bail!("a key needs its certificate: give `tls-cert` beside `tls-key`"),
            (None, None, Some(true)) => Ok(Some(Tls::SelfSigned)),
            (None, None, Some(false)) => Ok(Some(Tls::Off)),
            (None, None, None) => Ok(None),
        }
    }
}
