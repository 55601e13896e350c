//! Working on a client's record, alone and three at a time.

use studio_app::ClientInput;
use studio_browser_tests::{Another, House, How, story};
use studio_domain::{AppointmentStatus, ClientId, Timestamp};
use studio_testkit::{CODE, START};

use crate::pages::check;

fn with_lola(house: &House) -> ClientId {
    let artist = house.studio.user_named(&house.operator(), "lola").unwrap();
    let artist = house.studio.user(&house.operator(), artist).unwrap().card.artist.unwrap().0;
    let id = house.add(ClientInput {
        name: Some("Ana Luz".to_owned()),
        phone: Some("600 100 200".to_owned()),
        preferred_artist: Some(artist.to_string()),
        ..ClientInput::default()
    });
    let three_hours_ago = Timestamp::from_millis(START.millis() - 3 * 3_600_000);
    let _booked =
        studio_testkit::book(&house.studio, id, artist, AppointmentStatus::Completed, three_hours_ago);
    id
}

/// The owner, the desk and an artist have one client open at the same moment. What two of them changed is shown to the second, and at the end
/// everything that anybody typed is there.
#[test]
fn three_people_work_on_one_client_and_nothing_is_lost() {
    story(How::desk(), async |owner, house| {
        let id = with_lola(&house);
        let page = format!("/clients/{id}");
        owner.expect_in_console("status of 409");
        let desk = Another::sits_down(How::desk(), &house, "recepcion").await;
        desk.expect_in_console("status of 403");
        let artist = Another::sits_down(How::desk(), &house, "lola").await;

        owner.be(&house, "marta").await;
        owner.open(&format!("{page}?tab=preferences&edit=1")).await;
        desk.open(&format!("{page}/edit")).await;
        artist.open(&page).await;

        owner.fill("#f-city", "Oaxaca").await;
        owner.click(".tick:has([value='Fine line'])").await;
        desk.fill("#f-city", "Puebla").await;
        desk.fill("#f-gender", "mujer").await;
        artist.click("[data-line='Work done']").await;
        artist.type_keys("outline of the sleeve").await;
        artist.click("[data-line='Next session']").await;
        artist.type_keys("shading").await;

        // The desk saves first, with the code asked for on saving.
        desk.click("#client-form .buttons.sticky .primary").await;
        desk.fill("#ask-code [name='master_code']", CODE).await;
        desk.click("#ask-code .primary").await;
        desk.says(".toast", "Saved").await;

        // The artist's note and correction change nothing of what the owner has open.
        let session =
            artist.string("document.querySelector('#f-appointment_id option:last-child').value").await;
        artist.choose("#f-appointment_id", &session).await;
        artist.click("#new-note .primary").await;
        artist.says(".notes .text", "Work done: outline of the sleeve\nNext session: shading").await;
        artist.click("[href$='/correct']").await;
        artist.choose("#f-field", "phone").await;
        artist.fill("#f-value", "600 333 444").await;
        artist.fill("#f-reason", "She called from it").await;
        artist.click("#correct-form .primary").await;
        artist.says(".corrections", "600 333 444").await;

        // The owner is told what the desk saved, keeps what was typed, and says which it is.
        owner.click("#preferences-form .primary").await;
        owner.says("#e-city", "Puebla").await;
        owner.picture("three-at-once").await;
        assert_eq!(owner.value("#f-city").await, "Oaxaca");
        assert_eq!(owner.js("document.querySelector('[value=\"Fine line\"]').checked").await, true);
        owner.click("#preferences-form .primary").await;
        owner.says(".toast", "Saved").await;

        // The desk finds the correction on Today and applies it; the code holds still.
        desk.open("/").await;
        desk.says(".corrections", "She called from it").await;
        desk.click(".corrections a").await;
        desk.click("#apply .primary").await;
        desk.says(".toast", "Applied").await;
        artist.reload().await;
        artist.says(".person-head", "600 333 444").await;
        artist.says(".corrections-decided summary", "Corrections that were decided").await;

        let card = house.studio.client(&house.operator(), id).unwrap().card;
        assert_eq!((card.city.as_deref(), card.gender.as_deref()), (Some("Oaxaca"), Some("mujer")));
        assert_eq!((card.phone.as_deref(), card.styles), (Some("600 333 444"), vec!["Fine line".to_owned()]));
        artist.leaves().await;
        desk.leaves().await;
    });
}

/// Whether the browser would ask before it goes elsewhere: the driver itself answers such questions before anybody sees them.
const ASKS: &str = "(() => { const away = new Event('beforeunload', { cancelable: true }); dispatchEvent(away); return away.defaultPrevented; })()";

/// Whoever goes away from a form with something typed in it is asked first; the draft is there afterwards all the same.
#[test]
fn leaving_a_tab_with_unsaved_changes_is_asked_about() {
    story(How::desk(), async |browser, house| {
        let id = with_lola(&house);
        browser.be(&house, "marta").await;
        browser.open(&format!("/clients/{id}?tab=emergency&edit=1")).await;
        assert_eq!(browser.js(ASKS).await, false, "nothing is typed yet");
        browser.fill("#f-emergency_name", "Elena").await;
        assert_eq!(browser.js(ASKS).await, true);
        browser.click(".tabs a[href$='tab=health']").await;
        browser.at(&format!("/clients/{id}?tab=health")).await;
        browser.open(&format!("/clients/{id}?tab=emergency&edit=1")).await;
        browser.until("document.querySelector('#f-emergency_name').value === 'Elena'").await;
        browser.fill("#f-emergency_phone", "600 900 900").await;
        browser.click("#emergency-form .primary").await;
        browser.says(".tab", "Elena").await;
        assert_eq!(browser.js(ASKS).await, false, "everything is saved");
    });
}

/// A note of one's own can be put right for a while; without scripts too.
#[test]
fn an_own_note_is_corrected_in_place() {
    story(How::desk().without_scripts(), async |browser, house| {
        let id = with_lola(&house);
        browser.be(&house, "lola").await;
        browser.open(&format!("/clients/{id}")).await;
        browser.fill("#f-text", "Left arm").await;
        browser.click("#new-note .primary").await;
        browser.click(".note-correct summary").await;
        browser.fill(".note-correct textarea", "Right arm").await;
        browser.click(".note-correct button").await;
        browser.says(".notes .text", "Right arm").await;
        browser.says(".note-earlier summary", "What it said before").await;
        browser.fill("#note-q", "RIGHT").await;
        browser.click(".note-search button").await;
        browser.says(".notes .text", "Right arm").await;
    });
}

async fn permissions(browser: studio_browser_tests::Browser, house: std::sync::Arc<House>, width: u32) {
    browser.be(&house, "marta").await;
    browser.open("/").await;
    browser.click(".menu.person summary").await;
    browser.click(".menu.person [href='/settings/permissions']").await;
    browser.see("[aria-labelledby='profile-client-page'] table").await;
    let wrong = check(&browser, "permissions", width, "en").await;
    assert!(wrong.is_empty(), "{wrong:#?}");
    browser.click("form[action='/settings/permissions'] .primary").await;
    browser.says("#profile-now", "In force: Client page").await;
}

#[test]
fn the_permissions_are_switched_at_a_desk() {
    story(How::desk(), async |browser, house| permissions(browser, house, 1280).await);
}

#[test]
fn the_permissions_are_switched_with_a_phone() {
    story(How::phone(), async |browser, house| permissions(browser, house, 390).await);
}
