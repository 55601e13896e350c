//! In which language the program speaks: what `--lang` says, else the terminal's, else the studio's.

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;
use studio_text::Lang;

/// The variables that name a terminal's language, the strongest first.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// What `--lang` takes.
pub(crate) fn parser() -> PossibleValuesParser {
    PossibleValuesParser::new(Lang::ALL.iter().map(|lang| lang.code()))
}

/// The language of the terminal. Of several variables the strongest alone counts, as everywhere; `C` and languages without messages say
/// nothing.
pub(crate) fn of_terminal(variable: impl Fn(&str) -> Option<OsString>) -> Option<Lang> {
    let tag = VARIABLES.iter().find_map(|name| variable(name).filter(|value| !value.is_empty()))?;
    Lang::parse(tag.to_str()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(set: &[(&str, &str)]) -> Option<Lang> {
        of_terminal(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).into()))
    }

    #[test]
    fn the_strongest_variable_counts_alone() {
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[("LANG", "es_MX.UTF-8")]), Some(Lang::Es));
        assert_eq!(of(&[("LANG", "es_MX.UTF-8"), ("LC_MESSAGES", "en_GB")]), Some(Lang::En));
        assert_eq!(of(&[("LANG", "es_MX.UTF-8"), ("LC_ALL", "C.UTF-8")]), None);
        assert_eq!(of(&[("LANG", "es_MX.UTF-8"), ("LC_ALL", "")]), Some(Lang::Es));
        assert_eq!(of(&[("LANG", "fr_FR.UTF-8")]), None);
    }
}
