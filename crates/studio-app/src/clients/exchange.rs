//! Clients out of a file of somebody else's: what would become of each row, and then all of them or none.

mod columns;
mod fields;
mod kept;
mod report;
mod row;
mod seen;

use std::ops::ControlFlow;

use studio_export::{Sheet, SheetLimits, SheetProblem};
use studio_policy::{Action, Ownership};
use studio_store::actions::{ImportClients, ListClients};
use studio_store::{OpCtx, Tx};

use super::Ability;
use crate::error::{Error, Result};
use crate::studio::{Studio, expect_permit};
use columns::Columns;
use row::Reader;

pub use columns::{ColumnChoice, ColumnRef, ImportColumn};
pub use fields::ImportField;
pub use kept::KeptImport;
pub use report::{Alike, ClientImport, ImportedRow, LeftOut, RowFate};

/// Rows between two words about how far it is.
const STEP: u64 = 200;

/// What to do with a row whose client may be there already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OnDuplicate {
    /// Leave it out.
    #[default]
    Skip,
    /// Make a record all the same.
    Add,
}

impl OnDuplicate {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Add => "add",
        }
    }

    /// Reads a code.
    ///
    /// # Errors
    /// [`Rule::Unknown`](studio_domain::Rule::Unknown) on `duplicates`.
    pub fn parse(code: &str) -> std::result::Result<Self, studio_domain::Invalid> {
        [Self::Skip, Self::Add].into_iter().find(|one| one.code() == code.trim()).ok_or_else(|| {
            let given = code.chars().take(80).collect();
            studio_domain::Invalid::new("duplicates", studio_domain::Rule::Unknown { given })
        })
    }
}

/// How to read a file and what to do with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// Columns for which the proposal is not right.
    pub columns: Vec<ColumnChoice>,
    /// What to do with a row whose client may be there already.
    pub duplicates: OnDuplicate,
    /// Under which the same person's import is carried out once only, however often it is sent.
    pub key: Option<String>,
}

/// How far an import of clients is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportStep {
    /// Rows that have been looked at.
    pub done: u64,
    /// Rows that there are.
    pub total: u64,
}

/// Why a write was taken back.
enum Stop {
    /// Rows are wrong; this is the report.
    Wrong(Box<ClientImport>),
    /// It has been carried out already.
    Before(studio_store::Imported),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Studio {
    /// Refuses whoever could not import clients even with the master code, before a file is chosen in vain.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn expect_to_import_clients(&self, ctx: &OpCtx) -> Result<()> {
        self.store.read(ctx, expect_ever)
    }

