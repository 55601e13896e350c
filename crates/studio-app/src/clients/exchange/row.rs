//! A row of a file as a client: read by the rules of the form, compared with who is there and with the rows before.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use studio_domain::{
    ArtistId, ClientId, ClientStatus, Invalid, Timestamp, Values, parse_date, parse_local, sort_key,
};
use studio_export::{Sheet, SheetRow};
use studio_policy::{Action, Ownership};
use studio_store::actions::{ListClients, ListStaff};
use studio_store::{ArtistFilter, ListPermit, NewClient, Tx};

use super::OnDuplicate;
use super::columns::{Columns, status_of};
use super::fields::ImportField;
use super::report::{Alike, ClientImport, ImportedRow, LeftOut, RowFate};
use super::seen::Seen;
use crate::clients::input::{ClientInput, ContactInput};
use crate::clients::likely;
use crate::clients::listed::meant;
use crate::error::{Error, Result};

/// A record to be made, and whether it is archived.
pub(super) type Ready = (NewClient, bool);

/// Letters of a name or value in a report.
const SHOWN: usize = 120;

/// Reads row after row, and keeps what became of each.
pub(super) struct Reader<'c, 'tx> {
    columns: &'c Columns,
    duplicates: OnDuplicate,
    list: ListPermit<'tx, ListClients>,
    house: Values,
    today: NaiveDate,
    now: Timestamp,
    /// Who may see the staff can name artists.
    sees_staff: bool,
    /// Artists by folded name; `None`: there is none of this name.
    artists: HashMap<String, Option<ArtistId>>,
    seen: Seen,
    made: HashSet<ClientId>,
    report: ClientImport,
}

impl<'c, 'tx> Reader<'c, 'tx> {
    pub(super) fn new<M>(
        tx: &mut Tx<'tx, M>,
        list: ListPermit<'tx, ListClients>,
        columns: &'c Columns,
        duplicates: OnDuplicate,
    ) -> Result<Self> {
        let house = tx.house()?;
        let now = tx.now();
        Ok(Self {
            columns,
            duplicates,
            list,
            today: house.zone().date(now),
            now,
            house,
            sees_staff: tx.decide(Action::StaffView, Ownership::Unowned).is_permit(),
            artists: HashMap::new(),
            seen: Seen::default(),
            made: HashSet::new(),
            report: ClientImport { missing: columns.missing(), ..ClientImport::default() },
        })
    }

    /// Whether no row was wrong so far.
    pub(super) fn is_clean(&self) -> bool {
        self.report.is_clean()
    }

    /// What became of the rows.
    pub(super) fn report(self, sheet: &Sheet<'_>, columns: &Columns) -> ClientImport {
        ClientImport {
            encoding: sheet.encoding(),
            guessed: sheet.is_guessed(),
            delimiter: sheet.delimiter().code(),
            columns: columns.0.clone(),
            ..self.report
        }
    }

    /// Says which record the row became that was taken last.
    pub(super) fn added(&mut self, client: Option<ClientId>) {
        self.made.extend(client);
        if let Some(row) = self.report.rows.last_mut() {
            row.client = client;
        }
    }

    /// Reads a row. Answers the record that it is to become; a row that is wrong or left out becomes none.
    pub(super) fn take<M>(&mut self, tx: &mut Tx<'tx, M>, row: &SheetRow<'_>) -> Result<Option<Ready>> {
        let mut told = ImportedRow {
            line: row.line,
            name: shown(&self.name(row)),
            fate: RowFate::Wrong,
            client: None,
            wrong: Vec::new(),
            left_out: Vec::new(),
            alike: Vec::new(),
        };
        let ready = self.read(tx, row, &mut told)?;
        let ready = match ready {
            Some((new, archived)) => {
                let probe = likely::of_new(&new, self.house.country());
                self.compare(tx, &probe, &mut told)?;
                let skipped = !told.alike.is_empty() && self.duplicates == OnDuplicate::Skip;
                told.fate = if skipped { RowFate::Skipped } else { RowFate::Added };
                if !skipped {
                    self.seen.add(row.line, &probe);
                }
                (!skipped).then_some((new, archived))
            }
            None => None,
        };
        let count = match told.fate {
            RowFate::Added => &mut self.report.added,
            RowFate::Skipped => &mut self.report.skipped,
            RowFate::Wrong => &mut self.report.wrong,
        };
        *count = count.saturating_add(1);
        self.report.rows.push(told);
        Ok(ready)
    }

