//! The messages of each language, read once for the whole process.

use std::sync::OnceLock;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use fluent_syntax::ast::Entry;
use unic_langid::LanguageIdentifier;

use crate::{Args, Lang};

/// The messages of one language.
struct Catalogue {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    keys: Vec<String>,
}

impl Catalogue {
    /// Reads the embedded files. What can't be read is left out rather than stopping the program: tests
    /// see to it that there is nothing of the kind.
    fn read(lang: Lang) -> Self {
        let locale: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks keep texts of two writing directions apart; both languages have the same one, and in
        // a terminal or a JSON answer the marks are rubbish.
        bundle.set_use_isolating(false);
        let mut keys = Vec::new();
        for source in lang.sources() {
            let resource =
                FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(readable, _)| readable);
            keys.extend(resource.entries().filter_map(|entry| match entry {
                Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            }));
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle, keys }
    }
}

/// The messages of a language.
fn catalogue(lang: Lang) -> Option<&'static Catalogue> {
    static ALL: OnceLock<Vec<Catalogue>> = OnceLock::new();
    ALL.get_or_init(|| Lang::ALL.iter().copied().map(Catalogue::read).collect())
        .iter()
        .find(|catalogue| catalogue.lang == lang)
}

/// The message of a key in a language, with the values put in.
///
/// Never fails: a key that does not exist is given back as `⟦key⟧`, a value that is missing shows the name
/// of its variable. Values are put in as they are, so a page has to escape the whole.
#[must_use]
pub fn text(lang: Lang, key: &str, args: &Args) -> String {
    let written = catalogue(lang).and_then(|catalogue| {
        let pattern = catalogue.bundle.get_message(key)?.value()?;
        let mut missing = Vec::new();
        Some(catalogue.bundle.format_pattern(pattern, Some(args.inner()), &mut missing).into_owned())
    });
    written.unwrap_or_else(|| format!("⟦{key}⟧"))
}

/// Whether a language has a message of this key.
#[must_use]
pub fn has(lang: Lang, key: &str) -> bool {
    catalogue(lang).is_some_and(|catalogue| catalogue.bundle.has_message(key))
}

/// The keys of all messages of a language, in the order of the files.
pub fn keys(lang: Lang) -> impl Iterator<Item = &'static str> {
    catalogue(lang).into_iter().flat_map(|catalogue| catalogue.keys.iter().map(String::as_str))
}
