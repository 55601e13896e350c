//! The month: how much each day has, and the first few.

use super::address::{Kind, Step, View};
use super::entry::class_of;
use super::people::{colour_of, name_of};
use super::{Board, Told};
use crate::pages::{PageError, Reader};
use crate::state::App;

/// What is drawn of a month.
pub(super) struct Month {
    /// Names of the weekdays, short and whole.
    pub(super) weekdays: Vec<(String, String)>,
    pub(super) weeks: Vec<Vec<MonthDay>>,
}

/// One day.
pub(super) struct MonthDay {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) words: String,
    pub(super) inside: bool,
    pub(super) today: bool,
    pub(super) open: bool,
    pub(super) count: usize,
    pub(super) pending: usize,
    pub(super) away: usize,
    pub(super) first: Vec<Brief>,
    /// How many more there are.
    pub(super) more: usize,
}

/// One of the first few.
pub(super) struct Brief {
    pub(super) id: i64,
    pub(super) time: String,
    pub(super) client: String,
    pub(super) artist: String,
    pub(super) colour: &'static str,
    pub(super) status: &'static str,
    pub(super) word: String,
}

/// The first day of the month and its last.
fn inside(month: &studio_app::AgendaMonth) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
    let mut days = month.weeks.iter().flatten().filter(|day| day.inside).map(|day| day.date);
    let first = days.next()?;
    Some((first, days.next_back().unwrap_or(first)))
}

pub(super) async fn look(app: &App, reader: &Reader, view: &View) -> Result<(Told, Board), PageError> {
    let filter = view.filter();
    let month = reader.act(app, move |studio, ctx| studio.agenda_month(ctx, &filter)).await?;
    let say = &reader.shell.say;
    let people = &month.people;
    let weekdays = month.weeks.first().into_iter().flatten();
    let weekdays = weekdays.map(|day| (say.weekday(day.date), say.whole_weekday(day.date))).collect();
    let day = |day: &studio_app::AgendaMonthDay| {
        let named = day.first.iter().filter(|one| super::day::counts(one.status)).count();
        MonthDay {
            href: view.on(day.date).seen_as(Kind::Day).address(),
            number: say.day_number(day.date),
            words: say.whole_day(day.date),
            inside: day.inside,
            today: day.date == month.today,
            open: day.open,
            count: day.count,
            pending: day.pending,
            away: day.away,
            first: day
                .first
                .iter()
                .map(|one| Brief {
                    id: one.id.get(),
                    time: say.time(one.starts_at),
                    client: one.client.name.clone(),
                    artist: name_of(people, one.artist),
                    colour: colour_of(people, one.artist),
                    status: class_of(one.status),
                    word: studio_text::key("appointment", one.status.code()),
                })
                .collect(),
            more: day.count.saturating_sub(named),
        }
    };
    let weeks = month.weeks.iter().map(|week| week.iter().map(day).collect()).collect();
    let told = Told {
        date: month.date,
        today: month.today,
        title: say.month_of(month.date),
        people: month.people.clone(),
        span: inside(&month).unwrap_or((month.date, month.date)),
        step: Step::Month,
    };
    Ok((told, Board::Month(Month { weekdays, weeks })))
}
