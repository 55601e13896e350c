//! The first page of an artist's wall: the use case against the statement, the page against a bare program, and what is sent.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use studio_app::{Folder, PortfolioFilter};

use super::uploads::first;
use crate::bare::{reader, wall};
use crate::benches::Size;
use crate::benches::http::Copy;
use crate::http::asker::{Ask, Asker, sign_in};
use crate::http::load::{CONNECTIONS, Measured, ask_all};
use crate::http::served::{Served, Side};
use crate::interleave::{Program, interleave};
use crate::table::{Table, range, short};
use crate::volume::{self, operator};

/// Pictures that a wide screen shows before anybody scrolls.
const SEEN: usize = 18;

/// Measures the wall of a studio that lies in a folder of that folder.
pub(super) fn run(size: Size, folder: &Path) -> Result<Vec<Table>> {
    let place = folder.join("studio");
    let (statement, artist, items) = statement(size, &place)?;
    let copies = [Copy::of_folder(&place)?, Copy::of_folder(&place)?];
    let [own, other] = &copies;
    let mut product = Served::start(size, Side::Product, own.path())?;
    let mut bare = Served::start(size, Side::Bare, other.path())?;
    let token = sign_in(product.address())?;
    let (page, same) = (format!("/portfolio?artist={artist}"), format!("/wall/{artist}"));
    let sent = sent(&product, &bare, &token, &page, &same)?;

    let (rounds, slice) = size.pick((5, Duration::from_millis(1_500)), (1, Duration::from_millis(30)));
    let (mut ours, mut theirs) = (Measured::default(), Measured::default());
    for round in 0..=rounds {
        if round == 1 {
            (ours, theirs) = (Measured::default(), Measured::default());
        }
        for (side, path, into) in [(&mut product, &page, &mut ours), (&mut bare, &same, &mut theirs)] {
            let before = side.cpu()?;
            let (latencies, took) = ask_all(side.address(), &token, slice, &|_, _| Ask::get(path.as_str()))?;
            into.add(latencies, took, side.cpu()?.saturating_sub(before));
        }
    }
    let caption = format!(
        "media: the first page of a wall of {items} pictures over HTTP, {CONNECTIONS} connections for {rounds} slices of {:.1} s in turn; CPU of the \
         whole server and latencies in µs",
        slice.as_secs_f64()
    );
    let mut table = Table::new(caption, &["", "pages/s", "p50", "p99", "CPU µs", "CPU ratio", "min–max"]);
    let ratio = ours.cpu.over(&theirs.cpu);
    for (name, measured, ratio) in [("page, server", &ours, Some(ratio)), ("page, bare", &theirs, None)] {
        let figure = |series: &crate::interleave::Series, scale: f64| short(series.spread().median / scale);
        let mut row = vec![
            name.to_owned(),
            figure(&measured.per_second, 1.0),
            figure(&measured.half, 1e3),
            figure(&measured.most, 1e3),
            figure(&measured.cpu, 1e3),
        ];
        row.extend(ratio.map(|ratio| [short(ratio.median), range(ratio)]).into_iter().flatten());
        table.row(row);
    }
    Ok(vec![statement, table, sent])
}

/// The use case against its statement, on this thread.
fn statement(size: Size, place: &Path) -> Result<(Table, i64, usize)> {
    let studio = volume::open(place)?;
    let ctx = operator(&studio)?;
    let artist = first(&studio, &ctx)?;
    let conn = reader(&Folder::at(place).database())?;
    let items = wall::count(&conn, artist.get())?;
    let filter =
        PortfolioFilter { artist: artist.to_string(), limit: Some(60), ..PortfolioFilter::default() };
    let own: Vec<i64> = studio.portfolio(&ctx, &filter)?.items.iter().map(|item| item.id.get()).collect();
    let other: Vec<i64> = wall::page(&conn, artist.get())?.iter().map(|item| item.id).collect();
    ensure!(own == other, "the reference has another wall: {own:?}, {other:?}");
    let (rounds, times) = size.pick((9, 300), (1, 2));
    let programs: [Program<'_>; 2] = [
        Box::new(|| {
            for _ in 0..times {
                studio.portfolio(&ctx, &filter)?;
            }
            Ok(())
        }),
        Box::new(|| {
            for _ in 0..times {
                wall::page(&conn, artist.get())?;
            }
            Ok(())
        }),
    ];
    let [own, other] = interleave(rounds, times, programs)?;
    let caption =
        format!("media: the first 60 of a wall of {items} pictures, microseconds, {}", crate::clock::CPU);
    let mut table = Table::comparison(caption, "µs");
    table.compare("use case / one statement", 1e3, &own, &other, None);
    Ok((table, artist.get(), items))
}

/// What a browser gets: the page, the pictures that it shows at once, and all that are on it.
fn sent(product: &Served, bare: &Served, token: &str, page: &str, same: &str) -> Result<Table> {
    let mut asker = Asker::new(product.address(), token)?;
    let mut get = |path: &str| -> Result<Vec<u8>> {
        let (status, body) = asker.ask(&Ask::get(path))?;
        ensure!(status == 200, "`{path}`: {status}");
        Ok(body.to_vec())
    };
    let html = String::from_utf8(get(page)?)?;
    let bare = Asker::new(bare.address(), "")?.ask(&Ask::get(same)).map(|(_, body)| body.to_vec())?;
    let bare = String::from_utf8(bare)?;
    let ids = |html: &str| -> Vec<String> {
        html.split("data-id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect()
    };
    ensure!(ids(&html) == ids(&bare) && !ids(&html).is_empty(), "the bare program has another wall");
    let tiles = html.split("<img src=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let plain = |address: &str| address.replace("&#38;", "&").replace("&amp;", "&");
    let pictures: Vec<String> = tiles.filter(|address| address.starts_with('/')).map(plain).collect();
    let mut sizes = Vec::new();
    for address in &pictures {
        sizes.push(get(address)?.len());
    }
    let mut table = Table::new("media: what a browser gets of that page, bytes", &["", "requests", "bytes"]);
    let shown: usize = sizes.iter().take(SEEN).sum();
    let all: usize = sizes.iter().sum();
    for (name, count, bytes) in [
        ("page, not packed", 1, html.len()),
        ("page, bare", 1, bare.len()),
        ("pictures seen first", sizes.len().min(SEEN), shown),
        ("all pictures of the page", sizes.len(), all),
    ] {
        table.row([name.to_owned(), count.to_string(), bytes.to_string()]);
    }
    sizes.first().context("a page without pictures")?;
    Ok(table)
}
