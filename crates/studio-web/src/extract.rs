//! Reading requests, with problems instead of the framework's own answers.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::marker::PhantomData;

use crate::caller::{RequestId, language};
use crate::problem::Problem;

/// A JSON body: an object, whatever else the reader of its fields would take.
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

/// A value that is read from an object alone. What is derived would take a list as well, its entries for the fields in their order.
pub(crate) struct Object<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Fields(PhantomData)).map(Self)
    }
}

struct Fields<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(fields))
    }
}

/// Reads a field that must hold an object.
pub(crate) fn needed<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    Object::<T>::deserialize(from).map(|Object(value)| value)
}

/// Reads a field that holds an object, or `null`.
pub(crate) fn object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    Option::<Object<T>>::deserialize(from).map(|given| given.map(|Object(value)| value))
}

/// What a reader says about a request, without its own types: those are nobody's business and mean nothing to the caller.
fn in_plain_words(said: &str) -> String {
    let what = said.split_once(": ").map_or(said, |(_, what)| what);
    let mut words = Vec::new();
    let mut all = what.split(' ').peekable();
    while let Some(word) = all.next() {
        let (bare, end) = word.strip_suffix(',').map_or((word, ""), |bare| (bare, ","));
        let plain = match bare {
            "struct" if all.next_if(|name| name.starts_with(char::is_uppercase)).is_some() => "an object",
            "enum" if all.next_if(|name| name.starts_with(char::is_uppercase)).is_some() => "a known value",
            "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
            "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from zero",
            "f32" | "f64" => "a number",
            "sequence" => "list",
            "map" => "object",
            other => other,
        };
        words.push(format!("{plain}{end}"));
    }
    words.join(" ")
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let (lang, id) = (language(&parts.headers), id(&parts));
        let read = axum::Json::<Object<T>>::from_request(Request::from_parts(parts, body), state).await;
        read.map(|json| Self(json.0.0)).map_err(|rejection| {
            let status = match &rejection {
                JsonRejection::MissingJsonContentType(_) => {
                    return Problem::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_type", lang).of(&id);
                }
                JsonRejection::BytesRejection(_) => rejection.status(),
                // A body that is JSON but not of this form is as malformed as one that is no JSON.
                _ => StatusCode::BAD_REQUEST,
            };
            Problem::malformed(status, &in_plain_words(&rejection.body_text()), lang).of(&id)
        })
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = axum::extract::Query::<T>::from_request_parts(parts, state).await;
        read.map(|query| Self(query.0)).map_err(|rejection: QueryRejection| {
            let why = in_plain_words(&rejection.body_text());
            Problem::malformed(StatusCode::BAD_REQUEST, &why, language(&parts.headers)).of(&id(parts))
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

#[cfg(test)]
mod tests {
    use super::in_plain_words;

    #[test]
    fn no_type_of_the_program_is_named() {
        for (said, told) in [
            (
                "Failed to deserialize the JSON body into the target type: emergency: invalid type: sequence, expected struct Contact at line 1",
                "emergency: invalid type: list, expected an object at line 1",
            ),
            (
                "Failed to deserialize query string: limit: invalid type: map, expected u32",
                "limit: invalid type: object, expected a whole number from zero",
            ),
            ("unknown field `struct`, expected `name`", "unknown field `struct`, expected `name`"),
        ] {
            assert_eq!(in_plain_words(said), told);
        }
    }
}
