//! `studio client`: the people who get tattooed.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use studio_app::{ClientFilter, ClientInput, ContactInput, FileLimits, Saving};
use studio_domain::{ClientId, Version};
use studio_text::Args as Values;

use super::appointment_files::{self, GalleryOf};
use super::client_file::{self, ClientFile};
use super::consent::{self, ClientConsent, warn};
use super::health::Health;
use super::merging::{self, Delete, Duplicates, Merge};
use super::photo::{self, Photo};
use super::user::Expected;
use super::{named, note};
use crate::actor::{self, Acting};
use crate::failure::Failure;
use crate::files;
use crate::output::Sheet;
use crate::paging::{self, Paging};
use crate::run::Run;
use crate::views::{AddedClient, Changed, ClientRowView, ClientView, ConsentView};

/// What can be done with clients.
#[derive(Debug, Subcommand)]
pub(crate) enum Client {
    List(List),
    Show {
        client: String,
    },
    Add {
        #[arg(long)]
        name: String,
        #[arg(long)]
        phone: String,
        #[command(flatten)]
        more: More,
        #[arg(long, value_name = "ANSWER")]
        informed_consent: Option<Informed>,
        #[arg(long, value_name = "FILE")]
        photo: Option<PathBuf>,
        #[arg(long)]
        anyway: bool,
    },
    Edit(Edit),
    Archive {
        client: String,
        #[command(flatten)]
        expected: Expected,
    },
    Restore {
        client: String,
        #[command(flatten)]
        expected: Expected,
    },
    Duplicates(Duplicates),
    Merge(Merge),
    Delete(Delete),
    Import(ClientFile),
    Consent {
        client: String,
    },
    #[command(flatten)]
    Consents(ClientConsent),
    Health(Health),
    #[command(subcommand)]
    Photo(Photo),
    Gallery(GalleryOf),
    Note(note::Note),
    Appointments {
        client: String,
    },
}

/// Active, archived or both.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ClientStatus {
    Active,
    Archived,
    All,
}

/// What lists of clients are sorted by.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Sort {
    Name,
    Next,
    Last,
    Registered,
}

/// Which end comes first.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Order {
    Asc,
    Desc,
}

fn code(value: Option<impl ValueEnum>) -> String {
    value
        .and_then(|value| value.to_possible_value())
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}

/// The view of the list, as on the screen.
#[derive(Debug, Args)]
pub(crate) struct View {
    #[arg(long, value_name = "TEXT")]
    pub(super) q: Option<String>,
    #[arg(long)]
    status: Option<ClientStatus>,
    #[arg(long)]
    artist: Option<String>,
    #[arg(long)]
    upcoming: bool,
    #[arg(long)]
    sort: Option<Sort>,
    #[arg(long)]
    order: Option<Order>,
}

impl View {
    /// The view as the use case takes it.
    pub(super) fn filter(self, acting: &Acting) -> Result<ClientFilter, Failure> {
        let artist = match &self.artist {
            Some(artist) => named::artist(acting, artist)?.to_string(),
            None => String::new(),
        };
        Ok(ClientFilter {
            q: self.q.unwrap_or_default(),
            status: code(self.status),
            artist,
            upcoming: self.upcoming,
            sort: code(self.sort),
            order: code(self.order),
            ..ClientFilter::default()
        })
    }
}

/// Which clients to list.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    view: View,
    #[arg(long, value_name = "CURSOR")]
    cursor: Option<String>,
    #[command(flatten)]
    paging: Paging,
}

