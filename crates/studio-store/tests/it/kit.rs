//! What the tests stand on: a file of their own, a cast of actors, a fixed moment, seeded chance.

use std::fs;
use std::net::IpAddr;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use studio_domain::{
    AppointmentId, AppointmentStatus, ArtistId, ArtistName, Cents, ClientId, Colour, ContentHash, MediaKind,
    NoteId, NoteText, PersonName, Phone, SessionId, Timestamp, UserId, UserName,
};
use studio_policy::{Role, SystemRole};
use studio_store::actions::{
    AddArtist, AddClient, AddUser, ImportLegacy, ManageUser, ReadAudit, RotateCode, SetUp, WriteNote,
};
use studio_store::{
    ArtistEdit, AuditEntry, AuditFilter, ClientEdit, Error, ItemEdit, MediaFile, MovedAppointment, NewArtist,
    NewClient, NewItem, NewPhoto, NewPictures, NewSession, NewUser, OpCtx, Origin, OriginKind, Store,
    UserEdit, Verdict, Visit, Who, copy_aside,
};
use tempfile::TempDir;

use crate::raw::Raw;

/// The moment at which every test begins.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);
/// What the cast's master code hashes to; the store never looks inside.
pub(crate) const CODE_HASH: &str = "hash of the master code";
/// How long the cast's sessions may be idle.
pub(crate) const IDLE: Duration = Duration::from_secs(12 * 60 * 60);
/// How long the cast's sessions last.
pub(crate) const ABSOLUTE: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// How long the cast's elevations last.
pub(crate) const ELEVATION: Duration = Duration::from_secs(5 * 60);
/// Where the cast signs in from.
pub(crate) const ADDRESS: &str = "192.0.2.7";

/// So many minutes after [`NOW`].
pub(crate) fn minutes(after: u64) -> Timestamp {
    NOW.plus(Duration::from_secs(after * 60))
}

/// One millisecond before.
pub(crate) fn just_before(moment: Timestamp) -> Timestamp {
    moment.minus(Duration::from_millis(1))
}

/// A visit through the browser from [`ADDRESS`].
pub(crate) fn visit(now: Timestamp) -> Visit {
    visit_from(now, ADDRESS)
}

pub(crate) fn visit_from(now: Timestamp, address: &str) -> Visit {
    let address: IpAddr = address.parse().unwrap();
    Visit {
        now,
        origin: Origin { kind: OriginKind::Web, address: Some(address) },
        request_id: "r1".to_owned(),
    }
}

pub(crate) fn system(role: SystemRole, now: Timestamp) -> OpCtx {
    Visit { now, origin: Origin::SYSTEM, request_id: "r0".to_owned() }.by(Who::System(role))
}

pub(crate) fn operator() -> OpCtx {
    system(SystemRole::Operator, NOW)
}

/// A photo whose files are told apart by `seed`.
pub(crate) fn new_photo(seed: u8) -> NewPhoto {
    let file = |hash: [u8; 32], side: u32| MediaFile {
        hash: ContentHash::new(hash),
        kind: MediaKind::Jpeg,
        bytes: u64::from(side) * 10,
        size: Some((side, side)),
    };
    NewPhoto { large: file([seed; 32], 512), small: file([seed | 0x80; 32], 96) }
}

/// A piece whose files are told apart by `seed`.
pub(crate) fn new_item(seed: u8) -> NewItem {
    let file = |mark: u8, side: u32| MediaFile {
        hash: ContentHash::new([seed | mark; 32]),
        kind: MediaKind::Jpeg,
        bytes: u64::from(side) * 10,
        size: Some((side, side / 2)),
    };
    let pictures =
        NewPictures { small: file(0x20, 320), large: file(0x40, 1_280), original: file(0x60, 4_000) };
    NewItem { pictures, about: ItemEdit::default() }
}

/// Somebody of the cast.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) user: UserId,
    pub(crate) artist: Option<ArtistId>,
    /// A session opened at [`NOW`].
    pub(crate) session: SessionId,
}

