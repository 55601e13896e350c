#![doc = include_str!("../README.md")]

mod account;
mod audit;
mod clients;
mod clock;
mod code;
mod demo;
mod doctor;
mod elevation;
mod error;
mod folder;
mod form;
mod frame;
mod hashing;
mod health;
mod import;
mod set_up;
mod settings;
mod sign_in;
mod staff;
mod studio;
mod words;

pub use account::{Abilities, Account, AccountEdit};
pub use clients::{
    Ability, ClientAbilities, ClientFilter, ClientInput, ClientList, ClientSheet, ContactInput, ExportError,
    Saving, Screening,
};
pub use clock::{Clock, SystemClock};
pub use demo::{DemoAccount, DemoError, DemoPhase, DemoPlan, DemoProgress, DemoReport};
pub use elevation::ElevationState;
pub use error::{Error, Locked, Result, Rule};
pub use folder::{Folder, ServerLock};
pub use frame::Frame;
pub use import::{
    ImportOptions, ImportReport, Issue, IssueCode, Left, Made, Progress, SumReport, TableReport,
};
pub use set_up::{FirstStart, SetupToken, country_of};
pub use settings::{ProfileSwitch, SettingChanged};
pub use sign_in::{Delayed, SignedIn};
pub use staff::{
    ArtistInput, ArtistPage, ArtistSheet, Invitation, Link, RateInput, UserAdded, UserInput, UserPage,
    UserSheet,
};
pub use studio::{Studio, Upgrade, new_request_id};
pub use words::{FieldTold, Told, tell};

pub use studio_auth::{Secret, Token, WeakCode, WeakPassword, made_up};
/// What use cases answer with, and the context that they take.
pub use studio_store::{
    ArtistCard, ArtistFilter, ArtistRate, AuditEntry, AuditFilter, Break, ChainReport, ClientCard, ClientRow,
    Consent, Constraint, Contact, Duplicate, ElevationCard, FileProblem, Finding, Invited, LegacyProblem,
    Likeness, Migrated, Named, NoActor, Note, OpCtx, Origin, OriginKind, Outcome, Page, PasswordState,
    Recognised, SessionCard, SettingRow, StudioFace, UserCard, UserFilter, UserPrivate, Verdict, Visit, Who,
};
