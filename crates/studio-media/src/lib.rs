#![doc = include_str!("../README.md")]

mod check;
mod decode;
mod folder;
mod gate;
mod hands;
mod media;
mod place;
mod refused;
mod render;
mod upkeep;
mod walk;

pub use check::{Facts, Limits, check_paper, check_picture};
pub use folder::FolderPlace;
pub use media::{Attachment, ClientPhoto, Media, Rendition};
pub use place::{Place, PlaceError, Put, Stored};
pub use refused::Refused;
pub use render::Cut;
pub use upkeep::{Checked, Swept, Wanted, check_files, sweep, take_away};
