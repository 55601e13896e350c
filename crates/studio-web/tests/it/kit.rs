//! A studio behind its router, and people who call it.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use studio_testkit::{CODE, PASSWORD, TestStudio};
use studio_web::{App, WebConfig};
use tower::ServiceExt as _;

/// A studio behind its router.
pub(crate) struct Web {
    pub(crate) test: TestStudio,
    router: Router,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
    /// The body as it came; empty where it is no text.
    pub(crate) text: String,
}

impl Answer {
    /// Where the browser is sent.
    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map(|place| place.to_str().unwrap()).unwrap_or_default()
    }

    pub(crate) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }
}

impl Web {
    pub(crate) fn new() -> Self {
        Self::with(WebConfig::default())
    }

    pub(crate) fn with(config: WebConfig) -> Self {
        let test = TestStudio::new();
        let router = studio_web::router(App::new(test.studio.clone(), config));
        Self { test, router }
    }

    /// Sends a request, and leaves the answer unread.
    pub(crate) async fn unread(&self, mut request: Request<Body>) -> axum::response::Response {
        let from = SocketAddr::from(([192, 0, 2, 7], 40_000));
        request.extensions_mut().insert(ConnectInfo(from));
        self.router.clone().oneshot(request).await.expect("the router answers")
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.unread(request).await;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        let text = String::from_utf8(bytes.to_vec()).unwrap_or_default();
        Answer { status: parts.status, headers: parts.headers, body, text }
    }

    /// Calls as the holder of a token.
    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = match body {
            Some(body) => {
                request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string()))
            }
            None => request.body(Body::empty()),
        };
        self.send(request.unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Answer {
        self.call(Method::GET, path, Some(token), None).await
    }

    pub(crate) async fn post(&self, path: &str, token: &str, body: Value) -> Answer {
        self.call(Method::POST, path, Some(token), Some(body)).await
    }

    /// Looks at a page as a browser does.
    pub(crate) async fn page(&self, path: &str, token: Option<&str>) -> Answer {
        self.browse(Method::GET, path, token, None).await
    }

    /// Sends a form as a browser does.
    pub(crate) async fn form(&self, path: &str, token: Option<&str>, fields: &str) -> Answer {
        self.browse(Method::POST, path, token, Some(fields)).await
    }

    async fn browse(&self, method: Method, path: &str, token: Option<&str>, fields: Option<&str>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::ACCEPT, "text/html");
        if let Some(token) = token {
            request = request.header(header::COOKIE, format!("studio_session={token}"));
        }
        let request = match fields {
            Some(fields) => request
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin")
                .body(Body::from(fields.to_owned())),
            None => request.body(Body::empty()),
        };
        self.send(request.unwrap()).await
    }

    /// Signs in and gives the token.
    pub(crate) async fn sign_in(&self, name: &str) -> String {
        let body = json!({ "username": name, "password": PASSWORD });
        let answer = self.call(Method::POST, "/api/v1/session", None, Some(body)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{name}: {:?}", answer.body);
        answer.body["token"].as_str().unwrap().to_owned()
    }

    /// Signs the desk in and begins an elevation.
    pub(crate) async fn elevated_desk(&self) -> String {
        let token = self.sign_in("recepcion").await;
        let answer = self.post("/api/v1/elevation", &token, json!({ "code": CODE })).await;
        assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
        token
    }

    /// A client of this artist, by id; `None`: nobody's.
    pub(crate) async fn client_of(&self, name: &str, artist: Option<&str>) -> i64 {
        let admin = self.sign_in("marta").await;
        let artist = artist.map(|artist| self.test.artist_of(artist).get());
        let body = json!({ "name": name, "phone": "600 100 200", "preferred_artist_id": artist, "confirm_duplicates": true });
        let answer = self.post("/api/v1/clients", &admin, body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{:?}", answer.body);
        answer.body["id"].as_i64().unwrap()
    }

    /// What an artist says is wrong with a record.
    pub(crate) async fn correction_of(&self, client: i64) -> i64 {
        let bruno = self.sign_in("bruno").await;
        let body = json!({ "field": "gender", "value": "woman", "reason": "Said so" });
        let sent = self.post(&format!("/api/v1/clients/{client}/corrections"), &bruno, body).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
        sent.body["id"].as_i64().unwrap()
    }

    pub(crate) fn wait(&self, minutes: u64) {
        self.test.clock.advance(Duration::from_secs(minutes * 60));
    }
}
