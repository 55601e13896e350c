//! Everybody who can ask for something, and everybody who is nobody, in one studio at one moment.

use studio_app::{
    BookingInput, ClientInput, CorrectionInput, ElevationCard, Folder, ItemInput, Link, NoActor, OpCtx,
    Saving, UserInput, Who,
};
use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, ClientId, ConsentId, NoteId, PersonName, Phone,
    PortfolioItemId, SessionId, UserId,
};
use studio_policy::SystemRole;
use studio_store::actions::{AddClient, ImportLegacy};
use studio_store::{ClientEdit, Error, MovedAppointment, NewClient, Store};
use studio_testkit::TestStudio;

use crate::kit::{HOUR, MINUTE, master_code, password};

/// Kinds of caller between which the matrix distinguishes, with artist Lola's rows in mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Admin,
    Desk,
    /// The desk with the master code entered.
    Elevated,
    /// The desk whose elevation has just run out.
    Expired,
    /// An artist on her own row.
    Owner,
    /// An artist on somebody else's row.
    Other,
    Operator,
    Housekeeping,
}

pub(crate) struct Caller {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) ctx: OpCtx,
    pub(crate) elevation: Option<ElevationCard>,
}

pub(crate) struct Cast {
    pub(crate) test: TestStudio,
    pub(crate) callers: Vec<Caller>,
    /// Names nobody who may act, and why.
    pub(crate) nobodies: Vec<(&'static str, OpCtx, NoActor)>,
    /// An account to which things are done.
    pub(crate) target: UserId,
    /// An artist profile to which things are done: Lola's.
    pub(crate) artist: ArtistId,
    /// A client to whom things are done: Lola's, with the number [`LEGACY`] on an old card.
    pub(crate) client: ClientId,
    /// What the agenda's planning is done to.
    pub(crate) planning: crate::planning::Planning,
    /// Records that nobody needs.
    spares: Vec<ClientId>,
    /// A piece of Lola's portfolio.
    pub(crate) item: PortfolioItemId,
    /// Pieces that nobody needs.
    spare_items: Vec<PortfolioItemId>,
    /// Pieces that were removed.
    removed_items: Vec<PortfolioItemId>,
    /// Appointments that are open, of that client with that artist.
    booked: Vec<AppointmentId>,
    /// That client's appointment with that artist.
    pub(crate) appointment: AppointmentId,
    /// A note about that client that nobody of the cast wrote.
    pub(crate) note: NoteId,
    /// What that client signed on the screen.
    pub(crate) consent: ConsentId,
}

/// A client's number in the application that the studio moved from.
pub(crate) const LEGACY: i64 = 4_711;

impl Cast {
    pub(crate) fn assemble() -> Self {
        let test = TestStudio::new();
        let studio = &test.studio;
        let operator = test.operator();
        let add = |name: &str| {
            let input = UserInput::default();
            studio.add_user(&operator, name, "assistant", Link::None, input, Some(&password())).unwrap().id
        };
        let (target, gone) = (add("target"), add("gone"));

        let idle = test.sign_in("target");
        let disabled = test.sign_in("gone");
        studio.toggle_user(&operator, gone, false, None).unwrap();
        test.clock.advance(12 * HOUR);

        let expired = test.desk();
        studio.elevate(&expired, &master_code()).answer.unwrap();
        test.clock.advance(5 * MINUTE);

        let signed_out = test.sign_in("target");
        studio.sign_out(&signed_out).unwrap();
        let elevated = test.desk();
        let elevation = studio.elevate(&elevated, &master_code()).answer.unwrap();
        let _of_the_target = test.sign_in("target");
        let artist = test.artist_of("lola");
        let client = client_of(&test, artist);
        let born = ClientInput { birth_date: Some("1994-02-03".to_owned()), ..ClientInput::default() };
        studio.edit_client(&operator, client, born, None, true).unwrap();
        let appointment = appointment_of(&test, client, artist);
        let note = studio.write_note(&test.operator(), client, "Came by the shop window").unwrap();
        for nth in 0..12 {
            let (field, value) = ("city".to_owned(), format!("Town {nth}"));
            let input = CorrectionInput { field, value, reason: "Moved".to_owned() };
            studio.send_correction(&test.operator(), client, input).unwrap();
        }
        let consent = crate::consents::signed(&test, &operator, client);

        let by = |who| test.visit().by(who);
        let system = |role| by(Who::System(role));
        let caller = |name, kind, ctx| Caller { name, kind, ctx, elevation: None };
        let callers = vec![
            caller("admin", Kind::Admin, test.admin()),
            caller("admin known to the embedding program", Kind::Admin, by(Who::User(test.user("marta")))),
            caller("desk", Kind::Desk, test.desk()),
            Caller { elevation: Some(elevation), ..caller("elevated desk", Kind::Elevated, elevated) },
            caller("desk after its elevation", Kind::Expired, test.now(&expired)),
            caller("artist on her own row", Kind::Owner, test.lola()),
            caller("artist on another's row", Kind::Other, test.bruno()),
            caller("operator", Kind::Operator, test.operator()),
            caller("housekeeping", Kind::Housekeeping, system(SystemRole::Housekeeping)),
        ];
        let nobodies = vec![
            ("no such session", by(Who::Session(SessionId::new(9_999))), NoActor::Unknown),
            ("no such account", by(Who::User(UserId::new(9_999))), NoActor::Unknown),
            ("signed out", test.now(&signed_out), NoActor::Ended),
            ("idle too long", test.now(&idle), NoActor::Expired),
            ("session of a disabled account", test.now(&disabled), NoActor::Ended),
            ("disabled account", by(Who::User(gone)), NoActor::Inactive),
            ("setup after the first start", system(SystemRole::Setup), NoActor::SetUp),
        ];
        let planning = crate::planning::Planning::of(&test, client, artist);
        let spares = (0..SPARES).map(|_| spare_of(&test)).collect();
        let piece = |seed| {
            let file = studio_testkit::picture(20, 10, 1_000 + seed);
            test.studio.add_portfolio_item(&test.operator(), artist, file, &ItemInput::default()).unwrap().id
        };
        let item = piece(0);
        let spare_items: Vec<_> = (1..=SPARES).map(piece).collect();
        let removed_items: Vec<_> = (0..SPARES).map(|nth| piece(100 + nth)).collect();
        for gone in &removed_items {
            test.studio.remove_portfolio_item(&test.operator(), *gone).unwrap();
        }
        let booked = (0..BOOKED).map(|nth| booked_for(&test, client, artist, nth)).collect();
        Self {
            test,
            callers,
            nobodies,
            target,
            artist,
            client,
            appointment,
            note,
            consent,
            planning,
            spares,
            item,
            spare_items,
            removed_items,
            booked,
        }
    }

