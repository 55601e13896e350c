//! Pictures of people: whose they are to set, who sees them, and what is left of them.

use std::fs;

use studio_app::{Error, FileRefused, PageInput, Verdict};
use studio_domain::{PhotoSize, UserId};
use studio_testkit::{TestStudio, picture};

use crate::kit::{HOUR, code, log};

fn kept(test: &TestStudio) -> usize {
    let folders = fs::read_dir(test.path().join("media")).unwrap().map(Result::unwrap);
    folders.map(|folder| fs::read_dir(folder.path()).unwrap().count()).sum()
}

#[test]
fn each_person_sets_the_own_picture_and_admins_set_everybodys() {
    let test = TestStudio::new();
    let lola = test.user("lola");
    let mine = test.studio.set_my_photo(&test.lola(), picture(80, 60, 1)).unwrap();
    assert_eq!(mine.id, lola);
    for (ctx, name) in
        [(test.bruno(), "another artist"), (test.desk(), "the desk"), (test.lola(), "herself, as anybody")]
    {
        let refused = test.studio.set_user_photo(&ctx, lola, picture(80, 60, 2));
        assert_eq!(code(refused), "no_grant", "{name}");
        assert_eq!(code(test.studio.remove_user_photo(&ctx, lola)), "no_grant", "{name}");
    }
    assert_eq!(kept(&test), 2, "what was refused has left no file");
    let other = test.studio.set_user_photo(&test.admin(), lola, picture(80, 60, 3)).unwrap();
    assert_ne!(other.photo, mine.photo);
    assert_eq!(kept(&test), 2, "the files of the picture before are gone");
    // Everybody of the house sees it.
    for ctx in [test.desk(), test.bruno(), test.lola()] {
        let seen = test.studio.user_photo(&ctx, lola, PhotoSize::Small, |_| false).unwrap();
        assert!(seen.bytes.unwrap().starts_with(&[0xff, 0xd8, 0xff]));
        assert_eq!(test.studio.user(&ctx, lola).unwrap().card.photo, other.photo);
    }
    assert_eq!(test.studio.frame(&test.lola()).unwrap().account.photo, other.photo);
    test.studio.remove_my_photo(&test.lola()).unwrap();
    assert_eq!(kept(&test), 0);
    assert_eq!(code(test.studio.remove_my_photo(&test.lola())), "not_found");
    assert_eq!(code(test.studio.user_photo(&test.desk(), lola, PhotoSize::Large, |_| false)), "not_found");
    let acts: Vec<String> = log(&test).into_iter().map(|entry| entry.action).collect();
    assert!(acts.iter().filter(|act| *act == "oneself.photo").count() == 2, "{acts:?}");
    assert!(acts.iter().any(|act| act == "staff.manage_users"));
}

#[test]
fn what_is_no_picture_is_refused_and_nobody_has_one() {
    let test = TestStudio::new();
    let gif = test.studio.set_my_photo(&test.desk(), b"GIF89a".to_vec());
    assert!(matches!(gif, Err(Error::Upload(FileRefused::Gif))));
    assert_eq!(
        code(test.studio.set_user_photo(&test.admin(), UserId::new(4_711), picture(9, 9, 1))),
        "not_found"
    );
    assert_eq!(kept(&test), 0);
}

#[test]
fn the_sweep_and_the_doctor_know_pictures_of_people() {
    let test = TestStudio::new();
    let face = test.studio.set_my_photo(&test.lola(), picture(80, 60, 1)).unwrap().photo.unwrap();
    test.clock.advance(3 * HOUR);
    assert_eq!(test.studio.sweep().unwrap().removed, []);
    let name = face.small.to_string();
    fs::remove_file(test.path().join("media").join(&name[..2]).join(&name[2..])).unwrap();
    assert_eq!(test.studio.check_media(&test.operator(), false).unwrap().missing, [face.small]);
    let findings = test.studio.doctor(&test.operator(), false).unwrap();
    assert!(findings.iter().any(|one| one.check == "media_files" && one.verdict == Verdict::Bad));
    test.studio.set_my_photo(&test.lola(), picture(80, 60, 1)).unwrap();
    assert!(
        test.studio.check_media(&test.operator(), true).unwrap().is_good(),
        "putting it again puts it right"
    );
}

#[test]
fn visitors_see_the_picture_of_an_artist_only_while_the_page_is_on() {
    let test = TestStudio::new();
    let lola = test.artist_of("lola");
    let face = test.studio.set_my_photo(&test.lola(), picture(80, 60, 1)).unwrap().photo.unwrap();
    let shown = |slug: &str| test.studio.shown_face(slug, PhotoSize::Large, |_| false);
    let switch = |public| {
        let input = PageInput { slug: Some("lola-vega".to_owned()), public };
        test.studio.set_portfolio_page(&test.lola(), lola, None, &input).unwrap();
    };
    switch(true);
    assert_eq!(code(shown("lola-vega")), "not_found", "the studio has not opened its pages");
    test.studio.set_setting(&test.admin(), "portfolio.public", "on", None).unwrap();
    assert_eq!(shown("lola-vega").unwrap().hash, face.large);
    assert_eq!(code(shown("nobody")), "not_found");
    switch(false);
    assert_eq!(code(shown("lola-vega")), "not_found");
}
