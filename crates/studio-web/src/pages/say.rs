//! Words and dates of a page, in its language.

use chrono::{Datelike as _, NaiveDate, Timelike as _};
use studio_domain::{StudioZone, Timestamp};
use studio_text::{Args, Lang, has, text};

/// Speaks one language, in one time zone.
#[derive(Debug, Clone)]
pub(crate) struct Say {
    lang: Lang,
    zone: StudioZone,
    today: NaiveDate,
}

impl Say {
    pub(crate) fn new(lang: Lang, zone: StudioZone, now: Timestamp) -> Self {
        Self { lang, zone, today: zone.date(now) }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// Code of the language, as HTML wants it.
    pub(crate) fn code(&self) -> &'static str {
        self.lang.code()
    }

    /// A message. Names of fields may stand in the key as they are, with underscores.
    pub(crate) fn t(&self, key: &str) -> String {
        text(self.lang, &key.replace('_', "-"), &Args::new())
    }

    /// A message that names something.
    pub(crate) fn with(&self, key: &str, name: &str, value: &str) -> String {
        text(self.lang, key, &Args::new().text(name, value))
    }

    /// A message that says what something was and what it is.
    pub(crate) fn turned(&self, key: &str, before: &str, now: &str) -> String {
        text(self.lang, key, &Args::new().text("from", before).text("to", now))
    }

    /// A message that names two things.
    pub(crate) fn both(&self, key: &str, one: (&str, &str), other: (&str, &str)) -> String {
        text(self.lang, key, &Args::new().text(one.0, one.1).text(other.0, other.1))
    }

    /// From when to when: `Fri 14 Mar, 16:30–18:00`; with the other date where it ends on another day.
    pub(crate) fn span(&self, from: &Timestamp, to: &Timestamp) -> String {
        if self.zone.date(*from) != self.zone.date(*to) {
            return format!("{} – {}", self.moment(from), self.moment(to));
        }
        format!("{}–{}", self.moment(from), self.hour(to))
    }

