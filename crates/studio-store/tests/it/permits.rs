//! Who may do what: every act, tried by every kind of actor, as the matrix says, and with nothing left of a refusal.

use std::fmt::Write as _;
use std::time::Duration;

use chrono::NaiveDate;
use studio_domain::{
    AppointmentFileId, AppointmentId, AppointmentStatus, ArtistId, BasisPoints, CancelledBy, ClientId,
    ConsentAct, ConsentId, ConsentKind, ConsentText, CorrectionField, Language, MergeField, MergeSide,
    NoteId, NoteText, PictureSize, PinnedNote, PortfolioItemId, Reason, ScreeningId, ServiceId, SessionId,
    Setting, Slug, TimeSpan, Timestamp, UserId,
};
use studio_policy::{
    Action, Actor, Because, Decision, Elevation, Matrix, Ownership, Role, RowFilter, SystemRole,
};
use studio_store::actions::{ACTS, Act, Studio};
use studio_store::{
    AppointmentEdit, AppointmentQuery, ArtistEdit, ArtistFilter, AuditFilter, Cancellation, ClientEdit,
    ClientQuery, DuplicateProbe, Error, Guarded, ItemEdit, ItemQuery, Manner, MergeVersions,
    MovedAppointment, MovedConsent, MovedUser, NewAppointment, NewCorrection, NoActor, OpCtx, PageEdit,
    Permit, Read, Store, Tx, UserFilter, Wanted, Who, Write, actions,
};

use crate::kit::{
    ABSOLUTE, Cast, ELEVATION, IDLE, NOW, TestFile, add_artist, add_client, add_user, elevate, just_before,
    manage, meet, minutes, new_artist, new_client, new_item, new_photo, new_session, new_user, note,
    operator, system, token, visit,
};

/// A locked action, which the acts of this crate do not have yet. An act may be declared anywhere.
enum LookAtLocked {}
impl Guarded for LookAtLocked {
    const ACTION: Action = Action::ClientsEdit;
    const MANNER: Manner = Manner::Look;
    type On = Studio;
}

/// The acts of the crate, and the one above.
fn all_acts() -> Vec<Act> {
    let mut acts = ACTS.to_vec();
    acts.push(Act {
        name: "LookAtLocked",
        action: LookAtLocked::ACTION,
        on: "studio",
        manner: LookAtLocked::MANNER,
    });
    acts
}

/// What the acts are done to.
#[derive(Clone, Copy)]
pub(crate) struct Targets {
    pub(crate) artist: ArtistId,
    pub(crate) user: UserId,
    pub(crate) client: ClientId,
    /// One that can be merged into it.
    pub(crate) other: ClientId,
    /// One that can be deleted.
    pub(crate) unneeded: ClientId,
    /// Of that client with that artist.
    pub(crate) appointment: AppointmentId,
    /// About that client.
    pub(crate) note: NoteId,
    /// A service, a block and a feed of that artist.
    pub(crate) agenda: crate::agenda_more::Targets,
    /// Of that client, answered on paper and not scanned.
    pub(crate) form: ConsentId,
    /// Of that appointment.
    pub(crate) file: AppointmentFileId,
}

impl Targets {
    /// A client whose preferred artist and artist of the only appointment is this one, with a note.
    pub(crate) fn of(store: &Store, artist: ArtistId, user: UserId) -> Self {
        let client = add_client(store, "Cleo Marsh", Some(artist));
        let appointment = meet(store, client, artist, AppointmentStatus::Confirmed);
        let note = note(store, &operator(), client, "Prefers mornings.");
        let other = add_client(store, "Cleo M.", Some(artist));
        let unneeded = add_client(store, "Nobody", Some(artist));
        let form = crate::attachments::on_paper(store, &operator(), client, None).unwrap();
        let idea = crate::attachments::picture(1);
        let file = crate::attachments::attach(store, &operator(), appointment, idea).unwrap();
        let agenda = crate::agenda_more::Targets::of(store, artist);
        Self { artist, user, client, other, unneeded, appointment, note, agenda, form, file }
    }
}

