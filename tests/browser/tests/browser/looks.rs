//! Theme and language, as each person chooses.

use studio_browser_tests::{How, story};

#[test]
fn theme_and_language_are_chosen_in_the_persons_menu_and_stay() {
    story(How::desk(), async |browser, house| {
        house.client("Ana Luz", "600 100 200");
        browser.be(&house, "recepcion").await;
        browser.open("/clients?q=ana").await;
        let ground = "getComputedStyle(document.documentElement).backgroundColor";
        browser.click(".menu.person summary").await;
        browser.choose("[name='theme']", "light").await;
        browser.until("document.documentElement.dataset.theme === 'light'").await;
        browser.at("/clients?q=ana").await;
        let light = browser.string(ground).await;
        browser.click(".menu.person summary").await;
        browser.choose("[name='theme']", "dark").await;
        browser.until("document.documentElement.dataset.theme === 'dark'").await;
        browser.at("/clients?q=ana").await;
        let dark = browser.string(ground).await;
        assert_ne!(light, dark);

        browser.click(".menu.person summary").await;
        browser.choose("[name='language']", "es").await;
        browser.until("document.documentElement.lang === 'es'").await;
        browser.at("/clients?q=ana").await;
        assert_eq!(browser.text("h1").await, "Clientes");
        assert_eq!(browser.string(ground).await, dark, "the theme stays");
        browser.open("/").await;
        assert_eq!(browser.string("document.documentElement.lang").await, "es");
        assert_eq!(browser.text("h1").await, "lunes, 21 de septiembre");

        // The person's, not the browser's: somebody else has English and the studio's theme.
        browser.be(&house, "marta").await;
        browser.open("/").await;
        assert_eq!(browser.string("document.documentElement.lang").await, "en");
        assert_ne!(browser.string("document.documentElement.dataset.theme").await, "dark");
        browser.be(&house, "recepcion").await;
        browser.open("/").await;
        assert_eq!(browser.string("document.documentElement.dataset.theme").await, "dark");
    });
}

#[test]
fn the_device_decides_where_the_person_leaves_it_to_it() {
    story(How::desk(), async |browser, house| {
        browser.be(&house, "recepcion").await;
        browser.open("/").await;
        browser.click(".menu.person summary").await;
        browser.choose("[name='theme']", "system").await;
        browser.until("document.documentElement.dataset.theme === 'system'").await;
        let mut grounds = Vec::new();
        for scheme in ["light", "dark"] {
            let media =
                serde_json::json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
            browser.command("Emulation.setEmulatedMedia", media).await;
            grounds.push(browser.string("getComputedStyle(document.documentElement).backgroundColor").await);
        }
        assert_ne!(grounds[0], grounds[1]);
    });
}

#[test]
fn before_signing_in_the_browser_says_the_language() {
    story(How::desk().in_spanish(), async |browser, _house| {
        browser.open("/sign-in").await;
        assert_eq!(browser.string("document.documentElement.lang").await, "es");
        assert_eq!(browser.text("form.door .primary").await, "Entrar");
    });
}

#[test]
fn the_side_bar_stays_folded() {
    story(How::desk(), async |browser, house| {
        browser.be(&house, "recepcion").await;
        browser.open("/").await;
        let wide = browser.number("document.querySelector('.side').offsetWidth").await;
        browser.click("[data-fold]").await;
        browser.until(&format!("document.querySelector('.side').offsetWidth < {wide}")).await;
        browser.open("/clients").await;
        assert!(
            browser.number("document.querySelector('.side').offsetWidth").await < wide,
            "folded on the next page too"
        );
        browser.click("[data-fold]").await;
        browser.until(&format!("document.querySelector('.side').offsetWidth === {wide}")).await;
    });
}
