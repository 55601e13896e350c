//! The table of all settings.

use super::kind::{Kind, Unit};
use super::lists;
use crate::{ConsentKind, Invalid, Language};
use std::fmt;

macro_rules! settings {
    ($($name:ident $code:literal $kind:expr, $default:expr, $does:literal;)+) => {
        /// A setting of the studio. Each is text in storage, in one spelling that [`Setting::normalise`] makes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Setting {
            $(#[doc = concat!("`", $code, "`: ", $does)] $name,)+
        }

        impl Setting {
            /// All settings, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable code under which the setting is stored and set.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// What the setting holds.
            pub const fn kind(self) -> Kind {
                match self { $(Self::$name => $kind,)+ }
            }

            /// What holds until something is set, as it would be stored. Empty where there is nothing by default; such
            /// a setting may be emptied.
            pub const fn default(self) -> &'static str {
                match self { $(Self::$name => $default,)+ }
            }

            /// One English sentence on what the setting does, for the terminal and the documentation.
            pub const fn does(self) -> &'static str {
                match self { $(Self::$name => $does,)+ }
            }
        }
    };
}

const fn number(min: i64, max: i64, unit: Unit) -> Kind {
    Kind::Number { min, max, unit }
}

const fn text(min: usize, max: usize) -> Kind {
    Kind::Text { min, max }
}

/// Open every day at the hours that the agenda shows by default.
const OPENING: &str = "mon 08:00-21:30; tue 08:00-21:30; wed 08:00-21:30; thu 08:00-21:30; fri 08:00-21:30; \
sat 08:00-21:30; sun 08:00-21:30";

const REMINDER_EN: &str = "Hello {client}, a reminder from {studio}: {artist} expects you on {date} at {time}. \
If anything changes, please let us know: {phone}";
const REMINDER_ES: &str = "Hola, {client}: desde {studio} te recordamos tu cita con {artist} el {date} a las {time}. \
Si hay algún cambio, avísanos: {phone}";

settings! {
    StudioName "studio.name" text(1, 80), "Tattoo studio",
        "The name of the studio on pages, receipts and exports.";
    StudioPhone "studio.phone" Kind::Phone, "",
        "The phone number that clients are given.";
    StudioEmail "studio.email" Kind::Email, "",
        "The email address that clients are given.";
    StudioAddress "studio.address" text(0, 200), "",
        "The street address on receipts and printed sheets.";
    Country "studio.country" Kind::Country, "",
        "The country in which phone numbers without a leading plus are dialled.";
    TimeZone "studio.time_zone" Kind::Zone, "UTC",
        "The time zone in which the studio's days begin and end.";
    Currency "studio.currency" Kind::Currency, "EUR",
        "The currency of every amount.";
    Language "studio.language" Kind::Language, "en",
        "The language of people who have not chosen one.";
    FirstWeekday "studio.first_weekday" Kind::Weekday, "monday",
        "The day with which weeks begin.";
    OpeningHours "studio.opening_hours" Kind::Hours, OPENING,
        "When the studio is open; booking outside of it must be confirmed.";
    AgendaGrid "agenda.grid_minutes" Kind::Choice(&["5", "10", "15", "20", "30", "60"]), "30",
        "The steps of the agenda in minutes; times between them can still be typed.";
    ReminderEn "agenda.reminder_en" text(1, 500), REMINDER_EN,
        "What a reminder in English says; {client}, {artist}, {date}, {time}, {studio} and {phone} are filled in.";
    ReminderEs "agenda.reminder_es" text(1, 500), REMINDER_ES,
        "What a reminder in Spanish says; {client}, {artist}, {date}, {time}, {studio} and {phone} are filled in.";
    NoticeHours "agenda.notice_hours" number(0, 720, Unit::Hours), "48",
        "Within so many hours before its start, calling an appointment off is late.";
    ArtistsChangeLate "agenda.artists_change_late" Kind::Choice(&["yes", "no"]), "yes",
        "Whether artists may move and cancel their own appointments within the notice period; no keeps that to the desk.";
    ElevationMinutes "security.elevation_minutes" number(1, 60, Unit::Minutes), "5",
        "How long the master code opens locked actions.";
    SessionIdleHours "security.session_idle_hours" number(1, 72, Unit::Hours), "12",
        "How long a session may be idle before one has to sign in again.";
    SessionDays "security.session_days" number(1, 30, Unit::Days), "7",
        "How long a session may last at all.";
    AutoLockMinutes "security.auto_lock_minutes" number(0, 240, Unit::Minutes), "0",
        "After how many idle minutes the screen locks; 0 never locks.";
    AgeOfMajority "clients.age_of_majority" number(14, 25, Unit::Years), "18",
        "The age below which a client needs a guardian's consent.";
    ScreeningDays "health.screening_days" number(1, 3650, Unit::Days), "180",
        "After how many days a health screening is to be reviewed.";
    InformedValidity "consents.informed_validity" Kind::Validity, "until_withdrawn",
        "How long an informed consent holds: until_withdrawn, one_appointment, until_text_changes or a number of months.";
    ImageUseValidity "consents.image_use_validity" Kind::Validity, "until_withdrawn",
        "How long a consent to the use of images holds.";
    DataPrivacyValidity "consents.data_privacy_validity" Kind::Validity, "until_withdrawn",
        "How long a consent to keeping data holds.";
    RemindersValidity "consents.reminders_validity" Kind::Validity, "until_withdrawn",
        "How long a consent to being reminded holds.";
    PromotionsValidity "consents.promotions_validity" Kind::Validity, "until_withdrawn",
        "How long a consent to being told of offers holds.";
    HealthRetentionMonths "health.retention_months" number(0, 600, Unit::Months), "0",
        "After how many months without an appointment a retention run removes health answers; 0 keeps them.";
    Styles "clients.styles" Kind::List, lists::STYLES_EN,
        "The tattoo styles to choose from.";
    Placements "clients.placements" Kind::List, lists::PLACEMENTS_EN,
        "The places on the body to choose from.";
    Sources "clients.sources" Kind::List, lists::SOURCES_EN,
        "The answers to how a client found the studio.";
    PublicPortfolios "portfolio.public" Kind::Choice(&["off", "on"]), "off",
        "Whether artists can show a public page of their portfolio at all.";
    TaxName "money.tax_name" text(0, 40), "",
        "What the tax on receipts is called; without a name none is shown.";
    TaxRate "money.tax_rate" number(0, 10_000, Unit::BasisPoints), "0",
        "The rate of the tax that receipts show as included.";
    PolicyProfile "policy.profile" Kind::Choice(&["standard", "client-page"]), "standard",
        "Which of the built-in permission profiles is in force.";
    Theme "look.theme" Kind::Theme, "system",
        "The theme of people who have not chosen one.";
}

