//! All pictures that there are of a client, wherever they hang. Each is shown to whoever may see what it hangs on.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use studio_domain::{AppointmentId, ArtistId, ClientId, ContentHash, ImageKind, Timestamp};
use studio_policy::{Action, RowFilter};

use crate::actions::{ListAppointments, SeeGallery};
use crate::clients::Named;
use crate::clients::merged::{of_whole, whole};
use crate::error::Result;
use crate::guard::{ListPermit, Permit};
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
        let records = whole(self.conn, may.id.get())?;
        let hung = self.attached_to(&records, None)?.into_iter().chain(self.works_on(&records, None)?);
        let mut all: Vec<GalleryImage> = hung.map(|(_record, image)| image).collect();
        all.extend(self.photo_of(may.id)?);
        newest_first(&mut all);
        Ok(all)
    }

    /// For each of these appointments whose details the actor may see: the newest pictures of the client's work from before a moment, at
    /// most so many. Of all of them at once, however many there are.
    ///
    /// # Errors
    /// If the database fails.
    pub fn earlier_work(
        &mut self,
        may: &ListPermit<'tx, ListAppointments>,
        ids: &[AppointmentId],
        before: Timestamp,
        most: usize,
    ) -> Result<HashMap<AppointmentId, Vec<GalleryImage>>> {
        let mut looked = self.looked_at(may, ids)?;
        looked.retain(|one| self.sees(Action::ClientsView, self.whose_client(one)));
        let kept: BTreeSet<i64> = looked.iter().map(|one| one.1).collect();
        let of = self.records(&kept.into_iter().collect::<Vec<_>>())?;
        let records: Vec<i64> = of.keys().copied().collect();
        let mut by_client: HashMap<i64, Vec<GalleryImage>> = HashMap::new();
        let before = Some(before.millis());
        for (record, image) in
            self.attached_to(&records, before)?.into_iter().chain(self.works_on(&records, before)?)
        {
            by_client.entry(of.get(&record).copied().unwrap_or(record)).or_default().push(image);
        }
        for images in by_client.values_mut() {
            newest_first(images);
            images.truncate(most);
        }
        let images = |client| by_client.get(client).cloned().unwrap_or_default();
        Ok(looked.iter().map(|(id, client, ..)| (AppointmentId::new(*id), images(client))).collect())
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

    /// Pictures in portfolios that are linked to these records, each with its record.
    fn works_on(&mut self, records: &[i64], before: Option<i64>) -> Result<Vec<(i64, GalleryImage)>> {
        let seen = self.matrix().rows(&self.actor(), Action::PortfolioView, self.facts.at.millis());
        if matches!(seen, RowFilter::None(_)) {
            return Ok(Vec::new());
        }
        let seen = self.seen_details();
        let mut all = portfolio_items::table
            .inner_join(artists::table)
            .left_join(appointments::table)
            .filter(portfolio_items::removed_at.is_null())
            // Without a picture there is nothing to hang.
            .filter(portfolio_items::small.is_not_null())
            .into_boxed();
        if let Some(before) = before {
            all = all.filter(portfolio_items::dated_at.lt(before));
        }
        let rows: Vec<(i64, Work, WorkedOn)> = of_whole!(all, portfolio_items::client_id, records)
            .select((
                portfolio_items::client_id.assume_not_null(),
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
        let image = |(record, work, session): (i64, Work, WorkedOn)| {
            let (id, title, at, large, small, artist, name) = work;
            let image = GalleryImage {
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
            };
            Ok((record, image))
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

    /// Pictures of the appointments of these records, each with its record.
    fn attached_to(&mut self, records: &[i64], before: Option<i64>) -> Result<Vec<(i64, GalleryImage)>> {
        let all = appointment_files::table
            .inner_join(appointments::table)
            .inner_join(artists::table.on(artists::id.eq(appointments::artist_id)))
            .filter(appointment_files::small.is_not_null())
            .into_boxed();
        let mut all = of_whole!(all, appointments::client_id, records);
        if let Some(before) = before {
            all = all.filter(appointments::starts_at.lt(before));
        }
        match self.seen_details() {
            Seen::All => {}
            Seen::Of(artist) => all = all.filter(appointments::artist_id.eq(artist.get())),
            Seen::None => return Ok(Vec::new()),
        }
        let rows: Vec<(i64, Attached, Session)> = all
            .select((
                appointments::client_id,
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
        let image = |(record, attached, session): (i64, Attached, Session)| {
            let (id, title, large, small) = attached;
            let (appointment, at, service, artist, name) = session;
            let starts_at = Timestamp::from_millis(at);
            let image = GalleryImage {
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
            };
            Ok((record, image))
        };
        rows.into_iter().map(image).collect()
    }
}

fn newest_first(images: &mut [GalleryImage]) {
    images.sort_by_key(|image| std::cmp::Reverse((image.at, image.kind, image.id)));
}
