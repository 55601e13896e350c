//! All pictures of a client.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use studio_app::{Gallery as Found, GalleryFilter, GalleryImage};
use studio_domain::{
    AppointmentFileId, ClientId, FileSize, ImageKind, PhotoSize, PictureSize, PortfolioItemId, StudioZone,
};
use utoipa::{IntoParams, ToSchema};

use crate::api::{act, appointment_files, photos, portfolio, times, whole};
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

/// Which pictures.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct GalleryQuery {
    /// `portfolio`, `appointment` or `photo`.
    kind: Option<String>,
    /// Id of the artist.
    artist_id: Option<String>,
    /// Year, in the studio's calendar.
    year: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Most pictures of a page, 1 to 200; without it 48.
    #[param(minimum = 1, maximum = 200)]
    #[serde(default, deserialize_with = "whole::in_address")]
    limit: Option<usize>,
}

impl From<GalleryQuery> for GalleryFilter {
    fn from(query: GalleryQuery) -> Self {
        Self {
            kind: query.kind.unwrap_or_default(),
            artist: query.artist_id.unwrap_or_default(),
            year: query.year.unwrap_or_default(),
            cursor: query.cursor.unwrap_or_default(),
            limit: query.limit,
        }
    }
}

/// An artist.
#[derive(Debug, Serialize, ToSchema)]
struct ArtistOf {
    id: i64,
    name: String,
}

/// The session that a picture is about.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PictureSession)]
struct Session {
    id: i64,
    starts_at: String,
    /// What was to be done; absent: you may not see it.
    service: Option<String>,
}

/// A picture of a client.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Image {
    /// `portfolio`, `appointment` or `photo`.
    kind: &'static str,
    /// Its id among those of its kind.
    id: i64,
    /// What people call it; may be empty.
    title: String,
    /// Of a work or a session its time, of a photo when it was uploaded.
    at: String,
    artist: Option<ArtistOf>,
    appointment: Option<Session>,
    /// Address of the picture to look at.
    url: String,
    /// Address of the picture among others.
    small_url: String,
}

/// Pictures of a client.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Gallery {
    /// The newest first.
    items: Vec<Image>,
    next_cursor: Option<String>,
    /// How many there are, on all pages.
    count: usize,
    /// Artists of whom there are any.
    artists: Vec<ArtistOf>,
    /// Years of which there are any, the newest first.
    years: Vec<i32>,
}

/// Addresses of a picture: to look at, and among others.
pub(crate) fn addresses(client: ClientId, image: &GalleryImage) -> (String, String) {
    match (image.kind, &image.session) {
        (ImageKind::Appointment, Some(session)) => {
            let file = AppointmentFileId::new(image.id);
            let of = |hash, size| appointment_files::address(session.id, file, hash, size);
            (of(&image.large, FileSize::Large), of(&image.small, FileSize::Small))
        }
        (ImageKind::Portfolio, _) => {
            let item = PortfolioItemId::new(image.id);
            let of = |hash, size| portfolio::address(item, hash, size);
            (of(&image.large, PictureSize::Large), of(&image.small, PictureSize::Small))
        }
        _ => {
            let of = |hash, size| photos::address(client, hash, size);
            (of(&image.large, PhotoSize::Large), of(&image.small, PhotoSize::Small))
        }
    }
}

impl Gallery {
    fn new(client: ClientId, found: Found) -> Self {
        let zone = found.zone;
        let artist =
            |one: studio_app::Named<studio_domain::ArtistId>| ArtistOf { id: one.id.get(), name: one.name };
        Self {
            items: found.items.into_iter().map(|image| Image::new(client, image, zone)).collect(),
            next_cursor: found.next_cursor,
            count: found.count,
            artists: found.artists.into_iter().map(artist).collect(),
            years: found.years,
        }
    }
}

impl Image {
    fn new(client: ClientId, image: GalleryImage, zone: StudioZone) -> Self {
        let (url, small_url) = addresses(client, &image);
        Self {
            kind: image.kind.code(),
            id: image.id,
            title: image.title,
            at: times::at(zone, image.at),
            artist: image.artist.map(|one| ArtistOf { id: one.id.get(), name: one.name }),
            appointment: image.session.map(|session| Session {
                id: session.id.get(),
                starts_at: times::at(zone, session.starts_at),
                service: session.service,
            }),
            url,
            small_url,
        }
    }
}

/// All pictures of a client that you may see: works in portfolios, pictures of appointments, and the photo.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/gallery", tag = "clients",
    params(("id" = i64, Path, description = "Id of the client"), GalleryQuery),
    responses(
        (status = 200, description = "One page", body = Gallery),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 422, description = "A filter is not valid", body = Document),
    )
)]
pub(crate) async fn gallery(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Query(query): Query<GalleryQuery>,
) -> Result<Json<Gallery>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let filter = GalleryFilter::from(query);
        let client = studio.client(ctx, ClientId::new(id))?.card.id;
        Ok(Json(Gallery::new(client, studio.client_gallery(ctx, client, &filter)?)))
    })
    .await
}
