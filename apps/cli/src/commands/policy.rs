//! `studio policy`: the permissions asked, printed, compared and switched. All of it comes from the one table that decides.

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use serde::Serialize;
use studio_domain::Setting;
use studio_policy::{
    Action, Actor, Change, Column, Elevation, Explanation, Format, Help, Ownership, Profile, SystemRole,
    explain, write_page,
};
use studio_text::{Args as Values, key};

use crate::actor::{self, Acting};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::paging::{self, Row};
use crate::run::Run;
use crate::words::Words;

/// What can be asked about permissions.
#[derive(Debug, Subcommand)]
pub(crate) enum Policy {
    Can(Can),
    Matrix {
        #[arg(long, value_parser = PossibleValuesParser::new(Format::ALL.iter().map(|format| format.code())))]
        format: Option<String>,
        #[arg(long, value_parser = profiles())]
        profile: Option<String>,
    },
    Who {
        #[arg(value_name = "CODE", value_parser = actions(), hide_possible_values = true)]
        action: String,
        #[arg(long, value_parser = profiles(), default_value = Profile::STANDARD.name)]
        profile: String,
    },
    Diff {
        #[arg(value_parser = profiles())]
        from: String,
        #[arg(value_parser = profiles())]
        to: String,
    },
    Profile {
        #[arg(value_parser = profiles())]
        name: Option<String>,
        #[arg(long)]
        dry_run: bool,
    },
}

/// One question.
#[derive(Debug, Args)]
pub(crate) struct Can {
    #[arg(long, value_parser = role_parser(Column::ALL.iter().copied()))]
    role: String,
    #[arg(long, value_name = "CODE", value_parser = actions(), hide_possible_values = true)]
    action: String,
    #[arg(long, conflicts_with = "theirs")]
    mine: bool,
    #[arg(long)]
    theirs: bool,
    #[arg(long)]
    unlinked: bool,
    #[arg(long)]
    elevated: bool,
    #[arg(long, value_parser = profiles(), default_value = Profile::STANDARD.name)]
    profile: String,
}

/// Takes the codes of these columns.
pub(crate) fn role_parser(columns: impl Iterator<Item = Column>) -> PossibleValuesParser {
    PossibleValuesParser::new(columns.map(Column::code))
}

/// The columns that are roles of accounts.
pub(crate) fn people() -> impl Iterator<Item = Column> {
    Column::ALL.iter().copied().filter(|column| column.role().is_some())
}

fn actions() -> PossibleValuesParser {
    PossibleValuesParser::new(Action::ALL.iter().map(|action| action.code()))
}

fn profiles() -> PossibleValuesParser {
    PossibleValuesParser::new(Profile::ALL.iter().map(|profile| profile.name))
}

/// Answers it.
pub(super) fn run(run: &mut Run, policy: Policy) -> Result<Exit, Failure> {
    if !matches!(policy, Policy::Profile { .. }) {
        actor::speak(run);
    }
    match policy {
        Policy::Can(can) => ask(run, &can),
        Policy::Matrix { format, profile } => matrix(run, format.as_deref(), profile.as_deref()),
        Policy::Who { action, profile } => who(run, &action, &profile),
        Policy::Diff { from, to } => {
            let (from, to) = (known(&from), known(&to));
            let changes: Vec<Change> = from.matrix().diff(&to.matrix()).collect();
            differences(run, from, to, &changes, None)
        }
        Policy::Profile { name: None, .. } => actor::act(run, current),
        Policy::Profile { name: Some(name), dry_run } => {
            actor::act(run, |run, acting| switch(run, acting, &name, dry_run))
        }
    }
}

/// The parser lets nothing else through; the standard profile is the one that gives least.
fn known(profile: &str) -> Profile {
    Profile::parse(profile).unwrap_or(Profile::STANDARD)
}

#[derive(Serialize)]
struct Answer {
    decision: &'static str,
    reason: &'static str,
    role: &'static str,
    action: &'static str,
    ownership: &'static str,
    linked: bool,
    elevated: bool,
    profile: &'static str,
    grant: &'static str,
    help: &'static str,
    ask: Vec<Holder>,
    message: String,
}

