//! Invitations: a link with which a person, and nobody else, chooses the password.

use studio_app::{Invitation, Link, Outcome, PasswordState, Result, Secret, UserInput};
use studio_domain::UserId;
use studio_testkit::TestStudio;

use crate::kit::{DAY, TICK, code, entry, left, newest, password, since};

fn chosen() -> Secret {
    Secret::from("nobody guesses this one")
}

fn accept(test: &TestStudio, invitation: &Invitation) -> Result<UserId> {
    test.studio.accept_invitation(&test.visit(), &invitation.token.reveal(), &chosen())
}

fn open(test: &TestStudio, invitation: &Invitation) -> Option<String> {
    let invited = test.studio.invitation(&test.visit(), &invitation.token.reveal()).unwrap();
    invited.map(|invited| invited.user_name)
}

fn invited(test: &TestStudio) -> (UserId, Invitation) {
    let input = UserInput::default();
    let added = test.studio.add_user(&test.admin(), "nueva", "assistant", Link::None, input, None).unwrap();
    (added.id, added.invitation.unwrap())
}

#[test]
fn an_invitation_is_good_once() {
    let test = TestStudio::new();
    let (id, invitation) = invited(&test);
    assert_eq!(open(&test, &invitation).as_deref(), Some("nueva"));
    let seq = newest(&test);
    assert_eq!(accept(&test, &invitation).unwrap(), id);
    assert_eq!(left(&test, seq), [entry("invitation.accept", "user", id.get(), Outcome::Done, "oneself")]);
    assert_eq!(since(&test, seq)[0].user, Some(id));
    let private = test.studio.user(&test.operator(), id).unwrap().private.unwrap();
    assert_eq!(private.password, PasswordState::Set);

    assert_eq!(open(&test, &invitation), None);
    assert_eq!(code(accept(&test, &invitation)), "token_spent");
    let signed_in = test.studio.sign_in(&test.visit(), "nueva", &chosen(), "test");
    assert!(signed_in.answer.is_ok());
}

#[test]
fn an_invitation_is_good_for_a_day() {
    let test = TestStudio::new();
    let (_, invitation) = invited(&test);
    assert_eq!(invitation.expires_at, test.visit().now.plus(DAY));
    test.clock.advance(DAY - TICK);
    assert!(open(&test, &invitation).is_some());
    test.clock.advance(TICK);
    assert_eq!(open(&test, &invitation), None);
    assert_eq!(code(accept(&test, &invitation)), "token_spent");
}

#[test]
fn a_newer_invitation_replaces_the_older() {
    let test = TestStudio::new();
    let (id, older) = invited(&test);
    let newer = test.studio.invite(&test.admin(), id).unwrap();
    assert_eq!((open(&test, &older), open(&test, &newer).as_deref()), (None, Some("nueva")));
    assert_eq!(code(accept(&test, &older)), "token_spent");
    accept(&test, &newer).unwrap();
}

#[test]
fn a_weak_password_leaves_the_invitation_open() {
    let test = TestStudio::new();
    let (_, invitation) = invited(&test);
    let seq = newest(&test);
    for weak in ["short", "password1234", "nueva", "nueva12345", "1234567890", "tab\tbed in the middle"] {
        let answer =
            test.studio.accept_invitation(&test.visit(), &invitation.token.reveal(), &Secret::from(weak));
        assert_eq!(code(answer), "weak_password", "{weak}");
    }
    assert_eq!(since(&test, seq), []);
    accept(&test, &invitation).unwrap();
}

#[test]
fn an_invitation_of_an_account_that_is_off_is_not_open() {
    let test = TestStudio::new();
    let (id, invitation) = invited(&test);
    let operator = test.operator();
    test.studio.toggle_user(&operator, id, false, None).unwrap();
    assert_eq!((open(&test, &invitation), code(accept(&test, &invitation))), (None, "token_spent"));
    test.studio.toggle_user(&operator, id, true, None).unwrap();
    assert!(open(&test, &invitation).is_some());
}

#[test]
fn what_is_no_invitation_is_refused() {
    let test = TestStudio::new();
    let session = test.studio.sign_in(&test.visit(), "lola", &password(), "test").answer.unwrap();
    for token in ["", "garbage", &"A".repeat(43), &session.token.reveal()] {
        assert_eq!(test.studio.invitation(&test.visit(), token).unwrap(), None);
        assert_eq!(code(test.studio.accept_invitation(&test.visit(), token, &chosen())), "token_spent");
    }
}

/// A forgotten password: the invitation does not touch the old one until it is used.
#[test]
fn an_invitation_for_an_account_with_a_password_replaces_it_when_used() {
    let test = TestStudio::new();
    let invitation = test.studio.invite(&test.admin(), test.user("lola")).unwrap();
    let before = test.lola();
    accept(&test, &invitation).unwrap();
    assert_eq!(code(test.studio.account(&before)), "not_signed_in");
    let old = test.studio.sign_in(&test.visit(), "lola", &password(), "test");
    assert_eq!(code(old.answer), "wrong_password");
    assert!(test.studio.sign_in(&test.visit(), "lola", &chosen(), "test").answer.is_ok());
}

#[test]
fn two_who_hold_the_same_link_do_not_both_get_in() {
    let test = TestStudio::new();
    let (_, invitation) = invited(&test);
    let answers = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..4).map(|_| scope.spawn(|| accept(&test, &invitation))).collect();
        tries.into_iter().map(|tried| tried.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    for answer in answers.into_iter().filter(Result::is_err) {
        assert_eq!(code(answer), "token_spent");
    }
}
