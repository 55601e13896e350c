//! A client's photo, and the files behind it.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use studio_app::{
    ClientFilter, ClientInput, Deletion, Error, FileRefused, MergeInput, OpCtx, PhotoFile, Saving, Verdict,
};
use studio_domain::{ClientId, PhotoSize};
use studio_testkit::{TestStudio, picture};

use crate::kit::{HOUR, MINUTE, code, log, some};

fn client(test: &TestStudio, name: &str, artist: Option<&str>) -> ClientId {
    let input = ClientInput {
        name: some(name),
        phone: some("600 111 222"),
        preferred_artist: artist.map(|artist| test.artist_of(artist).to_string()),
        ..ClientInput::default()
    };
    match test.studio.add_client(&test.operator(), input, true).unwrap() {
        Saving::Saved(id) => id,
        Saving::Likely(likely) => panic!("{likely:?}"),
    }
}

/// Names of the files that are kept.
fn files(test: &TestStudio) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for folder in fs::read_dir(test.path().join("media")).unwrap() {
        let folder = folder.unwrap();
        let begin = folder.file_name().into_string().unwrap();
        for file in fs::read_dir(folder.path()).unwrap() {
            found.insert(begin.clone() + file.unwrap().file_name().to_str().unwrap());
        }
    }
    assert_eq!(fs::read_dir(test.path().join("tmp")).unwrap().count(), 0, "something is left on its way");
    found
}

fn path_of(test: &TestStudio, name: &str) -> PathBuf {
    test.path().join("media").join(&name[..2]).join(&name[2..])
}

fn look(test: &TestStudio, ctx: &OpCtx, client: ClientId, size: PhotoSize) -> Result<PhotoFile, Error> {
    test.studio.client_photo(ctx, client, size, |_| false)
}

fn set(test: &TestStudio, ctx: &OpCtx, client: ClientId, seed: usize) -> Result<(), Error> {
    test.studio.set_client_photo(ctx, client, picture(60, 40, seed)).map(drop)
}

#[test]
fn a_photo_is_kept_in_two_sizes_and_shown_with_the_client() {
    let test = TestStudio::new();
    let (lola, id) = (test.lola(), client(&test, "Carla Sol", Some("lola")));
    assert_eq!(code(look(&test, &lola, id, PhotoSize::Large)), "not_found");
    let card = test.studio.set_client_photo(&lola, id, picture(60, 40, 1)).unwrap();
    assert_eq!(card.uploaded_by.clone().unwrap().1, "lola");
    assert_eq!(card.uploaded_at, lola.visit.now);
    assert_eq!(files(&test), [card.large, card.small].map(|hash| hash.to_string()).into());
    for size in PhotoSize::ALL {
        let file = look(&test, &test.bruno(), id, *size).unwrap();
        let bytes = file.bytes.unwrap();
        assert_eq!((file.hash, bytes.len() as u64), card.file(*size));
        assert!(bytes.starts_with(&[0xff, 0xd8, 0xff]));
        assert_eq!(fs::read(path_of(&test, &file.hash.to_string())).unwrap(), bytes);
    }
    assert_eq!(test.studio.client(&lola, id).unwrap().card.photo, Some(card.clone()));
    let list = test.studio.clients(&lola, &ClientFilter::default()).unwrap();
    assert_eq!(list.items[0].photo, Some(card.small));
    // Who has it already gets no bytes.
    let known = test.studio.client_photo(&lola, id, PhotoSize::Small, |hash| *hash == card.small).unwrap();
    assert_eq!((known.hash, known.bytes), (card.small, None));
}

#[test]
fn a_photo_that_is_replaced_or_removed_takes_its_files_along() {
    let test = TestStudio::new();
    let (admin, id) = (test.admin(), client(&test, "Carla Sol", None));
    set(&test, &admin, id, 1).unwrap();
    let first = files(&test);
    set(&test, &admin, id, 2).unwrap();
    let second = files(&test);
    assert!(first.is_disjoint(&second) && second.len() == 2);
    // The same picture again changes nothing.
    set(&test, &admin, id, 2).unwrap();
    assert_eq!(files(&test), second);
    let other = client(&test, "Otro", None);
    set(&test, &admin, other, 2).unwrap();
    assert_eq!(files(&test), second, "one picture, two clients, one file a size");
    test.studio.remove_client_photo(&admin, id).unwrap();
    assert_eq!(files(&test), second, "it is still the other client's");
    test.studio.remove_client_photo(&admin, other).unwrap();
    assert!(files(&test).is_empty());
    assert_eq!(code(test.studio.remove_client_photo(&admin, other)), "not_found");
}

