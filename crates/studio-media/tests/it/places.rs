//! What every place has to do, asked of a folder and of one that somebody else wrote.

use std::fs;

use studio_domain::{ContentHash, Timestamp};
use studio_media::{Media, Place, PlaceError, Put, Rendition, Stored};
use tempfile::TempDir;

use crate::kit::{House, MemoryPlace, NOW, place_in, png, quarters};

fn later(minutes: i64) -> Timestamp {
    Timestamp::from_millis(NOW.millis() + minutes * 60_000)
}

fn hash(seed: u8) -> ContentHash {
    ContentHash::new([seed; 32])
}

fn all(place: &dyn Place) -> Vec<Stored> {
    let mut found = Vec::new();
    place
        .list(&mut |one| {
            found.push(one);
            Ok(())
        })
        .unwrap();
    found.sort_by_key(|one| one.hash);
    found
}

fn behaves(place: &dyn Place) {
    assert_eq!(place.size(&hash(1)).unwrap(), None);
    assert_eq!(place.read(&hash(1), 0..10).unwrap(), None);
    assert!(!place.delete(&hash(1)).unwrap());
    assert!(all(place).is_empty());

    assert_eq!(place.put_if_absent(&hash(1), b"needle and ink", NOW).unwrap(), Put::New);
    assert_eq!(place.put_if_absent(&hash(2), b"", NOW).unwrap(), Put::New);
    assert_eq!(place.size(&hash(1)).unwrap(), Some(14));
    assert_eq!(place.size(&hash(2)).unwrap(), Some(0));
    for (range, expected) in
        [(0..14, "needle and ink"), (0..99, "needle and ink"), (7..10, "and"), (14..20, ""), (99..120, "")]
    {
        assert_eq!(place.read(&hash(1), range).unwrap().unwrap(), expected.as_bytes());
    }

    // The same again is there already, and its age starts anew.
    assert_eq!(place.put_if_absent(&hash(1), b"needle and ink", later(5)).unwrap(), Put::Present);
    let stored = |seed, bytes, put_at| Stored { hash: hash(seed), bytes, put_at };
    assert_eq!(all(place), [stored(1, 14, later(5)), stored(2, 0, NOW)]);

    let stop = PlaceError::Missing(hash(9));
    let mut seen = 0;
    let ended = place.list(&mut |_| {
        seen += 1;
        Err(PlaceError::Missing(hash(9)))
    });
    assert_eq!((ended.unwrap_err().to_string(), seen), (stop.to_string(), 1));

    assert!(place.delete(&hash(1)).unwrap());
    assert_eq!(place.size(&hash(1)).unwrap(), None);
    assert_eq!(all(place), [stored(2, 0, NOW)]);
}

#[test]
fn a_folder_behaves_as_a_place() {
    behaves(&place_in(&TempDir::new().unwrap()));
}

#[test]
fn a_place_of_somebody_else_behaves_as_one() {
    behaves(&MemoryPlace::default());
}

#[test]
fn the_same_file_put_by_many_at_once_is_one_file() {
    let folder = TempDir::new().unwrap();
    let place = place_in(&folder);
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| place.put_if_absent(&hash(7), b"the same", NOW).unwrap());
        }
    });
    assert_eq!(all(&place).len(), 1);
    assert_eq!(fs::read_dir(folder.path().join("tmp")).unwrap().count(), 0);
}

#[test]
fn folders_that_went_missing_are_made_again() {
    let folder = TempDir::new().unwrap();
    let place = place_in(&folder);
    for part in ["media", "tmp"] {
        fs::remove_dir(folder.path().join(part)).unwrap();
    }
    assert!(all(&place).is_empty());
    assert_eq!(place.clear_leftovers(NOW).unwrap(), 0);
    assert_eq!(place.put_if_absent(&hash(7), b"a file", NOW).unwrap(), Put::New);
    assert_eq!(place.read(&hash(7), 0..100).unwrap().unwrap(), b"a file");
}

#[test]
fn a_damaged_file_is_put_right_by_putting_it_again() {
    let folder = TempDir::new().unwrap();
    let place = place_in(&folder);
    let path = folder.path().join("media/07").join("07".repeat(31));
    place.put_if_absent(&hash(7), b"as it was", NOW).unwrap();
    for damage in [b"as it waz".as_slice(), b"longer than it was", b""] {
        fs::write(&path, damage).unwrap();
        place.put_if_absent(&hash(7), b"as it was", NOW).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"as it was");
    }
}

#[test]
fn names_are_made_of_the_hash_alone_and_nobody_else_reads_them() {
    let house = House::new();
    let photo = house.media.client_photo(png(&quarters(40, 40))).unwrap();
    house.media.keep(&photo.large, NOW).unwrap();
    let name = photo.large.hash.to_string();
    let path = house.folder.path().join("media").join(&name[..2]).join(&name[2..]);
    assert_eq!(fs::read(&path).unwrap(), photo.large.bytes);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0);
        assert_eq!(fs::metadata(path.parent().unwrap()).unwrap().permissions().mode() & 0o077, 0);
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_is_not_followed() {
    let house = House::new();
    let secret = house.folder.path().join("secret");
    fs::write(&secret, "not for anybody").unwrap();
    let folder = house.folder.path().join("media/07");
    fs::create_dir(&folder).unwrap();
    std::os::unix::fs::symlink(&secret, folder.join("07".repeat(31))).unwrap();
    let place = house.media.place();
    assert!(matches!(place.read(&hash(7), 0..100), Err(PlaceError::Changed(_))));
    assert!(matches!(place.size(&hash(7)), Err(PlaceError::Changed(_))));
    assert!(all(place).is_empty());
    place.put_if_absent(&hash(7), b"a file", NOW).unwrap();
    assert_eq!(place.read(&hash(7), 0..100).unwrap().unwrap(), b"a file");
    assert_eq!(fs::read(&secret).unwrap(), b"not for anybody");
}

#[test]
fn files_that_are_not_ours_are_left_alone() {
    let house = House::new();
    let media = house.folder.path().join("media");
    for (folder, name) in
        [("ab", "short"), ("zz", &*"zz".repeat(31)), ("AB", &*"AB".repeat(31)), ("lost+found", "x")]
    {
        fs::create_dir_all(media.join(folder)).unwrap();
        fs::write(media.join(folder).join(name), "theirs").unwrap();
    }
    fs::write(media.join("README"), "theirs").unwrap();
    fs::write(house.folder.path().join("tmp/theirs"), "theirs").unwrap();
    assert!(all(house.media.place()).is_empty());
    assert_eq!(house.media.place().clear_leftovers(Timestamp::from_millis(i64::MAX)).unwrap(), 0);
    assert!(house.folder.path().join("tmp/theirs").exists());
}

#[test]
fn what_is_read_is_what_was_kept_or_an_error() {
    let media = Media::new(MemoryPlace::default());
    let file = media.paper(b"%PDF-1.4\n%%EOF".to_vec()).unwrap();
    let size = file.bytes.len() as u64;
    assert!(matches!(media.read(&file.hash, size), Err(PlaceError::Missing(_))));
    media.keep(&file, NOW).unwrap();
    assert_eq!(media.read(&file.hash, size).unwrap(), file.bytes);
    for other in [b"%PDF-1.4\n%%EOX".to_vec(), b"%PDF-1.4\n%%EOF\n".to_vec(), Vec::new()] {
        media.keep(&Rendition { bytes: other, ..file.clone() }, NOW).unwrap();
        assert!(matches!(media.read(&file.hash, size), Err(PlaceError::Changed(_))));
    }
}
