//! Are all files there that should be, unchanged; and away with those that nothing refers to.

use studio_domain::{ContentHash, Timestamp};

use crate::media::hash_of;
use crate::place::{Place, PlaceError};

/// A file that something refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Its name.
    pub hash: ContentHash,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many files were looked for.
    pub looked_at: u64,
    /// Those that are not there.
    pub missing: Vec<ContentHash>,
    /// Those that are not what they were.
    pub changed: Vec<ContentHash>,
}

impl Checked {
    /// Whether every file is there, unchanged.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty()
    }
}

/// What a sweep did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many files there were.
    pub looked_at: u64,
    /// Those that nothing referred to; they are gone.
    pub removed: Vec<ContentHash>,
    /// Their bytes together.
    pub freed: u64,
    /// Files that never got their name, which are gone too.
    pub leftovers: usize,
}

/// Looks for each file that something refers to. `thorough` reads every byte; else sizes are compared.
///
/// # Errors
/// [`PlaceError`] if the place can't be looked at; what is wrong with a file is a finding.
pub fn check_files(
    place: &dyn Place,
    wanted: impl IntoIterator<Item = Wanted>,
    thorough: bool,
) -> Result<Checked, PlaceError> {
    let mut found = Checked::default();
    for one in wanted {
        found.looked_at = found.looked_at.saturating_add(1);
        match place.size(&one.hash) {
            Ok(None) => found.missing.push(one.hash),
            Ok(Some(size)) if size != one.bytes => found.changed.push(one.hash),
            Ok(Some(_)) if !thorough => {}
            Ok(Some(_)) => match place.read(&one.hash, 0..one.bytes)? {
                None => found.missing.push(one.hash),
                Some(bytes) if hash_of(&bytes) != one.hash => found.changed.push(one.hash),
                Some(_) => {}
            },
            Err(PlaceError::Changed(hash)) => found.changed.push(hash),
            Err(other) => return Err(other),
        }
    }
    Ok(found)
}

/// Takes away files put before `before` that nothing refers to, and what is left of puts that broke off before then.
///
/// Each as [`take_away`] does it.
///
/// # Errors
/// [`PlaceError`], and whatever `is_wanted` answers.
pub fn sweep<E: From<PlaceError>>(
    place: &dyn Place,
    before: Timestamp,
    now: Timestamp,
    mut is_wanted: impl FnMut(&ContentHash) -> Result<bool, E>,
) -> Result<Swept, E> {
    let mut found = Swept::default();
    let mut old = Vec::new();
    place.list(&mut |file| {
        found.looked_at = found.looked_at.saturating_add(1);
        if file.put_at < before {
            old.push(file);
        }
        Ok(())
    })?;
    for file in old {
        if let Some(bytes) = take_away(place, &file.hash, now, &mut is_wanted)? {
            found.freed = found.freed.saturating_add(bytes);
            found.removed.push(file.hash);
        }
    }
    found.leftovers = place.clear_leftovers(before)?;
    Ok(found)
}

/// Takes one file away unless something refers to it; answers its bytes if it is gone.
///
/// A file may be put again, and be referred to, while it is being taken away. So the question is asked once more afterwards, and the file
/// comes back where the answer has changed; and whoever refers to a file makes sure of it afterwards ([`Media::keep`](crate::Media::keep) a
/// second time). Of the two, one comes last.
///
/// # Errors
/// [`PlaceError`], and whatever `is_wanted` answers.
pub fn take_away<E: From<PlaceError>>(
    place: &dyn Place,
    file: &ContentHash,
    now: Timestamp,
    mut is_wanted: impl FnMut(&ContentHash) -> Result<bool, E>,
) -> Result<Option<u64>, E> {
    if is_wanted(file)? {
        return Ok(None);
    }
    let Some(size) = place.size(file)? else { return Ok(None) };
    let Some(bytes) = place.read(file, 0..size)? else { return Ok(None) };
    place.delete(file)?;
    if is_wanted(file)? {
        place.put_if_absent(file, &bytes, now)?;
        return Ok(None);
    }
    Ok(Some(size))
}
