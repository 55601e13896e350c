//! Booking by keyboard, conflicts and warnings in words, and an appointment up to its end.

use std::time::Duration;

use studio_app::{BookingInput, ClientInput};
use studio_browser_tests::{House, How, Key, story};
use studio_domain::{AppointmentId, ArtistId, ClientId};
use studio_testkit::START;

fn artist(house: &House, name: &str) -> ArtistId {
    let user = house.studio.user_named(&house.operator(), name).unwrap();
    house.studio.user(&house.operator(), user).unwrap().card.artist.unwrap().0
}

/// A booking with Lola, so many minutes from now, of one hour.
fn book(house: &House, client: ClientId, minutes: u64) -> AppointmentId {
    let starts_at = START.plus(Duration::from_secs(minutes * 60));
    let input = BookingInput {
        client_id: Some(client.to_string()),
        artist_id: Some(artist(house, "lola").to_string()),
        starts_at: Some(starts_at.to_rfc3339()),
        minutes: Some("60".to_owned()),
        service: Some("Koi".to_owned()),
        confirm_warnings: true,
        ..BookingInput::default()
    };
    house.studio.book_appointment(&house.operator(), input, None).unwrap()
}

/// From an empty form to a saved appointment without the mouse; what has to be confirmed is asked once.
#[test]
fn an_appointment_is_booked_by_keyboard() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 409");
        house.client("Ana Luz", "600 100 200");
        house.client("Ana Sol", "600 100 201");
        let lola = artist(&house, "lola");
        browser.be(&house, "recepcion").await;
        browser.open(&format!("/agenda/new?artist={lola}&start=2026-12-17T16:30&minutes=90")).await;
        browser.focused("#client-q").await;
        browser.type_keys("ana").await;
        browser.until_count("#people [data-client]", 2).await;
        browser.press(Key::Down).await;
        browser.press(Key::Enter).await;
        browser.until("document.querySelector('#client-q').value === 'Ana Sol'").await;
        browser.says("#check .free", "The time is free").await;
        browser.says("#check", "not been asked about health").await;
        browser.picture("booking").await;
        browser.press(Key::Enter).await;
        browser.says(".booking .banner.warn", "Please confirm").await;
        browser.focused("[data-summary]").await;
        browser.press(Key::Tab).await;
        browser.focused("[name='confirm_warnings']").await;
        browser.picture("booking-warnings").await;
        browser.press(Key::Enter).await;
        browser.says(".toast", "Booked").await;
        browser.says(".appointment-head h1", "Ana Sol").await;
        browser.picture("appointment").await;
    });
}

/// The artist is found by any part of the name; whoever is found is sent and kept, and what finds nobody leaves the choice as it was.
#[test]
fn the_artist_is_found_while_one_types() {
    story(How::desk(), async |browser, house| {
        let ana = house.client("Ana Luz", "600 100 200");
        let (lola, bruno) = (artist(&house, "lola"), artist(&house, "bruno"));
        let sent = |id: ArtistId| format!("document.querySelector('[name=\"artist_id\"]').value === '{id}'");
        browser.be(&house, "recepcion").await;
        let start = START.plus(Duration::from_secs(24 * 60 * 60)).to_rfc3339();
        browser.open(&format!("/agenda/new?client={ana}&artist={lola}&start={start}&minutes=60")).await;
        browser.until("document.querySelector('#f-artist_id').value.startsWith('Lola')").await;
        browser.click("#f-artist_id").await;
        browser.see("#f-artist_id-found [role=option] ~ [role=option]").await;
        browser.picture("booking-artists").await;
        browser.type_keys("ÍNK").await;
        browser.until_count("#f-artist_id-found [role=option]", 1).await;
        browser.press(Key::Enter).await;
        browser.until(&sent(bruno)).await;
        assert_eq!(browser.value("#f-artist_id").await, "Bruno Ink");
        browser.says("#check .free", "The time is free").await;
        browser.click("#f-artist_id").await;
        browser.type_keys("nobody of this name").await;
        browser.says("#f-artist_id-found [aria-disabled]", "Nothing found").await;
        browser.press(Key::Tab).await;
        browser.until("document.querySelector('#f-artist_id').value === 'Bruno Ink'").await;
        browser.until(&sent(bruno)).await;
        browser.reload().await;
        browser.says(".banner[data-said]", "is back").await;
        browser.until("document.querySelector('#f-artist_id').value === 'Bruno Ink'").await;
        browser.click("#booking-form .banner[data-said] button").await;
        browser.until("document.querySelector('#f-artist_id').value.startsWith('Lola')").await;
        browser.until(&sent(lola)).await;
    });
}

