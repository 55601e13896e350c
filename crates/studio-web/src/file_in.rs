//! Files on their way in: taken piece by piece, and no more of them than may be.

use axum::body::Body;
use http_body_util::BodyExt as _;
use studio_app::{Error, FileLimits, FileRefused};

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

    /// The whole file.
    pub(crate) fn whole(self) -> Result<Vec<u8>, Error> {
        if self.over { Err(Error::Upload(FileRefused::TooBig { limit: self.most })) } else { Ok(self.bytes) }
    }
}

/// Receives a body that is a file. Few are received at a time.
pub(crate) async fn receive(app: &App, mut body: Body, limits: &FileLimits) -> Result<Vec<u8>, Error> {
    let _place = app.uploads.acquire().await.map_err(|_closed| Error::Busy)?;
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
