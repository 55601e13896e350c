//! Plans that can't be carried out are refused before anything is made.

use studio_demo::{Demo, Impossible, Plan};
use studio_domain::{Language, Timestamp};

use crate::small;

fn refused(change: impl FnOnce(&mut Plan)) -> Impossible {
    let mut plan = small(Language::En).plan().clone();
    change(&mut plan);
    Demo::new(plan).expect_err("is refused")
}

#[test]
fn numbers_have_limits() {
    let range = |what, least, most| Impossible::Range { what, least, most };
    assert_eq!(refused(|plan| plan.artists = 0), range("artists", 1, 200));
    assert_eq!(refused(|plan| plan.artists = 201), range("artists", 1, 200));
    assert_eq!(refused(|plan| plan.clients = 10_000_001), range("clients", 0, 10_000_000));
    assert_eq!(refused(|plan| plan.appointments = usize::MAX), range("appointments", 0, 50_000_000));
}

#[test]
fn appointments_need_clients_and_room() {
    assert_eq!(refused(|plan| plan.clients = 0), Impossible::NoClients);
    assert_eq!(refused(|plan| plan.appointments = 200_000), Impossible::TooDense { artists: 4 });
    assert!(Demo::new(Plan { clients: 0, appointments: 0, ..small(Language::En).plan().clone() }).is_ok());
}

#[test]
fn a_moment_of_no_time_is_refused() {
    assert_eq!(refused(|plan| plan.around = Timestamp::MIN), Impossible::Time);
    assert_eq!(refused(|plan| plan.around = Timestamp::MAX), Impossible::Time);
}

#[test]
fn a_plan_has_as_many_artists_as_it_takes() {
    let (language, zone, around) =
        (Language::En, small(Language::En).plan().zone, small(Language::En).plan().around);
    let artists =
        |clients, appointments| Plan::of_size(language, zone, around, clients, appointments).artists;
    assert_eq!(artists(300, 1_300), 4);
    assert_eq!(artists(2_001, 6_000), 10);
    assert_eq!(artists(100_000, 300_000), 50);
    assert_eq!(artists(1_000_000, 3_000_000), 50);
    // The biggest that is measured has room.
    assert!(Demo::new(Plan::of_size(language, zone, around, 1_000_000, 3_000_000)).is_ok());
}
