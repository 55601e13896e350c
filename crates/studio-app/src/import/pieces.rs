//! Pieces of portfolios. Their pictures are made ready before the transaction begins; a piece whose picture is not there is kept without.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use studio_domain::{ArtistId, ItemColour, ItemDescription, ItemState, Placement, Style, fold};
use studio_media::Limits;
use studio_store::{Legacy, LegacyPortfolioItem, LegacyRecord as _, MovedItem, NewPictures, OpCtx};

use super::Progress;
use super::mover::{Fate, Mover, Stop};
use super::photos::read;
use super::report::IssueCode;
use super::row::{Cell, Row};
use crate::error::{Error, Result};
use crate::studio::Studio;

const TABLE: &str = LegacyPortfolioItem::TABLE;
/// What the progress calls their pictures.
const PICTURES: &str = "portfolio_images";
/// Pieces between two steps of the progress while their pictures are looked for.
const LOOKED: u64 = 1_000;

/// Pictures that were found, by where they lie; several pieces may show one.
#[derive(Debug, Clone, Default)]
pub(super) struct Pieces {
    pictures: BTreeMap<PathBuf, Result<NewPictures, String>>,
    folder: PathBuf,
}

impl Studio {
    /// Makes the pictures of all pieces ready. In a rehearsal nothing is kept.
    pub(super) fn pieces_to_move(
        &self,
        ctx: &OpCtx,
        legacy: &mut Legacy,
        assets: &Path,
        rehearsal: bool,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Pieces> {
        let folder = assets.join("uploads").join("portfolios");
        let total = legacy.count::<LegacyPortfolioItem>()?;
        let (mut paths, mut looked) = (HashSet::new(), 0_u64);
        legacy.each::<LegacyPortfolioItem, Error>(|row| {
            paths.extend(found(&folder, &row));
            looked = looked.saturating_add(1);
            let due = looked.is_multiple_of(LOOKED);
            if due && progress(Progress { table: PICTURES, done: 0, total }).is_break() {
                return Err(Error::Stopped);
            }
            Ok(())
        })?;
        let total = paths.len() as u64;
        let mut pictures = BTreeMap::new();
        for (done, path) in (0..).zip(paths) {
            if progress(Progress { table: PICTURES, done, total }).is_break() {
                return Err(Error::Stopped);
            }
            let picture = self.piece_to_move(ctx, &path, rehearsal)?;
            pictures.insert(path, picture);
        }
        Ok(Pieces { pictures, folder })
    }

    /// One picture, or the code of why there is none. What is wrong with the picture ends nothing; a full disk does.
    fn piece_to_move(
        &self,
        ctx: &OpCtx,
        path: &Path,
        rehearsal: bool,
    ) -> Result<std::result::Result<NewPictures, String>> {
        let bytes = match read(path, Limits::STORE.bytes) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(Err(error.to_string())),
        };
        let made = match self.make_pictures(bytes) {
            Ok(made) => made,
            Err(Error::Upload(refused)) => return Ok(Err(refused.code().to_owned())),
            Err(other) => return Err(other),
        };
        if !rehearsal {
            self.keep_pictures(ctx, &made)?;
        }
        Ok(Ok(made.row()))
    }

    /// Makes sure of the files once rows refer to them: a long import gives a sweep time to take them for left over.
    pub(super) fn pieces_moved(&self, ctx: &OpCtx, pieces: &Pieces) -> Result<()> {
        for (path, picture) in &pieces.pictures {
            let Ok(picture) = picture else { continue };
            for file in picture.files() {
                if self.media.place().size(&file.hash)?.is_none() {
                    drop(self.piece_to_move(ctx, path, false)?);
                }
            }
        }
        Ok(())
    }
}

/// The parts of a path of another machine, of any system, the last one first.
fn parts(row: &LegacyPortfolioItem) -> impl Iterator<Item = &str> {
    let path = row.path.as_deref().unwrap_or_default();
    path.rsplit(['/', '\\']).filter(|part| !part.is_empty())
}

