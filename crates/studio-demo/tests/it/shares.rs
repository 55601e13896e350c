//! How much there is of everything: what measurements rely on.

use std::collections::BTreeMap;

use studio_demo::Client;
use studio_domain::{AppointmentStatus, Language};

use crate::{big, small};

/// So many of 1,000.
fn share(all: &[Client], has: impl Fn(&Client) -> bool) -> usize {
    all.iter().filter(|client| has(client)).count() * 1_000 / all.len()
}

fn near(what: &str, found: usize, wanted: usize) {
    let slack = wanted / 8 + 4;
    assert!(found.abs_diff(wanted) <= slack, "{what}: {found} of 1,000, wanted {wanted}");
}

#[test]
fn clients_have_what_a_real_list_has() {
    let demo = big(20_000, 0);
    let all: Vec<Client> = demo.clients().collect();
    near("email", share(&all, |client| client.email.is_some()), 800);
    near("instagram", share(&all, |client| client.instagram.is_some()), 650);
    near("archived", share(&all, |client| client.archived), 80);
    near("notes", share(&all, |client| !client.notes.is_empty()), 300);
    near("screenings", share(&all, |client| !client.screenings.is_empty()), 350);
    near("preferred artist", share(&all, |client| client.preferred_artist.is_some()), 600);
    near("minors", share(&all, |client| client.guardian.is_some()), 15);
    let simple = |client: &Client| {
        !client.name.contains(" de la ") && !client.name.contains(" van ") && !client.name.contains("Nic ")
    };
    let names: Vec<Client> = all.iter().filter(|client| simple(client)).cloned().collect();
    near("two last names", share(&names, |client| client.name.split(' ').count() == 3), 550);
    near("spanish numbers", share(&all, |client| client.phone.starts_with("+34 6")), 880);
}

#[test]
fn a_few_names_are_common_and_most_are_rare() {
    let demo = big(20_000, 0);
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for client in demo.clients() {
        *names.entry(client.name.split(' ').next().unwrap().to_owned()).or_default() += 1;
    }
    assert_eq!(names.len(), 100);
    let mut counts: Vec<usize> = names.into_values().collect();
    counts.sort_unstable();
    // The square of an even number: the first of 100 has a tenth, the last a two hundredth.
    assert!((1_800..2_200).contains(&counts[99]), "{counts:?}");
    assert!((70..130).contains(&counts[0]), "{counts:?}");
}

#[test]
fn addresses_are_mostly_told_apart_and_now_and_then_not() {
    let demo = big(20_000, 0);
    let all: Vec<Client> = demo.clients().collect();
    let doubles = |texts: Vec<&String>| {
        let unique: std::collections::BTreeSet<_> = texts.iter().collect();
        (texts.len() - unique.len()) * 1_000 / texts.len()
    };
    assert!(doubles(all.iter().filter_map(|client| client.email.as_ref()).collect()) < 10);
    let handles = doubles(all.iter().filter_map(|client| client.instagram.as_ref()).collect());
    assert!((2..120).contains(&handles), "{handles}");
    assert!(doubles(all.iter().map(|client| &client.phone).collect()) < 10);
}

#[test]
fn appointments_are_spread_and_end_as_in_a_real_studio() {
    let demo = big(10_000, 30_000);
    let now = demo.plan().around;
    let mut counts: BTreeMap<AppointmentStatus, usize> = BTreeMap::new();
    let (mut of_client, mut ahead) = (vec![0_usize; 10_000], 0);
    for one in demo.appointments() {
        *counts.entry(one.status).or_default() += 1;
        of_client[one.client] += 1;
        ahead += usize::from(one.starts_at > now);
    }
    let of_thousand = |status| counts.get(&status).copied().unwrap_or_default() / 30;
    near("completed", of_thousand(AppointmentStatus::Completed), 850);
    near("cancelled", of_thousand(AppointmentStatus::Cancelled), 52);
    near("no-show", of_thousand(AppointmentStatus::NoShow), 20);
    near("ahead", ahead / 30, 80);
    let none = of_client.iter().filter(|count| **count == 0).count();
    assert!((500..2_500).contains(&none), "{none} of 10,000 never came");
    assert!(
        of_client.iter().max().is_some_and(|most| (8..80).contains(most)),
        "{:?}",
        of_client.iter().max()
    );
    assert_eq!(demo.artists().len(), 10);
}

#[test]
fn a_studio_to_look_at_has_something_of_everything() {
    for language in Language::ALL {
        let demo = small(language);
        assert_eq!((demo.artists().len(), demo.clients().len(), demo.appointments().len()), (4, 300, 1_300));
        let all: Vec<Client> = demo.clients().collect();
        let count = |has: &dyn Fn(&Client) -> bool| all.iter().filter(|client| has(client)).count();
        assert!(count(&|client| client.pinned_note.is_some()) >= 20);
        assert!(count(&|client| client.archived) >= 10);
        assert!(count(&|client| client.guardian.is_some()) >= 1);
        assert!(count(&|client| client.emergency.is_some()) >= 50);
        assert!(count(&|client| client.screenings.len() > 1) >= 15);
        assert!(count(&|client| client.screenings.iter().any(|one| one.answers.has_yes())) >= 30);
        assert!(count(&|client| client.notes.len() > 1) >= 10);
        let statuses: std::collections::BTreeSet<_> = demo.appointments().map(|one| one.status).collect();
        assert_eq!(statuses.len(), AppointmentStatus::ALL.len(), "{statuses:?}");
        assert!(demo.appointments().filter(|one| one.note.is_some()).count() >= 200);
    }
}
