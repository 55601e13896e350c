//! The artists of the invented studio.

use studio_domain::{BasisPoints, Colour, Language, PALETTE, Setting, WorkingHours};

use crate::chance::{Chance, Stream};
use crate::names::nth_first;
use crate::notes::inside;
use crate::plan::Plan;
use crate::words::{listed, of};

/// An artist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artist {
    /// Name under which the artist works; no two are the same.
    pub name: String,
    /// Colour on the agenda.
    pub colour: Colour,
    /// Text of the public page.
    pub bio: String,
    /// Styles, from the list that a studio of the language starts with.
    pub styles: Vec<&'static str>,
    /// Mail address, in a domain that is nobody's.
    pub email: String,
    /// Working hours.
    pub hours: WorkingHours,
    /// Share of a payment.
    pub commission: BasisPoints,
    /// Price of an hour in minor units, in steps of 5.
    pub(crate) hourly: i64,
}

/// The first artists, so that every demo has the same cast. The rest is put together.
const CAST: [&str; 4] = ["Lola Tramontana", "Bruno Candil", "Nadia Corvo", "Iker Salitre"];
/// Working names that are no family's.
const TRADE: [&str; 24] = [
    "Candil",
    "Corvo",
    "Salitre",
    "Tramontana",
    "Aguja",
    "Bruma",
    "Cobre",
    "Dédalo",
    "Espiga",
    "Farol",
    "Grieta",
    "Humo",
    "Índigo",
    "Junco",
    "Kraken",
    "Lince",
    "Marea",
    "Nogal",
    "Ónice",
    "Pluma",
    "Quilla",
    "Resina",
    "Sombra",
    "Tinta",
];
/// Weeks that leave no day without at least two artists.
const WEEKS: [&str; 4] = [
    "tue-sat 10:00-14:00,16:00-20:00",
    "mon-fri 11:00-19:00",
    "wed-sun 12:00-20:00",
    "thu-mon 10:00-14:00,15:00-19:00",
];

/// All artists of a plan.
pub(crate) fn all(plan: &Plan) -> Vec<Artist> {
    (0..plan.artists).map(|place| artist(plan, place)).collect()
}

/// The styles to choose from, without the two that are kinds of work rather than of drawing.
pub(crate) fn styles(language: Language) -> Vec<&'static str> {
    let all: Vec<&str> = Setting::Styles.default_in(language).lines().collect();
    let drawn = all.len().saturating_sub(2);
    all.into_iter().take(drawn).collect()
}

fn artist(plan: &Plan, place: usize) -> Artist {
    let mut chance = Chance::of(plan.seed, Stream::Artist, crate::chance::wide(place));
    let words = of(plan.language);
    let name = name(place);
    let known = styles(plan.language);
    let styles: Vec<&str> = (0..3_usize)
        .filter_map(|nth| {
            known.get(place.wrapping_mul(3).wrapping_add(nth).checked_rem(known.len())?).copied()
        })
        .collect();
    let spoken: Vec<String> = styles.iter().map(|style| inside(style)).collect();
    let spoken: Vec<&str> = spoken.iter().map(String::as_str).collect();
    let bio =
        words.bios.get(place.checked_rem(words.bios.len()).unwrap_or_default()).copied().unwrap_or_default();
    let [first_colour, ..] = &PALETTE;
    let palette = PALETTE
        .get(place.wrapping_mul(5).checked_rem(PALETTE.len()).unwrap_or_default())
        .unwrap_or(first_colour);
    let week = WEEKS.get(place.checked_rem(WEEKS.len()).unwrap_or_default()).copied().unwrap_or_default();
    let share = u16::try_from(chance.below(5)).unwrap_or_default().saturating_mul(500).saturating_add(4_000);
    Artist {
        colour: palette.colour(),
        bio: bio.replace("{styles}", &listed(&spoken, words.and)),
        email: format!("{}@studio.example", crate::people::handle(&name, ".")),
        styles,
        hours: WorkingHours::parse(week).unwrap_or_default(),
        commission: BasisPoints::new(share).unwrap_or_default(),
        hourly: i64::try_from(chance.below(9)).unwrap_or_default().saturating_mul(500).saturating_add(7_000),
        name,
    }
}

fn name(place: usize) -> String {
    if let Some(name) = CAST.get(place) {
        return (*name).to_owned();
    }
    // 37 and 100 have no common divisor, nor do the lengths repeat together before 600.
    let trade = TRADE.get(place.checked_rem(TRADE.len()).unwrap_or_default()).copied().unwrap_or_default();
    format!("{} {trade}", nth_first(place.wrapping_mul(37).wrapping_add(11)))
}
