//! Pictures of people and of pieces, from the terminal.

use std::fs;

use studio_testkit::picture;

use crate::kit::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    for seed in 1..=2 {
        fs::write(desk.path().join(format!("{seed}.png")), picture(60, 40, seed)).unwrap();
    }
    desk
}

#[test]
fn the_picture_of_a_person_is_set_shown_saved_and_removed() {
    let desk = desk();
    assert!(desk.json(&["user", "show", "lola"])["photo"].is_null());
    let set = desk.json(&["user", "photo", "set", "lola", "1.png"]);
    let shown = desk.json(&["user", "show", "lola"]);
    assert_eq!(set["user_id"], shown["id"]);
    assert_eq!(shown["photo"].as_str().map(str::len), Some(64));
    desk.run(&["user", "photo", "save", "lola", "small.jpg", "--size", "96"]).ends(0);
    assert!(fs::read(desk.path().join("small.jpg")).unwrap().starts_with(&[0xff, 0xd8, 0xff]));
    assert_eq!(desk.json(&["media", "check"])["files"], 2);
    desk.run(&["user", "photo", "remove", "lola"]).ends(0);
    desk.run(&["user", "photo", "remove", "lola"]).ends(1);
    fs::write(desk.path().join("moving.gif"), b"GIF89a").unwrap();
    let refused = desk.run(&["user", "photo", "set", "lola", "moving.gif"]).ends(2);
    assert!(refused.err.contains("This is a GIF"), "{}", refused.err);
    desk.by("lola", &["me", "photo", "set", "2.png"]).ends(0);
    desk.by("lola", &["user", "photo", "set", "marta", "2.png"]).ends(1);
    desk.by("lola", &["me", "photo", "remove"]).ends(0);
    let nobody = desk.run(&["me", "photo", "set", "1.png"]);
    assert_ne!(nobody.code, 0, "the operator is no person");
}

#[test]
fn a_piece_gets_another_picture() {
    let desk = desk();
    desk.run(&["portfolio", "add", "--artist", "Lola Vega", "--title", "Moon", "1.png"]).ends(0);
    desk.run(&["portfolio", "picture", "1", "2.png"]).ends(0);
    let shown = desk.json(&["portfolio", "show", "1"]);
    assert_eq!(
        (&shown["title"], &shown["version"], &shown["width"]),
        (&"Moon".into(), &2.into(), &60.into())
    );
    desk.run(&["portfolio", "picture", "1", "nowhere.png"]).ends(1);
    desk.run(&["portfolio", "picture", "99", "2.png"]).ends(1);
}
