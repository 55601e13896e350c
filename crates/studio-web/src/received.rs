//! Forms that carry pictures: read part by part, one file in memory at a time.

use axum::extract::multipart::{Field, Multipart};
use studio_app::{Error, FileLimits, FileRefused};

use crate::pages::Typed;

/// The most characters of a field beside the files.
const FIELD: usize = 64 * 1024;
/// The most fields beside the files.
const FIELDS: usize = 64;

/// A part of a form.
#[derive(Debug)]
pub(crate) enum Part {
    /// A file under its name at home, or why it is not taken.
    File(String, Result<Vec<u8>, Error>),
    /// The form is over.
    End,
}

/// A form with files, as it comes in.
pub(crate) struct Parts {
    form: Multipart,
    /// What was said so far.
    pub(crate) typed: Typed,
    fields: usize,
}

/// A form that breaks off.
fn broken<E>(_error: E) -> Error {
    Error::Upload(FileRefused::Damaged)
}

impl Parts {
    pub(crate) fn of(form: Multipart) -> Self {
        Self { form, typed: Typed::default(), fields: 0 }
    }

    /// The next file. Fields on the way are kept in `typed`.
    pub(crate) async fn next(&mut self) -> Result<Part, Error> {
        while let Some(field) = self.form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            if let Some(file) = field.file_name().map(str::to_owned) {
                let read = read(field, FileLimits::STORE.bytes).await?;
                // A form without a chosen file sends one without name and content.
                if file.is_empty() && read.as_ref().is_ok_and(Vec::is_empty) {
                    continue;
                }
                return Ok(Part::File(file, read));
            }
            let bytes = read(field, FIELD as u64).await??;
            self.fields = self.fields.saturating_add(1);
            if self.fields > FIELDS {
                return Err(Error::Upload(FileRefused::Damaged));
            }
            self.typed.push(&name, String::from_utf8(bytes).map_err(broken)?);
        }
        Ok(Part::End)
    }
}

/// A part up to its limit; of one that is larger the rest is let pass without being kept, so that the sender gets to hear of it.
async fn read(mut field: Field<'_>, limit: u64) -> Result<Result<Vec<u8>, Error>, Error> {
    let (mut bytes, mut over) = (Vec::new(), false);
    while let Some(chunk) = field.chunk().await.map_err(broken)? {
        let length = bytes.len().saturating_add(chunk.len());
        if over || length as u64 > limit {
            over = true;
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(if over { Err(Error::Upload(FileRefused::TooBig { limit })) } else { Ok(bytes) })
}
