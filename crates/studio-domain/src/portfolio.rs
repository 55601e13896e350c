//! Portfolios: what is said about a picture of an artist's work, how it is found, and when visitors may see it.

use std::fmt;

use crate::coded::coded;
use crate::fold::fold;
use crate::people::checked_text;
use crate::text::{block, line};
use crate::{Invalid, Rule, Standing};

coded! {
    /// Whether a piece has colour.
    ItemColour("colour") {
        /// It has.
        Color = "color",
        /// Black and shades of it.
        BlackAndGrey = "black_and_grey",
    }

    /// How old a piece was when it was photographed.
    ItemState("state") {
        /// Just made.
        Fresh = "fresh",
        /// The skin has healed.
        Healed = "healed",
    }

    /// A size of a portfolio's picture.
    PictureSize("size") {
        /// For lists: 320 pixels on the longer side.
        Small = "320",
        /// To be looked at: 1280 pixels on the longer side.
        Large = "1280",
        /// As it came, made anew, at most 4096 pixels on the longer side.
        Original = "original",
    }

    /// How a portfolio is sorted.
    ItemSort("sort") {
        /// As the artist put it, featured first.
        Arranged = "arranged",
        /// Newest first.
        Newest = "newest",
        /// Oldest first.
        Oldest = "oldest",
    }

    /// What a portfolio is grouped by.
    ItemGroup("group") {
        /// Style.
        Style = "style",
        /// Colour or black and grey.
        Colour = "colour",
    }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $clean:ident($field:literal, $min:literal, $max:literal);)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The greatest number of characters.
            pub const MAX: usize = $max;

            #[doc = concat!("Cleans and measures the text, ", stringify!($min), " to ", stringify!($max), " characters.")]
            ///
            /// # Errors
            #[doc = concat!("On `", $field, "`, as the cleaning says.")]
            pub fn parse(raw: &str) -> Result<Self, Invalid> {
                $clean($field, raw, $min, $max).map(Self)
            }
        }

        checked_text!($name);
    )+};
}

texts! {
    /// What a piece is called; may be empty.
    ItemTitle = line("title", 0, 120);
    /// What is said about a piece; may be empty.
    ItemDescription = block("description", 0, 2000);
    /// How large a piece is, in own words; may be empty.
    ItemSize = line("size", 0, 60);
    /// How a piece was made, in own words; may be empty.
    Technique = line("technique", 0, 60);
    /// A word by which pieces are found.
    Tag = line("tags", 1, 40);
}

impl Tag {
    /// How many of them a piece may have.
    pub const MOST: usize = 20;

    /// Reads tags between commas or line breaks; one that comes twice, whatever its case, counts once.
    ///
    /// # Errors
    /// On `tags`: [`Rule::OutOfRange`] if they are too many, or as [`Tag::parse`].
    pub fn parse_all(raw: &str) -> Result<Vec<Self>, Invalid> {
        let mut tags: Vec<Self> = Vec::new();
        for typed in raw.split([',', '\n']).filter(|typed| !typed.trim().is_empty()) {
            let tag = Self::parse(typed.trim().trim_start_matches('#'))?;
            if !tags.iter().any(|known| fold(known.as_str()) == fold(tag.as_str())) {
                tags.push(tag);
            }
        }
        if tags.len() > Self::MOST {
            return Err(Invalid::new("tags", Rule::OutOfRange { min: 0, max: 20 }));
        }
        Ok(tags)
    }
}

/// How long a piece took, in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkTime(u32);

impl WorkTime {
    /// The longest, in hours.
    pub const HOURS: u32 = 1000;

    /// From minutes, as they are stored.
    ///
    /// # Errors
    /// [`Rule::OutOfRange`] on `work_time`, in hours.
    pub fn from_minutes(minutes: u32) -> Result<Self, Invalid> {
        if (1..=Self::HOURS * 60).contains(&minutes) {
            Ok(Self(minutes))
        } else {
            Err(Invalid::new("work_time", Rule::OutOfRange { min: 0, max: i64::from(Self::HOURS) }))
        }
    }

    /// Reads hours: `3`, `3.5`, `3,5` or `3:30`.
    ///
    /// # Errors
    /// On `work_time`: [`Rule::Form`] `number`, or as [`WorkTime::from_minutes`].
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let wrong = || Invalid::form("work_time", "number");
        let raw = raw.trim();
        let whole = |digits: &str| -> Result<u32, Invalid> {
            let plain = (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            if plain { digits.parse().map_err(|_cause| wrong()) } else { Err(wrong()) }
        };
        let minutes = match (raw.split_once(':'), raw.split_once(['.', ','])) {
            (Some((hours, minutes)), _) => {
                let past = whole(minutes)?;
                if minutes.len() != 2 || past > 59 {
                    return Err(wrong());
                }
                whole(hours)?.saturating_mul(60).saturating_add(past)
            }
            (None, Some((hours, part))) => {
                let (digits, tenths) =
                    (whole(part)?, 10_u32.saturating_pow(u32::try_from(part.len()).unwrap_or(6)));
                let part = digits.saturating_mul(60).saturating_add(tenths / 2) / tenths.max(1);
                whole(hours)?.saturating_mul(60).saturating_add(part)
            }
            (None, None) => whole(raw)?.saturating_mul(60),
        };
        Self::from_minutes(minutes)
    }

    /// Minutes.
    pub const fn minutes(self) -> u32 {
        self.0
    }
}

/// Hours and minutes as [`WorkTime::parse`] reads them: `3:30`.
impl fmt::Display for WorkTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// The last part of the address of an artist's public page: small letters, digits, and single hyphens between them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// The smallest number of characters.
    pub const MIN: usize = 2;
    /// The greatest number of characters.
    pub const MAX: usize = 40;

    /// Reads one; large letters become small.
    ///
    /// # Errors
    /// On `slug`: [`Rule::Form`] `slug`, or length and characters as [`line()`] says.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let slug = line("slug", raw, Self::MIN, Self::MAX)?.to_ascii_lowercase();
        let words = slug.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        if words { Ok(Self(slug)) } else { Err(Invalid::form("slug", "slug")) }
    }

    /// The one that a name suggests; `None` if nothing is left of it.
    pub fn of(name: &str) -> Option<Self> {
        let plain: String = fold(name)
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
            .take(Self::MAX)
            .collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        Self::parse(&words.join("-")).ok()
    }
}

checked_text!(Slug);

/// Whether visitors see a piece of a portfolio that is public itself: one that shows a client only as long as that client's consent to the use
/// of images stands.
///
/// `image_use` is where that consent stands; `None`: the piece names no client.
pub const fn is_shown(is_public: bool, image_use: Option<Standing>) -> bool {
    is_public && matches!(image_use, None | Some(Standing::Given))
}
