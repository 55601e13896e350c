//! Portfolios from the terminal.

use std::fs;

use serde_json::{Value, json};
use studio_testkit::picture;

use crate::kit::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    for seed in 1..=3 {
        fs::write(desk.path().join(format!("{seed}.png")), picture(60, 40, seed)).unwrap();
    }
    desk
}

fn ids(list: &Value) -> Vec<i64> {
    list["items"].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).collect()
}

#[test]
fn pictures_are_added_found_changed_ordered_and_removed() {
    let desk = desk();
    let added = desk.json(&[
        "portfolio",
        "add",
        "--artist",
        "Lola Vega",
        "--style",
        "Fine line",
        "--hours",
        "3.5",
        "--public",
        "on",
        "1.png",
        "2.png",
        "3.png",
    ]);
    let all: Vec<i64> = added["ids"].as_array().unwrap().iter().map(|id| id.as_i64().unwrap()).collect();
    let wall = || ids(&desk.json(&["portfolio", "list", "--artist", "Lola Vega"]));
    assert_eq!(wall(), all, "the first comes first");
    let [one, two, three] = [0, 1, 2].map(|at| all[at].to_string());
    let shown = desk.json(&["portfolio", "show", &one]);
    assert_eq!(
        (&shown["style"], &shown["hours"], &shown["public"]),
        (&json!("Fine line"), &json!("3:30"), &json!(true))
    );
    assert!(desk.run(&["portfolio", "show", &one]).ends(0).out.contains("Fine line"));
    desk.run(&["portfolio", "order", "Lola Vega", &three, &one]).ends(0);
    assert_eq!(wall(), [all[2], all[1], all[0]]);
    desk.run(&["portfolio", "edit", &two, "--title", "Swallow", "--featured", "on"]).ends(0);
    assert_eq!(wall()[0], all[1]);
    desk.run(&["portfolio", "stack", "Lola Vega", &one, &three]).ends(0);
    assert_eq!(wall(), [all[1], all[0]]);
    desk.run(&["portfolio", "unstack", "Lola Vega", &three]).ends(0);
    desk.run(&["portfolio", "remove", &three]).ends(0);
    desk.run(&["portfolio", "remove", &three]).ends(1);
    assert_eq!(ids(&desk.json(&["portfolio", "list", "--removed"])), [all[2]]);
    desk.run(&["portfolio", "restore", &three]).ends(0);
    desk.run(&["portfolio", "save", &one, "large.jpg", "--size", "1280"]).ends(0);
    assert!(fs::read(desk.path().join("large.jpg")).unwrap().starts_with(&[0xff, 0xd8, 0xff]));
    desk.run(&["portfolio", "edit", &one, "--hours", "many"]).ends(2);
    desk.run(&["portfolio", "add", "--artist", "Lola Vega", "none.png"]).ends(1);
    fs::write(desk.path().join("moving.gif"), b"GIF89a").unwrap();
    let refused = desk.run(&["portfolio", "add", "--artist", "Lola Vega", "moving.gif"]);
    assert!(refused.err.contains("GIF"), "{}", refused.err);
}

#[test]
fn a_public_page_is_switched_and_shown() {
    let desk = desk();
    let before = desk.json(&["portfolio", "page", "Lola Vega"]);
    assert_eq!((&before["slug"], &before["open"]), (&json!(null), &json!(false)));
    let on = desk.json(&["portfolio", "page", "Lola Vega", "--public", "on"]);
    assert_eq!((&on["slug"], &on["public"], &on["open"]), (&json!("lola-vega"), &json!(true), &json!(false)));
    desk.run(&["settings", "set", "portfolio.public", "on"]).ends(0);
    assert_eq!(desk.json(&["portfolio", "page", "Lola Vega"])["open"], true);
    desk.run(&["portfolio", "page", "Lola Vega", "--public", "on", "--slug", "no way"]).ends(2);
    desk.run(&["portfolio", "page", "Bruno Ink", "--public", "on", "--slug", "lola-vega"]).ends(1);
}
