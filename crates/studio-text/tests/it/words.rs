//! How messages are written: the house's style as far as a test can see it.

use studio_text::{Args, Lang, has, keys, text};

/// A message in its plural form, with something for every variable.
fn said(lang: Lang, key: &str) -> String {
    let words = [
        "what", "given", "action", "field", "message", "kind", "path", "request", "name", "from", "to",
        "profile", "command", "role", "date", "time", "weekday", "day", "month", "year", "id", "artist",
        "client", "amount", "status", "number", "of",
    ];
    let numbers = ["min", "max", "got", "at", "count", "minutes", "hours", "min_minutes", "max_hours"];
    let args = words.iter().fold(Args::new(), |args, name| args.text(name, "X"));
    text(lang, key, &numbers.iter().fold(args, |args, name| args.number(name, 7)))
}

#[test]
fn every_variable_has_a_known_name() {
    for lang in Lang::ALL.iter().copied() {
        for key in keys(lang) {
            let said = said(lang, key);
            assert!(!said.contains('{') && !said.contains('$'), "{lang}: {key}: {said}");
        }
    }
}

#[test]
fn messages_have_no_full_stop_no_stray_space_and_one_line() {
    for lang in Lang::ALL.iter().copied() {
        for key in keys(lang) {
            let said = said(lang, key);
            assert!(!said.ends_with('.') && !said.ends_with('!'), "{lang}: {key}: {said}");
            assert_eq!(said, said.trim(), "{lang}: {key}");
            assert!(!said.contains('\n') && !said.contains("  "), "{lang}: {key}: {said}");
            assert!(!said.contains(['"', '’', '‘', '…']), "{lang}: {key}: {said}");
            assert!(said.chars().count() <= 110, "{lang}: {key} is long: {said}");
        }
    }
}

/// Labels and sentences begin with a capital; what continues a sentence does not. Days and months are written as each language writes them.
#[test]
fn case_follows_the_place_of_a_message() {
    for lang in Lang::ALL.iter().copied() {
        for key in keys(lang) {
            let said = said(lang, key);
            if ["date-", "weekday-", "month-", "likeness-"].iter().any(|part| key.starts_with(part)) {
                continue;
            }
            let continues = key.starts_with("form-")
                || key.starts_with("count-")
                || key.starts_with("kind-")
                || ["help-choices", "help-default", "help-variable"].contains(&key)
                || ["cli-yes", "cli-no", "cli-never", "cli-none", "cli-can-owner"].contains(&key);
            let first = said.chars().find(|c| c.is_alphanumeric()).unwrap();
            let neither =
                first.is_ascii_digit() || ["ID", "Instagram", "`"].iter().any(|word| said.starts_with(word));
            assert!(neither || first.is_lowercase() == continues, "{lang}: {key}: {said}");
        }
    }
}

/// Spanish may take a third more room, not twice as much, or it does not fit where English fits.
#[test]
fn spanish_fits_where_english_fits() {
    for key in keys(Lang::En) {
        let (english, spanish) = (said(Lang::En, key).chars().count(), said(Lang::Es, key).chars().count());
        assert!(spanish <= english * 3 / 2 + 14, "{key}: {spanish} characters against {english}");
    }
}

#[test]
fn spanish_addresses_nobody() {
    let forms =
        [" tu ", " tú ", " usted", " ustedes", " vos ", " su contraseña", " tus ", "inténtalo", "intente "];
    for key in keys(Lang::Es) {
        let said = format!(" {} ", said(Lang::Es, key).to_lowercase());
        for form in forms {
            assert!(!said.contains(form), "{key}: {said}");
        }
    }
}

#[test]
fn hints_and_what_they_help_with_belong_together() {
    for key in keys(Lang::En) {
        if let Some(name) = key.strip_prefix("hint-") {
            let helps = keys(Lang::En).any(|other| {
                other
                    .strip_prefix("error-")
                    .is_some_and(|error| error == name || error.starts_with(&format!("{name}-")))
            });
            assert!(helps, "{key} helps with nothing");
        }
        if let Some(name) = key.strip_prefix("refused-").filter(|name| !name.ends_with("-hint")) {
            assert!(has(Lang::En, &format!("refused-{name}-hint")), "{key} has no hint");
        }
        if let Some(name) = key.strip_prefix("error-conflict-") {
            assert!(has(Lang::En, &format!("hint-conflict-{name}")), "{key} has no hint");
        }
    }
}
