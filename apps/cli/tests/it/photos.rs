//! Photos and the files behind them, from the terminal.

use std::fs;

use studio_testkit::picture;

use crate::kit::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.run(&["client", "add", "--name", "Ana Luz", "--phone", "600 100 200"]).ends(0);
    fs::write(desk.path().join("ana.png"), picture(60, 40, 1)).unwrap();
    desk
}

#[test]
fn a_photo_is_set_shown_saved_and_removed() {
    let desk = desk();
    let set = desk.json(&["client", "photo", "set", "1", "ana.png"]);
    assert_eq!((&set["client_id"], &set["uploaded_by"]), (&1.into(), &serde_json::Value::Null));
    assert_eq!(desk.json(&["client", "show", "1"])["photo"], set);
    assert!(desk.run(&["client", "show", "1"]).ends(0).out.contains("Photo"));
    desk.run(&["client", "photo", "save", "1", "large.jpg"]).ends(0);
    desk.run(&["client", "photo", "save", "1", "small.jpg", "--size", "96"]).ends(0);
    let saved = |name: &str| fs::read(desk.path().join(name)).unwrap();
    assert_eq!(saved("large.jpg").len() as u64, set["bytes"].as_u64().unwrap());
    assert!(
        saved("large.jpg").starts_with(&[0xff, 0xd8, 0xff])
            && saved("small.jpg").len() < saved("large.jpg").len()
    );
    desk.run(&["client", "photo", "remove", "1"]).ends(0);
    assert!(desk.json(&["client", "show", "1"])["photo"].is_null());
    desk.run(&["client", "photo", "remove", "1"]).ends(1);
    desk.run(&["client", "photo", "save", "1", "none.jpg"]).ends(1);
}

#[test]
fn files_that_are_not_taken_are_told_and_those_that_are_not_there() {
    let desk = desk();
    fs::write(desk.path().join("moving.gif"), b"GIF89a").unwrap();
    let refused = desk.run(&["client", "photo", "set", "1", "moving.gif"]).ends(2);
    assert!(refused.err.contains("This is a GIF") && refused.err.contains("hint:"), "{}", refused.err);
    let gone = desk.run(&["client", "photo", "set", "1", "nowhere.png"]).ends(1);
    assert!(gone.err.contains("nowhere.png"), "{}", gone.err);
    desk.run(&["client", "photo", "set", "99", "ana.png"]).ends(1);
}

#[test]
fn the_files_are_checked_and_swept() {
    let desk = desk();
    desk.run(&["client", "photo", "set", "1", "ana.png"]).ends(0);
    let hash = desk.json(&["client", "show", "1"])["photo"]["hash"].as_str().unwrap().to_owned();
    assert_eq!(
        desk.json(&["media", "check"]),
        serde_json::json!({ "files": 2, "missing": [], "changed": [] })
    );
    let swept = desk.json(&["media", "sweep"]);
    assert_eq!((&swept["files"], &swept["removed"]), (&2.into(), &serde_json::json!([])));
    let file = desk.data().join("media").join(&hash[..2]).join(&hash[2..]);
    let mut bytes = fs::read(&file).unwrap();
    bytes[700] ^= 1;
    fs::write(&file, bytes).unwrap();
    desk.run(&["media", "check", "--quick"]).ends(0);
    let bad = desk.run(&["media", "check"]).ends(3);
    assert!(bad.out.contains(&hash), "{}", bad.out);
    let doctor = desk.run(&["doctor"]).ends(3);
    assert!(doctor.out.contains("media_files") && doctor.out.contains(&hash), "{}", doctor.out);
    desk.run(&["client", "photo", "set", "1", "ana.png"]).ends(0);
    desk.run(&["media", "check"]).ends(0);
}
