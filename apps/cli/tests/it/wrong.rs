//! Wrong input: each is told with its field and changes nothing.

use crate::kit::Desk;

/// Arguments, and the code of the error; all end with 2.
const INVALID: &[(&[&str], &str)] = &[
    // Empty.
    (&["user", "add", "", "--role", "assistant"], "user_name"),
    (&["artist", "add", "  "], "name"),
    (&["artist", "rate", "1", ""], "rate"),
    (&["settings", "set", "studio.name", ""], "studio.name"),
    (&["settings", "get", ""], "setting"),
    (&["user", "role", "lola", "artist", "--new-artist", ""], "artist"),
    // Control characters and invisible ones.
    (&["user", "add", "lo\u{1b}la", "--role", "assistant"], "user_name"),
    (&["artist", "add", "Lola\u{202e}Vega"], "name"),
    (&["settings", "set", "studio.name", "a\u{7}b"], "studio.name"),
    // Of the wrong type or form.
    (&["artist", "rate", "1", "much"], "rate"),
    (&["artist", "rate", "1", "-5"], "rate"),
    (&["artist", "rate", "1", "100.01"], "rate"),
    (&["artist", "rate", "1", "40", "--from", "2026-02-30"], "from"),
    (&["artist", "hours", "1", "mon 20:00-10:00"], "hours"),
    (&["artist", "edit", "1", "--colour", "red"], "colour"),
    (&["artist", "edit", "1", "--style", "Realism", "--style", ""], "styles"),
    (&["user", "edit", "lola", "--birth-date", "17.5.1990"], "birth_date"),
    (&["user", "edit", "lola", "--birth-date", "2999-01-01"], "birth_date"),
    (&["user", "edit", "lola", "--email", "lola"], "email"),
    (&["user", "edit", "lola", "--instagram", "not an account"], "instagram"),
    (&["user", "show", "0"], "id"),
    (&["user", "show", "99999999999999999999"], "id"),
    (&["settings", "set", "studio.time_zone", "Europe/Madrix"], "studio.time_zone"),
    (&["settings", "set", "studio.currency", "pesos"], "studio.currency"),
    (&["settings", "set", "security.elevation_minutes", "61"], "security.elevation_minutes"),
    (&["settings", "set", "security.elevation_minutes", "ten"], "security.elevation_minutes"),
    (&["settings", "set", "security.auto_lock_minutes", "-1"], "security.auto_lock_minutes"),
    (&["settings", "set", "policy.profile", "mine"], "policy.profile"),
    (&["settings", "set", "no.such", "x"], "setting"),
    (&["settings", "get", "STUDIO.NAME"], "setting"),
    (&["audit", "list", "--from", "yesterday"], "from"),
    (&["audit", "list", "--to", "2026-13-01"], "to"),
    (&["audit", "list", "--subject", "user:x"], "subject"),
    // What the role does not take.
    (&["user", "add", "nina", "--role", "artist"], "artist"),
    (&["user", "add", "nina", "--role", "assistant", "--new-artist", "Nina"], "artist"),
    (&["user", "role", "lola", "admin", "--artist", "1"], "artist"),
];

#[test]
fn values_that_are_not_accepted_name_their_field() {
    let desk = Desk::new();
    let before = desk.json(&["audit", "list", "--limit", "1"])["items"][0]["seq"].clone();
    for (args, field) in INVALID {
        let error = desk.run(&[&["--json"], *args].concat()).ends(2).error();
        assert_eq!(error["code"], "invalid", "{args:?}");
        assert_eq!(error["errors"][0]["field"], *field, "{args:?}: {error}");
        assert!(error["hint"].is_string(), "{args:?}: {error}");
    }
    let after = desk.json(&["audit", "list", "--limit", "1"])["items"][0]["seq"].clone();
    assert_eq!(before, after, "one of them did something");
}

