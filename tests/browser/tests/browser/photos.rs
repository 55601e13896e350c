//! A client's photo: chosen, sent, seen.

use std::path::Path;

use studio_browser_tests::{Browser, How, story};
use studio_testkit::{CODE, picture};
use tempfile::TempDir;

const FILE: &str = "#f-photo";
const SAVE: &str = "form[data-photo] .primary";
const TOLD: &str = "form[data-photo] [data-told]";

fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

async fn choose(browser: &Browser, path: &str) {
    assert!(Path::new(path).exists());
    browser.js("document.querySelector('#f-photo').value = ''").await;
    browser.add(FILE, path).await;
}

async fn loaded(browser: &Browser, css: &str, side: u32) {
    browser.until(&format!("document.querySelector('{css}')?.naturalWidth === {side}")).await;
}

#[test]
fn a_photo_is_sent_and_seen_and_a_file_that_is_none_is_told_in_its_place() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 415");
        let files = TempDir::new().unwrap();
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "marta").await;
        browser.open(&format!("/clients/{id}")).await;
        browser.click(".photo summary").await;
        choose(&browser, &file(&files, "ana.jpg", b"GIF89a and not what its name says")).await;
        browser.click(SAVE).await;
        browser.says(TOLD, "This is a GIF").await;
        browser.picture("photo-refused").await;
        assert_eq!(browser.path().await, format!("/clients/{id}"), "it stays where it is");

        choose(&browser, &file(&files, "ana.png", &picture(120, 90, 77))).await;
        browser.click(SAVE).await;
        browser.says("[data-toast]", "Photo saved").await;
        loaded(&browser, ".photo img", 512).await;
        browser.picture("photo").await;
        browser.open("/clients").await;
        loaded(&browser, "tbody img.avatar", 96).await;
        assert_eq!(
            browser.js("getComputedStyle(document.querySelector('tbody img.avatar')).borderRadius").await,
            "50%"
        );
        browser.picture("photo-list").await;

        browser.open(&format!("/clients/{id}")).await;
        browser.click(".photo summary").await;
        browser.click(".photo-sheet form:not([data-photo]) button").await;
        browser.says("[data-toast]", "Photo removed").await;
        browser.says(".photo .avatar", "AL").await;
    });
}

#[test]
fn the_desk_is_asked_for_the_code_and_the_file_stays_chosen() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 403");
        let files = TempDir::new().unwrap();
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "recepcion").await;
        browser.open(&format!("/clients/{id}")).await;
        browser.click(".photo summary").await;
        choose(&browser, &file(&files, "ana.png", &picture(120, 90, 5))).await;
        for (code, told) in [("otra-cosa", Some("The code is wrong")), (CODE, None)] {
            browser.click(SAVE).await;
            browser.see("#elevate").await;
            browser.fill("#elevate [name='master_code']", code).await;
            browser.click("#elevate .primary").await;
            match told {
                Some(words) => browser.says(TOLD, words).await,
                None => browser.says("[data-toast]", "Photo saved").await,
            }
        }
        loaded(&browser, ".photo img", 512).await;
        let card = house.studio.client(&house.operator(), id).unwrap().card;
        assert_eq!(card.photo.unwrap().uploaded_by.unwrap().1, "recepcion");
    });
}

#[test]
fn the_form_fits_a_phone_and_is_reached_by_keys() {
    story(How::phone(), async |browser, house| {
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "marta").await;
        browser.open(&format!("/clients/{id}")).await;
        browser.js("document.querySelector('.photo summary').focus()").await;
        browser.type_keys(" ").await;
        browser.see(FILE).await;
        let inside = "(({ left, right }) => left >= 0 && right <= innerWidth)(document.querySelector('.photo-sheet').getBoundingClientRect())";
        assert_eq!(browser.js(inside).await, true, "the form fits");
        let reach = "[...document.querySelectorAll('.photo-sheet input, .photo-sheet button')].filter(e => e.getBoundingClientRect().height < 44).length";
        assert_eq!(browser.js(reach).await, 0, "large enough for a finger");
        browser.picture("photo-phone").await;
    });
}
