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
        browser.click("form.door button").await;
        browser.see(".banner.bad").await;
        assert_eq!(browser.value("#f-username").await, "recepcion", "the name stays");
        assert_eq!(browser.value("#f-password").await, "", "the password does not");
        browser.sign_in("recepcion").await;
        browser.at(&format!("/clients/{id}?tab=preferences")).await;
        assert_eq!(browser.text("h1").await, "Sofía Núñez");
        assert_eq!(browser.text(".tabs [aria-current]").await, "Preferences");
    });
}
