//! Artists and accounts whose records are not as they should be.

use studio_app::{ArtistFilter, ImportReport, IssueCode, PasswordState, UserCard, UserFilter};

use super::kit::{Home, Source, counts, int, only, real, text, told};
use super::sqlite_file::Cell;

/// A hash in the form that a sign-in checks.
const HASH: &str = "$2b$04$IUWJb6UxRMYZ4N9pS7/HBOpBqbkGtQFG6ofTbFfmX.TpVzQPQkXxS";

fn artist<'c>(id: i64, other: &[(&'c str, Cell)]) -> Vec<(&'c str, Cell)> {
    let mut cells = vec![
        ("id", int(id)),
        ("name", text(&format!("Artista {id}"))),
        ("rate_commission", real(0.5)),
        ("active", int(1)),
    ];
    cells.extend(other.iter().cloned());
    cells
}

fn user<'c>(id: i64, role: &str, other: &[(&'c str, Cell)]) -> Vec<(&'c str, Cell)> {
    let mut cells = vec![
        ("id", int(id)),
        ("username", text(&format!("user{id}"))),
        ("role", text(role)),
        ("password_hash", text(HASH)),
        ("is_active", int(1)),
        ("created_at", text("2025-09-22 23:40:37")),
    ];
    cells.extend(other.iter().cloned());
    cells
}

fn moved(source: &mut Source) -> (Home, ImportReport) {
    let home = Home::new();
    let report = home.import(source.folder());
    (home, report)
}

fn card(home: &Home, name: &str) -> UserCard {
    let users = home.studio.users(&home.operator(), &UserFilter::default()).unwrap().items;
    users.into_iter().find(|card| card.user_name == name).unwrap()
}

#[test]
fn rates_become_basis_points() {
    let mut source = Source::new();
    for (id, rate) in [
        (1, real(0.55)),
        (2, text("0.333333")),
        (3, real(45.0)),
        (4, text("mitad")),
        (5, real(-0.2)),
        (6, real(250.0)),
        (7, Cell::Null),
        (8, int(1)),
    ] {
        source.add("artists", &artist(id, &[("rate_commission", rate)]));
    }
    let (home, report) = moved(&mut source);
    let operator = home.operator();
    let artists = home.studio.artists(&operator, &ArtistFilter::default()).unwrap().items;
    let rates: Vec<Option<u16>> = artists
        .iter()
        .map(|card| {
            let rates = home.studio.artist(&operator, card.id).unwrap().rates.unwrap();
            assert!(rates.len() < 2);
            rates.first().map(|rate| rate.rate.get())
        })
        .collect();
    assert_eq!(rates, [Some(5_500), Some(3_333), Some(4_500), None, None, None, None, Some(10_000)]);
    let unreadable = |id| (IssueCode::Unreadable, Some(id), Some("rate_commission"));
    assert_eq!(
        told(&report),
        [
            unreadable(4),
            unreadable(5),
            unreadable(6),
            (IssueCode::RateAsPercent, Some(3), Some("rate_commission"))
        ]
    );
}

#[test]
fn rates_hold_from_the_first_day_of_which_there_is_a_record() {
    let from = |dates: &[&str]| {
        let mut source = Source::new();
        source.add("artists", &artist(1, &[]));
        for (id, date) in (1..).zip(dates) {
            source.add("transactions", &[("id", int(id)), ("date", text(date)), ("amount", real(1.0))]);
        }
        let (home, _) = moved(&mut source);
        let operator = home.operator();
        let artists = home.studio.artists(&operator, &ArtistFilter::default()).unwrap().items;
        home.studio.artist(&operator, artists[0].id).unwrap().rates.unwrap()[0].from.to_string()
    };
    assert_eq!(from(&["2025-03-02 10:00:00", "2024-11-30 10:00:00.5", "0001-01-01", "pronto"]), "2024-11-30");
    assert_eq!(from(&[]), "2026-09-21", "today, where there is no record");
}

#[test]
fn artists_have_names_and_colours() {
    let mut source = Source::new();
    source
        .add("artists", &artist(1, &[("name", text(""))]))
        .add("artists", &artist(2, &[("name", text(&"Ñ".repeat(90)))]))
        .add("artists", &artist(3, &[("active", int(0))]))
        .file("assets/artist_colors.json", "{\"3\": \"#B8442E\", \"2\": \"verde\"}");
    let (home, report) = moved(&mut source);
    let mut artists = home.studio.artists(&home.operator(), &ArtistFilter::default()).unwrap().items;
    artists.sort_by_key(|card| card.id);
    let names: Vec<&str> = artists.iter().map(|card| card.name.as_str()).collect();
    assert_eq!(names, ["#1", "Ñ".repeat(80).as_str(), "Artista 3"]);
    assert_eq!(artists.iter().map(|card| card.active).collect::<Vec<_>>(), [true, true, false]);
    // The first colour of the palette is the third artist's.
    assert_eq!(artists[2].colour, "#b8442e");
    assert!(artists[0].colour != "#b8442e" && artists[1].colour != artists[0].colour);
    assert_eq!(only(&report, IssueCode::TooLong).detail, "Ñ".repeat(90));
    let colour = only(&report, IssueCode::Unreadable);
    assert_eq!((colour.table.as_str(), colour.column.as_deref()), ("artist_colors.json", Some("2")));
}