impl Person {
    /// In the session, at [`NOW`].
    pub(crate) fn ctx(&self) -> OpCtx {
        self.at(NOW)
    }

    /// In the session, at another moment.
    pub(crate) fn at(&self, now: Timestamp) -> OpCtx {
        visit(now).by(Who::Session(self.session))
    }

    /// The profile; only artists with one are asked.
    pub(crate) fn artist(&self) -> ArtistId {
        self.artist.unwrap()
    }
}

/// Everybody who works in the test studio.
#[derive(Debug, Clone)]
pub(crate) struct Cast {
    pub(crate) admin: Person,
    /// The assistant at the front desk.
    pub(crate) desk: Person,
    /// An artist.
    pub(crate) ana: Person,
    /// Another artist.
    pub(crate) ben: Person,
    /// Of the role artist, without a profile.
    pub(crate) lone: Person,
}

/// A file of the test's own, with the store open on it.
pub(crate) struct TestFile {
    store: Option<Store>,
    folder: TempDir,
    checked: bool,
}

impl TestFile {
    /// Migrated, and nobody in it.
    pub(crate) fn empty() -> Self {
        static EMPTY: OnceLock<Vec<u8>> = OnceLock::new();
        Self::of(EMPTY.get_or_init(|| template(|_store| ()).0))
    }

    /// Set up, with the cast at work.
    pub(crate) fn with_cast() -> (Self, Cast) {
        static STUDIO: OnceLock<(Vec<u8>, Cast)> = OnceLock::new();
        let (bytes, cast) = STUDIO.get_or_init(|| template(make_cast));
        (Self::of(bytes), cast.clone())
    }

    /// A copy of these bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("studio.db");
        fs::write(&path, bytes).unwrap();
        Self { store: Some(Store::open(&path).unwrap()), folder, checked: true }
    }

    /// The whole content as one file, which [`TestFile::of`] takes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        bytes_of(&self.path())
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("studio.db")
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn raw(&self) -> Raw {
        Raw::open(&self.path())
    }

    /// Closes the store, for tests of the file itself; no checks follow.
    pub(crate) fn close(mut self) -> TempDir {
        self.checked = false;
        drop(self.store.take());
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }

    /// For tests that break the file on purpose.
    pub(crate) fn broken_on_purpose(&mut self) {
        self.checked = false;
    }

    /// Checks of the whole file that did not end well.
    pub(crate) fn bad_findings(&self) -> Vec<String> {
        let findings = self.check(&operator(), true).unwrap();
        assert!(findings.len() > 10, "only {findings:?}");
        let bad = findings.into_iter().filter(|finding| finding.verdict == Verdict::Bad);
        bad.map(|finding| format!("{}: {}", finding.check, finding.found)).collect()
    }

    /// The whole log, oldest first.
    pub(crate) fn log(&self) -> Vec<AuditEntry> {
        let mut log: Vec<AuditEntry> = Vec::new();
        loop {
            let filter = AuditFilter {
                before: log.last().map(|entry: &AuditEntry| entry.seq),
                ..AuditFilter::default()
            };
            let page = entries(self, &filter);
            let more = page.1;
            log.extend(page.0);
            if !more {
                log.reverse();
                return log;
            }
        }
    }

    /// What `act` adds to the log, one line an entry: actor, act, subject, outcome, reason.
    pub(crate) fn logged(&self, act: impl FnOnce()) -> Vec<String> {
        let before = self.log().len();
        act();
        self.log().split_off(before).iter().map(line).collect()
    }
}

/// One page of the log and whether more follow.
pub(crate) fn entries(store: &Store, filter: &AuditFilter) -> (Vec<AuditEntry>, bool) {
    let page = store.read::<_, Error, _>(&operator(), |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<ReadAudit>(&studio)?;
        tx.audit_entries(&may, filter)
    });
    let page = page.unwrap();
    (page.items, page.more)
}

