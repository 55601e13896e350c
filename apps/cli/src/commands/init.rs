//! `studio init`: the first start at a terminal.

use std::sync::Arc;

use clap::Args;
use serde::Serialize;
use studio_app::{
    Clock as _, Constraint, Error, FileProblem, FirstStart, Folder, Origin, Secret, Studio, SystemClock,
    Upgrade, country_of, tell,
};
use studio_domain::{Currency, Setting, UserName};
use studio_text::Args as Values;

use crate::actor::{self, Acting};
use crate::ask;
use crate::failure::Failure;
use crate::output::Sheet;
use crate::run::Run;
use crate::usage::Usage;
use crate::views::UserView;

/// What the first start asks for; what is left out is asked at the terminal.
#[derive(Debug, Args)]
pub(crate) struct Init {
    #[arg(long)]
    name: Option<String>,
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    #[arg(long)]
    country: Option<String>,
    #[arg(long)]
    currency: Option<String>,
    #[arg(long, value_name = "LANG")]
    language: Option<String>,
    #[arg(long, value_name = "USER")]
    admin: Option<String>,
}

#[derive(Serialize)]
struct Made {
    name: String,
    path: String,
    time_zone: String,
    country: Option<String>,
    currency: String,
    language: String,
    code_set: bool,
    admin: UserView,
}

/// Makes a studio, or sets up one that is there and empty.
pub(super) fn run(run: &mut Run, init: Init) -> Result<(), Failure> {
    if run.globals.user.is_some() {
        return Err(Usage::NobodyYet.into());
    }
    if let Some(language) = &init.language {
        run.words.adopt(language);
    }
    let folder = Folder::at(&run.globals.data);
    expect_empty(&folder)?;
    let first = asked(run, init)?;
    // Before anything is made, so that a typing error leaves no half studio behind.
    first.check()?;
    let studio = made(folder)?;
    let admin = studio.set_up(&studio.visit(Origin::CLI)?, &first)?;
    let acting = actor::begin(run, studio)?;
    let admin = UserView::from(acting.studio.user(&acting.ctx()?, admin)?.card);
    show(run, &acting, &first, admin)
}

/// Says at once that there is a studio or something of somebody else's, not after all the questions.
fn expect_empty(folder: &Folder) -> Result<(), Failure> {
    match Studio::open(folder.clone(), Arc::new(SystemClock), Upgrade::Check) {
        Ok(studio) if studio.face()?.set_up => Err(Error::Conflict(Constraint::AlreadySetUp).into()),
        Ok(_) => Ok(()),
        Err(Error::File(FileProblem::Missing)) => Ok(folder.expect_free()?),
        Err(error) => Err(error.into()),
    }
}

fn made(folder: Folder) -> Result<Studio, Failure> {
    match Studio::create(folder.clone(), Arc::new(SystemClock)) {
        // A server that waits for its setup page has made the file; the first start is still to be done.
        Err(Error::Conflict(Constraint::AlreadySetUp)) => {
            Ok(Studio::open(folder, Arc::new(SystemClock), Upgrade::Check)?)
        }
        other => Ok(other?),
    }
}

/// Everything that the first start needs, asked for where it was not given.
fn asked(run: &Run, init: Init) -> Result<FirstStart, Failure> {
    let words = run.words;
    let given = [
        ("--name", &init.name),
        ("--time-zone", &init.time_zone),
        ("--currency", &init.currency),
        ("--language", &init.language),
        ("--admin", &init.admin),
    ];
    let missing: Vec<String> =
        given.iter().filter(|(_, value)| value.is_none()).map(|(flag, _)| (*flag).to_owned()).collect();
    if !missing.is_empty() && !ask::is_possible() {
        return Err(Usage::Missing(missing).into());
    }
    expect_readable(&init)?;
    let or_ask = |given: Option<String>, setting: Setting, default: Option<&str>| match given {
        Some(given) => Ok(given),
        None => ask::line(words, setting.code(), default, |raw| setting.normalise(raw).map(drop)),
    };
    let name = or_ask(init.name, Setting::StudioName, None)?;
    let time_zone = or_ask(init.time_zone, Setting::TimeZone, None)?;
    // The one that the zone is of is likely, and right where nobody can be asked.
    let likely = country_of(&time_zone).unwrap_or_default();
    let country = match init.country {
        None if !ask::is_possible() => likely.to_owned(),
        given => or_ask(given, Setting::Country, Some(likely).filter(|code| !code.is_empty()))?,
    };
    let usual = Currency::of_country(&country).map(Currency::code);
    let mut first = FirstStart {
        name,
        time_zone,
        country,
        currency: or_ask(init.currency, Setting::Currency, usual)?,
        language: or_ask(init.language, Setting::Language, Some(words.lang().code()))?,
        admin: match init.admin {
            Some(admin) => admin,
            None => ask::line(words, "user_name", Some("admin"), |raw| UserName::parse(raw).map(drop))?,
        },
        password: Secret::from(""),
        code: None,
    };
    first.password = ask::accepted(words, "password", ask::PASSWORD, |password| {
        let draft = FirstStart { password: password.clone(), ..first.clone() };
        draft
            .check()
            .err()
            .filter(|error| matches!(error, Error::WeakPassword(_)))
            .map(|error| said(run, &error))
    })?;
    first.code = ask::optional(words, "code", ask::CODE, |code| {
        let draft = FirstStart { code: Some(code.clone()), ..first.clone() };
        draft.check().err().filter(|error| matches!(error, Error::WeakCode(_))).map(|error| said(run, &error))
    })?;
    Ok(first)
}

/// What was given is looked at before anything is asked.
fn expect_readable(init: &Init) -> Result<(), Error> {
    let settings = [
        (Setting::StudioName, &init.name),
        (Setting::TimeZone, &init.time_zone),
        (Setting::Country, &init.country),
        (Setting::Currency, &init.currency),
        (Setting::Language, &init.language),
    ];
    let wrong = settings.into_iter().filter_map(|(setting, given)| setting.normalise(given.as_ref()?).err());
    let admin = init.admin.as_ref().and_then(|name| UserName::parse(name).err());
    let wrong: Vec<_> = wrong.chain(admin).collect();
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

fn said(run: &Run, error: &Error) -> String {
    tell(error, run.words.lang(), SystemClock.now(), "").message
}

fn show(run: &mut Run, acting: &Acting, first: &FirstStart, admin: UserView) -> Result<(), Failure> {
    let words = run.words;
    let house = acting.studio.house(&acting.ctx()?)?;
    let made = Made {
        name: house.studio_name().to_owned(),
        path: run.globals.data.display().to_string(),
        time_zone: house.zone().name().to_owned(),
        country: house.country().map(str::to_owned),
        currency: house.currency().code().to_owned(),
        language: house.language().code().to_owned(),
        code_set: first.code.is_some(),
        admin,
    };
    let told = Values::new().text("name", &made.name).text("path", &made.path);
    run.out.note(&words.tell("cli-studio-made", &told));
    let sheet = Sheet::default()
        .line(words.field(Setting::StudioName.code()), &made.name)
        .line(words.field(Setting::TimeZone.code()), &made.time_zone)
        .maybe(words.field("country"), made.country.as_deref())
        .line(words.field(Setting::Currency.code()), &made.currency)
        .line(words.field(Setting::Language.code()), &made.language)
        .line(words.say("role-admin"), made.admin.name());
    let id = crate::paging::Row::id(&made.admin);
    run.out.record(&made, &id, &sheet)?;
    if !made.code_set {
        run.out.note(&words.say("cli-no-code"));
    }
    Ok(())
}
