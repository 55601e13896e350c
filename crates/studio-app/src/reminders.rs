//! Reminders by hand: who has an appointment soon and wants to be reminded, how to reach them and what to say. Nothing is sent by itself.

use std::time::Duration;

use chrono::{Datelike as _, NaiveDate};
use studio_domain::{
    AppointmentId, ConsentKind, Language, Occasion, Phone, ReminderWay, Reminding, Standing, Values,
    consent_state, first_name, parse_date, reminder_text,
};
use studio_store::actions::{ListToRemind, MarkReminded};
use studio_store::{Guarded as _, OpCtx, ToRemind};
use studio_text::{Args, Lang, text};

use crate::error::{Error, Result, Rule};
use crate::form::Form;
use crate::studio::Studio;

/// The appointments of a day whose clients are to be reminded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemindList {
    /// The day.
    pub date: NaiveDate,
    /// In which language the texts are.
    pub language: Language,
    /// In order; those that were reminded too.
    pub items: Vec<ReminderRow>,
    /// How many open appointments of that day are of clients who did not agree to be reminded.
    pub without: usize,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderRow {
    /// The appointment, with its client.
    pub of: ToRemind,
    /// What to say.
    pub text: String,
    /// Address for a call: `tel:…`.
    pub call: Option<String>,
    /// Address for a message with the text; only for numbers that exist somewhere in the world.
    pub whatsapp: Option<String>,
    /// Address for a mail with the text.
    pub mail: Option<String>,
}

/// A day as the language writes it: `Tuesday, 22 September`.
fn written(lang: Lang, date: NaiveDate) -> String {
    let say = |key: String| text(lang, &key, &Args::new());
    let args = Args::new()
        .text("weekday", say(format!("weekday-{}", date.weekday().number_from_monday())))
        .text("day", date.day().to_string())
        .text("month", say(format!("month-{}", date.month())));
    text(lang, "date-today", &args)
}

/// Text as a part of an address.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_mul(2));
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn agreed(of: &ToRemind, house: &Values, today: NaiveDate) -> bool {
    let occasion = Occasion { date: today, appointment: Some(of.id) };
    let validity = house.consent_validity(ConsentKind::Reminders);
    let state = consent_state(&of.said, ConsentKind::Reminders, validity, house.zone(), &occasion);
    state.standing == Standing::Given
}

fn row(of: ToRemind, house: &Values, language: Language) -> ReminderRow {
    let lang = Lang::parse(language.code()).unwrap_or(Lang::En);
    let local = house.zone().local(of.starts_at);
    let phone = house.studio_phone().map(|phone| phone.as_str().to_owned()).unwrap_or_default();
    let message = reminder_text(
        house.reminder(language),
        &Reminding {
            client: first_name(&of.client.name),
            artist: &of.artist.name,
            date: &written(lang, local.date()),
            time: &local.format("%H:%M").to_string(),
            studio: house.studio_name(),
            phone: &phone,
        },
    );
    let number = of.phone.as_deref().and_then(|raw| Phone::parse(raw).ok());
    let dialled = number.as_ref().map(|phone| {
        let plus = if phone.as_str().starts_with('+') { "+" } else { "" };
        phone.e164(house.country()).unwrap_or_else(|| format!("{plus}{}", phone.digits()))
    });
    let whatsapp = number
        .as_ref()
        .and_then(|phone| phone.e164(house.country()))
        .map(|e164| format!("https://wa.me/{}?text={}", e164.trim_start_matches('+'), encoded(&message)));
    let mail = of.email.as_deref().map(|mail| {
        format!(
            "mailto:{}?subject={}&body={}",
            encoded(mail),
            encoded(house.studio_name()),
            encoded(&message)
        )
    });
    ReminderRow { call: dialled.map(|number| format!("tel:{number}")), whatsapp, mail, text: message, of }
}

impl Studio {
    /// The open appointments of a day, by default tomorrow, whose clients agreed to be reminded, with what to say in a language, by default
    /// the studio's. An artist has the own ones.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Refused`].
    pub fn to_remind(&self, ctx: &OpCtx, date: &str, language: &str) -> Result<RemindList> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<ListToRemind>()?;
            let house = tx.house()?;
            let zone = house.zone();
            let today = zone.date(tx.now());
            let mut form = Form::default();
            let date = match date.trim() {
                "" => zone.date(zone.day(today).end()),
                raw => form.take(parse_date("date", raw)).unwrap_or(today),
            };
            let language = match language.trim() {
                "" => house.language(),
                raw => form.take(Language::parse(raw)).unwrap_or(house.language()),
            };
            form.finish()?;
            let day = zone.day(date);
            let open = tx.to_remind(&may, day.start(), day.end())?;
            let all = open.len();
            let items: Vec<ReminderRow> = open
                .into_iter()
                .filter(|one| agreed(one, &house, today))
                .map(|one| row(one, &house, language))
                .collect();
            Ok(RemindList { date, language, without: all.saturating_sub(items.len()), items })
        })
    }

    /// Refuses whoever could remind nobody, before anybody looks for an appointment.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn expect_to_remind(&self, ctx: &OpCtx) -> Result<()> {
        self.store.read(ctx, |tx| {
            if !tx.lists(MarkReminded::ACTION) {
                tx.authorize_list::<ListToRemind>()?;
            }
            Ok(())
        })
    }

    /// Keeps that a client was reminded, by whom and when.
    ///
    /// # Errors
    /// [`Rule::NotToRemind`] if the appointment is not open, has begun, or the client did not agree to be reminded; [`Error::Invalid`],
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn mark_reminded(&self, ctx: &OpCtx, id: AppointmentId, way: &str) -> Result<()> {
        let way = way.to_owned();
        self.store.write(ctx, move |tx| {
            let scope = tx.any_appointment(id)?;
            let may = tx.authorize::<MarkReminded>(&scope)?;
            let way = ReminderWay::parse(&way)?;
            let house = tx.house()?;
            let of = tx.reminding(&may)?;
            let today = house.zone().date(tx.now());
            let coming = of.starts_at.plus(Duration::from_secs(60)) > tx.now();
            if !(of.status.is_open() && coming && agreed(&of, &house, today)) {
                return Err(Error::Rule(Rule::NotToRemind));
            }
            Ok(tx.mark_reminded(&may, way)?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_nothing_that_ends_them() {
        assert_eq!(encoded("a b&c=d?e#f\n%ñ"), "a%20b%26c%3Dd%3Fe%23f%0A%25%C3%B1");
        assert_eq!(encoded("A-z.0_9~"), "A-z.0_9~");
    }

    #[test]
    fn a_day_is_written_as_its_language_writes_it() {
        let date = NaiveDate::from_ymd_opt(2026, 9, 22).unwrap();
        assert_eq!(written(Lang::En, date), "Tuesday, 22 September");
        assert_eq!(written(Lang::Es, date), "martes, 22 de septiembre");
    }
}
