//! What pages do that data does not: coming back, keeping what was typed, asking for the code, telling a script less.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use axum::http::{StatusCode, header};
use serde_json::json;
use studio_app::{Link, UserInput};
use studio_testkit::{CODE, PASSWORD};
use studio_text::{Lang, has};

use crate::kit::{Answer, Web};

fn cookie(answer: &Answer) -> String {
    let given = answer.headers[header::SET_COOKIE].to_str().unwrap();
    given.strip_prefix("studio_session=").unwrap().split(';').next().unwrap().to_owned()
}

fn sign_in_as(name: &str, more: &str) -> String {
    format!("username={name}&password={}{more}", PASSWORD.replace(' ', "+"))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_sent_to_sign_in_comes_back() {
    let web = Web::new();
    let sent = web.page("/clients?q=sof%C3%ADa&sort=last", None).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(sent.location(), "/sign-in?next=%2Fclients%3Fq%3Dsof%25C3%25ADa%26sort%3Dlast");
    let form = web.page(sent.location(), None).await;
    assert!(
        form.text.contains(r#"name="next" value="/clients?q=sof%C3%ADa&#38;sort=last""#),
        "{}",
        form.text
    );
    let fields = sign_in_as("lola", "&next=%2Fclients%3Fq%3Dsof%25C3%25ADa%26sort%3Dlast");
    let back = web.form("/sign-in", None, &fields).await;
    assert_eq!((back.status, back.location()), (StatusCode::SEE_OTHER, "/clients?q=sof%C3%ADa&sort=last"));
    assert_eq!(web.page("/clients", Some(&cookie(&back))).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_to_another_site() {
    let web = Web::new();
    for next in
        ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "javascript%3Aalert(1)"]
    {
        let back = web.form("/sign-in", None, &sign_in_as("lola", &format!("&next={next}"))).await;
        assert_eq!((back.status, back.location()), (StatusCode::SEE_OTHER, "/"), "{next}");
        let resumed = web.form("/sign-in", None, &sign_in_as("lola", &format!("&resume={next}"))).await;
        assert_eq!((resumed.status, resumed.location()), (StatusCode::SEE_OTHER, "/"), "{next}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_outlives_the_session() {
    let web = Web::new();
    let lola = web.sign_in("lola").await;
    web.wait(13 * 60);
    let late =
        web.form("/clients/new", Some(&lola), "name=Ana+%26+Co&phone=600+700+800&master_code=secret").await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    for kept in [
        r#"name="resume" value="/clients/new""#,
        r#"name="keep.name" value="Ana &#38; Co""#,
        r#"name="keep.phone" value="600 700 800""#,
    ] {
        assert!(late.text.contains(kept), "{kept} in {}", late.text);
    }
    assert!(!late.text.contains("secret"));
    let more = "&resume=%2Fclients%2Fnew&keep.name=Ana+%26+Co&keep.phone=600+700+800";
    let again = web.form("/sign-in", None, &sign_in_as("lola", more)).await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(again.text.contains(r#"<form method="post" action="/clients/new""#), "{}", again.text);
    assert!(again.text.contains(r#"name="name" value="Ana &#38; Co""#), "{}", again.text);
    let saved = web.form("/clients/new", Some(&cookie(&again)), "name=Ana+%26+Co&phone=600+700+800").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert!(web.page(saved.location(), Some(&cookie(&again))).await.text.contains("Ana &#38; Co"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_is_asked_with_everything_typed_and_the_act_carries_on() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let desk = web.sign_in("recepcion").await;
    let path = format!("/clients/{id}/edit");
    let typed =
        "version=1&name=Sof%C3%ADa+N&phone=600+100+200&city=Oaxaca+de+Ju%C3%A1rez&styles=&styles=Blackwork";
    let asked = web.form(&path, Some(&desk), typed).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    for kept in [
        r#"value="Oaxaca de Juárez""#,
        r#"value="Sofía N""#,
        r#"value="Blackwork" checked"#,
        r#"name="master_code""#,
    ] {
        assert!(asked.text.contains(kept), "{kept} in {}", asked.text);
    }
    let wrong = web.form(&path, Some(&desk), &format!("{typed}&master_code=cuatro-agujas")).await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    assert!(
        wrong.text.contains(r#"value="Oaxaca de Juárez""#) && wrong.text.contains(r#"name="master_code""#)
    );
    assert!(!wrong.text.contains("cuatro-agujas"));
    let right = web.form(&path, Some(&desk), &format!("{typed}&master_code={CODE}")).await;
    assert_eq!(
        (right.status, right.location()),
        (StatusCode::SEE_OTHER, format!("/clients/{id}?done=saved").as_str())
    );
    let page = web.page(&format!("/clients/{id}?tab=preferences"), Some(&desk)).await;
    assert!(
        page.text.contains("Oaxaca de Juárez")
            && page.text.contains("Blackwork")
            && page.text.contains("data-until")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn archiving_asks_for_the_code_and_carries_on() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let desk = web.sign_in("recepcion").await;
    let path = format!("/clients/{id}/archive");
    let asked = web.form(&path, Some(&desk), "version=1").await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    assert!(
        asked.text.contains(&format!(r#"action="{path}""#))
            && asked.text.contains(r#"name="version" value="1""#)
    );
    let wrong = web.form(&path, Some(&desk), "version=1&master_code=x").await;
    assert!(wrong.text.contains(r#"name="version" value="1""#) && wrong.status == StatusCode::FORBIDDEN);
    let right = web.form(&path, Some(&desk), &format!("version=1&master_code={CODE}")).await;
    assert_eq!(right.location(), format!("/clients/{id}?done=archived"));
    let back = web.form(&format!("/clients/{id}/restore"), Some(&desk), "version=2").await;
    assert_eq!(back.location(), format!("/clients/{id}?done=restored"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_is_told_and_keeps_what_was_typed() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let admin = web.sign_in("marta").await;
    let path = format!("/clients/{id}/edit");
    assert_eq!(web.form(&path, Some(&admin), "version=1&city=Puebla").await.status, StatusCode::SEE_OTHER);
    let second = web.form(&path, Some(&admin), "version=1&city=Oaxaca").await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.text.contains(r#"name="city" type="text" value="Oaxaca""#), "{}", second.text);
    let client = web.get(&format!("/api/v1/clients/{id}"), &admin).await;
    assert_eq!(client.body["city"], "Puebla");
    // Whoever saves again has seen what stands there; what was not touched here is not taken back.
    let fields =
        "version=1&city=Oaxaca&was.city=&gender=&was.gender=&phone=600+100+200&was.phone=600+100+200";
    assert_eq!(web.form(&path, Some(&admin), "version=2&gender=mujer").await.status, StatusCode::SEE_OTHER);
    let told = web.form(&path, Some(&admin), fields).await;
    assert!(told.status == StatusCode::CONFLICT && told.text.contains("Puebla"), "{}", told.text);
    assert!(
        told.text.contains(r#"name="version" value="3""#) && told.text.contains(r#"value="mujer""#),
        "{}",
        told.text
    );
    let again = "version=3&city=Oaxaca&gender=mujer&phone=600+100+200";
    assert_eq!(web.form(&path, Some(&admin), again).await.status, StatusCode::SEE_OTHER);
    let client = web.get(&format!("/api/v1/clients/{id}"), &admin).await;
    assert_eq!((&client.body["city"], &client.body["gender"]), (&json!("Oaxaca"), &json!("mujer")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_likely_duplicate_is_shown_and_can_be_saved_all_the_same() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let desk = web.sign_in("recepcion").await;
    let shown = web.form("/clients/new", Some(&desk), "name=Sofia&phone=600100200").await;
    assert_eq!(shown.status, StatusCode::CONFLICT);
    assert!(
        shown.text.contains(&format!(r#"href="/clients/{id}""#)) && shown.text.contains(r#"name="anyway""#)
    );
    let saved = web.form("/clients/new", Some(&desk), "name=Sofia&phone=600100200&anyway=1").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_gets_rows_and_304_when_nothing_changed() {
    let web = Web::new();
    web.client_of("Sofía", None).await;
    let desk = web.sign_in("recepcion").await;
    let rows = |tag: Option<String>, token: Option<String>| {
        let mut request = axum::http::Request::get("/clients?q=sof").header("x-fragment", "rows");
        if let Some(token) = token {
            request = request.header(header::COOKIE, format!("studio_session={token}"));
        }
        if let Some(tag) = tag {
            request = request.header(header::IF_NONE_MATCH, tag);
        }
        request.body(axum::body::Body::empty()).unwrap()
    };
    let first = web.send(rows(None, Some(desk.clone()))).await;
    let tag = first.headers[header::ETAG].to_str().unwrap().to_owned();
    assert!(first.text.contains("Sofía") && !first.text.contains("<html"), "{}", first.text);
    let same = web.send(rows(Some(tag.clone()), Some(desk.clone()))).await;
    assert_eq!((same.status, same.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    web.client_of("Sofronio", None).await;
    let changed = web.send(rows(Some(tag), Some(desk.clone()))).await;
    assert!(changed.status == StatusCode::OK && changed.text.contains("Sofronio"));
    assert_eq!(
        web.send(rows(None, None)).await.status,
        StatusCode::UNAUTHORIZED,
        "a script is told, not sent on"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_typed_is_text_and_nothing_else() {
    let web = Web::new();
    let admin = web.sign_in("marta").await;
    let evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    let body = json!({ "name": evil, "phone": "600 100 200", "city": evil, "gender": evil });
    let id = web.post("/api/v1/clients", &admin, body).await.body["id"].as_i64().unwrap();
    web.post(&format!("/api/v1/clients/{id}/notes"), &admin, json!({ "text": evil })).await;
    for path in [
        "/",
        "/clients",
        "/find?q=script",
        "/clients?q=%3Cscript%3E",
        &format!("/clients/{id}"),
        &format!("/clients/{id}?tab=preferences"),
        &format!("/clients/{id}/edit"),
        "/clients/new?name=%3Cscript%3Ealert(1)",
        "/sign-in?next=%22%3E%3Cscript%3E",
    ] {
        let page = web.page(path, Some(&admin)).await;
        assert!(page.status.is_success(), "{path}: {}", page.status);
        assert!(!page.text.contains("<script>") && !page.text.contains("<img"), "{path}: {}", page.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_hold_nothing_that_the_policy_of_content_forbids() {
    let web = Web::new();
    let id = web.client_of("Sofía", Some("lola")).await;
    let desk = web.sign_in("recepcion").await;
    for path in [
        "/",
        "/clients",
        "/clients/new",
        "/styleguide",
        "/elevation",
        "/sign-in",
        "/nowhere",
        &format!("/clients/{id}"),
        &format!("/clients/{id}?tab=consents"),
        &format!("/clients/{id}/consent/informed"),
        &format!("/clients/{id}/consent/informed/form"),
    ] {
        let text = web.page(path, Some(&desk)).await.text;
        assert!(
            !text.contains(" style=") && !text.contains("<style") && !text.contains("javascript:"),
            "{path}"
        );
        assert!(!text.contains(" onclick=") && !text.contains(" onload="), "{path}");
        for script in text.split("<script").skip(1) {
            assert!(script.starts_with(" type=\"module\" src=\"/assets/"), "{path}: {script}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn assets_are_kept_for_good_under_their_own_revision_only() {
    let web = Web::new();
    let page = web.page("/sign-in", None).await.text;
    let script = page.split("src=\"").nth(1).unwrap().split('"').next().unwrap();
    let asset = web.page(script, None).await;
    assert_eq!(asset.headers[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
    assert_eq!(asset.headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(web.page("/assets/old/app.js", None).await.headers[header::CACHE_CONTROL], "no-store");
    for missing in [
        "/assets/x/nothing.js",
        "/assets/x/..%2Fsrc%2Flib.rs",
        "/assets/x/../Cargo.toml",
        "/assets/x//etc/passwd",
    ] {
        assert_eq!(web.page(missing, None).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_spent_once() {
    let web = Web::new();
    let admin = web.test.admin();
    let added = web
        .test
        .studio
        .add_user(&admin, "nuria", "assistant", Link::None, UserInput::default(), None)
        .unwrap();
    let token = added.invitation.unwrap().token.reveal();
    let path = format!("/invitation/{token}");
    let form = web.page(&path, None).await;
    assert!(form.status == StatusCode::OK && form.text.contains("nuria"), "{}", form.text);
    let weak =
        web.form("/invitation", None, &format!("token={token}&password=short&password_again=short")).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.text.contains(&token) && !weak.text.contains("short\""));
    let other = format!("token={token}&password=cuatro+agujas+de+tinta&password_again=cuatro+agujas");
    let other = web.form("/invitation", None, &other).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other.text.contains("id=\"e-password_again\""), "{}", other.text);
    let twice = "password=cuatro+agujas+de+tinta&password_again=cuatro+agujas+de+tinta";
    let set = web.form("/invitation", None, &format!("token={token}&{twice}")).await;
    assert_eq!((set.status, set.location()), (StatusCode::SEE_OTHER, "/sign-in?done=invited"));
    for again in [
        web.page(&path, None).await,
        web.form(
            "/invitation",
            None,
            &format!("token={token}&password=otra+vez+la+tinta&password_again=otra+vez+la+tinta"),
        )
        .await,
    ] {
        assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);
    }
    let signed_in = web.form("/sign-in", None, "username=nuria&password=cuatro+agujas+de+tinta").await;
    assert_eq!(signed_in.status, StatusCode::SEE_OTHER);
}

/// Every message that a template or a page names by its key is there in each language.
#[test]
fn every_message_of_the_pages_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("templates"), root.join("src/pages")];
    let mut keys = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap();
            for call in [".t(\"", ".with(\"", ".count(\""] {
                let named = text.split(call).skip(1).filter_map(|rest| rest.split('"').next());
                keys.extend(
                    named
                        .filter(|key| key.contains('-') && !key.contains('{'))
                        .map(|key| key.replace('_', "-")),
                );
            }
        }
    }
    assert!(keys.len() > 80, "only {} keys were found", keys.len());
    for lang in Lang::ALL.iter().copied() {
        let missing: Vec<_> = keys.iter().filter(|key| !has(lang, key)).collect();
        assert!(missing.is_empty(), "{lang}: {missing:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_code_nobody_is_asked_for_one() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    web.test.studio.clear_code(&web.test.studio.operator().unwrap()).unwrap();
    let desk = web.sign_in("recepcion").await;
    for (path, fields) in [
        (format!("/clients/{id}/edit"), "version=1&city=Puebla"),
        (format!("/clients/{id}/archive"), "version=1"),
    ] {
        let told = web.form(&path, Some(&desk), fields).await;
        assert!(!told.text.contains(r#"name="master_code""#), "{}", told.text);
        assert!(
            told.text.contains("No master code is set") && told.text.contains("studio code set"),
            "{path}"
        );
        assert!(
            told.text.contains(r#"value="Puebla""#) || path.ends_with("archive"),
            "nothing typed is lost"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_code_is_called_empty() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let desk = web.sign_in("recepcion").await;
    for (path, fields) in [
        (format!("/clients/{id}/edit"), "version=1&city=Puebla&master_code="),
        (format!("/clients/{id}/archive"), "version=1&master_code="),
        ("/elevation".to_owned(), "master_code=&next=%2F"),
    ] {
        let told = web.form(&path, Some(&desk), fields).await;
        assert!(told.status.is_client_error() && told.text.contains("The master code is empty"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_assistants_are_asked_for_the_code() {
    let web = Web::new();
    for name in ["marta", "lola"] {
        let told = web.page("/elevation", Some(&web.sign_in(name).await)).await;
        assert_eq!(told.status, StatusCode::FORBIDDEN);
        assert!(told.text.contains("Only assistants enter the master code"), "{}", told.text);
    }
    for desk in [web.sign_in("recepcion").await, web.elevated_desk().await] {
        assert_eq!(web.page("/elevation", Some(&desk)).await.status, StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_before_the_session_ended_is_shown_to_its_own_person() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let admin = web.sign_in("marta").await;
    web.wait(13 * 60);
    let path = format!("/clients/{id}/edit");
    let fields = "version=1&city=Oaxaca&was.city=Puebla&gender=mujer&was.gender=mujer";
    let late = web.form(&path, Some(&admin), fields).await;
    let whose = late.text.split(r#"name="whose" value=""#).nth(1).unwrap().split('"').next().unwrap();
    assert!(!whose.is_empty());
    let more = format!(
        "&resume=%2Fclients%2F{id}%2Fedit&whose={whose}&keep.version=1&keep.city=Oaxaca&keep.was.city=Puebla\
         &keep.gender=mujer&keep.was.gender=mujer"
    );
    let own = web.form("/sign-in", None, &sign_in_as("marta", &more)).await;
    assert_eq!(own.status, StatusCode::OK);
    for part in ["Record of Sofía", "<dt>City</dt><dd>Oaxaca</dd>", r#"name="version" value="1""#] {
        assert!(own.text.contains(part), "no {part} in {}", own.text);
    }
    assert!(!own.text.contains("<dd>mujer</dd>"), "what was not touched is not shown");
    let other = web.form("/sign-in", None, &sign_in_as("lola", &more)).await;
    assert_eq!((other.status, other.location()), (StatusCode::SEE_OTHER, "/?done=dropped"));
    assert!(
        web.page(other.location(), Some(&cookie(&other))).await.text.contains("belonged to another account")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn saving_what_is_there_says_that_nothing_was_changed() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let admin = web.sign_in("marta").await;
    let form = web.page(&format!("/clients/{id}/edit"), Some(&admin)).await;
    assert!(
        form.text.contains(r#"value="Sofía" data-max="120" autocomplete="off" required autofocus"#),
        "{}",
        form.text
    );
    let fields = "version=1&name=Sof%C3%ADa&phone=600+100+200&city=&styles=";
    let same = web.form(&format!("/clients/{id}/edit"), Some(&admin), fields).await;
    assert_eq!(same.location(), format!("/clients/{id}?done=same"));
    let client = web.get(&format!("/api/v1/clients/{id}"), &admin).await;
    assert_eq!(client.body["version"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_odd_address_shows_the_page_and_says_what_it_left_out() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let admin = web.sign_in("marta").await;
    for (odd, plain) in [
        ("/clients?sort=xx&q=sof", "/clients?q=sof"),
        ("/clients?status=gone", "/clients"),
        ("/clients?artist=x&sort=last", "/clients?sort=last"),
        ("/clients?sort=last-sideways", "/clients"),
        ("/clients?cursor=%00", "/clients"),
        (&format!("/clients/{id}?tab=notes&cursor=x"), &format!("/clients/{id}?tab=notes")),
        (&format!("/clients/{id}?tab=health&cursor=x"), &format!("/clients/{id}?tab=health")),
        (&format!("/clients/{id}?appointments=soon"), &format!("/clients/{id}")),
        (&format!("/clients/{id}/gallery?year=x"), &format!("/clients/{id}/gallery")),
    ] {
        let led = web.page(odd, Some(&admin)).await;
        let mark = if plain.contains('?') { '&' } else { '?' };
        assert_eq!(
            (led.status, led.location()),
            (StatusCode::SEE_OTHER, &*format!("{plain}{mark}done=leftout")),
            "{odd}"
        );
        let shown = web.page(led.location(), Some(&admin)).await;
        assert!(shown.status == StatusCode::OK && shown.text.contains("could not be understood"), "{odd}");
    }
    for fine in ["/clients?page=7", "/clients?sort=name", &format!("/clients/{id}?tab=xx")] {
        assert_eq!(web.page(fine, Some(&admin)).await.status, StatusCode::OK, "{fine}");
    }
}
