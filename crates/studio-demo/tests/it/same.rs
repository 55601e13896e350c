//! The same plan is the same studio.

use std::fmt::{Debug, Write};

use studio_demo::{Demo, Plan};
use studio_domain::Language;

use crate::{NOW, at, big, small, zone};

/// FNV-1a over everything that is written into it: enough to notice a change, the same everywhere.
struct Print(u64);

impl Write for Print {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
        Ok(())
    }
}

fn print(demo: &Demo) -> u64 {
    let mut print = Print(0xCBF2_9CE4_8422_2325);
    let mut add = |thing: &dyn Debug| write!(print, "{thing:?}").unwrap();
    demo.artists().iter().for_each(|artist| add(artist));
    demo.clients().for_each(|client| add(&client));
    demo.appointments().for_each(|appointment| add(&appointment));
    print.0
}

/// Measurements are compared between versions of the program, so its data must not change by accident. Where it changes on purpose, put the
/// new numbers here: what was measured before then can't be compared any more.
#[test]
fn the_data_is_the_same_on_every_machine_and_in_every_version() {
    let prints = [print(&small(Language::Es)), print(&small(Language::En)), print(&big(3_000, 9_000))];
    assert_eq!(prints.map(|print| format!("{print:016x}")), PRINTS);
}

const PRINTS: [&str; 3] = ["6705afad1bf068d2", "a984179026c7bc26", "0abe963f712dcd61"];

#[test]
fn another_seed_is_another_studio() {
    let plan = Plan::small(Language::Es, zone("Europe/Madrid"), at(NOW));
    let same = Demo::new(plan.clone()).unwrap();
    let other = Demo::new(Plan { seed: plan.seed + 1, ..plan }).unwrap();
    assert_eq!(print(&small(Language::Es)), print(&same));
    let differ = |index: &usize| same.client(*index).name != other.client(*index).name;
    assert!((0..300).filter(differ).count() > 280);
    assert_ne!(same.appointments().next(), other.appointments().next());
}

#[test]
fn a_client_does_not_depend_on_who_was_asked_for_before() {
    let demo = big(2_500, 0);
    let alone = demo.client(1_234);
    assert_eq!(demo.clients().nth(1_234), Some(alone.clone()));
    let mut from = demo.clients();
    from.nth(1_000);
    assert_eq!(from.nth(233), Some(alone));
}

#[test]
fn appointments_do_not_depend_on_how_they_are_taken() {
    let demo = small(Language::En);
    let whole: Vec<_> = demo.appointments().collect();
    let mut again = demo.appointments();
    for part in whole.chunks(97) {
        assert_eq!(again.by_ref().take(part.len()).collect::<Vec<_>>(), part);
    }
    assert_eq!(again.next(), None);
}

#[test]
fn both_languages_say_everything_in_their_own_words() {
    let (es, en) = (small(Language::Es), small(Language::En));
    let texts = |demo: &Demo| {
        let notes = demo.clients().flat_map(|client| client.notes).map(|note| note.text);
        let said = demo.appointments().flat_map(|one| [Some(one.service), one.note.map(|note| note.text)]);
        let bios = demo.artists().iter().map(|artist| artist.bio.clone());
        let more = demo.clients().flat_map(|client| {
            [client.pinned_note, client.gender, client.city, client.emergency.map(|one| one.relationship)]
        });
        let details =
            demo.clients().flat_map(|client| client.screenings).flat_map(|one| one.answers.by_question);
        let details = details.map(|(_, answer)| answer.detail).filter(|detail| !detail.is_empty());
        let all =
            notes.chain(said.flatten()).chain(bios).chain(more.flatten().map(str::to_owned)).chain(details);
        all.collect::<std::collections::BTreeSet<_>>()
    };
    let (es, en) = (texts(&es), texts(&en));
    assert!(es.len() > 400 && en.len() > 400, "{} and {}", es.len(), en.len());
    // Styles that have one name everywhere may stand alone in front of nothing else; a text is never the same.
    assert_eq!(es.intersection(&en).collect::<Vec<_>>(), Vec::<&String>::new());
}
