//! The table of the studio's actions: the one place where an action, its code and its grants are written.

coded! {
    /// Where a row of the table comes from.
    pub enum Origin {
        /// One of the 37 pairs that the product's documents fix, with their three grants.
        Brief = "brief",
        /// A pair that the documents describe in words only; the grants are this product's decision.
        Extension = "extension",
        /// Work of the program itself: denied to every role of people.
        System = "system",
    }
}

/// Forwards the rows to [`actions!`](crate::actions) and adds their origin.
macro_rules! table {
    ($( $id:ident = $code:literal, $origin:ident, $grants:tt, $does:literal; )+) => {
        actions! {
            /// Something that is done in a studio and that the matrix speaks about.
            ///
            /// One value per kind of act, also where two share their grants today. A misspelt action does
            /// not compile:
            ///
            /// ```compile_fail,E0599
            /// let action = studio_policy::Action::ClientsUpdate;
            /// ```
            ///
            /// and from text it is read strictly:
            ///
            /// ```
            /// use studio_policy::Action;
            ///
            /// assert_eq!(Action::parse("clients.edit"), Some(Action::ClientsEdit));
            /// assert_eq!(Action::parse("clients.update"), None);
            /// ```
            pub enum Action {
                $( $id = $code, $grants, $does; )+
            }
        }

        impl Action {
            /// Where the row comes from.
            #[must_use]
            pub const fn origin(self) -> Origin {
                match self {
                    $( Self::$id => Origin::$origin, )+
                }
            }
        }
    };
}

