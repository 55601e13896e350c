//! What a form held when its session ended, shown to its own person before it is sent: words as on the form, and nothing that only programs
//! read.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Error, Frame, OpCtx, Studio};
use studio_domain::{AppointmentId, ArtistId, ClientId, Question, ServiceId};
use studio_text::{Lang, key};

use super::labels::kind_of;
use super::shell::lang_of;
use super::{Say, Shell, html};
use crate::blocking::blocking;
use crate::state::App;

#[derive(Template)]
#[template(path = "carry-on.html")]
struct Page<'a> {
    shell: Shell,
    to: &'a str,
    /// Name of the client that the form is about.
    about: Option<String>,
    kept: Vec<(String, String)>,
    /// Of that what was typed, in words.
    shown: Vec<(String, String)>,
}

/// What the value of a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    /// Words that somebody typed or chose.
    Words,
    /// A code, with what its message begins with.
    Code(&'static str),
    /// The name of a field.
    Field,
    /// A date as programs write it.
    Date,
    /// A language.
    Language,
    /// A box that was ticked.
    Tick,
    /// The lines of a signature.
    Drawn,
    /// The name of a file that has to be chosen once more.
    File,
    Artist,
    Appointment,
    Service,
    Client,
    /// Nothing that was typed.
    Hidden,
}

/// What a field of this kind of form holds.
fn meaning(kind: &str, field: &str) -> Value {
    if field.starts_with("was.") {
        return Value::Hidden;
    }
    if field.starts_with("lost.") {
        return Value::File;
    }
    if Question::ASKED.iter().any(|question| question.code() == field) {
        return Value::Code("reply");
    }
    match (kind, field) {
        ("session", "then") => Value::Code("booking-act"),
        (_, "version" | "seen" | "text_hash" | "next" | "anyway" | "confirm_warnings" | "key" | "then") => {
            Value::Hidden
        }
        (_, "record" | "other" | "other_version" | "id" | "token" | "take" | "find" | "client_q") => {
            Value::Hidden
        }
        ("booking", "from") => Value::Hidden,
        ("merge", _) if field.starts_with("side.") => Value::Code("merge-side"),
        ("consent", "act") => Value::Code("consent-act"),
        (_, "act") => Value::Hidden,
        ("block", "kind") => Value::Code("block"),
        (_, "kind") => Value::Code("consent"),
        ("block", "which") => Value::Code("blocks-which"),
        ("booking", "status") => Value::Code("appointment"),
        ("cancel", "by") => Value::Code("cancelled-by"),
        (_, "manner") => Value::Code("consent-manner"),
        (_, "signer") => Value::Code("signer"),
        (_, "informed_consent") => Value::Code("first-answer"),
        (_, "document") => Value::Code("document"),
        (_, "validity") => Value::Code("validity"),
        (_, "privacy") => Value::Code("privacy"),
        (_, "profile") => Value::Code("profile"),
        (_, "theme") => Value::Code("theme"),
        (_, "starts_which" | "ends_which") => Value::Code("booking-which"),
        ("correct", "field") => Value::Field,
        (_, "signature") => Value::Drawn,
        (_, "language") => Value::Language,
        (_, "whole_days" | "free_rest" | "public" | "featured") => Value::Tick,
        (_, "artist_id" | "artist" | "preferred_artist_id") => Value::Artist,
        (_, "appointment_id" | "continues_id") => Value::Appointment,
        (_, "service_id") => Value::Service,
        (_, "client_id") => Value::Client,
        (_, "birth_date" | "date" | "end_date" | "from_date" | "to_date" | "until" | "made_on") => {
            Value::Date
        }
        _ => Value::Words,
    }
}

/// The name of what an id means, for whoever may know it.
fn named(studio: &Studio, ctx: &OpCtx, say: &Say, what: Value, id: &str) -> Result<String, Error> {
    Ok(match what {
        Value::Artist => studio.artist(ctx, id.parse::<ArtistId>()?)?.card.name,
        Value::Service => studio.service(ctx, id.parse::<ServiceId>()?)?.name,
        Value::Client => studio.client(ctx, id.parse::<ClientId>()?)?.card.name,
        _ => {
            let card = studio.appointment(ctx, id.parse::<AppointmentId>()?)?.card;
            format!("{} · {}", say.moment(&card.starts_at), card.artist.name)
        }
    })
}

