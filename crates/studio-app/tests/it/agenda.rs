//! The agenda by day, week, month and list: nothing is lost, each sees what the matrix says, bad input is told.

use std::time::Duration;

use studio_app::{Ability, AgendaFilter, AgendaListFilter, ClientInput, Saving};
use studio_domain::{AppointmentStatus, ClientId, Timestamp};
use studio_testkit::{START, TestStudio, book};

use crate::kit::{mistakes, some};

fn client(test: &TestStudio, name: &str) -> ClientId {
    let input = ClientInput { name: some(name), phone: some("600 111 222"), ..ClientInput::default() };
    match test.studio.add_client(&test.operator(), input, true).unwrap() {
        Saving::Saved(id) => id,
        Saving::Likely(likely) => panic!("{likely:?}"),
    }
}

/// A time of the first day, in minutes since midnight in the studio.
fn at(minute: u64) -> Timestamp {
    START.minus(Duration::from_secs(8 * 3_600 + 800)).plus(Duration::from_secs(minute * 60))
}

fn day(date: &str) -> AgendaFilter {
    AgendaFilter { date: date.to_owned(), ..AgendaFilter::default() }
}

#[test]
fn a_day_shows_everything_in_it_side_by_side() {
    let test = TestStudio::new();
    let (lola, bruno) = (test.artist_of("lola"), test.artist_of("bruno"));
    let (ana, mia) = (client(&test, "Ana"), client(&test, "Mia"));
    let cancelled = book(&test.studio, ana, lola, AppointmentStatus::Cancelled, at(660));
    let instead = book(&test.studio, mia, lola, AppointmentStatus::Confirmed, at(660));
    let early = book(&test.studio, ana, bruno, AppointmentStatus::Pending, at(360));
    let seen = test.studio.agenda_day(&test.operator(), &AgendaFilter::default()).unwrap();
    assert_eq!(seen.date.to_string(), "2026-09-21");
    assert_eq!((seen.date, seen.grid), (seen.today, 30));
    // Stretched to 06:00 by what lies before the opening; to 21:30 as the studio closes.
    assert_eq!((seen.axis.start(), seen.axis.end()), (at(360), at(1_290)));
    assert_eq!(seen.rows, (1_290 - 360) / 5);
    assert_eq!(seen.hours.len(), 16);
    assert_eq!(seen.now, Some((8 * 60 + 13 - 360 + 2) / 5));
    let column = |id| seen.columns.iter().find(|column| column.person.id == id).unwrap();
    let places: Vec<_> = column(lola)
        .appointments
        .iter()
        .map(|one| (one.what.id, one.rows.from, one.rows.to, one.lane.place, one.lane.of))
        .collect();
    assert_eq!(places, [(cancelled, 60, 84, 0, 2), (instead, 60, 84, 1, 2)]);
    assert_eq!(column(bruno).appointments[0].what.id, early);
    assert_eq!((column(bruno).closed[0].from, column(bruno).closed[0].to), (0, 24), "before the opening");

    // Filters; an artist who was chosen stays, with or without anything to show.
    let only = |artists: String, status: &str, q: &str| {
        let filter = AgendaFilter { artists, status: status.to_owned(), q: q.to_owned(), ..day("") };
        let seen = test.studio.agenda_day(&test.operator(), &filter).unwrap();
        let all = seen.columns.iter().flat_map(|column| &column.appointments).map(|one| one.what.id);
        (seen.columns.len(), all.collect::<Vec<_>>())
    };
    assert_eq!(only(lola.to_string(), "", ""), (1, vec![cancelled, instead]));
    assert_eq!(only(format!("{lola},{bruno}"), "pending,cancelled", ""), (2, vec![early, cancelled]));
    assert_eq!(only(String::new(), "", "MIA"), (2, vec![instead]));
    assert_eq!(only(bruno.to_string(), "", "mia"), (1, vec![]));
    assert_eq!(only(String::new(), "", "blackwork").1.len(), 3, "by service");
}

