//! What goes over the wire about clients. Separate from the domain's types, so that a new column leaves the house only when somebody decides so.

mod appointments;
mod change;
mod corrections;
mod duplicates;
mod merging;
mod notes;
mod read;

pub(crate) use appointments::{Appointments, AppointmentsQuery};
pub(crate) use change::{ClientBody, ClientChange, VersionOf};
pub(crate) use corrections::{
    Apply, Correction, Corrections, CorrectionsQuery, Decline, NewCorrection, OpenCorrections,
};
pub(crate) use duplicates::Duplicates;
pub(crate) use merging::{
    DeletedClient, DeletionBody, InUse, LikelyOf, MergeBody, MergeComparison, SameGroups, SameQuery,
};
pub(crate) use notes::{ChangedNote, NewNote, Note, Notes, NotesQuery};
pub(crate) use read::{Client, Clients, Contact, Filters, MadeClient};
