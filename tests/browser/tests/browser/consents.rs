//! Signing on the screen, and the sheet of paper that proves it.

use studio_browser_tests::{How, story};
use studio_domain::{ConsentKind, Standing};

const GIVE: &str = "#consent-form [name='act'][value='given']";
const PAD: &str = "#f-signature";

#[test]
fn a_signature_is_drawn_taken_back_drawn_again_and_printed() {
    story(How::desk(), async |browser, house| {
        let id = house.client("Sofía O'Farrill-Núñez", "+52 (608) 139-0996");
        browser.expect_in_console("status of 422");
        browser.be(&house, "recepcion").await;
        browser.open(&format!("/clients/{id}?tab=consents")).await;
        browser.click("a.primary[href$='/consent/informed']").await;
        browser.says("#consent-form .text", "a tattoo is permanent").await;
        // Nothing is sent without a signature, and what was drawn before stays after a mistake elsewhere.
        browser.click(GIVE).await;
        browser.see("#e-signature").await;
        browser.draw(PAD, &[(-200.0, 20.0), (-120.0, -60.0), (-60.0, 50.0), (20.0, -40.0)]).await;
        browser.draw(PAD, &[(60.0, 10.0), (200.0, -20.0)]).await;
        let field = "document.querySelector('[name=\"signature\"]').value";
        assert_eq!(browser.number(&format!("{field}.split(';').length")).await, 3, "the pad and two strokes");
        browser.click("[data-undo]").await;
        assert_eq!(browser.number(&format!("{field}.split(';').length")).await, 2);
        browser.click("[data-clear]").await;
        assert_eq!(browser.string(field).await, "");
        browser
            .draw(PAD, &[(-200.0, 20.0), (-120.0, -60.0), (-60.0, 50.0), (20.0, -40.0), (180.0, 0.0)])
            .await;
        let drawn = browser.string(field).await;
        browser.click(".tick:has([value='guardian'])").await;
        browser.click(GIVE).await;
        browser.see("#e-guardian_name").await;
        assert_eq!(browser.string(field).await, drawn, "the signature stays");
        let ink = "(pad => pad.getContext('2d').getImageData(0, 0, pad.width, pad.height).data.filter((part, nth) => nth % 4 === 0 && part < 128).length)(document.querySelector('#f-signature'))";
        assert!(browser.number(ink).await > 500, "and is seen");
        browser.click(".tick:has([value='client'])").await;
        browser.picture("consent-signed").await;
        browser.click(GIVE).await;
        browser.at(&format!("/clients/{id}?tab=consents")).await;
        browser.says(".consents", "Given").await;
        let sheet = house.studio.consent_sheet(&house.operator(), id).unwrap();
        assert_eq!(
            (sheet.states[0].kind, sheet.states[0].standing),
            (ConsentKind::Informed, Standing::Given)
        );

        browser.click(".consent-given a[href*='/consents/']").await;
        browser.until("document.querySelector('.signature')?.naturalWidth === 900").await;
        browser.says(".sheet-of-paper", "Sofía O'Farrill-Núñez").await;
        browser.picture("consent-sheet").await;
        browser.command("Emulation.setEmulatedMedia", serde_json::json!({ "media": "print" })).await;
        browser.until("getComputedStyle(document.querySelector('nav.side')).display === 'none'").await;
        browser.gone("[data-print]").await;
        browser.see(".sheet-of-paper .signature").await;
        browser.picture("consent-printed").await;
    });
}

/// From a tablet over plain HTTP, where browsers keep some of what pads are made of to themselves.
#[test]
fn a_finger_signs_over_plain_http() {
    story(How::phone().by_name(), async |browser, house| {
        browser.expect_in_console("Cross-Origin-Opener-Policy");
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "recepcion").await;
        browser.open(&format!("/clients/{id}/consent/image_use")).await;
        let scrolled = browser.number("Math.round(scrollY)").await;
        browser.draw(PAD, &[(-120.0, 10.0), (-60.0, -30.0), (0.0, 40.0), (60.0, -20.0), (120.0, 5.0)]).await;
        let line = "document.querySelector('[name=\"signature\"]').value.split(';')[1].split(' ').length";
        assert!(browser.number(line).await >= 4, "scrolled before: {scrolled}");
        let wide = "document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(browser.js(wide).await, true, "nothing sticks out");
        browser.picture("consent-phone").await;
        browser.click(GIVE).await;
        browser.at(&format!("/clients/{id}?tab=consents")).await;
        browser.says(".consents", "Given").await;
        browser.picture("consents-phone").await;
    });
}

/// Whoever has no pad, or can't draw, says it; the name is typed.
#[test]
fn without_a_pad_it_is_said_and_the_name_is_typed() {
    story(How::desk().without_scripts(), async |browser, house| {
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "recepcion").await;
        browser.open(&format!("/clients/{id}/consent/reminders")).await;
        browser.says(".for-screen", "needs scripts").await;
        browser.click(".tick:has([value='spoken'])").await;
        browser.gone("#f-signature").await;
        browser.fill("#f-signer_name", "Ana María Luz").await;
        browser.click(GIVE).await;
        browser.at(&format!("/clients/{id}?tab=consents&done=recorded")).await;
        let event = house.studio.consents(&house.operator(), id).unwrap().remove(0);
        assert_eq!(event.signer_name.as_deref(), Some("Ana María Luz"));
        assert_eq!(event.manner, studio_domain::ConsentManner::Spoken);
    });
}
