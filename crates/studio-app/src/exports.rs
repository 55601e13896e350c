//! Taking the agenda out of the program: as CSV or workbook for spreadsheets, as a calendar for calendars.

use std::io::Write;

use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, Invalid, Rule, Timestamp, Values, fold, parse_date,
};
use studio_export::{AgendaCsv, AgendaRecord, AgendaXlsx, CalendarEvent, CalendarState, CalendarWriter};
use studio_store::actions::ExportAgenda;
use studio_store::{AgendaQuery, AgendaRow, Guarded as _, OpCtx};

use crate::clients::ExportError;
use crate::error::{Error, Result};
use crate::form::Form;
use crate::formats::formats;
use crate::studio::Studio;

/// The most characters of a search that make sense.
const SEARCH: usize = 200;

formats! {
    /// The form of an export of the agenda.
    AgendaFormat("agenda") {
        /// Text with columns, for any spreadsheet.
        Csv = "csv",
        /// A workbook.
        Xlsx = "xlsx",
        /// A calendar.
        Ics = "ics",
    }
}

/// Which part of the agenda, as typed; empty fields say nothing. An appointment belongs to the range that it begins in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgendaTaken {
    /// First day, or moment.
    pub from: String,
    /// Last day, the whole of it; or the moment before which they begin.
    pub to: String,
    /// Ids of artists with commas between them.
    pub artists: String,
    /// Codes of statuses with commas between them.
    pub status: String,
    /// Part of the client's name or of the service; several words must all match.
    pub q: String,
}

/// How to write an export of the agenda.
pub struct AgendaAs<'a> {
    /// The form.
    pub format: AgendaFormat,
    /// Translates the key of a column; where it has nothing the English head stands.
    pub headers: &'a dyn Fn(&'static str) -> Option<String>,
    /// Is told how many have been written: 0 when the export has been permitted and begins, then after every step.
    pub progress: &'a mut dyn FnMut(u64),
}

impl std::fmt::Debug for AgendaAs<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AgendaAs").field("format", &self.format).finish_non_exhaustive()
    }
}

/// What was asked for, read.
#[derive(Debug, Clone)]
struct Asked {
    query: AgendaQuery,
    words: Vec<String>,
}

fn listed<T>(raw: &str, form: &mut Form, parse: impl Fn(&str) -> Result<T, Invalid>) -> Vec<T> {
    let parts = raw.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.filter_map(|part| form.take(parse(part))).collect()
}

impl AgendaTaken {
    fn read(&self, house: &Values) -> Result<Asked> {
        let zone = house.zone();
        let mut form = Form::default();
        let mut bound = |field: &'static str, raw: &str, day: &dyn Fn(chrono::NaiveDate) -> Timestamp| {
            let raw = raw.trim();
            if raw.is_empty() {
                return None;
            }
            form.take(Timestamp::parse_rfc3339(raw).or_else(|_day| parse_date(field, raw).map(day)))
        };
        let from = bound("from", &self.from, &|date| zone.day(date).start());
        let to = bound("to", &self.to, &|date| zone.day(date).end());
        if from.zip(to).is_some_and(|(from, to)| from >= to) {
            form.wrong(Invalid::new("to", Rule::EndBeforeStart));
        }
        let artists = listed(&self.artists, &mut form, |raw| {
            raw.parse::<ArtistId>().map_err(|wrong| wrong.at("artist_id"))
        });
        let statuses = listed(&self.status, &mut form, AppointmentStatus::parse);
        let got = self.q.chars().count();
        if got > SEARCH {
            form.wrong(Invalid::new("q", Rule::TooLong { max: SEARCH, got }));
        }
        form.finish()?;
        let words = fold(&self.q).split_whitespace().map(str::to_owned).collect();
        Ok(Asked { query: AgendaQuery { from, to, artists, statuses }, words })
    }

    /// What the view says, for the log.
    fn said(&self) -> Vec<(&'static str, String)> {
        [
            ("from", &self.from),
            ("to", &self.to),
            ("artist_id", &self.artists),
            ("status", &self.status),
            ("q", &self.q),
        ]
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(name, value)| (name, value.trim().chars().take(SEARCH).collect()))
        .collect()
    }
}

impl Asked {
    fn fits(&self, row: &AgendaRow) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let text = format!("{} {}", fold(&row.client.name), fold(row.service.as_deref().unwrap_or_default()));
        self.words.iter().all(|word| text.contains(word))
    }
}

/// What an export hands on.
enum Step<'r> {
    Row(&'r AgendaRow),
    /// So many have been handed on; with 0, the first is about to come. And when the studio was set up.
    Reached(u64, i64),
}

fn record(row: &AgendaRow) -> AgendaRecord<'_> {
    AgendaRecord {
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        client: &row.client.name,
        artist: &row.artist.name,
        service: row.service.as_deref(),
        status: row.status,
    }
}

/// How sure a calendar may be of an appointment.
pub(crate) const fn state_of(status: AppointmentStatus) -> CalendarState {
    match status {
        AppointmentStatus::Pending => CalendarState::Tentative,
        AppointmentStatus::Confirmed | AppointmentStatus::Completed => CalendarState::Confirmed,
        AppointmentStatus::NoShow | AppointmentStatus::Cancelled => CalendarState::Cancelled,
    }
}

/// The name of an event for every calendar of the world: the moment of the studio's set-up tells two studios apart.
pub(crate) fn uid(kind: &str, id: i64, mark: i64) -> String {
    format!("{kind}-{id}-{mark:x}@tattoo-studio-manager")
}

