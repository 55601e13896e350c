//! The one way from async to sync.

use studio_app::{Error, Studio};

use crate::state::App;

/// Runs a use case on a thread that may block.
///
/// # Errors
/// Whatever the use case answers; [`Error::Busy`] if too many run already, [`Error::Internal`] if it panicked.
pub(crate) async fn blocking<R, F>(app: &App, work: F) -> Result<R, Error>
where
    F: FnOnce(&Studio) -> Result<R, Error> + Send + 'static,
    R: Send + 'static,
{
    let place = app.blocking.clone().acquire_owned().await.map_err(|_closed| Error::Busy)?;
    let studio = app.studio.clone();
    let done = tokio::task::spawn_blocking(move || {
        let _place = place;
        work(&studio)
    });
    done.await.map_err(|error| Error::Internal(format!("a use case ended early: {error}")))?
}
