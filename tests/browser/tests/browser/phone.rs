//! With a phone, by touch.

use studio_browser_tests::{How, story};
use studio_testkit::CODE;

#[test]
fn things_are_begun_and_the_account_is_left_by_touch_on_small_screens() {
    story(How::phone(), async |browser, house| {
        for (width, height) in [(390, 844), (360, 640), (640, 360)] {
            browser.be(&house, "recepcion").await;
            // The driver sets its own screen for each page: this one comes after it.
            browser.open("/").await;
            let screen = serde_json::json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
            browser.command("Emulation.setDeviceMetricsOverride", screen).await;
            browser.until(&format!("innerWidth === {width} && innerHeight === {height}")).await;
            if width < 640 {
                browser.click("nav.bottom .begin").await;
                browser.see("nav.bottom .begun a[href='/agenda/new']").await;
                browser.click("nav.bottom .begun a[href='/clients/new']").await;
                browser.at("/clients/new").await;
            }
            browser.click(".menu.person > summary").await;
            let button = "document.querySelector(\".sheet form[action='/sign-out'] button\")";
            browser.js(&format!("{button}.scrollIntoView({{ block: 'nearest' }})")).await;
            let on_top = format!(
                "(({{ left, top, width, height }}) => {button}.contains(
                    document.elementFromPoint(left + width / 2, top + height / 2)))({button}.getBoundingClientRect())"
            );
            assert_eq!(browser.js(&on_top).await, true, "{width}x{height}: nothing lies over it");
            browser.click(".sheet form[action='/sign-out'] button").await;
            browser.at("/sign-in").await;
        }
    });
}

#[test]
fn the_main_flow_by_touch() {
    story(How::phone(), async |browser, house| {
        browser.expect_in_console("status of 403");
        house.crowd(70);
        let id = house.client("Sofía O'Farrill-Núñez", "+52 (608) 139-0996");
        browser.open("/").await;
        assert_eq!(browser.number("innerWidth").await, 390);
        assert_eq!(browser.js("matchMedia('(pointer: coarse)').matches").await, true);
        browser.sign_in("recepcion").await;
        browser.at("/").await;
        browser.see("nav.bottom").await;
        browser.gone("nav.side").await;
        browser.click("nav.bottom a[href='/clients']").await;
        browser.at("/clients").await;
        browser.until_count("tbody tr", 50).await;
        // It stands below, within reach.
        browser.gone(".head [href='/clients/new']").await;
        browser.js("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })").await;
        browser.until_count("tbody tr", 71).await;
        let reach = "[...document.querySelectorAll('nav.bottom > a, nav.bottom .begin, tbody .who a, tbody [data-menu]')]
            .filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 80))";
        assert_eq!(
            browser.js(&format!("{reach}.slice(0, 3)")).await,
            serde_json::json!([]),
            "large enough for a finger"
        );
        browser.js("scrollTo({ top: 0, behavior: 'instant' })").await;
        browser.fill("#q", "farrill").await;
        browser.until_count("tbody tr", 1).await;
        browser.picture("phone-search").await;
        browser.click("tbody [data-menu]").await;
        browser.see("#row-menu").await;
        let inside = "(({ left, right }) => left >= 0 && right <= innerWidth)(document.querySelector('#row-menu').getBoundingClientRect())";
        assert_eq!(browser.js(inside).await, true, "the menu fits");
        browser.click("#row-menu [data-do='open']").await;
        browser.at(&format!("/clients/{id}")).await;
        browser.click("a.primary[href$='/edit']").await;
        browser.fill("#f-city", "Oaxaca").await;
        browser.click("#client-form .buttons.sticky .primary").await;
        browser.fill("#ask-code [name='master_code']", CODE).await;
        browser.click("#ask-code .primary").await;
        browser.at(&format!("/clients/{id}")).await;
        assert_eq!(house.city(id).as_deref(), Some("Oaxaca"));
        browser.click("nav.bottom [data-palette]").await;
        browser.fill("#palette-q", "cliente 069").await;
        browser.says("#palette-found [aria-selected='true']", "Cliente 069").await;
        browser.click("#palette-found a[aria-selected='true']").await;
        browser.until("document.querySelector('h1').textContent === 'Cliente 069'").await;
    });
}
