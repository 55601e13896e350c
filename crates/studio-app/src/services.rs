//! Services: what the studio does, how long it usually takes and what it costs. Whoever sees the agenda reads them; whoever keeps the
//! settings changes them.

use studio_domain::{
    Aftercare, Cents, Currency, Invalid, Rule as FieldRule, ServiceId, ServiceName, UsualService, Version,
    parse_minutes, sort_key,
};
use studio_store::actions::{AddService, ChangeService, ListServices, ViewService};
use studio_store::{NewService, OpCtx, ServiceCard, ServiceEdit};
use studio_text::{Args, Lang, key, text};

use crate::clients::Ability;
use crate::error::Result;
use crate::form::Form;
use crate::studio::Studio;

/// The dearest service, in minor units.
const DEAREST: Cents = Cents::new(1_000_000_000_000);

/// What was typed about a service; what is `None` stays, what is empty is emptied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceInput {
    /// Name.
    pub name: Option<String>,
    /// How long it usually takes, in minutes.
    pub minutes: Option<String>,
    /// What it costs, in the studio's currency.
    pub price: Option<String>,
    /// The deposit that is asked for.
    pub deposit: Option<String>,
    /// What a client is told afterwards.
    pub aftercare: Option<String>,
}

/// The services, with what their reader may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceList {
    /// A–Z.
    pub items: Vec<ServiceCard>,
    /// Of every amount.
    pub currency: Currency,
    /// Whether the reader may add and change.
    pub change: Ability,
}

/// An amount of money, its mistakes told at its field.
fn amount(field: &'static str, raw: &str, currency: Currency) -> Result<Cents, Invalid> {
    Cents::parse(raw, currency)
        .and_then(|cents| cents.within("amount", Cents::ZERO, DEAREST))
        .map_err(|wrong| wrong.at(field))
}

impl ServiceInput {
    fn read(&self, form: &mut Form, currency: Currency) -> ServiceEdit {
        ServiceEdit {
            name: form.maybe(self.name.as_ref(), ServiceName::parse),
            minutes: form.maybe(self.minutes.as_ref(), parse_minutes),
            price: form.change(self.price.as_ref(), |raw| amount("price", raw, currency)),
            deposit: form.change(self.deposit.as_ref(), |raw| amount("deposit", raw, currency)),
            aftercare: form.maybe(self.aftercare.as_ref(), Aftercare::parse),
            archived: None,
        }
    }
}

/// Whether the card says already what is to be saved.
fn is_same(card: &ServiceCard, edit: &ServiceEdit) -> bool {
    edit.name.as_ref().is_none_or(|name| name.as_str() == card.name)
        && edit.minutes.is_none_or(|minutes| minutes == card.minutes)
        && edit.price.is_none_or(|price| price == card.price)
        && edit.deposit.is_none_or(|deposit| deposit == card.deposit)
        && edit.aftercare.as_ref().is_none_or(|text| text.as_str() == card.aftercare)
        && edit.archived.is_none_or(|archived| archived == card.archived)
}

/// What a usual service is called.
pub fn usual_name(one: UsualService, lang: Lang) -> String {
    text(lang, &key("usual-service", one.code()), &Args::new())
}

/// Why nothing was saved.
enum Unsaved {
    /// It is as it was to become.
    Same(Version),
    Failed(crate::Error),
}

