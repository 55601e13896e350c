//! How clients, accounts, artists, sessions, settings and entries of the log look outside: as JSON and as rows of a table.
//!
//! Shapes of their own, so that a new field of the core does not appear in an answer by itself. Ids are numbers, times RFC 3339 with the
//! studio's offset, enumerations their codes; what there is none of is `null`, what the actor may not see is left out.

mod appointments;
mod attachments;
mod client_import;
mod clients;
mod consents;
mod done;
mod import;
mod keys;
mod log;
mod media;
mod merging;
mod planning;
mod portfolio;
mod records;
mod screenings;
mod staff;
mod work;

pub(crate) use appointments::{BookedRowView, BookedView, HistoryView};
pub(crate) use attachments::{FileView, ImageView};
pub(crate) use client_import::{ClientImportView, ImportedRowView};
pub(crate) use clients::{ClientRowView, ClientView, NoteView};
pub(crate) use consents::{ConsentTextView, ProofView, StateView};
pub(crate) use done::{Added, AddedClient, Changed, OnlyId};
pub(crate) use import::ImportView;
pub(crate) use keys::KeyView;
pub(crate) use log::{EntryView, FindingView, SettingView};
pub(crate) use media::{CheckedView, PhotoView, SweptView};
pub(crate) use merging::{DuplicateView, MergeView, SameView, held};
pub(crate) use planning::{BlockView, FeedView, ReminderView, ServiceView, SlotView};
pub(crate) use portfolio::{ItemView, PageView};
pub(crate) use records::ConsentView;
pub(crate) use screenings::ScreeningView;
pub(crate) use staff::{ArtistView, PrivateView, RateView, SessionView, UserView};
pub(crate) use work::{AppointmentView, CorrectionView};