/// A value in words; `None`: it says nothing to people.
fn words(studio: &Studio, ctx: &OpCtx, say: &Say, what: Value, value: &str) -> Option<String> {
    match what {
        Value::Hidden => None,
        Value::Words => Some(value.to_owned()),
        Value::Code(prefix) => say.maybe(&key(prefix, value)),
        Value::Field => say.maybe(&key("field", value)),
        Value::Date => Some(say.stored_date(value)),
        Value::Language => Lang::parse(value).map(|lang| lang.name().to_owned()),
        Value::Tick => (value != "0").then(|| say.t("reply-yes")),
        Value::Drawn => Some(say.t("carry-on-drawn")),
        Value::File => Some(say.with("file-again", "name", value)),
        Value::Artist | Value::Appointment | Value::Service | Value::Client => Some(
            named(studio, ctx, say, what, value).unwrap_or_else(|_not_for_them| say.t("carry-on-chosen")),
        ),
    }
}

/// What was typed into fields that people see, where it is another than stood there when the form was opened: label and words, in the order of
/// the form, several values of a field as one.
fn shown(
    studio: &Studio,
    ctx: &OpCtx,
    say: &Say,
    to: &str,
    kept: &[(String, String)],
) -> Vec<(String, String)> {
    let kind = kind_of(to);
    let was = |name: &str, value: &str| {
        kept.iter().any(|(other, before)| other.strip_prefix("was.") == Some(name) && before == value)
    };
    let mut all: Vec<(String, String)> = Vec::new();
    if let Some(asked) =
        to.split_once("/consent/").map(|(_, rest)| rest.split('/').next().unwrap_or_default())
    {
        all.extend(say.maybe(&key("consent", asked)).map(|words| (say.t("field-kind"), words)));
    }
    for (name, value) in kept.iter().filter(|(name, value)| !value.is_empty() && !was(name, value)) {
        let field = name.strip_prefix("lost.").unwrap_or(name);
        let label = super::labels::label(kind, field);
        let label = match field.ends_with(".detail") {
            true => Some(say.with("health-detail-of", "what", &say.t(&label))),
            false => say.maybe(&label),
        };
        let words = words(studio, ctx, say, meaning(kind, name), value);
        let Some((label, words)) = label.zip(words) else { continue };
        match all.iter_mut().find(|(known, _)| *known == label) {
            Some((_, there)) => *there = format!("{there}, {words}"),
            None => all.push((label, words)),
        }
    }
    all
}

/// The name of the client whose form has this address, for whoever may know it.
fn about(studio: &Studio, ctx: &OpCtx, to: &str) -> Option<String> {
    let id: ClientId = to.strip_prefix("/clients/")?.split('/').next()?.parse().ok()?;
    studio.client(ctx, id).ok().map(|sheet| sheet.card.name)
}

/// The page on which the person who has signed in again sends the form, or drops it.
pub(super) async fn page(
    app: &App,
    ctx: OpCtx,
    outside: Shell,
    to: &str,
    kept: Vec<(String, String)>,
) -> Response {
    let (address, held, plain) = (to.to_owned(), kept.clone(), outside.say.clone());
    let now = ctx.visit.now;
    let found = blocking(app, move |studio| {
        // In the language of the person, and by the clock of the studio.
        let of = |frame: &Frame| Say::new(lang_of(frame), frame.house.zone(), now);
        let say = studio.frame(&ctx).map_or(plain, |frame| of(&frame));
        let shown = shown(studio, &ctx, &say, &address, &held);
        Ok((about(studio, &ctx, &address), shown, say))
    });
    let (about, shown, say) = match found.await {
        Ok((about, shown, say)) => (about, shown, Some(say)),
        // What was typed is still sent; only what it says can't be told now.
        Err(_busy) => (None, Vec::new(), None),
    };
    let shell = Shell { say: say.unwrap_or(outside.say), ..outside };
    html(StatusCode::OK, &Page { shell, to, about, kept, shown })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_programs_read_is_not_shown() {
        for (kind, field) in [
            ("consent", "text_hash"),
            ("", "version"),
            ("", "was.city"),
            ("", "then"),
            ("booking", "from"),
            ("booking", "key"),
        ] {
            assert_eq!(meaning(kind, field), Value::Hidden, "{kind} {field}");
        }
        assert_eq!(meaning("consent", "signature"), Value::Drawn);
        assert_eq!(meaning("find", "from"), Value::Words);
        assert_eq!(meaning("", "skin"), Value::Code("reply"));
    }
}
