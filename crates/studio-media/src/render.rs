//! Making a picture anew in the size that is needed: upright, without anything that came along with it.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8, U8x3};
use fast_image_resize::{PixelTrait, PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, GrayImage, RgbImage};

use crate::check::on_its_side;
use crate::decode::Pixels;
use crate::refused::Refused;

/// In which size a picture is made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The middle of it as a square of this side; a smaller picture is made larger.
    Square(u32),
    /// All of it, with no side longer than this; a smaller picture stays as it is.
    Within(u32),
    /// All of it, as large as it is.
    Whole,
}

impl Cut {
    /// How much of what the eye sees is kept, of 100: looked at small, less is seen.
    const fn quality(self) -> u8 {
        match self {
            Self::Square(_) | Self::Within(_) => 85,
            Self::Whole => 92,
        }
    }

    /// Width and height that come out of a picture of these.
    fn size(self, width: u32, height: u32) -> (u32, u32) {
        match self {
            Self::Square(side) => (side, side),
            Self::Whole => (width, height),
            Self::Within(side) => {
                let longer = width.max(height);
                if longer <= side {
                    return (width, height);
                }
                let scaled = |one: u32| {
                    let exact = u64::from(one).saturating_mul(u64::from(side)) / u64::from(longer.max(1));
                    u32::try_from(exact).unwrap_or(side).max(1)
                };
                (scaled(width), scaled(height))
            }
        }
    }
}

/// A picture made anew.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) jpeg: Vec<u8>,
}

/// Makes a picture anew.
pub(crate) fn cut(pixels: &Pixels, cut: Cut) -> Result<Made, Refused> {
    let (width, height) = cut.size(pixels.width, pixels.height);
    let resized = if (width, height) == (pixels.width, pixels.height) {
        None
    } else {
        Some(resized(pixels, width, height)?)
    };
    let source = resized.as_deref().unwrap_or(&pixels.bytes);
    let grey = pixels.layout == PixelType::U8;
    if pixels.orientation == Orientation::NoTransforms {
        return encoded(source, width, height, grey, cut.quality());
    }
    let owned = source.to_vec();
    let mut upright = if grey {
        GrayImage::from_raw(width, height, owned).map(DynamicImage::from)
    } else {
        RgbImage::from_raw(width, height, owned).map(DynamicImage::from)
    }
    .ok_or(Refused::Damaged)?;
    upright.apply_orientation(pixels.orientation);
    let (width, height) = if on_its_side(pixels.orientation) { (height, width) } else { (width, height) };
    encoded(upright.as_bytes(), width, height, grey, cut.quality())
}

/// By the type of the pixels: asked by their layout, the resizer would bring the code for a dozen types along that no picture here has.
fn resized(pixels: &Pixels, width: u32, height: u32) -> Result<Vec<u8>, Refused> {
    if pixels.layout == PixelType::U8 {
        resized_as::<U8>(pixels, width, height)
    } else {
        resized_as::<U8x3>(pixels, width, height)
    }
}

fn resized_as<P: PixelTrait>(pixels: &Pixels, width: u32, height: u32) -> Result<Vec<u8>, Refused> {
    let source = TypedImageRef::<P>::from_buffer(pixels.width, pixels.height, &pixels.bytes)
        .map_err(|_size| Refused::Damaged)?;
    let sides = |one: u32| usize::try_from(one).map_err(|_too_large| Refused::TooHeavy);
    let count = sides(width)?.saturating_mul(sides(height)?).saturating_mul(P::size());
    let mut bytes = vec![0; count];
    let mut target =
        TypedImage::<P>::from_buffer(width, height, &mut bytes).map_err(|_size| Refused::Damaged)?;
    let options = ResizeOptions::new().fit_into_destination(Some((0.5, 0.5)));
    Resizer::new().resize_typed(&source, &mut target, &options).map_err(|_size| Refused::Damaged)?;
    drop(target);
    Ok(bytes)
}

fn encoded(bytes: &[u8], width: u32, height: u32, grey: bool, quality: u8) -> Result<Made, Refused> {
    let mut jpeg = Vec::new();
    let colour = if grey { ExtendedColorType::L8 } else { ExtendedColorType::Rgb8 };
    JpegEncoder::new_with_quality(&mut jpeg, quality)
        .encode(bytes, width, height, colour)
        .map_err(|_size| Refused::Damaged)?;
    Ok(Made { width, height, jpeg })
}
