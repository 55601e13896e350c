//! The agenda: moved, made longer, booked by mouse, finger and keys; kept up to date; found through the command box.

use std::time::Duration;

use fantoccini::actions::{InputSource as _, PointerAction, TouchActions};
use serde_json::json;
use studio_app::ArtistFilter;
use studio_browser_tests::{Browser, House, How, Key, story};
use studio_domain::{AppointmentId, AppointmentStatus, ArtistId, Timestamp};
use studio_testkit::{START, book};

/// What the form that comes next is asked for; it is another page's story.
const FORMS: &str = "status of 404";

/// A time of the first day, in minutes since midnight by the studio's clock.
fn at(minute: u64) -> Timestamp {
    // The day begins 08:13:20 before.
    START.minus(Duration::from_secs(8 * 3_600 + 800)).plus(Duration::from_secs(minute * 60))
}

fn artist(house: &House, name: &str) -> ArtistId {
    let filter = ArtistFilter { q: Some(name.to_owned()), ..ArtistFilter::default() };
    house.studio.artists(&house.operator(), &filter).unwrap().items.first().unwrap().id
}

/// Lola has Ana from 11:00 to 13:00, Bruno has Mia from 15:00 to 17:00.
fn booked(house: &House) -> (AppointmentId, AppointmentId) {
    let (ana, mia) = (house.client("Ana Luz", "600 100 200"), house.client("Mia Ros", "600 100 201"));
    let (lola, bruno) = (artist(house, "Lola"), artist(house, "Bruno"));
    (
        book(&house.studio, ana, lola, AppointmentStatus::Confirmed, at(660)),
        book(&house.studio, mia, bruno, AppointmentStatus::Pending, at(900)),
    )
}

async fn open(browser: &Browser, house: &House, path: &str) {
    browser.expect_in_console(FORMS);
    browser.be(house, "recepcion").await;
    browser.open(path).await;
    browser.until("document.querySelector('[data-agenda]').dataset.ready === '1'").await;
}

/// Waits for the form of an address and answers what it is asked for.
async fn form(browser: &Browser, path: &str) -> serde_json::Value {
    browser.until(&format!("location.pathname === {path:?}")).await;
    browser.js("Object.fromEntries(new URLSearchParams(location.search))").await
}

fn time(minute: u64) -> String {
    at(minute).to_rfc3339().replace(".000Z", "Z")
}

/// Pixels of so many minutes on the board.
async fn pixels(browser: &Browser, minutes: i64) -> f64 {
    let of = "document.querySelector('.col .slots').clientHeight / document.querySelector('[data-board]').dataset.rows / 5";
    let hour = browser.number(&format!("60 * {of}")).await;
    #[expect(clippy::cast_precision_loss, reason = "a screen has few pixels")]
    let pixels = (hour * minutes / 60) as f64;
    pixels
}

fn entry(id: AppointmentId) -> String {
    format!(".ev[data-id='{id}']")
}

#[test]
fn dragging_moves_an_appointment_and_ends_in_the_form() {
    story(How::desk(), async |browser, house| {
        let (ana, _) = booked(&house);
        open(&browser, &house, "/agenda").await;
        let bruno = artist(&house, "Bruno");
        let hour = pixels(&browser, 60).await;
        browser.draw(&entry(ana), &[(0.0, 0.0), (0.0, 10.0), (0.0, hour * 1.5)]).await;
        let asked = form(&browser, &format!("/appointments/{ana}/edit")).await;
        assert_eq!((asked["start"].as_str(), asked["end"].as_str()), (Some(&*time(750)), Some(&*time(870))));

        // To another artist, sideways.
        browser.open("/agenda").await;
        browser.until("document.querySelector('[data-agenda]').dataset.ready === '1'").await;
        let across = browser
            .number(&format!(
                "document.querySelector('#artist-{bruno}').getBoundingClientRect().left
                    - document.querySelector(\"{}\").closest('.col').getBoundingClientRect().left",
                entry(ana)
            ))
            .await;
        #[expect(clippy::cast_precision_loss, reason = "a screen has few pixels")]
        let across = across as f64;
        browser.draw(&entry(ana), &[(0.0, 0.0), (across / 2.0, 4.0), (across, 0.0)]).await;
        let asked = form(&browser, &format!("/appointments/{ana}/edit")).await;
        assert_eq!(asked, json!({ "start": time(660), "end": time(780), "artist": bruno.to_string() }));
        // Nothing was saved: that is the form's.
        browser.open("/agenda").await;
        browser.see(&format!("#artist-{} {}", artist(&house, "Lola"), entry(ana))).await;
    });
}

#[test]
fn dragging_an_edge_makes_it_longer_and_escape_leaves_it() {
    story(How::desk(), async |browser, house| {
        let (ana, _) = booked(&house);
        open(&browser, &house, "/agenda").await;
        let hour = pixels(&browser, 60).await;
        // Two hours: the lower edge is an hour from the middle.
        browser.draw(&entry(ana), &[(0.0, hour - 3.0), (0.0, hour + 8.0), (0.0, hour * 2.0)]).await;
        let asked = form(&browser, &format!("/appointments/{ana}/edit")).await;
        assert_eq!((asked["start"].as_str(), asked["end"].as_str()), (Some(&*time(660)), Some(&*time(840))));

        browser.open("/agenda").await;
        browser.until("document.querySelector('[data-agenda]').dataset.ready === '1'").await;
        let box_of = format!("document.querySelector(\"{}\").getBoundingClientRect()", entry(ana));
        let send = |kind: &str, x: &str, y: &str| {
            format!(
                "document.querySelector(\"{}\").dispatchEvent(new PointerEvent('{kind}', {{ bubbles: true, isPrimary: true, pointerId: 1,
                    pointerType: 'mouse', button: 0, clientX: {x}, clientY: {y} }}))",
                entry(ana)
            )
        };
        let (x, y) = (format!("{box_of}.left + 20"), format!("{box_of}.top + 40"));
        browser
            .js(&format!(
                "(HTMLElement.prototype.setPointerCapture = () => {{}}, {})",
                send("pointerdown", &x, &y)
            ))
            .await;
        browser.js(&send("pointermove", &x, &format!("{y} + 90"))).await;
        browser.see(".ghost").await;
        browser.press(Key::Escape).await;
        browser.gone(".ghost").await;
        browser.js(&send("pointerup", &x, &format!("{y} + 90"))).await;
        assert_eq!(browser.string("location.pathname").await, "/agenda");
    });
}