#[derive(Serialize)]
struct Holder {
    role: &'static str,
    grant: &'static str,
}

fn ask(run: &mut Run, can: &Can) -> Result<Exit, Failure> {
    let (Some(column), Some(action)) = (Column::parse(&can.role), Action::parse(&can.action)) else {
        return Ok(Exit::Invalid);
    };
    let ownership = match (can.mine, can.theirs) {
        (true, _) => Ownership::Mine,
        (false, true) => Ownership::Theirs,
        (false, false) => Ownership::Unowned,
    };
    let profile = known(&can.profile);
    let said = explain(&profile.matrix(), &actor_of(column, can), action, ownership, 0);
    let permitted = said.decision.is_permit();
    let message = because(run.words, &said);
    if run.out.json() {
        let json = Answer {
            decision: if permitted { "permit" } else { "refuse" },
            reason: said.decision.code(),
            role: column.code(),
            action: action.code(),
            ownership: ownership.code(),
            linked: !can.unlinked,
            elevated: can.elevated,
            profile: profile.name,
            grant: said.grant.code(),
            help: said.help.code(),
            ask: said
                .others()
                .filter(|_| !permitted)
                .map(|(column, grant)| Holder { role: column.code(), grant: grant.code() })
                .collect(),
            message,
        };
        run.out.value(&json)?;
    } else {
        run.out.line(said.decision.code())?;
        if !run.out.quiet() {
            run.out.line(&message)?;
            let cell = Values::new()
                .text("action", action.code())
                .text("role", column.code())
                .text("what", said.grant.code());
            run.out.line(&run.words.tell("cli-can-cell", &cell))?;
            if !permitted {
                run.out.line(&help(run.words, &said))?;
            }
        }
    }
    Ok(if permitted { Exit::Done } else { Exit::Refused })
}

/// The caller that the flags describe. What a flag says about something else than the role's own conditions changes nothing.
fn actor_of(column: Column, can: &Can) -> Actor {
    let system = SystemRole::ALL.iter().copied().find(|role| Column::of_system(*role) == column);
    match (column.role(), system) {
        (Some(role), _) => {
            let elevation = can.elevated.then_some(Elevation { expires_at: 1 });
            Actor::Person { role, linked: !can.unlinked, elevation }
        }
        (None, Some(role)) => Actor::System(role),
        (None, None) => Actor::System(SystemRole::Setup),
    }
}

fn because(words: Words, said: &Explanation) -> String {
    let what = words.word("action", said.action.code());
    let prefix = if said.decision.is_permit() { "permitted" } else { "refused" };
    words.tell(&key(prefix, said.decision.code()), &Values::new().text("action", what))
}

fn help(words: Words, said: &Explanation) -> String {
    let owner = (said.help == Help::AskOwner).then(|| words.say("cli-can-owner"));
    let others = said.others().map(|(column, grant)| format!("{} ({grant})", column.code()));
    let who: Vec<String> = owner.into_iter().chain(others).collect();
    words.tell(&key("cli-can", said.help.code()), &Values::new().text("what", who.join(", ")))
}

fn matrix(run: &mut Run, format: Option<&str>, profile: Option<&str>) -> Result<Exit, Failure> {
    let otherwise = if run.out.json() { Format::Json } else { Format::Text };
    let format = format.and_then(Format::parse).unwrap_or(otherwise);
    let mut text = String::new();
    // Writing to a `String` has no way to fail.
    let _infallible = match (format, profile) {
        // The page of the documentation: the standard matrix and what each profile changes.
        (Format::Markdown, None) => write_page(&mut text),
        (_, profile) => known(profile.unwrap_or(Profile::STANDARD.name)).matrix().write(format, &mut text),
    };
    run.out.text(&text)?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct WhoMay {
    action: &'static str,
    profile: &'static str,
    who: Vec<Holder>,
}

impl Row for Holder {
    const HEADS: &'static [&'static str] = &["cli-role", "cli-grant"];

    fn cells(&self, _words: Words) -> Vec<String> {
        vec![self.role.to_owned(), self.grant.to_owned()]
    }

    fn id(&self) -> String {
        self.role.to_owned()
    }

    fn cursor(&self) -> String {
        self.role.to_owned()
    }
}

