//! All pictures of a client, wherever they hang, narrowed and page by page.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use chrono::Datelike as _;
use studio_domain::{ArtistId, ClientId, ImageKind, Invalid, Rule, StudioZone, Timestamp};
use studio_store::actions::SeeGallery;
use studio_store::{GalleryImage, Named, OpCtx};

use crate::error::Result;
use crate::form::Form;
use crate::studio::Studio;

/// Pictures a page.
const PAGE: usize = 48;

/// Which pictures, as typed; what is empty narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GalleryFilter {
    /// Code of the kind.
    pub kind: String,
    /// Id of the artist.
    pub artist: String,
    /// Year, of the studio's calendar.
    pub year: String,
    /// Where the page before ended.
    pub cursor: String,
    /// Most pictures of a page; at most 200.
    pub limit: Option<usize>,
}

/// The pictures of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gallery {
    /// One page of those that were asked for, the newest first.
    pub items: Vec<GalleryImage>,
    /// Where the next page begins.
    pub next_cursor: Option<String>,
    /// How many were asked for, on all pages.
    pub count: usize,
    /// How many there are, asked for or not.
    pub all: usize,
    /// Kinds that there are.
    pub kinds: Vec<ImageKind>,
    /// Artists of whom there are any, by name.
    pub artists: Vec<Named<ArtistId>>,
    /// Years of which there are any, the newest first.
    pub years: Vec<i32>,
    /// The zone in which days are counted.
    pub zone: StudioZone,
}

struct Wanted {
    kind: Option<ImageKind>,
    artist: Option<ArtistId>,
    year: Option<i32>,
    after: Option<(Timestamp, ImageKind, i64)>,
    limit: usize,
}

/// Reads what is not empty.
fn given<T>(form: &mut Form, raw: &str, read: impl FnOnce(&str) -> Result<T, Invalid>) -> Option<T> {
    match raw.trim() {
        "" => None,
        raw => form.take(read(raw)),
    }
}

/// The place in the list: moment, kind and id of the last picture.
fn place(cursor: &str) -> Option<(Timestamp, ImageKind, i64)> {
    let (at, rest) = cursor.split_once('.')?;
    let (kind, id) = rest.split_once('.')?;
    let at = i64::from_str(at).ok().map(Timestamp::from_millis)?;
    Some((at, ImageKind::parse(kind).ok()?, i64::from_str(id).ok()?))
}

fn key(image: &GalleryImage) -> (Timestamp, ImageKind, i64) {
    (image.at, image.kind, image.id)
}

impl GalleryFilter {
    fn read(&self) -> Result<Wanted> {
        let mut form = Form::default();
        let year = |raw: &str| {
            let year = raw.parse::<i32>().ok().filter(|year| (1_900..=9_999).contains(year));
            year.ok_or_else(|| Invalid::new("year", Rule::Unknown { given: raw.chars().take(60).collect() }))
        };
        let wanted = Wanted {
            kind: given(&mut form, &self.kind, ImageKind::parse),
            artist: given(&mut form, &self.artist, |raw| {
                raw.parse().map_err(|wrong: Invalid| wrong.at("artist_id"))
            }),
            year: given(&mut form, &self.year, year),
            after: given(&mut form, &self.cursor, |raw| {
                place(raw).ok_or_else(|| Invalid::form("cursor", "cursor"))
            }),
            limit: match self.limit {
                None => PAGE,
                Some(limit @ 1..=200) => limit,
                Some(_) => {
                    form.wrong(Invalid::new("limit", Rule::OutOfRange { min: 1, max: 200 }));
                    PAGE
                }
            },
        };
        form.finish_with(Some(wanted))
    }
}

impl Studio {
    /// All pictures of a client that the actor may see: works in portfolios, pictures of appointments and the photo. Of other artists'
    /// appointments an artist sees none.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn client_gallery(&self, ctx: &OpCtx, client: ClientId, filter: &GalleryFilter) -> Result<Gallery> {
        let (all, zone) = self.store.read::<_, crate::Error, _>(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<SeeGallery>(&scope)?;
            Ok((tx.gallery(&may)?, tx.house()?.zone()))
        })?;
        Ok(narrowed(all, &filter.read()?, zone))
    }
}

fn narrowed(all: Vec<GalleryImage>, wanted: &Wanted, zone: StudioZone) -> Gallery {
    let year = |image: &GalleryImage| zone.date(image.at).year();
    let kinds: BTreeSet<ImageKind> = all.iter().map(|image| image.kind).collect();
    let artists: BTreeMap<(String, ArtistId), Named<ArtistId>> = all
        .iter()
        .filter_map(|image| image.artist.clone())
        .map(|artist| ((artist.name.clone(), artist.id), artist))
        .collect();
    let years: BTreeSet<i32> = all.iter().map(year).collect();
    let count_of_all = all.len();
    let mut items: Vec<GalleryImage> = all
        .into_iter()
        .filter(|image| wanted.kind.is_none_or(|kind| image.kind == kind))
        .filter(|image| wanted.artist.is_none_or(|id| image.artist.as_ref().is_some_and(|one| one.id == id)))
        .filter(|image| wanted.year.is_none_or(|wanted| year(image) == wanted))
        .collect();
    let count = items.len();
    if let Some(after) = wanted.after {
        items.retain(|image| key(image) < after);
    }
    let more = items.len() > wanted.limit;
    items.truncate(wanted.limit);
    let next_cursor = items.last().filter(|_| more).map(|image| {
        let (at, kind, id) = key(image);
        format!("{}.{kind}.{id}", at.millis())
    });
    Gallery {
        items,
        next_cursor,
        count,
        all: count_of_all,
        kinds: kinds.into_iter().collect(),
        artists: artists.into_values().collect(),
        years: years.into_iter().rev().collect(),
        zone,
    }
}
