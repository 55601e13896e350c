//! Accounts: listing, making, inviting, changing, switching on and off.

use std::time::Duration;

use studio_auth::{Purpose, Secret, Token, check_password, hash_password};
use studio_domain::{
    ArtistId, ArtistName, BirthDate, Email, Instagram, Invalid, PersonName, Phone, Rule as Form_, Timestamp,
    UserId, UserName, Version, check_link,
};
use studio_policy::{Actor, Role, SystemRole};
use studio_store::actions::{AddArtist, AddUser, InspectUser, ListStaff, ManageUser, ToggleUser, ViewUser};
use studio_store::{
    ArtistFilter, NewUser, OpCtx, Page, SessionCard, Tx, UserCard, UserEdit, UserFilter, UserPrivate, Write,
};

use super::artists::{ArtistInput, read_new};
use crate::error::{Error, Result, Rule};
use crate::form::Form;
use crate::studio::{Studio, expect_permit};

/// How long an invitation holds.
const INVITATION: Duration = Duration::from_secs(24 * 60 * 60);

/// A page of accounts.
pub type UserPage = Page<UserCard>;

/// What was typed about an account; what is `None` stays (or is left out), what is empty is emptied.
#[derive(Debug, Clone, Default)]
pub struct UserInput {
    /// Full name.
    pub full_name: Option<String>,
    /// Date of birth, `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Instagram name.
    pub instagram: Option<String>,
}

/// The artist profile of an account, as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// None: for admins and assistants.
    None,
    /// A profile that exists.
    To(ArtistId),
    /// A new profile of this name.
    New(String),
}

/// Everything about an account that the actor may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserSheet {
    /// The card.
    pub card: UserCard,
    /// What only admins see; `None` for others.
    pub private: Option<UserPrivate>,
}

/// A one-time link, shown once.
#[derive(Debug)]
pub struct Invitation {
    /// Its token.
    pub token: Token,
    /// Until when it can be used.
    pub expires_at: Timestamp,
}

/// A new account.
#[derive(Debug)]
pub struct UserAdded {
    /// Its id.
    pub id: UserId,
    /// The profile it is linked to.
    pub artist: Option<ArtistId>,
    /// The link for its person; `None` if the operator set a password.
    pub invitation: Option<Invitation>,
}

fn read(input: &UserInput, today: chrono::NaiveDate, form: &mut Form) -> UserEdit {
    UserEdit {
        full_name: form.change(input.full_name.as_ref(), |raw| {
            PersonName::parse(raw).map_err(|invalid| invalid.at("full_name"))
        }),
        birth_date: form.change(input.birth_date.as_ref(), |raw| {
            BirthDate::parse(raw).and_then(|date| date.check(today))
        }),
        email: form.change(input.email.as_ref(), Email::parse),
        phone: form.change(input.phone.as_ref(), Phone::parse),
        instagram: form.change(input.instagram.as_ref(), Instagram::parse),
    }
}

fn role(code: &str) -> std::result::Result<Role, Invalid> {
    Role::parse(code.trim())
        .ok_or_else(|| Invalid { field: "role", rule: Form_::Unknown { given: code.to_owned() } })
}

/// Whether this is the operator on the machine itself, who alone sets passwords for others.
fn by_operator(actor: Actor) -> Result<()> {
    match actor {
        Actor::System(SystemRole::Operator) => Ok(()),
        _ => Err(Error::Rule(Rule::PasswordByOperator)),
    }
}

/// What is wrong with a link for this role, to be told with the other mistakes.
fn fits(role: Role, link: &Link) -> std::result::Result<(), Invalid> {
    let is_artist = role == Role::Artist;
    match link {
        Link::New(_) if !is_artist => Err(Invalid::new("artist", Form_::NotAllowed)),
        Link::New(name) => ArtistName::parse(name).map(drop),
        Link::None => check_link(is_artist, None),
        Link::To(id) => check_link(is_artist, Some(*id)),
    }
    .map_err(|invalid| invalid.at("artist"))
}

