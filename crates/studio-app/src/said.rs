//! What a request says, in one text: by which one that is sent twice is told from another one under the same key.

use std::fmt::Write as _;

/// Fields, one behind the other. Two lists of fields that differ anywhere are two texts.
#[derive(Debug, Default)]
pub(crate) struct Said(String);

impl Said {
    /// Adds a field; one that was left out is not one that is empty.
    pub(crate) fn field(&mut self, field: Option<&str>) {
        match field {
            // The length before the text keeps two fields apart, whatever is in them. Writing to a text does not fail.
            Some(text) => drop(write!(self.0, "{}:{text}", text.len())),
            None => self.0.push('-'),
        }
    }

    /// Adds a field of several values.
    pub(crate) fn several<'a>(&mut self, fields: Option<impl Iterator<Item = &'a str>>) {
        let Some(fields) = fields else { return self.field(None) };
        let mut inner = Self::default();
        fields.for_each(|field| inner.field(Some(field)));
        self.field(Some(&inner.0));
    }

    /// The whole.
    pub(crate) fn text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_differs_is_another_text() {
        let text = |fields: &[Option<&str>], several: Option<&[&str]>| {
            let mut said = Said::default();
            fields.iter().for_each(|field| said.field(*field));
            said.several(several.map(|all| all.iter().copied()));
            said.text()
        };
        let all = [
            text(&[Some("ab"), Some("c")], None),
            text(&[Some("a"), Some("bc")], None),
            text(&[Some("abc"), None], None),
            text(&[None, Some("abc")], None),
            text(&[Some("abc"), Some("")], None),
            text(&[Some("ab"), Some("c")], Some(&[])),
            text(&[Some("ab"), Some("c")], Some(&["x", "y"])),
            text(&[Some("ab"), Some("c")], Some(&["xy"])),
            text(&[Some("ab"), Some("c"), Some("x")], Some(&["y"])),
        ];
        for (nth, one) in all.iter().enumerate() {
            assert!(!all[nth + 1..].contains(one), "{one:?} stands for two");
        }
    }
}
