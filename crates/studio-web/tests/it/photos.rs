//! Photos over HTTP: sent by programs and by forms, served with care, and hostile ones told why.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use studio_domain::PhotoSize;
use studio_testkit::{CODE, picture};

use crate::kit::{Answer, Web};

async fn put(web: &Web, token: &str, client: i64, file: Vec<u8>) -> Answer {
    let request = Request::builder()
        .method(Method::PUT)
        .uri(format!("/api/v1/clients/{client}/photo"))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::from(file));
    web.send(request.unwrap()).await
}

pub(crate) async fn get(web: &Web, token: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().uri(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    web.send(request.body(Body::empty()).unwrap()).await
}

/// A form with its file, as a browser sends it. `parts` are names, file names and contents.
pub(crate) async fn send(
    web: &Web,
    token: &str,
    path: &str,
    script: bool,
    parts: &[(&str, Option<&str>, &[u8])],
) -> Answer {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file =
            file.map(|file| format!("; filename=\"{file}\"\r\nContent-Type: image/jpeg")).unwrap_or_default();
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").into_bytes(),
        );
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::ACCEPT, if script { "*/*" } else { "text/html" })
        .header(header::COOKIE, format!("studio_session={token}"))
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    if script {
        request = request.header("x-fragment", "photo");
    }
    web.send(request.body(Body::from(body)).unwrap()).await
}

