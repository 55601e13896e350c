//! The clocks: CPU time, which other programs on the machine do not disturb, and time as it passes.

use std::time::{Duration, Instant};

/// What [`thread_cpu`] counts here, for the captions of tables.
pub(crate) const CPU: &str = if cfg!(unix) { "CPU time of the thread" } else { "wall time" };

/// CPU time that the calling thread has used so far.
#[cfg(unix)]
pub(crate) fn thread_cpu() -> Duration {
    cpu(rustix::time::ClockId::ThreadCPUTime)
}

/// CPU time that all threads of this process have used so far.
#[cfg(unix)]
pub(crate) fn process_cpu() -> Duration {
    cpu(rustix::time::ClockId::ProcessCPUTime)
}

#[cfg(unix)]
fn cpu(clock: rustix::time::ClockId) -> Duration {
    // These two clocks count up from zero, so neither part is negative.
    rustix::time::clock_gettime(clock).try_into().unwrap_or_default()
}

/// Where the system offers no such clock without `unsafe`, time as it passes stands in for it.
#[cfg(not(unix))]
pub(crate) fn thread_cpu() -> Duration {
    process_cpu()
}

/// As [`thread_cpu`].
#[cfg(not(unix))]
pub(crate) fn process_cpu() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(now).elapsed()
}

/// The moment, for measuring how long something takes.
#[expect(clippy::disallowed_methods, reason = "measuring time is what this program is for")]
pub(crate) fn now() -> Instant {
    Instant::now()
}