#[test]
fn an_account_of_an_artist_needs_the_artist_to_itself() {
    let mut source = Source::new();
    source
        .add("artists", &artist(1, &[]))
        .add("users", &user(1, "artist", &[("artist_id", int(1))]))
        .add("users", &user(2, "artist", &[("artist_id", int(1))]))
        .add("users", &user(3, "artist", &[]))
        .add("users", &user(4, "artist", &[("artist_id", int(9))]))
        .add("users", &user(5, "admin", &[("artist_id", int(1))]))
        .add("users", &user(6, "jefe", &[("artist_id", int(1))]))
        .add("users", &user(7, "Asistente", &[("is_active", int(0))]));
    let (home, report) = moved(&mut source);
    let seen: Vec<(String, &str, bool, bool)> = (1..=7)
        .map(|id| {
            let card = card(&home, &format!("user{id}"));
            (card.user_name, card.role.code(), card.artist.is_some(), card.active)
        })
        .collect();
    let expected = |id: i64, role, linked, active| (format!("user{id}"), role, linked, active);
    assert_eq!(
        seen,
        [
            expected(1, "artist", true, true),
            expected(2, "artist", false, false),
            expected(3, "artist", false, false),
            expected(4, "artist", false, false),
            expected(5, "admin", false, true),
            expected(6, "artist", false, false),
            expected(7, "assistant", false, false),
        ]
    );
    let column = Some("artist_id");
    assert_eq!(
        told(&report),
        [
            (IssueCode::RoleUnknown, Some(6), Some("role")),
            (IssueCode::ArtistNeeded, Some(3), column),
            (IssueCode::ArtistNeeded, Some(4), column),
            (IssueCode::ArtistTaken, Some(2), column),
            (IssueCode::ArtistTaken, Some(6), column),
            (IssueCode::LinkDropped, Some(5), column),
        ]
    );
}

#[test]
fn names_are_made_valid_and_free() {
    let mut source = Source::new();
    for (id, name) in
        [(1, "Marta"), (2, "José Luis"), (3, "jose.luis"), (4, "x"), (5, ""), (6, "ana@tinta.mx")]
    {
        source.add("users", &user(id, "assistant", &[("username", text(name))]));
    }
    let (home, report) = moved(&mut source);
    let users = home.studio.users(&home.operator(), &UserFilter::default()).unwrap().items;
    let mut names: Vec<&str> = users.iter().map(|card| card.user_name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["José.Luis", "Marta-2", "ana.tinta.mx", "jose.luis-2", "marta", "user-5", "x-4"]);
    let told: Vec<(IssueCode, Option<i64>, &str)> =
        report.issues.iter().map(|issue| (issue.code, issue.id, issue.detail.as_str())).collect();
    assert_eq!(
        told,
        [
            (IssueCode::UserNameTaken, Some(1), "Marta → Marta-2"),
            (IssueCode::UserNameChanged, Some(2), "José Luis → José.Luis"),
            (IssueCode::UserNameTaken, Some(3), "jose.luis → jose.luis-2"),
            (IssueCode::UserNameChanged, Some(4), "x → x-4"),
            (IssueCode::UserNameChanged, Some(5), " → user-5"),
            (IssueCode::UserNameChanged, Some(6), "ana@tinta.mx → ana.tinta.mx"),
        ]
    );
}

#[test]
fn a_password_that_cannot_be_checked_is_not_kept() {
    for stored in [
        text("admin123"),
        text("pbkdf2:sha256:260000$x$y"),
        Cell::Null,
        text("$2b$31$IUWJb6UxRMYZ4N9pS7/HBOpBqbkGtQFG6ofTbFfmX.TpVzQPQkXxS"),
    ] {
        let mut source = Source::new();
        source.add("users", &user(1, "assistant", &[("password_hash", stored)]));
        let (home, report) = moved(&mut source);
        assert_eq!(only(&report, IssueCode::PasswordUnusable).detail, "", "a secret is not told");
        let id = card(&home, "user1").id;
        let sheet = home.studio.user(&home.operator(), id).unwrap();
        assert_eq!(sheet.private.unwrap().password, PasswordState::Open);
        assert_eq!(home.sign_in("user1", "admin123").unwrap_err().code(), "wrong_password");
        assert!(!home.content().windows(8).any(|window| window == b"admin123"));
        home.studio.invite(&home.operator(), id).unwrap();
    }
}

#[test]
fn what_is_known_of_people_comes_with_them() {
    let mut source = Source::new();
    source.add(
        "users",
        &user(
            1,
            "admin",
            &[
                ("name", text("  Marta   Díaz ")),
                ("birthdate", text("1980-02-29")),
                ("email", text("no tiene")),
                ("phone", text("662 111 2233 ext 12")),
                ("instagram", text("@marta.ink")),
                ("last_login", text("2025-10-30 22:30:07.551676")),
            ],
        ),
    );
    let (home, report) = moved(&mut source);
    let card = card(&home, "user1");
    assert_eq!(
        (card.full_name.as_str(), card.email, card.phone.as_deref()),
        ("Marta Díaz", None, Some("662 111 2233#12"))
    );
    assert_eq!(card.instagram.as_deref(), Some("marta.ink"));
    let issue = only(&report, IssueCode::Unreadable);
    assert_eq!((issue.column.as_deref(), issue.detail.as_str()), (Some("email"), "no tiene"));
    assert_eq!(counts(&report, "users"), (1, 1, 0, 0));
}
