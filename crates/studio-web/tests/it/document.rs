//! The description of the API and the router are the same thing.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use studio_testkit::{CODE, PASSWORD};

use crate::kit::Web;

#[tokio::test(flavor = "multi_thread")]
async fn people_browse_it_with_a_session_and_nothing_comes_from_elsewhere() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    let page = web.page("/api/docs", Some(&lola)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text.contains("://"), "{}", page.text);
    let parts: Vec<&str> = page.text.split('"').filter(|text| text.starts_with("/api/docs/")).collect();
    assert_eq!(parts.len(), 3, "{}", page.text);
    for part in parts {
        let answer = web.page(part, Some(&lola)).await;
        assert_eq!(answer.status, StatusCode::OK, "{part}");
        assert_eq!(web.page(part, None).await.status, StatusCode::SEE_OTHER, "{part}");
    }
    let start = page.text.split('"').find(|text| text.ends_with("/api-docs.js")).unwrap();
    let start = web.page(start, Some(&lola)).await.text;
    for part in ["/api/v1/openapi.json", "BaseLayout", "validatorUrl: 'none'"] {
        assert!(start.contains(part), "no {part} in {start}");
    }
    assert_eq!(web.page("/api/docs/../secrets", Some(&lola)).await.status, StatusCode::NOT_FOUND);
}

#[test]
fn every_route_of_the_api_is_described_with_its_answers() {
    let document = serde_json::to_value(studio_web::openapi()).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    for route in studio_web::routes().iter().filter(|route| route.page.is_none()) {
        let operation = &document["paths"][&route.path][route.method.as_str().to_lowercase()];
        assert!(operation.is_object(), "{} {} is not described", route.method, route.path);
        assert!(operation["summary"].is_string(), "{} {} says what it does", route.method, route.path);
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.values().all(|response| !response["description"].as_str().unwrap().is_empty()));
        if route.access != studio_web::Access::Public {
            assert!(responses.contains_key("401"), "{} {} does not say 401", route.method, route.path);
        }
        if matches!(route.access, studio_web::Access::May(_)) && route.method != Method::GET {
            assert!(responses.contains_key("403"), "{} {} does not say 403", route.method, route.path);
        }
    }
}

#[test]
fn operations_have_names_of_their_own_and_say_who_may_ask() {
    let document = serde_json::to_value(studio_web::openapi()).unwrap();
    assert_eq!(document["components"]["securitySchemes"]["session"]["scheme"], "bearer");
    let mut names = BTreeSet::new();
    for route in studio_web::routes().iter().filter(|route| route.page.is_none()) {
        let operation = &document["paths"][&route.path][route.method.as_str().to_lowercase()];
        let name = operation["operationId"].as_str().unwrap().to_owned();
        assert!(names.insert(name.clone()), "two operations are called {name}");
        assert_eq!(operation["security"].is_array(), route.access != studio_web::Access::Public, "{name}");
        for (status, response) in operation["responses"].as_object().unwrap() {
            let kinds: Vec<_> =
                response["content"].as_object().into_iter().flat_map(|kinds| kinds.keys()).collect();
            let unready = route.path == "/readyz" && status == "503";
            let problem = status.starts_with(['4', '5']) && !unready;
            let picture = (route.path.ends_with("/photo") || route.path.starts_with("/api/v1/media/"))
                && route.method == Method::GET;
            let kept = (route.path.ends_with("/paper") || route.path.ends_with("/{file_id}"))
                && route.method == Method::GET;
            let expected: &[&str] = match (problem, picture, kept) {
                (true, ..) => &["application/problem+json"],
                (false, true, _) => &["image/jpeg"],
                (false, false, true) => &["image/jpeg", "application/pdf"],
                (false, false, false) => &["application/json"],
            };
            assert!(
                kinds.iter().all(|kind| expected.contains(&kind.as_str())),
                "{name}: {status} is {kinds:?}"
            );
            assert!(!problem || !kinds.is_empty(), "{name}: {status} has no body");
        }
    }
}

