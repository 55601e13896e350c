//! Staff: accounts and artist profiles.

mod artists;
mod users;

pub use artists::{ArtistInput, ArtistPage, ArtistSheet, RateInput};
pub use users::{Invitation, Link, UserAdded, UserInput, UserPage, UserSheet};
