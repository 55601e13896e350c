//! Next and last appointment and the artist who follows from them, now and as time passes.

use std::time::Duration;

use studio_domain::{AppointmentStatus, ArtistId, Timestamp, Version};
use studio_policy::SystemRole;
use studio_store::actions::{Tick, ViewClient};
use studio_store::{Error, Store, Verdict};

use super::people::{Meeting, Person, artists, everybody, move_in};
use crate::kit::{Chance, NOW, TestFile, add_artist, minutes, operator, system};

const HOUR: i64 = 3_600_000;

fn at(offset: i64) -> Timestamp {
    Timestamp::from_millis(NOW.millis() + offset)
}

fn tick(store: &Store, now: Timestamp) -> usize {
    let ticked = store.write::<_, Error, _>(&system(SystemRole::Housekeeping, now), |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<Tick>(&studio)?;
        tx.tick(&may)
    });
    ticked.unwrap()
}

/// The check that other tests end with looks at [`NOW`]; here time has passed.
fn is_whole_at(mut file: TestFile, now: Timestamp) {
    let findings = file.check(&system(SystemRole::Operator, now), true).unwrap();
    assert!(findings.iter().all(|finding| finding.verdict != Verdict::Bad), "{findings:#?}");
    file.broken_on_purpose();
}

/// Each line by hand: what is booked, and what follows: next, last, artist.
#[test]
fn what_is_next_what_is_last_and_whose_it_is() {
    use AppointmentStatus::{Cancelled, Completed, Confirmed, NoShow, Pending};
    type Booked = [(i64, AppointmentStatus, char)];
    type Case<'c> = (&'c str, char, &'c Booked, Option<i64>, Option<i64>, char);
    let table: &[Case<'_>] = &[
        ("nobody", '-', &[], None, None, '-'),
        ("preferred only", 'b', &[], None, None, 'b'),
        ("begins now", 'b', &[(0, Pending, 'a')], None, Some(0), 'a'),
        ("begins at once", 'b', &[(1, Pending, 'a')], Some(1), None, 'a'),
        ("has just begun", 'b', &[(-1, Confirmed, 'a')], None, Some(-1), 'a'),
        ("called off", 'b', &[(HOUR, Cancelled, 'a'), (-HOUR, Cancelled, 'a')], None, None, 'b'),
        ("called off, nobody preferred", '-', &[(HOUR, Cancelled, 'a')], None, None, '-'),
        ("was here", 'b', &[(-HOUR, Completed, 'a')], None, Some(-HOUR), 'a'),
        ("did not come", '-', &[(-HOUR, NoShow, 'a')], None, Some(-HOUR), 'a'),
        ("done before its time", 'b', &[(HOUR, Completed, 'a')], None, Some(HOUR), 'a'),
        ("missed before its time", 'b', &[(HOUR, NoShow, 'a')], None, Some(HOUR), 'a'),
        ("two ahead", '-', &[(2 * HOUR, Pending, 'b'), (HOUR, Confirmed, 'a')], Some(HOUR), None, 'a'),
        ("two behind", '-', &[(-HOUR, Completed, 'b'), (-2 * HOUR, Completed, 'a')], None, Some(-HOUR), 'b'),
        ("one each", 'a', &[(-HOUR, Confirmed, 'a'), (HOUR, Pending, 'b')], Some(HOUR), Some(-HOUR), 'b'),
        (
            "the nearer called off",
            'a',
            &[(HOUR, Cancelled, 'a'), (2 * HOUR, Pending, 'b')],
            Some(2 * HOUR),
            None,
            'b',
        ),
        (
            "the later called off",
            'a',
            &[(-HOUR, Cancelled, 'a'), (-2 * HOUR, Completed, 'b')],
            None,
            Some(-2 * HOUR),
            'b',
        ),
        (
            "agreed before awaited",
            '-',
            &[(HOUR, Pending, 'a'), (HOUR, Confirmed, 'b')],
            Some(HOUR),
            None,
            'b',
        ),
        ("both at once", '-', &[(HOUR, Confirmed, 'b'), (HOUR, Confirmed, 'a')], Some(HOUR), None, 'a'),
        (
            "everything",
            'b',
            &[
                (-3 * HOUR, Completed, 'b'),
                (-2 * HOUR, NoShow, 'a'),
                (-HOUR, Cancelled, 'b'),
                (0, Cancelled, 'b'),
                (1, Cancelled, 'b'),
                (HOUR, Pending, 'b'),
                (2 * HOUR, Confirmed, 'a'),
            ],
            Some(HOUR),
            Some(-2 * HOUR),
            'b',
        ),
    ];
    let (file, cast) = TestFile::with_cast();
    let artist = |letter| match letter {
        'a' => Some(cast.ana.artist()),
        'b' => Some(cast.ben.artist()),
        _ => None,
    };
    let mut people: Vec<Person> = Vec::new();
    for (name, preferred, booked, ..) in table {
        let meeting = |(offset, status, who): &(i64, AppointmentStatus, char)| Meeting {
            at: at(*offset),
            status: *status,
            artist: artist(*who).unwrap(),
        };
        let meetings = booked.iter().map(meeting).collect();
        people.push(Person { preferred: artist(*preferred), meetings, ..Person::named(name) });
    }
    move_in(&file, &mut people);
    let rows = everybody(&file, &operator());
    for (person, (name, _, _, next, last, who)) in people.iter().zip(table) {
        let row = rows.iter().find(|row| row.id == person.id).unwrap();
        assert_eq!(row.next_appointment, next.map(at), "next of {name}");
        assert_eq!(row.last_appointment, last.map(at), "last of {name}");
        assert_eq!(row.artist.as_ref().map(|artist| artist.id), artist(*who), "artist of {name}");
        let (id, expected) = (person.id, row.clone());
        let card = file.read::<_, Error, _>(&operator(), |tx| {
            let scope = tx.client(id)?;
            let may = tx.authorize::<ViewClient>(&scope)?;
            tx.client_card(&may)
        });
        let card = card.unwrap();
        assert_eq!(
            (card.next_appointment, card.last_appointment, card.artist),
            (expected.next_appointment, expected.last_appointment, expected.artist)
        );
        assert_eq!(card.preferred_artist.map(|artist| artist.id), person.preferred);
    }
}

