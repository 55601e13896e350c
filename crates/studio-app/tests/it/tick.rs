//! What happens as time passes.

use studio_app::{Folder, Outcome, Secret, Studio, Upgrade};
use studio_testkit::TestStudio;

use crate::kit::{DAY, MINUTE, TICK, entry, left, master_code, newest, since};

#[test]
fn a_tick_with_nothing_to_do_leaves_nothing() {
    let test = TestStudio::new();
    let _desk = test.desk();
    let seq = newest(&test);
    assert_eq!(test.studio.tick().unwrap(), 0);
    assert_eq!(left(&test, seq), []);
}

#[test]
fn tries_are_forgotten_after_a_day_and_elevations_marked_at_their_end() {
    let test = TestStudio::new();
    let desk = test.desk();
    for _ in 0..3 {
        assert!(test.studio.sign_in(&test.visit(), "nadie", &Secret::from("wrong"), "test").answer.is_err());
    }
    test.studio.elevate(&desk, &master_code()).answer.unwrap();
    test.clock.advance(5 * MINUTE);
    let seq = newest(&test);
    assert_eq!(test.studio.tick().unwrap(), 1);
    assert_eq!(left(&test, seq), [entry("system.tick", "studio", None, Outcome::Done, "granted")]);
    assert_eq!(since(&test, seq)[0].actor, "housekeeping");

    test.clock.set(desk.visit.now.plus(DAY));
    assert_eq!(test.studio.tick().unwrap(), 0);
    test.clock.advance(TICK);
    // Three wrong passwords, the right one and the code.
    assert_eq!(test.studio.tick().unwrap(), 5);
    assert_eq!(test.studio.tick().unwrap(), 0);
}

#[test]
fn a_studio_that_is_opened_catches_up() {
    let test = TestStudio::new();
    let _desk = test.desk();
    test.clock.advance(2 * DAY);
    let seq = newest(&test);
    let opened = Studio::open(Folder::at(test.path()), test.clock.clone(), Upgrade::Check).unwrap();
    assert_eq!(left(&test, seq).len(), 1);
    assert_eq!(opened.tick().unwrap(), 0);
}