#[test]
fn every_field_is_told_at_once_and_steers_no_terminal() {
    let desk = Desk::new();
    let args = [
        "user",
        "add",
        "lo\u{1b}[31mla",
        "--role",
        "assistant",
        "--email",
        "x",
        "--phone",
        "x",
        "--birth-date",
        "x",
        "--instagram",
        "x y",
        "--full-name",
        "a\u{9b}b",
    ];
    let error = desk.run(&[&["--json"], &args[..]].concat()).ends(2).error();
    let fields: Vec<&str> =
        error["errors"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["user_name", "full_name", "birth_date", "email", "phone", "instagram"]);
    let told = desk.run(&args).ends(2);
    assert_eq!(told.err.lines().count(), 2, "one line each for error and hint: {}", told.err);
    assert!(told.err.starts_with("error: ") && told.err.contains("\nhint: "));
    let echoed = desk.run(&["user", "show", "x\u{1b}[31m\u{202e}\ny"]).ends(1);
    assert!(
        !echoed.err.contains(['\u{1b}', '\u{202e}']) && echoed.err.lines().count() == 2,
        "{:?}",
        echoed.err
    );
}

#[test]
fn huge_input_is_refused_in_words() {
    let desk = Desk::new();
    let huge = "x".repeat(100_000);
    for args in [
        &["user", "add", &huge, "--role", "assistant"][..],
        &["user", "edit", "lola", "--full-name", &huge],
        &["artist", "add", &huge],
        &["artist", "edit", "1", "--bio", &huge],
        &["artist", "hours", "1", &huge],
        &["settings", "set", "studio.name", &huge],
        &["settings", "set", "clients.styles", &huge],
        &["settings", "set", "studio.time_zone", &huge],
        &["settings", "get", &huge],
        &["audit", "list", "--from", &huge],
    ] {
        let ran = desk.run(&[&["--json"], args].concat()).ends(2);
        assert_eq!(ran.error()["code"], "invalid", "{:?}", &args[..2]);
    }
    for args in [&["user", "show", &huge][..], &["artist", "show", &huge]] {
        assert_eq!(desk.run(&[&["--json"], args].concat()).ends(1).error()["code"], "not_found");
    }
    for args in [&["user", "list", "--search", &huge][..], &["audit", "list", "--action", &huge]] {
        assert_eq!(desk.run(&[&["--json"], args].concat()).json()["items"], serde_json::json!([]));
    }
    let secret = desk.with(&[("STUDIO_PASSWORD", &huge)], &["--json", "user", "password", "lola"]).ends(2);
    assert_eq!(secret.error()["code"], "weak_password");
    desk.with(&[("STUDIO_PASSWORD", &huge)], &["--as", "lola", "user", "list"]).ends(1);
    desk.with(&[("STUDIO_PASSWORD", "x")], &["--as", &huge, "user", "list"]).ends(1);
}

#[test]
fn weak_secrets_are_refused() {
    let desk = Desk::new();
    for (password, why) in [
        ("short", "at least 10 characters"),
        ("password1234", "guessed"),
        ("recepcion1", "guessed"),
        ("with a\ttabulator in it", "typed everywhere"),
    ] {
        let weak = desk.with(&[("STUDIO_PASSWORD", password)], &["user", "password", "recepcion"]).ends(2);
        assert!(weak.err.contains(why), "{password}: {}", weak.err);
    }
    for code in ["1", "777777", "123456", "abcdef"] {
        let weak = desk.with(&[("STUDIO_CODE", code)], &["--json", "code", "set"]).ends(2);
        assert_eq!(weak.error()["code"], "weak_code", "{code}");
    }
    desk.by("recepcion", &["me", "show"]).ends(0);
    desk.elevated("recepcion", &["me", "show"]).ends(0);
}

