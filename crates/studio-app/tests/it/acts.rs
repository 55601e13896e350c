//! The table of use cases about others: which action each needs, on what, and what it leaves in the log.
//!
//! A new use case gets a row here (or in `oneself.rs`); `coverage.rs` fails until it has one.

use std::io::Write;
use std::ops::ControlFlow;

use studio_app::{
    ArtistFilter, ArtistInput, AuditFilter, ClientFilter, ClientInput, DemoError, DemoPlan, Error,
    ExportError, ImportOptions, Link, OpCtx, RateInput, Result, Rule, Secret, Studio, UserFilter, UserInput,
};
use studio_domain::Language;

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
    /// Admins, and the desk with the master code.
    DeskWithCode,
    /// Admins, and the desk, which is asked for the master code later.
    DeskBeforeCode,
    /// The operator only.
    Operator,
}

/// What it is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    Studio,
    Target,
    Artist,
    Client,
    /// An account that the call itself makes.
    NewUser,
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
            (_, Kind::Operator) => Done,
            (_, Kind::Housekeeping) => Refused("no_grant"),
            (Self::People, _) => Done,
            (Self::Admins | Self::AdminsAndOwner, Kind::Admin) => Done,
            (Self::AdminsButPasswords, Kind::Admin) => Rule("password_by_operator"),
            (Self::DeskAndOwner, Kind::Admin | Kind::Desk | Kind::Elevated | Kind::Expired) => Done,
            (Self::AdminsAndOwner | Self::DeskAndOwner, Kind::Owner) => Done,
            (Self::AdminsAndOwner | Self::DeskAndOwner, Kind::Other) => Refused("not_owner"),
            (Self::DeskWithCode, Kind::Admin | Kind::Elevated) => Done,
            (Self::DeskWithCode, Kind::Desk | Kind::Expired) => Refused("needs_elevation"),
            (Self::DeskBeforeCode, Kind::Admin | Kind::Desk | Kind::Elevated | Kind::Expired) => Done,
            _ => Refused("no_grant"),
        }
    }
}

impl By {
    /// Why the matrix permits it to a caller who may.
    pub(crate) fn because(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::AdminsAndOwner | Self::DeskAndOwner, Kind::Owner) => "owner",
            (Self::DeskWithCode, Kind::Elevated) => "elevated",
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
fn exported(export: impl FnOnce(&mut dyn Write) -> Result<u64, ExportError>) -> Result<()> {
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

macro_rules! acts {
    ($($name:literal by $by:ident $action:literal on $on:ident leaves [$($left:literal on $left_on:ident),*] $run:expr;)+) => {
        pub(crate) const ACTS: &[Act] = &[$(Act {
            name: $name,
            by: By::$by,
            action: $action,
            on: On::$on,
            leaves: &[$(($left, On::$left_on)),*],
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

    "clients" by People "clients.view" on Studio leaves []
        |c| c.studio.clients(c.ctx, &ClientFilter::default()).map(drop);
    "client" by People "clients.view" on Client leaves []
        |c| c.studio.client(c.ctx, c.cast.client).map(drop);
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
    "pin_note" by DeskAndOwner "clients.notes" on Client leaves ["clients.notes" on Client]
        |c| c.studio.pin_note(c.ctx, c.cast.client, &format!("Call before {}", c.nth), None).map(drop);
    "export_clients" by DeskWithCode "clients.export" on Studio
        leaves ["clients.export" on Studio, "clients.export" on Studio]
        |c| c.studio.export_clients::<Error>(c.ctx, &ClientFilter::default(), |_| Ok(())).map(drop);

    "export_clients_csv" by DeskWithCode "clients.export" on Studio
        leaves ["clients.export" on Studio, "clients.export" on Studio]
        |c| exported(|out| c.studio.export_clients_csv(c.ctx, &ClientFilter::default(), &|_| None, out));
    "export_clients_json" by DeskWithCode "clients.export" on Studio
        leaves ["clients.export" on Studio, "clients.export" on Studio]
        |c| exported(|out| c.studio.export_clients_json(c.ctx, &ClientFilter::default(), out));
    "consents" by DeskAndOwner "clients.consent" on Client leaves []
        |c| c.studio.consents(c.ctx, c.cast.client).map(drop);
    "screenings" by DeskAndOwner "clients.health_view" on Client leaves ["clients.health_view" on Client]
        |c| c.studio.screenings(c.ctx, c.cast.client).map(drop);

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
