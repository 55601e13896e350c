//! A long answer on its way: written on a thread that may block, through a short queue, so that a slow reader holds up the writer and not the
//! memory.
//!
//! A reader who takes nothing for half a minute, or who has gone, ends the work. An answer that is not whole ends as an error of the
//! connection: nobody takes half a file for a whole one.

use std::io::{self, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_core::Stream;
use studio_app::{Error, ExportError, Studio};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::state::App;

/// Bytes that are sent together at most.
const CHUNK: usize = 64 * 1024;
/// Chunks that may wait for the reader.
const QUEUE: usize = 4;
/// How long a reader may take nothing.
pub(crate) const STALL: Duration = Duration::from_secs(30);

/// The writing end.
pub(crate) struct Pipe {
    to: mpsc::Sender<Bytes>,
    kept: Vec<u8>,
    runtime: Handle,
    patience: Duration,
}

/// The reading end.
struct Chunks {
    from: mpsc::Receiver<Bytes>,
    whole: Arc<AtomicBool>,
    ended: bool,
}

impl Pipe {
    fn send(&mut self) -> io::Result<()> {
        if self.kept.is_empty() {
            return if self.to.is_closed() { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) };
        }
        let chunk = Bytes::from(std::mem::take(&mut self.kept));
        match self.runtime.block_on(timeout(self.patience, self.to.send(chunk))) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_reader_gone)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_stalled) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = CHUNK.saturating_sub(self.kept.len());
        let (taken, _) = bytes.split_at(bytes.len().min(room));
        self.kept.extend_from_slice(taken);
        if self.kept.len() >= CHUNK {
            self.send()?;
        }
        Ok(taken.len())
    }

    /// Hands on what there is, and notices a reader who has gone.
    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}

impl Stream for Chunks {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.from.poll_recv(context) {
            Poll::Ready(None) if !self.ended && !self.whole.load(Ordering::Acquire) => {
                self.ended = true;
                Poll::Ready(Some(Err(io::Error::other("the answer broke off"))))
            }
            other => other.map(|chunk| chunk.map(Ok)),
        }
    }
}

/// Begins an answer. `work` writes it and calls its last argument as soon as nothing can be refused any more: until then an error becomes the
/// answer, afterwards it breaks off.
///
/// # Errors
/// What `work` answers before it has begun.
pub(crate) async fn begin<F>(app: &App, patience: Duration, work: F) -> Result<Body, Error>
where
    F: FnOnce(&Studio, &mut Pipe, &mut dyn FnMut()) -> Result<(), ExportError> + Send + 'static,
{
    let (to, from) = mpsc::channel(QUEUE);
    let (begin, begun) = oneshot::channel();
    let whole = Arc::new(AtomicBool::new(false));
    let chunks = Chunks { from, whole: Arc::clone(&whole), ended: false };
    let mut pipe = Pipe { to, kept: Vec::new(), runtime: Handle::current(), patience };
    let studio = app.studio.clone();
    tokio::task::spawn_blocking(move || {
        let mut begin = Some(begin);
        let done = work(&studio, &mut pipe, &mut || {
            if let Some(begin) = begin.take() {
                // Whoever asked may have gone; the next write says so.
                drop(begin.send(Ok(())));
            }
        })
        .and_then(|()| Ok(pipe.send()?));
        match (done, begin) {
            (Ok(()), begin) => {
                whole.store(true, Ordering::Release);
                if let Some(begin) = begin {
                    drop(begin.send(Ok(())));
                }
            }
            (Err(error), Some(begin)) => {
                let error = match error {
                    ExportError::Studio(error) => error,
                    ExportError::Output(error) => Error::Internal(error.to_string()),
                };
                drop(begin.send(Err(error)));
            }
            (Err(ExportError::Output(error)), None) => tracing::info!("a download was not taken: {error}"),
            (Err(ExportError::Studio(error)), None) => tracing::error!("a download broke off: {error}"),
        }
    });
    let begun = begun.await.map_err(|_panicked| Error::Internal("an answer ended early".to_owned()))?;
    begun.map(|()| Body::from_stream(chunks))
}

#[cfg(test)]
mod tests {
    use studio_testkit::TestStudio;

    use super::*;
    use crate::state::WebConfig;

    fn app() -> (TestStudio, App) {
        let test = TestStudio::new();
        let app = App::new(test.studio.clone(), WebConfig::default());
        (test, app)
    }

    async fn all(body: Body) -> Result<Vec<u8>, axum::Error> {
        axum::body::to_bytes(body, usize::MAX).await.map(|bytes| bytes.to_vec())
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_written_arrives_whole_and_in_order() {
        let (_test, app) = app();
        let long: Vec<u8> = (0..=255).cycle().take(1_000_000).collect();
        let sent = long.clone();
        let body = begin(&app, STALL, move |_studio, out, begun| {
            begun();
            out.write_all(&sent[..10])?;
            out.flush()?;
            Ok(out.write_all(&sent[10..])?)
        });
        assert_eq!(all(body.await.unwrap()).await.unwrap(), long);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn an_error_is_the_answer_before_the_beginning_and_breaks_it_off_after() {
        let (_test, app) = app();
        let refused = begin(&app, STALL, |_studio, _out, _begun| Err(ExportError::Studio(Error::Busy))).await;
        assert!(matches!(refused, Err(Error::Busy)));
        let half = begin(&app, STALL, |_studio, out, begun| {
            begun();
            out.write_all(b"half of it")?;
            out.flush()?;
            Err(ExportError::Studio(Error::Busy))
        });
        assert!(all(half.await.unwrap()).await.is_err(), "nobody takes it for whole");
    }

    /// Writes until it is stopped, and tells how that was.
    async fn endless(app: &App, patience: Duration) -> (Body, oneshot::Receiver<(io::ErrorKind, usize)>) {
        let (tell, told) = oneshot::channel();
        let body = begin(app, patience, move |_studio, out, begun| {
            begun();
            let mut written = 0;
            loop {
                if let Err(error) = out.write_all(&[b'x'; 1_000]) {
                    tell.send((error.kind(), written)).unwrap();
                    return Err(error.into());
                }
                written += 1_000;
            }
        });
        (body.await.unwrap(), told)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_reader_who_takes_nothing_stops_the_writer_and_little_is_kept() {
        let (_test, app) = app();
        let (body, told) = endless(&app, Duration::from_millis(50)).await;
        let (kind, written) = told.await.unwrap();
        assert_eq!(kind, io::ErrorKind::TimedOut);
        assert!(written <= (QUEUE + 2) * CHUNK, "{written} bytes were taken for nobody");
        assert!(all(body).await.is_err());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_reader_who_goes_stops_the_writer() {
        let (_test, app) = app();
        let (body, told) = endless(&app, STALL).await;
        drop(body);
        assert_eq!(told.await.unwrap().0, io::ErrorKind::BrokenPipe);
    }
}
