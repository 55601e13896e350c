#![doc = include_str!("../README.md")]

mod appointments;
mod artists;
mod calendar;
mod chance;
mod clients;
mod consents;
mod demo;
mod health;
mod names;
mod notes;
mod people;
mod pictures;
mod plan;
mod words;

pub use appointments::{Appointment, Appointments};
pub use artists::Artist;
pub use clients::{Client, Clients, Contact};
pub use consents::Consent;
pub use demo::Demo;
pub use health::Screening;
pub use notes::Note;
pub use pictures::{Picture, picture};
pub use plan::{Impossible, Plan};
