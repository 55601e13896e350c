//! What one may do: the same answer that each act gets.

use studio_app::{OpCtx, Who};
use studio_policy::{Action, Actor, Decision, Matrix, Origin, Ownership, Role, SystemRole, Why};
use studio_testkit::TestStudio;

use crate::kit::{MINUTE, master_code};

const LOCKED: &[&str] = &[
    "clients.edit",
    "clients.delete",
    "clients.photo",
    "clients.import",
    "clients.merge",
    "clients.export",
    "reports.refund_void",
    "reports.cash_move",
    "reports.cash_close",
    "reports.export",
    "inventory.create_item",
    "inventory.edit_item",
    "inventory.stock_in",
    "inventory.stock_adj",
    "inventory.cycle_count",
    "inventory.export",
];

const OF_ARTISTS: &[&str] = &[
    "agenda.view",
    "agenda.details",
    "agenda.create",
    "agenda.edit",
    "agenda.cancel",
    "agenda.complete",
    "agenda.no_show",
    "agenda.block",
    "agenda.export",
    "clients.view",
    "clients.create",
    "clients.consent",
    "clients.notes",
    "clients.photo",
    "clients.health_view",
    "clients.health_record",
    "staff.view",
    "staff.edit_profile",
    "portfolio.view",
    "portfolio.edit",
    "portfolio.upload",
    "reports.view",
    "reports.view_tx",
    "reports.take_payment",
    "inventory.view",
    "inventory.consume",
    "inventory.request",
];

fn codes(actions: studio_policy::ActionSet) -> Vec<&'static str> {
    actions.iter().map(Action::code).collect()
}

#[test]
fn abilities_are_what_each_single_decision_says() {
    let test = TestStudio::new();
    let expired = test.desk();
    test.studio.elevate(&expired, &master_code()).answer.unwrap();
    test.clock.advance(5 * MINUTE);
    let elevated = test.desk();
    let until = test.studio.elevate(&elevated, &master_code()).answer.unwrap().expires_at.millis();

    let person = |role, linked, elevation| Actor::Person { role, linked, elevation };
    let in_force = Some(studio_policy::Elevation { expires_at: until });
    let cast: [(OpCtx, Actor); 7] = [
        (test.admin(), person(Role::Admin, false, None)),
        (test.desk(), person(Role::Assistant, false, None)),
        (elevated, person(Role::Assistant, false, in_force)),
        (test.now(&expired), person(Role::Assistant, false, None)),
        (test.lola(), person(Role::Artist, true, None)),
        (test.operator(), Actor::System(SystemRole::Operator)),
        (test.visit().by(Who::System(SystemRole::Housekeeping)), Actor::System(SystemRole::Housekeeping)),
    ];
    for (ctx, actor) in cast {
        let abilities = test.studio.abilities(&ctx).unwrap();
        assert_eq!(abilities.actor, actor);
        for action in Action::ALL.iter().copied() {
            let decision = Matrix::STUDIO.decide(&actor, action, Ownership::Mine, ctx.visit.now.millis());
            assert_eq!(abilities.now.contains(action), decision.is_permit(), "{action} for {actor:?}");
            let needs_code = decision == Decision::Refuse(Why::NeedsElevation);
            assert_eq!(abilities.locked.contains(action), needs_code, "{action} for {actor:?}");
            let others = Matrix::STUDIO.decide(&actor, action, Ownership::Theirs, ctx.visit.now.millis());
            let own = decision.is_permit() && !others.is_permit();
            assert_eq!(abilities.own.contains(action), own, "{action} for {actor:?}");
            let on_all = others.is_permit() || others == Decision::Refuse(Why::NeedsElevation);
            assert_eq!(abilities.on_all(action), on_all, "{action} for {actor:?}");
        }
    }
}

/// The engine agrees with itself above; here it is compared with what the product's documents say.
#[test]
fn abilities_are_those_of_the_documents() {
    let test = TestStudio::new();
    let of = |ctx: &OpCtx| test.studio.abilities(ctx).unwrap();
    let people = Action::ALL.iter().filter(|action| action.origin() != Origin::System);
    assert_eq!(codes(of(&test.admin()).now), people.map(|action| action.code()).collect::<Vec<_>>());
    assert_eq!(codes(of(&test.lola()).now), OF_ARTISTS);
    let desk = test.desk();
    assert_eq!((codes(of(&desk).locked), of(&desk).now.len()), (LOCKED.to_vec(), 25));
    test.studio.elevate(&desk, &master_code()).answer.unwrap();
    assert_eq!((of(&desk).locked.len(), of(&desk).now.len()), (0, 25 + LOCKED.len()));
    for ctx in [test.admin(), test.lola(), test.operator()] {
        assert!(of(&ctx).locked.is_empty());
    }
}
