//! Signing in and out, elevation, and languages over HTTP.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::json;
use studio_testkit::{CODE, PASSWORD};

use crate::kit::Web;

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_at_once_when_it_is_ended() {
    let web = Web::new();
    let (first, second) = (web.sign_in("lola").await, web.sign_in("lola").await);
    assert_ne!(first, second, "each sign-in has a token of its own");
    assert_eq!(web.get("/api/v1/session", &first).await.body["user_name"], "lola");
    let ended = web.call(Method::DELETE, "/api/v1/session", Some(&first), None).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert_eq!(web.get("/api/v1/session", &first).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(web.get("/api/v1/session", &second).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn use_keeps_a_session_and_a_refresh_does_not() {
    let web = Web::new();
    let (used, refreshed) = (web.sign_in("lola").await, web.sign_in("bruno").await);
    for _ in 0..3 {
        web.wait(6 * 60);
        assert_eq!(web.get("/api/v1/clients", &used).await.status, StatusCode::OK);
        let by_itself = Request::get("/api/v1/clients")
            .header(header::AUTHORIZATION, format!("Bearer {refreshed}"))
            .header("x-refresh", "1")
            .body(Body::empty())
            .unwrap();
        web.send(by_itself).await;
    }
    assert_eq!(web.get("/api/v1/clients", &used).await.status, StatusCode::OK);
    assert_eq!(web.get("/api/v1/clients", &refreshed).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_and_unknown_names_look_the_same_and_lock() {
    let web = Web::new();
    let attempt = |name: &'static str| {
        web.call(
            Method::POST,
            "/api/v1/session",
            None,
            Some(json!({ "username": name, "password": "not the password" })),
        )
    };
    let (wrong, unknown) = (attempt("lola").await, attempt("nobody.here").await);
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    let bare = |answer: &crate::kit::Answer| {
        let mut body = answer.body.clone();
        body["request_id"] = json!("");
        body
    };
    assert_eq!(bare(&wrong), bare(&unknown));
    for _ in 0..9 {
        attempt("lola").await;
    }
    let locked = web
        .call(
            Method::POST,
            "/api/v1/session",
            None,
            Some(json!({ "username": "lola", "password": PASSWORD })),
        )
        .await;
    assert_eq!((locked.status, locked.code()), (StatusCode::TOO_MANY_REQUESTS, "sign_in_locked"));
    let seconds: u64 = locked.headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=15 * 60).contains(&seconds), "{seconds}");
    web.wait(16);
    web.sign_in("lola").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_edit_works_while_the_elevation_is_in_force() {
    let web = Web::new();
    let id = web.client_of("Ana", None).await;
    let desk = web.sign_in("recepcion").await;
    let path = format!("/api/v1/clients/{id}");
    let edit = |version: i64| json!({ "version": version, "city": "Oaxaca" });
    let refused = web.call(Method::PATCH, &path, Some(&desk), Some(edit(1))).await;
    assert_eq!((refused.status, refused.code()), (StatusCode::FORBIDDEN, "needs_elevation"));
    let wrong = web.post("/api/v1/elevation", &desk, json!({ "code": "cinco-agujas" })).await;
    assert_eq!((wrong.status, wrong.code()), (StatusCode::FORBIDDEN, "wrong_code"));
    let begun = web.post("/api/v1/elevation", &desk, json!({ "code": CODE })).await;
    assert!(begun.body["expires_at"].is_string(), "{:?}", begun.body);
    let saved = web.call(Method::PATCH, &path, Some(&desk), Some(edit(1))).await;
    assert_eq!((saved.status, &saved.body["city"]), (StatusCode::OK, &json!("Oaxaca")));
    let state = web.get("/api/v1/elevation", &desk).await.body;
    assert_eq!(state["expires_at"], begun.body["expires_at"]);
    web.wait(5);
    let run_out = web.call(Method::PATCH, &path, Some(&desk), Some(edit(2))).await;
    assert_eq!(run_out.code(), "needs_elevation");
    let again = web.elevated_desk().await;
    let ended = web.call(Method::DELETE, "/api/v1/elevation", Some(&again), None).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert_eq!(web.call(Method::PATCH, &path, Some(&again), Some(edit(2))).await.code(), "needs_elevation");
    let other = web.post("/api/v1/elevation", &web.sign_in("lola").await, json!({ "code": CODE })).await;
    assert_eq!(other.code(), "elevation_for_assistants");
}

#[tokio::test(flavor = "multi_thread")]
async fn problems_speak_the_language_that_is_asked_for() {
    let web = Web::new();
    let ask = |language: &str| {
        Request::get("/api/v1/session").header(header::ACCEPT_LANGUAGE, language).body(Body::empty()).unwrap()
    };
    let english = web.send(ask("en-GB,en;q=0.9")).await.body["title"].clone();
    let spanish = web.send(ask("es-MX,es;q=0.9,en;q=0.1")).await.body["title"].clone();
    assert_ne!(english, spanish);
    assert_eq!(web.send(ask("zz")).await.body["title"], english);
    for title in [&english, &spanish] {
        assert!(!title.as_str().unwrap().contains('⟦'), "{title}");
    }
}
