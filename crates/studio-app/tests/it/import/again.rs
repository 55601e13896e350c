//! Rehearsals, second imports, and imports that are stopped: all or nothing.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use studio_app::{
    AuditFilter, BlockInput, ClientFilter, Error, Folder, ImportOptions, ImportReport, IssueCode, Outcome,
    Progress, Rule, Studio,
};
use studio_domain::ArtistId;
use studio_testkit::{START, TestClock};

use super::kit::{ADDED, AS_IT_IS, DRY, Home, Source, at, client, counts, int, sample, session, text, told};
use crate::kit::password;

#[test]
fn a_rehearsal_tells_everything_and_writes_nothing() {
    let home = Home::new();
    let before = home.content();
    let rehearsed = home.try_import(&sample(), DRY).unwrap();
    assert!(rehearsed.dry_run);
    assert_eq!(home.content(), before, "not even an entry in the log");
    let done = home.import(&sample());
    assert_eq!(ImportReport { dry_run: false, ..rehearsed }, done);
    assert_ne!(home.content(), before);
}

#[test]
fn the_same_folder_twice_is_refused() {
    let home = Home::new();
    home.import(&sample());
    let before = home.content();
    for options in [AS_IT_IS, DRY] {
        let refused = home.try_import(&sample(), options).unwrap_err();
        assert!(matches!(refused, Error::Rule(Rule::NotEmpty)), "{refused}");
    }
    assert_eq!(home.content(), before);
}

#[test]
fn a_studio_with_only_accounts_is_empty() {
    let home = Home::new();
    let operator = home.operator();
    let link = studio_app::Link::None;
    home.studio
        .add_user(&operator, "Admin", "assistant", link, studio_app::UserInput::default(), Some(&password()))
        .unwrap();
    let report = home.import(&sample());
    assert_eq!(told(&report)[0], (IssueCode::PhoneMissing, Some(12), Some("phone")));
    let taken = &report.issues.iter().find(|issue| issue.code == IssueCode::UserNameTaken).unwrap();
    assert_eq!((taken.id, taken.detail.as_str()), (Some(1), "admin → admin-2"));
    home.sign_in("admin-2", "admin123").unwrap();
    home.sign_in("admin", "la tinta entra despacio").unwrap();
}

#[test]
fn any_client_artist_or_appointment_makes_a_studio_not_empty() {
    let home = Home::new();
    let input =
        studio_app::ArtistInput { name: Some("Lola".to_owned()), ..studio_app::ArtistInput::default() };
    home.studio.add_artist(&home.operator(), input).unwrap();
    assert_eq!(home.try_import(&sample(), AS_IT_IS).unwrap_err().code(), "not_empty");
    let report = home.try_import(&sample(), ADDED).unwrap();
    assert_eq!(counts(&report, "clients"), (85, 85, 0, 0));
}

#[test]
fn adding_the_same_again_adds_nothing() {
    let home = Home::new();
    let first = home.import(&sample());
    let list = |status: &str| {
        home.found(&ClientFilter { status: status.to_owned(), limit: Some(200), ..ClientFilter::default() })
    };
    let (before, newest) = (list("all"), newest(&home));
    let second = home.try_import(&sample(), ADDED).unwrap();
    for (table, rows) in [("clients", 85), ("artists", 5), ("users", 7), ("sessions", 83)] {
        assert_eq!(counts(&second, table), (rows, 0, rows, rows), "{table}");
    }
    assert_eq!(second.made, []);
    assert_eq!(second.issues, []);
    let sum = second.sums[0];
    assert_eq!((sum.source, sum.already_here, sum.imported.get()), (first.sums[0].source, sum.source, 0));
    assert_eq!(list("all"), before);
    assert_eq!(home.notes(82).len(), 1);
    assert_eq!(self::newest(&home), newest + 1);
}

