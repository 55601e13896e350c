//! The audit log: who reads it, what it tells, and what never stands in it.

use std::fs;

use studio_app::{
    AccountEdit, ArtistInput, AuditEntry, AuditFilter, Folder, Link, OriginKind, Outcome, RateInput, Secret,
    UserInput,
};
use studio_testkit::{CODE, PASSWORD, TestStudio};

use crate::kit::{MINUTE, Witness, from, log, master_code, newest, password, since, some};

fn seqs(entries: &[AuditEntry]) -> Vec<i64> {
    entries.iter().map(|entry| entry.seq).collect()
}

#[test]
fn no_secret_ever_stands_in_the_log() {
    let test = TestStudio::new();
    let studio = &test.studio;
    let (operator, admin, desk) = (test.operator(), test.admin(), test.desk());
    let witness = Witness::of(&test, &admin);
    let mut secrets: Vec<String> = vec![PASSWORD.to_owned(), CODE.to_owned()];
    let mut secret = |text: &str| {
        secrets.push(text.to_owned());
        Secret::from(text)
    };

    // Everything in which somebody types, gets or changes a secret, well and badly.
    let signed_in = studio.sign_in(&from(&test, 1), "lola", &password(), "agent").answer.unwrap();
    assert!(studio.sign_in(&from(&test, 1), "lola", &secret("wrong-one-typed"), "x").answer.is_err());
    assert!(
        studio
            .sign_in(&from(&test, 1), "name-typed-as-password", &secret("typed-nowhere"), "x")
            .answer
            .is_err()
    );
    assert!(studio.elevate(&desk, &secret("wrong-code-typed")).answer.is_err());
    studio.elevate(&desk, &master_code()).answer.unwrap();
    let (link, input) = (Link::New("Ana".to_owned()), UserInput::default());
    let added = studio.add_user(&admin, "ana", "artist", link, input, None).unwrap();
    let invitation = added.invitation.unwrap();
    let again = studio.invite(&admin, added.id).unwrap();
    let token = again.token.reveal();
    assert!(studio.accept_invitation(&test.visit(), &token, &secret("weak-one")).is_err());
    studio.accept_invitation(&test.visit(), &token, &secret("chosen by ana herself")).unwrap();
    studio.set_password(&operator, added.id, &secret("given by the operator")).unwrap();
    let refused = studio.set_password(&admin, added.id, &secret("not the admin's to give"));
    assert!(refused.is_err());
    let (link, input) = (Link::None, UserInput::default());
    let given = secret("a long one for eva");
    studio.add_user(&operator, "eva", "assistant", link, input, Some(&given)).unwrap();
    let lola = test.lola();
    studio.change_password(&lola, &password(), &secret("changed by lola herself")).unwrap();
    assert!(studio.change_password(&lola, &secret("no longer right"), &secret("never to be")).is_err());
    let hash = witness.code_hash();
    studio.set_code(&admin, &secret("cinco-tintas")).unwrap();
    assert!(studio.set_code(&admin, &secret("111111")).is_err());
    assert!(studio.set_code(&desk, &secret("seis-tintas")).is_err());
    studio.clear_code(&admin).unwrap();
    studio.set_setting(&admin, "studio.name", "Aguja", None).unwrap();

    secrets.extend([signed_in.token.reveal(), invitation.token.reveal(), token, hash]);
    secrets.push(fs::read_to_string(Folder::at(test.path()).key_file()).unwrap().trim().to_owned());
    secrets.extend(["$argon2", "$2b$", "name-typed-as-password"].map(str::to_owned));
    let entries = log(&test);
    assert!(entries.len() > 20, "the story is told: {}", entries.len());
    for entry in entries {
        let text = format!("{entry:?}");
        for secret in &secrets {
            assert!(!text.contains(secret.as_str()), "{secret:?} stands in {text}");
        }
    }
}

