//! Corrections: kept as they were sent, waiting oldest first, decided once.

use studio_domain::{ClientId, CorrectionField, CorrectionId, CorrectionOutcome, Reason, Timestamp, Version};
use studio_store::actions::{EditClient, ListCorrections, ReadCorrections, SendCorrection};
use studio_store::{Correction, Error, NewCorrection, OpCtx, Page, Store};

use super::paging::add;
use crate::kit::{NOW, TestFile, minutes, operator};

fn send(store: &Store, ctx: &OpCtx, client: ClientId, value: &str) -> CorrectionId {
    let new = NewCorrection {
        field: CorrectionField::City,
        was: "Puebla".to_owned(),
        value: value.to_owned(),
        reason: Reason::parse("Moved").unwrap(),
    };
    let sent = store.write::<_, Error, _>(ctx, move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<SendCorrection>(&scope)?;
        tx.send_correction(&may, &new)
    });
    sent.unwrap()
}

fn decide(
    store: &Store,
    ctx: &OpCtx,
    (client, id): (ClientId, CorrectionId),
    version: Version,
) -> Result<(), Error> {
    store.write::<_, Error, _>(ctx, move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<EditClient>(&scope)?;
        tx.decide_correction(&may, id, version, CorrectionOutcome::Declined, "As it is")
    })
}

fn open(store: &Store, after: Option<(Timestamp, CorrectionId)>) -> Page<Correction> {
    let read = store.read::<_, Error, _>(&operator(), |tx| {
        let may = tx.authorize_list::<ListCorrections>()?;
        tx.open_corrections(&may, after)
    });
    read.unwrap()
}

fn of(store: &Store, client: ClientId) -> Vec<Correction> {
    let read = store.read::<_, Error, _>(&operator(), |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<ReadCorrections>(&scope)?;
        tx.corrections(&may)
    });
    read.unwrap()
}

#[test]
fn what_waits_is_listed_oldest_first_until_it_is_decided() {
    let (file, cast) = TestFile::with_cast();
    let (ana, bea) = (add(&file, &operator(), "Ana"), add(&file, &operator(), "Bea"));
    let sent: Vec<_> = (0..53)
        .map(|nth| {
            let client = if nth % 2 == 0 { ana } else { bea };
            send(&file, &cast.ana.at(minutes(nth / 10)), client, &format!("City {nth}"))
        })
        .collect();
    let first = open(&file, None);
    assert_eq!((first.items.len(), first.more), (50, true));
    let rest = open(&file, first.items.last().map(|one| (one.sent_at, one.id)));
    let seen: Vec<_> = first.items.iter().chain(&rest.items).map(|one| one.id).collect();
    assert_eq!(seen, sent);
    decide(&file, &cast.admin.at(minutes(9)), (ana, sent[0]), Version::FIRST).unwrap();
    assert_eq!(open(&file, None).items[0].id, sent[1]);
    assert_eq!(of(&file, ana).len(), 20, "the newest are shown");
}

#[test]
fn a_correction_tells_who_sent_it_and_what_became_of_it() {
    let (file, cast) = TestFile::with_cast();
    let (ana, bea) = (add(&file, &operator(), "Ana"), add(&file, &operator(), "Bea"));
    let id = send(&file, &cast.ana.ctx(), ana, "Oaxaca");
    let elsewhere = decide(&file, &cast.admin.ctx(), (bea, id), Version::FIRST);
    assert!(elsewhere.is_err(), "it is about another client");
    decide(&file, &cast.admin.at(minutes(2)), (ana, id), Version::FIRST).unwrap();
    let twice = decide(&file, &cast.admin.at(minutes(3)), (ana, id), Version::FIRST);
    assert!(matches!(twice, Err(Error::Stale { kind: "correction", .. })), "{twice:?}");
    let one = of(&file, ana).remove(0);
    assert_eq!((one.was.as_str(), one.value.as_str(), one.reason.as_str()), ("Puebla", "Oaxaca", "Moved"));
    assert_eq!((one.sent_at, one.sent_by), (NOW, Some((cast.ana.user, "ana".to_owned()))));
    let decision = one.decision.unwrap();
    assert_eq!((decision.outcome, decision.decided_at), (CorrectionOutcome::Declined, minutes(2)));
    assert_eq!((decision.decided_by.as_deref(), decision.answer.as_str()), (Some("admin"), "As it is"));
    // What it says is the client's, and not the log's.
    assert!(
        file.log().iter().all(|entry| !entry.detail.contains("Oaxaca") && !entry.detail.contains("Moved"))
    );
}
