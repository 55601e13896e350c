//! One photo through everything that is done to a portfolio's: checked, opened, turned, made in three sizes, packed, hashed, kept.

use std::fs::{self, File};
use std::io::{Cursor, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{ResizeOptions, Resizer};
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, RgbImage};
use studio_media::{Cut, FolderPlace, Limits, Media};

use super::{apart, told};
use crate::benches::Size;
use crate::interleave::{Series, nanos};
use crate::studio::NOW;
use crate::table::Table;
use crate::{clock, memory, photo};

/// The argument by which this program does one of the [`SIDES`] once and tells its memory.
pub(crate) const ONCE: &str = "--picture-once";

/// Longer sides of what a portfolio keeps of a picture, the smallest first.
const SIZES: [u32; 3] = [320, 1_280, 4_096];
const QUALITY: u8 = 85;

type Work = fn(&Path) -> Result<()>;

const KEPT: (&str, Work) = ("kept", |folder| kept(folder, "photo.jpg"));
const KEPT_TURNED: (&str, Work) = ("kept-turned", |folder| kept(folder, "turned.jpg"));
const SAME: (&str, Work) = ("same", |folder| same(folder, "photo.jpg"));
const SAME_TURNED: (&str, Work) = ("same-turned", |folder| same(folder, "turned.jpg"));
const SMALL: (&str, Work) = ("small", small);
const SAME_SMALL: (&str, Work) = ("same-small", same_small);
const OPENED: (&str, Work) = ("opened", opened);
const SHRUNK: (&str, Work) = ("shrunk", shrunk);
const SIDES: [(&str, Work); 8] = [KEPT, KEPT_TURNED, SAME, SAME_TURNED, SMALL, SAME_SMALL, OPENED, SHRUNK];

/// Measures photos of each size.
pub(super) fn run(size: Size) -> Result<Vec<Table>> {
    let photos: &[(u32, u32)] = match size {
        Size::Full => &[(4_000, 3_000), (6_000, 4_000)],
        Size::Usual => &[(4_000, 3_000)],
        Size::Smoke => &[(400, 300)],
    };
    let mut tables = Vec::new();
    for &(width, height) in photos {
        let folder = tempfile::tempdir().context("no temporary folder")?;
        let file = photo::jpeg(width, height, 1)?;
        fs::write(folder.path().join("turned.jpg"), photo::turned(&file)?)?;
        fs::write(folder.path().join("photo.jpg"), &file)?;
        alike(folder.path())?;
        let pixels = u64::from(width) * u64::from(height);
        let what = format!("{width} × {height} ({:.1} MB)", file.len() as f64 / 1e6);
        tables.push(times(size, folder.path(), &what)?);
        tables.push(peaks(size, folder.path(), &what, pixels)?);
    }
    Ok(tables)
}

fn times(size: Size, folder: &Path, what: &str) -> Result<Table> {
    let rounds = size.pick(7, 1);
    let mut series = [const { Series(Vec::new()) }; 8];
    for round in 0..=rounds {
        for ((_, work), series) in SIDES.iter().zip(&mut series) {
            empty(folder)?;
            // The product opens a picture on a thread of its own.
            let before = clock::process_cpu();
            work(folder)?;
            let took = clock::process_cpu().saturating_sub(before);
            if round > 0 {
                series.0.push(nanos(took));
            }
        }
    }
    let [kept, kept_turned, same, same_turned, small, same_small, opened, shrunk] = &series;
    let caption =
        format!("media: a photo of {what}; processor time of all threads, milliseconds, in {rounds} rounds");
    let mut table = Table::comparison(caption, "ms");
    let mut row = |name: &str, own: &Series, other: &Series, limit: Option<f64>| {
        table.compare(name, 1e6, own, other, limit);
    };
    row("320 px made / image, resizer", small, same_small, Some(1.4));
    row("three sizes kept / image, resizer, written", kept, same, Some(1.4));
    row("three sizes kept, turned / the same", kept_turned, same_turned, Some(1.4));
    row("three sizes kept / opened only", kept, opened, None);
    row("three sizes kept / opened and shrunk by image", kept, shrunk, None);
    row("320 px made / opened and shrunk by image", small, shrunk, None);
    Ok(table)
}

fn peaks(size: Size, folder: &Path, what: &str, pixels: u64) -> Result<Table> {
    let caption = format!(
        "media: a photo of {what}; the most memory that a process had resident (VmHWM) that did it once, KiB; limit 5 bytes a pixel and 30 MB"
    );
    let mut table = Table::new(caption, &["", "KiB", "limit"]);
    let limit = ((pixels * 5 + 30_000_000) >> 10).to_string();
    for (name, side, limited) in [
        ("320 px made", SMALL, true),
        ("three sizes kept", KEPT, true),
        ("three sizes kept, turned", KEPT_TURNED, true),
        ("image, resizer, written", SAME, false),
        ("the same, turned", SAME_TURNED, false),
        ("opened only", OPENED, false),
        ("opened and shrunk by image", SHRUNK, false),
    ] {
        empty(folder)?;
        let kib = if size == Size::Smoke { "not measured".to_owned() } else { apart(ONCE, side.0, folder)? };
        table.row([name.to_owned(), kib, if limited { limit.clone() } else { String::new() }]);
    }
    Ok(table)
}

/// What the process does that [`peaks`] starts.
///
/// # Errors
/// If it can't.
pub(crate) fn once(side: &str, folder: &Path) -> Result<String> {
    let Some((_, work)) = SIDES.iter().find(|(name, _)| *name == side) else { bail!("no side `{side}`") };
    work(folder)?;
    Ok(told(memory::peak()))
}