/// Asks for the permit of an act and spends it on everything that takes it.
///
/// IF YOU ADD AN ACT, add its arm here and run the tests: the table in `tests/golden/permits.txt` gets a line.
pub(crate) fn spend(act: &str, store: &Store, ctx: &OpCtx, on: Targets) -> Result<(), Error> {
    match act {
        "SetUp" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::SetUp>(&studio)?;
            tx.first_settings(&may, &[(Setting::StudioName, "Ink and Iron".to_owned())])
        }),
        "Inspect" => store.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::Inspect>(&studio)?;
            assert!(!tx.inspect(&may, false)?.is_empty());
            Ok(())
        }),
        "Tick" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::Tick>(&studio)?;
            tx.tick(&may).map(|_rows| ())
        }),
        "ListStaff" => store.read(ctx, |tx| {
            let may = tx.authorize_list::<actions::ListStaff>()?;
            assert!(!tx.list_users(&may, &UserFilter::default())?.items.is_empty());
            assert!(!tx.list_artists(&may, &ArtistFilter::default())?.items.is_empty());
            Ok(())
        }),
        "ViewUser" => store.read(ctx, |tx| {
            let user = tx.user(on.user)?;
            let may = tx.authorize::<actions::ViewUser>(&user)?;
            assert_eq!(tx.user_card(&may)?.id, on.user);
            Ok(())
        }),
        "ViewArtist" => store.read(ctx, |tx| {
            let artist = tx.artist(on.artist)?;
            let may = tx.authorize::<actions::ViewArtist>(&artist)?;
            assert_eq!(tx.artist_card(&may)?.id, on.artist);
            assert!(tx.artist_hours(&may)?.is_closed());
            Ok(())
        }),
        "AddUser" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::AddUser>(&studio)?;
            tx.add_user(&may, &new_user("newcomer", Role::Assistant, None))?;
            Ok(())
        }),
        "ManageUser" => store.write(ctx, move |tx| {
            let user = tx.user(on.user)?;
            let may = tx.authorize::<actions::ManageUser>(&user)?;
            tx.edit_user(&may, user.version(), &studio_store::UserEdit::default())?;
            tx.invite(&may, &token(), tx.now().plus(Duration::from_secs(60)))?;
            tx.set_password(&may, "another hash")?;
            tx.end_sessions(&may)?;
            Ok(())
        }),
        "InspectUser" => store.read(ctx, |tx| {
            let user = tx.user(on.user)?;
            let may = tx.authorize::<actions::InspectUser>(&user)?;
            assert_eq!(tx.user_private(&may)?.birth_date, None);
            tx.sessions(&may)?;
            Ok(())
        }),
        "ToggleUser" => store.write(ctx, move |tx| {
            let user = tx.user(on.user)?;
            let may = tx.authorize::<actions::ToggleUser>(&user)?;
            tx.toggle_user(&may, user.version(), false)?;
            Ok(())
        }),
        "AddArtist" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::AddArtist>(&studio)?;
            tx.add_artist(&may, &new_artist("New Comer"))?;
            Ok(())
        }),
        "RateArtist" => store.write(ctx, move |tx| {
            let artist = tx.artist(on.artist)?;
            let may = tx.authorize::<actions::RateArtist>(&artist)?;
            let from = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
            tx.set_rate(&may, from, BasisPoints::new(4_500).unwrap())
        }),
        "InspectRates" => store.read(ctx, |tx| {
            let artist = tx.artist(on.artist)?;
            let may = tx.authorize::<actions::InspectRates>(&artist)?;
            tx.artist_rates(&may).map(|_rates| ())
        }),
        "ToggleArtist" => store.write(ctx, move |tx| {
            let artist = tx.artist(on.artist)?;
            let may = tx.authorize::<actions::ToggleArtist>(&artist)?;
            tx.toggle_artist(&may, artist.version(), false)?;
            Ok(())
        }),
        "EditArtist" => store.write(ctx, move |tx| {
            let artist = tx.artist(on.artist)?;
            let may = tx.authorize::<actions::EditArtist>(&artist)?;
            tx.edit_artist(&may, artist.version(), &ArtistEdit::default())?;
            Ok(())
        }),
        "ReadSettings" => store.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::ReadSettings>(&studio)?;
            assert_eq!(tx.settings(&may)?.len(), Setting::ALL.len());
            Ok(())
        }),
        "ChangeSettings" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::ChangeSettings>(&studio)?;
            tx.set_setting(&may, Setting::StudioName, "Ink and Iron", None)?;
            Ok(())
        }),
        "RotateCode" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::RotateCode>(&studio)?;
            tx.rotate_code(&may, None)?;
            Ok(())
        }),
        "ReadAudit" => store.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::ReadAudit>(&studio)?;
            assert!(!tx.audit_entries(&may, &AuditFilter::default())?.items.is_empty());
            assert_eq!(tx.verify_audit(&may)?.broken, None);
            Ok(())
        }),
        "Repair" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::Repair>(&studio)?;
            tx.repair_clients(&may).map(|_report| ())
        }),
        "ListClients" => store.read(ctx, |tx| {
            let may = tx.authorize_list::<actions::ListClients>()?;
            assert!(!tx.list_clients(&may, &ClientQuery::default())?.items.is_empty());
            let probe =
                DuplicateProbe { phone: Some("+34 600 000 001".to_owned()), ..DuplicateProbe::default() };
            assert!(!tx.duplicates(&may, &probe)?.is_empty());
            assert!(!tx.duplicate_groups(&may, None)?.items.is_empty());
            Ok(())
        }),
        "ViewClient" => store.read(ctx, |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::ViewClient>(&client)?;
            assert_eq!(tx.client_card(&may)?.id, on.client);
            assert_eq!(tx.client_counts(&may)?.screenings, 0);
            assert_eq!(tx.client_holdings(&may)?.len(), 1, "the appointment");
            Ok(())
        }),
        "AddClient" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::AddClient>(&studio)?;
            tx.add_client(&may, &new_client("New Comer", None)).map(|_id| ())
        }),
        "EditClient" => store.write(ctx, move |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::EditClient>(&client)?;
            let version = tx.edit_client(&may, client.version(), &ClientEdit::default())?;
            tx.archive_client(&may, version, true).map(|_version| ())
        }),
        "MergeClients" => store.write(ctx, move |tx| {
            let (kept, other) = (tx.client(on.client)?, tx.client(on.other)?);
            let keep = tx.authorize::<actions::MergeClients>(&kept)?;
            let give = tx.authorize::<actions::MergeClients>(&other)?;
            let versions = MergeVersions { kept: kept.version(), other: other.version() };
            let sides = [(MergeField::Name, MergeSide::Other), (MergeField::Styles, MergeSide::Both)];
            tx.merge_clients(&keep, &give, versions, &sides).map(|_version| ())
        }),
        "DeleteClient" => store.write(ctx, move |tx| {
            let client = tx.client(on.unneeded)?;
            let may = tx.authorize::<actions::DeleteClient>(&client)?;
            tx.delete_client(&may, client.version()).map(|_deleted| ())
        }),
        "ExportClients" => store.read(ctx, |tx| {
            let may = tx.authorize_list::<actions::ExportClients>()?;
            let page = tx.export_clients(&may, &ClientQuery::default())?;
            tx.exported(&may, u64::try_from(page.items.len()).unwrap());
            Ok(())
        }),
        "ImportClients" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::ImportClients>(&studio)?;
            let made = tx.import_client(&may, &new_client("Out of a file", None), true)?;
            tx.finish_import(&may, &[made], 0, None)
        }),
        "ReadNotes" => store.read(ctx, |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::ReadNotes>(&client)?;
            tx.notes(&may, None).map(|_page| ())
        }),
        "WriteNote" => store.write(ctx, move |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::WriteNote>(&client)?;
            tx.write_note(&may, &NoteText::parse("Prefers mornings.").unwrap()).map(|_id| ())
        }),
        "NoteSession" => store.write(ctx, move |tx| {
            let appointment = tx.appointment(on.client, on.appointment)?;
            let may = tx.authorize::<actions::NoteSession>(&appointment)?;
            tx.write_session_note(&may, &NoteText::parse("Sat still.").unwrap()).map(|_id| ())
        }),
        "CorrectNote" => store.write(ctx, move |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::CorrectNote>(&client)?;
            let (_author, _at, version) = tx.note_origin(&may, on.note)?;
            tx.correct_note(&may, on.note, version, &NoteText::parse("Prefers evenings.").unwrap())
                .map(|_version| ())
        }),
        "SendCorrection" => store.write(ctx, move |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::SendCorrection>(&client)?;
            let new = NewCorrection {
                field: CorrectionField::City,
                was: String::new(),
                value: "Oaxaca".to_owned(),
                reason: Reason::parse("Moved last month").unwrap(),
            };
            tx.send_correction(&may, &new).map(|_id| ())
        }),
        "ReadCorrections" => store.read(ctx, move |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::ReadCorrections>(&client)?;
            tx.corrections(&may).map(|_all| ())
        }),
        "ListCorrections" => store.read(ctx, |tx| {
            let may = tx.authorize_list::<actions::ListCorrections>()?;
            tx.open_corrections(&may, None).map(|_page| ())
        }),
        "SeeAgenda" => store.read(ctx, |tx| {
            let may = tx.authorize_list::<actions::SeeAgenda>()?;
            let range = crate::agenda::always();
            assert!(!tx.agenda_artists(&may)?.is_empty());
            assert!(!tx.agenda_appointments(&may, &range)?.is_empty());
            tx.agenda_blocks(&may, &range)?;
            let page = tx.list_agenda(&may, &crate::agenda::listed(range))?;
            assert!(!page.items.is_empty());
            Ok(())
        }),
        "SeeAppointments" => store.read(ctx, move |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::SeeAppointments>(&client)?;
            assert_eq!(tx.client_appointments(&may, None)?.items.len(), 1);
            Ok(())
        }),
        "ListAppointments" => store.read(ctx, |tx| {
            let may = tx.authorize_list::<actions::ListAppointments>()?;
            let asked = AppointmentQuery { limit: 50, ..AppointmentQuery::default() };
            assert!(!tx.list_appointments(&may, &asked)?.items.is_empty());
            Ok(())
        }),
        "SeeAppointment" => store.read(ctx, |tx| {
            let appointment = tx.any_appointment(on.appointment)?;
            let may = tx.authorize::<actions::SeeAppointment>(&appointment)?;
            assert_eq!(tx.appointment_card(&may)?.id, on.appointment);
            assert_eq!(tx.appointment_chain(&may)?.len(), 1);
            Ok(())
        }),
        "ReadAppointment" => store.read(ctx, |tx| {
            let appointment = tx.any_appointment(on.appointment)?;
            let may = tx.authorize::<actions::ReadAppointment>(&appointment)?;
            tx.appointment_history(&may, None).map(|_page| ())
        }),
        "CheckBooking" => store.read(ctx, |tx| {
            let artist = tx.artist(on.artist)?;
            let may = tx.authorize::<actions::CheckBooking>(&artist)?;
            tx.conflicts(&may, &wanted(on))?;
            tx.client_to_book(&may, on.client)?;
            tx.hours_to_book(&may, on.artist)?;
            assert_eq!(tx.service_to_book(&may, ServiceId::new(4_711))?, None);
            assert!(tx.session_to_continue(&may, on.client, on.appointment)?.is_some());
            Ok(())
        }),
        "Book" => store.write(ctx, move |tx| {
            let artist = tx.artist(on.artist)?;
            let asked = tx.authorize::<actions::Book>(&artist)?;
            assert_eq!(tx.made_before(&asked, "key", "said")?, None);
            let may = tx.authorize::<actions::Book>(&artist)?;
            let client = tx.client(on.client)?;
            let of = tx.authorize::<actions::ViewClient>(&client)?;
            assert_eq!(tx.booked_before(&may, "key", "said")?, None);
            let made = tx.book_appointment(&may, &of, &new_appointment())?;
            tx.remember_booking(&may, "key", "said", made)
        }),
        "EditAppointment" => store.write(ctx, move |tx| {
            let appointment = tx.any_appointment(on.appointment)?;
            let may = tx.authorize::<actions::EditAppointment>(&appointment)?;
            let edit =
                AppointmentEdit { notes: Some("Brings a drawing".to_owned()), ..AppointmentEdit::default() };
            let version = tx.edit_appointment(&may, appointment.version(), None, &edit)?;
            let version = tx.confirm_appointment(&may, version, false)?;
            let version = tx.arrive_appointment(&may, version, true)?;
            tx.start_appointment(&may, version, true).map(|_version| ())
        }),
        "OverrideCommission" => store.write(ctx, move |tx| {
            let appointment = tx.any_appointment(on.appointment)?;
            let may = tx.authorize::<actions::OverrideCommission>(&appointment)?;
            let rate = BasisPoints::new(6_000).unwrap();
            tx.override_commission(&may, appointment.version(), Some(rate)).map(|_version| ())
        }),
        "CancelAppointment" => store.write(ctx, move |tx| {
            let appointment = tx.any_appointment(on.appointment)?;
            let may = tx.authorize::<actions::CancelAppointment>(&appointment)?;
            let how = Cancellation { by: CancelledBy::Client, reason: None, late: true };
            tx.cancel_appointment(&may, appointment.version(), &how).map(|_version| ())
        }),
        "MissAppointment" => store.write(ctx, move |tx| {
            let appointment = tx.any_appointment(on.appointment)?;
            let may = tx.authorize::<actions::MissAppointment>(&appointment)?;
            tx.miss_appointment(&may, appointment.version()).map(|_version| ())
        }),
        "CompleteAppointment" => store.write(ctx, move |tx| {
            let appointment = tx.any_appointment(on.appointment)?;
            let may = tx.authorize::<actions::CompleteAppointment>(&appointment)?;
            tx.complete_appointment(&may, appointment.version(), None, None).map(|_version| ())
        }),
        "PinNote" => store.write(ctx, move |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::PinNote>(&client)?;
            let pinned = PinnedNote::parse("Faints easily").unwrap();
            tx.pin_note(&may, client.version(), Some(&pinned)).map(|_version| ())
        }),
        "ReadConsents" => store.read(ctx, |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::ReadConsents>(&client)?;
            tx.consents(&may)?;
            tx.age_checks(&may)?;
            tx.appointments_after(&may, tx.now())?;
            assert_eq!(tx.appointment_of(&may, AppointmentId::new(4_711))?, None);
            for absent in [
                tx.consent(&may, ConsentId::new(4_711)).err(),
                tx.consent_signature(&may, ConsentId::new(4_711)).err(),
            ] {
                assert!(matches!(absent, Some(Error::NotFound { kind: "consent", .. })), "{absent:?}");
            }
            Ok(())
        }),
        "RecordConsent" => store.write(ctx, move |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::RecordConsent>(&client)?;
            tx.record_consent(&may, &crate::consents::spoken(ConsentAct::Given)).map(|_consent| ())
        }),
        "SetGuardian" => store.write(ctx, move |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::SetGuardian>(&client)?;
            tx.set_guardian(&may, client.version(), Some(&crate::consents::guardian())).map(|_version| ())
        }),
        "CheckAge" => store.write(ctx, move |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::CheckAge>(&client)?;
            tx.check_age(&may, &crate::consents::passport("1994-02-03")).map(|_check| ())
        }),
        "ReadConsentText" => store.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::ReadConsentText>(&studio)?;
            let page = tx.consent_versions(&may, ConsentKind::Informed, Language::En)?;
            assert_eq!(page.items.len(), 1);
            Ok(())
        }),
        "SaveConsentText" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::SaveConsentText>(&studio)?;
            let text = ConsentText::parse("A text of the studio's own.").unwrap();
            let which = (ConsentKind::Informed, Language::En);
            tx.save_consent_words(&may, which, &text, Some(0)).map(|_number| ())
        }),
        "ReadScreenings" => store.read(ctx, |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::ReadScreenings>(&client)?;
            tx.screenings(&may, None).map(|_page| ())
        }),
        "GlanceHealth" => store.read(ctx, |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::GlanceHealth>(&client)?;
            tx.screening_to_glance(&may).map(|_newest| ())
        }),
        "RecordScreening" => store.write(ctx, move |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::RecordScreening>(&client)?;
            tx.screening_to_follow(&may)?;
            tx.record_screening(&may, &[7; 40]).map(|_id| ())
        }),
        "InspectKeys" => store.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::InspectKeys>(&studio)?;
            tx.key_uses(&may).map(|_uses| ())
        }),
        "KeepKeys" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::KeepKeys>(&studio)?;
            let uses = tx.key_uses_now(&may)?;
            assert_eq!(tx.sealed_with(&may, [7; 4], ScreeningId::new(0))?.is_empty(), uses.is_empty());
            tx.give_key_up(&may, [7; 4])?;
            tx.key_is_here(&may, [8; 4])?;
            tx.keep_keys(&may, "accept_loss", "07070707");
            Ok(())
        }),
        "AttachPaper" => store.write(ctx, move |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::AttachPaper>(&client)?;
            tx.attach_paper(&may, on.form, &crate::attachments::pdf(2))
        }),
        "SeeFiles" => store.read(ctx, |tx| {
            let appointment = tx.any_appointment(on.appointment)?;
            let may = tx.authorize::<actions::SeeFiles>(&appointment)?;
            assert_eq!(tx.appointment_files(&may)?, [tx.appointment_file(&may, on.file)?]);
            let (client, _name, _at) = tx.whose_appointment(&may)?;
            assert_eq!(client, on.client);
            let picture = crate::attachments::picture(1).whole;
            assert_eq!(tx.file_bytes(&may, &picture.hash)?, picture.bytes);
            Ok(())
        }),
        "AttachFile" => store.write(ctx, move |tx| {
            let appointment = tx.any_appointment(on.appointment)?;
            let may = tx.authorize::<actions::AttachFile>(&appointment)?;
            tx.attach_file(&may, &crate::attachments::picture(2)).map(drop)
        }),
        "DetachFile" => store.write(ctx, move |tx| {
            let appointment = tx.any_appointment(on.appointment)?;
            let may = tx.authorize::<actions::DetachFile>(&appointment)?;
            assert_eq!(tx.detach_file(&may, on.file)?.len(), 3);
            Ok(())
        }),
        "SeeGallery" => store.read(ctx, |tx| {
            let client = tx.client(on.client)?;
            let may = tx.authorize::<actions::SeeGallery>(&client)?;
            tx.gallery(&may).map(drop)
        }),
        "SetPhoto" => store.write(ctx, move |tx| {
            let photo = tx.photo(on.client)?;
            let may = tx.authorize::<actions::SetPhoto>(&photo)?;
            assert!(tx.set_photo(&may, &new_photo(1))?.is_empty());
            assert_eq!(tx.remove_photo(&may)?.len(), 2);
            Ok(())
        }),
        "ListPortfolio" => store.read(ctx, |tx| {
            let may = tx.authorize_list::<actions::ListPortfolio>()?;
            tx.list_portfolio(&may, &ItemQuery::default()).map(drop)
        }),
        "ViewItem" => store.read(ctx, |tx| {
            let item = tx.portfolio_item(PortfolioItemId::new(on.artist.get()))?;
            let may = tx.authorize::<actions::ViewItem>(&item)?;
            assert_eq!(tx.portfolio_card(&may)?.artist.id, on.artist);
            assert_eq!(tx.portfolio_stack(&may)?.len(), 1);
            assert_eq!(tx.portfolio_file(&may, PictureSize::Small)?.1, 9);
            Ok(())
        }),
        "ViewPortfolio" => store.read(ctx, |tx| {
            let artist = tx.artist(on.artist)?;
            let may = tx.authorize::<actions::ViewPortfolio>(&artist)?;
            assert!(!tx.portfolio_page(&may)?.is_open());
            tx.portfolio_sessions(&may)?;
            tx.preview_portfolio(&may, None)?;
            Ok(())
        }),
        "UploadItem" => store.write(ctx, move |tx| {
            let artist = tx.artist(on.artist)?;
            let may = tx.authorize::<actions::UploadItem>(&artist)?;
            tx.add_portfolio_item(&may, &new_item(1)).map(drop)
        }),
        "EditItem" => store.write(ctx, move |tx| {
            let item = tx.portfolio_item(PortfolioItemId::new(on.artist.get()))?;
            let may = tx.authorize::<actions::EditItem>(&item)?;
            tx.edit_portfolio_item(&may, item.version(), &ItemEdit::default())?;
            assert!(tx.remove_portfolio_item(&may)? && tx.restore_portfolio_item(&may)?);
            Ok(())
        }),
        "ArrangeItems" => store.write(ctx, move |tx| {
            let artist = tx.artist(on.artist)?;
            let may = tx.authorize::<actions::ArrangeItems>(&artist)?;
            let items = [PortfolioItemId::new(on.artist.get())];
            tx.order_portfolio(&may, &items)?;
            tx.unstack_portfolio(&may, &items)?;
            tx.stack_portfolio(&may, items[0], &[])
        }),
        "SwitchPage" => store.write(ctx, move |tx| {
            let artist = tx.artist(on.artist)?;
            let may = tx.authorize::<actions::SwitchPage>(&artist)?;
            let slug = Slug::parse("ana-ruiz").unwrap();
            tx.set_portfolio_page(&may, None, &PageEdit { slug, is_public: false }).map(drop)
        }),
        "CheckMedia" => store.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::CheckMedia>(&studio)?;
            for (file, _bytes) in tx.media_files(&may)? {
                assert!(tx.is_kept(&may, &file)?);
            }
            Ok(())
        }),
        "SweepMedia" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::SweepMedia>(&studio)?;
            assert!(!tx.forget_media(&may, tx.now().plus(Duration::from_millis(1)))?.is_empty());
            Ok(())
        }),
        "ImportLegacy" => store.write(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::ImportLegacy>(&studio)?;
            move_in(tx, &may)
        }),
        "LookAtLocked" => store.read(ctx, |tx| {
            let studio = tx.studio();
            tx.authorize::<LookAtLocked>(&studio)?;
            Ok(())
        }),
        other if crate::agenda_more::ACTS.contains(&other) => {
            crate::agenda_more::spend(other, store, ctx, on)
        }
        other => panic!("act `{other}` is in ACTS: add how it is spent to `spend` in tests/it/permits.rs"),
    }
}

