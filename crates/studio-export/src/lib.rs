#![doc = include_str!("../README.md")]

mod clients;
mod guard;
mod json;
mod table;

pub use clients::{ClientColumn, ClientCsv, ClientJson, ClientRecord};
pub use guard::{guard, guard_phone, unguard};
pub use json::JsonArray;
pub use table::{Cell, CsvWriter};
