//! The list as addresses carry it: views, cursors as text, and nothing that a cursor could be turned into.

use studio_app::{ClientFilter, ClientList, OpCtx};
use studio_domain::{AppointmentStatus, ClientId, ClientSort, Order};
use studio_testkit::TestStudio;

use super::people::{add, add_as, book, book_at, typed};
use crate::kit::{DAY, HOUR, mistakes, some};

fn by(sort: &str, order: &str) -> ClientFilter {
    ClientFilter { sort: sort.to_owned(), order: order.to_owned(), ..ClientFilter::default() }
}

fn ids(list: &ClientList) -> Vec<ClientId> {
    list.items.iter().map(|row| row.id).collect()
}

/// All pages, by the cursors that they give.
fn follow(test: &TestStudio, ctx: &OpCtx, filter: &ClientFilter) -> (Vec<ClientId>, usize) {
    let (mut found, mut pages, mut filter) = (Vec::new(), 0, filter.clone());
    loop {
        let list = test.studio.clients(ctx, &filter).unwrap();
        found.extend(ids(&list));
        pages += 1;
        match list.next_cursor {
            Some(next) => filter.cursor = next,
            None => return (found, pages),
        }
    }
}

/// Names that fold to something much longer, hold line breaks in disguise or look like parts of a cursor.
fn awkward(test: &TestStudio) -> usize {
    let long = "ﷺ".repeat(120);
    let names = [
        &long,
        &long,
        &long,
        "t\u{2028}a",
        "name asc",
        "'; --",
        "a.b=c&d",
        "刺青 刺青",
        "🖤",
        "Ana",
        "Ana",
        "ana",
    ];
    for (nth, name) in names.iter().enumerate() {
        let id = add(test, name);
        let artist = test.artist_of(if nth % 2 == 0 { "lola" } else { "bruno" });
        if nth % 3 == 0 {
            book(test, id, artist, AppointmentStatus::Pending);
            book_at(test, id, artist, AppointmentStatus::Completed, test.visit().now.minus(DAY));
        }
        test.clock.advance(HOUR / 4);
    }
    names.len()
}

#[test]
fn cursors_lead_through_every_view() {
    let test = TestStudio::new();
    let count = awkward(&test);
    let ctx = test.operator();
    for sort in ["name", "next", "last", "registered", ""] {
        for order in ["asc", "desc", ""] {
            let whole = ids(&test.studio.clients(&ctx, &by(sort, order)).unwrap());
            assert_eq!(whole.len(), count);
            for limit in [1, 2, 5, 12, 13] {
                let filter = ClientFilter { limit: Some(limit), ..by(sort, order) };
                let (found, pages) = follow(&test, &ctx, &filter);
                assert_eq!((found, pages), (whole.clone(), count.div_ceil(limit)), "{sort} {order} {limit}");
            }
        }
    }
}

#[test]
fn each_sort_has_its_usual_order() {
    let test = TestStudio::new();
    awkward(&test);
    let ctx = test.operator();
    for (sort, used, order) in [
        ("", ClientSort::Name, Order::Asc),
        ("name", ClientSort::Name, Order::Asc),
        ("next", ClientSort::Next, Order::Asc),
        ("last", ClientSort::Last, Order::Desc),
        ("registered", ClientSort::Registered, Order::Desc),
    ] {
        let list = test.studio.clients(&ctx, &by(sort, "")).unwrap();
        assert_eq!((list.sort, list.order), (used, order));
        let same = test.studio.clients(&ctx, &by(used.code(), order.code())).unwrap();
        assert_eq!(ids(&list), ids(&same));
        let turned = test.studio.clients(&ctx, &by(sort, if order == Order::Asc { "desc" } else { "asc" }));
        assert_ne!(ids(&list), ids(&turned.unwrap()));
    }
}

