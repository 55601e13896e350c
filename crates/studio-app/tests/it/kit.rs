//! What the tests share: reading the log, looking at everything there is, telling errors apart.

use std::fmt::Debug;
use std::net::IpAddr;
use std::time::Duration;

use studio_app::{
    AppointmentFilter, ArtistFilter, AuditEntry, AuditFilter, ClientFilter, Error, Folder, OpCtx, Origin,
    OriginKind, Outcome, Page, PortfolioFilter, Result, Secret, UserFilter, Visit, Who,
};
use studio_domain::SessionId;
use studio_store::Store;
use studio_testkit::{CODE, PASSWORD, TestStudio};

pub(crate) const SECOND: Duration = Duration::from_secs(1);
pub(crate) const MINUTE: Duration = Duration::from_secs(60);
pub(crate) const HOUR: Duration = Duration::from_secs(60 * 60);
pub(crate) const DAY: Duration = Duration::from_secs(24 * 60 * 60);
pub(crate) const TICK: Duration = Duration::from_millis(1);
/// Time after which a failed try is answered.
pub(crate) const HALF: Duration = Duration::from_millis(500);

/// What is wrong, and in which fields: in the order of the form.
pub(crate) fn mistakes<T: Debug>(answer: Result<T>) -> Vec<(&'static str, &'static str)> {
    match answer.expect_err("the input is wrong") {
        Error::Invalid(all) => all.iter().map(|invalid| (invalid.field, invalid.rule.code())).collect(),
        other => panic!("expected invalid input, got: {other}"),
    }
}

/// The stable code of the error.
pub(crate) fn code<T: Debug>(answer: Result<T>) -> &'static str {
    answer.expect_err("an error").code()
}

/// Typed text for an input that may be left out.
pub(crate) fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(crate) fn password() -> Secret {
    Secret::from(PASSWORD)
}

pub(crate) fn master_code() -> Secret {
    Secret::from(CODE)
}

/// A visit now, from a browser at the last number of a private network.
pub(crate) fn from(test: &TestStudio, last: u8) -> Visit {
    let address = Some(IpAddr::from([192, 168, 0, last]));
    test.studio.visit(Origin { kind: OriginKind::Web, address }).unwrap()
}

/// Everything the log holds, oldest first.
pub(crate) fn log(test: &TestStudio) -> Vec<AuditEntry> {
    since(test, 0)
}

/// What the log holds behind an entry, oldest first.
pub(crate) fn since(test: &TestStudio, seq: i64) -> Vec<AuditEntry> {
    let (operator, mut filter) = (test.operator(), AuditFilter::default());
    let mut all = Vec::new();
    loop {
        let page = test.studio.audit(&operator, &filter).unwrap();
        let reached = page.items.iter().any(|entry| entry.seq <= seq);
        filter.before = page.items.last().map(|entry| entry.seq);
        all.extend(page.items.into_iter().filter(|entry| entry.seq > seq));
        if reached || !page.more {
            all.reverse();
            return all;
        }
    }
}

/// Number of the newest entry.
pub(crate) fn newest(test: &TestStudio) -> i64 {
    let page = test.studio.audit(&test.operator(), &AuditFilter::default()).unwrap();
    page.items.first().map_or(0, |entry| entry.seq)
}

/// What a call left in the log: action, kind and id of its subject, outcome and reason of each entry.
pub(crate) type Left = (String, String, Option<i64>, Outcome, String);

pub(crate) fn left(test: &TestStudio, seq: i64) -> Vec<Left> {
    since(test, seq)
        .into_iter()
        .map(|entry| (entry.action, entry.subject_kind, entry.subject_id, entry.outcome, entry.reason))
        .collect()
}

/// An entry as [`left`] gives it.
pub(crate) fn entry(
    action: &str,
    kind: &str,
    id: impl Into<Option<i64>>,
    outcome: Outcome,
    reason: &str,
) -> Left {
    (action.to_owned(), kind.to_owned(), id.into(), outcome, reason.to_owned())
}

/// Session of somebody who signed in.
pub(crate) fn session_of(ctx: &OpCtx) -> SessionId {
    match ctx.who {
        Who::Session(session) => session,
        other => panic!("{other:?} has no session"),
    }
}

/// Sees everything that a use case could change, password and code hashes included, so that *nothing changed* can be said.
pub(crate) struct Witness<'t> {
    test: &'t TestStudio,
    store: Store,
    eye: OpCtx,
}

impl<'t> Witness<'t> {
    /// The hash of the master code is shown to sessions only: `eye` is a session that lasts through the test.
    pub(crate) fn of(test: &'t TestStudio, eye: &OpCtx) -> Self {
        let store = Store::open(&Folder::at(test.path()).database()).unwrap();
        Self { test, store, eye: eye.clone() }
    }