table! {
    // identifier = code, origin, [admin assistant artist], what it allows
    AgendaView = "agenda.view", Brief, [Allow Allow Allow],
        "See every appointment's time, artist, client name and status, and that a time is blocked";
    AgendaDetails = "agenda.details", Extension, [Allow Allow Own],
        "See an appointment's service, price, notes, images and history, and why a time is blocked";
    AgendaCreate = "agenda.create", Brief, [Allow Allow Own],
        "Book an appointment";
    AgendaEdit = "agenda.edit", Brief, [Allow Allow Own],
        "Change an appointment: reschedule, confirm, check in, start, price, deposit asked, discount, \
         booking note, images, documents";
    AgendaCancel = "agenda.cancel", Brief, [Allow Allow Own],
        "Cancel an appointment";
    AgendaComplete = "agenda.complete", Brief, [Allow Allow Own],
        "Complete an appointment and take its payment";
    AgendaNoShow = "agenda.no_show", Brief, [Allow Allow Own],
        "Record that the client did not come";
    AgendaBlock = "agenda.block", Brief, [Allow Allow Own],
        "Block an artist's time, once or repeating, and change or remove blocks";
    AgendaExport = "agenda.export", Brief, [Allow Allow Own],
        "Export a schedule, and make or revoke the artist's calendar feed";

    ClientsView = "clients.view", Brief, [Allow Allow Allow],
        "Search clients and see their card: contact, preferences, emergency contact; no notes, health or \
         consents";
    ClientsCreate = "clients.create", Brief, [Allow Allow Allow],
        "Create a client with all that is entered in that step: consents, guardian, screening, first \
         note, photo";
    ClientsEdit = "clients.edit", Brief, [Allow Locked Deny],
        "Change a client's data, preferences and emergency contact, and archive or restore the client";
    ClientsDelete = "clients.delete", Brief, [Allow Locked Deny],
        "Delete a client for good";
    ClientsConsent = "clients.consent", Brief, [Allow Allow Own],
        "See, record, decline and withdraw consents, with the guardian and attached or printed forms";
    ClientsNotes = "clients.notes", Brief, [Allow Allow Own],
        "Read and write notes about a client";
    ClientsPhoto = "clients.photo", Extension, [Allow Locked Own],
        "Set or replace a client's photo; it belongs to who uploaded it, before the first one to the \
         client's artists";
    ClientsHealthView = "clients.health_view", Extension, [Allow Allow Own],
        "Read a health screening; every reading is audited";
    ClientsHealthRecord = "clients.health_record", Extension, [Allow Allow Own],
        "Record a health screening";
    ClientsImport = "clients.import", Extension, [Allow Locked Deny],
        "Import clients from a file";
    ClientsMerge = "clients.merge", Extension, [Allow Locked Deny],
        "Merge two records of the same client";
    ClientsExport = "clients.export", Brief, [Allow Locked Deny],
        "Export the list of clients";

    StaffView = "staff.view", Brief, [Allow Allow Allow],
        "See the staff directory: name, photo, role, contact, styles, hours";
    StaffEditProfile = "staff.edit_profile", Extension, [Allow Deny Own],
        "Change an artist's public profile, styles, colour and working hours";
    StaffManageUsers = "staff.manage_users", Brief, [Allow Deny Deny],
        "Create and invite accounts; set roles, artist links and commission rates; unlock, end sessions, \
         reset second factors";
    StaffToggleActive = "staff.toggle_active", Brief, [Allow Deny Deny],
        "Enable or disable an account";

    PortfolioView = "portfolio.view", Brief, [Allow Allow Allow],
        "See every portfolio";
    PortfolioEdit = "portfolio.edit", Brief, [Allow Deny Own],
        "Change, order, stack, feature, publish or remove portfolio items, and switch the artist's \
         public page";
    PortfolioUpload = "portfolio.upload", Brief, [Allow Deny Own],
        "Upload images to a portfolio";

    ReportsView = "reports.view", Brief, [Allow Allow Own],
        "See earnings, statements and studio reports; the drawer and closing sheets are nobody's own";
    ReportsViewTx = "reports.view_tx", Brief, [Allow Allow Own],
        "See single transactions, receipts and what a client has paid";
    ReportsTakePayment = "reports.take_payment", Extension, [Allow Allow Own],
        "Record a payment, deposit or tip";
    ReportsRefundVoid = "reports.refund_void", Brief, [Allow Locked Deny],
        "Refund or void a transaction, refund or forfeit a deposit";
    ReportsCashOpen = "reports.cash_open", Extension, [Allow Allow Deny],
        "Open the cash drawer with its float";
    ReportsCashMove = "reports.cash_move", Extension, [Allow Locked Deny],
        "Take cash out of the open drawer or put cash into it";
    ReportsCashClose = "reports.cash_close", Brief, [Allow Locked Deny],
        "Count and close the cash drawer";
    ReportsPayout = "reports.payout", Extension, [Allow Deny Deny],
        "Record that a commission was paid out";
    ReportsExport = "reports.export", Brief, [Allow Locked Deny],
        "Export financial data";

    InventoryView = "inventory.view", Brief, [Allow Allow Allow],
        "See stock, costs and alerts";
    InventoryCreateItem = "inventory.create_item", Brief, [Allow Locked Deny],
        "Add products, one by one or from a file";
    InventoryEditItem = "inventory.edit_item", Brief, [Allow Locked Deny],
        "Change or archive a product";
    InventoryStockIn = "inventory.stock_in", Brief, [Allow Locked Deny],
        "Receive stock";
    InventoryStockAdj = "inventory.stock_adj", Brief, [Allow Locked Deny],
        "Adjust a quantity, write off, quarantine a lot, use without an appointment, decide requests";
    InventoryCycleCount = "inventory.cycle_count", Brief, [Allow Locked Deny],
        "Count stock";
    InventoryConsume = "inventory.consume", Extension, [Allow Allow Own],
        "Record the supplies used in an appointment";
    InventoryRequest = "inventory.request", Extension, [Allow Allow Allow],
        "Ask for an adjustment of stock or for a reorder";
    InventoryRecall = "inventory.recall", Extension, [Allow Allow Deny],
        "Trace a lot to appointments and clients, and back";
    InventoryExport = "inventory.export", Brief, [Allow Locked Deny],
        "Export the inventory";

    SecuritySettings = "security.settings", Brief, [Allow Deny Deny],
        "Change the studio's settings, lists, services, consent texts and policy profile";
    SecurityAudit = "security.audit", Brief, [Allow Deny Deny],
        "Read and verify the audit log";
    SecurityBackup = "security.backup", Brief, [Allow Deny Deny],
        "Make, verify and restore backups";
    SecurityRotateCode = "security.rotate_code", Brief, [Allow Deny Deny],
        "Set or rotate the master code";
    SecurityPrivacy = "security.privacy", Extension, [Allow Deny Deny],
        "Export or erase all that is held about one client; retention, legal hold, keys";
    SecurityIntegrations = "security.integrations", Extension, [Allow Deny Deny],
        "Manage API tokens";

    SystemSetup = "system.setup", System, [Deny Deny Deny],
        "Make an empty data folder a studio and create its first admin";
    SystemImportLegacy = "system.import_legacy", System, [Deny Deny Deny],
        "Take over a studio's data from the desktop application it used before";
    SystemMigrate = "system.migrate", System, [Deny Deny Deny],
        "Bring the database to the schema of this program";
    SystemSweep = "system.sweep", System, [Deny Deny Deny],
        "Check the media files and remove those that nothing refers to";
    SystemTick = "system.tick", System, [Deny Deny Deny],
        "Keep every client's next and last appointment right as time passes";
}

impl Action {
    /// The part of the code before the dot: `agenda`, `clients`, `staff`, `portfolio`, `reports`,
    /// `inventory`, `security` or `system`.
    #[must_use]
    pub fn area(self) -> &'static str {
        self.code().split_once('.').map_or(self.code(), |(area, _)| area)
    }

    /// Whether a mere reading is audited: health screenings and every export.
    #[must_use]
    pub const fn audit_read(self) -> bool {
        matches!(self, Self::ClientsHealthView) || ends_with_export(self.code())
    }

    /// Whether the action belongs to the area `security`. Told from the code, so that an action which is
    /// added there later has its floors without anybody remembering to list it.
    pub(crate) const fn is_security(self) -> bool {
        matches!(self.code().as_bytes(), [b's', b'e', b'c', b'u', b'r', b'i', b't', b'y', b'.', ..])
    }

    /// Whether no role of people can have the action.
    pub(crate) const fn is_system(self) -> bool {
        matches!(self.origin(), Origin::System)
    }
}

const fn ends_with_export(code: &str) -> bool {
    matches!(code.as_bytes(), [.., b'.', b'e', b'x', b'p', b'o', b'r', b't'])
}
