//! Pictures of people over HTTP: sent by programs and by the form, shown in the menu and on the public page, refused to others.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use studio_testkit::picture;

use crate::kit::{Answer, Web};
use crate::photos::{get, send, value};

async fn put(web: &Web, token: &str, path: &str, file: Vec<u8>) -> Answer {
    let request = Request::builder()
        .method(Method::PUT)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::from(file));
    web.send(request.unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_sets_the_own_picture_and_admins_everybodys() {
    let web = Web::new();
    let (lola, marta) = (web.sign_in("lola").await, web.sign_in("marta").await);
    let set = put(&web, &lola, "/api/v1/me/photo", picture(60, 40, 1)).await;
    assert_eq!(set.status, StatusCode::OK, "{}", set.text);
    let (id, url) =
        (set.body["user_id"].as_i64().unwrap(), set.body["small_url"].as_str().unwrap().to_owned());
    let shown = get(&web, &web.sign_in("bruno").await, &url, &[]).await;
    assert_eq!((shown.status, value(&shown, header::CONTENT_TYPE)), (StatusCode::OK, "image/jpeg"));
    assert_eq!(value(&shown, header::CACHE_CONTROL), "private, max-age=31536000, immutable");
    assert_eq!(get(&web, "nobody", &url, &[]).await.status, StatusCode::UNAUTHORIZED);
    let path = format!("/api/v1/users/{id}/photo");
    for name in ["bruno", "recepcion", "lola"] {
        let refused = put(&web, &web.sign_in(name).await, &path, picture(60, 40, 2)).await;
        assert_eq!(
            (refused.status, &refused.body["code"]),
            (StatusCode::FORBIDDEN, &"no_grant".into()),
            "{name}"
        );
    }
    let other = put(&web, &marta, &path, picture(60, 40, 3)).await;
    assert_eq!(other.status, StatusCode::OK, "{}", other.text);
    assert_ne!(other.body["small_url"], url);
    assert_eq!(
        put(&web, &marta, "/api/v1/users/4711/photo", picture(60, 40, 3)).await.status,
        StatusCode::NOT_FOUND
    );
    let gif = put(&web, &lola, "/api/v1/me/photo", b"GIF89a".to_vec()).await;
    assert_eq!((gif.status, &gif.body["code"]), (StatusCode::UNSUPPORTED_MEDIA_TYPE, &"file_gif".into()));
    let gone = web.call(Method::DELETE, "/api/v1/me/photo", Some(&lola), None).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(get(&web, &marta, &path, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_sets_the_own_picture_and_the_menu_shows_it() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    let file = picture(60, 40, 1);
    let sent = send(&web, &lola, "/me/photo", false, &[("photo", Some("me.png"), &file)]).await;
    assert_eq!(
        (sent.status, value(&sent, header::LOCATION)),
        (StatusCode::SEE_OTHER, "/me/photo?done=photo")
    );
    let page = web.page("/clients", Some(&lola)).await.text;
    assert!(page.contains("<summary><img class=\"avatar\" src=\"/api/v1/users/"), "{page}");
    let told = send(&web, &lola, "/me/photo", false, &[("photo", Some("me.gif"), b"GIF89a")]).await;
    assert_eq!(told.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(told.text.contains("class=\"avatar huge\"") && told.text.contains("GIF"), "{}", told.text);
    let script = send(&web, &lola, "/me/photo", true, &[("photo", Some("me.png"), &file)]).await;
    assert_eq!(script.status, StatusCode::NO_CONTENT);
}

#[tokio::test(flavor = "multi_thread")]
async fn visitors_get_the_artists_picture_while_the_page_is_on() {
    let web = Web::new();
    let (lola, marta) = (web.sign_in("lola").await, web.sign_in("marta").await);
    put(&web, &lola, "/api/v1/me/photo", picture(60, 40, 1)).await;
    let artist = web.test.artist_of("lola");
    let page = format!("/api/v1/artists/{artist}/portfolio/page");
    let on = serde_json::json!({ "version": 0, "slug": "lola-vega", "public": true });
    assert_eq!(web.call(Method::PUT, &page, Some(&lola), Some(on)).await.status, StatusCode::OK);
    let visit = async |path: &str| web.send(Request::builder().uri(path).body(Body::empty()).unwrap()).await;
    assert_eq!(visit("/p/lola-vega/face/512").await.status, StatusCode::NOT_FOUND);
    web.test.studio.set_setting(&web.test.admin(), "portfolio.public", "on", None).unwrap();
    let html = visit("/p/lola-vega").await.text;
    let address = html.split("class=\"showcase-face\" src=\"").nth(1).unwrap().split('"').next().unwrap();
    let face = visit(address).await;
    assert_eq!((face.status, value(&face, header::CACHE_CONTROL)), (StatusCode::OK, "private, no-cache"));
    assert_eq!(visit("/p/lola-vega/face/4096").await.status, StatusCode::NOT_FOUND);
    let off = serde_json::json!({ "version": 1, "slug": "lola-vega", "public": false });
    assert_eq!(web.call(Method::PUT, &page, Some(&marta), Some(off)).await.status, StatusCode::OK);
    assert_eq!(visit(address).await.status, StatusCode::NOT_FOUND);
}