/// Nothing is kept yet: what is there already is not written again.
fn empty(folder: &Path) -> Result<()> {
    for name in ["media", "tmp", "same"] {
        let one = folder.join(name);
        if one.exists() {
            fs::remove_dir_all(&one)?;
        }
        fs::create_dir(one)?;
    }
    Ok(())
}

fn media(folder: &Path) -> Media {
    Media::new(FolderPlace::at(folder.join("media"), folder.join("tmp")))
}

fn kept(folder: &Path, name: &str) -> Result<()> {
    let media = media(folder);
    let file = fs::read(folder.join(name))?;
    for made in media.pictures(file, &Limits::STORE, &SIZES.map(Cut::Within))? {
        media.keep(&made, NOW)?;
    }
    Ok(())
}

fn small(folder: &Path) -> Result<()> {
    let file = fs::read(folder.join("photo.jpg"))?;
    let made = media(folder).pictures(file, &Limits::STORE, &[Cut::Within(SIZES[0])])?;
    ensure!(made.len() == 1, "it was not made");
    Ok(())
}

fn picture_of(folder: &Path, name: &str) -> Result<DynamicImage> {
    let file = fs::read(folder.join(name))?;
    let mut decoder = JpegDecoder::new(Cursor::new(file))?;
    let lies = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(lies);
    Ok(picture)
}

/// Width and height within a longer side.
fn within(width: u32, height: u32, side: u32) -> Result<(u32, u32)> {
    let longer = width.max(height);
    if longer <= side {
        return Ok((width, height));
    }
    let scaled = |one: u32| u32::try_from(u64::from(one) * u64::from(side) / u64::from(longer));
    Ok((scaled(width)?, scaled(height)?))
}

fn packed(picture: &RgbImage, side: u32) -> Result<Vec<u8>> {
    let (width, height) = within(picture.width(), picture.height(), side)?;
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    if (width, height) == picture.dimensions() {
        encoder.encode_image(picture)?;
        return Ok(jpeg);
    }
    let mut smaller = RgbImage::new(width, height);
    let source = TypedImageRef::<U8x3>::from_buffer(picture.width(), picture.height(), picture.as_raw())?;
    let mut target = TypedImage::<U8x3>::from_buffer(width, height, &mut smaller)?;
    let options = ResizeOptions::new().fit_into_destination(Some((0.5, 0.5)));
    Resizer::new().resize_typed(&source, &mut target, &options)?;
    drop(target);
    encoder.encode_image(&smaller)?;
    Ok(jpeg)
}

/// The same three files, by the two crates alone, each written, flushed and given its name.
fn same(folder: &Path, name: &str) -> Result<()> {
    let picture = picture_of(folder, name)?.into_rgb8();
    for side in SIZES {
        let jpeg = packed(&picture, side)?;
        let on_the_way = folder.join("tmp").join("one");
        let mut file = File::create(&on_the_way)?;
        file.write_all(&jpeg)?;
        file.sync_all()?;
        fs::rename(on_the_way, folder.join("same").join(format!("{side}.jpg")))?;
    }
    Ok(())
}

fn same_small(folder: &Path) -> Result<()> {
    let jpeg = packed(&picture_of(folder, "photo.jpg")?.into_rgb8(), SIZES[0])?;
    ensure!(!jpeg.is_empty(), "it was not made");
    Ok(())
}

fn opened(folder: &Path) -> Result<()> {
    ensure!(picture_of(folder, "photo.jpg")?.width() > 0, "it is empty");
    Ok(())
}

fn shrunk(folder: &Path) -> Result<()> {
    let shrunk = picture_of(folder, "photo.jpg")?.resize(SIZES[0], SIZES[0], FilterType::Lanczos3);
    ensure!(shrunk.width() <= SIZES[0], "it is as large as before");
    Ok(())
}

/// Both sides make the same pictures, of an upright photo and of one on its side.
fn alike(folder: &Path) -> Result<()> {
    for name in ["photo.jpg", "turned.jpg"] {
        empty(folder)?;
        let file = fs::read(folder.join(name))?;
        let made = media(folder).pictures(file, &Limits::STORE, &SIZES.map(Cut::Within))?;
        same(folder, name)?;
        for (made, side) in made.iter().zip(SIZES) {
            let own = image::load_from_memory(&made.bytes)?.into_rgb8();
            let other = image::open(folder.join("same").join(format!("{side}.jpg")))?.into_rgb8();
            ensure!(
                own.dimensions() == other.dimensions(),
                "{name} within {side}: {:?} and {:?}",
                own.dimensions(),
                other.dimensions()
            );
            let off: u64 =
                own.as_raw().iter().zip(other.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
            ensure!(off < own.as_raw().len() as u64 * 3, "{name} within {side} is another picture");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_works_in_a_process_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = photo::jpeg(400, 300, 1).expect("a photo");
        fs::write(folder.path().join("turned.jpg"), photo::turned(&file).expect("a photo")).expect("a file");
        fs::write(folder.path().join("photo.jpg"), file).expect("a file");
        for (side, _) in SIDES {
            empty(folder.path()).expect("empty folders");
            let told = once(side, folder.path()).expect("work");
            assert!(told == "unknown" || told.parse::<u64>().is_ok_and(|kib| kib > 1_000), "{told}");
        }
        assert_eq!(once("neither", folder.path()).expect_err("no side").to_string(), "no side `neither`");
    }

    #[test]
    fn sizes_are_the_same_as_the_products() {
        assert_eq!(within(4_000, 3_000, 320).expect("a size"), (320, 240));
        assert_eq!(within(300, 400, 4_096).expect("a size"), (300, 400));
    }
}
