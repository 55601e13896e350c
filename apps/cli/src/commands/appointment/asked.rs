//! What can be said after `studio appointment`: which ones, when, what about.

use clap::{Args, ValueEnum};
use studio_app::BookingInput;

use crate::commands::user::Expected;
use crate::paging::Paging;

/// Which appointments to list.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(super) to: Option<String>,
    #[arg(long)]
    pub(super) artist: Option<String>,
    #[arg(long)]
    pub(super) client: Option<String>,
    #[arg(long = "status", value_name = "STATUS")]
    pub(super) status: Vec<Status>,
    #[arg(long, value_name = "TEXT")]
    pub(super) q: Option<String>,
    #[arg(long, value_name = "CURSOR")]
    pub(super) cursor: Option<String>,
    #[command(flatten)]
    pub(super) paging: Paging,
}

/// How things stand with an appointment.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Status {
    Pending,
    Confirmed,
    Completed,
    NoShow,
    Cancelled,
}

/// Who called it off.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum By {
    Client,
    Artist,
    Studio,
}

/// Which of two hours that the clock showed alike.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Which {
    First,
    Second,
}

/// When it begins and how long it lasts.
#[derive(Debug, Args)]
pub(crate) struct When {
    #[arg(long, value_name = "TIME", conflicts_with = "minutes")]
    pub(super) end: Option<String>,
    #[arg(long, value_name = "N")]
    pub(super) minutes: Option<String>,
    #[arg(long, value_name = "HOUR")]
    pub(super) which: Option<Which>,
    #[arg(long, value_name = "HOUR")]
    pub(super) end_which: Option<Which>,
}

/// What it is about.
#[derive(Debug, Args)]
pub(crate) struct About {
    #[arg(long, value_name = "ID")]
    pub(super) service_id: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) service: Option<String>,
    #[arg(long)]
    pub(super) placement: Option<String>,
    #[arg(long)]
    pub(super) style: Option<String>,
    #[arg(long, value_name = "AMOUNT")]
    pub(super) price: Option<String>,
    #[arg(long, value_name = "AMOUNT")]
    pub(super) deposit: Option<String>,
    #[arg(long, value_name = "PERCENT")]
    pub(super) commission: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) notes: Option<String>,
    #[arg(long, value_name = "APPOINTMENT")]
    pub(super) continues: Option<String>,
}

/// A booking.
#[derive(Debug, Args)]
pub(crate) struct Book {
    pub(super) client: String,
    pub(super) artist: String,
    #[arg(value_name = "TIME")]
    pub(super) start: String,
    #[command(flatten)]
    pub(super) when: When,
    #[command(flatten)]
    pub(super) about: About,
    #[arg(long)]
    pub(super) confirmed: bool,
    #[arg(long)]
    pub(super) anyway: bool,
}

/// Changes of what an appointment is about.
#[derive(Debug, Args)]
pub(crate) struct Edit {
    pub(super) appointment: String,
    #[command(flatten)]
    pub(super) about: About,
    #[command(flatten)]
    pub(super) expected: Expected,
}

/// Another time, another length or another artist.
#[derive(Debug, Args)]
pub(crate) struct Move {
    pub(super) appointment: String,
    #[arg(value_name = "TIME", required_unless_present_any = ["end", "minutes", "artist"])]
    pub(super) start: Option<String>,
    #[command(flatten)]
    pub(super) when: When,
    #[arg(long)]
    pub(super) artist: Option<String>,
    #[arg(long)]
    pub(super) anyway: bool,
    #[command(flatten)]
    pub(super) expected: Expected,
}

/// A step that takes nothing more.
#[derive(Debug, Args)]
pub(crate) struct Step {
    pub(super) appointment: String,
    #[command(flatten)]
    pub(super) expected: Expected,
}

/// A step that can be taken back.
#[derive(Debug, Args)]
pub(crate) struct Undo {
    pub(super) appointment: String,
    #[arg(long)]
    pub(super) undo: bool,
    #[command(flatten)]
    pub(super) expected: Expected,
}

#[expect(clippy::needless_pass_by_value, reason = "it is mapped over options and lists")]
pub(super) fn code(value: impl ValueEnum) -> String {
    let value = value.to_possible_value();
    value.map(|value| value.get_name().replace('-', "_")).unwrap_or_default()
}

impl When {
    pub(super) fn into(self, start: Option<String>, input: BookingInput) -> BookingInput {
        BookingInput {
            starts_at: start,
            starts_which: self.which.map(code),
            ends_at: self.end,
            ends_which: self.end_which.map(code),
            minutes: self.minutes,
            ..input
        }
    }
}

impl About {
    pub(super) fn into(self, input: BookingInput) -> BookingInput {
        BookingInput {
            service_id: self.service_id,
            service: self.service,
            placement: self.placement,
            style: self.style,
            price: self.price,
            deposit: self.deposit,
            commission: self.commission,
            notes: self.notes,
            continues_id: self.continues,
            ..input
        }
    }
}
