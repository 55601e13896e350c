//! The values that a message mentions.

use fluent_bundle::{FluentArgs, FluentValue};

/// Greatest whole number that the message format holds exactly; it computes with 64-bit floating point.
const EXACT: u64 = 1 << 53;

/// Named values for a message. Names are those of the message's variables, without `$`.
///
/// ```
/// use studio_text::{Args, Lang, text};
///
/// let args = Args::new().text("field", "Name").text("message", "This is needed");
/// assert_eq!(text(Lang::En, "error-invalid-field", &args), "Name: This is needed");
/// ```
#[derive(Debug, Default)]
pub struct Args(FluentArgs<'static>);

impl Args {
    /// No values.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A text, shown as it is. Pages escape the finished message, not its values.
    #[must_use]
    pub fn text(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.set(name.to_owned(), value.into());
        self
    }

    /// A whole number. It chooses singular or plural, and is shown without separators.
    #[must_use]
    pub fn number(mut self, name: &str, value: i64) -> Self {
        let value = if value.unsigned_abs() <= EXACT {
            FluentValue::from(value)
        } else {
            // Beyond that a text is exact and a plural is plural.
            FluentValue::from(value.to_string())
        };
        self.0.set(name.to_owned(), value);
        self
    }

    /// A value of which only the written form is known: a number where it is written exactly as one is
    /// shown (`12`, not `012`), so that it chooses singular or plural; a text otherwise.
    #[must_use]
    pub fn value(self, name: &str, value: &str) -> Self {
        match value.parse::<i64>() {
            Ok(number) if number.to_string() == value => self.number(name, number),
            Ok(_) | Err(_) => self.text(name, value),
        }
    }

    pub(crate) fn inner(&self) -> &FluentArgs<'static> {
        &self.0
    }
}
