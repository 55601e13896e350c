//! The table of use cases about others: which action each needs, on what, and what it leaves in the log.
//!
//! A new use case gets a row here (or in `oneself.rs`); `coverage.rs` fails until it has one.

use std::io::Write;
use std::ops::ControlFlow;

use studio_app::{
    AgeCheckInput, AgendaAs, AgendaFilter, AgendaFormat, AgendaListFilter, AgendaTaken, AnswerInput,
    AppointmentFilter, ArtistFilter, ArtistInput, AuditFilter, BlockInput, BlockView, BookingInput,
    BulkInput, BulkRow, CancelInput, ClientFilter, ClientInput, CompletionInput, ConsentInput, ContactInput,
    CorrectionInput, CorrectionSeen, Deletion, DemoError, DemoPlan, Error, ExportAs, ExportError,
    ExportFormat, FreeInput, GalleryFilter, ImportOptions, ImportPlan, ItemInput, Link, MergeInput, OpCtx,
    PageInput, PortfolioFilter, RateInput, Result, Rule, ScreeningInput, Secret, ServiceInput, Studio,
    UserFilter, UserInput, Which, Who,
};
use studio_auth::lock_keys;
use studio_domain::{AppointmentFileId, CorrectionId, FileSize, FileTitle, Language, PhotoSize, PictureSize};
use studio_policy::SystemRole;
use studio_testkit::picture;

use crate::cast::{Cast, Kind, LEGACY};
use crate::kit::{password, some};

/// Who may, as the matrix of permissions says it. Written by hand, so that it is not the engine that checks the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// `allow` for the three roles.
    People,
    /// Admins only.
    Admins,
    /// As [`By::Admins`], and then a rule of the use case: only the operator sets passwords.
    AdminsButPasswords,
    /// Admins, and artists their own.
    AdminsAndOwner,
    /// Admins and the desk, and artists their own.
    DeskAndOwner,
    /// As [`By::DeskAndOwner`], and then a rule of the use case: only an author corrects, and the operator is none.
    Authors,
    /// Admins, and the desk with the master code.
    DeskWithCode,
    /// Admins, and the desk, which is asked for the master code later.
    DeskBeforeCode,
    /// Admins, and the program itself as time passes.
    AdminsAndHousekeeping,
    /// Admins, the desk with the master code, and artists their own.
    DeskWithCodeAndOwner,
    /// Everybody who has rows of their own or all of them.
    HavingRows,
    /// Admins and the desk.
    Desk,
    /// The operator only.
    Operator,
    /// The operator and the housekeeping.
    Upkeep,
}

/// What it is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    Studio,
    Target,
    Artist,
    Client,
    /// A record that nobody needs, another one for each call.
    Spare,
    /// An appointment of the client with the artist.
    Appointment,
    /// A piece of the artist's portfolio.
    Item,
    /// A piece that nobody needs, another one for each call.
    SpareItem,
    /// A piece that was removed, another one for each call.
    RemovedItem,
    /// An open one, another one for each call.
    Booked,
    /// An account that the call itself makes.
    NewUser,
    /// A service.
    Service,
    /// A block of the artist.
    Block,
    /// A block or a feed that the call itself makes.
    Made(&'static str),
    /// An appointment with the artist that is coming, another one for each call.
    Coming,
}

/// What is expected of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    Done,
    /// Refused by the policy for this reason.
    Refused(&'static str),
    /// Refused by a rule of the use case with this code.
    Rule(&'static str),
}

impl By {
    pub(crate) fn expects(self, kind: Kind) -> Expected {
        use Expected::{Done, Refused, Rule};
        match (self, kind) {
            (Self::Authors, Kind::Operator) => Rule("note_of_another"),
            (_, Kind::Operator) | (Self::Upkeep, Kind::Housekeeping) => Done,
            (Self::AdminsAndHousekeeping, Kind::Housekeeping | Kind::Admin) => Done,
            (_, Kind::Housekeeping) => Refused("no_grant"),
            (Self::People | Self::HavingRows, _) => Done,
            (Self::Desk, Kind::Owner | Kind::Other) => Refused("not_owner"),
            (Self::Desk, _) => Done,
            (Self::Admins | Self::AdminsAndOwner, Kind::Admin) => Done,
            (Self::AdminsButPasswords, Kind::Admin) => Rule("password_by_operator"),
            (
                Self::DeskAndOwner | Self::Authors,
                Kind::Admin | Kind::Desk | Kind::Elevated | Kind::Expired,
            ) => Done,
            (Self::AdminsAndOwner | Self::DeskAndOwner | Self::Authors, Kind::Owner) => Done,
            (Self::AdminsAndOwner | Self::DeskAndOwner | Self::Authors, Kind::Other) => Refused("not_owner"),
            (Self::DeskWithCode | Self::DeskWithCodeAndOwner, Kind::Admin | Kind::Elevated) => Done,
            (Self::DeskWithCode | Self::DeskWithCodeAndOwner, Kind::Desk | Kind::Expired) => {
                Refused("needs_elevation")
            }
            (Self::DeskWithCodeAndOwner, Kind::Owner) => Done,
            (Self::DeskWithCodeAndOwner, Kind::Other) => Refused("not_owner"),
            (Self::DeskBeforeCode, Kind::Admin | Kind::Desk | Kind::Elevated | Kind::Expired) => Done,
            _ => Refused("no_grant"),
        }
    }
}

impl By {
    /// Why the matrix permits it to a caller who may.
    pub(crate) fn because(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (
                Self::AdminsAndOwner | Self::DeskAndOwner | Self::DeskWithCodeAndOwner | Self::Authors,
                Kind::Owner,
            ) => "owner",
            (Self::HavingRows, Kind::Owner | Kind::Other) => "owner",
            (Self::DeskWithCode | Self::DeskWithCodeAndOwner, Kind::Elevated) => "elevated",
            _ => "granted",
        }
    }
}

/// One call.
pub(crate) struct Call<'c> {
    pub(crate) studio: &'c Studio,
    pub(crate) ctx: &'c OpCtx,
    pub(crate) cast: &'c Cast,
    /// Differs from call to call, for names that must not be taken.
    pub(crate) nth: usize,
}

