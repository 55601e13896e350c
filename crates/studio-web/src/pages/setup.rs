//! The first start in the browser: whoever has the link from the server's terminal gives the studio its settings and its first admin.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Constraint, Error, FieldTold, FirstStart, Secret, Told, country_of};
use studio_domain::{Currency, StudioZone, regions};
use studio_text::{Args, Lang, text};

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
    /// Codes, each with the currency that is usual there.
    countries: Vec<(&'static str, &'static str)>,
    /// Currencies that are chosen often, then the rest.
    usual: Vec<&'static str>,
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
    zones: Vec<Zone>,
}

/// A time zone.
struct Zone {
    name: &'static str,
    /// How it is shown.
    place: String,
    /// The country that it is of; may be empty.
    country: &'static str,
}

impl Zone {
    fn new(name: &'static str, place: String) -> Self {
        Self { name, place, country: country_of(name).unwrap_or_default() }
    }
}

/// Of what was typed, these are typed again.
const SECRET: &[&str] = &["password", AGAIN, "code", "token"];
/// The password once more.
pub(super) const AGAIN: &str = "password_again";

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
    let mut others = vec![Zone::new("UTC", "UTC".to_owned())];
    for zone in StudioZone::names() {
        let place = zone.split_once('/');
        let region = place.and_then(|(region, _)| regions.iter_mut().find(|known| known.name == region));
        match (region, place) {
            (Some(region), Some((_, place))) => region.zones.push(Zone::new(zone, place.replace('_', " "))),
            _ if zone == chosen && zone != "UTC" => others.push(Zone::new(zone, zone.to_owned())),
            _ => {}
        }
    }
    regions.push(Region { name: "UTC", zones: others });
    regions
}

/// Codes of currencies: those that are chosen often, the one of this country first of all, and the rest from A to Z.
fn currencies(country: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    let own = Currency::of_country(country).map(Currency::code);
    let mut usual: Vec<&str> = own.into_iter().collect();
    usual.extend(["EUR", "MXN", "USD"].into_iter().filter(|code| Some(*code) != own));
    let mut rest: Vec<&str> =
        Currency::all().map(Currency::code).filter(|code| !usual.contains(code)).collect();
    rest.sort_unstable();
    (usual, rest)
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
    let (usual, currencies) = currencies(&country(&form.typed));
    let currency_of = |code| Currency::of_country(code).map(Currency::code).unwrap_or_default();
    let countries = regions().into_iter().map(|code| (code, currency_of(code))).collect();
    html(status, &Page { shell, form, token, zones, countries, usual, currencies })
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
    let form = Form::new(typed.without(SECRET).printable());
    let differs = (!again).then(|| shell.say.t("setup-differs"));
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
            let errors = differs.iter().map(|wrong| (AGAIN.to_owned(), wrong.clone())).collect();
            let summary = differs.map(|wrong| (wrong, None));
            (StatusCode::UNPROCESSABLE_ENTITY, Form { summary, errors, ..form })
        }
        Err(error) => {
            let problem = problem(&error);
            problem.log();
            let told = with_differing(told(&error, &problem), differs, visitor.lang);
            (problem.status(), form.told(&told))
        }
    };
    Ok(form_page(&app, &visitor, shell, status, form, token))
}

/// The second password, where it is another one, told with everything else that is wrong.
fn with_differing(mut told: Told, differs: Option<String>, lang: Lang) -> Told {
    if let Some(message) = differs.filter(|_| !told.errors.is_empty()) {
        told.errors.push(FieldTold { field: AGAIN, code: "differs", message });
        let count = i64::try_from(told.errors.len()).unwrap_or(i64::MAX);
        told.message = text(lang, "error-invalid", &Args::new().number("count", count));
    }
    told
}

/// The country that was chosen; where none was, the one that the time zone is of.
fn country(typed: &Typed) -> String {
    let chosen = typed.get("country");
    if chosen.is_empty() { country_of(typed.get("time_zone")).unwrap_or_default() } else { chosen }.to_owned()
}

/// What was typed.
fn first_start(typed: &Typed) -> FirstStart {
    let field = |name: &str| typed.get(name).to_owned();
    let code = typed.maybe("code").filter(|code| !code.is_empty());
    FirstStart {
        name: field("name"),
        time_zone: field("time_zone"),
        country: country(typed),
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
        zones(chosen).iter().flat_map(|region| region.zones.iter().map(|zone| zone.name)).collect()
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

    #[test]
    fn currencies_stand_from_a_to_z_behind_those_that_are_likely() {
        for (country, first) in
            [("", &["EUR", "MXN", "USD"][..]), ("ES", &["EUR", "MXN", "USD"]), ("AR", &["ARS", "EUR"])]
        {
            let (usual, rest) = currencies(country);
            assert!(usual.starts_with(first), "{country}: {usual:?}");
            assert!(rest.is_sorted() && !rest.iter().any(|code| usual.contains(code)));
            assert_eq!(usual.len() + rest.len(), Currency::all().count());
        }
    }
}
