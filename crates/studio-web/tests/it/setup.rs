//! The first start in a browser, from every side.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use studio_app::{Error, FirstStart, Folder, Origin, Secret, Studio, Upgrade, UserFilter};
use studio_testkit::{CODE, PASSWORD, START, TestClock};
use studio_web::{App, WebConfig};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// A server on an empty studio.
struct New {
    folder: TempDir,
    studio: Studio,
    router: Router,
    token: String,
}

struct Seen {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Seen {
    fn goes_to(&self) -> &str {
        self.headers.get(header::LOCATION).map(|place| place.to_str().unwrap()).unwrap_or_default()
    }
}

fn new() -> New {
    let folder = TempDir::new().unwrap();
    let studio = Studio::create(Folder::at(folder.path()), TestClock::at(START)).unwrap();
    let config = WebConfig { zone: Some("America/Mexico_City".to_owned()), ..WebConfig::default() };
    let app = App::new(studio.clone(), config);
    let token = app.await_set_up().unwrap().expect("the studio is not set up");
    New { folder, studio, router: studio_web::router(app), token }
}

fn form(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

fn encoded(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

impl New {
    async fn ask(&self, method: Method, path: &str, body: String) -> Seen {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        Seen { status: parts.status, headers: parts.headers, text }
    }

    async fn get(&self, path: &str) -> Seen {
        self.ask(Method::GET, path, String::new()).await
    }

    async fn page(&self) -> Seen {
        self.get(&format!("/setup?token={}", self.token)).await
    }

    /// Sends the form, with these fields changed.
    async fn send(&self, changed: &[(&str, &str)]) -> Seen {
        let mut fields = vec![
            ("token", self.token.as_str()),
            ("name", "Tinta y Punto"),
            ("time_zone", "America/Mexico_City"),
            ("country", ""),
            ("currency", "MXN"),
            ("language", "es"),
            ("user_name", "Marta"),
            ("password", PASSWORD),
            ("password_again", PASSWORD),
            ("code", CODE),
        ];
        for (name, value) in changed {
            fields.iter_mut().filter(|(known, _)| known == name).for_each(|field| field.1 = value);
        }
        self.ask(Method::POST, "/setup", form(&fields)).await
    }

    fn is_set_up(&self) -> bool {
        self.studio.face().unwrap().set_up
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn until_the_studio_is_set_up_everything_leads_to_the_setup_page() {
    let new = new();
    for route in studio_web::routes() {
        let path = route.path.replace("{id}", "1").replace("{rev}", "x").replace("{*name}", "app.js");
        let seen = new.ask(route.method.clone(), &path, String::new()).await;
        let place = format!("{} {path}: {} {}", route.method, seen.status, seen.text);
        match path.as_str() {
            "/healthz" | "/setup" => assert!(!seen.status.is_redirection(), "{place}"),
            "/readyz" => assert!(seen.text.contains("not_set_up"), "{place}"),
            _ if path.starts_with("/assets/") => assert_eq!(seen.status, StatusCode::OK, "{place}"),
            _ if path.starts_with("/api/") => {
                assert_eq!(seen.status, StatusCode::SERVICE_UNAVAILABLE, "{place}");
                assert!(seen.text.contains("\"not_set_up\""), "{place}");
            }
            _ => assert_eq!((seen.status, seen.goes_to()), (StatusCode::SEE_OTHER, "/setup"), "{place}"),
        }
    }
    assert_eq!(new.get("/nowhere").await.goes_to(), "/setup");
    let waiting = new.get("/setup").await;
    assert_eq!(waiting.status, StatusCode::OK);
    assert!(
        waiting.text.contains("log of the server") && !waiting.text.contains("<form"),
        "{}",
        waiting.text
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_opens_with_the_link_alone_and_proposes_what_is_likely() {
    let new = new();
    let page = new.page().await;
    assert_eq!(page.status, StatusCode::OK);
    for part in [
        "name=\"currency\"",
        "value=\"en\" lang=\"en\" selected",
        "value=\"admin\"",
        "<option value=\"America/Mexico_City\" data-country=\"MX\" selected>",
        "<option value=\"AR\" data-currency=\"ARS\">",
        "Six or more characters",
        "autocomplete=\"new-password\"",
    ] {
        assert!(page.text.contains(part), "no {part} in {}", page.text);
    }
    let mut other = new.token.clone();
    let last = if other.pop() == Some('A') { 'E' } else { 'A' };
    other.push(last);
    for wrong in ["", "A", &other, &new.token[1..], "%00", "%FF"] {
        let seen = new.get(&format!("/setup?token={wrong}")).await;
        assert!(seen.status.is_client_error() && !seen.text.contains("name=\"password\""), "{wrong}");
        let sent = new.send(&[("token", wrong)]).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN, "{wrong}");
    }
    assert!(!new.is_set_up());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() {
    let new = new();
    for (changed, field, words) in [
        (&[("name", "")][..], "name", "needed"),
        (&[("time_zone", "Mars/Olympus")], "time_zone", "time zone"),
        (&[("currency", "XXQ")], "currency", "currency"),
        (&[("user_name", "a b")], "user_name", "user name"),
        (&[("password", "kurz"), ("password_again", "kurz")], "password", "at least 10"),
        (&[("password_again", "la tinta entra deprisa")], "password_again", "not the same"),
        (&[("country", "Atlantis")], "country", "country"),
        (&[("code", "111111")], "code", "repeats"),
    ] {
        let seen = new.send(changed).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{changed:?}");
        let at_field = format!("id=\"e-{field}\"");
        assert!(seen.text.contains(&at_field), "{changed:?}: no {at_field} in {}", seen.text);
        assert!(seen.text.to_lowercase().contains(words), "{changed:?}: {}", seen.text);
        if field != "name" {
            assert!(seen.text.contains("value=\"Tinta y Punto\""), "{changed:?}");
        }
        assert!(seen.text.contains(&format!("name=\"token\" value=\"{}\"", new.token)), "{changed:?}");
        for secret in [PASSWORD, CODE, "kurz", "111111"] {
            assert!(!seen.text.contains(secret), "{changed:?} shows {secret}");
        }
        assert!(!new.is_set_up(), "{changed:?}");
    }
    // Two at once are told at once.
    let seen = new.send(&[("name", ""), ("currency", "money")]).await;
    assert!(seen.text.contains("id=\"e-name\"") && seen.text.contains("id=\"e-currency\""));
    // And the secrets with them.
    let all = [
        ("name", ""),
        ("password", "corta"),
        ("password_again", "otra"),
        ("code", "77"),
        ("user_name", "a\0b"),
    ];
    let seen = new.send(&all).await;
    for field in ["name", "user_name", "password", "password_again", "code"] {
        assert!(seen.text.contains(&format!("id=\"e-{field}\"")), "{field} in {}", seen.text);
    }
    assert!(seen.text.contains("5 values can"), "{}", seen.text);
    assert!(
        seen.text.contains("value=\"ab\"") && !seen.text.contains('\0'),
        "what can't be seen is not shown"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_studio_is_set_up_once_and_served_from_then_on() {
    let new = new();
    let done = new.send(&[]).await;
    assert_eq!(
        (done.status, done.goes_to()),
        (StatusCode::SEE_OTHER, "/sign-in?done=setup"),
        "{}",
        done.text
    );
    let operator = new.studio.operator().unwrap();
    let house = new.studio.house(&operator).unwrap();
    assert_eq!((house.studio_name(), house.currency().code()), ("Tinta y Punto", "MXN"));
    assert_eq!(house.zone().name(), "America/Mexico_City");
    assert_eq!(house.country(), Some("MX"), "the zone's, where no other is chosen");
    assert!(new.studio.code_set_at(&operator).unwrap().is_some());
    let people = new.studio.users(&operator, &UserFilter::default()).unwrap().items;
    assert_eq!(people.iter().map(|user| user.user_name.as_str()).collect::<Vec<_>>(), ["Marta"]);
    let entries = new.studio.audit(&operator, &studio_app::AuditFilter::default()).unwrap().items;
    assert!(entries.iter().any(|entry| entry.action == "system.setup"), "{entries:?}");

    // Ordinary routes, without a restart; the link is gone.
    assert_eq!(new.get("/readyz").await.status, StatusCode::OK);
    assert_eq!(new.get("/sign-in?done=setup").await.status, StatusCode::OK);
    assert_eq!(new.get("/api/v1/clients").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(new.page().await.goes_to(), "/");
    let again = new.send(&[("user_name", "eva")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(new.studio.users(&operator, &UserFilter::default()).unwrap().items.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_country_than_the_time_zones_can_be_chosen() {
    let new = new();
    assert_eq!(new.send(&[("country", "US")]).await.goes_to(), "/sign-in?done=setup");
    let house = new.studio.house(&new.studio.operator().unwrap()).unwrap();
    assert_eq!(house.country(), Some("US"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_master_code_may_be_left_out() {
    let new = new();
    assert_eq!(new.send(&[("code", "")]).await.goes_to(), "/sign-in?done=setup");
    assert_eq!(new.studio.code_set_at(&new.studio.operator().unwrap()).unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_people_with_the_link_one_sets_up() {
    let new = new();
    let (one, two) = tokio::join!(new.send(&[("user_name", "ana")]), new.send(&[("user_name", "eva")]));
    let mut statuses = [one.status, two.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    let operator = new.studio.operator().unwrap();
    assert_eq!(new.studio.users(&operator, &UserFilter::default()).unwrap().items.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_command_line_sets_up_meanwhile_is_noticed() {
    let new = new();
    let other = Studio::open(Folder::at(new.folder.path()), TestClock::at(START), Upgrade::Check).unwrap();
    let first = FirstStart {
        name: "Tinta y Punto".to_owned(),
        time_zone: "Europe/Madrid".to_owned(),
        country: String::new(),
        currency: "EUR".to_owned(),
        language: "es".to_owned(),
        admin: "marta".to_owned(),
        password: Secret::from(PASSWORD),
        code: None,
    };
    other.set_up(&other.visit(Origin::CLI).unwrap(), &first).unwrap();
    assert_eq!(new.send(&[]).await.status, StatusCode::CONFLICT);
    assert_eq!(new.page().await.goes_to(), "/");
    assert_eq!(new.get("/api/v1/clients").await.status, StatusCode::UNAUTHORIZED);
    let again = other.set_up(&other.visit(Origin::CLI).unwrap(), &first);
    assert!(matches!(again, Err(Error::Conflict(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_can_not_set_up_the_studio() {
    let new = new();
    let request = Request::post("/setup")
        .header(header::HOST, "studio.example")
        .header(header::ORIGIN, "https://evil.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form(&[("token", &new.token)])))
        .unwrap();
    let response = new.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert!(!new.is_set_up());
}

#[test]
fn a_studio_that_is_set_up_waits_for_nobody() {
    let test = studio_testkit::TestStudio::new();
    assert_eq!(App::new(test.studio.clone(), WebConfig::default()).await_set_up().unwrap(), None);
}
