//! The agenda of a full studio: a day of thirty artists and sixty appointments, a month of two thousand, by use case and as a page over HTTP.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use rusqlite::Connection;
use studio_app::{AgendaAppointment, AgendaFilter, OpCtx, Studio};
use studio_domain::StudioZone;

use super::http::Copy;
use super::{Bench, Size};
use crate::bare::agenda::{View, read};
use crate::bare::reader;
use crate::clock;
use crate::http::asker::{Ask, Asker, packed, sign_in};
use crate::http::bare::agenda::file;
use crate::http::load::{CONNECTIONS, Measured, ask_all};
use crate::http::served::{Served, Side};
use crate::interleave::{Program, interleave};
use crate::table::{Table, range, short};
use crate::volume::busy::{A_DAY, A_MONTH, ARTISTS};
use crate::volume::{Volume, ZONE, operator};

pub(crate) const BENCH: Bench = Bench {
    name: "agenda",
    about: "a full day and a full month, use case against the same statements, page against bare axum with the same bytes",
    run,
};

fn run(size: Size) -> Result<Vec<Table>> {
    let volume = Volume::busy(size, size.pick(20_000, 400))?;
    Ok(vec![use_cases(size, &volume)?, pages(size, &volume)?])
}

/// Appointments that a view is of.
const fn of(view: View) -> usize {
    match view {
        View::Day => A_DAY,
        View::Month => A_MONTH,
    }
}

/// What a view shows of appointments, as far as it names them, and how many are in it.
struct Shown {
    named: Vec<AgendaAppointment>,
    artists: usize,
    /// Of the day or the month itself.
    count: usize,
}

fn product(studio: &Studio, ctx: &OpCtx, view: View) -> Result<Shown> {
    let filter = AgendaFilter::default();
    Ok(match view {
        View::Day => {
            let day = studio.agenda_day(ctx, &filter)?;
            let artists = day.columns.len();
            let columns = day.columns.into_iter().flat_map(|column| column.appointments);
            let named: Vec<_> = columns.map(|placed| placed.what).collect();
            Shown { artists, count: named.len(), named }
        }
        View::Month => {
            let month = studio.agenda_month(ctx, &filter)?;
            let days = || month.weeks.iter().flatten();
            Shown {
                artists: month.people.len(),
                count: days().filter(|day| day.inside).map(|day| day.count).sum(),
                named: days().flat_map(|day| day.first.iter().cloned()).collect(),
            }
        }
    })
}

/// Both sides see the same, and it is as full as the bench says.
fn alike(studio: &Studio, ctx: &OpCtx, conn: &Connection, view: View, zone: StudioZone) -> Result<()> {
    let own = product(studio, ctx, view)?;
    let seen = read(conn, view.range(zone)?)?;
    let inside = seen.appointments.iter().filter(|one| view.holds(zone, zone.date(one.starts_at))).count();
    ensure!(own.count == inside && inside == of(view), "{} and {inside} appointments", own.count);
    ensure!(own.artists == ARTISTS && seen.artists.len() == ARTISTS, "{} artists", own.artists);
    ensure!(seen.settings.get("studio.zone").is_none_or(|name| name == ZONE), "another zone");
    for one in &own.named {
        let same = seen.appointments.iter().find(|other| other.id == one.id);
        ensure!(same == Some(one), "the reference has another appointment:\n{one:?}\n{same:?}");
    }
    Ok(())
}

fn use_cases(size: Size, volume: &Volume) -> Result<Table> {
    let studio = volume.open()?;
    let (ctx, conn, zone) = (operator(&studio)?, reader(&volume.file())?, StudioZone::parse(ZONE)?);
    let caption =
        format!("agenda: what a view is drawn from, {ARTISTS} artists, microseconds, {}", clock::CPU);
    let mut table = Table::comparison(caption, "µs");
    for view in View::ALL {
        alike(&studio, &ctx, &conn, view, zone)?;
        let range = view.range(zone)?;
        let times = size.pick(40, 2);
        let programs: [Program<'_>; 2] = [
            Box::new(|| (0..times).try_for_each(|_| product(&studio, &ctx, view).map(drop))),
            Box::new(|| {
                (0..times).try_for_each(|_| {
                    std::hint::black_box(read(&conn, range)?);
                    Ok(())
                })
            }),
        ];
        let [own, other] = interleave(size.pick(15, 1), times, programs)?;
        let what = format!("{} of {} / same statements", view.name(), of(view));
        table.compare(&what, 1e3, &own, &other, None);
    }
    Ok(table)
}

