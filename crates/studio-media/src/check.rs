//! Whether a file may be taken: recognised by what it holds, never by its name, and held against limits before anything is unpacked.

use image::metadata::Orientation;
use studio_domain::MediaKind;

use crate::refused::Refused;
use crate::render::LARGEST;
use crate::walk::{Outside, jpeg, pdf, png, webp};

/// The most memory that one picture may take, from its file to what is made of it: sixty megapixels as cameras and programs pack them, with
/// a file as large as it may be. What is put together from passes, or lies beside its transparency, fits up to some fewer pixels.
const HEAVIEST: u64 = 224 << 20;

/// How large a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Pixels of the picture.
    pub pixels: u64,
    /// Pixels of its longer side.
    pub side: u32,
}

impl Limits {
    /// For a client's photo.
    pub const CLIENT_PHOTO: Self = Self { bytes: 20_000_000, pixels: 40_000_000, side: 20_000 };
    /// For every other picture or paper.
    pub const STORE: Self = Self { bytes: 40_000_000, pixels: 60_000_000, side: 20_000 };
}

/// A picture's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Jpeg,
    Png,
    WebP,
}

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// What it would be kept as.
    pub kind: MediaKind,
    /// Width in pixels as it is looked at; a paper has none.
    pub width: Option<u32>,
    /// Height in pixels as it is looked at.
    pub height: Option<u32>,
}

/// A picture that may be opened.
#[derive(Debug)]
pub(crate) struct Openable {
    pub(crate) format: Format,
    pub(crate) outside: Outside,
}

impl Openable {
    /// How much memory a file of this size takes at most while it is open and made anew: its pixels, and with them first the file, then
    /// what they are packed into.
    pub(crate) fn memory(&self, file: u64) -> u64 {
        let outside = &self.outside;
        let pixels = u64::from(outside.width).saturating_mul(u64::from(outside.height)).saturating_mul(3);
        outside.memory.saturating_add(file.max(pixels.min(LARGEST as u64)))
    }
}

/// Whether a file is a picture that may be opened, without opening it.
///
/// # Errors
/// [`Refused`] with the reason.
pub fn check_picture(bytes: &[u8], limits: &Limits) -> Result<Facts, Refused> {
    let Openable { outside, .. } = openable(bytes, limits)?;
    let (mut width, mut height) = (outside.width, outside.height);
    if on_its_side(outside.orientation) {
        (width, height) = (height, width);
    }
    Ok(Facts { kind: MediaKind::Jpeg, width: Some(width), height: Some(height) })
}

/// Whether a file is a scanned paper: a picture, or a PDF.
///
/// # Errors
/// [`Refused`] with the reason.
pub fn check_paper(bytes: &[u8], limits: &Limits) -> Result<Facts, Refused> {
    if !is_pdf(bytes) {
        return check_picture(bytes, limits);
    }
    small_enough(bytes, limits)?;
    pdf::check(bytes)?;
    Ok(Facts { kind: MediaKind::Pdf, width: None, height: None })
}

/// Whether a file begins as a PDF does.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

pub(crate) fn openable(bytes: &[u8], limits: &Limits) -> Result<Openable, Refused> {
    small_enough(bytes, limits)?;
    let format = recognise(bytes)?;
    let outside = match format {
        Format::Jpeg => jpeg::outside(bytes),
        Format::Png => png::outside(bytes),
        Format::WebP => webp::outside(bytes),
    }?;
    if outside.width.max(outside.height) > limits.side {
        return Err(Refused::TooLong { limit: limits.side });
    }
    if u64::from(outside.width).saturating_mul(u64::from(outside.height)) > limits.pixels {
        return Err(Refused::TooManyPixels { limit: limits.pixels });
    }
    if outside.memory.saturating_add(bytes.len() as u64) > HEAVIEST {
        return Err(Refused::TooHeavy);
    }
    Ok(Openable { format, outside })
}

fn small_enough(bytes: &[u8], limits: &Limits) -> Result<(), Refused> {
    match bytes.len() as u64 {
        0 => Err(Refused::Empty),
        size if size > limits.bytes => Err(Refused::TooBig { limit: limits.bytes }),
        _ => Ok(()),
    }
}

/// Whether width and height change places before the picture is looked at.
pub(crate) fn on_its_side(orientation: Orientation) -> bool {
    orientation.to_exif() >= 5
}

fn recognise(bytes: &[u8]) -> Result<Format, Refused> {
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Ok(Format::Jpeg);
    }
    if bytes.starts_with(png::SIGNATURE) {
        return Ok(Format::Png);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Format::WebP);
    }
    Err(other(bytes))
}

/// Begins of files that people take for pictures.
const OTHERS: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"8BPS", "PSD"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"<svg", "SVG"),
    (b"<?xml", "SVG"),
];

fn other(bytes: &[u8]) -> Refused {
    if bytes.starts_with(b"GIF8") {
        return Refused::Gif;
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        let brands = bytes.get(8..64.min(bytes.len())).unwrap_or_default();
        let any = |known: &[&[u8]]| brands.chunks(4).any(|brand| known.contains(&brand));
        return if any(&[b"avif", b"avis"]) {
            Refused::OtherKind { kind: "AVIF" }
        } else if any(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
            Refused::Heic
        } else {
            Refused::OtherKind { kind: "MP4" }
        };
    }
    let known = OTHERS.iter().find(|(begin, _)| bytes.starts_with(begin));
    known.map_or(Refused::Unknown, |(_, kind)| Refused::OtherKind { kind })
}
