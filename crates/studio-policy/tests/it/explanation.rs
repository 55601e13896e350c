//! Explanations: the decision they carry, what they advise, how they read.

use studio_policy::{Action, Actor, Column, Grant, Help, Matrix, Overlay, Ownership, Profile, Role, Why};
use studio_policy::{Decision, explain};

use crate::callers::{
    ADMIN, ARTIST, ASSISTANT, ELEVATED, EXPIRED, HOUSEKEEPING, LIVE, NOW, UNLINKED, person,
};

fn text(actor: Actor, action: Action, ownership: Ownership) -> String {
    explain(&Matrix::STUDIO, &actor, action, ownership, NOW).to_string()
}

#[test]
fn permits_say_why() {
    assert_eq!(
        text(ADMIN, Action::ClientsDelete, Ownership::Unowned),
        "permitted (granted): the grant has no condition\n\
         cell: clients.delete for admin is allow\n\
         help: none needed"
    );
    assert_eq!(
        text(ARTIST, Action::ClientsNotes, Ownership::Mine),
        "permitted (owner): the row is the artist's own\n\
         cell: clients.notes for artist is own\n\
         help: none needed"
    );
    assert_eq!(
        text(ELEVATED, Action::ClientsDelete, Ownership::Theirs),
        "permitted (elevated): the master code was entered and is still in force\n\
         cell: clients.delete for assistant is locked\n\
         help: none needed"
    );
}

#[test]
fn refusals_say_why_and_what_helps() {
    assert_eq!(
        text(ASSISTANT, Action::ClientsDelete, Ownership::Unowned),
        "refused (needs_elevation): it needs the master code\n\
         cell: clients.delete for assistant is locked\n\
         help: enter the master code"
    );
    assert_eq!(
        text(EXPIRED, Action::ClientsDelete, Ownership::Unowned),
        "refused (needs_elevation): it needs the master code, and the last elevation is over\n\
         cell: clients.delete for assistant is locked\n\
         help: enter the master code"
    );
    assert_eq!(
        text(ARTIST, Action::PortfolioEdit, Ownership::Theirs),
        "refused (not_owner): it is granted on own rows only, and this one is another artist's\n\
         cell: portfolio.edit for artist is own\n\
         help: ask the artist who owns it, admin"
    );
    assert_eq!(
        text(ARTIST, Action::ReportsView, Ownership::Unowned),
        "refused (not_owner): it is granted on own rows only, and this one is nobody's own\n\
         cell: reports.view for artist is own\n\
         help: ask admin, assistant"
    );
    assert_eq!(
        text(UNLINKED, Action::ClientsNotes, Ownership::Unowned),
        "refused (not_linked): it is granted on own rows only, and the account has no artist profile\n\
         cell: clients.notes for artist is own\n\
         help: an admin can link the account to an artist profile"
    );
    assert_eq!(
        text(ARTIST, Action::ClientsEdit, Ownership::Mine),
        "refused (no_grant): it is not granted to this role\n\
         cell: clients.edit for artist is deny\n\
         help: ask admin, assistant (with the master code)"
    );
    assert_eq!(
        text(ASSISTANT, Action::PortfolioEdit, Ownership::Theirs),
        "refused (no_grant): it is not granted to this role\n\
         cell: portfolio.edit for assistant is deny\n\
         help: ask admin, artist (on own rows)"
    );
    assert_eq!(
        text(ADMIN, Action::SystemMigrate, Ownership::Unowned),
        "refused (no_grant): it is not granted to this role\n\
         cell: system.migrate for admin is deny\n\
         help: only the operator of the program can do this"
    );
}

/// Whoever is advised to ask somebody can be helped by one of them; nobody is sent to the wrong door.
#[test]
fn help_always_helps() {
    for matrix in [Matrix::STUDIO, Profile::CLIENT_PAGE.matrix()] {
        for action in Action::ALL {
            for actor in [ADMIN, ASSISTANT, EXPIRED, ELEVATED, ARTIST, UNLINKED, HOUSEKEEPING] {
                for ownership in Ownership::ALL {
                    let said = explain(&matrix, &actor, *action, *ownership, NOW);
                    assert_eq!(said.decision, matrix.decide(&actor, *action, *ownership, NOW));
                    assert_eq!(said.column, actor.column());
                    assert_eq!(said.grant, matrix.grant(said.column, *action));
                    let after = |actor: Actor, on| matrix.decide(&actor, *action, on, NOW).is_permit();
                    let helped = match said.help {
                        Help::Nothing => said.decision.is_permit(),
                        Help::EnterCode => after(person(Role::Assistant, false, LIVE), *ownership),
                        Help::LinkProfile => after(ARTIST, Ownership::Mine),
                        Help::AskOwner => *ownership == Ownership::Theirs && after(ARTIST, Ownership::Mine),
                        Help::AskOther => said.others().next().is_some(),
                        Help::OperatorOnly => Role::ALL.iter().all(|role| {
                            let refuse = Decision::Refuse(Why::NoGrant);
                            matrix.decide(&person(*role, true, LIVE), *action, Ownership::Mine, NOW) == refuse
                        }),
                    };
                    assert!(helped, "{actor:?} {action} {ownership}: {}", said.help);
                    let curable = matches!(said.decision, Decision::Refuse(why) if why.curable());
                    assert_eq!(curable, said.help == Help::EnterCode);
                }
            }
        }
    }
}

/// Under a matrix of one's own nobody may be left to ask; then nobody is named.
#[test]
fn where_nobody_can_help_the_operator_is_named() {
    let none = |column, grant| Overlay { action: Action::ReportsView, column, grant };
    let overlays = [none(Column::Admin, Grant::Deny), none(Column::Assistant, Grant::Deny)];
    let matrix = Matrix::STUDIO.with(&overlays).unwrap();
    let said = explain(&matrix, &ARTIST, Action::ReportsView, Ownership::Unowned, NOW);
    assert_eq!((said.help, said.others().count()), (Help::OperatorOnly, 0));
    let said = explain(&matrix, &ARTIST, Action::ReportsView, Ownership::Theirs, NOW);
    assert!(said.to_string().ends_with("\nhelp: ask the artist who owns it"), "{said}");
}

#[test]
fn others_leave_out_oneself_and_the_system() {
    let said = explain(&Matrix::STUDIO, &ARTIST, Action::ClientsEdit, Ownership::Mine, NOW);
    let others: Vec<_> = said.others().collect();
    assert_eq!(others, [(Column::Admin, Grant::Allow), (Column::Assistant, Grant::Locked)]);
    let said = explain(&Matrix::STUDIO, &ASSISTANT, Action::PortfolioEdit, Ownership::Unowned, NOW);
    assert_eq!(said.others().collect::<Vec<_>>(), [(Column::Admin, Grant::Allow)]);
}
