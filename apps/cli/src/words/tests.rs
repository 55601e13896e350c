//! The messages that the code names exist, and no message of the command line is left over.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use studio_policy::Help;
use studio_text::{Lang, has, key, keys};

fn sources(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.file_name().is_some_and(|name| name != "tests.rs") {
            all.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// Every text in quotes that looks like the key of a message.
fn named() -> BTreeSet<String> {
    let mut all = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    let is_key = |text: &&str| {
        let known = ["cli-", "error-", "hint-", "field-", "role-", "help-", "arg-"]
            .iter()
            .any(|p| text.starts_with(p));
        known && !text.ends_with('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    };
    all.split('"').filter(is_key).map(str::to_owned).collect()
}

#[test]
fn every_message_that_the_code_names_exists() {
    let parts = ["cli-can"];
    for lang in Lang::ALL.iter().copied() {
        let missing: Vec<_> =
            named().into_iter().filter(|key| !has(lang, key) && !parts.contains(&&**key)).collect();
        assert!(missing.is_empty(), "{lang}: {missing:?}");
    }
}

#[test]
fn no_message_of_the_command_line_is_left_over() {
    let named = named();
    let help: Vec<String> = Help::ALL.iter().map(|help| key("cli-can", help.code())).collect();
    let instead = |name: &str| {
        let page = name.strip_prefix("cli-").is_some_and(|page| has(Lang::En, page));
        page && (name.starts_with("cli-hint-") || name.starts_with("cli-refused-"))
    };
    let left: Vec<_> = keys(Lang::En)
        .filter(|key| key.starts_with("cli-"))
        .filter(|key| !named.contains(*key) && !help.iter().any(|help| help == key) && !instead(key))
        .collect();
    assert!(left.is_empty(), "nobody shows {left:?}");
}
