//! The master code, asked for at the moment it is needed.

use std::time::Duration;

use studio_browser_tests::{Browser, How, Key, story};
use studio_domain::{ClientId, ClientStatus};
use studio_testkit::CODE;

/// Types a city into the form of a client and saves.
async fn save_city(browser: &Browser, id: ClientId, city: &str) {
    browser.open(&format!("/clients/{id}")).await;
    browser.see("a.primary[href$='/edit'] .sr").await;
    browser.click("a.primary[href$='/edit']").await;
    browser.fill("#f-city", city).await;
    browser.click("#client-form .buttons.sticky .primary").await;
    browser.see("#ask-code").await;
}

async fn enter(browser: &Browser, code: &str) {
    browser.fill("#ask-code [name='master_code']", code).await;
    browser.click("#ask-code .primary").await;
}

#[test]
fn the_desk_saves_with_the_code_and_loses_nothing_to_a_wrong_one() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 403");
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "recepcion").await;
        browser.open(&format!("/clients/{id}/edit")).await;
        browser.fill("#f-city", "Oaxaca").await;
        browser.fill("#f-emergency_name", "Elena Luz").await;
        browser.fill("#f-emergency_phone", "600 100 300").await;
        browser.click(".tick:has([value='Fine line'])").await;
        browser.click("#client-form .buttons.sticky .primary").await;
        browser.see("#ask-code").await;
        browser.until("document.querySelector('#ask-code').matches(':modal')").await;
        browser.focused("#ask-code [name='master_code']").await;
        browser.picture("code-asked").await;
        assert_eq!(house.city(id), None, "nothing is saved yet");

        enter(&browser, "otra-cosa").await;
        browser.says("#ask-code .banner.bad", "The code is wrong").await;
        browser.until("document.querySelector('#ask-code [name=master_code]').value === ''").await;
        assert_eq!(browser.value("#f-city").await, "Oaxaca");
        assert_eq!(house.city(id), None);

        // Closing keeps the form; saving asks again.
        browser.press(Key::Escape).await;
        browser.gone("#ask-code").await;
        assert_eq!(browser.value("#f-emergency_name").await, "Elena Luz");
        assert_eq!(browser.js("document.querySelector('[value=\"Fine line\"]').checked").await, true);
        browser.click("#client-form .buttons.sticky .primary").await;
        browser.see("#ask-code").await;
        enter(&browser, CODE).await;
        browser.at(&format!("/clients/{id}")).await;
        browser.says("[data-toast]", "Saved").await;
        let card = house.studio.client(&house.operator(), id).unwrap().card;
        assert_eq!(card.city.as_deref(), Some("Oaxaca"));
        assert_eq!(card.styles, ["Fine line"]);
        assert_eq!(card.emergency.unwrap().name, "Elena Luz");
    });
}

#[test]
fn the_chip_counts_down_and_locks_again() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 403");
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "recepcion").await;
        browser.open("/clients").await;
        browser.click("[data-elevate]").await;
        browser.see("#elevate").await;
        browser.says("#elevate form > p", "for a short time").await;
        browser.focused("#elevate [name='master_code']").await;
        browser.type_keys(CODE).await;
        browser.press(Key::Enter).await;
        browser.at("/clients").await;
        browser.says(".chip.elevated", "5:00").await;
        browser.says(".chip.elevated", "4:5").await;
        browser.picture("elevated").await;

        browser.open(&format!("/clients/{id}")).await;
        browser.gone("a[href$='/edit'] .sr").await;
        browser.click("a.primary[href$='/edit']").await;
        browser.fill("#f-city", "Puebla").await;
        browser.click("#client-form .buttons.sticky .primary").await;
        browser.at(&format!("/clients/{id}")).await;
        assert_eq!(house.city(id).as_deref(), Some("Puebla"), "saved without being asked");

        browser.click(".chip.elevated").await;
        browser.see("[data-elevate]").await;
        browser.gone(".chip.elevated").await;
        browser.at(&format!("/clients/{id}")).await;
        save_city(&browser, id, "Oaxaca").await;
        enter(&browser, CODE).await;
        browser.at(&format!("/clients/{id}")).await;

        // Five minutes later it has ended by itself.
        house.clock.advance(Duration::from_secs(301));
        save_city(&browser, id, "Toluca").await;
        assert_eq!(house.city(id).as_deref(), Some("Oaxaca"));
    });
}

#[test]
fn archiving_and_restoring_ask_and_carry_on() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 403");
        let id = house.client("Ana Luz", "600 100 200");
        let page = format!("/clients/{id}");
        browser.be(&house, "recepcion").await;
        browser.open(&page).await;
        let status = || house.studio.client(&house.operator(), id).unwrap().card.status;
        let archived = || status() == ClientStatus::Archived;
        for (act, badge) in [("archive", true), ("restore", false)] {
            browser.click(&format!("form[action='{page}/{act}'] button")).await;
            browser.focused("#elevate [name='master_code']").await;
            assert_eq!(archived(), !badge, "nothing is done before the code is there");
            browser.type_keys("otra-cosa").await;
            browser.press(Key::Enter).await;
            browser.says(".banner.bad", "The code is wrong").await;
            assert_eq!(archived(), !badge);
            browser.fill("#f-master_code", CODE).await;
            browser.click("main .primary").await;
            browser.at(&page).await;
            browser.see("[data-toast]").await;
            assert_eq!(archived(), badge);
            assert_eq!(browser.count(".person-head .badge.archived").await, i64::from(badge));
            browser.click(".chip.elevated").await;
            browser.see("[data-elevate]").await;
        }
        // Who thinks better of it has done nothing, and the dialog is again about unlocking alone.
        browser.click(&format!("form[action='{page}/archive'] button")).await;
        browser.focused("#elevate [name='master_code']").await;
        browser.press(Key::Escape).await;
        browser.gone("#elevate").await;
        browser.click("[data-elevate]").await;
        browser.type_keys(CODE).await;
        browser.press(Key::Enter).await;
        browser.see(".chip.elevated").await;
        assert!(!archived());
        browser.open("/clients?status=archived").await;
        browser.see("#empty").await;
    });
}
