//! Pictures of the invented studio's work: a motif in ink on skin, drawn point by point. They are PNG, made here and taken from nowhere.

use studio_domain::{ItemColour, Language};

use crate::chance::{Chance, Stream};

/// Width in pixels.
const WIDTH: i64 = 480;
/// Height in pixels.
const HEIGHT: i64 = 600;

/// A picture with what is said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it is called.
    pub title: &'static str,
    /// Whether it has colour.
    pub colour: ItemColour,
    /// The file, a PNG.
    pub png: Vec<u8>,
}

/// What is drawn, with its names.
const MOTIFS: [(Motif, &str, &str); 6] = [
    (Motif::Moon, "Moon", "Luna"),
    (Motif::Mandala, "Mandala", "Mandala"),
    (Motif::Heart, "Heart", "Corazón"),
    (Motif::Dagger, "Dagger", "Daga"),
    (Motif::Wave, "Wave", "Ola"),
    (Motif::Star, "Star", "Estrella"),
];

#[derive(Debug, Clone, Copy)]
enum Motif {
    Moon,
    Mandala,
    Heart,
    Dagger,
    Wave,
    Star,
}

/// What lies on a point of the skin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ink {
    None,
    Line,
    Fill,
}

/// Directions of a clock's hours, a thousand long.
const HOURS: [(i64, i64); 12] = [
    (0, -1000),
    (500, -866),
    (866, -500),
    (1000, 0),
    (866, 500),
    (500, 866),
    (0, 1000),
    (-500, 866),
    (-866, 500),
    (-1000, 0),
    (-866, -500),
    (-500, -866),
];

const SKIN: [[i64; 3]; 5] =
    [[236, 202, 176], [222, 180, 146], [196, 146, 110], [150, 104, 74], [108, 74, 54]];
const COLOURS: [[i64; 3]; 5] = [[168, 38, 42], [24, 96, 122], [196, 132, 24], [52, 104, 62], [110, 58, 128]];
const BLACK: [i64; 3] = [28, 26, 28];
const GREY: [i64; 3] = [96, 92, 94];

/// Whether a point lies within a circle.
fn within(x: i64, y: i64, (left, top): (i64, i64), radius: i64) -> bool {
    let (across, down) = (x - left, y - top);
    across * across + down * down <= radius * radius
}

/// Whether a point lies on the line around a circle.
fn around(x: i64, y: i64, centre: (i64, i64), radius: i64, line: i64) -> bool {
    within(x, y, centre, radius) && !within(x, y, centre, radius - line)
}

fn at_hour(hour: (i64, i64), far: i64) -> (i64, i64) {
    (hour.0 * far / 1000, hour.1 * far / 1000)
}

fn ink(motif: Motif, x: i64, y: i64) -> Ink {
    let pick = |line: bool, fill: bool| match (line, fill) {
        (true, _) => Ink::Line,
        (false, true) => Ink::Fill,
        (false, false) => Ink::None,
    };
    match motif {
        Motif::Moon => {
            let moon = |grow: i64| within(x, y, (0, 0), 300 + grow) && !within(x, y, (130, -70), 262 - grow);
            let dots = [(150, -60), (210, 90), (90, 130), (240, -190)];
            let dot = dots.iter().any(|place| within(x, y, *place, 16));
            pick(dot || moon(0) && !moon(-14), moon(-14) && (x + y).rem_euclid(30) < 12)
        }
        Motif::Mandala => {
            let petal = HOURS.iter().any(|hour| around(x, y, at_hour(*hour, 190), 120, 9));
            let dot = HOURS.iter().any(|hour| within(x, y, at_hour(*hour, 350), 15));
            let ring = around(x, y, (0, 0), 400, 10) || around(x, y, (0, 0), 70, 10);
            pick(petal || dot || ring, within(x, y, (0, 0), 40))
        }
        Motif::Heart => {
            let heart = |grow: i64| {
                within(x, y, (-128, -110), 150 + grow)
                    || within(x, y, (128, -110), 150 + grow)
                    || (-70..340 + grow).contains(&y) && x.abs() * 410 <= (340 + grow - y) * (268 + grow)
            };
            let banner = (-20..70).contains(&(y + x / 6)) && x.abs() < 330;
            let edge = banner && !((-8..58).contains(&(y + x / 6)) && x.abs() < 318);
            if banner { pick(edge, false) } else { pick(heart(0) && !heart(-16), heart(-16)) }
        }
        Motif::Dagger => {
            let blade =
                |grow: i64| (-90..420 + grow).contains(&y) && x.abs() * 510 <= (420 - y) * (52 + grow);
            let guard = (y + 108).abs() <= 20 && x.abs() <= 160;
            let handle = (-330..-108).contains(&y) && x.abs() <= 28;
            let wound = handle && (y + x).rem_euclid(36) < 16;
            let pommel = within(x, y, (0, -356), 46);
            pick(guard || pommel || handle && !wound || blade(0) && !blade(-14), wound || blade(-14) && x > 0)
        }
        Motif::Wave => {
            let saw = (x.rem_euclid(220) - 110).abs();
            let inside = within(x, y, (0, 0), 380);
            let crest = (y + saw).rem_euclid(96);
            pick(around(x, y, (0, 0), 396, 12) || inside && crest < 14, inside && crest > 58)
        }
        Motif::Star => {
            let spark = |left: i64, top: i64, size: i64| {
                let (across, down) = ((x - left).abs(), (y - top).abs());
                across + down <= size && across * down <= size * size / 22
            };
            let small = spark(230, -260, 130) || spark(-240, 250, 110) || spark(-200, -280, 70);
            pick(small || spark(0, 0, 420) && !spark(0, 0, 380), spark(0, 0, 380))
        }
    }
}

