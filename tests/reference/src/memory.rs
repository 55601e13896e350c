//! The most memory that this process has had, where the system tells.

use std::fs;

/// In KiB. Linux keeps the mark; elsewhere there is no answer.
pub(crate) fn peak() -> Option<u64> {
    kib("self", "VmHWM:")
}

/// Memory of a process that is in no file, in KiB: what it has asked for, without the program and the files that it has mapped.
pub(crate) fn anonymous(process: &str) -> Option<u64> {
    kib(process, "RssAnon:")
}

fn kib(process: &str, name: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix(name))?.trim().split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_is_seen() {
        let block = vec![1_u8; 64 << 20];
        let sum = block.iter().map(|byte| usize::from(*byte)).sum::<usize>();
        assert_eq!(sum, 64 << 20);
        if cfg!(target_os = "linux") {
            assert!(peak().expect("Linux tells") >= 64 << 10);
            assert!(anonymous("self").expect("Linux tells") >= 64 << 10);
        }
    }
}
