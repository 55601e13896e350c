//! `studio portfolio`: pictures of artists' work, and the pages that show them.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use serde::Serialize;
use studio_app::{BulkInput, Error, FileLimits, ItemInput, PageInput, PortfolioFilter};
use studio_domain::{ArtistId, ItemColour, ItemGroup, ItemSort, ItemState, PictureSize, PortfolioItemId};

use super::named;
use super::user::Expected;
use crate::actor::{self, Acting};
use crate::failure::Failure;
use crate::files;
use crate::paging::{self, Paging};
use crate::run::Run;
use crate::views::{Changed, ItemView, PageView};

/// What can be done with portfolios.
#[derive(Debug, Subcommand)]
pub(crate) enum Portfolio {
    List(Box<List>),
    Show {
        item: String,
    },
    Add {
        #[arg(long)]
        artist: String,
        #[command(flatten)]
        about: About,
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    Edit {
        item: String,
        #[command(flatten)]
        about: About,
        #[command(flatten)]
        expected: Expected,
    },
    Picture {
        item: String,
        file: PathBuf,
    },
    Remove {
        item: String,
    },
    Restore {
        item: String,
    },
    Order {
        artist: String,
        #[arg(required = true)]
        items: Vec<String>,
    },
    Stack {
        artist: String,
        cover: String,
        #[arg(required = true)]
        items: Vec<String>,
    },
    Unstack {
        artist: String,
        #[arg(required = true)]
        items: Vec<String>,
    },
    Page {
        artist: String,
        #[arg(long, value_parser = on_off())]
        public: Option<String>,
        #[arg(long, value_name = "ADDRESS", requires = "public")]
        slug: Option<String>,
        #[command(flatten)]
        expected: Expected,
    },
    Save {
        item: String,
        file: PathBuf,
        #[arg(long, default_value = "original", value_parser = codes(PictureSize::ALL.iter().map(|size| size.code())))]
        size: String,
    },
}

fn codes(all: impl Iterator<Item = &'static str>) -> PossibleValuesParser {
    PossibleValuesParser::new(all.collect::<Vec<_>>())
}

fn on_off() -> PossibleValuesParser {
    PossibleValuesParser::new(["on", "off"])
}

/// Which pieces to list.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[arg(long)]
    artist: Option<String>,
    #[arg(long)]
    style: Option<String>,
    #[arg(long)]
    placement: Option<String>,
    #[arg(long, value_parser = codes(ItemColour::ALL.iter().map(|one| one.code())))]
    colour: Option<String>,
    #[arg(long, value_parser = codes(ItemState::ALL.iter().map(|one| one.code())))]
    state: Option<String>,
    #[arg(long, value_parser = PossibleValuesParser::new(["yes", "no"]))]
    public: Option<String>,
    #[arg(long)]
    client: Option<String>,
    #[arg(long)]
    removed: bool,
    #[arg(long, value_parser = codes(ItemSort::ALL.iter().map(|one| one.code())))]
    sort: Option<String>,
    #[arg(long, value_parser = codes(ItemGroup::ALL.iter().map(|one| one.code())))]
    group: Option<String>,
    #[arg(long, value_name = "CURSOR")]
    cursor: Option<String>,
    #[command(flatten)]
    paging: Paging,
}

/// What is said about a piece.
#[derive(Debug, Args)]
pub(crate) struct About {
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    #[arg(long)]
    style: Option<String>,
    #[arg(long)]
    placement: Option<String>,
    #[arg(long, value_name = "TEXT")]
    size: Option<String>,
    #[arg(long, value_name = "TEXT")]
    technique: Option<String>,
    #[arg(long)]
    hours: Option<String>,
    #[arg(long, value_name = "COLOUR")]
    colour: Option<String>,
    #[arg(long)]
    state: Option<String>,
    #[arg(long, value_name = "TAGS")]
    tags: Option<String>,
    #[arg(long)]
    client: Option<String>,
    #[arg(long)]
    appointment: Option<String>,
    #[arg(long, value_name = "DATE")]
    made_on: Option<String>,
    #[arg(long, value_parser = on_off())]
    public: Option<String>,
    #[arg(long, value_parser = on_off())]
    featured: Option<String>,
}

