//! The description of the API, shown by a program that is not ours.

use studio_browser_tests::{How, story};

#[test]
fn the_api_can_be_browsed_under_its_own_policy() {
    story(How::desk(), async |browser, house| {
        browser.be(&house, "marta").await;
        browser.open("/api/docs").await;
        browser.says(".swagger-ui .info", "Tattoo Studio Manager").await;
        browser.until("document.querySelectorAll('.opblock').length > 10").await;
        browser.picture("api-docs").await;
        let foreign = browser.js("performance.getEntriesByType('resource').map(e => e.name).filter(name => !name.startsWith(location.origin) && !name.startsWith('data:'))").await;
        assert_eq!(foreign, serde_json::json!([]), "nothing comes from elsewhere");
    });
}
