//! Every route, with who may use it.

use axum::Router;
use studio_policy::Action as A;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::routes;

use crate::api::{artists, audit, clients, elevation, health, permissions, session};
use crate::headers::guarded;
use crate::state::App;
use crate::table::{Access::May, Access::Oneself, Access::Public, Route, Table};

#[derive(utoipa::OpenApi)]
#[openapi(info(
    title = "Tattoo Studio Manager",
    description = "The studio's data, with every rule of the house applied. Sign in with `POST /api/v1/session`."
))]
struct Document;

fn table() -> Table {
    Table::new(Document::openapi())
        .api(Public, routes!(health::healthz))
        .api(Public, routes!(health::readyz))
        .api(Public, routes!(session::sign_in))
        .api(Oneself, routes!(session::me, session::sign_out))
        .api(Oneself, routes!(elevation::show, elevation::begin, elevation::end))
        .api(Oneself, routes!(permissions::mine))
        .api(May(A::StaffView), routes!(artists::list))
        .api(May(A::StaffView), routes!(artists::show))
        .api(May(A::ClientsView), routes!(clients::list))
        .api(May(A::ClientsCreate), routes!(clients::create))
        .api(May(A::ClientsView), routes!(clients::show))
        .api(May(A::ClientsEdit), routes!(clients::change))
        .api(May(A::ClientsEdit), routes!(clients::archive))
        .api(May(A::ClientsEdit), routes!(clients::restore))
        .api(May(A::ClientsNotes), routes!(clients::notes, clients::write_note))
        .api(May(A::SecurityAudit), routes!(audit::list))
        .api(May(A::SecurityAudit), routes!(audit::verify))
        .api(Oneself, routes!(crate::api::document::openapi_json))
}

/// The whole surface over one studio.
pub fn router(app: App) -> Router {
    let (router, _, _) = table().finish();
    guarded(router, &app).with_state(app)
}

/// Every route, for tests and documents.
#[must_use]
pub fn routes() -> Vec<Route> {
    table().finish().2
}

/// The description of the API, made from the handlers.
#[must_use]
pub fn openapi() -> OpenApi {
    table().finish().1
}
