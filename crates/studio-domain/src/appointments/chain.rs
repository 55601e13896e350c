//! Work of several sessions: which one an appointment is.

use super::AppointmentStatus;

/// The number of a session that follows on these: those that were called off or missed count for nothing.
pub fn session_number(before: impl IntoIterator<Item = AppointmentStatus>) -> usize {
    before.into_iter().filter(|status| status.takes_time()).count() + 1
}

/// The numbers of all sessions of a chain, the first one first; one that was called off or missed has none.
pub fn session_numbers(chain: &[AppointmentStatus]) -> Vec<Option<usize>> {
    let mut held = 0;
    chain
        .iter()
        .map(|status| {
            status.takes_time().then(|| {
                held += 1;
                held
            })
        })
        .collect()
}
