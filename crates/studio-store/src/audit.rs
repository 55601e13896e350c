//! The audit log: written by the store itself, each entry chained to the one before.

mod chain;
mod entry;
mod list;
mod verify;

pub(crate) use chain::append;
pub(crate) use entry::{ActorKind, Detail, Entry, Facts};
pub use entry::{AuditEntry, Outcome};
pub use list::AuditFilter;
pub(crate) use verify::verify_chain;
pub use verify::{Break, ChainReport};
