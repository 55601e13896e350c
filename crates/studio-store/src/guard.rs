//! Permits: the only way to a row.
//!
//! A store method that touches rows takes a [`Permit`] (or [`ListPermit`], or [`Oneself`]) and takes the target row *from* it. Only
//! [`Tx::authorize`](crate::Tx::authorize) and its siblings make one, after asking the policy engine about the row as
//! it stands in the same transaction. So forgetting the check, checking another action, another row or another moment does not compile.
//!
//! A method of another action does not take the permit:
//! ```compile_fail,E0308
//! # use studio_store::{actions::{ViewArtist, EditArtist}, ArtistEdit, Error, OpCtx, Store};
//! # use studio_domain::{ArtistId, Version};
//! # fn f(store: &Store, ctx: &OpCtx, edit: ArtistEdit) -> Result<Version, Error> {
//! store.write(ctx, move |tx| {
//!     let artist = tx.artist(ArtistId::new(7))?;
//!     let may = tx.authorize::<ViewArtist>(&artist)?;
//!     tx.edit_artist(&may, Version::FIRST, &edit) // wants a permit of `EditArtist`
//! })
//! # }
//! ```
//! A permit can't be made by hand:
//! ```compile_fail,E0451
//! # use studio_store::{actions::EditArtist, Permit};
//! # use studio_domain::ArtistId;
//! let forged: Permit<'_, EditArtist> = Permit { id: ArtistId::new(7), entry: 0, brand: std::marker::PhantomData };
//! ```
//! nor be carried out of its transaction (there is no error code for it: `lifetime may not live long enough`):
//! ```compile_fail
//! # use studio_store::{actions::ViewArtist, Error, OpCtx, Store};
//! # use studio_domain::ArtistId;
//! # fn f(store: &Store, ctx: &OpCtx) -> Result<(), Error> {
//! let kept = store.read(ctx, |tx| {
//!     let artist = tx.artist(ArtistId::new(7))?;
//!     tx.authorize::<ViewArtist>(&artist) // the permit's lifetime is that of this closure
//! })?;
//! # Ok(()) }
//! ```
//! nor be smuggled out through a variable:
//! ```compile_fail,E0521
//! # use studio_store::{actions::ViewArtist, Error, OpCtx, Permit, Store};
//! # use studio_domain::ArtistId;
//! # fn f(store: &Store, ctx: &OpCtx) -> Result<(), Error> {
//! let mut kept = None;
//! store.read::<(), Error, _>(ctx, |tx| {
//!     let artist = tx.artist(ArtistId::new(7))?;
//!     kept = Some(tx.authorize::<ViewArtist>(&artist)?);
//!     Ok(())
//! })?;
//! # Ok(()) }
//! ```
//! A permit about one kind of row is not asked with another kind:
//! ```compile_fail,E0308
//! # use studio_store::{actions::EditArtist, Error, OpCtx, Store};
//! # use studio_domain::UserId;
//! # fn f(store: &Store, ctx: &OpCtx) -> Result<(), Error> {
//! store.write(ctx, |tx| {
//!     let user = tx.user(UserId::new(7))?;
//!     tx.authorize::<EditArtist>(&user)?; // `EditArtist` is about an artist
//!     Ok(())
//! })
//! # }
//! ```
//! What changes rows is not offered in a read:
//! ```compile_fail,E0599
//! # use studio_store::{actions::EditArtist, ArtistEdit, Error, OpCtx, Store};
//! # use studio_domain::{ArtistId, Version};
//! # fn f(store: &Store, ctx: &OpCtx, edit: ArtistEdit) -> Result<Version, Error> {
//! store.read(ctx, |tx| {
//!     let artist = tx.artist(ArtistId::new(7))?;
//!     let may = tx.authorize::<EditArtist>(&artist)?;
//!     tx.edit_artist(&may, Version::FIRST, &edit)
//! })
//! # }
//! ```
//! A list permit is not a row permit:
//! ```compile_fail,E0308
//! # use studio_store::{actions::ListStaff, ArtistCard, ArtistFilter, Error, OpCtx, Page, Store};
//! # fn f(store: &Store, ctx: &OpCtx) -> Result<Page<ArtistCard>, Error> {
//! store.read(ctx, |tx| {
//!     let studio = tx.studio();
//!     let may = tx.authorize::<ListStaff>(&studio)?; // not `authorize_list`: limited to no rows
//!     tx.list_artists(&may, &ArtistFilter::default())
//! })
//! # }
//! ```
//! and a permit can't be copied:
//! ```compile_fail,E0599
//! # use studio_store::{actions::ViewArtist, Permit};
//! # fn f<'tx>(may: Permit<'tx, ViewArtist>) { let twice = may.clone(); }
//! ```
//! Each of them differs in that one thing from a line here, and these compile:
//! ```
//! # use studio_store::actions::{EditArtist, ListStaff, ManageUser, ViewArtist};
//! # use studio_store::{ArtistCard, ArtistEdit, ArtistFilter, Error, OpCtx, Page, Permit, Store};
//! # use studio_domain::{ArtistId, UserId, Version};
//! # fn right_act_in_a_write(store: &Store, ctx: &OpCtx, edit: ArtistEdit) -> Result<Version, Error> {
//! store.write(ctx, move |tx| {
//!     let artist = tx.artist(ArtistId::new(7))?;
//!     let may = tx.authorize::<EditArtist>(&artist)?;
//!     tx.edit_artist(&may, Version::FIRST, &edit)
//! })
//! # }
//! # fn only_the_id_leaves(store: &Store, ctx: &OpCtx) -> Result<ArtistId, Error> {
//! # let kept =
//! store.read(ctx, |tx| {
//!     let artist = tx.artist(ArtistId::new(7))?;
//!     tx.authorize::<ViewArtist>(&artist).map(|may| may.id())
//! })
//! # ?;
//! # Ok(kept) }
//! # fn a_variable_takes_the_id(store: &Store, ctx: &OpCtx) -> Result<(), Error> {
//! # let mut kept = None;
//! # store.read::<(), Error, _>(ctx, |tx| {
//! #     let artist = tx.artist(ArtistId::new(7))?;
//! #     kept = Some(tx.authorize::<ViewArtist>(&artist)?.id());
//! #     Ok(())
//! # })?;
//! # Ok(()) }
//! # fn right_kind_of_row(store: &Store, ctx: &OpCtx) -> Result<(), Error> {
//! # store.write(ctx, |tx| {
//! #     let user = tx.user(UserId::new(7))?;
//! #     tx.authorize::<ManageUser>(&user)?;
//! #     Ok(())
//! # })
//! # }
//! # fn right_kind_of_permit(store: &Store, ctx: &OpCtx) -> Result<Page<ArtistCard>, Error> {
//! store.read(ctx, |tx| {
//!     let may = tx.authorize_list::<ListStaff>()?;
//!     tx.list_artists(&may, &ArtistFilter::default())
//! })
//! # }
//! # fn moved_not_copied<'tx>(may: Permit<'tx, ViewArtist>) { let once = may; }
//! ```

