//! A search that reaches its bounds answers short pages, and all pages together what an unbounded one answers.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeSet;

use diesel::prelude::*;
use proptest::option;
use proptest::prelude::{any, prop_assert_eq};
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use studio_domain::{ArtistId, ClientSort, ClientStatus, Order, needles};

use super::kit::{ARTIST, Filled};
use crate::clients::list::page::{Reach, page};
use crate::clients::list::{ClientPage, ClientQuery};
use crate::guard::Rows;
use crate::schema::client_index;

/// Finds everything in one go.
const FAR: Reach = Reach { finds: 2_000, look: usize::MAX };

/// All pages, one after the other.
fn pages(file: &mut Filled, query: &ClientQuery, rows: Rows, reach: Reach) -> Vec<ClientPage> {
    let mut query = query.clone();
    let mut all = Vec::new();
    loop {
        let found = page(&mut file.conn, &query, rows, reach).unwrap();
        assert!(found.items.len() <= query.limit);
        assert!(found.next.is_none() || found.next != query.after, "a page that leads to itself");
        query.after.clone_from(&found.next);
        let ended = found.next.is_none();
        all.push(found);
        assert!(all.len() < 5_000, "no end");
        if ended {
            return all;
        }
    }
}

fn ids(pages: &[ClientPage]) -> Vec<i64> {
    pages.iter().flat_map(|page| page.items.iter().map(|row| row.id.get())).collect()
}

fn views(q: &str) -> Vec<(ClientQuery, Rows)> {
    let mut views = Vec::new();
    for sort in ClientSort::ALL {
        for order in Order::ALL {
            for status in [Some(ClientStatus::Active), Some(ClientStatus::Archived), None] {
                for (artist, upcoming, rows) in [
                    (None, false, Rows::All),
                    (Some(ArtistId::new(2)), false, Rows::All),
                    (None, true, Rows::Of(ARTIST)),
                ] {
                    let query = ClientQuery {
                        needles: needles(q),
                        sort: *sort,
                        order: *order,
                        status,
                        artist,
                        upcoming,
                        ..ClientQuery::default()
                    };
                    views.push((query, rows));
                }
            }
        }
    }
    views
}

/// `client` stands in every record, `client c` in some, `in` in every one too but is too short for the full-text index.
#[test]
fn however_near_the_bounds_all_pages_are_the_whole() {
    let mut file = Filled::with(80);
    for q in ["client", "client c", "in", "e 1", "ink_17 client", "nobody", "zz"] {
        for (query, rows) in views(q) {
            let whole = ids(&pages(&mut file, &query, rows, FAR));
            let distinct: BTreeSet<i64> = whole.iter().copied().collect();
            assert_eq!(distinct.len(), whole.len(), "{query:?}");
            for (finds, look, limit) in [(0, 7, 50), (3, 30, 4), (0, 1, 3), (10, 25, 200)] {
                let query = ClientQuery { limit, ..query.clone() };
                let found = ids(&pages(&mut file, &query, rows, Reach { finds, look }));
                assert_eq!(found, whole, "{q}: finds {finds}, look {look}, {query:?}");
            }
        }
    }
}

#[test]
fn more_finds_than_are_sorted_here_are_walked_for() {
    let mut file = Filled::with(60);
    let query = ClientQuery { needles: needles("client"), status: None, ..ClientQuery::default() };
    let walks = |file: &mut Filled, finds| {
        let statements = file.statements(|conn| {
            page(conn, &query, Rows::All, Reach { finds, look: 1_000 }).unwrap();
        });
        let walks = statements.iter().filter(|sql| sql.contains("ORDER BY")).count();
        let sorts =
            statements.iter().filter(|sql| sql.contains("search_text") && sql.contains(" IN (")).count();
        (walks, sorts)
    };
    assert_eq!(walks(&mut file, 60), (0, 1), "60 finds of 60 are sorted");
    assert_eq!(walks(&mut file, 59), (2, 0), "60 finds of 59 are walked for, on both sides");
}

/// A walk looks at so many rows of a side and no more, and says where it stopped; unless those were all.
#[test]
fn a_walk_stops_at_its_bound() {
    let mut file = Filled::with(100);
    let query =
        ClientQuery { needles: needles("zz"), sort: ClientSort::Registered, ..ClientQuery::default() };
    // 14 of 100 are archived.
    for (status, rows, look, expected) in [
        (Some(ClientStatus::Active), Rows::All, 10, 9),
        (Some(ClientStatus::Active), Rows::All, 85, 2),
        (Some(ClientStatus::Active), Rows::All, 86, 1),
        (Some(ClientStatus::Active), Rows::All, 87, 1),
        (Some(ClientStatus::Archived), Rows::All, 5, 3),
    ] {
        let query = ClientQuery { status, ..query.clone() };
        let found = pages(&mut file, &query, rows, Reach { finds: 0, look });
        assert_eq!(found.len(), expected, "{status:?} {look}");
        assert!(found.iter().all(|page| page.items.is_empty()));
    }
}

