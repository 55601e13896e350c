//! Clients whose records are not as they should be: nothing is dropped without a word.

use studio_app::{ClientFilter, IssueCode};
use studio_domain::ClientStatus;
use studio_testkit::START;

use super::kit::{Home, Source, at, client, counts, int, made, only, real, text, told};
use super::sqlite_file::Cell;

/// Imports one client with these cells into a studio in Madrid.
fn one(cells: &[(&str, Cell)]) -> (Home, studio_app::ImportReport) {
    let home = Home::of("Europe/Madrid", "EUR", "es");
    let mut source = Source::new();
    source.add("clients", &client(1, cells));
    let report = home.import(source.folder());
    assert_eq!(counts(&report, "clients"), (1, 1, 0, 0));
    (home, report)
}

#[test]
fn a_client_without_phone_or_name_is_taken_and_told() {
    for cell in [Cell::Null, text(""), text(" \t\n"), text("\u{0}\u{200B}")] {
        let (home, report) = one(&[("name", cell.clone()), ("phone", cell)]);
        let codes: Vec<IssueCode> = told(&report).into_iter().map(|(code, ..)| code).collect();
        assert!(codes.starts_with(&[IssueCode::NameMissing, IssueCode::PhoneMissing]), "{codes:?}");
        let card = home.client(1).card;
        assert_eq!((card.name.as_str(), card.phone), ("#1", None));
    }
}

#[test]
fn a_name_that_is_too_long_is_cut_and_stands_whole_in_a_note() {
    let long = format!("María {}final", "del Carmen ".repeat(20));
    let (home, report) = one(&[("name", text(&long))]);
    assert_eq!(told(&report), [(IssueCode::TooLong, Some(1), Some("name"))]);
    let name = home.client(1).card.name;
    assert!(name.chars().count() <= 120 && long.starts_with(&name), "{name}");
    assert_eq!(home.notes(1), [format!("name: {long}")]);
}

#[test]
fn what_cannot_be_read_stands_in_a_note() {
    let (home, report) = one(&[
        ("phone", text("llamar a su hermana")),
        ("email", text("ana(at)tinta")),
        ("instagram", text("la de las flores")),
        ("birthdate", text("marzo del 88")),
        ("is_active", text("quizás")),
        ("preferred_artist_id", text("Lola")),
        ("consent_info", text("firmado")),
        ("notes", text("Prefiere la tarde.")),
    ]);
    let unreadable = |column| (IssueCode::Unreadable, Some(1), Some(column));
    assert_eq!(
        told(&report),
        [
            (IssueCode::PhoneMissing, Some(1), Some("phone")),
            unreadable("birthdate"),
            unreadable("consent_info"),
            unreadable("email"),
            unreadable("instagram"),
            unreadable("is_active"),
            unreadable("phone"),
            unreadable("preferred_artist_id"),
        ]
    );
    let notes = home.notes(1);
    assert_eq!(notes.len(), 2);
    let kept = "phone: llamar a su hermana\npreferred_artist_id: Lola\nemail: ana(at)tinta\n\
                instagram: la de las flores\nbirthdate: marzo del 88\nis_active: quizás\nconsent_info: firmado";
    assert!(
        notes.contains(&kept.to_owned()) && notes.contains(&"Prefiere la tarde.".to_owned()),
        "{notes:?}"
    );
    assert_eq!(home.client(1).card.status, ClientStatus::Active);
}

#[test]
fn dates_of_birth_come_in_many_forms_and_some_are_wrong() {
    for (raw, date) in [
        ("1988-03-14", Some("1988-03-14")),
        ("1988-03-14 00:00:00", Some("1988-03-14")),
        ("14/03/1988", Some("1988-03-14")),
        ("2099-01-01", None),
        ("1850-01-01", None),
        ("1988-02-30", None),
    ] {
        let (home, report) = one(&[("birthdate", text(raw))]);
        assert_eq!(home.client(1).card.birth_date.as_deref(), date, "{raw}");
        assert_eq!(report.issues.len(), usize::from(date.is_none()), "{raw}");
    }
}

