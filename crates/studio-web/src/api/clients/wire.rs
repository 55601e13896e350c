//! What goes over the wire about clients. Separate from the domain's types, so that a new column leaves the house only when somebody decides so.

mod change;
mod duplicates;
mod notes;
mod read;
pub(in super::super) mod whole;

pub(crate) use change::{ClientBody, ClientChange, VersionOf};
pub(crate) use duplicates::Duplicates;
pub(crate) use notes::{NewNote, Note, Notes, NotesQuery};
pub(crate) use read::{Client, Clients, Contact, Filters};
