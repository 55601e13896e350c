//! The week: seven days, everybody in their colours.

use studio_app::Ability;

use super::address::{Kind, Step, View};
use super::day::counts;
use super::entry::{Blocked, Entry, crowd, rows};
use super::people::{colour_of, name_of};
use super::{Board, Told};
use crate::pages::{PageError, Reader};
use crate::state::App;

/// What is drawn of a week.
pub(super) struct Week {
    pub(super) rows: u32,
    pub(super) grid: u32,
    pub(super) hours: Vec<(u32, String)>,
    pub(super) now: Option<u32>,
    pub(super) days: Vec<WeekDay>,
    /// The artist of whom alone it is.
    pub(super) artist: Option<i64>,
    pub(super) books: bool,
}

/// One day.
pub(super) struct WeekDay {
    pub(super) date: String,
    pub(super) href: String,
    pub(super) weekday: String,
    pub(super) number: String,
    pub(super) today: bool,
    pub(super) from: i64,
    /// Row and minutes by which the clocks change there.
    pub(super) shift: String,
    pub(super) count: usize,
    /// The class of a day on which many stand beside each other.
    pub(super) crowd: String,
    pub(super) closed: Vec<String>,
    pub(super) blocks: Vec<Blocked>,
    pub(super) away: Vec<Blocked>,
    pub(super) entries: Vec<Entry>,
}

pub(super) async fn look(app: &App, reader: &Reader, view: &View) -> Result<(Told, Board), PageError> {
    let filter = view.filter();
    let week = reader.act(app, move |studio, ctx| studio.agenda_week(ctx, &filter)).await?;
    let say = &reader.shell.say;
    let shown: Vec<_> = week.people.iter().filter(|person| person.shown).collect();
    let alone = match shown.as_slice() {
        [one] => Some(one.id.get()),
        _ => None,
    };
    let books = shown.iter().any(|person| person.create != Ability::No);
    let people = &week.people;
    let edit = |id| people.iter().find(|person| person.id == id).map_or(Ability::No, |person| person.edit);
    let days = week
        .days
        .iter()
        .map(|day| WeekDay {
            date: day.date.to_string(),
            href: view.on(day.date).seen_as(Kind::Day).address(),
            weekday: say.weekday(day.date),
            number: say.day_number(day.date),
            today: day.date == week.today,
            from: day.from.millis(),
            shift: day.shift.map(|(row, minutes)| format!("{row},{minutes}")).unwrap_or_default(),
            count: day.appointments.iter().filter(|one| counts(one.what.status)).count(),
            crowd: crowd(&day.appointments),
            closed: day.closed.iter().map(|stretch| rows(*stretch)).collect(),
            blocks: day
                .blocks
                .iter()
                .map(|(block, stretch)| {
                    Blocked::of(say, block, *stretch, String::new(), colour_of(people, block.artist))
                })
                .collect(),
            away: day
                .away
                .iter()
                .map(|block| {
                    let none = studio_domain::agenda::Stretch { from: 0, to: 1 };
                    let name = name_of(people, block.artist);
                    Blocked::of(say, block, none, name, colour_of(people, block.artist))
                })
                .collect(),
            entries: day
                .appointments
                .iter()
                .map(|one| {
                    let artist = one.what.artist;
                    let name = if alone.is_none() { name_of(people, artist) } else { String::new() };
                    Entry::of(say, one, day.from, colour_of(people, artist), name, edit(artist))
                        .in_lane(say, one)
                })
                .collect(),
        })
        .collect();
    let ends = week.days.first().zip(week.days.last());
    let title = ends.map(|(first, last)| say.days(first.date, last.date)).unwrap_or_default();
    let (from, to) = week.axis;
    let hours = (from / 60..=to.saturating_sub(1) / 60)
        .map(|hour| ((hour * 60).saturating_sub(from) / studio_domain::agenda::ROW, format!("{hour:02}:00")))
        .collect();
    let board = Week { rows: week.rows, grid: week.grid, hours, now: week.now, days, artist: alone, books };
    let span = ends.map_or((week.date, week.date), |(first, last)| (first.date, last.date));
    let told =
        Told { date: week.date, today: week.today, title, people: week.people, span, step: Step::Days(7) };
    Ok((told, Board::Week(board)))
}
