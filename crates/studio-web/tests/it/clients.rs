//! Clients over HTTP: names, paging, unchanged lists, duplicates, fields.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use crate::kit::{Answer, Web};

#[tokio::test(flavor = "multi_thread")]
async fn a_client_is_made_found_changed_archived_and_restored() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let body = json!({
        "name": "Sofía  O'Farrill-Núñez ", "phone": "+52 (608) 139-0996", "instagram": "@tinta_sofi",
        "styles": ["Fine line"], "emergency": { "name": "Elena", "relationship": "madre", "phone": "600 100 201" }
    });
    let made = web.post("/api/v1/clients", &admin, body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{:?}", made.body);
    assert_eq!(made.headers[header::LOCATION], format!("/api/v1/clients/{}", made.body["id"]).as_str());
    assert_eq!(made.body["name"], "Sofía O'Farrill-Núñez");
    assert_eq!(made.body["instagram"], "tinta_sofi");
    assert_eq!(made.body["emergency"]["relationship"], "madre");
    assert!(made.body["created_at"].as_str().unwrap().ends_with("-06:00"), "{}", made.body["created_at"]);
    for q in ["sofia%20nunez", "60813909", "%40tinta_", "(608)%20139"] {
        let found = web.get(&format!("/api/v1/clients?q={q}"), &admin).await.body;
        assert_eq!(found["items"][0]["id"], made.body["id"], "{q}");
    }
    let path = format!("/api/v1/clients/{}", made.body["id"]);
    let change = json!({ "version": 1, "phone": "600 100 202", "instagram": null, "emergency": null });
    let changed = web.call(Method::PATCH, &path, Some(&admin), Some(change.clone())).await;
    assert_eq!(changed.status, StatusCode::OK, "{:?}", changed.body);
    assert_eq!(changed.body["instagram"], Value::Null);
    assert_eq!(changed.body["emergency"], Value::Null);
    assert_eq!(changed.body["styles"], json!(["Fine line"]), "what is left out stays");
    let stale = web.call(Method::PATCH, &path, Some(&admin), Some(change)).await;
    assert_eq!((stale.status, stale.code()), (StatusCode::CONFLICT, "stale"));
    let archived = web.post(&format!("{path}/archive"), &admin, json!({ "version": 2 })).await;
    assert_eq!(archived.body["status"], "archived");
    assert_eq!(web.get("/api/v1/clients", &admin).await.body["items"], json!([]));
    assert_eq!(
        web.get("/api/v1/clients?status=archived", &admin).await.body["items"][0]["id"],
        made.body["id"]
    );
    let restored = web.post(&format!("{path}/restore"), &admin, json!({ "version": 3 })).await;
    assert_eq!(restored.body["status"], "active");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_takes_the_fields_of_the_description_and_no_others() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let path = format!("/api/v1/clients/{}", web.client_of("Ana Luz", None).await);
    let change = |body: Value| web.call(Method::PATCH, &path, Some(&admin), Some(body));
    let unknown = change(json!({ "version": 1, "nmae": "Ana" })).await;
    assert_eq!((unknown.status, unknown.code()), (StatusCode::BAD_REQUEST, "malformed"));
    let saved = change(json!({ "version": 1.0, "preferred_artist_id": null })).await;
    assert_eq!(saved.status, StatusCode::OK, "a whole number with a point is one: {:?}", saved.body);
    assert_eq!(change(json!({ "version": 1.5 })).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn likely_duplicates_are_told_and_can_be_saved_all_the_same() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let first = web.client_of("Ana Luz", None).await;
    let mut body = json!({ "name": "Ana L.", "phone": "600-100-200" });
    let told = web.post("/api/v1/clients", &admin, body.clone()).await;
    assert_eq!((told.status, told.code()), (StatusCode::CONFLICT, "needs_confirmation"));
    assert_eq!(told.body["duplicates"], json!([{ "id": first, "name": "Ana Luz", "by": ["phone"] }]));
    body["confirm_duplicates"] = json!(true);
    assert_eq!(web.post("/api/v1/clients", &admin, body).await.status, StatusCode::CREATED);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_that_is_wrong_is_named() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let body = json!({
        "name": " ", "phone": "x", "email": "no", "birth_date": "2999-01-01",
        "emergency": { "name": "", "phone": "?" }, "preferred_artist_id": 999
    });
    let answer = web.post("/api/v1/clients", &admin, body).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::UNPROCESSABLE_ENTITY, "invalid"));
    let fields: Vec<&str> = answer.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    for field in ["name", "phone", "email", "birth_date", "emergency.name", "emergency.phone"] {
        assert!(fields.contains(&field), "{field} is missing in {fields:?}");
    }
    assert_eq!(web.get("/api/v1/clients?status=all", &admin).await.body["items"], json!([]));
    let long = "x".repeat(81);
    for (field, value) in
        [("styles", json!([long])), ("placements", json!([long])), ("preferred_artist_id", json!(999))]
    {
        let mut body = json!({ "name": "Ana", "phone": "600 100 200" });
        body[field] = value;
        let answer = web.post("/api/v1/clients", &admin, body).await;
        assert_eq!(
            (answer.status, &answer.body["errors"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!(field))
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_each_other_without_gap_or_repetition() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    for number in 0..23 {
        let body =
            json!({ "name": format!("Cliente {:02}", number % 7), "phone": format!("600 1{number:02} 000") });
        assert_eq!(web.post("/api/v1/clients", &admin, body).await.status, StatusCode::CREATED);
    }
    let (mut seen, mut path) = (Vec::new(), "/api/v1/clients?limit=5".to_owned());
    loop {
        let page = web.get(&path, &admin).await.body;
        seen.extend(page["items"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()));
        match page["next_cursor"].as_str() {
            Some(cursor) => path = format!("/api/v1/clients?limit=5&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 23);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 23);
    for wrong in ["cursor=x", "limit=0", "limit=201", "sort=age", "order=up", "status=gone", "artist_id=x"] {
        let answer = web.get(&format!("/api/v1/clients?{wrong}"), &admin).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::UNPROCESSABLE_ENTITY, "invalid"), "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unchanged_list_costs_a_304_and_a_changed_one_does_not() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    web.client_of("Ana", None).await;
    let ask = |tag: &str, path: &str| {
        Request::get(path)
            .header(header::AUTHORIZATION, format!("Bearer {admin}"))
            .header(header::IF_NONE_MATCH, tag)
            .body(Body::empty())
            .unwrap()
    };
    let first = web.get("/api/v1/clients", &admin).await;
    let tag = first.headers[header::ETAG].to_str().unwrap().to_owned();
    assert_eq!(web.send(ask(&tag, "/api/v1/clients")).await.status, StatusCode::NOT_MODIFIED);
    assert_eq!(web.send(ask(&tag, "/api/v1/clients?sort=last")).await.status, StatusCode::OK, "another view");
    web.client_of("Berta", None).await;
    let changed = web.send(ask(&tag, "/api/v1/clients")).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_eq!(changed.body["items"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_written_and_paged_by_those_who_own_the_client() {
    let web = Web::new();
    let id = web.client_of("Ana", Some("lola")).await;
    let path = format!("/api/v1/clients/{id}/notes");
    let lola = web.sign_in("lola").await;
    for number in 0..52 {
        web.wait(1);
        let written = web.post(&path, &lola, json!({ "text": format!("nota {number}") })).await;
        assert_eq!((written.status, &written.body["author"]), (StatusCode::CREATED, &json!("lola")));
    }
    let first = web.get(&path, &lola).await.body;
    assert_eq!(first["items"][0]["text"], "nota 51");
    let next =
        web.get(&format!("{path}?cursor={}", first["next_cursor"].as_str().unwrap()), &lola).await.body;
    assert_eq!(next["items"].as_array().unwrap().len(), 2);
    assert_eq!(next["next_cursor"], Value::Null);
    let empty = web.post(&path, &lola, json!({ "text": "  " })).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let bruno = web.sign_in("bruno").await;
    assert_eq!(web.get(&path, &bruno).await.code(), "not_owner");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_has_a_tag_and_a_change_may_be_meant_for_that_card_only() {
    let web = Web::new();
    let marta = web.sign_in("marta").await;
    let id = web.client_of("Carla", Some("lola")).await;
    let path = format!("/api/v1/clients/{id}");
    let send = async |method: Method, name: header::HeaderName, tag: &str, body: Option<Value>| {
        let request = Request::builder()
            .method(method)
            .uri(&path)
            .header(header::AUTHORIZATION, format!("Bearer {marta}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header(name, tag)
            .body(body.map_or_else(Body::empty, |body| Body::from(body.to_string())));
        web.send(request.unwrap()).await
    };
    let tag = |answer: &Answer| answer.headers[header::ETAG].to_str().unwrap().to_owned();
    let card = web.get(&path, &marta).await;
    let first = tag(&card);
    let same = send(Method::GET, header::IF_NONE_MATCH, &first, None).await;
    assert_eq!((same.status, tag(&same)), (StatusCode::NOT_MODIFIED, first.clone()));
    let change = |city: &str, version: &Value| Some(json!({ "city": city, "version": version }));
    let saved = send(Method::PATCH, header::IF_MATCH, &first, change("Oaxaca", &card.body["version"])).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    let second = tag(&saved);
    assert_ne!(first, second);
    let version = &saved.body["version"];
    for (named, status) in [
        (first.as_str(), StatusCode::PRECONDITION_FAILED),
        ("\"1\"", StatusCode::PRECONDITION_FAILED),
        (second.as_str(), StatusCode::OK),
    ] {
        let answer = send(Method::PATCH, header::IF_MATCH, named, change("Puebla", version)).await;
        assert_eq!(answer.status, status, "{named}: {}", answer.text);
        if status == StatusCode::PRECONDITION_FAILED {
            assert_eq!(answer.code(), "precondition_failed");
            assert_eq!(web.get(&path, &marta).await.body["city"], "Oaxaca");
        }
    }
    let card = web.get(&path, &marta).await.body;
    let any = send(Method::PATCH, header::IF_MATCH, "\"1\", *", change("Lima", &card["version"])).await;
    assert_eq!(any.status, StatusCode::OK, "{}", any.text);
    let stale = send(Method::PATCH, header::IF_MATCH, "*", change("Cusco", &card["version"])).await;
    assert_eq!((stale.status, stale.code()), (StatusCode::CONFLICT, "stale"));
}
