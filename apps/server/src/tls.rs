//! Encryption of the connection.

mod authority;
mod names;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use studio_app::{Clock as _, Folder, SystemClock};

use crate::config::{Config, Tls};

/// What a connection is encrypted with; `None`: nothing.
pub(crate) fn of(config: &Config, folder: &Folder) -> Result<Option<ServerConfig>> {
    let (chain, key) = match &config.tls {
        Tls::Off => return Ok(None),
        Tls::Files { cert, key } => read(cert, key)?,
        Tls::SelfSigned => {
            let place = folder.root().join("secrets").join("tls");
            let names = names::of(config);
            let made = authority::certificate(&place, &names, SystemClock.now())
                .with_context(|| format!("a certificate in `{}`", place.display()))?;
            tracing::info!(
                names = names.join(", "),
                "devices that trust `{}` get no warning",
                place.join(authority::CERTIFICATE).display()
            );
            made
        }
    };
    let provider = Arc::new(ring::default_provider());
    let mut tls = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .context("certificate and key do not work together")?;
    tls.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Some(tls))
}

/// Refuses a certificate or key that is no good: asked before anything is made.
pub(crate) fn expect_files(config: &Config) -> Result<()> {
    match &config.tls {
        Tls::Files { .. } => of(config, &Folder::at(&config.data)).map(drop),
        Tls::Off | Tls::SelfSigned => Ok(()),
    }
}

type Pair = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

fn read(cert: &Path, key: &Path) -> Result<Pair> {
    let chain: Vec<_> = CertificateDer::pem_file_iter(cert)
        .and_then(Iterator::collect)
        .with_context(|| format!("certificate `{}`", cert.display()))?;
    ensure!(!chain.is_empty(), "certificate `{}` has none in PEM form", cert.display());
    let key = PrivateKeyDer::from_pem_file(key).with_context(|| format!("key `{}`", key.display()))?;
    Ok((chain, key))
}
