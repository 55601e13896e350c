//! The outside of a WebP.

use image::metadata::Orientation;

use super::{Bytes, Outside, orientation};
use crate::refused::Refused;

/// How much memory a byte of a losslessly packed part can take: a description of twelve bytes makes a table of four thousand.
const TABLES: u64 = 330;

/// The picture itself, as one part says.
#[derive(Debug, Clone, Copy)]
struct Shown {
    width: u32,
    height: u32,
}

/// Reads the outside of a WebP.
pub(crate) fn outside(data: &[u8]) -> Result<Outside, Refused> {
    let mut bytes = Bytes::of(data);
    if bytes.take(4)? != b"RIFF" {
        return Err(Refused::Damaged);
    }
    let length = bytes.u32_le()?;
    // An odd length is followed by one byte that does not count.
    let promised = u64::from(length).saturating_add(8);
    match (data.len() as u64).checked_sub(promised) {
        None => return Err(Refused::Damaged),
        Some(0) => {}
        Some(1) if length % 2 == 1 => {}
        Some(_) => return Err(Refused::TwoInOne),
    }
    if bytes.take(4)? != b"WEBP" {
        return Err(Refused::Damaged);
    }
    let (mut canvas, mut shown, mut lies) = (None, None, Orientation::NoTransforms);
    let mut lossless = 0_u64;
    let mut first = true;
    while bytes.rest().len() > 1 {
        let kind: [u8; 4] = bytes.array()?;
        let length = usize::try_from(bytes.u32_le()?).map_err(|_too_long| Refused::Damaged)?;
        let body = bytes.take(length)?;
        if length % 2 == 1 && !bytes.rest().is_empty() {
            bytes.byte()?;
        }
        match &kind {
            b"VP8X" if first => canvas = Some(extended(body)?),
            b"VP8 " | b"VP8L" if shown.is_some() || (canvas.is_none() && !first) => {
                return Err(Refused::Damaged);
            }
            b"VP8 " => shown = Some(lossy(body)?),
            b"VP8L" => {
                lossless = lossless.saturating_add(length as u64);
                shown = Some(packed(body)?);
            }
            b"ALPH" => lossless = lossless.saturating_add(length as u64),
            b"ANIM" | b"ANMF" => return Err(Refused::Animated),
            b"EXIF" => lies = orientation(body),
            _ if first => return Err(Refused::Damaged),
            _ => {}
        }
        first = false;
    }
    let shown = shown.ok_or(Refused::Damaged)?;
    if canvas.is_some_and(|canvas| canvas != (shown.width, shown.height)) {
        return Err(Refused::Damaged);
    }
    let pixels = u64::from(shown.width).saturating_mul(u64::from(shown.height));
    // What is shown, what it is made from, and what tells the transparent parts.
    let each: u64 = if lossless == 0 { 5 } else { 11 };
    Ok(Outside {
        width: shown.width,
        height: shown.height,
        orientation: lies,
        memory: pixels.saturating_mul(each).saturating_add(lossless.saturating_mul(TABLES)),
        parts: std::iter::once(0..data.len()).collect(),
    })
}

fn extended(body: &[u8]) -> Result<(u32, u32), Refused> {
    let mut bytes = Bytes::of(body);
    let [flags, _, _, _] = bytes.array()?;
    if flags & 2 != 0 {
        return Err(Refused::Animated);
    }
    let mut side = || {
        let [a, b, c] = bytes.array()?;
        Ok::<u32, Refused>(u32::from_le_bytes([a, b, c, 0]).saturating_add(1))
    };
    Ok((side()?, side()?))
}

fn lossy(body: &[u8]) -> Result<Shown, Refused> {
    let mut bytes = Bytes::of(body);
    let [tag, _, _] = bytes.array()?;
    // The first bit: whether it needs a picture before it.
    if tag & 1 != 0 || bytes.take(3)? != [0x9d, 0x01, 0x2a] {
        return Err(Refused::Damaged);
    }
    let [a, b, c, d] = bytes.array()?;
    let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
    let (width, height) = (side(a, b), side(c, d));
    if width == 0 || height == 0 {
        return Err(Refused::Damaged);
    }
    Ok(Shown { width, height })
}

fn packed(body: &[u8]) -> Result<Shown, Refused> {
    let mut bytes = Bytes::of(body);
    if bytes.byte()? != 0x2f {
        return Err(Refused::Damaged);
    }
    let bits = bytes.u32_le()?;
    let side = |bits: u32| (bits & 0x3fff).saturating_add(1);
    Ok(Shown { width: side(bits), height: side(bits >> 14) })
}