/// A page as the product makes it, with its weight packed.
fn made(served: &Served, token: &str, view: View) -> Result<(Vec<u8>, usize)> {
    let path = path(view);
    let mut asker = Asker::new(served.address(), token)?;
    let mut page = || -> Result<Vec<u8>> {
        let (status, body) = asker.ask(&Ask::get(&path))?;
        ensure!(status == 200, "`{path}`: {status}");
        Ok(body.to_vec())
    };
    let body = page()?;
    // Otherwise a program that answers the same bytes would answer something else.
    ensure!(body == page()?, "`{path}` is another page each time");
    Ok((body, packed(served.address(), token, &path)?))
}

fn path(view: View) -> String {
    format!("/agenda?view={}", view.name())
}

fn pages(size: Size, volume: &Volume) -> Result<Table> {
    let copies = [Copy::of(volume)?, Copy::of(volume)?];
    let [own, other] = &copies;
    let mut ours = Served::start(size, Side::Product, own.path())?;
    let token = sign_in(ours.address())?;
    let mut weights = Vec::new();
    for view in View::ALL {
        let (body, packed) = made(&ours, &token, view)?;
        fs::write(file(other.path(), view), &body).context("the page can't be left for the bare program")?;
        weights.push([body.len(), packed]);
    }
    let mut theirs = Served::start(size, Side::Bare, other.path())?;
    let (rounds, slice) =
        size.pick((5, std::time::Duration::from_millis(1_500)), (1, std::time::Duration::from_millis(40)));
    let caption = format!(
        "agenda: the page over HTTP, {CONNECTIONS} connections for {rounds} slices of {:.1} s in turn, {ARTISTS} artists; latencies in µs; CPU of the \
         whole server in µs; the bare program runs the statements and answers the same bytes, ready made",
        slice.as_secs_f64()
    );
    let header = [
        "",
        "answers/s",
        "p50",
        "p99",
        "CPU µs",
        "CPU ratio",
        "min–max",
        "answers/s ratio",
        "p99 ratio",
        "bytes",
        "gzip",
    ];
    let mut table = Table::new(caption, &header);
    for (view, [plain, packed]) in View::ALL.into_iter().zip(weights) {
        let asks = [path(view), format!("/agenda/{}", view.name())];
        let tokens = [token.as_str(), ""];
        let mut measured = [Measured::default(), Measured::default()];
        same_bytes(&ours, &theirs, &tokens, &asks)?;
        // The first round fills caches.
        for round in 0..=rounds {
            for (((served, into), ask), token) in
                [&mut ours, &mut theirs].into_iter().zip(&mut measured).zip(&asks).zip(tokens)
            {
                let before = served.cpu()?;
                let (latencies, took) = ask_all(served.address(), token, slice, &|_, _| Ask::get(ask))?;
                into.add(latencies, took, served.cpu()?.saturating_sub(before));
                if round == 0 {
                    *into = Measured::default();
                }
            }
        }
        add(&mut table, view, &measured, [plain, packed]);
    }
    Ok(table)
}

fn same_bytes(ours: &Served, theirs: &Served, tokens: &[&str; 2], asks: &[String; 2]) -> Result<()> {
    let mut bodies = Vec::new();
    for ((served, token), ask) in [ours, theirs].into_iter().zip(tokens).zip(asks) {
        let mut asker = Asker::new(served.address(), token)?;
        let (status, body) = asker.ask(&Ask::get(ask))?;
        ensure!(status == 200, "`{ask}`: {status}");
        bodies.push(body.to_vec());
    }
    ensure!(bodies.first() == bodies.last(), "the bare program answers another page");
    Ok(())
}

fn add(table: &mut Table, view: View, [ours, theirs]: &[Measured; 2], [plain, packed]: [usize; 2]) {
    let (cpu, rate, most) =
        (ours.cpu.over(&theirs.cpu), ours.per_second.over(&theirs.per_second), ours.most.over(&theirs.most));
    for (side, measured) in [("server", ours), ("bare", theirs)] {
        let figures =
            [(&measured.per_second, 1.0), (&measured.half, 1e3), (&measured.most, 1e3), (&measured.cpu, 1e3)];
        let mut row = vec![format!("{} of {}, {side}", view.name(), of(view))];
        row.extend(figures.map(|(series, scale)| short(series.spread().median / scale)));
        if side == "server" {
            row.extend([short(cpu.median), range(cpu), short(rate.median), short(most.median)]);
            row.extend([plain.to_string(), packed.to_string()]);
        }
        table.row(row);
    }
}
