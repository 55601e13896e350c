//! Records of one person merged, and records deleted: over the API and on pages, with the code asked for when it is needed.

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};
use studio_testkit::CODE;

use crate::kit::{Answer, Web};

async fn made(web: &Web, token: &str, body: Value) -> i64 {
    let answer = web.post("/api/v1/clients", token, body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    answer.body["id"].as_i64().unwrap()
}

async fn two(web: &Web, token: &str) -> (i64, i64) {
    let kept = json!({ "name": "Ana Núñez", "phone": "600 111 222", "city": "Oaxaca" });
    let other = json!({ "name": "Ana Nunez", "phone": "600 111 223", "email": "ana@example.org" });
    (made(web, token, kept).await, made(web, token, other).await)
}

fn ids(answer: &Answer) -> Vec<i64> {
    let items = answer.body["items"].as_array().unwrap();
    items.iter().map(|item| item["id"].as_i64().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn over_the_api_two_records_are_compared_merged_and_met_under_one_number() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let (kept, other) = two(&web, &admin).await;
    let note = json!({ "text": "asked twice" });
    web.post(&format!("/api/v1/clients/{other}/notes"), &admin, note).await;
    let shown = web.get(&format!("/api/v1/clients/{kept}/merge/{other}"), &admin).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    assert_eq!((&shown.body["kept"]["id"], &shown.body["other"]["notes"]), (&json!(kept), &json!(1)));
    let email = shown.body["fields"].as_array().unwrap().iter().find(|one| one["field"] == "email").unwrap();
    assert_eq!(
        email,
        &json!({ "field": "email", "kept": "", "other": "ana@example.org", "differs": true, "usual": "other" })
    );

    let body = json!({ "other_id": other, "version": 1, "other_version": 1, "take": { "phone": "other" } });
    let path = format!("/api/v1/clients/{kept}/merge");
    let merged = web.post(&path, &admin, body.clone()).await;
    assert_eq!(merged.status, StatusCode::OK, "{}", merged.text);
    assert_eq!(
        (&merged.body["phone"], &merged.body["email"], &merged.body["city"]),
        (&json!("600 111 223"), &json!("ana@example.org"), &json!("Oaxaca"))
    );
    assert_eq!((&merged.body["merged_ids"], &merged.body["version"]), (&json!([other]), &json!(2)));
    assert_eq!(web.post(&path, &admin, body).await.body, merged.body, "asked for twice");

    // The old number answers the kept card and says where it is; what is written there is the kept one's.
    let old = web.get(&format!("/api/v1/clients/{other}"), &admin).await;
    assert_eq!((old.status, &old.body), (StatusCode::OK, &merged.body));
    assert_eq!(old.headers[header::CONTENT_LOCATION], format!("/api/v1/clients/{kept}"));
    let own = web.get(&format!("/api/v1/clients/{kept}"), &admin).await;
    assert!(!own.headers.contains_key(header::CONTENT_LOCATION));
    web.post(&format!("/api/v1/clients/{other}/notes"), &admin, json!({ "text": "by the old number" })).await;
    let notes = web.get(&format!("/api/v1/clients/{kept}/notes"), &admin).await;
    let texts: Vec<&str> =
        notes.body["items"].as_array().unwrap().iter().map(|note| note["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["by the old number", "asked twice"]);
    // A change of the card as it was is stale, under either number.
    for id in [kept, other] {
        let change = json!({ "version": 1, "city": "Puebla" });
        let stale =
            web.call(Method::PATCH, &format!("/api/v1/clients/{id}"), Some(&admin), Some(change)).await;
        assert_eq!((stale.status, stale.code()), (StatusCode::CONFLICT, "stale"));
    }
    for q in [
        "",
        "?status=all",
        "?q=nunez",
        "?q=600111222",
        "?q=600111223",
        "?q=ana%40example",
        "?status=all&sort=registered",
    ] {
        let listed = web.get(&format!("/api/v1/clients{q}"), &admin).await;
        let expected = if q.contains("111222") { vec![] } else { vec![kept] };
        assert_eq!(ids(&listed), expected, "{q}");
    }
    assert_eq!(ids(&web.get(&format!("/api/v1/clients/{kept}/duplicates"), &admin).await), Vec::<i64>::new());
    assert_eq!(web.get("/api/v1/clients/duplicates", &admin).await.body["items"], json!([]));
    let third = made(&web, &admin, json!({ "name": "Bea", "phone": "600 111 224" })).await;
    for (path, body) in [
        (
            format!("/api/v1/clients/{third}/merge"),
            json!({ "other_id": other, "version": 1, "other_version": 1 }),
        ),
        (
            format!("/api/v1/clients/{other}/merge"),
            json!({ "other_id": third, "version": 2, "other_version": 1 }),
        ),
    ] {
        let refused = web.post(&path, &admin, body).await;
        assert_eq!((refused.status, refused.code()), (StatusCode::CONFLICT, "client_merged"), "{path}");
    }
    let again = web.get(&format!("/api/v1/clients/{kept}/merge/{other}"), &admin).await;
    assert_eq!((again.status, again.code()), (StatusCode::CONFLICT, "client_merged"));
}

#[tokio::test(flavor = "multi_thread")]
async fn over_the_api_a_record_is_deleted_by_its_name_unless_something_keeps_it() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let (gone, stays) = two(&web, &admin).await;
    let path = format!("/api/v1/clients/{gone}/delete");
    let wrong = web.post(&path, &admin, json!({ "version": 1, "confirm_name": "Ana" })).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.body["errors"][0]["field"], "confirm_name");
    assert_eq!(wrong.body["errors"][0]["code"], "other_name");
    let stale = web.post(&path, &admin, json!({ "version": 7, "confirm_name": "ana nunez" })).await;
    assert_eq!((stale.status, stale.code()), (StatusCode::CONFLICT, "stale"));
    let deleted = web.post(&path, &admin, json!({ "version": 1, "confirm_name": "ana nunez" })).await;
    assert_eq!(
        (deleted.status, &deleted.body),
        (StatusCode::OK, &json!({ "ids": [gone], "notes": 0, "consents": 0 }))
    );
    assert_eq!(web.get(&format!("/api/v1/clients/{gone}"), &admin).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ids(&web.get("/api/v1/clients?status=all", &admin).await), [stays]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_chooses_first_and_is_asked_for_the_code_then_with_nothing_lost() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let (kept, other) = two(&web, &desk).await;
    let open = web.page(&format!("/clients/{kept}/merge?other={other}"), Some(&desk)).await;
    assert_eq!(open.status, StatusCode::OK, "{}", open.text);
    let path = format!("/clients/{kept}/merge");
    let fields = format!("other={other}&version=1&other_version=1&side.phone=other&side.name=other");
    let asked = web.form(&path, Some(&desk), &fields).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    assert!(asked.text.contains(r#"form="merge-form" name="master_code""#), "{}", asked.text);
    for chosen in ["phone", "name"] {
        assert!(
            asked.text.contains(&format!(r#"name="side.{chosen}" value="other" checked"#)),
            "{chosen}: {}",
            asked.text
        );
    }
    let wrong = web.form(&path, Some(&desk), &format!("{fields}&master_code=nonsense")).await;
    assert!(wrong.text.contains("name=\"master_code\"") && !wrong.text.contains("nonsense"));
    assert!(wrong.text.contains(r#"name="side.phone" value="other" checked"#));
    let done = web.form(&path, Some(&desk), &format!("{fields}&master_code={CODE}")).await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, &*format!("/clients/{kept}?done=merged"))
    );
    let page = web.page(&format!("/clients/{kept}"), Some(&desk)).await;
    assert!(page.text.contains("<h1>Ana Nunez</h1>") && page.text.contains("600 111 223"), "{}", page.text);
    // Old addresses lead there.
    for (from, to) in [
        (format!("/clients/{other}"), format!("/clients/{kept}?done=led")),
        (format!("/clients/{other}?tab=consents"), format!("/clients/{kept}?tab=consents&done=led")),
    ] {
        let led = web.page(&from, Some(&desk)).await;
        assert_eq!((led.status, led.location()), (StatusCode::MOVED_PERMANENTLY, &*to));
        assert!(web.page(led.location(), Some(&desk)).await.text.contains("Ana Nunez"));
    }
    for (from, to) in [("merge", "merge"), ("delete", "delete")] {
        let led = web.page(&format!("/clients/{other}/{from}"), Some(&desk)).await;
        assert_eq!(led.location(), format!("/clients/{kept}/{to}"));
    }
    for (from, mark) in [
        ("edit", '?'),
        ("health", '?'),
        ("correct?field=city", '&'),
        ("consent/informed?language=es", '&'),
        ("gallery", '?'),
    ] {
        let led = web.page(&format!("/clients/{other}/{from}"), Some(&desk)).await;
        assert_eq!(
            (led.status, led.location()),
            (StatusCode::MOVED_PERMANENTLY, &*format!("/clients/{kept}/{from}{mark}done=led"))
        );
        let there = web.page(led.location(), Some(&desk)).await;
        assert!(there.status == StatusCode::OK && there.text.contains("merged"), "{from}: {}", there.text);
    }
    let again = web.page(&format!("/clients/{kept}/merge?other={other}"), Some(&desk)).await;
    assert_eq!(again.location(), format!("/clients/{kept}?done=merged"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_saved_one_of_them_meanwhile_is_seen_and_the_choice_stays() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let (kept, other) = two(&web, &admin).await;
    let change = json!({ "version": 1, "city": "Mérida" });
    web.call(Method::PATCH, &format!("/api/v1/clients/{other}"), Some(&admin), Some(change)).await;
    let fields = format!("other={other}&version=1&other_version=1&side.phone=other");
    let stale = web.form(&format!("/clients/{kept}/merge"), Some(&admin), &fields).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        stale.text.contains("Mérida") && stale.text.contains(r#"name="other_version" value="2""#),
        "{}",
        stale.text
    );
    assert!(stale.text.contains(r#"name="side.phone" value="other" checked"#));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_name_is_typed_first_and_the_code_asked_then() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let (gone, _) = two(&web, &desk).await;
    let path = format!("/clients/{gone}/delete");
    assert_eq!(web.page(&path, Some(&desk)).await.status, StatusCode::OK);
    let asked = web.form(&path, Some(&desk), "version=1&confirm_name=ana+nunez").await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    assert!(
        asked.text.contains(r#"form="delete-form" name="master_code""#)
            && asked.text.contains(r#"value="ana nunez""#),
        "{}",
        asked.text
    );
    let wrong = web.form(&path, Some(&desk), &format!("version=1&confirm_name=Bea&master_code={CODE}")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.text.contains(r#"name="confirm_name" value="Bea""#) && !wrong.text.contains(CODE),
        "{}",
        wrong.text
    );
    let done = web.form(&path, Some(&desk), "version=1&confirm_name=ana+nunez").await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/clients?done=deleted"));
    assert_eq!(web.page(&format!("/clients/{gone}"), Some(&desk)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clients_page_offers_what_its_reader_may_do() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let first = made(&web, &admin, json!({ "name": "Ana", "phone": "600 111 222" })).await;
    let body = json!({ "name": "Ana B", "phone": "600 111 222", "confirm_duplicates": true });
    let second = made(&web, &admin, body).await;
    let path = format!("/clients/{first}");
    for (who, compares) in [("marta", true), ("recepcion", true), ("lola", false)] {
        let token = web.sign_in(who).await;
        let page = web.page(&path, Some(&token)).await;
        assert!(page.text.contains("Ana B") && page.text.contains("same phone"), "{who}: {}", page.text);
        let link = format!("/clients/{first}/merge?other={second}");
        assert_eq!(page.text.contains(&link), compares, "{who}");
        assert_eq!(page.text.contains(&format!("/clients/{first}/delete")), compares, "{who}");
        let chooser = web.page(&format!("/clients/{first}/merge?q=ana"), Some(&token)).await;
        assert_eq!(chooser.status.is_success(), compares, "{who}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_hangs_on_a_record_is_said_whole() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let (kept, other) = two(&web, &admin).await;
    let place = format!("/clients/{kept}/merge?other={other}");
    let bare = web.page(&place, Some(&admin)).await.text;
    assert!(
        bare.contains("Nothing hangs on it") && bare.contains("Nothing hangs on the merged record"),
        "{bare}"
    );
    assert!(!bare.contains("nothing else"), "{bare}");
    let (artist, file) = (web.test.artist_of("lola"), studio_testkit::picture(8, 8, 1));
    let piece =
        studio_app::ItemInput { client_id: Some(other.to_string()), ..studio_app::ItemInput::default() };
    web.test.studio.add_portfolio_item(&web.test.operator(), artist, file, &piece).unwrap();
    let shown = web.page(&place, Some(&admin)).await.text;
    assert!(shown.contains("is read on the kept one from now on: one picture of a portfolio"), "{shown}");
    let held = web.page(&format!("/clients/{other}/delete"), Some(&admin)).await.text;
    assert!(held.contains("one picture of a portfolio"), "{held}");
}

#[tokio::test(flavor = "multi_thread")]
async fn duplicates_of_the_whole_studio_come_page_by_page() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    let mut first = Vec::new();
    for number in 0..51 {
        let body = |name: &str| json!({ "name": format!("{name} {number}"), "phone": format!("600 111 1{number:02}"), "confirm_duplicates": true });
        let (ana, eva) = (made(&web, &lola, body("Ana")).await, made(&web, &lola, body("Eva")).await);
        first.push((ana, eva));
    }
    let page = web.get("/api/v1/clients/duplicates", &lola).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let (ana, eva) = first[0];
    assert_eq!(
        page.body["items"][0],
        json!({ "by": "phone", "clients": [{ "id": ana, "name": "Ana 0" }, { "id": eva, "name": "Eva 0" }] })
    );
    assert_eq!(page.body["items"].as_array().unwrap().len(), 50);
    let cursor = page.body["next_cursor"].as_str().unwrap();
    let rest = web.get(&format!("/api/v1/clients/duplicates?cursor={cursor}"), &lola).await;
    assert_eq!(rest.body["items"].as_array().unwrap().len(), 1);
    assert!(rest.body["next_cursor"].is_null());
    let wrong = web.get("/api/v1/clients/duplicates?cursor=zzz", &lola).await;
    assert_eq!((wrong.status, wrong.code()), (StatusCode::UNPROCESSABLE_ENTITY, "invalid"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_speaks_against_one_person_stands_above_the_choice() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let body =
        |name: &str, phone: &str, born: &str| json!({ "name": name, "phone": phone, "birth_date": born });
    let kept = made(&web, &admin, body("Bea", "600 111 222", "1990-01-01")).await;
    let other = made(&web, &admin, body("Eva", "600 111 333", "2008-01-01")).await;
    let page = web.page(&format!("/clients/{kept}/merge?other={other}"), Some(&admin)).await;
    for words in ["really one person", "Neither name, phone", "dates of birth are different"] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    let compared = web.get(&format!("/api/v1/clients/{kept}/merge/{other}"), &admin).await;
    assert_eq!(compared.body["doubts"], json!(["nothing_in_common", "born_apart"]));
    let twin = json!({ "name": "Bea", "phone": "600 111 444" });
    let twin = made(&web, &admin, twin).await;
    let page = web.page(&format!("/clients/{kept}/merge?other={twin}"), Some(&admin)).await;
    assert!(!page.text.contains("really one person"), "{}", page.text);
}
