//! The picture of a signature. It is drawn here from the lines that were sent, so that no picture of anybody else's making is ever opened.

use studio_domain::Signature;

/// Parts of a pixel in which positions are counted.
const PARTS: i32 = 16;
/// Half the width of the pen, in parts of a pixel.
const PEN: i32 = 26;
/// How many parts of a pixel the pen's edge is soft.
const SOFT: i32 = 16;

/// A page of grey pixels, white at first.
struct Page {
    width: i32,
    height: i32,
    pixels: Vec<u8>,
}

impl Page {
    fn white(signature: &Signature) -> Self {
        let (width, height) = (usize::from(signature.width()), usize::from(signature.height()));
        Self {
            width: i32::from(signature.width()),
            height: i32::from(signature.height()),
            pixels: vec![u8::MAX; width.saturating_mul(height)],
        }
    }

    /// Puts the round pen down at a place, counted in parts of a pixel.
    fn dot(&mut self, (x, y): (i32, i32)) {
        let reach = (PEN + SOFT) / PARTS + 1;
        let (column, row) = (x.div_euclid(PARTS), y.div_euclid(PARTS));
        for row in row.saturating_sub(reach).max(0)..=row.saturating_add(reach).min(self.height - 1) {
            for column in
                column.saturating_sub(reach).max(0)..=column.saturating_add(reach).min(self.width - 1)
            {
                let middle = |pixel: i32| pixel * PARTS + PARTS / 2;
                let (dx, dy) = (middle(column) - x, middle(row) - y);
                let away = (dx * dx + dy * dy).isqrt();
                let light = (away - (PEN - SOFT / 2)).clamp(0, SOFT) * i32::from(u8::MAX) / SOFT;
                self.darken(column, row, u8::try_from(light).unwrap_or(u8::MAX));
            }
        }
    }

    fn darken(&mut self, column: i32, row: i32, light: u8) {
        let at = usize::try_from(row * self.width + column);
        if let Some(pixel) = at.ok().and_then(|at| self.pixels.get_mut(at)) {
            *pixel = (*pixel).min(light);
        }
    }

    /// Draws a line, a dot every pixel.
    fn line(&mut self, from: (i32, i32), to: (i32, i32)) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let steps = (dx.abs().max(dy.abs()) / PARTS).max(1);
        for step in 0..=steps {
            self.dot((from.0 + dx * step / steps, from.1 + dy * step / steps));
        }
    }
}

/// The signature in black on white, as PNG of the size of its pad. The size of the pad and the length of the lines are bounded, and with them
/// the memory and the time that this takes.
pub(super) fn png(signature: &Signature) -> Result<Vec<u8>, png::EncodingError> {
    let mut page = Page::white(signature);
    for stroke in signature.strokes() {
        let mut points = stroke.iter().map(|(x, y)| {
            let middle = |number: u16| i32::from(number) * PARTS + PARTS / 2;
            (middle(*x), middle(*y))
        });
        let Some(mut from) = points.next() else { continue };
        page.dot(from);
        for to in points {
            page.line(from, to);
            from = to;
        }
    }
    let mut file = Vec::new();
    let mut encoder =
        png::Encoder::new(&mut file, u32::from(signature.width()), u32::from(signature.height()));
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&page.pixels)?;
    writer.finish()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(file: &[u8]) -> (u32, u32, Vec<u8>) {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Grayscale, png::BitDepth::Eight));
        (info.width, info.height, pixels)
    }

    #[test]
    fn the_pen_darkens_where_it_went_and_nothing_else() {
        let signature = Signature::parse("100x50;10,25 90,25;50,5").unwrap();
        let (width, height, pixels) = opened(&png(&signature).unwrap());
        assert_eq!((width, height), (100, 50));
        let at = |x: usize, y: usize| pixels[y * 100 + x];
        for x in 10..=90 {
            assert_eq!(at(x, 25), 0, "{x}");
            assert_eq!((at(x, 20), at(x, 30)), (255, 255), "{x}");
        }
        assert_eq!(at(50, 5), 0);
        assert_eq!((at(2, 25), at(97, 25), at(0, 0), at(99, 49)), (255, 255, 255, 255));
        assert!(at(50, 27) > 0 || at(50, 26) < 255, "the edge is soft");
    }

    /// At the edges of the biggest pad, with as much drawn as is allowed.
    #[test]
    fn the_greatest_signature_is_drawn() {
        let (right, bottom) = (Signature::MAX_WIDTH - 1, Signature::MAX_HEIGHT - 1);
        let across: Vec<_> = (0..30).map(|nth| (if nth % 2 == 0 { 0 } else { right }, nth * 27)).collect();
        let corners = vec![vec![(0, 0)], vec![(right, 0)], vec![(0, bottom)], vec![(right, bottom)]];
        let strokes = corners.into_iter().chain([across]).collect();
        let signature = Signature::new(Signature::MAX_WIDTH, Signature::MAX_HEIGHT, strokes).unwrap();
        let file = png(&signature).unwrap();
        let (width, height, pixels) = opened(&file);
        assert_eq!((width, height), (u32::from(right) + 1, u32::from(bottom) + 1));
        for corner in [0, usize::from(right), pixels.len() - 1, pixels.len() - 1 - usize::from(right)] {
            assert_eq!(pixels[corner], 0);
        }
        assert!(file.len() < 1_000_000, "{}", file.len());
    }
}
