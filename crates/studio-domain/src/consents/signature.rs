//! A signature as it was drawn: lines on a pad of a size of its own.

use crate::{Invalid, Rule};
use std::fmt;

/// A signature: strokes on a pad, each a line of points.
///
/// Its text form is `WIDTHxHEIGHT` and then the strokes, parted by `;`, each its points `X,Y` parted by blanks:
/// `900x300;10,20 14,22 19,31;40,18 44,30`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    width: u16,
    height: u16,
    strokes: Vec<Vec<(u16, u16)>>,
}

impl Signature {
    /// The greatest width of a pad.
    pub const MAX_WIDTH: u16 = 1600;
    /// The greatest height of a pad.
    pub const MAX_HEIGHT: u16 = 800;
    /// The smallest width and height of a pad.
    pub const MIN_SIDE: u16 = 50;
    /// The greatest number of strokes.
    pub const MAX_STROKES: usize = 200;
    /// The greatest number of points of all strokes together.
    pub const MAX_POINTS: usize = 5_000;
    /// The greatest length of all strokes together, measured along the sides of the pad: some 30 times across the widest one.
    pub const MAX_LENGTH: u64 = 50_000;

    /// A signature on a pad of this size.
    ///
    /// # Errors
    /// On `signature`: [`Rule::Empty`] if nothing was drawn; [`Rule::Form`] `signature` if the pad is too small or too big, a point lies beside
    /// it, there is more than a person draws, or what was drawn is not a twentieth of the pad wide or high: a slip of the pen.
    pub fn new(width: u16, height: u16, strokes: Vec<Vec<(u16, u16)>>) -> Result<Self, Invalid> {
        let strokes: Vec<_> = strokes.into_iter().filter(|stroke| !stroke.is_empty()).collect();
        if strokes.is_empty() {
            return Err(Invalid::new("signature", Rule::Empty));
        }
        let sized = (Self::MIN_SIDE..=Self::MAX_WIDTH).contains(&width)
            && (Self::MIN_SIDE..=Self::MAX_HEIGHT).contains(&height);
        let points = || strokes.iter().flatten();
        let inside = points().all(|(x, y)| *x < width && *y < height);
        let few = strokes.len() <= Self::MAX_STROKES && points().count() <= Self::MAX_POINTS;
        let short = strokes.iter().map(|stroke| length(stroke)).sum::<u64>() <= Self::MAX_LENGTH;
        let across = span(points().map(|(x, _)| *x)) >= width / 20;
        let down = span(points().map(|(_, y)| *y)) >= height / 20;
        if sized && inside && few && short && (across || down) {
            Ok(Self { width, height, strokes })
        } else {
            Err(Invalid::form("signature", "signature"))
        }
    }

    /// Reads the text form.
    ///
    /// # Errors
    /// On `signature`: [`Rule::Form`] `signature`, or as [`Signature::new`].
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let raw = raw.trim();
        if raw.is_empty() {
            return Err(Invalid::new("signature", Rule::Empty));
        }
        let unreadable = || Invalid::form("signature", "signature");
        // Nothing longer can be made of points that are allowed.
        if raw.len() > 20 + Self::MAX_POINTS * 10 {
            return Err(unreadable());
        }
        let mut parts = raw.split(';');
        let (width, height) = parts.next().and_then(|size| pair(size, 'x')).ok_or_else(unreadable)?;
        let strokes: Option<Vec<Vec<_>>> = parts
            .map(|stroke| stroke.split_ascii_whitespace().map(|point| pair(point, ',')).collect())
            .collect();
        Self::new(width, height, strokes.ok_or_else(unreadable)?)
    }

    /// Width of the pad.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// Height of the pad.
    pub const fn height(&self) -> u16 {
        self.height
    }

    /// The strokes; none is empty.
    pub fn strokes(&self) -> &[Vec<(u16, u16)>] {
        &self.strokes
    }
}

fn pair(raw: &str, between: char) -> Option<(u16, u16)> {
    let (one, other) = raw.split_once(between)?;
    let number = |raw: &str| {
        let plain = (1..=4).contains(&raw.len()) && raw.bytes().all(|digit| digit.is_ascii_digit());
        if plain { raw.parse::<u16>().ok() } else { None }
    };
    Some((number(one)?, number(other)?))
}

/// How far the numbers lie apart.
fn span(numbers: impl Iterator<Item = u16>) -> u16 {
    let (least, most) = numbers.fold((u16::MAX, 0), |(least, most), one| (least.min(one), most.max(one)));
    most.saturating_sub(least)
}

fn length(stroke: &[(u16, u16)]) -> u64 {
    let steps = stroke.iter().zip(stroke.iter().skip(1));
    steps.map(|(from, to)| u64::from(from.0.abs_diff(to.0)) + u64::from(from.1.abs_diff(to.1))).sum()
}

/// The text form.
impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)?;
        for stroke in &self.strokes {
            for (nth, (x, y)) in stroke.iter().enumerate() {
                write!(f, "{}{x},{y}", if nth == 0 { ';' } else { ' ' })?;
            }
        }
        Ok(())
    }
}
