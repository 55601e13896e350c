#![doc = include_str!("../README.md")]

pub mod actions;
mod aftercare;
mod agenda;
mod apart;
mod appointments;
mod artists;
mod attachments;
mod attempts;
mod audit;
mod blocks;
mod capped;
mod check;
mod clients;
mod code;
mod connection;
mod consents;
mod control;
mod corrections;
mod ctx;
mod elevations;
mod error;
mod exports;
mod feeds;
mod field_keys;
mod filling;
mod free;
mod front_door;
mod gallery;
pub mod guard;
mod health;
mod hours;
mod kept;
mod legacy;
mod media;
mod migrate;
mod moving_in;
mod notes;
mod page;
mod portfolio;
mod readers;
mod reminders;
mod schema;
mod services;
mod sessions;
mod set_up;
mod settings;
mod store;
mod turnstile;
mod tx;
mod unlocked;
mod users;
mod versioned;
mod writer;

pub use aftercare::AftercareSheet;
pub use agenda::{
    AgendaAppointment, AgendaArtist, AgendaBlock, AgendaCursor, AgendaDetails, AgendaListPage,
    AgendaListQuery, AgendaRange,
};
pub use appointments::{
    Ahead, AppointmentCard, AppointmentChange, AppointmentCursor, AppointmentDetails, AppointmentEdit,
    AppointmentFull, AppointmentPage, AppointmentQuery, BlockedTime, Cancellation, ChainLink,
    ClientAppointment, ClientToBook, Conflict, NewAppointment, Reserves, ServiceOffered, Taken, Wanted,
};
pub use artists::{ArtistCard, ArtistEdit, ArtistFilter, ArtistRate, NewArtist};
pub use attachments::{AppointmentFile, NewAppointmentFile};
pub use audit::{AuditEntry, AuditFilter, Break, ChainReport, Outcome};
pub use blocks::{BlockChange, BlockEnds, BlockFilter, BlockRow, NewBlock, Slot, StandsThere, Which};
pub use check::{Finding, Verdict};
pub use clients::{
    ClientCard, ClientCounts, ClientCursor, ClientEdit, ClientPage, ClientQuery, ClientRow, Contact,
    ContactEdit, CursorKey, Deleted, Duplicate, DuplicateCursor, DuplicateGroup, DuplicateProbe, Holding,
    Imported, IndexReport, Likeness, MergeVersions, Named, NewClient,
};
pub use consents::{
    AgeCheck, AppointmentBrief, Consent, ConsentPaper, ConsentProof, ConsentWords, NewAgeCheck, NewConsent,
    Signed, Signer, TextOf, text_hash,
};
pub use corrections::{Correction, CorrectionDecision, NewCorrection};
pub use ctx::{OpCtx, Origin, OriginKind, Visit, Who};
pub use elevations::{CodeTry, ElevationCard};
pub use error::{Constraint, Error, FileProblem, NoActor, Result};
pub use exports::{AgendaQuery, AgendaRow};
pub use feeds::{FeedCard, FeedEvent, FeedMatter, FeedReading};
pub use field_keys::{KeyUse, Resealable, SealingKey};
pub use free::Bookable;
pub use front_door::{FrontDoor, Invited, Knock, NewSession, Recognised, Rehashed, StudioFace};
pub use gallery::{GalleryImage, GallerySession};
pub use guard::{Guarded, ListPermit, Manner, Oneself, Permit, Row, Rows, Scope};
pub use health::SealedScreening;
pub use legacy::{
    Legacy, LegacyArtist, LegacyClient, LegacyOddity, LegacyOddityKind, LegacyPortfolioItem, LegacyProblem,
    LegacyProduct, LegacyRecord, LegacySession, LegacySetting, LegacyTransaction, LegacyUser,
};
pub use media::{MediaFile, NewPhoto, PhotoCard};
pub use migrate::{Migrated, copy_aside, newest_schema, redo_pending, schema_of, undo_newest};
pub use moving_in::{Blocked, Booked, Known, MovedAppointment, MovedConsent, MovedUser};
pub use notes::{EarlierText, Note, SessionRef};
pub use page::Page;
pub use portfolio::{
    ItemCursor, ItemEdit, ItemPage, ItemPictures, ItemQuery, ItemSubject, NewItem, PageEdit, PortfolioItem,
    PortfolioPage, PortfolioSession, Showcase, ShownItem,
};
pub use reminders::{Reminded, ToRemind};
pub use services::{NewService, ServiceCard, ServiceEdit};
pub use sessions::SessionCard;
pub use settings::SettingRow;
pub use store::Store;
pub use tx::{Read, Tx, Write};
pub use users::{NewUser, OwnEdit, PasswordState, PasswordTry, UserCard, UserEdit, UserFilter, UserPrivate};
pub use versioned::Change;