#[test]
fn adding_takes_what_is_new_and_knows_what_is_here() {
    let home = Home::new();
    let mut source = Source::with_people();
    source.add("sessions", &session(1, &[]));
    home.import(source.folder());
    source
        .add("clients", &client(2, &[("preferred_artist_id", int(1))]))
        .add("artists", &[("id", int(2)), ("name", text("Nueva"))])
        // Ahead of today, and over the one that is here.
        .add(
            "sessions",
            &session(2, &[("start", text("2026-12-01 10:00")), ("end", text("2026-12-01 11:00"))]),
        )
        .add(
            "sessions",
            &session(3, &[("start", text("2025-10-01 12:30")), ("end", text("2025-10-01 13:30"))]),
        );
    let report = home.try_import(source.folder(), ADDED).unwrap();
    assert_eq!(counts(&report, "clients"), (2, 1, 1, 1));
    assert_eq!(counts(&report, "artists"), (2, 1, 1, 1));
    assert_eq!(counts(&report, "sessions"), (3, 2, 1, 1));
    assert_eq!(
        told(&report),
        [(IssueCode::OverlapArtist, Some(3), None), (IssueCode::OverlapClient, Some(3), None)]
    );
    // The client who was here before is listed with the new appointments.
    let card = home.client(1).card;
    assert_eq!(card.next_appointment, Some(at("2026-12-01T16:00:00Z")));
    assert_eq!(card.last_appointment, Some(at("2025-10-01T18:30:00Z")));
    assert_eq!(home.client(2).card.preferred_artist.unwrap().name, "Lola");
}

#[test]
fn what_comes_over_a_block_is_kept_and_told() {
    let home = Home::new();
    let mut source = Source::with_people();
    home.import(source.folder());
    let block = BlockInput {
        from: Some("2025-10-01T12:00".to_owned()),
        to: Some("2025-10-01T14:00".to_owned()),
        kind: Some("vacation".to_owned()),
        ..BlockInput::default()
    };
    home.studio.add_block(&home.operator(), ArtistId::new(1), block).unwrap();
    let at = |from: &str, to: &str| {
        [("start", text(&format!("2025-10-01 {from}"))), ("end", text(&format!("2025-10-01 {to}")))]
    };
    source
        .add("sessions", &session(1, &at("13:00", "15:00")))
        // Back to back.
        .add("sessions", &session(2, &at("10:00", "12:00")));
    let report = home.try_import(source.folder(), ADDED).unwrap();
    assert_eq!(counts(&report, "sessions"), (2, 2, 0, 0));
    assert_eq!(told(&report), [(IssueCode::OverlapBlock, Some(1), None)]);
}

#[test]
fn only_the_operator_of_a_studio_that_is_set_up_imports() {
    let home = Home::new();
    let before = home.content();
    let marta = home.sign_in("marta", "la tinta entra despacio").unwrap();
    let mut never = |_: Progress| panic!("nothing may begin");
    let nowhere = std::path::Path::new("nowhere");
    let refused = home.studio.import_legacy(&marta, nowhere, AS_IT_IS, &mut never).unwrap_err();
    assert_eq!(refused.code(), "no_grant");
    let operator = home.operator();
    let entry = home.studio.audit(&operator, &AuditFilter::default()).unwrap().items.remove(0);
    assert_eq!((entry.action.as_str(), entry.outcome), ("system.import_legacy", Outcome::Refused));
    assert_ne!(home.content(), before, "the sign-in and the refusal are in the log");

    let folder = tempfile::tempdir().unwrap();
    let studio = Studio::create(Folder::at(folder.path()), TestClock::at(START)).unwrap();
    let operator = studio.operator().unwrap();
    let refused = studio.import_legacy(&operator, &sample(), AS_IT_IS, &mut never).unwrap_err();
    assert!(matches!(refused, Error::Rule(Rule::NotSetUp)), "{refused}");
}

