//! Making a picture smaller.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8, U8x3};
use fast_image_resize::{PixelTrait, PixelType, ResizeOptions, Resizer};

use crate::decode::Pixels;
use crate::refused::Refused;

/// Rows that are made at a time.
const BAND: u32 = 128;
/// Makes a picture smaller where it is: a second one beside a large one would be too much.
pub(super) fn shrink(pixels: &mut Pixels, (width, height): (u32, u32)) -> Result<(), Refused> {
    if (width, height) == (pixels.width, pixels.height) {
        return Ok(());
    }
    if u64::from(pixels.width).saturating_mul(20) < u64::from(width).saturating_mul(21) {
        pixels.bytes = resized(pixels, (width, height))?;
    } else {
        // Each row lands above what the next ones are made from: the resizer looks three of its steps back, and less than a twentieth smaller
        // that would not be enough.
        let source = (pixels.width, pixels.height);
        let row = bytes_of(width, 1, pixels.layout)?;
        let mut band = vec![0; bytes_of(width, BAND, pixels.layout)?];
        let mut from = 0_u32;
        while from < height {
            let rows = BAND.min(height - from);
            let length = row.saturating_mul(side(rows)?);
            let made = band.get_mut(..length).ok_or(Refused::TooHeavy)?;
            resize(&pixels.bytes, source, pixels.layout, made, ((width, height), from, rows))?;
            let begin = row.saturating_mul(side(from)?);
            let place = pixels.bytes.get_mut(begin..begin.saturating_add(length));
            place.ok_or(Refused::TooHeavy)?.copy_from_slice(made);
            from += rows;
        }
        pixels.bytes.truncate(bytes_of(width, height, pixels.layout)?);
        pixels.bytes.shrink_to_fit();
    }
    (pixels.width, pixels.height) = (width, height);
    Ok(())
}

/// A picture in another size and shape.
pub(super) fn resized(pixels: &Pixels, (width, height): (u32, u32)) -> Result<Vec<u8>, Refused> {
    let mut bytes = vec![0; bytes_of(width, height, pixels.layout)?];
    let mut from = 0_u32;
    for band in bytes.chunks_mut(bytes_of(width, BAND, pixels.layout)?) {
        let rows = BAND.min(height.saturating_sub(from));
        let which = ((width, height), from, rows);
        resize(&pixels.bytes, (pixels.width, pixels.height), pixels.layout, band, which)?;
        from = from.saturating_add(rows);
    }
    Ok(bytes)
}

/// Some rows of a picture of another size: that size, the first row, how many.
type Rows = ((u32, u32), u32, u32);

/// By the type of the pixels: asked by their layout, the resizer would bring the code for a dozen types along that no picture here has.
fn resize(
    from: &[u8],
    source: (u32, u32),
    layout: PixelType,
    to: &mut [u8],
    rows: Rows,
) -> Result<(), Refused> {
    if layout == PixelType::U8 {
        resize_as::<U8>(from, source, to, rows)
    } else {
        resize_as::<U8x3>(from, source, to, rows)
    }
}

/// Band by band: between its two passes the resizer keeps what the first one made, and of a whole large picture that is half of it again.
fn resize_as<P: PixelTrait>(
    from: &[u8],
    source: (u32, u32),
    to: &mut [u8],
    (target, first, rows): Rows,
) -> Result<(), Refused> {
    let view = TypedImageRef::<P>::from_buffer(source.0, source.1, from).map_err(|_size| Refused::Damaged)?;
    let mut band = TypedImage::<P>::from_buffer(target.0, rows, to).map_err(|_size| Refused::Damaged)?;
    let options = Middle::of(source, target).band(first, rows);
    Resizer::new().resize_typed(&view, &mut band, &options).map_err(|_size| Refused::Damaged)
}

fn bytes_of(width: u32, height: u32, layout: PixelType) -> Result<usize, Refused> {
    Ok(side(width)?.saturating_mul(side(height)?).saturating_mul(layout.size()))
}

fn side(pixels: u32) -> Result<usize, Refused> {
    usize::try_from(pixels).map_err(|_too_large| Refused::TooHeavy)
}