#[test]
fn free_time_is_booked_by_a_click_and_by_dragging_over_it() {
    story(How::desk(), async |browser, house| {
        booked(&house);
        open(&browser, &house, "/agenda").await;
        let (bruno, half) = (artist(&house, "Bruno"), pixels(&browser, 30).await);
        let free = format!("#artist-{bruno} .slots");
        // The middle of the column, counted from what stands there.
        let middle = browser.number(&format!("document.querySelector({free:?}).clientHeight / 2")).await;
        let row = browser.number("document.querySelector('[data-board]').dataset.rows * 5 / 2").await;
        let start = browser.number("document.querySelector('[data-board]').dataset.from").await;
        assert!(middle > 0 && row > 0);
        browser.draw(&free, &[(0.0, -half * 8.0 + 4.0), (0.0, -half * 7.0), (0.0, -half * 5.0 - 4.0)]).await;
        let asked = form(&browser, "/agenda/new").await;
        assert_eq!(asked["artist"], bruno.to_string());
        let from = Timestamp::parse_rfc3339(asked["start"].as_str().unwrap()).unwrap();
        let to = Timestamp::parse_rfc3339(asked["end"].as_str().unwrap()).unwrap();
        assert_eq!((from.millis() - start) % 1_800_000, 0, "on the grid");
        assert!(to.since(from) >= Duration::from_secs(3_600), "{from} {to}");

        browser.open("/agenda").await;
        browser.until("document.querySelector('[data-agenda]').dataset.ready === '1'").await;
        browser.draw(&free, &[(0.0, -half * 8.0 + 4.0), (0.0, -half * 8.0 + 4.0)]).await;
        let asked = form(&browser, "/agenda/new").await;
        assert_eq!(
            (asked["start"].as_str(), asked.get("end")),
            (Some(&*from.to_rfc3339().replace(".000Z", "Z")), None)
        );
    });
}