impl From<About> for ItemInput {
    fn from(about: About) -> Self {
        let on = |given: Option<String>| given.map(|given| given == "on");
        Self {
            title: about.title,
            description: about.description,
            style: about.style,
            placement: about.placement,
            size: about.size,
            technique: about.technique,
            hours: about.hours,
            colour: about.colour,
            state: about.state,
            tags: about.tags,
            client_id: about.client,
            appointment_id: about.appointment,
            made_on: about.made_on,
            public: on(about.public),
            featured: on(about.featured),
        }
    }
}

#[derive(Serialize)]
struct Only {
    id: i64,
}

#[derive(Serialize)]
struct Several {
    artist_id: i64,
    ids: Vec<i64>,
}

#[derive(Serialize)]
struct Saved {
    path: String,
    bytes: usize,
}

fn id(given: &str) -> Result<PortfolioItemId, Failure> {
    Ok(given.trim().parse::<PortfolioItemId>()?)
}

fn ids(given: &[String]) -> Result<Vec<PortfolioItemId>, Failure> {
    given.iter().map(|one| id(one)).collect()
}

/// Does what was asked for, as whoever acts.
pub(super) fn run(run: &mut Run, portfolio: Portfolio) -> Result<(), Failure> {
    actor::act(run, |run, acting| match portfolio {
        Portfolio::List(asked) => list(run, acting, *asked),
        Portfolio::Show { item } => {
            let (id, zone) = (id(&item)?, acting.zone()?);
            let view = ItemView::new(acting.studio.portfolio_item(&acting.ctx()?, id)?.item, zone);
            run.out.record(&view, &id.to_string(), &view.sheet(run.words))
        }
        Portfolio::Add { artist, about, files } => add(run, acting, &artist, about, &files),
        Portfolio::Edit { item, about, expected } => {
            let id = id(&item)?;
            let saved =
                acting.studio.edit_portfolio_item(&acting.ctx()?, id, expected.version(), &about.into())?;
            let said = run.words.say("cli-item-saved");
            run.out.changed(&Changed { id: id.get(), version: saved.get() }, &id.to_string(), &said)
        }
        Portfolio::Picture { item, file } => {
            let (id, bytes) = (id(&item)?, files::read(&file, FileLimits::STORE.bytes)?);
            let item = acting.studio.set_portfolio_picture(&acting.ctx()?, id, bytes, None)?;
            let said = run.words.say("cli-item-pictured");
            let changed = Changed { id: id.get(), version: item.version.get() };
            run.out.changed(&changed, &id.to_string(), &said)
        }
        Portfolio::Remove { item } => {
            let id = id(&item)?;
            acting.studio.remove_portfolio_item(&acting.ctx()?, id)?;
            let said = run.words.say("cli-item-removed");
            run.out.changed(&Only { id: id.get() }, &id.to_string(), &said)
        }
        Portfolio::Restore { item } => {
            let id = id(&item)?;
            acting.studio.restore_portfolio_item(&acting.ctx()?, id)?;
            let said = run.words.say("cli-item-restored");
            run.out.changed(&Only { id: id.get() }, &id.to_string(), &said)
        }
        Portfolio::Order { artist, items } => {
            let (artist, items) = (named::artist(acting, &artist)?, ids(&items)?);
            acting.studio.order_portfolio(&acting.ctx()?, artist, items.clone())?;
            several(run, artist, &items, "cli-items-ordered")
        }
        Portfolio::Stack { artist, cover, items } => {
            let artist = named::artist(acting, &artist)?;
            let mut all = vec![id(&cover)?];
            all.extend(ids(&items)?);
            acting.studio.change_portfolio_items(&acting.ctx()?, artist, all.clone(), BulkInput::Stack)?;
            several(run, artist, &all, "cli-item-saved")
        }
        Portfolio::Unstack { artist, items } => {
            let (artist, items) = (named::artist(acting, &artist)?, ids(&items)?);
            acting.studio.change_portfolio_items(
                &acting.ctx()?,
                artist,
                items.clone(),
                BulkInput::Unstack,
            )?;
            several(run, artist, &items, "cli-item-saved")
        }
        Portfolio::Page { artist, public, slug, expected } => {
            let artist = named::artist(acting, &artist)?;
            let Some(public) = public else {
                let page = PageView::from(acting.studio.portfolio_page(&acting.ctx()?, artist)?);
                return run.out.record(&page, &artist.to_string(), &page.sheet(run.words));
            };
            let input = PageInput { slug, public: public == "on" };
            let page =
                acting.studio.set_portfolio_page(&acting.ctx()?, artist, expected.version(), &input)?;
            let said = run.words.say("cli-page-saved");
            run.out.changed(&PageView::from(page), &artist.to_string(), &said)
        }
        Portfolio::Save { item, file, size } => save(run, acting, &item, &file, &size),
    })
}

