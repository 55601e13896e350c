//! Many different photos, one after the other, through the use case by which an artist hangs them: how fast, and whether memory stays.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use studio_app::{ItemInput, Studio};
use studio_domain::ArtistId;
use studio_store::{ArtistFilter, OpCtx};
use tempfile::TempDir;

use super::{apart, told};
use crate::benches::Size;
use crate::table::{Table, short};
use crate::volume::{self, operator};
use crate::{clock, memory, photo};

/// The argument by which this program hangs so many photos in a folder's studio and tells what that took.
pub(crate) const HANG: &str = "--hang";

/// Pictures on the wall for each that is measured while it is hung.
const WALL: u32 = 2;

/// After so many of all, memory is looked at: warm, as many as were asked for, twice as many.
const MARKS: [u32; 3] = [10, 50, 100];

/// A studio with a full wall, and how it was hung.
pub(super) struct Hung {
    pub(super) table: Table,
    pub(super) studio: TempDir,
}

/// Hangs five hundred photos, or a few, on a wall that has as many already.
pub(super) fn run(size: Size) -> Result<Hung> {
    let folder = tempfile::tempdir().context("no temporary folder")?;
    drop(volume::staffed(&folder.path().join("studio"), 1)?);
    let count = size.pick(500, 10);
    let place = folder.path().join("studio");
    fill(&place, count * (WALL - 1))?;
    let said = if size == Size::Smoke {
        hang(&place, count, (80, 60))?
    } else {
        apart(HANG, &count.to_string(), &place)?
    };
    let mut said = said.split(' ').map(str::to_owned);
    let mut next = || said.next().unwrap_or_default();
    let caption = format!(
        "media: {count} photos of 3 megapixels, one after the other, through the use case; anonymous memory of the process (RssAnon), KiB"
    );
    let mut table = Table::new(caption, &["", "photos", "memory", "photos a second"]);
    let rate = next();
    for (mark, name) in MARKS.iter().zip(["warm", "half", "all"]) {
        let rate = if name == "all" { rate.clone() } else { String::new() };
        table.row([name.to_owned(), (count * mark / 100).to_string(), next(), rate]);
    }
    Ok(Hung { table, studio: folder })
}

/// Fills the wall with one small picture, which is kept once: it is to be long, and nothing of that is measured.
fn fill(folder: &Path, count: u32) -> Result<()> {
    let studio = volume::open(folder)?;
    let ctx = operator(&studio)?;
    let artist = first(&studio, &ctx)?;
    let file = photo::jpeg(480, 360, 1)?;
    for _ in 0..count {
        studio.add_portfolio_item(&ctx, artist, file.clone(), &ItemInput::default())?;
    }
    Ok(())
}

/// What the process does that [`run`] starts.
///
/// # Errors
/// If it can't.
pub(crate) fn once(count: &str, folder: &Path) -> Result<String> {
    hang(folder, count.parse()?, (2_048, 1_536))
}

/// Hangs so many: answers photos a second, and the memory after each mark.
fn hang(folder: &Path, count: u32, (width, height): (u32, u32)) -> Result<String> {
    let studio = volume::open(folder)?;
    let ctx = operator(&studio)?;
    let artist = first(&studio, &ctx)?;
    let (mut took, mut marks) = (Duration::ZERO, Vec::new());
    let mut photos = photo::Likes::of(width, height);
    for number in 1..=count {
        let file = photos.jpeg(number)?;
        let input = ItemInput {
            title: Some(format!("Pieza {number}")),
            style: Some("Blackwork".to_owned()),
            public: Some(number % 2 == 0),
            ..ItemInput::default()
        };
        let begin = clock::now();
        let item = studio.add_portfolio_item(&ctx, artist, file, &input)?;
        took += begin.elapsed();
        ensure!(item.pictures.is_some(), "a piece without its photo");
        if MARKS.iter().any(|mark| count * mark / 100 == number) {
            marks.push(told(memory::anonymous("self")));
        }
    }
    let rate = f64::from(count) / took.as_secs_f64();
    Ok(format!("{} {}", short(rate), marks.join(" ")))
}

/// The artist whose wall it is.
pub(super) fn first(studio: &Studio, ctx: &OpCtx) -> Result<ArtistId> {
    let artists = studio.artists(ctx, &ArtistFilter::default())?.items;
    Ok(artists.first().context("nobody works here")?.id)
}
