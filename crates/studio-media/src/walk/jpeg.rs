//! The outside of a JPEG.

use std::ops::Range;

use image::metadata::Orientation;

use super::{Bytes, Outside, ends_as_archive, keep, orientation};
use crate::refused::Refused;

/// More passes over a picture than any camera or program makes; each one costs the decoder a walk over all of it.
const SCANS: u32 = 64;
/// A camera hangs a few further pictures behind the first: previews, the map of its brightest parts.
const FURTHER: u32 = 8;

/// How the pixels are laid out.
#[derive(Debug)]
struct Frame {
    width: u32,
    height: u32,
    progressive: bool,
    /// Samples of each component, for one pixel's worth of the densest, in both directions.
    sampling: Vec<(u64, u64)>,
}

impl Frame {
    fn read(body: &[u8], progressive: bool) -> Result<Self, Refused> {
        let mut bytes = Bytes::of(body);
        let precision = bytes.byte()?;
        let (height, width) = (u32::from(bytes.u16_be()?), u32::from(bytes.u16_be()?));
        let components = bytes.byte()?;
        if width == 0 || height == 0 || !matches!(components, 1 | 3 | 4) {
            return Err(Refused::Damaged);
        }
        if precision != 8 {
            return Err(Refused::OtherKind { kind: "12-bit JPEG" });
        }
        let mut sampling = Vec::new();
        for _ in 0..components {
            let [_, factors, _] = bytes.array()?;
            let (across, down) = (factors >> 4, factors & 15);
            if !(1..=4).contains(&across) || !(1..=4).contains(&down) {
                return Err(Refused::Damaged);
            }
            sampling.push((u64::from(across), u64::from(down)));
        }
        if !bytes.rest().is_empty() {
            return Err(Refused::Damaged);
        }
        Ok(Self { width, height, progressive, sampling })
    }

    fn pixels(&self) -> u64 {
        u64::from(self.width).saturating_mul(u64::from(self.height))
    }

    /// Samples of all components together; whole blocks of the picture, so that small ones are not counted too high.
    fn samples(&self) -> u64 {
        let across = self.sampling.iter().map(|one| one.0).max().unwrap_or(1);
        let down = self.sampling.iter().map(|one| one.1).max().unwrap_or(1);
        let each = self.sampling.iter().map(|(a, d)| self.pixels().saturating_mul(a * d) / (across * down));
        each.fold(0, u64::saturating_add)
    }

    fn memory(&self, scans: u32) -> u64 {
        let shown = self.pixels().saturating_mul(if self.sampling.len() == 1 { 1 } else { 3 });
        // A picture that comes in passes is put together from all its coefficients.
        let gathered = if self.progressive || scans > 1 { self.samples().saturating_mul(2) } else { 0 };
        shown.saturating_add(gathered)
    }
}

/// What a walk over one picture found.
#[derive(Debug, Default)]
struct Walk {
    frame: Option<Frame>,
    exif: Option<Orientation>,
    parts: Vec<Range<usize>>,
    scans: u32,
    /// Bytes of compressed samples.
    packed: u64,
}

impl Walk {
    /// Walks from the start of a picture to its end, and answers where that is.
    fn picture(&mut self, data: &[u8]) -> Result<usize, Refused> {
        let mut bytes = Bytes::of(data);
        if bytes.take(2)? != [0xff, 0xd8] {
            return Err(Refused::Damaged);
        }
        keep(&mut self.parts, 0..2);
        loop {
            let from = bytes.at();
            if bytes.byte()? != 0xff {
                return Err(Refused::Damaged);
            }
            let mut marker = bytes.byte()?;
            while marker == 0xff {
                marker = bytes.byte()?;
            }
            if marker == 0xd9 {
                keep(&mut self.parts, from..bytes.at());
                return if self.scans == 0 { Err(Refused::Damaged) } else { Ok(bytes.at()) };
            }
            // Markers without a length belong inside the samples; others are not in use.
            if marker < 0xc0 || (0xd0..=0xd8).contains(&marker) || (0xf0..=0xfd).contains(&marker) {
                return Err(Refused::Damaged);
            }
            let length = usize::from(bytes.u16_be()?).checked_sub(2).ok_or(Refused::Damaged)?;
            let body = bytes.take(length)?;
            if self.segment(marker, body)? {
                keep(&mut self.parts, from..bytes.at());
            }
            if marker == 0xda {
                let length = samples(bytes.rest())?;
                let from = bytes.at();
                bytes.take(length)?;
                keep(&mut self.parts, from..bytes.at());
                self.packed = self.packed.saturating_add(length as u64);
            }
        }
    }

