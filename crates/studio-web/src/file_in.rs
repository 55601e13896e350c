//! Files on their way in: taken piece by piece, and no more of them than may be.

use axum::body::Body;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt as _;
use studio_app::{Error, FileLimits, FileRefused};
use tokio::sync::OwnedSemaphorePermit;

use crate::state::App;

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

    /// Takes a body that is a file.
    pub(crate) async fn fill(mut self, mut body: Body) -> Result<Vec<u8>, Error> {
        while let Some(frame) = body.frame().await {
            // Whoever sends has gone, or sends without end.
            let limit = self.most;
            let frame = frame.map_err(|_broken| Error::Upload(FileRefused::TooBig { limit }))?;
            if let Ok(bytes) = frame.into_data() {
                self.take(&bytes);
            }
        }
        self.whole()
    }

    /// The whole file.
    pub(crate) fn whole(self) -> Result<Vec<u8>, Error> {
        if self.over { Err(Error::Upload(FileRefused::TooBig { limit: self.most })) } else { Ok(self.bytes) }
    }
}

/// How much of all files on their way is in memory, in [`UNIT`]s. With the picture that is open it is what a small computer has.
pub(crate) const ROOM: usize = 64;
/// Bytes of a unit.
const UNIT: u64 = 1 << 20;

/// Waits until there is room for what a request says that it sends, of which at most so much is kept. It is to be held until the file is
/// worked off: what waits to be opened is in memory as well.
pub(crate) async fn room(app: &App, headers: &HeaderMap, most: u64) -> Result<OwnedSemaphorePermit, Error> {
    let told = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let units = told.unwrap_or(u64::MAX).min(most).div_ceil(UNIT).max(1);
    let units = u32::try_from(units).unwrap_or(u32::MAX).min(u32::try_from(ROOM).unwrap_or(u32::MAX));
    app.uploads.clone().acquire_many_owned(units).await.map_err(|_closed| Error::Busy)
}

/// Whether a request sends the parts of a form rather than a file as it is.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("multipart/"))
}
