//! Settings of the old application: those with a counterpart, those without, and what was set here already.

use studio_app::{ImportReport, IssueCode};
use studio_domain::Setting;

use super::kit::{ADDED, Home, Source, counts, int, only, text, told};

fn with(settings: &str) -> (Home, ImportReport) {
    let source = Source::with_people();
    source.file("settings.json", settings);
    let home = Home::new();
    let report = home.import(source.folder());
    (home, report)
}

fn value(home: &Home, setting: Setting) -> String {
    home.studio.setting(&home.operator(), setting.code()).unwrap().value
}

#[test]
fn hours_steps_and_theme_are_taken() {
    let (home, report) =
        with(r#"{"theme": "Light", "agenda_hours": {"start": "9:00", "end": "20:00", "step": "15"}}"#);
    assert_eq!(report.issues, []);
    assert_eq!(
        (value(&home, Setting::Theme).as_str(), value(&home, Setting::AgendaGrid).as_str()),
        ("light", "15")
    );
    assert!(value(&home, Setting::OpeningHours).starts_with("mon 09:00-20:00; tue 09:00-20:00"));
}

#[test]
fn what_cannot_be_read_is_told() {
    for (settings, column) in [
        (r#"{"theme": "neon"}"#, "theme"),
        (r#"{"theme": 5}"#, "theme"),
        (r#"{"agenda_hours": "siempre"}"#, "agenda_hours"),
        (r#"{"agenda_hours": {"start": "20:00", "end": "02:00"}}"#, "agenda_hours"),
        (r#"{"agenda_hours": {"start": "09:00"}}"#, "agenda_hours"),
        (r#"{"agenda_hours": {"step": 7}}"#, "agenda_hours.step"),
    ] {
        let (home, report) = with(settings);
        let issue = only(&report, IssueCode::Unreadable);
        assert_eq!(
            (issue.table.as_str(), issue.column.as_deref()),
            ("settings.json", Some(column)),
            "{settings}"
        );
        for setting in [Setting::Theme, Setting::AgendaGrid, Setting::OpeningHours] {
            assert_eq!(value(&home, setting), setting.default());
        }
    }
    let (_home, report) = with(r#"{"zoom": 2, "agenda_hours": {"lunch": "14:00"}}"#);
    let unknown = |column| (IssueCode::SettingUnknown, None, Some(column));
    assert_eq!(told(&report), [unknown("agenda_hours.lunch"), unknown("zoom")]);
    let (_home, report) = with("{");
    only(&report, IssueCode::FileUnreadable);
}

#[test]
fn what_was_set_here_by_hand_stays() {
    let source = Source::with_people();
    source.file("settings.json", r#"{"theme": "dark"}"#);
    let home = Home::new();
    home.studio.set_setting(&home.operator(), Setting::Theme.code(), "light", None).unwrap();
    let report = home.import(source.folder());
    let kept = only(&report, IssueCode::SettingKept);
    assert_eq!((kept.column.as_deref(), kept.detail.as_str()), (Some("theme"), "dark"));
    assert_eq!(value(&home, Setting::Theme), "light");

    let home = Home::new();
    home.import(source.folder());
    assert_eq!(home.try_import(source.folder(), ADDED).unwrap().issues, [], "what it set itself is no news");
}

#[test]
fn the_old_master_code_is_not_taken() {
    let mut source = Source::with_people();
    let hash = "$2b$12$UQDAcAO9slmawKktl/qsFucrXblXLsRfLI4a4CZFxFWNuu7EG7g.K";
    source
        .add("settings", &[("key", text("MASTER_CODE_HASH")), ("value", text(hash))])
        .add("settings", &[("key", text("TOKEN")), ("value", text("s3cret-of-theirs"))])
        .add("settings", &[("key", int(7))]);
    let home = Home::new();
    let report = home.import(source.folder());
    assert_eq!(counts(&report, "settings"), (3, 0, 3, 0));
    assert_eq!(only(&report, IssueCode::MasterCode).detail, "MASTER_CODE_HASH");
    let unknown: Vec<&str> = report
        .issues
        .iter()
        .filter(|issue| issue.code == IssueCode::SettingUnknown)
        .map(|issue| issue.detail.as_str())
        .collect();
    assert_eq!(unknown, ["TOKEN", "7"]);
    let content = home.content();
    for secret in [hash, "s3cret-of-theirs"] {
        assert!(!content.windows(secret.len()).any(|window| window == secret.as_bytes()));
        assert!(!format!("{report:?}").contains(secret));
    }
    assert_eq!(home.studio.code_set_at(&home.operator()).unwrap(), None);
}