    /// Takes in one segment, and answers whether the decoder needs it.
    fn segment(&mut self, marker: u8, body: &[u8]) -> Result<bool, Refused> {
        match marker {
            0xc0..=0xc2 => {
                let frame = Frame::read(body, marker == 0xc2)?;
                if self.frame.replace(frame).is_some() {
                    return Err(Refused::Damaged);
                }
            }
            0xc4 | 0xdb | 0xdd => {}
            0xc3 | 0xc5..=0xcf => return Err(Refused::OtherKind { kind: "lossless or arithmetic JPEG" }),
            0xda => {
                self.scans = self.scans.saturating_add(1);
                if self.frame.is_none() || self.scans > SCANS {
                    return Err(Refused::Damaged);
                }
            }
            // The two that say how colours are meant.
            0xe0 | 0xee => {}
            0xe1 if self.exif.is_none() && body.starts_with(b"Exif\0\0") => {
                self.exif = Some(orientation(body));
                return Ok(false);
            }
            0xe1..=0xef | 0xfe => return Ok(false),
            _ => return Err(Refused::Damaged),
        }
        Ok(true)
    }
}

/// How far the samples of a scan reach: up to a marker that is not one of theirs.
fn samples(data: &[u8]) -> Result<usize, Refused> {
    let mut at = 0_usize;
    loop {
        let next = data.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff));
        at = at.saturating_add(next.ok_or(Refused::Damaged)?);
        match data.get(at.saturating_add(1)) {
            Some(0 | 0xd0..=0xd7) => at = at.saturating_add(2),
            Some(0xff) => at = at.saturating_add(1),
            Some(_) => return Ok(at),
            None => return Err(Refused::Damaged),
        }
    }
}

/// What may hang behind a picture: what cameras put there. It is dropped; but a file that is something else as well was made to be.
fn tail(mut rest: &[u8]) -> Result<(), Refused> {
    if ends_as_archive(rest) {
        return Err(Refused::TwoInOne);
    }
    for _ in 0..FURTHER {
        let padding = rest.iter().take_while(|byte| **byte == 0).count();
        let unpadded = rest.get(padding..).unwrap_or_default();
        let film = |bytes: &[u8]| bytes.get(4..8) == Some(b"ftyp");
        // The size of a film begins with zeros too.
        if unpadded.is_empty() || film(rest) || (0..4).any(|zeros| film(back(rest, padding, zeros))) {
            return Ok(());
        }
        if unpadded.ends_with(b"SEFT") || rest.ends_with(b"SEFT") {
            return Ok(());
        }
        if !unpadded.starts_with(&[0xff, 0xd8, 0xff]) {
            return Err(Refused::TwoInOne);
        }
        let end = Walk::default().picture(unpadded)?;
        rest = unpadded.get(end..).unwrap_or_default();
    }
    Err(Refused::TwoInOne)
}

/// The bytes from `zeros` before the end of the padding.
fn back(rest: &[u8], padding: usize, zeros: usize) -> &[u8] {
    rest.get(padding.saturating_sub(zeros)..).unwrap_or_default()
}

/// Reads the outside of a JPEG.
pub(crate) fn outside(data: &[u8]) -> Result<Outside, Refused> {
    let mut walk = Walk::default();
    let end = walk.picture(data)?;
    tail(data.get(end..).unwrap_or_default())?;
    let frame = walk.frame.ok_or(Refused::Damaged)?;
    // A block of 64 samples takes two bits at least, or one for each pass that draws it: whoever promises more pixels than that has
    // lost them on the way, or never had them.
    let least = if frame.progressive { 1 } else { 2 };
    if walk.packed.saturating_mul(8) < (frame.samples() / 64).saturating_mul(least) {
        return Err(Refused::Damaged);
    }
    Ok(Outside {
        width: frame.width,
        height: frame.height,
        orientation: walk.exif.unwrap_or(Orientation::NoTransforms),
        memory: frame.memory(walk.scans),
        parts: walk.parts,
    })
}