/// A time that is free, the day after.
fn free() -> TimeSpan {
    TimeSpan::new(minutes(24 * 60), minutes(24 * 60 + 90)).unwrap()
}

fn wanted(on: Targets) -> Wanted {
    Wanted { artist: on.artist, client: on.client, span: free(), except: None }
}

fn new_appointment() -> NewAppointment {
    NewAppointment {
        span: free(),
        status: AppointmentStatus::Pending,
        service_id: None,
        service: "Rose".to_owned(),
        placement: None,
        style: None,
        price: None,
        deposit: None,
        notes: String::new(),
        continues: None,
    }
}

/// One row of everything that can move in.
fn move_in<'tx>(tx: &mut Tx<'tx, Write>, may: &Permit<'tx, actions::ImportLegacy>) -> Result<(), Error> {
    let known = tx.known(may)?;
    let rate = (NaiveDate::from_ymd_opt(2020, 1, 1).unwrap(), BasisPoints::new(5_000).unwrap());
    let artist = tx.move_artist(may, &new_artist("Old Hand"), true, Some(7), Some(rate))?;
    let new = new_user("oldhand", Role::Artist, Some(artist));
    let moved = MovedUser {
        new,
        active: true,
        short_password: true,
        legacy_id: 7,
        last_sign_in_at: None,
        created_at: None,
    };
    let user = tx.move_user(may, &moved)?;
    let client = tx.move_client(may, &new_client("Old Friend", Some(artist)), false)?;
    let note = NoteText::parse("Came with the move.").unwrap();
    tx.move_note(may, client, Some(user), NOW, &note)?;
    let consent =
        MovedConsent { client, kind: ConsentKind::Informed, act: ConsentAct::Given, recorded_at: NOW };
    tx.move_consent(may, &consent)?;
    tx.move_screening(may, client, NOW, &[7; 40])?;
    let appointment = MovedAppointment {
        client,
        artist,
        starts_at: minutes(60),
        ends_at: minutes(120),
        status: AppointmentStatus::Confirmed,
        service: "Sleeve".to_owned(),
        price: None,
        commission_override: None,
        legacy_id: Some(7),
        imported: true,
    };
    tx.move_appointment(may, &appointment)?;
    tx.move_setting(may, Setting::StudioName, "Ink and Iron")?;
    assert!(tx.finish_moving_in(may, &[client])? >= 1);
    assert!(known.artists.is_empty() && known.nonempty);
    Ok(())
}

