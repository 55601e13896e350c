//! How many passwords are hashed at the same time: each takes 19 MiB and all of a core, so a flood of sign-ins must queue.

use std::sync::{Condvar, Mutex, PoisonError};

/// Lets a few through at a time.
#[derive(Debug)]
pub(crate) struct Gate {
    free: Mutex<usize>,
    freed: Condvar,
}

impl Gate {
    pub(crate) fn of(places: usize) -> Self {
        Self { free: Mutex::new(places), freed: Condvar::new() }
    }

    /// Waits for a place, does the work, gives the place back even if the work panics.
    pub(crate) fn pass<T>(&self, work: impl FnOnce() -> T) -> T {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            free = self.freed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free = free.saturating_sub(1);
        drop(free);
        let _place = Place(self);
        work()
    }
}

struct Place<'g>(&'g Gate);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut free = self.0.free.lock().unwrap_or_else(PoisonError::into_inner);
        *free = free.saturating_add(1);
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Gate;

    #[test]
    fn no_more_than_so_many_are_let_through_at_a_time() {
        let (gate, inside, most) = (Gate::of(2), AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    gate.pass(|| {
                        most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        // Long enough for whoever else gets in.
                        (0..2_000).for_each(|_| std::thread::yield_now());
                        inside.fetch_sub(1, Ordering::SeqCst);
                    });
                });
            }
        });
        assert_eq!(most.into_inner(), 2);
    }

    #[test]
    fn a_place_is_given_back_by_work_that_panics() {
        let gate = Gate::of(1);
        assert!(catch_unwind(AssertUnwindSafe(|| gate.pass(|| panic!("work that fails")))).is_err());
        assert_eq!(gate.pass(|| 7), 7);
    }
}
