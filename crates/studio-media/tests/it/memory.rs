//! Memory stays bounded, whatever is sent, and by however many at once. Measured in a process of its own: what other tests take does not
//! count.

use std::io::Write as _;
use std::process::Command;

use studio_media::{Cut, Limits};

use crate::kit::{House, chunk, flat_jpeg, png_head, riff, riff_part};

/// Tells the second process that it is the one.
const ASKED: &str = "STUDIO_MEDIA_MEMORY";

/// A PNG of one colour: 6,300 by 6,300 with transparency, 159 MB when it is open.
fn png_bomb() -> Vec<u8> {
    let picture = image::RgbaImage::from_pixel(6_300, 6_300, image::Rgba([9, 9, 9, 9]));
    crate::kit::png(&image::DynamicImage::from(picture))
}

#[cfg(target_os = "linux")]
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1_024
}

/// A PNG of sixty megapixels, line by line: nothing of it is large but what it says.
fn large_png(colour: png::ColorType, depth: png::BitDepth, line: impl Fn(u32) -> Vec<u8>) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, WIDTH, HEIGHT);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_compression(png::Compression::Balanced);
    let mut head = encoder.write_header().unwrap();
    let mut lines = head.stream_writer().unwrap();
    (0..HEIGHT).for_each(|row| lines.write_all(&line(row)).unwrap());
    lines.finish().unwrap();
    drop(head);
    file
}

/// Noise that packs well as PNG, where the same thousand pixels come again and again, and hardly as JPEG. They come soon enough for whatever packs
/// a PNG: in a build of the whole workspace that is another program than in one of this crate alone, and it looks less far back.
fn noise() -> Vec<u8> {
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    let noise: Vec<u8> = (0..3_000).map(|_| next()).collect();
    let line = noise.repeat(usize::try_from(WIDTH / 1_000).unwrap());
    large_png(png::ColorType::Rgb, png::BitDepth::Eight, |row| {
        let turn = usize::try_from(row * 111).unwrap() % line.len();
        [&line[turn..], &line[..turn]].concat()
    })
}

const WIDTH: u32 = 9_000;
const HEIGHT: u32 = 6_600;

/// What is sent: how many at once, the file, what is made of it.
fn sent(kind: &str, file: impl Fn() -> Vec<u8>) -> (usize, Vec<u8>, &'static [Cut]) {
    const SHOWN: &[Cut] = &[Cut::Within(4_096), Cut::Within(1_280), Cut::Within(320)];
    const PHOTO: &[Cut] = &[Cut::Square(512), Cut::Square(96)];
    const WHOLE: &[Cut] = &[Cut::Whole];
    let (width, height) = (u16::try_from(WIDTH).unwrap(), u16::try_from(HEIGHT).unwrap());
    match kind {
        "png" => (20, file(), PHOTO),
        "jpeg" => (20, flat_jpeg(6_300, 6_300, 3, false), PHOTO),
        "progressive" => (20, flat_jpeg(6_300, 6_300, 1, true), PHOTO),
        "promise" => {
            let parts =
                [png_head(6_300, 6_300, 16, 6), chunk(b"IDAT", &vec![0; 400_000]), chunk(b"IEND", &[])];
            (20, parts.concat(), PHOTO)
        }
        "webp" => {
            let begin: &[u8] = &[0x2f, 0x9b, 0xd8, 0x26, 0x06];
            (20, riff(&riff_part(b"VP8L", &[begin, &[0x11; 40_000]].concat())), PHOTO)
        }
        "large png" | "large noise" => (3, file(), SHOWN),
        "large jpeg" => (3, flat_jpeg(width, height, 3, false), SHOWN),
        "large passes" => (3, flat_jpeg(width, height, 3, true), SHOWN),
        "whole png" | "whole noise" => (2, file(), WHOLE),
        _ => (2, flat_jpeg(width, height, 3, false), WHOLE),
    }
}

/// The second process: as many as are sent at once, and prints how much memory that took at most.
#[cfg(target_os = "linux")]
#[test]
fn bombs_in_a_process_of_their_own() {
    let Ok(kind) = std::env::var(ASKED) else { return };
    let (count, bomb, cuts) =
        sent(&kind, || std::fs::read(std::env::var("STUDIO_MEDIA_BOMB").unwrap()).unwrap());
    let house = House::new();
    let taken: usize = std::thread::scope(|scope| {
        let one = || house.media.pictures(bomb.clone(), &Limits::STORE, cuts).is_ok();
        let each: Vec<_> = (0..count).map(|_| scope.spawn(one)).collect();
        each.into_iter().map(|one| usize::from(one.join().unwrap())).sum()
    });
    println!("taken {taken} peak {}", peak());
}

/// Sends them, and holds them against what may be: how many are taken, and the memory of a server that has other things to do as well.
#[cfg(target_os = "linux")]
fn stay_small(file: &[u8], kinds: &[(&str, u64)]) {
    let kept = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(kept.path(), file).unwrap();
    for (kind, expected) in kinds {
        let answer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "memory::bombs_in_a_process_of_their_own", "--nocapture"])
            .env(ASKED, kind)
            .env("STUDIO_MEDIA_BOMB", kept.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&answer.stdout);
        let line = said.lines().find_map(|line| line.split_once("taken ")).expect("it says what it took").1;
        let numbers: Vec<u64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        assert_eq!(numbers[0], *expected, "{kind}: {line}");
        assert!(numbers[1] < 256_000_000, "{kind}: {} MB", numbers[1] / 1_000_000);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn twenty_bombs_at_once_stay_below_300_mb() {
    let kinds = [("png", 20), ("jpeg", 20), ("progressive", 20), ("promise", 0), ("webp", 0)];
    stay_small(&png_bomb(), &kinds);
}

#[cfg(target_os = "linux")]
#[test]
fn sixty_megapixels_stay_small_however_they_are_packed() {
    // Put together from passes it would be twice as much, and is refused before that.
    let line = vec![9; usize::try_from(WIDTH * 8).unwrap()];
    let deep = large_png(png::ColorType::Rgba, png::BitDepth::Sixteen, |_| line.clone());
    stay_small(
        &deep,
        &[("large png", 3), ("large jpeg", 3), ("large passes", 0), ("whole png", 2), ("whole jpeg", 2)],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn what_can_hardly_be_packed_stays_small() {
    let noise = noise();
    assert!(noise.len() < 4_000_000, "{}: what waits is small, what is opened counts", noise.len());
    stay_small(&noise, &[("large noise", 3), ("whole noise", 0)]);
}
