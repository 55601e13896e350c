//! What was typed about an appointment.

use std::time::Duration;

use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, BasisPoints, CancelledBy, Cents, ClientId, Currency, Invalid,
    Placement, Reason, Rule, ServiceId, Style, TimeSpan, Timestamp, Values, WhichHour, booked_span,
    check_length, read_moment, text,
};
use studio_store::{AppointmentEdit, AppointmentFull, Change, ServiceOffered};

use crate::error::Result;
use crate::form::Form;
use crate::said::Said;

/// What was typed about an appointment; what is `None` is left out of a booking, and stays as it is in a change; what is empty is emptied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookingInput {
    /// Id of the client; needed to book, and not to be changed.
    pub client_id: Option<String>,
    /// Id of the artist; needed to book.
    pub artist_id: Option<String>,
    /// Start; needed to book: RFC 3339 with an offset, or the studio's date and wall-clock time, `2026-03-14T16:30`.
    pub starts_at: Option<String>,
    /// `first` or `second`, where the wall clock shows that start twice.
    pub starts_which: Option<String>,
    /// End, as the start. Without end and length a booking is as long as its service usually is, and a change keeps the length.
    pub ends_at: Option<String>,
    /// `first` or `second`, where the wall clock shows that end twice.
    pub ends_which: Option<String>,
    /// Length in minutes, instead of an end.
    pub minutes: Option<String>,
    /// `pending` or `confirmed`, for a booking only; pending by default.
    pub status: Option<String>,
    /// Id of a service of the list; empty: none of the list. A booking takes from it what is left out.
    pub service_id: Option<String>,
    /// What is to be done.
    pub service: Option<String>,
    /// Where on the body.
    pub placement: Option<String>,
    /// Style.
    pub style: Option<String>,
    /// Price in the studio's currency.
    pub price: Option<String>,
    /// Deposit that is asked for.
    pub deposit: Option<String>,
    /// Commission for this appointment alone, in percent; empty: the artist's usual one.
    pub commission: Option<String>,
    /// About the booking.
    pub notes: Option<String>,
    /// Id of the session before this one; empty: none.
    pub continues_id: Option<String>,
    /// Whether the warnings were read, and it is to be saved all the same.
    pub confirm_warnings: bool,
}

/// How an appointment was called off, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CancelInput {
    /// `client`, `artist` or `studio`.
    pub by: String,
    /// Why; may be empty.
    pub reason: String,
}

/// How an appointment ended, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompletionInput {
    /// The price that it came to; `None`: as agreed.
    pub price: Option<String>,
    /// Whether the rest of its time is free again, where it ends before its time is over.
    pub free_rest: bool,
}

/// The most that an appointment may cost, in minor units.
const MOST: Cents = Cents::new(100_000_000_000);

/// The typed fields that hold for booking and changing alike.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    pub(super) service_id: Change<ServiceId>,
    pub(super) service: Option<String>,
    pub(super) placement: Change<Placement>,
    pub(super) style: Change<Style>,
    pub(super) price: Change<Cents>,
    pub(super) deposit: Change<Cents>,
    pub(super) commission: Change<BasisPoints>,
    pub(super) notes: Option<String>,
    pub(super) continues: Change<AppointmentId>,
}

/// When it is to be, as far as it was typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct When {
    pub(super) start: Option<Timestamp>,
    pub(super) end: Option<Timestamp>,
    pub(super) minutes: Option<u32>,
}

impl When {
    pub(super) fn is_said(&self) -> bool {
        *self != Self::default()
    }

    /// The time of a booking: what was typed, else what the service usually takes.
    pub(super) fn to_book(self, usual: Option<u32>) -> Result<TimeSpan, Invalid> {
        let start = self.start.ok_or(Invalid::new("starts_at", Rule::Required))?;
        match (self.end, self.minutes.or(usual)) {
            (Some(end), _) => whole(start, end),
            (None, Some(minutes)) => booked_span(start, minutes),
            (None, None) => Err(Invalid::new("ends_at", Rule::Required)),
        }
    }

