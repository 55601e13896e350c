//! Calendar feeds: how much of an artist's agenda an address gives away.

use crate::coded::coded;

coded! {
    /// What somebody who knows the address of a feed reads.
    FeedPrivacy("privacy") {
        /// That a time is taken.
        BusyOnly = "busy_only",
        /// The client's first name as well.
        FirstName = "first_name",
        /// Full name, service and status.
        Full = "full",
    }
}

/// The first word of a name.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_name_is_the_first_word() {
        for (name, first) in [("Sofía O'Farrill Núñez", "Sofía"), ("  Lola ", "Lola"), ("", "")] {
            assert_eq!(first_name(name), first);
        }
    }
}
