//! Photos of clients and pictures of accounts, which lie beside the database under the numbers of those whom they show. They are made ready
//! before the transaction begins: what is in it is rows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use studio_domain::{ContentHash, Timestamp};
use studio_media::Limits;
use studio_store::{NewPhoto, OpCtx};

use super::Progress;
use super::mover::{Fate, Mover, Stop};
use super::report::{IssueCode, TableReport};
use crate::attachments::described;
use crate::error::{Error, Result};
use crate::studio::Studio;

/// What the report calls them.
const CLIENTS: &str = "client_photos";
/// The same of accounts.
const ACCOUNTS: &str = "avatars";
/// Endings of pictures; the application wrote the first one.
const ENDINGS: [&str; 4] = ["png", "jpg", "jpeg", "webp"];
/// Ending of the file that says whose a photo is.
const META: &str = ".meta.json";
/// No such file is longer.
const LONGEST_META: u64 = 64 << 10;

/// Photos that were found.
#[derive(Debug, Clone, Default)]
pub(super) struct Faces {
    clients: Vec<Found>,
    accounts: Vec<Found>,
}

/// A photo that was found.
#[derive(Debug, Clone)]
struct Found {
    /// Id there of whom it shows.
    id: i64,
    /// The picture; `None`: there is only the file that says whose it is.
    path: Option<PathBuf>,
    /// Id of the account there that uploaded it, as far as that is said; `Err`: it can't be read.
    owner: Result<Option<i64>, ()>,
    at: Timestamp,
    /// The photo, its files kept; or the code of why there is none.
    photo: Result<NewPhoto, String>,
}

/// The photos in a folder, by the ids of their clients.
fn pictures(folder: &Path) -> BTreeMap<i64, Option<PathBuf>> {
    let mut found: BTreeMap<i64, Option<PathBuf>> = BTreeMap::new();
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(std::result::Result::ok);
    let paths: BTreeSet<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    for path in paths {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if let Some(id) = name.strip_suffix(META).and_then(|id| id.parse().ok()) {
            found.entry(id).or_default();
        } else if let Some((id, ending)) = name.rsplit_once('.')
            && let Ok(id) = id.parse()
            && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
        {
            found.entry(id).or_default().get_or_insert(path.clone());
        }
    }
    found
}

