//! The tab of consents: where each kind stands, what happened, and who answers for a minor.

use askama::Template;
use studio_app::{Ability, ClientCard, Consent, Error};
use studio_domain::{ConsentAct, ConsentKind, Timestamp};

use super::emergency::contact;
use super::tab::{Body, View, body};
use crate::pages::{Say, Shell};

#[derive(Template)]
#[template(path = "clients/consents.html")]
struct Tab<'a> {
    shell: &'a Shell,
    now: Vec<(String, &'static str, String)>,
    events: Vec<(Timestamp, String)>,
    guardian: Vec<(&'static str, String)>,
}

/// What happened, newest first.
async fn events(view: View<'_>) -> Result<Vec<Consent>, Error> {
    let id = view.id();
    view.reader.try_act(view.app, move |studio, ctx| studio.consents(ctx, id)).await
}

/// Whether the header should say that the informed consent is missing; whoever may not read consents is not told.
pub(super) async fn missing(view: View<'_>) -> Result<bool, Error> {
    match view.sheet.can.read_consents {
        Ability::Yes => Ok(!is_given(&events(view).await?, ConsentKind::Informed)),
        Ability::Locked | Ability::No => Ok(false),
    }
}

/// The newest event of a kind says where it stands.
fn is_given(events: &[Consent], kind: ConsentKind) -> bool {
    events.iter().find(|event| event.kind == kind).is_some_and(|event| event.act == ConsentAct::Given)
}

/// What stands in the tab.
pub(super) async fn tab(view: View<'_>) -> Result<Body, Error> {
    let events = events(view).await?;
    body(&stand(&view.reader.shell, &events, &view.sheet.card))
}

fn stand<'a>(shell: &'a Shell, events: &[Consent], card: &ClientCard) -> Tab<'a> {
    let say = &shell.say;
    let guardian = match &card.guardian {
        Some(_) => {
            contact(card.guardian.as_ref(), ["guardian_name", "guardian_relationship", "guardian_phone"])
        }
        None => Vec::new(),
    };
    Tab {
        shell,
        now: ConsentKind::ALL.iter().map(|kind| now(say, events, *kind)).collect(),
        events: events.iter().map(|event| (event.recorded_at, told(say, event))).collect(),
        guardian,
    }
}

/// A kind, the code and the words of where it stands.
fn now(say: &Say, events: &[Consent], kind: ConsentKind) -> (String, &'static str, String) {
    let name = say.named("consent", kind.code());
    match events.iter().find(|event| event.kind == kind) {
        Some(event) => {
            let act = say.named("consent-act", event.act.code());
            (name, event.act.code(), format!("{act} · {}", say.date(&event.recorded_at)))
        }
        None => (name, "none", say.t("reply-not-asked")),
    }
}

/// An event in words.
fn told(say: &Say, event: &Consent) -> String {
    let by = event.recorded_by.as_ref().map(|(_, name)| format!(" · {name}")).unwrap_or_default();
    let kind = say.named("consent", event.kind.code());
    let act = say.named("consent-act", event.act.code());
    let manner = say.named("consent-manner", event.manner.code());
    format!("{kind}: {act} · {manner}{by}")
}
