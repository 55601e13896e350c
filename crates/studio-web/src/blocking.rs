//! The one way from async to sync.

use std::sync::{Arc, Mutex, PoisonError};

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
    let place = Arc::new(Mutex::new(None));
    let left = Arc::clone(&place);
    let work = move |studio: &Studio| {
        *left.lock().unwrap_or_else(PoisonError::into_inner) = Some(work(studio));
    };
    elsewhere(app, Box::new(work)).await?;
    let done = place.lock().unwrap_or_else(PoisonError::into_inner).take();
    done.unwrap_or_else(|| Err(Error::Internal("a use case was not run".to_owned())))
}

/// One kind of work for all use cases: what the runtime builds around each kind is large.
async fn elsewhere(app: &App, work: Box<dyn FnOnce(&Studio) + Send>) -> Result<(), Error> {
    let place = app.blocking.clone().acquire_owned().await.map_err(|_closed| Error::Busy)?;
    let studio = app.studio.clone();
    let done = tokio::task::spawn_blocking(move || {
        let _place = place;
        work(&studio);
    });
    done.await.map_err(|error| Error::Internal(format!("a use case ended early: {error}")))
}
