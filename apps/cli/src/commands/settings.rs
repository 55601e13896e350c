//! `studio settings`: what the owner decided.

use clap::Subcommand;
use serde::Serialize;
use studio_domain::Version;
use studio_text::Args as Values;

use crate::actor;
use crate::failure::Failure;
use crate::paging;
use crate::run::Run;
use crate::views::SettingView;

/// What can be done with settings.
#[derive(Debug, Subcommand)]
pub(crate) enum Settings {
    List,
    Get {
        #[arg(value_name = "CODE")]
        setting: String,
    },
    Set {
        #[arg(value_name = "CODE")]
        setting: String,
        #[arg(allow_negative_numbers = true)]
        value: String,
        #[arg(long, value_name = "VERSION", value_parser = clap::value_parser!(i64).range(0..))]
        if_version: Option<i64>,
    },
}

#[derive(Serialize)]
struct Changed {
    setting: &'static str,
    before: String,
    after: String,
}

/// Lists, reads or changes settings.
pub(super) fn run(run: &mut Run, settings: Settings) -> Result<(), Failure> {
    actor::act(run, |run, acting| match settings {
        Settings::List => {
            let zone = acting.zone()?;
            let rows = acting.studio.settings(&acting.ctx()?)?;
            let rows = rows.into_iter().map(|row| SettingView::new(row, zone)).collect();
            paging::whole(&mut run.out, run.words, rows)
        }
        Settings::Get { setting } => {
            let row = acting.studio.setting(&acting.ctx()?, &setting)?;
            let view = SettingView::new(row, acting.zone()?);
            if run.out.json() { run.out.value(&view) } else { run.out.line(view.value()) }
        }
        Settings::Set { setting, value, if_version } => {
            let version = if_version.map(Version::new);
            let changed = acting.studio.set_setting(&acting.ctx()?, &setting, &value, version)?;
            let shown = |value: &str| match value {
                "" => run.words.say("cli-none"),
                value => value.replace('\n', " | "),
            };
            let told = Values::new().text("from", shown(&changed.before)).text("to", shown(&changed.after));
            let note = run.words.tell("cli-setting-changed", &told);
            let json =
                Changed { setting: changed.setting.code(), before: changed.before, after: changed.after };
            run.out.changed(&json, &json.after, &note)
        }
    })
}
