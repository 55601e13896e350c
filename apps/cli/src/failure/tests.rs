//! Every failure has an exit code, words and a hint, in every language.

use studio_app::{Constraint, FileRefused, Likeness, Locked, NoActor, Rule, WeakCode, WeakPassword};
use studio_domain::{ClientId, Rule as FieldRule, Version};
use studio_policy::Action;
use studio_text::Lang;

use super::*;

const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

fn told(failure: &Failure, lang: Lang) -> Report {
    let facts = Facts {
        words: Words::new(Some(lang)),
        folder: Path::new("studio-data"),
        request: "00c0ffee00c0ffee",
        command: "studio user edit",
        now: NOW,
    };
    failure.report(&facts).unwrap()
}

fn not_found(kind: &'static str) -> Error {
    Error::NotFound { kind, id: "12".to_owned() }
}

fn refused(action: Action, why: Why) -> Error {
    Error::Refused { action, why }
}

fn locked(what: Locked) -> Error {
    Error::Locked { until: Timestamp::from_millis(NOW.millis() + 90_000), what }
}

/// One of each, with the code and the exit code that scripts rely on.
fn errors() -> Vec<(Error, &'static str, u8)> {
    let invalid = |rule| Error::Invalid(vec![Invalid::new("email", rule)]);
    let stale = Error::Stale { kind: "user", id: 3, expected: Version::new(1), now: Version::new(2) };
    let schema = |file| FileProblem::Newer { file, program: 3 };
    let mut all = vec![
        (invalid(FieldRule::Form { what: "email" }), "invalid", 2),
        (Error::WeakPassword(WeakPassword::TooShort { min: 10, got: 3 }), "weak_password", 2),
        (Error::WeakPassword(WeakPassword::TooLong { max: 256 }), "weak_password", 2),
        (Error::WeakPassword(WeakPassword::Common), "weak_password", 2),
        (Error::WeakPassword(WeakPassword::ContainsName), "weak_password", 2),
        (Error::WeakPassword(WeakPassword::ControlCharacter), "weak_password", 2),
        (Error::WeakCode(WeakCode::TooShort { min: 6, got: 1 }), "weak_code", 2),
        (Error::WeakCode(WeakCode::TooLong { max: 64 }), "weak_code", 2),
        (Error::WeakCode(WeakCode::OneCharacter), "weak_code", 2),
        (Error::WeakCode(WeakCode::Run), "weak_code", 2),
        (Error::WeakCode(WeakCode::ControlCharacter), "weak_code", 2),
        (Error::NoActor(NoActor::Unknown), "not_signed_in", 1),
        (Error::NoActor(NoActor::Ended), "not_signed_in", 1),
        (Error::NoActor(NoActor::Expired), "not_signed_in", 1),
        (Error::NoActor(NoActor::Inactive), "not_signed_in", 1),
        (Error::NoActor(NoActor::SetUp), "not_signed_in", 1),
        (Error::WrongPassword, "wrong_password", 1),
        (Error::WrongCode, "wrong_code", 1),
        (locked(Locked::SignIn), "sign_in_locked", 1),
        (locked(Locked::Code), "code_locked", 1),
        (stale, "stale", 1),
        (Error::File(FileProblem::Missing), "no_studio", 1),
        (Error::File(FileProblem::Foreign), "not_a_studio", 3),
        (Error::File(schema(4)), "newer_schema", 3),
        (Error::File(FileProblem::Older { file: 1, program: 3 }), "older_schema", 3),
        (Error::File(FileProblem::Damaged("page 7".to_owned())), "damaged", 3),
        (Error::File(FileProblem::Access("denied".to_owned())), "no_access", 3),
        (Error::Source(LegacyProblem::Missing), "source_missing", 1),
        (Error::Source(LegacyProblem::Empty), "source_empty", 2),
        (Error::Source(LegacyProblem::NotADatabase), "source_not_a_database", 2),
        (Error::Source(LegacyProblem::Foreign), "source_foreign", 2),
        (Error::Source(LegacyProblem::Damaged("page 7".to_owned())), "source_damaged", 3),
        (Error::Source(LegacyProblem::Locked), "source_locked", 3),
        (Error::Source(LegacyProblem::Access("denied".to_owned())), "source_no_access", 3),
        (Error::Stopped, "stopped", 1),
        (Error::PhotoOf { uploaded_by: None }, "photo_of_somebody_else", 1),
        (Error::PhotoOf { uploaded_by: Some("lola".to_owned()) }, "photo_of_somebody_else", 1),
        (Error::Busy, "busy", 3),
        (Error::Unavailable("disk is full".to_owned()), "unavailable", 3),
        (Error::Internal("a defect".to_owned()), "internal", 3),
    ];
    all.extend(
        ["studio", "user", "artist", "session", "setting", "client"]
            .map(|kind| (not_found(kind), "not_found", 1)),
    );
    all.extend(FileRefused::ALL.iter().map(|refused| (Error::Upload(*refused), refused.code(), 2)));
    all.extend(Why::ALL.iter().map(|why| (refused(Action::ClientsEdit, *why), why.code(), 1)));
    for constraint in [
        Constraint::UserNameTaken,
        Constraint::ArtistTaken,
        Constraint::LastAdmin,
        Constraint::AppendOnly,
        Constraint::AlreadySetUp,
        Constraint::TokenSpent,
        Constraint::NoCode,
        Constraint::CodeChanged,
        Constraint::Other,
    ] {
        all.push((Error::Conflict(constraint), constraint.code(), 1));
    }
    all.extend(Rule::ALL.iter().map(|rule| (Error::Rule(*rule), rule.code(), 1)));
    all
}