impl Setting {
    /// The setting with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|setting| setting.code() == code)
    }

    /// The setting that says how long a consent of this kind holds.
    pub const fn validity_of(kind: ConsentKind) -> Self {
        match kind {
            ConsentKind::Informed => Self::InformedValidity,
            ConsentKind::ImageUse => Self::ImageUseValidity,
            ConsentKind::DataPrivacy => Self::DataPrivacyValidity,
            ConsentKind::Reminders => Self::RemindersValidity,
            ConsentKind::Promotions => Self::PromotionsValidity,
        }
    }

    /// The setting that holds the text of a reminder in this language.
    pub const fn reminder_in(language: Language) -> Self {
        match language {
            Language::En => Self::ReminderEn,
            Language::Es => Self::ReminderEs,
        }
    }

    /// Whether the setting may be emptied: its default is empty, or it holds a list or hours.
    pub fn may_be_empty(self) -> bool {
        self.default().is_empty() || matches!(self.kind(), Kind::List | Kind::Hours)
    }

    /// What a studio of that language starts with: the default, for the choice lists in that language.
    pub fn default_in(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Styles, Language::Es) => lists::STYLES_ES,
            (Self::Placements, Language::Es) => lists::PLACEMENTS_ES,
            (Self::Sources, Language::Es) => lists::SOURCES_ES,
            (Self::Language, language) => language.code(),
            _ => self.default(),
        }
    }

    /// The text as it is stored: checked, and in one spelling. Normalising that again changes nothing.
    ///
    /// # Errors
    /// On the setting's code as field: [`Rule::Empty`](crate::Rule::Empty) if something is needed, else what the kind's
    /// own check says.
    pub fn normalise(&self, raw: &str) -> Result<String, Invalid> {
        if raw.trim().is_empty() {
            return if self.may_be_empty() {
                Ok(String::new())
            } else {
                Err(Invalid::new(self.code(), crate::Rule::Empty))
            };
        }
        self.kind().normalise(self.code(), raw)
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
