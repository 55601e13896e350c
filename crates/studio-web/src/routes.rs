//! Every route, with who may use it.

use axum::Router;
use studio_policy::Action as A;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::routes;

use crate::api::{
    appointment_files, appointments, artists, audit, clients, consents, elevation, exchange, faces, health,
    permissions, photos, portfolio, profile, screenings, session,
};
use crate::assets::asset;
use crate::headers::guarded;
use crate::pages::{self, elevation as elevation_page, invitation, palette, person, setup, sign_in, today};
use crate::state::App;
use crate::table::{
    Access::May, Access::Oneself, Access::Prepare, Access::Public, Access::Rows, Route, Table,
};

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
        .api(May(A::ClientsView), routes!(clients::merging::all_duplicates))
        .api(Prepare(A::ClientsMerge), routes!(clients::merging::preview))
        .api(May(A::ClientsMerge), routes!(clients::merging::merge))
        .api(May(A::ClientsDelete), routes!(clients::removing::delete))
        .api(May(A::ClientsNotes), routes!(clients::notes, clients::write_note))
        .api(May(A::ClientsNotes), routes!(clients::correct_note))
        .api(May(A::AgendaView), routes!(clients::appointments::appointments))
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
        .api(May(A::StaffView), routes!(faces::show_face))
        .api_upload(May(A::StaffManageUsers), routes!(faces::set_face))
        .api(May(A::StaffManageUsers), routes!(faces::remove_face))
        .api_upload(Oneself, routes!(faces::set_my_face))
        .api(Oneself, routes!(faces::remove_my_face))
        .api(May(A::PortfolioView), routes!(portfolio::list))
        .api_upload(May(A::PortfolioUpload), routes!(portfolio::add))
        .api(May(A::PortfolioView), routes!(portfolio::show))
        .api(May(A::PortfolioEdit), routes!(portfolio::change))
        .api(May(A::PortfolioEdit), routes!(portfolio::remove))
        .api(May(A::PortfolioEdit), routes!(portfolio::restore))
        .api(May(A::PortfolioView), routes!(portfolio::pictures::picture))
        .api_upload(May(A::PortfolioEdit), routes!(portfolio::pictures::set_picture))
        .api(May(A::PortfolioEdit), routes!(portfolio::arrange::order))
        .api(May(A::PortfolioEdit), routes!(portfolio::arrange::bulk))
        .api(May(A::PortfolioView), routes!(portfolio::page::page))
        .api(May(A::PortfolioEdit), routes!(portfolio::page::switch))
        .api(May(A::PortfolioView), routes!(portfolio::page::preview))
        .api(May(A::PortfolioView), routes!(portfolio::sessions))
        .api(May(A::SecurityAudit), routes!(audit::list))
        .api(May(A::SecurityAudit), routes!(audit::verify))
        .api(Oneself, routes!(crate::api::document::openapi_json))
        .pages()
        .consent_pages()
        .portfolio_pages()
        .booking_pages()
        .planning()
}

/// Services, blocks, free times, exports, feeds, reminders, aftercare.
impl Table {
    fn planning(self) -> Self {
        use crate::api::{agenda_export, blocks, feeds, free, reminders, services};
        self.api(May(A::AgendaView), routes!(services::list))
            .api(May(A::SecuritySettings), routes!(services::add))
            .api(May(A::SecuritySettings), routes!(services::add_usual))
            .api(May(A::AgendaView), routes!(services::show))
            .api(May(A::SecuritySettings), routes!(services::change))
            .api(May(A::SecuritySettings), routes!(services::archive))
            .api(May(A::SecuritySettings), routes!(services::restore))
            .api(May(A::AgendaView), routes!(blocks::list))
            .api(Rows(A::AgendaBlock), routes!(blocks::add))
            .api(Rows(A::AgendaBlock), routes!(blocks::fresh))
            .api(May(A::AgendaBlock), routes!(blocks::notice))
            .api(May(A::AgendaView), routes!(blocks::show))
            .api(May(A::AgendaBlock), routes!(blocks::change))
            .api(May(A::AgendaBlock), routes!(blocks::remove))
            .api(May(A::AgendaView), routes!(free::find))
            .api(Rows(A::AgendaExport), routes!(agenda_export::export))
            .api(Rows(A::AgendaExport), routes!(feeds::list, feeds::make))
            .api(May(A::AgendaExport), routes!(feeds::revoke))
            .api(Rows(A::AgendaDetails), routes!(reminders::list))
            .api(May(A::AgendaEdit), routes!(reminders::mark))
            .api(May(A::AgendaDetails), routes!(reminders::aftercare))
            .api(May(A::AgendaComplete), routes!(reminders::give))
            .planning_pages()
    }

