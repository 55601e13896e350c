//! Twenty pictures at once that are small files and large in memory: how many are open at a time, and what that takes.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, ensure};
use png::{BitDepth, ColorType, Encoder};
use studio_media::{Cut, FolderPlace, Limits, Media};

use super::{apart, told};
use crate::benches::Size;
use crate::memory;
use crate::table::Table;

/// The argument by which this program opens twenty of a folder's bomb at once and tells what that took.
pub(crate) const TWENTY: &str = "--twenty-bombs";

/// How many at once.
const BOMBS: usize = 20;

struct Bomb {
    name: &'static str,
    side: u32,
    colour: ColorType,
    depth: BitDepth,
    /// The most memory in KiB that is promised.
    limit: u64,
}

/// Each is as large as is taken, or nearly; the last one is the heaviest that the store opens at all, and opens alone.
const KINDS: [Bomb; 3] = [
    Bomb {
        name: "PNG, 40 megapixels",
        side: 6_320,
        colour: ColorType::Rgb,
        depth: BitDepth::Eight,
        limit: 300_000_000 >> 10,
    },
    Bomb {
        name: "PNG, 60 megapixels, transparent",
        side: 7_740,
        colour: ColorType::Rgba,
        depth: BitDepth::Eight,
        limit: 300_000_000 >> 10,
    },
    Bomb {
        name: "PNG, 60 megapixels, transparent, 16 bits",
        side: 7_740,
        colour: ColorType::Rgba,
        depth: BitDepth::Sixteen,
        limit: 704 << 10,
    },
];

/// Measures each kind.
pub(super) fn run(size: Size) -> Result<Table> {
    let caption = format!("media: {BOMBS} pictures at once in a process of its own that are of one colour");
    let header = ["", "bytes of the file", "taken", "open at a time", "peak memory, KiB", "limit"];
    let mut table = Table::new(caption, &header);
    for bomb in &KINDS {
        let folder = tempfile::tempdir().context("no temporary folder")?;
        let bytes = write(bomb, size.pick(bomb.side, 64), &folder.path().join("bomb.png"))?;
        let said =
            if size == Size::Smoke { twenty(folder.path())? } else { apart(TWENTY, "png", folder.path())? };
        let mut said = said.split(' ').map(str::to_owned);
        let mut next = || said.next().unwrap_or_default();
        table.row([bomb.name.to_owned(), bytes.to_string(), next(), next(), next(), bomb.limit.to_string()]);
    }
    Ok(table)
}

/// Writes it row by row: this process has no use for the memory.
fn write(bomb: &Bomb, side: u32, path: &Path) -> Result<u64> {
    let mut encoder = Encoder::new(BufWriter::new(File::create(path)?), side, side);
    encoder.set_color(bomb.colour);
    encoder.set_depth(bomb.depth);
    let samples = bomb.colour.samples() * if bomb.depth == BitDepth::Sixteen { 2 } else { 1 };
    let row = vec![9_u8; samples * usize::try_from(side)?];
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer()?;
    for _ in 0..side {
        rows.write_all(&row)?;
    }
    rows.finish()?;
    writer.finish()?;
    Ok(fs::metadata(path)?.len())
}

/// What the process does that [`run`] starts: how many were taken, how many were open at a time, and the most memory, in KiB.
///
/// # Errors
/// If it can't.
pub(crate) fn twenty(folder: &Path) -> Result<String> {
    let bomb = fs::read(folder.join("bomb.png"))?;
    let media = Media::new(FolderPlace::at(folder, folder));
    let (done, over) = channel::<()>();
    let (taken, open) = thread::scope(|scope| {
        let watch = scope.spawn(move || most_open(&over));
        let each: Vec<_> = (0..BOMBS)
            .map(|_| scope.spawn(|| media.pictures(bomb.clone(), &Limits::STORE, &[Cut::Within(320)])))
            .collect();
        let mut taken = 0;
        for one in each {
            let made = one.join().map_err(|_panic| anyhow!("a picture panicked"))?;
            taken += usize::from(made.is_ok_and(|made| made.len() == 1));
        }
        drop(done);
        Ok::<_, anyhow::Error>((taken, watch.join().map_err(|_panic| anyhow!("the watch panicked"))?))
    })?;
    ensure!(taken > 0, "none was taken");
    Ok(format!("{taken} {} {}", told(open), told(memory::peak())))
}

/// The most pictures that were open at a time: each has a thread of that name. `None` where the system does not tell.
fn most_open(over: &Receiver<()>) -> Option<u64> {
    let mut most = None;
    while over.recv_timeout(Duration::from_millis(2)) == Err(RecvTimeoutError::Timeout) {
        let Ok(threads) = fs::read_dir("/proc/self/task") else { continue };
        let name = |thread: &fs::DirEntry| fs::read_to_string(thread.path().join("comm")).unwrap_or_default();
        let open = threads.flatten().filter(|thread| name(thread).trim_end() == "picture").count();
        most = most.max(Some(open as u64));
    }
    most
}
