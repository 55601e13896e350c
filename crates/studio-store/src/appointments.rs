//! Appointments: booking, changing, calling off, and what is seen of them.

mod book;
mod card;
mod chain;
mod change;
mod client;
mod conflicts;
mod edit;
mod history;
mod keys;
mod list;
mod probe;
mod spans;
mod steps;
mod today;

pub use book::NewAppointment;
pub use card::{AppointmentCard, AppointmentFull};
pub use chain::ChainLink;
pub use client::{AppointmentDetails, ClientAppointment};
pub use conflicts::{BlockedTime, Conflict, Reserves, Taken, Wanted};
pub use edit::AppointmentEdit;
pub use history::AppointmentChange;
pub use list::{AppointmentCursor, AppointmentPage, AppointmentQuery};
pub use probe::{ClientToBook, ServiceOffered};
pub use steps::Cancellation;
pub use today::Ahead;

pub(crate) use keys::purge as purge_keys;
pub(crate) use spans::LongerThanBooked;
