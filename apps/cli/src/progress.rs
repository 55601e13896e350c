//! A line on standard error that says how far something is; only where somebody is looking.

use std::io::{self, IsTerminal as _, Write as _};

/// Characters of the bar itself.
const WIDTH: u64 = 24;

/// The line. It is wiped away when it is dropped.
#[derive(Debug)]
pub(crate) struct Bar {
    shown: bool,
}

impl Bar {
    /// A line that is shown on a terminal, unless only what is essential was asked for.
    pub(crate) fn new(wanted: bool) -> Self {
        Self { shown: wanted && io::stderr().is_terminal() }
    }

    /// Shows how far it is.
    pub(crate) fn show(&self, what: &str, done: u64, total: u64) {
        if self.shown {
            write(&format!("\r\u{1b}[K{}", line(what, done, total)));
        }
    }
}

impl Bar {
    /// Shows how far something is of which nobody knows the end.
    pub(crate) fn count(&self, what: &str) {
        if self.shown {
            write(&format!("\r\u{1b}[K{what}"));
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if self.shown {
            write("\r\u{1b}[K");
        }
    }
}

fn write(text: &str) {
    // Whoever closed standard error does not want to be told.
    drop(io::stderr().write_all(text.as_bytes()));
    drop(io::stderr().flush());
}

fn line(what: &str, done: u64, total: u64) -> String {
    let full = done.min(total).saturating_mul(WIDTH).checked_div(total).unwrap_or(WIDTH);
    let rest = WIDTH.saturating_sub(full);
    let repeat = |mark: &str, times: u64| mark.repeat(usize::try_from(times).unwrap_or_default());
    format!("{what} [{}{}] {done}/{total}", repeat("#", full), repeat("·", rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_from_nothing_to_the_end() {
        assert_eq!(line("clients", 0, 48), format!("clients [{}] 0/48", "·".repeat(24)));
        assert_eq!(line("clients", 24, 48), format!("clients [{}{}] 24/48", "#".repeat(12), "·".repeat(12)));
        assert_eq!(line("clients", 48, 48), format!("clients [{}] 48/48", "#".repeat(24)));
        assert_eq!(line("clients", 0, 0), format!("clients [{}] 0/0", "#".repeat(24)));
        assert_eq!(line("clients", 9, 3), format!("clients [{}] 9/3", "#".repeat(24)));
    }
}
