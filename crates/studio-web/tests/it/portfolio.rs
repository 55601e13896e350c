//! Portfolios over HTTP: sent by programs and by forms, served with care, hostile ones told why, and what visitors get to see.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::json;
use studio_testkit::picture;

use crate::kit::{Answer, Web};

/// A form with its files. `parts` are names, file names and contents.
async fn send(
    web: &Web,
    token: &str,
    path: &str,
    script: bool,
    parts: &[(&str, Option<&str>, &[u8])],
) -> Answer {
    send_as(Method::POST, web, token, path, script, parts).await
}

async fn send_as(
    method: Method,
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
        .method(method)
        .uri(path)
        .header(header::ACCEPT, if script || path.starts_with("/api/") { "*/*" } else { "text/html" })
        .header(header::COOKIE, format!("studio_session={token}"))
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    if script {
        request = request.header("x-fragment", "pictures");
    }
    web.send(request.body(Body::from(body)).unwrap()).await
}

async fn add(web: &Web, token: &str, artist: &str, seed: usize) -> Answer {
    let path = format!("/api/v1/portfolio-items?artist_id={}", web.test.artist_of(artist));
    send(web, token, &path, false, &[("file", Some("a.png"), &picture(60, 40, seed))]).await
}

async fn visit(web: &Web, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    web.send(request.body(Body::empty()).unwrap()).await
}

