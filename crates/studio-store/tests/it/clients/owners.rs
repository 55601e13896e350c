//! Whose a client is: as the policy hears it, and as lists mark it.

use studio_domain::{AppointmentStatus, ArtistId, ClientId};
use studio_policy::Ownership;
use studio_store::{Error, OpCtx, Store};

use super::people::{Meeting, Person, everybody, move_in, town};
use crate::kit::{Cast, TestFile, minutes, operator};

fn ownership(store: &Store, ctx: &OpCtx, id: ClientId) -> Ownership {
    store.read::<_, Error, _>(ctx, |tx| Ok(tx.client(id)?.ownership())).unwrap()
}

fn mine(store: &Store, ctx: &OpCtx) -> Vec<ClientId> {
    everybody(store, ctx).into_iter().filter(|row| row.mine).map(|row| row.id).collect()
}

/// Who owns what, by hand: preferred artist, appointments, owners.
#[test]
fn a_client_is_the_preferred_artists_and_everybodys_who_meets_or_met_them() {
    use AppointmentStatus::{Cancelled, Completed, Confirmed, NoShow, Pending};
    type Case<'c> = (&'c str, char, &'c [(AppointmentStatus, char)], &'c str);
    let table: &[Case<'_>] = &[
        ("nobody", '-', &[], ""),
        ("preferred", 'a', &[], "a"),
        ("pending", '-', &[(Pending, 'a')], "a"),
        ("confirmed", '-', &[(Confirmed, 'a')], "a"),
        ("completed", '-', &[(Completed, 'a')], "a"),
        ("missed", '-', &[(NoShow, 'a')], "a"),
        ("called off", '-', &[(Cancelled, 'a')], ""),
        ("called off twice", '-', &[(Cancelled, 'a'), (Cancelled, 'a')], ""),
        ("called off, then another", '-', &[(Cancelled, 'a'), (Pending, 'a')], "a"),
        ("called off with one", '-', &[(Cancelled, 'a'), (Completed, 'b')], "b"),
        ("called off with the preferred", 'a', &[(Cancelled, 'a')], "a"),
        ("of both", 'a', &[(Completed, 'b')], "ab"),
        ("met both", '-', &[(Completed, 'b'), (Confirmed, 'a')], "ab"),
    ];
    let (file, cast) = TestFile::with_cast();
    let artist = |letter: char| if letter == 'a' { cast.ana.artist() } else { cast.ben.artist() };
    for archived in [false, true] {
        let mut people: Vec<Person> = Vec::new();
        for (name, preferred, booked, _) in table {
            let meetings = booked
                .iter()
                .zip([60, 120])
                .map(|((status, who), at)| Meeting { at: minutes(at), status: *status, artist: artist(*who) })
                .collect();
            let preferred = (*preferred != '-').then(|| artist(*preferred));
            people.push(Person { preferred, meetings, archived, ..Person::named(name) });
        }
        move_in(&file, &mut people);
        let askers =
            [('a', &cast.ana), ('b', &cast.ben), ('-', &cast.lone), ('-', &cast.desk), ('-', &cast.admin)];
        for (letter, asker) in askers {
            let marked = mine(&file, &asker.ctx());
            for (person, (name, _, _, owners)) in people.iter().zip(table) {
                let own = owners.contains(letter);
                let expected = if own { Ownership::Mine } else { Ownership::Theirs };
                assert_eq!(ownership(&file, &asker.ctx(), person.id), expected, "{name}: {:?}", asker.user);
                assert_eq!(marked.contains(&person.id), own, "{name}, in the list of {:?}", asker.user);
            }
        }
    }
    assert_eq!(mine(&file, &operator()), []);
}

#[test]
fn lists_mark_what_the_policy_would_hear() {
    let (file, cast, people) = town();
    let own = |artist: ArtistId| -> Vec<ClientId> {
        let mut own: Vec<ClientId> =
            people.iter().filter(|one| one.is_of(artist)).map(|one| one.id).collect();
        own.sort_unstable();
        own
    };
    let Cast { ana, ben, lone, .. } = &cast;
    for (asker, expected) in [(ana, own(ana.artist())), (ben, own(ben.artist())), (lone, vec![])] {
        let mut marked = mine(&file, &asker.ctx());
        marked.sort_unstable();
        assert_eq!(marked, expected, "{:?}", asker.user);
        for person in people.iter().step_by(5) {
            let own = ownership(&file, &asker.ctx(), person.id) == Ownership::Mine;
            assert_eq!(own, expected.contains(&person.id));
        }
    }
    assert!(own(ana.artist()).len() > 30);
}

#[test]
fn there_is_no_scope_of_a_client_who_is_not_there() {
    let (file, _) = TestFile::with_cast();
    let by_id = file.read::<_, Error, _>(&operator(), |tx| tx.client(ClientId::new(7)).map(drop));
    assert!(matches!(by_id, Err(Error::NotFound { kind: "client", ref id }) if id == "7"), "{by_id:?}");
    let by_legacy = file.read::<_, Error, _>(&operator(), |tx| tx.client_by_legacy(7).map(drop));
    assert!(matches!(by_legacy, Err(Error::NotFound { kind: "client", .. })), "{by_legacy:?}");
}
