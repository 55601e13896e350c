//! Clients: the record with preferences and contacts. What lists sort and search by is in [`index`], lists in [`list`].

mod card;
mod contacts;
mod duplicates;
mod edit;
mod import;
mod in_bulk;
pub(crate) mod index;
mod list;
mod merge;
pub(crate) mod merged;
mod owners;
mod remove;
mod same;

pub use card::{ClientCard, Contact, Named};
pub(crate) use contacts::save as save_contact;
pub use duplicates::{Duplicate, DuplicateProbe, Likeness};
pub(crate) use edit::insert;
pub use edit::{ClientEdit, ContactEdit, NewClient};
pub use import::Imported;
pub use index::IndexReport;
pub use list::{ClientCursor, ClientPage, ClientQuery, ClientRow, CursorKey};
pub use merge::MergeVersions;
pub use merged::ClientCounts;
pub(crate) use owners::is_of;
pub use remove::{Deleted, Holding};
pub use same::{DuplicateCursor, DuplicateGroup};