/// Somebody who tries: the heading of a column, the context, and what the policy engine should see.
struct Tries {
    name: &'static str,
    ctx: OpCtx,
    actor: Actor,
    /// Whether the artist's row that is tried is the actor's own.
    own: bool,
}

fn person(role: Role, linked: bool, elevated_until: Option<Timestamp>) -> Actor {
    let elevation = elevated_until.map(|at| Elevation { expires_at: at.millis() });
    Actor::Person { role, linked, elevation }
}

/// Everybody of a studio that is set up. The desk is elevated from [`NOW`] on; before that it is not.
fn everybody(cast: &Cast) -> Vec<Tries> {
    let tries = |name, ctx, actor, own| Tries { name, ctx, actor, own };
    let elevated = NOW.plus(ELEVATION);
    let desk = person(Role::Assistant, false, None);
    let elevated_desk = person(Role::Assistant, false, Some(elevated));
    vec![
        tries("admin", cast.admin.ctx(), person(Role::Admin, false, None), false),
        tries(
            "admin_api",
            visit(NOW).by(Who::User(cast.admin.user)),
            person(Role::Admin, false, None),
            false,
        ),
        tries("elevated", cast.desk.ctx(), elevated_desk, false),
        tries("last_ms", cast.desk.at(just_before(elevated)), elevated_desk, false),
        tries("run_out", cast.desk.at(elevated), elevated_desk, false),
        tries("desk_api", visit(NOW).by(Who::User(cast.desk.user)), desk, false),
        tries("own", cast.ana.ctx(), person(Role::Artist, true, None), true),
        tries("other", cast.ben.ctx(), person(Role::Artist, true, None), false),
        tries("unlinked", cast.lone.ctx(), person(Role::Artist, false, None), false),
        tries("operator", operator(), Actor::System(SystemRole::Operator), false),
        tries(
            "housekeep",
            system(SystemRole::Housekeeping, NOW),
            Actor::System(SystemRole::Housekeeping),
            false,
        ),
    ]
}

