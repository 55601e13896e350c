//! Notes: for how long an own one can be corrected, and what a note about a session usually tells.

use std::time::Duration;

use crate::Timestamp;
use crate::coded::coded;

/// How long after writing it an author may still change a note. Afterwards it is history, and a further note corrects it.
const OPEN: Duration = Duration::from_secs(15 * 60);

/// The moment from which on a note that was written then is history.
pub fn note_closes_at(written_at: Timestamp) -> Timestamp {
    written_at.plus(OPEN)
}

coded! {
    /// What the note about a session usually tells: each is a line that the writer may have put in and fill.
    NotePrompt("prompt") {
        /// What was done.
        Work = "work",
        /// Which areas of the body.
        Areas = "areas",
        /// How the client bore it.
        Borne = "borne",
        /// Breaks that were taken.
        Breaks = "breaks",
        /// Aftercare that was explained or handed out.
        Aftercare = "aftercare",
        /// What the next session is to bring.
        Next = "next",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_open_for_a_quarter_of_an_hour() {
        let written = Timestamp::from_millis(1_790_000_000_000);
        assert_eq!(note_closes_at(written).since(written), Duration::from_secs(900));
    }
}
