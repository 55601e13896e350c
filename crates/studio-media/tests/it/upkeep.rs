//! Finding what is missing or changed, and sweeping what nothing refers to.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fs;

use studio_domain::{ContentHash, Timestamp};
use studio_media::{Checked, PlaceError, Wanted, check_files, sweep};

use crate::kit::{House, NOW};

const HOUR: i64 = 3_600_000;

fn at(hours: i64) -> Timestamp {
    Timestamp::from_millis(NOW.millis() + hours * HOUR)
}

/// Papers that are kept, each at its hour.
fn kept(house: &House, hours: &[i64]) -> Vec<Wanted> {
    hours
        .iter()
        .enumerate()
        .map(|(nth, hour)| {
            let file = house.media.paper(format!("%PDF-1.4 paper {nth}\n%%EOF").into_bytes()).unwrap();
            house.media.keep(&file, at(*hour)).unwrap();
            Wanted { hash: file.hash, bytes: file.bytes.len() as u64 }
        })
        .collect()
}

fn path(house: &House, hash: &ContentHash) -> std::path::PathBuf {
    let name = hash.to_string();
    house.folder.path().join("media").join(&name[..2]).join(&name[2..])
}

#[test]
fn missing_and_changed_files_are_found() {
    let house = House::new();
    let files = kept(&house, &[0; 5]);
    let check = |thorough| check_files(house.media.place(), files.iter().copied(), thorough).unwrap();
    assert!(check(true).is_good());
    assert_eq!(check(true).looked_at, 5);
    fs::remove_file(path(&house, &files[1].hash)).unwrap();
    fs::write(path(&house, &files[2].hash), "shorter").unwrap();
    let mut same_size = fs::read(path(&house, &files[3].hash)).unwrap();
    same_size[5] ^= 1;
    fs::write(path(&house, &files[3].hash), same_size).unwrap();
    let quick = Checked { looked_at: 5, missing: vec![files[1].hash], changed: vec![files[2].hash] };
    assert_eq!(check(false), quick);
    assert_eq!(check(true), Checked { changed: vec![files[2].hash, files[3].hash], ..quick });
}

#[test]
fn only_old_files_that_nothing_refers_to_are_swept() {
    let house = House::new();
    let files = kept(&house, &[0, 0, 5]);
    let wanted: HashSet<_> = [files[0].hash].into();
    let swept =
        sweep::<PlaceError>(house.media.place(), at(4), at(6), |hash| Ok(wanted.contains(hash))).unwrap();
    assert_eq!(swept.looked_at, 3);
    assert_eq!(swept.removed, [files[1].hash]);
    assert_eq!(swept.freed, files[1].bytes);
    let there: Vec<bool> = files.iter().map(|file| path(&house, &file.hash).exists()).collect();
    assert_eq!(there, [true, false, true]);
}

#[test]
fn a_file_that_is_referred_to_while_it_is_swept_comes_back() {
    let house = House::new();
    let files = kept(&house, &[0]);
    let asked = Cell::new(0);
    let swept = sweep::<PlaceError>(house.media.place(), at(4), at(6), |_| {
        asked.set(asked.get() + 1);
        Ok(asked.get() == 2)
    })
    .unwrap();
    assert!(swept.removed.is_empty());
    let file = house.media.read(&files[0].hash, files[0].bytes).unwrap();
    assert_eq!(file, b"%PDF-1.4 paper 0\n%%EOF");
}

#[test]
fn whoever_refers_to_a_file_after_it_was_swept_has_put_it_again() {
    let house = House::new();
    let file = house.media.paper(b"%PDF-1.4 the same\n%%EOF".to_vec()).unwrap();
    house.media.keep(&file, at(0)).unwrap();
    // Both questions of the sweep come before the row is written.
    let order = RefCell::new(Vec::new());
    sweep::<PlaceError>(house.media.place(), at(4), at(6), |_| {
        order.borrow_mut().push("not referred to");
        Ok(false)
    })
    .unwrap();
    assert_eq!(order.borrow().len(), 2);
    house.media.keep(&file, at(6)).unwrap();
    assert_eq!(house.media.read(&file.hash, file.bytes.len() as u64).unwrap(), file.bytes);
}

#[test]
fn what_never_got_its_name_is_swept_once_it_is_old() {
    let house = House::new();
    let half = house.folder.path().join("tmp/media-half");
    fs::write(&half, "half a file").unwrap();
    let written =
        fs::metadata(&half).unwrap().modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap();
    let written = i64::try_from(written.as_millis()).unwrap();
    let swept = |before| {
        let before = Timestamp::from_millis(before);
        sweep::<PlaceError>(house.media.place(), before, before, |_| Ok(true)).unwrap().leftovers
    };
    assert_eq!(swept(written), 0);
    assert!(half.exists());
    assert_eq!(swept(written + 1), 1);
    assert!(!half.exists());
}

#[test]
fn an_answer_that_can_not_be_had_ends_the_sweep_before_anything_is_taken_away() {
    let house = House::new();
    let files = kept(&house, &[0, 0]);
    let broken = || PlaceError::Missing(ContentHash::new([0; 32]));
    assert!(sweep::<PlaceError>(house.media.place(), at(4), at(6), |_| Err(broken())).is_err());
    assert!(files.iter().all(|file| path(&house, &file.hash).exists()));
}
