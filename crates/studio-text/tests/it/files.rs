//! The message files themselves: readable, complete, the same in each language.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests: a file that can't be read is a failed test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser;
use studio_text::{Lang, keys};

/// What a file says about one message.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    variables: BTreeSet<String>,
    /// Variables that a choice of variants depends on.
    selectors: BTreeSet<String>,
    attributes: usize,
    /// Fixed parts of the text, for comparing languages.
    written: String,
}

fn folder(lang: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("messages").join(lang)
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Every message of a language; fails on anything unreadable and on a key that is there twice.
fn shapes(lang: &str) -> BTreeMap<String, Shape> {
    let mut shapes = BTreeMap::new();
    for name in names(&folder(lang)) {
        let source = std::fs::read_to_string(folder(lang).join(&name)).unwrap();
        let resource = match parser::parse(source.as_str()) {
            Ok(resource) => resource,
            Err((_, errors)) => panic!("{lang}/{name}: {errors:?}"),
        };
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let twice = shapes.insert(message.id.name.to_owned(), shape(message));
                    assert!(twice.is_none(), "{lang}/{name}: {} is there twice", message.id.name);
                }
                Entry::Term(term) => panic!("{lang}/{name}: term {}", term.id.name),
                Entry::Junk { content } => panic!("{lang}/{name}: {content}"),
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            }
        }
    }
    shapes
}

fn shape(message: &Message<&str>) -> Shape {
    let mut shape = Shape { attributes: message.attributes.len(), ..Shape::default() };
    if let Some(pattern) = &message.value {
        walk(pattern, &mut shape);
    }
    shape
}

fn walk(pattern: &Pattern<&str>, shape: &mut Shape) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => shape.written.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                shape.variables.insert(variable(inline));
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                shape.variables.insert(variable(selector));
                shape.selectors.insert(variable(selector));
                variants.iter().for_each(|variant| walk(&variant.value, shape));
            }
        }
    }
}

/// Messages use variables only: no functions, no terms, no references, no literals.
fn variable(inline: &InlineExpression<&str>) -> String {
    match inline {
        InlineExpression::VariableReference { id } => id.name.to_owned(),
        other => panic!("only variables are used: {other:?}"),
    }
}

#[test]
fn every_folder_is_a_language_with_the_same_files() {
    let folders = names(&Path::new(env!("CARGO_MANIFEST_DIR")).join("messages"));
    assert_eq!(folders, Lang::ALL.iter().map(|lang| lang.code().to_owned()).collect());
    for lang in Lang::ALL {
        assert_eq!(names(&folder(lang.code())), names(&folder("en")), "{lang}");
    }
}

/// A file that is in the folder but not in the list of embedded ones would be missed here.
#[test]
fn what_is_in_the_files_is_what_the_program_has() {
    for lang in Lang::ALL.iter().copied() {
        let embedded: Vec<_> = keys(lang).collect();
        let distinct: BTreeSet<_> = embedded.iter().map(|key| (*key).to_owned()).collect();
        assert_eq!(distinct.len(), embedded.len(), "{lang}");
        assert_eq!(distinct, shapes(lang.code()).into_keys().collect(), "{lang}");
    }
}

#[test]
fn every_language_has_the_same_keys_and_variables() {
    let english = shapes("en");
    for lang in Lang::ALL {
        let other = shapes(lang.code());
        let missing: Vec<_> = english.keys().filter(|key| !other.contains_key(*key)).collect();
        let extra: Vec<_> = other.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{lang}: missing {missing:?}, extra {extra:?}");
        for (key, shape) in &other {
            assert_eq!(shape.variables, english[key].variables, "{lang}: variables of {key}");
            assert_eq!(shape.selectors, english[key].selectors, "{lang}: choices of {key}");
            assert_eq!(shape.attributes, 0, "{lang}: {key} has an attribute, which nobody would see");
            let dated = key.starts_with("date-") && !shape.variables.is_empty();
            assert!(dated || !shape.written.trim().is_empty(), "{lang}: {key} says nothing");
        }
    }
}

/// Callers have to know which variables must be numbers: it is always the same ones.
#[test]
fn only_numbers_and_kinds_choose_a_variant() {
    let numbers = ["min", "max", "got", "at", "count", "minutes", "hours"];
    for (key, shape) in shapes("en") {
        for selector in &shape.selectors {
            assert!(
                numbers.contains(&selector.as_str()) || ["kind", "status"].contains(&selector.as_str()),
                "{key} chooses by {selector}"
            );
        }
    }
}

/// Words that are the same in both languages, and messages without words of their own.
const SAME: [&str; 17] = [
    "agenda-block-personal",
    "cli-ask",
    "cli-ask-default",
    "cli-id",
    "cli-named",
    "cli-no",
    "column-id",
    "column-instagram",
    "date-at",
    "date-days",
    "date-short",
    "date-short-year",
    "error-invalid-field",
    "field-id",
    "field-instagram",
    "nav-agenda",
    "reply-no",
];

#[test]
fn nothing_is_left_in_english() {
    let english = shapes("en");
    for lang in Lang::ALL.iter().filter(|lang| **lang != Lang::En) {
        let other = shapes(lang.code());
        let same: Vec<_> = english
            .iter()
            .filter(|(key, shape)| other.get(*key).is_some_and(|other| other.written == shape.written))
            .map(|(key, _)| key.as_str())
            .collect();
        assert_eq!(same, SAME, "{lang}");
    }
}
