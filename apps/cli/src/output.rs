//! What the program prints: data on standard output, everything else on standard error.

use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write};

use serde::Serialize;

use crate::failure::Failure;
use crate::table::Table;

/// The two streams and the form that was asked for.
#[derive(Debug)]
pub(crate) struct Output {
    stdout: BufWriter<Stdout>,
    json: bool,
    quiet: bool,
}

/// One record as a table of labels and values.
#[derive(Debug, Default)]
pub(crate) struct Sheet(Vec<(String, String)>);

impl Sheet {
    /// Adds a line; one without a value is left out.
    #[must_use]
    pub(crate) fn line(mut self, label: String, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.0.push((label, value));
        }
        self
    }

    /// Adds a line if there is something to say.
    #[must_use]
    pub(crate) fn maybe(self, label: String, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.line(label, value),
            None => self,
        }
    }
}

impl Output {
    /// Both streams of the process.
    pub(crate) fn new(json: bool, quiet: bool) -> Self {
        Self { stdout: BufWriter::new(io::stdout()), json, quiet }
    }

    /// Whether JSON was asked for.
    pub(crate) const fn json(&self) -> bool {
        self.json
    }

    /// Whether only what is essential was asked for.
    pub(crate) const fn quiet(&self) -> bool {
        self.quiet
    }

    /// How wide a table may be: as the terminal; without one, as wide as it needs.
    pub(crate) fn width() -> Option<u16> {
        let terminal = io::stdout().is_terminal();
        terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| width.0)
    }

    /// Standard output itself, for what is written as it comes.
    pub(crate) fn stream(&mut self) -> &mut (dyn Write + Send) {
        &mut self.stdout
    }

    /// Prints text as it is.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.stdout.write_all(text.as_bytes()).map_err(Failure::of_output)
    }

    /// Prints one line.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self.stdout, "{text}").map_err(Failure::of_output)
    }

    /// Prints a value as one line of JSON.
    pub(crate) fn value(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        self.json_text(value)?;
        self.line("")
    }

    /// Prints a value as JSON without ending the line.
    pub(crate) fn json_text(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.stdout, value).map_err(|error| Failure::of_output(error.into()))
    }

    /// Prints a record: as JSON, its id alone, or as lines.
    pub(crate) fn record(&mut self, json: &impl Serialize, id: &str, sheet: &Sheet) -> Result<(), Failure> {
        if self.json {
            return self.value(json);
        }
        if self.quiet {
            return self.line(id);
        }
        let mut table = Table::plain(Self::width());
        for line in table.rows(sheet.0.iter().map(|(label, value)| vec![label.clone(), value.clone()])) {
            self.line(&line)?;
        }
        Ok(())
    }

    /// Says that a change was made: as JSON, the id alone where there is one, or as a note.
    pub(crate) fn changed(&mut self, json: &impl Serialize, id: &str, note: &str) -> Result<(), Failure> {
        if self.json {
            return self.value(json);
        }
        if self.quiet && !id.is_empty() {
            return self.line(id);
        }
        self.note(note);
        Ok(())
    }

    /// Tells the person something that is no data. Nobody is told with `--json` or `--quiet`.
    pub(crate) fn note(&self, text: &str) {
        if !self.json && !self.quiet {
            complain(text);
        }
    }

    /// Hands over what was printed.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        self.stdout.flush().map_err(Failure::of_output)
    }
}

/// Writes a line on standard error.
pub(crate) fn complain(text: &str) {
    // Whoever closed standard error does not want to be told.
    drop(writeln!(io::stderr(), "{text}"));
}

/// The text without characters that would steer a terminal or turn its writing direction.
pub(crate) fn harmless(text: &str) -> String {
    let steers = |c: char| c.is_control() && c != '\n';
    let turns =
        |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if steers(c) || turns(c) { '\u{FFFD}' } else { c }).collect()
}