fn who(run: &mut Run, action: &str, profile: &str) -> Result<Exit, Failure> {
    let Some(action) = Action::parse(action) else { return Ok(Exit::Invalid) };
    let profile = known(profile);
    let who: Vec<Holder> = profile
        .matrix()
        .who(action)
        .map(|(column, grant)| Holder { role: column.code(), grant: grant.code() })
        .collect();
    if run.out.json() {
        run.out.value(&WhoMay { action: action.code(), profile: profile.name, who })?;
    } else {
        paging::whole(&mut run.out, run.words, who)?;
    }
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Differences {
    from: &'static str,
    to: &'static str,
    changes: Vec<Difference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    switched: Option<bool>,
}

#[derive(Serialize)]
struct Difference {
    action: &'static str,
    role: &'static str,
    from: &'static str,
    to: &'static str,
    widens: bool,
}

impl Row for Difference {
    const HEADS: &'static [&'static str] = &["cli-action", "cli-role", "field-from", "field-to"];

    fn cells(&self, _words: Words) -> Vec<String> {
        [self.action, self.role, self.from, self.to].map(str::to_owned).to_vec()
    }

    fn id(&self) -> String {
        self.action.to_owned()
    }

    fn cursor(&self) -> String {
        self.action.to_owned()
    }
}

/// Shows the cells that differ; `switched` says whether the studio went from one to the other just now.
fn differences(
    run: &mut Run,
    from: Profile,
    to: Profile,
    changes: &[Change],
    switched: Option<bool>,
) -> Result<Exit, Failure> {
    let rows: Vec<Difference> = changes
        .iter()
        .map(|change| Difference {
            action: change.action.code(),
            role: change.column.code(),
            from: change.from.code(),
            to: change.to.code(),
            widens: change.widens(),
        })
        .collect();
    if run.out.json() {
        run.out.value(&Differences { from: from.name, to: to.name, changes: rows, switched })?;
    } else if !rows.is_empty() {
        paging::whole(&mut run.out, run.words, rows)?;
    } else if switched.is_none() {
        run.out.note(&run.words.say("cli-no-difference"));
    }
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Current {
    profile: String,
    profiles: Vec<&'static str>,
}

fn current(run: &mut Run, acting: &Acting) -> Result<Exit, Failure> {
    let row = acting.studio.setting(&acting.ctx()?, Setting::PolicyProfile.code())?;
    if run.out.json() {
        let profiles = Profile::ALL.iter().map(|profile| profile.name).collect();
        run.out.value(&Current { profile: row.value, profiles })?;
    } else {
        run.out.line(&row.value)?;
    }
    Ok(Exit::Done)
}

fn switch(run: &mut Run, acting: &Acting, name: &str, dry_run: bool) -> Result<Exit, Failure> {
    let code = Setting::PolicyProfile.code();
    // What was shown is what is switched: not if somebody else switches meanwhile.
    let version = acting.studio.setting(&acting.ctx()?, code)?.version;
    let preview = acting.studio.preview_profile(&acting.ctx()?, name)?;
    let same = preview.from == preview.to;
    if !dry_run && !same {
        acting.studio.set_setting(&acting.ctx()?, code, preview.to.name, Some(version))?;
    }
    differences(run, preview.from, preview.to, &preview.changes, Some(!dry_run && !same))?;
    let told = Values::new().text("profile", preview.to.name);
    match (same, dry_run) {
        (true, _) => run.out.note(&run.words.say("cli-nothing-to-do")),
        (false, true) => run.out.note(&run.words.tell("cli-dry-run", &told)),
        (false, false) => run.out.note(&run.words.tell("cli-profile-switched", &told)),
    }
    Ok(Exit::Done)
}