/// Command lines that can't be read, and a part of what is said.
const USAGE: &[(&[&str], &str, &str)] = &[
    (&["usr"], "There is no command `usr`", "`user`"),
    (&["user", "lst"], "There is no command `lst`", "`list`"),
    (&["zzzzz"], "There is no command `zzzzz`", "`studio --help`"),
    (&["user", "list", "--rol", "admin"], "There is no option `--rol`", "`--role`"),
    (&["user", "list", "--zzzzz"], "There is no option `--zzzzz`", "`studio user list --help`"),
    (&["user", "list", "extra"], "There is no place for `extra`", "`studio user list --help`"),
    (&["user", "list", "--role", "boss"], "`--role` can't be `boss`", "admin, assistant, artist"),
    (
        &["user", "add", "nina", "--role", "operator"],
        "`--role` can't be `operator`",
        "admin, assistant, artist",
    ),
    (&["user", "list", "--role"], "`--role` needs a value", "admin, assistant, artist"),
    (&["user", "list", "--limit", "0"], "`--limit` can't be `0`", "`studio user list --help`"),
    (&["user", "list", "--limit", "many"], "`--limit` can't be `many`", "`studio user list --help`"),
    (&["user", "list", "--limit", "1", "--all"], "can't be given together", "`studio user list --help`"),
    (&["user", "list", "--role", "admin", "--role", "artist"], "`--role` can only be given once", "--help`"),
    (&["user", "add"], "This is missing: --role <ROLE>, <NAME>", "`studio user add --help`"),
    (&["user", "edit", "lola"], "This is missing: --full-name / --birth-date", "`studio user edit --help`"),
    (&["user", "add", "a", "--role", "artist", "--artist", "1", "--new-artist", "x"], "together", "--help`"),
    (
        &["policy", "can", "--role", "boss", "--action", "clients.edit"],
        "`--role` can't be `boss`",
        "housekeeping",
    ),
    (
        &["policy", "can", "--role", "admin", "--action", "clients.edits"],
        "can't be `clients.edits`",
        "`clients.edit`",
    ),
    (&["policy", "can", "--role", "admin", "--action", "zzz"], "`--action` can't be `zzz`", "--help`"),
    (
        &["policy", "can", "--role", "artist", "--action", "clients.edit", "--mine", "--theirs"],
        "together",
        "--help`",
    ),
    (&["policy", "diff", "standard", "mine"], "can't be `mine`", "standard, client-page"),
    (&["policy", "matrix", "--format", "pdf"], "`--format` can't be `pdf`", "text, markdown, csv, json"),
    (&["audit", "list", "--outcome", "good"], "`--outcome` can't be `good`", "done, refused, failed"),
    (&["--elevate", "user", "list"], "It must be clear who enters the master code", "`--as`"),
    (&["--as", "marta", "init"], "nobody can sign in", "`--as`"),
    (&["--lang", "fr", "user", "list"], "`--lang` can't be `fr`", "en, es"),
    (
        &["init", "--name", "x"],
        "This is missing: --time-zone, --currency, --language, --admin",
        "`studio init --help`",
    ),
];

#[test]
fn command_lines_that_can_not_be_read_are_explained_in_two_lines() {
    let desk = Desk::empty();
    for (args, message, hint) in USAGE {
        let told = desk.run(args).ends(2);
        let lines: Vec<&str> = told.err.lines().collect();
        assert_eq!((lines.len(), told.out.as_str()), (2, ""), "{args:?}: {told:?}");
        assert!(lines[0].starts_with("error: ") && lines[0].contains(message), "{args:?}: {}", told.err);
        assert!(lines[1].starts_with("hint: ") && lines[1].contains(hint), "{args:?}: {}", told.err);
        let error = desk.run(&[&["--json"], *args].concat()).ends(2).error();
        assert_eq!(error["code"], "usage", "{args:?}");
    }
    assert!(!desk.data().exists());
    let half = desk.run(&["--json", "user"]).ends(2);
    assert_eq!(half.error()["message"], "What is to be done?");
}

#[cfg(unix)]
#[test]
fn arguments_that_are_not_text_are_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let desk = Desk::empty();
    let ran = desk.command(&["user", "show"]).arg(OsStr::from_bytes(b"\xff")).output().unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert!(
        String::from_utf8(ran.stderr).unwrap().starts_with("error: What was typed is not readable text\n")
    );
}
