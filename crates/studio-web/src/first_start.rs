//! While the studio is not set up: what is answered, and until when.

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use studio_app::{Error, Rule, SetupToken, Studio};

use crate::blocking::blocking;
use crate::caller::{RequestId, language};
use crate::pages::go;
use crate::problem::Problem;
use crate::state::App;

/// Where the first start takes place.
pub(crate) const PAGE: &str = "/setup";

impl App {
    /// If the studio is not set up: makes the secret of the setup link and answers it. From then on only the setup page, style, and health are
    /// served, until the studio is set up there or at the command line. `None` if the studio is set up.
    ///
    /// # Errors
    /// If the data can't be read, or the system gives no random number.
    pub fn await_set_up(&self) -> Result<Option<String>, Error> {
        if self.studio.face()?.set_up {
            return Ok(None);
        }
        let (token, shown) = SetupToken::new()?;
        *self.setup.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(token);
        Ok(Some(shown))
    }

    /// The secret of the link, as long as somebody may come with it.
    pub(crate) fn setup_token(&self) -> Option<SetupToken> {
        self.setup.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// From now on everything is served, and the link is worth nothing.
    pub(crate) fn set_up_is_done(&self) {
        *self.setup.write().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
    }
}

/// Lets everything through once the studio is set up; until then, what the first start needs.
pub(crate) async fn gate(State(app): State<App>, request: Request, next: Next) -> Response {
    if app.setup_token().is_none() {
        return next.run(request).await;
    }
    // The command line may have done it since the last request.
    match blocking(&app, Studio::face).await {
        Ok(face) if face.set_up => {
            app.set_up_is_done();
            return next.run(request).await;
        }
        Ok(_) => {}
        Err(error) => return told(&request.into_parts().0, &error),
    }
    let path = request.uri().path();
    if matches!(path, PAGE | "/healthz" | "/readyz") || path.starts_with("/assets/") {
        next.run(request).await
    } else if path.starts_with("/api/") {
        told(&request.into_parts().0, &Error::Rule(Rule::NotSetUp))
    } else {
        go(PAGE)
    }
}

fn told(parts: &Parts, error: &Error) -> Response {
    let id = parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    Problem::new(error, language(&parts.headers)).of(&id).into_response()
}
