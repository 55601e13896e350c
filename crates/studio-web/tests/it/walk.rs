//! Every route × every kind of caller × own and other's row: the answer is what the matrix implies, and a refusal changes nothing.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use serde_json::Value;
use studio_app::{AuditFilter, ItemInput, Outcome};
use studio_domain::{AppointmentStatus, ClientId};
use studio_policy::{Action, Actor, Decision, Elevation, Matrix, Ownership, Role, RowFilter, Why};
use studio_text::{Args, Lang, key, text};
use studio_web::{Access, Route};

use crate::kit::{Answer, Web};

/// Who calls.
struct Caller {
    name: &'static str,
    token: Option<String>,
    /// `None`: nobody is recognised.
    actor: Option<Actor>,
}

fn person(role: Role, linked: bool, expires_at: Option<i64>) -> Actor {
    Actor::Person { role, linked, elevation: expires_at.map(|expires_at| Elevation { expires_at }) }
}

/// Signs everybody in, in the order that makes one elevation run out and leaves one in force.
async fn callers(web: &Web) -> Vec<Caller> {
    let caller = |name, token: Option<String>, actor| Caller { name, token, actor };
    let idle = web.sign_in("bruno").await;
    web.wait(13 * 60);
    let ended = web.sign_in("lola").await;
    web.call(Method::DELETE, "/api/v1/session", Some(&ended), None).await;
    let run_out = web.elevated_desk().await;
    web.wait(6);
    let now = web.test.studio.now().millis();
    vec![
        caller("nobody", None, None),
        caller("garbage", Some("A".repeat(43)), None),
        caller("not even a token", Some("../../etc/passwd".to_owned()), None),
        caller("signed out", Some(ended), None),
        caller("idle for too long", Some(idle), None),
        caller("admin", Some(web.sign_in("marta").await), Some(person(Role::Admin, false, None))),
        caller("desk", Some(web.sign_in("recepcion").await), Some(person(Role::Assistant, false, None))),
        caller("desk, elevation run out", Some(run_out), Some(person(Role::Assistant, false, Some(now)))),
        caller(
            "desk, elevated",
            Some(web.elevated_desk().await),
            Some(person(Role::Assistant, false, Some(now + 60_000))),
        ),
        caller("lola", Some(web.sign_in("lola").await), Some(person(Role::Artist, true, None))),
    ]
}

/// The example body that the description has for an operation; an operation that takes a body must have one.
fn example(document: &Value, method: &Method, path: &str) -> Option<Value> {
    let operation = &document["paths"][path][method.as_str().to_lowercase()];
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    let name = schema["$ref"].as_str()?.rsplit('/').next()?;
    let schema = &document["components"]["schemas"][name];
    if let Some(example) = schema.get("example") {
        return Some(example.clone());
    }
    let properties = schema["properties"].as_object().expect("a body has properties");
    let body: serde_json::Map<String, Value> = properties
        .iter()
        .map(|(field, schema)| {
            let example = schema.get("example").unwrap_or_else(|| {
                panic!(
                    "IF YOU ADD A BODY: give `{name}.{field}` an example, the walk sends it ({method} {path})"
                )
            });
            (field.clone(), example.clone())
        })
        .collect();
    Some(Value::Object(body))
}

/// The newest entry of the log by which something was changed: the file refuses a change that no entry accounts for. Looks that the log keeps
/// are no changes.
fn newest_change(web: &Web) -> i64 {
    let looks = ["clients.health_view", "clients.export", "agenda.export", "portfolio.view"];
    let filter = AuditFilter { outcome: Some(Outcome::Done), ..AuditFilter::default() };
    let page = web.test.studio.audit(&web.test.operator(), &filter).unwrap();
    page.items.iter().find(|entry| !looks.contains(&entry.action.as_str())).map_or(0, |entry| entry.seq)
}

fn is_refusal(answer: &Answer) -> bool {
    answer.status == StatusCode::FORBIDDEN
}

/// Calls an operation of the API, looks at a page, or sends a form.
async fn call(
    web: &Web,
    document: &Value,
    route: &Route,
    path: &str,
    token: Option<&str>,
    third: i64,
) -> Answer {
    match route.page {
        None => {
            let body = example(document, &route.method, &route.path);
            web.call(route.method.clone(), path, token, body).await
        }
        Some(_) if route.method == Method::GET => web.page(path, token).await,
        // What a form names besides its address is somebody who is there.
        Some(fields) => web.form(path, token, &fields.replace("4711", &third.to_string())).await,
    }
}

