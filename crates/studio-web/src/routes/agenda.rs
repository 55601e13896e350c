//! Routes of the agenda: its views, appointments, and what is planned around them.

use studio_policy::Action as A;
use utoipa_axum::routes;

use crate::table::{Access::May, Access::Prepare, Access::Public, Access::Rows, Table};

impl Table {
    /// The views of the agenda, and what is done from a list of it.
    pub(super) fn agenda_pages(self) -> Self {
        use crate::pages::{agenda, appointment_files};
        self.page(May(A::AgendaView), "/agenda", agenda::show)
            .form(Rows(A::AgendaEdit), "/agenda/bulk", "act=confirm&id=999999", agenda::bulk::change)
            .page(May(A::AgendaDetails), "/appointments/{id}/files", appointment_files::show)
            .upload(May(A::AgendaEdit), "/appointments/{id}/files", "", appointment_files::attach)
            .form(
                May(A::AgendaEdit),
                "/appointments/{id}/files/{file_id}/remove",
                "",
                appointment_files::detach,
            )
    }
}

impl Table {
    /// Pages around one appointment.
    pub(super) fn booking_pages(self) -> Self {
        use crate::pages::booking;
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

impl Table {
    /// Services, blocks, free times, exports, feeds, reminders, aftercare.
    pub(super) fn planning(self) -> Self {
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
