//! Settings, the policy profile among them.

use studio_domain::{Invalid, Rule, Setting, Version};
use studio_policy::{Change, Profile};
use studio_store::actions::{ChangeSettings, ReadSettings};
use studio_store::{OpCtx, SettingRow};

use crate::error::Result;
use crate::studio::Studio;

/// A setting that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingChanged {
    /// Which.
    pub setting: Setting,
    /// Value before.
    pub before: String,
    /// Value now.
    pub after: String,
}

/// What switching to a policy profile would change.
#[derive(Debug, Clone)]
pub struct ProfileSwitch {
    /// The profile in force.
    pub from: Profile,
    /// The profile asked for.
    pub to: Profile,
    /// The cells in which they differ.
    pub changes: Vec<Change>,
}

fn setting(code: &str) -> std::result::Result<Setting, Invalid> {
    Setting::parse(code.trim())
        .ok_or_else(|| Invalid { field: "setting", rule: Rule::Unknown { given: code.to_owned() } })
}

fn profile(name: &str) -> std::result::Result<Profile, Invalid> {
    Profile::parse(name.trim())
        .ok_or_else(|| Invalid { field: "profile", rule: Rule::Unknown { given: name.to_owned() } })
}

impl Studio {
    /// Every setting.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused), [`Error::NoActor`](crate::Error::NoActor).
    pub fn settings(&self, ctx: &OpCtx) -> Result<Vec<SettingRow>> {
        self.store.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<ReadSettings>(&studio)?;
            Ok(tx.settings(&may)?)
        })
    }

    /// One setting by its code.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) if there is none of this code; [`Error::Refused`](crate::Error::Refused).
    pub fn setting(&self, ctx: &OpCtx, code: &str) -> Result<SettingRow> {
        let rows = self.settings(ctx)?;
        let wanted = setting(code)?;
        rows.into_iter()
            .find(|row| row.setting == wanted)
            .ok_or_else(|| crate::Error::Internal(format!("setting `{}` has no row", wanted.code())))
    }

    /// Changes a setting to what was typed.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused), [`Error::Stale`](crate::Error::Stale).
    pub fn set_setting(
        &self,
        ctx: &OpCtx,
        code: &str,
        raw: &str,
        version: Option<Version>,
    ) -> Result<SettingChanged> {
        let (code, raw) = (code.to_owned(), raw.to_owned());
        self.store.write(ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<ChangeSettings>(&studio)?;
            let setting = setting(&code)?;
            let after = setting.normalise(&raw)?;
            let before = tx.set_setting(&may, setting, &after, version)?;
            Ok(SettingChanged { setting, before, after })
        })
    }

    /// What switching to a policy profile would change; nothing is switched.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) if there is no such profile; [`Error::Refused`](crate::Error::Refused).
    pub fn preview_profile(&self, ctx: &OpCtx, name: &str) -> Result<ProfileSwitch> {
        let row = self.setting(ctx, Setting::PolicyProfile.code())?;
        let (from, to) = (profile(&row.value)?, profile(name)?);
        let changes = from.matrix().diff(&to.matrix()).collect();
        Ok(ProfileSwitch { from, to, changes })
    }
}
