//! Pictures and papers: what a file is kept under, what it may be, in which sizes a photo is there.

use std::fmt;
use std::str::FromStr;

use crate::Invalid;
use crate::coded::coded;

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
