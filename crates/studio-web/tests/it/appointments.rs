//! Appointments over HTTP: booking, what stands in the way, moving, steps, keys, lists, and many who want the same hour.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::kit::{Answer, Web};

struct Desk {
    web: Web,
    admin: String,
    lola: i64,
    client: i64,
}

impl Desk {
    async fn new() -> Self {
        let web = Web::new();
        let admin = web.sign_in("marta").await;
        let client = web.client_of("Cleo Marsh", None).await;
        let lola = web.test.artist_of("lola").get();
        Self { web, admin, lola, client }
    }

    /// A booking of an hour on Tuesday, 22 September 2026.
    fn at(&self, hour: u32) -> Value {
        json!({
            "client_id": self.client, "artist_id": self.lola, "confirm_warnings": true,
            "starts_at": format!("2026-09-22T{hour:02}:00:00-06:00"), "ends_at": format!("2026-09-22T{:02}:00:00-06:00", hour + 1),
        })
    }

    async fn book(&self, body: Value) -> Answer {
        self.web.post("/api/v1/appointments", &self.admin, body).await
    }

    async fn booked(&self, hour: u32) -> String {
        let booked = self.book(self.at(hour)).await;
        assert_eq!(booked.status, StatusCode::CREATED, "{}", booked.text);
        format!("/api/v1/appointments/{}", booked.body["id"])
    }

