//! A search that reaches its bounds answers short pages, and all pages together what an unbounded one answers.

use std::collections::BTreeSet;

use studio_domain::{ArtistId, ClientSort, ClientStatus, Order, needles};

use super::kit::{ARTIST, Filled};
use crate::clients::list::page::{Reach, page};
use crate::clients::list::{ClientPage, ClientQuery};
use crate::guard::Rows;

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

/// A walk looks at so many rows of a side and no more, and says where it stopped.
#[test]
fn a_walk_stops_at_its_bound() {
    let mut file = Filled::with(100);
    let query =
        ClientQuery { needles: needles("zz"), sort: ClientSort::Registered, ..ClientQuery::default() };
    // 14 of 100 are archived.
    for (status, rows, look, expected) in [
        (Some(ClientStatus::Active), Rows::All, 10, 9),
        (Some(ClientStatus::Active), Rows::All, 86, 2),
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
