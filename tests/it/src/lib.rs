//! What the tests over whole processes share: work whose outcome shows whether anything was lost, and figures about it.
//!
//! Each [`bump`] is one write that reads a counter (the text of the first artist's page), puts the next number into its place and adds an
//! artist who is called after that number. So after any crash and any crowd: the counter is the number of artists added, each number has
//! its artist, and no number was answered twice.

mod booking;
mod figures;

use studio_domain::{ArtistId, ArtistName, Bio, Colour, Timestamp};
use studio_policy::SystemRole;
use studio_store::actions::{AddArtist, EditArtist, ViewArtist};
use studio_store::{ArtistEdit, Error, NewArtist, OpCtx, Origin, Read, Store, Tx, Visit, Who};

pub use booking::{WANTED, bookings, prepare_booking, try_book};
pub use figures::Figures;

/// The artist whose page holds the counter: the first one of a file.
pub const COUNTER: ArtistId = ArtistId::new(1);

/// The operator, at a moment that does not matter here.
#[must_use]
pub fn operator() -> OpCtx {
    let now = Timestamp::from_millis(1_790_000_000_000);
    let visit = Visit { now, origin: Origin::CLI, request_id: "storm".to_owned() };
    visit.by(Who::System(SystemRole::Operator))
}

fn wrong(what: &str) -> Error {
    Error::Backend(what.to_owned())
}

fn named(name: &str) -> Result<NewArtist, Error> {
    Ok(NewArtist {
        name: ArtistName::parse(name).map_err(|invalid| wrong(&invalid.to_string()))?,
        colour: Colour::parse("#b0413e").map_err(|invalid| wrong(&invalid.to_string()))?,
        more: ArtistEdit::default(),
    })
}

fn text(number: i64) -> Result<ArtistEdit, Error> {
    let bio = Bio::parse(&number.to_string()).map_err(|invalid| wrong(&invalid.to_string()))?;
    Ok(ArtistEdit { bio: Some(Some(bio)), ..ArtistEdit::default() })
}

fn name_of(number: i64) -> String {
    format!("w{number}")
}

fn id_of(number: i64) -> ArtistId {
    ArtistId::new(COUNTER.get().saturating_add(number))
}

fn value<M>(tx: &mut Tx<'_, M>) -> Result<i64, Error> {
    let scope = tx.artist(COUNTER)?;
    let may = tx.authorize::<ViewArtist>(&scope)?;
    let card = tx.artist_card(&may)?;
    card.bio.parse().map_err(|_why| wrong("the counter holds no number"))
}

/// Makes the counter in an empty file.
///
/// # Errors
/// Of the store, or if there is an artist already.
pub fn prepare(store: &Store) -> Result<(), Error> {
    let new = NewArtist { more: text(0)?, ..named("Counter")? };
    store.write(&operator(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<AddArtist>(&studio)?;
        let id = tx.add_artist(&may, &new)?;
        if id == COUNTER { Ok(()) } else { Err(wrong("the file is not empty")) }
    })
}

/// Counts on by one and adds the artist of that number, in one write. Answers the number.
///
/// # Errors
/// Of the store, or if an artist was lost before.
pub fn bump(store: &Store) -> Result<i64, Error> {
    store.write(&operator(), |tx| {
        let number = value(tx)?.saturating_add(1);
        let scope = tx.artist(COUNTER)?;
        let may = tx.authorize::<EditArtist>(&scope)?;
        tx.edit_artist(&may, scope.version(), &text(number)?)?;
        let studio = tx.studio();
        let may = tx.authorize::<AddArtist>(&studio)?;
        let id = tx.add_artist(&may, &named(&name_of(number))?)?;
        if id == id_of(number) { Ok(number) } else { Err(wrong("an artist is missing or was added twice")) }
    })
}

/// Reads the counter and makes sure that each number above `from` has its artist and none comes after. Answers the counter.
///
/// # Errors
/// Of the store, or naming the first number that is wrong.
pub fn verify(store: &Store, from: i64) -> Result<i64, Error> {
    store.read(&operator(), |tx| {
        let counter = value(tx)?;
        for number in from.saturating_add(1)..=counter {
            if artist_name(tx, number)? != name_of(number) {
                return Err(wrong(&format!("number {number} has another artist")));
            }
        }
        match artist_name(tx, counter.saturating_add(1)) {
            Err(Error::NotFound { .. }) => Ok(counter),
            Err(other) => Err(other),
            Ok(_) => Err(wrong(&format!("an artist was added behind number {counter}"))),
        }
    })
}

fn artist_name(tx: &mut Tx<'_, Read>, number: i64) -> Result<String, Error> {
    let scope = tx.artist(id_of(number))?;
    let may = tx.authorize::<ViewArtist>(&scope)?;
    Ok(tx.artist_card(&may)?.name)
}
