//! Everything without a mouse.

use studio_browser_tests::{Browser, How, Key, story};
use studio_testkit::{CODE, PASSWORD};

/// Goes on with Tab until this has the focus; on the way the focus is always seen.
async fn tab_to(browser: &Browser, css: &str) {
    let there = format!("document.activeElement.matches({css:?})");
    for _ in 0..60 {
        browser.press(Key::Tab).await;
        browser.focus_is_seen().await;
        if browser.js(&there).await == true {
            return;
        }
    }
    panic!("Tab does not come to {css}");
}

#[test]
fn from_the_sign_in_to_a_saved_change() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 403");
        house.crowd(8);
        let id = house.client("Sofía O'Farrill-Núñez", "+52 (608) 139-0996");
        browser.open("/").await;
        browser.at("/sign-in").await;
        browser.focused("#f-username").await;
        browser.focus_is_seen().await;
        browser.type_keys("recepcion").await;
        browser.press(Key::Tab).await;
        browser.focused("#f-password").await;
        browser.type_keys(PASSWORD).await;
        browser.press(Key::Enter).await;
        browser.at("/").await;

        browser.press_with(Key::Control, 'k').await;
        browser.see("#palette").await;
        browser.focused("#palette-q").await;
        browser.type_keys("farrill").await;
        browser.says("#palette-found [aria-selected='true']", "Sofía O'Farrill-Núñez").await;
        browser.picture("palette").await;
        browser.press(Key::Enter).await;
        browser.at(&format!("/clients/{id}")).await;

        tab_to(&browser, "a.primary[href$='/edit']").await;
        browser.press(Key::Enter).await;
        browser.at(&format!("/clients/{id}/edit")).await;
        tab_to(&browser, "#f-city").await;
        browser.type_keys("Oaxaca").await;
        browser.press(Key::Enter).await;
        browser.see("#ask-code").await;
        browser.focused("#ask-code [name='master_code']").await;
        browser.type_keys(CODE).await;
        browser.press(Key::Enter).await;
        browser.at(&format!("/clients/{id}")).await;
        assert_eq!(house.city(id).as_deref(), Some("Oaxaca"));
    });
}

#[test]
fn the_order_is_the_reading_order_and_the_frame_can_be_skipped() {
    story(How::desk(), async |browser, house| {
        house.crowd(3);
        browser.be(&house, "recepcion").await;
        browser.open("/clients").await;
        browser.until_count("tbody tr", 3).await;
        browser.press(Key::Tab).await;
        browser.focused(".skip").await;
        browser.focus_is_seen().await;
        browser.press(Key::Enter).await;
        browser.focused("main").await;
        for css in [
            ".head [href='/clients/import']",
            ".head [data-export]",
            ".head [href='/clients/new']",
            "#q",
            "[name='status']",
            "[name='artist']",
            "[name='upcoming']",
            "[name='sort']",
            "th a",
            "th a",
            "tbody tr:nth-child(1) .who a",
            "tbody tr:nth-child(1) .contact a",
            "tbody tr:nth-child(1) [data-menu]",
            "tbody tr:nth-child(2) .who a",
        ] {
            browser.press(Key::Tab).await;
            browser.focused(css).await;
            browser.focus_is_seen().await;
        }
        browser.press_with(Key::Shift, Key::Tab).await;
        browser.focused("tbody tr:nth-child(1) [data-menu]").await;
    });
}

#[test]
fn dialogs_and_menus_give_the_focus_back() {
    story(How::desk(), async |browser, house| {
        browser.be(&house, "recepcion").await;
        browser.open("/clients").await;
        browser.js("document.querySelector('[data-elevate]').focus()").await;
        browser.press(Key::Enter).await;
        browser.focused("#elevate [name='master_code']").await;
        browser.press(Key::Escape).await;
        browser.gone("#elevate").await;
        browser.focused("[data-elevate]").await;
        browser.press_with(Key::Control, 'k').await;
        browser.focused("#palette-q").await;
        browser.until("document.querySelectorAll('#palette-found [role=option]').length > 1").await;
        browser.press(Key::Down).await;
        browser
            .until("document.querySelectorAll('#palette-found [role=option]')[1].ariaSelected === 'true'")
            .await;
        let active = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).ariaSelected === 'true'";
        browser.until(active).await;
        browser.press(Key::Escape).await;
        browser.gone("#palette").await;
        browser.focused("[data-elevate]").await;
        browser.js("document.querySelector('.top .begin').focus()").await;
        browser.press(Key::Enter).await;
        browser.see(".top .begun").await;
        browser.press(Key::Tab).await;
        browser.focused(".top .begun a[href='/agenda/new']").await;
        browser.press(Key::Escape).await;
        browser.gone(".top .begun").await;
        browser.focused(".top .begin").await;
        browser.js("document.querySelector('.menu.person summary').focus()").await;
        browser.press(Key::Enter).await;
        browser.see(".menu.person .sheet").await;
        browser.press(Key::Tab).await;
        browser.focused("[name='language']").await;
        browser.press(Key::Escape).await;
        browser.gone(".menu.person .sheet").await;
        browser.focused(".menu.person summary").await;
    });
}