fn event(
    row: &AgendaRow,
    mark: i64,
    out: &mut CalendarWriter<&mut (dyn Write + Send)>,
) -> std::io::Result<()> {
    let uid = uid("appointment", row.id.get(), mark);
    let summary = match row.service.as_deref().filter(|service| !service.is_empty()) {
        Some(service) => format!("{} · {service}", row.client.name),
        None => row.client.name.clone(),
    };
    out.event(&CalendarEvent {
        uid: &uid,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        updated_at: row.updated_at,
        version: row.version,
        summary: &summary,
        description: &row.artist.name,
        state: state_of(row.status),
    })
}

impl Studio {
    /// Refuses whoever has no part of the agenda to take out, before an answer is begun.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn expect_agenda_export(&self, ctx: &OpCtx) -> Result<()> {
        self.store.read(ctx, |tx| {
            // A permit would be in the log, and nothing is taken out yet.
            if !tx.lists(ExportAgenda::ACTION) {
                tx.authorize_list::<ExportAgenda>()?;
            }
            Ok(())
        })
    }

    /// Writes the appointments of a range, in order and in constant memory; artists have their own only. Answers how many.
    ///
    /// # Errors
    /// [`ExportError::Studio`] with [`Error::Invalid`], [`Error::Refused`], or [`Error::Busy`] if two other exports run for longer;
    /// [`ExportError::Output`] if `out` fails.
    pub fn write_agenda(
        &self,
        ctx: &OpCtx,
        filter: &AgendaTaken,
        how: AgendaAs<'_>,
        out: &mut (dyn Write + Send),
    ) -> Result<u64, ExportError> {
        let house = self.house(ctx)?;
        let zone = house.zone();
        let AgendaAs { format, headers, progress } = how;
        match format {
            AgendaFormat::Csv => {
                let mut csv = AgendaCsv::new(out, zone, headers);
                let rows = self.walk_agenda(ctx, filter, |step| {
                    match step {
                        Step::Row(row) => csv.row(&record(row))?,
                        Step::Reached(rows, _) => {
                            progress(rows);
                            csv.flush()?;
                        }
                    }
                    Ok(())
                })?;
                csv.finish()?.flush()?;
                Ok(rows)
            }
            AgendaFormat::Xlsx => {
                let parts = self.folder.root().join("tmp");
                let kept = |error: std::io::Error| Error::io(&parts, &error);
                let mut book = AgendaXlsx::new(&parts, zone, ctx.visit.now, headers).map_err(kept)?;
                let rows = self.walk_agenda(ctx, filter, |step| {
                    match step {
                        Step::Row(row) => book.row(&record(row)).map_err(kept)?,
                        Step::Reached(rows, _) => {
                            progress(rows);
                            out.flush()?;
                        }
                    }
                    Ok(())
                })?;
                book.finish(out)?.flush()?;
                Ok(rows)
            }
            AgendaFormat::Ics => {
                // Nothing is written before it is permitted.
                let mut out = Some(out);
                let mut calendar = None;
                let mut mark = 0;
                let rows = self.walk_agenda(ctx, filter, |step| {
                    match step {
                        Step::Row(row) => {
                            if let Some(calendar) = calendar.as_mut() {
                                event(row, mark, calendar)?;
                            }
                        }
                        Step::Reached(rows, at) => {
                            progress(rows);
                            mark = at;
                            if let Some(out) = out.take() {
                                calendar = Some(CalendarWriter::new(out, house.studio_name())?);
                            }
                            if let Some(calendar) = calendar.as_mut() {
                                calendar.flush()?;
                            }
                        }
                    }
                    Ok(())
                })?;
                if let Some(calendar) = calendar {
                    calendar.finish()?;
                }
                Ok(rows)
            }
        }
    }

    /// Hands every appointment of a range to `take`, in order. The log says before the first that an export began and of what, and after the
    /// last how many rows it had.
    fn walk_agenda(
        &self,
        ctx: &OpCtx,
        filter: &AgendaTaken,
        mut take: impl FnMut(Step<'_>) -> Result<(), ExportError>,
    ) -> Result<u64, ExportError> {
        let view = filter.clone();
        let (asked, mark) = self.store.write::<_, Error, _>(ctx, move |tx| {
            let may = tx.authorize_list::<ExportAgenda>()?;
            let asked = view.read(&tx.house()?)?;
            tx.exporting_agenda(&may, &view.said());
            Ok((asked, tx.mark()?))
        })?;
        // What `take` answers comes out as a value: the reading itself went well, and is in the log.
        self.store.read_apart::<_, Error, _>(ctx, |tx| {
            let may = tx.authorize_list::<ExportAgenda>()?;
            tx.exporting_agenda(&may, &filter.said());
            let mut rows = 0_u64;
            let mut after: Option<(Timestamp, AppointmentId)> = None;
            let mut stopped = take(Step::Reached(0, mark)).err();
            while stopped.is_none() {
                let page = tx.agenda_rows(&may, &asked.query, after)?;
                for row in page.iter().filter(|row| asked.fits(row)) {
                    if let Err(error) = take(Step::Row(row)) {
                        stopped = Some(error);
                        break;
                    }
                    rows = rows.saturating_add(1);
                }
                after = page.last().map(|row| (row.starts_at, row.id));
                if stopped.is_none() {
                    stopped = take(Step::Reached(rows, mark)).err();
                }
                if after.is_none() {
                    break;
                }
            }
            tx.exported_agenda(&may, rows);
            Ok(stopped.map_or(Ok(rows), Err))
        })?
    }
}
