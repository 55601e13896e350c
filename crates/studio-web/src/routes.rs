//! Every route, with who may use it. Those of an area stand in its module.

mod agenda;
mod clients;
mod consents;
mod portfolio;

use axum::Router;
use studio_policy::Action as A;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::routes;

use crate::api::{
    self, appointment_files, appointments, artists, audit, elevation, exchange, faces, health, permissions,
    photos, profile, screenings, session,
};
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
        .api(May(A::ClientsView), routes!(api::clients::list))
        .api(May(A::ClientsCreate), routes!(api::clients::create))
        .api_upload(May(A::ClientsCreate), routes!(api::clients::with_photo::create_with_photo))
        .api(May(A::ClientsExport), routes!(exchange::export))
        .api_rows(May(A::ClientsImport), routes!(exchange::import))
        .api(May(A::ClientsView), routes!(api::clients::show))
        .api(May(A::ClientsEdit), routes!(api::clients::change))
        .api(May(A::ClientsEdit), routes!(api::clients::archive))
        .api(May(A::ClientsEdit), routes!(api::clients::restore))
        .api(May(A::ClientsView), routes!(api::clients::merging::duplicates))
        .api(May(A::ClientsView), routes!(api::clients::merging::all_duplicates))
        .api(Prepare(A::ClientsMerge), routes!(api::clients::merging::preview))
        .api(May(A::ClientsMerge), routes!(api::clients::merging::merge))
        .api(May(A::ClientsDelete), routes!(api::clients::removing::delete))
        .api(May(A::ClientsNotes), routes!(api::clients::notes, api::clients::write_note))
        .api(May(A::ClientsNotes), routes!(api::clients::correct_note))
        .api(May(A::AgendaView), routes!(api::clients::appointments::appointments))
        .api(May(A::AgendaView), routes!(appointments::list))
        .api(May(A::AgendaView), routes!(appointments::show))
        .api(May(A::AgendaCreate), routes!(appointments::book))
        .api(May(A::AgendaCreate), routes!(appointments::book_newcomer))
        .api(May(A::AgendaCreate), routes!(appointments::check))
        .api(May(A::AgendaEdit), routes!(appointments::change))
        .api(May(A::AgendaDetails), routes!(appointments::history))
        .api(May(A::AgendaEdit), routes!(appointments::steps::confirm))
        .api(May(A::AgendaEdit), routes!(appointments::steps::unconfirm))
        .api(May(A::AgendaEdit), routes!(appointments::steps::arrive))
        .api(May(A::AgendaEdit), routes!(appointments::steps::start))
        .api(May(A::AgendaNoShow), routes!(appointments::steps::no_show))
        .api(May(A::AgendaCancel), routes!(appointments::steps::cancel))
        .api(May(A::AgendaComplete), routes!(appointments::steps::complete))
        .api(May(A::AgendaEdit), routes!(appointments::steps::reopen))
        // Decided row by row: whoever sees appointments may ask.
        .api(May(A::AgendaView), routes!(appointments::steps::bulk_confirm))
        .api(May(A::AgendaView), routes!(appointments::steps::bulk_cancel))
        .api(May(A::ClientsView), routes!(api::clients::corrections::open))
        .api(May(A::ClientsView), routes!(api::clients::corrections::list, api::clients::corrections::send))
        .api(May(A::ClientsEdit), routes!(api::clients::corrections::apply))
        .api(May(A::ClientsEdit), routes!(api::clients::corrections::decline))
        .api(May(A::SecuritySettings), routes!(profile::profile, profile::switch_profile))
        .api(May(A::ClientsConsent), routes!(api::consents::list, api::consents::record))
        .api(May(A::ClientsConsent), routes!(api::consents::show))
        .api(May(A::ClientsConsent), routes!(api::consents::signature))
        .api(May(A::ClientsConsent), routes!(api::consents::paper::paper))
        .api_upload(May(A::ClientsConsent), routes!(api::consents::paper::attach_paper))
        .api(May(A::ClientsConsent), routes!(api::consents::missing))
        .api(May(A::ClientsConsent), routes!(api::consents::guardian))
        .api(May(A::ClientsConsent), routes!(api::consents::check_age))
        .api(May(A::ClientsView), routes!(api::consents::texts))
        .api(May(A::SecuritySettings), routes!(api::consents::save_text))
        .api(May(A::ClientsHealthView), routes!(screenings::list))
        .api(May(A::ClientsHealthRecord), routes!(screenings::record))
        .api(May(A::ClientsHealthRecord), routes!(screenings::unchanged))
        .api(May(A::ClientsHealthView), routes!(screenings::flag))
        .api(May(A::ClientsView), routes!(api::clients::gallery::gallery))
        .api(May(A::AgendaDetails), routes!(appointment_files::files))
        .api_upload(May(A::AgendaEdit), routes!(appointment_files::attach_file))
        .api(May(A::AgendaDetails), routes!(appointment_files::file))
        .api(May(A::AgendaEdit), routes!(appointment_files::detach_file))
        .api(May(A::ClientsView), routes!(photos::show))
        .api_upload(May(A::ClientsPhoto), routes!(photos::set))
        .api(May(A::ClientsPhoto), routes!(photos::remove))
        .api(May(A::StaffView), routes!(faces::show_face))
        .api_upload(May(A::StaffManageUsers), routes!(faces::set_face))
        .api(May(A::StaffManageUsers), routes!(faces::remove_face))
        .api_upload(Oneself, routes!(faces::set_my_face))
        .api(Oneself, routes!(faces::remove_my_face))
        .api(May(A::PortfolioView), routes!(api::portfolio::list))
        .api_upload(May(A::PortfolioUpload), routes!(api::portfolio::add))
        .api(May(A::PortfolioView), routes!(api::portfolio::show))
        .api(May(A::PortfolioEdit), routes!(api::portfolio::change))
        .api(May(A::PortfolioEdit), routes!(api::portfolio::remove))
        .api(May(A::PortfolioEdit), routes!(api::portfolio::restore))
        .api(May(A::PortfolioView), routes!(api::portfolio::pictures::picture))
        .api_upload(May(A::PortfolioEdit), routes!(api::portfolio::pictures::set_picture))
        .api(May(A::PortfolioEdit), routes!(api::portfolio::arrange::order))
        .api(May(A::PortfolioEdit), routes!(api::portfolio::arrange::bulk))
        .api(May(A::PortfolioView), routes!(api::portfolio::page::page))
        .api(May(A::PortfolioEdit), routes!(api::portfolio::page::switch))
        .api(May(A::PortfolioView), routes!(api::portfolio::page::preview))
        .api(May(A::PortfolioView), routes!(api::portfolio::sessions))
        .api(May(A::SecurityAudit), routes!(audit::list))
        .api(May(A::SecurityAudit), routes!(audit::verify))
        .api(Oneself, routes!(api::document::openapi_json))
        .pages()
        .client_pages()
        .consent_pages()
        .portfolio_pages()
        .agenda_pages()
        .booking_pages()
        .planning()
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
            .page(Oneself, "/me/photo", person::photo::show)
            .upload(Oneself, "/me/photo", "", person::photo::set)
            .form(Oneself, "/me/photo/remove", "", person::photo::remove)
            .page(May(A::SecuritySettings), "/settings/permissions", pages::permissions::show)
            .form(
                May(A::SecuritySettings),
                "/settings/permissions",
                "version=-1&profile=standard",
                pages::permissions::switch,
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
