//! The browser as a process: started through its driver, with an empty profile, and ended with all that it started.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStdin, Command, Stdio};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

/// How somebody looks at the studio.
#[derive(Debug, Clone, Copy)]
pub struct How {
    pub(crate) phone: bool,
    pub(crate) scripts: bool,
    pub(crate) host: &'static str,
    language: &'static str,
    height: u32,
}

impl How {
    /// At a desk: 1280 wide, with a mouse and a keyboard.
    #[must_use]
    pub const fn desk() -> Self {
        Self { phone: false, scripts: true, host: "127.0.0.1", language: "en", height: 900 }
    }

    /// With a phone: 390 wide, by touch.
    #[must_use]
    pub const fn phone() -> Self {
        Self { phone: true, ..Self::desk() }
    }

    /// Without scripts.
    #[must_use]
    pub const fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }

    /// As from another machine of the studio's network, over plain HTTP by a name: what browsers keep for safe places is missing.
    #[must_use]
    pub const fn by_name(self) -> Self {
        Self { host: "studio.test", ..self }
    }

    /// The browser asks for Spanish.
    #[must_use]
    pub const fn in_spanish(self) -> Self {
        Self { language: "es", ..self }
    }

    fn capabilities(&self, profile: &TempDir) -> Capabilities {
        let mut arguments = vec![
            "--headless".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--disable-quic".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--force-prefers-reduced-motion".to_owned(),
            "--host-resolver-rules=MAP studio.test 127.0.0.1".to_owned(),
            format!("--window-size=1280,{}", self.height),
        ];
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        let mut options = Map::new();
        options.insert("args".to_owned(), json!(arguments));
        options.insert("prefs".to_owned(), json!({ "intl.accept_languages": self.language }));
        if self.phone {
            let screen =
                json!({ "width": 390, "height": 844, "pixelRatio": 1.0, "touch": true, "mobile": true });
            options.insert("mobileEmulation".to_owned(), json!({ "deviceMetrics": screen }));
        }
        [
            ("browserName", json!("chrome")),
            ("goog:chromeOptions", Value::Object(options)),
            ("goog:loggingPrefs", json!({ "browser": "ALL" })),
            // Nothing is answered for the person behind their back.
            ("unhandledPromptBehavior", json!("ignore")),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
    }
}

/// A driver with one browser.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    /// Closed when this process ends, however it ends: then the shell around the driver ends everything.
    alive: Option<ChildStdin>,
    _profile: TempDir,
}

/// Starts the driver, waits until nobody holds the other end of its input, and then ends the whole group of processes.
const GUARD: &str = "chromedriver --port=0 & read -r gone; kill -KILL 0";

impl Driver {
    /// Starts a browser.
    pub(crate) async fn start(how: &How) -> (Self, Client) {
        let mut process = Command::new("sh")
            .args(["-c", GUARD])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("a shell");
        let alive = process.stdin.take();
        let said = BufReader::new(process.stdout.take().expect("its output"));
        let profile =
            tempfile::Builder::new().prefix("studio-browser-").tempdir().expect("a temporary folder");
        let driver = Self { process, alive, _profile: profile };
        let (sent, port) = tokio::sync::oneshot::channel();
        // Read to its end, so that the driver never waits for a reader.
        std::thread::spawn(move || {
            let mut sent = Some(sent);
            for line in said.lines().map_while(Result::ok) {
                let port = line.split_once("started successfully on port ").map(|(_, rest)| rest);
                let port = port.and_then(|rest| rest.trim_end_matches('.').parse::<u16>().ok());
                if let Some((port, sent)) = port.and_then(|port| Some((port, sent.take()?))) {
                    sent.send(port).expect("somebody waits for the port");
                }
            }
        });
        let port =
            port.await.expect("`chromedriver` does not start: `cargo xtask test` installs what is missing");
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(how.capabilities(&driver._profile))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a browser");
        (driver, client)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.alive.take());
        // Reaps it; that it was killed is no news.
        drop(self.process.wait());
    }
}
