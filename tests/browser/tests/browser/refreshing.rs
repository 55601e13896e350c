//! The list refreshes itself, and disturbs nobody.

use serde_json::json;
use studio_app::ClientInput;
use studio_browser_tests::{Asked, Browser, House, How, Key, story};

/// Makes the minute of the list pass every 50 milliseconds, counted in `window.minutes`; `window.noon` stops it.
const FAST: &str = "window.intervals = []; window.minutes = 0;
const interval = window.setInterval;
window.setInterval = (work, every, ...rest) => {
  window.intervals.push(every);
  return interval(() => { if (window.noon) return; work(...rest); window.minutes += 1; }, 50);
};";

async fn list(browser: &Browser, house: &House) {
    browser.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": FAST })).await;
    browser.be(house, "recepcion").await;
    browser.open("/clients").await;
    browser.until("window.intervals.length > 0").await;
}

/// Lets some minutes of the list pass.
async fn minutes(browser: &Browser) {
    let passed = browser.number("window.minutes").await;
    browser.until(&format!("window.minutes >= {passed} + 6")).await;
}

fn refreshes(house: &House) -> Vec<u16> {
    let asked = house.asked().into_iter().filter(Asked::is_rows);
    asked
        .map(|asked| {
            assert!(asked.is_refresh(), "a refresh keeps no session alive: {asked:?}");
            asked.status.as_u16()
        })
        .collect()
}

fn named(name: &str) -> ClientInput {
    ClientInput { name: Some(name.to_owned()), ..ClientInput::default() }
}

#[test]
fn what_somebody_else_changed_appears_and_an_unchanged_list_costs_a_304() {
    story(How::desk(), async |browser, house| {
        house.crowd(60);
        let id = house.client("Ana Luz", "600 100 200");
        list(&browser, &house).await;
        assert_eq!(browser.js("window.intervals").await, json!([60_000]), "every minute");
        minutes(&browser).await;
        drop(house.asked());
        minutes(&browser).await;
        let unchanged = refreshes(&house);
        assert!(unchanged.len() > 1 && unchanged.iter().all(|status| *status == 304), "{unchanged:?}");

        browser.js("window.scrollTo({ top: 300, behavior: 'instant' })").await;
        house.change(id, named("Ana Luz Marina"));
        browser.says("tbody", "Ana Luz Marina").await;
        assert_eq!(browser.number("window.scrollY").await, 300);
        assert!(refreshes(&house).contains(&200));
        minutes(&browser).await;
        drop(house.asked());
        minutes(&browser).await;
        assert!(refreshes(&house).iter().all(|status| *status == 304));
    });
}

#[test]
fn nothing_is_asked_while_nobody_can_see_it_and_at_once_when_somebody_can() {
    story(How::desk(), async |browser, house| {
        let id = house.client("Ana Luz", "600 100 200");
        list(&browser, &house).await;
        browser.driver().minimize_window().await.unwrap();
        browser.until("document.visibilityState === 'hidden'").await;
        minutes(&browser).await;
        drop(house.asked());
        house.change(id, named("Ana Luz Marina"));
        minutes(&browser).await;
        assert_eq!(refreshes(&house), [0_u16; 0], "asked while hidden");
        assert!(!browser.string("document.querySelector('tbody').textContent").await.contains("Marina"));
        browser.js("window.noon = true").await;
        // A glance at something else is not worth a request.
        let left = browser.number("performance.now()").await;
        browser.until(&format!("performance.now() > {left} + 1100")).await;
        browser.driver().set_window_size(1280, 900).await.unwrap();
        browser.until("document.visibilityState === 'visible'").await;
        browser.says("tbody", "Ana Luz Marina").await;
        assert_eq!(refreshes(&house), [200]);
    });
}

#[test]
fn whoever_types_or_stands_on_a_row_or_has_its_menu_open_is_not_disturbed() {
    story(How::desk(), async |browser, house| {
        house.crowd(5);
        let id = house.client("Ana Luz", "600 100 200");
        list(&browser, &house).await;

        browser.click("#q").await;
        browser.type_keys("a").await;
        browser.at("/clients?q=a").await;
        browser.js("document.querySelector('#q').setSelectionRange(0, 1)").await;
        house.change(id, named("Ana Luz Marina"));
        browser.says("tbody", "Ana Luz Marina").await;
        browser.focused("#q").await;
        assert_eq!(browser.value("#q").await, "a");
        assert_eq!(
            browser
                .js(
                    "[document.querySelector('#q').selectionStart, document.querySelector('#q').selectionEnd]"
                )
                .await,
            json!([0, 1])
        );

        let row = format!("tr[data-id='{id}']");
        browser.press(Key::Down).await;
        browser.focused(&format!("{row} .who a")).await;
        house.change(id, named("Ana Luz Mar"));
        browser
            .until(&format!("!document.querySelector(\"{row} .name\").textContent.includes('Marina')"))
            .await;
        browser.focused(&format!("{row} .who a")).await;
        browser.focus_is_seen().await;
        browser.press(Key::Tab).await;
        let control = browser.string("document.activeElement.outerHTML").await;
        house.change(id, named("Ana Mar"));
        browser.until(&format!("document.querySelector(\"{row} .name\").textContent === 'Ana Mar'")).await;
        assert_eq!(
            browser.string("document.activeElement.outerHTML").await,
            control,
            "the same control of the row"
        );

        browser.click(&format!("{row} [data-menu]")).await;
        browser.see("#row-menu").await;
        minutes(&browser).await;
        drop(house.asked());
        house.change(id, named("Ana Sol"));
        minutes(&browser).await;
        assert_eq!(refreshes(&house), [0_u16; 0], "asked while a menu is open");
        browser.see("#row-menu").await;
        browser.press(Key::Escape).await;
        browser.says("tbody", "Ana Sol").await;
        browser.focused(&format!("{row} [data-menu]")).await;
    });
}