use std::fmt::Debug;
use std::marker::PhantomData;

use studio_domain::{ArtistId, ElevationId, SessionId, UserId, Version};
use studio_policy::{Action, Ownership};

/// Ties a value to one transaction: invariant, so that neither a longer nor a shorter lifetime fits.
pub(crate) type Brand<'tx> = PhantomData<fn(&'tx ()) -> &'tx ()>;

/// A kind of row that acts are about.
pub trait Row {
    /// Its id.
    type Id: Copy + Debug;
    /// Its name in audit entries and errors.
    const KIND: &'static str;
    /// The id as stored; `None` for what exists once.
    fn raw(id: Self::Id) -> Option<i64>;
}

/// An act: which action of the matrix it needs, and on which kind of row.
pub trait Guarded {
    /// The action of the matrix.
    const ACTION: Action;
    /// Whether it changes something or only looks.
    const MANNER: Manner;
    /// What it is done to.
    type On: Row;
}

/// What an act does to its row; decides what the audit log keeps of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Rows change: always in the log.
    Change,
    /// Rows are read: in the log if refused, if done under an elevation, or if the action is marked so.
    Look,
    /// The program looks so that a person need not: what is told gives nothing of the row away that reading it would. In the log if
    /// refused or done under an elevation, not because of a mark of the action.
    Glance,
}

/// A row that exists, with whose it is, as read in this transaction.
#[derive(Debug)]
pub struct Scope<'tx, R: Row> {
    pub(crate) id: R::Id,
    pub(crate) ownership: Ownership,
    pub(crate) version: Version,
    pub(crate) brand: Brand<'tx>,
}

impl<R: Row> Scope<'_, R> {
    /// The row's id.
    #[must_use]
    pub fn id(&self) -> R::Id {
        self.id
    }

    /// The version that the row is at in this transaction.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// Whether the row is the actor's own.
    #[must_use]
    pub fn ownership(&self) -> Ownership {
        self.ownership
    }
}

/// Leave to do `A` to one row in this transaction.
#[derive(Debug)]
pub struct Permit<'tx, A: Guarded> {
    pub(crate) id: <A::On as Row>::Id,
    pub(crate) entry: usize,
    pub(crate) brand: Brand<'tx>,
}

impl<A: Guarded> Permit<'_, A> {
    /// The row that the permit is about.
    #[must_use]
    pub fn id(&self) -> <A::On as Row>::Id {
        self.id
    }
}

/// Leave to list rows for `A`, limited to what the actor may see.
#[derive(Debug)]
pub struct ListPermit<'tx, A: Guarded> {
    pub(crate) rows: Rows,
    pub(crate) entry: usize,
    pub(crate) brand: Brand<'tx>,
    pub(crate) action: PhantomData<A>,
}

impl<A: Guarded> ListPermit<'_, A> {
    /// Which rows the list may show.
    #[must_use]
    pub fn rows(&self) -> Rows {
        self.rows
    }
}

/// Which rows a list may show. There is no "none": that is a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// All of them.
    All,
    /// Only those of this artist.
    Of(ArtistId),
}

/// Leave to act on one's own account, sessions and elevation.
#[derive(Debug)]
pub struct Oneself<'tx> {
    pub(crate) user: UserId,
    pub(crate) session: Option<SessionId>,
    pub(crate) elevation: Option<ElevationId>,
    pub(crate) artist: Option<ArtistId>,
    pub(crate) brand: Brand<'tx>,
}

impl Oneself<'_> {
    /// The account.
    #[must_use]
    pub fn user(&self) -> UserId {
        self.user
    }

    /// The sign-in session, if the context names one.
    #[must_use]
    pub fn session(&self) -> Option<SessionId> {
        self.session
    }

    /// The elevation in force, if any.
    #[must_use]
    pub fn elevation(&self) -> Option<ElevationId> {
        self.elevation
    }

    /// The linked artist profile, if any.
    #[must_use]
    pub fn artist(&self) -> Option<ArtistId> {
        self.artist
    }
}
