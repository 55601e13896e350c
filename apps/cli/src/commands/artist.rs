//! `studio artist`: profiles that are booked and paid.

use clap::{ArgGroup, Args, Subcommand};
use studio_app::{ArtistCard, ArtistFilter, ArtistInput, Page, RateInput};
use studio_domain::{ArtistId, Version};
use studio_text::Args as Values;

use super::named;
use super::user::{Expected, Status};
use crate::actor::{self, Acting};
use crate::failure::Failure;
use crate::output::Sheet;
use crate::paging::{self, Paging};
use crate::run::Run;
use crate::views::{Added, ArtistView, Changed, OnlyId, RateView};

/// What can be done with artists.
#[derive(Debug, Subcommand)]
pub(crate) enum Artist {
    List(List),
    Show {
        artist: String,
    },
    Add {
        name: String,
        #[command(flatten)]
        profile: Profile,
    },
    Edit(Edit),
    Rate {
        artist: String,
        #[arg(allow_negative_numbers = true)]
        percent: String,
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
    },
    Hours {
        artist: String,
        hours: String,
    },
    Disable {
        artist: String,
        #[command(flatten)]
        expected: Expected,
    },
    Enable {
        artist: String,
        #[command(flatten)]
        expected: Expected,
    },
}

/// Which artists to list.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    #[arg(long)]
    status: Option<Status>,
    #[arg(long, value_name = "ARTIST")]
    after: Option<String>,
    #[command(flatten)]
    paging: Paging,
}

/// What is said about an artist besides the name.
#[derive(Debug, Args)]
pub(crate) struct Profile {
    #[arg(long)]
    colour: Option<String>,
    #[arg(long, value_name = "TEXT")]
    bio: Option<String>,
    #[arg(long = "style", value_name = "STYLE")]
    styles: Option<Vec<String>>,
    #[arg(long)]
    phone: Option<String>,
    #[arg(long)]
    email: Option<String>,
    #[arg(long, value_name = "NAME")]
    instagram: Option<String>,
    #[arg(long)]
    hours: Option<String>,
}

/// Changes of an artist.
#[derive(Debug, Args)]
pub(crate) struct Edit {
    artist: String,
    #[command(flatten)]
    changes: Changes,
    #[command(flatten)]
    expected: Expected,
}

/// At least one thing to change.
#[derive(Debug, Args)]
#[command(group(
    ArgGroup::new("artist_changed")
        .required(true)
        .multiple(true)
        .args(["name", "colour", "bio", "styles", "phone", "email", "instagram", "hours"])
))]
pub(crate) struct Changes {
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    profile: Profile,
}

/// One empty style stands for none at all, as an empty value empties every other field.
fn styles(given: Option<Vec<String>>) -> Option<Vec<String>> {
    given.map(|styles| if styles.iter().all(|style| style.trim().is_empty()) { Vec::new() } else { styles })
}

impl Profile {
    fn input(self, name: Option<String>) -> ArtistInput {
        let Self { colour, bio, styles: given, phone, email, instagram, hours } = self;
        ArtistInput { name, colour, bio, styles: styles(given), phone, email, instagram, hours }
    }
}

/// Does what was asked for, as whoever acts.
pub(super) fn run(run: &mut Run, artist: Artist) -> Result<(), Failure> {
    actor::act(run, |run, acting| match artist {
        Artist::List(list) => list_artists(run, acting, list),
        Artist::Show { artist } => show(run, acting, &artist),
        Artist::Add { name, profile } => {
            let id = acting.studio.add_artist(&acting.ctx()?, profile.input(Some(name.clone())))?;
            run.out.note(&run.words.tell("cli-artist-added", &Values::new().text("name", &name)));
            let sheet = Sheet::default().line(run.words.say("cli-id"), id.to_string());
            run.out.record(&Added { id: id.get(), name }, &id.to_string(), &sheet)
        }
        Artist::Edit(edit) => {
            let id = named::artist(acting, &edit.artist)?;
            let version = edit.expected.version();
            let Changes { name, profile } = edit.changes;
            let version = acting.studio.edit_artist(&acting.ctx()?, id, profile.input(name), version)?;
            changed(run, "cli-artist-changed", &edit.artist, id, version)
        }
        Artist::Rate { artist, percent, from } => {
            let id = named::artist(acting, &artist)?;
            acting.studio.set_rate(&acting.ctx()?, id, RateInput { percent, from })?;
            let note = run.words.tell("cli-artist-changed", &Values::new().text("name", &artist));
            run.out.changed(&OnlyId { id: id.get() }, &id.to_string(), &note)
        }
        Artist::Hours { artist, hours } => {
            let id = named::artist(acting, &artist)?;
            let input = ArtistInput { hours: Some(hours), ..ArtistInput::default() };
            let version = acting.studio.edit_artist(&acting.ctx()?, id, input, None)?;
            changed(run, "cli-artist-changed", &artist, id, version)
        }
        Artist::Disable { artist, expected } => toggle(run, acting, &artist, false, &expected),
        Artist::Enable { artist, expected } => toggle(run, acting, &artist, true, &expected),
    })
}

fn list_artists(run: &mut Run, acting: &Acting, list: List) -> Result<(), Failure> {
    let zone = acting.zone()?;
    let after = match &list.after {
        None => None,
        Some(artist) => {
            let id = named::artist(acting, artist)?;
            Some(acting.studio.artist(&acting.ctx()?, id)?.card.cursor())
        }
    };
    let mut filter = ArtistFilter { q: list.search, active: list.status.map(Status::is_active), after };
    paging::list(&mut run.out, run.words, &list.paging, "--after", || {
        let page = acting.studio.artists(&acting.ctx()?, &filter)?;
        filter.after = page.items.last().map(ArtistCard::cursor);
        let items = page.items.into_iter().map(|card| ArtistView::new(card, zone)).collect();
        Ok(Page { items, more: page.more })
    })
}

fn show(run: &mut Run, acting: &Acting, artist: &str) -> Result<(), Failure> {
    let id = named::artist(acting, artist)?;
    let zone = acting.zone()?;
    let sheet = acting.studio.artist(&acting.ctx()?, id)?;
    let rates =
        sheet.rates.map(|rates| rates.iter().map(|rate| RateView::new(rate, zone)).collect::<Vec<_>>());
    let view = ArtistView::new(sheet.card, zone).with(sheet.hours.to_string(), rates);
    run.out.record(&view, &id.to_string(), &view.sheet(run.words))
}

fn toggle(
    run: &mut Run,
    acting: &Acting,
    artist: &str,
    on: bool,
    expected: &Expected,
) -> Result<(), Failure> {
    let id = named::artist(acting, artist)?;
    let version = acting.studio.toggle_artist(&acting.ctx()?, id, on, expected.version())?;
    changed(run, if on { "cli-artist-enabled" } else { "cli-artist-disabled" }, artist, id, version)
}

fn changed(run: &mut Run, note: &str, artist: &str, id: ArtistId, version: Version) -> Result<(), Failure> {
    let note = run.words.tell(note, &Values::new().text("name", artist));
    run.out.changed(&Changed { id: id.get(), version: version.get() }, &id.to_string(), &note)
}
