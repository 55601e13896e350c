//! What was typed survives: a reload, the end of the session, somebody else's change.

use std::time::Duration;

use studio_app::ClientInput;
use studio_browser_tests::{How, story};

const SAVE: &str = "#client-form .buttons.sticky .primary";

#[test]
fn a_reload_finds_what_was_typed() {
    story(How::desk(), async |browser, house| {
        let id = house.client("Ana Luz", "600 100 200");
        let form = format!("/clients/{id}/edit");
        browser.be(&house, "marta").await;
        browser.open(&form).await;
        browser.fill("#f-city", "Oaxaca").await;
        browser.fill("#f-source_detail", "una amiga").await;
        browser.click(".tick:has([value='Fine line'])").await;
        browser.reload().await;
        browser.until("document.querySelector('#f-city').value === 'Oaxaca'").await;
        assert_eq!(browser.value("#f-source_detail").await, "una amiga");
        assert_eq!(browser.js("document.querySelector('[value=\"Fine line\"]').checked").await, true);
        browser.click(SAVE).await;
        browser.at(&format!("/clients/{id}")).await;
        assert_eq!(house.city(id).as_deref(), Some("Oaxaca"));

        // What was saved, or dropped, does not come back.
        browser.open(&form).await;
        browser.fill("#f-city", "Puebla").await;
        browser.click(".buttons.sticky a.button").await;
        browser.at(&format!("/clients/{id}")).await;
        browser.open(&form).await;
        assert_eq!(browser.value("#f-city").await, "Oaxaca");
        browser.js("document.querySelector('#f-city').value = ''").await;
        browser.add("#f-city", "Toluca").await;
        house.change(id, ClientInput { city: Some("León".to_owned()), ..ClientInput::default() });
        browser.reload().await;
        browser.until("document.querySelector('#f-city').value === 'Toluca'").await;
    });
}

#[test]
fn a_note_that_was_begun_is_still_there() {
    story(How::desk(), async |browser, house| {
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "recepcion").await;
        browser.open(&format!("/clients/{id}")).await;
        browser.fill("#f-text", "Prefiere mañanas.\nLlamar antes.").await;
        browser.reload().await;
        browser
            .until("document.querySelector('#f-text').value === 'Prefiere mañanas.\\nLlamar antes.'")
            .await;
        browser.click("form[action$='/notes'] .primary").await;
        browser.says(".notes", "Llamar antes.").await;
        assert_eq!(browser.value("#f-text").await, "");
        browser.reload().await;
        browser.says(".notes", "Llamar antes.").await;
        assert_eq!(browser.value("#f-text").await, "", "written once, not waiting again");
        assert_eq!(browser.count(".notes li").await, 1);
    });
}

#[test]
fn whoever_was_signed_out_meanwhile_signs_in_and_carries_on() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 401");
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "marta").await;
        browser.open(&format!("/clients/{id}/edit")).await;
        browser.fill("#f-city", "Oaxaca").await;
        browser.click(".tick:has([value='Fine line'])").await;
        house.clock.advance(Duration::from_secs(40 * 24 * 60 * 60));
        browser.click(SAVE).await;
        browser.says(".banner", "What was typed is kept").await;
        browser.picture("session-ended").await;
        browser.fill("#f-username", "marta").await;
        browser.fill("#f-password", "otra contraseña").await;
        browser.click("form.door .primary").await;
        browser.see(".banner.bad").await;
        browser.sign_in("marta").await;
        browser.says("h1", "Carry on").await;
        browser.picture("carry-on").await;
        assert_eq!(house.city(id), None, "not saved without a word");
        browser.click("form.door .primary").await;
        browser.at(&format!("/clients/{id}")).await;
        let card = house.studio.client(&house.operator(), id).unwrap().card;
        assert_eq!((card.city.as_deref(), &card.styles[..]), (Some("Oaxaca"), &["Fine line".to_owned()][..]));
        browser.open(&format!("/clients/{id}/edit")).await;
        assert_eq!(browser.value("#f-city").await, "Oaxaca");
    });
}

