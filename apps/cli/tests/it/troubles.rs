//! What goes wrong outside of the command line: secrets, locks, damaged and foreign data.

use std::fs;
use std::thread;

use crate::kit::{CODE, Desk, PASSWORD};

/// Writes bytes into the data file, past what any program would do.
fn patch(desk: &Desk, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(desk.database()).unwrap();
    change(&mut bytes);
    fs::write(desk.database(), bytes).unwrap();
}

#[test]
fn secrets_are_never_asked_without_a_terminal() {
    let desk = Desk::new();
    for (variables, args, variable) in [
        (&[][..], &["--as", "marta", "user", "list"][..], "STUDIO_PASSWORD"),
        (&[("STUDIO_PASSWORD", "")], &["--as", "marta", "user", "list"], "STUDIO_PASSWORD"),
        (
            &[("STUDIO_PASSWORD", PASSWORD)],
            &["--as", "recepcion", "--elevate", "user", "list"],
            "STUDIO_CODE",
        ),
        (&[("STUDIO_PASSWORD", PASSWORD)], &["--as", "marta", "me", "password"], "STUDIO_NEW_PASSWORD"),
        (&[], &["user", "password", "lola"], "STUDIO_NEW_PASSWORD"),
        (&[], &["code", "set"], "STUDIO_CODE"),
    ] {
        let error = desk.with(variables, &[&["--json"], args].concat()).ends(2).error();
        assert_eq!(error["code"], "secret_needed", "{args:?}");
        assert!(error["hint"].as_str().unwrap().contains(variable), "{args:?}: {error}");
    }
}