#[test]
fn numbers_may_be_text_and_text_may_be_numbers() {
    let mut source = Source::new();
    source.add(
        "artists",
        &[
            ("id", text("7")),
            ("name", text("Lola")),
            ("rate_commission", text("0.5")),
            ("active", text("true")),
        ],
    );
    source.add(
        "clients",
        &[
            ("id", real(1.0)),
            ("name", int(1_234)),
            ("phone", int(6_621_112_233)),
            ("created_at", text("2025-10-03T20:21:00")),
            ("preferred_artist_id", real(7.0)),
            ("is_active", text("1")),
            ("consent_data", real(0.0)),
            ("health_diabetes", text("1")),
            ("city", Cell::Blob("Mérida".as_bytes().to_vec())),
        ],
    );
    let home = Home::new();
    let report = home.import(source.folder());
    assert_eq!(told(&report), [(IssueCode::PasswordUnusable, None, None); 0]);
    let card = home.client(1).card;
    assert_eq!((card.name.as_str(), card.phone.as_deref()), ("1234", Some("6621112233")));
    assert_eq!(
        (card.city.as_deref(), card.preferred_artist.unwrap().name.as_str()),
        (Some("Mérida"), "Lola")
    );
    assert_eq!((made(&report, "consents"), made(&report, "screenings")), (1, 1));
}

#[test]
fn bytes_that_are_no_text_are_replaced_and_told() {
    let (home, report) = one(&[("name", Cell::Broken(b"Jos\xE9 Mu\xF1oz".to_vec()))]);
    assert_eq!(told(&report), [(IssueCode::NotUnicode, Some(1), Some("name"))]);
    assert_eq!(home.client(1).card.name, "Jos\u{FFFD} Mu\u{FFFD}oz");
}

#[test]
fn white_space_is_folded_and_characters_without_shape_go() {
    let (home, report) =
        one(&[("name", text("  Sofía \t O'Farrill-Núñez\u{0}\u{202E} ")), ("city", text(" Ciudad  Real "))]);
    assert_eq!(told(&report), [(IssueCode::ControlCharacters, Some(1), Some("name"))]);
    let card = home.client(1).card;
    assert_eq!((card.name.as_str(), card.city.as_deref()), ("Sofía O'Farrill-Núñez", Some("Ciudad Real")));
}

#[test]
fn nothing_asked_is_no_screening_and_nothing_said_no_consent() {
    let (_home, report) = one(&[("health_obs", text("  "))]);
    assert_eq!(
        (made(&report, "screenings"), made(&report, "consents"), made(&report, "contacts")),
        (0, 0, 0)
    );
    let (_home, report) = one(&[("health_obs", text("Se marea"))]);
    assert_eq!(made(&report, "screenings"), 1);
    let (home, report) = one(&[("health_epilepsy", text("desde niña")), ("consent_image", int(0))]);
    assert_eq!((made(&report, "screenings"), made(&report, "consents")), (1, 1));
    let issue = only(&report, IssueCode::Unreadable);
    assert_eq!((issue.column.as_deref(), issue.detail.as_str()), (Some("health_epilepsy"), ""));
    assert_eq!(home.notes(1), Vec::<String>::new());
    let content = home.content();
    assert!(!content.windows(11).any(|window| window == "desde niña".as_bytes()), "health is sealed");
}

#[test]
fn somebody_to_call_without_a_name_is_called_by_what_is_known() {
    for (relation, phone, name) in
        [(text("Madre"), text("600 111 222"), "Madre"), (Cell::Null, text("600 111 222"), "600 111 222")]
    {
        let (home, report) = one(&[("emergency_relation", relation), ("emergency_phone", phone)]);
        assert_eq!(only(&report, IssueCode::NameMissing).column.as_deref(), Some("emergency_name"));
        let contact = home.client(1).card.emergency.unwrap();
        assert_eq!((contact.name.as_str(), contact.phone.as_str()), (name, "600 111 222"));
    }
}

