#![doc = include_str!("../README.md")]

mod accounts;
mod appointments;
mod civil;
mod clients;
mod coded;
mod consents;
mod corrections;
mod fold;
mod health;
mod hours;
mod ids;
mod invalid;
mod language;
mod media;
mod merging;
mod money;
mod notes;
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
pub use consents::{
    AgeDocument, ClientFacts, ConsentAct, ConsentFact, ConsentKind, ConsentManner, ConsentSigner,
    ConsentState, ConsentValidity, Lapse, Missing, Occasion, Signature, Standing, TextHash, consent_state,
    missing_to_complete,
};
pub use corrections::{CorrectionField, CorrectionOutcome};
pub use fold::{digits, fold, sort_key};
pub use health::{Answer, Answers, Changed, Changes, HealthFlag, Question, Reply, review_due};
pub use hours::{OpenTime, WorkingHours};
pub use ids::{
    AgeCheckId, AppointmentFileId, AppointmentId, ArtistId, BlockId, ClientId, ConsentId, ConsentTextId,
    CorrectionId, ElevationId, InvitationId, NoteId, ScreeningId, SessionId, UserId, Version,
};
pub use invalid::{Invalid, Rule};
pub use language::{Language, Theme};
pub use media::{ContentHash, FileSize, FileTitle, ImageKind, MediaKind, PhotoSize};
pub use merging::{MergeField, MergeSide, is_same_name};
pub use money::{BasisPoints, Cents, Currency, Money};
pub use notes::{NotePrompt, note_closes_at};
pub use people::{
    ArtistName, Bio, BirthDate, Colour, ConsentText, Email, Instagram, NoteText, PALETTE, PaletteColour,
    PersonName, Phone, PinnedNote, Placement, Reason, ShortText, StreetAddress, Style, UserName, is_region,
    regions,
};
pub use settings::{Kind, Setting, Unit, Values};
pub use time::{TimeSpan, Timestamp};
pub use weekday::Weekday;
pub use zone::{LocalTime, StudioZone};
