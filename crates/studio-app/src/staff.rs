//! Staff: accounts, artist profiles, and the pictures of people.

mod artists;
mod photos;
mod users;

pub use artists::{ArtistInput, ArtistPage, ArtistSheet, RateInput};
pub use users::{Invitation, Link, UserAdded, UserInput, UserPage, UserSheet};
