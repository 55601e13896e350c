//! The names under which devices of the studio may reach this machine.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

use axum::http::Uri;

use crate::config::Config;

/// Names and addresses that a certificate of our own is for.
pub(super) fn of(config: &Config) -> Vec<String> {
    let mut names = vec!["localhost".to_owned()];
    let mut add = |name: String| {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    };
    let host = host_name();
    add(host.clone());
    if !host.is_empty() && !host.contains('.') {
        // What devices that speak mDNS find it under.
        add(format!("{host}.local"));
    }
    let public = config.public_url.as_deref().and_then(|url| url.parse::<Uri>().ok());
    if let Some(name) = public.as_ref().and_then(Uri::host) {
        add(name.trim_matches(['[', ']']).to_ascii_lowercase());
    }
    for address in addresses(config.listen.ip()) {
        add(address.to_string());
    }
    names
}

/// The machine's name, if it is one that a certificate can have.
fn host_name() -> String {
    let name = rustix::system::uname().nodename().to_string_lossy().to_ascii_lowercase();
    let fits = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.');
    if fits { name } else { String::new() }
}

/// The address listened on; where that is every one, those that others would see.
fn addresses(listen: IpAddr) -> Vec<IpAddr> {
    let local = IpAddr::from(Ipv4Addr::LOCALHOST);
    let mut all = match listen {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => vec![local],
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => vec![local, Ipv6Addr::LOCALHOST.into()],
        one => return vec![one],
    };
    // Addresses set aside for documentation: nobody has them, so the way to them is the way out.
    all.extend(outward(Ipv4Addr::UNSPECIFIED.into(), Ipv4Addr::new(192, 0, 2, 1).into()));
    if listen.is_ipv6() {
        all.extend(outward(listen, Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into()));
    }
    all
}

/// The address that this machine would use towards another. Nothing is sent: the system only looks up the way.
fn outward(from: IpAddr, to: IpAddr) -> Option<IpAddr> {
    let socket = UdpSocket::bind(SocketAddr::new(from, 0)).ok()?;
    socket.connect(SocketAddr::new(to, 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::config::Flags;

    fn names(flags: &[&str]) -> Vec<String> {
        let flags = Flags::try_parse_from([&["studio-server"], flags].concat()).unwrap();
        of(&Config::of(flags).unwrap())
    }

    #[test]
    fn they_are_this_machine_where_it_listens_and_how_it_is_called_outside() {
        let all = names(&["--listen", "192.168.1.5:443", "--public-url", "https://Studio.Example:8443"]);
        for name in ["localhost", "192.168.1.5", "studio.example"] {
            assert!(all.iter().any(|one| one == name), "{name} in {all:?}");
        }
        assert!(!all.iter().any(|name| name == "127.0.0.1"), "{all:?}");
        let all = names(&["--listen", "[::1]:0", "--public-url", "https://[fd00::7]"]);
        assert!(all.contains(&"fd00::7".to_owned()) && all.contains(&"::1".to_owned()), "{all:?}");
    }

    #[test]
    fn listening_everywhere_names_this_machine_and_never_everywhere() {
        for listen in ["0.0.0.0:0", "[::]:0"] {
            let all = names(&["--listen", listen]);
            assert!(all.contains(&"127.0.0.1".to_owned()), "{all:?}");
            assert!(!all.contains(&"0.0.0.0".to_owned()) && !all.contains(&"::".to_owned()), "{all:?}");
        }
    }
}