/// Gives an artist a piece of the artist's own number, with another under it.
pub(crate) fn hang(file: &TestFile, artist: ArtistId) {
    let ink = "x'4949494949494949494949494949494949494949494949494949494949494949'";
    let piece = |id: i64, cover: &str| {
        format!(
            "INSERT INTO portfolio_items (id, artist_id, small, large, original, width, height, cover_id, place, dated_at, uploaded_at, updated_at)
             VALUES ({id}, {artist}, {ink}, {ink}, {ink}, 8, 8, {cover}, 0, 0, 0, 0);"
        )
    };
    let id = artist.get();
    file.raw().exec(&format!(
        "UPDATE portfolio_items SET cover_id = NULL; DELETE FROM portfolio_items;
         INSERT OR IGNORE INTO media (hash, kind, bytes, width, height, kept_at) VALUES ({ink}, 'jpeg', 9, 8, 8, 0);
         {}{}",
        piece(id, "NULL"),
        piece(id + 1_000, &id.to_string())
    ));
}

/// Acts on the studio that are lists: who may see rows of their own sees these.
const LISTS_OF_OWN: &[&str] = &["ListNewBlocks", "ExportAgenda", "ListToRemind"];

/// What is expected of a list.
fn listed(actor: &Actor, action: Action, now: Timestamp) -> Decision {
    match Matrix::STUDIO.rows(actor, action, now.millis()) {
        RowFilter::All(because) => Decision::Permit(because),
        RowFilter::Own => Decision::Permit(Because::Owner),
        RowFilter::None(why) => Decision::Refuse(why),
    }
}

