//! How SQLite carries out every statement that the store runs: through an index, and without sorting what it read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::time::Duration;

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use studio_domain::{
    AppointmentStatus, ClientSort, ClientStatus, OpenTime, Order, Weekday, WorkingHours, needles,
};
use studio_policy::Role;
use studio_store::actions::{
    ACTS, AddArtist, AddClient, AddUser, EditArtist, ListClients, ListStaff, Studio,
};
use studio_store::{
    ArtistCard, ArtistEdit, ArtistFilter, AuditFilter, ClientQuery, Error, Guarded, Manner, NewSession,
    Outcome, OwnEdit, Rehashed, Store, UserFilter, Who,
};

use crate::kit::{
    Cast, NOW, TestFile, elevate, entries, manage, meet, minutes, new_artist, new_client, new_session,
    new_user, operator, password_of, sign_in, token, visit,
};
use crate::permits::{Targets, hang, spend};

/// What a statement is allowed to do although it is not done through an index: a part of the statement, the step, and why.
///
/// THIS LIST MAY ONLY SHRINK: a line that no statement needs fails too.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("SELECT `media`.`hash`, `media`.`bytes`", "SCAN media", "all of them are wanted, to look for each file"),
    (
        "ORDER BY `portfolio_items`.`dated_at` DESC, `portfolio_items`.`id` DESC",
        "SCAN portfolio_items USING INDEX portfolio_by_date",
        "walked in the order of the list, and left when the page is full",
    ),
    (
        "ORDER BY `appointments`.`starts_at`, `appointments`.`id`",
        "SCAN appointments USING INDEX appointments_by_start",
        "walked in the order of the list, and left when the page is full",
    ),
    (
        "(appointments.ends_at - appointments.starts_at > 43200000)",
        "SCAN appointments USING INDEX appointments_long",
        "the index holds only what lasts longer than a booking may: some that moved in",
    ),
    (
        "`artist_hours`.`to_minute` FROM `artist_hours`",
        "SCAN artist_hours",
        "those of all artists are wanted, some stretches a week for each",
    ),
    ("FROM `settings`", "SCAN settings", "all of them are wanted, and they are few"),
    (
        "FROM `consent_texts` ORDER BY `consent_texts`.`kind`, `consent_texts`.`language`, `consent_texts`.`version`",
        "SCAN consent_texts USING INDEX sqlite_autoindex_consent_texts_1",
        "the newest of each kind and language is wanted, and a studio rewrites its texts a few times",
    ),
    (
        "ORDER BY `artists`.`name_key`, `artists`.`id`",
        "SCAN artists USING INDEX artists_by_name",
        "walked in the order of the list, and left when the page is full",
    ),
    (
        "ORDER BY `users`.`user_key`",
        "SCAN users USING INDEX sqlite_autoindex_users_1",
        "walked in the order of the list, and left when the page is full",
    ),
    ("(`users`.`role` = ?)", SORT, "without `active` the index by role gives no order; accounts are few"),
    (
        "WHERE (`elevations`.`ended_at` IS NULL)",
        "SCAN elevations USING INDEX elevations_open",
        "the index holds only what is open: all of it is wanted",
    ),
    (
        "WHERE ((`elevations`.`ended_at` IS NULL) AND (`elevations`.`expires_at` <= ?))",
        "SCAN elevations USING INDEX elevations_open",
        "the index holds only what is open",
    ),
    (
        "WHERE (`corrections`.`decided_at` IS NULL) ORDER BY",
        "SCAN corrections USING INDEX corrections_open",
        "the index holds only what is open, in the order of the list",
    ),
    (
        "(`blocks`.`seen_at` IS NULL) AND (`blocks`.`ends_at` > ?)",
        "SCAN blocks USING INDEX blocks_unseen",
        "the index holds only what is new, in the order of the list",
    ),
    (
        "UPDATE `blocks` SET `seen_at` = ?, `seen_by` = ? WHERE ((`blocks`.`seen_at` IS NULL) AND (`blocks`.`updated_at`",
        "SCAN blocks USING INDEX blocks_unseen",
        "the index holds only what is new, and all of it is taken notice of",
    ),
    (
        "FROM `services` ORDER BY `services`.`name_key`, `services`.`id`",
        "SCAN services USING INDEX services_by_name",
        "all of them are wanted, and they are few",
    ),
    (
        "FROM `services` WHERE (`services`.`archived_at` IS NULL) ORDER BY",
        "SCAN services USING INDEX services_in_use",
        "all of them are wanted, and they are few",
    ),
    (
        "`appointments`.`updated_at`, `appointments`.`version` FROM ((`appointments` INNER JOIN `artists`",
        "USE TEMP B-TREE FOR LAST TERM OF ORDER BY",
        "an artist rarely has two that begin at the same moment",
    ),
    (
        "FROM `audit_log` ORDER BY `audit_log`.`seq`",
        "SCAN audit_log",
        "verified from the first entry to the last",
    ),
    (
        "`users`.`id`)) ORDER BY `audit_log`.`seq` DESC LIMIT 51",
        "SCAN audit_log",
        "walked back from the newest entry, and left when the page is full",
    ),
    (
        "(`audit_log`.`at` ",
        "SCAN audit_log",
        "walked back from the newest entry: no index by time gives the order of the chain",
    ),
    (
        "(`audit_log`.`at` < ?)",
        SORT,
        "the entries of a period are read by time and put into the chain's order",
    ),
    (
        "(`audit_log`.`outcome` = ?)",
        "SCAN audit_log",
        "walked back from the newest entry: no index by outcome",
    ),
    ("(`audit_log`.`subject_kind` = ?)", SORT, "a kind without a row: the index by subject gives no order"),
    ("SELECT `artists`.`legacy_id`", "SCAN artists", IMPORT),
    ("SELECT `users`.`legacy_id`", "SCAN users", IMPORT),
    ("SELECT `users`.`user_key`", "SCAN users USING COVERING INDEX sqlite_autoindex_users_1", IMPORT),
    ("SELECT `clients`.`legacy_id`", "SCAN clients", IMPORT),
    ("SELECT `appointments`.`legacy_id`", "SCAN appointments", IMPORT),
    ("SELECT `appointments`.`artist_id`, `appointments`.`client_id`", "SCAN appointments", IMPORT),
    (
        "SELECT `blocks`.`artist_id`, `blocks`.`starts_at`, `blocks`.`ends_at` FROM `blocks`",
        "SCAN blocks USING COVERING INDEX blocks_by_artist",
        IMPORT,
    ),
    ("SELECT `artists`.`colour`", "SCAN artists", IMPORT),
    ("SELECT `artists`.`id`, `artists`.`name` FROM `artists`", "SCAN artists", "artists are few"),
    ("(`client_index`.`client_id` IS NULL)", "SCAN clients", IMPORT),
    ("WHERE (`clients`.`merged_into` IS NULL) ORDER BY `clients`.`id`", "SCAN clients", REPAIR),
    (
        "`client_id` IN (",
        SORT,
        "of somebody with several records, which no index has in one order; they have few rows",
    ),
    (
        "SELECT COUNT(*) FROM `client_index`",
        "SCAN client_index USING COVERING INDEX client_index_registered",
        REPAIR,
    ),
];

