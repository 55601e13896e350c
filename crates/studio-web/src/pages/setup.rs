//! The first start in the browser: whoever has the link from the server's terminal gives the studio its settings and its first admin.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Constraint, Error, FieldTold, FirstStart, Secret};
use studio_domain::{Currency, StudioZone};

use super::reader::Pairs;
use super::sign_in::{outside, typed};
use super::{Form, PageError, Shell, Typed, go, html};
use crate::blocking::blocking;
use crate::caller::Visitor;
use crate::extract::Query;
use crate::first_start::PAGE;
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "setup.html")]
struct Page<'a> {
    shell: Shell,
    form: Form,
    token: &'a str,
    zones: Vec<Region>,
    currencies: Vec<&'static str>,
}

/// What is shown to somebody without the link.
#[derive(Template)]
#[template(path = "setup-wait.html")]
struct Wait {
    shell: Shell,
    /// Whether somebody came with a link that is not the one.
    wrong: bool,
}

/// Time zones of a part of the world.
struct Region {
    name: &'static str,
    /// Name of the zone, and how it is shown.
    zones: Vec<(&'static str, String)>,
}

/// Of what was typed, these are typed again.
const SECRET: &[&str] = &["password", "password_again", "code", "token"];

/// Parts of the world; what else the zone names begin with are older names of the same.
const REGIONS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// All zones by region. The chosen one is among them, whatever it is called.
fn zones(chosen: &str) -> Vec<Region> {
    let mut regions: Vec<Region> = REGIONS.iter().map(|name| Region { name, zones: Vec::new() }).collect();
    let mut others = vec![("UTC", "UTC".to_owned())];
    for zone in StudioZone::names() {
        let place = zone.split_once('/');
        let region = place.and_then(|(region, _)| regions.iter_mut().find(|known| known.name == region));
        match (region, place) {
            (Some(region), Some((_, place))) => region.zones.push((zone, place.replace('_', " "))),
            _ if zone == chosen && zone != "UTC" => others.push((zone, zone.to_owned())),
            _ => {}
        }
    }
    regions.push(Region { name: "UTC", zones: others });
    regions
}

fn form_page(
    app: &App,
    visitor: &Visitor,
    shell: Shell,
    status: StatusCode,
    mut form: Form,
    token: &str,
) -> Response {
    let usual = [
        ("time_zone", app.config.zone.clone().unwrap_or_default()),
        ("language", visitor.lang.code().to_owned()),
        ("user_name", "admin".to_owned()),
    ];
    let missing = usual.into_iter().filter(|(name, _)| form.typed.maybe(name).is_none());
    form.typed = missing.collect::<Typed>().and(&form.typed);
    let zones = zones(form.value("time_zone"));
    let currencies = Currency::all().map(Currency::code).collect();
    html(status, &Page { shell, form, token, zones, currencies })
}

fn wait(shell: Shell, wrong: bool) -> Response {
    html(if wrong { StatusCode::FORBIDDEN } else { StatusCode::OK }, &Wait { shell, wrong })
}

/// The form, for whoever has the link. Once the studio is set up there is nothing here.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let Some(expected) = app.setup_token() else { return Ok(go("/")) };
    let face = outside(&app, visitor.lang).await?;
    let shell = Shell::outside(&face, visitor.lang, visitor.visit.now, PAGE);
    match query.get("token") {
        None => Ok(wait(shell, false)),
        Some(shown) if expected.is(shown) => {
            Ok(form_page(&app, &visitor, shell, StatusCode::OK, Form::default(), shown))
        }
        Some(_) => Ok(wait(shell, true)),
    }
}

/// Sets the studio up.
pub(crate) async fn set_up(
    State(app): State<App>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, PageError> {
    let typed = typed(request, &app, visitor.lang).await?;
    let face = outside(&app, visitor.lang).await?;
    let shell = Shell::outside(&face, visitor.lang, visitor.visit.now, PAGE);
    let problem =
        |error: &Error| Problem::at(error, visitor.lang, visitor.visit.now, &visitor.visit.request_id);
    let done_before = |shell| PageError::new(problem(&Error::Conflict(Constraint::AlreadySetUp)), shell);
    let Some(expected) = app.setup_token() else { return Err(done_before(shell)) };
    let token = typed.get("token");
    if !expected.is(token) {
        return Ok(wait(shell, true));
    }
    let first = first_start(&typed);
    let again = typed.get("password") == typed.get("password_again");
    let visit = visitor.visit.clone();
    let tried = blocking(&app, move |studio| {
        first.check()?;
        if again { studio.set_up(&visit, &first).map(Some) } else { Ok(None) }
    })
    .await;
    let form = Form::new(typed.without(SECRET));
    let (status, form) = match tried {
        Ok(Some(_admin)) => {
            app.set_up_is_done();
            return Ok(go("/sign-in?done=setup"));
        }
        Err(Error::Conflict(Constraint::AlreadySetUp)) => {
            app.set_up_is_done();
            return Err(done_before(shell));
        }
        Ok(None) => {
            let wrong = shell.say.t("setup-differs");
            let errors = vec![("password".to_owned(), wrong.clone())];
            (StatusCode::UNPROCESSABLE_ENTITY, Form { summary: Some((wrong, None)), errors, ..form })
        }
        Err(error) => {
            let problem = problem(&error);
            problem.log();
            (problem.status(), form.told(&told(&error, &problem)))
        }
    };
    Ok(form_page(&app, &visitor, shell, status, form, token))
}

/// What was typed.
fn first_start(typed: &Typed) -> FirstStart {
    let field = |name: &str| typed.get(name).to_owned();
    let code = typed.maybe("code").filter(|code| !code.is_empty());
    FirstStart {
        name: field("name"),
        time_zone: field("time_zone"),
        currency: field("currency"),
        language: field("language"),
        admin: field("user_name"),
        password: Secret::from(field("password")),
        code: code.map(Secret::from),
    }
}

/// What is wrong, under the names that the fields have here.
fn told(error: &Error, problem: &Problem) -> studio_app::Told {
    let mut told = problem.told().clone();
    for wrong in &mut told.errors {
        wrong.field = wrong.field.strip_prefix("studio.").unwrap_or(wrong.field);
    }
    let field = match error {
        Error::WeakPassword(_) => "password",
        Error::WeakCode(_) => "code",
        _ => return told,
    };
    told.errors.push(FieldTold { field, code: told.code, message: told.message.clone() });
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(chosen: &str) -> Vec<&'static str> {
        zones(chosen).iter().flat_map(|region| region.zones.iter().map(|(zone, _)| *zone)).collect()
    }

    #[test]
    fn every_part_of_the_world_has_its_zones_and_the_chosen_one_is_there() {
        let usual = shown("");
        for zone in ["America/Mexico_City", "Europe/Madrid", "America/Argentina/Buenos_Aires", "UTC"] {
            assert_eq!(usual.iter().filter(|shown| **shown == zone).count(), 1, "{zone}");
        }
        assert!(zones("").iter().all(|region| !region.zones.is_empty()));
        assert!(!usual.contains(&"US/Pacific"));
        assert_eq!(shown("US/Pacific").len(), usual.len() + 1);
        assert_eq!(shown("UTC").len(), usual.len());
    }
}