#[test]
fn an_artist_replaces_only_a_photo_that_the_same_artist_uploaded_and_others_learn_whom_to_ask() {
    let test = TestStudio::new();
    let id = client(&test, "Carla Sol", Some("lola"));
    let (lola, bruno, admin) = (test.lola(), test.bruno(), test.admin());
    // Before there is one it is the client's artist who may.
    assert!(matches!(set(&test, &bruno, id, 1), Err(Error::Refused { .. })));
    set(&test, &lola, id, 1).unwrap();
    set(&test, &lola, id, 2).unwrap();
    let before = files(&test);
    for refused in [
        set(&test, &bruno, id, 3),
        test.studio.remove_client_photo(&bruno, id),
        test.studio.expect_to_set_photo(&bruno, id),
    ] {
        match refused {
            Err(Error::PhotoOf { uploaded_by }) => assert_eq!(uploaded_by.as_deref(), Some("lola")),
            other => panic!("{other:?}"),
        }
    }
    set(&test, &admin, id, 4).unwrap();
    match set(&test, &lola, id, 5) {
        Err(Error::PhotoOf { uploaded_by }) => assert_eq!(uploaded_by.as_deref(), Some("marta")),
        other => panic!("{other:?}"),
    }
    set(&test, &test.operator(), id, 6).unwrap();
    assert!(matches!(set(&test, &lola, id, 7), Err(Error::PhotoOf { uploaded_by: None })));
    assert_eq!(code(set(&test, &lola, id, 7)), "photo_of_somebody_else");
    assert!(files(&test).is_disjoint(&before));
    let refusals = log(&test).into_iter().filter(|entry| entry.reason == "not_owner").count();
    assert_eq!(refusals, 7, "each is in the log");
}

#[test]
fn the_desk_needs_the_code_and_a_refused_picture_is_not_even_opened() {
    let test = TestStudio::new();
    let (desk, id) = (test.desk(), client(&test, "Carla Sol", None));
    let no_picture = || test.studio.set_client_photo(&desk, id, b"GIF89a".to_vec());
    assert_eq!(code(no_picture()), "needs_elevation");
    test.studio.elevate(&desk, &crate::kit::master_code()).answer.unwrap();
    assert_eq!(code(no_picture()), "file_gif");
    set(&test, &desk, id, 1).unwrap();
    test.clock.advance(6 * MINUTE);
    assert_eq!(code(set(&test, &test.now(&desk), id, 2)), "needs_elevation");
    assert_eq!(files(&test).len(), 2);
}

#[test]
fn a_file_that_is_not_taken_leaves_nothing_behind() {
    let test = TestStudio::new();
    let (admin, id) = (test.admin(), client(&test, "Carla Sol", None));
    let entries = log(&test).len();
    let mut cut = picture(60, 40, 1);
    cut.truncate(200);
    let hostile: [(Vec<u8>, FileRefused); 5] = [
        (Vec::new(), FileRefused::Empty),
        (vec![0xff; 20_000_001], FileRefused::TooBig { limit: 20_000_000 }),
        (b"<html>".to_vec(), FileRefused::Unknown),
        (cut, FileRefused::Damaged),
        ([picture(60, 40, 1), b"PK\x05\x06".to_vec()].concat(), FileRefused::TwoInOne),
    ];
    for (file, reason) in hostile {
        match test.studio.set_client_photo(&admin, id, file) {
            Err(Error::Upload(refused)) => assert_eq!(refused, reason),
            other => panic!("{reason:?}: {other:?}"),
        }
    }
    assert!(files(&test).is_empty());
    assert_eq!(log(&test).len(), entries);
    assert!(test.studio.client(&admin, id).unwrap().card.photo.is_none());
    let nobody = ClientId::new(9_999);
    assert_eq!(code(set(&test, &admin, nobody, 1)), "not_found");
    assert!(files(&test).is_empty());
}

/// What a process leaves that ended between keeping the files and writing the row.
#[test]
fn files_that_nothing_came_to_refer_to_are_swept_after_an_hour() {
    let test = TestStudio::new();
    let (admin, id) = (test.admin(), client(&test, "Carla Sol", None));
    set(&test, &admin, id, 1).unwrap();
    let kept = files(&test);
    // A row that was never written: the file is there, and the data does not know it.
    let orphan = "5a".repeat(32);
    let path = path_of(&test, &orphan);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "half of what should have been").unwrap();
    let put =
        std::time::UNIX_EPOCH + std::time::Duration::from_millis(test.studio.now().millis().unsigned_abs());
    fs::File::options().write(true).open(&path).unwrap().set_modified(put).unwrap();
    test.clock.advance(HOUR);
    assert!(test.studio.sweep().unwrap().removed.is_empty(), "not before the hour is over");
    test.clock.advance(MINUTE);
    let unused = || {
        let all = test.studio.doctor(&test.operator(), false).unwrap();
        all.into_iter().find(|finding| finding.check == "media_unused").unwrap()
    };
    assert_eq!((unused().verdict, unused().found.split(':').next()), (Verdict::Warning, Some("1 files")));
    let swept = test.studio.sweep().unwrap();
    assert_eq!(unused().verdict, Verdict::Good);
    assert_eq!(swept.removed.iter().map(ToString::to_string).collect::<Vec<_>>(), [orphan]);
    assert_eq!((swept.looked_at, swept.freed), (3, 29));
    assert_eq!(files(&test), kept);
    // A row that lost what referred to it goes with its file.
    test.studio.remove_client_photo(&test.now(&admin), id).unwrap();
    assert!(files(&test).is_empty());
}