/// Tries one act and compares with the matrix: the answer, the rows, the log. Answers the cell of the table.
fn try_one(file: &TestFile, act: &Act, who: &Tries, on: Targets) -> &'static str {
    let ownership = match (act.on, who.own) {
        ("artist" | "client" | "appointment" | "portfolio_item" | "block" | "feed", true) => Ownership::Mine,
        ("artist" | "client" | "appointment" | "portfolio_item" | "block" | "feed", false) => {
            Ownership::Theirs
        }
        _ => Ownership::Unowned,
    };
    let expected = if LISTS_OF_OWN.contains(&act.name) {
        listed(&who.actor, act.action, who.ctx.visit.now)
    } else {
        Matrix::STUDIO.decide(&who.actor, act.action, ownership, who.ctx.visit.now.millis())
    };
    if act.name == "NoticeBlocks" {
        file.raw().exec("UPDATE blocks SET seen_at = NULL, seen_by = NULL");
    }
    if act.name == "Repair" {
        file.raw().exec("UPDATE client_index SET phone_digits = 'wrong'");
    }
    if act.name == "SetPhoto" {
        // Its files are the first and the only ones.
        file.raw().exec(
            "DELETE FROM client_photos; DELETE FROM appointment_files; UPDATE portfolio_items SET cover_id = NULL;
             DELETE FROM portfolio_items; DELETE FROM media",
        );
    }
    if ["ViewItem", "EditItem", "ArrangeItems"].contains(&act.name) {
        hang(file, on.artist);
    }
    if act.name == "SweepMedia" {
        file.raw().exec(
            "INSERT OR IGNORE INTO media (hash, kind, bytes, kept_at) VALUES (zeroblob(32), 'pdf', 9, 0)",
        );
    }
    let (rows, log) = (file.raw().dump(), file.log());
    let result = spend(act.name, file, &who.ctx, on);
    let mut added = file.log().split_off(log.len());
    let what = format!("{} by {}", act.name, who.name);
    match expected {
        Decision::Refuse(why) => {
            assert!(
                matches!(&result, Err(Error::Refused { action, why: said }) if *action == act.action && *said == why),
                "{what}: {result:?} instead of {why:?}"
            );
            assert!(rows == file.raw().dump(), "{what} left something behind");
            let entry = added.pop().unwrap_or_else(|| panic!("{what} is not in the log"));
            assert_eq!(added, [], "{what} is in the log more than once");
            assert_eq!(
                (entry.action.as_str(), entry.outcome.code()),
                (act.action.code(), "refused"),
                "{what}"
            );
            assert_eq!((entry.reason.as_str(), entry.subject_kind.as_str()), (why.code(), act.on), "{what}");
        }
        Decision::Permit(because) => {
            assert!(result.is_ok(), "{what}: {result:?}");
            let elevated = because.code() == "elevated";
            let kept = elevated
                || match act.manner {
                    Manner::Change => true,
                    Manner::Look => act.action.audit_read(),
                    Manner::Glance => false,
                };
            let entry = added.pop();
            if act.name == "MergeClients" {
                // The log tells of it under each of the two.
                added.pop();
            }
            assert_eq!(added, [], "{what} is in the log more than once");
            assert_eq!(entry.is_some(), kept, "{what}");
            if act.manner == Manner::Change {
                assert_ne!(
                    rows,
                    file.raw().dump(),
                    "{what} changed nothing: `spend` does not spend the permit"
                );
            }
            if let Some(entry) = entry {
                assert_eq!(
                    (entry.action.as_str(), entry.outcome.code()),
                    (act.action.code(), "done"),
                    "{what}"
                );
                assert_eq!(
                    (entry.reason.as_str(), entry.subject_kind.as_str()),
                    (because.code(), act.on),
                    "{what}"
                );
            }
        }
    }
    if act.name == "Repair" {
        spend("Repair", file, &operator(), on).unwrap();
    }
    match expected {
        Decision::Permit(_) => "yes",
        Decision::Refuse(why) => why.code(),
    }
}