    fn compare<M>(
        &self,
        tx: &mut Tx<'tx, M>,
        probe: &studio_store::DuplicateProbe,
        told: &mut ImportedRow,
    ) -> Result<()> {
        let there = tx.duplicates(&self.list, probe)?;
        // Records that this import has made are found among the rows, by their line.
        told.alike.extend(there.into_iter().filter(|one| !self.made.contains(&one.id)).map(|one| Alike {
            client: Some((one.id, one.name)),
            line: None,
            by: one.by,
        }));
        told.alike.extend(self.seen.like(probe).into_iter().map(|(line, by)| Alike {
            client: None,
            line: Some(line),
            by,
        }));
        Ok(())
    }

    /// The name, put together where it stands in several columns.
    fn name(&self, row: &SheetRow<'_>) -> String {
        let parts: Vec<&str> =
            self.cells(row, ImportField::Name).map(str::trim).filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }

    fn cells<'r>(&self, row: &SheetRow<'r>, field: ImportField) -> impl Iterator<Item = &'r str> {
        let row = *row;
        self.columns
            .0
            .iter()
            .enumerate()
            .filter(move |(_, column)| column.field == Some(field))
            .map(move |(place, _)| row.cell(place))
    }

    fn read<M>(
        &mut self,
        tx: &mut Tx<'tx, M>,
        row: &SheetRow<'_>,
        told: &mut ImportedRow,
    ) -> Result<Option<Ready>> {
        if row.goes_on_at(self.columns.0.len()) {
            told.wrong.push(Invalid::form("row", "row"));
        }
        let has = |field| self.cells(row, field).next().is_some();
        let text = |field| self.cells(row, field).next().map(str::to_owned);
        let filled = |field| text(field).filter(|cell| !cell.trim().is_empty());
        let styles = self.on_list(row, ImportField::Styles, &self.house.styles(), told);
        let placements = self.on_list(row, ImportField::Placements, &self.house.placements(), told);
        let contact = |[name, relationship, phone]: [ImportField; 3]| {
            (has(name) || has(relationship) || has(phone)).then(|| ContactInput {
                name: text(name).unwrap_or_default(),
                relationship: text(relationship).unwrap_or_default(),
                phone: text(phone).unwrap_or_default(),
            })
        };
        let input = ClientInput {
            name: has(ImportField::Name).then(|| self.name(row)),
            phone: text(ImportField::Phone),
            email: text(ImportField::Email),
            instagram: text(ImportField::Instagram),
            address: text(ImportField::Address),
            city: text(ImportField::City),
            state: text(ImportField::State),
            gender: text(ImportField::Gender),
            birth_date: text(ImportField::BirthDate).map(|raw| iso(&raw)),
            preferred_artist: None,
            styles,
            placements,
            source: text(ImportField::Source),
            source_detail: text(ImportField::SourceDetail),
            emergency: contact([
                ImportField::EmergencyName,
                ImportField::EmergencyRelationship,
                ImportField::EmergencyPhone,
            ]),
            guardian: contact([
                ImportField::GuardianName,
                ImportField::GuardianRelationship,
                ImportField::GuardianPhone,
            ]),
            informed_consent: None,
            screening: None,
        };
        let registered = filled(ImportField::Registered).map(|raw| self.moment(&raw)).transpose();
        let status = filled(ImportField::Status).map(|raw| status(&raw)).transpose();
        let artist = filled(ImportField::Artist);
        let new = match input.read_new(&self.house, self.today) {
            // A file says nothing of consents.
            Ok((new, _no_answer)) => Some(new),
            Err(Error::Invalid(wrong)) => {
                told.wrong.extend(wrong);
                None
            }
            Err(other) => return Err(other),
        };
        let artist = match artist {
            None => None,
            Some(name) => match self.artist(tx, &name)? {
                Some(artist) => Some(artist),
                None => {
                    told.left_out.push(LeftOut { field: ImportField::Artist, given: shown(&name) });
                    None
                }
            },
        };
        let (created_at, status) = match (registered, status) {
            (Ok(created_at), Ok(status)) => (created_at, status),
            (registered, status) => {
                told.wrong.extend([registered.err(), status.err()].into_iter().flatten());
                (None, None)
            }
        };
        let Some(mut new) = new.filter(|_| told.wrong.is_empty()) else { return Ok(None) };
        new.created_at = created_at;
        new.more.preferred_artist = artist.map(Some);
        Ok(Some((new, status == Some(ClientStatus::Archived))))
    }

    /// The entries of a cell that are on the studio's list; the client comes without the others, which is told.
    fn on_list(
        &self,
        row: &SheetRow<'_>,
        field: ImportField,
        list: &[&str],
        told: &mut ImportedRow,
    ) -> Option<Vec<String>> {
        let cell = self.cells(row, field).next()?;
        let mut kept = Vec::new();
        for given in several(cell).into_iter().filter(|given| !given.trim().is_empty()) {
            match meant(list, &given) {
                Some(known) => kept.push(known.to_owned()),
                None => told.left_out.push(LeftOut { field, given: shown(&given) }),
            }
        }
        Some(kept)
    }

    /// The artist of this name. Capitals and accents do not count.
    fn artist<M>(&mut self, tx: &mut Tx<'tx, M>, name: &str) -> Result<Option<ArtistId>> {
        if !self.sees_staff {
            return Ok(None);
        }
        let key = sort_key(name);
        if let Some(known) = self.artists.get(&key) {
            return Ok(*known);
        }
        let may = tx.authorize_list::<ListStaff>()?;
        let mut filter = ArtistFilter { q: Some(name.to_owned()), active: None, after: None };
        let found = loop {
            let page = tx.list_artists(&may, &filter)?;
            if let Some(artist) = page.items.iter().find(|artist| sort_key(&artist.name) == key) {
                break Some(artist.id);
            }
            match page.items.last().filter(|_| page.more) {
                Some(last) => filter.after = Some((sort_key(&last.name), last.id)),
                None => break None,
            }
        };
        self.artists.insert(key, found);
        Ok(found)
    }

    /// A moment by the studio's clock; a date alone is its beginning.
    fn moment(&self, raw: &str) -> std::result::Result<Timestamp, Invalid> {
        let zone = self.house.zone();
        let raw = iso(raw);
        let at = match parse_date("created_at", &raw) {
            Ok(date) => zone.start_of(date),
            Err(_not_a_date) => zone.resolve(parse_local("created_at", &raw)?).earliest(),
        };
        if at > self.now {
            return Err(Invalid::new("created_at", studio_domain::Rule::InFuture));
        }
        Ok(at)
    }
}

