//! Signing in and out in the browser.

use askama::Template;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use studio_app::{Error, Secret, Studio, StudioFace, Who};
use studio_domain::Timestamp;
use studio_text::Lang;

use super::reader::{Pairs, Sent};
use super::{Form, PageError, Shell, Typed, carry_on, done, go, html, local};
use crate::api::session::hold_back;
use crate::blocking::blocking;
use crate::caller::Visitor;
use crate::cookie;
use crate::extract::Query;
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "sign-in.html")]
struct Page<'a> {
    shell: Shell,
    form: Form,
    next: &'a str,
    /// Address of a form that waits until its person is signed in again.
    resume: Option<&'a str>,
    /// The account whose form it is; empty: nobody's that is known.
    whose: String,
    /// What was typed there.
    kept: Vec<(String, String)>,
    said: Option<String>,
}

/// Fields of a waiting form carry this before their names.
const KEPT: &str = "keep.";
/// Beside them stands whose they are.
const WHOSE: &str = "whose";
/// Of what a form typed, these are secrets: they are typed again.
const SECRET: &[&str] = &["master_code", "password"];

/// The language for somebody unknown: the browser's if it asks for one of ours, else the studio's.
fn lang_for(asked: Option<Lang>, face: &StudioFace) -> Lang {
    asked.or_else(|| Lang::parse(&face.language)).unwrap_or(Lang::En)
}

/// Face of the studio and language, for a page to somebody unknown.
pub(super) async fn outside(app: &App, lang: Lang) -> Result<StudioFace, PageError> {
    blocking(app, Studio::face).await.map_err(|error| PageError::bare(Problem::new(&error, lang)))
}

/// The form.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let face = outside(&app, visitor.lang).await?;
    let lang = lang_for(visitor.asked, &face);
    let next = query.get("next").and_then(|next| local(next)).unwrap_or("/");
    let shell = Shell::outside(&face, lang, visitor.visit.now, "/sign-in");
    let said = match query.get("done").map(String::as_str) {
        Some("invited") => Some(shell.say.t("done-invited")),
        Some("setup") => Some(shell.say.t("done-setup")),
        _ => None,
    };
    let page = Page {
        shell,
        form: Form::default(),
        next,
        resume: None,
        whose: String::new(),
        kept: Vec::new(),
        said,
    };
    Ok(html(StatusCode::OK, &page))
}

/// The form once more, for somebody whose session ended before a form was sent: what was typed there is kept.
///
/// It is kept in the page alone, with whose session `token` was: nobody else gets it offered.
pub(super) async fn ask_again(
    app: &App,
    to: &str,
    typed: &Typed,
    token: Option<String>,
    lang: Lang,
) -> PageError {
    let whose = whose(app, token).await;
    let face = match outside(app, lang).await {
        Ok(face) => face,
        Err(error) => return error,
    };
    let shell = Shell::outside(&face, lang, app.studio.now(), "/sign-in");
    let kept = typed.without(SECRET).pairs().cloned().collect();
    let page = Page { shell, form: Form::default(), next: "/", resume: Some(to), whose, kept, said: None };
    PageError::page(html(StatusCode::UNAUTHORIZED, &page))
}

/// Signs in.
pub(crate) async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, PageError> {
    let agent = request
        .headers()
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let face = outside(&app, visitor.lang).await?;
    let lang = lang_for(visitor.asked, &face);
    let typed = typed(request, &app, lang).await?;
    let (visit, password) = (visitor.visit.clone(), Secret::from(typed.get("password").to_owned()));
    let name = typed.get("username").to_owned();
    let tried = blocking(&app, move |studio| Ok(studio.sign_in(&visit, &name, &password, &agent))).await;
    let answer = match tried {
        Ok(tried) => hold_back(&app, tried).await,
        Err(error) => Err(error),
    };
    let now = visitor.visit.now;
    let signed_in = match answer {
        Ok(signed_in) => signed_in,
        Err(error) => return Ok(refused(&face, lang, now, &visitor, &typed, &error)),
    };
    let token = signed_in.token.reveal();
    let mut response = match typed.maybe("resume").and_then(local) {
        Some(to) => {
            let mine = whose(&app, Some(token.clone())).await;
            if typed.maybe(WHOSE).is_some_and(|whose| !whose.is_empty() && whose != mine) {
                done("/", "dropped")
            } else {
                let shell = Shell::outside(&face, lang, now, "/");
                let ctx = visitor.visit.by(Who::Session(signed_in.session));
                carry_on::page(&app, ctx, shell, to, kept(&typed)).await
            }
        }
        None => go(local(typed.get("next")).unwrap_or("/")),
    };
    if let Some(given) = cookie::give(&token, app.config.secure) {
        response.headers_mut().insert(header::SET_COOKIE, given);
    }
    Ok(response)
}

/// The account of a session, by its id; empty if it is not known.
async fn whose(app: &App, token: Option<String>) -> String {
    let Some(token) = token else { return String::new() };
    let found = blocking(app, move |studio| studio.whose_session(&token)).await;
    found.ok().flatten().map(|user| user.to_string()).unwrap_or_default()
}

fn kept(typed: &Typed) -> Vec<(String, String)> {
    let name = |pair: &(String, String)| Some((pair.0.strip_prefix(KEPT)?.to_owned(), pair.1.clone()));
    typed.pairs().filter_map(name).collect()
}

fn refused(
    face: &StudioFace,
    lang: Lang,
    now: Timestamp,
    visitor: &Visitor,
    typed: &Typed,
    error: &Error,
) -> Response {
    let problem = Problem::at(error, lang, now, &visitor.visit.request_id);
    problem.log();
    let page = Page {
        shell: Shell::outside(face, lang, now, "/sign-in"),
        form: Form::new(typed.without(SECRET)).told(problem.told()),
        next: local(typed.get("next")).unwrap_or("/"),
        resume: typed.maybe("resume").and_then(local),
        whose: typed.get(WHOSE).to_owned(),
        kept: kept(typed),
        said: None,
    };
    let mut response = html(problem.status(), &page);
    problem.mark(response.headers_mut());
    response
}

/// Reads the fields of a form that anybody may send.
pub(super) async fn typed(request: Request, app: &App, lang: Lang) -> Result<Typed, PageError> {
    let bytes = axum::body::Bytes::from_request(request, app).await.map_err(|rejection| {
        PageError::bare(Problem::malformed(rejection.status(), &rejection.body_text(), lang))
    })?;
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&bytes).map_err(|error| {
        PageError::bare(Problem::malformed(StatusCode::BAD_REQUEST, &error.to_string(), lang))
    })?;
    Ok(Typed::new(pairs))
}

/// Signs out.
pub(crate) async fn sign_out(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    sent.reader.act(&app, Studio::sign_out).await?;
    let mut response = go("/sign-in");
    if let Some(taken) = cookie::take(app.config.secure) {
        response.headers_mut().insert(header::SET_COOKIE, taken);
    }
    Ok(response)
}
