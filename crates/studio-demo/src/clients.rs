//! The clients of the invented studio.

use std::time::Duration;

use chrono::NaiveDate;
use studio_domain::Timestamp;

use crate::chance::{Chance, Stream, wide};
use crate::consents::{Consent, consents};
use crate::demo::{DAY, Demo, Inner};
use crate::health::{Screening, answers};
use crate::names;
use crate::notes::{Note, at_desk};
use crate::people;
use crate::words::{Words, of};

const MINUTE: Duration = Duration::from_secs(60);

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Relationship.
    pub relationship: &'static str,
    /// Phone.
    pub phone: String,
}

/// A client with everything that is kept about one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Full name.
    pub name: String,
    /// Phone.
    pub phone: String,
    /// Mail address, in a domain that is nobody's.
    pub email: Option<String>,
    /// Instagram name of a form that Instagram gives to nobody.
    pub instagram: Option<String>,
    /// Street address.
    pub address: Option<String>,
    /// City.
    pub city: Option<&'static str>,
    /// State or province.
    pub state: Option<&'static str>,
    /// Gender.
    pub gender: Option<&'static str>,
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
    /// Preferred artist, by place.
    pub preferred_artist: Option<usize>,
    /// Styles.
    pub styles: Vec<&'static str>,
    /// Placements of interest.
    pub placements: Vec<&'static str>,
    /// How the studio was found.
    pub source: Option<&'static str>,
    /// More about that.
    pub source_detail: Option<String>,
    /// Whom to call in an emergency.
    pub emergency: Option<Contact>,
    /// Who answers for a minor.
    pub guardian: Option<Contact>,
    /// The line that is always seen.
    pub pinned_note: Option<&'static str>,
    /// Whether the record is archived.
    pub archived: bool,
    /// When the record was made.
    pub registered_at: Timestamp,
    /// Notes of the desk, oldest first.
    pub notes: Vec<Note>,
    /// Consents, oldest first.
    pub consents: Vec<Consent>,
    /// Health screenings, oldest first.
    pub screenings: Vec<Screening>,
}

impl Client {
    pub(crate) fn of(demo: &Inner, index: usize) -> Self {
        let plan = &demo.plan;
        let words = of(plan.language);
        let chance = &mut Chance::of(plan.seed, Stream::Client, wide(index));
        let lively = plan.is_lively();
        let facts = demo.facts(index);
        let registered_at = demo.registered_at(index);
        let name = names::whole(chance, plan.language);
        let born = chance.percent(86);
        let minor = born && chance.percent(2);
        let (city, state) = some(chance, 72, |chance| chance.pick_early(words.cities)).unzip();
        let source = some(chance, 90, |chance| chance.pick_early(&demo.sources));
        Self {
            phone: people::phone(chance, plan.language, lively),
            email: some(chance, 80, |chance| people::email(chance, &name, index)),
            instagram: some(chance, 65, |chance| people::instagram(chance, &name, index)),
            address: some(chance, 24, |chance| people::address(chance, words)),
            city,
            state,
            gender: some(chance, 45, |chance| people::gender(chance, words, name.gender)),
            birth_date: born.then(|| people::birth_date(chance, demo.calendar.today(), minor)),
            preferred_artist: some(chance, 60, |_| demo.home(index)),
            styles: some(chance, 70, |chance| chance.pick_some(&demo.styles, 3)).unwrap_or_default(),
            placements: some(chance, 60, |chance| chance.pick_some(&demo.placements, 3)).unwrap_or_default(),
            source_detail: source.and_then(|source| found(chance, demo, words, source)),
            source,
            emergency: some(chance, 30, |chance| contact(chance, demo, words.relationships)),
            guardian: some(chance, 85, |chance| contact(chance, demo, words.guardians)).filter(|_| minor),
            pinned_note: some(chance, if lively { 14 } else { 8 }, |chance| chance.pick(words.pins)),
            archived: facts.archived,
            notes: notes(chance, demo, words, registered_at),
            consents: consents(chance, facts.informed, registered_at, plan.around),
            screenings: screenings(chance, demo, words, registered_at),
            registered_at,
            name: name.full,
        }
    }
}

