//! A new studio, and a new person in it.

use std::sync::Arc;

use studio_app::{Link, UserInput};
use studio_browser_tests::{Browser, House, How, before_set_up, story};
use studio_testkit::PASSWORD;

use crate::pages::check;

async fn set_up(browser: Browser, house: Arc<House>, width: u32, language: &str) {
    browser.expect_in_console("status of 403");
    browser.expect_in_console("status of 422");
    browser.open("/clients").await;
    browser.at("/setup").await;
    let mut wrong = check(&browser, "setup-wait", width, language).await;
    browser.open("/setup?token=guessed").await;
    browser.see(".banner.bad").await;
    browser.open(&house.setup_page()).await;
    wrong.extend(check(&browser, "setup", width, language).await);
    browser.fill("#f-name", "Salt and Ink").await;
    browser.choose("#f-time_zone", "America/Mexico_City").await;
    browser.choose("#f-currency", "MXN").await;
    browser.fill("#f-user_name", "marta").await;
    browser.fill("[name='password']", PASSWORD).await;
    browser.fill("[name='password_again']", "something else").await;
    browser.click("form.door .primary").await;
    browser.see("[data-summary]").await;
    assert_eq!(browser.value("#f-name").await, "Salt and Ink", "what was typed stays");
    wrong.extend(check(&browser, "setup-wrong", width, language).await);
    browser.fill("[name='password']", PASSWORD).await;
    browser.fill("[name='password_again']", PASSWORD).await;
    browser.click("form.door .primary").await;
    browser.at("/sign-in?done=setup").await;
    browser
        .says(".banner", if language == "es" { "El estudio está listo" } else { "The studio is ready" })
        .await;
    browser.sign_in("marta").await;
    browser.at("/").await;
    browser.says(".brand", "Salt and Ink").await;
    browser.open(&house.setup_page()).await;
    browser.at("/").await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_studio_is_set_up_at_a_desk() {
    before_set_up(How::desk(), async |browser, house| set_up(browser, house, 1280, "en").await);
}

#[test]
fn a_studio_is_set_up_with_a_phone_in_spanish() {
    before_set_up(How::phone().in_spanish(), async |browser, house| set_up(browser, house, 390, "es").await);
}

#[test]
fn somebody_who_is_invited_chooses_a_password_and_comes_in() {
    story(How::phone(), async |browser, house| {
        browser.expect_in_console("status of 422");
        browser.expect_in_console("status of 409");
        let operator = house.operator();
        house
            .studio
            .add_user(&operator, "nora", "assistant", Link::None, UserInput::default(), None)
            .unwrap();
        let nora = house.studio.user_named(&operator, "nora").unwrap();
        let link = format!("/invitation/{}", house.studio.invite(&operator, nora).unwrap().token.reveal());
        browser.open(&link).await;
        let mut wrong = check(&browser, "invitation", 390, "en").await;
        browser.fill("#f-password", "password12").await;
        browser.fill("#f-password_again", "password12").await;
        browser.click("form.door .primary").await;
        browser.see("[data-summary]").await;
        wrong.extend(check(&browser, "invitation-wrong", 390, "en").await);
        browser.fill("#f-password", PASSWORD).await;
        browser.fill("#f-password_again", PASSWORD).await;
        browser.click("form.door .primary").await;
        browser.at("/sign-in?done=invited").await;
        browser.sign_in("nora").await;
        browser.at("/").await;
        browser.open(&link).await;
        browser.see("h1").await;
        assert_eq!(browser.count("#f-password").await, 0, "it works once");
        assert!(wrong.is_empty(), "{wrong:#?}");
    });
}