/// Whether the answer turns away somebody who is not signed in.
fn asks_to_sign_in(route: &Route, answer: &Answer) -> bool {
    match route.page {
        Some(_) if route.method == Method::GET => {
            answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/sign-in")
        }
        _ => answer.status == StatusCode::UNAUTHORIZED,
    }
}

/// Whether the answer gives this reason: as a code to programs, in words to people, and with the field where a code helps.
fn gives(answer: &Answer, route: &Route, why: Why, action: Action) -> bool {
    if route.page.is_none() {
        return answer.code() == why.code();
    }
    let shown = answer.text.replace("&#39;", "'");
    let says = |lang: Lang| {
        let action = text(lang, &key("action", action.code()), &Args::new());
        shown.contains(&text(lang, &key("refused", why.code()), &Args::new().text("action", action)))
    };
    if why.curable() {
        answer.text.contains("name=\"master_code\"")
    } else {
        Lang::ALL.iter().copied().any(says)
    }
}

/// Rows that one artist owns.
#[derive(Clone, Copy)]
struct Rows {
    client: i64,
    correction: i64,
    piece: i64,
    booked: i64,
}

/// A path with its places filled.
fn filled(web: &Web, route: &Route, rows: Rows, third: i64, mine: bool) -> String {
    let path = format!("{}{}", route.path, if adds_to_a_portfolio(route) { "?artist_id={id}" } else { "" });
    let path = path
        .replace("{slug}", "lola-vega")
        .replace("{item}", "1")
        .replace("{size}", "320")
        .replace("{rev}", "x")
        .replace("{token}", "A")
        .replace("{*name}", "frame.js")
        .replace("{file}", "swagger-ui.css")
        .replace("{other_id}", &third.to_string())
        .replace("{correction}", &rows.correction.to_string())
        // Of a note only its author has anything: that is no cell of the matrix.
        .replace("{note}", "999999")
        // Nor has anybody a file that is not there.
        .replace("{file_id}", "999999")
        .replace("{kind}", "informed")
        .replace("{consent}", "999")
        .replace("{service}", &crate::planning::service_of(web).to_string());
    path.replace("{id}", &row_of(web, route, rows, mine).to_string())
}

/// An appointment of the client with the artist, far ahead.
fn appointment(web: &Web, client: i64, artist: &str) -> i64 {
    let starts_at = web.test.studio.now().plus(std::time::Duration::from_secs(30 * 24 * 60 * 60));
    let (client, artist) = (ClientId::new(client), web.test.artist_of(artist));
    studio_testkit::book(&web.test.studio, client, artist, AppointmentStatus::Pending, starts_at).get()
}

/// Whose portfolio a picture is added to stands behind the address.
fn adds_to_a_portfolio(route: &Route) -> bool {
    route.path == "/api/v1/portfolio-items" && route.method == Method::POST
}

