//! A decision with everything that led to it and what would help, for people.

use core::fmt;

use crate::{Action, Actor, Because, Column, Decision, Grant, Matrix, Ownership, Why};

coded! {
    /// What would turn a refusal into a permit.
    pub enum Help {
        /// Nothing is needed: it is permitted.
        Nothing = "nothing",
        /// Enter the master code.
        EnterCode = "enter_code",
        /// An admin links the account to an artist profile.
        LinkProfile = "link_profile",
        /// The artist who owns the row can do it, and whoever else has the action.
        AskOwner = "ask_owner",
        /// Somebody with another role can do it.
        AskOther = "ask_other",
        /// Nobody who is signed in can do it; it is work of the program or of its operator.
        OperatorOnly = "operator_only",
    }
}

/// A decision and how it came about. Every part has a code, so that it can be said in any language; as
/// text it is English, in three lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Explanation {
    /// Who asked.
    pub actor: Actor,
    /// For what.
    pub action: Action,
    /// Whose the row is.
    pub ownership: Ownership,
    /// When, in milliseconds since 1970 in UTC.
    pub now: i64,
    /// The column of the deciding cell; its row is `action`.
    pub column: Column,
    /// What the deciding cell says.
    pub grant: Grant,
    /// The answer, the same that [`Matrix::decide`] gives.
    pub decision: Decision,
    /// What would help.
    pub help: Help,
    matrix: Matrix,
}

/// Decides, and says why and what would help. `now` is in milliseconds since 1970 in UTC.
#[must_use]
pub fn explain(
    matrix: &Matrix,
    actor: &Actor,
    action: Action,
    ownership: Ownership,
    now: i64,
) -> Explanation {
    let column = actor.column();
    let decision = matrix.decide(actor, action, ownership, now);
    let grant = matrix.grant(column, action);
    let help = Help::Nothing;
    let said =
        Explanation { actor: *actor, action, ownership, now, column, grant, decision, help, matrix: *matrix };
    let help = match decision {
        Decision::Permit(_) => Help::Nothing,
        Decision::Refuse(Why::NeedsElevation) => Help::EnterCode,
        Decision::Refuse(Why::NotLinked) => Help::LinkProfile,
        Decision::Refuse(Why::NotOwner) if ownership == Ownership::Theirs => Help::AskOwner,
        Decision::Refuse(Why::NotOwner | Why::NoGrant) if said.others().next().is_some() => Help::AskOther,
        Decision::Refuse(Why::NotOwner | Why::NoGrant) => Help::OperatorOnly,
    };
    Explanation { help, ..said }
}

impl Explanation {
    /// The other roles of people that have the action, with their grants: whom to ask. An artist is among
    /// them only where a row can be an artist's own or the grant is unconditional.
    pub fn others(&self) -> impl Iterator<Item = (Column, Grant)> + use<> {
        let (mine, unowned) = (self.column, self.ownership == Ownership::Unowned);
        self.matrix
            .who(self.action)
            .filter(move |(column, _)| column.role().is_some() && *column != mine)
            .filter(move |(_, grant)| !(unowned && *grant == Grant::Own))
    }

    fn reason(&self) -> &'static str {
        match self.decision {
            Decision::Permit(Because::Granted) => "the grant has no condition",
            Decision::Permit(Because::Owner) => "the row is the artist's own",
            Decision::Permit(Because::Elevated) => "the master code was entered and is still in force",
            Decision::Refuse(Why::NoGrant) => "it is not granted to this role",
            Decision::Refuse(Why::NotLinked) => {
                "it is granted on own rows only, and the account has no artist profile"
            }
            Decision::Refuse(Why::NotOwner) => match self.ownership {
                Ownership::Mine | Ownership::Theirs => {
                    "it is granted on own rows only, and this one is another artist's"
                }
                Ownership::Unowned => "it is granted on own rows only, and this one is nobody's own",
            },
            Decision::Refuse(Why::NeedsElevation) => match self.actor {
                Actor::Person { elevation: Some(_), .. } => {
                    "it needs the master code, and the last elevation is over"
                }
                Actor::Person { elevation: None, .. } | Actor::System(_) => "it needs the master code",
            },
        }
    }

    fn write_whom(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let owner = (self.help == Help::AskOwner).then_some(("the artist who owns it", ""));
        let others = self.others().map(|(column, grant)| match grant {
            Grant::Allow | Grant::Deny => (column.code(), ""),
            Grant::Own => (column.code(), " (on own rows)"),
            Grant::Locked => (column.code(), " (with the master code)"),
        });
        for (n, (whom, condition)) in owner.into_iter().chain(others).enumerate() {
            let before = if n == 0 { "ask " } else { ", " };
            write!(out, "{before}{whom}{condition}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = if self.decision.is_permit() { "permitted" } else { "refused" };
        writeln!(out, "{answer} ({}): {}", self.decision.code(), self.reason())?;
        writeln!(out, "cell: {} for {} is {}", self.action, self.column, self.grant)?;
        out.write_str("help: ")?;
        match self.help {
            Help::Nothing => out.write_str("none needed"),
            Help::EnterCode => out.write_str("enter the master code"),
            Help::LinkProfile => out.write_str("an admin can link the account to an artist profile"),
            Help::AskOwner | Help::AskOther => self.write_whom(out),
            Help::OperatorOnly => out.write_str("only the operator of the program can do this"),
        }
    }
}
