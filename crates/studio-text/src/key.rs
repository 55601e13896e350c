//! From the stable codes of the program to the keys of messages.

/// The key of the message about a code: `key("action", "agenda.no_show")` is `action-agenda-no-show`.
///
/// Dots and underscores of the code become hyphens, since keys have no other sign.
///
/// ```
/// assert_eq!(studio_text::key("rule", "too_short"), "rule-too-short");
/// ```
#[must_use]
pub fn key(prefix: &str, code: &str) -> String {
    format!("{prefix}-{}", code.replace(['.', '_'], "-"))
}
