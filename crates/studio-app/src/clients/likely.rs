//! Records that may be the same person as one that is being saved.

use studio_domain::{ClientId, Phone};
use studio_store::actions::ListClients;
use studio_store::{Change, ClientCard, ClientEdit, Duplicate, DuplicateProbe, NewClient, Tx};

use crate::error::Result;

/// What is compared of a new record.
pub(super) fn of_new(new: &NewClient, country: Option<&str>) -> DuplicateProbe {
    DuplicateProbe {
        name: new.name.to_string(),
        phone: new.phone.as_ref().map(ToString::to_string),
        phone_e164: new.more.phone_e164.clone(),
        phone_also: spellings(new.phone.as_ref(), country),
        email: set_to(&new.more.email),
        instagram: set_to(&new.more.instagram),
        birth_date: set_to(&new.more.birth_date),
        except: None,
    }
}

/// What is compared of a record that is there.
pub(super) fn of_card(card: ClientCard, country: Option<&str>) -> DuplicateProbe {
    let phone = card.phone.as_deref().and_then(|phone| Phone::parse(phone).ok());
    DuplicateProbe {
        phone_also: spellings(phone.as_ref(), country),
        except: Some(card.id),
        name: card.name,
        phone: card.phone,
        phone_e164: card.phone_e164,
        email: card.email,
        instagram: card.instagram,
        birth_date: card.birth_date,
    }
}

/// What is compared of a change: only what becomes other than it was, so that saving again what was accepted once asks nothing.
pub(super) fn of_edit(
    id: ClientId,
    card: &ClientCard,
    edit: &ClientEdit,
    country: Option<&str>,
) -> DuplicateProbe {
    let other = |new: Option<String>, old: &Option<String>| new.filter(|new| Some(new) != old.as_ref());
    let name = edit.name.as_ref().map_or_else(|| card.name.clone(), ToString::to_string);
    let birth_date =
        if edit.birth_date.is_some() { set_to(&edit.birth_date) } else { card.birth_date.clone() };
    let is_other_person = name != card.name || birth_date != card.birth_date;
    let phone = other(edit.phone.as_ref().map(ToString::to_string), &card.phone);
    DuplicateProbe {
        name,
        phone_e164: phone.as_ref().and(edit.phone_e164.clone()),
        phone_also: spellings(phone.as_ref().and(edit.phone.as_ref()), country),
        phone,
        email: other(set_to(&edit.email), &card.email),
        instagram: other(set_to(&edit.instagram), &card.instagram),
        birth_date: birth_date.filter(|_| is_other_person),
        except: Some(id),
    }
}

/// How else the same number may have been written down in a studio of this country.
fn spellings(phone: Option<&Phone>, country: Option<&str>) -> Vec<String> {
    phone.map(|phone| phone.spellings(country)).unwrap_or_default()
}

/// Looks for them.
pub(super) fn find<M>(tx: &mut Tx<'_, M>, probe: &DuplicateProbe) -> Result<Vec<Duplicate>> {
    let may = tx.authorize_list::<ListClients>()?;
    Ok(tx.duplicates(&may, probe)?)
}

/// The text of a change, if it sets one.
fn set_to<T: ToString>(change: &Change<T>) -> Option<String> {
    change.as_ref().and_then(Option::as_ref).map(ToString::to_string)
}