fn shown(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

fn status(raw: &str) -> std::result::Result<ClientStatus, Invalid> {
    status_of(raw)
        .ok_or_else(|| Invalid::new("status", studio_domain::Rule::Unknown { given: shown(raw.trim()) }))
}

/// Several entries of one cell, between `|`, `;` or `,`.
fn several(cell: &str) -> Vec<String> {
    cell.split(['|', ';', ',']).map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}

/// A date as our rules read it: day, month, year in the order in which Spain and Mexico write it becomes year, month, day; a midnight that
/// a spreadsheet has put behind a date goes. Anything else stays, and the rules say what is wrong with it.
fn iso(raw: &str) -> String {
    let raw = raw.trim();
    let (date, clock) = raw.split_once([' ', 'T']).unwrap_or((raw, ""));
    let midnight = matches!(clock.trim(), "" | "0:00" | "00:00" | "0:00:00" | "00:00:00");
    let parts: Vec<&str> = date.split(['/', '.', '-']).collect();
    let number = |part: &str, most: usize| {
        (!part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.to_owned())
    };
    let date = match parts.as_slice() {
        [day, month, year] if year.len() == 4 => match (number(day, 2), number(month, 2), number(year, 4)) {
            (Some(day), Some(month), Some(year)) => format!("{year}-{month:0>2}-{day:0>2}"),
            _ => date.to_owned(),
        },
        [year, month, day] if year.len() == 4 => match (number(year, 4), number(month, 2), number(day, 2)) {
            (Some(year), Some(month), Some(day)) => format!("{year}-{month:0>2}-{day:0>2}"),
            _ => date.to_owned(),
        },
        _ => date.to_owned(),
    };
    if midnight { date } else { format!("{date} {clock}") }
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_of_spreadsheets_are_understood_and_nothing_is_guessed() {
        for (raw, read) in [
            ("1990-03-14", "1990-03-14"),
            ("14/03/1990", "1990-03-14"),
            ("4.3.1990", "1990-03-04"),
            ("1990/3/4", "1990-03-04"),
            ("1990-03-14 00:00:00", "1990-03-14"),
            ("2026-03-14T16:30", "2026-03-14 16:30"),
            ("03/14/1990", "1990-14-03"),
            ("14/03/90", "14/03/90"),
            ("March 1990", "March 1990"),
            ("", ""),
        ] {
            assert_eq!(iso(raw), read, "{raw}");
        }
    }
}