#[test]
fn everything_by_keys() {
    story(How::desk(), async |browser, house| {
        let (ana, mia) = booked(&house);
        open(&browser, &house, "/agenda").await;
        browser.js("document.querySelector('[data-board]').focus()").await;
        browser.press(Key::Down).await;
        browser.focused(".cursor").await;
        browser.focus_is_seen().await;
        // Down to 11:00, where Ana is, in whichever column that is.
        let column = |id| {
            format!(
                "document.activeElement.closest('.col').contains(document.querySelector(\"{}\"))",
                entry(id)
            )
        };
        if browser.js(&column(ana)).await == false {
            browser.press(Key::Right).await;
        }
        if browser.js(&column(ana)).await == false {
            browser.press(Key::Left).await;
            browser.press(Key::Left).await;
        }
        for _ in 0..12 {
            if browser.js("document.activeElement.matches('.ev')").await == true {
                break;
            }
            browser.press(Key::Down).await;
        }
        browser.focused(&entry(ana)).await;
        browser.focus_is_seen().await;

        // Alt moves it; Escape leaves it where it was.
        browser.press_with_alt(&[], Key::Down).await;
        browser.says("#agenda-said", "11:30–13:30").await;
        browser.press(Key::Escape).await;
        browser.gone(".ghost").await;
        browser.says("#agenda-said", "Left where it was").await;
        browser.focused(&entry(ana)).await;
        browser.press_with_alt(&[], Key::Down).await;
        browser.press_with_alt(&[Key::Shift], Key::Down).await;
        browser.says("#agenda-said", "11:30–14:00").await;
        browser.picture("agenda-moving").await;
        browser.press(Key::Enter).await;
        let asked = form(&browser, &format!("/appointments/{ana}/edit")).await;
        assert_eq!((asked["start"].as_str(), asked["end"].as_str()), (Some(&*time(690)), Some(&*time(840))));

        // Enter opens what stands there.
        browser.open("/agenda").await;
        browser.until("document.querySelector('[data-agenda]').dataset.ready === '1'").await;
        browser.js(&format!("document.querySelector(\"{}\").focus()", entry(mia))).await;
        browser.press(Key::Enter).await;
        browser.until(&format!("location.pathname === '/appointments/{mia}'")).await;

        // Free time behind it, two steps of it.
        browser.open("/agenda").await;
        browser.until("document.querySelector('[data-agenda]').dataset.ready === '1'").await;
        browser.js(&format!("document.querySelector(\"{}\").focus()", entry(mia))).await;
        browser.press(Key::Down).await;
        browser.focused(".cursor").await;
        browser.press_with(Key::Shift, Key::Down).await;
        browser.says(".cursor", "17:00–18:00").await;
        browser.press(Key::Enter).await;
        let asked = form(&browser, "/agenda/new").await;
        let bruno = artist(&house, "Bruno").to_string();
        assert_eq!(asked, json!({ "start": time(1_020), "end": time(1_080), "artist": bruno }));
    });
}

#[test]
fn keys_switch_views_and_a_sheet_tells_them() {
    story(How::desk(), async |browser, house| {
        booked(&house);
        open(&browser, &house, "/agenda?date=2026-09-22&q=ana").await;
        for (key, view) in [("w", "week"), ("m", "month"), ("l", "list")] {
            browser.type_keys(key).await;
            browser.until(&format!("location.search.includes('view={view}')")).await;
            browser.until("document.querySelector('[data-agenda]')?.dataset.ready === '1'").await;
            assert_eq!(browser.value("#agenda-q").await, "ana", "filters are kept");
        }
        browser.type_keys("d").await;
        browser.until("!location.search.includes('view=') && document.querySelector('[data-agenda]')?.dataset.ready === '1'").await;
        assert!(browser.string("location.search").await.contains("date=2026-09-22"));
        browser.type_keys("t").await;
        browser.until("location.search.includes('date=2026-09-21') && document.querySelector('[data-agenda]')?.dataset.ready === '1'").await;
        browser.type_keys("f").await;
        browser.until("location.search.includes('date=2026-09-22') && document.querySelector('[data-agenda]')?.dataset.ready === '1'").await;
        browser.type_keys("/").await;
        browser.focused("#agenda-q").await;
        browser.type_keys("t?").await;
        assert!(
            browser.string("location.search").await.contains("date=2026-09-22"),
            "what is typed is no key"
        );
        browser.js("document.querySelector('[data-board]').focus()").await;
        browser.type_keys("?").await;
        browser.see("#keys").await;
        browser.says("#keys", "Move the appointment").await;
        browser.press(Key::Escape).await;
        browser.gone("#keys").await;
        browser.open("/clients").await;
        browser.type_keys("?").await;
        browser.see("#keys").await;
        browser.says("#keys", "On every page").await;
    });
}

#[test]
fn filters_work_without_a_new_page_and_stay_in_the_address() {
    story(How::desk(), async |browser, house| {
        let (ana, mia) = booked(&house);
        open(&browser, &house, "/agenda").await;
        browser.until_count(".ev", 2).await;
        let bruno = artist(&house, "Bruno");
        browser.click(&format!("[name='artists'][value='{bruno}']")).await;
        browser.until_count(&entry(mia), 0).await;
        browser.see(&entry(ana)).await;
        browser.focused(&format!("[name='artists'][value='{bruno}']")).await;
        assert!(browser.string("location.search").await.contains("artists="));
        browser.click(&format!("[name='artists'][value='{bruno}']")).await;
        browser.see(&entry(mia)).await;
        assert!(!browser.string("location.search").await.contains("artists="));
        browser.fill("#agenda-q", "mia").await;
        browser.until_count(&entry(ana), 0).await;
        browser.click(".steps [rel='next']").await;
        browser.until("location.search.includes('2026-09-22')").await;
        assert_eq!(browser.value("#agenda-q").await, "mia");
        browser.click(".narrowed a").await;
        browser.until("!location.search.includes('mia')").await;
    });
}

