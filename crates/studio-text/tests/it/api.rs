//! Looking up and filling in messages.

use studio_text::{Args, Lang, has, key, keys, text};

#[test]
fn languages_are_found_by_any_usual_tag() {
    for tag in ["es", "ES", "es-MX", "es_ES.UTF-8", "es-419", "es_AR@euro", " es ", "es.UTF-8"] {
        assert_eq!(Lang::parse(tag), Some(Lang::Es), "{tag}");
    }
    for tag in ["en", "en-GB", "en_US.UTF-8", "EN-us"] {
        assert_eq!(Lang::parse(tag), Some(Lang::En), "{tag}");
    }
    for tag in ["", " ", "C", "POSIX", "C.UTF-8", "fr-FR", "est", "e", "-es", "español"] {
        assert_eq!(Lang::parse(tag), None, "{tag}");
    }
    for lang in Lang::ALL {
        assert_eq!(Lang::parse(lang.code()), Some(*lang));
        assert_eq!(lang.to_string(), lang.code());
    }
    assert_eq!(Lang::ALL, [Lang::En, Lang::Es]);
    assert_eq!(Lang::ALL.iter().map(|lang| lang.name()).collect::<Vec<_>>(), ["English", "Español"]);
}

#[test]
fn plurals_follow_the_number_in_both_languages() {
    for (lang, count, expected) in [
        (Lang::En, 0, "Too many attempts: try again in 0 minutes"),
        (Lang::En, 1, "Too many attempts: try again in one minute"),
        (Lang::En, 2, "Too many attempts: try again in 2 minutes"),
        (Lang::Es, 0, "Demasiados intentos: se puede volver a probar en 0 minutos"),
        (Lang::Es, 1, "Demasiados intentos: se puede volver a probar en un minuto"),
        (Lang::Es, 15, "Demasiados intentos: se puede volver a probar en 15 minutos"),
    ] {
        assert_eq!(text(lang, "error-sign-in-locked", &Args::new().number("minutes", count)), expected);
    }
}

#[test]
fn numbers_are_exact_and_plain_whatever_their_size() {
    for number in [0, -2, 1_000_000, 9_007_199_254_740_993, i64::MAX, i64::MIN] {
        let args = Args::new().number("count", number);
        assert_eq!(text(Lang::En, "error-invalid", &args), format!("{number} values can't be accepted"));
    }
}

#[test]
fn a_written_value_is_a_number_only_if_it_is_written_like_one() {
    let said = |value| text(Lang::En, "error-invalid", &Args::new().value("count", value));
    assert_eq!(said("1"), "One value can't be accepted");
    assert_eq!(said("2"), "2 values can't be accepted");
    for odd in ["01", "+1", "1.0", "1 ", "1e0", "", "uno", "99999999999999999999"] {
        assert_eq!(said(odd), format!("{odd} values can't be accepted"));
    }
}

#[test]
fn values_are_put_in_as_they_are() {
    for given in ["{ $min }", "⟦x⟧", "<b>", "Ñandú “rojo”", "a\nb", "\u{202e}abc", ""] {
        let args = Args::new().text("given", given);
        assert_eq!(
            text(Lang::En, "rule-unknown", &args),
            format!("“{given}” is not one of the possible values")
        );
        assert_eq!(
            text(Lang::Es, "rule-unknown", &args),
            format!("«{given}» no está entre los valores posibles")
        );
    }
}

#[test]
fn the_last_value_of_a_name_counts() {
    let args = Args::new().text("path", "/a").text("path", "/b");
    assert_eq!(text(Lang::En, "error-no-studio", &args), "There is no studio in /b");
}

#[test]
fn what_is_missing_is_shown_and_nothing_fails() {
    for lang in Lang::ALL.iter().copied() {
        for missing in ["no-such-key", "", "error invalid", "ERROR-STALE", "error-stale.hint", "⟦⟧", "{", "é"]
        {
            assert!(!has(lang, missing), "{missing}");
            assert_eq!(text(lang, missing, &Args::new()), format!("⟦{missing}⟧"));
        }
    }
    assert_eq!(text(Lang::En, "error-no-studio", &Args::new()), "There is no studio in {$path}");
}

#[test]
fn every_listed_key_is_there() {
    for lang in Lang::ALL.iter().copied() {
        assert!(keys(lang).count() > 200);
        for key in keys(lang) {
            assert!(has(lang, key), "{key}");
            assert!(!text(lang, key, &Args::new()).starts_with('⟦'), "{key}");
        }
    }
}

#[test]
fn keys_are_made_from_codes() {
    assert_eq!(key("action", "agenda.no_show"), "action-agenda-no-show");
    assert_eq!(key("refused", "needs_elevation"), "refused-needs-elevation");
    assert_eq!(key("kind", "user"), "kind-user");
}

/// Threads that ask at once, from the very first message on, all get the same answer.
#[test]
fn many_threads_may_ask() {
    let said: Vec<String> = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    Lang::ALL
                        .iter()
                        .flat_map(|lang| {
                            (0..200).map(|n| text(*lang, "error-invalid", &Args::new().number("count", n)))
                        })
                        .collect()
                })
            })
            .collect();
        asking.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(said.iter().all(|all| *all == said[0] && all.contains("199 valores")));
}

#[test]
fn of_a_terminals_variables_the_strongest_counts_alone() {
    let of = |set: &[(&str, &str)]| {
        Lang::of_terminal(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).into()))
    };
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[("LANG", "es_MX.UTF-8")]), Some(Lang::Es));
    assert_eq!(of(&[("LANG", "es_MX.UTF-8"), ("LC_MESSAGES", "en_GB")]), Some(Lang::En));
    assert_eq!(of(&[("LANG", "es_MX.UTF-8"), ("LC_ALL", "C.UTF-8")]), None);
    assert_eq!(of(&[("LANG", "es_MX.UTF-8"), ("LC_ALL", "")]), Some(Lang::Es));
    assert_eq!(of(&[("LANG", "fr_FR.UTF-8")]), None);
}