    /// Refuses whoever may not import clients now, before a large file is read.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn expect_import_permit(&self, ctx: &OpCtx) -> Result<()> {
        self.store.read(ctx, |tx| {
            let studio = tx.studio();
            expect_permit::<ImportClients>(tx, &studio)
        })
    }

    /// What would become of each row of a file. Nothing is written; whoever needs the master code for the import sees this without it.
    ///
    /// `progress` is told now and then how far it is, and may end it.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Error::Sheet`] for a file that is no table; [`Error::Invalid`] for a choice of columns that can't be;
    /// [`Error::Stopped`].
    pub fn preview_client_import(
        &self,
        ctx: &OpCtx,
        file: &[u8],
        plan: &ImportPlan,
        progress: &mut dyn FnMut(ImportStep) -> ControlFlow<()>,
    ) -> Result<ClientImport> {
        self.store.read::<_, Error, _>(ctx, |tx| {
            expect_ever(tx)?;
            let sheet = Sheet::read(file, SheetLimits::CLIENTS)?;
            let columns = Columns::of(&sheet, &plan.columns)?;
            let may = tx.authorize_list::<ListClients>()?;
            let mut reader = Reader::new(tx, may, &columns, plan.duplicates)?;
            look(tx, &sheet, &mut reader, progress, |_tx, _new| Ok(None))?;
            Ok(reader.report(&sheet, &columns))
        })
    }

    /// Makes a client of each row of a file, or of none: a row that is wrong is in the report, which then says that nothing was
    /// done. Other writes wait meanwhile.
    ///
    /// `progress` is told now and then how far it is, and may end it; it is told on the writer's thread, so it must not wait for anything.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Error::Sheet`], [`Error::Invalid`], [`Error::Stopped`] as [`Studio::preview_client_import`].
    pub fn import_clients(
        &self,
        ctx: &OpCtx,
        file: Vec<u8>,
        plan: ImportPlan,
        mut progress: impl FnMut(ImportStep) -> ControlFlow<()> + Send + 'static,
    ) -> Result<ClientImport> {
        self.expect_import_permit(ctx)?;
        let ended = self.store.write_alone::<_, Stop, _>(ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<ImportClients>(&studio)?;
            if let Some(key) = &plan.key {
                let me = tx.me()?;
                if let Some(before) = tx.imported_before(&me, key)? {
                    return Err(Stop::Before(before));
                }
            }
            let sheet = Sheet::read(&file, SheetLimits::CLIENTS).map_err(Error::from)?;
            let columns = Columns::of(&sheet, &plan.columns)?;
            let list = tx.authorize_list::<ListClients>()?;
            let mut reader = Reader::new(tx, list, &columns, plan.duplicates)?;
            let mut made = Vec::new();
            look(tx, &sheet, &mut reader, &mut progress, |tx, (new, archived)| {
                let id = tx.import_client(&may, &new, archived)?;
                made.push(id);
                Ok(Some(id))
            })?;
            let mut report = reader.report(&sheet, &columns);
            if !report.is_clean() {
                return Err(Stop::Wrong(Box::new(report)));
            }
            tx.finish_import(&may, &made, report.skipped, plan.key.as_deref())?;
            report.done = true;
            Ok(report)
        });
        match ended {
            Ok(report) => Ok(report),
            Err(Stop::Wrong(mut report)) => {
                report.forget_ids();
                Ok(*report)
            }
            Err(Stop::Before(before)) => Ok(ClientImport::carried_out(before)),
            Err(Stop::Failed(error)) => Err(error),
        }
    }
}

fn expect_ever<M>(tx: &mut Tx<'_, M>) -> Result<()> {
    let studio = tx.studio();
    if Ability::from(tx.decide(Action::ClientsImport, Ownership::Unowned)) == Ability::No {
        tx.authorize::<ImportClients>(&studio)?;
    }
    Ok(())
}

/// Looks at every row; one that is to be added is handed to `add`, as long as none was wrong.
fn look<'tx, M>(
    tx: &mut Tx<'tx, M>,
    sheet: &Sheet<'_>,
    reader: &mut Reader<'_, 'tx>,
    progress: &mut dyn FnMut(ImportStep) -> ControlFlow<()>,
    mut add: impl FnMut(&mut Tx<'tx, M>, row::Ready) -> Result<Option<studio_domain::ClientId>>,
) -> Result<()> {
    let total = count(sheet)?;
    if total == 0 {
        return Err(SheetProblem::NoRows.into());
    }
    let mut rows = sheet.rows()?;
    let mut done = 0_u64;
    while let Some(row) = rows.next_row()? {
        if let Some(ready) = reader.take(tx, &row)?
            && reader.is_clean()
        {
            let id = add(tx, ready)?;
            reader.added(id);
        }
        done = done.saturating_add(1);
        let told = done.is_multiple_of(STEP) || done == total;
        if told && progress(ImportStep { done, total }).is_break() {
            return Err(Error::Stopped);
        }
    }
    Ok(())
}

/// Rows of the file. Whoever has more than are read learns it before the first is looked at.
fn count(sheet: &Sheet<'_>) -> Result<u64> {
    let mut rows = sheet.rows()?;
    let mut count = 0_u64;
    while rows.next_row()?.is_some() {
        count = count.saturating_add(1);
    }
    Ok(count)
}
