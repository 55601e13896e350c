//! Every use case with every kind of caller: done, or refused without a trace but one entry in the log.

use studio_app::{Error, NoActor, Outcome, Who};
use studio_domain::UserId;
use studio_policy::SystemRole;
use studio_testkit::picture;

use crate::acts::{ACTS, Act, Call, Expected, On};
use crate::cast::{Caller, Cast, Kind};
use crate::kit::{Witness, master_code, newest, password, since};

fn subject(cast: &Cast, on: On, nth: usize) -> (&'static str, Option<i64>) {
    match on {
        On::Studio => ("studio", None),
        On::Target => ("user", Some(cast.target.get())),
        On::Artist => ("artist", Some(cast.artist.get())),
        On::Client => ("client", Some(cast.client.get())),
        On::Spare => ("client", Some(cast.spare(nth).get())),
        On::Item => ("portfolio_item", Some(cast.item.get())),
        On::SpareItem => ("portfolio_item", Some(cast.spare_item(nth).get())),
        On::RemovedItem => ("portfolio_item", Some(cast.removed_item(nth).get())),
        On::Appointment => ("appointment", Some(cast.appointment.get())),
        On::Booked => ("appointment", Some(cast.booked(nth).get())),
        On::NewUser => ("user", None),
        On::Service => ("service", Some(cast.planning.service.get())),
        On::Block => ("block", Some(cast.planning.block.get())),
        On::Made(kind) => (kind, None),
        On::Coming => ("appointment", Some(cast.planning.coming(nth).get())),
    }
}

/// Whom the log names for a caller.
fn actor(cast: &Cast, caller: &Caller) -> (&'static str, Option<i64>) {
    let person = |name| ("person", Some(cast.test.user(name).get()));
    match caller.kind {
        Kind::Admin => person("marta"),
        Kind::Desk | Kind::Elevated | Kind::Expired => person("recepcion"),
        Kind::Owner => person("lola"),
        Kind::Other => person("bruno"),
        Kind::Operator => ("operator", None),
        Kind::Housekeeping => ("housekeeping", None),
    }
}

fn call(cast: &Cast, act: &Act, caller: &Caller, nth: usize) -> Result<(), Error> {
    (act.run)(&Call { studio: &cast.test.studio, ctx: &caller.ctx, cast, nth })
}

/// The calls of the table whose expectation fits.
fn calls(cast: &Cast, fits: impl Fn(Expected) -> bool) -> impl Iterator<Item = (usize, &Act, &Caller)> {
    let all = ACTS.iter().flat_map(|act| cast.callers.iter().map(move |caller| (act, caller)));
    let of_kind = all.filter(move |(act, caller)| fits(act.by.expects(caller.kind)));
    of_kind.enumerate().map(|(nth, (act, caller))| (nth, act, caller))
}

