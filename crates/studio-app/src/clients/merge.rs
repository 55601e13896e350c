//! Two records of one person: found, compared side by side, made one.

use std::collections::BTreeMap;

use studio_domain::{
    ClientId, Invalid, MergeDoubt, MergeField, MergeSide, Rule, StudioZone, Version, sort_key,
};
use studio_store::actions::{ListClients, MergeClients, ViewClient};
use studio_store::{
    ClientCard, ClientCounts, Constraint, Contact, Duplicate, DuplicateCursor, DuplicateGroup, MergeVersions,
    OpCtx, Page, Tx,
};

use super::{Ability, cursor, likely};
use crate::error::{Error, Result};
use crate::form::Form;
use crate::studio::Studio;

/// What merging one record into another would come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergePreview {
    /// The studio's time zone, in which its moments are shown.
    pub zone: StudioZone,
    /// The record that is kept.
    pub kept: ClientCard,
    /// The record that is merged into it.
    pub other: ClientCard,
    /// What they say, field by field, where at least one of them says anything.
    pub fields: Vec<MergeCompared>,
    /// What hangs on the record that is kept.
    pub kept_has: ClientCounts,
    /// What hangs on the other one, and is read through the kept one afterwards.
    pub other_has: ClientCounts,
    /// What speaks against their being one person.
    pub doubts: Vec<MergeDoubt>,
    /// Whether the actor may do it.
    pub can: Ability,
}

/// One field of two records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeCompared {
    /// The field.
    pub field: MergeField,
    /// What the kept record says; empty: nothing.
    pub kept: String,
    /// What the other one says.
    pub other: String,
    /// Whether there is anything to choose.
    pub differs: bool,
    /// Whose value is kept unless somebody says otherwise.
    pub usual: MergeSide,
}

/// How to merge. Without versions those that the records are at are taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MergeInput {
    /// Version of the record that is kept, as it was compared.
    pub version: Option<Version>,
    /// Version of the other one.
    pub other_version: Option<Version>,
    /// Whose value is kept, by field; what is not named is kept as usual. Codes of [`MergeField`] and [`MergeSide`].
    pub sides: BTreeMap<String, String>,
}

/// What a merge came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// The version that the kept record is at.
    pub version: Version,
    /// Whether it was so before: the same merge asked for twice.
    pub already: bool,
}

fn contact(contact: Option<&Contact>) -> String {
    let Some(Contact { name, relationship, phone }) = contact else { return String::new() };
    let parts: Vec<&str> =
        [name, relationship, phone].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// What a record says, as text.
fn said(card: &ClientCard, field: MergeField) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    match field {
        MergeField::Name => card.name.clone(),
        MergeField::Phone => text(&card.phone),
        MergeField::Email => text(&card.email),
        MergeField::Instagram => text(&card.instagram),
        MergeField::BirthDate => text(&card.birth_date),
        MergeField::Gender => text(&card.gender),
        MergeField::Address => text(&card.address),
        MergeField::City => text(&card.city),
        MergeField::State => text(&card.state),
        MergeField::PreferredArtist => {
            card.preferred_artist.as_ref().map(|artist| artist.name.clone()).unwrap_or_default()
        }
        MergeField::Styles => card.styles.join(", "),
        MergeField::Placements => card.placements.join(", "),
        MergeField::Source => text(&card.source),
        MergeField::SourceDetail => text(&card.source_detail),
        MergeField::PinnedNote => text(&card.pinned_note),
        MergeField::Emergency => contact(card.emergency.as_ref()),
        MergeField::Guardian => contact(card.guardian.as_ref()),
    }
}

/// Whether both records mean the same: two artists may have one name.
fn is_same(kept: &ClientCard, other: &ClientCard, field: MergeField) -> bool {
    match field {
        MergeField::PreferredArtist => {
            let id = |card: &ClientCard| card.preferred_artist.as_ref().map(|artist| artist.id);
            id(kept) == id(other)
        }
        _ => said(kept, field) == said(other, field),
    }
}

/// What was chosen of some fields.
type Sides = BTreeMap<MergeField, MergeSide>;

