//! Somebody saved the record while its form was open: what each of them changed is brought together, and where both changed the same, both
//! are shown.

use std::collections::BTreeSet;

use studio_app::ClientCard;

use crate::pages::{Form, Say, Typed};

/// A form carries beside each field what stood there when it was opened, under the field's name after this.
pub(super) const WAS: &str = "was.";

/// What stood in the fields when the form was opened; `None` if the form did not say.
pub(super) fn opened_with(typed: &Typed) -> Option<Typed> {
    let was: Typed = typed
        .pairs()
        .filter_map(|(name, value)| Some((name.strip_prefix(WAS)?.to_owned(), value.clone())))
        .collect();
    let said = was.pairs().next().is_some();
    said.then_some(was)
}

/// Fields that are not about the client.
fn is_of_the_form(name: &str) -> bool {
    name.starts_with(WAS) || matches!(name, "version" | "seen" | "master_code" | "anyway")
}

fn values(typed: &Typed, field: &str) -> BTreeSet<String> {
    typed.all(field).into_iter().filter(|value| !value.is_empty()).collect()
}

/// The form of a record that somebody else has saved meanwhile, as it stands there `now`: what was not touched here is as it stands there, and
/// beside what was touched here and there stands what is saved there. Saving once more is meant.
pub(super) fn beside(say: &Say, form: Form, card: &ClientCard, now: &Typed) -> Form {
    let (mut typed, both) = together(&form.typed, now);
    typed.push("version", card.version.to_string());
    let mut errors = form.errors;
    for (field, there) in both {
        let words = match (field.as_str(), &card.preferred_artist) {
            ("preferred_artist_id", Some(artist)) => artist.name.clone(),
            _ if there.is_empty() => say.t("page-nothing"),
            _ => there.join(", "),
        };
        errors.push((field, say.with("stale-now", "what", &words)));
    }
    Form { typed, errors, ..form }
}

/// The form with what was not touched as it stands now and what was touched as it was typed; and the fields that were touched here and there,
/// with what stands there now.
pub(super) fn together(typed: &Typed, now: &Typed) -> (Typed, Vec<(String, Vec<String>)>) {
    let was = opened_with(typed);
    let fields: BTreeSet<&str> =
        typed.pairs().map(|(name, _)| name.as_str()).filter(|name| !is_of_the_form(name)).collect();
    let (mut form, mut both) = (Vec::new(), Vec::new());
    for field in fields {
        let (mine, theirs) = (values(typed, field), values(now, field));
        let before = was.as_ref().map(|was| values(was, field));
        let untouched = before.as_ref() == Some(&mine);
        if !untouched && mine != theirs && before.as_ref() != Some(&theirs) {
            both.push((field.to_owned(), theirs.iter().cloned().collect()));
        }
        let kept = if untouched { theirs } else { mine };
        // A field that was emptied is still one that was sent.
        form.push((field.to_owned(), String::new()));
        form.extend(kept.into_iter().map(|value| (field.to_owned(), value)));
    }
    (form.into_iter().collect(), both)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        pairs.iter().copied().collect()
    }

    #[test]
    fn what_each_changed_is_kept_and_what_both_changed_is_shown() {
        let mine = typed(&[
            ("city", "Oaxaca"),
            ("was.city", "Puebla"),
            ("phone", "600 1"),
            ("was.phone", "600 1"),
            ("gender", ""),
            ("was.gender", "woman"),
            ("styles", ""),
            ("styles", "Blackwork"),
            ("was.styles", "Blackwork"),
            ("version", "3"),
            ("anyway", "1"),
        ]);
        let now = typed(&[
            ("city", "Mérida"),
            ("phone", "600 2"),
            ("gender", "woman"),
            ("styles", "Fine line"),
            ("version", "4"),
        ]);
        let (form, both) = together(&mine, &now);
        assert_eq!(form.get("city"), "Oaxaca");
        assert_eq!(form.get("phone"), "600 2", "not touched here");
        assert_eq!(form.get("gender"), "", "emptied here, not touched there");
        assert_eq!(values(&form, "styles"), BTreeSet::from(["Fine line".to_owned()]));
        assert_eq!(both, [("city".to_owned(), vec!["Mérida".to_owned()])]);
        assert!(form.maybe("version").is_none() && form.maybe("anyway").is_none());
    }

    #[test]
    fn without_knowing_what_stood_there_everything_typed_stays() {
        let (form, both) = together(
            &typed(&[("city", "Oaxaca"), ("phone", "1")]),
            &typed(&[("city", "Mérida"), ("phone", "1")]),
        );
        assert_eq!(form.get("city"), "Oaxaca");
        assert_eq!(both.len(), 1);
    }
}