#[test]
fn a_missing_or_changed_file_is_found_and_never_served() {
    let test = TestStudio::new();
    let (admin, id) = (test.admin(), client(&test, "Carla Sol", None));
    let card = test.studio.set_client_photo(&admin, id, picture(60, 40, 1)).unwrap();
    let (large, small) = (path_of(&test, &card.large.to_string()), path_of(&test, &card.small.to_string()));
    let whole = fs::read(&large).unwrap();
    let mut changed = whole.clone();
    changed[600] ^= 1;
    fs::write(&large, &changed).unwrap();
    fs::rename(&small, small.with_extension("gone")).unwrap();
    assert_eq!(code(look(&test, &admin, id, PhotoSize::Large)), "internal");
    assert_eq!(code(look(&test, &admin, id, PhotoSize::Small)), "internal");
    let operator = test.operator();
    let finding = |thorough| {
        let all = test.studio.doctor(&operator, thorough).unwrap();
        all.into_iter().find(|finding| finding.check == "media_files").unwrap()
    };
    assert_eq!(finding(false).found, format!("of 2 files missing 1 ({}), changed 0", card.small));
    assert_eq!(finding(true).verdict, Verdict::Bad);
    let checked = test.studio.check_media(&operator, true).unwrap();
    assert_eq!(
        (checked.looked_at, checked.missing, checked.changed),
        (2, vec![card.small], vec![card.large])
    );
    // Uploading the picture again puts both right.
    set(&test, &admin, id, 1).unwrap();
    assert!(test.studio.check_media(&operator, true).unwrap().is_good());
    assert_eq!(look(&test, &admin, id, PhotoSize::Large).unwrap().bytes.unwrap(), whole);
    assert_eq!((finding(true).verdict, finding(true).found), (Verdict::Good, "2 files".to_owned()));
}

#[test]
fn many_at_once_end_with_one_photo_whose_files_are_there() {
    let test = TestStudio::new();
    let (one, other) = (client(&test, "Carla Sol", None), client(&test, "Otro", None));
    let admin = test.admin();
    std::thread::scope(|scope| {
        for seed in 0..4 {
            let (test, admin) = (&test, &admin);
            scope.spawn(move || {
                for round in 0..6 {
                    let (id, seed) = (if round % 2 == 0 { one } else { other }, (seed + round) % 3);
                    set(test, admin, id, seed).unwrap();
                    drop(test.studio.remove_client_photo(admin, other));
                    drop(test.studio.sweep());
                }
            });
        }
    });
    // Whoever put a file back that had just been replaced leaves one that nothing refers to: the sweep takes it, later.
    test.clock.advance(48 * HOUR);
    test.studio.sweep().unwrap();
    // Every file that the data knows is there; nothing but them is.
    let checked = test.studio.check_media(&test.operator(), true).unwrap();
    assert!(checked.is_good(), "{checked:?}");
    assert_eq!(files(&test).len() as u64, checked.looked_at);
    let admin = test.admin();
    assert!(look(&test, &admin, one, PhotoSize::Large).unwrap().bytes.is_some());
}

#[test]
fn of_two_records_made_one_the_photo_stays_with_whoever_uploaded_it_and_a_deletion_takes_it_away() {
    let test = TestStudio::new();
    let (admin, lola, bruno) = (test.admin(), test.lola(), test.bruno());
    let (kept, other) = (client(&test, "Carla Sol", Some("lola")), client(&test, "Carla Sole", Some("lola")));
    set(&test, &lola, other, 1).unwrap();
    test.studio.merge_clients(&admin, kept, other, MergeInput::default()).unwrap();
    for id in [kept, other] {
        assert!(look(&test, &bruno, id, PhotoSize::Large).is_ok(), "{id}");
    }
    assert_eq!(code(set(&test, &bruno, kept, 2)), "photo_of_somebody_else");
    set(&test, &lola, other, 3).unwrap();
    let all = test.studio.clients(&admin, &ClientFilter::default()).unwrap().items;
    assert!(all.iter().any(|row| row.id == kept && row.photo.is_some()));
    // The kept one's own photo is not replaced by that of another record.
    let third = client(&test, "C. Sol", None);
    set(&test, &admin, third, 4).unwrap();
    let before = test.studio.client(&admin, kept).unwrap().card.photo;
    test.studio.merge_clients(&admin, kept, third, MergeInput::default()).unwrap();
    assert_eq!(test.studio.client(&admin, kept).unwrap().card.photo, before);
    let deleted = test.studio.delete_client(&admin, kept, "Carla Sol", None).unwrap();
    assert!(matches!(deleted, Deletion::Done(_)), "{deleted:?}");
    assert_eq!(files(&test), BTreeSet::new());
}
