//! The most memory that this process had in main memory while something ran, where the system tells.

use std::fs;

/// Runs `work`, and answers how many KiB more than before it had at most.
///
/// Linux keeps the mark (`VmHWM`), and lays it anew where `5` is written to `clear_refs`; elsewhere there is no answer.
///
/// # Errors
/// Whatever `work` answers.
pub(crate) fn growth<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<(T, Option<u64>), E> {
    let before = fs::write("/proc/self/clear_refs", "5").ok().and_then(|()| kib("VmRSS:"));
    let done = work()?;
    let peak = kib("VmHWM:");
    Ok((done, before.zip(peak).map(|(before, peak)| peak.saturating_sub(before))))
}

fn kib(name: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix(name))?.trim().split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_and_given_back_is_seen() {
        let took = |bytes: usize| {
            let (sum, grown) = growth(|| {
                let block = vec![1_u8; bytes];
                Ok::<_, ()>(block.iter().map(|byte| usize::from(*byte)).sum::<usize>())
            })
            .expect("no errors here");
            assert_eq!(sum, bytes);
            grown
        };
        if let Some(grown) = took(64 << 20) {
            assert!(grown >= 50 << 10, "{grown} KiB");
        }
    }
}
