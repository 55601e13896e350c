//! Memory stays bounded, whatever is sent, and by however many at once. Measured in a process of its own: what other tests take does not
//! count.

use std::process::Command;

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

/// The second process: twenty bombs at once, and prints how much memory that took at most.
#[cfg(target_os = "linux")]
#[test]
fn twenty_bombs_in_a_process_of_their_own() {
    let Ok(kind) = std::env::var(ASKED) else { return };
    let bomb = match &*kind {
        "png" => std::fs::read(std::env::var("STUDIO_MEDIA_BOMB").unwrap()).unwrap(),
        "jpeg" => flat_jpeg(6_300, 6_300, 3, false),
        "progressive" => flat_jpeg(6_300, 6_300, 1, true),
        "promise" => {
            [png_head(6_300, 6_300, 16, 6), chunk(b"IDAT", &vec![0; 400_000]), chunk(b"IEND", &[])].concat()
        }
        _ => riff(&riff_part(
            b"VP8L",
            &[&[0x2f, 0x9b, 0xd8, 0x26, 0x06], vec![0x11; 40_000].as_slice()].concat(),
        )),
    };
    let house = House::new();
    let taken: usize = std::thread::scope(|scope| {
        let each: Vec<_> =
            (0..20).map(|_| scope.spawn(|| house.media.client_photo(bomb.clone()).is_ok())).collect();
        each.into_iter().map(|one| usize::from(one.join().unwrap())).sum()
    });
    println!("taken {taken} peak {}", peak());
}

#[cfg(target_os = "linux")]
#[test]
fn twenty_bombs_at_once_stay_below_300_mb() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), png_bomb()).unwrap();
    for (kind, expected) in [("png", 20), ("jpeg", 20), ("progressive", 20), ("promise", 0), ("webp", 0)] {
        let answer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "memory::twenty_bombs_in_a_process_of_their_own", "--nocapture"])
            .env(ASKED, kind)
            .env("STUDIO_MEDIA_BOMB", file.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&answer.stdout);
        let line = said.lines().find_map(|line| line.split_once("taken ")).expect("it says what it took").1;
        let numbers: Vec<u64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        assert_eq!(numbers[0], expected, "{kind}: {line}");
        assert!(numbers[1] < 300_000_000, "{kind}: {} MB", numbers[1] / 1_000_000);
        println!("{kind}: peak {} MB", numbers[1] / 1_000_000);
    }
}