/// Everything that can stand in an agenda around now, ticked through: whatever the moment, the lists are as if made at it.
#[test]
fn as_time_passes_next_becomes_last_and_nothing_else_changes() {
    let (file, cast) = TestFile::with_cast();
    let third = add_artist(&file, "Cleo Third");
    let known: Vec<(ArtistId, &str)> = artists(&cast).into_iter().chain([(third, "Cleo Third")]).collect();
    let mut chance = Chance::seeded(3);
    let mut people: Vec<Person> = (0..250).map(|nth| Person::named(&format!("Client {nth}"))).collect();
    for person in &mut people {
        person.archived = chance.within(0, 5) == 0;
        person.preferred = (chance.within(0, 1) == 0).then(|| chance.one_of(&known).0);
        for _ in 0..chance.within(0, 5) {
            let offset =
                *chance.one_of(&[-48 * HOUR, -HOUR, -1, 0, 1, 59_999, 60_000, 60_001, HOUR, 2 * HOUR]);
            let (status, artist) = (*chance.one_of(AppointmentStatus::ALL), chance.one_of(&known).0);
            person.meetings.push(Meeting { at: at(offset), status, artist });
        }
    }
    move_in(&file, &mut people);
    let mut before = NOW;
    for offset in
        [0, 1, 2, 59_999, 60_000, 60_001, 60_002, HOUR - 1, HOUR, HOUR + 1, 3 * HOUR, 3 * HOUR + 60_000]
    {
        let now = at(offset);
        let begun = people.iter().filter(|one| one.next(before).is_some_and(|next| next.at <= now)).count();
        let log = file.logged(|| assert_eq!(tick(&file, now), begun, "at {offset}"));
        let expected: &[&str] =
            if begun == 0 { &[] } else { &["housekeeping system.tick studio done granted"] };
        assert_eq!(log, expected, "at {offset}");
        let rows = everybody(&file, &operator());
        assert_eq!(rows.len(), people.len());
        for row in rows {
            let person = people.iter().find(|person| person.id == row.id).unwrap();
            assert_eq!(row, person.row(now, None, &known), "at {offset}: {person:#?}");
            assert_eq!(row.version, Version::FIRST);
        }
        before = now;
    }
    assert!(people.iter().any(|one| one.next(NOW).is_some() && one.next(before).is_none()));
    is_whole_at(file, before);
}

/// What begins between two ticks is not wrong, and not shown as past before the tick.
#[test]
fn until_the_next_tick_an_appointment_that_has_begun_is_still_next() {
    let (file, cast) = TestFile::with_cast();
    let (soon, artist) = (minutes(1), cast.ana.artist());
    let one = Meeting { at: soon, status: AppointmentStatus::Confirmed, artist };
    let mut people = [Person { meetings: vec![one], ..Person::named("Ana") }];
    move_in(&file, &mut people);
    let shown = |now: Timestamp| {
        let row = everybody(&file, &system(SystemRole::Operator, now)).remove(0);
        (row.next_appointment, row.last_appointment)
    };
    let index = |now| {
        let findings = file.check(&system(SystemRole::Operator, now), true).unwrap();
        findings.into_iter().find(|finding| finding.check == "client_index").unwrap().found
    };
    let later = soon.plus(Duration::from_secs(30));
    assert_eq!((shown(later), index(later)), ((Some(soon), None), "0 wrong of 1".to_owned()));
    assert_eq!(tick(&file, later), 1);
    assert_eq!((shown(later), index(later)), ((None, Some(soon)), "0 wrong of 1".to_owned()));
    is_whole_at(file, later);
}
