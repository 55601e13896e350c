//! Clients as files over HTTP: exports of each form and with the code, imports from the choice of the file to the report.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use studio_testkit::CODE;

use crate::kit::{Answer, Web};

const BOUNDARY: &str = "a-line-that-no-file-has";

/// A form with a file as a browser or a program sends it.
fn parts(parts: &[(&str, Option<&str>, &[u8])]) -> Body {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map(|name| format!("; filename=\"{name}\"")).unwrap_or_default();
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    Body::from(body)
}

fn multipart(request: axum::http::request::Builder, body: Body) -> Request<Body> {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    request.header(header::CONTENT_TYPE, kind).body(body).unwrap()
}

/// Chooses a file on the page.
async fn choose(web: &Web, token: Option<&str>, file: &[u8]) -> Answer {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri("/clients/import")
        .header(header::ACCEPT, "text/html")
        .header("sec-fetch-site", "same-origin");
    if let Some(token) = token {
        request = request.header(header::COOKIE, format!("studio_session={token}"));
    }
    web.send(multipart(request, parts(&[("file", Some("clients.csv"), file)]))).await
}

/// The same as a browser does it, which says before how much it sends.
async fn with_length(web: &Web, token: &str, file: &[u8]) -> Answer {
    let request = Request::builder()
        .method(Method::POST)
        .uri("/clients/import")
        .header(header::ACCEPT, "text/html")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, format!("studio_session={token}"));
    let mut request = multipart(request, parts(&[("file", Some("clients.csv"), file)]));
    request.headers_mut().insert(header::CONTENT_LENGTH, (file.len() + 500).into());
    web.send(request).await
}

/// Sends a file to the API.
async fn send(web: &Web, token: &str, key: Option<&str>, all: &[(&str, Option<&str>, &[u8])]) -> Answer {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri("/api/v1/clients/import")
        .header(header::AUTHORIZATION, format!("Bearer {token}"));
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    web.send(multipart(request, parts(all))).await
}

async fn count(web: &Web) -> usize {
    let admin = web.sign_in("marta").await;
    let all = web.get("/api/v1/clients?status=all&limit=200", &admin).await;
    all.body["items"].as_array().unwrap().len()
}

fn named(answer: &Answer) -> &str {
    answer.headers[header::CONTENT_DISPOSITION].to_str().unwrap()
}

