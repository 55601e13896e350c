//! Whether a change changes anything.

use std::collections::BTreeSet;

use studio_store::{Change, ClientCard, ClientEdit, Contact, ContactEdit};

/// Whether the record is already as it would be after the change.
pub(super) fn is_same(card: &ClientCard, edit: &ClientEdit) -> bool {
    let kept = |change: &Change<String>, now: &Option<String>| change.as_ref().is_none_or(|new| new == now);
    // The same digits in a country that was set since are another number.
    let phone = edit.phone.as_ref().is_none_or(|phone| {
        card.phone.as_deref() == Some(phone.as_str()) && card.phone_e164 == edit.phone_e164
    });
    let artist = edit
        .preferred_artist
        .is_none_or(|artist| artist == card.preferred_artist.as_ref().map(|artist| artist.id));
    phone
        && artist
        && edit.name.as_ref().is_none_or(|name| name.as_str() == card.name)
        && kept(&text(&edit.email), &card.email)
        && kept(&text(&edit.instagram), &card.instagram)
        && kept(&text(&edit.address), &card.address)
        && kept(&text(&edit.city), &card.city)
        && kept(&text(&edit.state), &card.state)
        && kept(&text(&edit.gender), &card.gender)
        && kept(&text(&edit.birth_date), &card.birth_date)
        && kept(&text(&edit.source), &card.source)
        && kept(&text(&edit.source_detail), &card.source_detail)
        && edit.styles.as_ref().is_none_or(|new| same_entries(new, &card.styles))
        && edit.placements.as_ref().is_none_or(|new| same_entries(new, &card.placements))
        && edit.emergency.as_ref().is_none_or(|new| same_person(new.as_ref(), card.emergency.as_ref()))
        && edit.guardian.as_ref().is_none_or(|new| same_person(new.as_ref(), card.guardian.as_ref()))
}

fn text<T: ToString>(change: &Change<T>) -> Change<String> {
    change.as_ref().map(|value| value.as_ref().map(ToString::to_string))
}

/// Whether both hold the same entries, in whatever order and however often each was ticked.
fn same_entries<T: ToString>(new: &[T], now: &[String]) -> bool {
    let new: BTreeSet<String> = new.iter().map(ToString::to_string).collect();
    new == now.iter().cloned().collect()
}

fn same_person(new: Option<&ContactEdit>, now: Option<&Contact>) -> bool {
    match (new, now) {
        (None, None) => true,
        (Some(new), Some(now)) => {
            let shown = |part: Option<String>| part.unwrap_or_default();
            new.name.as_str() == now.name
                && shown(new.relationship.as_ref().map(ToString::to_string)) == now.relationship
                && shown(new.phone.as_ref().map(ToString::to_string)) == now.phone
        }
        _ => false,
    }
}
