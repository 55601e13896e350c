//! Which column of a file holds what: proposed by the heads, and as somebody has chosen.

use studio_domain::{ClientStatus, Invalid, Rule};
use studio_export::Sheet;

use super::fields::{ImportField, plain};
use crate::error::{Error, Result};

/// A column, by place or by head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnRef {
    /// The place, counted from 0.
    At(usize),
    /// The head; capitals, accents and marks do not count.
    Head(String),
}

/// What somebody has chosen for a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnChoice {
    /// Which column.
    pub column: ColumnRef,
    /// What it holds; `None`: nothing that is wanted.
    pub field: Option<ImportField>,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportColumn {
    /// Its head.
    pub head: String,
    /// What it is taken for; `None`: it is left out.
    pub field: Option<ImportField>,
    /// The first thing that stands in it.
    pub sample: String,
}

/// Rows that are looked at for the proposal.
const LOOKED_AT: usize = 50;
/// Letters of a sample.
const SAMPLE: usize = 60;

/// The columns of a file.
#[derive(Debug)]
pub(super) struct Columns(pub(super) Vec<ImportColumn>);

impl Columns {
    pub(super) fn of(sheet: &Sheet<'_>, choices: &[ColumnChoice]) -> Result<Self> {
        let mut rows = sheet.rows()?;
        let heads = rows.header().to_vec();
        let mut samples = vec![String::new(); heads.len()];
        // Whether a column holds nothing but codes of a status: "Estado" is a state in one file and a status in another.
        let mut statuses = vec![true; heads.len()];
        for _ in 0..LOOKED_AT {
            let Some(row) = rows.next_row()? else { break };
            for (place, (sample, status)) in samples.iter_mut().zip(&mut statuses).enumerate() {
                let cell = row.cell(place).trim();
                if sample.is_empty() {
                    *sample = cell.chars().take(SAMPLE).collect();
                }
                *status &= cell.is_empty() || status_of(cell).is_some();
            }
        }
        let mut columns: Vec<ImportColumn> = Vec::with_capacity(heads.len());
        for ((head, sample), statuses) in heads.into_iter().zip(samples).zip(statuses) {
            let proposed = match ImportField::of_head(&head) {
                Some(ImportField::State) if statuses && !sample.is_empty() => Some(ImportField::Status),
                other => other,
            };
            let field = proposed.filter(|field| field.is_joined() || !has(&columns, *field));
            columns.push(ImportColumn { head, field, sample });
        }
        choose(&mut columns, choices)?;
        Ok(Self(columns))
    }

    /// Fields without which no row can be a client and that no column holds.
    pub(super) fn missing(&self) -> Vec<ImportField> {
        [ImportField::Name, ImportField::Phone].into_iter().filter(|field| !has(&self.0, *field)).collect()
    }
}

fn has(columns: &[ImportColumn], field: ImportField) -> bool {
    columns.iter().any(|column| column.field == Some(field))
}

/// Puts what was chosen in the place of what was proposed. What was chosen for one column is not proposed for another.
fn choose(columns: &mut [ImportColumn], choices: &[ColumnChoice]) -> Result<()> {
    let mut chosen = Vec::new();
    for choice in choices {
        let place = match &choice.column {
            ColumnRef::At(place) => Some(*place),
            ColumnRef::Head(head) => columns.iter().position(|column| plain(&column.head) == plain(head)),
        };
        let Some(column) = place.and_then(|place| columns.get_mut(place)) else {
            let given = match &choice.column {
                ColumnRef::At(place) => place.saturating_add(1).to_string(),
                ColumnRef::Head(head) => head.chars().take(80).collect(),
            };
            return Err(Error::from(Invalid::new("columns", Rule::Unknown { given })));
        };
        column.field = choice.field;
        chosen.extend(place);
    }
    for (place, field) in
        chosen.iter().filter_map(|place| Some((*place, columns.get(*place)?.field?))).collect::<Vec<_>>()
    {
        if field.is_joined() {
            continue;
        }
        for (other, column) in columns.iter_mut().enumerate() {
            if other != place && column.field == Some(field) {
                if chosen.contains(&other) {
                    return Err(Error::from(Invalid::form("columns", "columns")));
                }
                column.field = None;
            }
        }
    }
    Ok(())
}

/// A status by its code or by what people write.
pub(super) fn status_of(raw: &str) -> Option<ClientStatus> {
    match plain(raw).as_str() {
        "active" | "activo" | "activa" => Some(ClientStatus::Active),
        "archived" | "archivado" | "archivada" | "inactive" | "inactivo" | "inactiva" => {
            Some(ClientStatus::Archived)
        }
        _ => None,
    }
}
