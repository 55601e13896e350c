//! Files on their way in: taken piece by piece, and no more of them than may be.

use std::convert::Infallible;

use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use http_body_util::BodyExt as _;
use studio_app::{Error, FileLimits, FileRefused};
use studio_domain::{Invalid, Rule};
use utoipa::ToSchema;

use crate::state::App;

/// A form with a file.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes a body that is no JSON")]
pub(crate) struct FileForm {
    /// The file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// A request that brings a file: as its body, or as the part `file` of a form.
#[derive(Debug)]
pub(crate) struct Incoming(Request);

impl<S: Sync> FromRequest<S> for Incoming {
    type Rejection = Infallible;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(request))
    }
}

impl Incoming {
    fn is_form(&self) -> bool {
        let kind = self.0.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data"))
    }
}

/// A file on its way in. What is more than it may have is let pass without being kept.
#[derive(Debug)]
pub(crate) struct Received {
    bytes: Vec<u8>,
    most: u64,
    over: bool,
}

impl Received {
    /// Nothing yet of a file that may be so large.
    pub(crate) fn within(limits: &FileLimits) -> Self {
        Self { bytes: Vec::new(), most: limits.bytes, over: false }
    }

    /// Takes what has arrived.
    pub(crate) fn take(&mut self, more: &[u8]) {
        let length = self.bytes.len().saturating_add(more.len());
        if self.over || length as u64 > self.most {
            self.over = true;
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(more);
        }
    }

    /// The whole file.
    pub(crate) fn whole(self) -> Result<Vec<u8>, Error> {
        if self.over { Err(Error::Upload(FileRefused::TooBig { limit: self.most })) } else { Ok(self.bytes) }
    }
}

/// Receives a file. Few are received at a time.
pub(crate) async fn receive(app: &App, incoming: Incoming, limits: &FileLimits) -> Result<Vec<u8>, Error> {
    let _place = app.uploads.acquire().await.map_err(|_closed| Error::Busy)?;
    if incoming.is_form() { of_form(incoming.0, limits).await } else { of_body(incoming.0, limits).await }
}

async fn of_body(request: Request, limits: &FileLimits) -> Result<Vec<u8>, Error> {
    let mut body = request.into_body();
    let mut file = Received::within(limits);
    while let Some(frame) = body.frame().await {
        // Whoever sends has gone, or sends without end.
        let frame = frame.map_err(|_broken| Error::Upload(FileRefused::TooBig { limit: limits.bytes }))?;
        if let Ok(bytes) = frame.into_data() {
            file.take(&bytes);
        }
    }
    file.whole()
}

/// The part `file`; others are let pass.
async fn of_form(request: Request, limits: &FileLimits) -> Result<Vec<u8>, Error> {
    let broken = |_broken| Error::Upload(FileRefused::Damaged);
    let missing = || Error::from(Invalid::new("file", Rule::Required));
    let mut form = Multipart::from_request(request, &()).await.map_err(|_no_boundary| missing())?;
    while let Some(mut part) = form.next_field().await.map_err(broken)? {
        if part.name() != Some("file") {
            continue;
        }
        let mut file = Received::within(limits);
        while let Some(more) = part.chunk().await.map_err(broken)? {
            file.take(&more);
        }
        return file.whole();
    }
    Err(missing())
}