/// What stands in the way is told while one types, and nothing that was typed is lost by a reload.
#[test]
fn a_conflict_is_told_in_words_and_a_reload_keeps_the_form() {
    story(How::desk(), async |browser, house| {
        let (ana, berta) = (house.client("Ana Luz", "600 100 200"), house.client("Berta Sol", "600 100 201"));
        book(&house, ana, 24 * 60);
        let lola = artist(&house, "lola");
        browser.be(&house, "recepcion").await;
        let path = format!(
            "/agenda/new?artist={lola}&client={berta}&start={}&minutes=60",
            START.plus(Duration::from_secs((24 * 60 + 30) * 60)).to_rfc3339()
        );
        browser.open(&path).await;
        browser.says("#check .banner.bad", "has Ana Luz on").await;
        browser.fill("#f-notes", "Bring the sketch").await;
        browser.picture("booking-clash").await;
        let end = browser.value("#f-ends_at").await;
        browser.js(&format!("(() => {{ const s = document.querySelector('#f-starts_at'); s.value = '{end}'; s.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()")).await;
        browser.says("#check .free", "The time is free").await;
        browser.reload().await;
        browser.until("document.querySelector('#f-notes').value === 'Bring the sketch'").await;
        assert_eq!(browser.value("#f-starts_at").await, end);
        browser.js("document.querySelector('#booking-form').requestSubmit(document.querySelector('.buttons.sticky .primary'))").await;
        browser.expect_in_console("status of 409");
        browser.click("[name='confirm_warnings']").await;
        browser.says(".toast", "Booked").await;
        browser.says("main", "Bring the sketch").await;
    });
}

/// From Today: the client is here, work begins, the consent is missing, and what was typed waits for it.
#[test]
fn an_appointment_is_completed_once_the_consent_is_there() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 409");
        let ana = house.add(ClientInput {
            name: Some("Ana Luz".to_owned()),
            phone: Some("600 100 200".to_owned()),
            birth_date: Some("1994-02-03".to_owned()),
            ..ClientInput::default()
        });
        let id = book(&house, ana, 10);
        browser.be(&house, "recepcion").await;
        browser.open("/").await;
        browser.says("#place-next", "Coming next").await;
        browser.says(".day-lines", "Ana Luz").await;
        browser.picture("today-desk").await;
        browser.click(".day-lines form:has([value='arrive']) button").await;
        browser.says("#place-here", "Here now").await;
        browser.click(".day-lines form:has([value='start']) button").await;
        browser.says(".toast", "Started").await;
        browser.click(".day-lines a[href$='/complete']").await;
        browser.says(".banner.warn", "Something is missing").await;
        browser.fill("#f-price", "180").await;
        browser.fill("#f-text", "Lines done").await;
        browser.click("#complete-form .primary").await;
        browser.says(".banner.warn", "Something is missing").await;
        assert_eq!(browser.value("#f-text").await, "Lines done");
        browser.picture("completing").await;
        let given = studio_app::ConsentInput {
            kind: "informed".to_owned(),
            act: "given".to_owned(),
            manner: "paper".to_owned(),
            ..studio_app::ConsentInput::default()
        };
        house.studio.record_consent(&house.operator(), ana, given).unwrap();
        browser.click("#complete-form .primary").await;
        browser.says(".toast", "Completed").await;
        browser.says(".notes", "Lines done").await;
        let card = house.studio.appointment(&house.operator(), id).unwrap().card;
        assert_eq!(card.details.unwrap().price.map(studio_domain::Cents::get), Some(18_000));
    });
}