/// A row of the table for each act, a column for each actor.
fn table(columns: &[&str], rows: &[(String, Vec<&str>)]) -> String {
    let mut text = format!("{:<16}", "");
    let cell = |text: &mut String, cell: &str| write!(text, "{cell:<16}").unwrap();
    columns.iter().for_each(|name| cell(&mut text, name));
    for (name, cells) in rows {
        text = text.trim_end().to_owned();
        write!(text, "\n{name:<16}").unwrap();
        cells.iter().for_each(|answer| cell(&mut text, answer));
    }
    text.trim_end().to_owned() + "\n"
}

#[test]
fn every_act_by_everybody_is_answered_as_the_matrix_says() {
    let (mut file, cast) = TestFile::with_cast();
    elevate(&file, &cast.desk.ctx());
    let on = Targets::of(&file, cast.ana.artist(), cast.lone.user);
    // A try that is old enough to be forgotten by `Tick`.
    file.front_door().knock(&visit(NOW.minus(Duration::from_secs(3 * 24 * 60 * 60))), "nobody").unwrap();
    let elevated = file.bytes();
    let mut rows = Vec::new();
    for act in all_acts() {
        let mut cells = Vec::new();
        for who in everybody(&cast) {
            let cell = try_one(&file, &act, &who, on);
            // A permitted change may change what the next one may do.
            if cell == "yes" && act.manner == Manner::Change {
                file = TestFile::of(&elevated);
            }
            cells.push(cell);
        }
        rows.push((act.name.to_owned(), cells));
    }
    let columns: Vec<&str> = everybody(&cast).iter().map(|who| who.name).collect();
    let found = table(&columns, &rows);
    assert!(
        found == include_str!("../golden/permits.txt"),
        "who may do what has changed; if that is meant, make this tests/golden/permits.txt:\n{found}"
    );
}

#[test]
fn before_the_first_admin_the_setup_actor_sets_up_and_nothing_else() {
    let mut permitted = Vec::new();
    for act in all_acts() {
        let file = TestFile::empty();
        let (artist, user) =
            (add_artist(&file, "Ana Ruiz"), add_user(&file, new_user("lone", Role::Artist, None)).unwrap());
        let on = Targets::of(&file, artist, user);
        let setup = Tries {
            name: "setup",
            ctx: system(SystemRole::Setup, NOW),
            actor: Actor::System(SystemRole::Setup),
            own: false,
        };
        if try_one(&file, &act, &setup, on) == "yes" {
            permitted.push(act.name);
        }
    }
    let expected = [
        "SetUp",
        "AddUser",
        "ManageUser",
        "InspectUser",
        "AddArtist",
        "RateArtist",
        "InspectRates",
        "OverrideCommission",
        "AddService",
        "ChangeService",
        "ReadSettings",
        "ChangeSettings",
        "SaveConsentText",
        "RotateCode",
    ];
    assert_eq!(permitted, expected);
}

