//! What stands in the audit log, and that nothing happens without it.

use studio_domain::Timestamp;
use studio_policy::{Action, Role, SystemRole};
use studio_store::actions::{AddArtist, AddUser, EditArtist, ReadAudit, Studio, ViewArtist};
use studio_store::{
    ArtistEdit, AuditFilter, Error, Guarded, Manner, NewArtist, OpCtx, OriginKind, Outcome, Store, Visit, Who,
};

use crate::kit::{
    ADDRESS, Cast, NOW, TestFile, elevate, entries, minutes, new_artist, new_user, operator, system, visit,
};

/// A locked action that only looks.
enum LookAtLocked {}
impl Guarded for LookAtLocked {
    const ACTION: Action = Action::ClientsEdit;
    const MANNER: Manner = Manner::Look;
    type On = Studio;
}

/// An action whose mere reading the policy wants in the log.
enum LookAtExport {}
impl Guarded for LookAtExport {
    const ACTION: Action = Action::InventoryExport;
    const MANNER: Manner = Manner::Look;
    type On = Studio;
}

fn look<A: Guarded<On = Studio>>(store: &Store, ctx: &OpCtx) -> Result<(), Error> {
    store.read(ctx, |tx| {
        let studio = tx.studio();
        tx.authorize::<A>(&studio).map(|_may| ())
    })
}

fn add(store: &Store, ctx: &OpCtx, new: NewArtist) -> Result<(), Error> {
    store.write(ctx, move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<AddArtist>(&studio)?;
        tx.add_artist(&may, &new).map(|_id| ())
    })
}

fn artists(file: &TestFile) -> i64 {
    file.raw().number("SELECT count(*) AS n FROM artists")
}

#[test]
fn an_entry_says_who_did_what_when_from_where_and_why() {
    let (file, cast) = TestFile::with_cast();
    let before = file.log().last().unwrap().seq;
    let visit = Visit { request_id: "req-17".to_owned(), ..visit(minutes(3)) };
    let artist = cast.ana.artist();
    file.write::<_, Error, _>(&visit.by(Who::Session(cast.ana.session)), move |tx| {
        let scope = tx.artist(artist)?;
        let may = tx.authorize::<EditArtist>(&scope)?;
        tx.edit_artist(&may, scope.version(), &ArtistEdit::default())
    })
    .unwrap();
    let entry = file.log().pop().unwrap();
    assert_eq!(entry.seq, before + 1);
    assert_eq!(entry.at, minutes(3));
    assert_eq!(
        (entry.actor.as_str(), entry.user, entry.session),
        ("person", Some(cast.ana.user), Some(cast.ana.session))
    );
    assert_eq!((entry.user_name.as_deref(), entry.elevation), (Some("ana"), None));
    assert_eq!(
        (entry.origin, entry.address.as_str(), entry.request_id.as_str()),
        (OriginKind::Web, ADDRESS, "req-17")
    );
    assert_eq!(
        (entry.action.as_str(), entry.outcome, entry.reason.as_str()),
        ("staff.edit_profile", Outcome::Done, "owner")
    );
    assert_eq!((entry.subject_kind.as_str(), entry.subject_id), ("artist", Some(artist.get())));
}

#[test]
fn system_actors_stand_in_the_log_by_name() {
    let file = TestFile::empty();
    for (role, name) in [
        (SystemRole::Operator, "operator"),
        (SystemRole::Housekeeping, "housekeeping"),
        (SystemRole::Setup, "setup"),
    ] {
        let logged = file.logged(|| drop(look::<LookAtExport>(&file, &system(role, NOW))));
        let end = if role == SystemRole::Operator { "done granted" } else { "refused no_grant" };
        assert_eq!(logged, [format!("{name} inventory.export studio {end}")]);
    }
}