fn several(run: &mut Run, artist: ArtistId, items: &[PortfolioItemId], said: &str) -> Result<(), Failure> {
    let said = run.words.say(said);
    let all = Several { artist_id: artist.get(), ids: items.iter().map(|id| id.get()).collect() };
    run.out.changed(&all, &artist.to_string(), &said)
}

fn list(run: &mut Run, acting: &Acting, list: List) -> Result<(), Failure> {
    let zone = acting.zone()?;
    let artist = match list.artist {
        Some(given) => named::artist(acting, &given)?.to_string(),
        None => String::new(),
    };
    let text = Option::unwrap_or_default;
    let mut filter = PortfolioFilter {
        artist,
        style: text(list.style),
        placement: text(list.placement),
        colour: text(list.colour),
        state: text(list.state),
        public: text(list.public),
        client: text(list.client),
        removed: list.removed,
        sort: text(list.sort),
        group: text(list.group),
        limit: None,
        cursor: text(list.cursor),
    };
    paging::cursored(&mut run.out, run.words, &list.paging, "--cursor", |most| {
        filter.limit = Some(most.clamp(1, 200));
        let page = acting.studio.portfolio(&acting.ctx()?, &filter)?;
        filter.cursor = page.next_cursor.clone().unwrap_or_default();
        let rows = page.items.into_iter().map(|item| ItemView::new(item, zone)).collect();
        Ok((rows, page.next_cursor))
    })
}

/// Adds pictures one after the other, the first of them first on the wall.
fn add(run: &mut Run, acting: &Acting, artist: &str, about: About, files: &[PathBuf]) -> Result<(), Failure> {
    let (artist, input) = (named::artist(acting, artist)?, ItemInput::from(about));
    let mut added = Vec::new();
    let one = |file: &PathBuf| -> Result<_, Failure> {
        let bytes = files::read(file, FileLimits::STORE.bytes)?;
        Ok(acting.studio.add_portfolio_item(&acting.ctx()?, artist, bytes, &input)?.id)
    };
    for file in files.iter().rev() {
        added.push(one(file).map_err(|failure| match failure {
            Failure::App(Error::Upload(_)) => Failure::OneOf {
                path: file.clone(),
                done: added.iter().map(ToString::to_string).collect(),
                failure: Box::new(failure),
            },
            other => other,
        })?);
    }
    added.reverse();
    several(run, artist, &added, "cli-item-added")
}

fn save(run: &mut Run, acting: &Acting, item: &str, file: &Path, size: &str) -> Result<(), Failure> {
    let (id, size) = (id(item)?, PictureSize::parse(size)?);
    let found = acting.studio.portfolio_picture(&acting.ctx()?, id, size, |_| false)?;
    let bytes = found.bytes.unwrap_or_default();
    if !files::write(run, file, &bytes)? {
        return Ok(());
    }
    let path = file.display().to_string();
    let note = run.words.tell("cli-photo-saved", &studio_text::Args::new().text("path", &path));
    run.out.changed(&Saved { path: path.clone(), bytes: bytes.len() }, &path, &note)
}