pub(crate) fn value(answer: &Answer, name: header::HeaderName) -> &str {
    answer.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_sets_looks_at_and_removes_a_photo() {
    let web = Web::new();
    let (lola, id) = (web.sign_in("lola").await, web.client_of("Carla", Some("lola")).await);
    let path = format!("/api/v1/clients/{id}/photo");
    assert_eq!(web.get(&path, &lola).await.status, StatusCode::NOT_FOUND);
    let set = put(&web, &lola, id, picture(60, 40, 1)).await;
    assert_eq!(set.status, StatusCode::OK, "{}", set.text);
    assert_eq!(set.body["uploaded_by"], "lola");
    let (url, small) = (set.body["url"].as_str().unwrap(), set.body["small_url"].as_str().unwrap());
    let card = web.get(&format!("/api/v1/clients/{id}"), &lola).await.body;
    assert_eq!(card["photo"], set.body);
    let list = web.get("/api/v1/clients", &lola).await.body;
    assert_eq!(list["items"][0]["photo_url"], small);
    for (url, side) in [(url, 512), (small, 96)] {
        let shown = get(&web, &lola, url, &[]).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert_eq!(value(&shown, header::CONTENT_TYPE), "image/jpeg");
        assert_eq!(value(&shown, header::CACHE_CONTROL), "private, max-age=31536000, immutable");
        assert_eq!(shown.headers["x-content-type-options"], "nosniff");
        assert!(url.contains(&format!("size={side}")));
    }
    assert_eq!(web.call(Method::DELETE, &path, Some(&lola), None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(web.get(&path, &lola).await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&web, &lola, url, &[]).await.status, StatusCode::NOT_FOUND, "asked each time");
    assert_eq!(web.call(Method::DELETE, &path, Some(&lola), None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_sent_once_and_in_parts() {
    let web = Web::new();
    let (admin, id) = (web.sign_in("marta").await, web.client_of("Carla", None).await);
    let set = put(&web, &admin, id, picture(60, 40, 1)).await.body;
    let hash = set["hash"].as_str().unwrap();
    let length = set["bytes"].as_u64().unwrap();
    let (plain, tag) = (format!("/api/v1/clients/{id}/photo"), format!("\"{hash}\""));
    let whole = get(&web, &admin, &plain, &[]).await;
    assert_eq!(
        (value(&whole, header::ETAG), value(&whole, header::CACHE_CONTROL)),
        (&*tag, "private, no-cache")
    );
    assert_eq!(
        (value(&whole, header::ACCEPT_RANGES), value(&whole, header::CONTENT_LENGTH)),
        ("bytes", &*length.to_string())
    );
    for known in [tag.clone(), format!("\"other\", W/{tag}")] {
        let again = get(&web, &admin, &plain, &[("if-none-match", &known)]).await;
        assert_eq!((again.status, value(&again, header::ETAG)), (StatusCode::NOT_MODIFIED, &*tag));
        assert!(again.text.is_empty());
    }
    for (range, status, of) in [
        ("bytes=0-9", StatusCode::PARTIAL_CONTENT, format!("bytes 0-9/{length}")),
        ("bytes=-10", StatusCode::PARTIAL_CONTENT, format!("bytes {}-{}/{length}", length - 10, length - 1)),
        ("bytes=999999-", StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{length}")),
        ("bytes=0-4,8-9", StatusCode::OK, String::new()),
        ("lines=0-4", StatusCode::OK, String::new()),
    ] {
        let part = get(&web, &admin, &plain, &[("range", range)]).await;
        assert_eq!((part.status, value(&part, header::CONTENT_RANGE)), (status, &*of), "{range}");
        if status == StatusCode::PARTIAL_CONTENT {
            assert_eq!(value(&part, header::CONTENT_LENGTH), "10");
        }
    }
    let other = get(&web, &admin, &plain, &[("range", "bytes=0-9"), ("if-range", "\"older\"")]).await;
    assert_eq!(other.status, StatusCode::OK, "a part of another picture is of no use");
    assert_eq!(
        get(&web, &admin, &format!("{plain}?size=7"), &[]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(get(&web, &admin, &format!("{plain}?v=0000"), &[]).await.status, StatusCode::OK);
    for size in PhotoSize::ALL {
        assert_eq!(get(&web, &admin, &format!("{plain}?size={size}"), &[]).await.status, StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_photo_it_is_decides_and_the_answer_says_whom_to_ask() {
    let web = Web::new();
    let id = web.client_of("Carla", Some("lola")).await;
    let (lola, bruno, desk) =
        (web.sign_in("lola").await, web.sign_in("bruno").await, web.sign_in("recepcion").await);
    let refused =
        |answer: Answer| (answer.status, answer.code().to_owned(), answer.body["title"].to_string());
    let path = format!("/api/v1/clients/{id}/photo");
    assert_eq!(refused(put(&web, &bruno, id, picture(60, 40, 1)).await).1, "not_owner");
    assert_eq!(refused(put(&web, &desk, id, picture(60, 40, 1)).await).1, "needs_elevation");
    assert_eq!(put(&web, &lola, id, picture(60, 40, 1)).await.status, StatusCode::OK);
    for answer in [
        put(&web, &bruno, id, picture(60, 40, 2)).await,
        web.call(Method::DELETE, &path, Some(&bruno), None).await,
    ] {
        let (status, code, title) = refused(answer);
        assert_eq!((status, &*code), (StatusCode::FORBIDDEN, "photo_of_somebody_else"));
        assert!(title.contains("lola"), "{title}");
    }
    let elevated = web.elevated_desk().await;
    assert_eq!(put(&web, &elevated, id, picture(60, 40, 3)).await.status, StatusCode::OK);
    let (_, code, title) = refused(put(&web, &lola, id, picture(60, 40, 4)).await);
    assert_eq!(code, "photo_of_somebody_else");
    assert!(title.contains("recepcion"), "{title}");
    // Looking is another thing.
    assert_eq!(web.get(&path, &bruno).await.status, StatusCode::OK);
    assert_eq!(web.call(Method::GET, &path, None, None).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_not_taken_are_problems_with_their_reason() {
    let web = Web::new();
    let (admin, id) = (web.sign_in("marta").await, web.client_of("Carla", None).await);
    let mut cut = picture(60, 40, 1);
    cut.truncate(300);
    for (file, status, code) in [
        (Vec::new(), 422, "file_empty"),
        (b"GIF89a".to_vec(), 415, "file_gif"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), 415, "file_heic"),
        (b"<svg onload=alert(1)>".to_vec(), 415, "file_other_kind"),
        (b"#!/bin/sh".to_vec(), 415, "file_unknown"),
        (cut, 422, "file_damaged"),
        ([picture(60, 40, 1), b"<script>".to_vec()].concat(), 422, "file_two_in_one"),
        (vec![0xff; 20_000_001], 413, "file_too_big"),
        (vec![0xff; 64_000_001], 413, "file_too_big"),
    ] {
        let answer = put(&web, &admin, id, file).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (status, code), "{}", answer.text);
        assert_eq!(value(&answer, header::CONTENT_TYPE), "application/problem+json");
        assert!(!answer.body["title"].as_str().unwrap().is_empty());
    }
    let card = web.get(&format!("/api/v1/clients/{id}"), &admin).await.body;
    assert!(card["photo"].is_null());
    // Other routes stay as small as they were.
    let note = format!("{{\"text\": \"{}\"}}", "x".repeat(300_000));
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("/api/v1/clients/{id}/notes"))
        .header(header::AUTHORIZATION, format!("Bearer {admin}"))
        .header(header::CONTENT_TYPE, "application/json");
    let answer = web.send(request.body(Body::from(note)).unwrap()).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sets_and_removes_it_without_a_script() {
    let web = Web::new();
    let (lola, id) = (web.sign_in("lola").await, web.client_of("Carla", Some("lola")).await);
    let page = format!("/clients/{id}");
    let before = web.page(&page, Some(&lola)).await.text;
    assert!(
        before.contains("enctype=\"multipart/form-data\"")
            && before.contains("accept=\"image/jpeg,image/png,image/webp\"")
    );
    assert!(!before.contains("<img"), "initials");
    let file = picture(60, 40, 1);
    let sent =
        send(&web, &lola, &format!("{page}/photo"), false, &[("photo", Some("../../etc/passwd"), &file)])
            .await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, &*format!("{page}?done=photo")));
    let after = web.page(sent.location(), Some(&lola)).await.text;
    assert!(after.contains(&format!("src=\"/api/v1/clients/{id}/photo?size=512")), "{after}");
    assert!(after.contains("Photo saved") && after.contains("Uploaded by lola"));
    for list in ["/clients", "/find?q=carla", "/"] {
        let text = web.page(list, Some(&lola)).await.text;
        assert!(text.contains(&format!("src=\"/api/v1/clients/{id}/photo?size=96")), "{list}: {text}");
    }
    // Another artist sees it and has no form for it.
    let bruno = web.sign_in("bruno").await;
    let theirs = web.page(&page, Some(&bruno)).await.text;
    assert!(theirs.contains("size=512") && !theirs.contains("data-photo"));
    let wrong =
        send(&web, &lola, &format!("{page}/photo"), false, &[("photo", Some("a.gif"), b"GIF89a")]).await;
    assert_eq!(wrong.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(
        wrong.text.contains("This is a GIF") && wrong.text.contains("<details class=\"photo\" open>"),
        "{}",
        wrong.text
    );
    let none = send(&web, &lola, &format!("{page}/photo"), false, &[]).await;
    assert!(none.text.contains("The file is empty"), "{}", none.text);
    let removed = web.form(&format!("{page}/photo/remove"), Some(&lola), "").await;
    assert_eq!(
        (removed.status, removed.location()),
        (StatusCode::SEE_OTHER, &*format!("{page}?done=photogone"))
    );
    assert!(!web.page(&page, Some(&lola)).await.text.contains("<img"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_sends_the_code_along_before_or_behind_the_file() {
    let web = Web::new();
    let id = web.client_of("Carla", None).await;
    let (page, file) = (format!("/clients/{id}"), picture(60, 40, 1));
    let photo: (&str, Option<&str>, &[u8]) = ("photo", Some("a.png"), &file);
    let desk = web.sign_in("recepcion").await;
    assert!(web.page(&page, Some(&desk)).await.text.contains("data-photo data-locked"));
    let to = format!("{page}/photo");
    for (parts, message) in [
        (vec![photo], "master_code"),
        (vec![("master_code", None, b"otra-cosa".as_slice()), photo], "The code is wrong"),
    ] {
        let answer = send(&web, &desk, &to, false, &parts).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text.contains(message), "{}", answer.text);
        let answer = send(&web, &desk, &to, true, &parts).await;
        assert_eq!(value(&answer, header::CONTENT_TYPE), "application/problem+json");
        assert!(["needs_elevation", "wrong_code"].contains(&answer.code()), "{}", answer.code());
    }
    let code: (&str, Option<&str>, &[u8]) = ("master_code", None, CODE.as_bytes());
    for parts in [[code, photo], [photo, code]] {
        let desk = web.sign_in("recepcion").await;
        let answer = send(&web, &desk, &to, true, &parts).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_breaks_off_or_comes_from_elsewhere_changes_nothing() {
    let web = Web::new();
    let (admin, id) = (web.sign_in("marta").await, web.client_of("Carla", None).await);
    let to = format!("/clients/{id}/photo");
    let request = |site: &str, kind: &str, body: Vec<u8>| {
        Request::builder()
            .method(Method::POST)
            .uri(&to)
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, format!("studio_session={admin}"))
            .header("sec-fetch-site", site)
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap()
    };
    let mut form =
        b"--edge\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\n".to_vec();
    form.extend(picture(60, 40, 1));
    let kind = "multipart/form-data; boundary=edge";
    let whole = [form.clone(), b"\r\n--edge--\r\n".to_vec()].concat();
    for (site, kind, body, status) in [
        ("same-origin", kind, form, StatusCode::UNPROCESSABLE_ENTITY),
        ("same-origin", "multipart/form-data", whole.clone(), StatusCode::UNPROCESSABLE_ENTITY),
        ("cross-site", kind, whole.clone(), StatusCode::FORBIDDEN),
    ] {
        assert_eq!(web.send(request(site, kind, body)).await.status, status, "{site} {kind}");
        let card = web.get(&format!("/api/v1/clients/{id}"), &admin).await.body;
        assert!(card["photo"].is_null(), "{site} {kind}");
    }
    assert_eq!(web.send(request("same-origin", kind, whole)).await.status, StatusCode::SEE_OTHER);
    let nobody = Request::builder().method(Method::POST).uri(&to).header("sec-fetch-site", "same-origin");
    let answer = web.send(nobody.header(header::ACCEPT, "text/html").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}