    async fn patch(&self, path: &str, token: &str, body: Value) -> Answer {
        self.web.call(Method::PATCH, path, Some(token), Some(body)).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_appointment_is_booked_moved_and_called_off() {
    let desk = Desk::new().await;
    let mut body = desk.at(10);
    body["service"] = json!("Fine line rose");
    body["price"] = json!({ "amount": 12345, "currency": "MXN" });
    let booked = desk.book(body).await;
    assert_eq!(booked.status, StatusCode::CREATED, "{}", booked.text);
    let path = format!("/api/v1/appointments/{}", booked.body["id"]);
    assert_eq!(booked.headers[header::LOCATION], path.as_str());
    for (field, value) in [
        ("client_id", json!(desk.client)),
        ("artist_id", json!(desk.lola)),
        ("client", json!("Cleo Marsh")),
        ("starts_at", json!("2026-09-22T10:00:00.000-06:00")),
        ("ends_at", json!("2026-09-22T11:00:00.000-06:00")),
        ("status", json!("pending")),
        ("service", json!("Fine line rose")),
        ("price", json!({ "amount": 12345, "currency": "MXN" })),
        ("version", json!(1)),
    ] {
        assert_eq!(booked.body[field], value, "{field}");
    }
    let moved =
        json!({ "version": 1, "starts_at": "2026-09-22T12:00", "price": null, "confirm_warnings": true });
    let moved = desk.patch(&path, &desk.admin, moved).await;
    assert_eq!(moved.status, StatusCode::OK, "{}", moved.text);
    assert_eq!(moved.body["ends_at"], "2026-09-22T13:00:00.000-06:00");
    assert_eq!(moved.body.get("price"), None);
    let stale = desk.patch(&path, &desk.admin, json!({ "version": 1, "notes": "x" })).await;
    assert_eq!((stale.status, stale.code()), (StatusCode::CONFLICT, "stale"));
    let without = desk.patch(&path, &desk.admin, json!({ "notes": "x" })).await;
    assert_eq!(
        (without.status, &without.body["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("version"))
    );
    let post = |step: &'static str, body: Value| {
        let path = format!("{path}/{step}");
        let desk = &desk;
        async move { desk.web.post(&path, &desk.admin, body).await }
    };
    assert_eq!(post("confirm", json!({})).await.body["status"], "confirmed");
    assert!(post("arrive", json!({})).await.body["arrived_at"].is_string());
    assert_eq!(post("arrive", json!({ "undo": true })).await.body.get("arrived_at"), None);
    let missing = post("complete", json!({})).await;
    assert_eq!((missing.status, missing.code()), (StatusCode::CONFLICT, "missing_to_complete"));
    assert_eq!(missing.body["missing"][0]["code"], "informed_consent");
    let nobody = post("cancel", json!({ "by": "nobody" })).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nobody.text);
    let cancelled = post("cancel", json!({ "by": "client", "reason": "Has a fever" })).await;
    assert_eq!(
        (&cancelled.body["status"], &cancelled.body["cancelled_late"]),
        (&json!("cancelled"), &json!(true))
    );
    let again = post("no-show", json!({})).await;
    assert_eq!((again.status, again.code()), (StatusCode::CONFLICT, "wrong_status"));
    assert_eq!(post("reopen", json!({ "confirm_warnings": true })).await.body["status"], "confirmed");
    let history = desk.web.get(&format!("{path}/history"), &desk.admin).await.body;
    assert_eq!(history["items"][0]["what"], "reopened");
    assert_eq!(
        desk.web.get(&format!("/api/v1/clients/{}", desk.client), &desk.admin).await.body["late_cancellations"],
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_the_way_is_named_and_warnings_are_confirmed_once() {
    let desk = Desk::new().await;
    let mut body = desk.at(10);
    body["confirm_warnings"] = json!(false);
    let asked = desk.book(body.clone()).await;
    assert_eq!((asked.status, asked.code()), (StatusCode::CONFLICT, "needs_confirmation"));
    assert_eq!(asked.body["warnings"][0]["code"], "screening_missing");
    let check = desk.web.post("/api/v1/appointments/check", &desk.admin, body).await;
    assert_eq!(
        (check.status, &check.body["warnings"][0]["code"]),
        (StatusCode::OK, &json!("screening_missing"))
    );
    let path = desk.booked(10).await;
    let taken = desk.book(desk.at(10)).await;
    assert_eq!((taken.status, taken.code()), (StatusCode::CONFLICT, "artist_booked"));
    assert_eq!(taken.body["title"], "Lola Vega has Cleo Marsh on 2026-09-22 from 10:00 to 11:00");
    assert!(path.ends_with(&taken.body["conflicts"][0]["appointment_id"].to_string()));
    for (field, value, rule) in [
        ("price", json!({ "amount": 1, "currency": "EUR" }), "unknown"),
        ("price", json!({ "amount": -1, "currency": "MXN" }), "out_of_range"),
        ("price", json!({ "amount": 1, "currency": "ZZZZ" }), "form"),
        ("minutes", json!(-5), "form"),
        ("starts_at", json!("2026-13-01T10:00:00Z"), "form"),
        ("status", json!("completed"), "not_allowed"),
    ] {
        let mut body = desk.at(15);
        body[field] = value;
        let wrong = desk.book(body).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {}", wrong.text);
        assert_eq!(
            (&wrong.body["errors"][0]["field"], &wrong.body["errors"][0]["code"]),
            (&json!(field), &json!(rule))
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_under_the_same_key_books_once() {
    let desk = Desk::new().await;
    let send = |key: &'static str, body: Value| {
        let request = Request::builder()
            .method(Method::POST)
            .uri("/api/v1/appointments")
            .header(header::AUTHORIZATION, format!("Bearer {}", desk.admin))
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key);
        desk.web.send(request.body(Body::from(body.to_string())).unwrap())
    };
    let first = send("one", desk.at(10)).await;
    let again = send("one", desk.at(10)).await;
    assert_eq!((first.status, again.status), (StatusCode::CREATED, StatusCode::CREATED));
    assert_eq!(first.body["id"], again.body["id"]);
    let other = send("one", desk.at(12)).await;
    assert_eq!((other.status, other.code()), (StatusCode::CONFLICT, "key_reused"));
    assert_eq!(send("", desk.at(12)).await.status, StatusCode::BAD_REQUEST);
    let list = desk.web.get("/api/v1/appointments", &desk.admin).await.body;
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn others_see_when_and_who_and_change_nothing() {
    let desk = Desk::new().await;
    let path = desk.booked(10).await;
    let (lola, bruno) = (desk.web.sign_in("lola").await, desk.web.sign_in("bruno").await);
    let mine = desk.web.get(&path, &lola).await.body;
    let theirs = desk.web.get(&path, &bruno).await.body;
    assert_eq!((&mine["details"], &theirs["details"]), (&json!(true), &json!(false)));
    let fields: Vec<&String> = theirs.as_object().unwrap().keys().collect();
    assert_eq!(
        fields,
        [
            "artist",
            "artist_id",
            "client",
            "client_id",
            "details",
            "ends_at",
            "id",
            "more",
            "starts_at",
            "status",
            "version"
        ]
    );
    assert_eq!((&theirs["more"]["steps"], &theirs["more"]["missing"]), (&json!([]), &json!([])));
    for answer in [
        desk.patch(&path, &bruno, json!({ "version": 1, "notes": "x" })).await,
        desk.patch(&path, &bruno, json!({ "notes": "x" })).await,
        desk.web.post(&format!("{path}/confirm"), &bruno, json!({})).await,
        desk.web.post(&format!("{path}/cancel"), &bruno, json!({ "by": "artist" })).await,
        desk.web.get(&format!("{path}/history"), &bruno).await,
    ] {
        assert_eq!((answer.status, answer.code()), (StatusCode::FORBIDDEN, "not_owner"), "{}", answer.text);
    }
    let rows = json!({ "ids": [1, 99_999] });
    let rows = desk.web.post("/api/v1/appointments/bulk-confirm", &bruno, rows).await;
    assert_eq!(rows.status, StatusCode::OK, "{}", rows.text);
    assert_eq!(
        (&rows.body["items"][0]["code"], &rows.body["items"][1]["code"]),
        (&json!("not_owner"), &json!("not_found"))
    );
    let rows = json!({ "ids": [1.0], "by": "studio", "reason": "A power cut" });
    let rows = desk.web.post("/api/v1/appointments/bulk-cancel", &desk.admin, rows).await;
    assert_eq!(rows.body["items"][0]["version"], 2);
    for id in ["999999", "0", "-1", "abc", "9223372036854775807"] {
        let answer = desk.web.get(&format!("/api/v1/appointments/{id}"), &desk.admin).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_of_what_was_asked_for_and_tells_when_it_is_unchanged() {
    let desk = Desk::new().await;
    for hour in [10, 12, 14] {
        desk.booked(hour).await;
    }
    let ask = |query: &str| {
        let path = format!("/api/v1/appointments?{query}");
        let desk = &desk;
        async move { desk.web.get(&path, &desk.admin).await }
    };
    let starts = |answer: &Answer| -> Vec<String> {
        let items = answer.body["items"].as_array().unwrap();
        items.iter().map(|row| row["starts_at"].as_str().unwrap()[11..13].to_owned()).collect()
    };
    assert_eq!(starts(&ask("from=2026-09-22&to=2026-09-22").await), ["10", "12", "14"]);
    assert_eq!(starts(&ask("from=2026-09-22T18:00:00Z&status=pending,confirmed").await), ["12", "14"]);
    assert!(starts(&ask("to=2026-09-21&artist_id=1&client_id=1").await).is_empty());
    let page = ask("limit=2").await;
    let next = page.body["next_cursor"].as_str().unwrap().to_owned();
    assert_eq!(starts(&ask(&format!("limit=2&cursor={next}")).await), ["14"]);
    for wrong in ["from=soon", "status=maybe", "limit=0", "limit=201", "cursor=x", "artist_id=x"] {
        assert_eq!(ask(wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let tag = page.headers[header::ETAG].clone();
    let again = Request::builder()
        .uri("/api/v1/appointments?limit=2")
        .header(header::AUTHORIZATION, format!("Bearer {}", desk.admin))
        .header(header::IF_NONE_MATCH, tag);
    assert_eq!(desk.web.send(again.body(Body::empty()).unwrap()).await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_who_want_the_same_hour_get_it_once() {
    let desk = Desk::new().await;
    let mut clients = vec![desk.client];
    for nth in 0..7 {
        clients.push(desk.web.client_of(&format!("Booker {nth}"), None).await);
    }
    let desk = Arc::new(desk);
    for hour in 8..18 {
        let mut asks = JoinSet::new();
        for nth in 0..64 {
            let mut body = desk.at(hour);
            body["client_id"] = json!(clients[nth % clients.len()]);
            let desk = Arc::clone(&desk);
            asks.spawn(async move { desk.book(body).await });
        }
        let answers = asks.join_all().await;
        let won = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).count();
        let refused = answers.iter().filter(|answer| answer.code() == "artist_booked").count();
        assert_eq!((won, refused), (1, 63), "{hour}:00");
    }
    let list = desk.web.get("/api/v1/appointments?limit=200", &desk.admin).await.body;
    assert_eq!(list["items"].as_array().unwrap().len(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_is_made_along_with_the_booking_and_only_once_under_a_key() {
    let desk = Desk::new().await;
    let body = |name: &str, hour: u32| {
        let mut appointment = desk.at(hour);
        appointment.as_object_mut().unwrap().remove("client_id");
        json!({ "client": { "name": name, "phone": "+52 600 700 800" }, "appointment": appointment })
    };
    let ask = |body: Value, key: &'static str| {
        let request = Request::builder()
            .method(Method::POST)
            .uri("/api/v1/appointments/with-client")
            .header(header::AUTHORIZATION, format!("Bearer {}", desk.admin))
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key)
            .body(Body::from(body.to_string()))
            .unwrap();
        desk.web.send(request)
    };
    let first = ask(body("Nina Paz", 10), "k1").await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    assert_eq!(first.body["client"], "Nina Paz");
    let again = ask(body("Nina Paz", 10), "k1").await;
    assert_eq!((again.status, &again.body["id"]), (StatusCode::CREATED, &first.body["id"]));
    assert_eq!(ask(body("Nina Paz", 11), "k1").await.code(), "key_reused");
    let twin = ask(body("Nina Paz", 11), "k2").await;
    assert_eq!((twin.status, twin.body["duplicates"].as_array().unwrap().len()), (StatusCode::CONFLICT, 1));
    let mut wrong = body("", 11);
    wrong["appointment"]["price"] = json!({ "amount": -1, "currency": "ZZZ" });
    let wrong = ask(wrong, "k3").await;
    let fields: Vec<&str> =
        wrong.body["errors"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
    assert_eq!(
        (wrong.status, fields),
        (StatusCode::UNPROCESSABLE_ENTITY, vec!["client.name"]),
        "{}",
        wrong.text
    );
    let mut named = body("Otra", 11);
    named["appointment"]["client_id"] = json!(desk.client);
    let named = ask(named, "k4").await;
    assert_eq!(named.body["errors"][0]["field"], "appointment.client_id", "{}", named.text);
}
