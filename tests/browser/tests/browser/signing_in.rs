//! Signing in and out.

use studio_browser_tests::{How, story};

#[test]
fn a_wrong_password_is_told_and_the_right_one_leads_to_where_one_wanted_to_go() {
    story(How::desk(), async |browser, house| {
        let id = house.client("Sofía Núñez", "600 100 200");
        browser.expect_in_console("status of 401");
        browser.open(&format!("/clients/{id}?tab=preferences")).await;
        browser.at(&format!("/sign-in?next=%2Fclients%2F{id}%3Ftab%3Dpreferences")).await;
        browser.focused("#f-username").await;
        browser.fill("#f-username", "recepcion").await;
        browser.fill("#f-password", "la tinta entra deprisa").await;
        browser.click("form.door button.primary").await;
        browser.see(".banner.bad").await;
        assert_eq!(browser.value("#f-username").await, "recepcion", "the name stays");
        assert_eq!(browser.value("#f-password").await, "", "the password does not");
        browser.sign_in("recepcion").await;
        browser.at(&format!("/clients/{id}?tab=preferences")).await;
        assert_eq!(browser.text("h1").await, "Sofía Núñez");
        assert_eq!(browser.text(".tabs [aria-current]").await, "Preferences");
    });
}

#[test]
fn whoever_has_signed_out_sees_nothing_any_more_not_even_by_going_back() {
    story(How::desk(), async |browser, house| {
        house.client("Sofía Núñez", "600 100 200");
        browser.be(&house, "recepcion").await;
        browser.open("/clients").await;
        browser.says("tbody", "Sofía Núñez").await;
        browser.click(".menu.person summary").await;
        browser.click("form[action='/sign-out'] button").await;
        browser.at("/sign-in").await;
        browser.back().await;
        browser.at("/sign-in?next=%2Fclients").await;
        assert!(!browser.string("document.body.textContent").await.contains("Sofía"));
    });
}
