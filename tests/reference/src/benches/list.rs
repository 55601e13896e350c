//! Pages of the client list through the use case, against the same pages by the SQL that one would write by hand.

use anyhow::{Context as _, Result, ensure};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use rusqlite::Connection;
use studio_app::{ClientFilter, ClientList, OpCtx, Studio};
use studio_domain::{ClientSort, Order};

use super::{Bench, Size};
use crate::bare::clients::{Key, PAGE, Place, Sort};
use crate::bare::reader;
use crate::clock;
use crate::interleave::{Program, Series, interleave};
use crate::random::Random;
use crate::table::{Table, short};
use crate::volume::{Volume, operator};

pub(crate) const BENCH: Bench = Bench {
    name: "list",
    about: "a page of the client list in each sort, against prepared keyset statements through rusqlite",
    run,
};

/// Where pages lie that are measured; the last stands for many places, which no cache holds together.
const PLACES: [&str; 4] = ["first", "middle", "last", "anywhere"];
/// Places that are taken in turn for the last of them.
const ANYWHERE: usize = 200;
/// Pages of a round at one of the other places.
const PAGES: usize = 50;

/// What the pages of one sort took, place by place: the product, and the reference.
type Measured = [[Series; 2]; 4];

fn run(size: Size) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    let mut all = Vec::new();
    for &clients in size.clients() {
        let (table, measured) = of_size(size, clients)?;
        tables.push(table);
        all.push((clients, measured));
    }
    for pair in all.windows(2) {
        if let [(few, from), (many, to)] = pair {
            tables.push(growth(*few, from, *many, to));
        }
    }
    Ok(tables)
}

fn sorts() -> impl Iterator<Item = (ClientSort, Order)> {
    ClientSort::ALL.iter().flat_map(|sort| Order::ALL.iter().map(|order| (*sort, *order)))
}

fn of_size(size: Size, clients: usize) -> Result<(Table, Vec<Measured>)> {
    let volume = Volume::studio(size, clients)?;
    let studio = volume.open()?;
    let (ctx, conn) = (operator(&studio)?, reader(&volume.file())?);
    let caption = format!(
        "list: a page of {PAGE} of {clients} clients, microseconds: use case / reference = ratio, {}",
        clock::CPU
    );
    let header: Vec<&str> = [""].into_iter().chain(PLACES).collect();
    let mut table = Table::new(caption, &header);
    let mut all = Vec::new();
    for (sort, order) in sorts() {
        let measured = of_sort(size, &Bound { studio: &studio, ctx: &ctx, conn: &conn }, sort, order)?;
        let cells = measured.iter().map(|[own, other]| {
            let micros = |series: &Series| short(series.spread().median / 1e3);
            format!("{} / {} = {:.2}", micros(own), micros(other), own.over(other).median)
        });
        table.row([format!("by {sort}, {order}")].into_iter().chain(cells));
        all.push(measured);
    }
    Ok((table, all))
}

/// Both ways to one file.
struct Bound<'a> {
    studio: &'a Studio,
    ctx: &'a OpCtx,
    conn: &'a Connection,
}

fn of_sort(size: Size, to: &Bound<'_>, sort: ClientSort, order: Order) -> Result<Measured> {
    let statements = Sort::by(sort, order);
    let places = statements.places(to.conn)?;
    ensure!(places.len() > 4 * PAGE, "{} active clients are too few", places.len());
    let mut random = Random::new(5);
    let behind = |count: usize| -> Result<Option<&Place>> {
        count.checked_sub(1).map(|last| places.get(last).context("no such place")).transpose()
    };
    let anywhere = (0..size.pick(ANYWHERE, 5)).map(|_| behind(random.below(places.len() - PAGE)));
    let anywhere = anywhere.collect::<Result<Vec<_>>>()?;
    let again = |place| vec![place; size.pick(PAGES, 2)];
    let views: [Vec<View<'_>>; 4] =
        [again(behind(0)?), again(behind(places.len() / 2)?), again(behind(places.len() - PAGE)?), anywhere]
            .map(|places| places.into_iter().map(|after| View::of(sort, order, after)).collect());

    let mut measured = Measured::default();
    for (views, series) in views.iter().zip(&mut measured) {
        for view in views {
            alike(to, &statements, view)?;
        }
        let programs: [Program<'_>; 2] = [
            Box::new(|| views.iter().try_for_each(|view| product(to, view).map(drop))),
            Box::new(|| views.iter().try_for_each(|view| statements.page(to.conn, view.after).map(drop))),
        ];
        *series = interleave(size.pick(15, 1), views.len(), programs)?;
    }
    Ok(measured)
}

/// One page, as both sides are asked for it.
struct View<'a> {
    filter: ClientFilter,
    after: Option<&'a Place>,
}

impl<'a> View<'a> {
    fn of(sort: ClientSort, order: Order, after: Option<&'a Place>) -> Self {
        let cursor = after.map_or_else(String::new, |place| cursor(sort, order, place));
        let (sort, order) = (sort.code().to_owned(), order.code().to_owned());
        Self { filter: ClientFilter { sort, order, cursor, ..ClientFilter::default() }, after }
    }
}

/// The text by which the product remembers a place. It is opaque to clients; here it saves turning half a million pages.
fn cursor(sort: ClientSort, order: Order, place: &Place) -> String {
    let (kind, key) = match &place.key {
        Key::Text(text) => ("t", text.clone()),
        Key::At(at) => ("a", at.to_string()),
        Key::Missing => ("m", String::new()),
    };
    let plain = format!("{}\n{}\n{}\n{kind}\n{key}", sort.code(), order.code(), place.id);
    Base64UrlUnpadded::encode_string(plain.as_bytes())
}

fn product(to: &Bound<'_>, view: &View<'_>) -> Result<ClientList> {
    Ok(to.studio.clients(to.ctx, &view.filter)?)
}

fn alike(to: &Bound<'_>, statements: &Sort, view: &View<'_>) -> Result<()> {
    let own = product(to, view)?;
    let (rows, more) = statements.page(to.conn, view.after)?;
    ensure!(rows.len() == PAGE, "a page of {} rows", rows.len());
    ensure!(
        own.items == rows && own.next_cursor.is_some() == more,
        "the reference has another page of {:?}",
        view.filter
    );
    Ok(())
}

/// The two sizes are not measured side by side: the fastest round of each is what other work disturbed least.
fn growth(few: usize, from: &[Measured], many: usize, to: &[Measured]) -> Table {
    let caption = format!(
        "list: {many} clients over {few}, fastest rounds of the use case (of the reference); the aim is at most 1.3 from 100000 to 1000000"
    );
    let header: Vec<&str> = [""].into_iter().chain(PLACES).collect();
    let mut table = Table::new(caption, &header);
    for (((sort, order), from), to) in sorts().zip(from).zip(to) {
        let cells = from.iter().zip(to).map(|([own, other], [more_own, more_other])| {
            let grown = |few: &Series, many: &Series| many.spread().low / few.spread().low;
            format!("{:.2} ({:.2})", grown(own, more_own), grown(other, more_other))
        });
        table.row([format!("by {sort}, {order}")].into_iter().chain(cells));
    }
    table
}
