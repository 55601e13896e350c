//! The list: a table of appointments over any stretch of days.

use studio_app::Ability;
use studio_domain::agenda::AgendaSort;
use studio_domain::{Money, Order, Timestamp};

use super::address::{Step, View};
use super::entry::class_of;
use super::people::{colour_of, name_of};
use super::{Board, Told};
use crate::pages::{PageError, Reader};
use crate::state::App;

/// What is drawn of a list.
pub(super) struct List {
    pub(super) from: String,
    pub(super) to: String,
    /// Address, key of the words, whether it is sorted by this.
    pub(super) heads: Vec<(String, &'static str, bool)>,
    pub(super) ascending: bool,
    pub(super) rows: Vec<Line>,
    /// Whether any of them can be ticked.
    pub(super) picks: bool,
    /// Address of the next page; empty: there is none.
    pub(super) next: String,
    /// Whether this is not the first page; the address of that one.
    pub(super) first: Option<String>,
}

/// A row.
pub(super) struct Line {
    pub(super) id: i64,
    pub(super) at: Timestamp,
    pub(super) until: String,
    pub(super) client: String,
    pub(super) client_id: i64,
    pub(super) artist: String,
    pub(super) colour: &'static str,
    pub(super) service: String,
    pub(super) price: String,
    pub(super) status: &'static str,
    pub(super) word: String,
    /// Whether the reader may confirm or cancel it.
    pub(super) picks: bool,
}

const HEADS: [(AgendaSort, &str); 4] = [
    (AgendaSort::Start, "agenda-when"),
    (AgendaSort::Client, "list-client"),
    (AgendaSort::Artist, "field-artist"),
    (AgendaSort::Status, "column-status"),
];

pub(super) async fn look(app: &App, reader: &Reader, view: &View) -> Result<(Told, Board), PageError> {
    let filter = view.list_filter();
    let list = reader.act(app, move |studio, ctx| studio.agenda_list(ctx, &filter)).await?;
    let say = &reader.shell.say;
    let currency = reader.frame.house.currency();
    let people = &list.people;
    let heads = HEADS
        .iter()
        .map(|&(sort, words)| {
            let here = sort == list.sort;
            let turned = here && list.order == Order::Asc;
            let by = View {
                sort: if sort == AgendaSort::Start { String::new() } else { sort.code().to_owned() },
                order: if turned { Order::Desc.code().to_owned() } else { String::new() },
                cursor: String::new(),
                ..view.clone()
            };
            (by.address(), words, here)
        })
        .collect();
    let rows = list.items.iter().map(|one| {
        let person = people.iter().find(|person| person.id == one.artist);
        Line {
            id: one.id.get(),
            at: one.starts_at,
            until: say.time(one.ends_at),
            client: one.client.name.clone(),
            client_id: one.client.id.get(),
            artist: name_of(people, one.artist),
            colour: colour_of(people, one.artist),
            service: one.details.as_ref().map(|details| details.service.clone()).unwrap_or_default(),
            price: one
                .details
                .as_ref()
                .and_then(|details| details.price)
                .map(|price| Money::new(price, currency).to_string())
                .unwrap_or_default(),
            status: class_of(one.status),
            word: studio_text::key("appointment", one.status.code()),
            picks: one.status.is_open()
                && person.is_some_and(|person| [person.edit, person.cancel].contains(&Ability::Yes)),
        }
    });
    let rows: Vec<Line> = rows.collect();
    let days = list.to.signed_duration_since(list.from).num_days();
    let board = List {
        from: list.from.to_string(),
        to: list.to.to_string(),
        heads,
        ascending: list.order == Order::Asc,
        picks: rows.iter().any(|row| row.picks),
        rows,
        next: list.next_cursor.map(|cursor| View { cursor, ..view.clone() }.address()).unwrap_or_default(),
        first: (!view.cursor.is_empty()).then(|| View { cursor: String::new(), ..view.clone() }.address()),
    };
    let told = Told {
        date: list.from,
        today: list.today,
        title: say.days(list.from, list.to),
        people: list.people,
        span: (list.from, list.to),
        step: Step::Days(u64::try_from(days).unwrap_or_default().saturating_add(1)),
    };
    Ok((told, Board::List(board)))
}