/// Both doors answer that nobody is there, the job does not run, and nothing changes, not even the log.
fn nobody_is_there(file: &TestFile, ctx: &OpCtx, expected: NoActor) {
    let (rows, log) = (file.raw().dump(), file.log());
    let read = file.read::<(), Error, _>(ctx, |_tx| panic!("the job ran"));
    assert!(matches!(read, Err(Error::NoActor(why)) if why == expected), "{read:?} instead of {expected:?}");
    let write = file.write::<(), Error, _>(ctx, |_tx| panic!("the job ran"));
    assert!(
        matches!(write, Err(Error::NoActor(why)) if why == expected),
        "{write:?} instead of {expected:?}"
    );
    assert!(rows == file.raw().dump() && log == file.log());
}

#[test]
fn unknown_sessions_and_accounts_are_nobody() {
    let (file, _cast) = TestFile::with_cast();
    nobody_is_there(&file, &visit(NOW).by(Who::Session(SessionId::new(4_711))), NoActor::Unknown);
    nobody_is_there(&file, &visit(NOW).by(Who::User(UserId::new(4_711))), NoActor::Unknown);
}

#[test]
fn a_session_that_was_ended_is_nobody() {
    let (file, cast) = TestFile::with_cast();
    manage(&file, cast.ana.user, NOW, |tx, may| tx.end_sessions(may)).unwrap();
    nobody_is_there(&file, &cast.ana.ctx(), NoActor::Ended);
    // The account itself is well.
    file.read::<_, Error, _>(&visit(NOW).by(Who::User(cast.ana.user)), |tx| tx.me().map(|_me| ())).unwrap();
}

#[test]
fn an_account_that_is_switched_off_is_nobody() {
    let (file, cast) = TestFile::with_cast();
    let on = Targets::of(&file, cast.ana.artist(), cast.ana.user);
    spend("ToggleUser", &file, &operator(), on).unwrap();
    nobody_is_there(&file, &visit(NOW).by(Who::User(cast.ana.user)), NoActor::Inactive);
    nobody_is_there(&file, &cast.ana.ctx(), NoActor::Ended);
}

#[test]
fn a_session_that_was_idle_too_long_is_nobody() {
    let (file, cast) = TestFile::with_cast();
    let end = NOW.plus(IDLE);
    file.read::<_, Error, _>(&cast.ana.at(just_before(end)), |tx| tx.me().map(|_me| ())).unwrap();
    nobody_is_there(&file, &cast.ana.at(end), NoActor::Expired);
}

#[test]
fn a_session_past_its_end_is_nobody_however_much_it_is_used() {
    let (file, cast) = TestFile::with_cast();
    let end = NOW.plus(ABSOLUTE);
    let mut now = NOW;
    while now < end {
        file.front_door().renew(cast.ana.session, now, IDLE).unwrap();
        now = now.plus(Duration::from_secs(11 * 60 * 60));
    }
    file.read::<_, Error, _>(&cast.ana.at(just_before(end)), |tx| tx.me().map(|_me| ())).unwrap();
    nobody_is_there(&file, &cast.ana.at(end), NoActor::Expired);
}

#[test]
fn the_setup_actor_is_gone_once_the_studio_has_its_first_admin() {
    let (file, _cast) = TestFile::with_cast();
    nobody_is_there(&file, &system(SystemRole::Setup, NOW), NoActor::SetUp);
}

#[test]
fn a_profile_of_the_policy_holds_from_the_moment_it_is_switched_on() {
    let (file, cast) = TestFile::with_cast();
    let decide = || {
        let export = |tx: &Tx<'_, Read>| tx.decide(Action::ClientsExport, Ownership::Unowned).is_permit();
        file.read::<_, Error, _>(&cast.desk.ctx(), |tx| Ok(export(tx))).unwrap()
    };
    assert!(!decide());
    let switch = |name: &'static str| {
        let switched = file.write::<_, Error, _>(&cast.admin.ctx(), move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<actions::ChangeSettings>(&studio)?;
            tx.set_setting(&may, Setting::PolicyProfile, name, None)
        });
        switched.unwrap();
    };
    switch("client-page");
    assert!(decide());
    // A name that no profile has refuses everything instead of falling back to another matrix.
    file.raw().exec("UPDATE settings SET value = 'generous' WHERE key = 'policy.profile'");
    let result = file.read::<_, Error, _>(&cast.admin.ctx(), |tx| tx.me().map(|_me| ()));
    assert!(matches!(result, Err(Error::File(_))), "{result:?}");
    file.raw().exec("UPDATE settings SET value = 'standard' WHERE key = 'policy.profile'");
    assert!(!decide());
}

#[test]
fn a_second_session_of_the_desk_is_not_elevated_with_the_first() {
    let (file, cast) = TestFile::with_cast();
    elevate(&file, &cast.desk.ctx());
    let knock = file.front_door().knock(&visit(NOW), "desk").unwrap();
    let second = file.front_door().let_in(&visit(NOW), &knock, new_session()).unwrap();
    let try_in = |ctx: &OpCtx| {
        file.read::<_, Error, _>(ctx, |tx| {
            let studio = tx.studio();
            tx.authorize::<LookAtLocked>(&studio).map(|_may| ())
        })
    };
    assert!(try_in(&cast.desk.ctx()).is_ok());
    let refused = try_in(&visit(NOW).by(Who::Session(second)));
    assert!(matches!(refused, Err(Error::Refused { .. })), "{refused:?}");
    assert!(try_in(&cast.desk.at(minutes(6))).is_err(), "it ran out after five minutes");
}
