//! The one place where an error becomes a status.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use studio_app::{Error, FieldTold, FileProblem, FileRefused, Rule, Told, tell};
use studio_domain::Timestamp;
use studio_text::{Args, Lang, text};
use utoipa::ToSchema;

/// A problem document (`application/problem+json`).
#[derive(Debug, Clone)]
pub struct Problem(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    status: StatusCode,
    told: Told,
    retry_after: Option<u64>,
    request_id: String,
}

/// The document's form.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct Document {
    /// Kind of problem, as a relative address: the code again.
    #[serde(rename = "type")]
    kind: String,
    /// What happened, in the language asked for.
    title: String,
    /// HTTP status.
    status: u16,
    /// What helps.
    detail: String,
    /// Stable code; a refusal carries the policy's reason.
    code: &'static str,
    /// Under this number the log has it.
    request_id: String,
    /// Values that are not accepted, by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
}

/// A value that is not accepted.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldProblem {
    /// The field.
    field: &'static str,
    /// The rule's code.
    code: &'static str,
    /// The rule in words.
    message: String,
}

impl From<FieldTold> for FieldProblem {
    fn from(told: FieldTold) -> Self {
        Self { field: told.field, code: told.code, message: told.message }
    }
}

/// Exhaustive: a new error does not compile before it has a status.
pub(crate) fn status(error: &Error) -> StatusCode {
    match error {
        Error::Invalid(_)
        | Error::WeakPassword(_)
        | Error::WeakCode(_)
        | Error::Source(_)
        | Error::Sheet(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Upload(FileRefused::TooBig { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
        Error::Upload(
            FileRefused::Unknown | FileRefused::Gif | FileRefused::Heic | FileRefused::OtherKind { .. },
        ) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Error::Upload(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::NotFound { .. } => StatusCode::NOT_FOUND,
        Error::Rule(Rule::NotSetUp) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Rule(Rule::NoteClosed | Rule::CorrectionDecided) => StatusCode::CONFLICT,
        Error::Rule(Rule::TextChanged) => StatusCode::CONFLICT,
        Error::Rule(Rule::KeyMissing | Rule::KeyDamaged | Rule::KeyWrong) => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
        Error::Refused { .. } | Error::PhotoOf { .. } | Error::Rule(_) | Error::WrongCode => {
            StatusCode::FORBIDDEN
        }
        Error::NoActor(_) | Error::WrongPassword => StatusCode::UNAUTHORIZED,
        Error::Locked { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Stale { .. } | Error::Conflict(_) => StatusCode::CONFLICT,
        Error::Busy | Error::Unavailable(_) | Error::Stopped => StatusCode::SERVICE_UNAVAILABLE,
        Error::File(FileProblem::Missing) | Error::File(_) | Error::Internal(_) => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

impl Problem {
    /// An error of a use case, in a language.
    #[must_use]
    pub fn new(error: &Error, lang: Lang) -> Self {
        Self::at(error, lang, Timestamp::from_millis(0), "")
    }

    /// The same with the moment and number of the request.
    #[must_use]
    pub fn at(error: &Error, lang: Lang, now: Timestamp, request_id: &str) -> Self {
        let retry_after = match error {
            Error::Locked { until, .. } => Some(until.since(now).as_secs().max(1)),
            Error::Busy | Error::Unavailable(_) => Some(1),
            _ => None,
        };
        let told = tell(error, lang, now, request_id);
        Self(Box::new(Inner { status: status(error), told, retry_after, request_id: request_id.to_owned() }))
    }

    /// A request that can't be read at all.
    #[must_use]
    pub(crate) fn malformed(status: StatusCode, why: &str, lang: Lang) -> Self {
        let told = Told {
            code: "malformed",
            name: "malformed".to_owned(),
            message: text(lang, "error-malformed", &Args::new()),
            // Says what can't be read and where; it is about the request's form, so it stays in English.
            hint: Some(why.to_owned()),
            errors: Vec::new(),
            internal: None,
        };
        Self(Box::new(Inner { status, told, retry_after: None, request_id: String::new() }))
    }

    /// A status that the router itself answers with: no such address, wrong method, too large, too slow.
    #[must_use]
    pub(crate) fn plain(status: StatusCode, code: &'static str, lang: Lang) -> Self {
        let name = code.replace('_', "-");
        let told = Told {
            code,
            message: text(lang, &format!("error-{name}"), &Args::new()),
            hint: None,
            name,
            errors: Vec::new(),
            internal: None,
        };
        Self(Box::new(Inner { status, told, retry_after: None, request_id: String::new() }))
    }

    /// The number of the request.
    #[must_use]
    pub fn of(mut self, request_id: &str) -> Self {
        request_id.clone_into(&mut self.0.request_id);
        self
    }

    /// The same in other words: of several things that went wrong.
    #[must_use]
    pub(crate) fn saying(mut self, message: String) -> Self {
        self.0.told.message = message;
        self
    }

    /// The same about fields as the caller named them: `from` as the rules call them, `to` as this address does.
    #[must_use]
    pub(crate) fn renamed(mut self, names: &[(&str, &'static str)]) -> Self {
        for told in &mut self.0.told.errors {
            if let Some((_, to)) = names.iter().find(|(from, _)| *from == told.field) {
                told.field = to;
            }
        }
        self
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The number of the request that it is about.
    #[must_use]
    pub(crate) fn request_id(&self) -> &str {
        &self.0.request_id
    }

    /// Writes to the log what only the log should hold.
    pub(crate) fn log(&self) {
        if let Some(internal) = &self.0.told.internal {
            tracing::error!(request_id = %self.0.request_id, code = self.0.told.code, "{internal}");
        }
    }

    /// Says in the headers of an answer when to come again.
    pub(crate) fn mark(&self, headers: &mut HeaderMap) {
        if let Some(seconds) = self.0.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
    }

    /// The words.
    #[must_use]
    pub fn told(&self) -> &Told {
        &self.0.told
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        self.log();
        let Inner { status, told, request_id, .. } = &*self.0;
        let document = Document {
            kind: format!("/problems/{}", told.code),
            title: told.message.clone(),
            status: status.as_u16(),
            detail: told.hint.clone().unwrap_or_default(),
            code: told.code,
            request_id: request_id.clone(),
            errors: told.errors.iter().cloned().map(FieldProblem::from).collect(),
        };
        let mut response = (*status, axum::Json(document)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        self.mark(headers);
        // For the layer that makes a page of it where a person looks.
        response.extensions_mut().insert(self);
        response
    }
}
