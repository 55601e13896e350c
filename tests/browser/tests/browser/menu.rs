//! The menu of a row.

use studio_app::ClientInput;
use studio_browser_tests::{Browser, House, How, Key, story};

fn people(house: &House) {
    house.add(ClientInput {
        name: Some("Ana Luz".to_owned()),
        phone: Some("+52 608 139 0996".to_owned()),
        email: Some("ana@example.org".to_owned()),
        instagram: Some("ana.luz".to_owned()),
        ..ClientInput::default()
    });
    house.client("Berta Sol", "600 100 201");
}

const ANA: &str = "tbody tr:nth-child(1)";
const BERTA: &str = "tbody tr:nth-child(2)";

async fn list(browser: &Browser, house: &House) {
    people(house);
    browser.be(house, "recepcion").await;
    browser.open("/clients").await;
    browser.until_count("tbody tr", 2).await;
}

/// What the menu offers, as it is read.
async fn offers(browser: &Browser) -> Vec<String> {
    let shown = "[...document.querySelectorAll('#row-menu > *')].filter(e => e.checkVisibility()).map(e => e.textContent.trim())";
    let shown = browser.js(shown).await;
    shown.as_array().unwrap().iter().map(|words| words.as_str().unwrap().to_owned()).collect()
}

#[test]
fn it_opens_by_the_right_button_its_own_button_and_the_keyboard() {
    story(How::desk(), async |browser, house| {
        list(&browser, &house).await;
        browser.right_click(&format!("{ANA} .contact")).await;
        browser.see("#row-menu").await;
        browser.focused("#row-menu [data-do='open']").await;
        assert_eq!(
            offers(&browser).await,
            ["Open", "Book an appointment", "Copy phone", "Copy email", "Open Instagram"]
        );
        browser.see(&format!("{ANA}.open")).await;
        browser.picture("row-menu").await;
        browser.press(Key::Escape).await;
        browser.gone("#row-menu").await;
        browser.focused(&format!("{ANA} .who a")).await;

        browser.click(&format!("{BERTA} [data-menu]")).await;
        browser.see("#row-menu").await;
        assert_eq!(
            offers(&browser).await,
            ["Open", "Book an appointment", "Copy phone"],
            "nothing that Berta does not have"
        );
        browser.press(Key::Escape).await;
        browser.focused(&format!("{BERTA} [data-menu]")).await;

        browser.js(&format!("document.querySelector('{ANA} .who a').focus()")).await;
        for f10 in [true, false] {
            browser.press_menu_key(f10).await;
            browser.see("#row-menu").await;
            browser.focused("#row-menu [data-do='open']").await;
            for (key, there) in [
                (Key::Down, "book"),
                (Key::Down, "copy-phone"),
                (Key::Down, "copy-email"),
                (Key::Up, "copy-phone"),
                (Key::End, "instagram"),
                (Key::Down, "open"),
                (Key::Up, "instagram"),
                (Key::Home, "open"),
            ] {
                browser.press(key).await;
                browser.focused(&format!("#row-menu [data-do='{there}']")).await;
            }
            browser.press(Key::Escape).await;
            browser.gone("#row-menu").await;
            browser.focused(&format!("{ANA} .who a")).await;
        }

        browser.press_menu_key(false).await;
        browser.focused("#row-menu [data-do='open']").await;
        browser.press(Key::Enter).await;
        browser.until("document.querySelector('h1').textContent === 'Ana Luz'").await;
    });
}

#[test]
fn instagram_opens_beside_and_a_click_elsewhere_closes() {
    story(How::desk(), async |browser, house| {
        list(&browser, &house).await;
        browser.right_click(&format!("{ANA} .artist")).await;
        browser.see("#row-menu").await;
        let link = "document.querySelector('[data-do=instagram]')";
        assert_eq!(browser.string(&format!("{link}.href")).await, "https://www.instagram.com/ana.luz/");
        assert_eq!(browser.string(&format!("{link}.target")).await, "_blank");
        assert!(browser.string(&format!("{link}.rel")).await.contains("noopener"));
        browser.click("h1").await;
        browser.gone("#row-menu").await;
        browser.right_click("h1").await;
        browser.gone("#row-menu").await;
    });
}

/// Copies Ana's phone by the menu and pastes it into the search box.
async fn copied(browser: &Browser) -> String {
    browser.right_click(&format!("{ANA} .status")).await;
    browser.click("#row-menu [data-do='copy-phone']").await;
    browser.says(".toast.short", "Copied").await;
    browser.focused(&format!("{ANA} .who a")).await;
    browser.click("#q").await;
    browser.press_with(Key::Control, 'v').await;
    browser.until("document.querySelector('#q').value").await;
    browser.value("#q").await
}

#[test]
fn the_phone_is_copied() {
    story(How::desk(), async |browser, house| {
        list(&browser, &house).await;
        assert_eq!(browser.string("typeof navigator.clipboard").await, "object");
        assert_eq!(copied(&browser).await, "+52 608 139 0996");
        browser.reload().await;
        browser.fill("#q", "ana luz").await;
        browser.until_count("tbody tr", 1).await;
        browser.right_click(&format!("{ANA} .status")).await;
        browser.click("#row-menu [data-do='copy-email']").await;
        browser.says(".toast.short", "Copied").await;
        browser.fill("#q", "").await;
        browser.press_with(Key::Control, 'v').await;
        browser.until("document.querySelector('#q').value === 'ana@example.org'").await;
    });
}

#[test]
fn the_phone_is_copied_over_plain_http_too_where_browsers_have_no_clipboard_to_offer() {
    story(How::desk().by_name(), async |browser, house| {
        list(&browser, &house).await;
        browser.expect_in_console("Cross-Origin-Opener-Policy header has been ignored");
        assert_eq!(browser.string("typeof navigator.clipboard").await, "undefined");
        assert_eq!(copied(&browser).await, "+52 608 139 0996");
    });
}
