//! What is known of a person: ways to reach somebody, where somebody lives, when somebody was born.

use chrono::{Datelike, Days, NaiveDate};
use studio_domain::{Language, fold};

use crate::chance::{Chance, wide};
use crate::names::{Gender, Name};
use crate::words::Words;

/// Domains that belong to nobody by the rules of the internet: no mail to a demo's client ever reaches anybody.
const DOMAINS: [&str; 5] = ["example.com", "correo.example", "example.org", "mail.example", "example.net"];
/// Area codes of North America.
const AREAS: [&str; 20] = [
    "503", "971", "541", "360", "206", "253", "509", "208", "707", "415", "510", "213", "303", "512", "312",
    "617", "212", "718", "305", "404",
];
/// Longest Instagram name.
const HANDLE: usize = 30;
/// From this client on, numbers keep addresses apart that would be the same for most bearers of a common name.
const COMMON: usize = 400;

/// A name as addresses have it: folded, ASCII letters and digits only, words joined.
pub(crate) fn handle(name: &str, join: &str) -> String {
    let words = fold(name);
    let ascii = |word: &str| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    words.split(' ').map(ascii).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(join)
}

/// A phone number. For people to look at, North American ones are from the range that is reserved for fiction; Spain has none.
pub(crate) fn phone(chance: &mut Chance, language: Language, lively: bool) -> String {
    let home = match language {
        Language::Es => 88,
        Language::En => 12,
    };
    let mut digits = |count: u32| {
        let limit = 10_u64.saturating_pow(count);
        format!("{:0width$}", chance.below(limit), width = usize::try_from(count).unwrap_or_default())
    };
    let (prefix, middle, last) = (digits(2), digits(3), digits(3));
    let (exchange, line) = (digits(2), digits(4));
    if chance.percent(home) {
        return format!("+34 6{prefix} {middle} {last}");
    }
    let area = chance.pick(&AREAS);
    if lively {
        return format!("+1 {area}-555-01{exchange}");
    }
    let lead = chance.below(8).saturating_add(2);
    format!("+1 {area}-{lead}{exchange}-{line}")
}

/// A mail address.
pub(crate) fn email(chance: &mut Chance, name: &Name, index: usize) -> String {
    let local = format!("{}.{}", handle(name.first, ""), handle(name.last, ""));
    let domain = chance.pick_early(&DOMAINS);
    let birth = chance.below(45).saturating_add(60) % 100;
    match (index < COMMON, chance.percent(60)) {
        (true, true) => format!("{local}@{domain}"),
        (true, false) => format!("{local}{birth:02}@{domain}"),
        (false, _) => format!("{local}.{index}@{domain}"),
    }
}

/// An Instagram name. The two dots in a row are on purpose: Instagram gives such a name to nobody, so that no link of a demo leads to
/// somebody who exists.
pub(crate) fn instagram(chance: &mut Chance, name: &Name, index: usize) -> String {
    let (first, last) = (handle(name.first, ""), handle(name.last, ""));
    let plain = match chance.below(4) {
        0 => format!("{first}..{last}"),
        1 => format!("{first}..{last}.ink"),
        2 => format!("{last}..{first}"),
        _ => format!("{first}_{last}..{:02}", chance.below(100)),
    };
    let told = if index < COMMON || chance.percent(15) { plain } else { format!("{plain}{index}") };
    told.chars().take(HANDLE).collect()
}

/// Street and number.
pub(crate) fn address(chance: &mut Chance, words: &Words) -> String {
    let number = chance.below(140).saturating_add(1).to_string();
    let street = chance.pick(words.streets);
    chance.pick(words.address).replace("{street}", street).replace("{number}", &number)
}

/// The word for somebody's gender.
pub(crate) fn gender(chance: &mut Chance, words: &Words, of: Gender) -> &'static str {
    let [woman, man, other] = words.genders;
    match of {
        // The name does not say who somebody is.
        _ if chance.percent(2) => other,
        Gender::Woman => woman,
        Gender::Man => man,
        Gender::Either => other,
    }
}

/// A date of birth: most clients are between 18 and 40.
pub(crate) fn birth_date(chance: &mut Chance, today: NaiveDate, minor: bool) -> NaiveDate {
    let years = if minor { 16 } else { 18_u64.saturating_add(wide(chance.early_place(46))) };
    let days = if minor { chance.below(700) } else { chance.below(365).saturating_add(1) };
    let year = today.year().saturating_sub(i32::try_from(years).unwrap_or_default());
    // The 28th exists in every month.
    let birthday = NaiveDate::from_ymd_opt(year, today.month(), today.day().min(28)).unwrap_or(today);
    birthday.checked_sub_days(Days::new(days)).unwrap_or(birthday)
}
