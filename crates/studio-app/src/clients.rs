//! Clients: finding, showing, making, changing, archiving, notes.

mod appointments;
mod corrections;
mod cursor;
mod exchange;
mod export;
mod gallery;
mod input;
mod likely;
mod list;
mod listed;
mod merge;
mod notes;
mod photo;
mod records;
mod remove;
mod same;
mod saving;

use studio_domain::{ArtistId, ClientId, Invalid, Rule, StudioZone, Version};
use studio_policy::{Actor, Because, Decision, Profile};
use studio_store::actions::{
    AddClient, DeleteClient, EditClient, MergeClients, PinNote, ReadConsents, ReadNotes, ReadScreenings,
    RecordScreening, SetPhoto, ViewClient, WriteNote,
};
use studio_store::{ClientCard, NewClient, NewPhoto, OpCtx, Tx, Write};

use crate::error::{Error, Result};
use crate::form::both;
use crate::studio::{Studio, expect_permit};

pub use corrections::{CorrectionInput, CorrectionSeen, WaitingCorrection, stands};
pub use exchange::{
    Alike, ClientImport, ColumnChoice, ColumnRef, ImportColumn, ImportField, ImportPlan, ImportStep,
    ImportedRow, KeptImport, LeftOut, OnDuplicate, RowFate,
};
pub use export::{ExportAs, ExportError, ExportFormat};
pub use gallery::{Gallery, GalleryFilter};
pub use input::{ClientInput, ContactInput};
pub use list::{ClientFilter, ClientList};
pub use merge::{MergeCompared, MergeInput, MergePreview, Merged};
pub use notes::note_open_until;
pub use photo::PhotoFile;
pub use remove::{Deletion, DeletionSheet};
pub use saving::Saving;
pub(crate) use saving::Unsaved;

/// What a client's page shows, and what its reader may do there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientSheet {
    /// The studio's time zone, in which its moments are shown.
    pub zone: StudioZone,
    /// The card.
    pub card: ClientCard,
    /// Age today in the studio, where the date of birth is known.
    pub age: Option<u32>,
    /// Whether the client is under the studio's age of majority today.
    pub minor: bool,
    /// How often the client did not come.
    pub no_shows: i64,
    /// How often the client called an appointment off within the notice period.
    pub late_cancellations: i64,
    /// What the actor may do here.
    pub can: ClientAbilities,
}

/// What may be done to one client, as the policy engine says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAbilities {
    /// Change, archive, restore.
    pub edit: Ability,
    /// Read notes.
    pub read_notes: Ability,
    /// Write notes, set the pinned one.
    pub write_note: Ability,
    /// Read health screenings; doing so is in the log.
    pub read_health: Ability,
    /// Record health screenings.
    pub record_health: Ability,
    /// Read consents.
    pub read_consents: Ability,
    /// Merge with another record of the same person.
    pub merge: Ability,
    /// Delete.
    pub delete: Ability,
    /// Set, replace or remove the photo.
    pub set_photo: Ability,
}

/// Whether something works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ability {
    /// It works.
    Yes,
    /// It works once the master code is entered.
    Locked,
    /// It never works for this actor and row.
    No,
}

impl From<Decision> for Ability {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Permit(Because::Granted | Because::Owner | Because::Elevated) => Self::Yes,
            Decision::Refuse(why) if why.curable() => Self::Locked,
            Decision::Refuse(_) => Self::No,
        }
    }
}

