//! How many pictures are open at the same time: two at most, and together no more memory than fits; a very large one is alone.

use std::sync::{Condvar, Mutex, PoisonError};

/// Lets pictures through in the order in which they came.
#[derive(Debug)]
pub(crate) struct Gate {
    places: usize,
    memory: u64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    inside: usize,
    memory: u64,
    /// Who is next, and how many have come.
    next: u64,
    came: u64,
}

impl Gate {
    pub(crate) fn of(places: usize, memory: u64) -> Self {
        Self { places, memory, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Waits for its turn, does the work, gives the place back even if the work panics.
    pub(crate) fn pass<T>(&self, memory: u64, work: impl FnOnce() -> T) -> T {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = state.came;
        state.came = turn.wrapping_add(1);
        while state.next != turn || !self.fits(&state, memory) {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.next = turn.wrapping_add(1);
        state.inside = state.inside.saturating_add(1);
        state.memory = state.memory.saturating_add(memory);
        drop(state);
        // Whoever is next may fit as well.
        self.changed.notify_all();
        let _place = Place { gate: self, memory };
        work()
    }

    fn fits(&self, state: &State, memory: u64) -> bool {
        state.inside == 0 || state.inside < self.places && state.memory.saturating_add(memory) <= self.memory
    }
}

struct Place<'g> {
    gate: &'g Gate,
    memory: u64,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut state = self.gate.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.inside = state.inside.saturating_sub(1);
        state.memory = state.memory.saturating_sub(self.memory);
        drop(state);
        self.gate.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

    use super::Gate;

    /// The most that were inside, and the most memory that they had.
    fn most(gate: &Gate, each: &[u64]) -> (usize, u64) {
        let (inside, most, held, most_held) =
            (AtomicUsize::new(0), AtomicUsize::new(0), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for &memory in each {
                let (inside, most, held, most_held) = (&inside, &most, &held, &most_held);
                scope.spawn(move || {
                    gate.pass(memory, || {
                        most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        most_held
                            .fetch_max(held.fetch_add(memory, Ordering::SeqCst) + memory, Ordering::SeqCst);
                        (0..2_000).for_each(|_| std::thread::yield_now());
                        held.fetch_sub(memory, Ordering::SeqCst);
                        inside.fetch_sub(1, Ordering::SeqCst);
                    });
                });
            }
        });
        (most.into_inner(), most_held.into_inner())
    }

    #[test]
    fn two_small_ones_are_inside_at_a_time_and_never_three() {
        assert_eq!(most(&Gate::of(2, 100), &[10; 8]), (2, 20));
    }

    #[test]
    fn together_they_never_hold_more_than_fits() {
        let (_, held) = most(&Gate::of(2, 100), &[70, 40, 70, 20, 90, 10, 60, 50]);
        assert!(held <= 100, "{held}");
    }

    #[test]
    fn one_that_never_fits_is_let_in_alone() {
        assert_eq!(most(&Gate::of(2, 100), &[500, 500, 500]), (1, 500));
    }

    #[test]
    fn a_place_is_given_back_by_work_that_panics() {
        let gate = Gate::of(1, 100);
        assert!(catch_unwind(AssertUnwindSafe(|| gate.pass(100, || panic!("work that fails")))).is_err());
        assert_eq!(gate.pass(100, || 7), 7);
    }
}