/// What is said about a client besides name and phone.
#[derive(Debug, Args)]
pub(crate) struct More {
    #[arg(long)]
    email: Option<String>,
    #[arg(long, value_name = "NAME")]
    instagram: Option<String>,
    #[arg(long)]
    address: Option<String>,
    #[arg(long)]
    city: Option<String>,
    #[arg(long)]
    state: Option<String>,
    #[arg(long)]
    gender: Option<String>,
    #[arg(long, value_name = "DATE")]
    birth_date: Option<String>,
    #[arg(long, value_name = "ARTIST")]
    preferred_artist: Option<String>,
    #[arg(long = "style", value_name = "STYLE")]
    styles: Option<Vec<String>>,
    #[arg(long = "placement", value_name = "PLACEMENT")]
    placements: Option<Vec<String>>,
    #[arg(long)]
    source: Option<String>,
    #[arg(long, value_name = "TEXT")]
    source_detail: Option<String>,
    #[arg(long, num_args = 3, value_names = ["NAME", "RELATIONSHIP", "PHONE"])]
    emergency: Option<Vec<String>>,
    #[arg(long, num_args = 3, value_names = ["NAME", "RELATIONSHIP", "PHONE"])]
    guardian: Option<Vec<String>>,
}

/// What a client answered to the informed consent while the record was made.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Informed {
    Paper,
    PaperGuardian,
    Spoken,
    Declined,
    NotAsked,
}

/// Changes of a client.
#[derive(Debug, Args)]
pub(crate) struct Edit {
    client: String,
    #[arg(long)]
    name: Option<String>,
    #[arg(long)]
    phone: Option<String>,
    #[command(flatten)]
    more: More,
    #[arg(long)]
    anyway: bool,
    #[command(flatten)]
    expected: Expected,
}

/// Three values in the order of the option.
fn contact(given: Option<Vec<String>>) -> Option<ContactInput> {
    let mut parts = given?.into_iter();
    let mut next = || parts.next().unwrap_or_default();
    Some(ContactInput { name: next(), relationship: next(), phone: next() })
}

impl More {
    fn input(self, acting: &Acting) -> Result<ClientInput, Failure> {
        let preferred_artist = match self.preferred_artist {
            Some(artist) if !artist.trim().is_empty() => Some(named::artist(acting, &artist)?.to_string()),
            other => other,
        };
        Ok(ClientInput {
            name: None,
            phone: None,
            email: self.email,
            instagram: self.instagram,
            address: self.address,
            city: self.city,
            state: self.state,
            gender: self.gender,
            birth_date: self.birth_date,
            preferred_artist,
            styles: self.styles,
            placements: self.placements,
            source: self.source,
            source_detail: self.source_detail,
            emergency: contact(self.emergency),
            guardian: contact(self.guardian),
            informed_consent: None,
            screening: None,
        })
    }
}