/// One use case with valid input.
pub(crate) struct Act {
    /// Name of the method.
    pub(crate) name: &'static str,
    pub(crate) by: By,
    pub(crate) action: &'static str,
    pub(crate) on: On,
    /// The entries that it leaves when it is done, as actions and their subjects; none: it only looks.
    pub(crate) leaves: &'static [(&'static str, On)],
    pub(crate) run: fn(&Call<'_>) -> Result<()>,
}

/// Runs an export; one that is refused has written nothing.
fn written(export: impl FnOnce(&mut (dyn Write + Send)) -> Result<u64, ExportError>) -> Result<()> {
    let mut out = Vec::new();
    match export(&mut out) {
        Ok(_) => Ok(()),
        Err(ExportError::Studio(error)) => {
            assert!(out.is_empty(), "{}", String::from_utf8_lossy(&out));
            Err(error)
        }
        Err(ExportError::Output(error)) => panic!("{error}"),
    }
}

/// Moving in, from a folder that is not there: whoever may is told so.
fn moved_in(c: &Call<'_>) -> Result<()> {
    let nowhere = c.studio.folder().root().join("nowhere");
    let moved =
        c.studio.import_legacy(c.ctx, &nowhere, ImportOptions::default(), &mut |_| ControlFlow::Continue(()));
    match moved {
        Err(Error::Source(_)) => Ok(()),
        other => other.map(drop),
    }
}

/// Inventing a studio where there is one already: whoever may is told so.
fn invented(c: &Call<'_>) -> Result<()> {
    let plan = DemoPlan { clients: 4, appointments: 4, ..DemoPlan::small(Language::En, password()) };
    match c.studio.fill_demo(c.ctx, &plan, &mut |_| {}) {
        Err(DemoError::Studio(Error::Rule(Rule::NotEmpty))) => Ok(()),
        Err(DemoError::Studio(error)) => Err(error),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("a studio that is in use was filled"),
    }
}

/// A note of somebody else is corrected by nobody; then an own one is.
fn corrected(c: &Call<'_>) -> Result<()> {
    let correct =
        |note| c.studio.correct_note(c.ctx, c.cast.client, note, "Asked for a sleeve", None).map(drop);
    match correct(c.cast.note) {
        Err(Error::Rule(Rule::NoteOfAnother)) if !matches!(c.ctx.who, Who::System(_)) => {
            correct(c.studio.write_note(c.ctx, c.cast.client, "Asked for a cover-up")?)
        }
        other => other,
    }
}

fn sent(c: &Call<'_>, ctx: &OpCtx) -> Result<CorrectionId> {
    let city = format!("City {}", c.nth);
    let input = CorrectionInput { field: "city".to_owned(), value: city, reason: "Moved".to_owned() };
    c.studio.send_correction(ctx, c.cast.client, input)
}

/// A booking with the artist that is in nobody's way.
fn booking(c: &Call<'_>) -> BookingInput {
    let day = u32::try_from(c.nth + 400).expect("a small number");
    let starts_at = c.ctx.visit.now.plus(day * crate::kit::DAY);
    BookingInput {
        client_id: Some(c.cast.client.to_string()),
        artist_id: Some(c.cast.artist.to_string()),
        starts_at: Some(starts_at.to_rfc3339()),
        minutes: some("60"),
        confirm_warnings: true,
        ..BookingInput::default()
    }
}

fn off() -> CancelInput {
    CancelInput { by: "client".to_owned(), reason: String::new() }
}

/// What became of the only one.
fn only(rows: Vec<BulkRow>) -> Result<()> {
    rows.into_iter().try_for_each(|row| row.result.map(drop))
}

/// A picture that is attached to the appointment.
fn attached(c: &Call<'_>) -> Result<AppointmentFileId> {
    let (title, file) = (FileTitle::default(), picture(50, 40, c.nth));
    c.studio.attach_to_appointment(c.ctx, c.cast.appointment, title, file).map(|file| file.id)
}

/// A correction that waits.
fn waiting(c: &Call<'_>) -> CorrectionId {
    let open = c.studio.open_corrections(&c.cast.test.operator(), None).unwrap();
    open.items.first().expect("a correction that waits").correction.id
}

/// A screening in which something is otherwise each time.
fn screening(nth: usize) -> ScreeningInput {
    let skin = AnswerInput { question: "skin".to_owned(), reply: "no".to_owned(), detail: String::new() };
    ScreeningInput { answers: vec![skin], observations: format!("told {nth}") }
}

fn passphrase() -> Secret {
    Secret::from("seven needles and a lamp")
}

/// Keys as they were handed out, for whoever tries to take them in.
fn exported(c: &Call<'_>) -> String {
    lock_keys(&c.studio.folder().key().unwrap(), &passphrase()).unwrap()
}

/// A file with one client whom nobody resembles.
fn rows(nth: usize) -> Vec<u8> {
    format!("Name,Phone\nFrom a file {nth},611 {nth:06}\n").into_bytes()
}

/// What only persons can do, who come back to it: the program has no account. Nothing is kept under the secret that these calls name.
fn persons(c: &Call<'_>, answer: Result<()>) -> Result<()> {
    match answer {
        Err(Error::NoActor(_)) if c.ctx.who == Who::System(SystemRole::Operator) => Ok(()),
        Err(Error::NotFound { kind: "upload", .. }) => Ok(()),
        other => other,
    }
}

macro_rules! acts {
    ($($name:literal by $by:ident $action:literal on $on:ident leaves [$($left:literal on $left_on:ident $(($of:literal))?),*] $run:expr;)+) => {
        pub(crate) const ACTS: &[Act] = &[$(Act {
            name: $name,
            by: By::$by,
            action: $action,
            on: On::$on,
            leaves: &[$(($left, On::$left_on $(($of))?)),*],
            run: $run,
        }),+];
    };
}