/// At most so many bytes of a file, and one more where there are more.
pub(super) fn read(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Who uploaded it, as the file beside it says.
fn owner(folder: &Path, id: i64) -> Result<Option<i64>, ()> {
    let path = folder.join(format!("{id}{META}"));
    if !path.is_file() {
        return Ok(None);
    }
    let bytes = read(&path, LONGEST_META).map_err(|_unreadable| ())?;
    let meta: serde_json::Value = serde_json::from_slice(&bytes).map_err(|_no_json| ())?;
    match meta.get("owner_user_id") {
        None | Some(serde_json::Value::Null) => Ok(None),
        Some(id) => id.as_i64().or_else(|| id.as_str()?.trim().parse().ok()).map(Some).ok_or(()),
    }
}

/// When the picture was written, if that is not in the future.
fn written_at(path: &Path, now: Timestamp) -> Timestamp {
    let modified = fs::metadata(path).and_then(|about| about.modified()).ok();
    let since = modified.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let at = since.and_then(|since| i64::try_from(since.as_millis()).ok()).map(Timestamp::from_millis);
    at.filter(|at| *at <= now).unwrap_or(now)
}

impl Studio {
    /// Makes all photos ready. In a rehearsal nothing is kept.
    pub(super) fn photos_to_move(
        &self,
        ctx: &OpCtx,
        assets: &Path,
        rehearsal: bool,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Faces> {
        let (clients, accounts) = (assets.join("uploads").join("clients"), assets.join("avatars"));
        Ok(Faces {
            clients: self.faces(ctx, CLIENTS, &clients, rehearsal, progress)?,
            accounts: self.faces(ctx, ACCOUNTS, &accounts, rehearsal, progress)?,
        })
    }

    /// Makes the photos of a folder ready.
    fn faces(
        &self,
        ctx: &OpCtx,
        table: &'static str,
        folder: &Path,
        rehearsal: bool,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Vec<Found>> {
        let pictures = pictures(folder);
        let total = pictures.len() as u64;
        let mut found = Vec::new();
        for (done, (id, path)) in (0..).zip(pictures) {
            if progress(Progress { table, done, total }).is_break() {
                return Err(Error::Stopped);
            }
            let photo = match &path {
                None => Err(IssueCode::FileMissing.code().to_owned()),
                Some(path) => self.photo_to_move(ctx, path, rehearsal)?,
            };
            let at = path.as_ref().map_or(ctx.visit.now, |path| written_at(path, ctx.visit.now));
            found.push(Found { id, owner: owner(folder, id), at, photo, path });
        }
        Ok(found)
    }

    /// One photo, or the code of why there is none. What is wrong with the picture ends nothing; a full disk does.
    fn photo_to_move(
        &self,
        ctx: &OpCtx,
        path: &Path,
        rehearsal: bool,
    ) -> Result<std::result::Result<NewPhoto, String>> {
        let bytes = match read(path, Limits::CLIENT_PHOTO.bytes) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(Err(error.to_string())),
        };
        let made = match self.media.client_photo(bytes) {
            Ok(made) => made,
            Err(refused) => return Ok(Err(refused.code().to_owned())),
        };
        if !rehearsal {
            self.media.keep(&made.large, ctx.visit.now)?;
            self.media.keep(&made.small, ctx.visit.now)?;
        }
        Ok(Ok(NewPhoto { large: described(&made.large), small: described(&made.small) }))
    }

    /// Makes sure of the files once rows refer to them: a long import gives a sweep time to take them for left over.
    pub(super) fn photos_moved(&self, ctx: &OpCtx, found: &Faces) -> Result<()> {
        for one in found.clients.iter().chain(&found.accounts) {
            let (Ok(photo), Some(path)) = (&one.photo, &one.path) else { continue };
            for file in [&photo.large, &photo.small] {
                if self.media.place().size(&file.hash)?.is_none() {
                    drop(self.photo_to_move(ctx, path, false)?);
                }
            }
        }
        Ok(())
    }
}

/// Takes every photo of somebody who is here.
pub(super) fn take(mover: &mut Mover<'_, '_>, faces: &Faces) -> Result<(), Stop> {
    each(mover, CLIENTS, &faces.clients, of_client)?;
    each(mover, ACCOUNTS, &faces.accounts, of_account)
}

fn each<'m, 'tx>(
    mover: &mut Mover<'m, 'tx>,
    table: &'static str,
    photos: &[Found],
    take: impl Fn(&mut Mover<'m, 'tx>, &Found, &NewPhoto) -> Result<Fate, Stop>,
) -> Result<(), Stop> {
    if photos.is_empty() {
        return Ok(());
    }
    let mut report = TableReport { table, read: 0, imported: 0, skipped: 0, already_here: 0 };
    for one in photos {
        let fate = match &one.photo {
            Ok(photo) => take(mover, one, photo)?,
            Err(why) => {
                let code = match one.path {
                    None => IssueCode::FileMissing,
                    Some(_) => IssueCode::PictureRefused,
                };
                let known = match table {
                    CLIENTS => mover.known.clients.contains_key(&one.id),
                    _ => mover.known.users.contains_key(&one.id),
                };
                let detail = if code == IssueCode::FileMissing || !known { "" } else { why };
                mover.tell(
                    table,
                    Some(one.id),
                    if known { code } else { IssueCode::FileOfNobody },
                    None,
                    detail,
                );
                Fate::Skipped
            }
        };
        report.count(fate);
    }
    mover.tables.push(report);
    Ok(())
}

/// What became of a photo, where `there` is what hangs in its place already.
fn hung(
    mover: &mut Mover<'_, '_>,
    table: &str,
    one: &Found,
    photo: &NewPhoto,
    there: Option<ContentHash>,
) -> Fate {
    match there {
        None => Fate::Imported,
        Some(there) if there == photo.large.hash => Fate::Known,
        Some(_) => {
            mover.tell(table, Some(one.id), IssueCode::PhotoKept, None, "");
            Fate::Skipped
        }
    }
}

fn of_client(mover: &mut Mover<'_, '_>, one: &Found, photo: &NewPhoto) -> Result<Fate, Stop> {
    let Some(client) = mover.known.clients.get(&one.id).copied() else {
        mover.tell(CLIENTS, Some(one.id), IssueCode::FileOfNobody, None, "");
        return Ok(Fate::Skipped);
    };
    let uploader = one.owner.ok().flatten().and_then(|there| mover.known.users.get(&there).copied());
    let there = mover.tx.move_photo(mover.may, client, photo, uploader, one.at)?;
    let fate = hung(mover, CLIENTS, one, photo, there);
    if fate == Fate::Imported && uploader.is_none() && one.owner != Ok(None) {
        let there = one.owner.ok().flatten().map(|there| there.to_string()).unwrap_or_default();
        mover.tell(CLIENTS, Some(one.id), IssueCode::OwnerUnknown, Some("owner_user_id"), there);
    }
    Ok(fate)
}

fn of_account(mover: &mut Mover<'_, '_>, one: &Found, photo: &NewPhoto) -> Result<Fate, Stop> {
    let Some(user) = mover.known.users.get(&one.id).copied() else {
        mover.tell(ACCOUNTS, Some(one.id), IssueCode::FileOfNobody, None, "");
        return Ok(Fate::Skipped);
    };
    let there = mover.tx.move_user_photo(mover.may, user, photo, one.at)?;
    Ok(hung(mover, ACCOUNTS, one, photo, there))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_are_found_by_the_numbers_of_their_clients_and_nothing_else_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let names =
            ["93.png", "93.meta.json", "7.JPG", "8.meta.json", "x.png", "9.txt", "../10.png", "11", ".png"];
        for name in names.iter().filter(|name| !name.starts_with("..")) {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        fs::create_dir(folder.path().join("12.png")).unwrap();
        let found = pictures(folder.path());
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [7, 8, 93]);
        assert_eq!(found[&8], None);
        assert_eq!(found[&93].as_deref(), Some(folder.path().join("93.png").as_path()));
        assert!(pictures(&folder.path().join("nowhere")).is_empty());
    }

    #[test]
    fn whose_a_photo_is_may_be_said_in_several_ways() {
        let folder = tempfile::tempdir().unwrap();
        for (said, owner_is) in [
            ("{\"owner_user_id\": 3}", Ok(Some(3))),
            ("{\"owner_user_id\": \" 3\"}", Ok(Some(3))),
            ("{\"owner_user_id\": null}", Ok(None)),
            ("{}", Ok(None)),
            ("{\"owner_user_id\": [3]}", Err(())),
            ("{\"owner_user_id\": ", Err(())),
            ("", Err(())),
        ] {
            fs::write(folder.path().join("5.meta.json"), said).unwrap();
            assert_eq!(owner(folder.path(), 5), owner_is, "{said}");
        }
        assert_eq!(owner(folder.path(), 6), Ok(None));
    }
}
