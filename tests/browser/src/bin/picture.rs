//! Takes the picture of the list of clients that stands in the documentation; `cargo xtask picture` runs it.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a tool for developers: what goes wrong ends it, and it says what it wrote"
)]

use std::path::PathBuf;

use serde_json::json;
use studio_browser_tests::{How, in_demo};
use studio_domain::Language;

/// A picture that is looked at in a browser is not larger.
const MOST: usize = 200 * 1024;

fn main() {
    let place = std::env::args_os().nth(1).map(PathBuf::from).expect("picture FILE: where to write it");
    in_demo(How::desk(), Language::En, async move |browser, house| {
        browser.command("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await;
        let window = json!({ "width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        browser.command("Emulation.setDeviceMetricsOverride", window).await;
        browser.be(&house, &house.desk).await;
        browser.open("/clients?sort=next&upcoming=1").await;
        browser.js("document.documentElement.dataset.theme = 'light'").await;
        let bytes = browser.part(1280, 800).await;
        assert!(bytes.len() <= MOST, "{} bytes are too many for a page", bytes.len());
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("the folder");
        std::fs::write(&place, &bytes).expect("the picture is written");
        println!("{}: {} bytes", place.display(), bytes.len());
    });
}
