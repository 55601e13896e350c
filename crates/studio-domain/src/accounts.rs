//! Rules about accounts that do not need the roles themselves.

use crate::{ArtistId, Invalid, Rule};

/// Checks an account's link to an artist: the role artist needs one, every other role refuses one.
///
/// The roles belong to the policy, which this crate does not know; the caller says whether the role is artist.
///
/// # Errors
/// [`Rule::Required`] or [`Rule::NotAllowed`] on the field `artist_id`.
pub const fn check_link(is_artist_role: bool, link: Option<ArtistId>) -> Result<(), Invalid> {
    match (is_artist_role, link) {
        (true, None) => Err(Invalid::new("artist_id", Rule::Required)),
        (false, Some(_)) => Err(Invalid::new("artist_id", Rule::NotAllowed)),
        (true, Some(_)) | (false, None) => Ok(()),
    }
}
