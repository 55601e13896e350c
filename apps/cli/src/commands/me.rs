//! `studio me`: the own account of whoever `--as` names.

use clap::{Args, Subcommand};
use serde::Serialize;
use studio_app::AccountEdit;
use studio_domain::SessionId;
use studio_policy::ActionSet;

use super::faces::{self, MyPhoto};
use super::user::{Expected, ended};
use crate::actor::{self, Acting};
use crate::ask;
use crate::failure::Failure;
use crate::paging;
use crate::run::Run;
use crate::views::{PrivateView, RateView, SessionView, UserView};

/// What one can do with one's own account.
#[derive(Debug, Subcommand)]
pub(crate) enum Me {
    Show,
    Edit {
        #[command(flatten)]
        changes: Changes,
        #[command(flatten)]
        expected: Expected,
    },
    Password,
    #[command(subcommand)]
    Photo(MyPhoto),
    Sessions {
        #[arg(long, value_name = "ID", conflicts_with = "end_others")]
        end: Option<String>,
        #[arg(long)]
        end_others: bool,
    },
}

/// At least one thing to change.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Changes {
    #[arg(long)]
    email: Option<String>,
    #[arg(long)]
    phone: Option<String>,
    #[arg(long, value_name = "NAME")]
    instagram: Option<String>,
    #[arg(long, value_name = "LANG")]
    language: Option<String>,
    #[arg(long)]
    theme: Option<String>,
}

impl From<Changes> for AccountEdit {
    fn from(changes: Changes) -> Self {
        let Changes { email, phone, instagram, language, theme } = changes;
        Self { email, phone, instagram, language, theme }
    }
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    account: UserView,
    rates: Vec<RateView>,
    may: Vec<&'static str>,
    needs_code: Vec<&'static str>,
}

#[derive(Serialize)]
struct Changed {
    version: i64,
}

#[derive(Serialize)]
struct Done {
    done: bool,
}

/// Does it.
pub(super) fn run(run: &mut Run, me: Me) -> Result<(), Failure> {
    actor::act(run, |run, acting| match me {
        Me::Show => show(run, acting),
        Me::Edit { changes, expected } => {
            let version = acting.studio.edit_account(&acting.ctx()?, changes.into(), expected.version())?;
            let note = run.words.say("cli-account-changed");
            run.out.changed(&Changed { version: version.get() }, &version.to_string(), &note)
        }
        Me::Password => password(run, acting),
        Me::Photo(photo) => faces::of_mine(run, acting, photo),
        Me::Sessions { end: Some(session), .. } => {
            let session: SessionId = session.trim().parse()?;
            acting.studio.end_my_session(&acting.ctx()?, session)?;
            ended(run, 1)
        }
        Me::Sessions { end_others: true, .. } => {
            ended(run, acting.studio.end_my_other_sessions(&acting.ctx()?)?)
        }
        Me::Sessions { .. } => {
            let cards = acting.studio.my_sessions(&acting.ctx()?)?;
            let zone = acting.zone()?;
            let rows = cards.into_iter().map(|card| SessionView::new(card, zone)).collect();
            paging::whole(&mut run.out, run.words, rows)
        }
    })
}

fn show(run: &mut Run, acting: &Acting) -> Result<(), Failure> {
    let account = acting.studio.account(&acting.ctx()?)?;
    let abilities = acting.studio.abilities(&acting.ctx()?)?;
    let zone = acting.zone()?;
    let codes = |set: ActionSet| set.iter().map(studio_policy::Action::code).collect();
    let id = account.card.id.to_string();
    let shown = Shown {
        account: UserView::from(account.card).with(Some(PrivateView::new(account.private, zone))),
        rates: account.rates.iter().map(|rate| RateView::new(rate, zone)).collect(),
        may: codes(abilities.now),
        needs_code: codes(abilities.locked),
    };
    let words = run.words;
    let in_words = |codes: &[&'static str]| {
        codes.iter().map(|code| words.word("action", code)).collect::<Vec<_>>().join("\n")
    };
    let sheet = shown
        .account
        .sheet(words)
        .line(words.say("cli-rate"), RateView::lines(&shown.rates))
        .line(words.say("cli-may"), in_words(&shown.may))
        .line(words.say("cli-needs-code"), in_words(&shown.needs_code));
    run.out.record(&shown, &id, &sheet)
}

fn password(run: &mut Run, acting: &Acting) -> Result<(), Failure> {
    // Nobody but a person has a password to change: asked before any secret is typed.
    acting.studio.account(&acting.ctx()?)?;
    let present = acting.password(run.words)?;
    let new = ask::new(run.words, "password", ask::NEW_PASSWORD, None)?;
    acting.studio.change_password(&acting.ctx()?, &present, &new)?;
    run.out.changed(&Done { done: true }, "", &run.words.say("cli-own-password-set"))
}