acts! {
    "users" by People "staff.view" on Studio leaves []
        |c| c.studio.users(c.ctx, &UserFilter::default()).map(drop);
    "user" by People "staff.view" on Target leaves []
        |c| c.studio.user(c.ctx, c.cast.target).map(drop);
    "user_named" by People "staff.view" on Target leaves []
        |c| c.studio.user_named(c.ctx, "TARGET").map(drop);
    "artists" by People "staff.view" on Studio leaves []
        |c| c.studio.artists(c.ctx, &ArtistFilter::default()).map(drop);
    "artist" by People "staff.view" on Artist leaves []
        |c| c.studio.artist(c.ctx, c.cast.artist).map(drop);

    "sessions" by Admins "staff.manage_users" on Target leaves []
        |c| c.studio.sessions(c.ctx, c.cast.target).map(drop);
    "add_user" by Admins "staff.manage_users" on Studio
        leaves ["staff.manage_users" on Studio, "staff.manage_users" on NewUser]
        |c| {
            let (name, input) = (format!("new-{}", c.nth), UserInput::default());
            c.studio.add_user(c.ctx, &name, "assistant", Link::None, input, None).map(drop)
        };
    "add_user" by AdminsButPasswords "staff.manage_users" on Studio leaves ["staff.manage_users" on Studio]
        |c| {
            let (name, input) = (format!("set-{}", c.nth), UserInput::default());
            c.studio.add_user(c.ctx, &name, "assistant", Link::None, input, Some(&password())).map(drop)
        };
    "edit_user" by Admins "staff.manage_users" on Target leaves ["staff.manage_users" on Target]
        |c| {
            let input = UserInput { full_name: some("Ana Paz"), ..UserInput::default() };
            c.studio.edit_user(c.ctx, c.cast.target, input, None).map(drop)
        };
    "set_role" by Admins "staff.manage_users" on Target leaves ["staff.manage_users" on Target]
        |c| c.studio.set_role(c.ctx, c.cast.target, "admin", Link::None, None).map(drop);
    "toggle_user" by Admins "staff.toggle_active" on Target leaves ["staff.toggle_active" on Target]
        |c| c.studio.toggle_user(c.ctx, c.cast.target, false, None).map(drop);
    "invite" by Admins "staff.manage_users" on Target leaves ["staff.manage_users" on Target]
        |c| c.studio.invite(c.ctx, c.cast.target).map(drop);
    "set_password" by AdminsButPasswords "staff.manage_users" on Target
        leaves ["staff.manage_users" on Target]
        |c| c.studio.set_password(c.ctx, c.cast.target, &Secret::from("nobody guesses this one"));
    "end_sessions" by Admins "staff.manage_users" on Target leaves ["staff.manage_users" on Target]
        |c| c.studio.end_sessions(c.ctx, c.cast.target).map(drop);

    "user_photo" by People "staff.view" on Target leaves []
        |c| match c.studio.user_photo(c.ctx, c.cast.target, PhotoSize::Small, |_| false) {
            Err(Error::NotFound { kind: "photo", .. }) => Ok(()),
            other => other.map(drop),
        };
    "expect_to_set_user_photo" by Admins "staff.manage_users" on Target leaves []
        |c| c.studio.expect_to_set_user_photo(c.ctx, c.cast.target);
    "set_user_photo" by Admins "staff.manage_users" on Target leaves ["staff.manage_users" on Target]
        |c| c.studio.set_user_photo(c.ctx, c.cast.target, picture(40, 40, 700 + c.nth)).map(drop);
    "remove_user_photo" by Admins "staff.manage_users" on Target leaves ["staff.manage_users" on Target]
        |c| c.studio.remove_user_photo(c.ctx, c.cast.target);

    "add_artist" by Admins "staff.manage_users" on Studio leaves ["staff.manage_users" on Studio]
        |c| {
            let input = ArtistInput { name: Some(format!("Artist {}", c.nth)), ..ArtistInput::default() };
            c.studio.add_artist(c.ctx, input).map(drop)
        };
    "edit_artist" by AdminsAndOwner "staff.edit_profile" on Artist leaves ["staff.edit_profile" on Artist]
        |c| {
            let input = ArtistInput { bio: some("Lines and dots"), ..ArtistInput::default() };
            c.studio.edit_artist(c.ctx, c.cast.artist, input, None).map(drop)
        };
    "toggle_artist" by Admins "staff.toggle_active" on Artist leaves ["staff.toggle_active" on Artist]
        |c| c.studio.toggle_artist(c.ctx, c.cast.artist, false, None).map(drop);
    "set_rate" by Admins "staff.manage_users" on Artist leaves ["staff.manage_users" on Artist]
        |c| {
            let input = RateInput { percent: "45".to_owned(), from: None };
            c.studio.set_rate(c.ctx, c.cast.artist, input)
        };

    // Before anything archives the client.
    "appointments" by People "agenda.view" on Studio leaves []
        |c| c.studio.appointments(c.ctx, &AppointmentFilter::default()).map(drop);
    "appointment" by People "agenda.view" on Booked leaves []
        |c| c.studio.appointment(c.ctx, c.cast.booked(c.nth)).map(drop);
    "appointment_history" by DeskAndOwner "agenda.details" on Booked leaves []
        |c| c.studio.appointment_history(c.ctx, c.cast.booked(c.nth), None).map(drop);
    "check_booking" by DeskAndOwner "agenda.create" on Artist leaves []
        |c| c.studio.check_booking(c.ctx, &booking(c), None).map(drop);
    "book_appointment" by DeskAndOwner "agenda.create" on Artist leaves ["agenda.create" on Artist]
        |c| c.studio.book_appointment(c.ctx, booking(c), None).map(drop);
    "edit_appointment" by DeskAndOwner "agenda.edit" on Booked leaves ["agenda.edit" on Booked]
        |c| {
            let input = BookingInput { notes: Some(format!("Note {}", c.nth)), ..BookingInput::default() };
            c.studio.edit_appointment(c.ctx, c.cast.booked(c.nth), input, None).map(drop)
        };
    "confirm_appointment" by DeskAndOwner "agenda.edit" on Booked leaves ["agenda.edit" on Booked]
        |c| c.studio.confirm_appointment(c.ctx, c.cast.booked(c.nth), None).map(drop);
    "unconfirm_appointment" by DeskAndOwner "agenda.edit" on Booked leaves []
        |c| c.studio.unconfirm_appointment(c.ctx, c.cast.booked(c.nth), None).map(drop);
    "arrive_appointment" by DeskAndOwner "agenda.edit" on Booked leaves ["agenda.edit" on Booked]
        |c| c.studio.arrive_appointment(c.ctx, c.cast.booked(c.nth), true, None).map(drop);
    "start_appointment" by DeskAndOwner "agenda.edit" on Booked leaves ["agenda.edit" on Booked]
        |c| c.studio.start_appointment(c.ctx, c.cast.booked(c.nth), true, None).map(drop);
    "complete_appointment" by DeskAndOwner "agenda.complete" on Booked leaves ["agenda.complete" on Booked]
        |c| {
            let input = CompletionInput::default();
            c.studio.complete_appointment(c.ctx, c.cast.booked(c.nth), input, None).map(drop)
        };
    "miss_appointment" by DeskAndOwner "agenda.no_show" on Booked leaves ["agenda.no_show" on Booked]
        |c| c.studio.miss_appointment(c.ctx, c.cast.booked(c.nth), None).map(drop);
    "cancel_appointment" by DeskAndOwner "agenda.cancel" on Booked leaves ["agenda.cancel" on Booked]
        |c| c.studio.cancel_appointment(c.ctx, c.cast.booked(c.nth), off(), None).map(drop);
    "reopen_appointment" by DeskAndOwner "agenda.edit" on Booked
        leaves ["agenda.edit" on Booked, "agenda.create" on Artist]
        |c| c.studio.reopen_appointment(c.ctx, c.cast.booked(c.nth), true, None).map(drop);
    "bulk_confirm" by DeskAndOwner "agenda.edit" on Booked leaves ["agenda.edit" on Booked]
        |c| c.studio.bulk_confirm(c.ctx, &[c.cast.booked(c.nth)]).and_then(only);
    "bulk_cancel" by DeskAndOwner "agenda.cancel" on Booked leaves ["agenda.cancel" on Booked]
        |c| c.studio.bulk_cancel(c.ctx, &[c.cast.booked(c.nth)], &off()).and_then(only);
    "agenda_day" by People "agenda.view" on Studio leaves []
        |c| c.studio.agenda_day(c.ctx, &AgendaFilter::default()).map(drop);
    "agenda_week" by People "agenda.view" on Studio leaves []
        |c| c.studio.agenda_week(c.ctx, &AgendaFilter::default()).map(drop);
    "agenda_month" by People "agenda.view" on Studio leaves []
        |c| c.studio.agenda_month(c.ctx, &AgendaFilter::default()).map(drop);
    "agenda_list" by People "agenda.view" on Studio leaves []
        |c| c.studio.agenda_list(c.ctx, &AgendaListFilter::default()).map(drop);

    "clients" by People "clients.view" on Studio leaves []
        |c| c.studio.clients(c.ctx, &ClientFilter::default()).map(drop);
    "client" by People "clients.view" on Client leaves []
        |c| c.studio.client(c.ctx, c.cast.client).map(drop);
    "kept_client" by People "clients.view" on Client leaves []
        |c| c.studio.kept_client(c.ctx, c.cast.client).map(drop);
    "client_to_edit" by DeskBeforeCode "clients.edit" on Client leaves []
        |c| c.studio.client_to_edit(c.ctx, c.cast.client).map(drop);
    "expect_to_add_client" by People "clients.create" on Studio leaves []
        |c| c.studio.expect_to_add_client(c.ctx);
    "client_by_legacy" by People "clients.view" on Client leaves []
        |c| c.studio.client_by_legacy(c.ctx, LEGACY).map(drop);
    "add_client" by People "clients.create" on Studio leaves ["clients.create" on Studio]
        |c| {
            let input = ClientInput {
                name: Some(format!("Client {}", c.nth)),
                phone: Some(format!("600 {:06}", c.nth)),
                ..ClientInput::default()
            };
            c.studio.add_client(c.ctx, input, false).map(drop)
        };
    "edit_client" by DeskWithCode "clients.edit" on Client leaves ["clients.edit" on Client]
        |c| {
            // What is there already would leave nothing in the log.
            let input = ClientInput { city: some(&format!("Puebla {}", c.nth)), ..ClientInput::default() };
            c.studio.edit_client(c.ctx, c.cast.client, input, None, false).map(drop)
        };
    "archive_client" by DeskWithCode "clients.edit" on Client leaves ["clients.edit" on Client]
        |c| c.studio.archive_client(c.ctx, c.cast.client, c.nth % 2 == 0, None).map(drop);
    "notes" by DeskAndOwner "clients.notes" on Client leaves []
        |c| c.studio.notes(c.ctx, c.cast.client, None).map(drop);
    "write_note" by DeskAndOwner "clients.notes" on Client leaves ["clients.notes" on Client]
        |c| c.studio.write_note(c.ctx, c.cast.client, "Asked for a cover-up").map(drop);
    "find_notes" by DeskAndOwner "clients.notes" on Client leaves []
        |c| c.studio.find_notes(c.ctx, c.cast.client, "cover", None).map(drop);
    "write_session_note" by DeskAndOwner "clients.notes" on Appointment leaves ["clients.notes" on Appointment]
        |c| {
            let (client, appointment) = (c.cast.client, c.cast.appointment);
            c.studio.write_session_note(c.ctx, client, appointment, "Sat still").map(drop)
        };
    "correct_note" by Authors "clients.notes" on Client leaves ["clients.notes" on Client, "clients.notes" on Client]
        corrected;
    "services" by People "agenda.view" on Studio leaves []
        |c| c.studio.services(c.ctx, true).map(drop);
    "service" by People "agenda.view" on Service leaves []
        |c| c.studio.service(c.ctx, c.cast.planning.service).map(drop);
    "expect_to_keep_services" by Admins "security.settings" on Studio leaves []
        |c| c.studio.expect_to_keep_services(c.ctx);
    "add_service" by Admins "security.settings" on Studio leaves ["security.settings" on Studio]
        |c| c.studio.add_service(c.ctx, crate::planning::service(&format!("Service {}", c.nth))).map(drop);
    "add_usual_services" by Admins "security.settings" on Studio leaves ["security.settings" on Studio]
        |c| c.studio.add_usual_services(c.ctx, Some(&["consultation".to_owned()])).map(drop);
    "edit_service" by Admins "security.settings" on Service leaves ["security.settings" on Service]
        |c| {
            let minutes = Some((c.nth % 700 + 10).to_string());
            let input = ServiceInput { minutes, ..ServiceInput::default() };
            c.studio.edit_service(c.ctx, c.cast.planning.service, input, None).map(drop)
        };
    "archive_service" by Admins "security.settings" on Service leaves ["security.settings" on Service]
        |c| {
            let archived = !c.studio.service(&c.cast.test.operator(), c.cast.planning.service)?.archived;
            c.studio.archive_service(c.ctx, c.cast.planning.service, archived, None).map(drop)
        };
    "blocks" by People "agenda.view" on Studio leaves []
        |c| c.studio.blocks(c.ctx, &BlockView::default()).map(drop);
    "block" by People "agenda.view" on Block leaves []
        |c| c.studio.block(c.ctx, c.cast.planning.block).map(drop);
    "expect_to_block" by HavingRows "agenda.block" on Studio leaves []
        |c| c.studio.expect_to_block(c.ctx);
    "add_block" by DeskAndOwner "agenda.block" on Artist leaves ["agenda.block" on Artist]
        |c| c.studio.add_block(c.ctx, c.cast.artist, crate::planning::block(c.nth)).map(drop);
    "edit_block" by DeskAndOwner "agenda.block" on Block leaves ["agenda.block" on Block]
        |c| {
            let input = BlockInput { note: Some(format!("note {}", c.nth)), ..BlockInput::default() };
            c.studio.edit_block(c.ctx, c.cast.planning.block, input, Which::One, None).map(drop)
        };
    "remove_block" by DeskAndOwner "agenda.block" on Artist
        leaves ["agenda.block" on Artist, "agenda.block" on Made("block")]
        |c| {
            let made = c.studio.add_block(c.ctx, c.cast.artist, crate::planning::block(c.nth))?;
            c.studio.remove_block(c.ctx, made[0], Which::Rest, None).map(drop)
        };
    "new_blocks" by HavingRows "agenda.block" on Studio leaves []
        |c| c.studio.new_blocks(c.ctx).map(drop);
    "notice_blocks" by Desk "agenda.block" on Studio leaves []
        |c| c.studio.notice_blocks(c.ctx, None, None).map(drop);
    "free_times" by People "agenda.view" on Studio leaves []
        |c| {
            let input = FreeInput { minutes: "60".to_owned(), ..FreeInput::default() };
            c.studio.free_times(c.ctx, &input).map(|found| assert!(!found.slots.is_empty()))
        };
    "expect_agenda_export" by HavingRows "agenda.export" on Studio leaves []
        |c| c.studio.expect_agenda_export(c.ctx);
    "write_agenda" by HavingRows "agenda.export" on Studio
        leaves ["agenda.export" on Studio, "agenda.export" on Studio]
        |c| written(|out| {
            let how = AgendaAs { format: AgendaFormat::Ics, headers: &|_| None, progress: &mut |_| {} };
            c.studio.write_agenda(c.ctx, &AgendaTaken::default(), how, out)
        });
    "feeds" by DeskAndOwner "agenda.export" on Artist leaves []
        |c| c.studio.feeds(c.ctx, c.cast.artist).map(drop);
    "make_feed" by DeskAndOwner "agenda.export" on Artist leaves ["agenda.export" on Artist]
        |c| c.studio.make_feed(c.ctx, c.cast.artist, "full").map(drop);
    "revoke_feed" by DeskAndOwner "agenda.export" on Artist
        leaves ["agenda.export" on Artist, "agenda.export" on Made("feed")]
        |c| {
            let made = c.studio.make_feed(c.ctx, c.cast.artist, "busy_only")?;
            c.studio.revoke_feed(c.ctx, made.id)
        };
    "to_remind" by HavingRows "agenda.details" on Studio leaves []
        |c| c.studio.to_remind(c.ctx, "", "").map(drop);
    "expect_to_remind" by HavingRows "agenda.details" on Studio leaves []
        |c| c.studio.expect_to_remind(c.ctx);
    "mark_reminded" by DeskAndOwner "agenda.edit" on Coming leaves ["agenda.edit" on Coming]
        |c| c.studio.mark_reminded(c.ctx, c.cast.planning.coming(c.nth), "call");
    "aftercare" by DeskAndOwner "agenda.details" on Coming leaves []
        |c| c.studio.aftercare(c.ctx, c.cast.planning.coming(c.nth)).map(drop);
    "give_aftercare" by DeskAndOwner "agenda.complete" on Coming leaves ["agenda.complete" on Coming]
        |c| c.studio.give_aftercare(c.ctx, c.cast.planning.coming(c.nth)).map(drop);
    "client_appointments" by People "agenda.view" on Client leaves []
        |c| c.studio.client_appointments(c.ctx, c.cast.client, None).map(drop);
    "send_correction" by People "clients.view" on Client leaves ["clients.view" on Client]
        |c| sent(c, c.ctx).map(drop);
    "corrections" by People "clients.view" on Client leaves []
        |c| c.studio.corrections(c.ctx, c.cast.client).map(drop);
    "correction" by People "clients.view" on Client leaves []
        |c| c.studio.correction(c.ctx, c.cast.client, waiting(c)).map(drop);
    "open_corrections" by People "clients.view" on Studio leaves []
        |c| c.studio.open_corrections(c.ctx, None).map(drop);
    "apply_correction" by DeskWithCode "clients.edit" on Client leaves ["clients.edit" on Client]
        |c| {
            let (seen, id) = (CorrectionSeen::default(), waiting(c));
            c.studio.apply_correction(c.ctx, c.cast.client, id, seen, true).map(drop)
        };
    "decline_correction" by DeskWithCode "clients.edit" on Client leaves ["clients.edit" on Client]
        |c| c.studio.decline_correction(c.ctx, c.cast.client, waiting(c), "As it is", None);
    "pin_note" by DeskAndOwner "clients.notes" on Client leaves ["clients.notes" on Client]
        |c| c.studio.pin_note(c.ctx, c.cast.client, &format!("Call before {}", c.nth), None).map(drop);
    "likely_duplicates" by People "clients.view" on Client leaves []
        |c| c.studio.likely_duplicates(c.ctx, c.cast.client).map(drop);
    "duplicate_groups" by People "clients.view" on Studio leaves []
        |c| c.studio.duplicate_groups(c.ctx, None).map(drop);
    "duplicate_page" by People "clients.view" on Studio leaves []
        |c| c.studio.duplicate_page(c.ctx, "").map(drop);
    "client_to_merge" by DeskBeforeCode "clients.merge" on Client leaves []
        |c| c.studio.client_to_merge(c.ctx, c.cast.client).map(drop);
    "merge_preview" by DeskBeforeCode "clients.merge" on Client leaves []
        |c| c.studio.merge_preview(c.ctx, c.cast.client, c.cast.spare(c.nth)).map(drop);
    "merge_clients" by DeskWithCode "clients.merge" on Client
        leaves ["clients.merge" on Client, "clients.merge" on Spare]
        |c| {
            let other = c.cast.spare(c.nth);
            c.studio.merge_clients(c.ctx, c.cast.client, other, MergeInput::default()).map(drop)
        };
    "client_to_delete" by DeskBeforeCode "clients.delete" on Client leaves []
        |c| c.studio.client_to_delete(c.ctx, c.cast.client).map(drop);
    "delete_client" by DeskWithCode "clients.delete" on Spare leaves ["clients.delete" on Spare]
        |c| match c.studio.delete_client(c.ctx, c.cast.spare(c.nth), "Nobody", None)? {
            Deletion::Done(_) => Ok(()),
            Deletion::Held(held) => panic!("{held:?}"),
        };
    "export_clients" by DeskWithCode "clients.export" on Studio
        leaves ["clients.export" on Studio, "clients.export" on Studio]
        |c| c.studio.export_clients::<Error>(c.ctx, &ClientFilter::default(), |_| Ok(())).map(drop);

    "export_clients_csv" by DeskWithCode "clients.export" on Studio
        leaves ["clients.export" on Studio, "clients.export" on Studio]
        |c| written(|out| c.studio.export_clients_csv(c.ctx, &ClientFilter::default(), &|_| None, out));
    "export_clients_json" by DeskWithCode "clients.export" on Studio
        leaves ["clients.export" on Studio, "clients.export" on Studio]
        |c| written(|out| c.studio.export_clients_json(c.ctx, &ClientFilter::default(), out));
    "write_clients" by DeskWithCode "clients.export" on Studio
        leaves ["clients.export" on Studio, "clients.export" on Studio]
        |c| written(|out| {
            let how = ExportAs { format: ExportFormat::Xlsx, headers: &|_| None, progress: &mut |_| {} };
            c.studio.write_clients(c.ctx, &ClientFilter::default(), how, out)
        });
    "expect_to_export_clients" by DeskBeforeCode "clients.export" on Studio leaves []
        |c| c.studio.expect_to_export_clients(c.ctx);
    "expect_export_permit" by DeskWithCode "clients.export" on Studio leaves []
        |c| c.studio.expect_export_permit(c.ctx);
    "expect_to_import_clients" by DeskBeforeCode "clients.import" on Studio leaves []
        |c| c.studio.expect_to_import_clients(c.ctx);
    "expect_import_permit" by DeskWithCode "clients.import" on Studio leaves []
        |c| c.studio.expect_import_permit(c.ctx);
    "preview_client_import" by DeskBeforeCode "clients.import" on Studio leaves []
        |c| c.studio.preview_client_import(c.ctx, &rows(c.nth), &ImportPlan::default(), &mut |_| ControlFlow::Continue(()))
            .map(|report| assert_eq!((report.added, report.done), (1, false), "{report:?}"));
    "import_clients" by DeskWithCode "clients.import" on Studio leaves ["clients.import" on Studio]
        |c| c.studio.import_clients(c.ctx, rows(c.nth), ImportPlan::default(), |_| ControlFlow::Continue(()))
            .map(|report| assert_eq!((report.added, report.done), (1, true), "{report:?}"));
    "keep_import" by DeskBeforeCode "clients.import" on Studio leaves []
        |c| persons(c, c.studio.keep_import(c.ctx, &rows(c.nth)).map(drop));
    "kept_import" by DeskBeforeCode "clients.import" on Studio leaves []
        |c| persons(c, c.studio.kept_import(c.ctx, "0").map(drop));
    "import_kept" by DeskWithCode "clients.import" on Studio leaves []
        |c| persons(c, c.studio.import_kept(c.ctx, "0", ImportPlan::default(), |_| ControlFlow::Continue(())).map(drop));
    "forget_import" by DeskBeforeCode "clients.import" on Studio leaves []
        |c| persons(c, c.studio.forget_import(c.ctx, "0"));
    "consents" by DeskAndOwner "clients.consent" on Client leaves []
        |c| c.studio.consents(c.ctx, c.cast.client).map(drop);
    "consent_sheet" by DeskAndOwner "clients.consent" on Client leaves []
        |c| c.studio.consent_sheet(c.ctx, c.cast.client).map(drop);
    "missing_to_complete" by DeskAndOwner "clients.consent" on Client leaves []
        |c| c.studio.missing_to_complete(c.ctx, c.cast.client, None, None).map(drop);
    "missing_beside_consent" by DeskAndOwner "clients.consent" on Client leaves []
        |c| c.studio.missing_beside_consent(c.ctx, c.cast.client, c.cast.consent).map(drop);
    "consent_proof" by DeskAndOwner "clients.consent" on Client leaves []
        |c| c.studio.consent_proof(c.ctx, c.cast.client, c.cast.consent).map(drop);
    "consent_signature" by DeskAndOwner "clients.consent" on Client leaves []
        |c| c.studio.consent_signature(c.ctx, c.cast.client, c.cast.consent).map(drop);
    "consent_wanted" by DeskAndOwner "clients.consent" on Client leaves []
        |c| c.studio.consent_wanted(c.ctx, c.cast.client, "informed", "es").map(drop);
    "record_consent" by DeskAndOwner "clients.consent" on Client leaves ["clients.consent" on Client]
        |c| c.studio.record_consent(c.ctx, c.cast.client, crate::consents::spoken("informed", "given")).map(drop);
    "set_guardian" by DeskAndOwner "clients.consent" on Client leaves ["clients.consent" on Client]
        |c| {
            let input = ContactInput { name: format!("Elena {}", c.nth), ..ContactInput::default() };
            c.studio.set_guardian(c.ctx, c.cast.client, input, None).map(drop)
        };
    "check_age" by DeskAndOwner "clients.consent" on Client leaves ["clients.consent" on Client]
        |c| {
            let input = AgeCheckInput { document: "passport".to_owned(), birth_date: "1994-02-03".to_owned() };
            c.studio.check_age(c.ctx, c.cast.client, input).map(drop)
        };
    "consent_texts" by People "clients.view" on Studio leaves []
        |c| c.studio.consent_texts(c.ctx).map(drop);
    "consent_text" by People "clients.view" on Studio leaves []
        |c| c.studio.consent_text(c.ctx, "informed", "es").map(drop);
    "save_consent_text" by Admins "security.settings" on Studio leaves ["security.settings" on Studio]
        |c| c.studio.save_consent_text(c.ctx, "reminders", "en", &format!("Text {}", c.nth), None).map(drop);
    "screenings" by DeskAndOwner "clients.health_view" on Client leaves ["clients.health_view" on Client]
        |c| c.studio.screenings(c.ctx, c.cast.client, None).map(drop);
    "health_flag" by DeskAndOwner "clients.health_view" on Client leaves []
        |c| c.studio.health_flag(c.ctx, c.cast.client).map(drop);
    "health_flags" by People "clients.view" on Studio leaves []
        |c| c.studio.health_flags(c.ctx, &[c.cast.client]).map(drop);
    "today" by People "agenda.view" on Studio leaves []
        |c| c.studio.today(c.ctx).map(drop);
    "appointment_ahead" by People "agenda.view" on Appointment leaves []
        |c| c.studio.appointment_ahead(c.ctx, c.cast.appointment).map(drop);
    "book_newcomer" by DeskAndOwner "agenda.create" on Artist
        leaves ["clients.create" on Studio, "agenda.create" on Artist]
        |c| {
            let client = ClientInput {
                name: Some(format!("Newcomer {}", c.nth)),
                phone: Some(format!("611 {:06}", c.nth)),
                ..ClientInput::default()
            };
            c.studio.book_newcomer(c.ctx, client, crate::today::booking(c.cast.artist, c.nth + 9_600), true, None).map(drop)
        };
    "expect_to_record_screening" by DeskAndOwner "clients.health_record" on Client leaves []
        |c| c.studio.expect_to_record_screening(c.ctx, c.cast.client);
    "record_screening" by DeskAndOwner "clients.health_record" on Client
        leaves ["clients.health_record" on Client]
        |c| c.studio.record_screening(c.ctx, c.cast.client, screening(c.nth), None).map(drop);
    "confirm_screening" by DeskAndOwner "clients.health_record" on Client
        leaves ["clients.health_record" on Client]
        |c| c.studio.confirm_screening(c.ctx, c.cast.client, None).map(drop);

    "keys" by AdminsAndHousekeeping "security.privacy" on Studio leaves []
        |c| c.studio.keys(c.ctx).map(drop);
    "rotate_keys" by AdminsAndHousekeeping "security.privacy" on Studio
        leaves ["security.privacy" on Studio, "security.privacy" on Studio]
        |c| c.studio.rotate_keys(c.ctx).map(drop);
    "drop_old_keys" by AdminsAndHousekeeping "security.privacy" on Studio leaves ["security.privacy" on Studio]
        |c| c.studio.drop_old_keys(c.ctx).map(drop);
    "accept_key_loss" by AdminsAndHousekeeping "security.privacy" on Studio
        leaves ["security.privacy" on Studio]
        |c| c.studio.accept_key_loss(c.ctx).map(drop);
    "export_keys" by AdminsAndHousekeeping "security.privacy" on Studio leaves ["security.privacy" on Studio]
        |c| c.studio.export_keys(c.ctx, &passphrase()).map(drop);
    "import_keys" by AdminsAndHousekeeping "security.privacy" on Studio leaves ["security.privacy" on Studio]
        |c| c.studio.import_keys(c.ctx, &exported(c), &passphrase()).map(drop);

    "add_client_with_photo" by People "clients.create" on Studio leaves ["clients.create" on Studio]
        |c| {
            let input = ClientInput {
                name: Some(format!("Portrait {}", c.nth)),
                phone: Some(format!("601 {:06}", c.nth)),
                ..ClientInput::default()
            };
            c.studio.add_client_with_photo(c.ctx, input, false, picture(40, 40, c.nth)).map(drop)
        };
    "consent_paper" by DeskAndOwner "clients.consent" on Client leaves []
        |c| match c.studio.consent_paper(c.ctx, c.cast.client, c.cast.consent, |_| false) {
            Err(Error::NotFound { kind: "paper", .. }) => Ok(()),
            other => other.map(drop),
        };
    "expect_to_attach_paper" by DeskAndOwner "clients.consent" on Client leaves []
        |c| c.studio.expect_to_attach_paper(c.ctx, c.cast.client, c.cast.consent);
    "attach_consent_paper" by DeskAndOwner "clients.consent" on Client
        leaves ["clients.consent" on Client, "clients.consent" on Client]
        |c| {
            let manner = "paper".to_owned();
            let input = ConsentInput { manner, ..crate::consents::spoken("informed", "given") };
            let form = c.studio.record_consent(c.ctx, c.cast.client, input)?;
            c.studio.attach_consent_paper(c.ctx, c.cast.client, form, picture(40, 40, c.nth)).map(drop)
        };
    "client_gallery" by People "clients.view" on Client leaves []
        |c| c.studio.client_gallery(c.ctx, c.cast.client, &GalleryFilter::default()).map(drop);
    "appointment_files" by DeskAndOwner "agenda.details" on Appointment leaves []
        |c| c.studio.appointment_files(c.ctx, c.cast.appointment).map(drop);
    "appointment_file" by DeskAndOwner "agenda.details" on Appointment leaves []
        |c| {
            let (appointment, none) = (c.cast.appointment, AppointmentFileId::new(9_999));
            match c.studio.appointment_file(c.ctx, appointment, none, FileSize::Whole, |_| false) {
                Err(Error::NotFound { kind: "file", .. }) => Ok(()),
                other => other.map(drop),
            }
        };
    "expect_to_attach" by DeskAndOwner "agenda.edit" on Appointment leaves []
        |c| c.studio.expect_to_attach(c.ctx, c.cast.appointment);
    "attach_to_appointment" by DeskAndOwner "agenda.edit" on Appointment leaves ["agenda.edit" on Appointment]
        |c| attached(c).map(drop);
    "detach_from_appointment" by DeskAndOwner "agenda.edit" on Appointment
        leaves ["agenda.edit" on Appointment, "agenda.edit" on Appointment]
        |c| {
            let file = attached(c)?;
            c.studio.detach_from_appointment(c.ctx, c.cast.appointment, file)
        };
    "client_photo" by People "clients.view" on Client leaves []
        |c| match c.studio.client_photo(c.ctx, c.cast.client, PhotoSize::Large, |_| false) {
            Err(Error::NotFound { kind: "photo", .. }) => Ok(()),
            other => other.map(drop),
        };
    "expect_to_set_photo" by DeskWithCodeAndOwner "clients.photo" on Client leaves []
        |c| c.studio.expect_to_set_photo(c.ctx, c.cast.client);
    "set_client_photo" by DeskWithCodeAndOwner "clients.photo" on Client leaves ["clients.photo" on Client]
        |c| c.studio.set_client_photo(c.ctx, c.cast.client, picture(40, 40, c.nth)).map(drop);
    "remove_client_photo" by DeskWithCodeAndOwner "clients.photo" on Client
        leaves ["clients.photo" on Client]
        |c| c.studio.remove_client_photo(c.ctx, c.cast.client);
    "portfolio" by People "portfolio.view" on Studio leaves []
        |c| c.studio.portfolio(c.ctx, &PortfolioFilter::default()).map(drop);
    "portfolio_item" by People "portfolio.view" on Item leaves []
        |c| c.studio.portfolio_item(c.ctx, c.cast.item).map(drop);
    "portfolio_picture" by People "portfolio.view" on Item leaves []
        |c| c.studio.portfolio_picture(c.ctx, c.cast.item, PictureSize::Small, |_| false).map(drop);
    "portfolio_page" by People "portfolio.view" on Artist leaves []
        |c| c.studio.portfolio_page(c.ctx, c.cast.artist).map(drop);
    "portfolio_desk" by People "portfolio.view" on Artist leaves []
        |c| c.studio.portfolio_desk(c.ctx, c.cast.artist).map(drop);
    "portfolio_sessions" by People "portfolio.view" on Artist leaves []
        |c| c.studio.portfolio_sessions(c.ctx, c.cast.artist).map(drop);
    "preview_portfolio" by People "portfolio.view" on Artist leaves []
        |c| c.studio.preview_portfolio(c.ctx, c.cast.artist, None).map(drop);
    "expect_to_upload" by AdminsAndOwner "portfolio.upload" on Artist leaves []
        |c| c.studio.expect_to_upload(c.ctx, c.cast.artist);
    "expect_to_arrange" by AdminsAndOwner "portfolio.edit" on Artist leaves []
        |c| c.studio.expect_to_arrange(c.ctx, c.cast.artist);
    "add_portfolio_item" by AdminsAndOwner "portfolio.upload" on Artist
        leaves ["portfolio.upload" on Artist]
        |c| {
            let file = picture(40, 40, 500 + c.nth);
            c.studio.add_portfolio_item(c.ctx, c.cast.artist, file, &ItemInput::default()).map(drop)
        };
    "edit_portfolio_item" by AdminsAndOwner "portfolio.edit" on Item leaves ["portfolio.edit" on Item]
        |c| {
            let input = ItemInput { title: some("Swallow"), ..ItemInput::default() };
            c.studio.edit_portfolio_item(c.ctx, c.cast.item, None, &input).map(drop)
        };
    "expect_to_edit_item" by AdminsAndOwner "portfolio.edit" on Item leaves []
        |c| c.studio.expect_to_edit_item(c.ctx, c.cast.item);
    "set_portfolio_picture" by AdminsAndOwner "portfolio.edit" on Item leaves ["portfolio.edit" on Item]
        |c| {
            let file = picture(40, 40, 800 + c.nth);
            c.studio.set_portfolio_picture(c.ctx, c.cast.item, file, None).map(drop)
        };
    "remove_portfolio_item" by AdminsAndOwner "portfolio.edit" on SpareItem
        leaves ["portfolio.edit" on SpareItem]
        |c| c.studio.remove_portfolio_item(c.ctx, c.cast.spare_item(c.nth));
    "restore_portfolio_item" by AdminsAndOwner "portfolio.edit" on RemovedItem
        leaves ["portfolio.edit" on RemovedItem]
        |c| c.studio.restore_portfolio_item(c.ctx, c.cast.removed_item(c.nth));
    "change_portfolio_items" by AdminsAndOwner "portfolio.edit" on Artist
        leaves ["portfolio.edit" on Artist, "portfolio.edit" on Item]
        |c| {
            let input = ItemInput { public: Some(false), ..ItemInput::default() };
            let what = BulkInput::Change(Box::new(input));
            c.studio.change_portfolio_items(c.ctx, c.cast.artist, vec![c.cast.item], what).map(drop)
        };
    "order_portfolio" by AdminsAndOwner "portfolio.edit" on Artist leaves ["portfolio.edit" on Artist]
        |c| c.studio.order_portfolio(c.ctx, c.cast.artist, vec![c.cast.item]);
    "set_portfolio_page" by AdminsAndOwner "portfolio.edit" on Artist leaves ["portfolio.edit" on Artist]
        |c| c.studio.set_portfolio_page(c.ctx, c.cast.artist, None, &PageInput::default()).map(drop);
    "check_media" by Upkeep "system.sweep" on Studio leaves []
        |c| c.studio.check_media(c.ctx, true).map(drop);
    "sweep_media" by Upkeep "system.sweep" on Studio leaves []
        |c| c.studio.sweep_media(c.ctx).map(drop);

    "settings" by Admins "security.settings" on Studio leaves []
        |c| c.studio.settings(c.ctx).map(drop);
    "setting" by Admins "security.settings" on Studio leaves []
        |c| c.studio.setting(c.ctx, "studio.name").map(drop);
    "set_setting" by Admins "security.settings" on Studio leaves ["security.settings" on Studio]
        |c| c.studio.set_setting(c.ctx, "studio.name", "Otro nombre", None).map(drop);
    "preview_profile" by Admins "security.settings" on Studio leaves []
        |c| c.studio.preview_profile(c.ctx, "client-page").map(drop);

    "audit" by Admins "security.audit" on Studio leaves []
        |c| c.studio.audit(c.ctx, &AuditFilter::default()).map(drop);
    "verify_audit" by Admins "security.audit" on Studio leaves []
        |c| c.studio.verify_audit(c.ctx).map(drop);
    "doctor" by Operator "system.migrate" on Studio leaves []
        |c| c.studio.doctor(c.ctx, false).map(drop);
    "import_legacy" by Operator "system.import_legacy" on Studio leaves []
        moved_in;
    "fill_demo" by Operator "system.import_legacy" on Studio leaves []
        invented;

    // Last: they end every elevation.
    "set_code" by Admins "security.rotate_code" on Studio leaves ["security.rotate_code" on Studio]
        |c| c.studio.set_code(c.ctx, &Secret::from("cinco-tintas")).map(drop);
    "clear_code" by Admins "security.rotate_code" on Studio leaves ["security.rotate_code" on Studio]
        |c| c.studio.clear_code(c.ctx).map(drop);
}
