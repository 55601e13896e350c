//! In which language the program speaks: what `--lang` says, else the terminal's, else the studio's.

use clap::builder::PossibleValuesParser;
use studio_text::Lang;

/// What `--lang` takes.
pub(crate) fn parser() -> PossibleValuesParser {
    PossibleValuesParser::new(Lang::ALL.iter().map(|lang| lang.code()))
}
