//! Corrections: somebody who may not change a client's record says what is wrong with it, and somebody who may decides.
//!
//! Sending one takes `clients.view`: it changes nothing of the record, and is about what everybody sees on the card. Applying and declining
//! take `clients.edit`, for the desk with the master code: it is the change itself that is decided about.

use studio_domain::{
    ClientId, CorrectionField, CorrectionId, CorrectionOutcome, Invalid, Reason, Rule as FieldRule,
    Timestamp, Values, Version, sort_key,
};
use studio_store::actions::{
    EditClient, ListCorrections, ListStaff, ReadCorrections, SendCorrection, ViewClient,
};
use studio_store::{
    ArtistFilter, ClientCard, ClientEdit, Contact, Correction, NewCorrection, OpCtx, Page, Permit, Tx, Write,
};

use super::{Ability, ClientInput, ContactInput, Saving, Unsaved, likely};
use crate::error::{Error, Result, Rule};
use crate::form::Form;
use crate::studio::Studio;

/// What is wrong with a record, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CorrectionInput {
    /// Code of the field.
    pub field: String,
    /// What should stand there; of styles and placements with commas between them; empty: nothing.
    pub value: String,
    /// How the sender knows.
    pub reason: String,
}

/// What whoever decides has read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CorrectionSeen {
    /// Version of the correction; `None`: the one that it is at.
    pub correction: Option<Version>,
    /// Version of the client's record; `None`: the one that it is at.
    pub record: Option<Version>,
}

/// A correction that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingCorrection {
    /// The correction.
    pub correction: Correction,
    /// Whether whoever looks may decide about it.
    pub decide: Ability,
}

/// What stands in a field of a record, as it is read and corrected.
#[must_use]
pub fn stands(card: &ClientCard, field: CorrectionField) -> String {
    use CorrectionField as F;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let emergency =
        |part: fn(&Contact) -> &String| card.emergency.as_ref().map(part).cloned().unwrap_or_default();
    match field {
        F::Name => card.name.clone(),
        F::Phone => text(&card.phone),
        F::Email => text(&card.email),
        F::Instagram => text(&card.instagram),
        F::BirthDate => text(&card.birth_date),
        F::Gender => text(&card.gender),
        F::Address => text(&card.address),
        F::City => text(&card.city),
        F::State => text(&card.state),
        F::PreferredArtist => {
            card.preferred_artist.as_ref().map(|artist| artist.name.clone()).unwrap_or_default()
        }
        F::Styles => card.styles.join(", "),
        F::Placements => card.placements.join(", "),
        F::Source => text(&card.source),
        F::SourceDetail => text(&card.source_detail),
        F::EmergencyName => emergency(|contact| &contact.name),
        F::EmergencyRelationship => emergency(|contact| &contact.relationship),
        F::EmergencyPhone => emergency(|contact| &contact.phone),
    }
}

/// The record's input that puts the value into the field and leaves everything else.
fn input<M>(
    tx: &mut Tx<'_, M>,
    card: &ClientCard,
    field: CorrectionField,
    value: &str,
) -> Result<ClientInput> {
    use CorrectionField as F;
    let mut input = ClientInput::default();
    let text = Some(value.trim().to_owned());
    let list = || Some(value.split(',').map(|part| part.trim().to_owned()).collect());
    match field {
        F::Name => input.name = text,
        F::Phone => input.phone = text,
        F::Email => input.email = text,
        F::Instagram => input.instagram = text,
        F::BirthDate => input.birth_date = text,
        F::Gender => input.gender = text,
        F::Address => input.address = text,
        F::City => input.city = text,
        F::State => input.state = text,
        F::PreferredArtist => input.preferred_artist = Some(artist(tx, value)?),
        F::Styles => input.styles = list(),
        F::Placements => input.placements = list(),
        F::Source => input.source = text,
        F::SourceDetail => input.source_detail = text,
        F::EmergencyName | F::EmergencyRelationship | F::EmergencyPhone => {
            input.emergency = Some(contact(card, field, value.trim()));
        }
    }
    Ok(input)
}

/// The emergency contact with one part of it replaced.
fn contact(card: &ClientCard, field: CorrectionField, value: &str) -> ContactInput {
    let now = |field| stands(card, field);
    let mut contact = ContactInput {
        name: now(CorrectionField::EmergencyName),
        relationship: now(CorrectionField::EmergencyRelationship),
        phone: now(CorrectionField::EmergencyPhone),
    };
    let part = match field {
        CorrectionField::EmergencyRelationship => &mut contact.relationship,
        CorrectionField::EmergencyPhone => &mut contact.phone,
        _ => &mut contact.name,
    };
    value.clone_into(part);
    contact
}

/// The id of the artist of this name, as the record's input takes it; empty for none.
fn artist<M>(tx: &mut Tx<'_, M>, name: &str) -> Result<String> {
    if name.trim().is_empty() {
        return Ok(String::new());
    }
    let may = tx.authorize_list::<ListStaff>()?;
    let filter = ArtistFilter { q: Some(name.to_owned()), active: None, after: None };
    let wanted = sort_key(name.trim());
    let found = tx.list_artists(&may, &filter)?.items.into_iter().find(|one| sort_key(&one.name) == wanted);
    match found {
        Some(artist) => Ok(artist.id.to_string()),
        None => {
            let given = name.chars().take(60).collect();
            Err(Invalid::new("preferred_artist_id", FieldRule::Unknown { given }).into())
        }
    }
}

/// Reads the change that a correction asks for, with the record's own rules.
fn change<M>(
    tx: &mut Tx<'_, M>,
    house: &Values,
    card: &ClientCard,
    field: CorrectionField,
    value: &str,
) -> Result<ClientEdit> {
    let today = house.zone().date(tx.now());
    input(tx, card, field, value)?.read_edit(house, today, card)
}

