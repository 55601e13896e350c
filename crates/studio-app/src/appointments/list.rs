//! Lists of appointments.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, ClientId, Invalid, Rule as FieldRule, StudioZone, Timestamp,
    Values, parse_date, read_moment,
};
use studio_store::actions::ListAppointments;
use studio_store::{AppointmentCard, AppointmentCursor, AppointmentQuery, OpCtx};

use crate::error::Result;
use crate::form::Form;
use crate::studio::Studio;

/// The most characters of a search that make sense.
const SEARCH: usize = 200;
/// Rows a page unless asked otherwise, and at most.
const LIMIT: (usize, usize) = (50, 200);

/// Which appointments to list, as it stands in an address. Empty fields limit nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AppointmentFilter {
    /// Only those that begin then or later: a date of the studio, its wall-clock time, or RFC 3339.
    pub from: String,
    /// Only those that begin before then; of a date, its whole day is inside.
    pub to: String,
    /// Id of the artist.
    pub artist: String,
    /// Id of the client; that of a merged record stands for the kept one.
    pub client: String,
    /// Statuses, with commas between them.
    pub status: String,
    /// Words of the client's name and, where the reader may see it, of the service.
    pub q: String,
    /// Rows a page, 1 to 200; default 50.
    pub limit: Option<usize>,
    /// Where the page before ended.
    pub cursor: String,
}

/// One page of appointments, in the order of their starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentList {
    /// The studio's time zone, in which moments are shown.
    pub zone: StudioZone,
    /// The appointments, as far as the reader may see each. In a search a page may be short although more follow.
    pub items: Vec<AppointmentCard>,
    /// Cursor of the next page; `None`: there is none.
    pub next_cursor: Option<String>,
}

impl AppointmentFilter {
    /// Reads it; every field that is wrong is told.
    pub(super) fn read(&self, house: &Values) -> Result<AppointmentQuery> {
        let mut form = Form::default();
        let given = |raw: &str| (!raw.trim().is_empty()).then(|| raw.to_owned());
        let zone = house.zone();
        let bound = |field: &'static str, end: bool| {
            move |raw: &str| match parse_date(field, raw) {
                Ok(date) if end => Ok(zone.day(date).end()),
                Ok(date) => Ok(zone.day(date).start()),
                Err(_other) => read_moment(field, raw, Some(studio_domain::WhichHour::First), zone),
            }
        };
        let from = form.maybe(given(&self.from).as_ref(), bound("from", false));
        let to = form.maybe(given(&self.to).as_ref(), bound("to", true));
        let artist = form.maybe(given(&self.artist).as_ref(), |raw| {
            raw.trim().parse::<ArtistId>().map_err(|wrong| wrong.at("artist_id"))
        });
        let client = form.maybe(given(&self.client).as_ref(), |raw| {
            raw.trim().parse::<ClientId>().map_err(|wrong| wrong.at("client_id"))
        });
        let codes = self.status.split(',').filter(|code| !code.trim().is_empty()).take(20);
        let status = codes.filter_map(|code| form.take(AppointmentStatus::parse(code))).collect();
        let typed = self.q.chars().count();
        if typed > SEARCH {
            form.wrong(Invalid::new("q", FieldRule::TooLong { max: SEARCH, got: typed }));
        }
        let limit = self.limit.unwrap_or(LIMIT.0);
        if !(1..=LIMIT.1).contains(&limit) {
            form.wrong(Invalid::new("limit", FieldRule::OutOfRange { min: 1, max: 200 }));
        }
        let after = form.maybe(given(&self.cursor).as_ref(), read_cursor);
        form.finish()?;
        Ok(AppointmentQuery { from, to, artist, client, status, words: given(&self.q), after, limit })
    }
}

fn write_cursor(cursor: &AppointmentCursor) -> String {
    Base64UrlUnpadded::encode_string(format!("{}\n{}", cursor.starts_at.millis(), cursor.id).as_bytes())
}

fn read_cursor(raw: &str) -> Result<AppointmentCursor, Invalid> {
    let parse = || -> Option<AppointmentCursor> {
        let raw = raw.trim();
        let plain = (raw.len() < 200).then(|| Base64UrlUnpadded::decode_vec(raw).ok())??;
        let plain = String::from_utf8(plain).ok()?;
        let (at, id) = plain.split_once('\n')?;
        let id: AppointmentId = id.parse().ok()?;
        Some(AppointmentCursor { starts_at: Timestamp::from_millis(at.parse().ok()?), id })
    };
    parse().ok_or(Invalid::form("cursor", "cursor"))
}

impl Studio {
    /// One page of appointments in the order of their starts.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused); [`Error::NotFound`](crate::Error::NotFound) for a
    /// client that is not there.
    pub fn appointments(&self, ctx: &OpCtx, filter: &AppointmentFilter) -> Result<AppointmentList> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<ListAppointments>()?;
            let house = tx.house()?;
            let mut query = filter.read(&house)?;
            if let Some(client) = query.client {
                query.client = Some(tx.client(client)?.id());
            }
            let page = tx.list_appointments(&may, &query)?;
            Ok(AppointmentList {
                zone: house.zone(),
                items: page.items,
                next_cursor: page.next.as_ref().map(write_cursor),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_and_garbage_is_refused() {
        let cursor = AppointmentCursor { starts_at: Timestamp::from_millis(-7), id: AppointmentId::new(17) };
        assert_eq!(read_cursor(&write_cursor(&cursor)), Ok(cursor));
        for text in ["", "x", "....", "bmFtZQ", &"A".repeat(199), &"A".repeat(8_000), "ñ"] {
            assert!(read_cursor(text).is_err(), "{text}");
        }
    }
}
