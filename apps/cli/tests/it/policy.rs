//! `studio policy` against the matrix itself.

use std::path::Path;
use std::thread;

use studio_policy::{
    Action, Actor, Column, Elevation, Format, Matrix, Ownership, Profile, SystemRole, write_page,
};

use crate::kit::{Desk, Ran, program};

fn run(args: &[&str]) -> Ran {
    program(args).output().unwrap().into()
}

/// The caller that the flags describe.
fn actor(column: Column, flags: &[&str]) -> Actor {
    match column.role() {
        Some(role) => Actor::Person {
            role,
            linked: !flags.contains(&"--unlinked"),
            elevation: flags.contains(&"--elevated").then_some(Elevation { expires_at: 1 }),
        },
        None => {
            Actor::System(*SystemRole::ALL.iter().find(|role| Column::of_system(**role) == column).unwrap())
        }
    }
}

fn ownership(flags: &[&str]) -> Ownership {
    if flags.contains(&"--mine") {
        Ownership::Mine
    } else if flags.contains(&"--theirs") {
        Ownership::Theirs
    } else {
        Ownership::Unowned
    }
}

fn compare(column: Column, flags: &[&str]) {
    for action in Action::ALL {
        let asked = ["policy", "can", "--quiet", "--role", column.code(), "--action", action.code()];
        let expected = Matrix::STUDIO.decide(&actor(column, flags), *action, ownership(flags), 0);
        let ran = run(&[&asked[..], flags].concat());
        let code = i32::from(!expected.is_permit());
        assert_eq!((ran.code, ran.out.trim_end()), (code, expected.code()), "{column} {action} {flags:?}");
        assert_eq!(ran.err, "");
    }
}

/// Every role with every action, and where the answer depends on it, with whose it is and with the code.
#[test]
fn can_answers_as_the_matrix_for_every_role_and_action() {
    let mut questions: Vec<(Column, &[&str])> = Column::ALL.iter().map(|column| (*column, &[][..])).collect();
    for flags in [&["--mine"][..], &["--theirs"], &["--mine", "--unlinked"]] {
        questions.push((Column::Artist, flags));
    }
    questions.push((Column::Assistant, &["--elevated"]));
    questions.push((Column::Artist, &["--elevated", "--mine"]));
    thread::scope(|scope| {
        for half in questions.chunks(questions.len().div_ceil(2)) {
            scope.spawn(move || half.iter().for_each(|(column, flags)| compare(*column, flags)));
        }
    });
}

#[test]
fn can_gives_its_reason_first_and_then_explains() {
    let refused = run(&["policy", "can", "--role", "artist", "--action", "clients.edit", "--mine"]).ends(1);
    assert_eq!(
        refused.out,
        "no_grant\n\
         Not allowed for this role: Change, archive or restore a client\n\
         clients.edit for artist: deny\n\
         Can do it: admin (allow), assistant (locked)\n"
    );
    let args = [
        "policy",
        "can",
        "--role",
        "artist",
        "--action",
        "clients.edit",
        "--mine",
        "--profile",
        "client-page",
    ];
    assert_eq!(run(&args).ends(0).out, "owner\nIt is the artist's own\nclients.edit for artist: own\n");
    let theirs = run(&[&args[..6], &["--theirs", "--profile", "client-page"]].concat()).ends(1).out;
    assert!(
        theirs.ends_with("Can do it: the artist it belongs to, admin (allow), assistant (locked)\n"),
        "{theirs}"
    );
    let json = run(&["--json", "policy", "can", "--role", "assistant", "--action", "clients.delete"]).ends(1);
    let said: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&said["decision"], &said["reason"]), (&"refuse".into(), &"needs_elevation".into()));
    assert_eq!((&said["help"], &said["ask"][0]["role"]), (&"enter_code".into(), &"admin".into()));
}

#[test]
fn the_matrix_is_printed_in_every_format() {
    for format in Format::ALL {
        let mut expected = String::new();
        match format {
            Format::Markdown => write_page(&mut expected).unwrap(),
            other => Matrix::STUDIO.write(*other, &mut expected).unwrap(),
        }
        assert_eq!(run(&["policy", "matrix", "--format", format.code()]).ends(0).out, expected, "{format}");
    }
    assert_eq!(run(&["policy", "matrix"]).out, Matrix::STUDIO.render(Format::Text));
    assert_eq!(run(&["policy", "matrix", "--json"]).out, Matrix::STUDIO.render(Format::Json));
    let other = run(&["policy", "matrix", "--profile", "client-page", "--format", "markdown"]).ends(0).out;
    assert_eq!(other, Profile::CLIENT_PAGE.matrix().render(Format::Markdown));
}

#[test]
fn who_may_do_something() {
    let who = run(&["policy", "who", "clients.delete"]).ends(0).out;
    assert_eq!(who, "Role       Grant\nadmin      allow\nassistant  locked\noperator   allow\n");
    assert_eq!(run(&["policy", "who", "security.audit", "-q"]).lines(), ["admin", "operator"]);
    let json = run(&["--json", "policy", "who", "clients.edit", "--profile", "client-page"]).json();
    assert_eq!(json["who"][2], serde_json::json!({ "role": "artist", "grant": "own" }));
}

#[test]
fn profiles_are_compared() {
    let json = run(&["--json", "policy", "diff", "standard", "client-page"]).json();
    assert_eq!(json["changes"].as_array().unwrap().len(), 3);
    assert!(json["changes"].as_array().unwrap().iter().all(|change| change["widens"] == true));
    let back = run(&["--json", "policy", "diff", "client-page", "standard"]).json();
    assert!(back["changes"].as_array().unwrap().iter().all(|change| change["widens"] == false));
    let same = run(&["policy", "diff", "standard", "standard"]).ends(0);
    assert_eq!((same.out.as_str(), same.err.as_str()), ("", "There is no difference\n"));
}

/// None of these questions needs a studio, and none makes one.
#[test]
fn asking_makes_no_studio() {
    let desk = Desk::empty();
    desk.run(&["policy", "matrix"]).ends(0);
    desk.run(&["policy", "who", "clients.delete"]).ends(0);
    desk.run(&["policy", "profile"]).ends(1);
    desk.run(&["user", "list"]).ends(1);
    assert!(!desk.data().exists() && desk.path() != Path::new(""));
}
