//! Photos of clients from the old application's folder.

use std::fs;

use studio_app::{ImportOptions, IssueCode};
use studio_domain::PhotoSize;
use studio_testkit::picture;

use super::kit::{Home, Source, client, counts, made, sample, told};

fn kept(home: &Home) -> usize {
    let folders = fs::read_dir(home.path().join("media")).unwrap().map(Result::unwrap);
    folders.map(|folder| fs::read_dir(folder.path()).unwrap().count()).sum()
}

#[test]
fn the_photo_of_a_client_comes_with_whose_it_is() {
    let home = Home::new();
    let rehearsed = home.try_import(&sample(), ImportOptions { dry_run: true, ..ImportOptions::default() });
    assert_eq!(counts(&rehearsed.unwrap(), "client_photos"), (1, 1, 0, 0));
    assert_eq!(kept(&home), 0, "a rehearsal keeps nothing");
    let report = home.import(&sample());
    assert_eq!(counts(&report, "client_photos"), (1, 1, 0, 0));
    let card = home.client(93).card;
    assert_eq!(card.photo.clone().unwrap().uploaded_by.unwrap().1, "Lola Santana Vega");
    let shown = home.studio.client_photo(&home.operator(), card.id, PhotoSize::Large, |_| false).unwrap();
    assert!(shown.bytes.unwrap().starts_with(&[0xff, 0xd8, 0xff]));
    let files = kept(&home);
    assert!(files >= 2);
    assert!(home.studio.check_media(&home.operator(), true).unwrap().is_good());
    // Again, it is here.
    let more = ImportOptions { into_nonempty: true, ..ImportOptions::default() };
    let again = home.try_import(&sample(), more).unwrap();
    assert_eq!(counts(&again, "client_photos"), (1, 0, 1, 1));
    assert_eq!((home.client(93).card.photo, kept(&home)), (card.photo, files));
}

#[test]
fn what_is_wrong_with_a_photo_is_told_and_ends_nothing() {
    let mut source = Source::with_people();
    for id in 70..75 {
        source.add("clients", &client(id, &[]));
    }
    let folder = source.folder().join("assets").join("uploads").join("clients");
    fs::create_dir_all(&folder).unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).unwrap();
    put("70.png", b"GIF89a");
    put("71.jpg", &picture(50, 40, 1)[..200]);
    put("72.meta.json", b"{\"owner_user_id\": 3}");
    put("73.png", &picture(50, 40, 2));
    put("73.meta.json", b"{\"owner_user_id\": 4711}");
    put("74.webp", &picture(50, 40, 3));
    put("999.png", &picture(50, 40, 4));
    put("notes.txt", b"x");
    let home = Home::new();
    let report = home.import(source.folder());
    assert_eq!(counts(&report, "client_photos"), (6, 2, 4, 0));
    let photos: Vec<_> = report.issues.iter().filter(|issue| issue.table == "client_photos").collect();
    let found: Vec<_> = photos.iter().map(|issue| (issue.code, issue.id, issue.detail.as_str())).collect();
    assert_eq!(
        found,
        [
            (IssueCode::PictureRefused, Some(70), "file_gif"),
            (IssueCode::PictureRefused, Some(71), "file_damaged"),
            (IssueCode::FileMissing, Some(72), ""),
            (IssueCode::OwnerUnknown, Some(73), "4711"),
            (IssueCode::FileOfNobody, Some(999), ""),
        ]
    );
    assert_eq!(home.client(73).card.photo.unwrap().uploaded_by, None);
    assert!(home.client(74).card.photo.is_some() && home.client(70).card.photo.is_none());
    assert!(!told(&report).is_empty() && made(&report, "notes") == 0);
}

#[test]
fn a_photo_that_was_set_here_meanwhile_stays() {
    let home = Home::new();
    home.import(&sample());
    let id = home.client(93).card.id;
    let mine = home.studio.set_client_photo(&home.operator(), id, picture(80, 80, 5)).unwrap();
    let more = ImportOptions { into_nonempty: true, ..ImportOptions::default() };
    let report = home.try_import(&sample(), more).unwrap();
    assert_eq!(counts(&report, "client_photos"), (1, 0, 1, 0));
    let told: Vec<_> = told(&report).into_iter().filter(|told| told.0 == IssueCode::PhotoKept).collect();
    assert_eq!(told, [(IssueCode::PhotoKept, Some(93), None)]);
    assert_eq!(home.client(93).card.photo.unwrap().large, mine.large);
}
