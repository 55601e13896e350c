//! Consents over HTTP: asked for on a page, signed, shown as a sheet, withdrawn; and the same by the API.

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::kit::Web;

const STROKES: &str = "900x320;10,20 300,90;400,80";

/// What the page carries beside what is typed.
fn hidden<'t>(page: &'t str, name: &str) -> &'t str {
    let field = format!("name=\"{name}\" value=\"");
    page.split(&field).nth(1).unwrap_or_else(|| panic!("no {name} in {page}")).split('"').next().unwrap()
}

fn encoded(pairs: &[(&str, &str)]) -> String {
    let escape = |text: &str| {
        text.bytes().fold(String::new(), |mut all, byte| {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => all.push(char::from(byte)),
                _ => all.push_str(&format!("%{byte:02X}")),
            }
            all
        })
    };
    pairs.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect::<Vec<_>>().join("&")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_goes_from_the_pad_to_the_sheet() {
    let web = Web::new();
    let (id, desk) = (web.client_of("Sofía Núñez", Some("lola")).await, web.sign_in("recepcion").await);
    let place = format!("/clients/{id}/consent/informed");
    let page = web.page(&format!("{place}?language=es"), Some(&desk)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Quiero tatuarme en este estudio"), "{}", page.text);
    let hash = hidden(&page.text, "text_hash");
    let answer = encoded(&[
        ("language", "es"),
        ("text_hash", hash),
        ("signer", "client"),
        ("manner", "screen"),
        ("signature", STROKES),
        ("act", "given"),
    ]);
    let saved = web.form(&place, Some(&desk), &answer).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert_eq!(saved.location(), format!("/clients/{id}?tab=consents&done=recorded"));

    let tab = web.page(saved.location(), Some(&desk)).await.text;
    assert!(tab.contains("consent-given") && tab.contains("Given"), "{tab}");
    let sheet = tab.split("/consents/").nth(1).unwrap().split('"').next().unwrap();
    let sheet = format!("/clients/{id}/consents/{sheet}");
    let paper = web.page(&sheet, Some(&desk)).await.text;
    for part in
        ["Tinta y Punto", "Sofía Núñez", "Quiero tatuarme", hash, "recepcion", "2026", "America/Mexico_City"]
    {
        assert!(paper.contains(part), "no {part} in {paper}");
    }
    let picture = format!("{sheet}/signature.png");
    assert!(paper.contains(&format!("src=\"{picture}\"")), "{paper}");
    let image = web.page(&picture, Some(&desk)).await;
    assert_eq!(image.status, StatusCode::OK);
    assert_eq!(image.headers[header::CONTENT_TYPE], "image/png");
    assert_eq!(image.headers[header::CACHE_CONTROL], "no-store");
    // Nobody else sees the sheet or the picture, and nobody by another client's address.
    let bruno = web.sign_in("bruno").await;
    for path in [&sheet, &picture, &place, &format!("{place}/form")] {
        assert_eq!(web.page(path, Some(&bruno)).await.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(web.page(path, None).await.status, StatusCode::SEE_OTHER, "{path}");
    }
    let other = web.client_of("Otra", Some("lola")).await;
    let elsewhere = sheet.replace(&format!("/clients/{id}/"), &format!("/clients/{other}/"));
    assert_eq!(web.page(&elsewhere, Some(&desk)).await.status, StatusCode::NOT_FOUND);

    let withdrawn = web.form(&format!("{place}/withdraw"), Some(&desk), "manner=paper&signer=client").await;
    assert_eq!(
        withdrawn.location(),
        format!("/clients/{id}?tab=consents&done=withdrawn"),
        "{}",
        withdrawn.text
    );
    assert!(web.page(&sheet, Some(&desk)).await.text.contains("Later answer: Withdrawn"));
    let twice = web.form(&format!("{place}/withdraw"), Some(&desk), "manner=paper").await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        twice.text.contains("consents") && twice.text.contains("This can&#39;t be given here"),
        "{}",
        twice.text
    );
}

/// Everything else that was typed is there again; the signature was under another text and has to be drawn anew.
#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_changed_meanwhile_is_shown_again_with_what_was_typed() {
    let web = Web::new();
    let (id, desk, admin) =
        (web.client_of("Sofía", None).await, web.sign_in("recepcion").await, web.sign_in("marta").await);
    let place = format!("/clients/{id}/consent/informed");
    let page = web.page(&place, Some(&desk)).await.text;
    let text = json!({ "kind": "informed", "language": "en", "text": "Only this.", "number": 0 });
    assert_eq!(web.post("/api/v1/consent-texts", &admin, text.clone()).await.status, StatusCode::CREATED);
    let answer = |hash: &str| {
        encoded(&[
            ("language", "en"),
            ("text_hash", hash),
            ("signer", "guardian"),
            ("guardian_name", "Elena Núñez"),
            ("guardian_phone", "600 555 011"),
            ("signer_name", "Elena N."),
            ("manner", "screen"),
            ("signature", STROKES),
            ("act", "given"),
        ])
    };
    let told = web.form(&place, Some(&desk), &answer(hidden(&page, "text_hash"))).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    for part in ["The text was changed meanwhile", "Only this.", "Elena Núñez", "600 555 011", "Elena N."] {
        assert!(told.text.contains(part), "no {part} in {}", told.text);
    }
    assert_eq!(hidden(&told.text, "signature"), "");
    assert_ne!(hidden(&told.text, "text_hash"), hidden(&page, "text_hash"));
    let saved = web.form(&place, Some(&desk), &answer(hidden(&told.text, "text_hash"))).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    // The second of two who change the text is told.
    let stale = web.post("/api/v1/consent-texts", &admin, text).await;
    assert_eq!((stale.status, stale.code()), (StatusCode::CONFLICT, "stale"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_beside_it_and_the_signature_stays() {
    let web = Web::new();
    let (id, desk) = (web.client_of("Sofía", None).await, web.sign_in("recepcion").await);
    let place = format!("/clients/{id}/consent/image_use");
    let page = web.page(&place, Some(&desk)).await.text;
    let answer = encoded(&[
        ("language", "en"),
        ("text_hash", hidden(&page, "text_hash")),
        ("signer", "guardian"),
        ("manner", "screen"),
        ("signature", STROKES),
        ("act", "given"),
    ]);
    let told = web.form(&place, Some(&desk), &answer).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.text.contains("id=\"e-guardian_name\""), "{}", told.text);
    assert_eq!(hidden(&told.text, "signature"), STROKES);
    let dot = answer.replace("10%2C20%20300%2C90%3B400%2C80", "10%2C10");
    let told = web.form(&place, Some(&desk), &dot.replace("signer=guardian", "signer=client")).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.text.contains("Not a valid signature: draw it once more"), "{}", told.text);
    assert_eq!(
        web.page(&format!("/clients/{id}/consent/blood"), Some(&desk)).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_record_and_read_the_same() {
    let web = Web::new();
    let (id, lola) = (web.client_of("Sofía", Some("lola")).await, web.sign_in("lola").await);
    let path = format!("/api/v1/clients/{id}");
    let texts = web.get("/api/v1/consent-texts", &lola).await.body;
    let text =
        texts["items"].as_array().unwrap().iter().find(|text| text["kind"] == "informed").unwrap().clone();
    assert_eq!((&text["number"], &text["saved_at"]), (&json!(0), &Value::Null));
    let body = json!({
        "kind": "informed", "act": "given", "manner": "screen", "language": text["language"], "text_hash": text["hash"],
        "signer": "guardian", "guardian": { "name": "Elena Núñez", "relationship": "mother", "phone": "600 555 011" },
        "signature": { "width": 900, "height": 320, "strokes": [[[10, 20], [300, 90]], [[400, 80]]] }
    });
    let made = web.post(&format!("{path}/consents"), &lola, body.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{:?}", made.body);
    let place = made.headers[header::LOCATION].to_str().unwrap().to_owned();
    assert_eq!((&made.body["signed"], &made.body["recorded_by"]), (&json!(true), &json!("lola")));
    let proof = web.get(&place, &lola).await.body;
    assert_eq!((&proof["text"], &proof["strokes"]), (&text["text"], &json!(STROKES)));
    assert_eq!((&proof["text_is_whole"], &proof["signer_relationship"]), (&json!(true), &json!("mother")));
    let picture = web.get(&format!("{place}/signature"), &lola).await;
    assert_eq!(
        (picture.status, &picture.headers[header::CONTENT_TYPE]),
        (StatusCode::OK, &"image/png".parse().unwrap())
    );

    let all = web.get(&format!("{path}/consents"), &lola).await.body;
    assert_eq!(all["guardian"]["name"], "Elena Núñez");
    assert_eq!(
        (&all["states"][0]["standing"], &all["states"][0]["by_guardian"]),
        (&json!("given"), &json!(true))
    );
    assert_eq!(all["missing"], json!(["birth_date"]));
    let missing = web.get(&format!("{path}/missing?date=2030-01-01"), &lola).await;
    assert_eq!(missing.body["missing"], json!(["birth_date"]));
    let wrong = web.get(&format!("{path}/missing?date=soon"), &lola).await;
    assert_eq!(
        (wrong.status, &wrong.body["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("date"))
    );
    let checked = json!({ "document": "passport", "birth_date": "1994-02-03" });
    let checked = web.post(&format!("{path}/age-checks"), &lola, checked).await;
    assert_eq!(
        (checked.status, &checked.body["missing"]),
        (StatusCode::CREATED, &json!([])),
        "{:?}",
        checked.body
    );
    assert_eq!(checked.body["age_checks"][0]["checked_by"], "lola");
    let differs = json!({ "document": "passport", "birth_date": "1994-02-04" });
    let differs = web.post(&format!("{path}/age-checks"), &lola, differs).await;
    assert_eq!(differs.body["errors"][0]["code"], "differs", "{:?}", differs.body);

    let gone = json!({ "name": "", "version": checked.body["version"] });
    let gone = web.call(Method::PUT, &format!("{path}/guardian"), Some(&lola), Some(gone)).await;
    assert_eq!((gone.status, &gone.body["guardian"]), (StatusCode::OK, &Value::Null), "{:?}", gone.body);
    let nameless = json!({ "name": "", "phone": "600 555 011" });
    let nameless = web.call(Method::PUT, &format!("{path}/guardian"), Some(&lola), Some(nameless)).await;
    assert_eq!(nameless.body["errors"][0]["field"], "name", "{:?}", nameless.body);
    let mut unnamed = body;
    unnamed["guardian"] = json!({ "name": "", "phone": "x" });
    let unnamed = web.post(&format!("{path}/consents"), &lola, unnamed).await;
    assert_eq!(unnamed.body["errors"][0]["field"], "guardian.name", "{:?}", unnamed.body);
}

/// As much as a pad takes fits into a request, more is refused, and nothing of it is kept.
#[tokio::test(flavor = "multi_thread")]
async fn the_greatest_signature_fits_and_a_greater_one_does_not() {
    let web = Web::new();
    let (id, desk) = (web.client_of("Sofía", None).await, web.sign_in("recepcion").await);
    let texts = web.get("/api/v1/consent-texts", &desk).await.body;
    let send = |points: usize| {
        let stroke: Vec<_> = (0..points).map(|nth| [nth * 7 % 900, nth % 320]).collect();
        let stroke = stroke.chunks(100).map(|part| part[..2.min(part.len())].to_vec()).collect::<Vec<_>>();
        let mut points_left: Vec<Vec<[usize; 2]>> = stroke;
        points_left.truncate(200);
        let dots = vec![[450, 160]; points.saturating_sub(points_left.iter().map(Vec::len).sum())];
        points_left.truncate(199);
        points_left.push(dots);
        json!({
            "kind": "informed", "act": "given", "manner": "screen", "language": texts["items"][0]["language"],
            "text_hash": texts["items"][0]["hash"],
            "signature": { "width": 900, "height": 320, "strokes": points_left }
        })
    };
    let path = format!("/api/v1/clients/{id}/consents");
    let fits = web.post(&path, &desk, send(5_000)).await;
    assert_eq!(fits.status, StatusCode::CREATED, "{:?}", fits.body);
    let many = web.post(&path, &desk, send(5_200)).await;
    assert_eq!(
        (many.status, &many.body["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("signature"))
    );
    let flood = web.post(&path, &desk, send(60_000)).await;
    assert_eq!(flood.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(web.get(&path, &desk).await.body["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_and_validity_are_kept_by_admins() {
    let web = Web::new();
    let (admin, desk) = (web.sign_in("marta").await, web.sign_in("recepcion").await);
    let place = "/settings/consents";
    assert_eq!(web.page(place, Some(&desk)).await.status, StatusCode::FORBIDDEN);
    let page = web.page(&format!("{place}?kind=promotions&language=en"), Some(&admin)).await;
    assert!(page.text.contains("a lawyer should check it"), "{}", page.text);
    let saved =
        web.form(place, Some(&admin), "kind=promotions&language=en&number=0&text=We+may+write.").await;
    assert_eq!(saved.location(), format!("{place}?kind=promotions&language=en&done=saved"), "{}", saved.text);
    let page = web.page(saved.location(), Some(&admin)).await.text;
    assert!(page.contains("We may write.") && !page.contains("a lawyer should check it"), "{page}");
    let stale = web.form(place, Some(&admin), "kind=promotions&language=en&number=0&text=Another+one.").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text.contains("Another one."), "what was typed is kept: {}", stale.text);

    let validity = |fields: &'static str| web.form("/settings/consents/validity", Some(&admin), fields);
    let set = validity("kind=promotions&language=en&validity=months&months=12").await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text);
    let page = web.page(set.location(), Some(&admin)).await.text;
    assert!(page.contains(r#"value="months" selected"#) && page.contains(r#"value="12""#), "{page}");
    let wrong = validity("kind=promotions&language=en&validity=months&months=500").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.text.contains("Choose a value from 1 to 120") && wrong.text.contains("value=\"500\""),
        "{}",
        wrong.text
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn making_a_client_asks_for_the_answer() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let unanswered = "name=Ana&phone=600+1&informed_consent=";
    let told = web.form("/clients/new", Some(&desk), unanswered).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.text.contains("href=\"#f-informed_consent\""), "{}", told.text);
    let paper = web
        .form("/clients/new", Some(&desk), "name=Ana&phone=600+1&informed_consent=&informed_consent=paper")
        .await;
    let page = web.page(paper.location(), Some(&desk)).await.text;
    assert!(!page.contains("Informed consent missing") && page.contains("Date of birth unknown"), "{page}");
    let screen = "name=Bea&phone=600+2&informed_consent=screen";
    let screen = web.form("/clients/new", Some(&desk), screen).await;
    assert!(screen.location().contains("/consent/informed?done=added"), "{}", screen.location());
    // An artist who makes a client of nobody's may not ask for more.
    let lola = web.sign_in("lola").await;
    let screen = web.form("/clients/new", Some(&lola), "name=Caro&phone=600+3&informed_consent=screen").await;
    assert!(!screen.location().contains("/consent/"), "{}", screen.location());
    assert_eq!(web.page(screen.location(), Some(&lola)).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_minors_own_consent_is_not_recorded_without_a_word() {
    let web = Web::new();
    let desk = web.sign_in("recepcion").await;
    let new = |name: &str| json!({ "name": name, "phone": "600 1", "birth_date": "2012-01-01", "confirm_duplicates": true });
    let plain = web.post("/api/v1/clients", &desk, new("Ana")).await;
    assert_eq!(plain.body["missing"], json!([]), "nobody agreed to anything yet");
    let mut body = new("Eva");
    body["informed_consent"] = json!("paper");
    let agreed = web.post("/api/v1/clients", &desk, body).await;
    assert_eq!(
        agreed.body["missing"],
        json!(["guardian_name", "guardian_phone", "guardian_consent"]),
        "{:?}",
        agreed.body
    );

    let id = plain.body["id"].as_i64().unwrap();
    let given = json!({ "kind": "informed", "act": "given", "manner": "paper" });
    let told = web.post(&format!("/api/v1/clients/{id}/consents"), &desk, given).await;
    assert_eq!(told.status, StatusCode::CREATED, "{:?}", told.body);
    assert_eq!(told.body["missing"], json!(["guardian_name", "guardian_phone", "guardian_consent"]));
    assert_eq!((&told.body["kind"], &told.body["act"]), (&json!("informed"), &json!("given")));

    let fields = encoded(&[("language", "en"), ("signer", "client"), ("manner", "spoken"), ("act", "given")]);
    let place = format!("/clients/{id}/consent");
    let page = web.form(&format!("{place}/informed"), Some(&desk), &fields).await;
    assert_eq!(page.location(), format!("/clients/{id}?tab=consents&done=recordedminor"));
    assert!(web.page(page.location(), Some(&desk)).await.text.contains("without the guardian"));
    let other = web.form(&format!("{place}/image_use"), Some(&desk), &fields).await;
    assert!(other.location().ends_with("done=recorded"), "{}", other.location());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waited_for_a_new_session_is_shown_in_words() {
    let web = Web::new();
    let id = web.client_of("Sofía", Some("lola")).await;
    let to = format!("/clients/{id}/consent/informed");
    let more = encoded(&[
        ("username", "recepcion"),
        ("password", studio_testkit::PASSWORD),
        ("resume", &to),
        ("keep.language", "es"),
        ("keep.text_hash", "0123456789abcdef"),
        ("keep.signer", "guardian"),
        ("keep.manner", "screen"),
        ("keep.act", "given"),
        ("keep.signature", STROKES),
        ("keep.guardian_phone", "600 555 011"),
    ]);
    let asked = web.form("/sign-in", None, &more).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    let shown = asked.text.split("<dl").nth(1).unwrap().split("</dl>").next().unwrap();
    for part in [
        "<dt>Kind</dt><dd>Informed consent</dd>",
        "<dt>Language of the text</dt><dd>Español</dd>",
        "<dt>Who answers</dt><dd>The guardian</dd>",
        "<dt>How it is answered</dt><dd>On the screen</dd>",
        "<dt>Answer</dt><dd>Given</dd>",
        "<dt>Signature</dt><dd>Drawn</dd>",
        "<dt>Phone of the guardian</dt><dd>600 555 011</dd>",
    ] {
        assert!(shown.contains(part), "no {part} in {shown}");
    }
    assert!(!shown.contains("0123456789abcdef") && !shown.contains("900x320"), "{shown}");
    assert!(asked.text.contains(&format!(r#"name="signature" value="{STROKES}""#)), "it is still sent");

    let artist = web.test.artist_of("lola").get().to_string();
    let more = encoded(&[
        ("username", "recepcion"),
        ("password", studio_testkit::PASSWORD),
        ("resume", "/clients/new"),
        ("keep.birth_date", "1994-02-03"),
        ("keep.preferred_artist_id", &artist),
        ("keep.styles", "Blackwork"),
        ("keep.styles", "Fine line"),
        ("keep.informed_consent", "paper_guardian"),
        ("keep.allergy_latex", "yes"),
        ("keep.allergy_latex.detail", "gloves"),
        ("keep.then", "save"),
    ]);
    let asked = web.form("/sign-in", None, &more).await.text;
    let shown = asked.split("<dl").nth(1).unwrap().split("</dl>").next().unwrap();
    for part in [
        "<dd>3 February 1994</dd>",
        "<dt>Preferred artist</dt><dd>Lola",
        "<dt>Styles</dt><dd>Blackwork, Fine line</dd>",
        "<dd>Signed on paper by the guardian</dd>",
        "<dd>Yes</dd>",
        "<dd>gloves</dd>",
    ] {
        assert!(shown.contains(part), "no {part} in {shown}");
    }
    assert!(!shown.contains(">save<"), "{shown}");
}