    /// The record for a call: calls one after the other have one each.
    pub(crate) fn spare(&self, nth: usize) -> ClientId {
        self.spares[nth % SPARES]
    }

    /// The piece for a call that removes it.
    pub(crate) fn spare_item(&self, nth: usize) -> PortfolioItemId {
        self.spare_items[nth % SPARES]
    }

    /// The piece for a call that brings it back.
    pub(crate) fn removed_item(&self, nth: usize) -> PortfolioItemId {
        self.removed_items[nth % SPARES]
    }

    /// An open appointment for a call: calls one after the other have one each.
    pub(crate) fn booked(&self, nth: usize) -> AppointmentId {
        self.booked[nth % BOOKED]
    }

    pub(crate) fn caller(&self, kind: Kind) -> &Caller {
        self.callers.iter().find(|caller| caller.kind == kind).unwrap()
    }
}

/// More than calls that follow each other use up.
const SPARES: usize = 16;

/// More than calls that follow each other use up.
const BOOKED: usize = 96;

/// An appointment on a day of its own.
fn booked_for(test: &TestStudio, client: ClientId, artist: ArtistId, nth: usize) -> AppointmentId {
    let day = u32::try_from(nth + 10).unwrap();
    let starts_at = test.visit().now.plus(day * 24 * HOUR);
    let input = BookingInput {
        client_id: Some(client.to_string()),
        artist_id: Some(artist.to_string()),
        starts_at: Some(starts_at.to_rfc3339()),
        minutes: Some("60".to_owned()),
        confirm_warnings: true,
        ..BookingInput::default()
    };
    test.studio.book_appointment(&test.operator(), input, None).unwrap()
}

fn spare_of(test: &TestStudio) -> ClientId {
    let input = ClientInput {
        name: Some("Nobody".to_owned()),
        phone: Some("600 111 333".to_owned()),
        ..ClientInput::default()
    };
    match test.studio.add_client(&test.operator(), input, true).unwrap() {
        Saving::Saved(id) => id,
        Saving::Likely(likely) => panic!("{likely:?}"),
    }
}

/// A client who prefers this artist, as moving in leaves one: no use case gives a client an old number.
fn client_of(test: &TestStudio, artist: ArtistId) -> ClientId {
    let store = Store::open(&Folder::at(test.path()).database()).unwrap();
    let new = NewClient {
        name: PersonName::parse("Carla Sol").unwrap(),
        phone: Some(Phone::parse("600 111 222").unwrap()),
        more: ClientEdit { preferred_artist: Some(Some(artist)), ..ClientEdit::default() },
        legacy_id: Some(LEGACY),
        created_at: None,
    };
    store
        .write::<_, Error, _>(&test.operator(), move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<AddClient>(&studio)?;
            tx.add_client(&may, &new)
        })
        .unwrap()
}

/// An appointment that is over.
fn appointment_of(test: &TestStudio, client: ClientId, artist: ArtistId) -> AppointmentId {
    let store = Store::open(&Folder::at(test.path()).database()).unwrap();
    let (starts_at, ends_at) = (test.visit().now.minus(2 * HOUR), test.visit().now.minus(HOUR));
    let moved = MovedAppointment {
        client,
        artist,
        starts_at,
        ends_at,
        status: AppointmentStatus::Completed,
        service: "Sleeve".to_owned(),
        price: None,
        commission_override: None,
        legacy_id: None,
        imported: true,
    };
    store
        .write::<_, Error, _>(&test.operator(), move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<ImportLegacy>(&studio)?;
            let id = tx.move_appointment(&may, &moved)?;
            tx.finish_moving_in(&may, &[client])?;
            Ok(id)
        })
        .unwrap()
}
