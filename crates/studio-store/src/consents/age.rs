//! Looks at a document that says how old a client is.

use diesel::prelude::*;
use studio_domain::{AgeCheckId, AgeDocument, BirthDate, Timestamp, UserId};

use crate::actions::{CheckAge, ReadConsents};
use crate::capped::CappedDsl;
use crate::clients::merged::{of_whole, whole};
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::page::{PAGE, Page, take_page};
use crate::schema::{age_checks, clients, users};
use crate::tx::{Tx, Write};

/// A look at a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeCheck {
    /// Id.
    pub id: AgeCheckId,
    /// Which kind of document.
    pub document: AgeDocument,
    /// The date of birth that it says, `YYYY-MM-DD`.
    pub birth_date: String,
    /// When.
    pub checked_at: Timestamp,
    /// By whom, with the user name of today; `None`: the operator.
    pub checked_by: Option<(UserId, String)>,
}

/// A look at a document, to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewAgeCheck {
    /// Which kind of document.
    pub document: AgeDocument,
    /// The date of birth that it says.
    pub birth_date: BirthDate,
}

type Row = (i64, String, String, i64, Option<i64>, Option<String>);

impl<'tx, M> Tx<'tx, M> {
    /// The looks at documents of a client, newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn age_checks(&mut self, may: &Permit<'tx, ReadConsents>) -> Result<Page<AgeCheck>> {
        let whole = whole(self.conn, may.id.get())?;
        let all = age_checks::table.left_join(users::table).into_boxed();
        let rows: Vec<Row> = of_whole!(all, age_checks::client_id, whole)
            .order((age_checks::checked_at.desc(), age_checks::id.desc()))
            .select((
                age_checks::id,
                age_checks::document,
                age_checks::birth_date,
                age_checks::checked_at,
                age_checks::checked_by,
                users::user_name.nullable(),
            ))
            .capped::<{ PAGE + 1 }>()
            .load(self.conn)?;
        let checks = rows.into_iter().map(|(id, document, birth_date, at, by, name)| {
            Ok(AgeCheck {
                id: AgeCheckId::new(id),
                document: AgeDocument::parse(&document)
                    .map_err(|_why| Error::damaged("age_checks.document"))?,
                birth_date,
                checked_at: Timestamp::from_millis(at),
                checked_by: by.map(UserId::new).zip(name),
            })
        });
        Ok(take_page(checks.collect::<Result<Vec<_>>>()?))
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Records a look at a document. A record without date of birth takes over the one of the document.
    ///
    /// # Errors
    /// If the database fails.
    pub fn check_age(&mut self, may: &Permit<'tx, CheckAge>, new: &NewAgeCheck) -> Result<AgeCheckId> {
        let date = new.birth_date.to_string();
        let id: i64 = diesel::insert_into(age_checks::table)
            .values((
                age_checks::client_id.eq(may.id.get()),
                age_checks::document.eq(new.document.code()),
                age_checks::birth_date.eq(&date),
                age_checks::checked_at.eq(self.facts.at.millis()),
                age_checks::checked_by.eq(self.facts.user.map(UserId::get)),
            ))
            .returning(age_checks::id)
            .get_result(self.conn)?;
        let filled = diesel::update(clients::table.find(may.id.get()).filter(clients::birth_date.is_null()))
            .set((
                clients::birth_date.eq(&date),
                clients::updated_at.eq(self.facts.at.millis()),
                clients::updated_by.eq(self.facts.user.map(UserId::get)),
                clients::version.eq(clients::version + 1),
            ))
            .execute(self.conn)?;
        self.detail(may, "age_check", id);
        self.detail(may, "document", new.document.code());
        if filled > 0 {
            self.detail(may, "birth_date", "filled");
        }
        Ok(AgeCheckId::new(id))
    }
}
