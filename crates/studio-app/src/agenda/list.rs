//! Appointments as a table, over any stretch of days.

use chrono::{Days, NaiveDate};
use studio_domain::agenda::AgendaSort;
use studio_domain::{Invalid, Order, Rule, parse_date};
use studio_store::actions::SeeAgenda;
use studio_store::{AgendaAppointment, AgendaListQuery, OpCtx};

use super::{AgendaFilter, AgendaPerson, Seen, cursor, people};
use crate::error::Result;
use crate::form::Form;
use crate::studio::Studio;

/// Rows a page unless asked otherwise, and at most.
const LIMIT: (usize, usize) = (50, 200);
/// Days that a list shows unless asked otherwise.
const USUAL: u64 = 7;
/// The most days of a list.
const MOST: u64 = 366;

/// A list, as typed. Empty fields mean the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgendaListFilter {
    /// Date, artists, statuses and search.
    pub view: AgendaFilter,
    /// The last day, `2026-03-20`; default the sixth after the first, which is the view's date.
    pub to: String,
    /// `start` (default), `client`, `artist` or `status`.
    pub sort: String,
    /// `asc` (default) or `desc`.
    pub order: String,
    /// Rows a page, 1 to 200; default 50.
    pub limit: Option<usize>,
    /// Where the page before ended.
    pub cursor: String,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaList {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// Sort that was used.
    pub sort: AgendaSort,
    /// Order that was used.
    pub order: Order,
    /// Everybody, chosen or not.
    pub people: Vec<AgendaPerson>,
    /// The rows. In a search a page may be short although more follow.
    pub items: Vec<AgendaAppointment>,
    /// Cursor of the next page; `None`: there is none.
    pub next_cursor: Option<String>,
}

impl Studio {
    /// One page of a list of appointments.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), also for more than 366 days; [`Error::Refused`](crate::Error::Refused),
    /// [`Error::NoActor`](crate::Error::NoActor).
    pub fn agenda_list(&self, ctx: &OpCtx, filter: &AgendaListFilter) -> Result<AgendaList> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<SeeAgenda>()?;
            let zone = tx.house()?.zone();
            let today = zone.date(tx.now());
            let mut form = Form::default();
            let wanted = filter.view.read_into(today, &mut form);
            let from = wanted.date;
            let given = |raw: &str| (!raw.trim().is_empty()).then(|| raw.to_owned());
            let last = from.checked_add_days(Days::new(USUAL - 1)).unwrap_or(from);
            let to = form.maybe(given(&filter.to).as_ref(), |raw| parse_date("to", raw)).unwrap_or(last);
            if to < from {
                form.wrong(Invalid::new("to", Rule::EndBeforeStart));
            } else if from.checked_add_days(Days::new(MOST)).is_some_and(|most| most <= to) {
                let days = i64::try_from(MOST).unwrap_or(i64::MAX);
                form.wrong(Invalid::new("to", Rule::OutOfRange { min: 1, max: days }));
            }
            let sort =
                form.maybe(given(&filter.sort).as_ref(), AgendaSort::parse).unwrap_or(AgendaSort::Start);
            let order = form.maybe(given(&filter.order).as_ref(), Order::parse).unwrap_or(Order::Asc);
            let limit = filter.limit.unwrap_or(LIMIT.0);
            if !(1..=LIMIT.1).contains(&limit) {
                form.wrong(Invalid::new("limit", Rule::OutOfRange { min: 1, max: 200 }));
            }
            let after =
                form.maybe(given(&filter.cursor).as_ref(), |raw| cursor::read(sort, order, raw.trim()));
            form.finish()?;
            let range = wanted.range(zone.day(from).start(), zone.day(to).end());
            let query = AgendaListQuery { range, sort, order, limit, after };
            let page = tx.list_agenda(&may, &query)?;
            let seen =
                Seen { artists: tx.agenda_artists(&may)?, appointments: page.items, blocks: Vec::new() };
            Ok(AgendaList {
                from,
                to,
                today,
                sort,
                order,
                people: people(&wanted.artists, &seen),
                items: seen.appointments,
                next_cursor: page.next.map(|next| cursor::write(sort, order, &next)),
            })
        })
    }
}
