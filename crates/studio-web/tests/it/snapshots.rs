//! Every page and every problem as it is written, so that a change of words or structure is seen where it is made.

use axum::http::{Method, StatusCode};
use serde_json::json;
use studio_testkit::CODE;

use crate::kit::{Answer, Web};

/// What differs from run to run, made the same.
fn steady(answer: &Answer) -> String {
    let id = answer.headers["x-request-id"].to_str().unwrap();
    let mut text = answer.text.replace(id, "NUMBER");
    while let Some(start) = text.find("/assets/").filter(|start| !text[*start..].starts_with("/assets/REV")) {
        let end = text[start + 8..].find('/').unwrap() + start + 8;
        text.replace_range(start..end, "/assets/REV");
        text = text.replacen("/assets/REV", "/a-s-s-e-t-s/REV", 1);
    }
    let mut text = text.replace("/a-s-s-e-t-s/", "/assets/");
    while let Some(start) = text.find("<svg") {
        let end = text[start..].find("</svg>").unwrap() + start + 6;
        text.replace_range(start..end, "(icon)");
    }
    let lines: Vec<_> = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).collect();
    format!("{}\n{}\n", answer.status.as_u16(), lines.join("\n"))
}

async fn full(web: &Web) -> i64 {
    let admin = web.sign_in("marta").await;
    let body = json!({
        "name": "Sofía  O'Farrill-Núñez ", "phone": "+52 608 139 0996", "email": "sofia@example.org", "instagram": "@tinta_sofi",
        "birth_date": "2010-02-03", "city": "Oaxaca", "styles": ["Fine line"], "source": "Instagram",
        "preferred_artist_id": web.test.artist_of("lola").get(),
        "emergency": { "name": "Elena Núñez", "relationship": "madre", "phone": "608 139 0997" },
        "guardian": { "name": "Elena Núñez", "relationship": "madre", "phone": "608 139 0997" },
    });
    let made = web.post("/api/v1/clients", &admin, body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let id = made.body["id"].as_i64().unwrap();
    let note = json!({ "text": "Prefiere <las> mañanas\ny trae \"referencia\"" });
    assert_eq!(
        web.post(&format!("/api/v1/clients/{id}/notes"), &admin, note).await.status,
        StatusCode::CREATED
    );
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_the_front_desk() {
    let web = Web::new();
    let id = full(&web).await;
    let desk = web.sign_in("recepcion").await;
    for (name, path) in [
        ("today", "/".to_owned()),
        ("agenda-day", "/agenda".to_owned()),
        ("agenda-list-none", "/agenda?view=list".to_owned()),
        ("clients", "/clients?q=sofia&sort=next".to_owned()),
        ("clients-none", "/clients?q=nobody".to_owned()),
        ("client-new", "/clients/new?name=Ana".to_owned()),
        ("client-notes", format!("/clients/{id}?done=saved")),
        ("client-preferences", format!("/clients/{id}?tab=preferences")),
        ("client-consents", format!("/clients/{id}?tab=consents")),
        ("client-consent", format!("/clients/{id}/consent/image_use")),
        ("client-consent-blank", format!("/clients/{id}/consent/reminders/form?language=es")),
        ("client-emergency", format!("/clients/{id}?tab=emergency")),
        ("client-health-none", format!("/clients/{id}?tab=health")),
        ("client-health-form", format!("/clients/{id}/health")),
        ("client-edit", format!("/clients/{id}/edit")),
        ("preferences-edit", format!("/clients/{id}?tab=preferences&edit=1")),
        ("emergency-edit", format!("/clients/{id}?tab=emergency&edit=1")),
        ("clients-export", "/clients/export?q=sofia".to_owned()),
        ("clients-import", "/clients/import".to_owned()),
        ("elevation", "/elevation".to_owned()),
        ("find", "/find?q=sof".to_owned()),
        ("client-missing", "/clients/999".to_owned()),
        ("wrong-filter", "/clients?done=leftout".to_owned()),
    ] {
        insta::assert_snapshot!(name, steady(&web.page(&path, Some(&desk)).await));
    }
    let answer = "act=given&manner=paper&signer=guardian&guardian_name=Elena+N%C3%BA%C3%B1ez&guardian_phone=608+139+0997";
    let recorded = web.form(&format!("/clients/{id}/consent/reminders"), Some(&desk), answer).await;
    assert_eq!(recorded.status, StatusCode::SEE_OTHER, "{}", recorded.text);
    let proof = web.page(&format!("/clients/{id}/consents/1"), Some(&desk)).await;
    insta::assert_snapshot!("client-consent-proof", steady(&proof));
    let admin = web.sign_in("marta").await;
    let texts = web.page("/settings/consents?kind=reminders&language=en", Some(&admin)).await;
    insta::assert_snapshot!("consent-texts", steady(&texts));
    let health = format!("/clients/{id}/health");
    web.form(&health, Some(&desk), "diabetes=no&skin=yes&skin.detail=quemadura&observations=se+marea").await;
    web.form(&health, Some(&desk), "diabetes=yes&diabetes.detail=tipo+2&skin=yes&skin.detail=quemadura")
        .await;
    let tab = web.page(&format!("/clients/{id}?tab=health"), Some(&desk)).await;
    insta::assert_snapshot!("client-health", steady(&tab));
    let unanswered = web.form(&health, Some(&desk), "skin=&skin.detail=quemadura&seen=0").await;
    insta::assert_snapshot!("client-health-invalid", steady(&unanswered));
    let refused = web.form(&format!("/clients/{id}/archive"), Some(&desk), "version=2").await;
    insta::assert_snapshot!("code-asked", steady(&refused));
    let invalid = web.form("/clients/new", Some(&desk), "name=+&phone=call+me&email=a").await;
    insta::assert_snapshot!("client-invalid", steady(&invalid));
    let likely =
        web.form("/clients/new", Some(&desk), "name=Sof%C3%ADa&phone=6081390996&instagram=tinta_sofi").await;
    insta::assert_snapshot!("client-likely", steady(&likely));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_others_and_of_nobody() {
    let web = Web::new();
    let id = full(&web).await;
    insta::assert_snapshot!("sign-in", steady(&web.page("/sign-in?next=%2Fclients", None).await));
    let wrong = web.form("/sign-in", None, "username=marta&password=wrong&next=%2Fclients").await;
    insta::assert_snapshot!("sign-in-wrong", steady(&wrong));
    insta::assert_snapshot!("invitation-spent", steady(&web.page("/invitation/AAAA", None).await));
    insta::assert_snapshot!("nowhere", steady(&web.page("/nowhere", None).await));
    let bruno = web.sign_in("bruno").await;
    insta::assert_snapshot!(
        "correct",
        steady(&web.page(&format!("/clients/{id}/correct?field=city"), Some(&bruno)).await)
    );
    let correction = web.correction_of(id).await;
    let path = format!("/clients/{id}/corrections/{correction}");
    let desk = web.sign_in("recepcion").await;
    insta::assert_snapshot!("correction", steady(&web.page(&path, Some(&desk)).await));
    insta::assert_snapshot!(
        "correction-code",
        steady(&web.form(&format!("{path}/decline"), Some(&desk), "version=1&answer=Not+so").await)
    );
    let admin = web.sign_in("marta").await;
    insta::assert_snapshot!("permissions", steady(&web.page("/settings/permissions", Some(&admin)).await));
    let path = format!("/clients/{id}");
    insta::assert_snapshot!("client-of-another", steady(&web.page(&path, Some(&bruno)).await));
    insta::assert_snapshot!("edit-refused", steady(&web.page(&format!("{path}/edit"), Some(&bruno)).await));
    let elevated = web.elevated_desk().await;
    insta::assert_snapshot!("today-elevated", steady(&web.page("/", Some(&elevated)).await));
    assert_eq!(CODE, "tres-agujas", "the pages were taken with it");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_style_guide_in_spanish() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let to = web.form("/me/look", Some(&desk), "language=es&theme=dark&next=%2Fstyleguide").await;
    assert_eq!((to.status, to.location()), (StatusCode::SEE_OTHER, "/styleguide"));
    insta::assert_snapshot!("styleguide", steady(&web.page(to.location(), Some(&desk)).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn problems_for_programs() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let problem = |answer: &Answer| steady(answer).replace(r#""NUMBER""#, "NUMBER");
    let id = full(&web).await;
    for (name, method, path, body) in [
        ("problem-missing", Method::GET, "/api/v1/clients/999".to_owned(), None),
        ("problem-refused", Method::GET, "/api/v1/audit".to_owned(), None),
        (
            "problem-code",
            Method::POST,
            format!("/api/v1/clients/{id}/archive"),
            Some(json!({ "version": 1 })),
        ),
        (
            "problem-invalid",
            Method::POST,
            "/api/v1/clients".to_owned(),
            Some(json!({ "name": "", "phone": "x" })),
        ),
        ("problem-malformed", Method::POST, "/api/v1/clients".to_owned(), Some(json!([1]))),
    ] {
        insta::assert_snapshot!(name, problem(&web.call(method, &path, Some(&desk), body).await));
    }
    insta::assert_snapshot!(
        "problem-nobody",
        problem(&web.call(Method::GET, "/api/v1/clients", None, None).await)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_merging_and_deleting() {
    let web = Web::new();
    let id = full(&web).await;
    let admin = web.sign_in("marta").await;
    let twin = json!({
        "name": "Sofia OFarrill", "phone": "+52 608 139 0996", "city": "Puebla", "styles": ["Dotwork"], "confirm_duplicates": true,
    });
    let twin = web.post("/api/v1/clients", &admin, twin).await.body["id"].as_i64().unwrap();
    let desk = web.sign_in("recepcion").await;
    for (name, path) in [
        ("client-twin", format!("/clients/{twin}")),
        ("client-merge-choose", format!("/clients/{id}/merge?q=sofia")),
        ("client-merge", format!("/clients/{id}/merge?other={twin}")),
        ("client-delete", format!("/clients/{twin}/delete")),
    ] {
        insta::assert_snapshot!(name, steady(&web.page(&path, Some(&desk)).await));
    }
    let wrong =
        web.form(&format!("/clients/{twin}/delete"), Some(&admin), "version=1&confirm_name=Ana").await;
    insta::assert_snapshot!("client-delete-wrong", steady(&wrong));
    let merge = json!({ "other_id": twin, "version": 1, "other_version": 1 });
    let merged = web.post(&format!("/api/v1/clients/{id}/merge"), &admin, merge).await;
    assert_eq!(merged.status, StatusCode::OK, "{}", merged.text);
    insta::assert_snapshot!(
        "client-merged",
        steady(&web.page(&format!("/clients/{id}?done=merged"), Some(&desk)).await)
    );
}
