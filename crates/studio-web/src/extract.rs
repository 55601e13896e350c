//! Reading requests, with problems instead of the framework's own answers.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use crate::caller::{RequestId, language};
use crate::problem::Problem;

/// A JSON body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Json<T>(pub(crate) T);

/// A query string.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Query<T>(pub(crate) T);

/// Parts of the path.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Path<T>(pub(crate) T);

impl<T: serde::Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

fn id(parts: &Parts) -> String {
    parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default()
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let (lang, id) = (language(&parts.headers), id(&parts));
        let read = axum::Json::<T>::from_request(Request::from_parts(parts, body), state).await;
        read.map(|json| Self(json.0)).map_err(|rejection| {
            let status = match &rejection {
                JsonRejection::BytesRejection(_) => rejection.status(),
                // A body that is JSON but not of this form is as malformed as one that is no JSON.
                _ => StatusCode::BAD_REQUEST,
            };
            Problem::malformed(status, &rejection.body_text(), lang).of(&id)
        })
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = axum::extract::Query::<T>::from_request_parts(parts, state).await;
        read.map(|query| Self(query.0)).map_err(|rejection: QueryRejection| {
            Problem::malformed(StatusCode::BAD_REQUEST, &rejection.body_text(), language(&parts.headers))
                .of(&id(parts))
        })
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        // A path that can't be read names nothing that is there.
        read.map(|path| Self(path.0)).map_err(|_rejection: PathRejection| {
            let missing = studio_app::Error::NotFound { kind: "page", id: String::new() };
            Problem::new(&missing, language(&parts.headers)).of(&id(parts))
        })
    }
}