#[test]
fn wrong_passwords_and_codes_are_refused_alike_and_then_locked() {
    let desk = Desk::new();
    let code = |variables: &[(&str, &str)], args: &[&str]| {
        let ran = desk.with(variables, &[&["--json"], args].concat()).ends(1);
        ran.error()["code"].as_str().unwrap().to_owned()
    };
    let knock = |name: &'static str, password: &str| {
        let ran = desk.with(&[("STUDIO_PASSWORD", password)], &["--as", name, "user", "list"]).ends(1);
        ran.err
    };
    let unknown = knock("nobody", PASSWORD);
    assert_eq!(knock("lola", "not her password"), unknown, "nothing tells whether a name exists");
    desk.run(&["user", "disable", "bruno"]).ends(0);
    assert_eq!(knock("bruno", PASSWORD), unknown);
    assert_eq!(knock("", PASSWORD), unknown);

    thread::scope(|scope| {
        for _ in 0..9 {
            scope.spawn(|| knock("lola", "not her password"));
        }
    });
    assert_eq!(code(&[("STUDIO_PASSWORD", PASSWORD)], &["--as", "lola", "user", "list"]), "sign_in_locked");

    let elevate = ["--as", "recepcion", "--elevate", "user", "list"];
    let wrong = [("STUDIO_PASSWORD", PASSWORD), ("STUDIO_CODE", "not the code")];
    // Tries are counted before they are checked: of five at once, whichever is answered when all are counted says that the code is locked.
    let answers = thread::scope(|scope| {
        let tries: Vec<_> = (0..5).map(|_| scope.spawn(|| code(&wrong, &elevate))).collect();
        tries.into_iter().map(|tried| tried.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(
        answers.iter().all(|answer| ["wrong_code", "code_locked"].contains(&answer.as_str())),
        "{answers:?}"
    );
    assert!(answers.iter().any(|answer| answer == "code_locked"), "{answers:?}");
    assert_eq!(code(&[("STUDIO_PASSWORD", PASSWORD), ("STUDIO_CODE", CODE)], &elevate), "code_locked");
    let failed = desk.json(&["audit", "list", "--outcome", "failed", "--all"]);
    let reasons: Vec<&str> =
        failed["items"].as_array().unwrap().iter().map(|entry| entry["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons.iter().filter(|reason| **reason == "wrong_code").count(), 5);
    assert!(reasons.contains(&"locked"), "{reasons:?}");
}

/// A failed sign-in is answered no earlier than half a second after it began, here as on a page.
#[test]
fn a_wrong_password_takes_its_time() {
    let desk = Desk::new();
    desk.by("marta", &["user", "list"]).ends(0);
    let before = desk.json(&["audit", "list", "--limit", "1"])["items"][0]["seq"].as_i64().unwrap();
    let wrong =
        desk.with(&[("STUDIO_PASSWORD", "wrong and long")], &["--as", "marta", "user", "list"]).ends(1);
    assert!(wrong.err.starts_with("error: The user name or the password is wrong\n"));
    desk.by("marta", &["user", "list"]).ends(0);
    let entries = desk.json(&["audit", "list", "--limit", "3"]);
    let at = |nth: usize| {
        let text = entries["items"][nth]["at"].as_str().unwrap();
        studio_domain::Timestamp::parse_rfc3339(text).unwrap()
    };
    assert_eq!(
        entries["items"][2]["seq"].as_i64().unwrap(),
        before + 1,
        "sign-out, sign-in, and before it the failure"
    );
    assert!(at(1).since(at(2)).as_millis() >= 500, "{entries}");
}

#[test]
fn a_code_helps_only_assistants_and_only_where_there_is_one() {
    let desk = Desk::new();
    let admin = desk.elevated("marta", &["--json", "user", "list"]).ends(1);
    assert_eq!(admin.error()["code"], "elevation_for_assistants");
    desk.run(&["code", "clear"]).ends(0);
    let none = desk.elevated("recepcion", &["--json", "user", "list"]).ends(1);
    assert_eq!(none.error()["code"], "no_code");
    assert!(none.error()["hint"].as_str().unwrap().contains("`studio code set`"));
}

#[test]
fn some_things_are_the_operators_alone() {
    let desk = Desk::new();
    for args in [&["doctor"][..], &["migrate"]] {
        let error = desk.by("marta", &[&["--json"], args].concat()).ends(1).error();
        assert_eq!(error["code"], "no_grant", "{args:?}");
        assert!(error["hint"].as_str().unwrap().contains("only the operator"), "{error}");
    }
    let nobody = desk.run(&["--json", "me", "show"]).ends(1);
    assert_eq!(nobody.error()["code"], "not_signed_in");
}

/// What is there instead of a studio, how it is made, and the code and exit code that tell so.
type Case = (&'static str, fn(&Desk), &'static str, i32);

#[test]
fn what_is_no_studio_is_told_apart_and_left_alone() {
    let init = [
        "--json",
        "init",
        "--name",
        "x",
        "--time-zone",
        "UTC",
        "--currency",
        "EUR",
        "--language",
        "en",
        "--admin",
        "marta",
    ];
    let cases: [Case; 6] = [
        ("an empty place", |_| {}, "no_studio", 1),
        ("a file instead of a folder", |desk| fs::write(desk.data(), "text").unwrap(), "not_a_folder", 1),
        (
            "text instead of a database",
            |desk| {
                fs::create_dir(desk.data()).unwrap();
                fs::write(desk.database(), "This is a letter, and a rather long one.\n".repeat(50)).unwrap();
            },
            "damaged",
            3,
        ),
        ("another program's database", |desk| foreign(desk), "not_a_studio", 3),
        ("a newer version's data", |desk| version(desk, 99), "newer_schema", 3),
        ("an older version's data", |desk| version(desk, 1), "older_schema", 3),
    ];
    for (what, make, code, exit) in cases {
        let desk = Desk::empty();
        make(&desk);
        let before = fs::read(desk.database()).ok();
        let ran = desk.run(&["--json", "user", "list"]).ends(exit);
        assert_eq!(ran.error()["code"], code, "{what}");
        if code != "no_studio" {
            let ran = desk.with(&[("STUDIO_PASSWORD", PASSWORD)], &init).ends(exit);
            assert_eq!(ran.error()["code"], code, "{what}: init does not write over it");
        }
        assert_eq!(fs::read(desk.database()).ok(), before, "{what} was changed");
    }
    let desk = Desk::empty();
    fs::write(desk.data(), "text").unwrap();
    let ran = desk.with(&[("STUDIO_PASSWORD", PASSWORD)], &init).ends(1);
    assert_eq!(ran.error()["code"], "not_a_folder", "a studio can't be made inside a file");
    assert_eq!(fs::read_to_string(desk.data()).unwrap(), "text");
    let told = desk.run(&["user", "list"]).ends(1).err;
    assert!(
        told.starts_with("error: What is named as the data folder is no folder: `studio-data`\n"),
        "{told}"
    );
}

#[cfg(unix)]
#[test]
fn a_folder_of_somebody_elses_is_refused_before_a_password_is_asked() {
    let desk = Desk::empty();
    fs::create_dir(desk.data()).unwrap();
    fs::write(desk.data().join("letters.txt"), "dear").unwrap();
    let before = fs::metadata(desk.data()).unwrap().permissions();
    // Neither the password nor what else is needed is given: nobody gets as far as asking for it.
    let told = desk.run(&["init"]).ends(1).err;
    assert!(
        told.starts_with("error: The folder has no studio and is not empty: `studio-data`\nhint: "),
        "{told}"
    );
    assert_eq!(fs::metadata(desk.data()).unwrap().permissions(), before);
    assert_eq!(fs::read_dir(desk.data()).unwrap().count(), 1);
}

#[test]
fn what_can_not_be_written_can_not_be_checked_and_says_what_helps() {
    let desk = Desk::new();
    let mut closed = fs::metadata(desk.database()).unwrap().permissions();
    closed.set_readonly(true);
    fs::set_permissions(desk.database(), closed).unwrap();
    for args in [&["doctor"][..], &["audit", "verify"]] {
        let told = desk.run(args).ends(1).err;
        assert!(told.contains("`studio-data`") && told.contains("\nhint: Copy its folder"), "{told}");
    }
}

fn copied(desk: &Desk) {
    let whole = Desk::new();
    fs::create_dir(desk.data()).unwrap();
    fs::copy(whole.database(), desk.database()).unwrap();
}

/// The mark of the program that owns a database stands at byte 68.
fn foreign(desk: &Desk) {
    copied(desk);
    patch(desk, |bytes| bytes[68..72].fill(0));
}

/// The schema number of a database stands at byte 60.
fn version(desk: &Desk, number: u8) {
    copied(desk);
    patch(desk, |bytes| bytes[60..64].copy_from_slice(&[0, 0, 0, number]));
}

#[test]
fn a_changed_entry_of_the_log_is_found() {
    let desk = Desk::new();
    patch(&desk, |bytes| {
        let wanted = b"\"studio.name\":\"Tinta y Punto\"";
        let at = bytes.windows(wanted.len()).position(|window| window == wanted).unwrap();
        bytes[at + 15] = b'P';
    });
    let broken = desk.run(&["audit", "verify"]).ends(3);
    assert_eq!(
        broken.out,
        "The log breaks at entry 1 after 0 whole entries: An entry is not as it was written\n"
    );
    let json = desk.run(&["--json", "audit", "verify"]).ends(3);
    assert_eq!(json.out, "{\"whole\":0,\"broken\":{\"code\":\"changed\",\"seq\":1}}\n");
    let doctor = desk.run(&["doctor", "--quiet"]).ends(3);
    assert_eq!(doctor.out, "audit_chain\n");
}

#[test]
fn the_doctor_fails_when_something_is_bad() {
    let desk = Desk::new();
    fs::remove_file(desk.data().join("secrets").join("field.key")).unwrap();
    let doctor = desk.run(&["doctor"]).ends(3);
    assert!(
        doctor.out.lines().any(|line| line.starts_with("field_key") && line.contains("Bad")),
        "{}",
        doctor.out
    );
    assert!(doctor.err.starts_with("Something is wrong"), "{}", doctor.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_is_a_failure() {
    let desk = Desk::new();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let ran = desk.command(&["user", "list"]).stdout(full).output().unwrap();
    assert_eq!(ran.status.code(), Some(3));
    assert!(String::from_utf8(ran.stderr).unwrap().starts_with("error: The output can't be written\n"));
}

#[test]
fn manual_pages_that_can_not_be_written_are_a_failure() {
    let desk = Desk::empty();
    fs::write(desk.path().join("pages"), "in the way").unwrap();
    let ran = desk.run(&["--json", "man", "pages"]).ends(3);
    assert_eq!(ran.error()["code"], "no_file");
}

#[cfg(unix)]
#[test]
fn secrets_that_are_not_text_are_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let desk = Desk::new();
    let mut command = desk.command(&["--json", "--as", "marta", "user", "list"]);
    let ran = command.env("STUDIO_PASSWORD", OsStr::from_bytes(b"\xff\xfe")).output().unwrap();
    assert_eq!(ran.status.code(), Some(2));
}

#[test]
fn a_warning_is_not_called_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    fs::set_permissions(desk.data(), fs::Permissions::from_mode(0o755)).unwrap();
    let doctor = desk.run(&["doctor"]).ends(0);
    assert!(doctor.out.contains("folder_private"), "{}", doctor.out);
    assert_eq!(doctor.err, "Nothing is broken; look at the warnings\n");
}
