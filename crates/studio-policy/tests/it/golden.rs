//! The whole policy as one page that its owner can read, compared exactly.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use studio_policy::{Action, Actor, Because, Decision, Matrix, Ownership, Why};

use crate::callers::{
    ADMIN, ARTIST, ASSISTANT, ELEVATED, EXPIRED, HOUSEKEEPING, NOW, OPERATOR, SETUP, UNLINKED,
};

/// Whether the row's owner matters to a column. Where it does not, the test makes sure of it.
#[derive(Clone, Copy)]
enum On {
    Any,
    One(Ownership),
}

const COLUMNS: &[(&str, Actor, On)] = &[
    ("admin", ADMIN, On::Any),
    ("assistant", ASSISTANT, On::Any),
    ("assistant+code", ELEVATED, On::Any),
    ("assistant+expired", EXPIRED, On::Any),
    ("artist own", ARTIST, On::One(Ownership::Mine)),
    ("artist other", ARTIST, On::One(Ownership::Theirs)),
    ("artist unowned", ARTIST, On::One(Ownership::Unowned)),
    ("artist unlinked", UNLINKED, On::Any),
    ("operator", OPERATOR, On::Any),
    ("housekeeping", HOUSEKEEPING, On::Any),
    ("setup", SETUP, On::Any),
];

const LEGEND: &str = "\
yes           permitted without condition
yes, own      permitted because the row is the artist's own
yes, code     permitted while the master code is in force
-             not granted
code?         refused until the master code is entered
not own       refused: granted on own rows only
no profile    refused: granted on own rows only, and the account has no artist profile
";

const fn word(decision: Decision) -> &'static str {
    match decision {
        Decision::Permit(Because::Granted) => "yes",
        Decision::Permit(Because::Owner) => "yes, own",
        Decision::Permit(Because::Elevated) => "yes, code",
        Decision::Refuse(Why::NoGrant) => "-",
        Decision::Refuse(Why::NeedsElevation) => "code?",
        Decision::Refuse(Why::NotOwner) => "not own",
        Decision::Refuse(Why::NotLinked) => "no profile",
    }
}

fn cell(actor: &Actor, action: Action, on: On) -> &'static str {
    let decide = |ownership| Matrix::STUDIO.decide(actor, action, ownership, NOW);
    match on {
        On::One(ownership) => word(decide(ownership)),
        On::Any => {
            let first = decide(Ownership::Mine);
            for ownership in Ownership::ALL {
                assert_eq!(decide(*ownership), first, "{actor:?} {action}: the owner should not matter");
            }
            word(first)
        }
    }
}

fn page() -> String {
    let mut out = format!("Who may do what: every action, every kind of caller.\n\n{LEGEND}\n");
    let mut line = format!("{:<24}", "action");
    for (name, _, _) in COLUMNS {
        write!(line, "{name:<19}").unwrap();
    }
    out.push_str(line.trim_end());
    out.push('\n');
    let mut area = "";
    for action in Action::ALL {
        if action.area() != area {
            area = action.area();
            out.push('\n');
        }
        let mut line = format!("{action:<24}");
        for (_, actor, on) in COLUMNS {
            write!(line, "{:<19}", cell(actor, *action, *on)).unwrap();
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[test]
fn the_matrix_is_the_one_that_was_reviewed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/matrix.txt");
    let page = page();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    if golden != page {
        let number = golden.lines().zip(page.lines()).take_while(|(old, new)| old == new).count();
        let line = |text: &str| text.lines().nth(number).unwrap_or("(end)").to_owned();
        panic!(
            "tests/golden/matrix.txt differs from the matrix at line {}:\n  file:   {}\n  matrix: {}\n\
             if the change of permissions is meant, run\n  \
             UPDATE_GOLDEN=1 cargo test -p studio-policy\n\
             and have the difference reviewed",
            number + 1,
            line(&golden),
            line(&page),
        );
    }
}
