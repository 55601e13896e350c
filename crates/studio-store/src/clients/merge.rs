//! Making two records of one person one: the other points to the kept one from then on, and everything that hangs on either is read
//! through the kept one.

use diesel::prelude::*;
use diesel::sqlite::{Sqlite, SqliteConnection};
use studio_domain::{ContactKind, MergeField, MergeSide, UserId, Version, digits};

use super::index;
use crate::actions::{Client, MergeClients};
use crate::error::{Error, Result};
use crate::guard::{Permit, Row as _};
use crate::media::photos;
use crate::schema::{client_contacts, client_index, client_placements, client_styles, clients};
use crate::tx::{Tx, Write};

/// What both records were at when somebody compared them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MergeVersions {
    /// Of the record that is kept.
    pub kept: Version,
    /// Of the record that is merged into it.
    pub other: Version,
}

/// The columns of the record that a merge looks at.
#[derive(Queryable, Selectable)]
#[diesel(table_name = clients, check_for_backend(Sqlite))]
struct Record {
    name: String,
    phone: Option<String>,
    phone_e164: Option<String>,
    email: Option<String>,
    instagram: Option<String>,
    address: Option<String>,
    city: Option<String>,
    state: Option<String>,
    gender: Option<String>,
    birth_date: Option<String>,
    preferred_artist_id: Option<i64>,
    source: Option<String>,
    source_detail: Option<String>,
    pinned_note: Option<String>,
    archived_at: Option<i64>,
    version: i64,
}

/// What the kept record takes over; `None` stays as it is.
#[derive(Default, AsChangeset)]
#[diesel(table_name = clients)]
struct Taken {
    name: Option<String>,
    phone: Option<Option<String>>,
    phone_e164: Option<Option<String>>,
    email: Option<Option<String>>,
    instagram: Option<Option<String>>,
    address: Option<Option<String>>,
    city: Option<Option<String>>,
    state: Option<Option<String>>,
    gender: Option<Option<String>>,
    birth_date: Option<Option<String>>,
    preferred_artist_id: Option<Option<i64>>,
    source: Option<Option<String>>,
    source_detail: Option<Option<String>>,
    pinned_note: Option<Option<String>>,
    archived_at: Option<Option<i64>>,
    updated_at: Option<i64>,
    updated_by: Option<Option<i64>>,
    version: Option<i64>,
}

fn record(conn: &mut SqliteConnection, id: i64, expected: Version) -> Result<Record> {
    let record = clients::table.find(id).select(Record::as_select()).get_result(conn)?;
    if record.version != expected.get() {
        let now = Version::new(record.version);
        return Err(Error::Stale { kind: Client::KIND, id, expected, now });
    }
    Ok(record)
}

fn take_styles(conn: &mut SqliteConnection, kept: i64, other: i64, side: MergeSide) -> Result<()> {
    if side == MergeSide::Other {
        diesel::delete(client_styles::table.filter(client_styles::client_id.eq(kept))).execute(conn)?;
    }
    let theirs: Vec<String> = client_styles::table
        .filter(client_styles::client_id.eq(other))
        .select(client_styles::style)
        .load(conn)?;
    for style in theirs {
        diesel::insert_or_ignore_into(client_styles::table)
            .values((client_styles::client_id.eq(kept), client_styles::style.eq(style)))
            .execute(conn)?;
    }
    Ok(())
}

fn take_placements(conn: &mut SqliteConnection, kept: i64, other: i64, side: MergeSide) -> Result<()> {
    if side == MergeSide::Other {
        diesel::delete(client_placements::table.filter(client_placements::client_id.eq(kept)))
            .execute(conn)?;
    }
    let theirs: Vec<String> = client_placements::table
        .filter(client_placements::client_id.eq(other))
        .select(client_placements::placement)
        .load(conn)?;
    for placement in theirs {
        diesel::insert_or_ignore_into(client_placements::table)
            .values((client_placements::client_id.eq(kept), client_placements::placement.eq(placement)))
            .execute(conn)?;
    }
    Ok(())
}

