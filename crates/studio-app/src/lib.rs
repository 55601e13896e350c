#![doc = include_str!("../README.md")]

mod account;
mod audit;
mod clients;
mod clock;
mod code;
mod doctor;
mod elevation;
mod error;
mod folder;
mod form;
mod hashing;
mod health;
mod set_up;
mod settings;
mod sign_in;
mod staff;
mod studio;

pub use account::{Abilities, Account, AccountEdit};
pub use clients::{
    Ability, ClientAbilities, ClientFilter, ClientInput, ClientList, ClientSheet, ContactInput, Saving,
};
pub use clock::{Clock, SystemClock};
pub use elevation::ElevationState;
pub use error::{Error, Locked, Result, Rule};
pub use folder::{Folder, ServerLock};
pub use set_up::FirstStart;
pub use settings::{ProfileSwitch, SettingChanged};
pub use sign_in::{Delayed, SignedIn};
pub use staff::{
    ArtistInput, ArtistPage, ArtistSheet, Invitation, Link, RateInput, UserAdded, UserInput, UserPage,
    UserSheet,
};
pub use studio::{Studio, Upgrade};

pub use studio_auth::{Secret, Token, WeakCode, WeakPassword};
/// What use cases answer with, and the context that they take.
pub use studio_store::{
    ArtistCard, ArtistFilter, ArtistRate, AuditEntry, AuditFilter, Break, ChainReport, ClientCard, ClientRow,
    Constraint, Contact, Duplicate, ElevationCard, FileProblem, Finding, Invited, Likeness, Migrated, Named,
    NoActor, Note, OpCtx, Origin, OriginKind, Outcome, Page, PasswordState, Recognised, SessionCard,
    SettingRow, StudioFace, UserCard, UserFilter, UserPrivate, Verdict, Visit, Who,
};
