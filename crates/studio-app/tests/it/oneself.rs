//! The table of use cases about oneself: any signed-in person, own account only.

use studio_app::{AccountEdit, Error, NoActor, OpCtx, Result, Secret, Studio, Who};
use studio_domain::SessionId;
use studio_policy::SystemRole;
use studio_testkit::picture;

use crate::cast::{Cast, Kind};
use crate::kit::{Witness, master_code, newest, password, session_of, since};

/// What a use case about oneself needs to know whom it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Anybody who acts, the program itself as well.
    Actor,
    /// A person.
    Person,
    /// A person with a sign-in session.
    Session,
}

struct Own {
    name: &'static str,
    needs: Needs,
    run: fn(&Studio, &OpCtx) -> Result<()>,
}

fn session(ctx: &OpCtx) -> SessionId {
    match ctx.who {
        Who::Session(session) => session,
        Who::User(_) | Who::System(_) => SessionId::new(1),
    }
}

const OWN: &[Own] = &[
    Own { name: "house", needs: Needs::Actor, run: |s, ctx| s.house(ctx).map(drop) },
    Own { name: "revision", needs: Needs::Actor, run: |s, ctx| s.revision(ctx).map(drop) },
    Own { name: "abilities", needs: Needs::Actor, run: |s, ctx| s.abilities(ctx).map(drop) },
    Own { name: "code_set_at", needs: Needs::Actor, run: |s, ctx| s.code_set_at(ctx).map(drop) },
    Own { name: "frame", needs: Needs::Person, run: |s, ctx| s.frame(ctx).map(drop) },
    Own { name: "account", needs: Needs::Person, run: |s, ctx| s.account(ctx).map(drop) },
    Own {
        name: "edit_account",
        needs: Needs::Person,
        run: |s, ctx| s.edit_account(ctx, AccountEdit::default(), None).map(drop),
    },
    Own {
        name: "change_password",
        needs: Needs::Person,
        run: |s, ctx| s.change_password(ctx, &password(), &Secret::from("nobody guesses this one")),
    },
    Own {
        name: "set_my_photo",
        needs: Needs::Person,
        run: |s, ctx| s.set_my_photo(ctx, picture(40, 40, 900)).map(drop),
    },
    Own {
        name: "remove_my_photo",
        needs: Needs::Person,
        run: |s, ctx| match s.remove_my_photo(ctx) {
            Err(Error::NotFound { kind: "photo", .. }) => Ok(()),
            other => other,
        },
    },
    Own { name: "my_sessions", needs: Needs::Person, run: |s, ctx| s.my_sessions(ctx).map(drop) },
    Own { name: "elevation", needs: Needs::Person, run: |s, ctx| s.elevation(ctx).map(drop) },
    Own { name: "end_elevation", needs: Needs::Person, run: |s, ctx| s.end_elevation(ctx).map(drop) },
    Own {
        name: "end_my_other_sessions",
        needs: Needs::Person,
        run: |s, ctx| s.end_my_other_sessions(ctx).map(drop),
    },
    Own {
        name: "elevate",
        needs: Needs::Session,
        run: |s, ctx| s.elevate(ctx, &master_code()).answer.map(drop),
    },
    Own {
        name: "renew_session",
        needs: Needs::Session,
        run: |s, ctx| match s.renew_session(ctx, session(ctx)) {
            // Without a session, there is none of one's own.
            Err(Error::NotFound { .. }) => Err(Error::NoActor(NoActor::Unknown)),
            other => other,
        },
    },
    Own {
        name: "end_my_session",
        needs: Needs::Session,
        run: |s, ctx| match s.end_my_session(ctx, session(ctx)) {
            Err(Error::NotFound { .. }) => Err(Error::NoActor(NoActor::Unknown)),
            other => other,
        },
    },
    Own { name: "sign_out", needs: Needs::Session, run: Studio::sign_out },
];

/// Names of the methods in the table, for `coverage.rs`.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    OWN.iter().map(|own| own.name)
}

