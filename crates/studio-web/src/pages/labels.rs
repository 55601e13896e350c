//! What the fields of forms are called: the same words above a field, in the summary of what is wrong, and where a form that waited is shown.

use studio_domain::Question;
use studio_text::key;

/// Fields whose label is another message than `field-NAME`: the kind of form (empty: every other one), the field, the message.
const OTHERWISE: &[(&str, &str, &str)] = &[
    ("age", "birth_date", "age-says"),
    ("block", "from_date", "blocks-from-date"),
    ("block", "from_time", "blocks-from-time"),
    ("block", "to_date", "blocks-to-date"),
    ("block", "to_time", "blocks-to-time"),
    ("block", "until", "blocks-until"),
    ("block", "which", "blocks-which"),
    ("block", "whole_days", "blocks-whole-days"),
    ("booking", "client_q", "field-client-id"),
    ("booking", "deposit", "booking-deposit"),
    ("booking", "new_email", "field-email"),
    ("booking", "new_name", "field-name"),
    ("booking", "new_phone", "field-phone"),
    ("booking", "status", "clients-status"),
    ("cancel", "by", "booking-who-cancels"),
    ("cancel", "cancelled_by", "booking-who-cancels"),
    ("consent", "act", "consent-answer"),
    ("consent", "appointment_id", "consent-about"),
    ("consent", "language", "consent-language"),
    ("correct", "reason", "correction-reason"),
    ("correct", "value", "correction-value"),
    ("decide", "answer", "correction-answer"),
    ("export", "q", "agenda-export-q"),
    ("files", "file", "files-add"),
    ("find", "from", "find-from"),
    ("find", "service", "field-service-id"),
    ("invitation", "password", "invitation-password"),
    ("invitation", "password_again", "setup-password-again"),
    ("note", "text", "note-new"),
    ("note-correct", "text", "note-correct-text"),
    ("photo", "photo", "photo-file"),
    ("portfolio", "appointment_id", "item-session-of"),
    ("portfolio", "client_id", "item-client"),
    ("portfolio", "client_q", "item-client"),
    ("portfolio", "colour", "item-colour"),
    ("portfolio", "description", "item-description"),
    ("portfolio", "made_on", "item-made-on"),
    ("portfolio", "photo", "photo-file"),
    ("portfolio", "placement", "item-placement"),
    ("portfolio", "size", "item-size"),
    ("portfolio", "state", "item-state"),
    ("portfolio", "style", "item-style"),
    ("portfolio", "tags", "item-tags"),
    ("portfolio", "technique", "item-technique"),
    ("portfolio", "title", "item-title"),
    ("portfolio", "work_time", "item-hours"),
    ("session", "text", "booking-note-new"),
    ("session", "then", "booking-then"),
    ("setup", "code", "setup-code"),
    ("setup", "name", "setting-studio-name"),
    ("setup", "password_again", "setup-password-again"),
    ("validity", "validity", "validity-holds"),
    ("", "artist_id", "field-artist"),
    ("", "commission", "booking-commission"),
    ("", "end_date", "booking-end-date"),
    ("", "free_rest", "booking-free-rest"),
    ("", "master_code", "field-code"),
    ("", "of", "field-artist"),
    ("", "photo", "client-photo"),
    ("", "username", "field-user-name"),
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
        ["clients", _, "photo", ..] | ["me", "photo", ..] => "photo",
        ["clients", _, "merge", ..] => "merge",
        ["agenda", "blocks", ..] => "block",
        ["agenda", "new", ..] | ["appointments", _, "edit", ..] => "booking",
        ["agenda", "export", ..] => "export",
        ["agenda", "find", ..] => "find",
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
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    /// Parts of forms whose summary stands in the template around them, with the kind of form.
    const PARTS: &[(&str, &str)] = &[("portfolio/fields.html", "portfolio"), ("clients/questions.html", "")];

    /// The templates, by their places.
    fn templates() -> Vec<(String, String)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let (mut folders, mut all) = (vec![root.clone()], Vec::new());
        while let Some(folder) = folders.pop() {
            let places: Vec<PathBuf> =
                fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
            for place in places {
                if place.is_dir() {
                    folders.push(place);
                    continue;
                }
                let short = place.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                all.push((short, fs::read_to_string(&place).unwrap()));
            }
        }
        all
    }

    /// The parts between commas of each of these calls.
    fn calls<'a>(template: &'a str, begin: &str) -> Vec<Vec<&'a str>> {
        let inside = template.split(begin).skip(1).filter_map(|rest| rest.split(')').next());
        inside.map(|inside| inside.split(',').map(|part| part.trim().trim_matches('"')).collect()).collect()
    }

    /// Form by form: its fields and the message of each one's label.
    fn labelled(template: &str) -> Vec<(&str, &str, String)> {
        let mut all = Vec::new();
        for begin in ["::text(say, ", "::choice(say, ", "::several(say, ", "::file(say, "] {
            for call in calls(template, begin) {
                if let [form, field, message, ..] = call[..] {
                    all.push((form, field, message.replace('_', "-")));
                }
            }
        }
        for rest in template.split("<label for=\"f-").skip(1) {
            let (field, rest) = rest.split_once('"').unwrap();
            let Some(message) = rest.strip_prefix(">{{ say.t(\"") else { continue };
            all.push(("form", field, message.split('"').next().unwrap().replace('_', "-")));
        }
        all
    }

    #[test]
    fn a_summary_calls_every_field_as_its_label_does() {
        let mut seen = 0;
        for (place, template) in templates() {
            let mut kinds: BTreeMap<&str, &str> = calls(&template, "::summary(shell, ")
                .into_iter()
                .map(|call| (call[0], call.get(1).copied().unwrap_or_default()))
                .collect();
            kinds.extend(PARTS.iter().filter(|(part, _)| *part == place).map(|(_, kind)| ("form", *kind)));
            // What has no summary has nothing that could say otherwise.
            let of = |form: &str| kinds.get(form).or_else(|| kinds.values().next()).copied();
            for (form, field, message) in labelled(&template) {
                // The field of a row of many is named after the row.
                let Some(kind) = of(form).filter(|_| !field.contains('{')) else { continue };
                let alike = kinds.values().any(|kind| label(kind, field) == message);
                assert!(
                    label(kind, field) == message || (form == "form" && alike),
                    "IF YOU NAME A FIELD OTHERWISE: add it to OTHERWISE ({place}: `{field}` is `{message}`)"
                );
                seen += 1;
            }
        }
        assert!(seen > 90, "only {seen} labels were found");
    }

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