#[test]
fn an_artist_sees_the_time_of_others_and_no_more() {
    let test = TestStudio::new();
    let (lola, bruno) = (test.artist_of("lola"), test.artist_of("bruno"));
    let ana = client(&test, "Ana");
    let _id = book(&test.studio, ana, lola, AppointmentStatus::Confirmed, at(660));
    for (ctx, own, theirs) in [
        (test.lola(), Some(lola), Some(bruno)),
        (test.sign_in("bruno"), Some(bruno), Some(lola)),
        (test.sign_in("recepcion"), None, None),
    ] {
        let seen = test.studio.agenda_day(&ctx, &AgendaFilter::default()).unwrap();
        let one = seen.columns.iter().flat_map(|column| &column.appointments).next().unwrap();
        assert_eq!(one.what.client.name, "Ana");
        assert_eq!(one.what.details.is_some(), theirs != Some(lola));
        for column in &seen.columns {
            let may = theirs != Some(column.person.id);
            let expected = if may { Ability::Yes } else { Ability::No };
            let person = &column.person;
            assert_eq!((person.create, person.edit, person.cancel), (expected, expected, expected));
            assert_eq!(person.mine, own == Some(person.id));
        }
        let list = test.studio.agenda_list(&ctx, &AgendaListFilter::default()).unwrap();
        assert_eq!(list.items[0].details.is_some(), theirs != Some(lola));
        let search = AgendaListFilter {
            view: AgendaFilter { q: "blackwork".to_owned(), ..day("") },
            ..AgendaListFilter::default()
        };
        let found = test.studio.agenda_list(&ctx, &search).unwrap().items.len();
        assert_eq!(found, usize::from(theirs != Some(lola)), "a search tells nothing either");
    }
}

#[test]
fn weeks_and_months_hold_each_appointment_on_its_day() {
    let test = TestStudio::new();
    let (lola, ana) = (test.artist_of("lola"), client(&test, "Ana"));
    for nth in 0..5 {
        let _id = book(&test.studio, ana, lola, AppointmentStatus::Pending, at(600 + nth * 10));
    }
    let _id = book(&test.studio, ana, lola, AppointmentStatus::Cancelled, at(700));
    // Over midnight: seen on both days of the week, counted on the first.
    let _id = book(&test.studio, ana, lola, AppointmentStatus::Confirmed, at(1_400));
    let week = test.studio.agenda_week(&test.operator(), &AgendaFilter::default()).unwrap();
    assert_eq!(week.days.iter().map(|day| day.appointments.len()).collect::<Vec<_>>(), [7, 1, 0, 0, 0, 0, 0]);
    assert_eq!(week.axis, (0, 1_440), "stretched to both sides of midnight");
    assert_eq!(week.days[0].date.to_string(), "2026-09-21");
    let widest = week.days[0].appointments.iter().map(|one| one.lane.of).max();
    assert_eq!(widest, Some(6));
    let month = test.studio.agenda_month(&test.operator(), &AgendaFilter::default()).unwrap();
    let days: Vec<_> = month.weeks.iter().flatten().collect();
    assert_eq!((days.len(), days[0].date.to_string()), (35, "2026-08-31".to_owned()));
    let busy: Vec<_> = days.iter().filter(|day| !day.first.is_empty()).collect();
    assert_eq!(busy.len(), 1);
    assert_eq!((busy[0].count, busy[0].pending, busy[0].first.len()), (6, 5, 3));
}

#[test]
fn what_is_wrong_in_a_view_is_told_field_by_field() {
    let test = TestStudio::new();
    let ctx = test.operator();
    let wrong = AgendaFilter {
        date: "2026-02-30".to_owned(),
        artists: "1,x".to_owned(),
        status: "gone".to_owned(),
        q: "a".repeat(201),
    };
    let told = mistakes(test.studio.agenda_day(&ctx, &wrong));
    assert_eq!(told, [("date", "form"), ("artists", "form"), ("status", "unknown"), ("q", "too_long")]);
    assert_eq!(mistakes(test.studio.agenda_week(&ctx, &wrong)), told);
    assert_eq!(mistakes(test.studio.agenda_month(&ctx, &wrong)), told);
    let list = |from: &str, to: &str| AgendaListFilter {
        view: day(from),
        to: to.to_owned(),
        ..AgendaListFilter::default()
    };
    for (from, to, rule) in [
        ("2026-03-14", "2026-03-13", "end_before_start"),
        ("2026-01-01", "2027-01-02", "out_of_range"),
        ("2026-01-01", "soon", "form"),
    ] {
        assert_eq!(mistakes(test.studio.agenda_list(&ctx, &list(from, to))), [("to", rule)], "{from} {to}");
    }
    assert!(test.studio.agenda_list(&ctx, &list("2026-01-01", "2027-01-01")).is_ok());
    for date in ["0001-01-01", "9999-12-31", "2011-12-30"] {
        test.studio.agenda_day(&ctx, &day(date)).unwrap();
        test.studio.agenda_week(&ctx, &day(date)).unwrap();
        test.studio.agenda_month(&ctx, &day(date)).unwrap();
        test.studio.agenda_list(&ctx, &list(date, date)).unwrap();
    }
}
