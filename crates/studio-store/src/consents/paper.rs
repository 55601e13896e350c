//! The scan of a consent that was signed on paper. A form is often signed first and scanned later, so it may come with the event or after it,
//! and then stays.

use diesel::prelude::*;
use studio_domain::{ConsentId, ConsentManner, MediaKind, Timestamp, UserId};

use crate::actions::{AttachPaper, ReadConsents};
use crate::clients::merged::{of_whole, whole};
use crate::error::{Constraint, Error, Result};
use crate::guard::{Guarded, Permit};
use crate::media::{MediaFile, hash, keep, size_of};
use crate::schema::{consent_papers, consents, media, users};
use crate::tx::{Tx, Write};

/// The scan of a form, without the scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentPaper {
    /// The file.
    pub file: MediaFile,
    /// When it was attached.
    pub attached_at: Timestamp,
    /// By whom, with the user name of today; `None`: the operator.
    pub attached_by: Option<(UserId, String)>,
}

type File = (Vec<u8>, String, i64, Option<i64>, Option<i64>);
type Row = (File, i64, Option<i64>, Option<String>);

impl<'tx, M> Tx<'tx, M> {
    /// The scan of an event of a client; `None`: there is none.
    ///
    /// # Errors
    /// If the database fails.
    pub fn consent_paper(
        &mut self,
        may: &Permit<'tx, ReadConsents>,
        id: ConsentId,
    ) -> Result<Option<ConsentPaper>> {
        let whole = whole(self.conn, may.id.get())?;
        let one = consent_papers::table
            .inner_join(consents::table)
            .inner_join(media::table)
            .left_join(users::table)
            .filter(consent_papers::consent_id.eq(id.get()))
            .into_boxed();
        let found: Option<Row> = of_whole!(one, consents::client_id, whole)
            .select((
                (media::hash, media::kind, media::bytes, media::width, media::height),
                consent_papers::attached_at,
                consent_papers::attached_by,
                users::user_name.nullable(),
            ))
            .get_result(self.conn)
            .optional()?;
        let Some(((stored, kind, bytes, width, height), at, by, name)) = found else { return Ok(None) };
        Ok(Some(ConsentPaper {
            file: MediaFile {
                hash: hash(&stored)?,
                kind: MediaKind::parse(&kind).map_err(|_unknown| Error::damaged("media.kind"))?,
                bytes: u64::try_from(bytes).unwrap_or_default(),
                size: size_of(width, height),
            },
            attached_at: Timestamp::from_millis(at),
            attached_by: by.map(UserId::new).zip(name),
        }))
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Attaches the scan of a form to an event of a client that was answered on paper.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the client has no such event; [`Error::Conflict`] with [`Constraint::PaperThere`] if it has a scan, with
    /// [`Constraint::NotOnPaper`] if it was not answered on paper.
    pub fn attach_paper(
        &mut self,
        may: &Permit<'tx, AttachPaper>,
        id: ConsentId,
        file: &MediaFile,
    ) -> Result<()> {
        let whole = whole(self.conn, may.id.get())?;
        let one =
            consents::table.left_join(consent_papers::table).filter(consents::id.eq(id.get())).into_boxed();
        let found: Option<(String, Option<i64>)> = of_whole!(one, consents::client_id, whole)
            .select((consents::manner, consent_papers::consent_id.nullable()))
            .get_result(self.conn)
            .optional()?;
        match found {
            None => return Err(Error::not_found("consent", id)),
            Some((_, Some(_))) => return Err(Error::Conflict(Constraint::PaperThere)),
            Some((manner, None)) if manner != ConsentManner::Paper.code() => {
                return Err(Error::Conflict(Constraint::NotOnPaper));
            }
            Some(_) => {}
        }
        self.detail(may, "consent", id.get());
        self.insert_paper(may, id, file)
    }

    /// The same of an event that was recorded in this very step.
    pub(super) fn insert_paper<A: Guarded>(
        &mut self,
        may: &Permit<'tx, A>,
        id: ConsentId,
        file: &MediaFile,
    ) -> Result<()> {
        let (user, now) = (self.facts.user, self.facts.at);
        keep(self.conn, file, user, now)?;
        diesel::insert_into(consent_papers::table)
            .values((
                consent_papers::consent_id.eq(id.get()),
                consent_papers::file.eq(file.hash.as_bytes().as_slice()),
                consent_papers::attached_at.eq(now.millis()),
                consent_papers::attached_by.eq(user.map(UserId::get)),
            ))
            .execute(self.conn)?;
        self.detail(may, "paper", file.hash.to_string());
        self.detail(may, "paper_kind", file.kind.code());
        Ok(())
    }
}