/// Something that so many of 100 have.
fn some<T>(chance: &mut Chance, share: u64, make: impl FnOnce(&mut Chance) -> T) -> Option<T> {
    chance.percent(share).then(|| make(chance))
}

fn contact(chance: &mut Chance, demo: &Inner, relationships: &[&'static str]) -> Contact {
    Contact {
        name: names::whole(chance, demo.plan.language).full,
        relationship: chance.pick(relationships),
        phone: people::phone(chance, demo.plan.language, demo.plan.is_lively()),
    }
}

/// What is said besides the source: by whom one was sent, or what else it was.
fn found(chance: &mut Chance, demo: &Inner, words: &Words, source: &str) -> Option<String> {
    let sent = demo.sources.get(3) == Some(&source);
    let other = demo.sources.last() == Some(&source);
    match (sent, other) {
        (true, _) => {
            let (name, _) = names::first(chance, demo.plan.language);
            Some(words.sent_by.replace("{name}", name))
        }
        (_, true) => Some(chance.pick(words.found_by).to_owned()),
        _ => None,
    }
}

/// A moment between the registration and now, in working hours; the registration itself where that was today.
fn later(chance: &mut Chance, demo: &Inner, registered: Timestamp) -> Timestamp {
    let passed = u64::try_from(demo.plan.around.since(registered).as_millis()).unwrap_or_default();
    let days = chance.below(passed / DAY);
    let date = demo.plan.zone.date(registered.plus(Duration::from_millis(days.saturating_mul(DAY))));
    let minute = u32::try_from(chance.below(9 * 60)).unwrap_or_default() + 10 * 60;
    demo.wall(date, minute).max(registered).min(demo.plan.around)
}

fn notes(chance: &mut Chance, demo: &Inner, words: &Words, registered: Timestamp) -> Vec<Note> {
    let mut notes = Vec::new();
    if !chance.percent(if demo.plan.is_lively() { 45 } else { 30 }) {
        return notes;
    }
    let mut note = |chance: &mut Chance, written_at| {
        let (style, placement) = (chance.pick_early(&demo.styles), chance.pick_early(&demo.placements));
        notes.push(Note { written_at, text: at_desk(chance, words, style, placement) });
    };
    note(chance, registered.plus(MINUTE.saturating_mul(9)));
    if demo.plan.is_lively() && chance.percent(25) {
        let written_at = later(chance, demo, registered).max(registered.plus(MINUTE.saturating_mul(10)));
        note(chance, written_at);
    }
    notes
}

fn screenings(chance: &mut Chance, demo: &Inner, words: &Words, registered: Timestamp) -> Vec<Screening> {
    let mut screenings = Vec::new();
    if chance.percent(if demo.plan.is_lively() { 72 } else { 35 }) {
        let answered_at = registered.plus(MINUTE.saturating_mul(4));
        screenings.push(Screening { answered_at, answers: answers(chance, words) });
        if chance.percent(18) {
            let answered_at = later(chance, demo, registered).max(registered.plus(MINUTE.saturating_mul(5)));
            screenings.push(Screening { answered_at, answers: answers(chance, words) });
        }
    }
    screenings
}

/// The clients of a demo in their order.
#[derive(Debug, Clone)]
pub struct Clients {
    demo: Demo,
    next: usize,
}

impl Clients {
    pub(crate) const fn of(demo: Demo) -> Self {
        Self { demo, next: 0 }
    }
}

impl Iterator for Clients {
    type Item = Client;

    fn next(&mut self) -> Option<Client> {
        let index = self.next;
        if index >= self.demo.plan().clients {
            return None;
        }
        self.next = index.saturating_add(1);
        Some(self.demo.client(index))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.demo.plan().clients.saturating_sub(self.next);
        (left, Some(left))
    }

    fn nth(&mut self, n: usize) -> Option<Client> {
        self.next = self.next.saturating_add(n);
        self.next()
    }
}

impl ExactSizeIterator for Clients {}