const SORT: &str = "USE TEMP B-TREE FOR ORDER BY";
const IMPORT: &str = "an import wants to know all that is here";
const REPAIR: &str = "a repair looks at all of them";

/// Statements by the file they were run on; only files that are watched have an entry.
static SEEN: Mutex<BTreeMap<String, BTreeSet<String>>> = Mutex::new(BTreeMap::new());

/// Notes what one connection runs.
#[derive(Default)]
struct Watcher {
    file: String,
}

impl Instrumentation for Watcher {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => self.file = url.to_owned(),
            InstrumentationEvent::StartQuery { query, .. } => {
                if let Some(seen) = SEEN.lock().unwrap().get_mut(&self.file) {
                    let text = query.to_string();
                    let statement = text.split(" -- binds:").next().unwrap_or_default();
                    seen.insert(statement.trim().to_owned());
                }
            }
            _ => {}
        }
    }
}

/// What `act` makes the store run on the file, through connections of its own.
fn statements(file: &TestFile, act: impl FnOnce(&Store)) -> BTreeSet<String> {
    set_default_instrumentation(|| Some(Box::new(Watcher::default()))).unwrap();
    let path = file.path().to_str().unwrap().to_owned();
    SEEN.lock().unwrap().insert(path.clone(), BTreeSet::new());
    act(&Store::open(&file.path()).unwrap());
    SEEN.lock().unwrap().remove(&path).unwrap()
}

