//! Pages while others write: whoever stays in place is seen once, whatever comes, goes and moves around.

use std::collections::BTreeSet;
use std::time::Duration;

use studio_domain::{
    AppointmentStatus, ClientId, ClientSort, ClientStatus, Order, PersonName, Phone, Timestamp, Version,
};
use studio_store::actions::{AddClient, EditClient};
use studio_store::{
    ClientCursor, ClientEdit, ClientQuery, ClientRow, CursorKey, Error, NewClient, OpCtx, Store,
};

use super::people::{Meeting, View, everybody, importing, moved, page, town};
use crate::kit::{Chance, NOW};

fn edit(store: &Store, ctx: &OpCtx, id: ClientId, edit: ClientEdit) -> Version {
    let saved = store.write::<_, Error, _>(ctx, move |tx| {
        let scope = tx.client(id)?;
        let may = tx.authorize::<EditClient>(&scope)?;
        tx.edit_client(&may, scope.version(), &edit)
    });
    saved.unwrap()
}

pub(crate) fn rename(store: &Store, ctx: &OpCtx, id: ClientId, name: &str) -> Version {
    edit(store, ctx, id, ClientEdit { name: Some(PersonName::parse(name).unwrap()), ..ClientEdit::default() })
}

pub(crate) fn archive(store: &Store, ctx: &OpCtx, id: ClientId, archived: bool) -> Version {
    let saved = store.write::<_, Error, _>(ctx, move |tx| {
        let scope = tx.client(id)?;
        let may = tx.authorize::<EditClient>(&scope)?;
        tx.archive_client(&may, scope.version(), archived)
    });
    saved.unwrap()
}

pub(crate) fn add(store: &Store, ctx: &OpCtx, name: &str) -> ClientId {
    let (name, phone) = (PersonName::parse(name).unwrap(), Some(Phone::parse("600 000 000").unwrap()));
    let added = store.write::<_, Error, _>(ctx, move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<AddClient>(&studio)?;
        let new = NewClient { name, phone, more: ClientEdit::default(), legacy_id: None, created_at: None };
        tx.add_client(&may, &new)
    });
    added.unwrap()
}

/// Books, at a moment near now.
pub(crate) fn meet(store: &Store, id: ClientId, one: Meeting) {
    importing(store, move |tx, may| {
        tx.move_appointment(may, &moved(id, one))?;
        tx.finish_moving_in(may, &[id])
    });
}

#[test]
fn whoever_stays_in_place_is_seen_once_while_others_come_go_and_move() {
    let (file, cast, people) = town();
    let admin = cast.admin.ctx();
    let mut seed = 0;
    for (q, status) in
        [("", Some(ClientStatus::Active)), ("", None), ("an", None), ("ana", Some(ClientStatus::Active))]
    {
        for (sort, order) in
            ClientSort::ALL.iter().flat_map(|sort| Order::ALL.iter().map(move |order| (*sort, *order)))
        {
            seed += 1;
            let mut chance = Chance::seeded(seed);
            let mut query = ClientQuery {
                limit: 15,
                ..View { q: q.to_owned(), status, ..View::by(sort, order) }.query()
            };
            let before = file.read::<_, Error, _>(&admin, |tx| super::people::follow(tx, &query)).unwrap();
            let mut touched = BTreeSet::new();
            let mut seen: Vec<ClientRow> = Vec::new();
            loop {
                let found = page(&file, &admin, &query);
                seen.extend(found.items);
                query.after = found.next;
                if query.after.is_none() {
                    break;
                }
                for _ in 0..2 {
                    let id = chance.one_of(&people).id;
                    touched.insert(id);
                    match chance.within(0, 4) {
                        0 => drop(archive(&file, &admin, id, true)),
                        1 => drop(archive(&file, &admin, id, false)),
                        2 => drop(rename(
                            &file,
                            &admin,
                            id,
                            chance.one_of::<&str>(&["Aa ana", "Zz ana", "Ana María", "Mm"]),
                        )),
                        3 => drop(touched.insert(add(
                            &file,
                            &admin,
                            chance.one_of::<&str>(&["Ab ana", "Nn ana", "Zy"]),
                        ))),
                        _ => {
                            let at =
                                Timestamp::from_millis(NOW.millis() + chance.within(-20, 12) * 3_600_000);
                            let (status, artist) = (AppointmentStatus::Confirmed, cast.ana.artist());
                            meet(&file, id, Meeting { at, status, artist });
                        }
                    }
                }
            }
            let stayed = |rows: &[ClientRow]| -> Vec<ClientId> {
                rows.iter().map(|row| row.id).filter(|id| !touched.contains(id)).collect()
            };
            assert_eq!(stayed(&seen), stayed(&before), "{q:?} by {sort} {order}");
            assert!(stayed(&before).len() > 20, "too few stayed to say anything");
        }
    }
}

