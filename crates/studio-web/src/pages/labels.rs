//! What the fields of forms are called: the same words above a field, in the summary of what is wrong, and where a form that waited is shown.

use studio_domain::Question;
use studio_text::key;

/// Fields whose label is another message than `field-NAME`: the kind of form (empty: every other one), the field, the message.
const OTHERWISE: &[(&str, &str, &str)] = &[
    ("age", "birth_date", "age-says"),
    ("block", "from_time", "blocks-from-time"),
    ("block", "to_time", "blocks-to-time"),
    ("block", "until", "blocks-until"),
    ("block", "which", "blocks-which"),
    ("block", "whole_days", "blocks-whole-days"),
    ("booking", "client_q", "field-client-id"),
    ("booking", "deposit", "booking-deposit"),
    ("booking", "new_email", "field-email"),
    ("booking", "new_name", "field-name"),
    ("booking", "new_phone", "field-phone"),
    ("cancel", "by", "booking-who-cancels"),
    ("cancel", "cancelled_by", "booking-who-cancels"),
    ("consent", "act", "consent-answer"),
    ("consent", "appointment_id", "consent-about"),
    ("consent", "language", "consent-language"),
    ("correct", "reason", "correction-reason"),
    ("correct", "value", "correction-value"),
    ("decide", "answer", "correction-answer"),
    ("files", "file", "files-add"),
    ("find", "from", "find-from"),
    ("find", "service", "field-service-id"),
    ("find", "q", "agenda-export-q"),
    ("invitation", "password", "invitation-password"),
    ("note", "text", "note-new"),
    ("note-correct", "text", "note-correct-text"),
    ("photo", "photo", "photo-file"),
    ("portfolio", "client_id", "item-client"),
    ("session", "text", "booking-note-new"),
    ("session", "then", "booking-then"),
    ("setup", "code", "setup-code"),
    ("setup", "name", "setting-studio-name"),
    ("validity", "validity", "validity-holds"),
    ("", "artist_id", "field-artist"),
    ("", "commission", "booking-commission"),
    ("", "end_date", "booking-end-date"),
    ("", "free_rest", "booking-free-rest"),
    ("", "master_code", "field-code"),
    ("", "photo", "client-photo"),
    ("", "months", "validity-number"),
    ("", "headers", "csv-export-headers"),
];

/// The kind of form that is sent to an address.
pub(super) fn kind_of(path: &str) -> &'static str {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let parts: [&str; 5] = std::array::from_fn(|_| parts.next().unwrap_or_default());
    match parts {
        ["clients", _, "age-check", ..] => "age",
        ["clients", _, "consent", ..] => "consent",
        ["clients", _, "correct", ..] => "correct",
        ["clients", _, "corrections", ..] => "decide",
        ["clients", _, "notes", "", ..] => "note",
        ["clients", _, "notes", ..] => "note-correct",
        ["clients", _, "photo", ..] => "photo",
        ["clients", _, "merge", ..] => "merge",
        ["agenda", "blocks", ..] => "block",
        ["agenda", "new", ..] | ["appointments", _, "edit", ..] => "booking",
        ["agenda", "find" | "export", ..] => "find",
        ["appointments", _, "cancel", ..] => "cancel",
        ["appointments", _, "complete" | "note", ..] => "session",
        ["appointments", _, "files", ..] => "files",
        ["settings", "consents", "validity", ..] => "validity",
        ["portfolio", ..] => "portfolio",
        ["setup", ..] => "setup",
        ["invitation", ..] => "invitation",
        _ => "",
    }
}

/// The message of a field's label in this kind of form. The detail of an answer is called as its question is.
pub(super) fn label(kind: &str, field: &str) -> String {
    let field = field.strip_suffix(".detail").or_else(|| field.strip_prefix("side.")).unwrap_or(field);
    let other = OTHERWISE.iter().find(|(of, name, _)| (of.is_empty() || *of == kind) && *name == field);
    if let Some((_, _, message)) = other {
        return (*message).to_owned();
    }
    match Question::ASKED.iter().any(|question| question.code() == field) {
        true => key("question", field),
        false => key("field", field),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_kind_of_form_it_is() {
        for (path, kind) in [
            ("/clients/7/notes", "note"),
            ("/clients/7/notes/9", "note-correct"),
            ("/clients/7/consent/informed/withdraw", "consent"),
            ("/appointments/3/edit", "booking"),
            ("/clients/7/edit", ""),
            ("/", ""),
        ] {
            assert_eq!(kind_of(path), kind, "{path}");
        }
    }

    #[test]
    fn the_kind_of_form_comes_before_what_is_usual() {
        assert_eq!(label("correct", "reason"), "correction-reason");
        assert_eq!(label("cancel", "reason"), "field-reason");
        assert_eq!(label("", "allergy_latex"), "question-allergy-latex");
        assert_eq!(label("", "allergy_latex.detail"), "question-allergy-latex");
    }
}
