//! `studio user`: accounts.

use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use serde::Serialize;
use studio_app::{Link, Page, UserFilter, UserInput};
use studio_domain::{ArtistId, UserId, UserName, Version};
use studio_policy::Column;
use studio_text::Args as Values;

use super::faces::{self, UserPhoto};
use super::invitation::{OneTimeLink, Reached, invite};
use super::named;
use super::policy::{people, role_parser};
use crate::actor::{self, Acting};
use crate::ask;
use crate::failure::Failure;
use crate::output::Sheet;
use crate::paging::{self, Paging};
use crate::run::Run;
use crate::views::{Changed, OnlyId, PrivateView, SessionView, UserView};

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum User {
    List(List),
    Show {
        user: String,
    },
    Add(Add),
    Edit(Edit),
    Role {
        user: String,
        #[arg(value_parser = role_parser(people()))]
        role: String,
        #[command(flatten)]
        link: LinkTo,
        #[command(flatten)]
        expected: Expected,
    },
    Disable {
        user: String,
        #[command(flatten)]
        expected: Expected,
    },
    Enable {
        user: String,
        #[command(flatten)]
        expected: Expected,
    },
    Invite {
        user: String,
        #[command(flatten)]
        reached: Reached,
    },
    Password {
        user: String,
    },
    #[command(subcommand)]
    Photo(UserPhoto),
    Sessions {
        user: String,
        #[arg(long)]
        end: bool,
    },
}

/// Which accounts to list.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    #[arg(long, value_parser = role_parser(people()))]
    role: Option<String>,
    #[arg(long)]
    status: Option<Status>,
    #[arg(long, value_name = "USER")]
    after: Option<String>,
    #[command(flatten)]
    paging: Paging,
}

/// Whether somebody works here now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Status {
    Active,
    Inactive,
}

impl Status {
    /// As filters take it.
    pub(crate) fn is_active(self) -> bool {
        self == Self::Active
    }
}

/// A new account.
#[derive(Debug, Args)]
pub(crate) struct Add {
    #[arg(value_name = "NAME")]
    user_name: String,
    #[arg(long, value_parser = role_parser(people()))]
    role: String,
    #[command(flatten)]
    link: LinkTo,
    #[command(flatten)]
    person: Person,
    #[command(flatten)]
    reached: Reached,
}

/// Changes of an account.
#[derive(Debug, Args)]
pub(crate) struct Edit {
    user: String,
    #[command(flatten)]
    person: PersonChanged,
    #[command(flatten)]
    expected: Expected,
}

/// The artist profile of an account.
#[derive(Debug, Args)]
pub(crate) struct LinkTo {
    #[arg(long, conflicts_with = "new_artist")]
    artist: Option<String>,
    #[arg(long, value_name = "NAME")]
    new_artist: Option<String>,
}

/// The version that a change was made from.
#[derive(Debug, Args)]
pub(crate) struct Expected {
    #[arg(long, value_name = "VERSION", value_parser = clap::value_parser!(i64).range(1..))]
    if_version: Option<i64>,
}

impl Expected {
    /// As use cases take it.
    pub(crate) fn version(&self) -> Option<Version> {
        self.if_version.map(Version::new)
    }
}

/// What is said about a person.
#[derive(Debug, Args)]
pub(crate) struct Person {
    #[arg(long, value_name = "NAME")]
    full_name: Option<String>,
    #[arg(long, value_name = "DATE")]
    birth_date: Option<String>,
    #[arg(long)]
    email: Option<String>,
    #[arg(long)]
    phone: Option<String>,
    #[arg(long, value_name = "NAME")]
    instagram: Option<String>,
}

/// The same where at least one of it has to be given.
#[derive(Debug, Args)]
#[command(group(
    ArgGroup::new("person_changed")
        .required(true)
        .multiple(true)
        .args(["full_name", "birth_date", "email", "phone", "instagram"])
))]
pub(crate) struct PersonChanged {
    #[command(flatten)]
    person: Person,
}

impl From<Person> for UserInput {
    fn from(person: Person) -> Self {
        let Person { full_name, birth_date, email, phone, instagram } = person;
        Self { full_name, birth_date, email, phone, instagram }
    }
}

impl LinkTo {
    fn link(self, acting: &Acting) -> Result<Link, Failure> {
        Ok(match (self.artist, self.new_artist) {
            (Some(artist), _) => Link::To(named::artist(acting, &artist)?),
            (None, Some(name)) => Link::New(name),
            (None, None) => Link::None,
        })
    }
}

#[derive(Serialize)]
struct Added {
    id: i64,
    user_name: String,
    artist_id: Option<i64>,
    invitation: Option<OneTimeLink>,
}

#[derive(Serialize)]
struct Ended {
    ended: usize,
}