/// Does what was asked for, as whoever acts.
pub(super) fn run(run: &mut Run, client: Client) -> Result<(), Failure> {
    actor::act(run, |run, acting| match client {
        Client::Import(file) => client_file::import(run, acting, file),
        Client::List(list) => list_clients(run, acting, list),
        Client::Show { client } => {
            let id = merging::kept(run, acting, &client)?;
            show(run, acting, id)
        }
        Client::Add { name, phone, more, informed_consent, photo, anyway } => {
            let informed_consent = informed_consent.map(|answer| code(Some(answer)).replace('-', "_"));
            let input = ClientInput {
                name: Some(name.clone()),
                phone: Some(phone),
                informed_consent,
                ..more.input(acting)?
            };
            let ctx = acting.ctx()?;
            let answered = input.informed_consent.clone();
            let id = saved(match photo {
                None => acting.studio.add_client(&ctx, input, anyway)?,
                Some(path) => {
                    let file = files::read(&path, FileLimits::CLIENT_PHOTO.bytes)?;
                    acting.studio.add_client_with_photo(&ctx, input, anyway, file)?
                }
            })?;
            run.out.note(&run.words.tell("cli-client-added", &Values::new().text("name", &name)));
            let sheet = Sheet::default().line(run.words.say("cli-id"), id.to_string());
            let missing = acting.studio.client(&ctx, id)?.missing_beside(answered.as_deref());
            let json =
                AddedClient { id: id.get(), name, missing: missing.iter().map(|one| one.code()).collect() };
            run.out.record(&json, &id.to_string(), &sheet)?;
            warn(run, &missing);
            Ok(())
        }
        Client::Edit(edit) => {
            let (id, version) = (merging::kept(run, acting, &edit.client)?, edit.expected.version());
            let input = ClientInput { name: edit.name, phone: edit.phone, ..edit.more.input(acting)? };
            let before = acting.studio.client(&acting.ctx()?, id)?.card.version;
            let version =
                saved(acting.studio.edit_client(&acting.ctx()?, id, input, version, edit.anyway)?)?;
            let note = if version == before { "cli-client-same" } else { "cli-client-changed" };
            changed(run, note, id, version)
        }
        Client::Archive { client, expected } => {
            let id = merging::kept(run, acting, &client)?;
            archive(run, acting, id, true, &expected)
        }
        Client::Restore { client, expected } => {
            let id = merging::kept(run, acting, &client)?;
            archive(run, acting, id, false, &expected)
        }
        Client::Duplicates(which) => merging::duplicates(run, acting, &which),
        Client::Merge(merge) => merging::merge(run, acting, &merge),
        Client::Delete(delete) => merging::delete(run, acting, &delete),
        Client::Consent { client } => {
            let (zone, events) = (acting.zone()?, acting.studio.consents(&acting.ctx()?, id(&client)?)?);
            paging::whole(
                &mut run.out,
                run.words,
                events.into_iter().map(|one| ConsentView::new(one, zone)).collect(),
            )
        }
        Client::Consents(what) => consent::of_client(run, acting, what),
        Client::Health(health) => super::health::run(run, acting, &health),
        Client::Photo(photo) => photo::run(run, acting, photo),
        Client::Gallery(of) => appointment_files::gallery(run, acting, of),
        Client::Note(note) => {
            let id = merging::kept(run, acting, &note.client)?;
            match &note.pin {
                Some(pin) => {
                    let version = acting.studio.pin_note(&acting.ctx()?, id, pin, None)?;
                    changed(run, "cli-client-changed", id, version)
                }
                None => note::run(run, acting, id, note),
            }
        }
        Client::Appointments { client } => note::appointments(run, acting, id(&client)?),
    })
}

/// A client by id.
pub(super) fn id(given: &str) -> Result<ClientId, Failure> {
    Ok(given.trim().parse::<ClientId>()?)
}

pub(super) fn saved<T>(saving: Saving<T>) -> Result<T, Failure> {
    match saving {
        Saving::Saved(value) => Ok(value),
        Saving::Likely(duplicates) => Err(Failure::Likely(duplicates)),
    }
}

fn list_clients(run: &mut Run, acting: &Acting, list: List) -> Result<(), Failure> {
    let zone = acting.zone()?;
    let mut filter = list.view.filter(acting)?;
    filter.cursor = list.cursor.unwrap_or_default();
    paging::cursored(&mut run.out, run.words, &list.paging, "--cursor", |most| {
        filter.limit = Some(most.clamp(1, 200));
        let page = acting.studio.clients(&acting.ctx()?, &filter)?;
        filter.cursor = page.next_cursor.clone().unwrap_or_default();
        let rows = page.items.into_iter().map(|row| ClientRowView::new(row, zone)).collect();
        Ok((rows, page.next_cursor))
    })
}

fn show(run: &mut Run, acting: &Acting, id: ClientId) -> Result<(), Failure> {
    let zone = acting.zone()?;
    let view = ClientView::new(acting.studio.client(&acting.ctx()?, id)?, zone);
    run.out.record(&view, &id.to_string(), &view.sheet(run.words))
}

fn archive(
    run: &mut Run,
    acting: &Acting,
    id: ClientId,
    archived: bool,
    expected: &Expected,
) -> Result<(), Failure> {
    let version = acting.studio.archive_client(&acting.ctx()?, id, archived, expected.version())?;
    changed(run, if archived { "cli-client-archived" } else { "cli-client-restored" }, id, version)
}

fn changed(run: &mut Run, note: &str, id: ClientId, version: Version) -> Result<(), Failure> {
    let note = run.words.tell(note, &Values::new().text("name", id.to_string()));
    run.out.changed(&Changed { id: id.get(), version: version.get() }, &id.to_string(), &note)
}
