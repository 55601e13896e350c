//! One place that configuration comes from, with what it says and nothing filled in; also the form of the file.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use studio_domain::Language;

use super::{LogFormat, Migrate, values};

/// The names of the flags, each optional.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Layer {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) data: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) listen: Option<SocketAddr>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "values::public_url_of_file")]
    pub(super) public_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) migrate: Option<Migrate>,
    #[serde(deserialize_with = "values::networks_of_file")]
    pub(super) trusted_proxy: Vec<IpNet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tls_cert: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tls_key: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tls_self_signed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) log_format: Option<LogFormat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) demo: Option<bool>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "values::language_to_file",
        deserialize_with = "values::language_of_file"
    )]
    pub(super) language: Option<Language>,
}

impl Layer {
    /// What the file says.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("configuration `{}`", path.display()))?;
        toml::from_str(&text).with_context(|| format!("configuration `{}`", path.display()))
    }
}
