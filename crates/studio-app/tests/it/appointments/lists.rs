//! Lists: exactly what was asked for, page by page, and no more than the reader may see.

use studio_app::{AppointmentFilter, BookingInput, OpCtx};

use super::kit::{House, booking};
use crate::kit::{mistakes, some};

#[expect(clippy::needless_pass_by_value, reason = "a filter is written where it is asked with")]
fn services(house: &House, ctx: &OpCtx, filter: AppointmentFilter) -> Vec<String> {
    let list = house.studio().appointments(ctx, &filter).unwrap();
    list.items
        .iter()
        .map(|card| card.details.as_ref().map_or_else(|| "?".to_owned(), |full| full.service.clone()))
        .collect()
}

fn filled() -> House {
    let house = House::new();
    let admin = house.test.admin();
    for (client, artist, at, service) in [
        (house.client, house.lola, "2026-09-22T10:00", "Rose"),
        (house.other, house.bruno, "2026-09-22T10:00", "Dragon"),
        (house.client, house.bruno, "2026-09-22T12:00", "Anchor"),
        (house.other, house.lola, "2026-09-23T10:00", "Swallow"),
        (house.client, house.lola, "2026-09-24T10:00", "Rosé wine"),
    ] {
        let input = BookingInput { service: some(service), ..booking(client, artist, at) };
        house.book(&admin, input).unwrap();
    }
    house
}

#[test]
fn filters_and_pages_are_exact() {
    let house = filled();
    let desk = house.test.desk();
    let all = ["Rose", "Dragon", "Anchor", "Swallow", "Rosé wine"];
    let ask = |filter: AppointmentFilter| services(&house, &desk, filter);
    assert_eq!(ask(AppointmentFilter::default()), all);
    let from = |from: &str, to: &str| AppointmentFilter {
        from: from.to_owned(),
        to: to.to_owned(),
        ..AppointmentFilter::default()
    };
    assert_eq!(ask(from("2026-09-22", "2026-09-22")), ["Rose", "Dragon", "Anchor"]);
    assert_eq!(ask(from("2026-09-22T10:01", "2026-09-23T10:00")), ["Anchor"]);
    assert_eq!(ask(from("2026-09-23T16:00:00Z", "")), ["Swallow", "Rosé wine"]);
    let filter = || AppointmentFilter::default();
    assert_eq!(ask(AppointmentFilter { artist: house.bruno.to_string(), ..filter() }), ["Dragon", "Anchor"]);
    assert_eq!(ask(AppointmentFilter { client: house.other.to_string(), ..filter() }), ["Dragon", "Swallow"]);
    assert_eq!(ask(AppointmentFilter { q: "rose".to_owned(), ..filter() }), ["Rose", "Rosé wine"]);
    assert_eq!(ask(AppointmentFilter { q: "client 2 drag".to_owned(), ..filter() }), ["Dragon"]);
    assert_eq!(ask(AppointmentFilter { status: "pending,completed".to_owned(), ..filter() }).len(), 5);
    assert!(ask(AppointmentFilter { status: "cancelled".to_owned(), ..filter() }).is_empty());
    for limit in 1..=6 {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let filter = AppointmentFilter { limit: Some(limit), cursor: cursor.clone(), ..filter() };
            let page = house.studio().appointments(&desk, &filter).unwrap();
            assert!(page.items.len() <= limit);
            found.extend(page.items.into_iter().map(|card| card.details.unwrap().service));
            match page.next_cursor {
                Some(next) => cursor = next,
                None => break,
            }
        }
        assert_eq!(found, all, "{limit} a page");
    }
    let wrong = AppointmentFilter {
        from: "soon".to_owned(),
        to: "2026-02-30".to_owned(),
        artist: "x".to_owned(),
        client: "0".to_owned(),
        status: "maybe".to_owned(),
        q: "x".repeat(201),
        limit: Some(0),
        cursor: "x".to_owned(),
    };
    let fields: Vec<_> =
        mistakes(house.studio().appointments(&desk, &wrong)).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["from", "to", "artist_id", "client_id", "status", "q", "limit", "cursor"]);
}

#[test]
fn an_artist_sees_and_finds_only_the_own_details() {
    let house = filled();
    let lola = house.test.lola();
    let filter = || AppointmentFilter::default();
    assert_eq!(services(&house, &lola, filter()), ["Rose", "?", "?", "Swallow", "Rosé wine"]);
    // Searching gives nothing away that looking does not.
    assert!(services(&house, &lola, AppointmentFilter { q: "dragon".to_owned(), ..filter() }).is_empty());
    assert_eq!(services(&house, &lola, AppointmentFilter { q: "client 2".to_owned(), ..filter() }).len(), 2);
}