/// The row at which a page ended is archived, renamed away, or booked to another place: the next page goes on behind where it was.
#[test]
fn the_row_at_which_a_page_ended_may_go() {
    for (sort, order) in
        ClientSort::ALL.iter().flat_map(|sort| Order::ALL.iter().map(move |order| (*sort, *order)))
    {
        for q in ["", "an", "ana"] {
            let (file, cast, people) = town();
            let admin = cast.admin.ctx();
            let view = View {
                q: q.to_owned(),
                status: Some(ClientStatus::Active),
                limit: 8,
                ..View::by(sort, order)
            };
            let whole: Vec<ClientId> = view.of(&people, NOW).iter().map(|person| person.id).collect();
            let mut query = view.query();
            let mut seen = Vec::new();
            for turn in 0.. {
                let found = page(&file, &admin, &query);
                seen.extend(found.items.iter().map(|row| row.id));
                query.after = found.next;
                let (Some(_), Some(last)) = (&query.after, found.items.last()) else { break };
                match turn % 3 {
                    0 => drop(archive(&file, &admin, last.id, true)),
                    1 => drop(rename(&file, &admin, last.id, "ana zzz")),
                    _ => {
                        let at = NOW.plus(Duration::from_secs(30 * 86_400));
                        meet(
                            &file,
                            last.id,
                            Meeting { at, status: AppointmentStatus::Pending, artist: cast.ben.artist() },
                        );
                    }
                }
            }
            // Who was moved behind the cursor is met there again.
            let mut once: Vec<ClientId> = Vec::new();
            for id in seen {
                if !once.contains(&id) {
                    once.push(id);
                }
            }
            assert_eq!(once, whole, "{q:?} by {sort} {order}");
        }
    }
}

/// Two clients of one name and one moment are told apart by their ids, in both directions.
#[test]
fn equal_keys_are_paged_through_by_id() {
    let (file, cast, _) = town();
    let admin = cast.admin.ctx();
    let twins: Vec<ClientId> = (0..25).map(|_| add(&file, &admin, "Twin Twin")).collect();
    for sort in ClientSort::ALL {
        for order in Order::ALL {
            for limit in [1, 2, 7] {
                let view = View { q: "twin twin".to_owned(), limit, ..View::by(*sort, *order) };
                let found =
                    file.read::<_, Error, _>(&admin, |tx| super::people::follow(tx, &view.query())).unwrap();
                let mut found: Vec<ClientId> = found.iter().map(|row| row.id).collect();
                if *order == Order::Desc {
                    found.reverse();
                }
                assert_eq!(found, twins, "{sort} {order} {limit}");
            }
        }
    }
}

/// A cursor that stands where nobody is leads to whoever comes behind that place.
#[test]
fn a_cursor_needs_no_row() {
    let (file, cast, people) = town();
    let ctx = cast.desk.ctx();
    let from = |sort, order, key, id: i64| {
        let after = Some(ClientCursor { key, id: ClientId::new(id) });
        let query = ClientQuery { after, limit: 200, ..View::by(sort, order).query() };
        file.read::<_, Error, _>(&ctx, |tx| super::people::follow(tx, &query)).unwrap().len()
    };
    use {ClientSort as Sort, CursorKey as Key};
    let all = people.len();
    let dated = people.iter().filter(|person| person.next(NOW).is_some()).count();
    assert!(dated > 20 && dated < all - 20);
    assert_eq!(from(Sort::Name, Order::Asc, Key::Text(String::new()), -1), all);
    assert_eq!(from(Sort::Name, Order::Asc, Key::Text("\u{10FFFF}".to_owned()), 0), 0);
    assert_eq!(from(Sort::Name, Order::Desc, Key::Text("\u{10FFFF}".to_owned()), 0), all);
    assert_eq!(from(Sort::Next, Order::Asc, Key::At(i64::MIN), 0), all);
    assert_eq!(
        from(Sort::Next, Order::Asc, Key::At(i64::MAX), 0),
        all - dated,
        "those without a date are left"
    );
    assert_eq!(from(Sort::Next, Order::Desc, Key::At(i64::MIN), 0), all - dated);
    assert_eq!(from(Sort::Next, Order::Asc, Key::Missing, 0), all - dated);
    assert_eq!(from(Sort::Next, Order::Asc, Key::Missing, i64::MAX), 0);
    assert_eq!(from(Sort::Next, Order::Desc, Key::Missing, i64::MAX), all - dated);
    assert_eq!(from(Sort::Registered, Order::Desc, Key::At(i64::MAX), 0), all);
    assert_eq!(everybody(&file, &ctx).len(), all);
}
