//! The notes of a client's record: free text, and lines in it that the application wrote for itself.

use studio_domain::{Placement, ShortText, Style, Values};

use super::spelled;
use crate::import::cells;
use crate::import::report::IssueCode;
use crate::import::row::{Cell, Row};

/// Begins a line of preferences: `META_PREFS|styles=a,b;zones=c;source=X`.
const PREFERENCES: &str = "META_PREFS|";
/// Begins a line that says whether the client is archived.
const ARCHIVED: &str = "ARCHIVED:";

/// What the notes say.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// What people wrote, without the application's own lines.
    pub(super) text: String,
    pub(super) archived: bool,
    pub(super) styles: Vec<Style>,
    pub(super) placements: Vec<Placement>,
    pub(super) source: Option<ShortText>,
}

impl Notes {
    pub(super) fn read(eye: &mut Row, cell: &Cell, house: &Values) -> Self {
        let Some(raw) = eye.shaped("notes", cell) else { return Self::default() };
        let mut notes = Self::default();
        let mut rest = Vec::new();
        for line in raw.lines() {
            if let Some(preferences) = after(line, PREFERENCES) {
                notes.preferences(eye, preferences, house);
            } else if let Some(archived) = after(line, ARCHIVED).and_then(cells::flag) {
                notes.archived |= archived;
            } else {
                rest.push(line);
            }
        }
        notes.text = rest.join("\n").trim().to_owned();
        notes
    }

    fn preferences(&mut self, eye: &mut Row, line: &str, house: &Values) {
        for part in line.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            let words = || value.split(',').map(str::trim).filter(|word| !word.is_empty());
            match key.trim() {
                "styles" => {
                    let list = house.styles();
                    let styles = words()
                        .filter_map(|word| eye.fit("notes", spelled(word, &list), Style::MAX, Style::parse));
                    self.styles.extend(styles);
                }
                "zones" => {
                    let list = house.placements();
                    let placements = words().filter_map(|word| {
                        eye.fit("notes", spelled(word, &list), Placement::MAX, Placement::parse)
                    });
                    self.placements.extend(placements);
                }
                "source" if value.trim().is_empty() => {}
                "source" => {
                    let word = spelled(value.trim(), &house.sources()).to_owned();
                    self.source = eye.fit("notes", &word, ShortText::MAX, ShortText::parse);
                }
                _ => eye.unknown_preference(part),
            }
        }
    }
}

impl Row {
    /// A part of a line of preferences that nothing is known of: kept as it is.
    fn unknown_preference(&mut self, part: &str) {
        self.keep(&format!("{PREFERENCES}{part}"));
        self.issue(IssueCode::PreferenceUnknown, Some("notes"), part);
    }
}

/// The rest of a line that begins so, whatever the case.
fn after<'l>(line: &'l str, start: &str) -> Option<&'l str> {
    let (head, rest) = line.trim_start().split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::report::Issue;
    use studio_domain::{Language, Setting, StudioZone};

    fn read(text: &str) -> (Notes, Vec<Issue>, Vec<String>) {
        let mut house = Values::new();
        for setting in [Setting::Styles, Setting::Placements, Setting::Sources] {
            house.set(setting, setting.default_in(Language::Es)).unwrap();
        }
        let mut eye = Row::new("clients", Some(1), StudioZone::UTC).with_notes();
        let notes = Notes::read(&mut eye, &Some(text.to_owned()), &house);
        let (issues, kept) = eye.finish();
        (notes, issues, kept)
    }

    fn words<T: ToString>(all: &[T]) -> Vec<String> {
        all.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn lines_of_the_application_leave_the_text() {
        let (notes, issues, _) = read(
            "Llega siempre tarde.\nMETA_PREFS|styles=Anime,acuarela;zones=muñeca, Cuello;source=TikTok\nPrefiere la tarde.",
        );
        assert_eq!(notes.text, "Llega siempre tarde.\nPrefiere la tarde.");
        assert_eq!(words(&notes.styles), ["Anime", "Acuarela"]);
        assert_eq!(words(&notes.placements), ["Muñeca", "Cuello"]);
        assert_eq!(notes.source.unwrap().as_str(), "TikTok");
        assert!(!notes.archived);
        assert_eq!(issues, []);
    }

    #[test]
    fn a_line_archives() {
        for (text, archived, rest) in [
            ("ARCHIVED: true", true, ""),
            ("archived:TRUE\nVuelve en mayo", true, "Vuelve en mayo"),
            ("ARCHIVED: false", false, ""),
            ("ARCHIVED: quizás", false, "ARCHIVED: quizás"),
            ("No ARCHIVED: true", false, "No ARCHIVED: true"),
            ("ARCHIVED", false, "ARCHIVED"),
        ] {
            let (notes, ..) = read(text);
            assert_eq!((notes.archived, notes.text.as_str()), (archived, rest), "{text}");
        }
    }

    #[test]
    fn what_is_not_known_of_a_line_is_kept() {
        let (notes, issues, kept) = read("META_PREFS|styles=;pain=low;source=;zones");
        assert!(notes.styles.is_empty() && notes.source.is_none() && notes.text.is_empty());
        assert_eq!(kept, ["META_PREFS|pain=low"]);
        assert_eq!((issues.len(), issues[0].code), (1, IssueCode::PreferenceUnknown));
        let long = format!("META_PREFS|styles={}", "a".repeat(80));
        let (notes, issues, kept) = read(&long);
        assert_eq!(notes.styles[0].as_str().len(), Style::MAX);
        assert_eq!((issues[0].code, kept[0].len()), (IssueCode::TooLong, "notes: ".len() + 80));
    }
}
