//! What went wrong, in the words of the person who is told: for every edge the same.

mod clash;

use studio_auth::{WeakCode, WeakPassword};
use studio_domain::{AppointmentId, BookingWarning, Invalid, Rule as FieldRule, StudioZone, Timestamp};
use studio_media::Refused;
use studio_store::{Conflict, FileProblem, NoActor};
use studio_text::{Args, Lang, has, key, text};

use crate::error::{Error, Locked, Rule};

/// An error as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Stable code.
    pub code: &'static str,
    /// Name of the words: the messages are `error-NAME` and `hint-NAME`, or `refused-…` and `refused-…-hint`.
    pub name: String,
    /// What happened, one sentence.
    pub message: String,
    /// What helps, if anything does.
    pub hint: Option<String>,
    /// Each value that is not accepted.
    pub errors: Vec<FieldTold>,
    /// Each thing that stands in the way, has to be confirmed or is missing.
    pub items: Vec<ItemTold>,
    /// What only a log should hold; English.
    pub internal: Option<String>,
}

/// One of several things that keep something from being done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemTold {
    /// What kind of thing.
    pub kind: ItemKind,
    /// Stable code.
    pub code: &'static str,
    /// What it is, one sentence.
    pub message: String,
    /// The appointment that stands in the way.
    pub appointment: Option<AppointmentId>,
}

/// Kinds of what keeps something from being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// It stands in the way of a booking.
    Conflict,
    /// It has to be confirmed.
    Warning,
    /// It is missing.
    Missing,
}

/// A value that is not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldTold {
    /// The field's code.
    pub field: &'static str,
    /// The rule's code.
    pub code: &'static str,
    /// The rule in words.
    pub message: String,
}

/// Puts an error into words. `request` is the number under which the log has it.
///
/// Exhaustive on purpose: a new error does not compile before it has words.
#[must_use]
pub fn tell(error: &Error, lang: Lang, now: Timestamp, request: &str) -> Told {
    let none = Args::new;
    match error {
        Error::Invalid(all) => {
            Told { errors: fields(lang, all), ..plain(error, lang, "invalid", &invalid_args(all)) }
        }
        Error::WeakPassword(weak) => {
            let (why, args) = weak_password(*weak);
            weakness(error, lang, "weak-password", why, &args)
        }
        Error::WeakCode(weak) => {
            let (why, args) = weak_code(*weak);
            weakness(error, lang, "weak-code", why, &args)
        }
        Error::NotFound { kind, .. } => plain(error, lang, "not-found", &none().text("kind", *kind)),
        Error::Refused { action, why } => {
            let name = key("refused", why.code());
            let args = none().text("action", text(lang, &key("action", action.code()), &none()));
            let hint = format!("{name}-hint");
            Told {
                code: error.code(),
                message: text(lang, &name, &args),
                hint: has(lang, &hint).then(|| text(lang, &hint, &args)),
                name,
                errors: Vec::new(),
                items: Vec::new(),
                internal: None,
            }
        }
        Error::Rule(Rule::FolderInUse) => plain(error, lang, "locked-by-other", &none()),
        Error::Rule(rule) => plain(error, lang, &rule.code().replace('_', "-"), &none()),
        Error::NoActor(NoActor::Unknown) => plain(error, lang, "not-signed-in", &none()),
        Error::NoActor(NoActor::Ended | NoActor::Expired) => plain(error, lang, "session-ended", &none()),
        Error::NoActor(NoActor::Inactive) => plain(error, lang, "account-disabled", &none()),
        Error::NoActor(NoActor::SetUp) => plain(error, lang, "conflict-already-set-up", &none()),
        Error::WrongPassword => plain(error, lang, "sign-in-wrong", &none()),
        Error::WrongCode => plain(error, lang, "code-wrong", &none()),
        Error::Locked { until, what } => {
            let name = match what {
                Locked::SignIn => "sign-in-locked",
                Locked::Code => "code-locked",
            };
            plain(error, lang, name, &none().number("minutes", minutes(now, *until)))
        }
        Error::Stale { .. } => plain(error, lang, "stale", &none()),
        Error::Conflict(constraint) => plain(error, lang, &key("conflict", constraint.code()), &none()),
        Error::File(problem) => {
            let told = plain(error, lang, &error.code().replace('_', "-"), &none().text("path", ""));
            Told { internal: technical(problem), ..told }
        }
        Error::Source(problem) => {
            let told = plain(error, lang, &problem.code().replace('_', "-"), &none());
            Told { internal: problem.technical().map(str::to_owned), ..told }
        }
        Error::Upload(refused) => {
            plain(error, lang, &refused.code().replace('_', "-"), &upload_args(*refused))
        }
        Error::PhotoOf { uploaded_by: Some(name) } => {
            plain(error, lang, "photo-of", &none().text("name", name))
        }
        Error::PhotoOf { uploaded_by: None } => plain(error, lang, "photo-of-house", &none()),
        Error::OverAppointments(all) => {
            let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
            plain(error, lang, "block-over-appointments", &none().number("count", count))
        }
        Error::Clash(clash) => clash::told(clash, lang),
        Error::NeedsConfirmation(all) => {
            let items = all.iter().map(|one| clash::item(ItemKind::Warning, "warning", one.code(), lang));
            let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
            let told = plain(error, lang, "needs-confirmation", &none().number("count", count));
            Told { items: items.collect(), ..told }
        }
        Error::MissingToComplete(all) => {
            let items = all.iter().map(|one| clash::item(ItemKind::Missing, "missing", one.code(), lang));
            Told { items: items.collect(), ..plain(error, lang, "missing-to-complete", &none()) }
        }
        Error::WrongStatus { step, status } => {
            let args = none().text("step", step.code()).text("status", status.code());
            plain(error, lang, "wrong-status", &args)
        }
        Error::Sheet(problem) => {
            let most = problem.most().and_then(|most| i64::try_from(most).ok()).unwrap_or_default();
            plain(error, lang, &problem.code().replace('_', "-"), &none().number("max", most))
        }
        Error::Stopped => plain(error, lang, "stopped", &none()),
        Error::Busy => plain(error, lang, "busy", &none()),
        Error::Unavailable(why) => {
            Told { internal: Some(why.clone()), ..plain(error, lang, "unavailable", &none()) }
        }
        Error::Internal(why) => {
            let told = plain(error, lang, "internal", &none().text("request", request));
            Told { internal: Some(why.clone()), ..told }
        }
    }
}

