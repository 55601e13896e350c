//! Two records of one person made one, and a record deleted by typing its name.

use studio_app::{ClientFilter, ClientInput};
use studio_browser_tests::{How, Key, story};
use studio_testkit::CODE;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn the_desk_finds_a_duplicate_compares_and_merges_with_the_code() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 403");
        let kept = house.client("Ana Luz", "600 100 200");
        let other = house.add(ClientInput {
            name: some("Ana María Luz"),
            phone: some("600-100-200"),
            city: some("Oaxaca"),
            ..ClientInput::default()
        });
        house.studio.write_note(&house.operator(), other, "Prefers mornings").unwrap();
        browser.be(&house, "recepcion").await;
        browser.open(&format!("/clients/{kept}")).await;
        browser.says("#duplicates-title", "Possible duplicates").await;
        browser.click("section[aria-labelledby='duplicates-title'] a").await;
        browser.at(&format!("/clients/{kept}/merge?other={other}")).await;
        browser.says(".parties", "one note").await;
        // The city that only the other one says is taken already.
        assert_eq!(
            browser.js("document.querySelector('[name=\"side.city\"][value=other]').checked").await,
            true
        );
        browser.click(".option:has([name='side.name'][value='other'])").await;
        browser.click("#merge-form .buttons.sticky .primary").await;
        browser.until("document.querySelector('#ask-code').matches(':modal')").await;
        assert_eq!(house.city(kept), None, "nothing is merged yet");
        browser.fill("#ask-code [name='master_code']", CODE).await;
        browser.press(Key::Enter).await;
        browser.at(&format!("/clients/{kept}")).await;
        browser.says("[data-toast]", "Merged").await;
        browser.says("h1", "Ana María Luz").await;
        browser.says(".notes", "Prefers mornings").await;
        assert_eq!(house.city(kept).as_deref(), Some("Oaxaca"));
        // An old link leads there, and says so once.
        browser.open(&format!("/clients/{other}?tab=preferences")).await;
        browser.at(&format!("/clients/{kept}?tab=preferences")).await;
        browser.says("[data-toast]", "was merged into it").await;
        browser.open("/clients?q=ana").await;
        browser.until_count("tbody tr", 1).await;
    });
}

#[test]
fn a_record_is_deleted_from_its_menu_by_typing_the_name() {
    story(How::phone(), async |browser, house| {
        browser.expect_in_console("status of 422");
        let id = house.client("Sofía O'Farrill-Núñez", "600 100 200");
        house.client("Ana Luz", "600 100 201");
        browser.be(&house, "marta").await;
        browser.open(&format!("/clients/{id}")).await;
        browser.click(".seldom summary").await;
        browser.see(".seldom .sheet .danger").await;
        browser.click(".seldom .sheet .danger").await;
        browser.at(&format!("/clients/{id}/delete")).await;
        browser.fill("#f-confirm_name", "Ana Luz").await;
        browser.click("#delete-form .danger").await;
        browser.says("#e-confirm_name", "not the name of this client").await;
        assert_eq!(browser.value("#f-confirm_name").await, "Ana Luz", "what was typed is still there");
        browser.fill("#f-confirm_name", "sofia o farrill nunez").await;
        browser.click("#delete-form .danger").await;
        browser.at("/clients").await;
        browser.says("[data-toast]", "Deleted").await;
        browser.until_count("tbody tr", 1).await;
        let left = house.studio.clients(&house.operator(), &ClientFilter::default()).unwrap().items;
        assert_eq!(left.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Ana Luz"]);
        assert!(house.studio.client(&house.operator(), id).is_err());
    });
}
