//! The forms of the output: tables, JSON, quiet, pages.

use serde_json::{Value, json};

use crate::kit::Desk;

#[test]
fn a_list_is_a_table_json_or_ids() {
    let desk = Desk::new();
    let table = desk.run(&["user", "list"]).ends(0);
    assert_eq!(
        table.out,
        "ID  User name  Full name  Role       Artist     Active\n\
         4   bruno                 Artist     Bruno Ink  yes\n\
         3   lola                  Artist     Lola Vega  yes\n\
         1   marta                 Admin                 yes\n\
         2   recepcion  Ana Ruiz   Assistant             yes\n"
    );
    assert_eq!(table.err, "");
    assert_eq!(desk.run(&["-q", "user", "list"]).lines(), ["4", "3", "1", "2"]);
    let list = desk.json(&["user", "list"]);
    assert_eq!(list["next_cursor"], Value::Null);
    assert_eq!(
        list["items"][1],
        json!({
            "id": 3, "user_name": "lola", "role": "artist", "artist_id": 1, "artist": "Lola Vega", "active": true,
            "full_name": "", "email": null, "phone": null, "instagram": null, "photo": null, "language": null, "theme": null,
            "version": 1
        })
    );
}

#[test]
fn lists_go_on_where_they_stopped() {
    let desk = Desk::new();
    for n in 0..58 {
        desk.run(&["artist", "add", &format!("Noa {n:02}"), "--quiet"]).ends(0);
    }
    let page = desk.run(&["artist", "list"]).ends(0);
    assert_eq!(page.out.lines().count(), 51, "heads and a page");
    let cursor = desk.json(&["artist", "list"])["next_cursor"].as_str().unwrap().to_owned();
    assert_eq!(page.err, format!("There is more: add `--after {cursor}`, or `--all`\n"));
    let rest = desk.run(&["artist", "list", "--after", &cursor, "-q"]).lines();
    let first = desk.run(&["artist", "list", "-q"]).lines();
    let all = desk.run(&["artist", "list", "--all", "-q"]).lines();
    assert_eq!((first.len(), rest.len(), all.len()), (50, 10, 60));
    assert_eq!([first, rest].concat(), all);

    // All of them are one table and one list, whatever the pages were.
    let table = desk.run(&["artist", "list", "--all"]).lines();
    assert_eq!(table.len(), 61);
    assert_eq!(table.iter().filter(|line| line.starts_with("ID")).count(), 1);
    let json = desk.json(&["artist", "list", "--all"]);
    assert_eq!((json["items"].as_array().unwrap().len(), &json["next_cursor"]), (60, &Value::Null));

    // A limit may reach over pages or stop within one.
    for (limit, expected) in [("1", 1), ("50", 50), ("55", 55), ("60", 60), ("500", 60)] {
        let list = desk.json(&["artist", "list", "--limit", limit]);
        assert_eq!(list["items"].as_array().unwrap().len(), expected);
        assert_eq!(list["next_cursor"].is_null(), expected == 60, "{limit}");
    }
}

#[test]
fn names_are_found_whatever_their_accents() {
    let desk = Desk::new();
    desk.run(&["user", "edit", "recepcion", "--full-name", "Ángela Núñez"]).ends(0);
    assert_eq!(desk.run(&["user", "list", "--search", "nunez", "-q"]).lines(), ["2"]);
    assert_eq!(desk.run(&["user", "list", "--role", "artist", "-q"]).lines(), ["4", "3"]);
    assert_eq!(desk.run(&["user", "list", "--after", "Lola", "-q"]).lines(), ["1", "2"]);
    let none = desk.run(&["user", "list", "--search", "zzz"]).ends(0);
    assert_eq!((none.out.as_str(), none.err.as_str()), ("", "Nothing found\n"));
    assert_eq!(
        desk.run(&["user", "list", "--search", "zzz", "--json"]).ends(0).out,
        "{\"items\":[],\"next_cursor\":null}\n"
    );
}

