//! The outside of a PNG.

use image::metadata::Orientation;

use super::{Bytes, Outside, keep, orientation};
use crate::refused::Refused;

/// What a PNG begins with.
pub(crate) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// How many bytes one byte of compressed ones can stand for at most.
const EXPANSION: u64 = 1_032;

/// Reads the outside of a PNG.
pub(crate) fn outside(data: &[u8]) -> Result<Outside, Refused> {
    let mut bytes = Bytes::of(data);
    if bytes.take(SIGNATURE.len())? != SIGNATURE {
        return Err(Refused::Damaged);
    }
    let mut parts = Vec::new();
    keep(&mut parts, 0..bytes.at());
    let (mut head, mut lies) = (None, Orientation::NoTransforms);
    let mut packed = 0_u64;
    loop {
        let from = bytes.at();
        let length = usize::try_from(bytes.u32_be()?).map_err(|_too_long| Refused::Damaged)?;
        let kind: [u8; 4] = bytes.array()?;
        let body = bytes.take(length)?;
        let _checksum = bytes.take(4)?;
        if head.is_none() != (&kind == b"IHDR") {
            return Err(Refused::Damaged);
        }
        match &kind {
            b"IHDR" => head = Some(Head::read(body)?),
            b"IDAT" => packed = packed.saturating_add(body.len() as u64),
            b"PLTE" | b"tRNS" | b"IEND" => {}
            b"acTL" | b"fcTL" | b"fdAT" => return Err(Refused::Animated),
            b"eXIf" => {
                lies = orientation(body);
                continue;
            }
            // A capital letter: not to be left out, and nobody knows it.
            [first, ..] if first.is_ascii_uppercase() => return Err(Refused::Damaged),
            name if name.iter().all(u8::is_ascii_alphabetic) => continue,
            _ => return Err(Refused::Damaged),
        }
        keep(&mut parts, from..bytes.at());
        if &kind == b"IEND" {
            break;
        }
    }
    if !bytes.rest().is_empty() {
        return Err(Refused::TwoInOne);
    }
    let head = head.ok_or(Refused::Damaged)?;
    if packed.saturating_mul(EXPANSION) < head.unpacked() {
        return Err(Refused::Damaged);
    }
    Ok(Outside { width: head.width, height: head.height, orientation: lies, memory: head.memory(), parts })
}

#[derive(Debug)]
struct Head {
    width: u32,
    height: u32,
    depth: u64,
    colour: u8,
}

impl Head {
    fn read(body: &[u8]) -> Result<Self, Refused> {
        let mut bytes = Bytes::of(body);
        let (width, height) = (bytes.u32_be()?, bytes.u32_be()?);
        let [depth, colour, packing, filter, interlaced] = bytes.array()?;
        let fits =
            matches!((colour, depth), (0, 1 | 2 | 4 | 8 | 16) | (3, 1 | 2 | 4 | 8) | (2 | 4 | 6, 8 | 16));
        if width == 0 || height == 0 || !fits || packing != 0 || filter != 0 || interlaced > 1 {
            return Err(Refused::Damaged);
        }
        if !bytes.rest().is_empty() {
            return Err(Refused::Damaged);
        }
        Ok(Self { width, height, depth: u64::from(depth), colour })
    }

    fn channels(&self) -> u64 {
        match self.colour {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        }
    }

    fn unpacked(&self) -> u64 {
        let row =
            u64::from(self.width).saturating_mul(self.channels()).saturating_mul(self.depth).div_ceil(8);
        row.saturating_add(1).saturating_mul(u64::from(self.height))
    }

    /// It is unpacked row by row: eight bits a sample come out, and nothing transparent.
    fn memory(&self) -> u64 {
        let channels = if matches!(self.colour, 0 | 4) { 1 } else { 3 };
        u64::from(self.width).saturating_mul(u64::from(self.height)).saturating_mul(channels)
    }
}
