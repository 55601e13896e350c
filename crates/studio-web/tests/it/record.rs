//! Working on a record: in its tabs, in notes about sessions, by corrections, under another permission profile.

use axum::http::{Method, StatusCode};
use serde_json::json;
use studio_domain::{AppointmentStatus, ArtistId, ClientId, Timestamp};
use studio_testkit::CODE;

use crate::kit::Web;

/// An appointment that begins so many hours from now.
fn book(web: &Web, client: i64, artist: ArtistId, status: AppointmentStatus, hours: i64) -> i64 {
    let start = Timestamp::from_millis(web.test.visit().now.millis() + hours * 3_600_000);
    studio_testkit::book(&web.test.studio, ClientId::new(client), artist, status, start).get()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_is_edited_in_place_and_leaves_the_rest() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let admin = web.sign_in("marta").await;
    let open = web.page(&format!("/clients/{id}?tab=preferences&edit=1"), Some(&admin)).await;
    assert!(open.text.contains(&format!(r#"action="/clients/{id}/preferences""#)), "{}", open.text);
    let fields =
        "version=1&source=Instagram&source_detail=A+reel&styles=&styles=Blackwork&name=Other&phone=1";
    let saved = web.form(&format!("/clients/{id}/preferences"), Some(&admin), fields).await;
    assert_eq!(saved.location(), format!("/clients/{id}?tab=preferences&done=saved"));
    let wrong = "version=2&emergency_name=&emergency_relationship=mother&emergency_phone=call+me";
    let wrong = web.form(&format!("/clients/{id}/emergency"), Some(&admin), wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in
        [r#"value="mother""#, r#"value="call me""#, r#"id="e-emergency_name""#, r#"id="e-emergency_phone""#]
    {
        assert!(wrong.text.contains(part), "{part} in {}", wrong.text);
    }
    let right = "version=2&emergency_name=Elena&emergency_relationship=mother&emergency_phone=600+900+900";
    let right = web.form(&format!("/clients/{id}/emergency"), Some(&admin), right).await;
    assert_eq!(right.location(), format!("/clients/{id}?tab=emergency&done=saved"));
    let card = web.get(&format!("/api/v1/clients/{id}"), &admin).await.body;
    assert_eq!((&card["name"], &card["phone"]), (&json!("Sofía"), &json!("600 100 200")), "of other tabs");
    assert_eq!((&card["source"], &card["styles"]), (&json!("Instagram"), &json!(["Blackwork"])));
    assert_eq!(card["emergency"]["phone"], "600 900 900");
    let none = "version=3&emergency_name=&emergency_relationship=&emergency_phone=";
    web.form(&format!("/clients/{id}/emergency"), Some(&admin), none).await;
    assert_eq!(web.get(&format!("/api/v1/clients/{id}"), &admin).await.body["emergency"], json!(null));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_fills_a_tab_first_and_enters_the_code_on_saving() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let desk = web.sign_in("recepcion").await;
    let path = format!("/clients/{id}/emergency");
    let typed = "version=1&emergency_name=Elena&emergency_relationship=&emergency_phone=600+900+900";
    let asked = web.form(&path, Some(&desk), typed).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    for part in
        [r#"name="master_code""#, r#"form="emergency-form""#, r#"value="Elena""#, r#"value="600 900 900""#]
    {
        assert!(asked.text.contains(part), "{part} in {}", asked.text);
    }
    let wrong = web.form(&path, Some(&desk), &format!("{typed}&master_code=cuatro-agujas")).await;
    assert!(wrong.text.contains(r#"value="Elena""#) && !wrong.text.contains("cuatro-agujas"));
    let right = web.form(&path, Some(&desk), &format!("{typed}&master_code={CODE}")).await;
    assert_eq!(right.location(), format!("/clients/{id}?tab=emergency&done=saved"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_people_did_in_a_tab_is_brought_together() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let admin = web.sign_in("marta").await;
    let path = format!("/clients/{id}/preferences");
    let first = "version=1&source=Google&was.source=&city=Puebla&was.city=";
    assert_eq!(web.form(&path, Some(&admin), first).await.status, StatusCode::SEE_OTHER);
    let second = "version=1&source=&was.source=&city=Oaxaca&was.city=&state=Oaxaca&was.state=";
    let told = web.form(&path, Some(&admin), second).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    for part in [
        r#"<option value="Google" selected>"#,
        r#"name="city" type="text" value="Oaxaca""#,
        r#"name="state" type="text" value="Oaxaca""#,
        "Puebla",
        r#"name="version" value="2""#,
        r#"name="was.city" value="Puebla""#,
    ] {
        assert!(told.text.contains(part), "{part} in {}", told.text);
    }
    let again = "version=2&source=Google&city=Oaxaca&state=Oaxaca";
    assert_eq!(web.form(&path, Some(&admin), again).await.status, StatusCode::SEE_OTHER);
    let card = web.get(&format!("/api/v1/clients/{id}"), &admin).await.body;
    assert_eq!((&card["source"], &card["city"]), (&json!("Google"), &json!("Oaxaca")));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_artist_sends_a_correction_and_the_desk_applies_it() {
    let web = Web::new();
    let id = web.client_of("Sofía", Some("lola")).await;
    let (lola, desk) = (web.sign_in("lola").await, web.sign_in("recepcion").await);
    let page = web.page(&format!("/clients/{id}?tab=preferences&edit=1"), Some(&lola)).await;
    assert!(!page.text.contains("preferences-form"), "an artist is shown no form that can't be saved");
    assert!(page.text.contains(&format!(r#"href="/clients/{id}/correct""#)), "{}", page.text);
    let path = format!("/clients/{id}/correct");
    let wrong = web.form(&path, Some(&lola), "field=phone&value=call+me&reason=").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in
        [r#"value="call me""#, r#"id="e-value""#, r#"id="e-reason""#, r#"<option value="phone" selected>"#]
    {
        assert!(wrong.text.contains(part), "{part} in {}", wrong.text);
    }
    let sent = web.form(&path, Some(&lola), "field=phone&value=600+222+333&reason=Told+me").await;
    assert_eq!(sent.location(), format!("/clients/{id}?done=sent"));
    let waits = format!(r#"href="/clients/{id}/corrections/1""#);
    for (who, path, seen) in [
        (&desk, "/".to_owned(), true),
        (&desk, format!("/clients/{id}"), true),
        (&lola, format!("/clients/{id}"), true),
        // Whoever can't decide has nothing to do there.
        (&lola, "/".to_owned(), false),
    ] {
        let page = web.page(&path, Some(who)).await;
        assert_eq!(page.text.contains(&waits), seen, "{path}: {}", page.text);
    }
    let place = format!("/clients/{id}/corrections/1");
    let refused = web.form(&format!("{place}/apply"), Some(&lola), "version=1&record=1").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let asked = web.form(&format!("{place}/apply"), Some(&desk), "version=1&record=1").await;
    assert!(
        asked.status == StatusCode::FORBIDDEN && asked.text.contains(r#"form="apply""#),
        "{}",
        asked.text
    );
    let right = format!("version=1&record=1&master_code={CODE}");
    let applied = web.form(&format!("{place}/apply"), Some(&desk), &right).await;
    assert_eq!(applied.location(), format!("/clients/{id}?done=applied"), "{}", applied.text);
    assert_eq!(web.get(&format!("/api/v1/clients/{id}"), &lola).await.body["phone"], "600 222 333");
    assert!(!web.page("/", Some(&desk)).await.text.contains(&waits));
    let told = web.get(&format!("/api/v1/clients/{id}/corrections"), &lola).await.body;
    assert_eq!(told["items"][0]["outcome"], "applied");
    let late = web.form(&format!("{place}/decline"), Some(&desk), "version=1&answer=Too+late").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[tokio::test(flavor = "multi_thread")]
async fn corrections_over_the_api() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let (bruno, admin) = (web.sign_in("bruno").await, web.sign_in("marta").await);
    let correction = web.correction_of(id).await;
    let open = web.get("/api/v1/corrections", &bruno).await.body;
    assert_eq!((&open["items"][0]["id"], &open["next_cursor"]), (&json!(correction), &json!(null)));
    let place = format!("/api/v1/clients/{id}/corrections/{correction}");
    let stale = json!({ "version": 1, "client_version": 9 });
    assert_eq!(web.post(&format!("{place}/apply"), &admin, stale).await.code(), "stale");
    let right = json!({ "version": 1, "client_version": 1 });
    let applied = web.post(&format!("{place}/apply"), &admin, right.clone()).await;
    assert_eq!((applied.status, &applied.body["gender"]), (StatusCode::OK, &json!("woman")));
    let twice = web.post(&format!("{place}/apply"), &admin, right).await;
    assert_eq!((twice.status, twice.code()), (StatusCode::CONFLICT, "correction_decided"));
    let wrong = web.get("/api/v1/corrections?cursor=x", &admin).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_about_a_session_is_written_searched_and_corrected() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let session = book(&web, id, web.test.artist_of("lola"), AppointmentStatus::Completed, -3);
    let (lola, bruno) = (web.sign_in("lola").await, web.sign_in("bruno").await);
    let tab = format!("/clients/{id}?tab=notes");
    let page = web.page(&tab, Some(&lola)).await;
    for part in [&format!(r#"<option value="{session}">"#), r#"data-line="Work done""#, r#"?tab=health"#] {
        assert!(page.text.contains(part), "{part} in {}", page.text);
    }
    let path = format!("/clients/{id}/notes");
    let refused = web.form(&path, Some(&bruno), &format!("text=Mine&appointment_id={session}")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let unreadable = web.form(&path, Some(&lola), "text=Kept+text&appointment_id=x").await;
    assert!(unreadable.status == StatusCode::UNPROCESSABLE_ENTITY && unreadable.text.contains("Kept text"));
    let written =
        web.form(&path, Some(&lola), &format!("text=Aguant%C3%B3+bien&appointment_id={session}")).await;
    assert_eq!(written.location(), format!("{tab}&done=noted"));
    let notes = web.get(&format!("/api/v1/clients/{id}/notes?q=AGUANTO"), &lola).await.body;
    assert_eq!(
        (&notes["items"][0]["appointment_id"], &notes["items"][0]["author"]),
        (&json!(session), &json!("lola"))
    );
    assert!(
        web.page(&format!("{tab}&q=nothing"), Some(&lola))
            .await
            .text
            .contains("No note has all of these words")
    );
    let note = notes["items"][0]["id"].as_i64().unwrap();

    let place = format!("/clients/{id}/notes/{note}");
    let right = web.form(&place, Some(&lola), "version=1&text=Muy+bien").await;
    assert_eq!(right.location(), format!("{tab}&done=corrected"));
    let stale = web.form(&place, Some(&lola), "version=1&text=Lo+otro").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        stale.text.contains("Lo otro") && stale.text.contains("Saved there now: Muy bien"),
        "{}",
        stale.text
    );
    let shown = web.page(&tab, Some(&lola)).await.text;
    assert!(
        shown.contains("Muy bien") && shown.contains("Aguantó bien") && shown.contains("Corrected"),
        "{shown}"
    );
    let of_another = web.form(&place, Some(&web.sign_in("marta").await), "version=2&text=Hers").await;
    assert_eq!(of_another.status, StatusCode::FORBIDDEN);
    web.wait(15);
    let late = web.form(&place, Some(&lola), "version=2&text=Demasiado+tarde").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    // What was typed is in the form for a further note.
    let kept = late.text.split(r#"id="f-text""#).nth(1).unwrap().split("</textarea>").next().unwrap();
    assert!(kept.contains("Demasiado tarde"), "{kept}");
    let body = json!({ "text": "x", "version": 2 });
    let over_the_api =
        web.call(Method::PATCH, &format!("/api/v1/clients/{id}/notes/{note}"), Some(&lola), Some(body)).await;
    assert_eq!((over_the_api.status, over_the_api.code()), (StatusCode::CONFLICT, "note_closed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn appointments_are_seen_as_far_as_one_may() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    book(&web, id, web.test.artist_of("lola"), AppointmentStatus::NoShow, -30);
    for hours in 1..=51 {
        book(&web, id, web.test.artist_of("lola"), AppointmentStatus::Pending, hours * 24);
    }
    for (name, details) in [("marta", true), ("recepcion", true), ("lola", true), ("bruno", false)] {
        let token = web.sign_in(name).await;
        let page = web.page(&format!("/clients/{id}"), Some(&token)).await.text;
        assert_eq!(page.contains("Blackwork sleeve"), details, "{name}: {page}");
        assert_eq!(page.contains("450.00"), details, "{name}");
        assert!(page.contains("One no-show") && page.contains("120 minutes"), "{name}: {page}");
        let first = web.get(&format!("/api/v1/clients/{id}/appointments"), &token).await.body;
        assert_eq!(first["items"][0]["details"].is_object(), details, "{name}: {first}");
        let cursor = first["next_cursor"].as_str().unwrap();
        let rest = web.get(&format!("/api/v1/clients/{id}/appointments?cursor={cursor}"), &token).await.body;
        assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next_cursor"]), (2, &json!(null)));
        let older =
            web.page(&format!("/clients/{id}?tab=preferences&appointments={cursor}"), Some(&token)).await;
        assert!(older.text.contains(r#"<span class="badge no-show">"#), "{}", older.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_permission_profile_is_switched_with_its_difference_in_sight() {
    let web = Web::new();
    let id = web.client_of("Propia", Some("lola")).await;
    let (admin, lola, desk) =
        (web.sign_in("marta").await, web.sign_in("lola").await, web.sign_in("recepcion").await);
    let page = web.page("/settings/permissions", Some(&admin)).await;
    for part in
        ["In force: Standard", "Switch to Client page", "Change, archive or restore a client", "Own only"]
    {
        assert!(page.text.contains(part), "{part} in {}", page.text);
    }
    for (who, link) in [(&admin, true), (&desk, false), (&lola, false)] {
        assert_eq!(web.page("/", Some(who)).await.text.contains("/settings/permissions"), link);
    }
    assert_eq!(web.page("/settings/permissions", Some(&desk)).await.status, StatusCode::FORBIDDEN);
    let edit = format!("/clients/{id}/edit");
    assert_eq!(web.page(&edit, Some(&lola)).await.status, StatusCode::FORBIDDEN);
    let stale = web.form("/settings/permissions", Some(&admin), "version=4&profile=client-page").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let done = web.form("/settings/permissions", Some(&admin), "version=0&profile=client-page").await;
    assert_eq!(done.location(), "/settings/permissions?done=switched");
    assert_eq!(web.page(&edit, Some(&lola)).await.status, StatusCode::OK, "at once, in the same session");
    let seen = web.get("/api/v1/policy/profile?to=standard", &admin).await.body;
    assert_eq!((&seen["profile"], &seen["to"]), (&json!("client-page"), &json!("standard")));
    assert_eq!(seen["changes"].as_array().unwrap().len(), 3);
    let back = json!({ "profile": "standard", "version": seen["version"] });
    let back = web.call(Method::PUT, "/api/v1/policy/profile", Some(&admin), Some(back)).await;
    assert_eq!((back.status, &back.body["profile"]), (StatusCode::OK, &json!("standard")));
    assert_eq!(web.page(&edit, Some(&lola)).await.status, StatusCode::FORBIDDEN);
    let unknown = json!({ "profile": "everything", "version": 2 });
    let unknown = web.call(Method::PUT, "/api/v1/policy/profile", Some(&admin), Some(unknown)).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// A browser that cuts what is pasted loses the rest without a word: only searches and passwords have an end.
#[test]
fn no_field_cuts_what_is_pasted() {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")];
    let (mut cut, mut counted) = (Vec::new(), 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).unwrap();
            counted += text.matches("data-max=").count();
            let fields = ["<input", "<textarea"].into_iter().flat_map(|tag| text.split(tag).skip(1));
            let ends = |field: &&str| field.split("</").next().unwrap().contains("maxlength=");
            let apart = [
                "type=\"search\"",
                "type=\"password\"",
                "name=\"username\"",
                "name=\"client_q\"",
                "name=\"client_id\"",
                // One reason for many appointments has no field of its own that could say what is wrong.
                "agenda-bulk-reason",
            ];
            let typed = |field: &&str| !apart.iter().any(|mark| field.contains(mark));
            cut.extend(
                fields
                    .filter(ends)
                    .filter(typed)
                    .map(|field| format!("{}: {field:.80}", entry.path().display())),
            );
        }
    }
    assert!(cut.is_empty(), "USE data-max: {cut:#?}");
    assert!(counted >= 12, "{counted}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_long_is_told_beside_its_field_and_kept_whole() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let admin = web.sign_in("marta").await;
    let long = "a".repeat(1_500);
    for (place, fields, field) in [
        ("edit", format!("version=1&name={long}&phone=600&city=Oaxaca"), "e-name"),
        ("pin", format!("version=1&pinned_note={long}"), "e-pinned_note"),
        ("notes", format!("text={}", "a".repeat(10_001)), "e-text"),
        ("emergency", format!("version=1&emergency_name={long}"), "e-emergency_name"),
        ("correct", format!("field=city&value={long}&reason=Said+so"), "e-value"),
        ("health", format!("diabetes=yes&diabetes.detail={long}"), "e-diabetes"),
    ] {
        let told = web.form(&format!("/clients/{id}/{place}"), Some(&admin), &fields).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{place}: {}", told.text);
        assert!(
            told.text.contains(&format!("id=\"{field}\"")) && told.text.contains(&long),
            "{place}: {}",
            told.text
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_around_a_conflict_is_that_of_after_the_code() {
    let web = Web::new();
    let id = web.client_of("Sofía", None).await;
    let (admin, desk) = (web.sign_in("marta").await, web.sign_in("recepcion").await);
    let before = web.page(&format!("/clients/{id}?tab=emergency"), Some(&desk)).await.text;
    assert!(before.contains("data-elevate>"), "it is locked: {before}");
    web.call(
        Method::PATCH,
        &format!("/api/v1/clients/{id}"),
        Some(&admin),
        Some(json!({ "version": 1, "city": "Puebla" })),
    )
    .await;
    let typed = format!("version=1&emergency_name=Elena&was.emergency_name=&master_code={CODE}");
    for (place, form) in [("emergency", r#"id="emergency-form""#), ("edit", r#"id="client-form""#)] {
        let desk = web.sign_in("recepcion").await;
        let told = web.form(&format!("/clients/{id}/{place}"), Some(&desk), &typed).await;
        assert_eq!(told.status, StatusCode::CONFLICT, "{place}: {}", told.text);
        assert!(
            told.text.contains(form) && told.text.contains(r#"name="version" value="2""#),
            "{place}: {}",
            told.text
        );
        assert!(
            told.text.contains("chip elevated") && !told.text.contains("data-elevate>"),
            "{place}: {}",
            told.text
        );
        let button =
            told.text.split("class=\"button primary\"").last().unwrap().split("</button>").next().unwrap();
        assert!(!button.contains("Needs the master code"), "{place}: {button}");
    }
    let desk = web.sign_in("recepcion").await;
    let archive = web
        .form(&format!("/clients/{id}/archive"), Some(&desk), &format!("version=1&master_code={CODE}"))
        .await;
    assert_eq!(archive.status, StatusCode::CONFLICT);
    assert!(archive.text.contains("chip elevated"), "{}", archive.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_operator_wrote_has_an_author() {
    let web = Web::new();
    let id = web.client_of("Sofía", Some("lola")).await;
    let operator = web.test.operator();
    web.test.studio.write_note(&operator, ClientId::new(id), "Came by the door").unwrap();
    let lola = web.sign_in("lola").await;
    let written = json!({ "text": "Healed well" });
    web.post(&format!("/api/v1/clients/{id}/notes"), &lola, written).await;
    let page = web.page(&format!("/clients/{id}?tab=notes"), Some(&lola)).await.text;
    assert!(page.contains("<strong>Operator</strong>") && page.contains("<strong>lola</strong>"), "{page}");
    let notes = web.get(&format!("/api/v1/clients/{id}/notes"), &lola).await.body;
    let by: Vec<_> = notes["items"].as_array().unwrap().iter().map(|note| &note["written_by"]).collect();
    assert_eq!(by, ["person", "operator"]);
    assert_eq!(notes["items"][1]["author"], json!(null));
}