#[test]
fn entries_are_numbered_without_gaps_and_the_chain_grows_with_each() {
    let (file, cast) = TestFile::with_cast();
    let before = i64::try_from(file.log().len()).unwrap();
    for i in 1..=5 {
        add(&file, &cast.admin.ctx(), new_artist(&format!("Artist {i}"))).unwrap();
        let report = file.read::<_, Error, _>(&operator(), |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<ReadAudit>(&studio)?;
            tx.verify_audit(&may)
        });
        let report = report.unwrap();
        assert_eq!((report.whole, report.broken), (before + i, None));
    }
    let numbers: Vec<i64> = file.log().iter().map(|entry| entry.seq).collect();
    assert_eq!(numbers, (1..=before + 5).collect::<Vec<_>>());
}

#[test]
fn a_refusal_outlives_what_the_job_did_and_was_permitted_before() {
    let (file, cast) = TestFile::with_cast();
    let before = artists(&file);
    let other = cast.ben.artist();
    let logged = file.logged(|| {
        // As the admin would: add, then something that is refused to the setup of this test, the system actor.
        let result = file.write::<_, Error, _>(&system(SystemRole::Operator, NOW), move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<AddArtist>(&studio)?;
            tx.add_artist(&may, &new_artist("Not Kept"))?;
            let other = tx.artist(other)?;
            tx.authorize::<ViewArtist>(&other)?;
            Err::<(), _>(Error::Backend("the use case thought better of it".to_owned()))
        });
        assert!(matches!(result, Err(Error::Backend(_))), "{result:?}");
    });
    assert_eq!(logged, [""; 0], "what was taken back was not done");
    let logged = file.logged(|| {
        let artist = cast.ana.artist();
        let result = file.write::<_, Error, _>(&cast.ana.ctx(), move |tx| {
            let own = tx.artist(artist)?;
            let may = tx.authorize::<EditArtist>(&own)?;
            let renamed = ArtistEdit { name: Some(new_artist("Not Kept").name), ..ArtistEdit::default() };
            tx.edit_artist(&may, own.version(), &renamed)?;
            let other = tx.artist(other)?;
            tx.authorize::<EditArtist>(&other).map(|_may| ())
        });
        assert!(matches!(result, Err(Error::Refused { .. })), "{result:?}");
    });
    let refusal = format!("person staff.edit_profile artist {other} refused not_owner");
    assert_eq!(logged, [refusal], "the refusal is kept, the permit that came to nothing is not");
    assert_eq!(artists(&file), before);
    assert_eq!(file.raw().number("SELECT count(*) AS n FROM artists WHERE name = 'Not Kept'"), 0);
}

#[test]
fn a_refusal_that_the_job_swallows_stands_in_the_log_beside_what_was_done() {
    let (file, cast) = TestFile::with_cast();
    let (own, other) = (cast.ana.artist(), cast.ben.artist());
    let both = move |fails: bool| {
        let ctx = cast.ana.ctx();
        move |file: &TestFile| {
            file.logged(|| {
                let result = file.write::<_, Error, _>(&ctx, move |tx| {
                    let scope = tx.artist(other)?;
                    assert!(tx.authorize::<EditArtist>(&scope).is_err());
                    let scope = tx.artist(own)?;
                    let may = tx.authorize::<EditArtist>(&scope)?;
                    tx.edit_artist(&may, scope.version(), &ArtistEdit::default())?;
                    if fails { Err(Error::Backend("later".to_owned())) } else { Ok(()) }
                });
                assert_eq!(result.is_err(), fails);
            })
        }
    };
    let refused = format!("person staff.edit_profile artist {other} refused not_owner");
    let done = format!("person staff.edit_profile artist {own} done owner");
    assert_eq!(both(false)(&file), [refused.clone(), done]);
    assert_eq!(both(true)(&file), [refused]);
}

#[test]
fn a_refused_read_stands_in_the_log_once() {
    let (file, cast) = TestFile::with_cast();
    let logged = file.logged(|| assert!(look::<ReadAudit>(&file, &cast.desk.ctx()).is_err()));
    assert_eq!(logged, ["person security.audit studio refused no_grant"]);
}