#[test]
fn a_change_takes_what_a_new_client_takes_and_the_version() {
    let document = serde_json::to_value(studio_web::openapi()).unwrap();
    let fields =
        |name: &str| document["components"]["schemas"][name]["properties"].as_object().unwrap().clone();
    let (new, mut change) = (fields("ClientBody"), fields("ClientChange"));
    assert_eq!(change.remove("version").unwrap()["type"], "integer");
    assert_eq!(new, change);
    assert_eq!(document["components"]["schemas"]["ClientChange"]["additionalProperties"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_needs_a_session_and_is_what_the_code_says() {
    let web = Web::new();
    let path = "/api/v1/openapi.json";
    assert_eq!(web.call(Method::GET, path, None, None).await.status, StatusCode::UNAUTHORIZED);
    let token = web.sign_in("lola").await;
    let served: Value = web.get(path, &token).await.body;
    assert_eq!(served, serde_json::to_value(studio_web::openapi()).unwrap());
}

/// The fields of an example as a list, in the order in which the program has them: what a derived reader would take for the object.
fn listed(schema: &Value) -> Value {
    let known = |name: &str| match name {
        "username" => json!("lola"),
        "password" => json!(PASSWORD),
        "code" => json!(CODE),
        "version" => json!(1),
        "phone" => json!("600 100 200"),
        _ => json!("Ana"),
    };
    let names = schema["required"].as_array().cloned().unwrap_or_else(|| vec![json!("name"), json!("phone")]);
    names.iter().map(|name| known(name.as_str().unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_is_an_object_for_every_operation() {
    let web = Web::new();
    let document = serde_json::to_value(studio_web::openapi()).unwrap();
    let id = web.client_of("Sofía", None).await.to_string();
    let (admin, desk) = (web.sign_in("marta").await, web.sign_in("recepcion").await);
    let mut asked = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            let Some(name) = body["$ref"].as_str().and_then(|name| name.rsplit('/').next()) else { continue };
            asked += 1;
            let token = if path.ends_with("/elevation") { &desk } else { &admin };
            let method: Method = method.to_uppercase().parse().unwrap();
            // Bodies are read before anybody looks for what the other parts of an address name.
            let path = path
                .replace("{id}", &id)
                .replace("{correction}", "1")
                .replace("{note}", "1")
                .replace("{service}", "1");
            let list = listed(&document["components"]["schemas"][name]);
            for wrong in [list, json!([]), json!("x"), json!(7), json!(null)] {
                let answer = web.call(method.clone(), &path, Some(token), Some(wrong.clone())).await;
                let place = format!("{method} {path} with {wrong}: {}", answer.text);
                assert_eq!((answer.status, answer.code()), (StatusCode::BAD_REQUEST, "malformed"), "{place}");
                assert!(answer.body["detail"].as_str().unwrap().contains("expected an object"), "{place}");
            }
        }
    }
    assert!(asked > 4, "the bodies of {asked} operations were found");
    let nested = json!({ "name": "Ana", "phone": "600 1", "emergency": ["Elena", "madre", "600 100 201"] });
    let answer = web.post("/api/v1/clients", &admin, nested).await;
    assert_eq!(answer.code(), "malformed", "{}", answer.text);
    assert_eq!(
        answer.body["detail"],
        "emergency: invalid type: list, expected an object at line 1 column 13"
    );
}

/// A body with every field that is needed and every whole number that there may be, written with a decimal point as some programs do.
fn with_points(schema: &Value) -> Option<Value> {
    let mut body = serde_json::Map::new();
    let mut points = 0;
    for (name, field) in schema["properties"].as_object()? {
        let kinds = match &field["type"] {
            Value::String(kind) => vec![kind.as_str()],
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let needed = schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
        if kinds.contains(&"integer") {
            points += 1;
            body.insert(name.clone(), json!(1.0));
        } else if needed {
            body.insert(name.clone(), json!("Ana"));
        }
    }
    (points > 0).then_some(Value::Object(body))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_number_is_one_however_it_is_written() {
    let web = Web::new();
    let document = serde_json::to_value(studio_web::openapi()).unwrap();
    let id = web.client_of("Sofía", None).await.to_string();
    let admin = web.sign_in("marta").await;
    let mut asked = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            let Some(name) = body["$ref"].as_str().and_then(|name| name.rsplit('/').next()) else { continue };
            let Some(body) = with_points(&document["components"]["schemas"][name]) else { continue };
            asked += 1;
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = path
                .replace("{id}", &id)
                .replace("{correction}", "1")
                .replace("{note}", "1")
                .replace("{service}", "1");
            let answer = web.call(method.clone(), &path, Some(&admin), Some(body.clone())).await;
            assert_ne!(
                answer.status,
                StatusCode::BAD_REQUEST,
                "{method} {path} with {body}: {}",
                answer.text
            );
        }
    }
    assert!(asked > 8, "the bodies of {asked} operations have a whole number");
}
