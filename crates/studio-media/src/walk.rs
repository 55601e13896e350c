//! Reading a file's outside: which parts it has, whether they fit together, how large the picture says it is. Nothing is unpacked.
//!
//! A decoder is handed only the parts that make the picture: what the others hold, places and texts among them, is never read.

pub(crate) mod jpeg;
pub(crate) mod pdf;
pub(crate) mod png;
pub(crate) mod webp;

use std::ops::Range;

use image::metadata::Orientation;

use crate::refused::Refused;

/// What the outside of a picture says.
#[derive(Debug)]
pub(crate) struct Outside {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) orientation: Orientation,
    /// The parts that a decoder needs, in their order.
    pub(crate) parts: Vec<Range<usize>>,
    /// How much memory opening it takes at most, beyond the file itself.
    pub(crate) memory: u64,
}

/// Walks through bytes; whatever ends too early is damaged.
#[derive(Debug, Clone)]
pub(crate) struct Bytes<'b> {
    all: &'b [u8],
    at: usize,
}

impl<'b> Bytes<'b> {
    pub(crate) fn of(all: &'b [u8]) -> Self {
        Self { all, at: 0 }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn rest(&self) -> &'b [u8] {
        self.all.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn take(&mut self, count: usize) -> Result<&'b [u8], Refused> {
        let end = self.at.checked_add(count).ok_or(Refused::Damaged)?;
        let taken = self.all.get(self.at..end).ok_or(Refused::Damaged)?;
        self.at = end;
        Ok(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Refused> {
        self.take(N)?.try_into().map_err(|_other_length| Refused::Damaged)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Refused> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(crate) fn u16_be(&mut self) -> Result<u16, Refused> {
        self.array().map(u16::from_be_bytes)
    }

    pub(crate) fn u32_be(&mut self) -> Result<u32, Refused> {
        self.array().map(u32::from_be_bytes)
    }

    pub(crate) fn u32_le(&mut self) -> Result<u32, Refused> {
        self.array().map(u32::from_le_bytes)
    }
}

/// Adds a part; one that follows the last one directly makes it longer.
pub(crate) fn keep(parts: &mut Vec<Range<usize>>, part: Range<usize>) {
    match parts.last_mut() {
        Some(last) if last.end == part.start => last.end = part.end,
        _ => parts.push(part),
    }
}

/// How the picture lies, from its EXIF part; upright where that says nothing that makes sense.
pub(crate) fn orientation(exif: &[u8]) -> Orientation {
    let bare = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    Orientation::from_exif_chunk(bare).unwrap_or(Orientation::NoTransforms)
}

/// Whether a ZIP archive ends here: the directory at its end is what makes one, wherever it begins.
pub(crate) fn ends_as_archive(bytes: &[u8]) -> bool {
    let from = bytes.len().saturating_sub(65_557);
    bytes.get(from..).unwrap_or_default().windows(4).any(|four| four == b"PK\x05\x06")
}
