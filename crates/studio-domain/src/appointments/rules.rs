//! How long an appointment lasts, when a client is late, and when it is late to change one's mind.

use std::time::Duration;

use super::AppointmentStatus;
use crate::{Invalid, Rule, TimeSpan, Timestamp};

/// The shortest appointment.
pub const SHORTEST: Duration = Duration::from_secs(5 * 60);
/// The longest one. Whatever overlaps a span begins at most so long before it: searches rely on that.
pub const LONGEST: Duration = Duration::from_secs(12 * 60 * 60);
/// For so long after the start nobody calls a client late.
pub const LATE_AFTER: Duration = Duration::from_secs(10 * 60);

/// Checks how long an appointment lasts.
///
/// # Errors
/// [`Rule::Duration`] on `ends_at`.
pub fn check_length(span: &TimeSpan) -> Result<(), Invalid> {
    if (SHORTEST..=LONGEST).contains(&span.duration()) {
        return Ok(());
    }
    let minutes = |length: Duration| length.as_secs() / 60;
    let (min, max) = (minutes(SHORTEST), minutes(LONGEST) / 60);
    Err(Invalid::new("ends_at", Rule::Duration { min_minutes: min, max_hours: max }))
}

/// Whether a client who is expected has not come in time.
pub fn is_late(
    status: AppointmentStatus,
    starts_at: Timestamp,
    arrived_at: Option<Timestamp>,
    now: Timestamp,
) -> bool {
    status.is_open() && arrived_at.is_none() && now >= starts_at.plus(LATE_AFTER)
}

/// Whether less than the notice period is left before an appointment: calling it off is late then.
pub fn within_notice(starts_at: Timestamp, now: Timestamp, notice: Duration) -> bool {
    starts_at < now.plus(notice)
}
