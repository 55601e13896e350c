//! Search as you type.

use studio_app::ClientInput;
use studio_browser_tests::{Browser, House, How, story};

/// Somebody to be found, among others.
fn people(house: &House) {
    house.crowd(20);
    house.client("Ángel Pérez", "600 300 100");
    house.add(ClientInput {
        name: Some("Sofía O'Farrill-Núñez".to_owned()),
        phone: Some("+52 (608) 139-0996".to_owned()),
        email: Some("sofia@example.org".to_owned()),
        instagram: Some("tinta_sofi".to_owned()),
        ..ClientInput::default()
    });
}

async fn search(browser: &Browser, typed: &str) {
    browser.fill("#q", typed).await;
    browser.until("document.querySelector('#list').ariaBusy === 'false'").await;
}

#[test]
fn the_list_follows_the_keys_without_loading_a_page_and_its_address_follows_too() {
    story(How::desk(), async |browser, house| {
        people(&house);
        browser.be(&house, "recepcion").await;
        browser.open("/clients").await;
        browser.until_count("tbody tr", 22).await;
        browser.js("window.sameDocument = true").await;
        for typed in [
            "SOFIA nunez",
            "sofía",
            "o'farrill",
            "60813909",
            "(608) 139",
            "@tinta_s",
            "tinta_sofi",
            "sofia@ex",
        ] {
            search(&browser, typed).await;
            browser.until_count("tbody tr", 1).await;
            browser.says("tbody .who", "Sofía O'Farrill-Núñez").await;
        }
        browser.fill("#q", "cliente 01").await;
        browser.until_count("tbody tr", 11).await;
        assert_eq!(browser.path().await, "/clients?q=cliente+01");
        browser.says("#found", "11 clients shown").await;
        assert_eq!(browser.js("window.sameDocument").await, true, "no page was loaded");
        browser.focused("#q").await;

        browser.reload().await;
        browser.until_count("tbody tr", 11).await;
        assert_eq!(browser.value("#q").await, "cliente 01");
        browser.click("tbody tr:nth-child(3) .who a").await;
        browser.until("location.pathname !== '/clients'").await;
        browser.back().await;
        browser.at("/clients?q=cliente+01").await;
        browser.until_count("tbody tr", 11).await;
        assert_eq!(browser.value("#q").await, "cliente 01");
        browser.picture("search").await;
    });
}

#[test]
fn who_is_not_found_is_offered_as_somebody_new() {
    story(How::desk(), async |browser, house| {
        people(&house);
        browser.be(&house, "marta").await;
        browser.open("/clients").await;
        search(&browser, "Zoraida Quiñones").await;
        browser.see("#empty").await;
        browser.says("#found", "Nobody is found").await;
        browser.gone("#more").await;
        browser.click("#empty [data-new]").await;
        browser.at("/clients/new?name=Zoraida+Qui%C3%B1ones").await;
        assert_eq!(browser.value("#f-name").await, "Zoraida Quiñones");
        browser.back().await;
        browser.see("#empty").await;
        search(&browser, "555 0199").await;
        browser.see("#empty").await;
        browser.until("document.querySelector('[data-new]').href.endsWith('phone=555+0199')").await;
        browser.click("#empty [data-new]").await;
        browser.at("/clients/new?phone=555+0199").await;
        assert_eq!(browser.value("#f-phone").await, "555 0199");
    });
}

#[test]
fn enter_opens_the_only_one_that_is_left_and_arrows_walk_the_rows() {
    story(How::desk(), async |browser, house| {
        use studio_browser_tests::Key;
        people(&house);
        browser.be(&house, "recepcion").await;
        browser.open("/clients").await;
        browser.until("document.querySelector('tbody .who')").await;
        browser.type_keys("/").await;
        browser.focused("#q").await;
        browser.type_keys("cliente 00").await;
        browser.until_count("tbody tr", 10).await;
        browser.press(Key::Down).await;
        browser.focused("tbody tr:nth-child(1) .who a").await;
        browser.press(Key::Down).await;
        browser.focused("tbody tr:nth-child(2) .who a").await;
        browser.focus_is_seen().await;
        browser.press(Key::Up).await;
        browser.press(Key::Up).await;
        browser.focused("#q").await;
        browser.type_keys("7").await;
        browser.until_count("tbody tr", 1).await;
        browser.press(Key::Enter).await;
        browser.until("document.querySelector('h1').textContent === 'Cliente 007'").await;
    });
}