#[test]
fn a_plain_read_leaves_no_entry_but_one_under_an_elevation_or_of_an_export_does() {
    let (file, cast) = TestFile::with_cast();
    assert_eq!(file.logged(|| look::<ReadAudit>(&file, &cast.admin.ctx()).unwrap()), [""; 0]);
    assert_eq!(
        file.logged(|| look::<LookAtExport>(&file, &cast.admin.ctx()).unwrap()),
        ["person inventory.export studio done granted"]
    );
    elevate(&file, &cast.desk.ctx());
    assert_eq!(
        file.logged(|| look::<LookAtLocked>(&file, &cast.desk.ctx()).unwrap()),
        ["person clients.edit studio done elevated"]
    );
    let entry = file.log().pop().unwrap();
    assert!(entry.elevation.is_some(), "what is done under an elevation names it");
    // Permitted to the admin anyway: no elevation, no entry.
    assert_eq!(file.logged(|| look::<LookAtLocked>(&file, &cast.admin.ctx()).unwrap()), [""; 0]);
}

#[test]
fn a_read_that_fails_later_keeps_no_entry_of_what_it_was_permitted() {
    let (file, cast) = TestFile::with_cast();
    let logged = file.logged(|| {
        let result = file.read::<(), Error, _>(&cast.admin.ctx(), |tx| {
            let studio = tx.studio();
            tx.authorize::<LookAtExport>(&studio)?;
            Err(Error::Busy)
        });
        assert!(matches!(result, Err(Error::Busy)));
    });
    assert_eq!(logged, [""; 0]);
}

const NO_LOG: &str =
    "CREATE TRIGGER no_log BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'the log is full'); END";

#[test]
fn without_the_log_nothing_is_changed_and_nothing_that_belongs_into_it_is_read() {
    let (file, cast) = TestFile::with_cast();
    elevate(&file, &cast.desk.ctx());
    let (rows, log) = (file.raw().dump(), file.log());
    file.raw().exec(NO_LOG);
    let says_so = |result: Result<(), Error>| {
        assert!(matches!(&result, Err(Error::Backend(why)) if why.contains("the log is full")), "{result:?}");
    };
    says_so(add(&file, &cast.admin.ctx(), new_artist("Unlogged")));
    says_so(look::<LookAtLocked>(&file, &cast.desk.ctx()));
    says_so(look::<LookAtExport>(&file, &cast.admin.ctx()));
    says_so(look::<ReadAudit>(&file, &cast.desk.ctx()));
    // What needs no entry goes on.
    look::<ReadAudit>(&file, &cast.admin.ctx()).unwrap();
    assert!(rows == file.raw().dump() && log == file.log());
    file.raw().exec("DROP TRIGGER no_log");
    add(&file, &cast.admin.ctx(), new_artist("Logged")).unwrap();
}

#[test]
fn the_database_itself_refuses_to_change_or_shorten_the_log() {
    let (file, _cast) = TestFile::with_cast();
    for statement in [
        "UPDATE audit_log SET reason = 'granted' WHERE seq = 2",
        "DELETE FROM audit_log WHERE seq = 2",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET seq = seq - 1",
        "UPDATE audit_head SET seq = seq + 2",
        "PRAGMA recursive_triggers = ON; REPLACE INTO audit_log SELECT * FROM audit_log WHERE seq = 2",
    ] {
        assert_eq!(file.raw().try_exec(statement), Err("append_only".to_owned()), "{statement}");
    }
}

fn numbers(file: &TestFile, filter: &AuditFilter) -> Vec<i64> {
    let (page, more) = entries(file, filter);
    assert!(!more);
    page.iter().map(|entry| entry.seq).collect()
}

