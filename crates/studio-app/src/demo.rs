//! An invented studio in a folder: made, set up, given accounts, and filled.

mod fill;
mod place;
mod portfolio;
mod rows;
mod services;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;

use studio_auth::Secret;
use studio_demo::{Demo, Impossible, Plan};
use studio_domain::{Language, Setting};
use studio_store::Origin;

use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::set_up::FirstStart;
use crate::studio::Studio;

/// The admin of every demo.
const ADMIN: &str = "marta";

/// What to invent.
#[derive(Debug, Clone)]
pub struct DemoPlan {
    /// Language of the studio and of everything that is said in it.
    pub language: Language,
    /// Seed; another one is another studio. `None`: the usual one.
    pub seed: Option<u64>,
    /// How many clients.
    pub clients: usize,
    /// How many appointments.
    pub appointments: usize,
    /// How many artists; `None`: as many as it takes.
    pub artists: Option<usize>,
    /// Password of every account.
    pub password: Secret,
    /// Master code; `None`: nothing can be unlocked.
    pub code: Option<Secret>,
}

impl DemoPlan {
    /// A studio to look at: 4 artists, 300 clients, a year of appointments.
    #[must_use]
    pub fn small(language: Language, password: Secret) -> Self {
        Self { language, seed: None, clients: 300, appointments: 1_300, artists: None, password, code: None }
    }
}

/// An account of a demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// Name to sign in with.
    pub user_name: String,
    /// Code of the role.
    pub role: &'static str,
    /// Name of the artist that the account is linked to.
    pub artist: Option<String>,
}

/// How much was invented.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DemoReport {
    /// Accounts that were made.
    pub accounts: Vec<DemoAccount>,
    /// Artists.
    pub artists: usize,
    /// Clients.
    pub clients: usize,
    /// Appointments.
    pub appointments: usize,
    /// Notes.
    pub notes: usize,
    /// Consents.
    pub consents: usize,
    /// Health screenings.
    pub screenings: usize,
}

/// What is being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DemoPhase {
    /// Artists and accounts.
    Staff,
    /// Clients with all that is kept about them.
    Clients,
    /// Appointments with their notes.
    Appointments,
    /// What lists sort and search by.
    Index,
}

/// How far the filling is. Told when a phase begins and after each transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoProgress {
    /// What is being made.
    pub phase: DemoPhase,
    /// Rows that are done and on disk.
    pub done: usize,
    /// Rows of this phase.
    pub of: usize,
}

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The plan can't be carried out.
    #[error(transparent)]
    Plan(#[from] Impossible),
    /// The folder has something in it that is no demo: it is left alone.
    #[error("`{}` is not empty and no demo", .0.display())]
    Foreign(PathBuf),
    /// The folder has a demo already.
    #[error("`{}` has a demo already", .0.display())]
    There(PathBuf),
    /// A use case failed on the way.
    #[error(transparent)]
    Studio(#[from] Error),
}

impl From<studio_store::Error> for DemoError {
    fn from(error: studio_store::Error) -> Self {
        Self::Studio(error.into())
    }
}

impl From<studio_domain::Invalid> for DemoError {
    fn from(invalid: studio_domain::Invalid) -> Self {
        Self::Studio(invalid.into())
    }
}

impl Studio {
    /// Makes an invented studio in a folder that does not exist, is empty, or was taken by [`Folder::take_for_demo`]: sets it up with the
    /// admin `marta`, and fills it as [`Studio::fill_demo`] does. The folder is marked as a demo first.
    ///
    /// # Errors
    /// [`DemoError`], each variant as it says. What fails before the folder is marked leaves nothing behind.
    pub fn create_demo(
        folder: Folder,
        clock: Arc<dyn Clock>,
        plan: &DemoPlan,
        progress: &mut dyn FnMut(DemoProgress),
    ) -> Result<(Self, DemoReport), DemoError> {
        folder.expect_bare()?;
        let first = first_start(plan);
        first.check()?;
        let zone = studio_domain::StudioZone::parse(&first.time_zone)?;
        Demo::new(plan.at(zone, clock.now()))?;
        folder.mark_as_demo()?;
        let studio = Self::create_in(folder, clock)?;
        studio.set_up(&studio.visit(Origin::CLI)?, &first)?;
        let operator = studio.operator()?;
        for (setting, value) in settings(plan.language) {
            studio.set_setting(&operator, setting.code(), value, None)?;
        }
        let mut report = studio.fill_demo(&operator, plan, progress)?;
        studio.hang_demo(&operator, plan)?;
        report
            .accounts
            .insert(0, DemoAccount { user_name: ADMIN.to_owned(), role: fill::role::ADMIN, artist: None });
        Ok((studio, report))
    }
}

impl DemoPlan {
    /// The plan as the crate that invents takes it.
    fn at(&self, zone: studio_domain::StudioZone, around: studio_domain::Timestamp) -> Plan {
        let usual = Plan::of_size(self.language, zone, around, self.clients, self.appointments);
        Plan {
            seed: self.seed.unwrap_or(usual.seed),
            artists: self.artists.unwrap_or(usual.artists),
            ..usual
        }
    }
}

fn first_start(plan: &DemoPlan) -> FirstStart {
    let (name, time_zone, currency) = match plan.language {
        Language::Es => ("Tinta y Salitre", "Europe/Madrid", "EUR"),
        Language::En => ("Salt and Ink", "America/Los_Angeles", "USD"),
    };
    FirstStart {
        name: name.to_owned(),
        time_zone: time_zone.to_owned(),
        country: String::new(),
        currency: currency.to_owned(),
        language: plan.language.code().to_owned(),
        admin: ADMIN.to_owned(),
        password: plan.password.clone(),
        code: plan.code.clone(),
    }
}

/// What else a studio sets when it opens.
fn settings(language: Language) -> [(Setting, &'static str); 3] {
    match language {
        Language::Es => [
            (Setting::Country, "ES"),
            (Setting::StudioEmail, "hola@tintaysalitre.example"),
            (Setting::StudioAddress, "Calle de la Noria, 7, Valencia"),
        ],
        Language::En => [
            (Setting::Country, "US"),
            (Setting::StudioEmail, "hello@saltandink.example"),
            (Setting::StudioAddress, "7 Waterwheel Lane, Portland, Oregon"),
        ],
    }
}