/// Three hundred artists and accounts, and some thousand entries in the log.
fn fill(store: &Store, cast: &Cast) {
    let artist = cast.ana.artist();
    let filled = store.write_alone::<_, Error, _>(&operator(), move |tx| {
        for i in 0..300 {
            let studio = tx.studio();
            let may = tx.authorize::<AddArtist>(&studio)?;
            tx.add_artist(&may, &new_artist(&format!("Artist {i:03}")))?;
            let may = tx.authorize::<AddUser>(&studio)?;
            tx.add_user(&may, &new_user(&format!("person{i:03}"), Role::Assistant, None))?;
            let may = tx.authorize::<AddClient>(&studio)?;
            tx.add_client(&may, &new_client(&format!("Client {i:03}"), Some(artist)))?;
        }
        let scope = tx.artist(artist)?;
        (0..4_500).try_for_each(|_| tx.authorize::<EditArtist>(&scope).map(|_may| ()))
    });
    filled.unwrap();
    for i in 0..50 {
        let knock = store.front_door().knock(&visit(minutes(i)), &format!("nobody{i}")).unwrap();
        store.front_door().turn_away(&visit(minutes(i)), &knock).unwrap();
        sign_in(store, &visit(minutes(i)), "desk");
    }
}

fn lists_of_staff(store: &Store) {
    let some_or_none = [None, Some(true), Some(false)];
    for (active, q) in
        some_or_none.into_iter().flat_map(|active| [(active, None), (active, Some("3".to_owned()))])
    {
        let listed = store.read::<_, Error, _>(&operator(), |tx| {
            let may = tx.authorize_list::<ListStaff>()?;
            let artists = ArtistFilter { q: q.clone(), active, after: None };
            let after = tx.list_artists(&may, &artists)?.items.last().map(ArtistCard::cursor);
            tx.list_artists(&may, &ArtistFilter { after, ..artists })?;
            for role in [None, Some(Role::Assistant)] {
                let users = UserFilter { q: q.clone(), role, active, after: None };
                let after = tx.list_users(&may, &users)?.items.last().map(|card| card.user_name.clone());
                tx.list_users(&may, &UserFilter { after, ..users })?;
            }
            Ok(())
        });
        listed.unwrap();
    }
}

/// Every sort with every filter, first page and next, and searches of both kinds.
fn lists_of_clients(store: &Store, cast: &Cast) {
    for sort in [ClientSort::Name, ClientSort::Next, ClientSort::Last, ClientSort::Registered] {
        for order in [Order::Asc, Order::Desc] {
            for status in [None, Some(ClientStatus::Active)] {
                for (artist, upcoming) in
                    [(None, false), (cast.ana.artist, false), (None, true), (cast.ana.artist, true)]
                {
                    for q in ["", "client", "li"] {
                        let query = ClientQuery {
                            needles: needles(q),
                            status,
                            artist,
                            upcoming,
                            sort,
                            order,
                            limit: 5,
                            after: None,
                        };
                        two_pages(store, &query);
                    }
                }
            }
        }
    }
}

fn two_pages(store: &Store, query: &ClientQuery) {
    let listed = store.read::<_, Error, _>(&operator(), |tx| {
        let may = tx.authorize_list::<ListClients>()?;
        let after = tx.list_clients(&may, query)?.next;
        if after.is_some() {
            tx.list_clients(&may, &ClientQuery { after, ..query.clone() })?;
        }
        Ok(())
    });
    listed.unwrap();
}

