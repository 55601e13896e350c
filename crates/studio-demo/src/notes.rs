//! Notes as a studio writes them: short, to the point, by people with a machine in the other hand.

use studio_domain::Timestamp;

use crate::chance::Chance;
use crate::words::Words;

/// A dated text about a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// When it was written.
    pub written_at: Timestamp,
    /// The text.
    pub text: String,
}

/// What the desk writes down when somebody asks.
pub(crate) fn at_desk(chance: &mut Chance, words: &Words, style: &str, placement: &str) -> String {
    let piece = chance.pick(words.pieces);
    let mut sentences = vec![chance.pick(words.wishes)];
    if chance.percent(75) {
        sentences.push(chance.pick(words.circumstances));
    }
    if chance.percent(60) {
        sentences.push(chance.pick(words.agreements));
    }
    filled(&sentences.join(" "), style, placement).replace("{piece}", piece)
}

/// What the artist writes down after a session: the work, how it was borne, what comes next, each in a line of its own.
pub(crate) fn after_session(chance: &mut Chance, words: &Words, style: &str, placement: &str) -> String {
    let mut lines = vec![chance.pick(words.work)];
    if chance.percent(80) {
        lines.push(chance.pick(words.bearing));
    }
    lines.push(chance.pick(words.ends));
    filled(&lines.join("\n"), style, placement)
}

/// Words that keep their capital wherever they stand.
const PROPER: [&str; 2] = ["Japanese", "Chicano"];

/// A word of a list as it stands inside a sentence.
pub(crate) fn inside(word: &str) -> String {
    if PROPER.contains(&word) { word.to_owned() } else { word.to_lowercase() }
}

/// A sentence with the words of a list put in; at its start they keep their capital.
pub(crate) fn filled(text: &str, style: &str, placement: &str) -> String {
    let fill = |text: &str, name: &str, word: &str| match text.strip_prefix(name) {
        Some(rest) => format!("{word}{}", rest.replace(name, &inside(word))),
        None => text.replace(name, &inside(word)),
    };
    fill(&fill(text, "{style}", style), "{placement}", placement)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_capital_only_at_the_start() {
        assert_eq!(filled("{style}, {placement}", "Línea fina", "Muñeca"), "Línea fina, muñeca");
        assert_eq!(filled("Retoque, {placement}", "Línea fina", "Muñeca"), "Retoque, muñeca");
        assert_eq!(filled("A koi, {style}.", "Japanese", "Wrist"), "A koi, Japanese.");
    }
}
