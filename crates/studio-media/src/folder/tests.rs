//! Stopping at each step of putting a file: before, nothing is seen; afterwards, all of it; and putting it again always helps.

use std::fs;
use std::io;
use std::sync::{Arc, Mutex};

use studio_domain::{ContentHash, Timestamp};
use tempfile::TempDir;

use super::{FolderPlace, Step};
use crate::place::{Place as _, PlaceError, Put};
use crate::upkeep::sweep;

const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);
const STEPS: [Step; 7] = [
    Step::MakeFolder,
    Step::FlushParent,
    Step::Create,
    Step::Write,
    Step::Flush,
    Step::Rename,
    Step::FlushFolder,
];

fn hash() -> ContentHash {
    ContentHash::new([7; 32])
}

fn folders() -> (TempDir, FolderPlace) {
    let folder = TempDir::new().unwrap();
    let (root, tmp) = (folder.path().join("media"), folder.path().join("tmp"));
    fs::create_dir(&root).unwrap();
    fs::create_dir(&tmp).unwrap();
    (folder, FolderPlace::at(root, tmp))
}

fn failing_at(place: &FolderPlace, step: Step) -> FolderPlace {
    let watch = move |at: Step| if at == step { Err(io::Error::other("the disk is full")) } else { Ok(()) };
    FolderPlace { watch: Arc::new(watch), ..place.clone() }
}

#[test]
fn the_steps_come_in_the_order_that_a_power_cut_forgives() {
    let (_folder, place) = folders();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = seen.clone();
    let watched = FolderPlace {
        watch: Arc::new(move |step| {
            noted.lock().unwrap().push(step);
            Ok(())
        }),
        ..place
    };
    watched.put_if_absent(&hash(), b"ink", NOW).unwrap();
    assert_eq!(*seen.lock().unwrap(), STEPS);
    seen.lock().unwrap().clear();
    // Where it is there already, its name may not have come to the disk yet.
    watched.put_if_absent(&hash(), b"ink", NOW).unwrap();
    assert_eq!(*seen.lock().unwrap(), [Step::FlushFolder]);
}

#[test]
fn whichever_step_fails_it_is_told_and_half_a_file_is_never_seen() {
    for step in STEPS {
        let (folder, place) = folders();
        let error = failing_at(&place, step).put_if_absent(&hash(), b"needle and ink", NOW).unwrap_err();
        assert!(matches!(error, PlaceError::Failed { .. }), "{step:?}: {error}");
        let seen = place.read(&hash(), 0..100).unwrap();
        let named = step == Step::FlushFolder;
        assert_eq!(seen.as_deref(), named.then_some(b"needle and ink".as_slice()), "{step:?}");
        assert_eq!(
            fs::read_dir(folder.path().join("tmp")).unwrap().count(),
            0,
            "{step:?} leaves nothing on its way"
        );
        // The next one who puts it comes to the end.
        let put = place.put_if_absent(&hash(), b"needle and ink", NOW).unwrap();
        assert_eq!(put, if named { Put::Present } else { Put::New }, "{step:?}");
        assert_eq!(place.read(&hash(), 0..100).unwrap().unwrap(), b"needle and ink");
    }
}

#[test]
fn what_a_process_that_ended_between_two_steps_has_left_is_swept() {
    for (step, left) in [(Step::Write, 0), (Step::Flush, 7), (Step::Rename, 14)] {
        let (folder, place) = folders();
        // Nobody cleans up behind a process that is killed.
        let tmp = folder.path().join("tmp");
        fs::write(tmp.join("media-half"), &b"needle and ink"[..left]).unwrap();
        assert_eq!(place.read(&hash(), 0..100).unwrap(), None, "{step:?}");
        let late = Timestamp::from_millis(i64::MAX / 2);
        let swept = sweep::<PlaceError>(&place, late, late, |_| Ok(true)).unwrap();
        assert_eq!((swept.leftovers, fs::read_dir(&tmp).unwrap().count()), (1, 0), "{step:?}");
    }
}
