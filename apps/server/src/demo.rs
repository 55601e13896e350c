//! An invented studio, made at the start and told to whoever started it.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use secrecy::ExposeSecret as _;
use studio_app::{
    Clock as _, DemoAccount, DemoPlan, Folder, Secret, ServerLock, Studio, SystemClock, made_up,
};

use crate::words::{Words, remark};

/// After this many milliseconds whoever waits is told why.
const SLOW: u128 = 1_000;

/// A demo that was made, with what nobody else knows of it.
pub(crate) struct Demo {
    pub(crate) studio: Studio,
    pub(crate) lock: ServerLock,
    accounts: Vec<DemoAccount>,
    password: Secret,
    code: Secret,
}

/// Makes a fresh demo in the folder. Only a folder that is absent, empty or marked as a demo is touched.
pub(crate) fn make(folder: Folder, words: Words) -> Result<Demo> {
    let place = folder.root().display().to_string();
    let lock = folder.take_for_demo().with_context(|| format!("demo in `{place}`"))?;
    let (password, code) = (made_up(3)?, made_up(2)?);
    let plan = DemoPlan { code: Some(code.clone()), ..DemoPlan::small(words.language(), password.clone()) };
    let begun = SystemClock.now();
    let mut told = false;
    let mut progress = |_| {
        if !told && SystemClock.now().since(begun).as_millis() > SLOW {
            told = true;
            remark(&words.say("server-demo-slow"));
        }
    };
    let (studio, report) = Studio::create_demo(folder, Arc::new(SystemClock), &plan, &mut progress)
        .with_context(|| format!("demo in `{place}`"))?;
    Ok(Demo { studio, lock, accounts: one_of_each(report.accounts), password, code })
}

impl Demo {
    /// Who can sign in, and with what.
    pub(crate) fn told(&self, words: Words) -> String {
        let path = self.studio.folder().root().display().to_string();
        let password = self.password.expose_secret().to_owned();
        let heads =
            ["server-demo-user", "server-demo-role", "server-demo-password"].map(|key| words.say(key));
        let rows = self.accounts.iter().map(|account| {
            [account.user_name.clone(), words.say(&format!("role-{}", account.role)), password.clone()]
        });
        let table = table(&std::iter::once(heads).chain(rows).collect::<Vec<_>>());
        let (made, again) = (words.tell("server-demo", "path", &path), words.say("server-demo-again"));
        let (code, label) = (self.code.expose_secret(), words.say("server-demo-code"));
        format!("\n{made}\n{again}\n\n{table}\n{label}: {code}\n")
    }
}

/// The first account of each role, in the order in which they were made.
fn one_of_each(accounts: Vec<DemoAccount>) -> Vec<DemoAccount> {
    let mut each: Vec<DemoAccount> = Vec::new();
    for account in accounts {
        if each.iter().all(|known| known.role != account.role) {
            each.push(account);
        }
    }
    each
}

/// Rows in columns.
fn table(rows: &[[String; 3]]) -> String {
    let widest = |of: fn(&[String; 3]) -> &String| {
        rows.iter().map(|row| of(row).chars().count()).max().unwrap_or_default()
    };
    let (users, roles) = (widest(|[user, ..]| user), widest(|[_, role, _]| role));
    rows.iter()
        .map(|[user, role, password]| format!("  {user:<users$}  {role:<roles$}  {password}\n"))
        .collect()
}
