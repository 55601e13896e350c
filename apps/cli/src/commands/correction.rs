//! `studio correction`: what somebody says is wrong with a client's record, and what becomes of it.

use clap::Subcommand;
use clap::builder::PossibleValuesParser;
use serde::Serialize;
use studio_app::{CorrectionInput, CorrectionSeen};
use studio_domain::{ClientId, CorrectionField, CorrectionId, CorrectionOutcome};
use studio_text::Args as Values;

use super::client::saved;
use crate::actor::{self, Acting};
use crate::failure::Failure;
use crate::paging::{self, Paging};
use crate::run::Run;
use crate::views::CorrectionView;

/// What can be done with corrections.
#[derive(Debug, Subcommand)]
pub(crate) enum Correction {
    List {
        client: Option<String>,
    },
    Send {
        client: String,
        #[arg(value_parser = PossibleValuesParser::new(CorrectionField::ALL.iter().map(|field| field.code())))]
        field: String,
        value: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    Apply {
        client: String,
        correction: String,
        #[arg(long)]
        anyway: bool,
    },
    Decline {
        client: String,
        correction: String,
        #[arg(long, value_name = "TEXT", default_value = "")]
        answer: String,
    },
}

#[derive(Serialize)]
struct Sent {
    id: i64,
    client_id: i64,
}

#[derive(Serialize)]
struct Decided {
    id: i64,
    client_id: i64,
    outcome: &'static str,
}

/// Does what was asked for, as whoever acts.
pub(super) fn run(run: &mut Run, correction: Correction) -> Result<(), Failure> {
    actor::act(run, |run, acting| match correction {
        Correction::List { client: None } => waiting(run, acting),
        Correction::List { client: Some(client) } => {
            let zone = acting.zone()?;
            let all = acting.studio.corrections(&acting.ctx()?, client.trim().parse()?)?;
            let rows = all.into_iter().map(|one| CorrectionView::new(one, zone)).collect();
            paging::whole(&mut run.out, run.words, rows)
        }
        Correction::Send { client, field, value, reason } => {
            let client: ClientId = client.trim().parse()?;
            let input = CorrectionInput { field, value, reason };
            let id = acting.studio.send_correction(&acting.ctx()?, client, input)?;
            let said = run.words.say("cli-correction-sent");
            let sent = Sent { id: id.get(), client_id: client.get() };
            run.out.changed(&sent, &id.to_string(), &said)
        }
        Correction::Apply { client, correction, anyway } => {
            let (client, id): (ClientId, CorrectionId) = (client.trim().parse()?, correction.trim().parse()?);
            let seen = CorrectionSeen::default();
            saved(acting.studio.apply_correction(&acting.ctx()?, client, id, seen, anyway)?)?;
            decided(run, client, id, CorrectionOutcome::Applied)
        }
        Correction::Decline { client, correction, answer } => {
            let (client, id): (ClientId, CorrectionId) = (client.trim().parse()?, correction.trim().parse()?);
            acting.studio.decline_correction(&acting.ctx()?, client, id, &answer, None)?;
            decided(run, client, id, CorrectionOutcome::Declined)
        }
    })
}

/// What waits for a decision in the whole studio, oldest first.
fn waiting(run: &mut Run, acting: &Acting) -> Result<(), Failure> {
    let zone = acting.zone()?;
    let mut after = None;
    paging::list(&mut run.out, run.words, &Paging::ALL, "", || {
        let page = acting.studio.open_corrections(&acting.ctx()?, after)?;
        after = page.items.last().map(|one| (one.correction.sent_at, one.correction.id));
        let items = page.items.into_iter().map(|one| CorrectionView::new(one.correction, zone)).collect();
        Ok(studio_app::Page { items, more: page.more })
    })
}

fn decided(
    run: &mut Run,
    client: ClientId,
    id: CorrectionId,
    outcome: CorrectionOutcome,
) -> Result<(), Failure> {
    let what = run.words.word("correction", outcome.code());
    let said = run.words.tell("cli-correction-decided", &Values::new().text("what", what));
    let decided = Decided { id: id.get(), client_id: client.get(), outcome: outcome.code() };
    run.out.changed(&decided, &id.to_string(), &said)
}
