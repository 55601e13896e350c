//! The people to call about a client.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::ContactKind;

use super::card::Contact;
use super::edit::ContactEdit;
use crate::error::Result;
use crate::schema::client_contacts;

/// Emergency contact and guardian.
pub(super) fn load(conn: &mut SqliteConnection, client: i64) -> Result<(Option<Contact>, Option<Contact>)> {
    let rows: Vec<(String, String, String, String)> = client_contacts::table
        .filter(client_contacts::client_id.eq(client))
        .select((
            client_contacts::kind,
            client_contacts::name,
            client_contacts::relationship,
            client_contacts::phone,
        ))
        .load(conn)?;
    let (mut emergency, mut guardian) = (None, None);
    for (kind, name, relationship, phone) in rows {
        let contact = Some(Contact { name, relationship, phone });
        if kind == ContactKind::Guardian.code() {
            guardian = contact;
        } else {
            emergency = contact;
        }
    }
    Ok((emergency, guardian))
}

/// Replaces or removes one of them.
pub(crate) fn save(
    conn: &mut SqliteConnection,
    client: i64,
    kind: ContactKind,
    contact: Option<&ContactEdit>,
) -> Result<()> {
    diesel::delete(client_contacts::table.find((client, kind.code()))).execute(conn)?;
    if let Some(contact) = contact {
        diesel::insert_into(client_contacts::table)
            .values((
                client_contacts::client_id.eq(client),
                client_contacts::kind.eq(kind.code()),
                client_contacts::name.eq(contact.name.as_str()),
                client_contacts::relationship.eq(contact
                    .relationship
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default()),
                client_contacts::phone.eq(contact
                    .phone
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default()),
            ))
            .execute(conn)?;
    }
    Ok(())
}
