//! What every request shares.

use std::sync::{Arc, RwLock};

use ipnet::IpNet;
use studio_app::{SetupToken, Studio};
use tokio::sync::Semaphore;

use crate::file_in::ROOM;
use crate::strays::Strays;

/// How the web is reached.
#[derive(Debug, Clone, Default)]
pub struct WebConfig {
    /// Whether people come over TLS: cookies are then `__Host-` and `Secure`.
    pub secure: bool,
    /// Networks of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Scheme and host under which the studio is reached from outside, where it is known.
    pub public_url: Option<String>,
    /// Time zone of this machine, which the setup page proposes.
    pub zone: Option<String>,
}

/// Requests that are worked on at the same time; more are answered 503.
const IN_FLIGHT: usize = 64;
/// Of these, how many may be inside a use case. Readers are fewer; the rest wait for the writer.
const BLOCKING: usize = 32;

/// The shared state.
#[derive(Debug, Clone)]
pub struct App {
    pub(crate) studio: Studio,
    pub(crate) config: Arc<WebConfig>,
    pub(crate) in_flight: Arc<Semaphore>,
    pub(crate) blocking: Arc<Semaphore>,
    /// Room for files that are received and worked off.
    pub(crate) uploads: Arc<Semaphore>,
    /// Who asked for calendars that there are not.
    pub(crate) strays: Arc<Strays>,
    /// As long as the studio is not set up: the secret of the setup link.
    pub(crate) setup: Arc<RwLock<Option<SetupToken>>>,
}

impl App {
    /// Serves a studio.
    #[must_use]
    pub fn new(studio: Studio, config: WebConfig) -> Self {
        Self {
            studio,
            config: Arc::new(config),
            in_flight: Arc::new(Semaphore::new(IN_FLIGHT)),
            blocking: Arc::new(Semaphore::new(BLOCKING)),
            uploads: Arc::new(Semaphore::new(ROOM)),
            strays: Arc::default(),
            setup: Arc::default(),
        }
    }
}
