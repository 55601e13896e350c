//! Routes of clients' records.

use studio_policy::Action as A;

use crate::pages::clients;
use crate::table::{Access::May, Access::Prepare, Table};

impl Table {
    /// The list, one record with its tabs, and what is done to it.
    pub(super) fn client_pages(self) -> Self {
        self.page(May(A::ClientsView), "/clients", clients::list)
            .page(Prepare(A::ClientsCreate), "/clients/new", clients::new)
            .upload(May(A::ClientsCreate), "/clients/new", "name=Ada+Leal&phone=600+555+010", clients::add)
            .page(Prepare(A::ClientsExport), "/clients/export", clients::export)
            .form(May(A::ClientsExport), "/clients/export", "what=all&format=csv", clients::export_file)
            .page(Prepare(A::ClientsImport), "/clients/import", clients::choose_import)
            .rows(Prepare(A::ClientsImport), "/clients/import", "file=", clients::upload)
            .page(Prepare(A::ClientsImport), "/clients/import/{token}", clients::look_at_import)
            .form(
                May(A::ClientsImport),
                "/clients/import/{token}",
                "duplicates=skip&c0=name",
                clients::import,
            )
            .page(May(A::ClientsView), "/clients/{id}", clients::show)
            .page(Prepare(A::ClientsEdit), "/clients/{id}/edit", clients::open)
            .form(May(A::ClientsEdit), "/clients/{id}/edit", "version=1&city=Oaxaca", clients::change)
            .form(May(A::ClientsEdit), "/clients/{id}/archive", "version=1", clients::archive)
            .form(May(A::ClientsEdit), "/clients/{id}/restore", "version=1", clients::restore)
            .page(Prepare(A::ClientsMerge), "/clients/{id}/merge", clients::merging::open)
            .form(
                May(A::ClientsMerge),
                "/clients/{id}/merge",
                "other=4711&version=0&other_version=0&side.phone=other",
                clients::merging::merge,
            )
            .page(Prepare(A::ClientsDelete), "/clients/{id}/delete", clients::removing::open)
            .form(
                May(A::ClientsDelete),
                "/clients/{id}/delete",
                "version=1&confirm_name=Ada+Leal",
                clients::removing::delete,
            )
            .form(
                May(A::ClientsEdit),
                "/clients/{id}/preferences",
                "version=1&source=Instagram",
                clients::change_preferences,
            )
            .form(
                May(A::ClientsEdit),
                "/clients/{id}/emergency",
                "version=1&emergency_name=Elena",
                clients::change_emergency,
            )
            .page(May(A::ClientsView), "/clients/{id}/correct", clients::correct_record)
            .form(
                May(A::ClientsView),
                "/clients/{id}/correct",
                "field=city&value=Oaxaca&reason=Moved",
                clients::send,
            )
            .page(May(A::ClientsView), "/clients/{id}/corrections/{correction}", clients::show_correction)
            .form(
                May(A::ClientsEdit),
                "/clients/{id}/corrections/{correction}/apply",
                "version=1&record=1",
                clients::apply,
            )
            .form(
                May(A::ClientsEdit),
                "/clients/{id}/corrections/{correction}/decline",
                "version=1&answer=As+it+is",
                clients::decline,
            )
            .form(
                May(A::ClientsNotes),
                "/clients/{id}/notes/{note}",
                "version=1&text=Prefers+evenings",
                clients::correct_note,
            )
            .form(May(A::ClientsNotes), "/clients/{id}/notes", "text=Prefers+mornings", clients::write)
            .page(Prepare(A::ClientsHealthRecord), "/clients/{id}/health", clients::screen)
            .form(
                May(A::ClientsHealthRecord),
                "/clients/{id}/health",
                "diabetes=no&skin=yes&skin.detail=burn",
                clients::record_screening,
            )
            .form(
                May(A::ClientsHealthRecord),
                "/clients/{id}/health/unchanged",
                "seen=1",
                clients::confirm_screening,
            )
            .form(May(A::ClientsNotes), "/clients/{id}/pin", "version=1&pinned_note=Call+first", clients::pin)
            .upload(May(A::ClientsPhoto), "/clients/{id}/photo", "master_code=", clients::set_photo)
            .form(May(A::ClientsPhoto), "/clients/{id}/photo/remove", "", clients::remove_photo)
            .page(May(A::ClientsView), "/clients/{id}/gallery", clients::gallery)
    }
}
