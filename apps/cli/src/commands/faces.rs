//! `studio user photo` and `studio me photo`: pictures of the people who work here.

use std::path::PathBuf;

use clap::Subcommand;
use serde::Serialize;
use studio_app::{FileLimits, UserCard};
use studio_text::Args as Values;

use super::named;
use super::photo::Size;
use crate::actor::Acting;
use crate::failure::Failure;
use crate::files;
use crate::run::Run;

/// What can be done with anybody's picture.
#[derive(Debug, Subcommand)]
pub(crate) enum UserPhoto {
    Set {
        user: String,
        file: PathBuf,
    },
    Remove {
        user: String,
    },
    Save {
        user: String,
        file: PathBuf,
        #[arg(long, default_value = "512")]
        size: Size,
    },
}

/// What one can do with one's own.
#[derive(Debug, Subcommand)]
pub(crate) enum MyPhoto {
    Set { file: PathBuf },
    Remove,
}

#[derive(Serialize)]
struct Only {
    user_id: i64,
}

#[derive(Serialize)]
struct Saved {
    path: String,
    bytes: usize,
}

/// Does what was asked for with anybody's picture.
pub(super) fn of_user(run: &mut Run, acting: &Acting, photo: UserPhoto) -> Result<(), Failure> {
    match photo {
        UserPhoto::Set { user, file } => {
            let (id, bytes) =
                (named::user(acting, &user)?, files::read(&file, FileLimits::CLIENT_PHOTO.bytes)?);
            set(run, &acting.studio.set_user_photo(&acting.ctx()?, id, bytes)?)
        }
        UserPhoto::Remove { user } => {
            let id = named::user(acting, &user)?;
            acting.studio.remove_user_photo(&acting.ctx()?, id)?;
            let said = run.words.say("cli-photo-removed");
            run.out.changed(&Only { user_id: id.get() }, &id.to_string(), &said)
        }
        UserPhoto::Save { user, file, size } => {
            let id = named::user(acting, &user)?;
            let found = acting.studio.user_photo(&acting.ctx()?, id, size.into(), |_| false)?;
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

/// Does what was asked for with one's own.
pub(super) fn of_mine(run: &mut Run, acting: &Acting, photo: MyPhoto) -> Result<(), Failure> {
    match photo {
        MyPhoto::Set { file } => {
            let bytes = files::read(&file, FileLimits::CLIENT_PHOTO.bytes)?;
            set(run, &acting.studio.set_my_photo(&acting.ctx()?, bytes)?)
        }
        MyPhoto::Remove => {
            acting.studio.remove_my_photo(&acting.ctx()?)?;
            let id = acting.studio.account(&acting.ctx()?)?.card.id;
            let said = run.words.say("cli-photo-removed");
            run.out.changed(&Only { user_id: id.get() }, &id.to_string(), &said)
        }
    }
}

fn set(run: &mut Run, card: &UserCard) -> Result<(), Failure> {
    let said = run.words.say("cli-photo-set");
    run.out.changed(&Only { user_id: card.id.get() }, &card.id.to_string(), &said)
}
