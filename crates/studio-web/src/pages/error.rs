//! What goes wrong on a page, as a page.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use studio_app::{StudioFace, Told};
use studio_domain::Timestamp;
use studio_text::Lang;

use super::{Shell, go, html};
use crate::problem::Problem;

/// A page instead of the one that was asked for.
#[derive(Debug)]
pub(crate) struct PageError(Box<Kind>);

#[derive(Debug)]
enum Kind {
    /// A problem, with the surroundings where they are known.
    Problem(Problem, Option<Box<Shell>>),
    /// Nobody is signed in; after signing in this address is gone to.
    Nobody(String),
    /// A page that stands for itself.
    Page(Response),
}

#[derive(Template)]
#[template(path = "problem.html")]
struct Page<'a> {
    shell: &'a Shell,
    status: u16,
    told: &'a Told,
    request_id: &'a str,
    /// Whether it is for somebody who does not work here.
    visitor: bool,
}

impl PageError {
    pub(crate) fn new(problem: Problem, shell: Shell) -> Self {
        Self(Box::new(Kind::Problem(problem, Some(Box::new(shell)))))
    }

    pub(crate) fn bare(problem: Problem) -> Self {
        Self(Box::new(Kind::Problem(problem, None)))
    }

    /// A page that stands for itself.
    pub(crate) fn page(response: Response) -> Self {
        Self(Box::new(Kind::Page(response)))
    }

    /// Somebody without a session. A script is told so; a person is sent to sign in.
    pub(crate) fn nobody(problem: Problem, address: &str, script: bool) -> Self {
        if script || problem.status() != StatusCode::UNAUTHORIZED {
            return Self::bare(problem);
        }
        Self(Box::new(Kind::Nobody(address.to_owned())))
    }

    pub(crate) fn is_nobody(&self) -> bool {
        matches!(*self.0, Kind::Nobody(..))
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        match *self.0 {
            Kind::Page(response) => response,
            Kind::Nobody(address) => {
                let next = serde_urlencoded::to_string([("next", &address)]).unwrap_or_default();
                go(if address == "/" { "/sign-in".to_owned() } else { format!("/sign-in?{next}") }.as_str())
            }
            Kind::Problem(problem, Some(shell)) => page(&problem, &shell, false),
            // The layer around all routes makes it a page: it knows the studio.
            Kind::Problem(problem, None) => problem.into_response(),
        }
    }
}

fn page(problem: &Problem, shell: &Shell, visitor: bool) -> Response {
    problem.log();
    let request_id = problem.request_id();
    let page = Page { shell, status: problem.status().as_u16(), told: problem.told(), request_id, visitor };
    let mut response = html(problem.status(), &page);
    problem.mark(response.headers_mut());
    response
}

/// A problem as a page for somebody of whom nothing is known.
pub(crate) fn problem_page(
    problem: &Problem,
    face: &StudioFace,
    lang: Lang,
    now: Timestamp,
    visitor: bool,
) -> Response {
    page(problem, &Shell::outside(face, lang, now, "/"), visitor)
}
