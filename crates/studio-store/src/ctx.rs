//! Who asks, when, from where: the context without which nothing can be read or written.

use std::net::IpAddr;

use studio_domain::{SessionId, Timestamp, UserId};
use studio_policy::SystemRole;

/// One visit of the program by a person or by a task of the program: the moment, the way in and the request's number.
///
/// The moment is read once at the edge, so that one request sees one *now*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The moment of the request.
    pub now: Timestamp,
    /// Which door was used.
    pub origin: Origin,
    /// Shared by the error page, the log line and the audit entry.
    pub request_id: String,
}

impl Visit {
    /// The context of somebody who was recognised during this visit.
    #[must_use]
    pub fn by(&self, who: Who) -> OpCtx {
        OpCtx { who, visit: self.clone() }
    }
}

/// A [`Visit`] together with whoever acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpCtx {
    /// Who acts. It names an account or a task; what that may do is read from the file in each transaction.
    pub who: Who,
    /// When and from where.
    pub visit: Visit,
}

/// Who acts. Nobody can claim a role here: the store reads role, artist and elevation from the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// The person of a sign-in session, with the session's elevation if one is in force.
    Session(SessionId),
    /// An account that the embedding program has recognised by its own means. It never elevates.
    User(UserId),
    /// A task of the program itself, with its own column in the matrix.
    System(SystemRole),
}

/// The door through which a request came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Which interface.
    pub kind: OriginKind,
    /// Network address, where there is one.
    pub address: Option<IpAddr>,
}

impl Origin {
    /// The command line on the machine itself.
    pub const CLI: Self = Self { kind: OriginKind::Cli, address: None };
    /// A task of the program.
    pub const SYSTEM: Self = Self { kind: OriginKind::System, address: None };

    /// The address as it is stored; empty where there is none.
    #[must_use]
    pub fn address_text(&self) -> String {
        self.address.map_or_else(String::new, |address| address.to_string())
    }
}

/// Kinds of door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OriginKind {
    /// Pages in a browser.
    Web,
    /// The JSON API.
    Api,
    /// The command line.
    Cli,
    /// The program itself.
    System,
}

impl OriginKind {
    /// Stable code, as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Api => "api",
            Self::Cli => "cli",
            Self::System => "system",
        }
    }

    /// Reads a code; `None` for any other text.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Web, Self::Api, Self::Cli, Self::System].into_iter().find(|kind| kind.code() == code)
    }
}
