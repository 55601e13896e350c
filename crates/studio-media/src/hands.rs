//! Threads that work on pictures and on nothing else.
//!
//! Allocators keep some memory for each thread that ever worked on a picture, so it must not be each of a server's, nor a new one for each
//! picture: what one of these keeps, it uses for the next one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

use crate::refused::Refused;

type Job = Box<dyn FnOnce() + Send>;

/// As many threads as pictures are open at the same time. They begin with the first picture, and end when this is dropped.
#[derive(Debug)]
pub(crate) struct Hands {
    count: usize,
    jobs: OnceLock<Option<Sender<Job>>>,
}

impl Hands {
    pub(crate) fn of(count: usize) -> Self {
        Self { count, jobs: OnceLock::new() }
    }

    /// Works on one of the threads, and waits for it. A decoder that gives up in its own way, which none should, has found a damaged
    /// picture, and the thread lives on.
    pub(crate) fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Refused> {
        // A machine that has no thread left has no memory either.
        let jobs = self.jobs.get_or_init(|| begin(self.count)).as_ref().ok_or(Refused::TooHeavy)?;
        let (tell, told) = sync_channel(1);
        let job: Job = Box::new(move || {
            let made = catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Refused::Damaged));
            // Whoever asked has gone.
            drop(tell.send(made));
        });
        jobs.send(job).map_err(|_ended| Refused::TooHeavy)?;
        told.recv().unwrap_or(Err(Refused::Damaged))
    }
}

fn begin(count: usize) -> Option<Sender<Job>> {
    let (jobs, taken) = channel::<Job>();
    let taken = Arc::new(Mutex::new(taken));
    for _ in 0..count {
        let taken = taken.clone();
        thread::Builder::new().name("picture".to_owned()).spawn(move || live(&taken)).ok()?;
    }
    Some(jobs)
}

fn live(jobs: &Mutex<Receiver<Job>>) {
    loop {
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Ok(job) => job(),
            Err(_none_will_come) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::thread;

    use super::*;

    #[test]
    fn they_are_always_the_same_and_survive_work_that_panics() {
        let hands = Hands::of(2);
        assert!(matches!(hands.work::<()>(|| panic!("work that fails")), Err(Refused::Damaged)));
        let who: HashSet<_> = thread::scope(|scope| {
            let each: Vec<_> =
                (0..12).map(|_| scope.spawn(|| hands.work(|| Ok(thread::current().id())).unwrap())).collect();
            each.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert!((1..=2).contains(&who.len()), "{who:?}");
    }
}
