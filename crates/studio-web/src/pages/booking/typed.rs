//! Between the fields of the booking form and what the use cases take: a date and hours of the studio's wall clock.

use chrono::Timelike as _;
use studio_app::{AppointmentCard, BookingInput};
use studio_domain::{Cents, Currency, LocalTime, StudioZone, Timestamp, WhichHour, parse_date, read_moment};

use crate::pages::Typed;
use crate::pages::reader::Pairs;

/// The date and hour of a moment as form fields have them.
pub(super) fn fields_of(zone: StudioZone, at: Timestamp) -> (String, String) {
    let local = zone.local(at);
    (local.date().to_string(), format!("{:02}:{:02}", local.hour(), local.minute()))
}

/// Which of two moments it is that the wall clock shows alike; empty where it shows it once.
fn which(zone: StudioZone, at: Timestamp) -> &'static str {
    match zone.resolve(zone.local(at)) {
        LocalTime::Twice(first, _) if first == at => WhichHour::First.code(),
        LocalTime::Twice(..) => WhichHour::Second.code(),
        _ => "",
    }
}

/// Puts a time into the fields of a form.
pub(super) fn put_span(typed: &mut Typed, zone: StudioZone, from: Timestamp, to: Option<Timestamp>) {
    let (date, hour) = fields_of(zone, from);
    typed.push("starts_at", hour);
    typed.push("starts_which", which(zone, from).to_owned());
    if let Some(to) = to {
        let (end_date, end) = fields_of(zone, to);
        if end_date != date {
            typed.push("end_date", end_date);
        }
        typed.push("ends_at", end);
        typed.push("ends_which", which(zone, to).to_owned());
        let minutes = (to.millis() - from.millis()).max(0) / 60_000;
        typed.push("minutes", minutes.to_string());
    }
    typed.push("date", date);
}

/// A moment of an address: with an offset, or by the studio's wall clock. One that can't be read is left out: the form is there to say it.
fn moment(query: &Pairs, field: &'static str, zone: StudioZone) -> Option<Timestamp> {
    // A plus that nobody encoded arrives as a blank.
    let raw = query.get(field)?.trim().replace(' ', "+");
    read_moment(field, &raw, Some(WhichHour::First), zone).ok()
}

/// What the address of the form says about when and with whom.
pub(super) fn put_query(typed: &mut Typed, query: &Pairs, zone: StudioZone, currency: Currency) {
    let minutes = query.get("minutes").and_then(|raw| raw.trim().parse::<u32>().ok());
    let until = |from: Timestamp| {
        let length = minutes.map(|minutes| std::time::Duration::from_secs(u64::from(minutes) * 60));
        moment(query, "end", zone).or_else(|| length.map(|length| from.plus(length)))
    };
    let date = |raw: &String| parse_date("date", raw).ok();
    match (moment(query, "start", zone), query.get("date").and_then(date)) {
        (Some(from), _) => put_span(typed, zone, from, until(from)),
        (None, Some(date)) => typed.push("date", date.to_string()),
        (None, None) => {}
    }
    if let Some(cents) = query.get("cents").and_then(|raw| raw.trim().parse::<i64>().ok()) {
        typed.push("price", Cents::new(cents).plain(currency));
    }
    if typed.get("minutes").is_empty()
        && let Some(minutes) = minutes
    {
        typed.push("minutes", minutes.to_string());
    }
    for (name, field) in [
        ("artist", "artist_id"),
        ("client", "client_id"),
        ("service", "service_id"),
        ("continues", "continues_id"),
        ("what", "service"),
        ("placement", "placement"),
        ("style", "style"),
        ("from", "from"),
    ] {
        if let Some(value) = query.get(name) {
            typed.push(field, value.trim().to_owned());
        }
    }
}