#[test]
fn an_entry_says_who_when_and_from_where() {
    let test = TestStudio::new();
    let admin = test.admin();
    test.clock.advance(MINUTE);
    let mut visit = from(&test, 9);
    visit.origin.kind = OriginKind::Api;
    let seq = newest(&test);
    test.studio.set_setting(&visit.by(admin.who), "studio.name", "Aguja", None).unwrap();
    let entry = since(&test, seq).remove(0);
    assert_eq!((entry.at, entry.request_id), (visit.now, visit.request_id.clone()));
    assert_eq!((entry.origin, entry.address.as_str()), (OriginKind::Api, "192.168.0.9"));
    assert_eq!((entry.user, entry.user_name.as_deref()), (Some(test.user("marta")), Some("marta")));
    assert_eq!(entry.elevation, None);
}

#[test]
fn the_log_is_read_in_pages_and_by_filter() {
    let test = TestStudio::new();
    let (admin, lola) = (test.admin(), test.lola());
    let (start, seq) = (test.visit().now, newest(&test));
    test.clock.advance(MINUTE);
    for nth in 0..60 {
        let input = ArtistInput { bio: Some(format!("Text {nth}")), ..ArtistInput::default() };
        test.studio.edit_artist(&test.now(&lola), test.artist_of("lola"), input, None).unwrap();
    }
    test.clock.advance(MINUTE);
    let (admin, lola) = (test.now(&admin), test.now(&lola));
    assert!(test.studio.settings(&lola).is_err());
    let rate = RateInput { percent: "45".to_owned(), from: None };
    test.studio.set_rate(&admin, test.artist_of("bruno"), rate).unwrap();
    let last = newest(&test);
    assert_eq!(last, seq + 62);

    let page = |filter: &AuditFilter| test.studio.audit(&admin, filter).unwrap();
    let all = AuditFilter::default();
    let first = page(&all);
    assert_eq!((seqs(&first.items), first.more), ((last - 49..=last).rev().collect::<Vec<_>>(), true));
    let second = page(&AuditFilter { before: Some(last - 49), ..all.clone() });
    assert_eq!(second.items[0].seq, last - 50);

    let only = |filter: AuditFilter| seqs(&page(&filter).items);
    let (lola_id, bruno) = (test.user("lola"), test.artist_of("bruno"));
    assert_eq!(only(AuditFilter { outcome: Some(Outcome::Refused), ..all.clone() }), [last - 1]);
    assert_eq!(
        only(AuditFilter { user: Some(lola_id), from: Some(admin.visit.now), ..all.clone() }),
        [last - 1]
    );
    let subject = Some(("artist".to_owned(), Some(bruno.get())));
    assert_eq!(only(AuditFilter { subject, ..all.clone() }), [last]);
    let action = some("staff.edit_profile");
    let until = AuditFilter { action, to: Some(start.plus(MINUTE)), ..all.clone() };
    assert_eq!(only(until), [0_i64; 0]);
    let nobody = AuditFilter { user: Some(test.user("recepcion")), ..all };
    assert_eq!(only(nobody), [0_i64; 0]);
}

#[test]
fn the_chain_is_whole_to_its_last_entry() {
    let test = TestStudio::new();
    let admin = test.admin();
    for _ in 0..5 {
        test.studio.edit_account(&admin, AccountEdit::default(), None).unwrap();
        assert!(test.studio.settings(&test.lola()).is_err());
    }
    let report = test.studio.verify_audit(&admin).unwrap();
    assert_eq!((report.whole, report.broken), (newest(&test), None));
    let entries = log(&test);
    assert_eq!(seqs(&entries), (1..=report.whole).collect::<Vec<_>>());
}

/// What fails after it was permitted is not in the log as if it had been done.
#[test]
fn what_was_taken_back_is_not_told_as_done() {
    let test = TestStudio::new();
    let admin = test.admin();
    let seq = newest(&test);
    let (link, input) = (Link::New("Otra Lola".to_owned()), UserInput::default());
    assert!(test.studio.add_user(&admin, "lola", "artist", link, input, None).is_err());
    assert!(test.studio.toggle_user(&admin, test.user("marta"), false, None).is_err());
    assert_eq!(since(&test, seq), []);
}
