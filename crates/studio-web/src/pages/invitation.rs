//! An invitation: its person chooses a password.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Constraint, Error, Secret};

use super::setup::AGAIN;
use super::sign_in::{outside, typed};
use super::{Form, PageError, Shell, go, html};
use crate::blocking::blocking;
use crate::caller::Visitor;
use crate::extract::Path;
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "invitation.html")]
struct Page<'a> {
    shell: Shell,
    form: Form,
    name: &'a str,
    token: &'a str,
}

/// What is wrong with a password that was sent.
enum Wrong {
    Problem(Problem),
    /// It was typed otherwise the second time.
    Differs,
}

async fn page(
    app: &App,
    visitor: &Visitor,
    token: &str,
    wrong: Option<Wrong>,
) -> Result<Response, PageError> {
    let face = outside(app, visitor.lang).await?;
    let shell = Shell::outside(&face, visitor.lang, visitor.visit.now, "/invitation");
    let (visit, asked) = (visitor.visit.clone(), token.to_owned());
    let failed = |error: &Error| {
        PageError::new(
            Problem::at(error, visitor.lang, visitor.visit.now, &visitor.visit.request_id),
            shell.clone(),
        )
    };
    let found = blocking(app, move |studio| studio.invitation(&visit, &asked)).await;
    let invited = found
        .map_err(|error| failed(&error))?
        .ok_or_else(|| failed(&Error::Conflict(Constraint::TokenSpent)))?;
    let (status, form) = match &wrong {
        None => (StatusCode::OK, Form::default()),
        Some(Wrong::Problem(problem)) => (problem.status(), Form::default().told(problem.told())),
        Some(Wrong::Differs) => {
            let told = shell.say.t("setup-differs");
            let errors = vec![(AGAIN.to_owned(), told.clone())];
            let form = Form { summary: Some((told, None)), errors, ..Form::default() };
            (StatusCode::UNPROCESSABLE_ENTITY, form)
        }
    };
    Ok(html(status, &Page { shell, form, name: &invited.user_name, token }))
}

/// The form.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    page(&app, &visitor, &token, None).await
}

/// Spends it.
pub(crate) async fn accept(
    State(app): State<App>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, PageError> {
    let typed = typed(request, &app, visitor.lang).await?;
    let (visit, token) = (visitor.visit.clone(), typed.get("token").to_owned());
    if typed.get("password") != typed.get(AGAIN) {
        return page(&app, &visitor, &token, Some(Wrong::Differs)).await;
    }
    let password = Secret::from(typed.get("password").to_owned());
    let spent = {
        let token = token.clone();
        blocking(&app, move |studio| studio.accept_invitation(&visit, &token, &password)).await
    };
    match spent {
        Ok(_user) => Ok(go("/sign-in?done=invited")),
        Err(error) => {
            let problem = Problem::at(&error, visitor.lang, visitor.visit.now, &visitor.visit.request_id);
            page(&app, &visitor, &token, Some(Wrong::Problem(problem))).await
        }
    }
}
