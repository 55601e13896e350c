//! Unpacking a PNG row by row: only what comes out of it is in memory, however deep its colours are and whatever shines through.

use std::io::Cursor;

use fast_image_resize::PixelType;
use png::{BitDepth, ColorType, Decoder, DecodingError, Limits, Reader, Transformations};

use super::{Pixels, over_white};
use crate::refused::Refused;
use crate::walk::Outside;

/// What the decoder may take for itself: rows on their way, tables.
const OWN: usize = 16 << 20;

/// Which pixels a pass over a picture draws: the first column and row, the steps to the next ones.
type Pass = (u32, u32, u32, u32);

/// All of them, in reading order.
const ONE: &[Pass] = &[(0, 0, 1, 1)];
/// The seven of an interlaced picture.
const SEVEN: &[Pass] =
    &[(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

pub(super) fn unpack(file: Cursor<Vec<u8>>, outside: &Outside) -> Result<Pixels, Refused> {
    let mut decoder = Decoder::new_with_limits(file, Limits { bytes: OWN });
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(damaged)?;
    let info = reader.info();
    if (info.width, info.height) != (outside.width, outside.height) {
        return Err(Refused::Damaged);
    }
    let passes = if info.interlaced { SEVEN } else { ONE };
    let bytes = match reader.output_color_type() {
        (ColorType::Grayscale, BitDepth::Eight) => {
            drawn::<1, 1>(&mut reader, outside, passes, |[grey]| [grey])
        }
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => {
            drawn(&mut reader, outside, passes, |[grey, alpha]| [over_white(grey, alpha)])
        }
        (ColorType::Rgb, BitDepth::Eight) => drawn::<3, 3>(&mut reader, outside, passes, |pixel| pixel),
        (ColorType::Rgba, BitDepth::Eight) => {
            drawn(&mut reader, outside, passes, |[red, green, blue, alpha]| {
                [red, green, blue].map(|sample| over_white(sample, alpha))
            })
        }
        _ => return Err(Refused::Damaged),
    }?;
    let grey = matches!(reader.output_color_type().0, ColorType::Grayscale | ColorType::GrayscaleAlpha);
    Ok(Pixels {
        width: outside.width,
        height: outside.height,
        layout: if grey { PixelType::U8 } else { PixelType::U8x3 },
        bytes,
        orientation: outside.orientation,
    })
}

fn damaged(_error: DecodingError) -> Refused {
    Refused::Damaged
}

/// Puts every pixel of every pass into its place, as `seen` says that it looks.
fn drawn<const FROM: usize, const TO: usize>(
    reader: &mut Reader<Cursor<Vec<u8>>>,
    outside: &Outside,
    passes: &[Pass],
    seen: impl Fn([u8; FROM]) -> [u8; TO],
) -> Result<Vec<u8>, Refused> {
    let (width, height) = (side(outside.width)?, side(outside.height)?);
    let row = width.saturating_mul(TO);
    let mut bytes = vec![0; row.saturating_mul(height)];
    for &(left, top, right, down) in passes {
        let (left, top, right, down) = (side(left)?, side(top)?, side(right)?, side(down)?);
        // A pass without columns has no rows either.
        if left >= width {
            continue;
        }
        for line in bytes.chunks_exact_mut(row).skip(top).step_by(down) {
            let drawn = reader.next_interlaced_row().map_err(damaged)?.ok_or(Refused::Damaged)?;
            let places = line.as_chunks_mut::<TO>().0.iter_mut().skip(left).step_by(right);
            for (place, pixel) in places.zip(drawn.data().as_chunks::<FROM>().0) {
                *place = seen(*pixel);
            }
        }
    }
    // The end of the file and its check sum.
    match reader.next_interlaced_row().map_err(damaged)? {
        None => Ok(bytes),
        Some(_) => Err(Refused::Damaged),
    }
}

fn side(pixels: u32) -> Result<usize, Refused> {
    usize::try_from(pixels).map_err(|_too_large| Refused::TooHeavy)
}
