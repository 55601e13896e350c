//! Many at once: nobody's work is lost, nothing is done twice, and the log stays whole.

use std::collections::BTreeSet;

use studio_app::{ArtistFilter, ArtistInput, Error, Outcome};
use studio_domain::Version;
use studio_testkit::TestStudio;

use crate::kit::{newest, since};

const THREADS: usize = 16;
const EACH: usize = 6;

#[test]
fn no_save_is_lost_and_each_moves_the_version_by_one() {
    let test = TestStudio::new();
    let (admin, id) = (test.admin(), test.artist_of("lola"));
    let (first, seq) = (test.studio.artist(&admin, id).unwrap().card.version, newest(&test));
    // Each thread writes its line behind what it has read, and tries again when somebody was faster.
    let mut saved: Vec<Version> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let (test, admin) = (&test, &admin);
                scope.spawn(move || (0..EACH).map(|nth| append(test, admin, thread, nth)).collect::<Vec<_>>())
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    saved.sort();
    let expected: Vec<Version> =
        (1..=THREADS * EACH).map(|nth| Version::new(first.get() + i64::try_from(nth).unwrap())).collect();
    assert_eq!(saved, expected);
    let card = test.studio.artist(&admin, id).unwrap().card;
    let lines: BTreeSet<&str> = card.bio.lines().collect();
    assert_eq!((lines.len(), card.version), (THREADS * EACH, *saved.last().unwrap()));
    let done = since(&test, seq).iter().filter(|entry| entry.outcome == Outcome::Done).count();
    assert_eq!(done, THREADS * EACH);
    assert_eq!(test.studio.verify_audit(&admin).unwrap().broken, None);
}

fn append(test: &TestStudio, admin: &studio_app::OpCtx, thread: usize, nth: usize) -> Version {
    let id = test.artist_of("lola");
    loop {
        let card = test.studio.artist(admin, id).unwrap().card;
        let bio = format!("{}\nthread {thread}, line {nth}", card.bio);
        let input = ArtistInput { bio: Some(bio), ..ArtistInput::default() };
        match test.studio.edit_artist(admin, id, input, Some(card.version)) {
            Ok(version) => return version,
            Err(Error::Stale { expected, now, .. }) => assert!(expected < now),
            Err(other) => panic!("{other}"),
        }
    }
}

#[test]
fn everything_that_is_added_at_once_is_there() {
    let test = TestStudio::new();
    let admin = test.admin();
    let seq = newest(&test);
    let ids: BTreeSet<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|nth| {
                let (test, admin) = (&test, &admin);
                let name = Some(format!("Artist {nth:02}"));
                scope.spawn(move || {
                    test.studio.add_artist(admin, ArtistInput { name, ..ArtistInput::default() }).unwrap()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(ids.len(), THREADS);
    let page = test.studio.artists(&admin, &ArtistFilter::default()).unwrap();
    assert_eq!(page.items.len(), THREADS + 2);
    assert_eq!(since(&test, seq).len(), THREADS);
    // Each saw the colours that were taken before: the palette is used up before any is given twice.
    let colours: BTreeSet<_> = page.items.iter().map(|card| card.colour.clone()).collect();
    assert_eq!(colours.len(), studio_domain::PALETTE.len());
}