/// Each filter by itself and with each other one.
fn pages_of_the_log(store: &Store, cast: &Cast) {
    let none = AuditFilter::default;
    let filters = [
        none(),
        AuditFilter { user: Some(cast.desk.user), ..none() },
        AuditFilter { action: Some("staff.edit_profile".to_owned()), ..none() },
        AuditFilter { subject: Some(("artist".to_owned(), None)), ..none() },
        AuditFilter { subject: Some(("artist".to_owned(), Some(1))), ..none() },
        AuditFilter { outcome: Some(Outcome::Refused), ..none() },
        AuditFilter { from: Some(NOW), ..none() },
        AuditFilter { to: Some(NOW), ..none() },
        AuditFilter { from: Some(NOW), to: Some(minutes(9)), ..none() },
        AuditFilter { before: Some(1_000), ..none() },
    ];
    for one in &filters {
        for two in &filters {
            let both = AuditFilter {
                user: one.user.or(two.user),
                action: one.action.clone().or(two.action.clone()),
                subject: one.subject.clone().or(two.subject.clone()),
                outcome: one.outcome.or(two.outcome),
                from: one.from.or(two.from),
                to: one.to.or(two.to),
                before: one.before.or(two.before),
            };
            entries(store, &both);
        }
    }
}

/// An act that is refused and one that is kept of a read.
enum LookAtExport {}
impl Guarded for LookAtExport {
    const ACTION: studio_policy::Action = studio_policy::Action::InventoryExport;
    const MANNER: Manner = Manner::Look;
    type On = Studio;
}

fn every_act(store: &Store, cast: &Cast) {
    let on = Targets::of(store, cast.ben.artist(), cast.lone.user);
    // The checks of the file look at all of it.
    for act in ACTS.iter().filter(|act| act.name != "Inspect") {
        // What ends an appointment leaves none for the next act.
        let ends = ["CompleteAppointment", "CancelAppointment", "MissAppointment"].contains(&act.name);
        let fresh = || meet(store, on.client, on.artist, AppointmentStatus::Confirmed);
        let on = if ends { Targets { appointment: fresh(), ..on } } else { on };
        spend(act.name, store, &operator(), on).unwrap();
        drop(spend(act.name, store, &cast.ana.ctx(), on));
    }
    let artist = cast.ana.artist();
    let saved = store.write::<_, Error, _>(&operator(), move |tx| {
        let scope = tx.artist(artist)?;
        let may = tx.authorize::<EditArtist>(&scope)?;
        let monday = WorkingHours::new().with(Weekday::Monday, &[OpenTime::new(600, 900).unwrap()]).unwrap();
        let hours = ArtistEdit { hours: Some(monday), ..ArtistEdit::default() };
        let version = tx.edit_artist(&may, scope.version(), &hours)?;
        assert!(tx.edit_artist(&may, scope.version(), &hours).is_err());
        Ok(version)
    });
    saved.unwrap();
    let looked = store.read::<_, Error, _>(&operator(), |tx| {
        let studio = tx.studio();
        tx.authorize::<LookAtExport>(&studio).map(|_may| ())
    });
    looked.unwrap();
}

fn everything_of_a_visitor(store: &Store, cast: &Cast) {
    let door = store.front_door();
    door.face().unwrap();
    let knock = door.knock(&visit(NOW), "ana").unwrap();
    let hash = token();
    let better = Rehashed { hash: password_of("ana"), is_short: false };
    let new = NewSession { token_hash: hash, rehash: Some(better), ..new_session() };
    let session = door.let_in(&visit(NOW), &knock, new).unwrap();
    door.recognise(&hash, NOW).unwrap();
    crate::agenda_more::read_a_feed(store, cast.ana.artist());
    door.renew(session, minutes(1), Duration::from_secs(60)).unwrap();
    (0..11).for_each(|_| drop(door.knock(&visit(NOW), "nobody at all")));
    let link = token();
    manage(store, cast.ben.user, NOW, move |tx, may| tx.invite(may, &link, minutes(5))).unwrap();
    door.invitation(&link, NOW).unwrap();
    door.accept_invitation(&visit(NOW), &link, "chosen".to_owned()).unwrap();
    store.read::<_, Error, _>(&visit(NOW).by(Who::User(cast.ben.user)), |tx| tx.me().map(|_me| ())).unwrap();
}

