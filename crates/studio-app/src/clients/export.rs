//! Taking the list of clients out of the program: as CSV or workbook for spreadsheets, as JSON for programs.

use std::io::{self, Write};

use studio_export::{ClientCsv, ClientJson, ClientRecord, ClientXlsx};
use studio_policy::Action;
use studio_store::actions::ExportClients;
use studio_store::{ClientRow, OpCtx, Read, Tx};

use super::list::{ClientFilter, ExportStep};
use crate::error::Error;
use crate::formats::formats;
use crate::studio::{Studio, expect_permit};

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

formats! {
    /// The form of an export.
    ExportFormat("clients") {
        /// Text with columns, for any spreadsheet.
        Csv = "csv",
        /// A workbook.
        Xlsx = "xlsx",
        /// An array of the API's objects.
        Json = "json",
    }
}

/// How to write an export.
pub struct ExportAs<'a> {
    /// The form.
    pub format: ExportFormat,
    /// Translates the key of a column; where it has nothing the English head stands.
    pub headers: &'a dyn Fn(&'static str) -> Option<String>,
    /// Is told how many clients have been written: 0 when the export has been permitted and begins, then after every page.
    pub progress: &'a mut dyn FnMut(u64),
}

impl std::fmt::Debug for ExportAs<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ExportAs").field("format", &self.format).finish_non_exhaustive()
    }
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

/// An export is a list: whoever may export only their own clients gets those.
fn expect_rows(tx: &mut Tx<'_, Read>) -> Result<(), Error> {
    if tx.lists(Action::ClientsExport) {
        return Ok(());
    }
    let studio = tx.studio();
    expect_permit::<ExportClients>(tx, &studio)
}

impl Studio {
    /// Refuses whoever could not export clients even with the master code.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn expect_to_export_clients(&self, ctx: &OpCtx) -> Result<(), Error> {
        self.store.read(ctx, |tx| {
            let studio = tx.studio();
            if super::Ability::from(tx.may::<ExportClients>(&studio)) == super::Ability::No {
                expect_rows(tx)?;
            }
            Ok(())
        })
    }

    /// Refuses whoever may not export clients now, before an answer is begun.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn expect_export_permit(&self, ctx: &OpCtx) -> Result<(), Error> {
        self.store.read(ctx, expect_rows)
    }

    /// Writes the clients of a view, in its order, in constant memory. Answers how many clients.
    ///
    /// After every page the output is flushed: one that answers an error then ends the export, also while nothing is found to be written.
    ///
    /// # Errors
    /// [`ExportError::Studio`] as [`Studio::export_clients`], [`ExportError::Output`] if `out` fails.
    pub fn write_clients(
        &self,
        ctx: &OpCtx,
        filter: &ClientFilter,
        how: ExportAs<'_>,
        out: &mut (dyn Write + Send),
    ) -> Result<u64, ExportError> {
        let zone = self.house(ctx)?.zone();
        let ExportAs { format, headers, progress } = how;
        match format {
            ExportFormat::Csv => {
                let mut csv = ClientCsv::new(out, zone, headers);
                let rows = self.walk_clients::<ExportError>(ctx, filter, |step| {
                    match step {
                        ExportStep::Row(row) => csv.row(&record(row))?,
                        ExportStep::Page(rows) => {
                            progress(rows);
                            csv.flush()?;
                        }
                    }
                    Ok(())
                })?;
                csv.finish()?.flush()?;
                Ok(rows)
            }
            ExportFormat::Json => {
                let mut json = ClientJson::new(out, zone);
                let rows = self.walk_clients::<ExportError>(ctx, filter, |step| {
                    match step {
                        ExportStep::Row(row) => json.row(&record(row))?,
                        ExportStep::Page(rows) => {
                            progress(rows);
                            json.flush()?;
                        }
                    }
                    Ok(())
                })?;
                json.finish()?.flush()?;
                Ok(rows)
            }
            ExportFormat::Xlsx => {
                let parts = self.folder.root().join("tmp");
                let mut book = ClientXlsx::new(&parts, zone, ctx.visit.now, headers)
                    .map_err(|error| Error::io(&parts, &error))?;
                let rows = self.walk_clients::<ExportError>(ctx, filter, |step| {
                    match step {
                        // Rows are kept beside the data: that this fails says nothing of the output.
                        ExportStep::Row(row) => {
                            book.row(&record(row)).map_err(|error| Error::io(&parts, &error))?;
                        }
                        ExportStep::Page(rows) => {
                            progress(rows);
                            out.flush()?;
                        }
                    }
                    Ok(())
                })?;
                book.finish(out)?.flush()?;
                Ok(rows)
            }
        }
    }

    /// Writes the clients of a view as CSV, with the heads that `headers` gives; see [`Studio::write_clients`].
    ///
    /// # Errors
    /// As [`Studio::write_clients`].
    pub fn export_clients_csv(
        &self,
        ctx: &OpCtx,
        filter: &ClientFilter,
        headers: &dyn Fn(&'static str) -> Option<String>,
        out: &mut (dyn Write + Send),
    ) -> Result<u64, ExportError> {
        let how = ExportAs { format: ExportFormat::Csv, headers, progress: &mut |_rows| {} };
        self.write_clients(ctx, filter, how, out)
    }

    /// Writes the clients of a view as a JSON array of the API's names, one object a line; see [`Studio::write_clients`].
    ///
    /// # Errors
    /// As [`Studio::write_clients`].
    pub fn export_clients_json(
        &self,
        ctx: &OpCtx,
        filter: &ClientFilter,
        out: &mut (dyn Write + Send),
    ) -> Result<u64, ExportError> {
        let how =
            ExportAs { format: ExportFormat::Json, headers: &|_column| None, progress: &mut |_rows| {} };
        self.write_clients(ctx, filter, how, out)
    }
}
