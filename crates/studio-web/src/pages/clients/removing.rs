//! Deleting a client: what goes, what keeps the record, and the name typed once more.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, ClientCounts, Deletion, DeletionSheet, Error, Holding};
use studio_domain::{ClientId, ClientStatus, Version};
use studio_policy::Action;

use super::merging::counted;
use super::{id_of, page_of, version_of};
use crate::extract::Path;
use crate::pages::elevation::{Asked, CODE, after, asked, enter};
use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, Reader, Shell, done, go, html};
use crate::problem::Problem;
use crate::state::App;

/// Id of the form, for the field of the code.
const FORM: &str = "delete-form";

#[derive(Template)]
#[template(path = "clients/delete.html")]
struct Page {
    shell: Shell,
    form: Form,
    id: ClientId,
    name: String,
    version: Version,
    archived: bool,
    /// What keeps the record, in words; empty: it can go.
    held: String,
    /// What goes with it.
    goes: String,
    locked: bool,
    /// Whether archiving takes the master code too.
    archive_locked: bool,
    asked: Option<(&'static str, Asked)>,
}

/// What is there, and the field for the name.
pub(crate) async fn open(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    page(&app, reader, id, Form::default(), StatusCode::OK, None).await
}

fn counts(holdings: &[Holding]) -> ClientCounts {
    let of = |what: &str| holdings.iter().find(|one| one.what == what).map_or(0, |one| one.count);
    ClientCounts {
        appointments: of("appointments"),
        screenings: of("screenings"),
        consents: of("consents"),
        portfolio_items: of("portfolio_items"),
        ..ClientCounts::default()
    }
}

async fn page(
    app: &App,
    reader: Reader,
    id: ClientId,
    form: Form,
    status: StatusCode,
    asked: Option<Asked>,
) -> Result<Response, PageError> {
    let sheet = reader.act(app, move |studio, ctx| studio.client_to_delete(ctx, id)).await?;
    let DeletionSheet { card, has, holdings, can } = sheet;
    if card.id != id {
        return Ok(go(&format!("{}/delete", page_of(card.id))));
    }
    let say = &reader.shell.say;
    let page = Page {
        held: if holdings.is_empty() { String::new() } else { counted(say, counts(&holdings)) },
        goes: Some(counted(say, has))
            .filter(|goes| !goes.is_empty())
            .unwrap_or_else(|| say.t("count-nothing")),
        id: card.id,
        name: card.name,
        version: card.version,
        archived: card.status == ClientStatus::Archived,
        locked: can == Ability::Locked,
        archive_locked: reader.frame.abilities.locked.contains(Action::ClientsEdit),
        asked: asked.map(|asked| (FORM, asked)),
        form,
        shell: reader.shell.clone(),
    };
    Ok(html(status, &page))
}

/// Deletes the record. The name that was typed comes back with whatever is wrong.
pub(crate) async fn delete(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let (name, version) = (typed.get("confirm_name").to_owned(), version_of(&typed));
    let deleted = match enter(&app, &reader, &typed).await {
        Ok(()) => {
            let delete = move |studio: &studio_app::Studio, ctx: &studio_app::OpCtx| {
                studio.delete_client(ctx, id, &name, Some(version))
            };
            reader.try_act(&app, delete).await
        }
        Err(error) => Err(error),
    };
    let reader = after(&app, reader, &typed).await;
    let error = match deleted {
        Ok(Deletion::Done(_)) => return Ok(done("/clients", "deleted")),
        Ok(Deletion::Held(_)) => {
            return page(&app, reader, id, Form::default(), StatusCode::CONFLICT, None).await;
        }
        Err(error) => error,
    };
    let asked = asked(&reader, &error, &typed, Action::ClientsDelete);
    let helps =
        matches!(error, Error::Invalid(_) | Error::Stale { .. } | Error::Busy | Error::Unavailable(_));
    if asked.is_none() && !helps {
        return Err(reader.told(&error));
    }
    let problem = reader.problem(&error);
    let mut form = Form::new(typed.without(&[CODE]));
    if asked.is_none() {
        form = form.told(problem.told());
    }
    page(&app, reader, id, form, problem.status(), asked).await
}