#[test]
fn the_progress_counts_every_table_to_its_end() {
    let home = Home::new();
    let mut steps: Vec<Progress> = Vec::new();
    let here = std::thread::current().id();
    let mut note = |step| {
        assert_eq!(std::thread::current().id(), here, "the caller is told on its own thread");
        steps.push(step);
        ControlFlow::Continue(())
    };
    let mut source = Source::with_people();
    for id in 2..=600 {
        source.add("clients", &client(id, &[]));
    }
    home.studio.import_legacy(&home.operator(), source.folder(), AS_IT_IS, &mut note).unwrap();
    let of = |table: &str| -> Vec<(u64, u64)> {
        steps.iter().filter(|step| step.table == table).map(|step| (step.done, step.total)).collect()
    };
    assert_eq!(of("clients"), [(0, 600), (250, 600), (500, 600), (600, 600)]);
    assert_eq!(of("artists"), [(0, 1), (1, 1)]);
    assert_eq!(of("sessions"), [(0, 0), (0, 0)]);
}

#[test]
fn an_import_that_is_stopped_leaves_nothing() {
    let home = Home::new();
    let before = home.content();
    let all = {
        let mut count = 0;
        let mut steps = |_| {
            count += 1;
            ControlFlow::Continue(())
        };
        home.studio.import_legacy(&home.operator(), &sample(), DRY, &mut steps).unwrap();
        count
    };
    for last in 1..=all {
        let mut count = 0;
        let mut steps = |_| {
            count += 1;
            if count == last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let stopped =
            home.studio.import_legacy(&home.operator(), &sample(), AS_IT_IS, &mut steps).unwrap_err();
        assert!(matches!(stopped, Error::Stopped), "{stopped}");
        assert_eq!((count, home.content() == before), (last, true), "stopped at step {last} of {all}");
    }
}

#[test]
fn a_caller_that_fails_leaves_nothing() {
    let home = Home::new();
    let before = home.content();
    for table in ["artists", "clients", "settings"] {
        let mut steps = |step: Progress| {
            assert!(step.table != table, "the caller fails");
            ControlFlow::Continue(())
        };
        let operator = home.operator();
        let failed = catch_unwind(AssertUnwindSafe(|| {
            home.studio.import_legacy(&operator, &sample(), AS_IT_IS, &mut steps)
        }));
        assert!(failed.is_err(), "the panic is the caller's own");
        assert!(home.content() == before, "failed at {table}");
    }
    home.import(&sample());
}

#[test]
fn the_log_has_one_entry_with_counts() {
    let home = Home::new();
    let newest = newest(&home);
    home.import(&sample());
    let operator = home.operator();
    let entries = home.studio.audit(&operator, &AuditFilter::default()).unwrap().items;
    let entry = &entries[0];
    assert_eq!(
        (entry.seq, entry.action.as_str(), entry.actor.as_str()),
        (newest + 1, "system.import_legacy", "operator")
    );
    let detail: serde_json::Value = serde_json::from_str(&entry.detail).unwrap();
    for (what, count) in [
        ("clients", 85),
        ("artists", 5),
        ("users", 7),
        ("appointments", 83),
        ("screenings", 12),
        ("consents", 34),
        ("notes", 9),
        ("indexed", 85),
    ] {
        assert_eq!(detail[what], count, "{what}");
    }
}

#[test]
fn what_a_killed_import_left_goes_with_the_next() {
    let home = Home::new();
    let left = home.path().join("tmp").join("legacy-0123");
    std::fs::create_dir(&left).unwrap();
    std::fs::write(left.join("legacy.db"), "x").unwrap();
    home.try_import(&sample(), ImportOptions { dry_run: true, ..AS_IT_IS }).unwrap();
    assert_eq!(home.leftovers(), 0);
}

fn newest(home: &Home) -> i64 {
    home.studio.audit(&home.operator(), &AuditFilter::default()).unwrap().items[0].seq
}
