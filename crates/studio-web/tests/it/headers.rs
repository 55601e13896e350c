//! What every answer carries, and what guards every request.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::json;
use studio_testkit::PASSWORD;
use studio_web::WebConfig;

use crate::kit::{Answer, Web};

fn dressed(answer: &Answer, place: &str) {
    for (name, part) in [
        ("content-security-policy", "default-src 'none'"),
        ("content-security-policy", "frame-ancestors 'none'"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        let value =
            answer.headers.get(name).unwrap_or_else(|| panic!("{place}: no {name}")).to_str().unwrap();
        assert!(value.contains(part), "{place}: {name} is `{value}`");
    }
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(!policy.contains("unsafe"), "{place}");
    // The viewer of the API alone, once it is shown, does without.
    let viewer = place.contains(" /api/docs") && answer.status.is_success();
    assert_eq!(policy.contains("require-trusted-types-for 'script'"), !viewer, "{place}: {policy}");
    let id = answer.headers.get("x-request-id").unwrap_or_else(|| panic!("{place}: no number"));
    assert_eq!(id.len(), 16, "{place}");
    assert!(answer.headers.get(header::SERVER).is_none(), "{place}: says what serves");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_dressed() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    for route in studio_web::routes() {
        for token in [None, Some(admin.as_str())] {
            let path = route.path.replace("{id}", "1").replace("{file}", "swagger-ui.css");
            let answer = web.call(route.method.clone(), &path, token, None).await;
            dressed(&answer, &format!("{} {path} {}", route.method, answer.status));
        }
    }
    for (method, path, status, code) in [
        (Method::GET, "/nowhere", StatusCode::NOT_FOUND, "no_such_page"),
        (Method::PUT, "/healthz", StatusCode::METHOD_NOT_ALLOWED, "wrong_method"),
        (Method::TRACE, "/api/v1/clients", StatusCode::METHOD_NOT_ALLOWED, "wrong_method"),
    ] {
        let answer = web.call(method, path, None, None).await;
        assert_eq!((answer.status, answer.code()), (status, code));
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
        dressed(&answer, path);
        let allowed = answer.headers.get(header::ALLOW).map(|methods| methods.to_str().unwrap());
        let expected = match path {
            "/healthz" => Some("GET,HEAD"),
            "/api/v1/clients" => Some("GET,HEAD,POST"),
            _ => None,
        };
        assert_eq!(allowed, expected, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_a_request_is_the_same_in_header_and_problem_and_log() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    let answer = web.get("/api/v1/audit", &lola).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let id = answer.headers["x-request-id"].to_str().unwrap().to_owned();
    assert_eq!(answer.body["request_id"], id);
    let admin = web.sign_in("marta").await;
    let entries = web.get("/api/v1/audit?outcome=refused", &admin).await.body;
    assert_eq!(entries["items"][0]["request_id"], id);
    assert_eq!(entries["items"][0]["address"], "192.0.2.7");
}

#[tokio::test(flavor = "multi_thread")]
async fn other_sites_change_nothing() {
    let web = Web::new();
    let token = web.sign_in("marta").await;
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        for method in [Method::POST, Method::PATCH, Method::DELETE, Method::PUT] {
            let request = Request::builder()
                .method(method.clone())
                .uri("/api/v1/clients")
                .header(header::HOST, "studio.example")
                .header(header::COOKIE, format!("studio_session={token}"))
                .header(header::CONTENT_TYPE, "application/json")
                .header(name, value)
                .body(Body::from(json!({ "name": "Eva", "phone": "600 100 200" }).to_string()))
                .unwrap();
            let answer = web.send(request).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} with {name}: {:?}", answer.body);
            assert_eq!(answer.code(), "cross_site");
        }
    }
    assert_eq!(web.get("/api/v1/clients", &token).await.body["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn malformed_and_huge_requests_are_told() {
    let web = Web::new();
    let token = web.sign_in("marta").await;
    let post = |body: Vec<u8>, kind: &str| {
        Request::post("/api/v1/clients")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap()
    };
    for (body, kind, status, code) in [
        (b"{".to_vec(), "application/json", StatusCode::BAD_REQUEST, "malformed"),
        (b"[1,2]".to_vec(), "application/json", StatusCode::BAD_REQUEST, "malformed"),
        (b"{\"name\": 7}".to_vec(), "application/json", StatusCode::BAD_REQUEST, "malformed"),
        (b"{\"nmae\": \"x\"}".to_vec(), "application/json", StatusCode::BAD_REQUEST, "malformed"),
        (b"\xff\xfe".to_vec(), "application/json", StatusCode::BAD_REQUEST, "malformed"),
        (b"{}".to_vec(), "text/plain", StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_type"),
        (vec![b' '; 300_000], "application/json", StatusCode::PAYLOAD_TOO_LARGE, ""),
    ] {
        let shown = String::from_utf8_lossy(&body[..body.len().min(20)]).into_owned();
        let answer = web.send(post(body, kind)).await;
        assert_eq!(answer.status, status, "{shown}: {:?}", answer.body);
        if !code.is_empty() {
            assert_eq!(answer.code(), code, "{shown}");
        }
    }
    for query in ["?limit=x", "?nothing=1", "?upcoming=perhaps"] {
        let answer = web.get(&format!("/api/v1/clients{query}"), &token).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies_are_closed_and_over_tls_bound_to_the_host() {
    for (secure, expected) in [
        (false, ["studio_session=", "Path=/", "HttpOnly", "SameSite=Lax", ""]),
        (true, ["__Host-studio_session=", "Path=/", "HttpOnly", "SameSite=Lax", "Secure"]),
    ] {
        let web = Web::with(WebConfig { secure, ..WebConfig::default() });
        let body = json!({ "username": "marta", "password": PASSWORD });
        let answer = web.call(Method::POST, "/api/v1/session", None, Some(body)).await;
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
        for part in expected {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert_eq!(cookie.contains("Secure"), secure);
        assert!(!cookie.contains("Domain"));
        // The cookie alone is a session, under the right name only.
        let pair = cookie.split(';').next().unwrap();
        let ask = |cookie: String| {
            Request::get("/api/v1/session").header(header::COOKIE, cookie).body(Body::empty()).unwrap()
        };
        assert_eq!(web.send(ask(format!("a=b; {pair}"))).await.status, StatusCode::OK);
        let value = pair.split_once('=').unwrap().1;
        assert_eq!(web.send(ask(format!("session={value}"))).await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_address_is_believed_from_a_trusted_proxy_only() {
    for (trusted, expected) in [(false, "192.0.2.7"), (true, "203.0.113.9")] {
        let proxies = if trusted { vec!["192.0.2.0/24".parse().unwrap()] } else { Vec::new() };
        let web = Web::with(WebConfig { trusted_proxies: proxies, ..WebConfig::default() });
        let request = Request::post("/api/v1/session")
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-forwarded-for", "10.9.8.7, 203.0.113.9")
            .body(Body::from(json!({ "username": "marta", "password": PASSWORD }).to_string()))
            .unwrap();
        let token = web.send(request).await.body["token"].as_str().unwrap().to_owned();
        let entries = web.get("/api/v1/audit?action=session.sign_in", &token).await.body;
        assert_eq!(entries["items"][0]["address"], expected);
    }
}
