//! The little calendar beside the agenda.

use chrono::NaiveDate;
use studio_domain::Weekday;
use studio_domain::agenda::{sheet_start, sheet_weeks};

use super::address::{Kind, Step, View};
use crate::pages::Say;

/// A month to pick a day from.
pub(super) struct Mini {
    pub(super) title: String,
    pub(super) previous: String,
    pub(super) next: String,
    /// First letters of the weekdays, and whole.
    pub(super) weekdays: Vec<(String, String)>,
    pub(super) weeks: Vec<Vec<Cell>>,
}

/// A day of it.
pub(super) struct Cell {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) words: String,
    pub(super) inside: bool,
    pub(super) today: bool,
    /// Whether the view is of it.
    pub(super) here: bool,
}

impl Mini {
    pub(super) fn of(say: &Say, view: &View, date: NaiveDate, today: NaiveDate, first: Weekday) -> Self {
        use chrono::Datelike as _;
        let start = sheet_start(date, first);
        let days: Vec<NaiveDate> =
            start.iter_days().take(usize::try_from(sheet_weeks(date, first)).unwrap_or(6) * 7).collect();
        // A day that is picked in the month is a day to look at; in the others the view stays.
        let to = if view.kind == Kind::Month { view.seen_as(Kind::Day) } else { view.clone() };
        let within = |day: NaiveDate| match view.kind {
            Kind::Week => sheet_week(day, first) == sheet_week(date, first),
            Kind::Month => false,
            Kind::Day | Kind::List => day == date,
        };
        let on = |date: Option<NaiveDate>| view.on(date.unwrap_or(today)).address();
        Self {
            title: say.month_of(date),
            previous: on(Step::Month.before(date)),
            next: on(Step::Month.behind(date)),
            weekdays: days.iter().take(7).map(|day| (say.weekday(*day), say.whole_weekday(*day))).collect(),
            weeks: days
                .chunks(7)
                .map(|week| {
                    week.iter()
                        .map(|day| Cell {
                            href: to.on(*day).address(),
                            number: say.day_number(*day),
                            words: say.whole_day(*day),
                            inside: (day.year(), day.month()) == (date.year(), date.month()),
                            today: *day == today,
                            here: within(*day),
                        })
                        .collect()
                })
                .collect(),
        }
    }
}

/// The day with which the week of a date begins.
fn sheet_week(day: NaiveDate, first: Weekday) -> Option<NaiveDate> {
    use chrono::Datelike as _;
    let passed = Weekday::from(day.weekday()).days_since(first);
    day.checked_sub_days(chrono::Days::new(u64::from(passed)))
}