fn take_contact(conn: &mut SqliteConnection, kept: i64, other: i64, kind: ContactKind) -> Result<()> {
    diesel::delete(client_contacts::table.find((kept, kind.code()))).execute(conn)?;
    let theirs: Option<(String, String, String)> = client_contacts::table
        .find((other, kind.code()))
        .select((client_contacts::name, client_contacts::relationship, client_contacts::phone))
        .get_result(conn)
        .optional()?;
    if let Some((name, relationship, phone)) = theirs {
        diesel::insert_into(client_contacts::table)
            .values((
                client_contacts::client_id.eq(kept),
                client_contacts::kind.eq(kind.code()),
                client_contacts::name.eq(name),
                client_contacts::relationship.eq(relationship),
                client_contacts::phone.eq(phone),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Takes one field over from the other record.
fn take(
    conn: &mut SqliteConnection,
    taken: &mut Taken,
    (kept, other): (i64, i64),
    theirs: &Record,
    (field, side): (MergeField, MergeSide),
) -> Result<()> {
    match field {
        MergeField::Name => taken.name = Some(theirs.name.clone()),
        MergeField::Phone => {
            taken.phone = Some(theirs.phone.clone());
            taken.phone_e164 = Some(theirs.phone_e164.clone());
        }
        MergeField::Email => taken.email = Some(theirs.email.clone()),
        MergeField::Instagram => taken.instagram = Some(theirs.instagram.clone()),
        MergeField::BirthDate => taken.birth_date = Some(theirs.birth_date.clone()),
        MergeField::Gender => taken.gender = Some(theirs.gender.clone()),
        MergeField::Address => taken.address = Some(theirs.address.clone()),
        MergeField::City => taken.city = Some(theirs.city.clone()),
        MergeField::State => taken.state = Some(theirs.state.clone()),
        MergeField::PreferredArtist => taken.preferred_artist_id = Some(theirs.preferred_artist_id),
        MergeField::Styles => take_styles(conn, kept, other, side)?,
        MergeField::Placements => take_placements(conn, kept, other, side)?,
        MergeField::Source => taken.source = Some(theirs.source.clone()),
        MergeField::SourceDetail => taken.source_detail = Some(theirs.source_detail.clone()),
        MergeField::PinnedNote => taken.pinned_note = Some(theirs.pinned_note.clone()),
        MergeField::Emergency => take_contact(conn, kept, other, ContactKind::Emergency)?,
        MergeField::Guardian => take_contact(conn, kept, other, ContactKind::Guardian)?,
    }
    Ok(())
}

impl<'tx> Tx<'tx, Write> {
    /// Merges `other` into `keep`, both as they were at these versions. Of each field named in `sides` the value of that side is kept, of every
    /// other the kept record's. The kept one is at a later version than either was, so that no form that was opened on one of them
    /// is taken for one about both.
    ///
    /// # Errors
    /// [`Error::Stale`] about whichever was saved meanwhile; [`Error::Conflict`] if the two are one record.
    pub fn merge_clients(
        &mut self,
        keep: &Permit<'tx, MergeClients>,
        other: &Permit<'tx, MergeClients>,
        versions: MergeVersions,
        sides: &[(MergeField, MergeSide)],
    ) -> Result<Version> {
        let (kept_id, other_id, now) = (keep.id.get(), other.id.get(), self.facts.at);
        let ours = record(self.conn, kept_id, versions.kept)?;
        let theirs = record(self.conn, other_id, versions.other)?;
        let version = Version::new(ours.version.max(theirs.version)).next();
        let mut taken = Taken {
            updated_at: Some(now.millis()),
            updated_by: Some(self.facts.user.map(UserId::get)),
            version: Some(version.get()),
            ..Taken::default()
        };
        // Who is active in either is active.
        if ours.archived_at.is_some() && theirs.archived_at.is_none() {
            taken.archived_at = Some(None);
        }
        let chosen: Vec<(MergeField, MergeSide)> =
            sides.iter().copied().filter(|(_, side)| *side != MergeSide::Kept).collect();
        for one in &chosen {
            take(self.conn, &mut taken, (kept_id, other_id), &theirs, *one)?;
        }
        // What pointed to the other one points to the kept one, so that every pointer ends at once.
        diesel::update(clients::table.filter(clients::merged_into.eq(other_id)))
            .set(clients::merged_into.eq(kept_id))
            .execute(self.conn)?;
        let number = theirs.phone_e164.as_deref().or(theirs.phone.as_deref()).map(digits);
        diesel::update(clients::table.find(other_id))
            .set((
                clients::merged_into.eq(kept_id),
                clients::merged_at.eq(now.millis()),
                clients::merged_digits.eq(number.filter(|digits| !digits.is_empty())),
            ))
            .execute(self.conn)?;
        diesel::delete(client_index::table.find(other_id)).execute(self.conn)?;
        diesel::update(clients::table.find(kept_id)).set(&taken).execute(self.conn)?;
        let photo = photos::inherit(self.conn, kept_id, other_id)?;
        index::refresh(self.conn, kept_id, now)?;
        self.detail(keep, "act", "merge");
        self.detail(keep, "merged", other_id);
        let fields: Vec<&str> = chosen.iter().map(|(field, _)| field.code()).collect();
        self.detail(keep, "taken", fields);
        if photo {
            self.detail(keep, "photo", true);
        }
        self.detail(other, "act", "merge");
        self.detail(other, "into", kept_id);
        Ok(version)
    }
}
