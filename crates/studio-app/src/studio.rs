//! A studio that is open: its folder, its data, its clock.

use std::sync::Arc;

use studio_auth::random_id;
use studio_domain::{Timestamp, Values};
use studio_media::{FolderPlace, Media};
use studio_policy::SystemRole;
use studio_store::actions::Tick;
use studio_store::{
    Constraint, FileProblem, Guarded, Migrated, OpCtx, Origin, Read, Scope, Store, StudioFace, Tx, Visit,
    Who, copy_aside, schema_of,
};

use crate::clock::Clock;
use crate::error::{Error, Result, Rule};
use crate::folder::{Folder, ServerLock};
use crate::hashing::Gate;

/// What to do with data of an older version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upgrade {
    /// Copy it aside, then bring it to this version.
    Auto,
    /// Refuse, and say so.
    Check,
}

/// An open studio. Cheap to clone; all clones share the data.
///
/// Every use case takes an [`OpCtx`]: who asks, when, from where. It opens one transaction in which the actor is read from the data, the
/// policy is asked, the rule is applied, and the audit log is written.
#[derive(Clone)]
pub struct Studio {
    pub(crate) folder: Folder,
    pub(crate) store: Arc<Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) hashing: Arc<Gate>,
    pub(crate) media: Arc<Media>,
}

impl std::fmt::Debug for Studio {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Studio").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Studio {
    /// Makes a new, empty studio in a folder. It still needs [`Studio::set_up`].
    ///
    /// # Errors
    /// [`Error::Conflict`] if there is a studio already; [`Rule::ForeignFolder`] if something else is in the folder, [`Rule::NotAFolder`] if
    /// it is none, which are left as they are; [`FileProblem::Access`] if the folder can't be written.
    pub fn create(folder: Folder, clock: Arc<dyn Clock>) -> Result<Self> {
        if folder.database().exists() {
            return Err(Error::Conflict(Constraint::AlreadySetUp));
        }
        folder.expect_free()?;
        Self::create_in(folder, clock)
    }

    /// Makes a studio in a folder of which somebody else has said that it may be used.
    pub(crate) fn create_in(folder: Folder, clock: Arc<dyn Clock>) -> Result<Self> {
        folder.make()?;
        folder.make_key()?;
        let store = Store::create(&folder.database())?;
        Ok(Self::with(folder, store, clock))
    }

    /// Opens the studio in a folder.
    ///
    /// # Errors
    /// [`Error::File`] if there is none, or it is damaged, newer, or older and `upgrade` is [`Upgrade::Check`]; [`Rule::NotAFolder`];
    /// [`Rule::ReadOnly`] if it can't be written.
    pub fn open(folder: Folder, clock: Arc<dyn Clock>, upgrade: Upgrade) -> Result<Self> {
        folder.expect_studio()?;
        if upgrade == Upgrade::Auto {
            Self::upgrade(&folder, &*clock)?;
        }
        let store = Store::open(&folder.database()).map_err(|error| match error {
            // On a medium that can't be written the bits may say otherwise.
            studio_store::Error::Unavailable(why) if why.contains("readonly") => Error::Rule(Rule::ReadOnly),
            other => other.into(),
        })?;
        let studio = Self::with(folder, store, clock);
        // Time has passed since somebody looked last. What can't be done now, on a full or damaged disk, is not worth refusing to open for:
        // the next tick or `doctor` meets it again.
        drop(studio.tick());
        Ok(studio)
    }

    /// Opens the studio in a folder for the one server that may run on it. Where there is nothing, an empty studio is made, which still needs
    /// [`Studio::set_up`].
    ///
    /// # Errors
    /// As [`Studio::open`] and [`Studio::create`]; [`Rule::FolderInUse`] if another server runs on it; [`Rule::KeyMissing`],
    /// [`Rule::KeyDamaged`] or [`Rule::KeyWrong`] if the keys are not those that sealed the health answers.
    pub fn open_for_server(
        folder: Folder,
        clock: Arc<dyn Clock>,
        upgrade: Upgrade,
    ) -> Result<(Self, ServerLock)> {
        if !folder.database().exists() {
            folder.expect_free()?;
        }
        std::fs::create_dir_all(folder.root()).map_err(|error| Error::io(folder.root(), &error))?;
        let lock = folder.lock_for_server()?;
        if !folder.database().exists() {
            match Self::create(folder.clone(), clock.clone()) {
                Ok(studio) => return Ok((studio, lock)),
                // The command line was faster.
                Err(Error::Conflict(Constraint::AlreadySetUp)) => {}
                Err(error) => return Err(error),
            }
        }
        let studio = Self::open(folder, clock, upgrade)?;
        // A server would seal with these keys what nobody could open with the right ones, and the other way round.
        studio.expect_keys(&studio.operator()?)?;
        Ok((studio, lock))
    }

