//! Calendars, read back by another crate than writes them.

use ical::IcalParser;
use ical::parser::ical::component::IcalEvent;
use proptest::prelude::*;
use studio_domain::Timestamp;
use studio_export::{CalendarEvent, CalendarState, CalendarWriter};

const AT: Timestamp = Timestamp::from_millis(1_790_000_000_000);

fn event<'a>(uid: &'a str, summary: &'a str, description: &'a str) -> CalendarEvent<'a> {
    CalendarEvent {
        uid,
        starts_at: AT,
        ends_at: Timestamp::from_millis(1_790_005_400_000),
        updated_at: Timestamp::from_millis(1_780_000_000_000),
        version: 3,
        summary,
        description,
        state: CalendarState::Tentative,
    }
}

fn written(name: &str, events: &[CalendarEvent<'_>]) -> String {
    let mut calendar = CalendarWriter::new(Vec::new(), name).unwrap();
    events.iter().for_each(|one| calendar.event(one).unwrap());
    String::from_utf8(calendar.finish().unwrap()).unwrap()
}

/// What another program reads: the events and the properties of the calendar.
fn read(text: &str) -> (Vec<IcalEvent>, Vec<(String, String)>) {
    let mut all = IcalParser::new(text.as_bytes());
    let calendar = all.next().unwrap().unwrap();
    assert!(all.next().is_none(), "one calendar");
    let properties =
        calendar.properties.into_iter().map(|one| (one.name, one.value.unwrap_or_default())).collect();
    (calendar.events, properties)
}

fn value(event: &IcalEvent, name: &str) -> Option<String> {
    let mut found = event.properties.iter().filter(|one| one.name == name);
    let first = found.next().and_then(|one| one.value.clone());
    assert!(found.next().is_none(), "{name} is there once");
    first
}

/// As RFC 5545 says it for text.
fn unescaped(raw: &str) -> String {
    let mut text = String::new();
    let mut rest = raw.chars();
    while let Some(c) = rest.next() {
        match (c, c == '\\') {
            (_, true) => {
                let escaped = rest.next();
                assert!(escaped.is_some(), "a lone backslash at the end: {raw}");
                text.extend(escaped.map(|c| if matches!(c, 'n' | 'N') { '\n' } else { c }));
            }
            (c, _) => text.push(c),
        }
    }
    text
}

/// Lines are at most 75 octets long, end as the standard says, and are cut between letters.
fn expect_lines(text: &str) {
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("\r\nEND:VCALENDAR\r\n"), "{text}");
    for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
}

#[test]
fn an_event_says_what_it_is() {
    let text = written("Lola Vega", &[event("appointment-7@x", "Sofía; sleeve, \\o/", "First\nsecond")]);
    expect_lines(&text);
    let (events, calendar) = read(&text);
    let has = |name: &str, value: &str| calendar.iter().any(|(n, v)| n == name && v == value);
    assert!(has("VERSION", "2.0") && has("METHOD", "PUBLISH"), "{calendar:?}");
    assert!(has("PRODID", "-//Tattoo Studio Manager//Agenda//EN"), "{calendar:?}");
    assert!(has("X-WR-CALNAME", "Lola Vega"), "{calendar:?}");
    let [one] = events.as_slice() else { panic!("{events:?}") };
    for (name, expected) in [
        ("UID", "appointment-7@x"),
        ("DTSTART", "20260921T141320Z"),
        ("DTEND", "20260921T154320Z"),
        ("DTSTAMP", "20260528T202640Z"),
        ("LAST-MODIFIED", "20260528T202640Z"),
        ("SEQUENCE", "2"),
        ("STATUS", "TENTATIVE"),
    ] {
        assert_eq!(value(one, name).as_deref(), Some(expected), "{name}");
    }
    assert_eq!(unescaped(&value(one, "SUMMARY").unwrap()), "Sofía; sleeve, \\o/");
    assert_eq!(unescaped(&value(one, "DESCRIPTION").unwrap()), "First\nsecond");
}

#[test]
fn a_calendar_without_events_is_one() {
    let text = written("", &[]);
    expect_lines(&text);
    assert!(read(&text).0.is_empty());
}

#[test]
fn no_text_becomes_a_property_of_its_own() {
    let hostile = "x\r\nATTENDEE:mailto:evil@example.org\r\nEND:VEVENT\nBEGIN:VEVENT\u{0}\u{85}\u{2028}";
    let text = written(hostile, &[event("a", hostile, hostile), event("b", "", "")]);
    expect_lines(&text);
    let (events, properties) = read(&text);
    assert_eq!(events.len(), 2);
    assert!(properties.iter().all(|(name, _)| name != "ATTENDEE"), "{properties:?}");
    assert!(events.iter().all(|one| value(one, "ATTENDEE").is_none()));
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_again(
        // Cleaned text has no blanks at its ends and none beside each other; the other crate would drop some of those.
        summary in "[^\\pC\\pZ]{1,40}( [^\\pC\\pZ]{1,40}){0,4}",
        description in "[^\\pC\\pZ]{1,60}([ \n][^\\pC\\pZ]{1,60}){0,6}",
    ) {
        // The other crate drops colons at the start of a value.
        let (summary, description) = (format!("x{summary}"), format!("x{description}"));
        let text = written("Agenda", &[event("appointment-1@x", &summary, &description)]);
        expect_lines(&text);
        let (events, _) = read(&text);
        prop_assert_eq!(events.len(), 1);
        prop_assert_eq!(unescaped(&value(&events[0], "SUMMARY").unwrap_or_default()), summary);
        prop_assert_eq!(unescaped(&value(&events[0], "DESCRIPTION").unwrap_or_default()), description);
    }
}