fn value<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_adds_finds_changes_orders_and_removes() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    let artist = web.test.artist_of("lola");
    let fields: &[(&str, Option<&str>, &[u8])] = &[
        ("title", None, b"Swallow"),
        ("hours", None, b"3.5"),
        ("tags", None, b"bird, flash"),
        ("file", Some("../../etc/x.png"), &picture(60, 40, 1)),
    ];
    let path = format!("/api/v1/portfolio-items?artist_id={artist}");
    let first = send(&web, &lola, &path, false, fields).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    assert_eq!((&first.body["title"], &first.body["hours"]), (&json!("Swallow"), &json!("3:30")));
    assert_eq!(first.body["tags"], json!(["bird", "flash"]));
    let second = add(&web, &lola, "lola", 2).await.body;
    let (one, two) = (first.body["id"].as_i64().unwrap(), second["id"].as_i64().unwrap());
    let wall = format!("/api/v1/portfolio-items?artist_id={artist}");
    let ids = |answer: &Answer| -> Vec<i64> {
        answer.body["items"].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).collect()
    };
    assert_eq!(ids(&web.get(&wall, &lola).await), [two, one]);
    let order = format!("/api/v1/artists/{artist}/portfolio/order");
    let ordered = web.call(Method::PUT, &order, Some(&lola), Some(json!({ "ids": [one, two] }))).await;
    assert_eq!(ordered.status, StatusCode::NO_CONTENT, "{}", ordered.text);
    assert_eq!(ids(&web.get(&wall, &lola).await), [one, two]);
    let change = json!({ "version": 1, "style": "Fine line", "colour": "black_and_grey", "public": true });
    let item = format!("/api/v1/portfolio-items/{one}");
    let changed = web.call(Method::PATCH, &item, Some(&lola), Some(change.clone())).await;
    assert_eq!((changed.status, &changed.body["version"]), (StatusCode::OK, &json!(2)), "{}", changed.text);
    let stale = web.call(Method::PATCH, &item, Some(&lola), Some(change)).await;
    assert_eq!((stale.status, stale.code()), (StatusCode::CONFLICT, "stale"));
    let wrong = json!({ "version": 2, "hours": "many", "state": "new" });
    let wrong = web.call(Method::PATCH, &item, Some(&lola), Some(wrong)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.body["errors"][0]["field"], "hours");
    assert_eq!(ids(&web.get(&format!("{wall}&public=true"), &lola).await), [one]);
    assert_eq!(ids(&web.get(&format!("{wall}&style=Fine+line&colour=black_and_grey"), &lola).await), [one]);
    assert_eq!(
        web.get(&format!("{wall}&colour=green"), &lola).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let bulk = format!("/api/v1/artists/{artist}/portfolio/bulk");
    let stacked = web.post(&bulk, &lola, json!({ "ids": [one, two], "act": "stack" })).await;
    assert_eq!(stacked.body["done"], json!([one, two]), "{}", stacked.text);
    assert_eq!(web.get(&item, &lola).await.body["stack"][0]["id"], two);
    let nothing = web.post(&bulk, &lola, json!({ "ids": [one], "act": "burn" })).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(web.call(Method::DELETE, &item, Some(&lola), None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ids(&web.get(&wall, &lola).await), [two]);
    let back = web.call(Method::POST, &format!("{item}/restore"), Some(&lola), None).await;
    assert_eq!(back.status, StatusCode::OK);
    let none = send(&web, &lola, &path, false, &[("title", None, b"x")]).await;
    assert_eq!((none.status, none.code()), (StatusCode::UNPROCESSABLE_ENTITY, "invalid"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_served_in_its_sizes_once_and_in_parts() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    let item = add(&web, &lola, "lola", 1).await.body;
    let cookie = format!("studio_session={lola}");
    for size in ["small", "large", "original"] {
        let url = item["images"][size].as_str().unwrap();
        let whole = visit(&web, url, &[("cookie", &cookie)]).await;
        assert_eq!(whole.status, StatusCode::OK);
        assert_eq!(value(&whole, "content-type"), "image/jpeg");
        assert_eq!(value(&whole, "cache-control"), "private, max-age=31536000, immutable");
        assert_eq!(value(&whole, "x-content-type-options"), "nosniff");
        let tag = value(&whole, "etag").to_owned();
        let known = visit(&web, url, &[("cookie", &cookie), ("if-none-match", &tag)]).await;
        assert_eq!(known.status, StatusCode::NOT_MODIFIED);
        let part = visit(&web, url, &[("cookie", &cookie), ("range", "bytes=0-9")]).await;
        assert_eq!((part.status, value(&part, "content-length")), (StatusCode::PARTIAL_CONTENT, "10"));
        let none = visit(&web, url, &[("cookie", &cookie), ("range", "bytes=99999999-")]).await;
        assert_eq!(none.status, StatusCode::RANGE_NOT_SATISFIABLE);
        let several = visit(&web, url, &[("cookie", &cookie), ("range", "bytes=0-1,3-4")]).await;
        assert_eq!(several.status, StatusCode::OK);
        assert_eq!(visit(&web, url, &[]).await.status, StatusCode::UNAUTHORIZED);
    }
    let plain = format!("/api/v1/media/portfolio-items/{}", item["id"]);
    let asked = visit(&web, &plain, &[("cookie", &cookie)]).await;
    assert_eq!(value(&asked, "cache-control"), "private, no-cache");
    for bad in ["?size=7", "?size=../../secrets/field.key", "?path=/etc/passwd"] {
        let answer = visit(&web, &format!("{plain}{bad}"), &[("cookie", &cookie)]).await;
        assert!(answer.status.is_client_error(), "{bad}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_files_are_told_why_and_the_others_are_kept() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    let artist = web.test.artist_of("lola");
    let path = format!("/portfolio/artists/{artist}/upload");
    let good = picture(60, 40, 1);
    let mut polyglot = picture(60, 40, 2);
    polyglot.extend_from_slice(b"PK\x03\x04<script>alert(1)</script>");
    // A picture of 30,000 by 30,000 in a few bytes.
    let mut bomb = picture(8, 8, 3);
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let files: &[(&str, Option<&str>, &[u8])] = &[
        ("style", None, b"Fine line"),
        ("file", Some("one.png"), &good),
        ("file", Some("moving.gif"), b"GIF89a"),
        ("file", Some("cut.png"), &good[..good.len() - 20]),
        ("file", Some("<b>poly</b>.png"), &polyglot),
        ("file", Some("bomb.png"), &bomb),
        ("file", Some("two.png"), &picture(60, 40, 4)),
        ("file", Some(""), b""),
    ];
    let answer = send(&web, &lola, &path, false, files).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    assert!(answer.text.contains("2 pictures added"), "{}", answer.text);
    for name in ["moving.gif", "cut.png", "bomb.png", "&#60;b&#62;poly&#60;/b&#62;.png"] {
        assert!(answer.text.contains(name), "{name}");
    }
    assert!(!answer.text.contains("<b>poly"), "what a file is called is no HTML");
    let wall = web.get(&format!("/api/v1/portfolio-items?artist_id={artist}"), &lola).await;
    assert_eq!(wall.body["items"].as_array().unwrap().len(), 2);
    assert_eq!(wall.body["items"][0]["style"], "Fine line");
    // One by one, as the script sends them.
    let one = send(&web, &lola, &path, true, &[("file", Some("a.png"), &picture(60, 40, 9))]).await;
    assert_eq!(one.status, StatusCode::CREATED, "{}", one.text);
    assert!(one.body["url"].as_str().unwrap().starts_with("/portfolio/"));
    let bad = send(&web, &lola, &path, true, &[("file", Some("a.gif"), b"GIF89a")]).await;
    assert_eq!(bad.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let none = send(&web, &lola, &path, true, &[("title", None, b"x")]).await;
    assert!(none.status.is_client_error());
    let all = send(&web, &lola, &path, false, &[("file", Some("a.png"), &picture(60, 40, 10))]).await;
    assert_eq!(all.status, StatusCode::SEE_OTHER);
    for (name, status) in [("bruno", StatusCode::FORBIDDEN), ("recepcion", StatusCode::FORBIDDEN)] {
        let token = web.sign_in(name).await;
        let refused = send(&web, &token, &path, false, &[("file", Some("a.png"), &good)]).await;
        assert_eq!(refused.status, status, "{name}");
    }
    // A form that breaks off in the middle of a file.
    let body =
        b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nabc".to_vec();
    let request = Request::builder()
        .method(Method::POST)
        .uri(&path)
        .header(header::COOKIE, format!("studio_session={lola}"))
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body));
    assert!(web.send(request.unwrap()).await.status.is_client_error());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_may_name_the_artist_itself_and_no_part_of_it_is_passed_over() {
    let web = Web::new();
    let (lola, desk) = (web.sign_in("lola").await, web.sign_in("recepcion").await);
    let own = web.test.artist_of("lola").to_string();
    let other = web.test.artist_of("bruno").to_string();
    let (photo, path) = (picture(60, 40, 5), "/api/v1/portfolio-items");
    let file: (&str, Option<&str>, &[u8]) = ("file", Some("a.png"), &photo);
    let of = |artist: &'static str| ("artist_id", None, artist.as_bytes());
    let (own, other): (&'static str, &'static str) = (own.leak(), other.leak());
    let added = send(&web, &lola, path, false, &[of(own), ("featured", None, b"true"), file]).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.text);
    assert_eq!(added.body["featured"], true);
    let named = format!("{path}?artist_id={own}");
    for (path, parts, status, code) in [
        (path, vec![of(other), file], StatusCode::FORBIDDEN, "not_owner"),
        (path, vec![of("many"), file], StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        (path, vec![file], StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        (&named, vec![of(other), file], StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        (&named, vec![file, file], StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        (&named, vec![("title", None, b"Moth".as_slice())], StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        (&named, vec![file, ("colours", None, b"red")], StatusCode::BAD_REQUEST, "malformed"),
        (&named, vec![("picture", Some("a.png"), &photo)], StatusCode::BAD_REQUEST, "malformed"),
        (&named, vec![file, ("title", None, b"\xff")], StatusCode::BAD_REQUEST, "malformed"),
    ] {
        let answer = send(&web, &lola, path, false, &parts).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{}", answer.text);
    }
    assert_eq!(send(&web, &desk, path, false, &[of(own), file]).await.status, StatusCode::FORBIDDEN);
    let wall = web.get(&named, &lola).await.body;
    assert_eq!(wall["items"].as_array().unwrap().len(), 1, "none of the others was added");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_may_come_as_the_part_of_a_form_or_as_it_is() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    let client = web.client_of("Carla", Some("lola")).await;
    let item = add(&web, &lola, "lola", 1).await.body["id"].as_i64().unwrap();
    let photo = picture(90, 90, 6);
    for path in [
        format!("/api/v1/clients/{client}/photo"),
        "/api/v1/me/photo".to_owned(),
        format!("/api/v1/media/portfolio-items/{item}"),
    ] {
        let put = |parts: &'static str| {
            let (web, lola, path, photo) = (&web, &lola, &path, &photo);
            async move {
                let all = [("file", Some("a.png"), photo.as_slice()), ("note", None, b"x".as_slice())];
                let some = all.iter().filter(|part| parts.contains(part.0)).copied().collect::<Vec<_>>();
                send_as(Method::PUT, web, lola, path, false, &some).await
            }
        };
        let set = put("file").await;
        assert_eq!(set.status, StatusCode::OK, "{path}: {}", set.text);
        let unknown = put("file note").await;
        assert_eq!((unknown.status, unknown.code()), (StatusCode::BAD_REQUEST, "malformed"), "{path}");
        let none = put("").await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", none.text);
        assert_eq!(none.body["errors"][0]["field"], "file");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_changes_several_comes_back_to_the_same_view() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    let artist = web.test.artist_of("lola");
    let id = add(&web, &lola, "lola", 1).await.body["id"].as_i64().unwrap();
    let bulk = format!("/portfolio/artists/{artist}/bulk");
    let form = async |more: &str| web.form(&bulk, Some(&lola), more).await;
    let seen = "view=%2Fportfolio%3Fartist%3D99%26state%3Dfresh%26sort%3Doldest";
    let back = format!("/portfolio?artist={artist}&state=fresh&sort=oldest");
    let none = form(&format!("{seen}&act=publish")).await;
    assert_eq!(none.location(), format!("{back}&bulk=none"));
    let told = web.page(none.location(), Some(&lola)).await;
    assert!(told.text.contains("No picture was chosen"), "{}", told.text);
    let done = form(&format!("{seen}&act=feature&id={id}")).await;
    assert_eq!(done.location(), format!("{back}&bulk=1&done=itemssaved"));
    let elsewhere = form(&format!("view=https%3A%2F%2Felsewhere.example%2F%3Fq&act=plain&id={id}")).await;
    assert_eq!(elsewhere.location(), format!("/portfolio?artist={artist}&bulk=1&done=itemssaved"));
    let open = web.page(&format!("/portfolio?artist={artist}&bulk=1"), Some(&lola)).await;
    assert!(open.text.contains("class=\"bulk card\" open"));
    // The name stands above the wall, not on each piece of it; among those of others it does.
    let line = "<span class=\"quiet\"></span>";
    assert!(open.text.contains("<strong>Untitled</strong>") && open.text.contains(line), "{}", open.text);
    let all = web.page("/portfolio", Some(&lola)).await;
    assert!(all.text.contains("<strong>Work by ") && !all.text.contains(line));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_show_what_one_may_do_and_nothing_typed_is_lost() {
    let web = Web::new();
    let (lola, bruno, desk) =
        (web.sign_in("lola").await, web.sign_in("bruno").await, web.sign_in("recepcion").await);
    let artist = web.test.artist_of("lola");
    let id = add(&web, &lola, "lola", 1).await.body["id"].as_i64().unwrap();
    let wall = format!("/portfolio?artist={artist}");
    let own = web.page(&wall, Some(&lola)).await;
    assert!(own.text.contains("data-arrange") && own.text.contains(&format!("data-id=\"{id}\"")));
    for token in [&bruno, &desk] {
        let others = web.page(&wall, Some(token)).await;
        assert_eq!(others.status, StatusCode::OK);
        assert!(!others.text.contains("data-arrange") && !others.text.contains("/upload"), "{}", others.text);
        let page = web.page(&format!("/portfolio/{id}"), Some(token)).await;
        assert!(!page.text.contains("id=\"piece\""));
    }
    let fields = "version=1&title=Swallow&work_time=many&client_id=999&style=Fine+line";
    let wrong = web.form(&format!("/portfolio/{id}"), Some(&lola), fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("value=\"Swallow\"") && wrong.text.contains("value=\"many\""));
    let fields = "version=1&title=Swallow&work_time=2:15&public=1";
    let saved = web.form(&format!("/portfolio/{id}"), Some(&lola), fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let stale = web.form(&format!("/portfolio/{id}"), Some(&lola), fields).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        stale.text.contains("name=\"version\" value=\"2\""),
        "what is sent again has seen the other one's"
    );
    let other = add(&web, &lola, "lola", 2).await.body["id"].as_i64().unwrap();
    let order = format!("/portfolio/artists/{artist}/order");
    let moved = web.form(&order, Some(&lola), &format!("order={id},{other}")).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER);
    let bulk = format!("/portfolio/artists/{artist}/bulk");
    let removed = web.form(&bulk, Some(&lola), &format!("id={id}&id={other}&act=remove")).await;
    assert_eq!(removed.location(), format!("/portfolio?artist={artist}&undo={id},{other}"));
    let undo = web.page(removed.location(), Some(&lola)).await;
    assert!(undo.text.contains("2 pictures removed"), "{}", undo.text);
    let back = web.form(&bulk, Some(&lola), &format!("id={id}&id={other}&act=restore")).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let grouped = web.page(&format!("{wall}&group=style"), Some(&lola)).await;
    assert!(grouped.text.contains("wall-group"));
    for bad in ["artist=x", "cursor=garbage", "colour=green", "group=size", "client=999"] {
        let answer = web.page(&format!("/portfolio?{bad}"), Some(&lola)).await;
        assert!(answer.status.is_client_error(), "{bad}: {}", answer.status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn visitors_see_public_pieces_of_open_pages_and_a_withdrawal_counts_at_once() {
    let web = Web::new();
    let (marta, lola) = (web.sign_in("marta").await, web.sign_in("lola").await);
    let nobody = visit(&web, "/p/nobody", &[("accept", "text/html")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    assert!(nobody.text.contains("<h1>") && !nobody.text.contains("href=\"/\""), "{}", nobody.text);
    let artist = web.test.artist_of("lola");
    let client = web.client_of("Carla Sol", Some("lola")).await;
    let item = add(&web, &lola, "lola", 1).await.body;
    let id = item["id"].as_i64().unwrap();
    let change = json!({ "version": 1, "title": "Swallow & <ink>", "client_id": client, "public": true });
    web.call(Method::PATCH, &format!("/api/v1/portfolio-items/{id}"), Some(&lola), Some(change)).await;
    let hidden = add(&web, &lola, "lola", 2).await.body["id"].as_i64().unwrap();
    let page = "/p/lola-vega";
    let picture = format!("{page}/{id}/320");
    assert_eq!(visit(&web, page, &[]).await.status, StatusCode::NOT_FOUND);
    let switch = json!({ "version": 0, "public": true });
    let put = format!("/api/v1/artists/{artist}/portfolio/page");
    let switched = web.call(Method::PUT, &put, Some(&lola), Some(switch)).await;
    assert_eq!((switched.status, &switched.body["url"]), (StatusCode::OK, &json!(null)), "{}", switched.text);
    assert_eq!(visit(&web, page, &[]).await.status, StatusCode::NOT_FOUND, "the studio has none");
    web.test.studio.set_setting(&web.test.operator(), "portfolio.public", "on", None).unwrap();

    let open = visit(&web, page, &[("host", "ink.example")]).await;
    assert_eq!(open.status, StatusCode::OK, "{}", open.text);
    assert!(open.text.contains("Lola Vega") && !open.text.contains("Swallow"), "the client has not agreed");
    assert_eq!(visit(&web, &picture, &[]).await.status, StatusCode::NOT_FOUND);

    let consent = |act: &str| json!({ "kind": "image_use", "act": act, "manner": "spoken" });
    let consents = format!("/api/v1/clients/{client}/consents");
    let given = web.post(&consents, &marta, consent("given")).await;
    assert!(given.status.is_success(), "{}", given.text);
    let shown = visit(&web, page, &[("host", "ink.example")]).await;
    assert!(shown.text.contains("Swallow &#38; &#60;ink&#62;"), "{}", shown.text);
    assert!(!shown.text.contains("Carla"), "who it is is nobody's business");
    assert!(shown.text.contains("property=\"og:image\" content=\"http://ink.example/p/lola-vega/"));
    assert!(!shown.text.contains("style=\"") && !shown.text.contains("<script>"));
    assert_eq!(value(&shown, "cache-control"), "private, no-cache");
    let seen = visit(&web, &picture, &[]).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert_eq!(
        (value(&seen, "content-type"), value(&seen, "cache-control"), value(&seen, "x-content-type-options")),
        ("image/jpeg", "private, no-cache", "nosniff")
    );
    let (page_tag, picture_tag) = (value(&shown, "etag").to_owned(), value(&seen, "etag").to_owned());
    let known = visit(&web, &picture, &[("if-none-match", &picture_tag)]).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    let known = visit(&web, page, &[("host", "ink.example"), ("if-none-match", &page_tag)]).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    assert_eq!(visit(&web, &format!("{picture}?v=x"), &[]).await.status, StatusCode::OK);
    for nothing in [
        format!("{page}/{id}/original"),
        format!("{page}/{hidden}/320"),
        format!("{page}/999/320"),
        format!("{page}/{id}/..%2f..%2fsecrets"),
        format!("{page}/x/320"),
        "/p/bruno-ink".to_owned(),
        "/p/..%2fx".to_owned(),
        format!("/p/bruno-ink/{id}/320"),
    ] {
        assert_eq!(visit(&web, &nothing, &[]).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }

    let withdrawn = web.post(&consents, &marta, consent("withdrawn")).await;
    assert!(withdrawn.status.is_success(), "{}", withdrawn.text);
    let after = visit(&web, page, &[("host", "ink.example"), ("if-none-match", &page_tag)]).await;
    assert!(after.status == StatusCode::OK && !after.text.contains("Swallow"));
    let after = visit(&web, &picture, &[("if-none-match", &picture_tag)]).await;
    assert_eq!(after.status, StatusCode::NOT_FOUND, "even to who has it already");
    let preview = web.page(&format!("/portfolio/artists/{artist}/preview"), Some(&lola)).await;
    assert!(preview.status == StatusCode::OK && !preview.text.contains("Swallow"));
    let spanish = visit(&web, page, &[("accept-language", "es")]).await;
    assert!(spanish.text.contains("lang=\"es\""));
}

/// Without a script the name decides if it fits one client only; several are offered, and the form comes back as it was.
#[tokio::test(flavor = "multi_thread")]
async fn whom_a_piece_shows_is_typed_by_name_or_number() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    let (carla, _) = (web.client_of("Carla Sol", Some("lola")).await, web.client_of("Carla Mar", None).await);
    let id = add(&web, &lola, "lola", 1).await.body["id"].as_i64().unwrap();
    let path = format!("/portfolio/{id}");
    let api = format!("/api/v1/portfolio-items/{id}");
    let save = async |version: i64, fields: &str| {
        web.form(&path, Some(&lola), &format!("version={version}&{fields}")).await
    };
    let several = save(1, "title=Swallow&client_q=Carla").await;
    assert_eq!(several.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(several.text.contains("value=\"Swallow\"") && several.text.contains("value=\"Carla\""));
    assert_eq!(several.text.matches("name=\"take\"").count(), 2, "{}", several.text);
    let nobody = save(1, "client_q=Zzz").await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    let named = save(1, "title=Swallow&client_q=carla+sol").await;
    assert_eq!(named.status, StatusCode::SEE_OTHER, "{}", named.text);
    assert_eq!(web.get(&api, &lola).await.body["client_id"], carla);
    let page = web.page(&path, Some(&lola)).await.text;
    assert!(page.contains("value=\"Carla Sol\""), "{page}");
    // What the page sent along counts only as long as the name stands as it was.
    let kept = save(2, &format!("client_q=Carla+Sol&client_was=Carla+Sol&client_id={carla}")).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let emptied = save(3, &format!("client_q=&client_was=Carla+Sol&client_id={carla}")).await;
    assert_eq!(emptied.status, StatusCode::SEE_OTHER);
    assert!(web.get(&api, &lola).await.body["client_id"].is_null());
    let taken = save(4, &format!("client_q=Carla&take={carla}")).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert_eq!(web.get(&api, &lola).await.body["client_id"], carla);
    let refused = web.form(&path, Some(&web.sign_in("bruno").await), "version=5&client_q=Carla").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let upload = format!("/portfolio/artists/{}/upload", web.test.artist_of("lola"));
    let file = picture(60, 40, 3);
    let parts: [(&str, Option<&str>, &[u8]); 2] =
        [("client_q", None, b"Carla"), ("file", Some("a.png"), &file)];
    let unclear = send(&web, &lola, &upload, false, &parts).await;
    assert_eq!(unclear.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unclear.text.contains("name=\"take\""));
    assert_eq!(send(&web, &lola, &upload, true, &parts).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_piece_gets_another_picture_by_program_and_by_form() {
    let web = Web::new();
    let (lola, bruno) = (web.sign_in("lola").await, web.sign_in("bruno").await);
    let added = add(&web, &lola, "lola", 1).await.body;
    let id = added["id"].as_i64().unwrap();
    let put = async |token: &str, file: Vec<u8>| {
        let request = Request::builder()
            .method(Method::PUT)
            .uri(format!("/api/v1/media/portfolio-items/{id}"))
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .body(Body::from(file));
        web.send(request.unwrap()).await
    };
    assert_eq!(put(&bruno, picture(60, 40, 2)).await.status, StatusCode::FORBIDDEN);
    let other = put(&lola, picture(60, 40, 2)).await;
    assert_eq!(other.status, StatusCode::OK, "{}", other.text);
    assert_ne!(other.body["images"], added["images"]);
    let path = format!("/portfolio/{id}/picture");
    let file = picture(60, 40, 3);
    let sent =
        send(&web, &lola, &path, false, &[("version", None, b"2"), ("photo", Some("a.png"), &file)]).await;
    assert_eq!(sent.location(), format!("/portfolio/{id}?done=itempicture"), "{}", sent.text);
    let gif =
        send(&web, &lola, &path, false, &[("version", None, b"3"), ("photo", Some("a.gif"), b"GIF89a")])
            .await;
    assert_eq!(gif.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(gif.text.contains("GIF") && gif.text.contains("id=\"piece\""), "{}", gif.text);
    let stale =
        send(&web, &lola, &path, false, &[("version", None, b"1"), ("photo", Some("a.png"), &file)]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let none = send(&web, &lola, &path, false, &[("version", None, b"3")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
}
