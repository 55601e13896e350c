#![doc = include_str!("../README.md")]

mod accounts;
pub mod agenda;
mod appointments;
mod blocks;
mod civil;
mod clients;
mod coded;
mod consents;
mod corrections;
mod feeds;
mod fold;
mod free;
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
mod portfolio;
mod reminders;
mod services;
pub mod settings;
pub mod text;
mod time;
mod today;
mod weekday;
mod zone;

pub use accounts::check_link;
pub use appointments::{
    AppointmentStatus, AppointmentStep, BookingFacts, BookingWarning, CancelledBy, ConflictKind, HouseRules,
    LATE_AFTER, LONGEST, SHORTEST, WhichHour, booked_span, booking_warnings, check_length, is_late,
    read_moment, session_number, session_numbers, within_notice,
};
pub use blocks::{BlockKind, BlockTime, Occurrence};
pub use civil::{parse_date, parse_local};
pub use clients::{ClientSort, ClientStatus, ContactKind, Needle, Order, needles, search_text};
pub use consents::{
    AgeDocument, ClientFacts, ConsentAct, ConsentFact, ConsentKind, ConsentManner, ConsentSigner,
    ConsentState, ConsentValidity, Lapse, Missing, Occasion, Signature, Standing, TextHash, consent_state,
    missing_to_complete,
};
pub use corrections::{CorrectionField, CorrectionOutcome};
pub use feeds::{FeedPrivacy, first_name};
pub use fold::{digits, fold, sort_key};
pub use free::{DayPart, FreeWish, closed_spans, free_starts, open_spans, working_spans};
pub use health::{Answer, Answers, Changed, Changes, HealthFlag, Question, Reply, review_due};
pub use hours::{OpenTime, WorkingHours};
pub use ids::{
    AgeCheckId, AppointmentFileId, AppointmentId, ArtistId, BlockId, ClientId, ConsentId, ConsentTextId,
    CorrectionId, ElevationId, FeedId, InvitationId, NoteId, PortfolioItemId, ScreeningId, SeriesId,
    ServiceId, SessionId, UserId, Version,
};
pub use invalid::{Invalid, Rule};
pub use language::{Language, Theme};
pub use media::{ContentHash, FileSize, FileTitle, ImageKind, MediaKind, PhotoSize};
pub use merging::{MergeDoubt, MergeField, MergeSide, is_same_name};
pub use money::{BasisPoints, Cents, Currency, Money};
pub use notes::{NotePrompt, note_closes_at};
pub use people::{
    ArtistName, Bio, BirthDate, Colour, ConsentText, Email, Instagram, NoteText, PALETTE, PaletteColour,
    PersonName, Phone, PinnedNote, Placement, Reason, ShortText, StreetAddress, Style, UserName, is_region,
    regions,
};
pub use portfolio::{
    ItemColour, ItemDescription, ItemGroup, ItemSize, ItemSort, ItemState, ItemTitle, PictureSize, Slug, Tag,
    Technique, WorkTime, is_shown,
};
pub use reminders::{ReminderWay, Reminding, reminder_text};
pub use services::{Aftercare, ServiceName, UsualService, parse_minutes};
pub use settings::{Kind, Setting, Unit, Values};
pub use time::{TimeSpan, Timestamp};
pub use today::{DayFacts, DayPlace, Remaining};
pub use weekday::Weekday;
pub use zone::{LocalTime, StudioZone};
