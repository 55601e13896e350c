//! A form: what was typed, and what is wrong with it.

use studio_app::Told;

/// Begins the names under which it is kept that a file was chosen.
const LOST: &str = "lost.";

/// What was typed, field by field; a field may come several times.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed(Vec<(String, String)>);

impl Typed {
    pub(crate) fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The last value of a field; empty if it is not there.
    pub(crate) fn get(&self, field: &str) -> &str {
        self.maybe(field).unwrap_or_default()
    }

    pub(crate) fn maybe(&self, field: &str) -> Option<&str> {
        self.0.iter().rev().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// Remembers that a file was chosen in a field: a browser does not.
    pub(crate) fn lose(&mut self, field: &str, name: String) {
        self.0.push((format!("{LOST}{field}"), name));
    }

    /// Name of the file that was chosen in a field, where it is not there any more.
    pub(crate) fn lost(&self, field: &str) -> Option<&str> {
        self.maybe(&format!("{LOST}{field}")).filter(|name| !name.is_empty())
    }

    /// All values of a field.
    pub(crate) fn all(&self, field: &str) -> Vec<String> {
        self.0.iter().filter(|(name, _)| name == field).map(|(_, value)| value.clone()).collect()
    }

    /// Everything except these fields, for sending it again.
    pub(crate) fn without(&self, fields: &[&str]) -> Self {
        Self(self.0.iter().filter(|(name, _)| !fields.contains(&name.as_str())).cloned().collect())
    }

    /// These fields and what stood in them.
    pub(crate) fn only(&self, fields: &[&str]) -> Self {
        let of_these = |name: &str| fields.contains(&name.strip_prefix("was.").unwrap_or(name));
        Self(self.0.iter().filter(|(name, _)| of_these(name)).cloned().collect())
    }

    /// The same without what nobody can see or type into a field, such as a NUL byte.
    #[must_use]
    pub(crate) fn printable(mut self) -> Self {
        for (_, value) in &mut self.0 {
            value.retain(|c| !c.is_control() || matches!(c, '\n' | '\t'));
        }
        self
    }

    /// These and those; of a field that is in both, what was typed last is that of the others.
    #[must_use]
    pub(crate) fn and(mut self, others: &Self) -> Self {
        self.0.extend(others.0.iter().cloned());
        self
    }

    pub(crate) fn push(&mut self, field: &str, value: String) {
        self.0.push((field.to_owned(), value));
    }

    pub(crate) fn pairs(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter()
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Typed {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }
}

/// A form as it is shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    pub(crate) typed: Typed,
    /// What is said above the fields: what happened, and what helps.
    pub(crate) summary: Option<(String, Option<String>)>,
    /// Field and what is wrong with it.
    pub(crate) errors: Vec<(String, String)>,
    /// The field in which typing begins.
    pub(crate) first: &'static str,
}

impl Form {
    pub(crate) fn new(typed: Typed) -> Self {
        Self { typed, ..Self::default() }
    }

    /// The same, with typing to begin in this field.
    pub(crate) fn begin_in(mut self, field: &'static str) -> Self {
        self.first = field;
        self
    }

    pub(crate) fn begins_in(&self, field: &str) -> bool {
        self.first == field
    }

    /// The same with what is wrong.
    pub(crate) fn told(mut self, told: &Told) -> Self {
        self.errors =
            told.errors.iter().map(|wrong| (wrong.field.to_owned(), wrong.message.clone())).collect();
        self.summary = Some((told.message.clone(), told.hint.clone()));
        self
    }

    pub(crate) fn value(&self, field: &str) -> &str {
        self.typed.get(field)
    }

    pub(crate) fn has(&self, field: &str, value: &str) -> bool {
        self.typed.pairs().any(|(name, typed)| name == field && typed == value)
    }

    /// Name of the file that was chosen in a field and did not survive that the form came back.
    pub(crate) fn lost(&self, field: &str) -> Option<&str> {
        self.typed.lost(field)
    }

    pub(crate) fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|(name, _)| name == field).map(|(_, message)| message.as_str())
    }
}