/// Calling off with a reason on a phone, and back again.
#[test]
fn an_appointment_is_called_off_with_a_reason_on_a_phone() {
    story(How::phone(), async |browser, house| {
        let ana = house.client("Ana Luz", "600 100 200");
        let id = book(&house, ana, 60);
        browser.be(&house, "recepcion").await;
        browser.open(&format!("/appointments/{id}")).await;
        browser.picture("appointment-phone").await;
        browser.click(".acts a[href$='/cancel']").await;
        browser.says(".banner.warn", "late cancellation").await;
        browser.fill("#f-reason", "Ill").await;
        browser.click("#cancel-form .primary").await;
        browser.says(".toast", "Cancelled").await;
        browser.says("main", "The client · Ill · Late").await;
        browser.open(&format!("/agenda/new?client={ana}")).await;
        browser.see("#booking-form").await;
        browser.picture("booking-phone").await;
        browser.open("/").await;
        browser.picture("today-phone").await;
    });
}

/// A client who is chosen brings their earlier sessions; the booking is a new piece unless one of them is said, and both then show the chain.
#[test]
fn a_session_is_continued_only_if_somebody_says_so() {
    story(How::desk(), async |browser, house| {
        browser.expect_in_console("status of 409");
        let ana = house.client("Ana Luz", "600 100 200");
        house.client("Berta Sol", "600 100 201");
        let first = book(&house, ana, 24 * 60);
        book(&house, ana, 3 * 24 * 60);
        let lola = artist(&house, "lola");
        let path = |days: u64| {
            let start = START.plus(Duration::from_secs(days * 24 * 60 * 60)).to_rfc3339();
            format!("/agenda/new?artist={lola}&start={start}&minutes=60")
        };
        let select = "document.querySelector('#f-continues_id')";
        browser.be(&house, "recepcion").await;
        browser.open(&path(8)).await;
        browser.focused("#client-q").await;
        browser.type_keys("ana").await;
        browser.until_count("#people [data-client]", 1).await;
        browser.press(Key::Enter).await;
        browser.until(&format!("{select}.options.length === 3 && {select}.checkVisibility()")).await;
        assert_eq!(browser.value("#f-continues_id").await, "");
        browser.choose("#f-continues_id", &first.to_string()).await;
        // Another time keeps what was chosen; another client does not.
        browser.js("(() => { const s = document.querySelector('#f-starts_at'); s.value = '15:00'; s.dispatchEvent(new Event('input', { bubbles: true })); })()").await;
        browser.says("#check .when", "15:00").await;
        assert_eq!(browser.value("#f-continues_id").await, first.to_string());
        browser.reload().await;
        browser.says(".banner[data-said]", "is back").await;
        browser.until(&format!("{select}.value === '{first}'")).await;
        browser.picture("booking-continues").await;
        browser.js("document.querySelector('#booking-form').requestSubmit(document.querySelector('.buttons.sticky .primary'))").await;
        browser.click("[name='confirm_warnings']").await;
        browser.says(".toast", "Booked").await;
        browser.says(".appointment-head .flags", "Session 2 of 2").await;
        browser.until_count("#chain li", 2).await;

        // Only what was before can be continued.
        browser.open(&path(2)).await;
        browser.focused("#client-q").await;
        browser.type_keys("ana").await;
        browser.until_count("#people [data-client]", 1).await;
        browser.press(Key::Enter).await;
        browser.until(&format!("{select}.options.length === 2")).await;
        assert_eq!(browser.value("#f-continues_id").await, "");
        browser.fill("#client-q", "berta").await;
        browser.until_count("#people [data-client]", 1).await;
        browser.press(Key::Enter).await;
        browser.until(&format!("!{select}.checkVisibility()")).await;
        assert_eq!(browser.value("#f-continues_id").await, "");
    });
}
