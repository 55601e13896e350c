//! A certificate of our own for a studio without a public name.
//!
//! What a device is asked to trust once is an authority, made at the first start and kept. It may only vouch for this machine and for
//! addresses of private networks: whoever stole its key could pass for the studio, but not for a bank. The certificate that the server
//! shows is made anew at each start, for the names and addresses that the machine has then.

use std::fs;
use std::io::Write as _;
use std::net::IpAddr;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use chrono::{Datelike as _, Days, NaiveDate};
use ipnet::IpNet;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use serde::{Deserialize, Serialize};
use studio_domain::Timestamp;

/// What devices are asked to trust.
pub(super) const CERTIFICATE: &str = "authority.pem";
const KEY: &str = "authority.key";
const FACTS: &str = "authority.toml";

/// How long the authority is good for: longer than the tablets.
const AUTHORITY_DAYS: u64 = 20 * 365;
/// How long a certificate is: there are devices that take none for longer than 825 days.
const SERVER_DAYS: u64 = 800;

/// Networks that no address of the internet is in.
const PRIVATE: [&str; 9] = [
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "::1/128",
    "fc00::/7",
    "fe80::/10",
];

/// What has to be known of an authority to go on with it. Written last: without it there is none.
#[derive(Debug, Serialize, Deserialize)]
struct Facts {
    /// Its name.
    name: String,
    /// What it may vouch for besides private addresses.
    hosts: Vec<String>,
}

/// A certificate for these names, by the authority kept in the folder. The authority is made if there is none, or if it may not vouch for
/// one of the names.
pub(super) fn certificate(
    folder: &Path,
    names: &[String],
    now: Timestamp,
) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
    let (facts, key) = match kept(folder)? {
        Some((facts, key)) if names.iter().all(|name| facts.vouch_for(name)) => (facts, key),
        other => {
            if other.is_some() {
                tracing::warn!("this machine has a new name: devices have to trust it once more");
            }
            make(folder, names, now)?
        }
    };
    let mut params = CertificateParams::new(names).context("names of the certificate")?;
    params.distinguished_name = called("Tattoo Studio Manager");
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    last(&mut params, now, SERVER_DAYS);
    let own = KeyPair::generate()?;
    let authority = facts.params(now);
    let signed = params.signed_by(&own, &Issuer::from_params(&authority, key))?;
    let own = PrivatePkcs8KeyDer::from(own.serialize_der());
    Ok((vec![signed.der().clone()], own.into()))
}

impl Facts {
    /// Whether the authority may sign for this name.
    fn vouch_for(&self, name: &str) -> bool {
        self.hosts.iter().any(|host| host == name)
            || name.strip_suffix(".local").is_some_and(|host| !host.is_empty())
            || name.parse::<IpAddr>().is_ok_and(|address| private().any(|network| network.contains(&address)))
    }

    /// The authority. Of these, its name alone goes into what it signs; the rest is in its own certificate.
    fn params(&self, now: Timestamp) -> CertificateParams {
        let mut params = CertificateParams::default();
        params.distinguished_name = called(&self.name);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let addresses = self.hosts.iter().filter_map(|host| host.parse::<IpAddr>().ok()).map(IpNet::from);
        let networks = private().chain(addresses).map(|network| {
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(network.addr(), network.prefix_len()))
        });
        let hosts = self.hosts.iter().map(String::as_str).filter(|host| host.parse::<IpAddr>().is_err());
        let hosts = hosts.chain(["local"]).map(|host| GeneralSubtree::DnsName(host.to_owned()));
        params.name_constraints = Some(NameConstraints {
            permitted_subtrees: hosts.chain(networks).collect(),
            excluded_subtrees: Vec::new(),
        });
        last(&mut params, now, AUTHORITY_DAYS);
        params
    }
}

fn private() -> impl Iterator<Item = IpNet> {
    PRIVATE.iter().filter_map(|network| network.parse().ok())
}

fn called(name: &str) -> DistinguishedName {
    let mut called = DistinguishedName::new();
    called.push(DnType::CommonName, name);
    called
}

/// From yesterday, for devices whose clock is behind.
fn last(params: &mut CertificateParams, now: Timestamp, days: u64) {
    let today = now.to_utc().date_naive();
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    let day = |date: NaiveDate| date_time_ymd(date.year(), small(date.month()), small(date.day()));
    params.not_before = day(today.checked_sub_days(Days::new(1)).unwrap_or(today));
    params.not_after = day(today.checked_add_days(Days::new(days)).unwrap_or(today));
}

/// The authority that is kept, if there is a whole one.
fn kept(folder: &Path) -> Result<Option<(Facts, KeyPair)>> {
    let path = folder.join(FACTS);
    let facts = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| path.display().to_string()),
    };
    let facts = toml::from_str(&facts).with_context(|| path.display().to_string())?;
    let path = folder.join(KEY);
    let key = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let key = KeyPair::from_pem(&key).with_context(|| path.display().to_string())?;
    Ok(Some((facts, key)))
}

fn make(folder: &Path, names: &[String], now: Timestamp) -> Result<(Facts, KeyPair)> {
    let day = now.to_utc().date_naive();
    // The machine's name, which stands behind `localhost` if it has one.
    let machine = names.get(1).or(names.first()).map_or("localhost", String::as_str);
    let facts = Facts { name: format!("Tattoo Studio Manager on {machine}, {day}"), hosts: names.to_vec() };
    let key = KeyPair::generate()?;
    let certificate = facts.params(now).self_signed(&key)?;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let old = folder.join(FACTS);
    if old.exists() {
        fs::remove_file(&old)?;
    }
    write(&folder.join(KEY), &key.serialize_pem())?;
    write(&folder.join(CERTIFICATE), &certificate.pem())?;
    write(&old, &toml::to_string(&facts)?)?;
    Ok((facts, key))
}

/// Writes a file that only its owner can read.
fn write(path: &Path, text: &str) -> Result<()> {
    fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .with_context(|| path.display().to_string())
}
