//! All pictures that there are of a client, wherever they hang. Each is shown to whoever may see what it hangs on.

use diesel::prelude::*;
use studio_domain::{AppointmentId, ArtistId, ClientId, ContentHash, ImageKind, Timestamp};
use studio_policy::{Action, RowFilter};

use crate::actions::SeeGallery;
use crate::clients::Named;
use crate::clients::merged::{of_whole, whole};
use crate::error::Result;
use crate::guard::Permit;
use crate::media::{hash, of_client};
use crate::schema::{appointment_files, appointments, artists, portfolio_items};
use crate::tx::Tx;

/// A picture of a client, with what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GalleryImage {
    /// What it is of, and where it hangs.
    pub kind: ImageKind,
    /// Its id among those of its kind; of a photo that of the record.
    pub id: i64,
    /// What people call it; may be empty.
    pub title: String,
    /// When: of a work or a session its day, of a photo when it was uploaded.
    pub at: Timestamp,
    /// Whose work or session it is.
    pub artist: Option<Named<ArtistId>>,
    /// The session that it is about.
    pub session: Option<GallerySession>,
    /// The picture to look at.
    pub large: ContentHash,
    /// The picture among others.
    pub small: ContentHash,
}

/// The session that a picture is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GallerySession {
    /// Id of the appointment.
    pub id: AppointmentId,
    /// Start.
    pub starts_at: Timestamp,
    /// What was to be done; `None`: the reader may not see it.
    pub service: Option<String>,
}

/// Whose appointments somebody may see the details of.
enum Seen {
    All,
    Of(ArtistId),
    None,
}

impl Seen {
    fn covers(&self, artist: ArtistId) -> bool {
        match self {
            Self::All => true,
            Self::Of(own) => *own == artist,
            Self::None => false,
        }
    }
}

/// A picture of a work: id, title, when, the picture in both sizes, artist.
type Work = (i64, String, i64, Vec<u8>, Vec<u8>, i64, String);
/// The session of a work, if it is known: id, start, service, artist.
type WorkedOn = Option<(i64, i64, String, i64)>;
type Attached = (i64, String, Option<Vec<u8>>, Option<Vec<u8>>);
type Session = (i64, i64, String, i64, String);

impl<'tx, M> Tx<'tx, M> {
    /// All pictures of a client that the actor may see, the newest first: a client has few.
    ///
    /// # Errors
    /// If the database fails.
    pub fn gallery(&mut self, may: &Permit<'tx, SeeGallery>) -> Result<Vec<GalleryImage>> {
        let mut all = self.attached_to(may.id)?;
        all.extend(self.works_on(may.id)?);
        all.extend(self.photo_of(may.id)?);
        all.sort_by_key(|image| std::cmp::Reverse((image.at, image.kind, image.id)));
        Ok(all)
    }

    /// The photo of the record; one that a merged record had besides is not shown anywhere.
    fn photo_of(&mut self, client: ClientId) -> Result<Option<GalleryImage>> {
        let photo = of_client(self.conn, client.get())?;
        Ok(photo.map(|photo| GalleryImage {
            kind: ImageKind::Photo,
            id: client.get(),
            title: String::new(),
            at: photo.uploaded_at,
            artist: None,
            session: None,
            large: photo.large,
            small: photo.small,
        }))
    }

    /// Pictures in portfolios that are linked to the client.
    fn works_on(&mut self, client: ClientId) -> Result<Vec<GalleryImage>> {
        let seen = self.matrix().rows(&self.actor(), Action::PortfolioView, self.facts.at.millis());
        if matches!(seen, RowFilter::None(_)) {
            return Ok(Vec::new());
        }
        let seen = self.seen_details();
        let whole = whole(self.conn, client.get())?;
        let all = portfolio_items::table
            .inner_join(artists::table)
            .left_join(appointments::table)
            .filter(portfolio_items::removed_at.is_null())
            // Without a picture there is nothing to hang.
            .filter(portfolio_items::small.is_not_null())
            .into_boxed();
        let rows: Vec<(Work, WorkedOn)> = of_whole!(all, portfolio_items::client_id, whole)
            .select((
                (
                    portfolio_items::id,
                    portfolio_items::title,
                    portfolio_items::dated_at,
                    portfolio_items::large.assume_not_null(),
                    portfolio_items::small.assume_not_null(),
                    artists::id,
                    artists::name,
                ),
                (appointments::id, appointments::starts_at, appointments::service, appointments::artist_id)
                    .nullable(),
            ))
            .load(self.conn)?;
        let image = |((id, title, at, large, small, artist, name), session): (Work, WorkedOn)| {
            Ok(GalleryImage {
                kind: ImageKind::Portfolio,
                id,
                title,
                at: Timestamp::from_millis(at),
                artist: Some(Named { id: ArtistId::new(artist), name }),
                session: session.map(|(id, at, service, artist)| GallerySession {
                    id: AppointmentId::new(id),
                    starts_at: Timestamp::from_millis(at),
                    service: seen.covers(ArtistId::new(artist)).then_some(service),
                }),
                large: hash(&large)?,
                small: hash(&small)?,
            })
        };
        rows.into_iter().map(image).collect()
    }

    /// Whose appointments' pictures the actor may see.
    fn seen_details(&self) -> Seen {
        let rows = self.matrix().rows(&self.actor(), Action::AgendaDetails, self.facts.at.millis());
        match (rows, self.acting.artist) {
            (RowFilter::All(_), _) => Seen::All,
            (RowFilter::Own, Some(artist)) => Seen::Of(artist),
            (RowFilter::Own, None) | (RowFilter::None(_), _) => Seen::None,
        }
    }

    fn attached_to(&mut self, client: ClientId) -> Result<Vec<GalleryImage>> {
        let whole = whole(self.conn, client.get())?;
        let all = appointment_files::table
            .inner_join(appointments::table)
            .inner_join(artists::table.on(artists::id.eq(appointments::artist_id)))
            .filter(appointment_files::small.is_not_null())
            .into_boxed();
        let mut all = of_whole!(all, appointments::client_id, whole);
        match self.seen_details() {
            Seen::All => {}
            Seen::Of(artist) => all = all.filter(appointments::artist_id.eq(artist.get())),
            Seen::None => return Ok(Vec::new()),
        }
        let rows: Vec<(Attached, Session)> = all
            .select((
                (
                    appointment_files::id,
                    appointment_files::title,
                    appointment_files::large,
                    appointment_files::small,
                ),
                (
                    appointments::id,
                    appointments::starts_at,
                    appointments::service,
                    artists::id,
                    artists::name,
                ),
            ))
            .load(self.conn)?;
        let image =
            |((id, title, large, small), (appointment, at, service, artist, name)): (Attached, Session)| {
                let starts_at = Timestamp::from_millis(at);
                Ok(GalleryImage {
                    kind: ImageKind::Appointment,
                    id,
                    title,
                    at: starts_at,
                    artist: Some(Named { id: ArtistId::new(artist), name }),
                    session: Some(GallerySession {
                        id: AppointmentId::new(appointment),
                        starts_at,
                        service: Some(service),
                    }),
                    large: hash(&large.unwrap_or_default())?,
                    small: hash(&small.unwrap_or_default())?,
                })
            };
        rows.into_iter().map(image).collect()
    }
}