fn likely() -> Duplicate {
    Duplicate { id: ClientId::new(12), name: "Ana Ruiz".to_owned(), by: vec![Likeness::Phone] }
}

/// One of each of the program's own failures.
fn own() -> Vec<(Failure, &'static str, u8)> {
    let usage = |usage| (Failure::Usage(usage), "usage", 2);
    let text = |text: &str| text.to_owned();
    let option = || text("--role");
    let one_of = |done: &[&str]| Failure::OneOf {
        path: PathBuf::from("b.gif"),
        done: done.iter().map(|id| text(id)).collect(),
        failure: Box::new(Failure::App(Error::Upload(FileRefused::Gif))),
    };
    vec![
        (one_of(&[]), "file_gif", 2),
        (one_of(&["12", "13"]), "file_gif", 2),
        usage(Usage::UnknownOption { given: text("--rol"), near: Some(option()) }),
        usage(Usage::UnknownOption { given: text("--x"), near: None }),
        usage(Usage::UnknownCommand { given: text("usr"), near: Some(text("user")) }),
        usage(Usage::TooMuch { given: text("x") }),
        usage(Usage::BadValue {
            option: option(),
            given: text("x"),
            near: None,
            choices: vec![text("admin")],
        }),
        usage(Usage::BadValue { option: option(), given: text("x"), near: None, choices: Vec::new() }),
        usage(Usage::NoValue { option: option(), choices: Vec::new() }),
        usage(Usage::Missing(vec![option()])),
        usage(Usage::NoCommand),
        usage(Usage::Clash { option: option(), other: text("--all") }),
        usage(Usage::Twice { option: option() }),
        usage(Usage::NotText),
        usage(Usage::ElevateWhom),
        usage(Usage::NobodyYet),
        usage(Usage::Other(text("error: of a later version"))),
        (Failure::NoSecret { field: "password", variable: "STUDIO_PASSWORD" }, "secret_needed", 2),
        (Failure::Unsure { what: text("Keys") }, "needs_confirmation", 1),
        (Failure::NoAnswer(io::ErrorKind::UnexpectedEof.into()), "no_answer", 3),
        (
            Failure::Ambiguous { kind: "artist", given: text("Ana"), ids: vec![text("1"), text("2")] },
            "ambiguous",
            2,
        ),
        (
            Failure::Source { path: PathBuf::from("old"), error: Error::Source(LegacyProblem::Missing) },
            "source_missing",
            1,
        ),
        (Failure::Likely(vec![likely()]), "needs_confirmation", 1),
        (Failure::NoFile(text("`x`: denied")), "no_file", 3),
        (Failure::Unreadable(text("`x`: denied")), "unreadable_file", 1),
        (Failure::NoOutput(io::ErrorKind::StorageFull.into()), "no_output", 3),
    ]
}

fn everything() -> impl Iterator<Item = (Failure, &'static str, u8)> {
    errors().into_iter().map(|(error, code, exit)| (Failure::App(error), code, exit)).chain(own())
}

#[test]
fn each_has_its_code_and_exit_code() {
    for (failure, code, exit) in everything() {
        let report = told(&failure, Lang::En);
        assert_eq!((report.code, report.exit.code()), (code, exit), "{failure:?}");
    }
}

