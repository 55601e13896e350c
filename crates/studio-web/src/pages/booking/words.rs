//! What stands in the way, what has to be confirmed, and what must be known, in words.

use studio_app::{AppointmentChange, AppointmentFull, Conflict, DayFlags, tell_conflict_on, tell_warning};
use studio_domain::{AppointmentStatus, BookingWarning, Cents, Currency, Money, StudioZone, Timestamp};

use crate::pages::Say;

/// A status as a badge: its class, its icon, its name.
#[derive(Debug, Clone)]
pub(crate) struct Badge {
    pub(crate) class: &'static str,
    pub(crate) words: String,
}

/// The badge of a status. The icons have the names of the classes.
pub(crate) fn badge(say: &Say, status: AppointmentStatus) -> Badge {
    let class = match status {
        AppointmentStatus::Pending => "pending",
        AppointmentStatus::Confirmed => "confirmed",
        AppointmentStatus::Completed => "completed",
        AppointmentStatus::NoShow => "no-show",
        AppointmentStatus::Cancelled => "cancelled",
    };
    Badge { class, words: say.named("appointment", status.code()) }
}

/// Something that must be known before an appointment.
#[derive(Debug, Clone)]
pub(crate) struct Flag {
    pub(crate) class: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) words: String,
    /// Where it can be seen to; empty: nowhere.
    pub(crate) href: String,
}

/// What must be known before an appointment, the gravest first.
pub(crate) fn flags(say: &Say, client: i64, appointment: i64, flags: &DayFlags, deposit: bool) -> Vec<Flag> {
    let tab = |tab: &str| format!("/clients/{client}?tab={tab}");
    let flag = |class, icon, words: String, href: String| Flag { class, icon, words, href };
    let mut all = Vec::new();
    if flags.health.yes {
        all.push(flag("cancelled", "health", say.t("health-flag-short-yes"), tab("health")));
    }
    if flags.minor {
        all.push(flag("warn", "minor", say.t("client-minor"), tab("consents")));
    }
    for missing in &flags.missing {
        let href = match missing {
            studio_domain::Missing::InformedConsent | studio_domain::Missing::GuardianConsent => {
                format!("/clients/{client}/consent/informed?appointment={appointment}")
            }
            _ => tab("consents"),
        };
        all.push(flag("warn", "consents", say.named("flag", missing.code()), href));
    }
    if flags.health.review {
        all.push(flag("warn", "health", say.t("health-flag-short-review"), tab("health")));
    }
    if deposit {
        all.push(flag("warn", "deposit", say.t("booking-flag-deposit"), String::new()));
    }
    if flags.first_visit {
        all.push(flag("own", "first-visit", say.t("booking-flag-first"), String::new()));
    }
    all
}

/// Something in a sentence, and where it can be looked at.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) words: String,
    /// Empty: there is no page of it.
    pub(super) href: String,
}

/// What stands in the way of a booking, each in a sentence.
pub(super) fn conflicts(say: &Say, zone: StudioZone, all: &[Conflict]) -> Vec<Line> {
    let line = |one: &Conflict| {
        let told = tell_conflict_on(one, zone, say.lang(), &|at| say.date(&at));
        let href = match one {
            Conflict::ClientArchived(client) => format!("/clients/{}", client.id),
            _ => told.appointment.map(|id| format!("/appointments/{id}")).unwrap_or_default(),
        };
        Line { words: told.message, href }
    };
    all.iter().map(line).collect()
}

/// What has to be confirmed, each in a sentence.
pub(super) fn warnings(say: &Say, all: &[BookingWarning]) -> Vec<String> {
    all.iter().map(|warning| tell_warning(*warning, say.lang()).message).collect()
}

/// An amount as the language writes it; nothing for none.
pub(super) fn money(amount: Option<Cents>, currency: Currency) -> String {
    amount.map(|cents| Money::new(cents, currency).to_string()).unwrap_or_default()
}

/// What happened to an appointment at one moment, by one person.
pub(super) struct Happened {
    pub(super) at: Timestamp,
    /// Empty: the operator, or an import.
    pub(super) by: String,
    pub(super) what: String,
    /// What changed with it: field, what it was, what it became.
    pub(super) fields: Vec<(String, String, String)>,
}

/// The history in words: what was saved at once stands together.
pub(super) fn history(say: &Say, currency: Currency, changes: Vec<AppointmentChange>) -> Vec<Happened> {
    let mut all: Vec<Happened> = Vec::new();
    for change in changes {
        let by = change.by.map(|(_, name)| name).unwrap_or_default();
        let what = say
            .maybe(&studio_text::key("change", &change.what))
            .unwrap_or_else(|| change.what.replace('_', " "));
        let field = change.field.filter(|field| shown(field)).map(|field| {
            let value =
                |raw: Option<String>| raw.map(|raw| value(say, currency, &field, raw)).unwrap_or_default();
            (field_name(say, &field), value(change.was), value(change.became))
        });
        match all.last_mut() {
            Some(last) if last.at == change.at && last.by == by && last.what == what => {
                // Newest first; the fields of one moment in the order in which people ask for them.
                last.fields.extend(field);
            }
            _ => all.push(Happened { at: change.at, by, what, fields: field.into_iter().collect() }),
        }
    }
    for one in &mut all {
        one.fields.reverse();
    }
    all
}

/// Whether a field says more than what happened does.
fn shown(field: &str) -> bool {
    !matches!(
        field,
        "status" | "arrived_at" | "started_at" | "completed_at" | "late" | "service_id" | "continues_id"
    )
}

/// The name of a field of the history. An artist stands there by name.
fn field_name(say: &Say, field: &str) -> String {
    say.named("field", if field == "artist_id" { "artist" } else { field })
}

/// A value of the history as people read it.
fn value(say: &Say, currency: Currency, field: &str, raw: String) -> String {
    match field {
        "starts_at" | "ends_at" | "arrived_at" | "started_at" | "completed_at" => {
            Timestamp::parse_rfc3339(&raw).map(|at| say.moment(&at)).unwrap_or(raw)
        }
        "price" | "deposit" => match raw.parse::<i64>() {
            Ok(cents) => Money::new(Cents::new(cents), currency).to_string(),
            Err(_odd) => raw,
        },
        "commission" => raw
            .parse::<u16>()
            .ok()
            .and_then(|points| studio_domain::BasisPoints::new(points).ok())
            .map_or(raw, |rate| rate.to_string()),
        "status" => say.maybe(&studio_text::key("appointment", &raw)).unwrap_or(raw),
        "cancelled_by" => say.maybe(&studio_text::key("cancelled-by", &raw)).unwrap_or(raw),
        _ => raw,
    }
}

/// What was said when it was called off.
pub(super) fn called_off(say: &Say, full: &AppointmentFull) -> String {
    let by = full.cancelled_by.map(|by| say.named("cancelled-by", by.code())).unwrap_or_default();
    let late = if full.cancelled_late { say.t("booking-late") } else { String::new() };
    [by, full.cancel_reason.clone(), late]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}
