//! The first start.

use studio_auth::{
    Purpose, Secret, Token, TokenHash, WeakCode, WeakPassword, check_code, check_password, hash_code,
    hash_password,
};
use studio_domain::{Invalid, Kind, Language, Rule, Setting, StudioZone, UserId, UserName};
use studio_policy::{Role, SystemRole};
use studio_store::actions::{RotateCode, SetUp};
use studio_store::{Constraint, NewUser, NoActor, UserEdit, Visit, Who};

use crate::error::{Error, Result};
use crate::form::Form;
use crate::studio::Studio;

/// What the first start asks for, as typed.
#[derive(Debug, Clone)]
pub struct FirstStart {
    /// The studio's name.
    pub name: String,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// ISO 3166 code of its country; empty: none is set. What is likely is [`country_of`] the time zone.
    pub country: String,
    /// ISO 4217 code of its currency.
    pub currency: String,
    /// Its language.
    pub language: String,
    /// User name of the first admin.
    pub admin: String,
    /// Password of the first admin.
    pub password: Secret,
    /// Master code; may be set later.
    pub code: Option<Secret>,
}

/// The country that a time zone is of: likely the studio's.
#[must_use]
pub fn country_of(time_zone: &str) -> Option<&'static str> {
    StudioZone::parse(time_zone).ok()?.country()
}

/// What is wrong with a password, beside what is wrong with other fields.
pub(crate) fn of_password(weak: WeakPassword) -> Rule {
    match weak {
        WeakPassword::TooShort { min, got } => Rule::TooShort { min, got },
        WeakPassword::TooLong { max } => Rule::TooLong { max, got: max.saturating_add(1) },
        WeakPassword::Common => Rule::Common,
        WeakPassword::ContainsName => Rule::ContainsName,
        WeakPassword::ControlCharacter => Rule::NotAllowed,
    }
}

/// The same about a master code.
fn of_code(weak: WeakCode) -> Rule {
    match weak {
        WeakCode::TooShort { min, got } => Rule::TooShort { min, got },
        WeakCode::TooLong { max } => Rule::TooLong { max, got: max.saturating_add(1) },
        WeakCode::OneCharacter | WeakCode::Run => Rule::Common,
        WeakCode::ControlCharacter => Rule::NotAllowed,
    }
}

impl FirstStart {
    /// Whether everything that was typed would be accepted: asked before anything is made.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong; where it is the password or the code alone, [`Error::WeakPassword`] or
    /// [`Error::WeakCode`].
    pub fn check(&self) -> Result<()> {
        self.read().map(drop)
    }

    /// The settings and the user name that were chosen.
    fn read(&self) -> Result<(Vec<(Setting, String)>, UserName)> {
        let mut form = Form::default();
        let mut chosen = Vec::new();
        for (setting, raw) in [
            (Setting::StudioName, &self.name),
            (Setting::TimeZone, &self.time_zone),
            (Setting::Country, &self.country),
            (Setting::Currency, &self.currency),
            (Setting::Language, &self.language),
        ] {
            if let Some(value) = form.take(setting.normalise(raw)).filter(|value| !value.is_empty()) {
                chosen.push((setting, value));
            }
        }
        let user_name = form.take(UserName::parse(&self.admin));
        let is_fine_so_far = form.is_fine();
        let password = check_password(&self.password, user_name.as_ref().map_or("", UserName::as_str)).err();
        let code = self.code.as_ref().and_then(|code| check_code(code).err());
        match (password, code) {
            (Some(weak), None) if is_fine_so_far => return Err(weak.into()),
            (None, Some(weak)) if is_fine_so_far => return Err(weak.into()),
            (password, code) => {
                password.into_iter().for_each(|weak| form.wrong(Invalid::new("password", of_password(weak))));
                code.into_iter().for_each(|weak| form.wrong(Invalid::new("code", of_code(weak))));
            }
        }
        Ok((chosen, form.finish_with(user_name)?))
    }
}

/// The secret of the link by which a browser may set up an empty studio. It is kept nowhere, so that a new start makes the old link worthless.
#[derive(Debug, Clone)]
pub struct SetupToken(TokenHash);

impl SetupToken {
    /// Makes one, with the text that goes into the link.
    ///
    /// # Errors
    /// [`Error::Internal`] if the system gives no random number.
    pub fn new() -> Result<(Self, String)> {
        let (token, hash) = Token::new(Purpose::Setup)?;
        Ok((Self(hash), token.reveal()))
    }

    /// Whether this is the text of the link. How much of it is right makes no difference to how long that takes.
    #[must_use]
    pub fn is(&self, shown: &str) -> bool {
        Token::parse(Purpose::Setup, shown).is_some_and(|hash| hash == self.0)
    }
}

impl Studio {
    /// Gives an empty studio its settings and its first admin. Works once.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong, [`Error::WeakPassword`], [`Error::WeakCode`]; [`Error::Conflict`] if it was done
    /// before.
    pub fn set_up(&self, visit: &Visit, first: &FirstStart) -> Result<UserId> {
        let (mut chosen, user_name) = first.read()?;
        if self.face()?.set_up {
            return Err(Error::Conflict(Constraint::AlreadySetUp));
        }
        chosen.extend(lists_of(&first.language));
        let password_hash = Some(self.hashing.pass(|| hash_password(&first.password))?.as_str().to_owned());
        let code = match &first.code {
            Some(code) => Some(self.hashing.pass(|| hash_code(code))?),
            None => None,
        };
        let admin = NewUser {
            user_name,
            role: Role::Admin,
            artist: None,
            person: UserEdit::default(),
            password_hash,
        };
        self.store
            .write(&visit.by(Who::System(SystemRole::Setup)), move |tx| {
                let studio = tx.studio();
                let may = tx.authorize::<SetUp>(&studio)?;
                tx.first_settings(&may, &chosen)?;
                let id = tx.first_admin(&may, &admin)?;
                if let Some(code) = code {
                    let may = tx.authorize::<RotateCode>(&studio)?;
                    tx.rotate_code(&may, Some(code.as_str()))?;
                }
                Ok(id)
            })
            .map_err(|error| match error {
                // Somebody else was faster: the setup actor is gone.
                Error::NoActor(NoActor::SetUp) => Error::Conflict(Constraint::AlreadySetUp),
                other => other,
            })
    }
}

/// What a studio of this language starts with where that is not what everybody starts with: its choice lists.
fn lists_of(language: &str) -> Vec<(Setting, String)> {
    let Ok(language) = Language::parse(language) else { return Vec::new() };
    Setting::ALL
        .iter()
        .filter(|setting| matches!(setting.kind(), Kind::List))
        .map(|setting| (*setting, setting.default_in(language)))
        .filter(|(setting, text)| *text != setting.default())
        .map(|(setting, text)| (setting, text.to_owned()))
        .collect()
}