/// Puts one thing that stands in the way of a booking into words.
#[must_use]
pub fn tell_conflict(conflict: &Conflict, zone: StudioZone, lang: Lang) -> ItemTold {
    clash::conflict(conflict, zone, lang, &clash::plain_day(zone))
}

/// As [`tell_conflict`], for people: `day` writes the day of a moment as their language does.
#[must_use]
pub fn tell_conflict_on(
    conflict: &Conflict,
    zone: StudioZone,
    lang: Lang,
    day: &dyn Fn(Timestamp) -> String,
) -> ItemTold {
    clash::conflict(conflict, zone, lang, day)
}

/// Puts one thing that has to be confirmed into words.
#[must_use]
pub fn tell_warning(warning: BookingWarning, lang: Lang) -> ItemTold {
    clash::item(ItemKind::Warning, "warning", warning.code(), lang)
}

fn plain(error: &Error, lang: Lang, name: &str, args: &Args) -> Told {
    let hint = format!("hint-{name}");
    Told {
        code: error.code(),
        name: name.to_owned(),
        message: text(lang, &format!("error-{name}"), args),
        hint: has(lang, &hint).then(|| text(lang, &hint, args)),
        errors: Vec::new(),
        items: Vec::new(),
        internal: None,
    }
}

fn weakness(error: &Error, lang: Lang, what: &str, why: &str, args: &Args) -> Told {
    let hint = format!("hint-{what}");
    let told = plain(error, lang, &format!("{what}-{why}"), args);
    Told { hint: has(lang, &hint).then(|| text(lang, &hint, args)), ..told }
}

fn technical(problem: &FileProblem) -> Option<String> {
    match problem {
        FileProblem::Damaged(what) | FileProblem::Access(what) => Some(what.clone()),
        _ => None,
    }
}

/// Whole minutes until then, at least one.
fn minutes(now: Timestamp, until: Timestamp) -> i64 {
    i64::try_from(until.since(now).as_secs().div_ceil(60).max(1)).unwrap_or(i64::MAX)
}

/// The limit that a file breaks, in the unit that people know.
fn upload_args(refused: Refused) -> Args {
    let million = |limit: u64| i64::try_from(limit / 1_000_000).unwrap_or(i64::MAX);
    match refused {
        Refused::TooBig { limit } => Args::new().number("max", million(limit)),
        Refused::TooManyPixels { limit } => Args::new().number("max", million(limit)),
        Refused::TooLong { limit } => Args::new().number("max", i64::from(limit)),
        Refused::OtherKind { kind } => Args::new().text("kind", kind),
        _ => Args::new(),
    }
}

fn invalid_args(all: &[Invalid]) -> Args {
    Args::new().number("count", i64::try_from(all.len()).unwrap_or(i64::MAX))
}

fn fields(lang: Lang, all: &[Invalid]) -> Vec<FieldTold> {
    all.iter()
        .map(|one| FieldTold { field: one.field, code: one.rule.code(), message: rule(lang, &one.rule) })
        .collect()
}

/// A rule in words.
fn rule(lang: Lang, rule: &FieldRule) -> String {
    let args = rule.params().iter().fold(Args::new(), |args, (name, value)| match rule {
        FieldRule::Form { .. } => args.text(name, text(lang, &key("form", value), &Args::new())),
        FieldRule::Unknown { .. } => args.text(name, value),
        _ => args.value(name, value),
    });
    text(lang, &key("rule", rule.code()), &args)
}

fn number(name: &str, value: usize) -> Args {
    Args::new().number(name, i64::try_from(value).unwrap_or(i64::MAX))
}

fn weak_password(why: WeakPassword) -> (&'static str, Args) {
    match why {
        WeakPassword::TooShort { min, got } => {
            ("too-short", number("min", min).number("got", i64::try_from(got).unwrap_or(i64::MAX)))
        }
        WeakPassword::TooLong { max } => ("too-long", number("max", max)),
        WeakPassword::Common => ("common", Args::new()),
        WeakPassword::ContainsName => ("contains-name", Args::new()),
        WeakPassword::ControlCharacter => ("control-character", Args::new()),
    }
}

fn weak_code(why: WeakCode) -> (&'static str, Args) {
    match why {
        WeakCode::TooShort { min, got } => {
            ("too-short", number("min", min).number("got", i64::try_from(got).unwrap_or(i64::MAX)))
        }
        WeakCode::TooLong { max } => ("too-long", number("max", max)),
        WeakCode::OneCharacter => ("one-character", Args::new()),
        WeakCode::Run => ("run", Args::new()),
        WeakCode::ControlCharacter => ("control-character", Args::new()),
    }
}