#[test]
fn each_has_words_and_a_hint_in_every_language() {
    for (failure, ..) in everything() {
        let all: Vec<Report> = Lang::ALL.iter().map(|lang| told(&failure, *lang)).collect();
        for report in &all {
            let hint = report.hint.as_deref().unwrap_or_else(|| panic!("no hint for {failure:?}"));
            for text in [&*report.message, hint] {
                assert!(!text.is_empty() && !text.contains(['⟦', '{', '\n']), "{failure:?}: {text}");
            }
        }
        let (english, spanish) = (&all[0], &all[1]);
        assert_ne!(english.message, spanish.message, "{failure:?}");
        assert_ne!(english.hint, spanish.hint, "{failure:?}");
    }
}

#[test]
fn every_rule_of_a_field_has_words() {
    for (rule, code) in [
        (FieldRule::Empty, "empty"),
        (FieldRule::TooShort { min: 3, got: 1 }, "too_short"),
        (FieldRule::TooLong { max: 3, got: 9 }, "too_long"),
        (FieldRule::ControlCharacter { at: 2 }, "control_character"),
        (FieldRule::Form { what: "email" }, "form"),
        (FieldRule::OutOfRange { min: 1, max: 60 }, "out_of_range"),
        (FieldRule::Unknown { given: "x".to_owned() }, "unknown"),
        (FieldRule::EndBeforeStart, "end_before_start"),
        (FieldRule::Overlap, "overlap"),
        (FieldRule::InFuture, "in_future"),
        (FieldRule::Required, "required"),
        (FieldRule::NotAllowed, "not_allowed"),
        (FieldRule::Common, "common"),
        (FieldRule::ContainsName, "contains_name"),
    ] {
        assert!(FieldRule::CODES.contains(&code));
        for lang in Lang::ALL.iter().copied() {
            let report = told(&Invalid::new("email", rule.clone()).into(), lang);
            assert!(!report.message.contains(['⟦', '{']), "{}", report.message);
            assert_eq!(report.errors.len(), 1);
            assert_eq!((report.errors[0].field, report.errors[0].code), ("email", code));
        }
    }
}

/// A field of which the message files know nothing is called by its code, never by nothing.
#[test]
fn fields_have_names() {
    let words = Words::new(Some(Lang::En));
    assert_eq!(words.field("user_name"), "User name");
    assert_eq!(words.field("studio.time_zone"), "Time zone");
    assert_eq!(words.field("brand_new"), "brand_new");
}

#[test]
fn all_fields_stand_in_the_one_line() {
    let all = vec![
        Invalid::new("email", FieldRule::Required),
        Invalid::new("studio.time_zone", FieldRule::Form { what: "time_zone" }),
    ];
    let report = told(&Failure::App(Error::Invalid(all)), Lang::En);
    assert_eq!(
        report.message,
        "Email: This is needed; Time zone: Not a valid time zone, such as America/Mexico_City"
    );
    assert_eq!(report.hint.as_deref(), Some("`studio user edit --help` says what is accepted"));
}

#[test]
fn hints_are_the_terminals() {
    let hint = |error| told(&Failure::App(error), Lang::En).hint.unwrap();
    assert_eq!(hint(not_found("user")), "`studio user list` shows what there is");
    assert!(hint(refused(Action::ClientsDelete, Why::NeedsElevation)).contains("`--elevate`"));
    assert!(hint(refused(Action::ClientsDelete, Why::NoGrant)).starts_with("An admin"));
    assert!(hint(refused(Action::SystemMigrate, Why::NoGrant)).contains("only the operator"));
    assert!(hint(Error::NoActor(NoActor::Unknown)).contains("`--as`"));
}

#[test]
fn a_reader_that_has_enough_is_no_failure() {
    assert!(matches!(Failure::of_output(io::ErrorKind::BrokenPipe.into()), Failure::Closed));
    assert!(matches!(Failure::of_output(io::ErrorKind::StorageFull.into()), Failure::NoOutput(_)));
    let facts =
        Facts { words: Words::new(None), folder: Path::new(""), request: "", command: "studio", now: NOW };
    assert_eq!(Failure::Closed.report(&facts), None);
}

#[test]
fn of_several_files_the_one_that_went_wrong_is_named_and_what_was_done_before() {
    let failure = |done: &[&str]| Failure::OneOf {
        path: PathBuf::from("b.gif"),
        done: done.iter().map(|id| (*id).to_owned()).collect(),
        failure: Box::new(Failure::App(Error::Upload(FileRefused::Gif))),
    };
    let first = told(&failure(&[]), Lang::En);
    assert!(first.message.contains("`b.gif`") && first.hint.unwrap().contains("JPEG"));
    let later = told(&failure(&["12", "13"]), Lang::En);
    assert!(later.hint.unwrap().contains("12, 13"));
}
