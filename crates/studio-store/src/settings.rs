//! Settings: what the owner decided, as canonical text by key. What is not set has its default.

use std::cell::RefCell;

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{Setting, Timestamp, Values, Version};

use crate::actions::{ChangeSettings, ReadSettings, SetUp, Studio};
use crate::error::{Error, Result};
use crate::guard::{Permit, Row as _};
use crate::schema::settings;
use crate::tx::{Tx, Write};

/// A setting as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingRow {
    /// Which.
    pub setting: Setting,
    /// Its value; the default where it was never set.
    pub value: String,
    /// When it was set last; `None`: never.
    pub updated_at: Option<Timestamp>,
    /// For saving without overwriting others; 0 where it was never set.
    pub version: Version,
}

/// Settings as text, and what they were read as.
type Seen = (Vec<(String, String)>, Values);

thread_local! {
    /// What this thread read last. Nearly every use case asks for the settings, which change once a month, and checking their texts takes
    /// longer than reading a client.
    static SEEN: RefCell<Option<Seen>> = const { RefCell::new(None) };
}

/// All settings of the file, defaults included.
pub(crate) fn load(conn: &mut SqliteConnection) -> Result<Values> {
    let rows: Vec<(String, String)> = settings::table.select((settings::key, settings::value)).load(conn)?;
    let seen = SEEN.with_borrow(|seen| {
        seen.as_ref().filter(|(texts, _)| *texts == rows).map(|(_, values)| values.clone())
    });
    if let Some(values) = seen {
        return Ok(values);
    }
    let values = read(&rows)?;
    SEEN.set(Some((rows, values.clone())));
    Ok(values)
}

fn read(rows: &[(String, String)]) -> Result<Values> {
    let mut values = Values::default();
    for (key, value) in rows {
        // A key of an older version that this one no longer knows is left alone.
        if let Some(setting) = Setting::parse(key) {
            values.set(setting, value).map_err(|_why| Error::damaged(setting.code()))?;
        }
    }
    Ok(values)
}

impl<'tx, M> Tx<'tx, M> {
    /// The house's rules: time zone, currency, time limits. Whoever acts here knows them; they hold no personal data.
    ///
    /// # Errors
    /// If the database fails.
    pub fn house(&mut self) -> Result<Values> {
        load(self.conn)
    }

    /// Every setting with its value and when it was set.
    ///
    /// # Errors
    /// If the database fails.
    pub fn settings(&mut self, _may: &Permit<'tx, ReadSettings>) -> Result<Vec<SettingRow>> {
        let rows: Vec<(String, String, i64, i64)> = settings::table
            .select((settings::key, settings::value, settings::updated_at, settings::version))
            .load(self.conn)?;
        Ok(Setting::ALL
            .iter()
            .map(|setting| {
                let row = rows.iter().find(|(key, ..)| key == setting.code());
                SettingRow {
                    setting: *setting,
                    value: row.map_or_else(|| setting.default().to_owned(), |(_, value, ..)| value.clone()),
                    updated_at: row.map(|(_, _, at, _)| Timestamp::from_millis(*at)),
                    version: Version::new(row.map_or(0, |(.., version)| *version)),
                }
            })
            .collect())
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Saves a setting. `value` is canonical ([`Setting::normalise`]). With a version, it is saved only if nobody else did meanwhile.
    /// Answers the value before.
    ///
    /// # Errors
    /// [`Error::Stale`].
    pub fn set_setting(
        &mut self,
        may: &Permit<'tx, ChangeSettings>,
        setting: Setting,
        value: &str,
        version: Option<Version>,
    ) -> Result<String> {
        let before: Option<(String, i64)> = settings::table
            .find(setting.code())
            .select((settings::value, settings::version))
            .get_result(self.conn)
            .optional()?;
        let now = Version::new(before.as_ref().map_or(0, |(_, version)| *version));
        if let Some(expected) = version.filter(|expected| *expected != now) {
            return Err(Error::Stale { kind: Studio::KIND, id: 0, expected, now });
        }
        let before = before.map_or_else(|| setting.default().to_owned(), |(value, _)| value);
        put(self.conn, setting, value, self.facts.at)?;
        self.detail(may, "setting", setting.code());
        self.detail(may, "before", before.as_str());
        self.detail(may, "after", value);
        Ok(before)
    }

    /// Saves the settings of the first start.
    ///
    /// # Errors
    /// If the database fails.
    pub fn first_settings(&mut self, may: &Permit<'tx, SetUp>, chosen: &[(Setting, String)]) -> Result<()> {
        for (setting, value) in chosen {
            put(self.conn, *setting, value, self.facts.at)?;
            self.detail(may, setting.code(), value.as_str());
        }
        Ok(())
    }
}

pub(crate) fn put(conn: &mut SqliteConnection, setting: Setting, value: &str, now: Timestamp) -> Result<()> {
    diesel::insert_into(settings::table)
        .values((
            settings::key.eq(setting.code()),
            settings::value.eq(value),
            settings::updated_at.eq(now.millis()),
        ))
        .on_conflict(settings::key)
        .do_update()
        .set((
            settings::value.eq(value),
            settings::updated_at.eq(now.millis()),
            settings::version.eq(settings::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}