/// A page that is full tells where the next begins, even if only one more row follows; one that is just full tells nothing.
#[test]
fn a_full_page_knows_whether_more_follow() {
    let mut file = Filled::with(70);
    for (finds, q) in [(2_000, ""), (2_000, "client"), (0, "client"), (0, "in")] {
        for (limit, lengths) in
            [(60, vec![60]), (59, vec![59, 1]), (30, vec![30, 30]), (29, vec![29, 29, 2]), (61, vec![60])]
        {
            let query = ClientQuery { needles: needles(q), limit, ..ClientQuery::default() };
            let found = pages(&mut file, &query, Rows::All, Reach { finds, look: 1_000 });
            let found: Vec<usize> = found.iter().map(|page| page.items.len()).collect();
            assert_eq!(found, lengths, "{q:?} with {limit} a page");
        }
    }
}

/// 50 of 58 are active, and every one is found.
#[test]
fn a_page_of_exactly_all_hits_has_none_behind_it() {
    let mut file = Filled::with(58);
    for (q, status, limit, look, follows) in [
        ("in", Some(ClientStatus::Active), 50, 20_000, false),
        ("in", Some(ClientStatus::Active), 50, 50, false),
        ("in", Some(ClientStatus::Active), 50, 49, true),
        ("in", Some(ClientStatus::Active), 49, 50, true),
        ("in", None, 58, 20_000, false),
        ("in", None, 57, 20_000, true),
        ("zz", None, 50, 50, false),
        ("zz", None, 50, 49, true),
    ] {
        for sort in ClientSort::ALL {
            let query =
                ClientQuery { needles: needles(q), status, limit, sort: *sort, ..ClientQuery::default() };
            let found = page(&mut file.conn, &query, Rows::All, Reach { finds: 0, look }).unwrap();
            assert_eq!(found.next.is_some(), follows, "{q} by {sort}, {limit} a page, {look} looked at");
        }
    }
}

/// Every row that fits, found and sorted without the code of the list.
fn plainly(file: &mut Filled, query: &ClientQuery) -> Vec<i64> {
    type Columns = (i64, String, Option<i64>, Option<i64>, i64, String, bool, Option<i64>);
    let all: Vec<Columns> = client_index::table
        .select((
            client_index::client_id,
            client_index::name_key,
            client_index::next_at,
            client_index::last_at,
            client_index::created_at,
            client_index::search_text,
            client_index::archived,
            client_index::artist_id,
        ))
        .load(&mut file.conn)
        .unwrap();
    let mut kept: Vec<Columns> = all
        .into_iter()
        .filter(|(.., text, _, _)| query.needles.iter().all(|needle| needle.stands_in(text)))
        .filter(|(.., archived, _)| {
            query.status.is_none_or(|status| (status == ClientStatus::Archived) == *archived)
        })
        .filter(|(.., artist)| query.artist.is_none_or(|wanted| *artist == Some(wanted.get())))
        .filter(|(_, _, next, ..)| !query.upcoming || next.is_some())
        .collect();
    kept.sort_by(|a, b| {
        let dated = |a: Option<i64>, b: Option<i64>| (a.is_none().cmp(&b.is_none()), a.cmp(&b));
        let (missing, keys) = match query.sort {
            ClientSort::Name => (Ordering::Equal, a.1.cmp(&b.1)),
            ClientSort::Next => dated(a.2, b.2),
            ClientSort::Last => dated(a.3, b.3),
            ClientSort::Registered => (Ordering::Equal, a.4.cmp(&b.4)),
        };
        let turned = keys.then(a.0.cmp(&b.0));
        missing.then(if query.order == Order::Asc { turned } else { turned.reverse() })
    });
    kept.into_iter().map(|row| row.0).collect()
}

/// Whatever is asked for, however large the pages are and wherever the bounds lie: the pages one after the other are what a plain look
/// at every row finds, each row once; and where no bound was reached every page is full but the last, which is not empty.
#[test]
fn pages_of_any_view_are_the_whole() {
    let views = (
        select(vec!["", "c", "in", "1", "e 1", "ink", "client", "client d 600", "nobody", "zz"]),
        (select(ClientSort::ALL.to_vec()), select(Order::ALL.to_vec())),
        select(vec![None, Some(ClientStatus::Active), Some(ClientStatus::Archived)]),
        (option::of(1_i64..=4), any::<bool>()),
        (1_usize..=70, 1_usize..=70, 0_usize..=70),
    );
    for clients in [9, 58, 75] {
        let file = RefCell::new(Filled::with(clients));
        let cases = Config { cases: 300, failure_persistence: None, ..Config::default() };
        let run = TestRunner::new(cases).run(&views, |view| {
            let (q, (sort, order), status, (artist, upcoming), (limit, look, finds)) = view;
            let mut file = file.borrow_mut();
            let artist = artist.map(ArtistId::new);
            let needles = needles(q);
            let query = ClientQuery {
                needles,
                status,
                artist,
                upcoming,
                sort,
                order,
                limit,
                ..ClientQuery::default()
            };
            let whole = plainly(&mut file, &query);
            prop_assert_eq!(ids(&pages(&mut file, &query, Rows::All, Reach { finds, look })), &whole[..]);
            let unbounded = pages(&mut file, &query, Rows::All, Reach { finds, look: usize::MAX });
            let lengths: Vec<usize> = unbounded.iter().map(|page| page.items.len()).collect();
            let full: Vec<usize> = whole.chunks(limit).map(<[i64]>::len).collect();
            prop_assert_eq!(lengths, if full.is_empty() { vec![0] } else { full });
            Ok(())
        });
        run.unwrap_or_else(|wrong| panic!("{clients} clients: {wrong}"));
    }
}