impl<E: Into<crate::Error>> From<E> for Unsaved {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Studio {
    /// The services, A–Z; those that are offered no more only where asked for.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused).
    pub fn services(&self, ctx: &OpCtx, archived: bool) -> Result<ServiceList> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<ListServices>()?;
            let studio = tx.studio();
            Ok(ServiceList {
                items: tx.services(&may, archived)?,
                currency: tx.house()?.currency(),
                change: tx.may::<AddService>(&studio).into(),
            })
        })
    }

    /// Refuses whoever does not keep the list, before anybody looks for a service of it.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused).
    pub fn expect_to_keep_services(&self, ctx: &OpCtx) -> Result<()> {
        self.store.read(ctx, |tx| {
            let studio = tx.studio();
            crate::studio::expect_permit::<AddService>(tx, &studio)
        })
    }

    /// One service.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn service(&self, ctx: &OpCtx, id: ServiceId) -> Result<ServiceCard> {
        self.store.read(ctx, |tx| {
            let scope = tx.service(id)?;
            let may = tx.authorize::<ViewService>(&scope)?;
            Ok(tx.service_card(&may)?)
        })
    }

    /// Begins the list with services that most studios have, named in the studio's language; of those in `chosen`, which are codes, or of all.
    /// What is in use by its name is left out, so that asking twice adds nothing. Answers those that were added.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused).
    pub fn add_usual_services(&self, ctx: &OpCtx, chosen: Option<&[String]>) -> Result<Vec<ServiceId>> {
        let chosen = chosen.map(<[String]>::to_vec);
        self.store.write(ctx, move |tx| {
            let studio = tx.studio();
            if Ability::from(tx.may::<AddService>(&studio)) != Ability::Yes {
                tx.authorize::<AddService>(&studio)?;
            }
            let mut form = Form::default();
            let usual: Vec<UsualService> = match &chosen {
                Some(codes) => codes.iter().filter_map(|code| form.take(UsualService::parse(code))).collect(),
                None => UsualService::ALL.to_vec(),
            };
            form.finish()?;
            let list = tx.authorize_list::<ListServices>()?;
            let mut used: Vec<String> =
                tx.services(&list, false)?.iter().map(|card| sort_key(&card.name)).collect();
            let lang = Lang::parse(tx.house()?.language().code()).unwrap_or(Lang::En);
            let mut added = Vec::new();
            for one in usual {
                let name = ServiceName::parse(&usual_name(one, lang))?;
                let key = sort_key(name.as_str());
                if used.contains(&key) {
                    continue;
                }
                used.push(key);
                let may = tx.authorize::<AddService>(&studio)?;
                let new = NewService {
                    name,
                    minutes: one.minutes(),
                    price: None,
                    deposit: None,
                    aftercare: Aftercare::default(),
                };
                added.push(tx.add_service(&may, &new)?);
            }
            Ok(added)
        })
    }

    /// Adds a service; name and length are needed.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused); [`Error::Conflict`](crate::Error::Conflict) if
    /// another one of this name is in use.
    pub fn add_service(&self, ctx: &OpCtx, input: ServiceInput) -> Result<ServiceId> {
        self.store.write(ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<AddService>(&studio)?;
            let mut form = Form::default();
            let edit = input.read(&mut form, tx.house()?.currency());
            for (field, missing) in [("name", input.name.is_none()), ("minutes", input.minutes.is_none())] {
                if missing {
                    form.wrong(Invalid::new(field, FieldRule::Required));
                }
            }
            let new = edit.name.zip(edit.minutes).map(|(name, minutes)| NewService {
                name,
                minutes,
                price: edit.price.flatten(),
                deposit: edit.deposit.flatten(),
                aftercare: edit.aftercare.unwrap_or_default(),
            });
            let new = form.finish_with(new)?;
            Ok(tx.add_service(&may, &new)?)
        })
    }

    /// Changes a service. Without a version the one that it is at is taken; what is as it was to become is left alone.
    ///
    /// # Errors
    /// As [`Studio::add_service`]; [`Error::Stale`](crate::Error::Stale), [`Error::NotFound`](crate::Error::NotFound).
    pub fn edit_service(
        &self,
        ctx: &OpCtx,
        id: ServiceId,
        input: ServiceInput,
        version: Option<Version>,
    ) -> Result<Version> {
        self.change_service(ctx, id, version, move |form, currency| input.read(form, currency))
    }

    /// Takes a service out of the list that is chosen from, or back into it. Appointments keep it.
    ///
    /// # Errors
    /// As [`Studio::edit_service`].
    pub fn archive_service(
        &self,
        ctx: &OpCtx,
        id: ServiceId,
        archived: bool,
        version: Option<Version>,
    ) -> Result<Version> {
        let edit = ServiceEdit { archived: Some(archived), ..ServiceEdit::default() };
        self.change_service(ctx, id, version, move |_form, _currency| edit)
    }

    fn change_service(
        &self,
        ctx: &OpCtx,
        id: ServiceId,
        version: Option<Version>,
        read: impl FnOnce(&mut Form, Currency) -> ServiceEdit + Send + 'static,
    ) -> Result<Version> {
        let saved = self.store.write(ctx, move |tx| {
            let scope = tx.service(id)?;
            let may = tx.authorize::<ChangeService>(&scope)?;
            let mut form = Form::default();
            let edit = read(&mut form, tx.house()?.currency());
            form.finish()?;
            let view = tx.authorize::<ViewService>(&scope)?;
            let card = tx.service_card(&view)?;
            if version.is_none_or(|version| version == card.version) && is_same(&card, &edit) {
                return Err(Unsaved::Same(card.version));
            }
            Ok(tx.change_service(&may, version.unwrap_or(card.version), &edit)?)
        });
        match saved {
            Ok(version) | Err(Unsaved::Same(version)) => Ok(version),
            Err(Unsaved::Failed(error)) => Err(error),
        }
    }
}
