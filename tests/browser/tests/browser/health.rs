//! A health screening at the front desk: by keyboard, kept while it is typed, confirmed in one step, and seen by the artist.

use std::time::Duration;

use studio_browser_tests::{How, Key, in_demo, story};
use studio_domain::Language;

const CHECKED: &str =
    "[...document.querySelectorAll('.question input:checked')].filter((one) => one.value === 'yes').length";

/// What the browser keeps that was typed: a draft, or an answer under whatever name.
const KEPT: &str = "[sessionStorage, localStorage].flatMap((all) => Object.entries(all)).filter(([name, kept]) => \
     name.startsWith('draft:') || kept.includes('quemadura')).length";

#[test]
fn the_desk_asks_and_the_artist_is_warned() {
    story(How::desk(), async |browser, house| {
        let id = house.client("Ana Luz", "600 100 200");
        browser.be(&house, "recepcion").await;
        browser.open(&format!("/clients/{id}?tab=health")).await;
        browser.says(".flags", "Health: to be reviewed").await;
        browser.click(".tab a.button.primary").await;
        browser.at(&format!("/clients/{id}/health")).await;

        // The detail waits for an answer.
        let hidden =
            "getComputedStyle(document.querySelector('[name=\"skin.detail\"]').parentElement).visibility";
        assert_eq!(browser.js(hidden).await, "hidden");
        browser.click(".question:has(#f-skin) .tick.yes").await;
        assert_eq!(browser.js(hidden).await, "visible");
        browser.fill("[name='skin.detail']", "quemadura reciente").await;
        // By keyboard: the arrows go from answer to answer.
        browser.js("document.querySelector('#f-diabetes').focus()").await;
        browser.press(Key::Down).await;
        browser.until("document.querySelector('[name=diabetes][value=no]').checked").await;
        browser.focus_is_seen().await;

        // The browser keeps nothing of it: a reload begins anew.
        assert_eq!(browser.js(KEPT).await, 0);
        browser.reload().await;
        browser.until("!document.querySelector('#f-skin').checked").await;
        assert_eq!(browser.js(CHECKED).await, 0);
        assert_eq!(browser.value("[name='skin.detail']").await, "");
        browser.click(".question:has(#f-skin) .tick.yes").await;
        browser.fill("[name='skin.detail']", "quemadura reciente").await;

        browser.click(".buttons.sticky .primary").await;
        browser.says(".screening .yes", "quemadura reciente").await;
        browser.says(".flags", "Health: there is a yes").await;

        // Months later nothing has changed.
        house.clock.advance(Duration::from_secs(200 * 24 * 60 * 60));
        browser.be(&house, "marta").await;
        browser.open(&format!("/clients/{id}?tab=health")).await;
        browser.says(".tab .banner", "Has anything changed since?").await;
        browser.click("#confirm-screening button").await;
        browser.until("document.querySelectorAll('details.earlier').length === 1").await;
        browser.says(".screening", "The same as the one before").await;
        assert_eq!(browser.count(".tab .banner").await, 0);
    });
}

/// What Today says of those who come next is what the studio says of each of them.
#[test]
fn today_warns_before_the_appointment() {
    in_demo(How::desk(), Language::En, async |browser, house| {
        let operator = house.operator();
        let today = house.studio.today(&house.elsewhere(&house.desk)).unwrap().today;
        let mut expected = Vec::new();
        for row in &today {
            let flag = house.studio.health_flag(&operator, row.card.client.id).unwrap();
            expected.push(format!("{}:{}{}", row.card.id, u8::from(flag.yes), u8::from(flag.review)));
        }
        expected.sort();
        assert!(expected.iter().any(|flag| !flag.ends_with("00")), "{expected:?}");
        browser.be(&house, &house.desk).await;
        browser.open("/").await;
        let shown = "[...document.querySelectorAll('.day-lines > li')].map((line) => \
                     line.querySelector('.name').pathname.split('/').pop() + ':' + \
                     Number(!!line.querySelector('.badge.cancelled[href$=\"tab=health\"]')) + '' + \
                     Number(!!line.querySelector('.badge.warn[href$=\"tab=health\"]'))).sort().join(' ')";
        assert_eq!(browser.string(shown).await, expected.join(" "));
    });
}
