//! Health screenings over HTTP: recorded, read with differences, confirmed, flagged; nothing typed is lost, and the keys' trouble is told.

use axum::http::StatusCode;
use serde_json::{Value, json};
use studio_web::Access;

use crate::kit::Web;

const FORM: &str = "allergy_latex=yes&allergy_latex.detail=rash+from+gloves&diabetes=no&diabetes.detail=&epilepsy=not_asked\
                    &observations=faints";

fn screenings(id: i64) -> String {
    format!("/api/v1/clients/{id}/screenings")
}

async fn read(web: &Web, id: i64, token: &str) -> Vec<Value> {
    let answer = web.get(&screenings(id), token).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.body["items"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_records_confirms_and_lists_with_differences() {
    let web = Web::new();
    let id = web.client_of("Carla Sol", Some("lola")).await;
    let (desk, lola) = (web.sign_in("recepcion").await, web.sign_in("lola").await);
    let body = json!({
        "answers": { "allergy_latex": { "answer": "yes", "detail": "gloves" }, "diabetes": { "answer": "no" } },
        "observations": "faints", "seen": 0,
    });
    let recorded = web.post(&screenings(id), &desk, body).await;
    assert_eq!(recorded.status, StatusCode::CREATED, "{}", recorded.text);
    let first = recorded.body["id"].as_i64().unwrap();
    assert_eq!(recorded.body, json!({ "id": first }), "what was answered is not told back");
    web.wait(1);
    let body = json!({ "answers": { "diabetes": { "answer": "yes", "detail": "type 2" } }, "seen": first });
    let second = web.post(&screenings(id), &lola, body.clone()).await.body["id"].as_i64().unwrap();
    let stale = web.post(&screenings(id), &desk, body).await;
    assert_eq!((stale.status, stale.code()), (StatusCode::CONFLICT, "stale"));
    let unchanged = format!("{}/unchanged", screenings(id));
    let stale = web.post(&unchanged, &desk, json!({ "seen": first })).await;
    assert_eq!((stale.status, stale.code()), (StatusCode::CONFLICT, "stale"));
    assert_eq!(web.post(&unchanged, &desk, json!({ "seen": second })).await.status, StatusCode::CREATED);

    let found = read(&web, id, &lola).await;
    assert_eq!(found.len(), 3);
    assert_eq!(found[0]["answers"], found[1]["answers"]);
    assert_eq!(found[0]["changes"], json!({ "answers": {}, "observations": null }));
    assert_eq!(found[1]["recorded_by"], "lola");
    assert_eq!(found[1]["answers"], json!({ "diabetes": { "answer": "yes", "detail": "type 2" } }));
    assert_eq!(
        found[1]["changes"],
        json!({
            "answers": {
                "allergy_latex": { "answer": "yes", "detail": "gloves" },
                "diabetes": { "answer": "no", "detail": "" },
            },
            "observations": "faints",
        })
    );
    assert_eq!((&found[2]["changes"], &found[2]["review_due"]), (&Value::Null, &json!(false)));
    let flag = web.get(&format!("/api/v1/clients/{id}/health-flag"), &lola).await;
    assert_eq!(flag.body, json!({ "yes": true, "review_due": false }));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_names_every_field_that_is_wrong() {
    let web = Web::new();
    let id = web.client_of("Carla Sol", None).await;
    let desk = web.sign_in("recepcion").await;
    let body = json!({ "answers": {
        "diabetes": { "answer": "perhaps" }, "skin": { "answer": "", "detail": "burn" }, "gluten": { "answer": "yes" }
    } });
    let wrong = web.post(&screenings(id), &desk, body).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut fields: Vec<(&str, &str)> = Vec::new();
    for error in wrong.body["errors"].as_array().unwrap() {
        fields.push((error["field"].as_str().unwrap(), error["code"].as_str().unwrap()));
    }
    assert_eq!(fields, [("diabetes", "unknown"), ("question", "unknown"), ("skin", "unanswered")]);
    assert_eq!(web.post(&screenings(id), &desk, json!({})).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let misspelt = json!({ "answer": {} });
    assert!(web.post(&screenings(id), &desk, misspelt).await.status.is_client_error());
    let none = web.post(&format!("{}/unchanged", screenings(id)), &desk, json!({ "seen": null })).await;
    assert_eq!((none.status, none.code()), (StatusCode::NOT_FOUND, "not_found"));
}

/// What is answered while a client is made belongs to making the client, for whoever may do that.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_is_made_with_a_screening_by_api_and_by_form() {
    let web = Web::new();
    let (admin, bruno) = (web.sign_in("marta").await, web.sign_in("bruno").await);
    let body = json!({
        "name": "Ada Leal", "phone": "600 555 010",
        "screening": { "answers": { "skin": { "answer": "yes" } }, "observations": "new tattoo" },
    });
    let made = web.post("/api/v1/clients", &bruno, body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let id = made.body["id"].as_i64().unwrap();
    assert_eq!(read(&web, id, &admin).await[0]["observations"], "new tattoo");
    assert_eq!(web.get(&screenings(id), &bruno).await.status, StatusCode::FORBIDDEN);

    let wrong = web.form("/clients/new", Some(&bruno), "name=Eva&phone=600+1&skin=&skin.detail=burn").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("id=\"e-skin\"") && wrong.text.contains("value=\"burn\""), "{}", wrong.text);
    assert!(wrong.text.contains("<details class=\"card section optional\" open>"));
    let form = format!("name=Eva+Luna&phone=600+777+001&{FORM}");
    let made = web.form("/clients/new", Some(&bruno), &form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let id: i64 = made.location().trim_start_matches("/clients/").split('?').next().unwrap().parse().unwrap();
    assert_eq!(read(&web, id, &admin).await[0]["answers"]["allergy_latex"]["detail"], "rash from gloves");
    let blank = "name=Iris+Mar&phone=600+777+002&skin=not_asked&skin.detail=&observations=";
    let made = web.form("/clients/new", Some(&bruno), blank).await;
    let id: i64 = made.location().trim_start_matches("/clients/").split('?').next().unwrap().parse().unwrap();
    assert_eq!(read(&web, id, &admin).await, [Value::Null; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_is_filled_with_the_last_answers_and_keeps_what_was_typed() {
    let web = Web::new();
    let id = web.client_of("Carla Sol", Some("lola")).await;
    let (desk, lola) = (web.sign_in("recepcion").await, web.sign_in("lola").await);
    let page = format!("/clients/{id}/health");
    let blank = web.page(&page, Some(&desk)).await;
    assert_eq!(blank.status, StatusCode::OK);
    assert_eq!(blank.text.matches(r#"value="not_asked" checked"#).count(), 13);
    assert!(blank.text.contains(r#"name="seen" value="0""#));

    let saved = web.form(&page, Some(&desk), &format!("{FORM}&seen=0")).await;
    assert_eq!(saved.location(), format!("/clients/{id}?tab=health&done=screened"));
    let filled = web.page(&page, Some(&lola)).await;
    assert!(filled.text.contains(r#"id="f-allergy_latex" name="allergy_latex" value="yes" checked"#));
    assert!(
        filled.text.contains(r#"value="rash from gloves""#) && filled.text.contains(">faints</textarea>")
    );

    let wrong =
        web.form(&page, Some(&lola), "diabetes=&diabetes.detail=type+2&observations=tired&seen=0").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["id=\"e-diabetes\"", "value=\"type 2\"", ">tired</textarea>", "name=\"seen\" value=\"0\""] {
        assert!(wrong.text.contains(part), "{part}: {}", wrong.text);
    }
    // Somebody else recorded one: said once, and sent again it counts.
    let stale = web.form(&page, Some(&lola), "diabetes=yes&diabetes.detail=type+2&seen=0").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text.contains("value=\"type 2\"") && !stale.text.contains("name=\"seen\" value=\"0\""));
    let newest = read(&web, id, &desk).await[0]["id"].as_i64().unwrap();
    assert!(stale.text.contains(&format!("name=\"seen\" value=\"{newest}\"")));
    let again =
        web.form(&page, Some(&lola), &format!("diabetes=yes&diabetes.detail=type+2&seen={newest}")).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tab_shows_what_changed_and_takes_nothing_has_changed_in_one_step() {
    let web = Web::new();
    let id = web.client_of("Carla Sol", Some("lola")).await;
    let desk = web.sign_in("recepcion").await;
    let tab = format!("/clients/{id}?tab=health");
    assert!(web.page(&tab, Some(&desk)).await.text.contains("Record a screening"));
    web.form(&format!("/clients/{id}/health"), Some(&desk), FORM).await;
    web.form(&format!("/clients/{id}/health"), Some(&desk), "diabetes=yes&diabetes.detail=tipo+2").await;
    let shown = web.page(&tab, Some(&desk)).await.text;
    assert!(shown.contains("<strong>Diabetes</strong>: tipo 2"), "{shown}");
    assert!(shown.contains("Before: No · Now: Yes (tipo 2)") && shown.contains("Before: faints"), "{shown}");
    assert!(shown.contains("rash from gloves"), "the one before stays readable: {shown}");
    let newest = read(&web, id, &desk).await[0]["id"].as_i64().unwrap();
    assert!(shown.contains(&format!("<input type=\"hidden\" name=\"seen\" value=\"{newest}\">")));
    let unchanged = format!("/clients/{id}/health/unchanged");
    let done = web.form(&unchanged, Some(&desk), &format!("seen={newest}")).await;
    assert_eq!(done.location(), format!("/clients/{id}?tab=health&done=unchanged"));
    let late = web.form(&unchanged, Some(&desk), &format!("seen={newest}")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("data-summary"), "it is said beside the form: {}", late.text);
    assert_eq!(read(&web, id, &desk).await.len(), 3);
}

/// The flag stands in the head and in Today for whoever may read, and looking at it is no reading.
#[tokio::test(flavor = "multi_thread")]
async fn the_flag_is_seen_by_those_who_may_read_and_leaves_no_entry() {
    let web = Web::new();
    let id = web.client_of("Carla Sol", Some("lola")).await;
    let (lola, bruno) = (web.sign_in("lola").await, web.sign_in("bruno").await);
    let admin = web.sign_in("marta").await;
    let head = format!("/clients/{id}?tab=emergency");
    let flags =
        |text: &str| (text.contains("Health: there is a yes"), text.contains("Health: to be reviewed"));
    assert_eq!(flags(&web.page(&head, Some(&lola)).await.text), (false, true));
    web.form(&format!("/clients/{id}/health"), Some(&lola), FORM).await;
    let reads = || async {
        let log = web.get("/api/v1/audit?action=clients.health_view&outcome=done", &admin).await;
        log.body["items"].as_array().unwrap().len()
    };
    let before = reads().await;
    assert_eq!(flags(&web.page(&head, Some(&lola)).await.text), (true, false));
    assert_eq!(flags(&web.page(&head, Some(&bruno)).await.text), (false, false));
    assert_eq!(web.page("/", Some(&lola)).await.status, StatusCode::OK);
    assert_eq!(reads().await, before);
    web.page(&format!("/clients/{id}?tab=health"), Some(&lola)).await;
    assert_eq!(reads().await, before + 1);
}

/// Without the key the rest of the record works; the tab says what is the matter.
#[tokio::test(flavor = "multi_thread")]
async fn without_the_key_only_the_answers_are_shut() {
    let web = Web::new();
    let id = web.client_of("Carla Sol", Some("lola")).await;
    let desk = web.sign_in("recepcion").await;
    web.form(&format!("/clients/{id}/health"), Some(&desk), FORM).await;
    let key = web.test.studio.folder().key_file();
    let aside = key.with_extension("aside");
    std::fs::rename(&key, &aside).unwrap();
    assert_eq!(web.page(&format!("/clients/{id}?tab=emergency"), Some(&desk)).await.status, StatusCode::OK);
    let tab = web.page(&format!("/clients/{id}?tab=health"), Some(&desk)).await;
    assert_eq!(tab.status, StatusCode::INTERNAL_SERVER_ERROR);
    let said = web.get(&screenings(id), &desk).await;
    assert_eq!(said.code(), "key_missing");
    assert!(!said.text.contains("/secrets/"), "no path of the machine: {}", said.text);
    let operator = web.test.operator();
    web.test.studio.accept_key_loss(&operator).unwrap();
    let tab = web.page(&format!("/clients/{id}?tab=health"), Some(&desk)).await;
    assert_eq!(tab.status, StatusCode::OK);
    assert!(tab.text.contains("These answers stay shut"), "{}", tab.text);
    let shut = &read(&web, id, &desk).await[0];
    assert_eq!((&shut["answers"], &shut["unreadable"]), (&Value::Null, &json!("no_key")));
    std::fs::remove_file(&key).unwrap();
    std::fs::rename(&aside, &key).unwrap();
    assert_eq!(read(&web, id, &desk).await[0]["observations"], "faints");
}

#[test]
fn every_route_of_screenings_asks_for_one_of_the_two_actions() {
    let routes = studio_web::routes();
    let health: Vec<_> = routes
        .iter()
        .filter(|route| route.path.contains("screening") || route.path.contains("{id}/health"))
        .map(|route| (route.method.as_str(), route.path.as_str(), route.access))
        .collect();
    assert_eq!(health.len(), 7, "{health:?}");
    for (method, path, access) in health {
        let (Access::May(action) | Access::Prepare(action)) = access else { panic!("{path}: {access:?}") };
        let reads = method == "GET" && path.starts_with("/api/");
        assert_eq!(
            action.code(),
            if reads { "clients.health_view" } else { "clients.health_record" },
            "{path}"
        );
    }
}
