//! A text as a code that telephones read, drawn as the path of an SVG.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};

/// So many bytes of text: more is a code of so many dots that telephones don't read it from a screen.
const MOST: usize = 1_200;

/// A code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Qr {
    /// Dots of a side.
    pub(super) size: usize,
    /// The dark ones, as an SVG has them.
    pub(super) path: String,
}

impl Qr {
    /// The code of a text; `None` for a text that is too long.
    pub(super) fn of(text: &str) -> Option<Self> {
        if text.len() > MOST {
            return None;
        }
        // A screen has no scratches: the least that mends mistakes leaves the largest dots.
        let code = QRBuilder::new(text).ecl(ECL::L).build().ok()?;
        let mut path = String::new();
        for (y, row) in code.data.chunks(code.size).take(code.size).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|one, next| one.value() == next.value()) {
                let length = run.len();
                if run.first().is_some_and(|dot| dot.value()) {
                    // Writing to a text does not fail.
                    let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
                }
                x += length;
            }
        }
        Some(Self { size: code.size, path })
    }

    /// A side with the border that a code needs.
    pub(super) fn side(&self) -> usize {
        self.size + 8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dark dots of a path, as a reader sees them.
    fn dots(code: &Qr) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        for run in code.path.split('M').skip(1) {
            let (at, rest) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            all.extend((x..x + length).map(|x| (x, y)));
        }
        all
    }

    fn read(code: &Qr) -> String {
        let (scale, side) = (4, code.side() * 4);
        let mut dark = vec![false; side * side];
        for (x, y) in dots(code) {
            for (dx, dy) in (0..scale * scale).map(|n| (n % scale, n / scale)) {
                dark[((y + 4) * scale + dy) * side + (x + 4) * scale + dx] = true;
            }
        }
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(
                side,
                side,
                |x, y| {
                    if dark[y * side + x] { 0 } else { 255 }
                },
            );
        let grids = image.detect_grids();
        grids.first().expect("a code").decode().expect("a text").1
    }

    #[test]
    fn a_telephone_reads_what_was_written() {
        for text in
            ["Lava dos veces al día.\nNo rascar. ¿Dudas? +34 600 111 222".to_owned(), "ñ — 😀 ".repeat(60)]
        {
            assert_eq!(read(&Qr::of(&text).expect("a code")), text);
        }
    }

    #[test]
    fn a_text_that_is_too_long_has_none() {
        assert!(Qr::of(&"a".repeat(MOST)).is_some());
        assert_eq!(Qr::of(&"a".repeat(MOST + 1)), None);
    }
}
