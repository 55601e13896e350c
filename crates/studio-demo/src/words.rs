//! The texts of the invented studio: written for each language, not translated from the other.

mod en;
mod es;

use studio_domain::{Language, Question};

/// Everything that is said in one language. In sentences, `{style}`, `{placement}`, `{piece}` and `{name}` stand for what fits.
#[derive(Debug)]
pub(crate) struct Words {
    /// A city and its state or province.
    pub(crate) cities: &'static [(&'static str, &'static str)],
    /// Streets, as an address begins or goes on with them.
    pub(crate) streets: &'static [&'static str],
    /// An address: `{street}` and `{number}`.
    pub(crate) address: &'static [&'static str],
    /// Woman, man, other.
    pub(crate) genders: [&'static str; 3],
    /// Who is called in an emergency.
    pub(crate) relationships: &'static [&'static str],
    /// Who answers for a minor.
    pub(crate) guardians: &'static [&'static str],
    /// By whom somebody was sent: `{name}`.
    pub(crate) sent_by: &'static str,
    /// Other ways to the studio.
    pub(crate) found_by: &'static [&'static str],
    /// Pinned notes.
    pub(crate) pins: &'static [&'static str],
    /// What somebody wants tattooed.
    pub(crate) pieces: &'static [&'static str],
    /// The first sentence of a note at the desk.
    pub(crate) wishes: &'static [&'static str],
    /// The second one.
    pub(crate) circumstances: &'static [&'static str],
    /// The last one.
    pub(crate) agreements: &'static [&'static str],
    /// What was done in a session.
    pub(crate) work: &'static [&'static str],
    /// How it was borne, and breaks.
    pub(crate) bearing: &'static [&'static str],
    /// Aftercare and the next session.
    pub(crate) ends: &'static [&'static str],
    /// Services by the hour: `{style}`, `{placement}`.
    pub(crate) services: &'static [&'static str],
    /// What a consultation without price is called.
    pub(crate) consultation: &'static str,
    /// Details of a *yes* in the health screening.
    pub(crate) health: &'static [(Question, &'static [&'static str])],
    /// Further observations there.
    pub(crate) observations: &'static [&'static str],
    /// Text of an artist's page: `{styles}`.
    pub(crate) bios: &'static [&'static str],
    /// How the last two entries of a list are joined.
    pub(crate) and: &'static str,
}

/// The texts of a language.
pub(crate) const fn of(language: Language) -> &'static Words {
    match language {
        Language::En => &en::WORDS,
        Language::Es => &es::WORDS,
    }
}

/// Several words as a sentence has them: `fine line, dotwork and blackwork`.
pub(crate) fn listed(words: &[&str], and: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} {and} {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_as_much_to_say() {
        let sizes = |words: &Words| {
            [
                words.pieces.len(),
                words.wishes.len(),
                words.circumstances.len(),
                words.agreements.len(),
                words.work.len(),
                words.bearing.len(),
                words.ends.len(),
                words.pins.len(),
                words.services.len(),
                words.health.len(),
                words.bios.len(),
            ]
        };
        assert_eq!(sizes(of(Language::En)), sizes(of(Language::Es)));
    }

    #[test]
    fn lists_read_like_sentences() {
        assert_eq!(listed(&[], "and"), "");
        assert_eq!(listed(&["a"], "and"), "a");
        assert_eq!(listed(&["a", "b", "c"], "and"), "a, b and c");
    }
}
