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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// All of them.
    pub const ALL: &[Self] = &[Self::Phone, Self::Email, Self::Instagram, Self::NameAndBirth];

    /// The likeness of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|likeness| likeness.code() == code)
    }

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

/// Id and name of a record, and the record that it was merged into.
type Found = Vec<(i64, String, Option<i64>)>;

macro_rules! found {
    () => {
        (clients::id, clients::name, clients::merged_into)
    };
}

impl DuplicateProbe {
    /// The numbers that are compared: the digits as typed, in E.164, and as they may have been written otherwise.
    fn numbers(&self) -> Vec<String> {
        let mut numbers: Vec<String> =
            [&self.phone, &self.phone_e164].into_iter().flatten().map(|phone| digits(phone)).collect();
        numbers.extend(self.phone_also.iter().cloned());
        numbers.sort_unstable();
        numbers.dedup();
        numbers.retain(|number| number.len() >= PHONE_DIGITS);
        numbers
    }

    /// What is compared, each as one text: two people who share one of them are likely the same. For comparing those who are not
    /// saved yet with each other, by the rule by which [`Tx::duplicates`] compares with those who are.
    #[must_use]
    pub fn keys(&self) -> Vec<(Likeness, String)> {
        let mut keys: Vec<(Likeness, String)> =
            self.numbers().into_iter().map(|number| (Likeness::Phone, number)).collect();
        keys.extend(self.email.iter().map(|email| (Likeness::Email, email.to_ascii_lowercase())));
        keys.extend(self.instagram.iter().map(|name| (Likeness::Instagram, name.to_ascii_lowercase())));
        keys.extend(
            self.birth_date
                .iter()
                .map(|date| (Likeness::NameAndBirth, format!("{date} {}", sort_key(&self.name)))),
        );
        keys
    }
}

fn by_phone(conn: &mut SqliteConnection, probe: &DuplicateProbe) -> Result<Found> {
    let mut found = Vec::new();
    for number in &probe.numbers() {
        let mut rows: Found = client_index::table
            .inner_join(clients::table)
            .filter(IsFilled::new(client_index::phone_digits))
            .filter(client_index::phone_digits.eq(number))
            .select(found!())
            .capped::<SHOWN>()
            .load(conn)?;
        found.append(&mut rows);
        let mut merged: Found = clients::table
            .filter(clients::merged_digits.eq(number))
            .select(found!())
            .capped::<SHOWN>()
            .load(conn)?;
        found.append(&mut merged);
    }
    Ok(found)
}

fn by_email(conn: &mut SqliteConnection, email: &str) -> Result<Found> {
    Ok(clients::table
        .filter(clients::email.is_not_null())
        .filter(lower(clients::email).eq(email.to_ascii_lowercase()))
        .select(found!())
        .capped::<SHOWN>()
        .load(conn)?)
}

fn by_instagram(conn: &mut SqliteConnection, handle: &str) -> Result<Found> {
    Ok(clients::table
        .filter(clients::instagram.is_not_null())
        .filter(lower(clients::instagram).eq(handle.to_ascii_lowercase()))
        .select(found!())
        .capped::<SHOWN>()
        .load(conn)?)
}

fn by_name_and_birth(conn: &mut SqliteConnection, name: &str, birth_date: &str) -> Result<Found> {
    let key = sort_key(name);
    let born: Found = clients::table
        .filter(clients::birth_date.is_not_null())
        .filter(clients::birth_date.eq(birth_date))
        .select(found!())
        .load(conn)?;
    Ok(born.into_iter().filter(|(_, name, _)| sort_key(name) == key).take(SHOWN).collect())
}

/// A record that was merged stands for the one that is kept, under whose name it is told.
fn kept(
    conn: &mut SqliteConnection,
    (id, name, into): (i64, String, Option<i64>),
) -> Result<(ClientId, String)> {
    match into {
        None => Ok((ClientId::new(id), name)),
        Some(kept) => {
            let name = clients::table.find(kept).select(clients::name).get_result(conn)?;
            Ok((ClientId::new(kept), name))
        }
    }
}

fn add(
    conn: &mut SqliteConnection,
    all: &mut Vec<Duplicate>,
    except: Option<ClientId>,
    likeness: Likeness,
    rows: Found,
) -> Result<()> {
    for row in rows {
        let (id, name) = kept(conn, row)?;
        if except == Some(id) {
            continue;
        }
        match all.iter_mut().find(|duplicate| duplicate.id == id) {
            Some(known) if known.by.contains(&likeness) => {}
            Some(known) => known.by.push(likeness),
            None => all.push(Duplicate { id, name, by: vec![likeness] }),
        }
    }
    Ok(())
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
        let mut all: Vec<Duplicate> = Vec::new();
        let rows = by_phone(self.conn, probe)?;
        add(self.conn, &mut all, probe.except, Likeness::Phone, rows)?;
        if let Some(email) = &probe.email {
            let rows = by_email(self.conn, email)?;
            add(self.conn, &mut all, probe.except, Likeness::Email, rows)?;
        }
        if let Some(handle) = &probe.instagram {
            let rows = by_instagram(self.conn, handle)?;
            add(self.conn, &mut all, probe.except, Likeness::Instagram, rows)?;
        }
        if let Some(birth_date) = &probe.birth_date {
            let rows = by_name_and_birth(self.conn, &probe.name, birth_date)?;
            add(self.conn, &mut all, probe.except, Likeness::NameAndBirth, rows)?;
        }
        Ok(all)
    }
}