#[test]
fn the_log_is_filtered_and_paged() {
    let desk = Desk::new();
    desk.run(&["user", "edit", "lola", "--full-name", "Dolores"]).ends(0);
    desk.run(&["user", "edit", "bruno", "--full-name", "Bruno"]).ends(0);
    desk.by("marta", &["settings", "set", "look.theme", "dark"]).ends(0);
    let seqs = |args: &[&str]| -> Vec<i64> {
        let list = desk.json(&[&["audit", "list"], args].concat());
        list["items"].as_array().unwrap().iter().map(|entry| entry["seq"].as_i64().unwrap()).collect()
    };
    let all = seqs(&["--all"]);
    assert!(all.windows(2).all(|pair| pair[0] == pair[1] + 1), "newest first, none missing");
    assert_eq!(seqs(&["--before", "3"]), [2, 1]);
    assert_eq!(seqs(&["--before", "4", "--limit", "2"]), [3, 2]);
    assert_eq!(seqs(&["--user", "marta"]), all[..3]);
    assert_eq!(seqs(&["--action", "session.sign_in"]).len(), 1);
    assert_eq!(seqs(&["--subject", "user:3"]).len(), 1);
    assert_eq!(seqs(&["--subject", "user"]).len(), 2);
    assert_eq!(seqs(&["--from", "2000-01-01", "--to", "2999-12-31", "--all"]), all);
    assert!(seqs(&["--to", "2000-01-01"]).is_empty() && seqs(&["--from", "2999-12-31"]).is_empty());
    let change = desk.run(&["audit", "list", "--user", "marta", "--action", "security.settings"]).ends(0);
    assert!(change.out.contains("after=dark before=system setting=look.theme"), "{}", change.out);
}

#[test]
fn settings_are_listed_with_what_they_mean() {
    let desk = Desk::new();
    let list = desk.run(&["settings", "list"]).ends(0).out;
    let line = |code: &str| list.lines().find(|line| line.starts_with(code)).unwrap().to_owned();
    assert!(line("studio.currency").contains("Currency") && line("studio.currency").ends_with("MXN"));
    assert!(line("clients.sources").ends_with("Instagram | TikTok | Google | Referral | Walk-in | Other"));
    desk.run(&["settings", "set", "clients.sources", "Calle | Instagram |  calle"]).ends(0);
    let one = desk.json(&["settings", "get", "clients.sources"]);
    assert_eq!((&one["value"], &one["kind"]), (&"Calle\nInstagram".into(), &"list".into()));
    let theme = desk.json(&["settings", "get", "look.theme"]);
    assert_eq!(theme["choices"], json!(["light", "dark", "system"]));
    assert_eq!((&theme["updated_at"], &theme["default"]), (&Value::Null, &"system".into()));
    let changed = desk.json(&["settings", "set", "security.auto_lock_minutes", "5"]);
    assert_eq!(changed, json!({ "setting": "security.auto_lock_minutes", "before": "0", "after": "5" }));
}

#[test]
fn the_doctor_answers_in_each_form() {
    let desk = Desk::new();
    let list = desk.json(&["doctor", "--quick"]);
    let items = list["items"].as_array().unwrap();
    assert!(items.iter().all(|finding| finding["verdict"] == "good"), "{list}");
    assert!(items.iter().any(|finding| finding["check"] == "integrity"));
    let quiet = desk.run(&["doctor", "--quiet"]).ends(0);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), ("", ""));
}

#[test]
fn colour_is_for_terminals_only() {
    let desk = Desk::new();
    for args in [&["user", "list"][..], &["user", "show", "nobody"], &["user", "list", "--help"], &["usr"]] {
        let ran = desk.run(args);
        assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{ran:?}");
    }
}

#[test]
fn the_folder_is_an_option_or_a_variable() {
    let desk = Desk::new();
    let elsewhere = Desk::empty();
    let data = desk.data();
    let data = data.to_str().unwrap();
    assert_eq!(elsewhere.run(&["user", "list", "-q", "--data", data]).lines().len(), 4);
    assert_eq!(elsewhere.with(&[("STUDIO_DATA", data)], &["user", "list", "-q"]).lines().len(), 4);
    // The option wins over the variable.
    let lost = elsewhere.with(&[("STUDIO_DATA", data)], &["--data", "nowhere", "user", "list"]).ends(1);
    assert!(lost.err.starts_with("error: There is no studio in nowhere\n"), "{}", lost.err);
}

#[test]
fn migrating_what_is_current_changes_nothing() {
    let desk = Desk::new();
    let done = desk.json(&["migrate"]);
    assert_eq!((&done["from"], &done["copies"]), (&done["to"], &Value::Null));
    assert_eq!(desk.run(&["migrate"]).ends(0).err, "Nothing to do\n");
}
