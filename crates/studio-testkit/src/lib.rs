#![doc = include_str!("../README.md")]
#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests fail the test")]

mod booking;

mod picture;

pub use picture::picture;

use std::fs::{self, Permissions};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use studio_app::{
    Clock, FirstStart, Folder, Link, OpCtx, Origin, Secret, Studio, Upgrade, UserInput, Verdict, Visit, Who,
};
use studio_domain::{ArtistId, Timestamp, UserId};
use tempfile::TempDir;

pub use booking::book;

/// A Monday morning: 2026-09-21, 08:13 in the studio's zone.
pub const START: Timestamp = Timestamp::from_millis(1_790_000_000_000);
/// The password of everybody in the test studio.
pub const PASSWORD: &str = "la tinta entra despacio";
/// The master code of the test studio.
pub const CODE: &str = "tres-agujas";

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// A clock at this moment.
    #[must_use]
    pub fn at(now: Timestamp) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(now.millis())))
    }

    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).expect("a test waits less than an age");
        self.0.fetch_add(by, Ordering::SeqCst);
    }

    /// Sets the clock, also back.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.millis(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// A studio in a folder of its own, which goes when it is dropped.
#[derive(Debug)]
pub struct TestStudio {
    /// The studio.
    pub studio: Studio,
    /// Its clock.
    pub clock: Arc<TestClock>,
    folder: TempDir,
}

impl Default for TestStudio {
    fn default() -> Self {
        Self::new()
    }
}

impl TestStudio {
    /// A studio with its people, at [`START`].
    #[must_use]
    pub fn new() -> Self {
        // Kept in memory: a folder would outlive the process, as statics are never dropped.
        static TEMPLATE: OnceLock<Vec<Part>> = OnceLock::new();
        let folder = TempDir::new().expect("a temporary folder");
        for part in TEMPLATE.get_or_init(template) {
            part.put(folder.path());
        }
        let clock = TestClock::at(START);
        let studio =
            Studio::open(Folder::at(folder.path()), clock.clone(), Upgrade::Check).expect("the copy opens");
        Self { studio, clock, folder }
    }

    /// The data folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A visit now.
    #[must_use]
    pub fn visit(&self) -> Visit {
        self.studio.visit(Origin::CLI).expect("random numbers")
    }

    /// The operator, now.
    #[must_use]
    pub fn operator(&self) -> OpCtx {
        self.studio.operator().expect("random numbers")
    }

    /// The admin, signed in now.
    #[must_use]
    pub fn admin(&self) -> OpCtx {
        self.sign_in("marta")
    }

    /// The front desk, signed in now.
    #[must_use]
    pub fn desk(&self) -> OpCtx {
        self.sign_in("recepcion")
    }

    /// An artist, signed in now.
    #[must_use]
    pub fn lola(&self) -> OpCtx {
        self.sign_in("lola")
    }

    /// Another artist, signed in now.
    #[must_use]
    pub fn bruno(&self) -> OpCtx {
        self.sign_in("bruno")
    }

    /// Signs somebody in now.
    ///
    /// # Panics
    /// If that fails.
    #[must_use]
    pub fn sign_in(&self, name: &str) -> OpCtx {
        let visit = self.visit();
        let signed_in =
            self.studio.sign_in(&visit, name, &Secret::from(PASSWORD), "test").answer.expect("signs in");
        visit.by(Who::Session(signed_in.session))
    }

    /// The same person a moment later: the session of `ctx` at the clock's time.
    #[must_use]
    pub fn now(&self, ctx: &OpCtx) -> OpCtx {
        self.visit().by(ctx.who)
    }

    /// Id of an account.
    ///
    /// # Panics
    /// If there is none of this name.
    #[must_use]
    pub fn user(&self, name: &str) -> UserId {
        self.studio.user_named(&self.operator(), name).expect("the account")
    }

    /// Id of the artist profile of an account.
    ///
    /// # Panics
    /// If the account has none.
    #[must_use]
    pub fn artist_of(&self, name: &str) -> ArtistId {
        let sheet = self.studio.user(&self.operator(), self.user(name)).expect("the account");
        sheet.card.artist.expect("a linked profile").0
    }
}

impl Drop for TestStudio {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let findings = self.studio.doctor(&self.operator(), true).expect("doctor answers");
        let bad: Vec<_> = findings.into_iter().filter(|finding| finding.verdict == Verdict::Bad).collect();
        assert!(bad.is_empty(), "after this test the studio is not whole: {bad:?}");
    }
}

/// A file of the template, or a folder (without bytes), and who may read it.
#[derive(Debug)]
struct Part {
    path: PathBuf,
    permissions: Permissions,
    bytes: Option<Vec<u8>>,
}

impl Part {
    fn put(&self, folder: &Path) {
        let target = folder.join(&self.path);
        match &self.bytes {
            Some(bytes) => fs::write(&target, bytes).expect("a file of the copy"),
            None => fs::create_dir_all(&target).expect("a folder of the copy"),
        }
        fs::set_permissions(&target, self.permissions.clone()).expect("its permissions");
    }
}

fn template() -> Vec<Part> {
    let folder = TempDir::new().expect("a temporary folder");
    let studio = Studio::create(Folder::at(folder.path()), TestClock::at(START)).expect("a new studio");
    let first = FirstStart {
        name: "Tinta y Punto".to_owned(),
        time_zone: "America/Mexico_City".to_owned(),
        country: String::new(),
        currency: "MXN".to_owned(),
        language: "en".to_owned(),
        admin: "marta".to_owned(),
        password: Secret::from(PASSWORD),
        code: Some(Secret::from(CODE)),
    };
    studio.set_up(&studio.visit(Origin::CLI).expect("random numbers"), &first).expect("is set up");
    let operator = studio.operator().expect("random numbers");
    for (name, role, link) in [
        ("recepcion", "assistant", Link::None),
        ("lola", "artist", Link::New("Lola Vega".to_owned())),
        ("bruno", "artist", Link::New("Bruno Ink".to_owned())),
    ] {
        studio
            .add_user(&operator, name, role, link, UserInput::default(), Some(&Secret::from(PASSWORD)))
            .expect("an account");
    }
    drop(studio);
    let mut parts = Vec::new();
    collect(folder.path(), Path::new(""), &mut parts);
    parts
}

/// Reads a folder and all in it, each folder before what is in it.
///
/// A reader of the closed studio may still be closing, and then moves the write-ahead log into the data file: the log is read first, so that
/// what is missing in the one is in the other.
fn collect(root: &Path, folder: &Path, parts: &mut Vec<Part>) {
    let facts = fs::metadata(root.join(folder)).expect("the template is there");
    parts.push(Part { path: folder.to_owned(), permissions: facts.permissions(), bytes: None });
    let entries = fs::read_dir(root.join(folder)).expect("the template can be read");
    let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name()).collect();
    names.sort_by(|one, other| other.cmp(one));
    for path in names.into_iter().map(|name| folder.join(name)) {
        let source = root.join(&path);
        if source.is_dir() {
            collect(root, &path, parts);
            continue;
        }
        match fs::read(&source) {
            Ok(bytes) => {
                let permissions = fs::metadata(&source).map(|facts| facts.permissions());
                let permissions = permissions.unwrap_or_else(|_gone| facts.permissions());
                parts.push(Part { path, permissions, bytes: Some(bytes) });
            }
            Err(gone) if gone.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => panic!("reading {}: {error}", path.display()),
        }
    }
}
