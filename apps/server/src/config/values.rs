//! Values that are read from text: the same from a flag, the environment and the file.

use std::net::{IpAddr, SocketAddr};

use axum::http::Uri;
use ipnet::IpNet;
use serde::de::Error as _;
use serde::{Deserialize as _, Deserializer, Serializer};
use studio_domain::Language;

/// A network such as `10.1.0.0/16`, or one address.
pub(super) fn network(raw: &str) -> Result<IpNet, String> {
    let raw = raw.trim();
    let one = || raw.parse::<IpAddr>().ok().map(IpNet::from);
    raw.parse()
        .ok()
        .or_else(one)
        .ok_or_else(|| format!("`{raw}` is no network: write 10.1.0.0/16 or an address"))
}

/// An address to listen on: host and port.
pub(super) fn listen(raw: &str) -> Result<SocketAddr, String> {
    let why =
        format!("`{raw}` is no address with a port: write 127.0.0.1:8080, or 0.0.0.0:8080 for every device");
    raw.trim().parse().map_err(|_malformed| why)
}

/// Scheme and host, without a path: the studio has a host name to itself.
pub(super) fn public_url(raw: &str) -> Result<String, String> {
    let why = || format!("`{raw}` is no address such as https://studio.example");
    let uri: Uri = raw.trim().parse().map_err(|_malformed| why())?;
    match (uri.scheme_str(), uri.authority(), uri.path(), uri.query()) {
        (Some(scheme @ ("http" | "https")), Some(host), "/", None) if !host.as_str().contains('@') => {
            Ok(format!("{scheme}://{host}"))
        }
        _ => Err(why()),
    }
}

/// A language that the product speaks.
pub(super) fn language(raw: &str) -> Result<Language, String> {
    Language::parse(raw).map_err(|_unknown| format!("`{raw}` is none of the languages en and es"))
}

pub(super) fn networks_of_file<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<IpNet>, D::Error> {
    let all = Vec::<String>::deserialize(from)?;
    all.iter().map(|raw| network(raw).map_err(D::Error::custom)).collect()
}

pub(super) fn public_url_of_file<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    public_url(&String::deserialize(from)?).map(Some).map_err(D::Error::custom)
}

pub(super) fn language_of_file<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Language>, D::Error> {
    language(&String::deserialize(from)?).map(Some).map_err(D::Error::custom)
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
pub(super) fn language_to_file<S: Serializer>(language: &Option<Language>, to: S) -> Result<S::Ok, S::Error> {
    match language {
        Some(language) => to.serialize_str(language.code()),
        None => to.serialize_none(),
    }
}