#[test]
fn what_the_matrix_refuses_changes_nothing_and_leaves_one_entry() {
    let cast = Cast::assemble();
    let eye = cast.caller(Kind::Admin).ctx.clone();
    let witness = Witness::of(&cast.test, &eye);
    let before = witness.sees();
    let mut refused = 0;
    for (nth, act, caller) in calls(&cast, |expected| matches!(expected, Expected::Refused(_))) {
        let at = format!("{} by {}", act.name, caller.name);
        let Expected::Refused(reason) = act.by.expects(caller.kind) else { unreachable!() };
        let seq = newest(&cast.test);
        match call(&cast, act, caller, nth) {
            Err(Error::Refused { action, why }) => {
                assert_eq!((action.code(), why.code()), (act.action, reason), "{at}");
            }
            other => panic!("{at}: expected a refusal, got {other:?}"),
        }
        let entries = since(&cast.test, seq);
        assert_eq!(entries.len(), 1, "{at}: {entries:?}");
        let entry = &entries[0];
        let (kind, user) = actor(&cast, caller);
        assert_eq!(
            (entry.outcome, entry.action.as_str(), entry.reason.as_str(), entry.detail.as_str()),
            (Outcome::Refused, act.action, reason, ""),
            "{at}"
        );
        assert_eq!((entry.actor.as_str(), entry.user.map(UserId::get)), (kind, user), "{at}");
        assert_eq!((entry.subject_kind.as_str(), entry.subject_id), subject(&cast, act.on, nth), "{at}");
        assert_eq!(entry.elevation, caller.elevation.map(|card| card.id), "{at}");
        assert_eq!(entry.session.map(Who::Session).unwrap_or(caller.ctx.who), caller.ctx.who, "{at}");
        assert_eq!(entry.request_id, caller.ctx.visit.request_id, "{at}");
        assert_eq!(witness.sees(), before, "{at} changed something");
        refused += 1;
    }
    // Twenty-four acts of admins to six callers, three of the operator to eight, the owner's to five, fourteen of the desk with the code
    // to five, forty-four of the desk and the owner to two, the ten that ask for the code later to three, the thirty-five of all
    // people to housekeeping, six of admins and housekeeping to five, the photo's three to four, and the two of upkeep to all seven people.
    // Of the agenda's planning: five acts of admins to six, nine of the desk and the owner to two, one of the desk to three, ten to
    // housekeeping.
    // Of portfolios: eleven acts of admins and the owner to five, seven of all people to housekeeping.
    let portfolios = 11 * 5 + 7;
    let planning = 5 * 6 + 9 * 2 + 3 + 10;
    assert_eq!(
        refused,
        24 * 6 + 3 * 8 + 5 + 14 * 5 + 44 * 2 + 10 * 3 + 35 + 6 * 5 + 3 * 4 + 2 * 7 + planning + portfolios
    );
}

#[test]
fn what_the_matrix_allows_is_done_and_leaves_its_entries() {
    let cast = Cast::assemble();
    let operator = cast.test.operator();
    let eye = cast.caller(Kind::Admin).ctx.clone();
    let witness = Witness::of(&cast.test, &eye);
    for (nth, act, caller) in calls(&cast, |expected| expected == Expected::Done) {
        let at = format!("{} by {}", act.name, caller.name);
        if act.name == "remove_client_photo" {
            let owner = &cast.caller(Kind::Owner).ctx;
            cast.test.studio.set_client_photo(owner, cast.client, picture(40, 40, 0)).unwrap();
        }
        if act.name == "remove_user_photo" {
            cast.test.studio.set_user_photo(&operator, cast.target, picture(40, 40, 0)).unwrap();
        }
        if act.name == "reopen_appointment" {
            cast.test.studio.miss_appointment(&operator, cast.booked(nth), None).unwrap();
        }
        if act.name == "add_usual_services" {
            // What is on the list already is not added again.
            for card in cast.test.studio.services(&operator, false).unwrap().items {
                if card.name.starts_with("Consult") {
                    cast.test.studio.archive_service(&operator, card.id, true, None).unwrap();
                }
            }
        }
        if act.name == "notice_blocks" {
            cast.test.studio.notice_blocks(&operator, None, None).unwrap();
        }
        let (before, seq) = (witness.sees(), newest(&cast.test));
        call(&cast, act, caller, nth).unwrap_or_else(|error| panic!("{at}: {error}"));
        let entries = since(&cast.test, seq);
        assert_eq!(entries.len(), act.leaves.len(), "{at}: {entries:?}");
        for (entry, (action, on)) in entries.iter().zip(act.leaves) {
            assert_eq!((entry.outcome, entry.action.as_str()), (Outcome::Done, *action), "{at}");
            let (kind, id) = subject(&cast, *on, nth);
            assert_eq!(entry.subject_kind, kind, "{at}");
            assert!(
                matches!(on, On::NewUser | On::Made(_)) || entry.subject_id == id,
                "{at}: {:?}",
                entry.subject_id
            );
            let (kind, user) = actor(&cast, caller);
            assert_eq!((entry.actor.as_str(), entry.user.map(UserId::get)), (kind, user), "{at}");
            // What goes before it is granted by an action of its own.
            if *action == act.action {
                assert_eq!(entry.reason, act.by.because(caller.kind), "{at}");
            }
            assert_eq!(entry.elevation, caller.elevation.map(|card| card.id), "{at}");
        }
        // What was attached for it is away again. An invitation is seen by nobody but its holder; reading a screening and an export are logged without changing anything; and
        // whichever key seals them, answers are the same.
        let unseen = matches!(
            act.name,
            "detach_from_appointment"
                | "invite"
                | "screenings"
                | "accept_key_loss"
                | "write_clients"
                | "write_agenda"
                | "remove_block"
        ) || act.name.starts_with("export_")
            || act.name.ends_with("_keys");
        let shows = !act.leaves.is_empty() && !unseen;
        // What is put in order, marked or set may stand so already.
        let repeats = matches!(act.name, "order_portfolio" | "change_portfolio_items" | "set_portfolio_page");
        assert!(repeats || (witness.sees() != before) == shows, "{at}");
        // What the next caller is to change is put back.
        let studio = &cast.test.studio;
        match act.name {
            "toggle_user" => studio.toggle_user(&operator, cast.target, true, None).map(drop).unwrap(),
            "toggle_artist" => studio.toggle_artist(&operator, cast.artist, true, None).map(drop).unwrap(),
            "clear_code" => studio.set_code(&operator, &master_code()).map(drop).unwrap(),
            "set_client_photo" => studio.remove_client_photo(&operator, cast.client).unwrap(),
            _ => {}
        }
        if matches!(act.name, "toggle_user" | "set_role" | "set_password" | "end_sessions") {
            studio.set_password(&operator, cast.target, &password()).unwrap();
            let _again = cast.test.sign_in("target");
        }
    }
}