fn kind(answer: &Answer) -> &str {
    answer.headers[header::CONTENT_TYPE].to_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_has_the_view_in_each_form() {
    let web = Web::new();
    web.client_of("=Ana", Some("lola")).await;
    let archived = web.client_of("Berta", None).await;
    let admin = web.sign_in("marta").await;
    web.post(&format!("/api/v1/clients/{archived}/archive"), &admin, json!({ "version": 1 })).await;
    let export = async |query: &str| web.get(&format!("/api/v1/clients/export{query}"), &admin).await;
    let csv = export("").await;
    assert_eq!((csv.status, kind(&csv)), (StatusCode::OK, "text/csv; charset=utf-8"));
    assert!(
        named(&csv).starts_with("attachment; filename=\"")
            && named(&csv).ends_with("-clients-2026-09-21.csv\"")
    );
    assert!(
        csv.text.starts_with("\u{feff}ID,Name,Phone,") && csv.text.contains(",'=Ana,600 100 200,"),
        "{}",
        csv.text
    );
    assert_eq!(csv.text.lines().count(), 2);
    assert_eq!(export("?status=all").await.text.lines().count(), 3);
    assert_eq!(export("?q=nobody").await.text.lines().count(), 1);
    assert!(export("?headers=es").await.text.starts_with("\u{feff}ID,Nombre,"));
    let json = export("?format=json").await;
    assert_eq!((kind(&json), json.body[0]["name"].as_str()), ("application/json", Some("=Ana")));
    let book = export("?format=xlsx").await;
    assert_eq!(book.status, StatusCode::OK);
    assert!(kind(&book).contains("spreadsheetml") && named(&book).ends_with(".xlsx\""));
    for wrong in ["?format=pdf", "?sort=colour", "?headers=fr", "?status=gone"] {
        assert_eq!(export(wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_is_asked_for_the_code_and_gets_its_file_with_it() {
    let web = Web::new();
    web.client_of("Ana", None).await;
    web.client_of("Berta", None).await;
    let desk = web.sign_in("recepcion").await;
    let page = web.page("/clients?q=ana", Some(&desk)).await;
    assert!(page.text.contains("href=\"/clients/export?q=ana\""), "{}", page.text);
    let page = web.page("/clients/export?q=ana", Some(&desk)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("data-locked") && page.text.contains("name=\"q\" value=\"ana\""));
    let fields = "q=ana&what=view&format=csv&headers=es";
    let asked = web.form("/clients/export", Some(&desk), fields).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    // Nothing that was chosen is lost on the way.
    for kept in ["name=\"q\" value=\"ana\"", "name=\"headers\" value=\"es\"", "name=\"master_code\""] {
        assert!(asked.text.contains(kept), "{kept}: {}", asked.text);
    }
    let wrong = web.form("/clients/export", Some(&desk), &format!("{fields}&master_code=no")).await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    let file = web.form("/clients/export", Some(&desk), &format!("{fields}&master_code={CODE}")).await;
    assert_eq!((file.status, kind(&file)), (StatusCode::OK, "text/csv; charset=utf-8"));
    assert!(file.text.contains(",Ana,") && file.text.contains("Nombre") && !file.text.contains("Berta"));
    let all = web.form("/clients/export", Some(&desk), "q=ana&what=all").await;
    assert!(all.text.contains(",Ana,") && all.text.contains(",Berta,"), "the elevation is in force");
    let admin = web.sign_in("marta").await;
    let log = web.get("/api/v1/audit?action=clients.export&outcome=done", &admin).await.body;
    let entry = &log["items"].as_array().unwrap().iter().find(|entry| entry["detail"]["q"] == "ana").unwrap();
    assert_eq!((&entry["detail"]["rows"], &entry["reason"]), (&json!(1), &json!("elevated")));
    // An artist has neither the link nor the page.
    let lola = web.sign_in("lola").await;
    assert!(!web.page("/clients", Some(&lola)).await.text.contains("/clients/export"));
    assert_eq!(web.page("/clients/export", Some(&lola)).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_that_nobody_takes_is_no_file_and_no_obstacle() {
    let web = Web::new();
    for nth in 0..30 {
        web.client_of(&format!("Client {nth}"), None).await;
    }
    let admin = web.sign_in("marta").await;
    // Answers that are dropped unread give their places back.
    for _ in 0..6 {
        let request = Request::builder()
            .uri("/api/v1/clients/export")
            .header(header::AUTHORIZATION, format!("Bearer {admin}"))
            .body(Body::empty())
            .unwrap();
        drop(web.unread(request).await);
    }
    assert_eq!(web.get("/api/v1/clients/export", &admin).await.text.lines().count(), 31);
}

const FILE: &str =
    "Nombre;Móvil;Notas\r\nAna Ruiz;600 100 200;600 000 000\r\n\"Díaz; Bruno\";600 100 201;\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_looked_at_and_imported_by_the_desk_with_the_code() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    assert!(web.page("/clients", Some(&desk)).await.text.contains("href=\"/clients/import\""));
    assert_eq!(web.page("/clients/import", Some(&desk)).await.status, StatusCode::OK);
    let kept = choose(&web, Some(&desk), FILE.as_bytes()).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    let place = kept.location().to_owned();
    let looked = web.page(&place, Some(&desk)).await;
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.text);
    assert!(
        looked.text.contains("Import 2 clients") && looked.text.contains("Díaz; Bruno"),
        "{}",
        looked.text
    );
    assert!(looked.text.contains("<option value=\"phone\" selected>"), "{}", looked.text);
    // Another column is the phone; that one can't be.
    let changed = web.page(&format!("{place}?c0=name&c1=&c2=phone&duplicates=add"), Some(&desk)).await;
    assert!(changed.text.contains("One row can"), "{}", changed.text);
    assert!(changed.text.contains("disabled") && changed.text.contains("value=\"add\" checked"));
    let clash = web.page(&format!("{place}?c1=phone&c2=phone"), Some(&desk)).await;
    assert_eq!(clash.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Nobody else sees it.
    let admin = web.sign_in("marta").await;
    assert_eq!(web.page(&place, Some(&admin)).await.status, StatusCode::NOT_FOUND);
    let fields = "c0=name&c1=phone&c2=&duplicates=skip";
    let asked = web.form(&place, Some(&desk), fields).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    assert!(
        asked.text.contains("name=\"c1\" value=\"phone\"") && asked.text.contains("name=\"master_code\"")
    );
    assert_eq!(count(&web).await, 0);
    let done = web.form(&place, Some(&desk), &format!("{fields}&master_code={CODE}")).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    assert!(done.text.contains("<dd>2</dd>"), "{}", done.text);
    assert_eq!(count(&web).await, 2);
    // Sent again, and looked at again: it is said, and nothing is done.
    for again in [web.form(&place, Some(&desk), fields).await, web.page(&place, Some(&desk)).await] {
        assert_eq!(again.status, StatusCode::OK);
        assert!(again.text.contains("This file was imported already"), "{}", again.text);
    }
    assert_eq!(count(&web).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_is_told_step_by_step_and_gets_the_page_at_the_end() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let rows: String = (0..450).map(|nth| format!("Client {nth},600 {nth:06}\n")).collect();
    let kept = choose(&web, Some(&admin), format!("Name,Phone\n{rows}").as_bytes()).await;
    let request = Request::builder()
        .method(Method::POST)
        .uri(kept.location())
        .header(header::COOKIE, format!("studio_session={admin}"))
        .header("sec-fetch-site", "same-origin")
        .header("x-progress", "1")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("duplicates=skip"))
        .unwrap();
    let answer = web.send(request).await;
    assert_eq!(kind(&answer), "application/x-ndjson");
    let lines: Vec<Value> = answer.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (page, steps) = lines.split_last().unwrap();
    assert!(steps.iter().all(|step| step["total"] == 450), "{steps:?}");
    assert_eq!(page["status"], 200);
    assert!(page["page"].as_str().unwrap().contains("<dd>450</dd>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_that_is_no_table_comes_back_with_what_helps() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    for (file, says) in [
        (b"".to_vec(), "No file was chosen"),
        (b"PK\x03\x04".to_vec(), "This is a workbook"),
        (vec![b'a'; 8 * 1024 * 1024 + 1], "The file is too large"),
        (vec![b'a'; 9 * 1024 * 1024], "The file is too large"),
    ] {
        let answer = choose(&web, Some(&admin), &file).await;
        assert!(answer.status.is_client_error(), "{says}: {}", answer.status);
        assert!(answer.text.contains(says), "{says}: {}", answer.text);
        assert!(
            answer.text.contains(r#"action="/clients/import""#) && answer.text.contains("id=\"e-file\""),
            "the form stays"
        );
    }
    // A browser says before how much it sends: that is no reason to leave the form.
    let sent = with_length(&web, &admin, &vec![b'a'; 9 * 1024 * 1024]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        sent.text.contains(r#"action="/clients/import""#) && sent.text.contains("Up to 8 MB"),
        "{}",
        sent.text
    );
    let asked = web.page("/clients/import", Some(&admin)).await.text;
    assert!(asked.contains(r#"data-most="8388608""#), "{asked}");
    // Without rows it is seen where the rows would be.
    let kept = choose(&web, Some(&admin), b"Name,Phone\n").await;
    let looked = web.page(kept.location(), Some(&admin)).await;
    assert_eq!(looked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(looked.text.contains("There is no row below the heads"), "{}", looked.text);
    // No other address takes as much.
    let large = json!({ "name": "a".repeat(300 * 1024), "phone": "600" });
    assert_eq!(web.post("/api/v1/clients", &admin, large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(choose(&web, None, FILE.as_bytes()).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_import_with_a_key_and_are_told_row_by_row() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let csv = "Who,Phone\nAna,600 100 200\nBerta,call me\n".as_bytes();
    let file = ("file", Some("clients.csv"), csv);
    let columns = ("columns", None, br#"{"who": "name"}"#.as_slice());
    let wrong = send(&web, &admin, None, &[file, columns]).await;
    assert_eq!((wrong.status, wrong.code()), (StatusCode::UNPROCESSABLE_ENTITY, "rows_wrong"));
    assert_eq!(kind(&wrong), "application/problem+json");
    let row = &wrong.body["report"]["rows"][1];
    assert_eq!(
        (&row["line"], &row["errors"][0]["field"], &row["fate"]),
        (&json!(3), &json!("phone"), &json!("wrong"))
    );
    let dry = send(&web, &admin, None, &[file, columns, ("dry_run", None, b"true")]).await;
    assert_eq!(
        (dry.status, &dry.body["done"], &dry.body["wrong"]),
        (StatusCode::OK, &json!(false), &json!(1))
    );
    assert_eq!(count(&web).await, 0);
    let good = ("file", Some("clients.csv"), b"Name,Phone\nAna,600 100 200\n".as_slice());
    let add = ("duplicates", None, b"add".as_slice());
    for before in [false, true] {
        let done = send(&web, &admin, Some("moving-in-1"), &[good, add]).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text);
        assert_eq!(
            (&done.body["done"], &done.body["before"], &done.body["added"]),
            (&json!(true), &json!(before), &json!(1))
        );
    }
    assert_eq!(count(&web).await, 1);
    for (all, status) in [
        (vec![good, ("columns", None, b"{".as_slice())], StatusCode::UNPROCESSABLE_ENTITY),
        (vec![good, ("columns", None, br#"{"Name": "shoe_size"}"#)], StatusCode::UNPROCESSABLE_ENTITY),
        (vec![good, ("duplicates", None, b"maybe")], StatusCode::UNPROCESSABLE_ENTITY),
        (vec![good, ("colour", None, b"red")], StatusCode::BAD_REQUEST),
        (vec![add], StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(send(&web, &admin, None, &all).await.status, status);
    }
    let lola = web.sign_in("lola").await;
    assert_eq!(send(&web, &lola, None, &[good]).await.status, StatusCode::FORBIDDEN);
}
