//! Services, blocks, free times, exports, feeds, reminders and aftercare over HTTP.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{Method, StatusCode, header};
use serde_json::json;
use studio_app::{BlockInput, ServiceInput};
use studio_domain::{AppointmentStatus, ArtistId, ClientId};

use crate::kit::Web;

/// A service; the first time it is made.
pub(crate) fn service_of(web: &Web) -> i64 {
    let operator = web.test.operator();
    if let Some(first) = web.test.studio.services(&operator, true).unwrap().items.first() {
        return first.id.get();
    }
    let text = |text: &str| Some(text.to_owned());
    let input = ServiceInput { name: text("Sleeve"), minutes: text("90"), ..ServiceInput::default() };
    web.test.studio.add_service(&operator, input).unwrap().get()
}

/// A block or a feed of the artist, a new one each time.
pub(crate) fn row(web: &Web, path: &str, artist: ArtistId) -> i64 {
    static DAYS: AtomicU64 = AtomicU64::new(0);
    let operator = web.test.operator();
    if path.contains("/feeds/") {
        return web.test.studio.make_feed(&operator, artist, "busy_only").unwrap().id.get();
    }
    let day = chrono::NaiveDate::from_ymd_opt(2040, 1, 1).unwrap()
        + chrono::Days::new(DAYS.fetch_add(1, Ordering::Relaxed));
    let input = BlockInput {
        from: Some(day.to_string()),
        to: Some(day.to_string()),
        whole_days: Some(true),
        kind: Some("other".to_owned()),
        ..BlockInput::default()
    };
    web.test.studio.add_block(&operator, artist, input).unwrap()[0].get()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_is_kept_with_its_amounts_and_only_by_who_keeps_the_settings() {
    let web = Web::new();
    let (admin, lola) = (web.sign_in("marta").await, web.sign_in("lola").await);
    let body = json!({ "name": "Flash", "minutes": 60, "price": { "amount": 9000, "currency": "MXN" } });
    let added = web.post("/api/v1/services", &admin, body.clone()).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.text);
    assert_eq!(added.body["price"], json!({ "amount": 9000, "currency": "MXN" }));
    let again = web.post("/api/v1/services", &admin, body.clone()).await;
    assert_eq!((again.status, again.code()), (StatusCode::CONFLICT, "service_name_taken"));
    assert_eq!(web.post("/api/v1/services", &lola, body).await.status, StatusCode::FORBIDDEN);
    let wrong = json!({ "name": "", "minutes": 1, "price": { "amount": 1, "currency": "ZZZ" } });
    let wrong = web.post("/api/v1/services", &admin, wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
    let list = web.get("/api/v1/services", &lola).await;
    assert_eq!(list.body["items"][0]["name"], "Flash");
    let page = web.page("/settings/services", Some(&lola)).await;
    assert!(page.text.contains("Flash") && !page.text.contains("service-form"), "{}", page.text);
    let form = web.form("/settings/services", Some(&admin), "name=&minutes=60").await;
    assert_eq!(form.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = web.form("/settings/services", Some(&admin), "name=Cover-up&minutes=180&price=300,50").await;
    assert_eq!(form.status, StatusCode::SEE_OTHER, "{}", form.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_over_appointments_lists_them_in_the_answer_and_on_the_page() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    let artist = web.test.artist_of("lola");
    let client = web.client_of("Ada Leal", Some("lola")).await;
    let day = std::time::Duration::from_secs(24 * 60 * 60);
    let at = web.test.studio.now().plus(day);
    let id = studio_testkit::book(
        &web.test.studio,
        ClientId::new(client),
        artist,
        AppointmentStatus::Confirmed,
        at,
    );
    let body = json!({ "artist_id": artist.get(), "from": "2026-09-22", "to": "2026-09-22", "whole_days": true, "kind": "vacation" });
    let refused = web.post("/api/v1/blocks", &lola, body).await;
    assert_eq!(
        (refused.status, refused.code()),
        (StatusCode::CONFLICT, "block_over_appointments"),
        "{}",
        refused.text
    );
    assert_eq!(refused.body["appointments"][0]["id"], id.get());
    assert_eq!(refused.body["appointments"][0]["client"], "Ada Leal");
    let fields =
        format!("artist={artist}&kind=vacation&whole_days=1&from_date=2026-09-22&note=Flight+to+Oslo");
    let page = web.form("/agenda/blocks/new", Some(&lola), &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(
        page.text.contains("Ada Leal") && page.text.contains("value=\"Flight to Oslo\""),
        "{}",
        page.text
    );
    let other = fields.replace("2026-09-22", "2026-09-23");
    assert_eq!(web.form("/agenda/blocks/new", Some(&lola), &other).await.status, StatusCode::SEE_OTHER);
    let desk = web.sign_in("recepcion").await;
    let list = web.page("/agenda/blocks", Some(&desk)).await;
    assert!(
        list.text.contains("Flight to Oslo") && list.text.contains("/agenda/blocks/seen"),
        "{}",
        list.text
    );
    let bruno = web.sign_in("bruno").await;
    let seen = web.page("/agenda/blocks", Some(&bruno)).await;
    assert!(
        !seen.text.contains("Flight to Oslo"),
        "the note is for those who may see details: {}",
        seen.text
    );
    let json = web.get("/api/v1/blocks", &bruno).await;
    assert!(json.body["items"][0].get("note").is_none() && json.body["items"][0].get("kind").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_is_read_without_a_session_and_its_absence_looks_always_the_same() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    let artist = web.test.artist_of("lola");
    let body = json!({ "artist_id": artist.get(), "privacy": "full" });
    let made = web.post("/api/v1/feeds", &lola, body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let path = made.body["path"].as_str().unwrap().to_owned();
    let read = web.call(Method::GET, &path, None, None).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.text);
    assert_eq!(read.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
    assert_eq!(read.headers[header::CACHE_CONTROL], "no-store");
    assert!(read.headers.get(header::SET_COOKIE).is_none());
    assert!(read.text.starts_with("BEGIN:VCALENDAR\r\n"), "{}", read.text);
    let id = made.body["id"].as_i64().unwrap();
    let revoked = web.call(Method::DELETE, &format!("/api/v1/feeds/{id}"), Some(&lola), None).await;
    assert_eq!(revoked.status, StatusCode::NO_CONTENT, "{}", revoked.text);
    let mut answers = Vec::new();
    for gone in [
        path.as_str(),
        "/feeds/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics",
        "/feeds/x",
        "/feeds/%00.ics",
    ] {
        let answer = web.call(Method::GET, gone, None, None).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{gone}");
        answers.push((answer.code().to_owned(), answer.body["title"].clone(), answer.body["detail"].clone()));
    }
    assert!(answers.windows(2).all(|two| two[0] == two[1]), "{answers:?}");
    let list = web.get("/api/v1/feeds", &lola).await;
    assert!(
        !list.text.contains(path.trim_start_matches("/feeds/").trim_end_matches(".ics")),
        "the secret is nowhere"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_for_too_many_feeds_that_there_are_not_gets_none() {
    let web = Web::new();
    let artist = web.test.artist_of("lola");
    let made = web.test.studio.make_feed(&web.test.lola(), artist, "busy_only").unwrap();
    let path = studio_app::feed_path(&made.token);
    for nth in 0..60 {
        web.call(Method::GET, &format!("/feeds/no-{nth}.ics"), None, None).await;
    }
    assert_eq!(web.call(Method::GET, &path, None, None).await.status, StatusCode::NOT_FOUND);
    web.wait(16);
    assert_eq!(web.call(Method::GET, &path, None, None).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn free_times_lead_to_the_booking_form_and_exports_are_files() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let artist = web.test.artist_of("lola");
    let page = web.page("/agenda/find?minutes=60&day=friday&part=morning", Some(&desk)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text.contains(&format!("/agenda/new?artist={artist}&#38;start=2026-09-25T")),
        "{}",
        page.text
    );
    assert!(page.text.contains("minutes=60"), "{}", page.text);
    let wrong = web.page("/agenda/find?minutes=x", Some(&desk)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (format, kind) in [("csv", "text/csv; charset=utf-8"), ("ics", "text/calendar; charset=utf-8")] {
        let file = web.get(&format!("/api/v1/appointments/export?format={format}"), &desk).await;
        assert_eq!(file.status, StatusCode::OK, "{}", file.text);
        assert_eq!(file.headers[header::CONTENT_TYPE], kind);
    }
    let wrong = web.get("/api/v1/appointments/export?from=2026-09-02&to=2026-09-01", &desk).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
    let file = web.form("/agenda/export", Some(&desk), "format=ics&from=2026-09-21&to=2026-09-21").await;
    assert!(file.text.starts_with("BEGIN:VCALENDAR"), "{}", file.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_feed_is_shown_with_the_host_under_which_the_studio_is_reached() {
    let config = studio_web::WebConfig {
        public_url: Some("https://tinta.example".to_owned()),
        ..studio_web::WebConfig::default()
    };
    let web = Web::with(config);
    let (lola, artist) = (web.sign_in("lola").await, web.test.artist_of("lola"));
    let made = web.form("/agenda/feeds", Some(&lola), &format!("artist={artist}&privacy=full")).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    assert!(made.text.contains(r#"readonly value="https://tinta.example/feeds/"#), "{}", made.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_list_of_services_begins_with_usual_ones() {
    let web = Web::new();
    let (admin, desk) = (web.sign_in("marta").await, web.sign_in("recepcion").await);
    let offered = |token: String| {
        let web = &web;
        async move { web.page("/settings/services", Some(&token)).await.text }
    };
    assert!(!offered(desk.clone()).await.contains("usual-form"));
    let page = offered(admin.clone()).await;
    assert!(page.contains("usual-form") && page.contains("Touch-up"), "{page}");
    let ticked = "service=touch_up&service=half_day";
    let sent = web.form("/settings/services/usual", Some(&admin), ticked).await;
    assert_eq!(sent.location(), "/settings/services?done=services-added", "{}", sent.text);
    let page = offered(admin.clone()).await;
    assert!(page.contains("Half-day session") && !page.contains("usual-form"), "{page}");
    let odd = web.form("/settings/services/usual", Some(&admin), "service=massage").await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    let rest = web.post("/api/v1/services/usual", &admin, json!({})).await;
    let names: Vec<&str> =
        rest.body["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Consultation", "Flash piece", "Small tattoo", "Full-day session"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn time_that_an_artist_blocked_stands_on_today_until_somebody_has_seen_it() {
    let web = Web::new();
    let (desk, lola) = (web.sign_in("recepcion").await, web.sign_in("lola").await);
    let artist = web.test.artist_of("lola");
    let sent = format!(
        "artist={artist}&kind=vacation&whole_days=1&from_date=2040-03-14&to_date=2040-03-20&note=To+the+sea"
    );
    assert_eq!(web.form("/agenda/blocks/new", Some(&lola), &sent).await.status, StatusCode::SEE_OTHER);
    assert!(!web.page("/", Some(&lola)).await.text.contains("/agenda/blocks/seen"));
    let today = web.page("/", Some(&desk)).await.text;
    assert!(today.contains("To the sea") && today.contains("/agenda/blocks/seen"), "{today}");
    let until = web.test.studio.now().millis();
    let seen = web.form("/agenda/blocks/seen", Some(&desk), &format!("until={until}&next=%2F")).await;
    assert_eq!(seen.location(), "/?done=noticed");
    assert!(!web.page("/", Some(&desk)).await.text.contains("To the sea"));
    let elsewhere = web.form("/agenda/blocks/seen", Some(&desk), "until=0&next=//evil.example").await;
    assert_eq!(elsewhere.location(), "/agenda/blocks?done=noticed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_aftercare_text_is_a_code_unless_it_is_too_long() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let (ana, lola) = (web.client_of("Ana", None).await, web.test.artist_of("lola"));
    for (nth, text, code) in [(1, "Wash it twice a day.".to_owned(), true), (2, "a".repeat(1_300), false)] {
        let service = json!({ "name": format!("Work {nth}"), "minutes": 60, "aftercare": text });
        let service = web.post("/api/v1/services", &admin, service).await.body["id"].as_i64().unwrap();
        let body = json!({
            "client_id": ana, "artist_id": lola.get(), "service_id": service, "confirm_warnings": true,
            "starts_at": format!("2026-12-1{nth}T10:00"),
        });
        let id = web.post("/api/v1/appointments", &admin, body).await.body["id"].as_i64().unwrap();
        let page = web.page(&format!("/appointments/{id}/aftercare"), Some(&admin)).await.text;
        assert_eq!(page.contains(r#"<svg viewBox="-4 -4"#), code, "{page}");
        assert_eq!(page.contains("too long for a QR code"), !code, "{page}");
        assert!(!page.contains("style="), "no style stands in a page");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_block_stands_beside_the_field_that_puts_it_right() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let artist = web.test.artist_of("lola");
    let whole = format!("artist={artist}&kind=break&from_date=2026-12-17");
    for (fields, wrong) in [
        (whole.clone(), [("from_time", "Say the time, or tick whole days")].as_slice()),
        (format!("{whole}&from_time=14:00"), &[("to_time", "Say the time, or tick whole days")]),
        (
            format!("{whole}&from_time=14:00&to_time=13:00"),
            &[("to_time", "The end must come after the start")],
        ),
        (
            format!("{whole}&whole_days=1&to_date=2026-12-16"),
            &[("to_date", "The end must come after the start")],
        ),
        (format!("{whole}&whole_days=1&to_date=2029-01-01"), &[("to_date", "A block lasts a year at most")]),
        (
            format!("{whole}&whole_days=1&until=2099-01-01"),
            &[("until", "A block repeats for two years at most")],
        ),
        ("kind=break&whole_days=1&from_date=2026-12-17".to_owned(), &[("artist", "This is needed")]),
        (format!("artist={artist}&kind=break&whole_days=1&from_date="), &[("from_date", "This is needed")]),
    ] {
        let page = web.form("/agenda/blocks/new", Some(&desk), &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields}: {}", page.text);
        for (field, words) in wrong {
            let told = format!(r#"<p class="error" id="e-{field}">{words}</p>"#);
            assert!(page.text.contains(&told), "{fields}: {told} in {}", page.text);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn artists_are_offered_no_other_artist_for_what_is_their_own() {
    let web = Web::new();
    let (lola, desk) = (web.sign_in("lola").await, web.sign_in("recepcion").await);
    let others = |page: &crate::kit::Answer| page.text.matches("<option value=\"").count();
    for path in ["/agenda/blocks/new", "/agenda/new"] {
        let (own, all) = (web.page(path, Some(&lola)).await, web.page(path, Some(&desk)).await);
        assert_eq!(own.status, StatusCode::OK, "{path}: {}", own.text);
        let name = web.test.artist_of("lola");
        assert!(own.text.contains(&format!("<option value=\"{name}\"")), "{path}: {}", own.text);
        assert!(others(&own) < others(&all), "{path}: {}", own.text);
    }
    let (own, all) =
        (web.page("/agenda/feeds", Some(&lola)).await, web.page("/agenda/feeds", Some(&desk)).await);
    assert!(!own.text.contains("id=\"f-of\"") && all.text.contains("id=\"f-of\""), "{}", own.text);
}
