//! What stands in the way of a booking, in words: whose appointment it is, and when.

use studio_domain::{AppointmentId, StudioZone, Timestamp};
use studio_store::{Conflict, Taken};
use studio_text::{Args, Lang, key, text};

use super::{ItemKind, ItemTold, Told};
use crate::appointments::Clash;

/// The refusal: its sentence is that of the first thing.
pub(super) fn told(clash: &Clash, lang: Lang) -> Told {
    let items: Vec<ItemTold> =
        clash.conflicts.iter().map(|one| conflict(one, clash.zone, lang, &plain_day(clash.zone))).collect();
    let first = items.first();
    let code = first.map_or("conflict", |first| first.code);
    Told {
        code,
        name: key("clash", code),
        message: first.map(|first| first.message.clone()).unwrap_or_default(),
        hint: None,
        errors: Vec::new(),
        items,
        internal: None,
    }
}

/// One thing that has a sentence without variables.
pub(super) fn item(kind: ItemKind, prefix: &str, code: &'static str, lang: Lang) -> ItemTold {
    ItemTold { kind, code, message: text(lang, &key(prefix, code), &Args::new()), appointment: None }
}

/// A day as programs write it.
pub(super) fn plain_day(zone: StudioZone) -> impl Fn(Timestamp) -> String {
    move |moment| at(zone, moment, "%Y-%m-%d")
}

/// One thing that stands in the way of a booking; `day` writes the day of a moment.
pub(super) fn conflict(
    conflict: &Conflict,
    zone: StudioZone,
    lang: Lang,
    day: &dyn Fn(Timestamp) -> String,
) -> ItemTold {
    let code = conflict.kind().code();
    let (args, appointment) = match conflict {
        Conflict::ArtistBooked(taken) | Conflict::ClientBooked(taken) => {
            (of_appointment(taken, zone, day), Some(taken.id))
        }
        Conflict::ArtistBlocked(block) => {
            let moment = |moment| format!("{} {}", day(moment), at(zone, moment, "%H:%M"));
            let args = Args::new()
                .text("artist", &block.artist.name)
                .text("kind", &block.kind)
                .text("from", moment(block.starts_at))
                .text("to", moment(block.ends_at));
            (args, None)
        }
        Conflict::ArtistInactive(artist) => (Args::new().text("artist", &artist.name), None),
        Conflict::ClientArchived(client) => (Args::new().text("client", &client.name), None),
    };
    told_item(code, &args, appointment, lang)
}

fn told_item(code: &'static str, args: &Args, appointment: Option<AppointmentId>, lang: Lang) -> ItemTold {
    ItemTold { kind: ItemKind::Conflict, code, message: text(lang, &key("clash", code), args), appointment }
}

fn of_appointment(taken: &Taken, zone: StudioZone, day: &dyn Fn(Timestamp) -> String) -> Args {
    Args::new()
        .text("artist", &taken.artist.name)
        .text("client", &taken.client.name)
        .text("date", day(taken.starts_at))
        .text("from", at(zone, taken.starts_at, "%H:%M"))
        .text("to", at(zone, taken.ends_at, "%H:%M"))
}

fn at(zone: StudioZone, moment: Timestamp, form: &str) -> String {
    zone.local(moment).format(form).to_string()
}
