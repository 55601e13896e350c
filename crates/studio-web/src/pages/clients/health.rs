//! The tab of health screenings.

use askama::Template;
use studio_app::{Error, Screening};
use studio_domain::{Question, Timestamp};

use super::tab::{Body, View, body};
use crate::pages::{Say, Shell};

#[derive(Template)]
#[template(path = "clients/health.html")]
struct Tab<'a> {
    shell: &'a Shell,
    /// Newest first.
    screenings: Vec<Answered>,
}

/// A screening as it is read.
struct Answered {
    at: Timestamp,
    by: String,
    answers: Vec<Reply>,
    observations: String,
}

struct Reply {
    code: &'static str,
    question: String,
    reply: String,
    detail: String,
}

/// What stands in the tab.
pub(super) async fn tab(view: View<'_>) -> Result<Body, Error> {
    let (reader, id) = (view.reader, view.id());
    let all = reader.try_act(view.app, move |studio, ctx| studio.screenings(ctx, id)).await?;
    let shell = &reader.shell;
    body(&Tab { shell, screenings: all.into_iter().map(|one| answered(&shell.say, one)).collect() })
}

fn answered(say: &Say, screening: Screening) -> Answered {
    let answers = Question::ALL
        .iter()
        .map(|question| {
            let reply = screening.answers.reply(*question);
            let answer = screening.answers.by_question.get(question);
            Reply {
                code: reply.code(),
                question: say.named("question", question.code()),
                reply: say.named("reply", reply.code()),
                detail: answer.map(|answer| answer.detail.clone()).unwrap_or_default(),
            }
        })
        .collect();
    Answered {
        at: screening.answered_at,
        by: screening.recorded_by.unwrap_or_default(),
        answers,
        observations: screening.answers.observations,
    }
}