fn line(entry: &AuditEntry) -> String {
    let subject = entry.subject_id.map_or_else(String::new, |id| format!(" {id}"));
    format!(
        "{} {} {}{subject} {} {}",
        entry.actor,
        entry.action,
        entry.subject_kind,
        entry.outcome.code(),
        entry.reason
    )
}

impl Deref for TestFile {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store.as_ref().unwrap()
    }
}

impl Drop for TestFile {
    fn drop(&mut self) {
        if self.checked && !std::thread::panicking() {
            assert_eq!(
                self.bad_findings(),
                Vec::<String>::new(),
                "the file is not whole at the end of the test"
            );
        }
    }
}

fn bytes_of(path: &Path) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    copy_aside(path, &copy).unwrap();
    fs::read(copy).unwrap()
}

fn template<T>(fill: impl FnOnce(&Store) -> T) -> (Vec<u8>, T) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("studio.db");
    let store = Store::create(&path).unwrap();
    let filled = fill(&store);
    (bytes_of(&path), filled)
}

fn make_cast(store: &Store) -> Cast {
    let admin = new_user("admin", Role::Admin, None);
    store
        .write::<_, Error, _>(&system(SystemRole::Setup, NOW), move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<SetUp>(&studio)?;
            tx.first_admin(&may, &admin)
        })
        .unwrap();
    store
        .write::<_, Error, _>(&operator(), |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<RotateCode>(&studio)?;
            tx.rotate_code(&may, Some(CODE_HASH))
        })
        .unwrap();
    let ana = add_artist(store, "Ana Ruiz");
    let ben = add_artist(store, "Ben Okri");
    add_user(store, new_user("desk", Role::Assistant, None)).unwrap();
    add_user(store, new_user("ana", Role::Artist, Some(ana))).unwrap();
    add_user(store, new_user("ben", Role::Artist, Some(ben))).unwrap();
    add_user(store, new_user("lone", Role::Artist, None)).unwrap();
    let person = |name: &str, artist| {
        let session = sign_in(store, &visit(NOW), name);
        Person { user: user_named(store, name), artist, session }
    };
    Cast {
        admin: person("admin", None),
        desk: person("desk", None),
        ana: person("ana", Some(ana)),
        ben: person("ben", Some(ben)),
        lone: person("lone", None),
    }
}

/// What a person's password hashes to; the store never looks inside.
pub(crate) fn password_of(name: &str) -> String {
    format!("hash of the password of {name}")
}

pub(crate) fn new_user(name: &str, role: Role, artist: Option<ArtistId>) -> NewUser {
    NewUser {
        user_name: UserName::parse(name).unwrap(),
        role,
        artist,
        person: UserEdit::default(),
        password_hash: Some(password_of(name)),
    }
}

pub(crate) fn add_user(store: &Store, new: NewUser) -> Result<UserId, Error> {
    store.write(&operator(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<AddUser>(&studio)?;
        tx.add_user(&may, &new)
    })
}

pub(crate) fn new_artist(name: &str) -> NewArtist {
    NewArtist {
        name: ArtistName::parse(name).unwrap(),
        colour: Colour::parse("#b0413e").unwrap(),
        more: ArtistEdit::default(),
    }
}

pub(crate) fn add_artist(store: &Store, name: &str) -> ArtistId {
    let new = new_artist(name);
    let added = store.write::<_, Error, _>(&operator(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<AddArtist>(&studio)?;
        tx.add_artist(&may, &new)
    });
    added.unwrap()
}

pub(crate) fn new_client(name: &str, preferred: Option<ArtistId>) -> NewClient {
    NewClient {
        name: PersonName::parse(name).unwrap(),
        phone: Some(Phone::parse("+34 600 000 001").unwrap()),
        more: ClientEdit { preferred_artist: preferred.map(Some), ..ClientEdit::default() },
        legacy_id: None,
        created_at: None,
    }
}