/// Whether the row that a route is about is not in its address: the examples name Lola, and an empty form is for one's own.
fn is_lolas(route: &Route) -> bool {
    let books = matches!(
        route.path.as_str(),
        "/api/v1/appointments" | "/api/v1/appointments/check" | "/api/v1/appointments/with-client"
    );
    books && route.method == Method::POST || matches!(route.path.as_str(), "/agenda/new" | "/agenda/check")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_every_caller_as_the_matrix_says() {
    let web = Web::new();
    let document = serde_json::to_value(studio_web::openapi()).unwrap();
    let own = web.client_of("Propia", Some("lola")).await;
    let other = web.client_of("Ajena", Some("bruno")).await;
    let third = web.client_of("Tercera", None).await;
    let own = Rows {
        client: own,
        correction: web.correction_of(own).await,
        piece: piece(&web, "lola"),
        booked: appointment(&web, own, "lola"),
    };
    let other = Rows {
        client: other,
        correction: web.correction_of(other).await,
        piece: piece(&web, "bruno"),
        booked: appointment(&web, other, "bruno"),
    };
    let callers = callers(&web).await;
    let mut cells = 0;
    // All that is wrong is told at once.
    let mut wrong: Vec<String> = Vec::new();
    let mut expect = |is_so: bool, place: &str| {
        if !is_so {
            wrong.push(place.chars().take(600).collect());
        }
    };
    for route in studio_web::routes() {
        // What changes the caller's own session, elevation or language would change the callers: only who is nobody tries it here, the suite
        // of sessions has the rest.
        let own_state = route.access == Access::Oneself && route.method != Method::GET;
        for caller in callers.iter().filter(|caller| !own_state || caller.actor.is_none()) {
            for (rows, ownership) in [(own, Ownership::Mine), (other, Ownership::Theirs)] {
                let has_row = route.path.contains("{id}") || adds_to_a_portfolio(&route);
                let path = filled(&web, &route, rows, third, ownership == Ownership::Mine);
                let before = newest_change(&web);
                let answer = call(&web, &document, &route, &path, caller.token.as_deref(), third).await;
                let place = format!("{} {path} by {}: {:?}", route.method, caller.name, answer);
                expect(answer.status != StatusCode::INTERNAL_SERVER_ERROR, &place);
                let ownership = match has_row {
                    true => ownership,
                    false if is_lolas(&route) => Ownership::Mine,
                    false => Ownership::Unowned,
                };
                let now = web.test.studio.now().millis();
                let decide = |actor: &Actor, action| Matrix::STUDIO.decide(actor, action, ownership, now);
                let refused = |why, action| is_refusal(&answer) && gives(&answer, &route, why, action);
                let to_sign_in = asks_to_sign_in(&route, &answer);
                let right = match (route.access, caller.actor) {
                    (Access::Public, _) => {
                        answer.code() != "not_signed_in" && !answer.location().starts_with("/sign-in")
                    }
                    (_, None) => to_sign_in,
                    // Whoever has nothing that the code would open is told so, as by the use case.
                    (Access::Oneself, Some(_))
                        if route.path == "/elevation" && route.method == Method::GET =>
                    {
                        answer.status.is_success()
                            || answer.text.contains("Only assistants enter the master code")
                    }
                    (Access::Oneself, Some(_)) => answer.status.is_success(),
                    // Whether the row that the request names is one of them, the use case says.
                    (Access::Rows(action), Some(actor)) => match Matrix::STUDIO.rows(&actor, action, now) {
                        RowFilter::None(why) => refused(why, action),
                        RowFilter::All(_) => !is_refusal(&answer),
                        RowFilter::Own => !to_sign_in,
                    },
                    (Access::May(action) | Access::Prepare(action), Some(actor)) => {
                        match decide(&actor, action) {
                            Decision::Refuse(why)
                                if !(why.curable() && matches!(route.access, Access::Prepare(_))) =>
                            {
                                refused(why, action)
                            }
                            _ => !is_refusal(&answer) && !to_sign_in,
                        }
                    }
                };
                expect(right, &place);
                if answer.status.is_client_error() && answer.code() != "needs_confirmation" {
                    expect(newest_change(&web) == before, &format!("changed something: {place}"));
                }
                cells += 1;
                if !has_row {
                    break;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cells > 400, "the walk is short: {cells} cells");
}

/// A piece of an artist's portfolio.
fn piece(web: &Web, artist: &str) -> i64 {
    let (input, file) = (ItemInput::default(), studio_testkit::picture(8, 8, 1));
    let artist = web.test.artist_of(artist);
    web.test.studio.add_portfolio_item(&web.test.operator(), artist, file, &input).unwrap().id.get()
}

/// Routes about artists get the artist whose client it is, those about pieces of portfolios one of that artist: another one for each call
/// that removes it.
fn row_of(web: &Web, route: &Route, rows: Rows, mine: bool) -> i64 {
    let about = |part: &str| route.path.contains(part);
    let artist = if mine { "lola" } else { "bruno" };
    if about("/artists/") || adds_to_a_portfolio(route) {
        web.test.artist_of(artist).get()
    } else if about("/blocks/{id}") || about("/feeds/{id}") {
        crate::planning::row(web, &route.path, web.test.artist_of(artist))
    } else if about("/portfolio-items/") || about("/portfolio/{id}") {
        let removes = route.method == Method::DELETE || about("/remove");
        if removes { piece(web, artist) } else { rows.piece }
    } else if about("/appointments/{id}") {
        rows.booked
    } else {
        rows.client
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_not_there_for_everybody_who_may_look() {
    let web = Web::new();
    for name in ["marta", "recepcion", "lola"] {
        let token = web.sign_in(name).await;
        for id in ["999999", "0", "-1", "abc", "9223372036854775807", "1e3", "%00"] {
            let answer = web.get(&format!("/api/v1/clients/{id}"), &token).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} {id}: {:?}", answer.body);
        }
    }
}

#[test]
fn the_public_routes_are_these() {
    let public: BTreeSet<String> = studio_web::routes()
        .into_iter()
        .filter(|route| route.access == Access::Public)
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    // No switch rewrites this list: a public route is a decision.
    let golden: BTreeSet<String> =
        include_str!("../golden/public-routes.txt").lines().map(str::to_owned).collect();
    assert_eq!(public, golden);
}