/// The `nth` picture of an artist; the same for the same seed.
#[must_use]
pub fn picture(language: Language, seed: u64, artist: usize, nth: usize) -> Picture {
    let number = (artist as u64).wrapping_mul(1_000).wrapping_add(nth as u64);
    let mut chance = Chance::of(seed, Stream::Picture, number);
    let (motif, en, es) = MOTIFS.get((artist + nth) % MOTIFS.len()).copied().unwrap_or((Motif::Moon, "", ""));
    let skin = SKIN.get(chance.place(SKIN.len())).copied().unwrap_or_default();
    let has_colour = chance.below(2) == 0;
    let paint = COLOURS.get(chance.place(COLOURS.len())).copied().unwrap_or_default();
    let fill = if has_colour { paint } else { GREY };
    let (tilt, size) = (
        i64::try_from(chance.below(400)).unwrap_or_default() - 200,
        900 + i64::try_from(chance.below(300)).unwrap_or_default(),
    );
    let mut rows = Vec::with_capacity(usize::try_from((WIDTH * 3 + 1) * HEIGHT).unwrap_or_default());
    for down in 0..HEIGHT {
        rows.push(0);
        for across in 0..WIDTH {
            // A thousand units over the width, from the middle; a little tilted.
            let (x, y) =
                ((across * 2 - WIDTH) * size / (WIDTH * 2), (down * 2 - HEIGHT) * size / (WIDTH * 2));
            let (x, y) = (x + y * tilt / 1000, y - x * tilt / 1000);
            let over = match ink(motif, x, y) {
                Ink::Line => Some((BLACK, 92)),
                Ink::Fill => Some((fill, 70)),
                Ink::None => None,
            };
            // Light falls from the upper left; skin is never even.
            let light = 104 - (across + down) * 22 / (WIDTH + HEIGHT) + ((across * 7 + down * 13) % 5 - 2);
            for (skin, ink) in skin.into_iter().zip(over.map_or([0; 3], |(ink, _)| ink)) {
                let strength = over.map_or(0, |(_, strength)| strength);
                let mixed = (skin * (100 - strength) + ink * strength) / 100 * light / 100;
                rows.push(u8::try_from(mixed.clamp(0, 255)).unwrap_or(u8::MAX));
            }
        }
    }
    Picture {
        title: match language {
            Language::Es => es,
            Language::En => en,
        },
        colour: if has_colour { ItemColour::Color } else { ItemColour::BlackAndGrey },
        png: png(&rows),
    }
}

/// Rows of pixels as a file.
fn png(rows: &[u8]) -> Vec<u8> {
    let mut head = Vec::new();
    for side in [WIDTH, HEIGHT] {
        head.extend(u32::try_from(side).unwrap_or_default().to_be_bytes());
    }
    head.extend([8, 2, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, body) in [(b"IHDR", head), (b"IDAT", stored(rows)), (b"IEND", Vec::new())] {
        file.extend(u32::try_from(body.len()).unwrap_or_default().to_be_bytes());
        file.extend(kind);
        file.extend(&body);
        file.extend(checked(kind.iter().chain(&body)).to_be_bytes());
    }
    file
}

/// Bytes as a compressed stream that leaves them as they are.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 1];
    let mut blocks = bytes.chunks(usize::from(u16::MAX)).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    let (low, high) = bytes.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    stream.extend((high << 16 | low).to_be_bytes());
    stream
}

/// The checksum of a part.
fn checked<'b>(bytes: impl Iterator<Item = &'b u8>) -> u32 {
    const TABLE: [u32; 256] = table();
    let sum = bytes.fold(u32::MAX, |sum, byte| {
        let [low, ..] = (sum ^ u32::from(*byte)).to_le_bytes();
        TABLE.get(usize::from(low)).copied().unwrap_or_default() ^ sum >> 8
    });
    !sum
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let (mut at, mut value) = (0, 0_u32);
    while at < 256 {
        let (mut sum, mut bit) = (value, 0);
        while bit < 8 {
            sum = sum >> 1 ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 };
            bit += 1;
        }
        #[expect(clippy::indexing_slicing, reason = "a constant that is made while compiling")]
        {
            table[at] = sum;
        }
        at += 1;
        value += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_the_same_each_time_and_differ_from_each_other() {
        let one = picture(Language::En, 7, 0, 0);
        assert_eq!(one, picture(Language::En, 7, 0, 0));
        assert!(one.png.starts_with(b"\x89PNG"));
        let mut all: Vec<Vec<u8>> = (0..6).map(|nth| picture(Language::En, 7, 1, nth).png).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 6);
        assert_eq!(checked(b"IEND".iter()), 0xae42_6082, "as every PNG ends");
    }

    #[test]
    fn every_motif_has_ink_and_leaves_skin() {
        for (motif, ..) in MOTIFS {
            let points: Vec<Ink> =
                (-50..50).flat_map(|x| (-50..50).map(move |y| ink(motif, x * 9, y * 9))).collect();
            for kind in [Ink::None, Ink::Line, Ink::Fill] {
                assert!(points.contains(&kind), "{motif:?} {kind:?}");
            }
        }
    }
}
