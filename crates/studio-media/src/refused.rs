//! Why a file is not taken.

/// Why a file is not taken. Each says what to do about it; the words are in `studio-text`, by the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It has too many bytes.
    #[error("the file has more than {} MB", .limit / 1_000_000)]
    TooBig {
        /// The most bytes.
        limit: u64,
    },
    /// It is no picture that anybody knows.
    #[error("the file is not a picture")]
    Unknown,
    /// A GIF.
    #[error("the file is a GIF")]
    Gif,
    /// A HEIC or HEIF picture, as some telephones keep them.
    #[error("the file is a HEIC picture")]
    Heic,
    /// A file of another kind that is known and not taken here.
    #[error("the file is of the kind {kind}")]
    OtherKind {
        /// What it is called.
        kind: &'static str,
    },
    /// More than one picture, one after another.
    #[error("the picture moves")]
    Animated,
    /// It has too many pixels.
    #[error("the picture has more than {} megapixels", .limit / 1_000_000)]
    TooManyPixels {
        /// The most pixels.
        limit: u64,
    },
    /// A side is too long.
    #[error("a side of the picture has more than {limit} pixels")]
    TooLong {
        /// The most pixels of a side.
        limit: u32,
    },
    /// Opening it could take more memory than a picture is worth.
    #[error("the picture is packed in a way that takes too much memory to open")]
    TooHeavy,
    /// It is cut off, damaged, or made to confuse.
    #[error("the file is damaged or cut off")]
    Damaged,
    /// Something that is no picture hangs behind the picture.
    #[error("something else is behind the picture")]
    TwoInOne,
}

impl Refused {
    /// One of each, for tests that each has its words.
    pub const ALL: &'static [Self] = &[
        Self::Empty,
        Self::TooBig { limit: 20_000_000 },
        Self::Unknown,
        Self::Gif,
        Self::Heic,
        Self::OtherKind { kind: "TIFF" },
        Self::Animated,
        Self::TooManyPixels { limit: 40_000_000 },
        Self::TooLong { limit: 20_000 },
        Self::TooHeavy,
        Self::Damaged,
        Self::TwoInOne,
    ];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::TooBig { .. } => "file_too_big",
            Self::Unknown => "file_unknown",
            Self::Gif => "file_gif",
            Self::Heic => "file_heic",
            Self::OtherKind { .. } => "file_other_kind",
            Self::Animated => "file_animated",
            Self::TooManyPixels { .. } => "file_too_many_pixels",
            Self::TooLong { .. } => "file_too_long",
            Self::TooHeavy => "file_too_heavy",
            Self::Damaged => "file_damaged",
            Self::TwoInOne => "file_two_in_one",
        }
    }
}
