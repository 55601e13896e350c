//! Scans, files of appointments, the gallery and the photo of a new client, over HTTP: sent by programs and by forms, and served with care.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::json;
use studio_domain::{AppointmentStatus, ClientId};
use studio_testkit::picture;

use crate::kit::{Answer, Web};
use crate::photos::{get, send, value};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\r\n";

async fn put(web: &Web, method: Method, token: &str, path: &str, file: &[u8]) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::from(file.to_vec()));
    web.send(request.unwrap()).await
}

fn session(web: &Web, client: i64, artist: &str) -> i64 {
    let at = web.test.studio.now().plus(Duration::from_secs(20 * 60 * 60));
    let (client, artist) = (ClientId::new(client), web.test.artist_of(artist));
    studio_testkit::book(&web.test.studio, client, artist, AppointmentStatus::Confirmed, at).get()
}

async fn on_paper(web: &Web, token: &str, client: i64) -> i64 {
    let body = json!({ "kind": "informed", "act": "given", "manner": "paper", "language": "en" });
    let recorded = web.post(&format!("/api/v1/clients/{client}/consents"), token, body).await;
    assert_eq!(recorded.status, StatusCode::CREATED, "{}", recorded.text);
    assert_eq!(recorded.body["scanned"], false);
    recorded.body["id"].as_i64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_attaches_a_scan_and_gets_it_back_harmless() {
    let web = Web::new();
    let (lola, bruno) = (web.sign_in("lola").await, web.sign_in("bruno").await);
    let id = web.client_of("Carla", Some("lola")).await;
    let consent = on_paper(&web, &lola, id).await;
    let path = format!("/api/v1/clients/{id}/consents/{consent}/paper");
    assert_eq!(get(&web, &lola, &path, &[]).await.status, StatusCode::NOT_FOUND);
    let attached = put(&web, Method::PUT, &lola, &path, PDF).await;
    assert_eq!(attached.status, StatusCode::CREATED, "{}", attached.text);
    assert_eq!(attached.body["content_type"], "application/pdf");
    let proof = web.get(&format!("/api/v1/clients/{id}/consents/{consent}"), &lola).await.body;
    assert_eq!((&proof["paper"], &proof["consent"]["scanned"]), (&attached.body, &json!(true)));
    let url = attached.body["url"].as_str().unwrap();
    let served = get(&web, &lola, url, &[]).await;
    assert_eq!((served.status, served.text.as_bytes()), (StatusCode::OK, PDF));
    assert_eq!(value(&served, header::CONTENT_TYPE), "application/pdf");
    assert_eq!(
        value(&served, header::CONTENT_DISPOSITION),
        format!("attachment; filename=\"consent-{consent}.pdf\"")
    );
    assert_eq!(value(&served, header::CONTENT_SECURITY_POLICY), "default-src 'none'; sandbox");
    assert_eq!(served.headers["x-content-type-options"], "nosniff");
    assert_eq!(value(&served, header::CACHE_CONTROL), "private, max-age=31536000, immutable");
    let part = get(&web, &lola, &path, &[("range", "bytes=0-3")]).await;
    assert_eq!((part.status, part.text.as_str()), (StatusCode::PARTIAL_CONTENT, "%PDF"));
    let tag = value(&served, header::ETAG).to_owned();
    assert_eq!(get(&web, &lola, &path, &[("if-none-match", &tag)]).await.status, StatusCode::NOT_MODIFIED);
    // Who may see the consent may see its scan, and nobody else.
    let refused = get(&web, &bruno, url, &[]).await;
    assert_eq!((refused.status, refused.code()), (StatusCode::FORBIDDEN, "not_owner"));
    let again = put(&web, Method::PUT, &lola, &path, PDF).await;
    assert_eq!((again.status, again.code()), (StatusCode::CONFLICT, "paper_there"));
    let second = on_paper(&web, &lola, id).await;
    for (hostile, status, code) in [
        (&b"GIF89a"[..], StatusCode::UNSUPPORTED_MEDIA_TYPE, "file_gif"),
        (&PDF[..30], StatusCode::UNPROCESSABLE_ENTITY, "file_damaged"),
        (&[PDF, b"PK\x05\x06"].concat()[..], StatusCode::UNPROCESSABLE_ENTITY, "file_two_in_one"),
        (b"", StatusCode::UNPROCESSABLE_ENTITY, "file_empty"),
    ] {
        let path = format!("/api/v1/clients/{id}/consents/{second}/paper");
        let answer = put(&web, Method::PUT, &lola, &path, hostile).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{}", answer.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_records_an_answer_with_its_scan_and_says_what_got_lost() {
    let web = Web::new();
    let (lola, id) = (web.sign_in("lola").await, web.client_of("Carla", Some("lola")).await);
    let path = format!("/clients/{id}/consent/informed");
    let fields = |file: &'static [u8]| -> Vec<(&'static str, Option<&'static str>, &'static [u8])> {
        vec![
            ("act", None, b"given"),
            ("manner", None, b"paper"),
            ("signer_name", None, b"Carla <Sol>"),
            ("paper", Some("hoja \u{f1}.pdf"), file),
        ]
    };
    let refused = send(&web, &lola, &path, false, &fields(b"GIF89a")).await;
    assert_eq!(refused.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{}", refused.text);
    assert!(refused.text.contains("Carla &#60;Sol&#62;") || refused.text.contains("Carla &lt;Sol&gt;"));
    assert!(refused.text.contains("hoja \u{f1}.pdf has to be chosen once more"), "{}", refused.text);
    let recorded = send(&web, &lola, &path, false, &fields(PDF)).await;
    assert_eq!(recorded.status, StatusCode::SEE_OTHER, "{}", recorded.text);
    assert!(recorded.location().ends_with("done=recorded"), "{}", recorded.location());
    let sheet = web.page(&format!("/clients/{id}/consents/1"), Some(&lola)).await;
    assert!(sheet.text.contains("Save the PDF") && !sheet.text.contains("paper-form"), "{}", sheet.text);
    // A form that comes once more without its file, as after signing in again.
    let without = "act=given&manner=paper&lost.paper=hoja.pdf";
    let kept = web.form(&path, Some(&lola), without).await;
    assert!(kept.location().ends_with("/consents/2?done=noscan"), "{}", kept.location());
    let sheet = web.page(&format!("/clients/{id}/consents/2"), Some(&lola)).await;
    assert!(sheet.text.contains("paper-form"));
    let to = format!("/clients/{id}/consents/2/paper");
    let wrong = send(&web, &lola, &to, true, &[("paper", Some("x.gif"), b"GIF89a")]).await;
    assert_eq!((wrong.status, wrong.code()), (StatusCode::UNSUPPORTED_MEDIA_TYPE, "file_gif"));
    let scan = picture(60, 40, 1);
    let attached = send(&web, &lola, &to, true, &[("paper", Some("x.jpg"), &scan)]).await;
    assert_eq!(attached.status, StatusCode::NO_CONTENT, "{}", attached.text);
    let sheet = web.page(&format!("/clients/{id}/consents/2"), Some(&lola)).await;
    assert!(sheet.text.contains("class=\"scan\""), "{}", sheet.text);
    // What was chosen before another manner was is no part of the answer.
    let spoken: [(&str, Option<&str>, &[u8]); 3] =
        [("act", None, b"declined"), ("manner", None, b"spoken"), ("paper", Some("x.pdf"), PDF)];
    let spoken = send(&web, &lola, &path, false, &spoken).await;
    assert!(spoken.location().ends_with("done=recorded"), "{}", spoken.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_signed_out_keeps_the_fields_and_is_told_of_the_file() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    web.call(Method::DELETE, "/api/v1/session", Some(&lola), None).await;
    let parts: [(&str, Option<&str>, &[u8]); 3] =
        [("name", None, b"Ada Leal"), ("phone", None, b"600 555 010"), ("photo", Some("ada.jpg"), b"GIF89a")];
    let asked = send(&web, &lola, "/clients/new", false, &parts).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED, "{}", asked.text);
    assert!(asked.text.contains("Ada Leal") && asked.text.contains("lost.photo"), "{}", asked.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_client_comes_with_a_photo_by_form_and_by_program() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    let photo = picture(60, 40, 1);
    let form = |file: &'static [u8]| -> Vec<(&'static str, Option<&'static str>, &'static [u8])> {
        vec![
            ("name", None, b"Ada Leal"),
            ("phone", None, b"600 555 010"),
            ("informed_consent", None, b"not_asked"),
            ("photo", Some("ada.jpg"), file),
        ]
    };
    let refused = send(&web, &lola, "/clients/new", false, &form(b"GIF89a")).await;
    assert_eq!(refused.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(
        refused.text.contains("value=\"Ada Leal\"")
            && refused.text.contains("ada.jpg has to be chosen once more")
    );
    let mut whole = form(b"");
    whole[3].2 = Box::leak(photo.clone().into_boxed_slice());
    let made = send(&web, &lola, "/clients/new", false, &whole).await;
    assert!(made.location().ends_with("done=added"), "{} {}", made.location(), made.text);
    let id: i64 = made.location().split(['/', '?']).nth(2).unwrap().parse().unwrap();
    let card = web.get(&format!("/api/v1/clients/{id}"), &lola).await.body;
    assert_eq!(card["photo"]["uploaded_by"], "lola");
    // Nothing chosen is no photo.
    let mut none = form(b"");
    none[1].2 = b"600 555 020";
    none[0].2 = b"Zoe Marsh";
    none[3].1 = Some("");
    let made = send(&web, &lola, "/clients/new", false, &none).await;
    assert!(made.location().ends_with("done=added"), "{}", made.text);

    let description = json!({ "name": "Noa Rey", "phone": "600 555 030" }).to_string();
    let parts = |client: &str, file: &[u8]| {
        let part = |name: &str, more: &str, content: &[u8]| {
            let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n");
            [head.as_bytes(), content, b"\r\n"].concat()
        };
        let file = part("file", "; filename=\"x.jpg\"", file);
        [part("client", "", client.as_bytes()), file, b"--edge--\r\n".to_vec()].concat()
    };
    let post = |body: Vec<u8>| {
        let request = Request::builder()
            .method(Method::POST)
            .uri("/api/v1/clients/with-photo")
            .header(header::AUTHORIZATION, format!("Bearer {lola}"))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .body(Body::from(body));
        web.send(request.unwrap())
    };
    let made = post(parts(&description, &photo)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    assert_eq!(made.body["photo"]["uploaded_by"], "lola");
    for (body, status) in [
        (parts(&description, &photo), StatusCode::CONFLICT),
        (parts("{\"name\": \"X\"}", &photo), StatusCode::UNPROCESSABLE_ENTITY),
        (parts("[1]", &photo), StatusCode::BAD_REQUEST),
        (
            parts("{\"name\": \"X\", \"phone\": \"600 555 040\"}", b"GIF89a"),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (b"--edge--\r\n".to_vec(), StatusCode::BAD_REQUEST),
        (b"nothing at all".to_vec(), StatusCode::BAD_REQUEST),
    ] {
        let answer = post(body).await;
        assert_eq!(answer.status, status, "{}", answer.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_an_appointment_are_for_whoever_sees_its_details() {
    let web = Web::new();
    let (lola, bruno, desk) =
        (web.sign_in("lola").await, web.sign_in("bruno").await, web.sign_in("recepcion").await);
    let id = web.client_of("Carla", Some("lola")).await;
    let session = session(&web, id, "lola");
    let path = format!("/api/v1/appointments/{session}/images");
    let attached = put(&web, Method::POST, &lola, &format!("{path}?title=Koi"), &picture(1_400, 15, 1)).await;
    assert_eq!(attached.status, StatusCode::CREATED, "{}", attached.text);
    assert_eq!((&attached.body["title"], &attached.body["width"]), (&json!("Koi"), &json!(1_400)));
    let paper = put(&web, Method::POST, &desk, &path, PDF).await;
    assert_eq!(paper.body["small_url"], json!(null));
    let listed = web.get(&path, &desk).await.body;
    assert_eq!(listed["items"].as_array().unwrap().len(), 2);
    for field in ["url", "large_url", "small_url"] {
        let served = get(&web, &lola, attached.body[field].as_str().unwrap(), &[]).await;
        assert_eq!((served.status, value(&served, header::CONTENT_TYPE)), (StatusCode::OK, "image/jpeg"));
        assert_eq!(value(&served, header::CACHE_CONTROL), "private, max-age=31536000, immutable");
        let refused = get(&web, &bruno, attached.body[field].as_str().unwrap(), &[]).await;
        assert_eq!((refused.status, refused.code()), (StatusCode::FORBIDDEN, "not_owner"));
    }
    let saved = get(&web, &desk, paper.body["url"].as_str().unwrap(), &[]).await;
    assert!(value(&saved, header::CONTENT_DISPOSITION).starts_with("attachment; "));
    assert_eq!(
        get(&web, &lola, &format!("{path}/1?size=640"), &[]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(put(&web, Method::POST, &bruno, &path, PDF).await.code(), "not_owner");
    assert_eq!(
        put(&web, Method::POST, &lola, "/api/v1/appointments/999/images", PDF).await.status,
        StatusCode::NOT_FOUND
    );

    let gallery = web.get(&format!("/api/v1/clients/{id}/gallery"), &lola).await.body;
    assert_eq!((&gallery["count"], &gallery["items"][0]["title"]), (&json!(1), &json!("Koi")));
    assert_eq!(gallery["items"][0]["url"], attached.body["large_url"]);
    assert_eq!(gallery["items"][0]["appointment"]["id"], session);
    let unseen = web.get(&format!("/api/v1/clients/{id}/gallery"), &bruno).await.body;
    assert_eq!(unseen["count"], 0);
    for wrong in ["kind=x", "artist_id=x", "year=x", "limit=0", "cursor=x"] {
        let answer = web.get(&format!("/api/v1/clients/{id}/gallery?{wrong}"), &lola).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}: {}", answer.text);
    }
    let page = web.page(&format!("/clients/{id}/gallery?kind=appointment"), Some(&lola)).await;
    assert!(
        page.text.contains("alt=\"Koi, ") && page.text.contains(&format!("/appointments/{session}/files"))
    );
    let pane = web.page(&format!("/clients/{id}"), Some(&lola)).await;
    assert!(pane.text.contains("alt=\"Koi, "), "{}", pane.text);

    let file = attached.body["id"].as_i64().unwrap();
    let away = web.call(Method::DELETE, &format!("{path}/{file}"), Some(&bruno), None).await;
    assert_eq!(away.code(), "not_owner");
    let away = web.call(Method::DELETE, &format!("{path}/{file}"), Some(&lola), None).await;
    assert_eq!(away.status, StatusCode::NO_CONTENT, "{}", away.text);
    assert_eq!(
        get(&web, &lola, attached.body["url"].as_str().unwrap(), &[]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn several_files_are_attached_by_a_form_and_each_refusal_has_its_name() {
    let web = Web::new();
    let (desk, bruno) = (web.sign_in("recepcion").await, web.sign_in("bruno").await);
    let id = web.client_of("Carla", Some("lola")).await;
    let path = format!("/appointments/{}/files", session(&web, id, "lola"));
    let empty = web.page(&path, Some(&desk)).await;
    assert!(empty.text.contains("Carla") && empty.text.contains("files-form"), "{}", empty.text);
    let (one, two) = (picture(60, 40, 1), picture(60, 40, 2));
    let parts: Vec<(&str, Option<&str>, &[u8])> = vec![
        ("file", Some("koi <1>.png"), &one),
        ("file", Some("movie.gif"), b"GIF89a"),
        ("file", Some("form.pdf"), PDF),
        ("title", None, b""),
    ];
    let some = send(&web, &desk, &path, false, &parts).await;
    assert_eq!(some.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{}", some.text);
    assert!(some.text.contains("movie.gif: This is a GIF"), "{}", some.text);
    assert!(some.text.contains("koi &#60;1&#62;") || some.text.contains("koi &lt;1&gt;"), "{}", some.text);
    let script = send(&web, &desk, &path, true, &parts).await;
    assert!(script.body["title"].as_str().unwrap().starts_with("movie.gif: "), "{}", script.text);
    let more =
        send(&web, &desk, &path, true, &[("file", Some("two.png"), &two), ("title", None, b"Second")]).await;
    assert_eq!(more.status, StatusCode::NO_CONTENT);
    let page = web.page(&path, Some(&desk)).await;
    assert_eq!(page.text.matches("<figure>").count(), 3, "sent twice is there once: {}", page.text);
    assert!(page.text.contains("Second"));
    let none = send(&web, &desk, &path, false, &[("title", None, b"x")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = send(&web, &bruno, &path, false, &parts).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    let gone = web.form(&format!("{path}/1/remove"), Some(&desk), "").await;
    assert!(gone.location().ends_with("done=detached"), "{}", gone.text);
    assert_eq!(web.page(&path, Some(&desk)).await.text.matches("<figure>").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_artists_own_day_shows_pictures_of_earlier_sessions_and_of_no_others() {
    let web = Web::new();
    let (lola, desk) = (web.sign_in("lola").await, web.sign_in("recepcion").await);
    let client = ClientId::new(web.client_of("Carla", Some("lola")).await);
    let now = web.test.studio.now();
    let at = |artist: &str, status, when| {
        studio_testkit::book(&web.test.studio, client, web.test.artist_of(artist), status, when).get()
    };
    let day = Duration::from_secs(24 * 60 * 60);
    let before = at("lola", AppointmentStatus::Completed, now.minus(day));
    let others = at("bruno", AppointmentStatus::Completed, now.minus(day * 2));
    let today = at("lola", AppointmentStatus::Confirmed, now.plus(Duration::from_secs(60)));
    let mut urls = Vec::new();
    for (session, seed) in [(before, 1), (others, 2), (today, 3)] {
        let path = format!("/api/v1/appointments/{session}/images?title=Koi");
        let attached = put(&web, Method::POST, &desk, &path, &picture(400, 15, seed)).await;
        assert_eq!(attached.status, StatusCode::CREATED, "{}", attached.text);
        urls.push(attached.body["small_url"].as_str().unwrap().to_owned());
    }
    let own = web.page("/", Some(&lola)).await;
    let shows = |page: &Answer| -> Vec<bool> {
        let text = page.text.replace("&#38;", "&");
        urls.iter().map(|url| text.contains(url.as_str())).collect()
    };
    let shown = shows(&own);
    assert_eq!(shown, [true, false, false], "{}", own.text);
    assert!(own.text.contains("Pictures of earlier sessions"), "{}", own.text);
    let studio = web.page("/", Some(&desk)).await;
    assert_eq!(shows(&studio), [false; 3], "{}", studio.text);
    // Of many the newest four, in each of the day's appointments of that client and in no other.
    let path = format!("/api/v1/appointments/{before}/images?title=Koi");
    for seed in 4..9 {
        let attached = put(&web, Method::POST, &desk, &path, &picture(400, 15, seed)).await;
        assert_eq!(attached.status, StatusCode::CREATED, "{}", attached.text);
    }
    let later = now.plus(Duration::from_secs(3 * 60 * 60));
    at("lola", AppointmentStatus::Confirmed, later);
    let other = ClientId::new(web.client_of("Dario", Some("lola")).await);
    let lola_is = web.test.artist_of("lola");
    let _same_day = studio_testkit::book(
        &web.test.studio,
        other,
        lola_is,
        AppointmentStatus::Confirmed,
        later.plus(Duration::from_secs(3 * 60 * 60)),
    );
    let own = web.page("/", Some(&lola)).await;
    assert_eq!(own.text.matches("earlier-pictures").count(), 2, "{}", own.text);
    assert_eq!(own.text.matches(r#"width="56""#).count(), 8, "{}", own.text);
    assert_eq!(shows(&own), [false; 3], "the older one gave way to newer ones");
}
