//! Pieces that move in from another application.

use diesel::prelude::*;
use studio_domain::{
    AppointmentId, ArtistId, ClientId, ItemColour, ItemState, PortfolioItemId, Timestamp, UserId,
};

use super::change::first_place;
use super::picture::{NewPictures, columns};
use super::subject::{ItemSubject, linked};
use crate::actions::ImportLegacy;
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::schema::portfolio_items;
use crate::tx::{Tx, Write};

/// A piece that moves in. It is never public.
#[derive(Debug, Clone)]
pub struct MovedItem {
    /// Its id there.
    pub legacy_id: i64,
    /// Whose work, here.
    pub artist: ArtistId,
    /// Its files, which are in their place; `None`: there is no picture of it.
    pub pictures: Option<NewPictures>,
    /// What is said about it, shortened to what fits.
    pub description: String,
    /// Style; may be empty.
    pub style: String,
    /// Place on the body; may be empty.
    pub placement: String,
    /// Whether it has colour.
    pub colour: Option<ItemColour>,
    /// How old it was.
    pub state: Option<ItemState>,
    /// Whether it stands before the others.
    pub featured: bool,
    /// Whom it shows, here.
    pub client: Option<ClientId>,
    /// The session in which it was made, here.
    pub appointment: Option<AppointmentId>,
    /// When it was uploaded there.
    pub uploaded_at: Timestamp,
    /// By whom, here.
    pub uploaded_by: Option<UserId>,
}

impl<'tx> Tx<'tx, Write> {
    /// A piece, before the artist's others. A session that is not the artist's, or of another client, is not linked: answers whether what was
    /// named is.
    ///
    /// # Errors
    /// If the database fails.
    pub fn move_portfolio_item(
        &mut self,
        may: &Permit<'tx, ImportLegacy>,
        moved: &MovedItem,
    ) -> Result<(PortfolioItemId, bool)> {
        use portfolio_items as item;
        let artist = moved.artist.get();
        if let Some(pictures) = &moved.pictures {
            pictures.keep(self.conn, moved.uploaded_by, self.facts.at)?;
        }
        let client = match moved.client {
            Some(client) => linked(self.conn, artist, ItemSubject::Client(client))?.0,
            None => None,
        };
        let session = match moved.appointment {
            Some(session) => match linked(self.conn, artist, ItemSubject::Session(session)) {
                Ok((of, session, _)) => {
                    Some((of, session)).filter(|(of, _)| client.is_none() || *of == client)
                }
                Err(Error::NotFound { .. }) => None,
                Err(other) => return Err(other),
            },
            None => None,
        };
        let whole = session.is_some() || moved.appointment.is_none();
        let (client, session) = session.unwrap_or((client, None));
        let place = first_place(self.conn, artist)?;
        let code = |word: Option<&'static str>| word.unwrap_or_default();
        let id: i64 = diesel::insert_into(item::table)
            .values((
                item::artist_id.eq(artist),
                columns(moved.pictures.as_ref()),
                item::description.eq(&moved.description),
                item::style.eq(&moved.style),
                item::placement.eq(&moved.placement),
                item::colour.eq(code(moved.colour.map(ItemColour::code))),
                item::state.eq(code(moved.state.map(ItemState::code))),
                item::client_id.eq(client),
                item::appointment_id.eq(session),
                item::is_featured.eq(moved.featured),
                item::place.eq(place),
                item::dated_at.eq(moved.uploaded_at.millis()),
                item::uploaded_at.eq(moved.uploaded_at.millis()),
                item::uploaded_by.eq(moved.uploaded_by.map(UserId::get)),
                item::updated_at.eq(self.facts.at.millis()),
                item::legacy_id.eq(moved.legacy_id),
            ))
            .returning(item::id)
            .get_result(self.conn)?;
        self.count(may, "portfolio_items");
        Ok((PortfolioItemId::new(id), whole))
    }
}