/// An appointment as its form.
pub(super) fn filled(card: &AppointmentCard, zone: StudioZone, currency: Currency) -> Typed {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let mut typed: Typed = [
        ("version", card.version.to_string()),
        ("client_id", card.client.id.to_string()),
        ("client_q", card.client.name.clone()),
        ("artist_id", card.artist.id.to_string()),
    ]
    .into_iter()
    .collect();
    put_span(&mut typed, zone, card.starts_at, Some(card.ends_at));
    let Some(full) = &card.details else { return typed };
    let money = |value: Option<Cents>| value.map(|cents| cents.plain(currency)).unwrap_or_default();
    for (field, value) in [
        ("service_id", full.service_id.map(|id| id.to_string()).unwrap_or_default()),
        ("service", full.service.clone()),
        ("placement", text(&full.placement)),
        ("style", text(&full.style)),
        ("price", money(full.price)),
        ("deposit", money(full.deposit)),
        ("commission", full.commission.map(|rate| rate.to_string().replace('%', "")).unwrap_or_default()),
        ("notes", full.notes.clone()),
        ("continues_id", full.continues.map(|id| id.to_string()).unwrap_or_default()),
    ] {
        typed.push(field, value);
    }
    typed
}

/// A date and an hour as one; `None`: neither was typed.
fn at(date: &str, hour: &str) -> Option<String> {
    let (date, hour) = (date.trim(), hour.trim());
    (!date.is_empty() || !hour.is_empty()).then(|| format!("{date}T{hour}"))
}

/// Whether what stands in a field is another than stood there when the form was opened.
fn touched(typed: &Typed, field: &str) -> bool {
    typed.get(field).trim() != typed.get(&format!("was.{field}")).trim()
}

/// The end or the length, whichever was typed; of both, the one that was touched.
fn end_of(typed: &Typed) -> (Option<String>, Option<String>) {
    let (end, minutes) = (typed.get("ends_at").trim(), typed.get("minutes").trim());
    let by_length = end.is_empty() || (touched(typed, "minutes") && !touched(typed, "ends_at"));
    if by_length && !minutes.is_empty() {
        return (None, Some(minutes.to_owned()));
    }
    // A new start keeps the length, unless the end was touched as well.
    let moved = touched(typed, "starts_at") || touched(typed, "date");
    let kept = typed.maybe("was.ends_at").is_some() && !touched(typed, "ends_at");
    if moved && kept && !minutes.is_empty() {
        return (None, Some(minutes.to_owned()));
    }
    if end.is_empty() {
        return (None, None);
    }
    let date = Some(typed.get("end_date").trim()).filter(|date| !date.is_empty());
    (at(date.unwrap_or(typed.get("date")), end), None)
}

/// What was typed about an appointment, for the use cases. A field that the form did not send stays as it is.
pub(super) fn input(typed: &Typed) -> BookingInput {
    let text = |field: &str| typed.maybe(field).map(str::to_owned);
    let given = |field: &str| text(field).filter(|value| !value.trim().is_empty());
    let (ends_at, minutes) = end_of(typed);
    BookingInput {
        client_id: given("client_id"),
        artist_id: given("artist_id"),
        starts_at: at(typed.get("date"), typed.get("starts_at")),
        starts_which: given("starts_which"),
        ends_which: given("ends_which").filter(|_| ends_at.is_some()),
        ends_at,
        minutes,
        status: given("status"),
        service_id: text("service_id"),
        service: text("service"),
        placement: text("placement"),
        style: text("style"),
        price: text("price"),
        deposit: text("deposit"),
        commission: text("commission"),
        notes: text("notes"),
        continues_id: text("continues_id"),
        confirm_warnings: typed.maybe("confirm_warnings").is_some(),
    }
}

