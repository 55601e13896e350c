//! The list of services: read by everybody who sees the agenda, kept by whoever keeps the settings.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, Error, ServiceCard, ServiceInput, usual_name};
use studio_domain::{Aftercare, Cents, Currency, Money, ServiceId, ServiceName, UsualService, Version};
use studio_text::Lang;

use super::reader::{Pairs, Sent};
use super::{Form, PageError, Reader, Shell, Typed, done, html};
use crate::extract::Query;
use crate::state::App;

const PLACE: &str = "/settings/services";

/// A service as it is read.
struct Line {
    id: ServiceId,
    name: String,
    minutes: String,
    price: String,
    deposit: String,
    aftercare: bool,
    archived: bool,
    version: Version,
}

#[derive(Template)]
#[template(path = "settings/services.html")]
struct Page {
    shell: Shell,
    lines: Vec<Line>,
    /// What most studios do, to begin an empty list with: code, name, length.
    usual: Vec<(&'static str, String, String)>,
    /// Whether those are shown that are offered no more.
    all: bool,
    may_change: bool,
    /// The service in the form; `None`: a new one.
    editing: Option<ServiceId>,
    form: Form,
    currency: Currency,
    name_most: usize,
    text_most: usize,
}

fn money(cents: Option<Cents>, currency: Currency) -> String {
    cents.map(|cents| Money::new(cents, currency).to_string()).unwrap_or_default()
}

/// What stands in the form of a service.
fn typed_of(card: &ServiceCard, currency: Currency) -> Typed {
    let plain = |cents: Option<Cents>| cents.map(|cents| cents.plain(currency)).unwrap_or_default();
    [
        ("id", card.id.to_string()),
        ("version", card.version.to_string()),
        ("name", card.name.clone()),
        ("minutes", card.minutes.to_string()),
        ("price", plain(card.price)),
        ("deposit", plain(card.deposit)),
        ("aftercare", card.aftercare.clone()),
    ]
    .into_iter()
    .collect()
}

/// The list, with a form beside it.
pub(crate) async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let edit = query.get("edit").and_then(|raw| raw.parse::<ServiceId>().ok());
    let all = query.contains_key("all");
    page(&app, reader, all, edit, None, StatusCode::OK).await
}

async fn page(
    app: &App,
    reader: Reader,
    all: bool,
    edit: Option<ServiceId>,
    form: Option<Form>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let (list, card) = reader
        .act(app, move |studio, ctx| {
            let list = studio.services(ctx, all)?;
            let card = edit.map(|id| studio.service(ctx, id)).transpose()?;
            Ok((list, card))
        })
        .await?;
    let (say, currency) = (&reader.shell.say, list.currency);
    let line = |card: ServiceCard| Line {
        id: card.id,
        minutes: say.count("appointment-minutes", usize::from(card.minutes)),
        price: money(card.price, currency),
        deposit: money(card.deposit, currency),
        aftercare: !card.aftercare.is_empty(),
        archived: card.archived,
        version: card.version,
        name: card.name,
    };
    let usual: &[UsualService] = match list.items.is_empty() && list.change != Ability::No {
        true => UsualService::ALL,
        false => &[],
    };
    // In the studio's language, in which they will be kept.
    let lang = Lang::parse(reader.frame.house.language().code()).unwrap_or(Lang::En);
    let usual = usual.iter().map(|one| {
        let minutes = say.count("appointment-minutes", usize::from(one.minutes()));
        (one.code(), usual_name(*one, lang), minutes)
    });
    let page = Page {
        usual: usual.collect(),
        lines: list.items.into_iter().map(line).collect(),
        all,
        may_change: list.change != Ability::No,
        form: form.unwrap_or_else(|| {
            Form::new(card.as_ref().map(|card| typed_of(card, currency)).unwrap_or_default())
        }),
        editing: edit,
        currency,
        name_most: ServiceName::MAX,
        text_most: Aftercare::MAX,
        shell: reader.shell,
    };
    Ok(html(status, &page))
}

fn helps(error: &Error) -> bool {
    matches!(
        error,
        Error::Invalid(_) | Error::Stale { .. } | Error::Conflict(_) | Error::Busy | Error::Unavailable(_)
    )
}

/// Adds a service, or saves the one that the form is about.
pub(crate) async fn save(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = typed.get("id").trim().parse::<ServiceId>().ok();
    let version = Version::new(typed.get("version").trim().parse().unwrap_or(-1));
    let text = |field: &str| Some(typed.get(field).to_owned());
    let input = ServiceInput {
        name: text("name"),
        minutes: text("minutes"),
        price: text("price"),
        deposit: text("deposit"),
        aftercare: text("aftercare"),
    };
    let saved = reader.try_act(&app, move |studio, ctx| match id {
        Some(id) => studio.edit_service(ctx, id, input, Some(version)).map(drop),
        None => studio.add_service(ctx, input).map(drop),
    });
    match saved.await {
        Ok(()) => Ok(done(PLACE, "saved")),
        Err(error) if helps(&error) => {
            let problem = reader.problem(&error);
            let form = Some(Form::new(typed).told(problem.told()));
            page(&app, reader, false, id, form, problem.status()).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}

/// Begins the list with the usual services that were ticked.
pub(crate) async fn add_usual(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let chosen: Vec<String> =
        typed.pairs().filter(|(name, _)| name == "service").map(|(_, code)| code.clone()).collect();
    let added = reader.try_act(&app, move |studio, ctx| studio.add_usual_services(ctx, Some(&chosen)));
    match added.await {
        Ok(_ids) => Ok(done(PLACE, "services-added")),
        Err(error) if helps(&error) => {
            let problem = reader.problem(&error);
            let form = Some(Form::default().told(problem.told()));
            page(&app, reader, false, None, form, problem.status()).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}

/// Takes a service out of the list, or back into it.
pub(crate) async fn archive(State(app): State<App>, sent: Sent) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = ServiceId::new(typed.get("id").trim().parse().unwrap_or(0));
    let version = Version::new(typed.get("version").trim().parse().unwrap_or(-1));
    let archived = typed.get("archived") == "1";
    let saved = reader.try_act(&app, move |studio, ctx| {
        studio.expect_to_keep_services(ctx)?;
        studio.archive_service(ctx, id, archived, Some(version))
    });
    match saved.await {
        Ok(_version) => Ok(done(&format!("{PLACE}?all=1"), if archived { "taken" } else { "restored" })),
        Err(error) if helps(&error) => {
            let problem = reader.problem(&error);
            let form = Some(Form::default().told(problem.told()));
            page(&app, reader, true, None, form, problem.status()).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}