    fn with(folder: Folder, store: Store, clock: Arc<dyn Clock>) -> Self {
        let media = Arc::new(Media::new(FolderPlace::at(folder.media(), folder.tmp())));
        Self { folder, store: Arc::new(store), clock, hashing: Arc::new(Gate::of(2)), media }
    }

    /// Brings the data to this version, after keeping a copy of it in `backups/`.
    ///
    /// # Errors
    /// [`Error::File`] as [`Studio::open`]; nothing is changed then.
    pub fn upgrade(folder: &Folder, clock: &dyn Clock) -> Result<Migrated> {
        let database = folder.database();
        let from = schema_of(&database)?;
        let newest = studio_store::newest_schema()?;
        if from > newest {
            return Err(Error::File(FileProblem::Newer { file: from, program: newest }));
        }
        if from < newest {
            folder.make()?;
            let stamp = clock.now().to_utc().format("%Y%m%d-%H%M%S%3f");
            copy_aside(&database, &folder.backups().join(format!("before-schema-{newest}-{stamp}.db")))?;
        }
        Ok(Store::migrate(&database)?)
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// This moment, by the studio's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Changes whenever anything does that anybody could see; for telling whether an answer is still the same.
    ///
    /// # Errors
    /// [`Error::NoActor`].
    pub fn revision(&self, ctx: &OpCtx) -> Result<String> {
        self.store.read(ctx, |tx| Ok(tx.revision()?))
    }

    /// A visit that begins now.
    ///
    /// # Errors
    /// [`Error::Internal`] if the system gives no random number.
    pub fn visit(&self, origin: Origin) -> Result<Visit> {
        Ok(Visit { now: self.clock.now(), origin, request_id: random_id()? })
    }

    /// The operator on the machine itself.
    ///
    /// # Errors
    /// As [`Studio::visit`].
    pub fn operator(&self) -> Result<OpCtx> {
        Ok(self.visit(Origin::CLI)?.by(Who::System(SystemRole::Operator)))
    }

    /// What everybody may know of the studio before signing in.
    ///
    /// # Errors
    /// If the data can't be read.
    pub fn face(&self) -> Result<StudioFace> {
        Ok(self.store.front_door().face()?)
    }

    /// What has to happen as time passes; to be called once a minute and when a studio is opened for use. Answers how many rows it touched.
    ///
    /// # Errors
    /// If the data can't be written.
    pub fn tick(&self) -> Result<usize> {
        self.sweep_imports();
        let housekeeping = self.visit(Origin::SYSTEM)?.by(Who::System(SystemRole::Housekeeping));
        self.store.write(&housekeeping, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<Tick>(&studio)?;
            Ok(tx.tick(&may)?)
        })
    }

    /// The house's rules, for somebody who acts here.
    ///
    /// # Errors
    /// [`Error::NoActor`].
    pub fn house(&self, ctx: &OpCtx) -> Result<Values> {
        self.store.read(ctx, |tx| Ok(tx.house()?))
    }
}

/// Refuses what the policy refuses, before a secret is judged or hashed for it: whoever may not act learns nothing of the rules and takes
/// no time. A permit leaves no entry in the log, as nothing is done yet; the act asks again in its own transaction.
pub(crate) fn expect_permit<'tx, A: Guarded>(
    tx: &mut Tx<'tx, Read>,
    scope: &Scope<'tx, A::On>,
) -> Result<()> {
    if !tx.may::<A>(scope).is_permit() {
        tx.authorize::<A>(scope)?;
    }
    Ok(())
}

/// A number for a request, for an edge that has to give it before it knows who asks. Empty only if the system has no randomness.
#[must_use]
pub fn new_request_id() -> String {
    random_id().unwrap_or_default()
}
