//! `studio client health`: reading and recording health screenings.

use clap::{Args, ValueEnum};
use serde::Serialize;
use studio_app::{AnswerInput, ScreeningInput};
use studio_domain::{ClientId, Question, ScreeningId};

use super::client::id;
use crate::actor::Acting;
use crate::failure::Failure;
use crate::paging::{self, Paging};
use crate::run::Run;
use crate::views::ScreeningView;

/// Screenings of a client; with answers, one is recorded.
#[derive(Debug, Args)]
pub(crate) struct Health {
    client: String,
    #[arg(long, value_name = "QUESTION=ANSWER")]
    answer: Vec<String>,
    #[arg(long, value_name = "ANSWER", requires = "answer")]
    others: Option<Others>,
    #[arg(long, value_name = "TEXT")]
    observations: Option<String>,
    #[arg(long, conflicts_with_all = ["answer", "others", "observations"])]
    unchanged: bool,
    #[arg(long, value_name = "ID")]
    seen: Option<i64>,
}

/// Answer to the questions that are not named.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Others {
    No,
    #[value(name = "not_asked")]
    NotAsked,
}

#[derive(Serialize)]
struct Recorded {
    id: i64,
    client_id: i64,
}

/// `QUESTION=ANSWER`, or `QUESTION=ANSWER:DETAIL`.
fn answer(given: &str) -> AnswerInput {
    // Without an answer, the whole is said to be none.
    let (question, said) = given.split_once('=').unwrap_or((given, given));
    let (reply, detail) = said.split_once(':').unwrap_or((said, ""));
    AnswerInput {
        question: question.trim().replace('-', "_"),
        reply: reply.trim().replace('-', "_"),
        detail: detail.to_owned(),
    }
}

impl Health {
    fn input(&self) -> ScreeningInput {
        let mut answers: Vec<AnswerInput> = self.answer.iter().map(|given| answer(given)).collect();
        if matches!(self.others, Some(Others::No)) {
            for question in Question::ASKED {
                if !answers.iter().any(|one| one.question == question.code()) {
                    let (question, reply) = (question.code().to_owned(), "no".to_owned());
                    answers.push(AnswerInput { question, reply, detail: String::new() });
                }
            }
        }
        ScreeningInput { answers, observations: self.observations.clone().unwrap_or_default() }
    }
}

/// Reads or records, as whoever acts.
pub(super) fn run(run: &mut Run, acting: &Acting, health: &Health) -> Result<(), Failure> {
    let client = id(&health.client)?;
    let seen = health.seen.map(ScreeningId::new);
    let recorded = if health.unchanged {
        acting.studio.confirm_screening(&acting.ctx()?, client, seen)?
    } else if !health.answer.is_empty() || health.observations.is_some() {
        acting.studio.record_screening(&acting.ctx()?, client, health.input(), seen)?
    } else {
        return list(run, acting, client);
    };
    let said = run.words.say("cli-screening-recorded");
    let told = Recorded { id: recorded.get(), client_id: client.get() };
    run.out.changed(&told, &recorded.to_string(), &said)
}

fn list(run: &mut Run, acting: &Acting, client: ClientId) -> Result<(), Failure> {
    let zone = acting.zone()?;
    let mut before = None;
    paging::list(&mut run.out, run.words, &Paging::ALL, "", || {
        let page = acting.studio.screenings(&acting.ctx()?, client, before)?;
        before = page.items.last().map(|one| (one.answered_at, one.id));
        let items = page.items.into_iter().map(|one| ScreeningView::new(one, zone)).collect();
        Ok(studio_app::Page { items, more: page.more })
    })
}
