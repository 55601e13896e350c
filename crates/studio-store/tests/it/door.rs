//! The door itself: no transaction within one, panics, groups, and the end.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::channel;
use std::sync::{Arc, Barrier};

use studio_store::actions::{AddArtist, ListStaff};
use studio_store::{ArtistFilter, Error, Result, Store};

use crate::kit::{NOW, TestFile, add_artist, new_artist, operator, visit};

fn refused_to_nest<T: std::fmt::Debug>(result: Result<T>) {
    assert!(
        matches!(&result, Err(Error::Backend(why)) if why.contains("inside a transaction")),
        "{result:?}"
    );
}

/// Each door, asked from inside a transaction.
fn try_all_doors(store: &Store) {
    refused_to_nest(store.read(&operator(), |_tx| Ok(())));
    refused_to_nest(store.write(&operator(), |_tx| Ok(())));
    refused_to_nest(store.write_alone(&operator(), |_tx| Ok(())));
    refused_to_nest(store.front_door().face());
    refused_to_nest(store.front_door().knock(&visit(NOW), "ana"));
    refused_to_nest(store.check(&operator(), false));
}

#[test]
fn a_transaction_within_a_transaction_is_refused_and_does_not_hang() {
    let file = TestFile::empty();
    file.read::<_, Error, _>(&operator(), |_tx| {
        try_all_doors(&file);
        Ok(())
    })
    .unwrap();
    // On the writer's own thread, where waiting for the writer would never end.
    let store = Arc::new(Store::open(&file.path()).unwrap());
    let inner = Arc::clone(&store);
    let ran = store.write::<_, Error, _>(&operator(), move |_tx| {
        try_all_doors(&inner);
        Ok(())
    });
    ran.unwrap();
    // Afterwards all doors are open again.
    add_artist(&file, "Lola Vega");
    file.check(&operator(), false).unwrap();
}

fn artists(store: &Store) -> Vec<String> {
    let page = store.read::<_, Error, _>(&operator(), |tx| {
        let may = tx.authorize_list::<ListStaff>()?;
        tx.list_artists(&may, &ArtistFilter::default())
    });
    page.unwrap().items.into_iter().map(|card| card.name).collect()
}

#[test]
fn a_job_that_panics_answers_an_error_and_leaves_nothing() {
    let file = TestFile::empty();
    let logged = file.logged(|| {
        let result = file.write::<(), Error, _>(&operator(), |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<AddArtist>(&studio)?;
            tx.add_artist(&may, &new_artist("Half Done"))?;
            panic!("on purpose");
        });
        assert!(matches!(&result, Err(Error::Backend(why)) if why.contains("panicked")), "{result:?}");
    });
    assert_eq!(logged, [""; 0]);
    add_artist(&file, "Lola Vega");
    assert_eq!(artists(&file), ["Lola Vega"]);
}

#[test]
fn a_read_that_panics_gives_its_reader_back() {
    let file = TestFile::empty();
    // More often than there are readers.
    for _ in 0..20 {
        let read = || file.read::<(), Error, _>(&operator(), |_tx| panic!("on purpose"));
        assert!(catch_unwind(AssertUnwindSafe(read)).is_err());
    }
    add_artist(&file, "Lola Vega");
    assert_eq!(artists(&file), ["Lola Vega"], "the next read sees what was written since");
}

