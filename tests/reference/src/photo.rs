//! Photos to measure with: as large and as hard to pack as a camera's, made up by arithmetic, another one for each number.

use anyhow::{Context as _, Result};
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

/// An EXIF part that says that the picture lies on its side, as telephones write it.
const ON_ITS_SIDE: &[u8] = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";

/// A JPEG of that size: soft light, a few edges, and the grain of a sensor.
///
/// # Errors
/// If it can't be packed.
pub(crate) fn jpeg(width: u32, height: u32, number: u32) -> Result<Vec<u8>> {
    packed(&drawn(width, height, number))
}

/// Photos of one size that differ in a part only, which are made in a fraction of the time: what is done to them is the same.
pub(crate) struct Likes(RgbImage);

impl Likes {
    /// Of that size.
    pub(crate) fn of(width: u32, height: u32) -> Self {
        Self(drawn(width, height, 0))
    }

    /// Another one for each number.
    ///
    /// # Errors
    /// If it can't be packed.
    pub(crate) fn jpeg(&mut self, number: u32) -> Result<Vec<u8>> {
        // A square for each of its bits: far enough apart to survive being made small.
        let side = (self.0.width().min(self.0.height()) / 16).max(1);
        for bit in 0..u32::BITS {
            let level = if number >> bit & 1 == 1 { 250 } else { 5 };
            let (left, top) = (bit % 8 * side, bit / 8 * side);
            for (x, y) in (left..left + side).flat_map(|x| (top..top + side).map(move |y| (x, y))) {
                if let Some(pixel) = self.0.get_pixel_mut_checked(x, y) {
                    *pixel = Rgb([level; 3]);
                }
            }
        }
        packed(&self.0)
    }
}

fn drawn(width: u32, height: u32, number: u32) -> RgbImage {
    let mut grain = 0x9e37_79b9_u32 ^ number;
    RgbImage::from_fn(width, height, |x, y| {
        // Xorshift: cheap enough for millions of pixels.
        grain ^= grain << 13;
        grain ^= grain >> 17;
        grain ^= grain << 5;
        let light = x.wrapping_mul(200) / width.max(1);
        let shade = y.wrapping_mul(160) / height.max(1);
        let line = if (x / 37 + y / 53 + number).is_multiple_of(11) { 60 } else { 0 };
        let level = |base: u32, bits: u32| u8::try_from((base + (bits & 15)).min(255)).unwrap_or(u8::MAX);
        Rgb([
            level(light + 40 - light / 5, grain),
            level(shade + line + 20, grain >> 8),
            level((light + shade + number) % 180 + line, grain >> 16),
        ])
    })
}

fn packed(picture: &RgbImage) -> Result<Vec<u8>> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 92).encode_image(picture)?;
    Ok(file)
}

/// The same picture as a telephone keeps it that was held upright.
///
/// # Errors
/// If it is no JPEG.
pub(crate) fn turned(jpeg: &[u8]) -> Result<Vec<u8>> {
    let (begin, rest) = jpeg.split_at_checked(2).context("no JPEG")?;
    let length = u16::try_from(ON_ITS_SIDE.len() + 2)?.to_be_bytes();
    Ok([begin, &[0xff, 0xe1], &length, ON_ITS_SIDE, rest].concat())
}

#[cfg(test)]
mod tests {
    use studio_media::{Limits, check_picture};

    use super::*;

    #[test]
    fn each_number_is_another_picture_and_a_turned_one_lies_on_its_side() {
        let [one, other] = [1, 2].map(|number| jpeg(64, 48, number).expect("a picture"));
        assert_ne!(one, other);
        let mut likes = Likes::of(64, 48);
        let [first, second, third] = [1, 2, 1].map(|number| likes.jpeg(number).expect("a picture"));
        assert!(first != second && first == third);
        let size = |file: &[u8]| {
            let facts = check_picture(file, &Limits::STORE).expect("a picture");
            (facts.width, facts.height)
        };
        assert_eq!(size(&one), (Some(64), Some(48)));
        assert_eq!(size(&turned(&one).expect("a JPEG")), (Some(48), Some(64)));
    }
}
