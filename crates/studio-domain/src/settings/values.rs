//! All settings of a studio at one moment, with a typed reader for each.

use super::kind::Kind;
use super::registry::Setting;
use crate::{
    BasisPoints, ConsentKind, ConsentValidity, Currency, Email, Invalid, Language, Phone, StudioZone, Theme,
    Weekday, WorkingHours,
};
use std::collections::BTreeMap;
use std::time::Duration;

/// What is set; everything else is as by default.
///
/// The readers can't fail: text that [`Setting::normalise`] made is always read, and for other text (a file that
/// somebody edited) the default holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values(BTreeMap<Setting, String>);

impl Values {
    /// Nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a value from what was typed, and returns it as it is to be stored.
    ///
    /// # Errors
    /// As [`Setting::normalise`]; nothing changes then.
    pub fn set(&mut self, setting: Setting, raw: &str) -> Result<&str, Invalid> {
        let text = setting.normalise(raw)?;
        Ok(self.0.entry(setting).insert_entry(text).into_mut())
    }

    /// Back to the default.
    pub fn reset(&mut self, setting: Setting) {
        self.0.remove(&setting);
    }

    /// The stored text, or the default.
    pub fn get(&self, setting: Setting) -> &str {
        self.0.get(&setting).map_or(setting.default(), String::as_str)
    }

    /// Whether something else than the default may hold.
    pub fn is_set(&self, setting: Setting) -> bool {
        self.0.contains_key(&setting)
    }

    /// What is set, in the order of the settings.
    pub fn iter(&self) -> impl Iterator<Item = (Setting, &str)> {
        self.0.iter().map(|(setting, text)| (*setting, text.as_str()))
    }

    /// Reads the stored text; the default where it can't be read.
    fn read<T>(&self, setting: Setting, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        parse(self.get(setting)).or_else(|| parse(setting.default()))
    }

    fn number(&self, setting: Setting) -> u32 {
        let (min, max) = match setting.kind() {
            Kind::Number { min, max, .. } => (min, max),
            _ => (0, i64::from(u32::MAX)),
        };
        let within = |text: &str| text.parse::<i64>().ok().filter(|number| (min..=max).contains(number));
        self.read(setting, within).and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
    }

    fn minutes(&self, setting: Setting) -> Duration {
        Duration::from_secs(u64::from(self.number(setting)) * 60)
    }

    fn days(&self, setting: Setting) -> Duration {
        Duration::from_secs(u64::from(self.number(setting)) * 24 * 60 * 60)
    }

    fn choice(&self, setting: Setting) -> &str {
        let stored = self.get(setting);
        let known = setting.kind().choices().is_some_and(|codes| codes.contains(&stored));
        if known { stored } else { setting.default() }
    }

    /// The studio's name.
    pub fn studio_name(&self) -> &str {
        self.get(Setting::StudioName)
    }

    /// The phone number that clients are given.
    pub fn studio_phone(&self) -> Option<Phone> {
        Phone::parse(self.get(Setting::StudioPhone)).ok()
    }

    /// The email address that clients are given.
    pub fn studio_email(&self) -> Option<Email> {
        Email::parse(self.get(Setting::StudioEmail)).ok()
    }

    /// The studio's street address, if it is set.
    pub fn studio_address(&self) -> Option<&str> {
        Some(self.get(Setting::StudioAddress)).filter(|text| !text.is_empty())
    }

    /// The country of phone numbers without plus, as [`Phone::e164`] takes it.
    pub fn country(&self) -> Option<&str> {
        Some(self.get(Setting::Country)).filter(|text| !text.is_empty())
    }

    /// The studio's time zone.
    pub fn zone(&self) -> StudioZone {
        self.read(Setting::TimeZone, |text| StudioZone::parse(text).ok()).unwrap_or(StudioZone::UTC)
    }

    /// The studio's currency.
    pub fn currency(&self) -> Currency {
        self.read(Setting::Currency, |text| Currency::parse(text).ok()).unwrap_or(Currency::EUR)
    }

    /// The language of people who have not chosen one.
    pub fn language(&self) -> Language {
        self.read(Setting::Language, |text| Language::parse(text).ok()).unwrap_or(Language::En)
    }

    /// The theme of people who have not chosen one.
    pub fn theme(&self) -> Theme {
        self.read(Setting::Theme, |text| Theme::parse(text).ok()).unwrap_or(Theme::System)
    }