/// Whose value of a field is kept unless it is chosen: a part goes with what it is a part of, where the records contradict each other there.
fn usual(kept: &ClientCard, other: &ClientCard, field: MergeField, sides: &Sides) -> MergeSide {
    let mut part_of = field.part_of();
    while let Some(whole) = part_of {
        let (ours, theirs) = (sort_key(&said(kept, whole)), sort_key(&said(other, whole)));
        if !ours.is_empty() && !theirs.is_empty() && ours != theirs {
            return sides.get(&whole).copied().unwrap_or_else(|| usual(kept, other, whole, sides));
        }
        part_of = whole.part_of();
    }
    field.usual(said(kept, field).is_empty())
}

fn compared(kept: &ClientCard, other: &ClientCard, sides: &Sides) -> Vec<MergeCompared> {
    let all = MergeField::ALL.iter().map(|field| MergeCompared {
        field: *field,
        differs: !is_same(kept, other, *field),
        usual: usual(kept, other, *field, sides),
        kept: said(kept, *field),
        other: said(other, *field),
    });
    all.filter(|one| !(one.kept.is_empty() && one.other.is_empty())).collect()
}

/// Whose value is kept, of the fields that somebody chose.
fn read(typed: &BTreeMap<String, String>) -> Result<Sides> {
    let mut form = Form::default();
    let mut sides = Sides::new();
    for (field, side) in typed {
        let (field, side) = (form.take(MergeField::parse(field)), form.take(MergeSide::parse(side)));
        if let (Some(field), Some(side)) = (field, side) {
            if !field.takes(side) {
                form.wrong(Invalid::new("side", Rule::NotAllowed));
            }
            sides.insert(field, side);
        }
    }
    form.finish()?;
    Ok(sides)
}

/// Whose value is kept of each field that differs.
fn chosen(kept: &ClientCard, other: &ClientCard, sides: &Sides) -> Vec<(MergeField, MergeSide)> {
    let fields = compared(kept, other, sides).into_iter().filter(|one| one.differs);
    fields.map(|one| (one.field, sides.get(&one.field).copied().unwrap_or(one.usual))).collect()
}

/// What speaks against their being one person: what they have in common is looked for as among duplicates, and in the name alone.
fn doubts(kept: &ClientCard, other: &ClientCard, country: Option<&str>) -> Vec<MergeDoubt> {
    let keys = |card: &ClientCard| likely::of_card(card.clone(), country).keys();
    let theirs = keys(other);
    let in_common =
        sort_key(&kept.name) == sort_key(&other.name) || keys(kept).iter().any(|key| theirs.contains(key));
    MergeDoubt::of(in_common, kept.birth_date.as_deref(), other.birth_date.as_deref())
}

fn cards<M>(tx: &mut Tx<'_, M>, kept: ClientId, other: ClientId) -> Result<[(ClientCard, ClientCounts); 2]> {
    let mut read = |id| -> Result<(ClientCard, ClientCounts)> {
        let scope = tx.client(id)?;
        let may = tx.authorize::<ViewClient>(&scope)?;
        Ok((tx.client_card(&may)?, tx.client_counts(&may)?))
    };
    Ok([read(kept)?, read(other)?])
}

/// How two records stand to each other before they are made one.
enum Standing {
    /// Each stands for itself.
    Apart,
    /// The other one was merged into the kept one before.
    Together,
}

fn standing<M>(tx: &mut Tx<'_, M>, kept: ClientId, other: ClientId) -> Result<Standing> {
    if kept == other {
        return Err(Invalid::new("other_id", Rule::SameRecord).into());
    }
    match (tx.merged_into(kept)?, tx.merged_into(other)?) {
        (None, None) => Ok(Standing::Apart),
        (None, Some(into)) if into == kept => Ok(Standing::Together),
        _ => Err(Error::Conflict(Constraint::ClientMerged)),
    }
}