/// Makes each interval pass every 50 milliseconds, counted in `window.minutes`.
const FAST: &str = "window.minutes = 0; const interval = window.setInterval;
window.setInterval = (work, every, ...rest) => interval(() => { work(...rest); window.minutes += 1; }, 50);";

#[test]
fn an_open_agenda_keeps_up_and_leaves_everybody_where_they_are() {
    story(How::desk(), async |browser, house| {
        let (ana, _) = booked(&house);
        browser.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": FAST })).await;
        open(&browser, &house, "/agenda").await;
        browser.js(&format!("document.querySelector(\"{}\").focus()", entry(ana))).await;
        browser.js("document.querySelector('[data-board]').scrollTop = 120").await;
        browser.until("window.minutes > 8").await;
        drop(house.asked());
        browser.until("window.minutes > 24").await;
        let asked = house.asked();
        let asked: Vec<_> = asked.iter().filter(|asked| asked.is_refresh()).collect();
        assert!(asked.len() > 1 && asked.iter().all(|asked| asked.status == 304), "{asked:?}");
        let zoe = house.client("Zoe Vidal", "600 100 202");
        let late = book(&house.studio, zoe, artist(&house, "Lola"), AppointmentStatus::Pending, at(1_000));
        browser.see(&entry(late)).await;
        browser.focused(&entry(ana)).await;
        assert_eq!(browser.number("document.querySelector('[data-board]').scrollTop").await, 120);
    });
}

#[test]
fn by_touch_one_artist_at_a_time_and_a_long_press_takes_hold() {
    story(How::phone(), async |browser, house| {
        let (ana, mia) = booked(&house);
        open(&browser, &house, "/agenda").await;
        let (lola, bruno) = (artist(&house, "Lola"), artist(&house, "Bruno"));
        browser.click(&format!(".switch a[href='#artist-{lola}']")).await;
        browser.see(&entry(ana)).await;
        let seen = |id| {
            format!(
                "(({{ left, right }}) => left >= 0 && right <= innerWidth + 1)(document.querySelector(\"{}\").getBoundingClientRect())",
                entry(id)
            )
        };
        browser.until(&seen(ana)).await;
        browser.click(&format!(".switch a[href='#artist-{bruno}']")).await;
        browser.until(&seen(mia)).await;
        browser
            .until(&format!("document.querySelector('.switch [aria-current]').hash === '#artist-{bruno}'"))
            .await;

        let hour = pixels(&browser, 60).await;
        let element = browser.see(&entry(mia)).await;
        browser
            .js(&format!("document.querySelector(\"{}\").scrollIntoView({{ block: 'center' }})", entry(mia)))
            .await;
        let to = |y: f64| PointerAction::MoveToElement {
            element: element.clone(),
            duration: Some(Duration::from_millis(60)),
            x: 0.0,
            y,
        };
        let finger = TouchActions::new("finger".to_owned())
            .then(to(0.0))
            .then(PointerAction::Down { button: 0 })
            .then(PointerAction::Pause { duration: Duration::from_millis(700) })
            .then(to(-hour / 2.0))
            .then(to(-hour))
            .then(PointerAction::Up { button: 0 });
        browser.driver().perform_actions(finger).await.unwrap();
        let asked = form(&browser, &format!("/appointments/{mia}/edit")).await;
        assert_eq!((asked["start"].as_str(), asked["end"].as_str()), (Some(&*time(840)), Some(&*time(960))));
    });
}

#[test]
fn the_command_box_finds_people_artists_places_and_acts_that_one_may_use() {
    story(How::desk(), async |browser, house| {
        booked(&house);
        open(&browser, &house, "/agenda").await;
        let chosen = "#palette-found [aria-selected='true']";
        browser.press_with(Key::Control, 'k').await;
        browser.focused("#palette-q").await;
        browser.type_keys("lola").await;
        browser.says(chosen, "Lola").await;
        browser.press(Key::Enter).await;
        browser.until(&format!("location.search === '?view=week&artists={}'", artist(&house, "Lola"))).await;

        browser.press_with(Key::Control, 'k').await;
        browser.type_keys("export").await;
        browser.says(chosen, "Export").await;
        browser.until("document.getElementById('palette-q').getAttribute('aria-activedescendant') === document.querySelector('#palette-found [aria-selected=true]').id").await;
        browser.press(Key::Escape).await;
        browser.be(&house, "lola").await;
        browser.open("/agenda").await;
        browser.press_with(Key::Control, 'k').await;
        browser.type_keys("qqqq").await;
        browser.says("#palette-found", "Nothing found").await;
        browser.fill("#palette-q", "new app").await;
        browser.says(chosen, "New appointment").await;
        browser.press(Key::Enter).await;
        browser.until("location.pathname === '/agenda/new'").await;
    });
}
