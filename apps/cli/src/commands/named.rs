//! Rows by the name or the number that somebody typed.

use studio_app::{ArtistFilter, Error};
use studio_domain::{ArtistId, UserId, fold};

use crate::actor::Acting;
use crate::failure::Failure;

/// Whether the text can only be an id. A name of nothing but digits is reached by its id.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The account of this user name or id.
pub(super) fn user(acting: &Acting, given: &str) -> Result<UserId, Failure> {
    let given = given.trim();
    if is_number(given) {
        return Ok(given.parse::<UserId>()?);
    }
    Ok(acting.studio.user_named(&acting.ctx()?, given)?)
}

/// The artist of this name or id. Artists may share a name; then only the id will do.
pub(super) fn artist(acting: &Acting, given: &str) -> Result<ArtistId, Failure> {
    let given = given.trim();
    if is_number(given) {
        return Ok(given.parse::<ArtistId>()?);
    }
    let wanted = fold(given);
    let mut filter = ArtistFilter { q: Some(given.to_owned()), ..ArtistFilter::default() };
    let mut found = Vec::new();
    loop {
        let page = acting.studio.artists(&acting.ctx()?, &filter)?;
        filter.after = page.items.last().map(studio_app::ArtistCard::cursor);
        found.extend(page.items.iter().filter(|card| fold(&card.name) == wanted).map(|card| card.id));
        if !page.more || filter.after.is_none() {
            break;
        }
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Error::NotFound { kind: "artist", id: given.to_owned() }.into()),
        many => Err(Failure::Ambiguous {
            kind: "artist",
            given: given.to_owned(),
            ids: many.iter().map(ToString::to_string).collect(),
        }),
    }
}
