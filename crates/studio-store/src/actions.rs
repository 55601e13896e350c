//! The acts that this crate's methods ask permits for: one unit struct for each action and kind of row.
//!
//! An act is a literal translation of what people do. Two acts that share a rule today are still two: the matrix says
//! that they share it.

use studio_domain::{AppointmentId, ArtistId, BlockId, ClientId, FeedId, PortfolioItemId, ServiceId, UserId};
use studio_policy::Action;

use crate::guard::{Guarded, Manner, Row};

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident($id:ty) = $kind:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}
        impl Row for $name {
            type Id = $id;
            const KIND: &'static str = $kind;
            fn raw(id: Self::Id) -> Option<i64> {
                Some(id.get())
            }
        }
    )*};
}

rows! {
    /// A profile that is booked and paid.
    Artist(ArtistId) = "artist";
    /// An account that signs in.
    User(UserId) = "user";
    /// The person who gets tattooed.
    Client(ClientId) = "client";
    /// Reserved time of one artist for one client.
    Appointment(AppointmentId) = "appointment";
    /// The photo of a client, which may belong to somebody else; the log speaks of the client.
    ClientPhoto(ClientId) = "client";
    /// A picture of an artist's work.
    PortfolioItem(PortfolioItemId) = "portfolio_item";
    /// Something that the studio does for a price.
    Service(ServiceId) = "service";
    /// Time in which an artist can't be booked.
    Block(BlockId) = "block";
    /// An address under which a calendar reads an artist's agenda.
    Feed(FeedId) = "feed";
}

/// The studio as a whole: what is done to no single row.
#[derive(Debug)]
pub enum Studio {}

impl Row for Studio {
    type Id = ();
    const KIND: &'static str = "studio";
    fn raw((): ()) -> Option<i64> {
        None
    }
}

/// One act, as a row of [`ACTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// Name of the marker.
    pub name: &'static str,
    /// The action that it needs.
    pub action: Action,
    /// What it is done to.
    pub on: &'static str,
    /// What it does to its row.
    pub manner: Manner,
}

macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident: $action:ident on $row:ident, $manner:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub enum $name {}
            impl Guarded for $name {
                const ACTION: Action = Action::$action;
                const MANNER: Manner = Manner::$manner;
                type On = $row;
            }
        )*
        /// Every act of this crate, for the tests that walk over them.
        pub const ACTS: &[Act] = &[
            $(Act {
                name: stringify!($name),
                action: Action::$action,
                on: <$row as Row>::KIND,
                manner: Manner::$manner,
            }),*
        ];
    };
}

