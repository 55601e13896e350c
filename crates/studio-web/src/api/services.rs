//! Services: what the studio does, how long it takes and what it costs.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use studio_app::{Error, OpCtx, ServiceCard, ServiceInput, Studio};
use studio_domain::{Cents, Currency, Invalid, ServiceId, Version};
use utoipa::{IntoParams, ToSchema};

use super::{act, whole};
use crate::caller::Person;
use crate::extract::{Json, Path, Query, object};
use crate::problem::{Document, Problem};
use crate::state::App;

/// An amount of money.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Amount {
    /// In minor units, such as cents.
    #[schema(example = 12000)]
    #[serde(deserialize_with = "whole::needed")]
    amount: i64,
    /// Code of the currency: the studio's.
    #[schema(example = "EUR")]
    currency: String,
}

impl Amount {
    fn new(cents: Cents, currency: Currency) -> Self {
        Self { amount: cents.get(), currency: currency.to_string() }
    }

    /// As it would be typed in the studio.
    fn typed(&self, field: &'static str, currency: Currency) -> Result<String, Invalid> {
        if self.currency.trim() == currency.to_string() {
            Ok(Cents::new(self.amount).plain(currency))
        } else {
            Err(Invalid::form(field, "currency"))
        }
    }
}

/// A service.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Service {
    /// Id.
    id: i64,
    /// Name.
    name: String,
    /// How long it usually takes.
    minutes: u16,
    /// What it costs.
    price: Option<Amount>,
    /// The deposit that is asked for.
    deposit: Option<Amount>,
    /// What a client is told afterwards; may be empty.
    aftercare: String,
    /// Whether it is offered no more.
    archived: bool,
    /// For saving without overwriting others.
    version: i64,
}

impl Service {
    fn new(card: ServiceCard, currency: Currency) -> Self {
        Self {
            id: card.id.get(),
            name: card.name,
            minutes: card.minutes,
            price: card.price.map(|cents| Amount::new(cents, currency)),
            deposit: card.deposit.map(|cents| Amount::new(cents, currency)),
            aftercare: card.aftercare,
            archived: card.archived,
            version: card.version.get(),
        }
    }

    fn read(studio: &Studio, ctx: &OpCtx, id: ServiceId) -> Result<Self, Error> {
        Ok(Self::new(studio.service(ctx, id)?, studio.house(ctx)?.currency()))
    }
}

/// The services.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Services {
    /// A–Z.
    items: Vec<Service>,
    /// Always `null`: all of them are here.
    next_cursor: Option<String>,
}

/// Filters.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ServiceFilters {
    /// With those that are offered no more.
    archived: Option<bool>,
}

/// A new service.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Small tattoo", "minutes": 90, "price": {"amount": 12000, "currency": "EUR"}, "deposit": null,
    "aftercare": "Wash it twice a day."
}))]
pub(crate) struct NewService {
    /// Name; no other service in use has it.
    #[schema(example = "Small tattoo")]
    name: String,
    /// How long it usually takes, 5 to 720.
    #[schema(example = 90)]
    #[serde(deserialize_with = "whole::needed")]
    minutes: i64,
    /// What it costs.
    #[serde(default, deserialize_with = "object")]
    #[schema(example = json!({"amount": 12000, "currency": "EUR"}))]
    price: Option<Amount>,
    /// The deposit.
    #[serde(default, deserialize_with = "object")]
    #[schema(example = json!({"amount": 3000, "currency": "EUR"}))]
    deposit: Option<Amount>,
    /// What a client is told afterwards.
    #[serde(default)]
    #[schema(example = "Wash it twice a day.")]
    aftercare: String,
}

/// A change; what is left out stays, `null` empties an amount.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Small tattoo", "minutes": 60, "version": 1}))]
pub(crate) struct ServiceChange {
    /// Name.
    #[serde(default)]
    #[schema(example = "Small tattoo")]
    name: Option<String>,
    /// How long it usually takes.
    #[serde(default, deserialize_with = "whole::maybe")]
    #[schema(example = 60)]
    minutes: Option<i64>,
    /// What it costs.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Amount>, example = json!({"amount": 3000, "currency": "EUR"}))]
    price: Option<Option<Amount>>,
    /// The deposit.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Amount>, example = json!({"amount": 3000, "currency": "EUR"}))]
    deposit: Option<Option<Amount>>,
    /// What a client is told afterwards.
    #[serde(default)]
    #[schema(example = "Wash it twice a day.")]
    aftercare: Option<String>,
    /// The version that was read.
    #[schema(example = 1)]
    #[serde(deserialize_with = "whole::needed")]
    version: i64,
}

fn given<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<Amount>>, D::Error> {
    object(from).map(Some)
}

/// The version that was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ServiceVersion {
    /// The version that was read.
    #[schema(example = 1)]
    #[serde(deserialize_with = "whole::needed")]
    version: i64,
}

/// Amounts as text, with all that is wrong with their currencies told at once.
fn typed(
    price: Option<Option<Amount>>,
    deposit: Option<Option<Amount>>,
    currency: Currency,
) -> Result<(Option<String>, Option<String>), Error> {
    let mut wrong = Vec::new();
    let mut text = |field, amount: Option<Option<Amount>>| match amount {
        None => None,
        Some(None) => Some(String::new()),
        Some(Some(amount)) => amount.typed(field, currency).map_err(|invalid| wrong.push(invalid)).ok(),
    };
    let both = (text("price", price), text("deposit", deposit));
    if wrong.is_empty() { Ok(both) } else { Err(Error::Invalid(wrong)) }
}

