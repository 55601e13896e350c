//! Sixty-four who want the same thousand hours, from two processes: each hour has exactly one of them, who was told so, and nobody else was.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use studio_domain::ClientId;
use studio_it::{bookings, operator, prepare_booking, try_book};
use studio_store::{Store, Verdict};

const HERE: i64 = 40;
const THERE: i64 = 24;
const HOURS: u32 = 1_000;

#[test]
fn each_hour_is_sold_once_at_any_level_of_concurrency() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("studio.db");
    let store = Store::create(&path).unwrap();
    prepare_booking(&store, usize::try_from(HERE + THERE).unwrap()).unwrap();
    let mut others = Command::new(env!("CARGO_BIN_EXE_bookers"))
        .arg(&path)
        .args([(HERE + 1).to_string(), THERE.to_string(), HOURS.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(others.stdout.take().unwrap()).lines();
    assert_eq!(told.next().unwrap().unwrap(), "ready");
    let mut winners: BTreeMap<u32, Vec<ClientId>> = BTreeMap::new();
    let listener = std::thread::spawn(move || told.map(Result::unwrap).collect::<Vec<_>>());
    std::thread::scope(|scope| {
        let store = &store;
        // Half of them ask first what stands in the way, the others let the file refuse.
        let book = |client: i64| {
            (0..HOURS)
                .filter(|slot| try_book(store, ClientId::new(client), *slot, client % 2 == 0).unwrap())
                .collect::<Vec<_>>()
        };
        let running: Vec<_> = (1..=HERE).map(|client| (client, scope.spawn(move || book(client)))).collect();
        for (client, thread) in running {
            for slot in thread.join().unwrap() {
                winners.entry(slot).or_default().push(ClientId::new(client));
            }
        }
    });
    assert!(others.wait().unwrap().success(), "the second process failed");
    let mut theirs = 0;
    for line in listener.join().unwrap() {
        let ["won", client, slot] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        winners.entry(slot.parse().unwrap()).or_default().push(ClientId::new(client.parse().unwrap()));
        theirs += 1;
    }
    let all = bookings(&store).unwrap();
    assert_eq!(all.len(), usize::try_from(HOURS).unwrap(), "an hour was sold twice or not at all");
    for (nth, (starts_at, ends_at, client)) in all.iter().enumerate() {
        let slot = u32::try_from(nth).unwrap();
        assert_eq!(winners.get(&slot), Some(&vec![*client]), "hour {slot}");
        let next = all.get(nth + 1).map(|(starts_at, ..)| *starts_at);
        assert!(next.is_none_or(|next| *ends_at <= next) && starts_at < ends_at);
    }
    let findings = store.check(&operator(), true).unwrap();
    let bad: Vec<_> = findings.iter().filter(|finding| finding.verdict == Verdict::Bad).collect();
    assert!(bad.is_empty(), "{bad:?}");
    println!("{} of {HOURS} hours went to the {THERE} clients of the second process", theirs);
}