    /// The time after a change: a new start keeps the length, a new end or length keeps the start.
    pub(super) fn to_move(self, from: (Timestamp, Timestamp)) -> Result<TimeSpan, Invalid> {
        let start = self.start.unwrap_or(from.0);
        match (self.end, self.minutes) {
            (Some(end), _) => whole(start, end),
            (None, Some(minutes)) => booked_span(start, minutes),
            (None, None) => whole(start, start.plus(from.1.since(from.0))),
        }
    }
}

fn whole(start: Timestamp, end: Timestamp) -> Result<TimeSpan, Invalid> {
    let span = TimeSpan::new(start, end)?;
    check_length(&span).map(|()| span)
}

impl BookingInput {
    /// When it is to be, as far as it was typed.
    pub(super) fn when(&self, form: &mut Form, house: &Values) -> When {
        let zone = house.zone();
        let mut moment = |at: Option<&String>, which: Option<&String>, fields: [&'static str; 2]| {
            let which = form.change(which, |raw| WhichHour::parse(raw).map_err(|wrong| wrong.at(fields[1])));
            form.maybe(at, |raw| read_moment(fields[0], raw, which.flatten(), zone))
        };
        let start =
            moment(self.starts_at.as_ref(), self.starts_which.as_ref(), ["starts_at", "starts_which"]);
        let end = moment(given(self.ends_at.as_ref()), self.ends_which.as_ref(), ["ends_at", "ends_which"]);
        let minutes = form.maybe(given(self.minutes.as_ref()), |raw| {
            raw.trim().parse().map_err(|_odd| Invalid::form("minutes", "number"))
        });
        When { start, end, minutes }
    }

    /// The id of the artist, where one is named.
    pub(super) fn artist(&self, form: &mut Form) -> Option<ArtistId> {
        form.maybe(self.artist_id.as_ref(), |raw| id("artist_id", raw))
    }

    /// The id of the client, where one is named.
    pub(super) fn client(&self, form: &mut Form) -> Option<ClientId> {
        form.maybe(self.client_id.as_ref(), |raw| id("client_id", raw))
    }

    /// Pending or confirmed.
    pub(super) fn status(&self, form: &mut Form) -> AppointmentStatus {
        let open = |raw: &str| {
            let status = AppointmentStatus::parse(raw)?;
            if status.is_open() { Ok(status) } else { Err(Invalid::new("status", Rule::NotAllowed)) }
        };
        form.maybe(given(self.status.as_ref()), open).unwrap_or(AppointmentStatus::Pending)
    }

    /// Everything that is about what is done.
    pub(super) fn fields(&self, form: &mut Form, house: &Values) -> Fields {
        let currency = house.currency();
        let money = |field: &'static str| move |raw: &str| amount(field, raw, currency);
        Fields {
            service_id: form.change(self.service_id.as_ref(), |raw| id("service_id", raw)),
            service: form.maybe(self.service.as_ref(), |raw| text::line("service", raw, 0, 120)),
            placement: form.change(self.placement.as_ref(), Placement::parse),
            style: form.change(self.style.as_ref(), Style::parse),
            price: form.change(self.price.as_ref(), money("price")),
            deposit: form.change(self.deposit.as_ref(), money("deposit")),
            commission: form.change(self.commission.as_ref(), |raw| {
                BasisPoints::parse_percent(raw).map_err(|wrong| wrong.at("commission"))
            }),
            notes: form.maybe(self.notes.as_ref(), |raw| text::block("notes", raw, 0, 10_000)),
            continues: form.change(self.continues_id.as_ref(), |raw| id("continues_id", raw)),
        }
    }

    /// Everything that was said, in one text that differs where anything differs: by which a request that is sent twice is told from another
    /// one under the same key.
    pub(super) fn said(&self) -> String {
        let fields = [
            &self.client_id,
            &self.artist_id,
            &self.starts_at,
            &self.starts_which,
            &self.ends_at,
            &self.ends_which,
            &self.minutes,
            &self.status,
            &self.service_id,
            &self.service,
            &self.placement,
            &self.style,
            &self.price,
            &self.deposit,
            &self.commission,
            &self.notes,
            &self.continues_id,
        ];
        let mut said = Said::default();
        for field in fields {
            said.field(field.as_deref());
        }
        said.text()
    }
}

