//! The one place where an error becomes a status.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use studio_app::{
    Error, FieldTold, FileProblem, FileRefused, ItemKind, ItemTold, Rule, StandsThere, Told, tell,
};
use studio_domain::{AppointmentId, Timestamp};
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
    in_the_way: Vec<InTheWay>,
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
    /// Appointments that stand in the way (`block_over_appointments`): all of them, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    appointments: Vec<InTheWay>,
    /// What stands in the way of a booking.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflicts: Vec<ItemProblem>,
    /// What has to be confirmed before a booking is saved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<ItemProblem>,
    /// What is missing before an appointment can be completed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<ItemProblem>,
}

/// An appointment that stands in the way.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct InTheWay {
    /// Id.
    id: i64,
    /// Start.
    starts_at: String,
    /// End.
    ends_at: String,
    /// Code of its status.
    status: &'static str,
    /// Id of its client.
    client_id: i64,
    /// Name of its client.
    client: String,
}

impl From<&StandsThere> for InTheWay {
    fn from(one: &StandsThere) -> Self {
        Self {
            id: one.id.get(),
            starts_at: one.starts_at.to_rfc3339(),
            ends_at: one.ends_at.to_rfc3339(),
            status: one.status.code(),
            client_id: one.client.id.get(),
            client: one.client.name.clone(),
        }
    }
}

/// One of several things that keep something from being done.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ItemProblem {
    /// Stable code.
    code: &'static str,
    /// What it is.
    message: String,
    /// The appointment that stands in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    appointment_id: Option<i64>,
}

impl From<ItemTold> for ItemProblem {
    fn from(told: ItemTold) -> Self {
        Self {
            code: told.code,
            message: told.message,
            appointment_id: told.appointment.map(AppointmentId::get),
        }
    }
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
        Error::Clash(_)
        | Error::NeedsConfirmation(_)
        | Error::MissingToComplete(_)
        | Error::WrongStatus { .. }
        | Error::Rule(Rule::AppointmentFinal | Rule::AppointmentClosed) => StatusCode::CONFLICT,
        Error::Rule(Rule::TextChanged) => StatusCode::CONFLICT,
        Error::Rule(Rule::BlockedSo | Rule::NotToRemind | Rule::NoAftercare) => StatusCode::CONFLICT,
        Error::Rule(Rule::KeyMissing | Rule::KeyDamaged | Rule::KeyWrong) => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
        Error::Refused { .. } | Error::PhotoOf { .. } | Error::Rule(_) | Error::WrongCode => {
            StatusCode::FORBIDDEN
        }
        Error::NoActor(_) | Error::WrongPassword => StatusCode::UNAUTHORIZED,
        Error::Locked { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Stale { .. } | Error::Conflict(_) | Error::OverAppointments(_) => StatusCode::CONFLICT,
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
        let in_the_way = match error {
            Error::OverAppointments(all) => all.iter().map(InTheWay::from).collect(),
            _ => Vec::new(),
        };
        let (status, request_id) = (status(error), request_id.to_owned());
        Self(Box::new(Inner { status, told, retry_after, request_id, in_the_way }))
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
            items: Vec::new(),
            internal: None,
        };
        let (request_id, in_the_way) = (String::new(), Vec::new());
        Self(Box::new(Inner { status, told, retry_after: None, request_id, in_the_way }))
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
            items: Vec::new(),
            internal: None,
        };
        let (request_id, in_the_way) = (String::new(), Vec::new());
        Self(Box::new(Inner { status, told, retry_after: None, request_id, in_the_way }))
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
        let Inner { status, told, request_id, in_the_way, .. } = &*self.0;
        let items = |kind: ItemKind| {
            let of_kind = told.items.iter().filter(|item| item.kind == kind);
            of_kind.cloned().map(ItemProblem::from).collect()
        };
        let document = Document {
            kind: format!("/problems/{}", told.code),
            title: told.message.clone(),
            status: status.as_u16(),
            detail: told.hint.clone().unwrap_or_default(),
            code: told.code,
            request_id: request_id.clone(),
            errors: told.errors.iter().cloned().map(FieldProblem::from).collect(),
            appointments: in_the_way.clone(),
            conflicts: items(ItemKind::Conflict),
            warnings: items(ItemKind::Warning),
            missing: items(ItemKind::Missing),
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