/// Three entries in three minutes: of the admin, of Ana, and refused to Ana.
fn three_entries(file: &TestFile, cast: &Cast) -> [i64; 3] {
    let start = file.log().last().unwrap().seq;
    add(file, &cast.admin.at(minutes(1)), new_artist("First")).unwrap();
    let (own, other) = (cast.ana.artist(), cast.ben.artist());
    for (minute, artist) in [(2, own), (3, other)] {
        let result = file.write::<_, Error, _>(&cast.ana.at(minutes(minute)), move |tx| {
            let scope = tx.artist(artist)?;
            let may = tx.authorize::<EditArtist>(&scope)?;
            tx.edit_artist(&may, scope.version(), &ArtistEdit::default())
        });
        assert_eq!(result.is_ok(), artist == own);
    }
    [start + 1, start + 2, start + 3]
}

#[test]
fn the_log_is_filtered_by_person_act_subject_outcome_and_period() {
    let (file, cast) = TestFile::with_cast();
    let [admin, ana, refused] = three_entries(&file, &cast);
    let since = |filter: AuditFilter| AuditFilter { from: filter.from.or(Some(minutes(1))), ..filter };
    let all = AuditFilter::default();
    let of = |filter| numbers(&file, &since(filter));
    assert_eq!(of(all.clone()), [refused, ana, admin]);
    assert_eq!(of(AuditFilter { user: Some(cast.ana.user), ..all.clone() }), [refused, ana]);
    assert_eq!(of(AuditFilter { action: Some("staff.manage_users".to_owned()), ..all.clone() }), [admin]);
    assert_eq!(of(AuditFilter { subject: Some(("artist".to_owned(), None)), ..all.clone() }), [refused, ana]);
    let bens = Some(("artist".to_owned(), Some(cast.ben.artist().get())));
    assert_eq!(of(AuditFilter { subject: bens, ..all.clone() }), [refused]);
    assert_eq!(of(AuditFilter { outcome: Some(Outcome::Refused), ..all.clone() }), [refused]);
    assert_eq!(of(AuditFilter { before: Some(refused), ..all.clone() }), [ana, admin]);
    let period = |from: Timestamp, to| AuditFilter { from: Some(from), to: Some(to), ..all.clone() };
    assert_eq!(of(period(minutes(2), minutes(3))), [ana], "from is inside the period, its end is not");
    assert_eq!(of(AuditFilter { action: Some("staff.edit".to_owned()), ..all }), [0; 0]);
}

#[test]
fn long_logs_come_in_pages_without_overlap() {
    let (file, cast) = TestFile::with_cast();
    for i in 0..120 {
        add(&file, &cast.admin.ctx(), new_artist(&format!("Artist {i}"))).unwrap();
    }
    let log = file.log();
    let (first, more) = entries(&file, &AuditFilter::default());
    assert_eq!((first.len(), more), (50, true));
    assert_eq!(first[0], log[log.len() - 1]);
    let numbers: Vec<i64> = log.iter().map(|entry| entry.seq).collect();
    assert_eq!(numbers, (1..=i64::try_from(log.len()).unwrap()).collect::<Vec<_>>());
}

#[test]
fn what_stands_in_the_detail_is_said_but_never_a_secret() {
    let (file, cast) = TestFile::with_cast();
    let mut new = new_user("newcomer", Role::Assistant, None);
    new.password_hash = Some("never-in-the-log".to_owned());
    file.write::<_, Error, _>(&cast.admin.ctx(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<AddUser>(&studio)?;
        tx.add_user(&may, &new)
    })
    .unwrap();
    let entry = file.log().pop().unwrap();
    assert!(entry.detail.contains("\"role\":\"assistant\""), "{}", entry.detail);
    let log = file.log();
    assert!(log.iter().all(|entry| !format!("{entry:?}").contains("hash")), "a hash stands in the log");
    assert!(log.iter().all(|entry| !format!("{entry:?}").contains("never-in-the-log")));
}
