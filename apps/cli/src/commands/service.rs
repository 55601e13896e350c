//! `studio service`: what the studio does, how long it takes, what it costs.

use clap::{Args, Subcommand};
use studio_app::ServiceInput;
use studio_domain::{ServiceId, UsualService};

use super::planning::codes;
use super::user::Expected;
use crate::actor;
use crate::failure::Failure;
use crate::paging;
use crate::run::Run;
use crate::views::{Changed, OnlyId, ServiceView};

/// What can be done with services.
#[derive(Debug, Subcommand)]
pub(crate) enum Service {
    List {
        #[arg(long)]
        archived: bool,
    },
    Add(NewService),
    Usual {
        #[arg(value_name = "SERVICE", value_parser = codes(UsualService::ALL.iter().map(|one| one.code())))]
        services: Vec<String>,
    },
    Edit {
        service: String,
        #[command(flatten)]
        about: AboutService,
        #[command(flatten)]
        expected: Expected,
    },
    Archive {
        service: String,
        #[arg(long)]
        undo: bool,
        #[command(flatten)]
        expected: Expected,
    },
}

/// A new service.
#[derive(Debug, Args)]
pub(crate) struct NewService {
    name: String,
    minutes: String,
    #[arg(long, value_name = "AMOUNT")]
    price: Option<String>,
    #[arg(long, value_name = "AMOUNT")]
    deposit: Option<String>,
    #[arg(long, value_name = "TEXT")]
    aftercare: Option<String>,
}

/// What is said about a service.
#[derive(Debug, Args)]
pub(crate) struct AboutService {
    #[arg(long)]
    name: Option<String>,
    #[arg(long, value_name = "MINUTES")]
    minutes: Option<String>,
    #[arg(long, value_name = "AMOUNT")]
    price: Option<String>,
    #[arg(long, value_name = "AMOUNT")]
    deposit: Option<String>,
    #[arg(long, value_name = "TEXT")]
    aftercare: Option<String>,
}

/// Does what was asked for, as whoever acts.
pub(super) fn run(run: &mut Run, service: Service) -> Result<(), Failure> {
    actor::act(run, |run, acting| match service {
        Service::List { archived } => {
            let list = acting.studio.services(&acting.ctx()?, archived)?;
            let currency = list.currency;
            let rows = list.items.into_iter().map(|card| ServiceView::new(card, currency)).collect();
            paging::whole(&mut run.out, run.words, rows)
        }
        Service::Add(new) => {
            let input = ServiceInput {
                name: Some(new.name),
                minutes: Some(new.minutes),
                price: new.price,
                deposit: new.deposit,
                aftercare: new.aftercare,
            };
            let id = acting.studio.add_service(&acting.ctx()?, input)?;
            let note = run.words.say("cli-service-added");
            run.out.changed(&OnlyId { id: id.get() }, &id.to_string(), &note)
        }
        Service::Usual { services } => {
            let chosen = Some(services.as_slice()).filter(|all| !all.is_empty());
            let added = acting.studio.add_usual_services(&acting.ctx()?, chosen)?;
            run.out.note(&run.words.say("cli-services-added"));
            let list = acting.studio.services(&acting.ctx()?, false)?;
            let currency = list.currency;
            let rows = list.items.into_iter().filter(|card| added.contains(&card.id));
            paging::whole(
                &mut run.out,
                run.words,
                rows.map(|card| ServiceView::new(card, currency)).collect(),
            )
        }
        Service::Edit { service, about, expected } => {
            let id = service.trim().parse::<ServiceId>()?;
            let AboutService { name, minutes, price, deposit, aftercare } = about;
            let input = ServiceInput { name, minutes, price, deposit, aftercare };
            let version = acting.studio.edit_service(&acting.ctx()?, id, input, expected.version())?;
            let note = run.words.say("cli-service-saved");
            run.out.changed(&Changed { id: id.get(), version: version.get() }, &id.to_string(), &note)
        }
        Service::Archive { service, undo, expected } => {
            let id = service.trim().parse::<ServiceId>()?;
            let version = acting.studio.archive_service(&acting.ctx()?, id, !undo, expected.version())?;
            let note = run.words.say("cli-service-saved");
            run.out.changed(&Changed { id: id.get(), version: version.get() }, &id.to_string(), &note)
        }
    })
}