/// Mistakes of the new value are told at the field `value`, whichever part of the record it is for.
fn at_value(error: Error) -> Error {
    match error {
        Error::Invalid(all) => Error::Invalid(all.into_iter().map(|one| one.at("value")).collect()),
        other => other,
    }
}

impl Studio {
    /// Sends a correction to whoever may change the record.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid): a field that there is not, a value that the record would not take or has already, no
    /// reason; [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn send_correction(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        input: CorrectionInput,
    ) -> Result<CorrectionId> {
        self.store.write(ctx, move |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<SendCorrection>(&scope)?;
            let view = tx.authorize::<ViewClient>(&scope)?;
            let card = tx.client_card(&view)?;
            let mut form = Form::default();
            let field = form.take(CorrectionField::parse(&input.field));
            let reason = form.take(Reason::parse(&input.reason));
            let house = tx.house()?;
            if let Some(field) = field {
                match change(tx, &house, &card, field, &input.value).map_err(at_value) {
                    Ok(_) if stands(&card, field) == input.value.trim() => {
                        form.wrong(Invalid::new("value", FieldRule::NotAllowed));
                    }
                    Ok(_) => {}
                    Err(Error::Invalid(all)) => all.into_iter().for_each(|one| form.wrong(one)),
                    Err(other) => return Err(other),
                }
            }
            let new = field.zip(reason).map(|(field, reason)| NewCorrection {
                field,
                was: stands(&card, field),
                value: input.value.trim().to_owned(),
                reason,
            });
            let new = form.finish_with(new)?;
            Ok(tx.send_correction(&may, &new)?)
        })
    }

    /// The newest corrections of a client's record, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn corrections(&self, ctx: &OpCtx, client: ClientId) -> Result<Vec<Correction>> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadCorrections>(&scope)?;
            Ok(tx.corrections(&may)?)
        })
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn correction(&self, ctx: &OpCtx, client: ClientId, id: CorrectionId) -> Result<Correction> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadCorrections>(&scope)?;
            Ok(tx.correction(&may, id)?)
        })
    }

    /// One page of the corrections that wait, oldest first; `after` is the last one of the page before.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused).
    pub fn open_corrections(
        &self,
        ctx: &OpCtx,
        after: Option<(Timestamp, CorrectionId)>,
    ) -> Result<Page<WaitingCorrection>> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<ListCorrections>()?;
            let page = tx.open_corrections(&may, after)?;
            let items: Result<Vec<_>> = page
                .items
                .into_iter()
                .map(|correction| {
                    let scope = tx.client(correction.client.id)?;
                    Ok(WaitingCorrection { decide: tx.may::<EditClient>(&scope).into(), correction })
                })
                .collect();
            Ok(Page { items: items?, more: page.more })
        })
    }

    /// Puts what a correction says into the record. Likely duplicates by it are told first, unless `anyway`.
    ///
    /// # Errors
    /// [`Rule::CorrectionDecided`] if it is not open; [`Error::Stale`](crate::Error::Stale) if the record or the correction is not as it was
    /// read; [`Error::Invalid`](crate::Error::Invalid) if the record no longer takes the value,
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn apply_correction(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        id: CorrectionId,
        seen: CorrectionSeen,
        anyway: bool,
    ) -> Result<Saving<Version>> {
        Saving::of(self.store.write(ctx, move |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<EditClient>(&scope)?;
            let open = open(tx, client, id)?;
            let view = tx.authorize::<ViewClient>(&scope)?;
            let card = tx.client_card(&view)?;
            let house = tx.house()?;
            let edit = change(tx, &house, &card, open.field, &open.value).map_err(at_value)?;
            if !anyway {
                let likely = likely::find(tx, &likely::of_edit(client, &card, &edit, house.country()))?;
                if !likely.is_empty() {
                    return Err(Unsaved::Likely(likely));
                }
            }
            let version = tx.edit_client(&may, seen.record.unwrap_or(scope.version()), &edit)?;
            decide(tx, &may, &open, seen.correction, CorrectionOutcome::Applied, "")?;
            Ok(version)
        }))
    }

    /// Leaves the record as it is; the sender is told why.
    ///
    /// # Errors
    /// [`Rule::CorrectionDecided`], [`Error::Stale`](crate::Error::Stale), [`Error::Invalid`](crate::Error::Invalid) if the answer is too
    /// long, [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn decline_correction(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        id: CorrectionId,
        answer: &str,
        version: Option<Version>,
    ) -> Result<()> {
        let answer = answer.to_owned();
        self.store.write(ctx, move |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<EditClient>(&scope)?;
            let open = open(tx, client, id)?;
            let answer = match answer.trim() {
                "" => String::new(),
                said => Reason::parse(said).map_err(|wrong| wrong.at("answer"))?.into_string(),
            };
            decide(tx, &may, &open, version, CorrectionOutcome::Declined, &answer)
        })
    }
}

/// A correction that nobody has decided about yet.
fn open(tx: &mut Tx<'_, Write>, client: ClientId, id: CorrectionId) -> Result<Correction> {
    let scope = tx.client(client)?;
    let may = tx.authorize::<ReadCorrections>(&scope)?;
    let correction = tx.correction(&may, id)?;
    if correction.decision.is_some() {
        return Err(Error::Rule(Rule::CorrectionDecided));
    }
    Ok(correction)
}

fn decide<'tx>(
    tx: &mut Tx<'tx, Write>,
    may: &Permit<'tx, EditClient>,
    open: &Correction,
    version: Option<Version>,
    outcome: CorrectionOutcome,
    answer: &str,
) -> Result<()> {
    Ok(tx.decide_correction(may, open.id, version.unwrap_or(open.version), outcome, answer)?)
}