/// Why nothing was merged. It leaves the write as an error, so that the log tells of nothing.
enum Unmerged {
    Already(Version),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Unmerged {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Studio {
    /// Records that may be the same person as this one.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn likely_duplicates(&self, ctx: &OpCtx, id: ClientId) -> Result<Vec<Duplicate>> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(id)?;
            let may = tx.authorize::<ViewClient>(&scope)?;
            let card = tx.client_card(&may)?;
            let house = tx.house()?;
            likely::find(tx, &likely::of_card(card, house.country()))
        })
    }

    /// One page of records of the whole studio that share a phone, an email or a handle.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn duplicate_groups(
        &self,
        ctx: &OpCtx,
        after: Option<&DuplicateCursor>,
    ) -> Result<Page<DuplicateGroup>> {
        self.store.read(ctx, |tx| {
            let may = tx.authorize_list::<ListClients>()?;
            Ok(tx.duplicate_groups(&may, after)?)
        })
    }

    /// The same by the cursor as text, as an address has it; empty is the beginning. Answers the groups, and the cursor of those that follow.
    ///
    /// # Errors
    /// [`Error::Refused`]; [`Error::Invalid`] for a cursor that is none.
    pub fn duplicate_page(&self, ctx: &OpCtx, cursor: &str) -> Result<(Vec<DuplicateGroup>, Option<String>)> {
        let after = match cursor.trim() {
            "" => None,
            text => Some(cursor::read_same(text)?),
        };
        let page = self.duplicate_groups(ctx, after.as_ref())?;
        let next = page.items.last().filter(|_| page.more).map(|last| cursor::write_same(&last.cursor));
        Ok((page.items, next))
    }

    /// Both records side by side: refused as the merge itself would be, except where only the master code is missing, which is asked for when
    /// it is done. Answers `None` if `other` was merged into `kept` before.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`]; [`Error::Invalid`] if both are one record; [`Error::Conflict`] if either was merged into
    /// a third one.
    pub fn merge_preview(
        &self,
        ctx: &OpCtx,
        kept: ClientId,
        other: ClientId,
    ) -> Result<Option<MergePreview>> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(kept)?;
            let can = Ability::from(tx.may::<MergeClients>(&scope));
            if can == Ability::No {
                tx.authorize::<MergeClients>(&scope)?;
            }
            if let Standing::Together = standing(tx, kept, other)? {
                return Ok(None);
            }
            let [(kept, kept_has), (other, other_has)] = cards(tx, kept, other)?;
            let house = tx.house()?;
            Ok(Some(MergePreview {
                zone: house.zone(),
                fields: compared(&kept, &other, &Sides::new()),
                doubts: doubts(&kept, &other, house.country()),
                kept,
                other,
                kept_has,
                other_has,
                can,
            }))
        })
    }

    /// Refuses whoever could not merge a record even with the master code, before anything is looked for in vain. Answers the card.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn client_to_merge(&self, ctx: &OpCtx, id: ClientId) -> Result<ClientCard> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(id)?;
            if Ability::from(tx.may::<MergeClients>(&scope)) == Ability::No {
                tx.authorize::<MergeClients>(&scope)?;
            }
            let may = tx.authorize::<ViewClient>(&scope)?;
            Ok(tx.client_card(&may)?)
        })
    }

    /// Merges `other` into `kept`: its rows keep their ids and are read through the kept one, its old addresses lead there. Asked for twice it
    /// is done once.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`], [`Error::Invalid`]; [`Error::Stale`] about whichever was saved since they were compared;
    /// [`Error::Conflict`] if either was merged into a third one.
    pub fn merge_clients(
        &self,
        ctx: &OpCtx,
        kept: ClientId,
        other: ClientId,
        input: MergeInput,
    ) -> Result<Merged> {
        let merged = self.store.write(ctx, move |tx| {
            let keeps = tx.client(kept)?;
            let may_keep = tx.authorize::<MergeClients>(&keeps)?;
            let gives = tx.client(other)?;
            let may_give = tx.authorize::<MergeClients>(&gives)?;
            if let Standing::Together = standing(tx, kept, other)? {
                return Err(Unmerged::Already(keeps.version()));
            }
            let [(kept, _), (other, _)] = cards(tx, kept, other)?;
            let sides = chosen(&kept, &other, &read(&input.sides)?);
            let versions = MergeVersions {
                kept: input.version.unwrap_or(keeps.version()),
                other: input.other_version.unwrap_or(gives.version()),
            };
            Ok(tx.merge_clients(&may_keep, &may_give, versions, &sides)?)
        });
        match merged {
            Ok(version) => Ok(Merged { version, already: false }),
            Err(Unmerged::Already(version)) => Ok(Merged { version, already: true }),
            Err(Unmerged::Failed(error)) => Err(error),
        }
    }
}