#[test]
fn jobs_that_share_a_commit_fail_and_panic_each_for_itself() {
    let file = TestFile::empty();
    // One job holds the writer until the others are queued behind it.
    let (release, wait) = channel::<()>();
    let (started, holding) = channel();
    let all = Barrier::new(41);
    let results: Vec<(usize, Result<()>)> = std::thread::scope(|scope| {
        scope.spawn(|| {
            let held = file.write::<_, Error, _>(&operator(), move |_tx| {
                started.send(()).unwrap();
                wait.recv().map_err(|_gone| Error::Busy)
            });
            held.unwrap();
        });
        holding.recv().unwrap();
        let jobs: Vec<_> = (0..40_usize)
            .map(|i| {
                let (file, all) = (&file, &all);
                scope.spawn(move || {
                    all.wait();
                    let result = file.write::<(), Error, _>(&operator(), move |tx| {
                        let studio = tx.studio();
                        let may = tx.authorize::<AddArtist>(&studio)?;
                        tx.add_artist(&may, &new_artist(&format!("Artist {i:02}")))?;
                        match i % 4 {
                            0 => panic!("on purpose"),
                            1 => Err(Error::Busy),
                            _ => Ok(()),
                        }
                    });
                    (i, result)
                })
            })
            .collect();
        all.wait();
        release.send(()).unwrap();
        jobs.into_iter().map(|job| job.join().unwrap()).collect()
    });
    for (i, result) in &results {
        let fits = match i % 4 {
            0 => matches!(result, Err(Error::Backend(why)) if why.contains("panicked")),
            1 => matches!(result, Err(Error::Busy)),
            _ => result.is_ok(),
        };
        assert!(fits, "job {i}: {result:?}");
    }
    let kept: Vec<String> = (0..40).filter(|i| i % 4 > 1).map(|i| format!("Artist {i:02}")).collect();
    assert_eq!(artists(&file), kept);
}

#[test]
fn a_read_sees_one_moment_however_much_is_written_meanwhile() {
    let file = TestFile::empty();
    add_artist(&file, "Before");
    let seen = file.read::<_, Error, _>(&operator(), |tx| {
        let may = tx.authorize_list::<ListStaff>()?;
        let before = tx.list_artists(&may, &ArtistFilter::default())?.items.len();
        std::thread::scope(|scope| {
            scope.spawn(|| add_artist(&file, "Meanwhile"));
        });
        Ok((before, tx.list_artists(&may, &ArtistFilter::default())?.items.len()))
    });
    assert_eq!(seen.unwrap(), (1, 1));
    assert_eq!(artists(&file), ["Before", "Meanwhile"]);
}

#[test]
fn more_readers_at_once_than_connections_wait_for_their_turn() {
    let file = TestFile::empty();
    add_artist(&file, "Lola Vega");
    let all = Barrier::new(40);
    let found: usize = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..40)
            .map(|_| {
                scope.spawn(|| {
                    all.wait();
                    artists(&file).len()
                })
            })
            .collect();
        readers.into_iter().map(|reader| reader.join().unwrap()).sum()
    });
    assert_eq!(found, 40);
}

#[test]
fn a_job_alone_is_a_job_like_any_other() {
    let file = TestFile::empty();
    let logged = file.logged(|| {
        let added = file.write_alone::<_, Error, _>(&operator(), |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<AddArtist>(&studio)?;
            tx.add_artist(&may, &new_artist("Imported"))
        });
        added.unwrap();
        let failed = file.write_alone::<(), Error, _>(&operator(), |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<AddArtist>(&studio)?;
            tx.add_artist(&may, &new_artist("Not Kept"))?;
            Err(Error::Busy)
        });
        assert!(failed.is_err());
    });
    assert_eq!(logged, ["operator staff.manage_users studio done granted"]);
    assert_eq!(artists(&file), ["Imported"]);
}

#[test]
fn a_closed_store_leaves_one_whole_file_that_nobody_has_open() {
    // Often, since what is still open would be open for some moments only.
    for _ in 0..20 {
        let file = TestFile::empty();
        add_artist(&file, "Lola Vega");
        assert_eq!(artists(&file), ["Lola Vega"]);
        let path = file.path();
        let folder = file.close();
        let mut left: Vec<String> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        left.sort();
        assert_eq!(
            left,
            ["studio.db", "studio.db-turn"],
            "a connection is still open, or was not closed properly"
        );
        let copy = TestFile::of(&std::fs::read(&path).unwrap());
        assert_eq!(artists(&copy), ["Lola Vega"]);
    }
}
