//! `studio client photo`: a client's photo.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use serde::Serialize;
use studio_app::FileLimits;
use studio_domain::PhotoSize;
use studio_text::Args as Values;

use super::client::id;
use crate::actor::Acting;
use crate::failure::Failure;
use crate::files;
use crate::run::Run;
use crate::views::PhotoView;

/// What can be done with a photo.
#[derive(Debug, Subcommand)]
pub(crate) enum Photo {
    Set {
        client: String,
        file: PathBuf,
    },
    Remove {
        client: String,
    },
    Save {
        client: String,
        file: PathBuf,
        #[arg(long, default_value = "512")]
        size: Size,
    },
}

/// Pixels a side.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Size {
    #[value(name = "512")]
    Large,
    #[value(name = "96")]
    Small,
}

impl From<Size> for PhotoSize {
    fn from(size: Size) -> Self {
        match size {
            Size::Large => Self::Large,
            Size::Small => Self::Small,
        }
    }
}

#[derive(Serialize)]
struct Removed {
    client_id: i64,
}

#[derive(Serialize)]
struct Saved {
    path: String,
    bytes: usize,
}

/// Does what was asked for.
pub(super) fn run(run: &mut Run, acting: &Acting, photo: Photo) -> Result<(), Failure> {
    match photo {
        Photo::Set { client, file } => {
            let (id, bytes) = (id(&client)?, files::read(&file, FileLimits::CLIENT_PHOTO.bytes)?);
            let card = acting.studio.set_client_photo(&acting.ctx()?, id, bytes)?;
            let view = PhotoView::new(id, &card, acting.zone()?);
            let said = run.words.say("cli-photo-set");
            run.out.changed(&view, &card.large.to_string(), &said)
        }
        Photo::Remove { client } => {
            let id = id(&client)?;
            acting.studio.remove_client_photo(&acting.ctx()?, id)?;
            let said = run.words.say("cli-photo-removed");
            run.out.changed(&Removed { client_id: id.get() }, &id.to_string(), &said)
        }
        Photo::Save { client, file, size } => {
            let found = acting.studio.client_photo(&acting.ctx()?, id(&client)?, size.into(), |_| false)?;
            let bytes = found.bytes.unwrap_or_default();
            if !files::write(run, &file, &bytes)? {
                return Ok(());
            }
            let path = file.display().to_string();
            let note = run.words.tell("cli-photo-saved", &Values::new().text("path", &path));
            run.out.changed(&Saved { path: path.clone(), bytes: bytes.len() }, &path, &note)
        }
    }
}
