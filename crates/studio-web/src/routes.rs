//! Every route, with who may use it.

use axum::Router;
use studio_policy::Action as A;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::routes;

use crate::api::{
    appointment_files, artists, audit, clients, consents, elevation, exchange, health, permissions, photos,
    profile, screenings, session,
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
        .api(May(A::ClientsView), routes!(clients::list))
        .api(May(A::ClientsCreate), routes!(clients::create))
        .api_upload(May(A::ClientsCreate), routes!(clients::with_photo::create_with_photo))
        .api(May(A::ClientsExport), routes!(exchange::export))
        .api_rows(May(A::ClientsImport), routes!(exchange::import))
        .api(May(A::ClientsView), routes!(clients::show))
        .api(May(A::ClientsEdit), routes!(clients::change))
        .api(May(A::ClientsEdit), routes!(clients::archive))
        .api(May(A::ClientsEdit), routes!(clients::restore))
        .api(May(A::ClientsView), routes!(clients::merging::duplicates))
        .api(Prepare(A::ClientsMerge), routes!(clients::merging::preview))
        .api(May(A::ClientsMerge), routes!(clients::merging::merge))
        .api(May(A::ClientsDelete), routes!(clients::removing::delete))
        .api(May(A::ClientsNotes), routes!(clients::notes, clients::write_note))
        .api(May(A::ClientsNotes), routes!(clients::correct_note))
        .api(May(A::AgendaView), routes!(clients::appointments::appointments))
        .api(May(A::ClientsView), routes!(clients::corrections::open))
        .api(May(A::ClientsView), routes!(clients::corrections::list, clients::corrections::send))
        .api(May(A::ClientsEdit), routes!(clients::corrections::apply))
        .api(May(A::ClientsEdit), routes!(clients::corrections::decline))
        .api(May(A::SecuritySettings), routes!(profile::profile, profile::switch_profile))
        .api(May(A::ClientsConsent), routes!(consents::list, consents::record))
        .api(May(A::ClientsConsent), routes!(consents::show))
        .api(May(A::ClientsConsent), routes!(consents::signature))
        .api(May(A::ClientsConsent), routes!(consents::paper::paper))
        .api_upload(May(A::ClientsConsent), routes!(consents::paper::attach_paper))
        .api(May(A::ClientsConsent), routes!(consents::missing))
        .api(May(A::ClientsConsent), routes!(consents::guardian))
        .api(May(A::ClientsConsent), routes!(consents::check_age))
        .api(May(A::ClientsView), routes!(consents::texts))
        .api(May(A::SecuritySettings), routes!(consents::save_text))
        .api(May(A::ClientsHealthView), routes!(screenings::list))
        .api(May(A::ClientsHealthRecord), routes!(screenings::record))
        .api(May(A::ClientsHealthRecord), routes!(screenings::unchanged))
        .api(May(A::ClientsHealthView), routes!(screenings::flag))
        .api(May(A::ClientsView), routes!(clients::gallery::gallery))
        .api(May(A::AgendaDetails), routes!(appointment_files::files))
        .api_upload(May(A::AgendaEdit), routes!(appointment_files::attach_file))
        .api(May(A::AgendaDetails), routes!(appointment_files::file))
        .api(May(A::AgendaEdit), routes!(appointment_files::detach_file))
        .api(May(A::ClientsView), routes!(photos::show))
        .api_upload(May(A::ClientsPhoto), routes!(photos::set))
        .api(May(A::ClientsPhoto), routes!(photos::remove))
        .api(May(A::SecurityAudit), routes!(audit::list))
        .api(May(A::SecurityAudit), routes!(audit::verify))
        .api(Oneself, routes!(crate::api::document::openapi_json))
        .pages()
        .consent_pages()
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
            .upload(
                May(A::ClientsCreate),
                "/clients/new",
                "name=Ada+Leal&phone=600+555+010",
                pages::clients::add,
            )
            .page(Prepare(A::ClientsExport), "/clients/export", pages::clients::export)
            .form(
                May(A::ClientsExport),
                "/clients/export",
                "what=all&format=csv",
                pages::clients::export_file,
            )
            .page(Prepare(A::ClientsImport), "/clients/import", pages::clients::choose_import)
            .rows(Prepare(A::ClientsImport), "/clients/import", "file=", pages::clients::upload)
            .page(Prepare(A::ClientsImport), "/clients/import/{token}", pages::clients::look_at_import)
            .form(
                May(A::ClientsImport),
                "/clients/import/{token}",
                "duplicates=skip&c0=name",
                pages::clients::import,
            )
            .page(May(A::ClientsView), "/clients/{id}", pages::clients::show)
            .page(Prepare(A::ClientsEdit), "/clients/{id}/edit", pages::clients::open)
            .form(May(A::ClientsEdit), "/clients/{id}/edit", "version=1&city=Oaxaca", pages::clients::change)
            .form(May(A::ClientsEdit), "/clients/{id}/archive", "version=1", pages::clients::archive)
            .form(May(A::ClientsEdit), "/clients/{id}/restore", "version=1", pages::clients::restore)
            .page(Prepare(A::ClientsMerge), "/clients/{id}/merge", pages::clients::merging::open)
            .form(
                May(A::ClientsMerge),
                "/clients/{id}/merge",
                "other=4711&version=0&other_version=0&side.phone=other",
                pages::clients::merging::merge,
            )
            .page(Prepare(A::ClientsDelete), "/clients/{id}/delete", pages::clients::removing::open)
            .form(
                May(A::ClientsDelete),
                "/clients/{id}/delete",
                "version=1&confirm_name=Ada+Leal",
                pages::clients::removing::delete,
            )
            .form(
                May(A::ClientsEdit),
                "/clients/{id}/preferences",
                "version=1&source=Instagram",
                pages::clients::change_preferences,
            )
            .form(
                May(A::ClientsEdit),
                "/clients/{id}/emergency",
                "version=1&emergency_name=Elena",
                pages::clients::change_emergency,
            )
            .page(May(A::ClientsView), "/clients/{id}/correct", pages::clients::correct_record)
            .form(
                May(A::ClientsView),
                "/clients/{id}/correct",
                "field=city&value=Oaxaca&reason=Moved",
                pages::clients::send,
            )
            .page(
                May(A::ClientsView),
                "/clients/{id}/corrections/{correction}",
                pages::clients::show_correction,
            )
            .form(
                May(A::ClientsEdit),
                "/clients/{id}/corrections/{correction}/apply",
                "version=1&record=1",
                pages::clients::apply,
            )
            .form(
                May(A::ClientsEdit),
                "/clients/{id}/corrections/{correction}/decline",
                "version=1&answer=As+it+is",
                pages::clients::decline,
            )
            .form(
                May(A::ClientsNotes),
                "/clients/{id}/notes/{note}",
                "version=1&text=Prefers+evenings",
                pages::clients::correct_note,
            )
            .page(May(A::SecuritySettings), "/settings/permissions", pages::permissions::show)
            .form(
                May(A::SecuritySettings),
                "/settings/permissions",
                "version=-1&profile=standard",
                pages::permissions::switch,
            )
            .form(May(A::ClientsNotes), "/clients/{id}/notes", "text=Prefers+mornings", pages::clients::write)
            .page(Prepare(A::ClientsHealthRecord), "/clients/{id}/health", pages::clients::screen)
            .form(
                May(A::ClientsHealthRecord),
                "/clients/{id}/health",
                "diabetes=no&skin=yes&skin.detail=burn",
                pages::clients::record_screening,
            )
            .form(
                May(A::ClientsHealthRecord),
                "/clients/{id}/health/unchanged",
                "seen=1",
                pages::clients::confirm_screening,
            )
            .form(
                May(A::ClientsNotes),
                "/clients/{id}/pin",
                "version=1&pinned_note=Call+first",
                pages::clients::pin,
            );
        let table = table
            .upload(May(A::ClientsPhoto), "/clients/{id}/photo", "master_code=", pages::clients::set_photo)
            .form(May(A::ClientsPhoto), "/clients/{id}/photo/remove", "", pages::clients::remove_photo);
        let table = table
            .page(May(A::ClientsView), "/clients/{id}/gallery", pages::clients::gallery)
            .page(May(A::AgendaDetails), "/appointments/{id}/files", pages::appointment_files::show)
            .upload(May(A::AgendaEdit), "/appointments/{id}/files", "", pages::appointment_files::attach)
            .form(
                May(A::AgendaEdit),
                "/appointments/{id}/files/{file_id}/remove",
                "",
                pages::appointment_files::detach,
            );
        #[cfg(debug_assertions)]
        let table = table.page(Oneself, "/styleguide", pages::styleguide::show);
        table
    }
}