impl Studio {
    /// A client's card with what may be done there. The id of a record that was merged leads to the card of the kept one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn client(&self, ctx: &OpCtx, id: ClientId) -> Result<ClientSheet> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(id)?;
            let may = tx.authorize::<ViewClient>(&scope)?;
            let (card, no_shows) = (tx.client_card(&may)?, tx.no_shows(&may)?);
            let late_cancellations = tx.late_cancellations(&may)?;
            let photo = tx.photo(id)?;
            let house = tx.house()?;
            let today = house.zone().date(tx.now());
            let birth =
                card.birth_date.as_deref().and_then(|date| studio_domain::BirthDate::parse(date).ok());
            let can = ClientAbilities {
                edit: tx.may::<EditClient>(&scope).into(),
                read_notes: tx.may::<ReadNotes>(&scope).into(),
                write_note: tx.may::<WriteNote>(&scope).into(),
                read_health: tx.may::<ReadScreenings>(&scope).into(),
                record_health: tx.may::<RecordScreening>(&scope).into(),
                read_consents: tx.may::<ReadConsents>(&scope).into(),
                merge: tx.may::<MergeClients>(&scope).into(),
                delete: tx.may::<DeleteClient>(&scope).into(),
                set_photo: tx.may::<SetPhoto>(&photo).into(),
            };
            Ok(ClientSheet {
                zone: house.zone(),
                age: birth.map(|birth| birth.age_on(today)),
                minor: birth.is_some_and(|birth| birth.is_minor_on(today, house.age_of_majority())),
                no_shows,
                late_cancellations,
                card,
                can,
            })
        })
    }

    /// The id of the record that an id leads to: its own, or where it was merged, that of the kept one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn kept_client(&self, ctx: &OpCtx, id: ClientId) -> Result<ClientId> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(id)?;
            Ok(tx.authorize::<ViewClient>(&scope)?.id())
        })
    }

    /// The card for a form that will change it: refused as the change itself would be, except where only the master code is missing, which is
    /// asked for when the form is saved.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn client_to_edit(&self, ctx: &OpCtx, id: ClientId) -> Result<ClientSheet> {
        self.store.read::<_, Error, _>(ctx, |tx| {
            let scope = tx.client(id)?;
            if Ability::from(tx.may::<EditClient>(&scope)) == Ability::No {
                tx.authorize::<EditClient>(&scope)?;
            }
            Ok(())
        })?;
        self.client(ctx, id)
    }

    /// Refuses whoever could not make a record even with the master code, before a form is filled in vain.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused).
    pub fn expect_to_add_client(&self, ctx: &OpCtx) -> Result<()> {
        self.store.read(ctx, |tx| {
            let studio = tx.studio();
            if Ability::from(tx.may::<AddClient>(&studio)) == Ability::No {
                tx.authorize::<AddClient>(&studio)?;
            }
            Ok(())
        })
    }

    /// The client that had this id in the application that the studio moved from: the number on a paper card.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound), [`Error::Refused`](crate::Error::Refused).
    pub fn client_by_legacy(&self, ctx: &OpCtx, legacy: i64) -> Result<ClientId> {
        self.store.read(ctx, |tx| {
            let scope = tx.client_by_legacy(legacy)?;
            let may = tx.authorize::<ViewClient>(&scope)?;
            Ok(may.id())
        })
    }

    /// Makes a record. Likely duplicates are told first, unless `anyway`.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) with every field that is wrong, [`Error::Refused`](crate::Error::Refused).
    pub fn add_client(&self, ctx: &OpCtx, input: ClientInput, anyway: bool) -> Result<Saving<ClientId>> {
        self.make_client(ctx, input, anyway, None)
    }

    /// The same with the client's photo, from a JPEG, PNG or WebP: it belongs to this step, and to whoever takes it.
    ///
    /// # Errors
    /// As [`Studio::add_client`], and [`Error::Upload`](crate::Error::Upload) with the reason if the file is not taken.
    pub fn add_client_with_photo(
        &self,
        ctx: &OpCtx,
        input: ClientInput,
        anyway: bool,
        photo: Vec<u8>,
    ) -> Result<Saving<ClientId>> {
        self.store.read::<_, Error, _>(ctx, |tx| {
            let studio = tx.studio();
            expect_permit::<AddClient>(tx, &studio)
        })?;
        let made = self.make_photo(ctx, photo)?;
        let saved = self.make_client(ctx, input, anyway, Some(made.row()))?;
        if matches!(saved, Saving::Saved(_)) {
            self.keep_photo(ctx, &made)?;
        }
        Ok(saved)
    }

    fn make_client(
        &self,
        ctx: &OpCtx,
        input: ClientInput,
        anyway: bool,
        photo: Option<NewPhoto>,
    ) -> Result<Saving<ClientId>> {
        let (screening, _held) = self.entered(input.screening.as_ref());
        Saving::of(self.store.write(ctx, move |tx| made(tx, &input, screening, anyway, photo.as_ref())))
    }

    /// Changes a record. Without a version the one that it is at is taken, and what is as it was to become is left alone: the version
    /// that is answered is the one that was there, and the log has nothing of it. Likely duplicates by what changed are told first, unless `anyway`.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused), [`Error::Stale`](crate::Error::Stale).
    pub fn edit_client(
        &self,
        ctx: &OpCtx,
        id: ClientId,
        input: ClientInput,
        version: Option<Version>,
        anyway: bool,
    ) -> Result<Saving<Version>> {
        Saving::of(self.store.write(ctx, move |tx| {
            let scope = tx.client(id)?;
            let may = tx.authorize::<EditClient>(&scope)?;
            let house = tx.house()?;
            let view = tx.authorize::<ViewClient>(&scope)?;
            let card = tx.client_card(&view)?;
            let edit = input.read_edit(&house, house.zone().date(tx.now()), &card)?;
            expect_artist(tx, edit.preferred_artist.flatten())?;
            if version.is_none_or(|version| version == card.version) && same::is_same(&card, &edit) {
                return Err(Unsaved::Same(card.version));
            }
            if !anyway {
                let likely = likely::find(tx, &likely::of_edit(id, &card, &edit, house.country()))?;
                if !likely.is_empty() {
                    return Err(Unsaved::Likely(likely));
                }
            }
            Ok(tx.edit_client(&may, version.unwrap_or(scope.version()), &edit)?)
        }))
    }

    /// Archives or restores a client.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused), [`Error::Stale`](crate::Error::Stale), [`Error::NotFound`](crate::Error::NotFound).
    pub fn archive_client(
        &self,
        ctx: &OpCtx,
        id: ClientId,
        archived: bool,
        version: Option<Version>,
    ) -> Result<Version> {
        self.store.write(ctx, move |tx| {
            let scope = tx.client(id)?;
            let may = tx.authorize::<EditClient>(&scope)?;
            Ok(tx.archive_client(&may, version.unwrap_or(scope.version()), archived)?)
        })
    }

    /// Sets or removes the line that is always seen beside the client's name.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused), [`Error::Stale`](crate::Error::Stale).
    pub fn pin_note(
        &self,
        ctx: &OpCtx,
        id: ClientId,
        text: &str,
        version: Option<Version>,
    ) -> Result<Version> {
        let text = text.to_owned();
        self.store.write(ctx, move |tx| {
            let scope = tx.client(id)?;
            let may = tx.authorize::<PinNote>(&scope)?;
            let note = match text.trim() {
                "" => None,
                text => Some(studio_domain::PinnedNote::parse(text)?),
            };
            Ok(tx.pin_note(&may, version.unwrap_or(scope.version()), note.as_ref())?)
        })
    }
}

