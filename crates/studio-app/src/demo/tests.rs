//! A demo from its folder to its last row, filled in small parts.

use std::collections::BTreeSet;
use std::fs;

use studio_domain::{ClientId, Timestamp};
use studio_store::{OpCtx, UserFilter, Verdict, Who};
use tempfile::TempDir;

use super::*;
use crate::{ClientFilter, Upgrade};

/// A Monday at eleven in Madrid.
const NOW: Timestamp = Timestamp::from_millis(1_789_981_200_000);
const PASSWORD: &str = "la tinta entra despacio";

#[derive(Debug)]
struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        NOW
    }
}

fn plan(language: Language) -> DemoPlan {
    DemoPlan::small(language, Secret::from(PASSWORD))
}

fn demo(plan: &DemoPlan) -> (TempDir, Studio, DemoReport) {
    let parent = TempDir::new().unwrap();
    let folder = Folder::at(parent.path().join("demo"));
    let (studio, report) = Studio::create_demo(folder, Arc::new(Still), plan, &mut |_| {}).unwrap();
    (parent, studio, report)
}

/// An empty studio that is set up as a demo is.
fn set_up(parent: &TempDir, plan: &DemoPlan) -> (Studio, OpCtx) {
    let studio = Studio::create(Folder::at(parent.path().join("demo")), Arc::new(Still)).unwrap();
    studio.set_up(&studio.visit(Origin::CLI).unwrap(), &first_start(plan)).unwrap();
    let operator = studio.operator().unwrap();
    (studio, operator)
}

fn expect_good(studio: &Studio) {
    let findings = studio.doctor(&studio.operator().unwrap(), true).unwrap();
    let bad: Vec<_> = findings.into_iter().filter(|finding| finding.verdict != Verdict::Good).collect();
    assert!(bad.iter().all(|finding| finding.check.starts_with("sqlite_")), "{bad:?}");
}

/// Every row of the list, as text.
fn listed(studio: &Studio) -> Vec<String> {
    let mut all = Vec::new();
    let filter =
        ClientFilter { status: "all".to_owned(), sort: "registered".to_owned(), ..ClientFilter::default() };
    studio
        .export_clients::<Error>(&studio.operator().unwrap(), &filter, |row| {
            all.push(format!("{row:?}"));
            Ok(())
        })
        .unwrap();
    all
}

#[test]
fn a_demo_is_whole_and_has_what_was_planned() {
    for language in Language::ALL {
        let (_parent, studio, report) = demo(&plan(language));
        expect_good(&studio);
        assert_eq!((report.artists, report.clients, report.appointments), (4, 300, 1_300));
        assert!(report.notes > 400 && report.consents > 900 && report.screenings > 150, "{report:?}");
        assert_eq!(listed(&studio).len(), 300);
        let house = studio.house(&studio.operator().unwrap()).unwrap();
        assert_eq!(house.language(), language);
        assert!(house.country().is_some());
        assert!(studio.folder().is_demo());
    }
}

#[test]
fn everybody_can_sign_in_and_sees_what_is_theirs() {
    let (_parent, studio, report) = demo(&plan(Language::Es));
    let names: Vec<&str> = report.accounts.iter().map(|account| account.user_name.as_str()).collect();
    assert_eq!(names, ["marta", "recepcion", "lola", "bruno", "nadia", "iker"]);
    let all = studio.users(&studio.operator().unwrap(), &UserFilter::default()).unwrap();
    assert_eq!(all.items.len(), 6);
    for account in &report.accounts {
        let visit = studio.visit(Origin::CLI).unwrap();
        let signed_in =
            studio.sign_in(&visit, &account.user_name, &Secret::from(PASSWORD), "test").answer.unwrap();
        let ctx = visit.by(Who::Session(signed_in.session));
        assert_eq!(account.artist.is_some(), account.role == "artist", "{account:?}");
        let rows = studio.clients(&ctx, &ClientFilter::default()).unwrap().items;
        assert_eq!(rows.len(), 50, "{account:?}");
        assert_eq!(rows.iter().any(|row| row.mine), account.artist.is_some(), "{account:?}");
    }
}

#[test]
fn somebody_is_expected_today_and_has_a_history() {
    let (_parent, studio, _report) = demo(&plan(Language::En));
    let operator = studio.operator().unwrap();
    let zone = studio.house(&operator).unwrap().zone();
    let filter = ClientFilter { sort: "next".to_owned(), upcoming: true, ..ClientFilter::default() };
    let next = studio.clients(&operator, &filter).unwrap().items;
    let today =
        next.iter().filter(|row| row.next_appointment.is_some_and(|at| zone.date(at) == zone.date(NOW)));
    assert!(today.count() >= 3);
    let desk = studio.user_named(&operator, "recepcion").unwrap();
    let lola = studio.user_named(&operator, "lola").unwrap();
    let mut authors = BTreeSet::new();
    let mut answered = 0;
    for id in 1..=60 {
        let notes = studio.notes(&operator, ClientId::new(id), None).unwrap().items;
        assert!(notes.iter().all(|note| !note.imported && note.written_at <= NOW));
        authors.extend(notes.into_iter().filter_map(|note| note.author).map(|(author, _)| author));
        // They open with the key of the folder alone.
        answered += studio.screenings(&operator, ClientId::new(id), None).unwrap().items.len();
    }
    assert!(authors.contains(&desk) && authors.contains(&lola), "{authors:?}");
    assert!(answered > 20, "{answered}");
}

