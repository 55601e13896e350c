//! The pages around one appointment: booking, what stands in the way, what has to be confirmed, the steps up to its end.

use axum::http::StatusCode;
use studio_domain::{AppointmentId, AppointmentStatus};
use studio_testkit::book;

use crate::kit::{Answer, Web};

/// Fields of a booking of a client with an artist on a Thursday in December.
fn fields(client: i64, artist: i64, hour: &str, more: &str) -> String {
    format!(
        "client_id={client}&artist_id={artist}&date=2026-12-17&starts_at={hour}&minutes=90&service=Koi{more}"
    )
}

fn artist(web: &Web, name: &str) -> i64 {
    web.test.artist_of(name).get()
}

/// Books, whatever there is to confirm, and gives the page of the appointment.
async fn booked(web: &Web, token: &str, fields: &str) -> String {
    let answer = web.form("/agenda/new", Some(token), &format!("{fields}&confirm_warnings=1")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location().split('?').next().unwrap().to_owned()
}

fn version(page: &Answer) -> &str {
    let rest = page.text.split(r#"name="version" value=""#).nth(1).expect("a version");
    rest.split('"').next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_is_filled_by_its_address() {
    let web = Web::new();
    let ana = web.client_of("Ana", None).await;
    let desk = web.sign_in("recepcion").await;
    let lola = artist(&web, "lola");
    let path = format!("/agenda/new?artist={lola}&start=2026-12-17T16:30&minutes=90&client={ana}");
    let form = web.page(&path, Some(&desk)).await;
    assert_eq!(form.status, StatusCode::OK);
    for filled in [
        r#"name="date" type="date" value="2026-12-17""#.to_owned(),
        r#"type="time" value="16:30""#.to_owned(),
        r#"type="time" value="18:00""#.to_owned(),
        r#"value="90""#.to_owned(),
        format!(r#"<option value="{lola}" selected>"#),
        format!(r#"name="client_id" type="text" value="{ana}""#),
        // What it would be told is there before anything is sent.
        "The time is free".to_owned(),
        "The client has not been asked about health yet".to_owned(),
    ] {
        assert!(form.text.contains(&filled), "{filled} in {}", form.text);
    }
    for odd in [
        "start=x&end=y&minutes=z&client=w&artist=v&service=u&continues=t&cents=s",
        "client=999999",
        "start=%00",
    ] {
        let form = web.page(&format!("/agenda/new?{odd}"), Some(&desk)).await;
        assert_eq!(form.status, StatusCode::OK, "{odd}: {}", form.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn warnings_are_confirmed_once_and_everything_typed_comes_back() {
    let web = Web::new();
    let ana = web.client_of("Ana", None).await;
    let desk = web.sign_in("recepcion").await;
    let sent =
        fields(ana, artist(&web, "lola"), "16:30", "&notes=Bring+the+sketch&price=250&placement=Antebrazo");
    let asked = web.form("/agenda/new", Some(&desk), &sent).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    for kept in [
        "Bring the sketch",
        r#"value="250""#,
        r#"value="16:30""#,
        r#"value="Antebrazo" selected"#,
        r#"name="confirm_warnings""#,
    ] {
        assert!(asked.text.contains(kept), "{kept} in {}", asked.text);
    }
    let page = booked(&web, &desk, &sent).await;
    let shown = web.page(&page, Some(&desk)).await;
    for told in ["Ana", "Koi", "250", "Bring the sketch", "Thu 17 Dec, 16:30–18:00", "Booked", "First visit"]
    {
        assert!(shown.text.contains(told), "{told} in {}", shown.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_is_told_in_words_while_typing_and_when_saving() {
    let web = Web::new();
    let (ana, berta) = (web.client_of("Ana", None).await, web.client_of("Berta", None).await);
    let desk = web.sign_in("recepcion").await;
    let lola = artist(&web, "lola");
    let first = booked(&web, &desk, &fields(ana, lola, "16:30", "")).await;
    let sent = fields(berta, lola, "17:00", "");
    let live = web.page(&format!("/agenda/check?{sent}"), Some(&desk)).await;
    assert!(live.text.contains("has Ana on") && live.text.contains(&first), "{}", live.text);
    assert!(!live.text.contains("<html"));
    let refused = web.form("/agenda/new", Some(&desk), &format!("{sent}&confirm_warnings=1")).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused.text.contains("has Ana on") && refused.text.contains(r#"value="17:00""#),
        "{}",
        refused.text
    );
    // Back to back is fine.
    booked(&web, &desk, &fields(berta, lola, "18:00", "")).await;
    // Moving ends in the form, which says the same.
    let moved = web.page(&format!("{first}/edit?start=2026-12-17T18:30"), Some(&desk)).await;
    assert!(moved.text.contains("has Berta on") && moved.text.contains(r#"value="20:00""#), "{}", moved.text);
    let version = version(&moved);
    let save = format!("version={version}&date=2026-12-17&starts_at=14:00&minutes=90&confirm_warnings=1");
    let saved = web.form(&format!("{first}/edit"), Some(&desk), &save).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let shown = web.page(&first, Some(&desk)).await;
    assert!(shown.text.contains("14:00–15:30") && shown.text.contains("Moved"), "{}", shown.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_is_not_there_is_made_along_with_the_booking() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let lola = artist(&web, "lola");
    let sent = format!(
        "client_q=&client_id=&new_name=Nina+Paz&new_phone=call+me&artist_id={lola}&date=2026-12-17&starts_at=16:30&minutes=60"
    );
    let wrong = web.form("/agenda/new", Some(&desk), &sent).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
    assert!(
        wrong.text.contains(r#"id="e-new_phone""#) && wrong.text.contains(r#"value="Nina Paz""#),
        "{}",
        wrong.text
    );
    let right = sent.replace("call+me", "600+700+800");
    let page = booked(&web, &desk, &right).await;
    assert!(web.page(&page, Some(&desk)).await.text.contains("Nina Paz"));
    let twin = web.form("/agenda/new", Some(&desk), &right.replace("16:30", "18:30")).await;
    assert_eq!(twin.status, StatusCode::CONFLICT);
    assert!(twin.text.contains(r#"name="take""#) && twin.text.contains(r#"name="anyway""#), "{}", twin.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_a_new_client_that_is_sent_twice_makes_and_books_once() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let opened = web.page("/agenda/new", Some(&desk)).await.text;
    let key = opened.split(r#"name="key" value=""#).nth(1).expect("a key").split('"').next().unwrap();
    let sent = format!(
        "key={key}&client_q=&client_id=&new_name=Nina+Paz&new_phone=600+700+800&artist_id={}&date=2026-12-17&starts_at=16:30&minutes=60",
        artist(&web, "lola")
    );
    let first = booked(&web, &desk, &sent).await;
    assert_eq!(booked(&web, &desk, &sent).await, first);
    let found = web.get("/api/v1/clients?q=nina", &desk).await;
    assert_eq!(found.body["items"].as_array().unwrap().len(), 1, "{}", found.text);
    let other = web.form("/agenda/new", Some(&desk), &sent.replace("16:30", "18:30")).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.text.contains("Nina Paz") && !other.text.contains(r#"name="take""#), "{}", other.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sessions_of_a_client_who_was_just_chosen_come_with_what_the_booking_is_told() {
    let web = Web::new();
    let (ana, berta) = (web.client_of("Ana", None).await, web.client_of("Berta", None).await);
    let desk = web.sign_in("recepcion").await;
    let page = booked(&web, &desk, &fields(ana, artist(&web, "lola"), "16:30", "")).await;
    let id = page.rsplit('/').next().unwrap();
    let asked = |query: String| {
        let (web, desk) = (&web, &desk);
        async move { web.page(&format!("/agenda/check?{query}"), Some(desk)).await.text }
    };
    let told = asked(format!("client_id={ana}&continues_id={id}")).await;
    assert!(told.contains(&format!(r#"id="sessions" data-client="{ana}""#)), "{told}");
    assert!(told.contains(&format!(r#"<option value="{id}" selected>"#)) && told.contains("Koi"), "{told}");
    let none = asked(format!("client_id={berta}")).await;
    assert!(none.contains(r#"id="sessions""#) && !none.contains(&format!(r#"value="{id}""#)), "{none}");
    assert!(!asked(String::new()).await.contains(r#"id="sessions""#));
    // The field waits in the form of a new appointment, and stands open where the client is known.
    let form = web.page("/agenda/new", Some(&desk)).await.text;
    assert!(form.contains("<div data-sessions hidden>"), "{form}");
    let form = web.page(&format!("/agenda/new?client={ana}"), Some(&desk)).await.text;
    assert!(form.contains(&format!(r#"<div data-sessions data-of="{ana}">"#)), "{form}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_client_is_chosen_from_those_who_are_found() {
    let web = Web::new();
    let ana = web.client_of("Ana Luz", None).await;
    let desk = web.sign_in("recepcion").await;
    let lola = artist(&web, "lola");
    let sent = format!("client_q=luz&client_id=&artist_id={lola}&date=2026-12-17&starts_at=16:30&minutes=60");
    let shown = web.form("/agenda/new", Some(&desk), &sent).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(shown.text.contains(&format!(r#"name="take" value="{ana}""#)), "{}", shown.text);
    assert!(shown.text.contains(r#"value="16:30""#), "{}", shown.text);
    booked(&web, &desk, &format!("{sent}&take={ana}")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_goes_from_arrival_to_completion_once_nothing_is_missing() {
    let web = Web::new();
    let ana = web.client_of("Ana", Some("lola")).await;
    let lola = web.test.artist_of("lola");
    let now = web.test.studio.now();
    let id: AppointmentId = book(
        &web.test.studio,
        studio_domain::ClientId::new(ana),
        lola,
        AppointmentStatus::Pending,
        now.plus(std::time::Duration::from_secs(600)),
    );
    let desk = web.sign_in("recepcion").await;
    let page = format!("/appointments/{id}");
    for (step, said) in [
        ("confirm", "confirmed"),
        ("arrive", "arrived"),
        ("start", "started"),
        ("not_started", "undone"),
        ("start", "started"),
    ] {
        let shown = web.page(&page, Some(&desk)).await;
        let sent = format!("version={}&step={step}&next=%2F", version(&shown));
        let done = web.form(&format!("{page}/mark"), Some(&desk), &sent).await;
        assert_eq!(done.location(), format!("/?done={said}"), "{step}: {}", done.text);
    }
    assert!(web.page("/", Some(&desk)).await.text.contains("Here now"));
    let form = web.page(&format!("{page}/complete"), Some(&desk)).await;
    assert!(form.text.contains(&format!("/clients/{ana}/consent/informed")), "{}", form.text);
    let sent = format!("version={}&price=300&text=Lines+done", version(&form));
    let refused = web.form(&format!("{page}/complete"), Some(&desk), &sent).await;
    assert!(refused.status.is_client_error() && refused.text.contains("Lines done"), "{}", refused.text);
    let answer = "act=given&manner=paper";
    let consent = web.form(&format!("/clients/{ana}/consent/informed"), Some(&desk), answer).await;
    assert_eq!(consent.status, StatusCode::SEE_OTHER, "{}", consent.text);
    let age = web
        .form(&format!("/clients/{ana}/age-check"), Some(&desk), "document=passport&birth_date=1994-02-03")
        .await;
    assert_eq!(age.status, StatusCode::SEE_OTHER, "{}", age.text);
    let form = web.page(&format!("{page}/complete"), Some(&desk)).await;
    let sent = format!("version={}&price=300&text=Lines+done&then=follow_up", version(&form));
    let done = web.form(&format!("{page}/complete"), Some(&desk), &sent).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert!(done.location().starts_with("/agenda/new?client="), "{}", done.location());
    let follow_up = web.page(done.location(), Some(&desk)).await;
    assert!(
        follow_up.text.contains("Blackwork sleeve") && follow_up.text.contains(r#"value="300.00""#),
        "{}",
        follow_up.text
    );
    let shown = web.page(&page, Some(&desk)).await;
    assert!(shown.text.contains("Lines done") && shown.text.contains("Completed"), "{}", shown.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn calling_off_asks_who_and_why_and_says_that_it_is_late() {
    let web = Web::new();
    let ana = web.client_of("Ana", None).await;
    let desk = web.sign_in("recepcion").await;
    let soon = web.test.studio.now().plus(std::time::Duration::from_secs(3_600));
    let (client, lola) = (studio_domain::ClientId::new(ana), web.test.artist_of("lola"));
    let id = book(&web.test.studio, client, lola, AppointmentStatus::Confirmed, soon);
    let page = format!("/appointments/{id}");
    let form = web.page(&format!("{page}/cancel"), Some(&desk)).await;
    assert!(form.text.contains("counts as a late cancellation"), "{}", form.text);
    let sent = format!("version={}&reason=Ill", version(&form));
    let unsaid = web.form(&format!("{page}/cancel"), Some(&desk), &sent).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unsaid.text);
    assert!(unsaid.text.contains(">Ill</textarea>"), "{}", unsaid.text);
    let done = web.form(&format!("{page}/cancel"), Some(&desk), &format!("{sent}&by=client")).await;
    assert_eq!(done.location(), format!("{page}?done=cancelled"));
    let shown = web.page(&page, Some(&desk)).await;
    assert!(shown.text.contains("The client · Ill · Late"), "{}", shown.text);
    let back = format!("version={}&confirm_warnings=1", version(&shown));
    let reopened = web.form(&format!("{page}/reopen"), Some(&desk), &back).await;
    assert_eq!(reopened.location(), format!("{page}?done=reopened"), "{}", reopened.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_artist_sees_time_client_and_status_only() {
    let web = Web::new();
    let ana = web.client_of("Ana", Some("lola")).await;
    let desk = web.sign_in("recepcion").await;
    let sent = fields(ana, artist(&web, "lola"), "16:30", "&notes=Secret+note&price=777&deposit=55");
    let page = booked(&web, &desk, &sent).await;
    let bruno = web.sign_in("bruno").await;
    let shown = web.page(&page, Some(&bruno)).await;
    assert!(shown.text.contains("Ana") && shown.text.contains("16:30"), "{}", shown.text);
    for hidden in ["Secret note", "777", "Koi", "55.00", "First visit", "/edit", "/cancel", "What happened"] {
        assert!(!shown.text.contains(hidden), "{hidden} in {}", shown.text);
    }
    let live = web
        .page(
            &format!(
                "/agenda/check?client_id={ana}&artist_id={}&date=2026-12-17&starts_at=16:30&minutes=30",
                artist(&web, "bruno")
            ),
            Some(&bruno),
        )
        .await;
    assert!(live.text.contains("Ana is with"), "{}", live.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_sessions_from_before_can_be_continued_and_a_new_piece_is_what_is_chosen() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let ana = web.client_of("Ana", None).await;
    let lola = artist(&web, "lola");
    let earlier = booked(&web, &desk, &fields(ana, lola, "10:00", "")).await.replace("/appointments/", "");
    let later = booked(&web, &desk, &fields(ana, lola, "18:00", "")).await.replace("/appointments/", "");
    let asked = format!("client_id={ana}&artist_id={lola}&date=2026-12-17&minutes=60");
    let check = web.page(&format!("/agenda/check?{asked}&starts_at=14:00"), Some(&desk)).await;
    let option = |id: &str| format!("<option value=\"{id}\"");
    assert!(check.text.contains(&option(&earlier)), "{}", check.text);
    assert!(!check.text.contains(&option(&later)), "{}", check.text);
    let sessions = check.text.split("id=\"sessions\"").nth(1).unwrap();
    assert!(!sessions.contains("selected"), "{sessions}");
    // As long as nobody said when, all of them.
    let check = web.page(&format!("/agenda/check?{asked}"), Some(&desk)).await;
    assert!(check.text.contains(&option(&later)), "{}", check.text);
    let form =
        web.page(&format!("/agenda/new?client={ana}&start=2026-12-17T14:00&minutes=60"), Some(&desk)).await;
    let offered =
        form.text.split(r#"name="continues_id""#).nth(1).and_then(|rest| rest.split("</select>").next());
    let offered = offered.expect("sessions to continue");
    assert!(offered.contains(&option(&earlier)) && !offered.contains(&option(&later)), "{offered}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_says_as_before_whether_it_fits_and_days_as_people_write_them() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let (ana, berta) = (web.client_of("Ana", None).await, web.client_of("Berta", None).await);
    let lola = artist(&web, "lola");
    booked(&web, &desk, &fields(ana, lola, "10:00", "")).await;
    let clash = web.form("/agenda/new", Some(&desk), &fields(berta, lola, "10:30", "")).await;
    assert_eq!(clash.status, StatusCode::CONFLICT);
    assert_eq!(clash.text.matches("has Ana on Thu 17 Dec from 10:00 to 11:30").count(), 2, "{}", clash.text);
    let asks = web.form("/agenda/new", Some(&desk), &fields(berta, lola, "14:00", "")).await;
    assert_eq!(asks.status, StatusCode::CONFLICT);
    assert!(asks.text.contains("The time is free"), "{}", asks.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_appointment_leads_back_to_its_day_and_is_missed_only_once_that_has_come() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let ana = web.client_of("Ana", None).await;
    let page = booked(&web, &desk, &fields(ana, artist(&web, "lola"), "10:00", "")).await;
    let ahead = web.page(&page, Some(&desk)).await;
    assert!(
        ahead.text.contains(r#"<a href="/agenda?date=2026-12-17" data-from>Agenda</a>"#),
        "{}",
        ahead.text
    );
    assert!(ahead.text.contains(r#"<a href="/agenda" aria-current="page""#), "{}", ahead.text);
    let misses = format!(r#"action="{page}/no-show""#);
    assert!(!ahead.text.contains(&misses) && !ahead.text.contains(r#"value="arrive""#), "{}", ahead.text);
    let soon = web.test.studio.now().plus(std::time::Duration::from_secs(60));
    let today = book(
        &web.test.studio,
        studio_domain::ClientId::new(ana),
        web.test.artist_of("lola"),
        AppointmentStatus::Confirmed,
        soon,
    );
    let today = web.page(&format!("/appointments/{today}"), Some(&desk)).await;
    assert!(today.text.contains(r#"<a href="/" data-from>Today</a>"#), "{}", today.text);
    assert!(today.text.contains(r#"value="arrive""#), "{}", today.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_code_the_page_around_the_booking_form_says_that_it_is_unlocked() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let ana = web.client_of("Ana", None).await;
    let lola = artist(&web, "lola");
    let with_code = fields(ana, lola, "10:00", &format!("&master_code={}", studio_testkit::CODE));
    let page = web.form("/agenda/new", Some(&desk), &with_code).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text);
    assert!(page.text.contains("chip elevated"), "{}", page.text);
}
