//! The outside of a PDF. What is inside is never opened here: it is kept as it came, and handed out as a file to save.

use super::ends_as_archive;
use crate::refused::Refused;

/// How near to its end a PDF says that it ends.
const END: usize = 1_024;

/// Whether a file is a whole PDF and nothing else.
pub(crate) fn check(data: &[u8]) -> Result<(), Refused> {
    if !(data.starts_with(b"%PDF-1.") || data.starts_with(b"%PDF-2.")) {
        return Err(Refused::Damaged);
    }
    if ends_as_archive(data) {
        return Err(Refused::TwoInOne);
    }
    let last = data.get(data.len().saturating_sub(END)..).unwrap_or_default();
    let end = last.windows(5).rposition(|five| five == b"%%EOF").ok_or(Refused::Damaged)?;
    let behind = last.get(end.saturating_add(5)..).unwrap_or_default();
    if behind.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        Ok(())
    } else {
        Err(Refused::TwoInOne)
    }
}