/// Makes a record within a transaction, with what was entered beside it.
pub(crate) fn made(
    tx: &mut Tx<'_, Write>,
    input: &ClientInput,
    screening: crate::health::Entered,
    anyway: bool,
    photo: Option<&NewPhoto>,
) -> Result<ClientId, Unsaved<ClientId>> {
    let studio = tx.studio();
    let may = tx.authorize::<AddClient>(&studio)?;
    let house = tx.house()?;
    let new = input.read_new(&house, house.zone().date(tx.now()));
    let ((mut new, answer), screening) = both(new, screening.read())?;
    adopt(tx.actor(), tx.me().ok().and_then(|me| me.artist()), house.policy_profile(), &mut new);
    expect_artist(tx, new.more.preferred_artist.flatten())?;
    if !anyway {
        let likely = likely::find(tx, &likely::of_new(&new, house.country()))?;
        if !likely.is_empty() {
            return Err(Unsaved::Likely(likely));
        }
    }
    let client = tx.add_client(&may, &new)?;
    if let Some(answer) = answer {
        let event = answer.event(tx, &house, &new).map_err(Unsaved::Failed)?;
        tx.record_first_consent(&may, client, &event)?;
    }
    if let Some(screening) = screening {
        tx.add_screening_of_new(&may, client, &screening.seal(client, tx.now())?)?;
    }
    if let Some(photo) = photo {
        tx.set_first_photo(&may, client, photo)?;
    }
    Ok(client)
}

/// A preferred artist that is not there is a mistake in that field.
fn expect_artist(tx: &mut Tx<'_, Write>, artist: Option<ArtistId>) -> Result<()> {
    let Some(artist) = artist else { return Ok(()) };
    match tx.artist(artist) {
        Err(studio_store::Error::NotFound { .. }) => {
            let unknown = Rule::Unknown { given: artist.to_string() };
            Err(Invalid::new("preferred_artist_id", unknown).into())
        }
        other => Ok(other.map(drop)?),
    }
}

/// Under a profile that says so, the client that an artist makes is the artist's own.
fn adopt(actor: Actor, artist: Option<ArtistId>, profile: &str, new: &mut NewClient) {
    let adopts = Profile::parse(profile).is_some_and(|profile| profile.adopts_created_clients);
    if adopts && matches!(actor, Actor::Person { .. }) && new.more.preferred_artist.flatten().is_none() {
        new.more.preferred_artist = artist.map(Some);
    }
}