/// A change to something else than what is there.
fn unless<T: PartialEq>(change: Change<T>, there: Option<&T>) -> Change<T> {
    change.filter(|change| change.as_ref() != there)
}

impl Fields {
    /// Only what is not so already, as far as whoever changes it may see that.
    pub(super) fn unlike(self, there: Option<&AppointmentFull>) -> Self {
        let Some(there) = there else { return self };
        let text = |there: &Option<String>, new: Option<&str>| there.as_deref() == new;
        Self {
            service_id: unless(self.service_id, there.service_id.as_ref()),
            service: self.service.filter(|service| *service != there.service),
            placement: self
                .placement
                .filter(|new| !text(&there.placement, new.as_ref().map(Placement::as_str))),
            style: self.style.filter(|new| !text(&there.style, new.as_ref().map(Style::as_str))),
            price: unless(self.price, there.price.as_ref()),
            deposit: unless(self.deposit, there.deposit.as_ref()),
            commission: unless(self.commission, there.commission.as_ref()),
            notes: self.notes.filter(|notes| *notes != there.notes),
            continues: unless(self.continues, there.continues.as_ref()),
        }
    }

    /// What changes; a service of the list brings its name along unless another one was typed.
    pub(super) fn edit(self, span: Option<TimeSpan>, service: Option<&ServiceOffered>) -> AppointmentEdit {
        AppointmentEdit {
            span,
            anew: false,
            service_id: self.service_id,
            service: self.service.or_else(|| service.map(|service| service.name.clone())),
            placement: self.placement,
            style: self.style,
            price: self.price,
            deposit: self.deposit,
            notes: self.notes,
            continues: self.continues,
        }
    }
}

impl CancelInput {
    /// By whom and why.
    pub(super) fn read(&self) -> Result<(CancelledBy, Option<Reason>)> {
        let mut form = Form::default();
        let by = form.take(CancelledBy::parse(&self.by).map_err(|wrong| wrong.at("by")));
        let reason = form.change(Some(&self.reason), Reason::parse);
        Ok((form.finish_with(by)?, reason.flatten()))
    }
}

impl CompletionInput {
    /// The price, where one was typed.
    pub(super) fn price(&self, house: &Values) -> Result<Option<Cents>> {
        let read = |raw: &String| amount("price", raw, house.currency());
        Ok(given(self.price.as_ref()).map(read).transpose()?)
    }
}

/// An amount in the studio's currency, which may stand behind it as its code; another one may not.
fn amount(field: &'static str, raw: &str, currency: Currency) -> Result<Cents, Invalid> {
    let raw = raw.trim();
    let code = |text: &str| text.len() == 3 && text.bytes().all(|b| b.is_ascii_alphabetic());
    let (number, given) = match raw.rsplit_once(' ') {
        Some((number, last)) if code(last) => (number, Some(last)),
        _ => (raw, None),
    };
    let cents = Cents::parse(number, currency).map_err(|wrong| wrong.at(field))?;
    if let Some(other) = given.filter(|given| !given.eq_ignore_ascii_case(currency.code())) {
        return Err(Invalid::new(field, Rule::Unknown { given: other.to_owned() }));
    }
    cents.within(field, Cents::ZERO, MOST)
}

/// A field in which something was typed.
fn given(raw: Option<&String>) -> Option<&String> {
    raw.filter(|raw| !raw.trim().is_empty())
}

fn id<T: std::str::FromStr<Err = Invalid>>(field: &'static str, raw: &str) -> Result<T, Invalid> {
    raw.trim().parse::<T>().map_err(|wrong| wrong.at(field))
}

/// The end of what is over before its time: now, at the next five minutes.
pub(super) fn early_end(starts_at: Timestamp, ends_at: Timestamp, now: Timestamp) -> Option<Timestamp> {
    const STEP: i64 = 5 * 60 * 1_000;
    let rounded = now.millis().div_euclid(STEP).saturating_add(1).saturating_mul(STEP);
    let end = Timestamp::from_millis(rounded).max(starts_at.plus(Duration::from_secs(5 * 60)));
    (now >= starts_at && end < ends_at).then_some(end)
}