#[test]
fn nobody_has_an_account_of_his_own() {
    let cast = Cast::assemble();
    let eye = cast.caller(Kind::Admin).ctx.clone();
    let witness = Witness::of(&cast.test, &eye);
    let (before, seq) = (witness.sees(), newest(&cast.test));
    for (name, ctx, why) in &cast.nobodies {
        for own in OWN {
            match (own.run)(&cast.test.studio, ctx) {
                Err(Error::NoActor(found)) if found == *why => {}
                other => panic!("{} by {name}: expected {why:?}, got {other:?}", own.name),
            }
        }
    }
    assert_eq!(witness.sees(), before);
    assert_eq!(since(&cast.test, seq), []);
}

#[test]
fn the_program_itself_is_no_person() {
    let cast = Cast::assemble();
    let eye = cast.caller(Kind::Admin).ctx.clone();
    let witness = Witness::of(&cast.test, &eye);
    let (before, seq) = (witness.sees(), newest(&cast.test));
    for role in [SystemRole::Operator, SystemRole::Housekeeping] {
        let ctx = cast.test.visit().by(Who::System(role));
        for own in OWN {
            let answer = (own.run)(&cast.test.studio, &ctx);
            match (own.needs, answer) {
                (Needs::Actor, Ok(())) => {}
                (Needs::Person | Needs::Session, Err(Error::NoActor(NoActor::Unknown))) => {}
                (needs, answer) => panic!("{} by {role:?} needs {needs:?}: {answer:?}", own.name),
            }
        }
    }
    assert_eq!(witness.sees(), before);
    assert_eq!(since(&cast.test, seq), []);
}

/// An account that the embedding program has recognised by its own means has no session, and so nothing that belongs to one.
#[test]
fn an_account_without_a_session_has_what_belongs_to_the_account() {
    for own in OWN {
        let cast = Cast::assemble();
        let ctx = cast.test.visit().by(Who::User(cast.test.user("recepcion")));
        let answer = (own.run)(&cast.test.studio, &ctx);
        match (own.needs, answer) {
            (Needs::Actor | Needs::Person, Ok(())) => {}
            (Needs::Session, Err(Error::NoActor(NoActor::Unknown))) => {}
            (needs, answer) => panic!("{} needs {needs:?}: {answer:?}", own.name),
        }
    }
}

/// Everybody has these, whatever the role: there is no cell for oneself.
#[test]
fn each_person_has_them_all() {
    let cast = Cast::assemble();
    for name in ["marta", "recepcion", "lola"] {
        for own in OWN {
            let ctx = cast.test.sign_in(name);
            match ((own.run)(&cast.test.studio, &ctx), own.name, name) {
                (Ok(()), "elevate", "recepcion") => {}
                (Err(error), "elevate", _) => assert_eq!(error.code(), "elevation_for_assistants"),
                (Ok(()), "change_password", _) => {
                    let (operator, id) = (cast.test.operator(), cast.test.user(name));
                    cast.test.studio.set_password(&operator, id, &password()).unwrap();
                }
                (Ok(()), ..) => {}
                (Err(error), ..) => panic!("{} by {name}: {error}", own.name),
            }
        }
    }
}

#[test]
fn nobody_touches_a_session_of_somebody_else() {
    let cast = Cast::assemble();
    let lola = &cast.caller(Kind::Owner).ctx;
    let others = session_of(&cast.caller(Kind::Other).ctx);
    let seq = newest(&cast.test);
    for answer in [
        cast.test.studio.end_my_session(lola, others),
        cast.test.studio.renew_session(lola, others),
        cast.test.studio.end_my_session(lola, SessionId::new(9_999)),
    ] {
        let error = answer.unwrap_err();
        assert!(matches!(error, Error::NotFound { kind: "session", .. }), "{error}");
    }
    assert_eq!(since(&cast.test, seq), []);
    cast.test.studio.account(&cast.caller(Kind::Other).ctx).unwrap();
}
