//! Keys come and go, and whoever stops in between has lost nothing.

use std::fs;
use std::ops::ControlFlow;
use std::sync::Arc;

use studio_domain::{Answers, ClientId, Question, Reply, Timestamp};
use tempfile::TempDir;

use super::*;
use crate::clock::Clock;
use crate::{AnswerInput, ClientInput, Folder, Saving, ScreeningInput, Upgrade};

struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(1_790_000_000_000)
    }
}

/// A studio with some clients, each screened once.
struct Place {
    home: TempDir,
    studio: Studio,
    operator: OpCtx,
    clients: Vec<ClientId>,
}

fn said(nth: usize) -> String {
    format!("detail {nth}")
}

fn passphrase() -> Secret {
    Secret::from("seven needles and a lamp")
}

impl Place {
    fn with(screenings: usize) -> Self {
        let home = tempfile::tempdir().unwrap();
        let studio = Studio::create(Folder::at(home.path()), Arc::new(Still)).unwrap();
        let operator = studio.operator().unwrap();
        let clients = (0..screenings).map(|nth| client(&studio, &operator, nth)).collect();
        Self { home, studio, operator, clients }
    }

    fn folder(&self) -> Folder {
        Folder::at(self.home.path())
    }

    /// What is read of each client, in order.
    fn reads(&self) -> Vec<Result<Answers, String>> {
        let newest = |client: &ClientId| {
            let page = self.studio.screenings(&self.operator, *client, None).unwrap();
            page.items.into_iter().next().unwrap().answers.map_err(|shut| shut.code().to_owned())
        };
        self.clients.iter().map(newest).collect()
    }

    #[track_caller]
    fn all_readable(&self) {
        for (nth, read) in self.reads().into_iter().enumerate() {
            assert_eq!(read.unwrap().answer(Question::Skin).detail, said(nth));
        }
    }

    fn lines(&self) -> Vec<(KeyPlace, usize)> {
        let lines = self.studio.keys(&self.operator).unwrap();
        lines.into_iter().map(|line| (line.place, line.screenings)).collect()
    }

    /// Whether a server would start on the folder; the code of what keeps it from that.
    fn starts(&self) -> Result<(), &'static str> {
        let copy = tempfile::tempdir().unwrap();
        for part in ["secrets", "backups", "media", "tmp"] {
            fs::create_dir_all(copy.path().join(part)).unwrap();
        }
        studio_store::copy_aside(&self.folder().database(), &copy.path().join("studio.db")).unwrap();
        if self.folder().key_file().exists() {
            fs::copy(self.folder().key_file(), Folder::at(copy.path()).key_file()).unwrap();
        }
        Studio::open_for_server(Folder::at(copy.path()), Arc::new(Still), Upgrade::Check)
            .map(|_open| ())
            .map_err(|error| error.code())
    }
}

fn client(studio: &Studio, operator: &OpCtx, nth: usize) -> ClientId {
    let answer = AnswerInput { question: "skin".to_owned(), reply: "yes".to_owned(), detail: said(nth) };
    let input = ClientInput {
        name: Some(format!("Client {nth}")),
        phone: Some(format!("600 {nth:06}")),
        screening: Some(ScreeningInput { answers: vec![answer], observations: String::new() }),
        ..ClientInput::default()
    };
    match studio.add_client(operator, input, true).unwrap() {
        Saving::Saved(client) => client,
        Saving::Likely(likely) => panic!("{likely:?}"),
    }
}

#[test]
fn a_rotation_seals_everything_anew_and_keeps_it_readable() {
    let place = Place::with(450);
    let before = place.folder().key().unwrap();
    let done = place.studio.rotate_keys(&place.operator).unwrap();
    assert_eq!((done.resumed, done.resealed, done.left), (false, 450, 0));
    assert_ne!(done.key, before.current().id().to_string());
    assert_eq!(place.lines(), [(KeyPlace::Current, 450), (KeyPlace::Older, 0)]);
    assert_eq!(place.folder().key().unwrap().older(), [before.current().clone()]);
    place.all_readable();
    assert_eq!(place.starts(), Ok(()));
    // What is recorded from now on takes the new key.
    client(&place.studio, &place.operator, 450);
    assert_eq!(place.lines(), [(KeyPlace::Current, 451), (KeyPlace::Older, 0)]);

    let gone = place.studio.drop_old_keys(&place.operator).unwrap();
    assert_eq!(gone, [before.current().id().to_string()]);
    assert_eq!(place.lines(), [(KeyPlace::Current, 451)]);
    place.all_readable();
    assert_eq!(place.studio.drop_old_keys(&place.operator).unwrap(), [""; 0]);
}

