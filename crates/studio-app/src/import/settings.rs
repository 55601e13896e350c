//! The settings of the application that have a counterpart here.

use serde_json::Value;
use studio_domain::{Setting, Weekday};
use studio_store::{Legacy, LegacyRecord as _, LegacySetting};

use super::files::SETTINGS;
use super::mover::{Fate, Mover, Stop};
use super::report::IssueCode;

const TABLE: &str = LegacySetting::TABLE;
/// The hash of the old master code. It is of another kind, and a code that many knew is better chosen anew.
const MASTER_CODE: &str = "MASTER_CODE_HASH";

/// Takes the file of settings and goes through the table of settings.
pub(super) fn take(mover: &mut Mover<'_, '_>, legacy: &mut Legacy) -> Result<(), Stop> {
    file(mover)?;
    mover.table::<LegacySetting>(legacy, |mover, row| {
        let key = row.key.unwrap_or_default();
        // Values may be secrets: only the key is told.
        let code = if key.trim().eq_ignore_ascii_case(MASTER_CODE) {
            IssueCode::MasterCode
        } else {
            IssueCode::SettingUnknown
        };
        mover.tell(TABLE, None, code, None, key);
        Ok(Fate::Skipped)
    })
}

fn file(mover: &mut Mover<'_, '_>) -> Result<(), Stop> {
    let files = mover.files;
    for (key, value) in &files.settings {
        match key.as_str() {
            "theme" => set(mover, Setting::Theme, key, value.as_str().map(str::to_owned))?,
            "agenda_hours" => agenda(mover, value)?,
            _ => mover.tell(SETTINGS, None, IssueCode::SettingUnknown, Some(key), ""),
        }
    }
    Ok(())
}

/// `{"start": "09:00", "end": "20:30", "step": 30}`: the same hours every day.
fn agenda(mover: &mut Mover<'_, '_>, value: &Value) -> Result<(), Stop> {
    let Some(agenda) = value.as_object() else {
        mover.tell(SETTINGS, None, IssueCode::Unreadable, Some("agenda_hours"), value.to_string());
        return Ok(());
    };
    let text = |key: &str| agenda.get(key).and_then(Value::as_str);
    if agenda.contains_key("start") || agenda.contains_key("end") {
        let hours = text("start").zip(text("end")).map(|(start, end)| {
            let day = |day: &Weekday| format!("{} {}-{}", day.short(), start.trim(), end.trim());
            Weekday::ALL.iter().map(day).collect::<Vec<_>>().join("; ")
        });
        set(mover, Setting::OpeningHours, "agenda_hours", hours)?;
    }
    if let Some(step) = agenda.get("step") {
        let minutes = step.as_i64().map(|minutes| minutes.to_string());
        let minutes = minutes.or_else(|| step.as_str().map(str::to_owned));
        set(mover, Setting::AgendaGrid, "agenda_hours.step", minutes)?;
    }
    for key in agenda.keys().filter(|key| !matches!(key.as_str(), "start" | "end" | "step")) {
        mover.tell(SETTINGS, None, IssueCode::SettingUnknown, Some(&format!("agenda_hours.{key}")), "");
    }
    Ok(())
}

/// Sets what can be read and was not set here by hand.
fn set(mover: &mut Mover<'_, '_>, setting: Setting, key: &str, raw: Option<String>) -> Result<(), Stop> {
    let Some(value) = raw.as_deref().and_then(|raw| setting.normalise(raw).ok()) else {
        mover.tell(SETTINGS, None, IssueCode::Unreadable, Some(key), raw.unwrap_or_default());
        return Ok(());
    };
    if mover.house.get(setting) == value {
        return Ok(());
    }
    if mover.house.is_set(setting) {
        mover.tell(SETTINGS, None, IssueCode::SettingKept, Some(key), value);
        return Ok(());
    }
    mover.tx.move_setting(mover.may, setting, &value)?;
    mover.count("settings");
    Ok(())
}