    fn planning_pages(self) -> Self {
        use crate::pages::{aftercare, agenda_export, blocks, feeds, free, remind, services};
        self.page(May(A::AgendaView), "/settings/services", services::show)
            .form(
                May(A::SecuritySettings),
                "/settings/services",
                "name=Flash+piece&minutes=60",
                services::save,
            )
            .form(
                May(A::SecuritySettings),
                "/settings/services/usual",
                "service=consultation",
                services::add_usual,
            )
            .form(
                May(A::SecuritySettings),
                "/settings/services/archive",
                "id=1&version=0&archived=1",
                services::archive,
            )
            .page(May(A::AgendaView), "/agenda/blocks", blocks::list)
            .form(May(A::AgendaBlock), "/agenda/blocks/seen", "until=0", blocks::notice)
            .page(Rows(A::AgendaBlock), "/agenda/blocks/new", blocks::new)
            .form(
                Rows(A::AgendaBlock),
                "/agenda/blocks/new",
                "artist=1&kind=break&from_date=2027-03-14&from_time=14:00&to_time=15:00",
                blocks::add,
            )
            .page(May(A::AgendaView), "/agenda/blocks/{id}", blocks::show)
            .form(May(A::AgendaBlock), "/agenda/blocks/{id}", "version=0&kind=other", blocks::change)
            .form(May(A::AgendaBlock), "/agenda/blocks/{id}/remove", "version=0&which=one", blocks::remove)
            .page(May(A::AgendaView), "/agenda/find", free::show)
            .page(Rows(A::AgendaExport), "/agenda/export", agenda_export::ask)
            .form(Rows(A::AgendaExport), "/agenda/export", "format=csv&from=2026-09-21", agenda_export::file)
            .page(Rows(A::AgendaExport), "/agenda/feeds", feeds::show)
            .form(Rows(A::AgendaExport), "/agenda/feeds", "artist=1&privacy=busy_only", feeds::make)
            .form(Rows(A::AgendaExport), "/agenda/feeds/revoke", "artist=1&id=999", feeds::revoke)
            .page(Public, "/feeds/{file}", feeds::calendar)
            .page(Rows(A::AgendaDetails), "/agenda/remind", remind::show)
            .form(Rows(A::AgendaEdit), "/agenda/remind", "id=999&way=call", remind::mark)
            .page(May(A::AgendaDetails), "/appointments/{id}/aftercare", aftercare::show)
            .form(May(A::AgendaComplete), "/appointments/{id}/aftercare", "", aftercare::give)
    }
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
            .page(May(A::AgendaView), "/agenda", pages::agenda::show)
            .form(Rows(A::AgendaEdit), "/agenda/bulk", "act=confirm&id=999999", pages::agenda::bulk::change)
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

impl Table {
    fn portfolio_pages(self) -> Self {
        use pages::portfolio;
        let (view, edit) = (May(A::PortfolioView), May(A::PortfolioEdit));
        self.page(view, "/portfolio", portfolio::list)
            .page(view, "/portfolio/{id}", portfolio::show)
            .form(edit, "/portfolio/{id}", "version=1&title=Swallow", portfolio::change)
            .upload(edit, "/portfolio/{id}/picture", "version=1", portfolio::set_picture)
            .form(edit, "/portfolio/{id}/remove", "", portfolio::remove)
            .form(edit, "/portfolio/{id}/restore", "", portfolio::restore)
            .page(May(A::PortfolioUpload), "/portfolio/artists/{id}/upload", portfolio::ask_upload)
            .uploads(May(A::PortfolioUpload), "/portfolio/artists/{id}/upload", "title=", portfolio::upload)
            .form(edit, "/portfolio/artists/{id}/order", "order=4711", portfolio::order)
            .form(edit, "/portfolio/artists/{id}/bulk", "id=4711&act=publish", portfolio::bulk)
            .page(view, "/portfolio/artists/{id}/page", portfolio::settings)
            .form(edit, "/portfolio/artists/{id}/page", "version=0&slug=lola-vega", portfolio::switch)
            .page(view, "/portfolio/artists/{id}/preview", portfolio::preview)
            .page(Public, "/p/{slug}", portfolio::public_page)
            .page(Public, "/p/{slug}/face/{size}", portfolio::public_face)
            .page(Public, "/p/{slug}/{item}/{size}", portfolio::public_picture)
    }
}

impl Table {
    /// Pages around one appointment.
    fn booking_pages(self) -> Self {
        use pages::booking;
        self.page(Prepare(A::AgendaCreate), "/agenda/new", booking::new)
            .form(
                May(A::AgendaCreate),
                "/agenda/new",
                "client_id=4711&artist_id=1&date=2026-12-14&starts_at=16:30&minutes=60",
                booking::add,
            )
            .page(Prepare(A::AgendaCreate), "/agenda/check", booking::check)
            .page(May(A::ClientsView), "/agenda/people", booking::find)
            .page(May(A::AgendaView), "/appointments/{id}", booking::show)
            .page(Prepare(A::AgendaEdit), "/appointments/{id}/edit", booking::open)
            .form(May(A::AgendaEdit), "/appointments/{id}/edit", "version=-1&notes=Later", booking::change)
            .form(May(A::AgendaEdit), "/appointments/{id}/mark", "version=-1&step=arrive", booking::mark)
            .form(May(A::AgendaNoShow), "/appointments/{id}/no-show", "version=-1", booking::miss)
            .form(May(A::AgendaEdit), "/appointments/{id}/reopen", "version=-1", booking::reopen)
            .page(Prepare(A::AgendaCancel), "/appointments/{id}/cancel", booking::open_cancellation)
            .form(
                May(A::AgendaCancel),
                "/appointments/{id}/cancel",
                "version=-1&by=client&reason=Ill",
                booking::cancel,
            )
            .page(Prepare(A::AgendaComplete), "/appointments/{id}/complete", booking::open_completion)
            .form(
                May(A::AgendaComplete),
                "/appointments/{id}/complete",
                "version=-1&price=120",
                booking::complete,
            )
            .form(May(A::ClientsNotes), "/appointments/{id}/note", "text=Healed+well", booking::note)
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
