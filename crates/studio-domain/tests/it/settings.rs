//! The registry of settings and the typed readers.

use crate::{form, rule};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::time::Duration;
use studio_domain::settings::{Kind, Setting, Unit, Values};
use studio_domain::{BasisPoints, Currency, Language, Rule, StudioZone, Theme, Weekday, WorkingHours};

#[test]
fn codes_are_unique_and_read_back() {
    let codes: BTreeSet<_> = Setting::ALL.iter().map(|setting| setting.code()).collect();
    assert_eq!(codes.len(), Setting::ALL.len());
    for setting in Setting::ALL {
        assert_eq!(Setting::parse(setting.code()), Some(*setting));
        let (area, name) = setting.code().split_once('.').unwrap();
        assert!(!area.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{setting}");
        assert!(setting.does().ends_with('.') && setting.does().starts_with(char::is_uppercase), "{setting}");
    }
    assert_eq!(Setting::parse("studio.nonsense"), None);
}

#[test]
fn defaults_are_as_they_would_be_stored() {
    for setting in Setting::ALL {
        assert_eq!(setting.normalise(setting.default()).as_deref(), Ok(setting.default()), "{setting}");
        for language in Language::ALL {
            let text = setting.default_in(language);
            assert_eq!(setting.normalise(text).as_deref(), Ok(text), "{setting} {language}");
        }
    }
    assert_ne!(Setting::Styles.default_in(Language::Es), Setting::Styles.default_in(Language::En));
    assert_eq!(Setting::Language.default_in(Language::Es), "es");
}

#[test]
fn numbers_have_the_ranges_of_the_rules() {
    let table = [
        (Setting::ElevationMinutes, 1, 60, Unit::Minutes, "5"),
        (Setting::SessionIdleHours, 1, 72, Unit::Hours, "12"),
        (Setting::SessionDays, 1, 30, Unit::Days, "7"),
        (Setting::AgeOfMajority, 14, 25, Unit::Years, "18"),
        (Setting::ScreeningDays, 1, 3650, Unit::Days, "180"),
        (Setting::HealthRetentionMonths, 0, 600, Unit::Months, "0"),
        (Setting::TaxRate, 0, 10_000, Unit::BasisPoints, "0"),
        (Setting::AutoLockMinutes, 0, 240, Unit::Minutes, "0"),
    ];
    for (setting, min, max, unit, default) in table {
        assert_eq!(
            (setting.kind(), setting.default()),
            (Kind::Number { min, max, unit }, default),
            "{setting}"
        );
        assert_eq!(setting.normalise(&format!(" {max:05} ")).unwrap(), max.to_string());
        assert_eq!(setting.normalise(&min.to_string()).unwrap(), min.to_string());
        for bad in [(min - 1).to_string(), (max + 1).to_string(), "99999999999999999999".into()] {
            let refused = setting.normalise(&bad).unwrap_err();
            assert_eq!(
                (refused.field, refused.rule),
                (setting.code(), Rule::OutOfRange { min, max }),
                "{bad}"
            );
        }
        for bad in ["x", "-", "1.5", "+5", "5 min"] {
            assert_eq!(rule(setting.normalise(bad)), form("number"), "{setting} {bad}");
        }
    }
}

#[test]
fn text_is_stored_in_one_spelling() {
    let table = [
        (Setting::StudioName, "  Black   Rose ", "Black Rose"),
        (Setting::StudioPhone, " +34 600 ", "+34 600"),
        (Setting::StudioEmail, " hola@example.es", "hola@example.es"),
        (Setting::StudioAddress, " ", ""),
        (Setting::Country, "mx", "MX"),
        (Setting::Country, "", ""),
        (Setting::TimeZone, " America/Mexico_City ", "America/Mexico_City"),
        (Setting::Currency, "mxn", "MXN"),
        (Setting::Language, "ES", "es"),
        (Setting::FirstWeekday, "Sun", "sunday"),
        (Setting::OpeningHours, "Tue-Wed 9:00-14:00", "tue 09:00-14:00; wed 09:00-14:00"),
        (Setting::OpeningHours, "", ""),
        (Setting::AgendaGrid, " 15 ", "15"),
        (Setting::Styles, "Flash | Realism\n\n flash \nRéalism|Script", "Flash\nRealism\nScript"),
        (Setting::Sources, " ", ""),
        (Setting::PolicyProfile, "Client-Page", "client-page"),
        (Setting::Theme, "DARK", "dark"),
    ];
    for (setting, raw, stored) in table {
        assert_eq!(setting.normalise(raw).unwrap(), stored, "{setting} {raw:?}");
    }
}

#[test]
fn what_a_setting_cannot_hold_is_refused_under_its_code() {
    let unknown = |given: &str| Rule::Unknown { given: given.into() };
    let table = [
        (Setting::StudioName, " ", Rule::Empty),
        (Setting::StudioName, "a\u{202E}b", Rule::ControlCharacter { at: 2 }),
        (Setting::StudioPhone, "call us", form("phone")),
        (Setting::StudioEmail, "hola", form("email")),
        (Setting::Country, "Spain", form("country")),
        (Setting::TimeZone, "Madrid", form("time_zone")),
        (Setting::TimeZone, "", Rule::Empty),
        (Setting::Currency, "EURO", form("currency")),
        (Setting::Language, "fr", form("language")),
        (Setting::FirstWeekday, "lunes", form("weekday")),
        (Setting::OpeningHours, "always", form("hours")),
        (Setting::OpeningHours, "mon 10:00-12:00,11:00-13:00", Rule::Overlap),
        (Setting::AgendaGrid, "7", unknown("7")),
        (Setting::PolicyProfile, "loose", unknown("loose")),
        (Setting::Theme, "sepia", form("theme")),
        (Setting::ElevationMinutes, "", Rule::Empty),
    ];
    for (setting, raw, rule) in table {
        let refused = setting.normalise(raw).unwrap_err();
        assert_eq!((refused.field, refused.rule), (setting.code(), rule), "{raw:?}");
    }
    let entry = "x".repeat(61);
    assert_eq!(rule(Setting::Styles.normalise(&entry)), Rule::TooLong { max: 60, got: 61 });
    let many = |count: i32| (0..count).map(|nth| nth.to_string()).collect::<Vec<_>>().join("|");
    assert!(Setting::Styles.normalise(&many(200)).is_ok());
    assert_eq!(rule(Setting::Styles.normalise(&many(201))), Rule::OutOfRange { min: 0, max: 200 });
}

#[test]
fn choices_are_given_where_they_are_few() {
    assert_eq!(Setting::AgendaGrid.kind().choices().unwrap(), ["5", "10", "15", "20", "30", "60"]);
    assert_eq!(Setting::PolicyProfile.kind().choices().unwrap(), ["standard", "client-page"]);
    assert_eq!(Setting::TimeZone.kind().choices(), None);
    for setting in Setting::ALL {
        for code in setting.kind().choices().unwrap_or_default() {
            assert_eq!(setting.normalise(code).as_deref(), Ok(code), "{setting}");
        }
    }
}

#[test]
fn readers_give_the_defaults() {
    let values = Values::new();
    assert_eq!(values.studio_name(), "Tattoo studio");
    assert_eq!((values.studio_phone(), values.studio_email(), values.studio_address()), (None, None, None));
    assert_eq!((values.country(), values.tax(), values.auto_lock()), (None, None, None));
    assert_eq!((values.zone(), values.currency()), (StudioZone::UTC, Currency::EUR));
    assert_eq!((values.language(), values.theme()), (Language::En, Theme::System));
    assert_eq!(values.first_weekday(), Weekday::Monday);
    assert_eq!(values.opening_hours(), WorkingHours::parse("mon-sun 08:00-21:30").unwrap());
    assert_eq!((values.agenda_grid(), values.age_of_majority()), (30, 18));
    assert_eq!(values.elevation(), Duration::from_secs(5 * 60));
    assert_eq!(values.session_idle(), Duration::from_secs(12 * 3600));
    assert_eq!(values.session_length(), Duration::from_secs(7 * 86_400));
    assert_eq!(values.screening_age(), Duration::from_secs(180 * 86_400));
    assert_eq!(values.health_retention_months(), None);
    assert_eq!(values.policy_profile(), "standard");
    assert!(values.styles().contains(&"Fine line") && values.placements().contains(&"Forearm"));
    assert_eq!(values.sources(), ["Instagram", "TikTok", "Google", "Referral", "Walk-in", "Other"]);
}

#[test]
fn readers_give_what_was_set() {
    let mut values = Values::new();
    let typed = [
        (Setting::StudioName, "Rosa Negra"),
        (Setting::StudioPhone, "600 123 456"),
        (Setting::StudioEmail, "hola@example.es"),
        (Setting::StudioAddress, "Calle Mayor 1"),
        (Setting::Country, "es"),
        (Setting::TimeZone, "Europe/Madrid"),
        (Setting::Currency, "MXN"),
        (Setting::Language, "es"),
        (Setting::FirstWeekday, "sunday"),
        (Setting::OpeningHours, "sat 10:00-14:00"),
        (Setting::AgendaGrid, "10"),
        (Setting::ElevationMinutes, "9"),
        (Setting::SessionIdleHours, "3"),
        (Setting::SessionDays, "2"),
        (Setting::AutoLockMinutes, "4"),
        (Setting::AgeOfMajority, "21"),
        (Setting::ScreeningDays, "90"),
        (Setting::HealthRetentionMonths, "60"),
        (Setting::Styles, "A|B"),
        (Setting::Placements, ""),
        (Setting::TaxName, "IVA"),
        (Setting::TaxRate, "2100"),
        (Setting::PolicyProfile, "client-page"),
        (Setting::Theme, "dark"),
    ];
    for (setting, raw) in typed {
        values.set(setting, raw).unwrap();
    }
    assert_eq!((values.studio_name(), values.studio_address()), ("Rosa Negra", Some("Calle Mayor 1")));
    assert_eq!(values.studio_phone().unwrap().e164(values.country()).unwrap(), "+34600123456");
    assert_eq!(values.studio_email().unwrap().as_str(), "hola@example.es");
    assert_eq!((values.zone().name(), values.currency().code()), ("Europe/Madrid", "MXN"));
    assert_eq!(
        (values.language(), values.theme(), values.first_weekday()),
        (Language::Es, Theme::Dark, Weekday::Sunday)
    );
    assert_eq!(values.opening_hours().to_string(), "sat 10:00-14:00");
    assert_eq!((values.agenda_grid(), values.age_of_majority()), (10, 21));
    assert_eq!(values.elevation(), Duration::from_secs(9 * 60));
    assert_eq!(values.session_idle(), Duration::from_secs(3 * 3600));
    assert_eq!(values.session_length(), Duration::from_secs(2 * 86_400));
    assert_eq!(values.auto_lock(), Some(Duration::from_secs(4 * 60)));
    assert_eq!(values.screening_age(), Duration::from_secs(90 * 86_400));
    assert_eq!(values.health_retention_months(), Some(60));
    assert_eq!((values.styles(), values.placements()), (vec!["A", "B"], vec![]));
    assert_eq!(values.tax(), Some(("IVA", BasisPoints::new(2100).unwrap())));
    assert_eq!(values.policy_profile(), "client-page");
    assert_eq!(values.iter().count(), typed.len());
    assert!(values.is_set(Setting::Theme) && !values.is_set(Setting::Sources));
    values.reset(Setting::Theme);
    assert_eq!(values.theme(), Theme::System);
}

#[test]
fn a_refused_value_changes_nothing() {
    let mut values = Values::new();
    values.set(Setting::Theme, "dark").unwrap();
    assert!(values.set(Setting::Theme, "sepia").is_err());
    assert_eq!(values.get(Setting::Theme), "dark");
}

#[test]
fn unreadable_text_falls_back_to_the_default() {
    let broken: Values = Setting::ALL.iter().map(|setting| (*setting, "\u{1}broken".to_owned())).collect();
    let fresh = Values::new();
    assert_eq!((broken.zone(), broken.currency()), (fresh.zone(), fresh.currency()));
    assert_eq!((broken.language(), broken.theme()), (fresh.language(), fresh.theme()));
    assert_eq!(broken.first_weekday(), fresh.first_weekday());
    assert_eq!(broken.opening_hours(), fresh.opening_hours());
    assert_eq!((broken.agenda_grid(), broken.elevation()), (fresh.agenda_grid(), fresh.elevation()));
    assert_eq!(
        (broken.session_idle(), broken.session_length()),
        (fresh.session_idle(), fresh.session_length())
    );
    assert_eq!((broken.auto_lock(), broken.age_of_majority()), (fresh.auto_lock(), fresh.age_of_majority()));
    assert_eq!(
        (broken.screening_age(), broken.policy_profile()),
        (fresh.screening_age(), fresh.policy_profile())
    );
    assert_eq!((broken.studio_phone(), broken.studio_email()), (None, None));
    let huge: Values = [(Setting::ElevationMinutes, "100000".to_owned())].into_iter().collect();
    assert_eq!(huge.elevation(), fresh.elevation());
}

proptest! {
    #[test]
    fn normalising_twice_is_normalising_once(nth in 0..Setting::ALL.len(), raw in "[0-9]{1,4}|[a-z|\n ]{0,20}|.{0,20}") {
        let setting = Setting::ALL[nth];
        if let Ok(text) = setting.normalise(&raw) {
            prop_assert_eq!(setting.normalise(&text), Ok(text));
        }
    }
}