/// Does what was asked for, as whoever acts.
pub(super) fn run(run: &mut Run, user: User) -> Result<(), Failure> {
    actor::act(run, |run, acting| match user {
        User::List(list) => list_users(run, acting, list),
        User::Show { user } => show(run, acting, &user),
        User::Add(add) => add_user(run, acting, add),
        User::Edit(edit) => {
            let id = named::user(acting, &edit.user)?;
            let version = edit.expected.version();
            let version = acting.studio.edit_user(&acting.ctx()?, id, edit.person.person.into(), version)?;
            changed(run, "cli-user-changed", &edit.user, id, version)
        }
        User::Role { user, role, link, expected } => {
            let id = named::user(acting, &user)?;
            let link = link.link(acting)?;
            let version = acting.studio.set_role(&acting.ctx()?, id, &role, link, expected.version())?;
            changed(run, "cli-user-changed", &user, id, version)
        }
        User::Disable { user, expected } => toggle(run, acting, &user, false, &expected),
        User::Enable { user, expected } => toggle(run, acting, &user, true, &expected),
        User::Invite { user, reached } => invite(run, acting, &user, &reached),
        User::Password { user } => password(run, acting, &user),
        User::Photo(photo) => faces::of_user(run, acting, photo),
        User::Sessions { user, end } => sessions(run, acting, &user, end),
    })
}

fn list_users(run: &mut Run, acting: &Acting, list: List) -> Result<(), Failure> {
    let role = list.role.as_deref().and_then(Column::parse).and_then(Column::role);
    let mut filter = UserFilter {
        q: list.search,
        role,
        active: list.status.map(Status::is_active),
        after: list.after.map(|name| UserName::key_of(&name)),
    };
    paging::list(&mut run.out, run.words, &list.paging, "--after", || {
        let page = acting.studio.users(&acting.ctx()?, &filter)?;
        filter.after = page.items.last().map(|card| UserName::key_of(&card.user_name));
        Ok(Page { items: page.items.into_iter().map(UserView::from).collect(), more: page.more })
    })
}

fn show(run: &mut Run, acting: &Acting, user: &str) -> Result<(), Failure> {
    let id = named::user(acting, user)?;
    let sheet = acting.studio.user(&acting.ctx()?, id)?;
    let zone = acting.zone()?;
    let view = UserView::from(sheet.card).with(sheet.private.map(|private| PrivateView::new(private, zone)));
    run.out.record(&view, &id.to_string(), &view.sheet(run.words))
}

fn add_user(run: &mut Run, acting: &Acting, add: Add) -> Result<(), Failure> {
    // Somebody who signs in has given the own password in the variable: the new account gets an invitation.
    let password = if acting.is_person() { None } else { ask::given(ask::PASSWORD)? };
    let link = add.link.link(acting)?;
    let ctx = acting.ctx()?;
    let added = acting.studio.add_user(
        &ctx,
        &add.user_name,
        &add.role,
        link,
        add.person.into(),
        password.as_ref(),
    )?;
    let zone = acting.zone()?;
    let json = Added {
        id: added.id.get(),
        user_name: add.user_name,
        artist_id: added.artist.map(ArtistId::get),
        invitation: added.invitation.map(|invitation| OneTimeLink::new(run, &invitation, zone, &add.reached)),
    };
    let words = run.words;
    run.out.note(&words.tell("cli-user-added", &Values::new().text("name", &json.user_name)));
    let sheet = Sheet::default()
        .line(words.say("cli-id"), json.id.to_string())
        .maybe(words.say("cli-artist"), json.artist_id.map(|id| id.to_string()));
    let sheet = match &json.invitation {
        Some(link) => link.lines(sheet, run),
        None => sheet,
    };
    run.out.record(&json, &added.id.to_string(), &sheet)?;
    if let Some(link) = &json.invitation {
        link.explain(run);
    }
    Ok(())
}

fn toggle(run: &mut Run, acting: &Acting, user: &str, on: bool, expected: &Expected) -> Result<(), Failure> {
    let id = named::user(acting, user)?;
    let version = acting.studio.toggle_user(&acting.ctx()?, id, on, expected.version())?;
    changed(run, if on { "cli-user-enabled" } else { "cli-user-disabled" }, user, id, version)
}

fn changed(run: &mut Run, note: &str, user: &str, id: UserId, version: Version) -> Result<(), Failure> {
    let note = run.words.tell(note, &Values::new().text("name", user));
    run.out.changed(&Changed { id: id.get(), version: version.get() }, &id.to_string(), &note)
}

fn password(run: &mut Run, acting: &Acting, user: &str) -> Result<(), Failure> {
    let id = named::user(acting, user)?;
    let or = (!acting.is_person()).then_some(ask::PASSWORD);
    let password = ask::new(run.words, "password", ask::NEW_PASSWORD, or)?;
    acting.studio.set_password(&acting.ctx()?, id, &password)?;
    let note = run.words.tell("cli-password-set", &Values::new().text("name", user));
    run.out.changed(&OnlyId { id: id.get() }, &id.to_string(), &note)
}

fn sessions(run: &mut Run, acting: &Acting, user: &str, end: bool) -> Result<(), Failure> {
    let id = named::user(acting, user)?;
    if end {
        return ended(run, acting.studio.end_sessions(&acting.ctx()?, id)?);
    }
    let zone = acting.zone()?;
    let cards = acting.studio.sessions(&acting.ctx()?, id)?;
    paging::whole(
        &mut run.out,
        run.words,
        cards.into_iter().map(|card| SessionView::new(card, zone)).collect(),
    )
}

/// Says how many sessions have ended.
pub(super) fn ended(run: &mut Run, ended: usize) -> Result<(), Failure> {
    let count = i64::try_from(ended).unwrap_or(i64::MAX);
    let note = run.words.tell("cli-sessions-ended", &Values::new().number("count", count));
    run.out.changed(&Ended { ended }, &ended.to_string(), &note)
}