impl Table {
    fn consent_pages(self) -> Self {
        let may = May(A::ClientsConsent);
        self.page(may, "/clients/{id}/consent/{kind}", pages::clients::ask)
            .upload(may, "/clients/{id}/consent/{kind}", "act=given&manner=paper", pages::clients::answer)
            .upload(may, "/clients/{id}/consents/{consent}/paper", "", pages::clients::attach_paper)
            .page(may, "/clients/{id}/consent/{kind}/form", pages::clients::blank)
            .form(may, "/clients/{id}/consent/{kind}/withdraw", "manner=spoken", pages::clients::withdraw)
            .page(may, "/clients/{id}/consents/{consent}", pages::clients::proof)
            .page(may, "/clients/{id}/consents/{consent}/signature.png", pages::clients::signature)
            .form(
                may,
                "/clients/{id}/guardian",
                "version=1&guardian_name=Elena+Leal&guardian_phone=600+555+011",
                pages::clients::guardian,
            )
            .form(
                may,
                "/clients/{id}/age-check",
                "document=passport&birth_date=1994-02-03",
                pages::clients::check_age,
            )
            .page(May(A::SecuritySettings), "/settings/consents", pages::consent_texts::show)
            .form(
                May(A::SecuritySettings),
                "/settings/consents",
                "kind=reminders&language=en&number=0&text=The+studio+may+remind+me.",
                pages::consent_texts::save,
            )
            .form(
                May(A::SecuritySettings),
                "/settings/consents/validity",
                "kind=reminders&language=en&validity=months&months=12",
                pages::consent_texts::validity,
            )
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