/// Where the picture of a piece may lie: under `portfolios/<user>/<file name>`.
fn places(folder: &Path, row: &LegacyPortfolioItem) -> impl Iterator<Item = PathBuf> {
    let mut parts = parts(row);
    let (name, beside) = (parts.next().unwrap_or_default(), parts.next());
    let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['/', '\\', ':', '\0']);
    [row.user_id.as_deref(), beside]
        .into_iter()
        .flatten()
        .filter(move |user| plain(user) && plain(name))
        .map(move |user| folder.join(user).join(name))
}

/// Where it lies.
fn found(folder: &Path, row: &LegacyPortfolioItem) -> Option<PathBuf> {
    places(folder, row).find(|path| path.is_file())
}

/// Takes every piece whose artist is here.
pub(super) fn take(mover: &mut Mover<'_, '_>, legacy: &mut Legacy, pieces: &Pieces) -> Result<(), Stop> {
    let mut seen = HashSet::new();
    mover.table::<LegacyPortfolioItem>(legacy, |mover, row| {
        let Some(id) = mover.own_id(TABLE, &row.id, &mut seen) else { return Ok(Fate::Skipped) };
        if mover.known.pieces.contains(&id) {
            return Ok(Fate::Known);
        }
        let Some(moved) = piece(mover, id, &row, pieces) else { return Ok(Fate::Skipped) };
        let (_, linked) = mover.tx.move_portfolio_item(mover.may, &moved)?;
        if !linked {
            let there = row.session_id.clone().unwrap_or_default();
            mover.tell(TABLE, Some(id), IssueCode::SessionDropped, Some("session_id"), there);
        }
        mover.known.pieces.insert(id);
        Ok(Fate::Imported)
    })
}

/// Whose work a piece is: the artist's whom it names, else of the account that uploaded it, else of the one in whose folder it lay.
fn artist(
    mover: &Mover<'_, '_>,
    named: Option<i64>,
    user: Option<i64>,
    row: &LegacyPortfolioItem,
) -> Option<ArtistId> {
    let by_account = |there: i64| {
        let here = mover.known.users.get(&there)?;
        mover.known.artist_of.get(here).copied()
    };
    let folder = parts(row).nth(1).and_then(|part| part.parse().ok());
    named
        .and_then(|there| mover.known.artists.get(&there).copied())
        .or_else(|| user.and_then(by_account))
        .or_else(|| folder.and_then(by_account))
}

fn piece(
    mover: &mut Mover<'_, '_>,
    id: i64,
    row: &LegacyPortfolioItem,
    pieces: &Pieces,
) -> Option<MovedItem> {
    let mut eye = Row::new(TABLE, Some(id), mover.zone);
    let named = eye.id_of("artist_id", &row.artist_id);
    let user = eye.id_of("user_id", &row.user_id);
    let Some(artist) = artist(mover, named, user, row) else {
        eye.issue(IssueCode::ArtistMissing, Some("artist_id"), row.artist_id.clone().unwrap_or_default());
        mover.issues.extend(eye.finish().0);
        return None;
    };
    let client = eye.id_of("client_id", &row.client_id);
    let here = client.and_then(|there| mover.known.clients.get(&there).copied());
    if let (Some(there), None) = (client, here) {
        eye.issue(IssueCode::ClientDropped, Some("client_id"), there.to_string());
    }
    let session = eye.id_of("session_id", &row.session_id);
    let appointment = session.and_then(|there| mover.known.appointments.get(&there).copied());
    if let (Some(there), None) = (session, appointment) {
        eye.issue(IssueCode::SessionDropped, Some("session_id"), there.to_string());
    }
    // The transaction waits for no disk: all files were looked for and opened before it.
    let pictures = places(&pieces.folder, row).find_map(|path| pieces.pictures.get(&path));
    let pictures = match pictures {
        Some(Ok(pictures)) => Some(pictures.clone()),
        Some(Err(why)) => {
            eye.issue(IssueCode::PictureMissing, Some("path"), why.clone());
            None
        }
        None => {
            eye.issue(IssueCode::PictureMissing, Some("path"), parts(row).next().unwrap_or_default());
            None
        }
    };
    let caption = eye.line("caption", &row.caption, ItemDescription::MAX, ItemDescription::parse);
    let style = eye.line("style", &row.style, Style::MAX, Style::parse);
    let placement = eye.line("body_area", &row.body_area, Placement::MAX, Placement::parse);
    let colour = word(&mut eye, "color_mode", &row.color_mode, colour_of);
    let state = word(&mut eye, "fresh_or_healed", &row.fresh_or_healed, state_of);
    let moved = MovedItem {
        legacy_id: id,
        artist,
        pictures,
        description: caption.map(|text| text.to_string()).unwrap_or_default(),
        style: style.map(|text| text.to_string()).unwrap_or_default(),
        placement: placement.map(|text| text.to_string()).unwrap_or_default(),
        colour,
        state,
        featured: eye.flag("is_cover", &row.is_cover).unwrap_or(false),
        client: here,
        appointment,
        uploaded_at: eye.made_at(&row.created_at, mover.now),
        uploaded_by: user.and_then(|there| mover.known.users.get(&there).copied()),
    };
    mover.issues.extend(eye.finish().0);
    Some(moved)
}

