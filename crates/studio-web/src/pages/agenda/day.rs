//! The day: a column for each artist.

use studio_app::Ability;

use super::address::{Step, View};
use super::entry::{Blocked, Entry, rows};
use super::people::colour;
use super::{Board, Told};
use crate::pages::{PageError, Reader};
use crate::state::App;

/// What is drawn of a day.
pub(super) struct Day {
    pub(super) date: String,
    /// Milliseconds of the first row.
    pub(super) from: i64,
    pub(super) rows: u32,
    pub(super) grid: u32,
    /// Row and words of each full hour.
    pub(super) hours: Vec<(u32, String)>,
    /// The row of this moment.
    pub(super) now: Option<u32>,
    pub(super) columns: Vec<Column>,
}

/// One artist's.
pub(super) struct Column {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) colour: &'static str,
    pub(super) count: usize,
    pub(super) closed: Vec<String>,
    pub(super) blocks: Vec<Blocked>,
    pub(super) entries: Vec<Entry>,
    /// Whether something can be booked here.
    pub(super) books: bool,
    /// Whether it is the reader's own.
    pub(super) mine: bool,
    /// The week of this artist.
    pub(super) week: String,
}

pub(super) async fn look(app: &App, reader: &Reader, view: &View) -> Result<(Told, Board), PageError> {
    let filter = view.filter();
    let day = reader.act(app, move |studio, ctx| studio.agenda_day(ctx, &filter)).await?;
    let say = &reader.shell.say;
    let start = day.axis.start();
    let columns = day
        .columns
        .iter()
        .map(|column| {
            let person = &column.person;
            let shade = colour(&person.colour);
            Column {
                id: person.id.get(),
                name: person.name.clone(),
                colour: shade,
                count: column.appointments.iter().filter(|one| counts(one.what.status)).count(),
                closed: column.closed.iter().map(|stretch| rows(*stretch)).collect(),
                blocks: column
                    .blocks
                    .iter()
                    .map(|(block, stretch)| Blocked::of(say, block, *stretch, String::new(), shade))
                    .collect(),
                entries: column
                    .appointments
                    .iter()
                    .map(|one| Entry::of(say, one, start, shade, String::new(), person.edit))
                    .collect(),
                books: person.create != Ability::No,
                mine: person.mine,
                week: view
                    .on(day.date)
                    .of_artists(person.id.to_string())
                    .seen_as(super::Kind::Week)
                    .address(),
            }
        })
        .collect();
    let told = Told {
        date: day.date,
        today: day.today,
        title: say.titled_day(day.date),
        people: day.people,
        span: (day.date, day.date),
        step: Step::Days(1),
    };
    let board = Day {
        date: day.date.to_string(),
        from: start.millis(),
        rows: day.rows,
        grid: day.grid,
        hours: day.hours.into_iter().map(|(row, at)| (row, say.time(at))).collect(),
        now: day.now,
        columns,
    };
    Ok((told, Board::Day(board)))
}

/// Whether somebody is expected or has been here.
pub(super) fn counts(status: studio_domain::AppointmentStatus) -> bool {
    use studio_domain::AppointmentStatus as Status;
    !matches!(status, Status::Cancelled | Status::NoShow)
}
