//! The last active admin stays: through whatever door, and however many try at the same moment.

use std::sync::Barrier;

use studio_app::{Link, OpCtx, UserInput, Who};
use studio_domain::UserId;
use studio_policy::Role;
use studio_testkit::TestStudio;

use crate::kit::{Witness, code, newest, password, since};

fn second_admin(test: &TestStudio) -> UserId {
    let (link, input) = (Link::None, UserInput::default());
    test.studio.add_user(&test.operator(), "socia", "admin", link, input, Some(&password())).unwrap().id
}

fn active_admins(test: &TestStudio) -> usize {
    let filter = studio_app::UserFilter {
        role: Some(Role::Admin),
        active: Some(true),
        ..studio_app::UserFilter::default()
    };
    test.studio.users(&test.operator(), &filter).unwrap().items.len()
}

#[test]
fn nobody_removes_the_last_admin() {
    let test = TestStudio::new();
    let (admin, marta) = (test.admin(), test.user("marta"));
    let witness = Witness::of(&test, &admin);
    let (before, seq) = (witness.sees(), newest(&test));
    for ctx in [&admin, &test.operator()] {
        let studio = &test.studio;
        assert_eq!(code(studio.toggle_user(ctx, marta, false, None)), "last_admin");
        assert_eq!(code(studio.set_role(ctx, marta, "assistant", Link::None, None)), "last_admin");
        let link = Link::New("Marta".to_owned());
        assert_eq!(code(studio.set_role(ctx, marta, "artist", link, None)), "last_admin");
    }
    assert_eq!((witness.sees(), since(&test, seq)), (before, vec![]));
    // The same role again is no demotion.
    test.studio.set_role(&admin, marta, "admin", Link::None, None).unwrap();
}

#[test]
fn an_admin_who_is_off_does_not_count() {
    let test = TestStudio::new();
    let (operator, other) = (test.operator(), second_admin(&test));
    test.studio.toggle_user(&operator, other, false, None).unwrap();
    assert_eq!(code(test.studio.toggle_user(&operator, test.user("marta"), false, None)), "last_admin");
    test.studio.toggle_user(&operator, other, true, None).unwrap();
    test.studio.toggle_user(&operator, test.user("marta"), false, None).unwrap();
    assert_eq!(code(test.studio.set_role(&operator, other, "assistant", Link::None, None)), "last_admin");
}

/// Runs both at the same moment and answers how many succeeded.
fn both(
    test: &TestStudio,
    acts: [(&OpCtx, UserId); 2],
    act: fn(&TestStudio, &OpCtx, UserId) -> bool,
) -> usize {
    let barrier = Barrier::new(2);
    std::thread::scope(|scope| {
        let running = acts.map(|(ctx, id)| {
            let barrier = &barrier;
            scope.spawn(move || {
                barrier.wait();
                act(test, ctx, id)
            })
        });
        running.map(|thread| thread.join().unwrap()).into_iter().filter(|done| *done).count()
    })
}

#[test]
fn two_admins_who_demote_each_other_leave_one() {
    let demote = |test: &TestStudio, ctx: &OpCtx, id| {
        test.studio.set_role(ctx, id, "assistant", Link::None, None).is_ok()
    };
    let switch_off =
        |test: &TestStudio, ctx: &OpCtx, id| test.studio.toggle_user(ctx, id, false, None).is_ok();
    for act in [demote, switch_off] {
        let test = TestStudio::new();
        let (marta, socia) = (test.user("marta"), second_admin(&test));
        let sessions = [test.admin(), test.sign_in("socia")];
        assert_eq!(both(&test, [(&sessions[0], socia), (&sessions[1], marta)], act), 1);
        assert_eq!(active_admins(&test), 1);

        // The operator, who is no admin, can't remove both at the same moment either.
        let test = TestStudio::new();
        let (marta, socia) = (test.user("marta"), second_admin(&test));
        let operator = test.operator();
        assert_eq!(both(&test, [(&operator, socia), (&operator, marta)], act), 1);
        assert_eq!(active_admins(&test), 1);

        // And each of them, resigning at the same moment.
        let test = TestStudio::new();
        let (marta, socia) = (test.user("marta"), second_admin(&test));
        let known = [marta, socia].map(|id| test.visit().by(Who::User(id)));
        assert_eq!(both(&test, [(&known[0], marta), (&known[1], socia)], act), 1);
        assert_eq!(active_admins(&test), 1);
    }
}