acts! {
    /// Make the first admin and the first settings of an empty studio.
    SetUp: SystemSetup on Studio, Change;
    /// Look whether the file is whole and rightly set; belongs to whoever looks after its schema.
    Inspect: SystemMigrate on Studio, Look;
    /// Put derived rows right.
    Repair: SystemMigrate on Studio, Change;
    /// Purge what is past its time: old attempts, spent invitations.
    Tick: SystemTick on Studio, Change;

    /// See the staff directory.
    ListStaff: StaffView on Studio, Look;
    /// See one account's card.
    ViewUser: StaffView on User, Look;
    /// See one artist's profile.
    ViewArtist: StaffView on Artist, Look;
    /// Create an account.
    AddUser: StaffManageUsers on Studio, Change;
    /// Change an account's data, role, link or password; invite; end its sessions.
    ManageUser: StaffManageUsers on User, Change;
    /// See what only admins see of an account: birth date, last sign-in, sessions.
    InspectUser: StaffManageUsers on User, Look;
    /// Switch an account on or off.
    ToggleUser: StaffToggleActive on User, Change;
    /// Create an artist profile.
    AddArtist: StaffManageUsers on Studio, Change;
    /// Set an artist's commission rate.
    RateArtist: StaffManageUsers on Artist, Change;
    /// See an artist's commission rates.
    InspectRates: StaffManageUsers on Artist, Look;
    /// Switch an artist profile on or off.
    ToggleArtist: StaffToggleActive on Artist, Change;
    /// Change an artist's public profile, styles, colour and hours.
    EditArtist: StaffEditProfile on Artist, Change;

    /// Search clients and list them.
    ListClients: ClientsView on Studio, Look;
    /// See a client's card.
    ViewClient: ClientsView on Client, Look;
    /// Make a client's record, with what is entered in that step.
    AddClient: ClientsCreate on Studio, Change;
    /// Change, archive or restore a client's record.
    EditClient: ClientsEdit on Client, Change;
    /// Make two records of one person one.
    MergeClients: ClientsMerge on Client, Change;
    /// Delete a client's record, with what goes with it.
    DeleteClient: ClientsDelete on Client, Change;
    /// Take the list of clients out of the program.
    ExportClients: ClientsExport on Studio, Look;
    /// Make clients out of a file.
    ImportClients: ClientsImport on Studio, Change;
    /// Read the notes about a client.
    ReadNotes: ClientsNotes on Client, Look;
    /// Write a note about a client.
    WriteNote: ClientsNotes on Client, Change;
    /// Write a note about one appointment.
    NoteSession: ClientsNotes on Appointment, Change;
    /// Correct a note of one's own.
    CorrectNote: ClientsNotes on Client, Change;
    /// Set the one line that is always seen.
    PinNote: ClientsNotes on Client, Change;
    /// See a client's consents.
    ReadConsents: ClientsConsent on Client, Look;
    /// Record what a client or a guardian gave, declined or withdrew.
    RecordConsent: ClientsConsent on Client, Change;
    /// Say who answers for a minor.
    SetGuardian: ClientsConsent on Client, Change;
    /// Record a look at a document that says how old a client is.
    CheckAge: ClientsConsent on Client, Change;
    /// Read the texts that clients are asked to agree to.
    ReadConsentText: ClientsView on Studio, Look;
    /// Read a client's health screenings.
    ReadScreenings: ClientsHealthView on Client, Look;
    /// See whether a client's newest screening has a yes or is to be reviewed, without its answers.
    GlanceHealth: ClientsHealthView on Client, Glance;
    /// Record a health screening of a client.
    RecordScreening: ClientsHealthRecord on Client, Change;

    /// Say what is wrong with a client's record, without changing it.
    SendCorrection: ClientsView on Client, Change;
    /// See the corrections of a client's record.
    ReadCorrections: ClientsView on Client, Look;
    /// See the corrections that wait for the desk.
    ListCorrections: ClientsView on Studio, Look;
    /// See the agenda: everybody's time.
    SeeAgenda: AgendaView on Studio, Look;
    /// See the appointments of a client.
    SeeAppointments: AgendaView on Client, Look;

    /// List appointments.
    ListAppointments: AgendaView on Studio, Look;
    /// See when an appointment is, with whom and for whom, and how things stand with it.
    SeeAppointment: AgendaView on Appointment, Look;
    /// See what is to be done in an appointment, for how much, and what happened to it.
    ReadAppointment: AgendaDetails on Appointment, Look;
    /// Look whether an appointment could be booked with an artist.
    CheckBooking: AgendaCreate on Artist, Look;
    /// Book an appointment with an artist.
    Book: AgendaCreate on Artist, Change;
    /// Change an appointment, agree on it, say that the client is here and that work has begun.
    EditAppointment: AgendaEdit on Appointment, Change;
    /// Agree on a commission for one appointment alone.
    OverrideCommission: StaffManageUsers on Appointment, Change;
    /// Call an appointment off.
    CancelAppointment: AgendaCancel on Appointment, Change;
    /// Record that a client did not come.
    MissAppointment: AgendaNoShow on Appointment, Change;
    /// Complete an appointment.
    CompleteAppointment: AgendaComplete on Appointment, Change;

    /// Set, replace or remove a client's photo.
    SetPhoto: ClientsPhoto on ClientPhoto, Change;

    /// Find pieces of portfolios.
    ListPortfolio: PortfolioView on Studio, Look;
    /// See a piece with its pictures.
    ViewItem: PortfolioView on PortfolioItem, Look;
    /// See how an artist's public page stands, and what visitors see there.
    ViewPortfolio: PortfolioView on Artist, Look;
    /// Add a picture to an artist's portfolio.
    UploadItem: PortfolioUpload on Artist, Change;
    /// Change, feature, publish, remove a piece, or bring it back.
    EditItem: PortfolioEdit on PortfolioItem, Change;
    /// Order and stack an artist's pieces.
    ArrangeItems: PortfolioEdit on Artist, Change;
    /// Switch an artist's public page, and give it its address.
    SwitchPage: PortfolioEdit on Artist, Change;
    /// Attach the scan of a form to a consent that was answered on paper.
    AttachPaper: ClientsConsent on Client, Change;
    /// See the pictures and papers of an appointment.
    SeeFiles: AgendaDetails on Appointment, Look;
    /// Attach a picture or a paper to an appointment.
    AttachFile: AgendaEdit on Appointment, Change;
    /// Take a picture or a paper from an appointment.
    DetachFile: AgendaEdit on Appointment, Change;
    /// See the pictures that there are of a client's tattoos.
    SeeGallery: ClientsView on Client, Look;

    /// Look whether the files that are kept outside of the database are there.
    CheckMedia: SystemSweep on Studio, Look;
    /// Forget files that nothing refers to.
    SweepMedia: SystemSweep on Studio, Change;

    /// Move the data of another application in.
    ImportLegacy: SystemImportLegacy on Studio, Change;

    /// See what the studio does, how long it takes and what it costs.
    ListServices: AgendaView on Studio, Look;
    /// See one of the services.
    ViewService: AgendaView on Service, Look;
    /// Add a service to the list.
    AddService: SecuritySettings on Studio, Change;
    /// Change, archive or restore a service.
    ChangeService: SecuritySettings on Service, Change;
    /// See when artists can't be booked; why, only of those whose details one may see.
    ListBlocks: AgendaView on Studio, Look;
    /// See one block.
    ViewBlock: AgendaView on Block, Look;
    /// Block an artist's time, once or every week.
    AddBlock: AgendaBlock on Artist, Change;
    /// Move, change or remove a block, or the rest of its series.
    ChangeBlock: AgendaBlock on Block, Change;
    /// See the blocks that the desk has not taken notice of.
    ListNewBlocks: AgendaBlock on Studio, Look;
    /// Take notice of new blocks.
    NoticeBlocks: AgendaBlock on Studio, Change;
    /// Look where an appointment would fit.
    FindTimes: AgendaView on Studio, Look;
    /// Take the agenda out of the program.
    ExportAgenda: AgendaExport on Studio, Look;
    /// See which calendar feeds an artist has. The addresses themselves are nowhere.
    ListFeeds: AgendaExport on Artist, Glance;
    /// Make a calendar feed of an artist's agenda.
    MakeFeed: AgendaExport on Artist, Change;
    /// Revoke a calendar feed.
    RevokeFeed: AgendaExport on Feed, Change;
    /// See who is to be reminded, with the ways to reach them.
    ListToRemind: AgendaDetails on Studio, Look;
    /// Record that somebody was reminded of an appointment.
    MarkReminded: AgendaEdit on Appointment, Change;
    /// Read what a client is told after a session.
    ReadAftercare: AgendaDetails on Appointment, Look;
    /// Record that the aftercare text was given.
    GiveAftercare: AgendaComplete on Appointment, Change;

    /// See which keys seal health answers, and how many.
    InspectKeys: SecurityPrivacy on Studio, Look;
    /// Replace, hand out, take in or give up keys.
    KeepKeys: SecurityPrivacy on Studio, Change;

    /// Read all settings.
    ReadSettings: SecuritySettings on Studio, Look;
    /// Change a setting.
    ChangeSettings: SecuritySettings on Studio, Change;
    /// Save a new version of a text that clients are asked to agree to.
    SaveConsentText: SecuritySettings on Studio, Change;
    /// Set, change or clear the master code.
    RotateCode: SecurityRotateCode on Studio, Change;
    /// Read and verify the audit log.
    ReadAudit: SecurityAudit on Studio, Look;
}
