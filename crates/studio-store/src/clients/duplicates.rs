//! Likely duplicates: the same phone, email or handle, or the same folded name and birth date.

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{ClientId, digits, sort_key};

use crate::actions::ListClients;
use crate::capped::CappedDsl;
use crate::error::Result;
use crate::guard::ListPermit;
use crate::schema::{client_index, clients};
use crate::tx::Tx;

diesel::define_sql_function! {
    /// ASCII lower case, as in the indexes on email and handle.
    fn lower(x: diesel::sql_types::Nullable<diesel::sql_types::Text>) -> diesel::sql_types::Nullable<diesel::sql_types::Text>;
}

// SQLite takes an index on some rows only for a query that says the same in the same words: with a literal, not a bound value.
diesel::postfix_operator!(IsFilled, " <> ''", backend: diesel::sqlite::Sqlite);

/// What is to be compared. Empty fields are not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DuplicateProbe {
    /// Full name.
    pub name: String,
    /// Phone as typed.
    pub phone: Option<String>,
    /// The phone in E.164, where its country is known.
    pub phone_e164: Option<String>,
    /// Digits under which the same phone may have been written down besides.
    pub phone_also: Vec<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Instagram name without `@`.
    pub instagram: Option<String>,
    /// Date of birth, `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// The record itself, when it is being changed.
    pub except: Option<ClientId>,
}

/// What is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The digits of the phone, as typed or in E.164.
    Phone,
    /// The mail address.
    Email,
    /// The Instagram name.
    Instagram,
    /// Folded name and date of birth.
    NameAndBirth,
}

impl Likeness {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Instagram => "instagram",
            Self::NameAndBirth => "name_and_birth",
        }
    }
}

/// A record that may be the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// Its id.
    pub id: ClientId,
    /// Its name.
    pub name: String,
    /// What is the same.
    pub by: Vec<Likeness>,
}

/// The most records of one likeness that are shown.
const SHOWN: usize = 20;

/// Numbers of fewer digits say too little: an extension, a test.
const PHONE_DIGITS: usize = 7;

type Found = Vec<(i64, String)>;

fn by_phone(conn: &mut SqliteConnection, probe: &DuplicateProbe) -> Result<Found> {
    let mut numbers: Vec<String> =
        [&probe.phone, &probe.phone_e164].into_iter().flatten().map(|phone| digits(phone)).collect();
    numbers.extend(probe.phone_also.iter().cloned());
    numbers.sort_unstable();
    numbers.dedup();
    let mut found = Vec::new();
    for number in numbers.iter().filter(|number| number.len() >= PHONE_DIGITS) {
        let mut rows: Found = client_index::table
            .inner_join(clients::table)
            .filter(IsFilled::new(client_index::phone_digits))
            .filter(client_index::phone_digits.eq(number))
            .select((clients::id, clients::name))
            .capped::<SHOWN>()
            .load(conn)?;
        found.append(&mut rows);
    }
    Ok(found)
}

fn by_email(conn: &mut SqliteConnection, email: &str) -> Result<Found> {
    Ok(clients::table
        .filter(clients::email.is_not_null())
        .filter(lower(clients::email).eq(email.to_ascii_lowercase()))
        .select((clients::id, clients::name))
        .capped::<SHOWN>()
        .load(conn)?)
}

fn by_instagram(conn: &mut SqliteConnection, handle: &str) -> Result<Found> {
    Ok(clients::table
        .filter(clients::instagram.is_not_null())
        .filter(lower(clients::instagram).eq(handle.to_ascii_lowercase()))
        .select((clients::id, clients::name))
        .capped::<SHOWN>()
        .load(conn)?)
}

fn by_name_and_birth(conn: &mut SqliteConnection, name: &str, birth_date: &str) -> Result<Found> {
    let key = sort_key(name);
    let born: Found = clients::table
        .filter(clients::birth_date.is_not_null())
        .filter(clients::birth_date.eq(birth_date))
        .select((clients::id, clients::name))
        .load(conn)?;
    Ok(born.into_iter().filter(|(_, name)| sort_key(name) == key).take(SHOWN).collect())
}

impl<'tx, M> Tx<'tx, M> {
    /// Records that may be the same person, each with what is the same.
    ///
    /// # Errors
    /// If the database fails.
    pub fn duplicates(
        &mut self,
        _may: &ListPermit<'tx, ListClients>,
        probe: &DuplicateProbe,
    ) -> Result<Vec<Duplicate>> {
        let mut found: Vec<Duplicate> = Vec::new();
        let mut add = |likeness: Likeness, rows: Found| {
            for (id, name) in rows {
                let id = ClientId::new(id);
                if probe.except == Some(id) {
                    continue;
                }
                match found.iter_mut().find(|duplicate| duplicate.id == id) {
                    Some(known) => known.by.push(likeness),
                    None => found.push(Duplicate { id, name, by: vec![likeness] }),
                }
            }
        };
        add(Likeness::Phone, by_phone(self.conn, probe)?);
        if let Some(email) = &probe.email {
            add(Likeness::Email, by_email(self.conn, email)?);
        }
        if let Some(handle) = &probe.instagram {
            add(Likeness::Instagram, by_instagram(self.conn, handle)?);
        }
        if let Some(birth_date) = &probe.birth_date {
            add(Likeness::NameAndBirth, by_name_and_birth(self.conn, &probe.name, birth_date)?);
        }
        Ok(found)
    }
}