/// The same for a booking: what is left empty comes from the service, where one was chosen.
pub(super) fn booking(typed: &Typed) -> BookingInput {
    let mut input = input(typed);
    // A date alone is no start: what is missing is said to be missing.
    if typed.get("starts_at").trim().is_empty() {
        input.starts_at = None;
    }
    let chosen = input.service_id.as_deref().is_some_and(|id| !id.trim().is_empty());
    if chosen {
        for field in [&mut input.service, &mut input.price, &mut input.deposit] {
            *field = field.take().filter(|value| !value.trim().is_empty());
        }
    }
    input
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        pairs.iter().copied().collect()
    }

    fn madrid() -> StudioZone {
        StudioZone::parse("Europe/Madrid").unwrap()
    }

    fn query(pairs: &[(&str, &str)]) -> Pairs {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn of_end_and_length_the_one_counts_that_was_touched() {
        let was = [("date", "2026-03-14"), ("starts_at", "16:30"), ("ends_at", "18:00"), ("minutes", "90")];
        let mut opened: Vec<(String, String)> =
            was.iter().map(|(name, value)| (format!("was.{name}"), (*value).to_owned())).collect();
        opened.extend(was.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let with = |changes: &[(&str, &str)]| {
            let mut typed: Typed = opened.iter().cloned().collect();
            for (name, value) in changes {
                typed.push(name, (*value).to_owned());
            }
            let input = input(&typed);
            (input.starts_at.unwrap(), input.ends_at, input.minutes)
        };
        let start = "2026-03-14T16:30".to_owned();
        let end = |at: &str| Some(format!("2026-03-14T{at}"));
        assert_eq!(with(&[]), (start.clone(), end("18:00"), None));
        assert_eq!(with(&[("minutes", "60")]), (start.clone(), None, Some("60".to_owned())));
        assert_eq!(with(&[("ends_at", "19:00")]), (start.clone(), end("19:00"), None));
        assert_eq!(with(&[("ends_at", "19:00"), ("minutes", "150")]), (start.clone(), end("19:00"), None));
        assert_eq!(with(&[("ends_at", "")]), (start, None, Some("90".to_owned())));
        let later = "2026-03-14T17:00".to_owned();
        assert_eq!(with(&[("starts_at", "17:00")]), (later.clone(), None, Some("90".to_owned())));
        assert_eq!(with(&[("starts_at", "17:00"), ("ends_at", "19:00")]), (later, end("19:00"), None));
    }

    #[test]
    fn what_is_left_empty_comes_from_the_chosen_service() {
        let chosen = [("service_id", "3"), ("service", ""), ("price", " "), ("deposit", "20"), ("notes", "")];
        let input = booking(&typed(&chosen));
        assert_eq!((input.service, input.price), (None, None));
        assert_eq!((input.deposit.as_deref(), input.notes.as_deref()), (Some("20"), Some("")));
        let typed_only = booking(&typed(&[("service_id", ""), ("service", ""), ("price", "")]));
        assert_eq!((typed_only.service.as_deref(), typed_only.price.as_deref()), (Some(""), Some("")));
    }

    #[test]
    fn an_address_fills_the_form_by_the_wall_clock_of_the_studio() {
        let mut form = Typed::default();
        let asked = [("start", "2026-03-14T15:30:00Z"), ("minutes", "90"), ("artist", "7"), ("client", "9")];
        put_query(&mut form, &query(&asked), madrid(), Currency::parse("EUR").unwrap());
        for (field, value) in [
            ("date", "2026-03-14"),
            ("starts_at", "16:30"),
            ("ends_at", "18:00"),
            ("minutes", "90"),
            ("artist_id", "7"),
            ("client_id", "9"),
            ("end_date", ""),
        ] {
            assert_eq!(form.get(field), value, "{field}");
        }
        let mut night = Typed::default();
        let asked = [("start", "2026-03-14T22:00"), ("end", "2026-03-15T01:00:00 01:00")];
        put_query(&mut night, &query(&asked), madrid(), Currency::parse("EUR").unwrap());
        assert_eq!((night.get("ends_at"), night.get("end_date")), ("01:00", "2026-03-15"));
        assert_eq!(input(&night).ends_at.as_deref(), Some("2026-03-15T01:00"));
        let mut twice = Typed::default();
        put_query(
            &mut twice,
            &query(&[("start", "2026-10-25T02:30:00+01:00")]),
            madrid(),
            Currency::parse("EUR").unwrap(),
        );
        assert_eq!((twice.get("starts_at"), twice.get("starts_which")), ("02:30", "second"));
        for odd in ["", "x", "2026-13-01T00:00", "2026-03-14", "\u{0}", "99999999999999999999"] {
            let mut nothing = Typed::default();
            put_query(
                &mut nothing,
                &query(&[("start", odd), ("minutes", odd), ("date", odd)]),
                madrid(),
                Currency::parse("EUR").unwrap(),
            );
            assert_eq!(nothing.get("starts_at"), "", "{odd:?}");
        }
    }
}
