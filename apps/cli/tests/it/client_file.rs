//! Clients out of a CSV file, by the command line.

use crate::kit::Desk;

fn with(files: &[(&str, &str)]) -> Desk {
    let desk = Desk::new();
    for (name, text) in files {
        std::fs::write(desk.path().join(name), text).unwrap();
    }
    desk
}

const FILE: &str = "Nombre;Móvil;Correo;Artista\nSofía Núñez;600 100 200;sofia@example.org;lola vega\nBruno Díaz;600 100 201;;Nadie\n";

#[test]
fn a_file_becomes_clients_and_a_rehearsal_does_not() {
    let desk = with(&[("clients.csv", FILE)]);
    let tried = desk.run(&["import", "clients", "clients.csv", "--dry-run"]).ends(0);
    assert!(tried.err.contains("2 clients would be added"), "{tried:?}");
    assert!(
        tried.out.contains("Bruno Díaz") && tried.out.contains("Nadie"),
        "what is left out is shown: {tried:?}"
    );
    assert_eq!(desk.json(&["client", "list"])["items"].as_array().unwrap().len(), 0);
    let done = desk.run(&["import", "clients", "clients.csv"]).ends(0);
    assert!(done.err.contains("2 clients were added"), "{done:?}");
    let listed = desk.json(&["client", "list"]);
    assert_eq!(listed["items"][1]["artist"]["name"], "Lola Vega");
    // Again, by its other name: everybody is there.
    let again = desk.json(&["client", "import", "clients.csv"]);
    assert_eq!((&again["added"], &again["skipped"], &again["done"]), (&0.into(), &2.into(), &true.into()));
    assert_eq!(again["rows"][0]["duplicates"][0]["by"], serde_json::json!(["phone", "email"]));
    let added = desk.json(&["import", "clients", "clients.csv", "--duplicates", "add"]);
    assert_eq!(added["added"], 2);
}

#[test]
fn wrong_rows_are_shown_and_nothing_is_done() {
    let desk = with(&[("clients.csv", "Name,Phone\nAna,600 100 200\n,call me\n")]);
    let refused = desk.run(&["import", "clients", "clients.csv"]).ends(2);
    assert!(refused.out.lines().any(|line| line.starts_with('3') && line.contains("Phone")), "{refused:?}");
    assert!(refused.err.starts_with("error: Rows of the file can't be imported"), "{refused:?}");
    let told = desk.run(&["--json", "import", "clients", "clients.csv"]).ends(2).error();
    assert_eq!(told["code"], "rows_wrong");
    assert_eq!((&told["rows"][0]["line"], told["rows"].as_array().unwrap().len()), (&3.into(), 1));
    let wrong = &told["rows"][0]["errors"];
    assert_eq!((&wrong[0]["field"], &wrong[1]["field"]), (&"name".into(), &"phone".into()));
    assert_eq!(desk.json(&["client", "list"])["items"].as_array().unwrap().len(), 0);
    // Looking only, it is an answer and no failure.
    assert_eq!(desk.json(&["import", "clients", "clients.csv", "--dry-run"])["wrong"], 1);
    let looked = desk.run(&["import", "clients", "clients.csv", "--dry-run"]).ends(0);
    assert!(looked.err.contains("Nothing would be added as long as one row is wrong"), "{}", looked.err);
    assert!(!looked.err.contains("One client would be added"), "{}", looked.err);
}

#[test]
fn columns_are_named_where_the_proposal_is_not_right() {
    let desk = with(&[("clients.csv", "Who,Contact,Phone\nAna,600 100 200,gone\n")]);
    let missing = desk.run(&["import", "clients", "clients.csv"]).ends(2);
    assert!(missing.err.contains("No column holds: Name"), "{missing:?}");
    let map = ["--map", "who=name", "--map", "Contact=phone", "--map", "Phone="];
    desk.run(&[&["import", "clients", "clients.csv"][..], &map].concat()).ends(0);
    assert_eq!(desk.json(&["client", "list"])["items"][0]["phone"], "600 100 200");
    for wrong in ["Contact", "Contact=shoe_size", "Nowhere=phone"] {
        desk.run(&["import", "clients", "clients.csv", "--map", wrong]).ends(2);
    }
}

#[test]
fn files_that_can_not_be_read_are_named() {
    let desk = with(&[("book.xlsx", "PK\u{3}\u{4}"), ("empty.csv", "")]);
    let missing = desk.run(&["import", "clients", "nowhere.csv"]).ends(1);
    assert!(missing.err.contains("nowhere.csv"), "{missing:?}");
    for (file, says) in [("book.xlsx", "workbook"), ("empty.csv", "empty")] {
        let told = desk.run(&["import", "clients", file]).ends(2);
        assert!(told.err.contains(says) && told.err.contains(file), "{told:?}");
    }
}

#[test]
fn the_desk_needs_the_code_and_artists_never_may() {
    let desk = with(&[("clients.csv", FILE)]);
    let args = ["import", "clients", "clients.csv"];
    desk.by("recepcion", &args).ends(1);
    desk.by("lola", &args).ends(1);
    desk.elevated("recepcion", &args).ends(0);
    let log = desk.json(&["audit", "list", "--action", "clients.import"]);
    assert_eq!(
        (&log["items"][0]["reason"], &log["items"][0]["detail"]["added"]),
        (&"elevated".into(), &2.into())
    );
    assert_eq!(log["items"].as_array().unwrap().len(), 3, "the refusals are there too");
}

#[test]
fn an_export_of_all_comes_back_in_another_studio() {
    let (from, to) = (with(&[("clients.csv", FILE)]), Desk::new());
    from.run(&["import", "clients", "clients.csv"]).ends(0);
    from.run(&["client", "archive", "2"]).ends(0);
    from.run(&["export", "clients", "--all", "-o", "all.csv"]).ends(0);
    std::fs::copy(from.path().join("all.csv"), to.path().join("all.csv")).unwrap();
    to.run(&["import", "clients", "all.csv"]).ends(0);
    let names = |desk: &Desk| desk.json(&["client", "list", "--status", "all"])["items"].clone();
    let shown = |all: serde_json::Value| -> Vec<String> {
        let of = |one: &serde_json::Value| {
            format!(
                "{} {} {}",
                one["name"],
                one["status"],
                one["created_at"].as_str().unwrap()[..16].to_owned()
            )
        };
        all.as_array().unwrap().iter().map(of).collect()
    };
    assert_eq!(shown(names(&to)), shown(names(&from)));
    from.run(&["export", "clients", "--all", "--status", "active"]).ends(2);
    let book = from.run(&["export", "clients", "--all", "--format", "xlsx", "-o", "all.xlsx"]).ends(0);
    assert!(book.err.contains("2 rows were written"), "{book:?}");
    assert!(std::fs::read(from.path().join("all.xlsx")).unwrap().starts_with(b"PK\x03\x04"));
}