    /// The day with which weeks begin.
    pub fn first_weekday(&self) -> Weekday {
        self.read(Setting::FirstWeekday, |text| Weekday::parse(text).ok()).unwrap_or(Weekday::Monday)
    }

    /// When the studio is open.
    pub fn opening_hours(&self) -> WorkingHours {
        self.read(Setting::OpeningHours, |text| WorkingHours::parse(text).ok()).unwrap_or_default()
    }

    /// The steps of the agenda in minutes.
    pub fn agenda_grid(&self) -> u32 {
        self.choice(Setting::AgendaGrid).parse().unwrap_or(30)
    }

    /// What a reminder in this language says.
    pub fn reminder(&self, language: Language) -> &str {
        self.get(Setting::reminder_in(language))
    }

    /// For how long before its start calling an appointment off is late.
    pub fn notice(&self) -> Duration {
        Duration::from_secs(u64::from(self.number(Setting::NoticeHours)) * 60 * 60)
    }

    /// Whether artists may move and cancel their own appointments within the notice period.
    pub fn artists_change_late(&self) -> bool {
        self.choice(Setting::ArtistsChangeLate) == "yes"
    }

    /// How long the master code opens locked actions.
    pub fn elevation(&self) -> Duration {
        self.minutes(Setting::ElevationMinutes)
    }

    /// How long a session may be idle.
    pub fn session_idle(&self) -> Duration {
        Duration::from_secs(u64::from(self.number(Setting::SessionIdleHours)) * 60 * 60)
    }

    /// How long a session may last at all.
    pub fn session_length(&self) -> Duration {
        self.days(Setting::SessionDays)
    }

    /// After how long without use the screen locks, if it does.
    pub fn auto_lock(&self) -> Option<Duration> {
        Some(self.minutes(Setting::AutoLockMinutes)).filter(|time| !time.is_zero())
    }

    /// The age below which a client is a minor, in years.
    pub fn age_of_majority(&self) -> u32 {
        self.number(Setting::AgeOfMajority)
    }

    /// After how long a health screening is to be reviewed.
    pub fn screening_age(&self) -> Duration {
        self.days(Setting::ScreeningDays)
    }

    /// How long a consent of this kind holds that nobody withdraws.
    pub fn consent_validity(&self, kind: ConsentKind) -> ConsentValidity {
        self.read(Setting::validity_of(kind), |text| ConsentValidity::parse(text).ok())
            .unwrap_or(ConsentValidity::UntilWithdrawn)
    }

    /// After how many months a retention run removes health answers, if it does.
    pub fn health_retention_months(&self) -> Option<u32> {
        Some(self.number(Setting::HealthRetentionMonths)).filter(|months| *months > 0)
    }

    /// The tattoo styles to choose from.
    pub fn styles(&self) -> Vec<&str> {
        self.entries(Setting::Styles)
    }

    /// The places on the body to choose from.
    pub fn placements(&self) -> Vec<&str> {
        self.entries(Setting::Placements)
    }

    /// The answers to how a client found the studio.
    pub fn sources(&self) -> Vec<&str> {
        self.entries(Setting::Sources)
    }

    fn entries(&self, setting: Setting) -> Vec<&str> {
        self.get(setting).lines().filter(|entry| !entry.is_empty()).collect()
    }

    /// Name and rate of the tax that receipts show, if it has a name.
    pub fn tax(&self) -> Option<(&str, BasisPoints)> {
        let name = Some(self.get(Setting::TaxName)).filter(|name| !name.is_empty())?;
        let rate = u16::try_from(self.number(Setting::TaxRate)).ok()?;
        Some((name, BasisPoints::new(rate).ok()?))
    }

    /// Whether artists can show a public page of their portfolio at all.
    pub fn public_portfolios(&self) -> bool {
        self.choice(Setting::PublicPortfolios) == "on"
    }

    /// The code of the permission profile in force.
    pub fn policy_profile(&self) -> &str {
        self.choice(Setting::PolicyProfile)
    }
}

/// From stored text, taken as it is; of a setting that comes twice, the later.
impl FromIterator<(Setting, String)> for Values {
    fn from_iter<I: IntoIterator<Item = (Setting, String)>>(stored: I) -> Self {
        Self(stored.into_iter().collect())
    }
}
