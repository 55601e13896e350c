//! Taking the list of clients out of the program, as CSV or JSON.

use std::io::{self, Write};

use studio_export::{ClientCsv, ClientJson, ClientRecord};
use studio_store::{ClientRow, OpCtx};

use super::list::ClientFilter;
use crate::error::Error;
use crate::studio::Studio;

/// Why an export broke off. What was written until then is not whole.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The studio did not hand the rows out; when it refused, nothing was written.
    #[error(transparent)]
    Studio(#[from] Error),
    /// The output took no more. [`io::ErrorKind::BrokenPipe`]: whoever read it has enough.
    #[error("the export can't be written: {0}")]
    Output(#[from] io::Error),
}

fn record(row: &ClientRow) -> ClientRecord<'_> {
    ClientRecord {
        id: row.id,
        name: &row.name,
        phone: row.phone.as_deref(),
        email: row.email.as_deref(),
        instagram: row.instagram.as_deref(),
        artist: row.artist.as_ref().map(|artist| (artist.id, artist.name.as_str())),
        next_appointment: row.next_appointment,
        last_appointment: row.last_appointment,
        created_at: row.created_at,
        status: row.status,
        version: row.version,
    }
}

impl Studio {
    /// Writes the clients of a view as CSV, in its order, in constant memory. `headers` translates the key of a column; where it has nothing the
    /// English header stands. Answers how many clients.
    ///
    /// # Errors
    /// [`ExportError::Studio`] as [`Studio::export_clients`], [`ExportError::Output`] if `out` fails.
    pub fn export_clients_csv(
        &self,
        ctx: &OpCtx,
        filter: &ClientFilter,
        headers: &dyn Fn(&'static str) -> Option<String>,
        out: &mut dyn Write,
    ) -> Result<u64, ExportError> {
        let mut csv = ClientCsv::new(out, self.house(ctx)?.zone(), headers);
        let rows = self.export_clients::<ExportError>(ctx, filter, |row| Ok(csv.row(&record(row))?))?;
        csv.finish()?.flush()?;
        Ok(rows)
    }

    /// Writes the clients of a view as a JSON array of the API's names, one object a line, in constant memory. Answers how many clients.
    ///
    /// # Errors
    /// As [`Studio::export_clients_csv`].
    pub fn export_clients_json(
        &self,
        ctx: &OpCtx,
        filter: &ClientFilter,
        out: &mut dyn Write,
    ) -> Result<u64, ExportError> {
        let mut json = ClientJson::new(out, self.house(ctx)?.zone());
        let rows = self.export_clients::<ExportError>(ctx, filter, |row| Ok(json.row(&record(row))?))?;
        json.finish()?.flush()?;
        Ok(rows)
    }
}