/// The services, A–Z.
#[utoipa::path(
    get, path = "/api/v1/services", tag = "services", params(ServiceFilters),
    responses(
        (status = 200, description = "All of them", body = Services),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    person: Person,
    Query(filters): Query<ServiceFilters>,
) -> Result<Json<Services>, Problem> {
    let archived = filters.archived.unwrap_or(false);
    let list = act(&app, &person, move |studio, ctx| studio.services(ctx, archived)).await?;
    let currency = list.currency;
    let items = list.items.into_iter().map(|card| Service::new(card, currency)).collect();
    Ok(Json(Services { items, next_cursor: None }))
}

/// One service.
#[utoipa::path(
    get, path = "/api/v1/services/{service}", tag = "services",
    params(("service" = i64, Path, description = "Id of the service")),
    responses(
        (status = 200, description = "The service", body = Service),
        (status = 401, description = "No session", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<Json<Service>, Problem> {
    act(&app, &person, move |studio, ctx| Service::read(studio, ctx, ServiceId::new(id)).map(Json)).await
}

/// Adds a service.
#[utoipa::path(
    post, path = "/api/v1/services", tag = "services", request_body = NewService,
    responses(
        (status = 201, description = "Added", body = Service),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 409, description = "Another one of this name is in use (`service_name_taken`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn add(
    State(app): State<App>,
    person: Person,
    Json(body): Json<NewService>,
) -> Result<Response, Problem> {
    let added = act(&app, &person, move |studio, ctx| {
        studio.expect_to_keep_services(ctx)?;
        let (price, deposit) =
            typed(body.price.map(Some), body.deposit.map(Some), studio.house(ctx)?.currency())?;
        let input = ServiceInput {
            name: Some(body.name),
            minutes: Some(body.minutes.to_string()),
            price,
            deposit,
            aftercare: Some(body.aftercare),
        };
        let id = studio.add_service(ctx, input)?;
        Service::read(studio, ctx, id)
    })
    .await?;
    let place = [(header::LOCATION, format!("/api/v1/services/{}", added.id))];
    Ok((StatusCode::CREATED, place, Json(added)).into_response())
}

/// Which usual services to begin with.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({"services": ["consultation", "small"]}))]
pub(crate) struct UsualServices {
    /// `consultation`, `flash`, `small`, `half_day`, `full_day`, `touch_up`; left out: all of them.
    services: Option<Vec<String>>,
}

/// Begins the list with services that most studios have, in the studio's language, with their lengths and without amounts. What is in use by
/// its name is left out.
#[utoipa::path(
    post, path = "/api/v1/services/usual", tag = "services", request_body = UsualServices,
    responses(
        (status = 200, description = "Those that were added", body = Services),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn add_usual(
    State(app): State<App>,
    person: Person,
    Json(body): Json<UsualServices>,
) -> Result<Json<Services>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let added = studio.add_usual_services(ctx, body.services.as_deref())?;
        let items = added.into_iter().map(|id| Service::read(studio, ctx, id)).collect::<Result<_, _>>()?;
        Ok(Json(Services { items, next_cursor: None }))
    })
    .await
}

/// Changes a service. Appointments that were booked with it stay as they were agreed.
#[utoipa::path(
    patch, path = "/api/v1/services/{service}", tag = "services", request_body = ServiceChange,
    params(("service" = i64, Path, description = "Id of the service")),
    responses(
        (status = 200, description = "Saved", body = Service),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Somebody else saved it meanwhile (`stale`), or the name is taken", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn change(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<ServiceChange>,
) -> Result<Json<Service>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let id = ServiceId::new(id);
        studio.expect_to_keep_services(ctx)?;
        let (price, deposit) = typed(body.price, body.deposit, studio.house(ctx)?.currency())?;
        let input = ServiceInput {
            name: body.name,
            minutes: body.minutes.map(|minutes| minutes.to_string()),
            price,
            deposit,
            aftercare: body.aftercare,
        };
        studio.edit_service(ctx, id, input, Some(Version::new(body.version)))?;
        Service::read(studio, ctx, id).map(Json)
    })
    .await
}

/// Takes a service out of the list that is chosen from.
#[utoipa::path(
    post, path = "/api/v1/services/{service}/archive", tag = "services", request_body = ServiceVersion,
    params(("service" = i64, Path, description = "Id of the service")),
    responses(
        (status = 200, description = "Archived", body = Service),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Somebody else saved it meanwhile (`stale`)", body = Document),
    )
)]
pub(crate) async fn archive(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<ServiceVersion>,
) -> Result<Json<Service>, Problem> {
    put(&app, &person, id, true, body.version).await
}

/// Brings a service back into the list.
#[utoipa::path(
    post, path = "/api/v1/services/{service}/restore", tag = "services", request_body = ServiceVersion,
    params(("service" = i64, Path, description = "Id of the service")),
    responses(
        (status = 200, description = "Restored", body = Service),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Somebody else saved it meanwhile (`stale`), or the name is taken", body = Document),
    )
)]
pub(crate) async fn restore(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<ServiceVersion>,
) -> Result<Json<Service>, Problem> {
    put(&app, &person, id, false, body.version).await
}

async fn put(
    app: &App,
    person: &Person,
    id: i64,
    archived: bool,
    version: i64,
) -> Result<Json<Service>, Problem> {
    act(app, person, move |studio, ctx| {
        let id = ServiceId::new(id);
        studio.archive_service(ctx, id, archived, Some(Version::new(version)))?;
        Service::read(studio, ctx, id).map(Json)
    })
    .await
}
