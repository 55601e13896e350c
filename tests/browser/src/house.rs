//! A studio that is served on a port of this machine, and what was asked of it.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use studio_app::{ClientInput, DemoPlan, Folder, OpCtx, Origin, Saving, Secret, Studio};
use studio_domain::{ClientId, Language};
use studio_testkit::{CODE, PASSWORD, START, TestClock, TestStudio};
use studio_web::{App, WebConfig};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// A request as it reached the studio.
#[derive(Debug, Clone)]
pub struct Asked {
    /// `GET` and so on.
    pub method: String,
    /// Path and query.
    pub address: String,
    /// What was answered.
    pub status: StatusCode,
    /// Headers of the request.
    pub headers: HeaderMap,
}

impl Asked {
    /// Whether a script asked for rows of the list.
    #[must_use]
    pub fn is_rows(&self) -> bool {
        self.headers.get("x-fragment").is_some_and(|part| part == "rows")
    }

    /// Whether a page asked by itself, with nobody having done anything.
    #[must_use]
    pub fn is_refresh(&self) -> bool {
        self.headers.contains_key("x-refresh")
    }
}

/// A served studio.
#[derive(Debug)]
pub struct House {
    /// The studio.
    pub studio: Studio,
    /// Its clock, which stands still until it is moved.
    pub clock: Arc<TestClock>,
    /// Name of the front desk's account.
    pub desk: String,
    port: Mutex<u16>,
    setup: Mutex<Option<String>>,
    asked: Arc<Mutex<Vec<Asked>>>,
    /// Checks itself, or goes, when the story ends.
    _kept: Kept,
}

#[derive(Debug)]
enum Kept {
    Test { _studio: TestStudio },
    Folder { _folder: TempDir },
}

impl House {
    /// The studio of the tests: its people and no clients.
    #[must_use]
    pub fn empty() -> Self {
        let test = TestStudio::new();
        let (studio, clock) = (test.studio.clone(), Arc::clone(&test.clock));
        Self::over(studio, clock, "recepcion".to_owned(), Kept::Test { _studio: test })
    }

    /// An invented studio with all that one has after a year, as if today were the day of the tests.
    ///
    /// # Panics
    /// If it can't be made.
    #[must_use]
    pub fn demo(language: Language) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let clock = TestClock::at(START);
        let plan = DemoPlan::small(language, Secret::from(PASSWORD));
        let place = Folder::at(folder.path().join("studio"));
        let (studio, report) =
            Studio::create_demo(place, clock.clone(), &plan, &mut |_progress| {}).expect("a demo");
        let operator = studio.operator().expect("random numbers");
        studio.set_code(&operator, &Secret::from(CODE)).expect("the master code");
        let desk = report.accounts.into_iter().find(|account| account.role == "assistant");
        let desk = desk.expect("a front desk").user_name;
        Self::over(studio, clock, desk, Kept::Folder { _folder: folder })
    }

    /// A studio of which nothing is known yet.
    ///
    /// # Panics
    /// If it can't be made.
    #[must_use]
    pub fn bare() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let clock = TestClock::at(START);
        let place = Folder::at(folder.path().join("studio"));
        let studio = Studio::create(place, clock.clone()).expect("a new studio");
        Self::over(studio, clock, String::new(), Kept::Folder { _folder: folder })
    }

    fn over(studio: Studio, clock: Arc<TestClock>, desk: String, kept: Kept) -> Self {
        Self {
            studio,
            clock,
            desk,
            port: Mutex::default(),
            setup: Mutex::default(),
            asked: Arc::default(),
            _kept: kept,
        }
    }

    /// Serves it in the background of the running runtime.
    pub(crate) async fn serve(&self) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        *self.port.lock().unwrap() = listener.local_addr().expect("the port").port();
        let app = App::new(self.studio.clone(), WebConfig::default());
        *self.setup.lock().unwrap() = app.await_set_up().expect("a secret for the first start");
        let router = studio_web::router(app);
        let watched = router.layer(from_fn_with_state(Arc::clone(&self.asked), watch));
        let service = watched.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await.expect("serving") });
    }

    pub(crate) fn port(&self) -> u16 {
        *self.port.lock().unwrap()
    }

    /// Address of the page for the first start, with the secret that the server tells in its terminal.
    ///
    /// # Panics
    /// If the studio was set up already when it was served.
    #[must_use]
    pub fn setup_page(&self) -> String {
        format!(
            "/setup?token={}",
            self.setup.lock().unwrap().as_deref().expect("a studio that is not set up")
        )
    }

    /// Everything that was asked since the last time.
    ///
    /// # Panics
    /// If noting it down failed before.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// Somebody who signs in at another machine.
    ///
    /// # Panics
    /// If that fails.
    #[must_use]
    pub fn elsewhere(&self, name: &str) -> OpCtx {
        let visit = self.studio.visit(Origin::CLI).expect("random numbers");
        let answer = self.studio.sign_in(&visit, name, &Secret::from(PASSWORD), "test").answer;
        let session = answer.expect("signs in").session;
        visit.by(studio_app::Who::Session(session))
    }

    /// The cookie of somebody who has signed in.
    pub(crate) fn token(&self, name: &str) -> String {
        let visit = self.studio.visit(Origin::CLI).expect("random numbers");
        let answer = self.studio.sign_in(&visit, name, &Secret::from(PASSWORD), "test").answer;
        answer.expect("signs in").token.reveal().to_string()
    }

    /// The operator, now.
    ///
    /// # Panics
    /// Without random numbers.
    #[must_use]
    pub fn operator(&self) -> OpCtx {
        self.studio.operator().expect("random numbers")
    }

    /// A new client.
    ///
    /// # Panics
    /// If the record is not accepted.
    pub fn client(&self, name: &str, phone: &str) -> ClientId {
        let input = ClientInput {
            name: Some(name.to_owned()),
            phone: Some(phone.to_owned()),
            ..ClientInput::default()
        };
        self.add(input)
    }

    /// A new client with everything that is given.
    ///
    /// # Panics
    /// If the record is not accepted.
    pub fn add(&self, input: ClientInput) -> ClientId {
        match self.studio.add_client(&self.operator(), input, true).expect("a new client") {
            Saving::Saved(id) => id,
            Saving::Likely(likely) => panic!("asked about {likely:?} all the same"),
        }
    }

    /// Clients `Cliente 000` and so on, each registered a minute after the one before.
    pub fn crowd(&self, count: usize) {
        for number in 0..count {
            self.clock.advance(Duration::from_secs(60));
            self.client(&format!("Cliente {number:03}"), &format!("557 733 {number:03}"));
        }
    }

    /// Changes a client from elsewhere, as the operator.
    ///
    /// # Panics
    /// If the change is not accepted.
    pub fn change(&self, id: ClientId, input: ClientInput) {
        let saved = self.studio.edit_client(&self.operator(), id, input, None, true);
        assert!(matches!(saved, Ok(Saving::Saved(_))), "{saved:?}");
    }

    /// The value of a field as it is stored now.
    ///
    /// # Panics
    /// If there is no such client.
    #[must_use]
    pub fn city(&self, id: ClientId) -> Option<String> {
        self.studio.client(&self.operator(), id).expect("the client").card.city
    }
}

/// Notes down what is asked and answered.
async fn watch(State(asked): State<Arc<Mutex<Vec<Asked>>>>, request: Request, next: Next) -> Response {
    let (method, headers) = (request.method().to_string(), request.headers().clone());
    let address = request.uri().to_string();
    let response = next.run(request).await;
    asked.lock().unwrap().push(Asked { method, address, status: response.status(), headers });
    response
}