#[test]
fn a_cursor_is_taken_only_in_the_sort_and_order_that_gave_it() {
    let test = TestStudio::new();
    awkward(&test);
    let ctx = test.operator();
    let sorts = ["name", "next", "last", "registered"].into_iter();
    let views: Vec<_> = sorts.flat_map(|sort| [(sort, "asc"), (sort, "desc")]).collect();
    let refused = |sort, order, cursor: &str| {
        let filter = ClientFilter { cursor: cursor.to_owned(), ..by(sort, order) };
        let answer = test.studio.clients(&ctx, &filter);
        answer.is_err() && mistakes(answer) == [("cursor", "form")]
    };
    for (sort, order) in &views {
        // The second cursor stands behind the dates that are there, where a sort has missing ones.
        for limit in [2, 9] {
            let filter = ClientFilter { limit: Some(limit), ..by(sort, order) };
            let cursor = test.studio.clients(&ctx, &filter).unwrap().next_cursor.unwrap();
            for (other, turned) in views.iter().filter(|view| **view != (*sort, *order)) {
                assert!(refused(other, turned, &cursor), "{sort} {order} taken by {other} {turned}");
            }
            for broken in [&cursor[1..], &format!("{cursor}="), &format!("{cursor}*"), &cursor.to_uppercase()]
            {
                assert!(refused(sort, order, broken), "{sort} {order}: {broken}");
            }
        }
    }
    for garbage in ["x", "....", "bmFtZQ", "%00", "ñ", &"A".repeat(9_000), "eyJpZCI6MX0", "-1", "0"] {
        for (sort, order) in &views {
            assert!(refused(sort, order, garbage), "{garbage}");
        }
    }
}

#[test]
fn views_narrow_by_status_artist_and_what_lies_ahead() {
    let test = TestStudio::new();
    let (lola, bruno) = (test.artist_of("lola"), test.artist_of("bruno"));
    let (ahead, over, plain, gone) =
        (add(&test, "Ahead"), add(&test, "Over"), add(&test, "Plain"), add(&test, "Gone"));
    book(&test, ahead, lola, AppointmentStatus::Confirmed);
    book_at(&test, over, bruno, AppointmentStatus::Completed, test.visit().now.minus(DAY));
    book(&test, gone, lola, AppointmentStatus::Pending);
    let ctx = test.operator();
    test.studio.archive_client(&ctx, gone, true, None).unwrap();
    let seen = |status: &str, artist: &str, upcoming| {
        let (status, artist) = (status.to_owned(), artist.to_owned());
        ids(&test
            .studio
            .clients(&ctx, &ClientFilter { status, artist, upcoming, ..ClientFilter::default() })
            .unwrap())
    };
    let lola = lola.to_string();
    assert_eq!(seen("", "", false), [ahead, over, plain]);
    assert_eq!(seen("active", "", false), [ahead, over, plain]);
    assert_eq!(seen("archived", "", false), [gone]);
    assert_eq!(seen(" all ", "", false), [ahead, gone, over, plain]);
    assert_eq!(seen("", &lola, false), [ahead]);
    assert_eq!(seen("all", &format!(" {lola} "), false), [ahead, gone]);
    assert_eq!(seen("", &bruno.to_string(), false), [over]);
    assert_eq!(seen("", "9999", false), []);
    assert_eq!(seen("", "", true), [ahead]);
    assert_eq!(seen("all", "", true), [ahead, gone]);
    assert_eq!(seen("archived", &lola, true), [gone]);
}

#[test]
fn a_search_finds_parts_of_name_phone_email_and_handle() {
    let test = TestStudio::new();
    super::people::set(&test, "studio.country", "MX");
    let ctx = test.operator();
    let sofia = studio_app::ClientInput {
        email: some("Sofia.94@example.org"),
        instagram: some("@tinta_sofi"),
        ..typed("Sofía O'Farrill-Núñez", "55 6081 3909")
    };
    let sofia = add_as(&test, &ctx, sofia);
    let _another = add_as(&test, &ctx, typed("Bea Sol", "55 1111 2222"));
    let found = |q: &str| {
        ids(&test.studio.clients(&ctx, &ClientFilter { q: q.to_owned(), ..ClientFilter::default() }).unwrap())
    };
    for q in [
        "sofia",
        "NUNEZ sof",
        "o'farrill",
        "farrill-nu",
        "@tinta",
        "tinta_",
        "sofi",
        "94@exa",
        "6081",
        "(60) 81-39",
        "5560813909",
        "+52 55 6081",
        "í",
        "39 sofia",
    ] {
        assert_eq!(found(q), [sofia], "{q}");
    }
    for q in ["sofia bea", "60813900", "nunez-farrill zz", "+1 55 6081"] {
        assert_eq!(found(q), [], "{q}");
    }
    for q in ["", "  ", "@", "'", "so", "55"] {
        assert_eq!(found(q).len(), 2, "{q}");
    }
}