pub(crate) fn add_client(store: &Store, name: &str, preferred: Option<ArtistId>) -> ClientId {
    let new = new_client(name, preferred);
    let added = store.write::<_, Error, _>(&operator(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<AddClient>(&studio)?;
        tx.add_client(&may, &new)
    });
    added.unwrap()
}

/// An appointment of the client, in two hours.
pub(crate) fn meet(
    store: &Store,
    client: ClientId,
    artist: ArtistId,
    status: AppointmentStatus,
) -> AppointmentId {
    let moved = MovedAppointment {
        client,
        artist,
        starts_at: minutes(120),
        ends_at: minutes(210),
        status,
        service: "Sleeve".to_owned(),
        price: Some(Cents::new(45_000)),
        commission_override: None,
        legacy_id: None,
        imported: true,
    };
    let booked = store.write::<_, Error, _>(&operator(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<ImportLegacy>(&studio)?;
        let id = tx.move_appointment(&may, &moved)?;
        tx.finish_moving_in(&may, &[client])?;
        Ok(id)
    });
    booked.unwrap()
}

/// A note about the client.
pub(crate) fn note(store: &Store, ctx: &OpCtx, client: ClientId, text: &str) -> NoteId {
    let text = NoteText::parse(text).unwrap();
    let written = store.write::<_, Error, _>(ctx, move |tx| {
        let scope = tx.client(client)?;
        let may = tx.authorize::<WriteNote>(&scope)?;
        tx.write_note(&may, &text)
    });
    written.unwrap()
}

pub(crate) fn user_named(store: &Store, key: &str) -> UserId {
    store.read::<_, Error, _>(&operator(), |tx| Ok(tx.user_by_key(key)?.id())).unwrap()
}

/// Does something with the permit to manage an account, as the operator.
pub(crate) fn manage<R: Send + 'static>(
    store: &Store,
    user: UserId,
    now: Timestamp,
    act: impl for<'tx> FnOnce(
        &mut studio_store::Tx<'tx, studio_store::Write>,
        &studio_store::Permit<'tx, ManageUser>,
    ) -> Result<R, Error>
    + Send
    + 'static,
) -> Result<R, Error> {
    store.write(&system(SystemRole::Operator, now), move |tx| {
        let scope = tx.user(user)?;
        let may = tx.authorize::<ManageUser>(&scope)?;
        act(tx, &may)
    })
}

/// A token's hash that no other call returns.
pub(crate) fn token() -> [u8; 32] {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut token = [0; 32];
    token[..8].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_le_bytes());
    token
}

pub(crate) fn new_session() -> NewSession {
    NewSession {
        token_hash: token(),
        idle: IDLE,
        absolute: ABSOLUTE,
        agent: "a browser".to_owned(),
        rehash: None,
    }
}

/// Signs in with the right password.
pub(crate) fn sign_in(store: &Store, visit: &Visit, name: &str) -> SessionId {
    let knock = store.front_door().knock(visit, name).unwrap();
    store.front_door().let_in(visit, &knock, new_session()).unwrap()
}

/// Enters the right master code in the session.
pub(crate) fn elevate(store: &Store, ctx: &OpCtx) -> studio_store::ElevationCard {
    let tried = store.write::<_, Error, _>(ctx, |tx| {
        let me = tx.me()?;
        tx.try_code(&me)
    });
    let tried = tried.unwrap();
    let granted = store.write::<_, Error, _>(ctx, move |tx| {
        let me = tx.me()?;
        tx.grant_elevation(&me, &tried, ELEVATION)
    });
    granted.unwrap()
}

/// Seeded chance (splitmix64): the same seed, the same test.
#[derive(Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `from` up to and including `to`.
    pub(crate) fn within(&mut self, from: i64, to: i64) -> i64 {
        let width = u64::try_from(to - from + 1).unwrap();
        from + i64::try_from(self.next() % width).unwrap()
    }

    pub(crate) fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let last = i64::try_from(all.len()).unwrap() - 1;
        &all[usize::try_from(self.within(0, last)).unwrap()]
    }
}
