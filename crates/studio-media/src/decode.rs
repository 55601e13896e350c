//! Unpacking a picture that was found openable.

mod rows;

use std::io::Cursor;

use fast_image_resize::PixelType;
use image::codecs::{jpeg::JpegDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, Limits};

use crate::check::{Format, Openable};
use crate::refused::Refused;

/// A picture in memory, as it lies in its file; grey or coloured, nothing of it transparent.
#[derive(Debug)]
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) layout: PixelType,
    pub(crate) bytes: Vec<u8>,
    pub(crate) orientation: Orientation,
}

/// Unpacks a picture.
pub(crate) fn unpack(file: Vec<u8>, openable: &Openable) -> Result<Pixels, Refused> {
    let needed = bring_together(file, &openable.outside.parts);
    let outside = &openable.outside;
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(outside.width);
    limits.max_image_height = Some(outside.height);
    // What was counted, and room for the decoder's own tables.
    limits.max_alloc = Some(outside.memory.saturating_add(16 << 20));
    let damaged = |_error: image::ImageError| Refused::Damaged;
    // Handed over, not lent: the decoder of JPEG makes a copy, and two of a large file would be in memory with its pixels.
    let source = Cursor::new(needed);
    match openable.format {
        Format::Jpeg => {
            let mut decoder = JpegDecoder::new(source).map_err(damaged)?;
            decoder.set_limits(limits).map_err(damaged)?;
            read(decoder, openable)
        }
        Format::Png => rows::unpack(source, outside),
        Format::WebP => {
            let mut decoder = WebPDecoder::new(source).map_err(damaged)?;
            decoder.set_limits(limits).map_err(damaged)?;
            read(decoder, openable)
        }
    }
}

/// Leaves out what no decoder needs, in place.
fn bring_together(mut file: Vec<u8>, parts: &[std::ops::Range<usize>]) -> Vec<u8> {
    let (mut end, length) = (0_usize, file.len());
    for part in parts.iter().filter(|part| part.start <= part.end && part.end <= length) {
        file.copy_within(part.clone(), end);
        end = end.saturating_add(part.len());
    }
    file.truncate(end);
    file
}

fn read(decoder: impl ImageDecoder, openable: &Openable) -> Result<Pixels, Refused> {
    let outside = &openable.outside;
    // What was counted is what is unpacked.
    if decoder.dimensions() != (outside.width, outside.height) || decoder.total_bytes() > outside.memory {
        return Err(Refused::Damaged);
    }
    let colour = decoder.color_type();
    let size = usize::try_from(decoder.total_bytes()).map_err(|_too_large| Refused::TooHeavy)?;
    let mut bytes = vec![0; size];
    decoder.read_image(&mut bytes).map_err(|_error| Refused::Damaged)?;
    let layout = match colour {
        ColorType::L8 => PixelType::U8,
        ColorType::Rgb8 => PixelType::U8x3,
        ColorType::Rgba8 => {
            flatten(&mut bytes);
            PixelType::U8x3
        }
        _ => return Err(Refused::Damaged),
    };
    Ok(Pixels {
        width: outside.width,
        height: outside.height,
        layout,
        bytes,
        orientation: outside.orientation,
    })
}

/// What is transparent becomes white: paper. In place.
fn flatten(bytes: &mut Vec<u8>) {
    let mut end = 0_usize;
    for at in (0..bytes.len()).step_by(4) {
        let Some([red, green, blue, alpha]) = bytes.get(at..).and_then(|rest| rest.first_chunk()).copied()
        else {
            break;
        };
        let seen = [red, green, blue].map(|sample| over_white(sample, alpha));
        if let Some(place) = bytes.get_mut(end..).and_then(|rest| rest.first_chunk_mut()) {
            *place = seen;
        }
        end = end.saturating_add(3);
    }
    bytes.truncate(end);
}

fn over_white(sample: u8, alpha: u8) -> u8 {
    let (sample, alpha) = (u32::from(sample), u32::from(alpha));
    let mixed =
        sample.saturating_mul(alpha).saturating_add(255_u32.saturating_sub(alpha).saturating_mul(255));
    u8::try_from(mixed.saturating_add(127) / 255).unwrap_or(u8::MAX)
}