#[test]
fn when_a_client_was_made_is_read_in_the_studios_zone() {
    for (raw, moment, issue) in [
        ("2025-07-01 12:00:00", "2025-07-01T10:00:00Z", None),
        ("2025-12-01 12:00:00", "2025-12-01T11:00:00Z", None),
        ("2025-07-01 12:00:00+00:00", "2025-07-01T12:00:00Z", None),
        ("2026-03-29 02:30:00", "2026-03-29T01:00:00Z", Some(IssueCode::TimeSkipped)),
        ("2025-10-26 02:30:00", "2025-10-26T00:30:00Z", Some(IssueCode::TimeTwice)),
    ] {
        let (home, report) = one(&[("created_at", text(raw))]);
        assert_eq!(home.client(1).card.created_at, at(moment), "{raw}");
        assert_eq!(report.issues.first().map(|issue| issue.code), issue, "{raw}");
    }
    for cell in [Cell::Null, text("ayer")] {
        let (home, report) = one(&[("created_at", cell)]);
        assert_eq!(home.client(1).card.created_at, START);
        assert_eq!(only(&report, IssueCode::DateMissing).id, Some(1));
    }
    let (_home, report) = one(&[("created_at", text("2099-01-01"))]);
    only(&report, IssueCode::DateInFuture);
}

#[test]
fn a_preferred_artist_who_is_not_there_is_told() {
    let (home, report) = one(&[("preferred_artist_id", int(99))]);
    assert_eq!(only(&report, IssueCode::ArtistUnknown).detail, "99");
    assert_eq!(home.client(1).card.preferred_artist, None);
}

#[test]
fn rows_without_a_usable_id_are_skipped_and_told() {
    let mut source = Source::new();
    for id in [int(1), int(1), Cell::Null, text("x"), real(1.5), int(-3), text("9223372036854775807")] {
        source.add("clients", &client(0, &[("id", id)]));
    }
    let home = Home::new();
    let report = home.import(source.folder());
    assert_eq!(counts(&report, "clients"), (7, 3, 4, 0));
    assert_eq!(only(&report, IssueCode::IdRepeated).id, Some(1));
    let found: Vec<&str> = report
        .issues
        .iter()
        .filter(|issue| issue.code == IssueCode::IdUnreadable)
        .map(|issue| issue.detail.as_str())
        .collect();
    assert_eq!(found, ["", "x", "1.5"]);
    assert!(report.issues.iter().all(|issue| issue.code.skips()));
    assert_eq!(home.client(-3).card.name, "Clienta 0");
}

#[test]
fn a_long_note_becomes_several() {
    let long: String = (0..4_000).map(|line| format!("línea {line}\n")).collect();
    let (home, report) = one(&[("notes", text(&long))]);
    let notes = home.notes(1);
    assert_eq!((notes.len() as u64, report.issues.len()), (made(&report, "notes"), 0));
    assert!(notes.len() > 4);
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let joined: String = notes.iter().rev().map(String::as_str).collect();
    assert_eq!(letters(&joined), letters(&long));
}

#[test]
fn archived_clients_are_found_among_the_archived() {
    let mut source = Source::new();
    source
        .add("clients", &client(1, &[("is_active", int(0))]))
        .add("clients", &client(2, &[("notes", text("ARCHIVED: true\nVuelve en mayo"))]))
        .add("clients", &client(3, &[("is_active", Cell::Null)]));
    let home = Home::new();
    home.import(source.folder());
    let names = |status: &str| -> Vec<String> {
        let filter = ClientFilter { status: status.to_owned(), ..ClientFilter::default() };
        home.found(&filter).into_iter().map(|row| row.name).collect()
    };
    assert_eq!(names("archived"), ["Clienta 1", "Clienta 2"]);
    assert_eq!(names("active"), ["Clienta 3"]);
    assert_eq!(home.notes(2), ["Vuelve en mayo"]);
}

#[test]
fn thousands_of_clients_come_over() {
    let mut source = Source::new();
    for id in 1..=2_000 {
        source.add("clients", &client(id, &[("notes", text(&"nota ".repeat((id % 50) as usize)))]));
    }
    let home = Home::new();
    let report = home.import(source.folder());
    assert_eq!(counts(&report, "clients"), (2_000, 2_000, 0, 0));
    let found = home.found(&ClientFilter { q: "clienta 1999".to_owned(), ..ClientFilter::default() });
    assert_eq!(found.len(), 1);
}