    /// Everything, one text for each thing.
    pub(crate) fn sees(&self) -> Vec<String> {
        let (studio, operator) = (&self.test.studio, self.test.operator());
        let mut all = vec![
            format!("{:?}", studio.face().unwrap()),
            format!("{:?}", studio.code_set_at(&operator).unwrap()),
            format!("code {}", self.code_hash()),
        ];
        let mut users = UserFilter::default();
        loop {
            let Page { items, more } = studio.users(&operator, &users).unwrap();
            for card in &items {
                all.push(format!("{:?}", studio.user(&operator, card.id).unwrap()));
                all.push(format!("{} password {}", card.id, self.password_hash(Who::User(card.id))));
                for session in studio.sessions(&operator, card.id).unwrap() {
                    let visit = self.test.visit();
                    let elevation = studio.elevation(&visit.by(Who::Session(session.id))).unwrap();
                    all.push(format!("{session:?} {:?}", elevation.now));
                }
            }
            users.after = items.last().map(|card| studio_domain::UserName::key_of(&card.user_name));
            if !more {
                break;
            }
        }
        let mut artists = ArtistFilter::default();
        loop {
            let Page { items, more } = studio.artists(&operator, &artists).unwrap();
            for card in &items {
                all.push(format!("{:?}", studio.artist(&operator, card.id).unwrap()));
                all.push(format!("{:?}", studio.portfolio_page(&operator, card.id).unwrap()));
                let arranged = PortfolioFilter {
                    artist: card.id.to_string(),
                    limit: Some(200),
                    ..PortfolioFilter::default()
                };
                let pieces = studio.portfolio(&operator, &arranged).unwrap().items;
                all.push(format!("{:?}", pieces.iter().map(|piece| piece.id).collect::<Vec<_>>()));
            }
            artists.after = items.last().map(studio_app::ArtistCard::cursor);
            if !more {
                break;
            }
        }
        let mut clients = ClientFilter { status: "all".to_owned(), ..ClientFilter::default() };
        loop {
            let list = studio.clients(&operator, &clients).unwrap();
            for row in &list.items {
                all.push(format!("{row:?} {:?}", studio.client(&operator, row.id).unwrap()));
                all.push(format!("{:?}", studio.notes(&operator, row.id, None).unwrap()));
                all.push(format!("{:?}", studio.corrections(&operator, row.id).unwrap()));
                all.push(format!("{:?}", studio.consent_sheet(&operator, row.id).unwrap()));
                all.push(format!(
                    "{:?}",
                    studio.client_gallery(&operator, row.id, &Default::default()).unwrap()
                ));
            }
            match list.next_cursor {
                Some(next) => clients.cursor = next,
                None => break,
            }
        }
        let mut appointments = AppointmentFilter { limit: Some(200), ..AppointmentFilter::default() };
        loop {
            let list = studio.appointments(&operator, &appointments).unwrap();
            all.extend(list.items.iter().map(|card| format!("{card:?}")));
            match list.next_cursor {
                Some(next) => appointments.cursor = next,
                None => break,
            }
        }
        for removed in [false, true] {
            let filter = PortfolioFilter { removed, limit: Some(200), ..PortfolioFilter::default() };
            // Of a stack the cover stands in the list.
            for piece in studio.portfolio(&operator, &filter).unwrap().items {
                let whole = studio.portfolio_item(&operator, piece.id);
                all.push(format!("{piece:?} {whole:?}"));
            }
        }
        all.push(format!("{:?}", studio.consent_texts(&operator).unwrap()));
        all.extend(crate::planning::seen(self.test));
        // Counted, not read: a reading would be in the log.
        let keys = studio.keys(&operator).unwrap();
        all.push(format!("{} screenings", keys.iter().map(|key| key.screenings).sum::<usize>()));
        all.extend(studio.settings(&operator).unwrap().iter().map(|row| format!("{row:?}")));
        all
    }

    /// The stored hash of somebody's password; a person who is switched off can't be asked.
    pub(crate) fn password_hash(&self, who: Who) -> String {
        let read = self.store.read(&self.test.visit().by(who), |tx| {
            let me = tx.me()?;
            tx.my_password_hash(&me)
        });
        format!("{read:?}")
    }

    /// The stored hash of the master code, taken from a try that is taken back.
    pub(crate) fn code_hash(&self) -> String {
        let tried = self.store.write::<(), Peek, _>(&self.test.now(&self.eye), |tx| {
            let me = tx.me()?;
            let tried = tx.try_code(&me)?;
            Err(Peek(tried.hash))
        });
        tried.map_or_else(|Peek(found)| found, |()| unreachable!())
    }
}

/// Carries something out of a write that is to be taken back.
struct Peek(String);

impl From<studio_store::Error> for Peek {
    fn from(error: studio_store::Error) -> Self {
        Self(error.to_string())
    }
}
