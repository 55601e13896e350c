//! The media store: from a file that somebody sent to files that are kept.

use std::sync::Arc;

use studio_domain::{ContentHash, MediaKind, PhotoSize, Timestamp};

use crate::check::{Limits, check_paper, is_pdf, openable};
use crate::decode::unpack;
use crate::gate::Gate;
use crate::hands::Hands;
use crate::place::{Place, PlaceError};
use crate::refused::Refused;
use crate::render::{Cut, cut};

/// How many pictures are open at the same time.
const OPEN: usize = 2;
/// How much memory they take together; one that needs more is open alone.
const MEMORY: u64 = 192 << 20;

/// A file that is ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// What it is kept under.
    pub hash: ContentHash,
    /// What it is.
    pub kind: MediaKind,
    /// Width in pixels; a paper that came as PDF has none.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A client's photo in its two sizes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientPhoto {
    /// 512 pixels a side.
    pub large: Rendition,
    /// 96 pixels a side.
    pub small: Rendition,
}

impl ClientPhoto {
    /// The one of this size.
    #[must_use]
    pub fn of(&self, size: PhotoSize) -> &Rendition {
        match size {
            PhotoSize::Large => &self.large,
            PhotoSize::Small => &self.small,
        }
    }
}

/// A media store. All of its users share the limit on what is open at the same time, so a program has one for each place.
pub struct Media {
    place: Arc<dyn Place>,
    gate: Gate,
    hands: Hands,
}

impl std::fmt::Debug for Media {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Media").finish_non_exhaustive()
    }
}

/// A file that is attached to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The picture in its full size, or the paper as it came.
    pub whole: Rendition,
    /// A picture in the sizes that are looked at, the larger one first; a paper has none.
    pub shown: Option<(Rendition, Rendition)>,
}

impl Attachment {
    /// Longer side in pixels of what is looked at.
    pub const LARGE: u32 = 1_280;
    /// Longer side in pixels of what is seen among others.
    pub const SMALL: u32 = 320;

    /// Everything that has to be kept.
    pub fn files(&self) -> impl Iterator<Item = &Rendition> {
        let shown = self.shown.iter().flat_map(|(large, small)| [large, small]);
        std::iter::once(&self.whole).chain(shown)
    }
}

impl Media {
    /// A store at this place.
    #[must_use]
    pub fn new(place: impl Place + 'static) -> Self {
        Self { place: Arc::new(place), gate: Gate::of(OPEN, MEMORY), hands: Hands::of(OPEN) }
    }

    /// The place.
    #[must_use]
    pub fn place(&self) -> &dyn Place {
        &*self.place
    }

    /// Makes a picture anew in each of these sizes. Waits while too much is open; the file is recognised, and refused, before that.
    ///
    /// # Errors
    /// [`Refused`] with the reason.
    pub fn pictures(&self, file: Vec<u8>, limits: &Limits, cuts: &[Cut]) -> Result<Vec<Rendition>, Refused> {
        let openable = openable(&file, limits)?;
        let memory = openable.memory(file.len() as u64);
        let cuts = cuts.to_vec();
        self.gate.pass(memory, || {
            self.hands.work(move || {
                let made = cut(unpack(file, &openable)?, &cuts)?;
                Ok(made.into_iter().map(Rendition::from).collect())
            })
        })
    }

    /// Makes a client's photo: the middle of the picture, upright, in both sizes.
    ///
    /// # Errors
    /// [`Refused`] with the reason.
    pub fn client_photo(&self, file: Vec<u8>) -> Result<ClientPhoto, Refused> {
        let cuts = [PhotoSize::Large, PhotoSize::Small].map(|size| Cut::Square(size.side()));
        let made = self.pictures(file, &Limits::CLIENT_PHOTO, &cuts)?;
        let [large, small] = <[Rendition; 2]>::try_from(made).map_err(|_count| Refused::Damaged)?;
        Ok(ClientPhoto { large, small })
    }

    /// Makes a file that is attached to something ready to be kept: a picture is made anew in its full size and in two smaller ones, a PDF
    /// stays as it is.
    ///
    /// # Errors
    /// [`Refused`] with the reason.
    pub fn attachment(&self, file: Vec<u8>) -> Result<Attachment, Refused> {
        if is_pdf(&file) {
            return Ok(Attachment { whole: pdf(file)?, shown: None });
        }
        let cuts = [Cut::Whole, Cut::Within(Attachment::LARGE), Cut::Within(Attachment::SMALL)];
        let made = self.pictures(file, &Limits::STORE, &cuts)?;
        let [whole, large, small] = <[Rendition; 3]>::try_from(made).map_err(|_count| Refused::Damaged)?;
        Ok(Attachment { whole, shown: Some((large, small)) })
    }

    /// Makes a scanned paper ready to be kept: a picture is made anew in its full size, a PDF stays as it is.
    ///
    /// # Errors
    /// [`Refused`] with the reason.
    pub fn paper(&self, file: Vec<u8>) -> Result<Rendition, Refused> {
        if is_pdf(&file) {
            return pdf(file);
        }
        self.pictures(file, &Limits::STORE, &[Cut::Whole])?.pop().ok_or(Refused::Damaged)
    }

    /// Keeps a file; to be called before something refers to it, and once more afterwards (see [`sweep`](crate::sweep)).
    ///
    /// # Errors
    /// [`PlaceError`]; it is not certain then that the file is kept.
    pub fn keep(&self, file: &Rendition, now: Timestamp) -> Result<(), PlaceError> {
        self.place.put_if_absent(&file.hash, &file.bytes, now).map(|_put| ())
    }

    /// A whole file of this size, and it is what its name says.
    ///
    /// # Errors
    /// [`PlaceError::Missing`], [`PlaceError::Changed`], [`PlaceError::Failed`].
    pub fn read(&self, hash: &ContentHash, size: u64) -> Result<Vec<u8>, PlaceError> {
        // One byte more, to notice if it has grown.
        let bytes = self.place.read(hash, 0..size.saturating_add(1))?.ok_or(PlaceError::Missing(*hash))?;
        if hash_of(&bytes) == *hash { Ok(bytes) } else { Err(PlaceError::Changed(*hash)) }
    }
}

impl From<crate::render::Made> for Rendition {
    fn from(made: crate::render::Made) -> Self {
        Self {
            hash: hash_of(&made.jpeg),
            kind: MediaKind::Jpeg,
            width: Some(made.width),
            height: Some(made.height),
            bytes: made.jpeg,
        }
    }
}

/// A PDF, if it may be taken.
fn pdf(file: Vec<u8>) -> Result<Rendition, Refused> {
    check_paper(&file, &Limits::STORE)?;
    Ok(Rendition { hash: hash_of(&file), kind: MediaKind::Pdf, width: None, height: None, bytes: file })
}

/// The hash of a content.
pub(crate) fn hash_of(bytes: &[u8]) -> ContentHash {
    ContentHash::new(*blake3::hash(bytes).as_bytes())
}
