//! The filters of the agenda, as they stand in an address.

use chrono::NaiveDate;
use studio_domain::{AppointmentStatus, ArtistId, Invalid, Rule, needles, parse_date};

use super::Wanted;
use crate::error::Result;
use crate::form::Form;

/// The most characters of a search that make sense.
const SEARCH: usize = 200;
/// The most artists that can be chosen.
const CHOSEN: usize = 200;

/// A view of the agenda, as typed. Empty fields mean the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgendaFilter {
    /// A date of the view, `2026-03-14`; default today.
    pub date: String,
    /// Ids of artists, parted by commas; default everybody.
    pub artists: String,
    /// Codes of statuses, parted by commas; default all.
    pub status: String,
    /// Search: words that must all stand in the client's name or the service.
    pub q: String,
}

/// The parts of a list with commas.
fn parts(raw: &str) -> impl Iterator<Item = &str> {
    raw.split(',').map(str::trim).filter(|part| !part.is_empty())
}

impl AgendaFilter {
    /// Reads the view; every field that is wrong is told.
    pub(super) fn read(&self, today: NaiveDate) -> Result<Wanted> {
        let mut form = Form::default();
        let wanted = self.read_into(today, &mut form);
        form.finish()?;
        Ok(wanted)
    }

    pub(super) fn read_into(&self, today: NaiveDate, form: &mut Form) -> Wanted {
        let date = match self.date.trim() {
            "" => Some(today),
            given => form.take(parse_date("date", given)),
        };
        let mut artists: Vec<ArtistId> = Vec::new();
        for part in parts(&self.artists) {
            let id = form.take(part.parse::<ArtistId>().map_err(|wrong| wrong.at("artists")));
            artists.extend(id.filter(|id| !artists.contains(id)));
        }
        if artists.len() > CHOSEN {
            form.wrong(Invalid::new("artists", Rule::TooLong { max: CHOSEN, got: artists.len() }));
        }
        let mut statuses: Vec<AppointmentStatus> = Vec::new();
        for part in parts(&self.status) {
            let status = form.take(AppointmentStatus::parse(part));
            statuses.extend(status.filter(|status| !statuses.contains(status)));
        }
        let typed = self.q.chars().count();
        if typed > SEARCH {
            form.wrong(Invalid::new("q", Rule::TooLong { max: SEARCH, got: typed }));
        }
        Wanted { date: date.unwrap_or(today), artists, statuses, needles: needles(&self.q) }
    }
}
