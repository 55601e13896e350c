//! Searching the client list through the use case, against the better of two statements that give the same rows.

use anyhow::{Result, ensure};
use rusqlite::Connection;
use studio_app::{ClientFilter, ClientRow, OpCtx, Studio};

use super::{Bench, Size};
use crate::bare::clients::{PAGE, Search, finds};
use crate::bare::reader;
use crate::clock;
use crate::interleave::{Program, Series, interleave, nanos};
use crate::table::{Table, range, short};
use crate::volume::{Volume, operator};

pub(crate) const BENCH: Bench = Bench {
    name: "search",
    about: "the first page of a search, against the full-text index or a walk, whichever is faster",
    run,
};

/// What is looked for, and whether it is there.
const NEEDLES: [(&str, bool); 8] = [
    ("gonzalez", true),
    ("zalezzon", false),
    ("mar", true),
    ("qzx", false),
    ("an", true),
    ("qz", false),
    ("a", true),
    ("ж", false),
];
/// Nanoseconds that a program may take in a round.
const ROUND: f64 = 50e6;

fn run(size: Size) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    let mut all: Vec<(usize, Vec<Series>)> = Vec::new();
    for &clients in size.clients() {
        let volume = Volume::studio(size, clients)?;
        let studio = volume.open()?;
        let (ctx, conn) = (operator(&studio)?, reader(&volume.file())?);
        let to = Bound { studio: &studio, ctx: &ctx, conn: &conn };
        let caption = format!(
            "search: {PAGE} of {clients} clients by name, or all if there are fewer, microseconds, {}",
            clock::CPU
        );
        let header = [
            "",
            "finds",
            "requests",
            "µs",
            "reference",
            "ratio",
            "min–max",
            "reference by",
            "µs, first request",
        ];
        let mut table = Table::new(caption, &header);
        let mut firsts = Vec::new();
        for (needle, there) in NEEDLES {
            firsts.push(one(size, &to, needle, there, &mut table)?);
        }
        tables.push(table);
        all.push((clients, firsts));
    }
    for pair in all.windows(2) {
        if let [(few, from), (many, to)] = pair {
            tables.push(growth(*few, from, *many, to));
        }
    }
    Ok(tables)
}

/// Both ways to one file.
struct Bound<'a> {
    studio: &'a Studio,
    ctx: &'a OpCtx,
    conn: &'a Connection,
}

impl Bound<'_> {
    /// The rows of one request, and the cursor of the next.
    fn ask(&self, needle: &str, cursor: String) -> Result<(Vec<ClientRow>, Option<String>)> {
        let filter = ClientFilter { q: needle.to_owned(), cursor, ..ClientFilter::default() };
        let list = self.studio.clients(self.ctx, &filter)?;
        Ok((list.items, list.next_cursor))
    }

    /// Asks until a page is full or nothing follows. A request looks at a bounded number of rows, so that it may have to be asked again.
    fn until_full(&self, needle: &str) -> Result<(Vec<ClientRow>, bool, usize)> {
        let (mut rows, mut next) = self.ask(needle, String::new())?;
        let mut requests = 1;
        while rows.len() < PAGE
            && let Some(cursor) = next
        {
            let (mut more, behind) = self.ask(needle, cursor)?;
            rows.append(&mut more);
            next = behind;
            requests += 1;
        }
        Ok((rows, next.is_some(), requests))
    }
}

/// Adds the row of a needle. Answers what the first request took.
fn one(size: Size, to: &Bound<'_>, needle: &str, there: bool, table: &mut Table) -> Result<Series> {
    let finds = finds(to.conn, needle)?;
    ensure!((finds > 0) == there, "`{needle}` stands in {finds} texts");
    let by = faster(to, needle)?;
    let (own, own_more, requests) = to.until_full(needle)?;
    let (rows, more) = by.page(to.conn, needle)?;
    let (own_more, own) = match own.get(..PAGE) {
        Some(page) => (own_more || own.len() > PAGE, page),
        None => (own_more, own.as_slice()),
    };
    ensure!(own == rows, "the reference finds other rows for `{needle}`");
    // Where a request stopped at its bound it can't know whether more follow.
    ensure!(own_more == more || (own_more && requests > 1), "whether more follow for `{needle}`");

    let before = clock::thread_cpu();
    to.until_full(needle)?;
    let once = nanos(clock::thread_cpu().saturating_sub(before)).max(1.0);
    let pieces = size.pick((ROUND / once).clamp(1.0, 100.0) as usize, 1);
    let programs: [Program<'_>; 3] = [
        Box::new(|| (0..pieces).try_for_each(|_| to.until_full(needle).map(drop))),
        Box::new(|| (0..pieces).try_for_each(|_| by.page(to.conn, needle).map(drop))),
        Box::new(|| (0..pieces).try_for_each(|_| to.ask(needle, String::new()).map(drop))),
    ];
    let [own, other, first] = interleave(size.pick(7, 1), pieces, programs)?;
    let micros = |series: &Series| short(series.spread().median / 1e3);
    let ratio = own.over(&other);
    table.row([
        called(needle, there),
        finds.to_string(),
        requests.to_string(),
        micros(&own),
        micros(&other),
        format!("{:.2}", ratio.median),
        range(ratio),
        by.name().to_owned(),
        micros(&first),
    ]);
    Ok(first)
}

/// What a table calls a needle.
fn called(needle: &str, there: bool) -> String {
    let letters = needle.chars().count();
    let many = if letters == 1 { "" } else { "s" };
    format!("{letters} letter{many}, {}", if there { "common" } else { "absent" })
}

/// The way of the reference that takes less time here. Nobody knows that beforehand: the reference is as good as can be.
fn faster(to: &Bound<'_>, needle: &str) -> Result<Search> {
    if needle.chars().count() < 3 {
        return Ok(Search::Walk);
    }
    let mut took = Vec::new();
    for by in [Search::Match, Search::Walk] {
        // Once to fetch from disk what it needs.
        by.page(to.conn, needle)?;
        let before = clock::thread_cpu();
        by.page(to.conn, needle)?;
        took.push((clock::thread_cpu().saturating_sub(before), by));
    }
    Ok(took.into_iter().min_by_key(|(took, _)| *took).map_or(Search::Walk, |(_, by)| by))
}

/// The two sizes are not measured side by side: the fastest round of each is what other work disturbed least.
fn growth(few: usize, from: &[Series], many: usize, to: &[Series]) -> Table {
    let caption = format!("search: {many} clients over {few}, fastest rounds of the first request");
    let mut table = Table::new(caption, &["", "growth"]);
    for (((needle, there), from), to) in NEEDLES.iter().zip(from).zip(to) {
        let grown = to.spread().low / from.spread().low;
        table.row([called(needle, *there), format!("{grown:.2}")]);
    }
    table
}
