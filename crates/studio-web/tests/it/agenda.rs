//! The pages of the agenda: what stands in them, what a script is answered, what many at once come to.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use studio_domain::{AppointmentId, AppointmentStatus, ClientId, Timestamp};
use studio_testkit::{START, book};

use crate::kit::{Answer, Web};

/// A time of the first day, in minutes since midnight in the studio.
fn at(minute: u64) -> Timestamp {
    START.minus(Duration::from_secs(8 * 3_600 + 800)).plus(Duration::from_secs(minute * 60))
}

async fn booked(web: &Web, status: AppointmentStatus, minute: u64) -> AppointmentId {
    let client = ClientId::new(web.client_of("Sofía <Núñez>", None).await);
    book(&web.test.studio, client, web.test.artist_of("lola"), status, at(minute))
}

async fn part(web: &Web, path: &str, token: &str, etag: Option<&str>) -> Answer {
    let mut request = Request::builder()
        .uri(path)
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, format!("studio_session={token}"))
        .header("x-fragment", "agenda");
    if let Some(etag) = etag {
        request = request.header(header::IF_NONE_MATCH, etag);
    }
    web.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_view_shows_the_appointment_and_hides_what_is_not_the_readers() {
    let web = Web::new();
    let id = booked(&web, AppointmentStatus::Confirmed, 660).await;
    let (desk, bruno) = (web.sign_in("recepcion").await, web.sign_in("bruno").await);
    for view in ["", "?view=week", "?view=month", "?view=list"] {
        let path = format!("/agenda{view}");
        let page = web.page(&path, Some(&desk)).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.text.contains(&format!("href=\"/appointments/{id}\"")), "{path}");
        assert!(page.text.contains("Sofía &#60;Núñez&#62;") && page.text.contains("Confirmed"), "{path}");
        assert!(!page.text.contains("style=\"") && !page.text.contains("⟦"), "{path}");
        let others = web.page(&path, Some(&bruno)).await;
        assert!(others.text.contains("Sofía &#60;Núñez&#62;"), "{path}");
        assert!(!others.text.contains("Blackwork") && !others.text.contains("450"), "{path}");
    }
    let day = web.page("/agenda", Some(&desk)).await.text;
    assert!(day.contains("f36 h24") && day.contains("data-at=\"180,300\""), "from 11:00 to 13:00 of 08:00");
    assert!(day.contains("data-moves"));
    assert!(!web.page("/agenda", Some(&bruno)).await.text.contains("data-moves"), "of another");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unchanged_agenda_is_not_sent_again() {
    let web = Web::new();
    booked(&web, AppointmentStatus::Confirmed, 660).await;
    let desk = web.sign_in("recepcion").await;
    for path in ["/agenda", "/agenda?view=week&q=sof", "/agenda?view=month", "/agenda?view=list"] {
        let first = part(&web, path, &desk, None).await;
        assert_eq!(first.status, StatusCode::OK);
        assert!(
            !first.text.contains("<html")
                && first.text.contains("id=\"agenda\"")
                && first.text.contains("id=\"mini\"")
        );
        let etag = first.headers[header::ETAG].to_str().unwrap().to_owned();
        let again = part(&web, path, &desk, Some(&etag)).await;
        assert_eq!((again.status, again.text.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
        let page = web.page(path, Some(&desk)).await;
        assert!(page.text.contains("<html"), "a page is a page");
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    }
    let etag = part(&web, "/agenda", &desk, None).await.headers[header::ETAG].to_str().unwrap().to_owned();
    booked(&web, AppointmentStatus::Pending, 900).await;
    assert_eq!(part(&web, "/agenda", &desk, Some(&etag)).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn views_that_can_not_be_read_are_told_and_never_fail() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    for query in [
        "date=yesterday",
        "date=2026-02-30",
        "artists=x",
        "artists=1%2C%2C-5%2C99999999999999999999",
        "status=gone",
        "view=list&sort=colour",
        "view=list&cursor=AAAA",
        "view=list&date=2026-01-01&to=2028-01-01",
        "view=list&order=%00",
        "q=%F0%9F%96%A4&status=%3Cscript%3E",
    ] {
        let answer = web.page(&format!("/agenda?{query}"), Some(&desk)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}: {}", answer.text);
        assert!(!answer.text.contains("<script>"), "{query}");
    }
    for query in [
        "date=0001-01-01",
        "date=9999-12-31&view=week",
        "date=9999-12-31&view=month",
        "artists=4711",
        "q=%00%0a",
    ] {
        assert_eq!(
            web.page(&format!("/agenda?{query}"), Some(&desk)).await.status,
            StatusCode::OK,
            "{query}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_are_confirmed_at_once_each_for_itself() {
    let web = Web::new();
    let pending = booked(&web, AppointmentStatus::Pending, 660).await;
    let done = booked(&web, AppointmentStatus::Completed, 300).await;
    let desk = web.sign_in("recepcion").await;
    let fields = format!("act=confirm&id={pending}&next=%2Fagenda%3Fview%3Dlist");
    let one = web.form("/agenda/bulk", Some(&desk), &fields).await;
    assert_eq!((one.status, one.location()), (StatusCode::SEE_OTHER, "/agenda?view=list&done=confirmed"));
    let fields = format!("act=cancel&by=client&reason=Ill&id={pending}&id={done}&id=999&next=//evil.example");
    let some = web.form("/agenda/bulk", Some(&desk), &fields).await;
    assert_eq!(some.status, StatusCode::OK, "{}", some.text);
    assert!(
        some.text.contains("1 appointment cancelled") && some.text.contains("2 were left as they were"),
        "{}",
        some.text
    );
    assert!(some.text.contains(&format!("/appointments/{done}")) && !some.text.contains("evil.example"));
    let list = web.page("/agenda?view=list", Some(&desk)).await.text;
    assert!(list.contains("Cancelled"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_and_filters_of_a_view_go_along_to_the_export() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let (lola, bruno) = (web.test.artist_of("lola"), web.test.artist_of("bruno"));
    for (query, days) in [
        ("date=2026-12-17", "from=2026-12-17&amp;to=2026-12-17"),
        ("date=2026-12-17&view=week", "from=2026-12-14&amp;to=2026-12-20"),
        ("date=2026-12-17&view=month", "from=2026-12-01&amp;to=2026-12-31"),
        ("date=2026-12-17&view=list&to=2026-12-24", "from=2026-12-17&amp;to=2026-12-24"),
    ] {
        let page = web.page(&format!("/agenda?{query}"), Some(&admin)).await.text;
        let page = page.replace("&#38;", "&amp;");
        assert!(page.contains(&format!("/agenda/export?{days}\"")), "{days} in {page}");
    }
    let filters = format!("date=2026-12-17&artists={lola}&artists={bruno}&status=pending&q=koi");
    let page = web.page(&format!("/agenda?{filters}"), Some(&admin)).await.text.replace("&#38;", "&amp;");
    let wanted = format!("artist={lola}%2C{bruno}&amp;status=pending&amp;q=koi");
    assert!(page.contains(&wanted), "{wanted} in {page}");
    let form =
        web.page(&format!("/agenda/export?artist={lola},{bruno}&status=pending"), Some(&admin)).await.text;
    assert!(form.contains(&format!(r#"<option value="{lola},{bruno}" selected>Lola Vega, Bruno"#)), "{form}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_that_is_too_long_comes_back_whole_with_what_was_ticked() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let client = web.client_of("Ana Luz", None).await;
    let at = web.test.studio.now().plus(Duration::from_secs(24 * 60 * 60));
    let artist = web.test.artist_of("lola");
    let id = book(&web.test.studio, ClientId::new(client), artist, AppointmentStatus::Confirmed, at);
    let reason = "z".repeat(501);
    let next = "next=%2Fagenda%3Fview%3Dlist";
    let fields = format!("{next}&act=cancel&id={id}&by=studio&reason={reason}");
    let back = web.form("/agenda/bulk", Some(&desk), &fields).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", back.text);
    for kept in [
        format!(r#"name="id" value="{id}""#),
        format!(r#"value="{reason}""#),
        r#"<option value="studio" selected>"#.to_owned(),
        "At most 500 characters fit; 501 given".to_owned(),
        r#"name="next" value="/agenda?view=list""#.to_owned(),
    ] {
        assert!(back.text.contains(&kept), "{kept} in {}", back.text);
    }
    let sent = web.form("/agenda/bulk", Some(&desk), &fields.replace("zz", "")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let list = web.page("/agenda?view=list", Some(&desk)).await;
    assert!(!list.text.contains("maxlength=\"500\""), "{}", list.text);
}
