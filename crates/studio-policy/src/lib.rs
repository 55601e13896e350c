#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "std")]
extern crate std;

#[macro_use]
mod coded;
#[macro_use]
mod vocabulary;

mod actor;
mod decision;
mod explain;
mod floor;
mod grant;
mod matrix;
mod page;
mod profile;
mod proof;
mod role;
mod set;
mod table;
mod write;

pub use actor::{Actor, Elevation, Ownership};
pub use decision::{Because, Decision, RowFilter, Why, decide_cell, rows_cell};
pub use explain::{Explanation, Help, explain};
pub use floor::{Floor, FloorError, Overlay};
pub use grant::Grant;
pub use matrix::{Change, Matrix};
pub use page::write_page;
pub use profile::Profile;
pub use role::{Column, Role, SystemRole};
pub use set::{ActionSet, Actions};
pub use table::{Action, Origin};
pub use vocabulary::{codes_are_distinct, lawful_cell};
pub use write::Format;