#[test]
fn parts_make_the_same_studio_as_one_transaction() {
    let plan = plan(Language::Es);
    let (_parent, whole, report) = demo(&plan);
    let parent = TempDir::new().unwrap();
    let (parts, operator) = set_up(&parent, &plan);
    let mut seen = Vec::new();
    let filled = parts.fill_in_parts(&operator, &plan, 64, &mut |progress| seen.push(progress)).unwrap();
    assert_eq!(DemoReport { accounts: Vec::new(), ..filled }, DemoReport { accounts: Vec::new(), ..report });
    assert_eq!(listed(&parts), listed(&whole));
    expect_good(&parts);
    // Each phase begins with nothing, tells each transaction, and ends with everything.
    for (phase, of, steps) in [
        (DemoPhase::Staff, 4, 2),
        (DemoPhase::Clients, 300, 6),
        (DemoPhase::Appointments, 1_300, 22),
        (DemoPhase::Index, 300, 6),
    ] {
        let told: Vec<&DemoProgress> = seen.iter().filter(|progress| progress.phase == phase).collect();
        assert_eq!(told.len(), steps, "{phase:?}");
        assert_eq!(told.first().map(|one| (one.done, one.of)), Some((0, of)));
        assert_eq!(told.last().map(|one| (one.done, one.of)), Some((of, of)));
    }
    assert!(seen.is_sorted_by_key(|progress| progress.phase));
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let parent = TempDir::new().unwrap();
    let create = || {
        let folder = Folder::at(parent.path());
        Studio::create_demo(folder, Arc::new(Still), &plan(Language::En), &mut |_| {}).map(drop)
    };
    fs::write(parent.path().join("letters.txt"), "dear").unwrap();
    assert!(matches!(create(), Err(DemoError::Foreign(path)) if path == parent.path()));
    let entries: Vec<_> =
        fs::read_dir(parent.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(entries, ["letters.txt"]);
    fs::remove_file(parent.path().join("letters.txt")).unwrap();
    create().unwrap();
    assert!(matches!(create(), Err(DemoError::There(path)) if path == parent.path()));
}

#[test]
fn a_server_takes_a_place_of_its_own_and_a_demo_that_is_there_goes() {
    let parent = TempDir::new().unwrap();
    let folder = Folder::at(parent.path().join("demo"));
    let plan = DemoPlan {
        clients: 4,
        appointments: 4,
        code: Some(Secret::from("tres-agujas")),
        ..plan(Language::En)
    };
    for round in ["absent", "a demo"] {
        let lock = folder.take_for_demo().unwrap();
        assert!(!folder.database().exists() && folder.is_demo(), "{round}");
        let (studio, _) = Studio::create_demo(folder.clone(), Arc::new(Still), &plan, &mut |_| {}).unwrap();
        assert!(studio.code_set_at(&studio.operator().unwrap()).unwrap().is_some(), "{round}");
        fs::write(folder.root().join("media").join("left.over"), "x").unwrap();
        drop((studio, lock));
    }
    let _lock = folder.take_for_demo().unwrap();
    let mut left: Vec<_> =
        fs::read_dir(folder.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["demo", "server.lock"]);
}

#[test]
fn a_place_that_is_somebodys_is_not_taken() {
    let parent = TempDir::new().unwrap();
    let folder = Folder::at(parent.path());
    fs::write(parent.path().join("letters.txt"), "dear").unwrap();
    assert!(matches!(folder.take_for_demo(), Err(DemoError::Foreign(path)) if path == parent.path()));
    let (real, plan) = (TempDir::new().unwrap(), plan(Language::En));
    let (studio, _operator) = set_up(&real, &plan);
    let refused = studio.folder().take_for_demo();
    assert!(matches!(refused, Err(DemoError::Foreign(_))), "{refused:?}");
    assert!(studio.folder().database().exists() && !studio.folder().is_demo());
    assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1, "not even a lock is left");
    // A demo that a server is showing stays as it is.
    let shown = Folder::at(parent.path().join("shown"));
    let _lock = shown.take_for_demo().unwrap();
    fs::write(shown.root().join("row"), "x").unwrap();
    let refused = shown.take_for_demo();
    assert!(matches!(refused, Err(DemoError::Studio(Error::Rule(crate::Rule::FolderInUse)))), "{refused:?}");
    assert!(shown.root().join("row").exists());
}

#[test]
fn what_can_not_be_done_leaves_no_folder() {
    let parent = TempDir::new().unwrap();
    let folder = || Folder::at(parent.path().join("demo"));
    let create =
        |plan: &DemoPlan| Studio::create_demo(folder(), Arc::new(Still), plan, &mut |_| {}).map(drop);
    let weak = DemoPlan { password: Secret::from("short"), ..plan(Language::En) };
    assert!(matches!(create(&weak), Err(DemoError::Studio(Error::WeakPassword(_)))));
    let dense = DemoPlan { appointments: 500_000, artists: Some(4), ..plan(Language::En) };
    assert!(matches!(create(&dense), Err(DemoError::Plan(Impossible::TooDense { artists: 4 }))));
    assert!(!folder().root().exists());
}

#[test]
fn a_demo_opens_again_and_is_known_for_one() {
    let (parent, studio, _report) = demo(&plan(Language::En));
    drop(studio);
    let folder = Folder::at(parent.path().join("demo"));
    assert!(folder.is_demo());
    let studio = Studio::open(folder, Arc::new(Still), Upgrade::Check).unwrap();
    assert_eq!(studio.face().unwrap().name, "Salt and Ink");
    let real = TempDir::new().unwrap();
    let (studio, _operator) = set_up(&real, &plan(Language::En));
    assert!(!studio.folder().is_demo());
}
