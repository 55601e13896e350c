#![doc = include_str!("../README.md")]

mod accounts;
mod appointments;
mod civil;
mod clients;
mod coded;
mod consents;
mod fold;
mod health;
mod hours;
mod ids;
mod invalid;
mod language;
mod media;
mod money;
mod people;
pub mod settings;
pub mod text;
mod time;
mod weekday;
mod zone;

pub use accounts::check_link;
pub use appointments::AppointmentStatus;
pub use civil::{parse_date, parse_local};
pub use clients::{ClientSort, ClientStatus, ContactKind, Needle, Order, needles, search_text};
pub use consents::{ConsentAct, ConsentKind, ConsentManner};
pub use fold::{digits, fold, sort_key};
pub use health::{Answer, Answers, Question, Reply};
pub use hours::{OpenTime, WorkingHours};
pub use ids::{
    AppointmentId, ArtistId, BlockId, ClientId, ConsentId, ElevationId, InvitationId, NoteId, ScreeningId,
    SessionId, UserId, Version,
};
pub use invalid::{Invalid, Rule};
pub use language::{Language, Theme};
pub use media::{ContentHash, MediaKind, PhotoSize};
pub use money::{BasisPoints, Cents, Currency, Money};
pub use people::{
    ArtistName, Bio, BirthDate, Colour, Email, Instagram, NoteText, PALETTE, PaletteColour, PersonName,
    Phone, PinnedNote, Placement, Reason, ShortText, StreetAddress, Style, UserName, is_region, regions,
};
pub use settings::{Kind, Setting, Unit, Values};
pub use time::{TimeSpan, Timestamp};
pub use weekday::Weekday;
pub use zone::{LocalTime, StudioZone};
