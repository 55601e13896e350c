//! Making a picture anew in the size that is needed: upright, without anything that came along with it.

mod scale;

use std::io::Write;

use fast_image_resize::PixelType;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{GenericImageView, Luma, Pixel, PixelWithColorType, Rgb};

use crate::check::on_its_side;
use crate::decode::Pixels;
use crate::refused::Refused;
use scale::{resized, shrink};

/// The most bytes that a picture may have when it is packed again. Noise of sixty megapixels would have four times as many.
pub(crate) const LARGEST: usize = 48 << 20;

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

/// Makes a picture anew in each of these sizes.
pub(crate) fn cut(mut pixels: Pixels, cuts: &[Cut]) -> Result<Vec<Made>, Refused> {
    let came = (pixels.width, pixels.height);
    let mut made = Vec::with_capacity(cuts.len());
    let mut rest = cuts;
    while let Some((one, later)) = rest.split_first() {
        rest = later;
        let size = one.size(came.0, came.1);
        let smaller = |other: &Cut| matches!(other, Cut::Within(_)) && other.size(came.0, came.1) <= size;
        if matches!(one, Cut::Within(_)) && later.iter().all(smaller) {
            // What follows is made of this one.
            shrink(&mut pixels, size)?;
        }
        if size == (pixels.width, pixels.height) {
            made.push(packed(&pixels.bytes, size, &pixels, one.quality())?);
        } else {
            made.push(packed(&resized(&pixels, size)?, size, &pixels, one.quality())?);
        }
    }
    Ok(made)
}

/// Packs samples that lie and are laid out as those of a picture.
fn packed(bytes: &[u8], size: (u32, u32), pixels: &Pixels, quality: u8) -> Result<Made, Refused> {
    let lies = pixels.orientation;
    if pixels.layout == PixelType::U8 {
        encoded(&Upright::of(bytes, size, lies, Luma([u8::MAX])), quality)
    } else {
        encoded(&Upright::of(bytes, size, lies, Rgb([u8::MAX; 3])), quality)
    }
}

/// A picture as it is looked at, over samples that stay as they lie: turned, the largest ones would be in memory three times.
struct Upright<'p, P> {
    bytes: &'p [u8],
    width: u32,
    height: u32,
    /// Where the pixel above on the left is, in pixels; how far it is to the one on its right, and to the one below.
    first: i64,
    right: i64,
    down: i64,
    /// What stands for a pixel that is not there.
    missing: P,
}

impl<'p, P> Upright<'p, P> {
    /// Samples of a picture of this size as it lies.
    fn of(bytes: &'p [u8], (width, height): (u32, u32), lies: Orientation, missing: P) -> Self {
        let (w, h) = (i64::from(width), i64::from(height));
        let (end, last_row) = (w * h - 1, w * (h - 1));
        let (first, right, down) = match lies {
            Orientation::NoTransforms => (0, 1, w),
            Orientation::FlipHorizontal => (w - 1, -1, w),
            Orientation::Rotate180 => (end, -1, -w),
            Orientation::FlipVertical => (last_row, 1, -w),
            Orientation::Rotate90FlipH => (0, w, 1),
            Orientation::Rotate90 => (last_row, -w, 1),
            Orientation::Rotate270FlipH => (end, -w, -1),
            Orientation::Rotate270 => (w - 1, w, -1),
        };
        let (width, height) = if on_its_side(lies) { (height, width) } else { (width, height) };
        Self { bytes, width, height, first, right, down, missing }
    }
}

impl<P: Pixel<Subpixel = u8>> GenericImageView for Upright<'_, P> {
    type Pixel = P;

    fn dimensions(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    fn get_pixel(&self, x: u32, y: u32) -> P {
        let place = self.first + i64::from(x) * self.right + i64::from(y) * self.down;
        let samples = usize::from(P::CHANNEL_COUNT);
        let from = usize::try_from(place).unwrap_or(usize::MAX).saturating_mul(samples);
        let pixel = self.bytes.get(from..from.saturating_add(samples));
        pixel.map_or(self.missing, |samples| *P::from_slice(samples))
    }
}

fn encoded<P>(picture: &Upright<'_, P>, quality: u8) -> Result<Made, Refused>
where
    P: Pixel<Subpixel = u8> + PixelWithColorType,
{
    let mut jpeg = Packed::empty();
    // The only thing that a view of pixels can fail of is being too much.
    JpegEncoder::new_with_quality(&mut jpeg, quality)
        .encode_image(picture)
        .map_err(|_full| Refused::TooHeavy)?;
    Ok(Made { width: picture.width, height: picture.height, jpeg: jpeg.whole() })
}

/// What is packed, up to [`LARGEST`].
struct Packed(Vec<u8>);

impl Packed {
    /// Room for the most there can be, at once. Of memory only what is written is taken; growing would leave every size on the way behind,
    /// and allocators keep those for the thread.
    fn empty() -> Self {
        Self(Vec::with_capacity(LARGEST))
    }

    /// All of it, and no more room than that.
    fn whole(mut self) -> Vec<u8> {
        self.0.shrink_to_fit();
        self.0
    }
}

impl Write for Packed {
    fn write(&mut self, more: &[u8]) -> std::io::Result<usize> {
        if self.0.len().saturating_add(more.len()) > LARGEST {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
