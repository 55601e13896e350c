#![doc = include_str!("../README.md")]

mod account;
mod aftercare;
mod agenda;
mod appointments;
mod attachments;
mod audit;
mod blocks;
mod clients;
mod clock;
mod code;
mod consents;
mod demo;
mod doctor;
mod elevation;
mod error;
mod exports;
mod feeds;
mod folder;
mod form;
mod formats;
mod frame;
mod free;
mod hashing;
mod health;
mod import;
mod media;
mod portfolio;
mod reminders;
mod said;
mod services;
mod set_up;
mod settings;
mod sign_in;
mod staff;
mod studio;
mod today;
mod words;

pub use account::{Abilities, Account, AccountEdit};
pub use aftercare::AftercareShown;
pub use agenda::{
    AgendaColumn, AgendaDay, AgendaFilter, AgendaList, AgendaListFilter, AgendaMonth, AgendaMonthDay,
    AgendaPerson, AgendaWeek, AgendaWeekDay, Placed,
};
pub use appointments::{
    AppointmentAbilities, AppointmentFilter, AppointmentList, AppointmentSheet, BookingCheck, BookingInput,
    BulkRow, CancelInput, Clash, CompletionInput,
};
pub use attachments::{AppointmentFiles, KeptFile};
pub use blocks::{BlockInput, BlockList, BlockView, NewBlocks, which_of_series};
pub use clients::{
    Ability, Alike, ClientAbilities, ClientFilter, ClientImport, ClientInput, ClientList, ClientSheet,
    ColumnChoice, ColumnRef, ContactInput, CorrectionInput, CorrectionSeen, Deletion, DeletionSheet,
    ExportAs, ExportError, ExportFormat, Gallery, GalleryFilter, ImportColumn, ImportField, ImportPlan,
    ImportStep, ImportedRow, KeptImport, LeftOut, MergeCompared, MergeInput, MergePreview, Merged,
    OnDuplicate, PhotoFile, RowFate, Saving, WaitingCorrection, note_open_until, stands,
};
pub use clock::{Clock, SystemClock};
pub use consents::{AgeCheckInput, ConsentInput, ConsentSheet, ConsentWanted};
pub use demo::{DemoAccount, DemoError, DemoPhase, DemoPlan, DemoProgress, DemoReport};
pub use elevation::ElevationState;
pub use error::{Error, Locked, Result, Rule};
pub use exports::{AgendaAs, AgendaFormat, AgendaTaken};
pub use feeds::{FeedList, FeedMade, feed_path};
pub use folder::{Folder, ServerLock};
pub use frame::Frame;
pub use free::{FreeInput, FreeSlot, FreeTimes};
pub use health::{
    AnswerInput, KeyLine, KeyLoss, KeyPlace, KeysImported, Rotation, Screening, ScreeningInput, Unreadable,
};
pub use import::{
    ImportOptions, ImportReport, Issue, IssueCode, Left, Made, Progress, SumReport, TableReport,
};
pub use media::{MediaChecked, MediaSwept};
pub use portfolio::{
    BulkDone, BulkInput, ItemInput, ItemSheet, PageInput, PictureFile, PortfolioDesk, PortfolioFilter,
    PortfolioList,
};
pub use reminders::{RemindList, ReminderRow};
pub use services::{ServiceInput, ServiceList, usual_name};
pub use set_up::{FirstStart, SetupToken, country_of};
pub use settings::{ProfileSwitch, SettingChanged};
pub use sign_in::{Delayed, SignedIn};
pub use staff::{
    ArtistInput, ArtistPage, ArtistSheet, Invitation, Link, RateInput, UserAdded, UserInput, UserPage,
    UserSheet,
};
pub use studio::{Studio, Upgrade, new_request_id};
pub use today::{Day, DayFlags, DayRow};
pub use words::{FieldTold, ItemKind, ItemTold, Told, tell, tell_conflict, tell_conflict_on, tell_warning};

/// Why a file is not taken, and how large it may be.
pub use studio_media::{Limits as FileLimits, Refused as FileRefused};

pub use studio_export::{SheetLimits, SheetProblem};

pub use studio_auth::{Secret, Token, WeakCode, WeakPassword, made_up};
pub use studio_store::{
    AftercareSheet, BlockRow, FeedCard, Reminded, ServiceCard, StandsThere, ToRemind, Which,
};
pub use studio_store::{
    AgeCheck, AppointmentCard, AppointmentChange, AppointmentDetails, AppointmentFile, AppointmentFull,
    ArtistCard, ArtistFilter, ArtistRate, AuditEntry, AuditFilter, BlockedTime, Break, ChainLink,
    ChainReport, ClientAppointment, ClientCard, ClientCounts, ClientRow, Conflict, Consent, ConsentPaper,
    ConsentProof, ConsentWords, Constraint, Contact, Correction, CorrectionDecision, Deleted, Duplicate,
    DuplicateCursor, DuplicateGroup, EarlierText, ElevationCard, FileProblem, Finding, GalleryImage,
    GallerySession, Holding, Imported, Invited, ItemPictures, LegacyProblem, Likeness, Migrated, Named,
    NoActor, Note, OpCtx, Origin, OriginKind, Outcome, Page, PasswordState, PhotoCard, PortfolioItem,
    PortfolioPage, PortfolioSession, Recognised, SessionCard, SessionRef, SettingRow, Showcase, ShownItem,
    StudioFace, Taken, TextOf, UserCard, UserFilter, UserPrivate, Verdict, Visit, Who,
};
/// What use cases answer with, and the context that they take.
pub use studio_store::{AgendaAppointment, AgendaBlock, AgendaDetails};
