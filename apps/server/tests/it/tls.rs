//! Encrypted connections, seen by a client that trusts only what it was told to trust.

use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use studio_testkit::{PASSWORD, TestStudio};

use crate::kit::{Server, ask, command, program};

/// Asks over TLS as a device that trusts this certificate and calls the server by this name.
fn encrypted(
    server: &Server,
    trusted: &Path,
    name: &str,
    method: &str,
    path: &str,
    body: &str,
) -> Result<String, String> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(trusted).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let mut connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut socket: TcpStream = server.connect();
    while connection.is_handshaking() {
        connection.complete_io(&mut socket).map_err(|error| error.to_string())?;
    }
    let mut stream = StreamOwned::new(connection, socket);
    Ok(ask(&mut stream, method, path, "Content-Type: application/json\r\n", body))
}

fn authority(test: &TestStudio) -> PathBuf {
    test.path().join("secrets").join("tls").join("authority.pem")
}

#[test]
fn a_device_that_trusts_the_studio_once_goes_on_trusting_it() {
    let test = TestStudio::new();
    let mut server = Server::of(command(test.path()).arg("--tls-self-signed"));
    assert_eq!(server.scheme, "https");
    let kept = test.path().join("trusted.pem");
    std::fs::copy(authority(&test), &kept).unwrap();
    for name in ["127.0.0.1", "localhost"] {
        let answer = encrypted(&server, &kept, name, "GET", "/readyz", "").unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    let body = format!(r#"{{"username": "marta", "password": "{PASSWORD}"}}"#);
    let answer = encrypted(&server, &kept, "localhost", "POST", "/api/v1/session", &body).unwrap();
    assert!(answer.contains("set-cookie: __Host-studio_session=") && answer.contains("; Secure"), "{answer}");
    let refused = encrypted(&server, &kept, "bank.example", "GET", "/readyz", "").unwrap_err();
    assert!(refused.contains("bank.example"), "{refused}");
    assert_eq!(server.terminate(), Some(0), "stops as without encryption");
    let again = Server::of(command(test.path()).arg("--tls-self-signed"));
    let answer = encrypted(&again, &kept, "127.0.0.1", "GET", "/readyz", "").unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    for file in ["authority.key", "authority.pem"] {
        let mode = std::fs::metadata(authority(&test).with_file_name(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{file}");
    }
}

#[test]
fn another_studio_is_not_trusted_and_plain_text_is_not_answered() {
    let (test, other) = (TestStudio::new(), TestStudio::new());
    let server = Server::of(command(test.path()).arg("--tls-self-signed"));
    let _other = Server::of(command(other.path()).arg("--tls-self-signed"));
    assert!(encrypted(&server, &authority(&other), "localhost", "GET", "/healthz", "").is_err());
    let mut plain = server.connect();
    std::io::Write::write_all(&mut plain, b"GET /healthz HTTP/1.1\r\nHost: studio\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    drop(std::io::Read::read_to_end(&mut plain, &mut answer));
    assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
}

#[test]
fn a_new_name_of_the_machine_is_a_new_authority() {
    let test = TestStudio::new();
    let start = |url: &str| Server::of(command(test.path()).args(["--tls-self-signed", "--public-url", url]));
    let mut first = start("https://one.example");
    let one = std::fs::read(authority(&test)).unwrap();
    assert_eq!(first.terminate(), Some(0));
    let second = start("https://two.example");
    assert_ne!(one, std::fs::read(authority(&test)).unwrap());
    let answer = encrypted(&second, &authority(&test), "two.example", "GET", "/healthz", "").unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn a_certificate_from_elsewhere_is_shown_and_a_wrong_pair_refused() {
    let test = TestStudio::new();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let made = rcgen::generate_simple_self_signed(["studio.example".to_owned()]).unwrap();
    let cert = write("cert.pem", made.cert.pem());
    let key = write("key.pem", made.signing_key.serialize_pem());
    let with = |cert: &Path, key: &Path| {
        let mut command = program();
        command.args(["--listen", "127.0.0.1:0", "--tls-cert"]).arg(cert).arg("--tls-key").arg(key);
        command
    };
    let server = Server::of(with(&cert, &key).arg("--data").arg(test.path()));
    let answer = encrypted(&server, &cert, "studio.example", "GET", "/healthz", "").unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(server);
    let other = rcgen::KeyPair::generate().unwrap().serialize_pem();
    for (cert, key, part) in [
        (&cert, &write("other.pem", other), "do not work together"),
        (&cert, &folder.path().join("none.pem"), "none.pem"),
        (&key, &key, "none in PEM form"),
    ] {
        let place = folder.path().join("studio");
        let mut command = with(cert, key);
        let output = command.arg("--data").arg(&place).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(3) && said.contains(part), "{said}");
        assert!(!place.exists(), "{part}: nothing was made");
    }
}