#[test]
fn a_rotation_that_stops_at_any_step_loses_nothing_and_is_carried_on() {
    // Announced, stored, three parts of the rows.
    for stop in 0..5 {
        let place = Place::with(450);
        let mut steps = Vec::new();
        let ended = place.studio.rotate_in_steps(&place.operator, &mut |step| {
            steps.push(step);
            if steps.len() > stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(matches!(ended, Err(Error::Stopped)), "{stop}: {ended:?}");
        assert_eq!(steps.len(), stop + 1);
        place.all_readable();
        assert_eq!(place.starts(), Ok(()), "{stop}");
        let half = place.lines();
        let keys = place.folder().key().unwrap();

        let done = place.studio.rotate_keys(&place.operator).unwrap();
        place.all_readable();
        assert_eq!(place.lines().first(), Some(&(KeyPlace::Current, 450)), "{stop}");
        match stop {
            // The new key was never stored: nothing is known of it.
            0 => assert!(!done.resumed && half == [(KeyPlace::Current, 450)]),
            // The last part was done: there was nothing left to carry on.
            4 => assert!(!done.resumed && half == [(KeyPlace::Current, 450), (KeyPlace::Older, 0)]),
            _ => {
                assert!(done.resumed, "{stop}");
                assert_eq!(done.key, keys.current().id().to_string());
                assert_eq!(done.resealed, 450 - 200 * (stop - 1), "{stop}: {half:?}");
            }
        }
    }
}

/// A crash while the key file is written leaves the old one or the new one, never half of one.
#[test]
fn what_a_crash_left_of_a_new_key_file_is_in_nobodys_way() {
    let place = Place::with(3);
    let left = place.folder().key_file().with_file_name("field.key.new");
    fs::write(&left, "studio-field-key-v1 half of a k").unwrap();
    place.all_readable();
    assert_eq!(place.studio.rotate_keys(&place.operator).unwrap().resealed, 3);
    assert!(!left.exists());
    place.all_readable();
}

#[cfg(unix)]
#[test]
fn a_new_key_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::with(1);
    place.studio.rotate_keys(&place.operator).unwrap();
    let mode = fs::metadata(place.folder().key_file()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_damaged_screening_does_not_stop_a_rotation() {
    let place = Place::with(3);
    let operator = place.operator.clone();
    let (victim, ring) = (place.clients[1], place.folder().key().unwrap());
    // Sealed for somebody else: it has never opened here.
    let foreign = super::super::seal_answers(
        &ring,
        ClientId::new(999),
        Timestamp::from_millis(5),
        &Answers::default().with(Question::Skin, Reply::Yes, ""),
    )
    .unwrap();
    place
        .studio
        .store
        .write::<_, Error, _>(&operator, move |tx| {
            let scope = tx.client(victim)?;
            let may = tx.authorize::<studio_store::actions::RecordScreening>(&scope)?;
            Ok(tx.record_screening(&may, &foreign)?)
        })
        .unwrap();
    let done = place.studio.rotate_keys(&operator).unwrap();
    assert_eq!((done.resealed, done.left), (3, 1));
    assert_eq!(place.reads()[1], Err("damaged".to_owned()));
    // The key that it names is not dropped: who knows what it is good for.
    assert_eq!(place.lines(), [(KeyPlace::Current, 3), (KeyPlace::Older, 1)]);
    assert_eq!(place.studio.drop_old_keys(&operator).unwrap(), [""; 0]);
}

#[test]
fn exported_keys_bring_a_lost_key_file_back() {
    let place = Place::with(3);
    let text = place.studio.export_keys(&place.operator, &passphrase()).unwrap();
    fs::remove_file(place.folder().key_file()).unwrap();
    assert_eq!(place.starts(), Err("key_missing"));
    let shut = place.studio.screenings(&place.operator, place.clients[0], None);
    assert_eq!(shut.unwrap_err().code(), "key_missing");
    // The rest works.
    assert!(place.studio.client(&place.operator, place.clients[0]).is_ok());
    assert!(place.studio.health_flag(&place.operator, place.clients[0]).unwrap().review);

    for (text, phrase, code) in [
        (text.as_str(), Secret::from("another passphrase"), "wrong_passphrase"),
        ("no keys", passphrase(), "key_file_foreign"),
    ] {
        let refused = place.studio.import_keys(&place.operator, text, &phrase).unwrap_err();
        assert_eq!(refused.code(), code);
        assert!(!place.folder().key_file().exists());
    }
    let taken = place.studio.import_keys(&place.operator, &text, &passphrase()).unwrap();
    assert_eq!(taken.added, std::slice::from_ref(&taken.current));
    place.all_readable();
    assert_eq!(place.starts(), Ok(()));
    let again = place.studio.import_keys(&place.operator, &text, &passphrase()).unwrap();
    assert_eq!(again.added, [""; 0]);
}

#[test]
fn a_weak_passphrase_hands_nothing_out() {
    let place = Place::with(1);
    for weak in ["", "short", "password123"] {
        let refused = place.studio.export_keys(&place.operator, &Secret::from(weak)).unwrap_err();
        assert!(
            matches!(refused, Error::Invalid(ref all) if all[0].field == "passphrase"),
            "{weak}: {refused}"
        );
    }
}

#[test]
fn another_key_file_is_refused_until_the_right_key_joins_it() {
    let place = Place::with(3);
    let right = place.studio.export_keys(&place.operator, &passphrase()).unwrap();
    let other = Place::with(0);
    fs::copy(other.folder().key_file(), place.folder().key_file()).unwrap();
    assert_eq!(place.starts(), Err("key_wrong"));
    assert_eq!(place.lines(), [(KeyPlace::Current, 0), (KeyPlace::Missing, 3)]);
    assert!(place.reads().iter().all(|read| *read == Err("no_key".to_owned())));
    let unchanged = place.studio.confirm_screening(&place.operator, place.clients[0], None);
    assert_eq!(unchanged.unwrap_err().code(), "key_wrong");

    place.studio.import_keys(&place.operator, &right, &passphrase()).unwrap();
    assert_eq!(place.lines(), [(KeyPlace::Current, 0), (KeyPlace::Older, 3)]);
    place.all_readable();
    assert_eq!(place.starts(), Ok(()));
}

#[test]
fn a_damaged_key_file_is_refused_and_put_aside_by_what_replaces_it() {
    let place = Place::with(2);
    let right = place.studio.export_keys(&place.operator, &passphrase()).unwrap();
    fs::write(place.folder().key_file(), "studio-field-key-v1 AAAA\n").unwrap();
    assert_eq!(place.starts(), Err("key_damaged"));
    assert_eq!(place.studio.rotate_keys(&place.operator).unwrap_err().code(), "key_damaged");
    place.studio.import_keys(&place.operator, &right, &passphrase()).unwrap();
    place.all_readable();
    let aside = place.folder().key_file().with_file_name("field.key.damaged-1790000000000");
    assert_eq!(fs::read_to_string(aside).unwrap(), "studio-field-key-v1 AAAA\n");
}

#[test]
fn what_is_lost_for_good_is_given_up_and_the_rest_goes_on() {
    let place = Place::with(2);
    let right = place.studio.export_keys(&place.operator, &passphrase()).unwrap();
    fs::remove_file(place.folder().key_file()).unwrap();
    let loss = place.studio.accept_key_loss(&place.operator).unwrap();
    let lost: Vec<_> = loss.lost.iter().map(|line| (line.place, line.screenings)).collect();
    assert_eq!(lost, [(KeyPlace::Lost, 2)]);
    assert_eq!(place.starts(), Ok(()));
    assert_eq!(place.lines(), [(KeyPlace::Current, 0), (KeyPlace::Lost, 2)]);
    assert!(place.reads().iter().all(|read| *read == Err("no_key".to_owned())));
    let flag = place.studio.health_flag(&place.operator, place.clients[0]).unwrap();
    assert!(flag.review && !flag.yes);
    client(&place.studio, &place.operator, 7);
    assert_eq!(place.lines(), [(KeyPlace::Current, 1), (KeyPlace::Lost, 2)]);

    // Found after all.
    place.studio.import_keys(&place.operator, &right, &passphrase()).unwrap();
    place.all_readable();
    assert_eq!(place.lines(), [(KeyPlace::Current, 1), (KeyPlace::Older, 2)]);
    fs::remove_file(place.folder().key_file()).unwrap();
    assert_eq!(place.starts(), Err("key_missing"), "it is not given up any more");
    let nothing = Place::with(1);
    assert_eq!(nothing.studio.accept_key_loss(&nothing.operator).unwrap().lost, []);
    nothing.all_readable();
}

/// Ten threads record while keys come and go: nothing is ever sealed with a key that is not there afterwards.
#[test]
fn whoever_records_during_a_rotation_is_read_after_it() {
    let place = Place::with(20);
    std::thread::scope(|scope| {
        for of in 0..4 {
            let (studio, operator, clients) = (&place.studio, &place.operator, &place.clients);
            scope.spawn(move || {
                for client in clients.iter().skip(of).step_by(4) {
                    studio.confirm_screening(operator, *client, None).unwrap();
                }
            });
        }
        for _ in 0..3 {
            place.studio.rotate_keys(&place.operator).unwrap();
            place.studio.drop_old_keys(&place.operator).unwrap();
        }
    });
    place.all_readable();
    let done = place.studio.rotate_keys(&place.operator).unwrap();
    assert_eq!(done.left, 0);
    place.studio.drop_old_keys(&place.operator).unwrap();
    place.all_readable();
    assert_eq!(place.lines(), [(KeyPlace::Current, 40)]);
}