#[test]
fn only_the_operator_sets_a_password_and_only_authors_correct() {
    let cast = Cast::assemble();
    let eye = cast.caller(Kind::Admin).ctx.clone();
    let witness = Witness::of(&cast.test, &eye);
    let before = witness.sees();
    let mut ruled = 0;
    for (nth, act, caller) in calls(&cast, |expected| matches!(expected, Expected::Rule(_))) {
        let answer = call(&cast, act, caller, nth);
        assert_eq!(Expected::Rule(answer.unwrap_err().code()), act.by.expects(caller.kind), "{}", act.name);
        assert_eq!(witness.sees(), before, "{} by {}", act.name, caller.name);
        ruled += 1;
    }
    assert_eq!(ruled, 5);
}

#[test]
fn nobody_does_nothing_and_leaves_nothing() {
    let cast = Cast::assemble();
    let eye = cast.caller(Kind::Admin).ctx.clone();
    let witness = Witness::of(&cast.test, &eye);
    let (before, seq) = (witness.sees(), newest(&cast.test));
    for (name, ctx, why) in &cast.nobodies {
        for act in ACTS {
            let answer = (act.run)(&Call { studio: &cast.test.studio, ctx, cast: &cast, nth: 0 });
            match answer {
                Err(Error::NoActor(found)) if found == *why => {}
                other => panic!("{} by {name}: expected {why:?}, got {other:?}", act.name),
            }
        }
    }
    assert_eq!(since(&cast.test, seq), []);
    assert_eq!(witness.sees(), before);
}

/// So a refusal, which differs from *not found*, tells nobody of a row that he could not see anyway.
#[test]
fn whoever_is_refused_a_row_may_see_that_row() {
    let cast = Cast::assemble();
    let people = || cast.callers.iter().filter(|caller| caller.kind != Kind::Housekeeping);
    for caller in people() {
        cast.test.studio.user(&caller.ctx, cast.target).unwrap();
        cast.test.studio.artist(&caller.ctx, cast.artist).unwrap();
        cast.test.studio.client(&caller.ctx, cast.client).unwrap();
    }
}

#[test]
fn the_setup_actor_ends_with_the_first_start() {
    let cast = Cast::assemble();
    let ctx = cast.test.visit().by(Who::System(SystemRole::Setup));
    let answer = cast.test.studio.set_code(&ctx, &studio_app::Secret::from("cinco-tintas"));
    assert!(matches!(answer, Err(Error::NoActor(NoActor::SetUp))), "{answer:?}");
}