fn everything_about_oneself(store: &Store, cast: &Cast) {
    elevate(store, &cast.ana.ctx());
    elevate(store, &cast.ana.ctx());
    let other = sign_in(store, &visit(NOW), "ana");
    let seen = store.read::<_, Error, _>(&cast.ana.ctx(), |tx| {
        let me = tx.me()?;
        tx.user_by_key("ana")?;
        tx.my_elevation(&me)?;
        tx.code_set_at()?;
        tx.my_private(&me)?;
        tx.my_password_hash(&me)?;
        tx.my_rates(&me)?;
        tx.my_sessions(&me)?;
        Ok(tx.my_card(&me)?.version)
    });
    let version = seen.unwrap();
    store
        .write::<_, Error, _>(&cast.ana.ctx(), move |tx| {
            let me = tx.me()?;
            tx.edit_myself(&me, version, &OwnEdit::default())?;
            assert!(tx.edit_myself(&me, version, &OwnEdit::default()).is_err());
            let tried = tx.try_my_password(&me)?;
            tx.set_my_password(&me, &tried, tried.hash.as_deref().unwrap_or_default())?;
            tx.refuse_my_password(&me);
            tx.end_my_elevation(&me)?;
            drop(tx.end_my_session(&me, other));
            tx.end_my_other_sessions(&me)?;
            tx.refuse_code(&me)?;
            tx.house()?;
            tx.sign_out(&me)
        })
        .unwrap();
}

/// A step that reads a whole table or sorts, as far as it tells one from a better one.
fn is_slow(step: &str) -> bool {
    // `0:M`: the full-text index is asked for words.
    let asked = step == "SCAN CONSTANT ROW" || step.contains("VIRTUAL TABLE INDEX 0:M");
    step.starts_with("SCAN ") && !asked || step.contains("TEMP B-TREE")
}

#[test]
fn every_statement_goes_through_an_index_and_sorts_nothing() {
    let (file, cast) = TestFile::with_cast();
    fill(&file, &cast);
    assert!(file.raw().number("SELECT count(*) AS n FROM audit_log") > 5_000);
    hang(&file, cast.ben.artist());
    let statements = statements(&file, |store| {
        lists_of_staff(store);
        lists_of_clients(store, &cast);
        pages_of_the_log(store, &cast);
        everything_of_a_visitor(store, &cast);
        everything_about_oneself(store, &cast);
        every_act(store, &cast);
    });
    let mut raw = file.raw();
    let (mut slow, mut explained) = (Vec::new(), BTreeMap::new());
    for statement in &statements {
        let verb = statement.split(' ').next().unwrap_or_default();
        if !["SELECT", "UPDATE", "DELETE", "INSERT"].contains(&verb) || statement.contains("FROM pragma_") {
            continue;
        }
        for step in raw.plan(statement).into_iter().filter(|step| is_slow(step)) {
            slow.push((statement.as_str(), step));
        }
        explained.entry(verb).and_modify(|n| *n += 1).or_insert(1);
    }
    println!("explained: {explained:?}");
    assert!(explained["SELECT"] > 80 && explained["UPDATE"] > 18, "only {explained:?}");
    let is = |line: &(&str, &str, &str), slow: &(&str, String)| slow.0.contains(line.0) && slow.1 == line.1;
    let more = slow.iter().filter(|slow| !ALLOWED.iter().any(|line| is(line, slow)));
    let report: Vec<String> = more.map(|(statement, step)| format!("{step}: {statement}")).collect();
    assert!(report.is_empty(), "add an index, or say in ALLOWED why not:\n{}", report.join("\n"));
    for line in ALLOWED {
        assert!(
            slow.iter().any(|slow| is(line, slow)),
            "nothing needs it any more: take {line:?} out of ALLOWED"
        );
    }
}
