//! `studio audit`: the log of what was done, tried and refused.

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use serde::Serialize;
use studio_app::{AuditFilter, Outcome, Page};
use studio_domain::{Invalid, StudioZone, Timestamp, parse_date, parse_local};
use studio_text::Args as Values;

use super::named;
use crate::actor::{self, Acting};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::paging::{self, Paging};
use crate::run::Run;
use crate::views::EntryView;

/// What can be done with the log.
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    List(List),
    Verify,
}

/// Which entries to list.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[arg(long)]
    user: Option<String>,
    #[arg(long, value_name = "CODE")]
    action: Option<String>,
    #[arg(long, value_name = "KIND[:ID]")]
    subject: Option<String>,
    #[arg(long, value_parser = outcomes())]
    outcome: Option<String>,
    #[arg(long, value_name = "TIME")]
    from: Option<String>,
    #[arg(long, value_name = "TIME")]
    to: Option<String>,
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    before: Option<i64>,
    #[command(flatten)]
    paging: Paging,
}

fn outcomes() -> PossibleValuesParser {
    PossibleValuesParser::new([Outcome::Done, Outcome::Refused, Outcome::Failed].map(Outcome::code))
}

#[derive(Serialize)]
struct Verified {
    whole: i64,
    broken: Option<Broken>,
}

#[derive(Serialize)]
struct Broken {
    code: &'static str,
    seq: i64,
}

/// Lists or verifies.
pub(super) fn run(run: &mut Run, audit: Audit) -> Result<Exit, Failure> {
    actor::act(run, |run, acting| match audit {
        Audit::List(list) => list_entries(run, acting, list).map(|()| Exit::Done),
        Audit::Verify => verify(run, acting),
    })
}

fn list_entries(run: &mut Run, acting: &Acting, list: List) -> Result<(), Failure> {
    let zone = acting.zone()?;
    let moment =
        |given: Option<String>, field, end| given.map(|raw| moment(zone, field, &raw, end)).transpose();
    let mut filter = AuditFilter {
        user: list.user.map(|user| named::user(acting, &user)).transpose()?,
        action: list.action,
        subject: list.subject.map(|raw| subject(&raw)).transpose()?,
        outcome: list.outcome.as_deref().and_then(Outcome::parse),
        from: moment(list.from, "from", End::First)?,
        to: moment(list.to, "to", End::Last)?,
        before: list.before,
    };
    paging::list(&mut run.out, run.words, &list.paging, "--before", || {
        let page = acting.studio.audit(&acting.ctx()?, &filter)?;
        filter.before = page.items.last().map(|entry| entry.seq);
        let items = page.items.into_iter().map(|entry| EntryView::new(entry, zone)).collect();
        Ok(Page { items, more: page.more })
    })
}

/// `client` or `client:12`.
fn subject(raw: &str) -> Result<(String, Option<i64>), Invalid> {
    let (kind, id) = match raw.split_once(':') {
        None => (raw, None),
        Some((kind, id)) => {
            let id: studio_domain::UserId = id.parse().map_err(|invalid: Invalid| invalid.at("subject"))?;
            (kind, Some(id.get()))
        }
    };
    Ok((kind.trim().to_lowercase(), id))
}

/// Which end of a day is meant where only the day was given.
#[derive(Debug, Clone, Copy)]
enum End {
    First,
    Last,
}

/// A day, a time by the studio's clock, or a moment with its offset.
fn moment(zone: StudioZone, field: &'static str, raw: &str, end: End) -> Result<Timestamp, Invalid> {
    match parse_date(field, raw) {
        Ok(date) => {
            let day = zone.day(date);
            return Ok(match end {
                End::First => day.start(),
                End::Last => day.end(),
            });
        }
        // Without a time of day it was meant as a date.
        Err(no_date) if !raw.trim().contains([' ', 'T', ':']) => return Err(no_date),
        Err(_no_date) => {}
    }
    if let Ok(at) = Timestamp::parse_rfc3339(raw) {
        return Ok(at);
    }
    parse_local(field, &raw.replace(' ', "T")).map(|local| zone.resolve(local).earliest())
}

fn verify(run: &mut Run, acting: &Acting) -> Result<Exit, Failure> {
    let report = acting.studio.verify_audit(&acting.ctx()?)?;
    let broken = report.broken.map(|at| Broken { code: at.code(), seq: at.seq() });
    let exit = if broken.is_some() { Exit::Failed } else { Exit::Done };
    let words = run.words;
    let count = Values::new().number("count", report.whole);
    let text = match &broken {
        None => words.tell("cli-chain-whole", &count),
        Some(broken) => {
            let what = words.word("break", broken.code);
            words.tell("cli-chain-broken", &count.number("at", broken.seq).text("what", what))
        }
    };
    let json = Verified { whole: report.whole, broken };
    if run.out.json() {
        run.out.value(&json)?;
    } else if run.out.quiet() {
        run.out.line(&report.whole.to_string())?;
    } else {
        run.out.line(&text)?;
    }
    Ok(exit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_the_studios() {
        let zone = StudioZone::parse("America/Mexico_City").unwrap();
        let at = |raw, end| moment(zone, "from", raw, end).unwrap().to_rfc3339();
        assert_eq!(at("2026-03-14", End::First), "2026-03-14T06:00:00.000Z");
        assert_eq!(at("2026-03-14", End::Last), "2026-03-15T06:00:00.000Z");
        assert_eq!(at("2026-03-14 10:30", End::First), "2026-03-14T16:30:00.000Z");
        assert_eq!(at("2026-03-14T10:30", End::Last), "2026-03-14T16:30:00.000Z");
        assert_eq!(at("2026-03-14T10:30:00Z", End::First), "2026-03-14T10:30:00.000Z");
        for (wrong, what) in [("2023-02-30", "date"), ("soon", "date"), ("2026-03-14 25:00", "time")] {
            let told = moment(zone, "from", wrong, End::First).unwrap_err();
            assert_eq!(told, Invalid::form("from", what), "{wrong}");
        }
        for wrong in ["", "yesterday", "2026-02-30", "2026-03-14 25:00"] {
            assert_eq!(moment(zone, "to", wrong, End::Last).unwrap_err().field, "to", "{wrong}");
        }
    }

    #[test]
    fn subjects_are_kinds_with_or_without_an_id() {
        assert_eq!(subject("user").unwrap(), ("user".to_owned(), None));
        assert_eq!(subject("User:12").unwrap(), ("user".to_owned(), Some(12)));
        for wrong in ["user:", "user:x", "user:-1", "user:1:2"] {
            assert_eq!(subject(wrong).unwrap_err().field, "subject", "{wrong}");
        }
    }
}