/// What of a picture is seen in another shape: as much of its middle as fits.
#[derive(Debug)]
struct Middle {
    left: f64,
    top: f64,
    width: f64,
    /// Where the picture ends.
    end: f64,
    /// How many of its pixels become one.
    scale: f64,
}

#[expect(clippy::float_arithmetic, reason = "places between pixels; the resizer takes them so")]
impl Middle {
    fn of(source: (u32, u32), target: (u32, u32)) -> Self {
        let (across, end) = (f64::from(source.0), f64::from(source.1));
        let (width, height) = (f64::from(target.0.max(1)), f64::from(target.1.max(1)));
        let scale = (across / width).min(end / height);
        let seen = (width * scale).min(across);
        Self {
            left: (across - seen) / 2.0,
            top: (end - (height * scale).min(end)) / 2.0,
            width: seen,
            end,
            scale,
        }
    }

    /// What some rows of the target are made from. The resizer looks beyond it for what surrounds them, so bands leave no seams.
    fn band(&self, from: u32, rows: u32) -> ResizeOptions {
        let top = (self.top + f64::from(from) * self.scale).min(self.end);
        let height = (f64::from(rows) * self.scale).min(self.end - top);
        ResizeOptions::new().crop(self.left, top, self.width, height)
    }
}

#[cfg(test)]
mod tests {
    use fast_image_resize::images::{TypedImage, TypedImageRef};
    use fast_image_resize::pixels::U8x3;
    use fast_image_resize::{PixelType, ResizeOptions, Resizer};
    use image::metadata::Orientation;

    use super::{resized, shrink};
    use crate::decode::Pixels;
    use crate::render::{Cut, cut};

    /// A picture in which no row and no column is like another one.
    fn picture(width: u32, height: u32) -> Pixels {
        let pixel = |place: u32| {
            let (x, y) = (place % width, place / width);
            [x * 7 + y, y * 3, x ^ y].map(|sample| sample.to_le_bytes()[0])
        };
        Pixels {
            width,
            height,
            layout: PixelType::U8x3,
            bytes: (0..width * height).flat_map(pixel).collect(),
            orientation: Orientation::NoTransforms,
        }
    }

    fn at_once(pixels: &Pixels, (width, height): (u32, u32)) -> Vec<u8> {
        let view = TypedImageRef::<U8x3>::from_buffer(pixels.width, pixels.height, &pixels.bytes).unwrap();
        let mut made = TypedImage::<U8x3>::new(width, height);
        let options = ResizeOptions::new().fit_into_destination(Some((0.5, 0.5)));
        Resizer::new().resize_typed(&view, &mut made, &options).unwrap();
        made.pixels().iter().flat_map(|pixel| pixel.0).collect()
    }

    #[test]
    fn bands_leave_no_seams_and_nothing_is_overwritten_too_early() {
        for (from, to) in [
            ((900, 1_400), (600, 933)),
            ((640, 1_400), (609, 1_333)),
            ((500, 1_300), (480, 1_248)),
            ((1_500, 700), (96, 96)),
            ((40, 900), (20, 450)),
        ] {
            let mut pixels = picture(from.0, from.1);
            let expected = at_once(&pixels, to);
            let near = |made: &[u8]| made.iter().zip(&expected).all(|(a, b)| a.abs_diff(*b) <= 1);
            let made = resized(&pixels, to).unwrap();
            assert!(made.len() == expected.len() && near(&made), "{from:?} to {to:?}");
            shrink(&mut pixels, to).unwrap();
            assert_eq!(((pixels.width, pixels.height), &pixels.bytes), (to, &made), "{from:?} to {to:?}");
        }
    }

    #[test]
    fn each_size_is_that_of_the_picture_as_it_came_in_whatever_order() {
        let sizes = |cuts: &[Cut]| -> Vec<(u32, u32)> {
            cut(picture(901, 660), cuts).unwrap().iter().map(|made| (made.width, made.height)).collect()
        };
        assert_eq!(
            sizes(&[Cut::Within(409), Cut::Within(128), Cut::Within(32)]),
            [(409, 299), (128, 93), (32, 23)]
        );
        assert_eq!(
            sizes(&[Cut::Within(32), Cut::Whole, Cut::Square(50), Cut::Within(2_000)]),
            [(32, 23), (901, 660), (50, 50), (901, 660)]
        );
    }
}
