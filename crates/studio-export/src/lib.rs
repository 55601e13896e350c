#![doc = include_str!("../README.md")]

mod agenda;
mod agenda_xlsx;
mod calendar;
mod clients;
mod guard;
mod json;
mod sheet;
mod table;
mod workbook;
mod xlsx;

pub use agenda::{AgendaColumn, AgendaCsv, AgendaRecord};
pub use agenda_xlsx::AgendaXlsx;
pub use calendar::{CalendarEvent, CalendarState, CalendarWriter};
pub use clients::{ClientColumn, ClientCsv, ClientJson, ClientRecord};
pub use guard::{guard, guard_phone, unguard};
pub use json::JsonArray;
pub use sheet::{Delimiter, Sheet, SheetLimits, SheetProblem, SheetRow, SheetRows};
pub use table::{Cell, CsvWriter};
pub use xlsx::ClientXlsx;
