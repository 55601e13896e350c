//! Threads that work on pictures and on nothing else.
//!
//! Allocators keep some memory for each thread that ever worked on a picture, so it must not be each of a server's, nor a new one for each
//! picture: what one of these keeps, it uses for the next one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::refused::Refused;

type Job = Box<dyn FnOnce() + Send>;

/// As many threads as pictures are open at the same time. They begin with the first picture, and end when this is dropped.
#[derive(Debug)]
pub(crate) struct Hands {
    count: usize,
    jobs: Mutex<Option<Sender<Job>>>,
}

impl Hands {
    pub(crate) fn of(count: usize) -> Self {
        Self { count, jobs: Mutex::default() }
    }

    /// Works on one of the threads, and waits for it; where the machine has none left, right here. A decoder that gives up in its own way,
    /// which none should, has found a damaged picture, and the thread lives on.
    pub(crate) fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Refused> {
        let work = || catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Refused::Damaged));
        let (tell, told) = sync_channel(1);
        let job: Job = Box::new(move || {
            // Whoever asked has gone.
            drop(tell.send(work()));
        });
        let here = match self.jobs() {
            Some(jobs) => jobs.send(job).err().map(|unsent| unsent.0),
            None => Some(job),
        };
        if let Some(job) = here {
            job();
        }
        told.recv().unwrap_or(Err(Refused::Damaged))
    }

    /// Where work is handed over; the threads are begun with the first, and tried again with the next where there were none to be had.
    fn jobs(&self) -> Option<Sender<Job>> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        if jobs.is_none() {
            *jobs = begin(self.count);
        }
        jobs.clone()
    }
}

fn begin(count: usize) -> Option<Sender<Job>> {
    let (jobs, taken) = channel::<Job>();
    let taken = Arc::new(Mutex::new(taken));
    let begun = (0..count).filter(|_| {
        let taken = taken.clone();
        thread::Builder::new().name("picture".to_owned()).spawn(move || live(&taken)).is_ok()
    });
    (begun.count() > 0).then_some(jobs)
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
        assert!(!who.contains(&thread::current().id()));
    }

    #[test]
    fn where_there_are_none_work_is_done_by_whoever_asks() {
        let nobody = Hands::of(0);
        assert_eq!(nobody.work(|| Ok(thread::current().id())), Ok(thread::current().id()));
        assert!(matches!(nobody.work::<()>(|| panic!("work that fails")), Err(Refused::Damaged)));
    }
}
