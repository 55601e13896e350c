//! A JSON array that is written item by item.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

/// Writes `[`, one item a line, `]`. Nothing is written before the first item or the end.
#[derive(Debug)]
pub struct JsonArray<W: Write> {
    out: BufWriter<W>,
    begun: bool,
}

impl<W: Write> JsonArray<W> {
    /// An array without items so far.
    pub fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), begun: false }
    }

    /// Writes an item.
    ///
    /// # Errors
    /// What the output answers; [`io::ErrorKind::InvalidData`] if the item can't be written as JSON.
    pub fn item<T: Serialize + ?Sized>(&mut self, item: &T) -> io::Result<()> {
        self.out.write_all(if self.begun { b",\n" } else { b"[\n" })?;
        self.begun = true;
        serde_json::to_writer(&mut self.out, item)?;
        Ok(())
    }

    /// Hands on what was written so far.
    ///
    /// # Errors
    /// What the output answers.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Closes the array, writes what is left, and gives the output back.
    ///
    /// # Errors
    /// What the output answers; then the array is not whole.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })?;
        self.out.into_inner().map_err(io::IntoInnerError::into_error)
    }
}