/// A word of a vocabulary; an unknown one is told.
fn word<T>(eye: &mut Row, column: &str, cell: &Cell, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let raw = eye.shaped(column, cell)?;
    if raw.trim().is_empty() {
        return None;
    }
    let word = read(&fold(&raw));
    if word.is_none() {
        eye.issue(IssueCode::Unreadable, Some(column), raw.trim());
    }
    word
}

fn colour_of(word: &str) -> Option<ItemColour> {
    match word {
        "color" | "colour" | "full color" | "a color" => Some(ItemColour::Color),
        "black_and_grey" | "black and grey" | "black & grey" | "blanco y negro" | "negro y gris" | "bn"
        | "b/n" | "b&n" | "byn" | "bw" | "b&w" | "negro" | "black" => Some(ItemColour::BlackAndGrey),
        _ => None,
    }
}

fn state_of(word: &str) -> Option<ItemState> {
    match word {
        "fresh" | "fresco" | "reciente" => Some(ItemState::Fresh),
        "healed" | "curado" | "cicatrizado" | "sanado" => Some(ItemState::Healed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_both_languages() {
        for word in ["color", "black and grey", "blanco y negro", "b&n"] {
            assert!(colour_of(word).is_some(), "{word}");
        }
        assert_eq!(
            (state_of("curado"), state_of("fresh")),
            (Some(ItemState::Healed), Some(ItemState::Fresh))
        );
        assert_eq!((colour_of("azul"), state_of("viejo")), (None, None));
    }

    #[test]
    fn a_path_of_another_machine_never_leads_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("3")).unwrap();
        std::fs::write(folder.path().join("3").join("rosa.png"), "x").unwrap();
        std::fs::write(folder.path().join("secret.png"), "x").unwrap();
        let item = |path: &str, user: Option<&str>| LegacyPortfolioItem {
            path: Some(path.to_owned()),
            user_id: user.map(str::to_owned),
            ..LegacyPortfolioItem::default()
        };
        for (path, user, there) in [
            ("C:\\TattoStudio\\assets\\uploads\\portfolios\\3\\rosa.png", Some("3"), true),
            ("/srv/x/3/rosa.png", None, true),
            ("/srv/x/9/rosa.png", Some("3"), true),
            ("rosa.png", Some("3"), true),
            ("rosa.png", None, false),
            ("3/other.png", Some("3"), false),
            ("../secret.png", Some(".."), false),
            ("secret.png", Some("../"), false),
            ("", None, false),
        ] {
            assert_eq!(found(folder.path(), &item(path, user)).is_some(), there, "{path}");
        }
    }
}