/// Finds or makes the profile of an account; whether it [fits] the role was looked at before.
fn link(tx: &mut Tx<'_, Write>, link: &Link) -> Result<Option<ArtistId>> {
    match link {
        Link::New(name) => {
            let studio = tx.studio();
            let may = tx.authorize::<AddArtist>(&studio)?;
            let list = tx.authorize_list::<ListStaff>()?;
            let all = tx.list_artists(&list, &ArtistFilter::default())?;
            let taken: Vec<String> = all.items.into_iter().map(|artist| artist.colour).collect();
            let new = read_new(&ArtistInput { name: Some(name.clone()), ..ArtistInput::default() }, &taken)?;
            Ok(Some(tx.add_artist(&may, &new)?))
        }
        Link::None => Ok(None),
        Link::To(id) => {
            tx.artist(*id)?;
            Ok(Some(*id))
        }
    }
}

fn new_invitation(now: Timestamp) -> Result<(Invitation, [u8; 32])> {
    let (token, hash) = Token::new(Purpose::Invitation)?;
    Ok((Invitation { token, expires_at: now.plus(INVITATION) }, *hash.as_bytes()))
}

impl Studio {
    /// One page of accounts, A–Z by user name.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::NoActor`].
    pub fn users(&self, ctx: &OpCtx, filter: &UserFilter) -> Result<UserPage> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<ListStaff>()?;
            Ok(tx.list_users(&may, filter)?)
        })
    }

    /// One account.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn user(&self, ctx: &OpCtx, id: UserId) -> Result<UserSheet> {
        self.store.read(ctx, |tx| {
            let scope = tx.user(id)?;
            let may = tx.authorize::<ViewUser>(&scope)?;
            let card = tx.user_card(&may)?;
            let private = if tx.may::<InspectUser>(&scope).is_permit() {
                let may = tx.authorize::<InspectUser>(&scope)?;
                Some(tx.user_private(&may)?)
            } else {
                None
            };
            Ok(UserSheet { card, private })
        })
    }

    /// The account of a user name, for whoever may see the directory.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn user_named(&self, ctx: &OpCtx, name: &str) -> Result<UserId> {
        let key = UserName::parse(name).map(|name| name.key()).unwrap_or_default();
        self.store.read(ctx, |tx| {
            let scope = tx.user_by_key(&key).map_err(|error| match error {
                studio_store::Error::NotFound { kind, .. } => Error::NotFound { kind, id: name.to_owned() },
                other => other.into(),
            })?;
            let may = tx.authorize::<ViewUser>(&scope)?;
            Ok(may.id())
        })
    }

    /// Makes an account. Its person gets an invitation and chooses the password; only the operator may set one.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Refused`], [`Error::Conflict`] if the name or the profile is taken, [`Error::WeakPassword`],
    /// [`Rule::PasswordByOperator`].
    pub fn add_user(
        &self,
        ctx: &OpCtx,
        user_name: &str,
        role_code: &str,
        artist: Link,
        input: UserInput,
        password: Option<&Secret>,
    ) -> Result<UserAdded> {
        let password_hash = match password {
            None => None,
            Some(password) => {
                self.store.read(ctx, |tx| {
                    let studio = tx.studio();
                    expect_permit::<AddUser>(tx, &studio)?;
                    by_operator(tx.actor())
                })?;
                check_password(password, user_name)?;
                Some(self.hashing.pass(|| hash_password(password))?.as_str().to_owned())
            }
        };
        let invitation = match password_hash {
            None => Some(new_invitation(ctx.visit.now)?),
            Some(_) => None,
        };
        let (user_name, role_code) = (user_name.to_owned(), role_code.to_owned());
        self.store.write(ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<AddUser>(&studio)?;
            if password_hash.is_some() {
                by_operator(tx.actor())?;
            }
            let today = tx.house()?.zone().date(tx.now());
            let mut form = Form::default();
            let name = form.take(UserName::parse(&user_name));
            let role = form.take(role(&role_code));
            let person = read(&input, today, &mut form);
            if let Some(role) = role {
                form.take(fits(role, &artist));
            }
            let (user_name, role) = form.finish_with(name.zip(role))?;
            let artist = link(tx, &artist)?;
            let new = NewUser { user_name, role, artist, person, password_hash };
            let id = tx.add_user(&may, &new)?;
            let invitation = match invitation {
                None => None,
                Some((invitation, hash)) => {
                    let scope = tx.user(id)?;
                    let may = tx.authorize::<ManageUser>(&scope)?;
                    tx.invite(&may, &hash, invitation.expires_at)?;
                    Some(invitation)
                }
            };
            Ok(UserAdded { id, artist, invitation })
        })
    }

    /// Saves what admins say about a person. Without a version the one that the account is at is taken.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Refused`], [`Error::Stale`].
    pub fn edit_user(
        &self,
        ctx: &OpCtx,
        id: UserId,
        input: UserInput,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.user(id)?;
            let may = tx.authorize::<ManageUser>(&scope)?;
            let today = tx.house()?.zone().date(tx.now());
            let mut form = Form::default();
            let edit = read(&input, today, &mut form);
            form.finish()?;
            Ok(tx.edit_user(&may, version.unwrap_or(scope.version()), &edit)?)
        })
    }

    /// Sets role and artist profile. The account's sessions end.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Refused`], [`Error::Stale`], [`Error::Conflict`] for the last admin or a taken profile.
    pub fn set_role(
        &self,
        ctx: &OpCtx,
        id: UserId,
        role_code: &str,
        artist: Link,
        version: Option<Version>,
    ) -> Result<Version> {
        let role_code = role_code.to_owned();
        self.store.write(ctx, move |tx| {
            let scope = tx.user(id)?;
            let may = tx.authorize::<ManageUser>(&scope)?;
            let role = role(&role_code)?;
            fits(role, &artist)?;
            let artist = link(tx, &artist)?;
            Ok(tx.set_role(&may, version.unwrap_or(scope.version()), role, artist)?)
        })
    }

    /// Switches an account on or off.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Stale`], [`Error::Conflict`] for the last admin.
    pub fn toggle_user(
        &self,
        ctx: &OpCtx,
        id: UserId,
        active: bool,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.user(id)?;
            let may = tx.authorize::<ToggleUser>(&scope)?;
            Ok(tx.toggle_user(&may, version.unwrap_or(scope.version()), active)?)
        })
    }

    /// Makes a new invitation; an older one is void.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::NotFound`].
    pub fn invite(&self, ctx: &OpCtx, id: UserId) -> Result<Invitation> {
        let (invitation, hash) = new_invitation(ctx.visit.now)?;
        self.store.write(ctx, move |tx| {
            let scope = tx.user(id)?;
            let may = tx.authorize::<ManageUser>(&scope)?;
            tx.invite(&may, &hash, invitation.expires_at)?;
            Ok(invitation)
        })
    }

    /// Sets a password for somebody: the operator only. All sessions of the account end.
    ///
    /// # Errors
    /// [`Rule::PasswordByOperator`], [`Error::WeakPassword`], [`Error::NotFound`].
    pub fn set_password(&self, ctx: &OpCtx, id: UserId, password: &Secret) -> Result<()> {
        let name = self.store.read(ctx, |tx| {
            let scope = tx.user(id)?;
            expect_permit::<ManageUser>(tx, &scope)?;
            by_operator(tx.actor())?;
            let may = tx.authorize::<ViewUser>(&scope)?;
            Ok::<_, Error>(tx.user_card(&may)?.user_name)
        })?;
        check_password(password, &name)?;
        let hash = self.hashing.pass(|| hash_password(password))?;
        self.store.write(ctx, move |tx| {
            let scope = tx.user(id)?;
            let may = tx.authorize::<ManageUser>(&scope)?;
            by_operator(tx.actor())?;
            Ok(tx.set_password(&may, hash.as_str())?)
        })
    }

    /// Open sessions of an account.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::NotFound`].
    pub fn sessions(&self, ctx: &OpCtx, id: UserId) -> Result<Vec<SessionCard>> {
        self.store.read(ctx, |tx| {
            let scope = tx.user(id)?;
            let may = tx.authorize::<InspectUser>(&scope)?;
            Ok(tx.sessions(&may)?)
        })
    }

    /// Ends all sessions of an account. Answers how many.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::NotFound`].
    pub fn end_sessions(&self, ctx: &OpCtx, id: UserId) -> Result<usize> {
        self.store.write(ctx, move |tx| {
            let scope = tx.user(id)?;
            let may = tx.authorize::<ManageUser>(&scope)?;
            Ok(tx.end_sessions(&may)?)
        })
    }
}
