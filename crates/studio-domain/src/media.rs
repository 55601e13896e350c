//! Pictures and papers: what a file is kept under, what it may be, in which sizes a photo is there.

use std::fmt;
use std::str::FromStr;

use crate::Invalid;
use crate::coded::coded;
use crate::text::{is_invisible, line};

coded! {
    /// What a kept file is.
    MediaKind("media") {
        /// A picture, made anew from what was sent.
        Jpeg = "jpeg",
        /// A paper, as it was sent.
        Pdf = "pdf",
    }

    /// A size of a client's photo.
    PhotoSize("size") {
        /// For the client's page: 512 pixels a side.
        Large = "512",
        /// For lists: 96 pixels a side.
        Small = "96",
    }

    /// A size of a picture that is attached to something.
    FileSize("size") {
        /// As large as it came, or the paper itself.
        Whole = "whole",
        /// For looking at: 1280 pixels on the longer side.
        Large = "1280",
        /// Among others: 320 pixels on the longer side.
        Small = "320",
    }

    /// What a picture in a client's gallery is of.
    ImageKind("kind") {
        /// A work in an artist's portfolio.
        Portfolio = "portfolio",
        /// Attached to an appointment.
        Appointment = "appointment",
        /// The client.
        Photo = "photo",
    }
}

/// What a file is called by people: never part of a path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileTitle(String);

impl FileTitle {
    /// Longest title in characters.
    pub const MAX: usize = 200;

    /// Reads a title as it was typed; it may be empty.
    ///
    /// # Errors
    /// On `title`, as [`crate::text::line`].
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        line("title", raw, 0, Self::MAX).map(Self)
    }

    /// The title that the name of a file gives, of whichever system it comes: without folders and without ending. What has no shape is left
    /// out, what is too long is cut.
    #[must_use]
    pub fn of_file(name: &str) -> Self {
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let shaped: String = stem.chars().filter(|c| !is_invisible(*c)).take(Self::MAX).collect();
        let folded = line("title", &shaped, 0, usize::MAX).unwrap_or_default();
        Self(folded.chars().take(Self::MAX).collect::<String>().trim_end().to_owned())
    }

    /// The title.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl MediaKind {
    /// The media type under which it is served.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Pdf => "application/pdf",
        }
    }
}

impl PhotoSize {
    /// Pixels a side.
    pub const fn side(self) -> u32 {
        match self {
            Self::Large => 512,
            Self::Small => 96,
        }
    }
}

/// The hash of a file's content, which is also its name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// Wraps a hash that comes from storage or was just computed.
    pub const fn new(raw: [u8; 32]) -> Self {
        Self(raw)
    }

    /// The plain bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Enough of it to tell versions of one thing apart, in an address.
    pub fn short(&self) -> String {
        self.to_string().chars().take(16).collect()
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

impl FromStr for ContentHash {
    type Err = Invalid;

    /// Reads 64 hexadecimal digits, lower case only, so that one file has one name.
    fn from_str(raw: &str) -> Result<Self, Invalid> {
        let wrong = || Invalid::form("hash", "hash");
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte.wrapping_sub(b'0')),
            b'a'..=b'f' => Some(byte.wrapping_sub(b'a').wrapping_add(10)),
            _ => None,
        };
        let (pairs, rest) = raw.as_bytes().as_chunks::<2>();
        let mut hash = [0; 32];
        if pairs.len() != hash.len() || !rest.is_empty() {
            return Err(wrong());
        }
        for (place, [high, low]) in hash.iter_mut().zip(pairs) {
            *place = digit(*high).zip(digit(*low)).map(|(high, low)| high << 4 | low).ok_or_else(wrong)?;
        }
        Ok(Self(hash))
    }
}
