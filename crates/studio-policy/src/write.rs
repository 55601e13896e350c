//! The matrix as text, Markdown, CSV and JSON.

use core::fmt::{Result, Write};

use crate::{Action, Column, Grant, Matrix};

#[cfg(test)]
mod tests;

coded! {
    /// How a matrix is written.
    pub enum Format {
        /// Aligned columns for a terminal, without descriptions.
        Text = "text",
        /// A heading and a table for each area.
        Markdown = "markdown",
        /// Comma separated with a header line; quoted as RFC 4180 says, lines end with a line feed.
        Csv = "csv",
        /// One object with the list `actions`.
        Json = "json",
    }
}

impl Matrix {
    /// Writes the whole matrix: every action, what it allows and the grant of each column.
    ///
    /// CSV and JSON carry the codes of the grants. Text and Markdown are for reading: there a denied cell
    /// is a dash, so that what is given stands out.
    ///
    /// # Errors
    /// Only those of `out`.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> Result {
        match format {
            Format::Text => self.write_text(out),
            Format::Markdown => self.write_markdown(out),
            Format::Csv => self.write_csv(out),
            Format::Json => self.write_json(out),
        }
    }

    /// The matrix as a `String`, see [`write`](Self::write).
    #[cfg(feature = "std")]
    #[must_use]
    pub fn render(&self, format: Format) -> std::string::String {
        let mut text = std::string::String::new();
        // Writing to a `String` has no way to fail, so there is no error to pass on.
        let _infallible = self.write(format, &mut text);
        text
    }

    fn grants(&self, action: Action) -> impl Iterator<Item = (Column, Grant)> {
        Column::ALL.iter().map(move |column| (*column, self.grant(*column, action)))
    }

    fn write_text(&self, out: &mut dyn Write) -> Result {
        write!(out, "{:<24}", "action")?;
        let last = Column::ALL.last();
        for column in Column::ALL {
            pad(out, column.code(), Some(column) == last)?;
        }
        let mut area = "";
        for action in Action::ALL {
            if area != action.area() {
                area = action.area();
                out.write_char('\n')?;
            }
            write!(out, "{action:<24}")?;
            for (column, grant) in self.grants(*action) {
                pad(out, mark(grant), Some(&column) == last)?;
            }
        }
        Ok(())
    }

    fn write_markdown(&self, out: &mut dyn Write) -> Result {
        let mut area = "";
        for action in Action::ALL {
            if area != action.area() {
                if !area.is_empty() {
                    out.write_char('\n')?;
                }
                area = action.area();
                write!(out, "## {area}\n\n| action |")?;
                for column in Column::ALL {
                    write!(out, " {column} |")?;
                }
                out.write_str(" what it allows |\n|---|")?;
                for _ in Column::ALL {
                    out.write_str("---|")?;
                }
                out.write_str("---|\n")?;
            }
            write!(out, "| `{action}` |")?;
            for (_, grant) in self.grants(*action) {
                write!(out, " {} |", mark(grant))?;
            }
            out.write_char(' ')?;
            markdown_cell(out, action.does())?;
            out.write_str(" |\n")?;
        }
        Ok(())
    }

    fn write_csv(&self, out: &mut dyn Write) -> Result {
        out.write_str("action,origin")?;
        for column in Column::ALL {
            write!(out, ",{column}")?;
        }
        out.write_str(",does\n")?;
        for action in Action::ALL {
            csv_cell(out, action.code())?;
            write!(out, ",{}", action.origin())?;
            for (_, grant) in self.grants(*action) {
                write!(out, ",{grant}")?;
            }
            out.write_char(',')?;
            csv_cell(out, action.does())?;
            out.write_char('\n')?;
        }
        Ok(())
    }

    fn write_json(&self, out: &mut dyn Write) -> Result {
        out.write_str("{\n  \"actions\": [")?;
        for (n, action) in Action::ALL.iter().enumerate() {
            out.write_str(if n == 0 { "\n    {\"code\": " } else { ",\n    {\"code\": " })?;
            json_string(out, action.code())?;
            write!(out, ", \"origin\": \"{}\", \"grants\": {{", action.origin())?;
            for (n, (column, grant)) in self.grants(*action).enumerate() {
                let comma = if n == 0 { "" } else { ", " };
                write!(out, "{comma}\"{column}\": \"{grant}\"")?;
            }
            out.write_str("}, \"does\": ")?;
            json_string(out, action.does())?;
            out.write_char('}')?;
        }
        out.write_str("\n  ]\n}\n")
    }
}

/// How a grant reads in a table for people.
const fn mark(grant: Grant) -> &'static str {
    match grant {
        Grant::Allow | Grant::Own | Grant::Locked => grant.code(),
        Grant::Deny => "-",
    }
}

/// One column of the text table; the last one ends the line instead of being padded.
fn pad(out: &mut dyn Write, cell: &str, last: bool) -> Result {
    if last { writeln!(out, "{cell}") } else { write!(out, "{cell:<14}") }
}

fn markdown_cell(out: &mut dyn Write, text: &str) -> Result {
    for c in text.chars() {
        match c {
            '|' => out.write_str("\\|")?,
            '\n' | '\r' => out.write_char(' ')?,
            _ => out.write_char(c)?,
        }
    }
    Ok(())
}

fn csv_cell(out: &mut dyn Write, text: &str) -> Result {
    if !text.contains([',', '"', '\n', '\r']) {
        return out.write_str(text);
    }
    out.write_char('"')?;
    for c in text.chars() {
        if c == '"' {
            out.write_char('"')?;
        }
        out.write_char(c)?;
    }
    out.write_char('"')
}

fn json_string(out: &mut dyn Write, text: &str) -> Result {
    out.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => out.write_str("\\\"")?,
            '\\' => out.write_str("\\\\")?,
            c if c < ' ' => write!(out, "\\u{:04x}", u32::from(c))?,
            c => out.write_char(c)?,
        }
    }
    out.write_char('"')
}
