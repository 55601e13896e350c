//! Every route, with who may use it.

use axum::Router;
use studio_policy::Action as A;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::routes;

use crate::api::{artists, audit, clients, elevation, health, permissions, session};
use crate::assets::asset;
use crate::headers::guarded;
use crate::pages::{self, elevation as elevation_page, invitation, palette, person, setup, sign_in, today};
use crate::state::App;
use crate::table::{Access::May, Access::Oneself, Access::Prepare, Access::Public, Route, Table};

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
        .pages()
}

impl Table {
    fn pages(self) -> Self {
        let table = self
            .page(Public, "/assets/{rev}/{*name}", asset)
            .page(Public, "/sign-in", sign_in::show)
            .form(Public, "/sign-in", "username=marta&password=a+long+way+from+common", sign_in::sign_in)
            .page(Public, "/invitation/{token}", invitation::show)
            .form(
                Public,
                "/invitation",
                "token=A&password=a+long+way+from+common&password_again=a+long+way+from+common",
                invitation::accept,
            )
            .page(Public, "/setup", setup::show)
            .form(Public, "/setup", "token=A&name=Salt+and+Ink", setup::set_up)
            .page(Oneself, "/api/docs", pages::api_docs::show)
            .page(Oneself, "/api/docs/{file}", pages::api_docs::file)
            .form(Oneself, "/sign-out", "", sign_in::sign_out)
            .page(Oneself, "/", today::show)
            .page(Oneself, "/find", palette::find)
            .page(Oneself, "/elevation", elevation_page::show)
            .form(Oneself, "/elevation", "master_code=tres-agujas&next=/clients", elevation_page::begin)
            .form(Oneself, "/elevation/end", "next=/clients", elevation_page::end)
            .form(Oneself, "/me/look", "language=es&theme=dark&next=/clients", person::look)
            .page(May(A::ClientsView), "/clients", pages::clients::list)
            .page(Prepare(A::ClientsCreate), "/clients/new", pages::clients::new)
            .form(
                May(A::ClientsCreate),
                "/clients/new",
                "name=Ada+Leal&phone=600+555+010",
                pages::clients::add,
            )
            .page(May(A::ClientsView), "/clients/{id}", pages::clients::show)
            .page(Prepare(A::ClientsEdit), "/clients/{id}/edit", pages::clients::open)
            .form(May(A::ClientsEdit), "/clients/{id}/edit", "version=1&city=Oaxaca", pages::clients::change)
            .form(May(A::ClientsEdit), "/clients/{id}/archive", "version=1", pages::clients::archive)
            .form(May(A::ClientsEdit), "/clients/{id}/restore", "version=1", pages::clients::restore)
            .form(May(A::ClientsNotes), "/clients/{id}/notes", "text=Prefers+mornings", pages::clients::write)
            .form(
                May(A::ClientsNotes),
                "/clients/{id}/pin",
                "version=1&pinned_note=Call+first",
                pages::clients::pin,
            );
        #[cfg(debug_assertions)]
        let table = table.page(Oneself, "/styleguide", pages::styleguide::show);
        table
    }
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