#[test]
fn of_two_who_save_the_second_is_told_and_keeps_what_was_typed() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 409");
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "marta").await;
        browser.open(&format!("/clients/{id}/edit")).await;
        browser.fill("#f-city", "Oaxaca").await;
        house.change(id, ClientInput { city: Some("Puebla".to_owned()), ..ClientInput::default() });
        browser.click(SAVE).await;
        browser.says("[data-summary]", "This was changed somewhere else").await;
        browser.focused("[data-summary]").await;
        assert_eq!(browser.value("#f-city").await, "Oaxaca", "kept");
        assert_eq!(house.city(id).as_deref(), Some("Puebla"), "and nothing overwritten");
        browser.says("#e-city", "Saved there now: Puebla").await;
        assert_eq!(browser.count(".field .error").await, 1, "only what differs");
        browser.picture("somebody-else").await;
        browser.click(SAVE).await;
        browser.at(&format!("/clients/{id}")).await;
        assert_eq!(house.city(id).as_deref(), Some("Oaxaca"), "saved again, knowingly");
    });
}

#[test]
fn what_two_changed_in_different_fields_is_brought_together() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 409");
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "marta").await;
        browser.open(&format!("/clients/{id}/edit")).await;
        browser.fill("#f-city", "Oaxaca").await;
        house.change(id, ClientInput { phone: Some("600 100 999".to_owned()), ..ClientInput::default() });
        browser.click(SAVE).await;
        browser.see("[data-summary]").await;
        assert_eq!(browser.value("#f-phone").await, "600 100 999", "not touched here");
        assert_eq!(browser.value("#f-city").await, "Oaxaca", "not touched there");
        assert_eq!(browser.count(".field .error").await, 0);
        browser.click(SAVE).await;
        browser.at(&format!("/clients/{id}")).await;
        let card = house.studio.client(&house.operator(), id).unwrap().card;
        assert_eq!((card.city.as_deref(), card.phone.as_deref()), (Some("Oaxaca"), Some("600 100 999")));
    });
}

#[test]
fn a_draft_that_is_back_says_so_and_can_be_dropped() {
    story(How::desk(), async |browser, house| {
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "marta").await;
        browser.open(&format!("/clients/{id}/edit")).await;
        assert_eq!(browser.count(".banner").await, 0);
        browser.fill("#f-city", "Oaxaca").await;
        browser.reload().await;
        browser.says(".banner", "is back").await;
        browser.picture("draft").await;
        browser.click(".banner .button").await;
        browser.until("document.querySelector('#f-city').value === ''").await;
        assert_eq!(browser.count(".banner").await, 0);
        browser.reload().await;
        browser.see("#f-city").await;
        assert_eq!(browser.value("#f-city").await, "", "dropped for good");
        assert_eq!(browser.count(".banner").await, 0);
    });
}

#[test]
fn a_form_that_cannot_arrive_stays_until_it_can() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("ERR_INTERNET_DISCONNECTED");
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "marta").await;
        browser.open(&format!("/clients/{id}/edit")).await;
        browser.fill("#f-city", "Oaxaca").await;
        browser.connected(false).await;
        browser.click(SAVE).await;
        browser.says(".banner", "The server can't be reached").await;
        assert_eq!(browser.value("#f-city").await, "Oaxaca");
        browser.picture("offline").await;
        browser.connected(true).await;
        browser.click(SAVE).await;
        browser.at(&format!("/clients/{id}")).await;
        assert_eq!(house.city(id).as_deref(), Some("Oaxaca"));
    });
}

#[test]
fn a_new_client_leaves_nothing_for_the_next_one() {
    story(How::desk(), async |browser, house| {
        browser.be(&house, "marta").await;
        browser.open("/clients/new").await;
        browser.fill("#f-name", "Ana Luz").await;
        browser.fill("#f-phone", "600 100 200").await;
        browser.click("#f-informed_consent .tick:has([value=not_asked])").await;
        browser.click("details.optional summary").await;
        browser.click(".question:has(#f-skin) .tick.yes").await;
        browser.fill("[name='skin.detail']", "quemadura").await;
        let kept = browser.js("JSON.stringify(Object.entries(sessionStorage))").await.to_string();
        assert!(kept.contains("Ana Luz") && !kept.contains("quemadura") && !kept.contains("skin"), "{kept}");
        browser.click(SAVE).await;
        browser.says("h1", "Ana Luz").await;
        browser.open("/clients/new").await;
        assert_eq!(browser.value("#f-name").await, "");
        assert_eq!(browser.count(".banner").await, 0);
        browser.fill("#f-name", "Eva").await;
        browser.fill("#f-phone", "600 100 201").await;
        browser.click("#f-informed_consent .tick:has([value=not_asked])").await;
        browser.click(SAVE).await;
        browser.says("h1", "Eva").await;
        // The way back does not lead into what was saved.
        browser.js("history.back()").await;
        browser.says("h1", "New client").await;
        browser.until("document.querySelector('#f-name').value === ''").await;
        assert_eq!(browser.count(".banner").await, 0);
    });
}