    /// The hour of a moment, as the wall clock shows it.
    pub(crate) fn hour(&self, at: &Timestamp) -> String {
        let local = self.zone.local(*at);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// A message that counts something.
    pub(crate) fn count(&self, key: &str, count: usize) -> String {
        text(self.lang, key, &Args::new().number("count", i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// The same of a count that stands in a row.
    pub(crate) fn many(&self, key: &str, count: &usize) -> String {
        self.count(key, *count)
    }

    /// The name of a code, `PREFIX-CODE`.
    pub(crate) fn named(&self, prefix: &str, code: &str) -> String {
        self.t(&studio_text::key(prefix, code))
    }

    /// That an action of this code takes the master code.
    pub(crate) fn needs_code(&self, action: &str) -> String {
        self.with("elevation-for", "action", &self.named("action", action))
    }

    /// Who did something: a person, the operator of the program on the machine itself, or nobody that is known, where it was brought along.
    pub(crate) fn by(&self, person: Option<String>, imported: bool) -> String {
        match person {
            Some(name) if !name.is_empty() => name,
            _ if imported => self.t("note-imported"),
            _ => self.t("actor-operator"),
        }
    }

    /// A message if there is one under this key.
    pub(crate) fn maybe(&self, key: &str) -> Option<String> {
        has(self.lang, key).then(|| self.t(key))
    }

    /// A moment: weekday, date and time, as `Fri 14 Mar, 16:30`; with the year where it is another one.
    pub(crate) fn moment(&self, at: &Timestamp) -> String {
        let local = self.zone.local(*at);
        let time = format!("{:02}:{:02}", local.hour(), local.minute());
        text(self.lang, "date-at", &Args::new().text("date", self.day(local.date())).text("time", time))
    }

    /// A moment as a document has it: date with its year, time, and the zone's name.
    pub(crate) fn stamp(&self, at: &Timestamp) -> String {
        let local = self.zone.local(*at);
        let time = format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second());
        let date = text(self.lang, "date-plain", &self.parts(local.date()));
        format!(
            "{}, {}",
            text(self.lang, "date-at", &Args::new().text("date", date).text("time", time)),
            self.zone.name()
        )
    }

    /// The date of a moment.
    pub(crate) fn date(&self, at: &Timestamp) -> String {
        self.day(self.zone.date(*at))
    }

    /// The local date of now.
    pub(crate) const fn today_is(&self) -> NaiveDate {
        self.today
    }

    /// Where an appointment of that day is looked at with the others, and the message that names the place: Today, or the agenda of the day.
    pub(crate) fn place_of(&self, day: NaiveDate) -> (String, &'static str) {
        if day == self.today {
            ("/".to_owned(), "nav-today")
        } else {
            (format!("/agenda?date={day}"), "nav-agenda")
        }
    }

    /// The local date of a moment.
    pub(crate) fn day_of(&self, at: &Timestamp) -> NaiveDate {
        self.zone.date(*at)
    }

    /// The same moment for programs.
    pub(crate) fn machine(&self, at: &Timestamp) -> String {
        self.zone.offset_rfc3339(*at)
    }

    /// Today, in full.
    pub(crate) fn today(&self) -> String {
        self.titled_day(self.today)
    }

    /// A date with its weekday as a title has it: with its year where that is another one than now.
    pub(crate) fn titled_day(&self, date: NaiveDate) -> String {
        if date.year() != self.today.year() {
            return self.whole_day(date);
        }
        text(self.lang, "date-today", &self.parts(date).text("weekday", self.whole_weekday(date)))
    }

    /// The time of a moment by the wall clock.
    pub(crate) fn time(&self, at: Timestamp) -> String {
        let local = self.zone.local(at);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// The same of a moment that stands in a row.
    pub(crate) fn clock(&self, at: &Timestamp) -> String {
        self.time(*at)
    }

    /// A date in full, with its weekday and year.
    pub(crate) fn whole_day(&self, date: NaiveDate) -> String {
        text(self.lang, "date-whole", &self.parts(date).text("weekday", self.whole_weekday(date)))
    }

    /// The name of a date's weekday.
    pub(crate) fn whole_weekday(&self, date: NaiveDate) -> String {
        self.t(&format!("weekday-{}", date.weekday().number_from_monday()))
    }

    /// The name of a date's weekday, in short.
    pub(crate) fn weekday(&self, date: NaiveDate) -> String {
        self.t(&format!("weekday-short-{}", date.weekday().number_from_monday()))
    }

    /// The day of a date in its month.
    pub(crate) fn day_number(&self, date: NaiveDate) -> String {
        date.day().to_string()
    }

    /// Month and year of a date.
    pub(crate) fn month_of(&self, date: NaiveDate) -> String {
        text(self.lang, "date-month", &self.parts(date))
    }

    /// From a date to a date.
    pub(crate) fn days(&self, first: NaiveDate, last: NaiveDate) -> String {
        if first == last {
            return self.whole_day(first);
        }
        let args = Args::new().text("from", self.day(first)).text("to", self.day(last));
        text(self.lang, "date-days", &args)
    }

    /// A stored calendar date, `YYYY-MM-DD`; as it is if it is not one.
    pub(crate) fn stored_date(&self, raw: &str) -> String {
        raw.parse::<NaiveDate>().map_or_else(
            |_not_a_date| raw.to_owned(),
            |date| text(self.lang, "date-plain", &self.parts(date)),
        )
    }

    fn parts(&self, date: NaiveDate) -> Args {
        Args::new()
            .text("day", date.day().to_string())
            .text("month", self.t(&format!("month-{}", date.month())))
            .text("year", date.year().to_string())
    }

    fn day(&self, date: NaiveDate) -> String {
        let weekday = self.t(&format!("weekday-short-{}", date.weekday().number_from_monday()));
        let args = Args::new()
            .text("weekday", weekday)
            .text("day", date.day().to_string())
            .text("month", self.t(&format!("month-short-{}", date.month())))
            .text("year", date.year().to_string());
        text(
            self.lang,
            if date.year() == self.today.year() { "date-short" } else { "date-short-year" },
            &args,
        )
    }
}

/// Up to two letters for somebody without a photo.
pub(crate) fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(lang: Lang) -> Say {
        // 2026-09-21, 08:13 in Madrid.
        let now = Timestamp::from_millis(1_790_000_000_000);
        Say::new(lang, StudioZone::parse("Europe/Madrid").unwrap(), now)
    }

    #[test]
    fn moments_are_written_as_the_language_writes_them() {
        let (soon, later) =
            (Timestamp::from_millis(1_790_000_000_000), Timestamp::from_millis(1_800_000_000_000));
        assert_eq!(say(Lang::En).moment(&soon), "Mon 21 Sept, 16:13");
        assert_eq!(say(Lang::Es).moment(&soon), "lun 21 sept, 16:13");
        assert_eq!(say(Lang::En).moment(&later), "Fri 15 Jan 2027, 09:00");
        assert_eq!(say(Lang::Es).today(), "lunes, 21 de septiembre");
        let end = Timestamp::from_millis(soon.millis() + 5_400_000);
        assert_eq!(say(Lang::En).span(&soon, &end), "Mon 21 Sept, 16:13–17:43");
        let night = Timestamp::from_millis(soon.millis() + 36_000_000);
        assert_eq!(say(Lang::Es).span(&soon, &night), "lun 21 sept, 16:13 – mar 22 sept, 02:13");
        assert_eq!(say(Lang::En).stored_date("1994-02-03"), "3 February 1994");
        assert_eq!(say(Lang::En).stored_date("about 1994"), "about 1994");
    }

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        for (name, letters) in [
            ("Sofía O'Farrill-Núñez", "SO"),
            ("lola", "L"),
            ("Ana María de la Luz", "AL"),
            ("🖤 noir", "N"),
            ("", ""),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }
}
