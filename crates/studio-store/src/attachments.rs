//! The pictures and papers of an appointment, for whoever may see its details.

use diesel::prelude::*;
use studio_domain::{
    AppointmentFileId, AppointmentId, ClientId, ContentHash, FileSize, FileTitle, MediaKind, Timestamp,
    UserId,
};

use crate::actions::{AttachFile, DetachFile, SeeFiles};
use crate::capped::CappedDsl;
use crate::error::{Constraint, Error, Result};
use crate::guard::Permit;
use crate::media::{MediaFile, hash, keep, size_of};
use crate::schema::{appointment_files, appointments, clients, media, users};
use crate::tx::{Tx, Write};

/// How many files an appointment can have.
const MOST: usize = 50;

/// A picture or paper of an appointment, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentFile {
    /// Id.
    pub id: AppointmentFileId,
    /// What people call it; may be empty.
    pub title: String,
    /// The picture in its full size, or the paper.
    pub whole: MediaFile,
    /// The picture in the two sizes that are looked at, the larger one first; a paper has none.
    pub shown: Option<(ContentHash, ContentHash)>,
    /// When it was attached.
    pub attached_at: Timestamp,
    /// By whom, with the name of today; `None`: the operator.
    pub attached_by: Option<(UserId, String)>,
}

impl AppointmentFile {
    /// The file in this size; a paper has only one.
    #[must_use]
    pub fn file(&self, size: FileSize) -> ContentHash {
        match (size, self.shown) {
            (FileSize::Whole, _) | (_, None) => self.whole.hash,
            (FileSize::Large, Some((large, _))) => large,
            (FileSize::Small, Some((_, small))) => small,
        }
    }
}

/// A picture or paper to be attached: its files are in their place already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAppointmentFile {
    /// What people call it.
    pub title: FileTitle,
    /// The picture in its full size, or the paper.
    pub whole: MediaFile,
    /// The picture in the two sizes that are looked at, the larger one first.
    pub shown: Option<(MediaFile, MediaFile)>,
}

type File = (Vec<u8>, String, i64, Option<i64>, Option<i64>);
type Shown = (Option<Vec<u8>>, Option<Vec<u8>>);
/// A file in its sizes.
type Sizes = (Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>);
type By = (Option<i64>, Option<String>, Option<String>);
type Row = (i64, String, File, Shown, i64, By);

/// The columns of a file, of a query that joins `media` by the whole one, and `users`.
macro_rules! columns {
    () => {
        (
            appointment_files::id,
            appointment_files::title,
            (media::hash, media::kind, media::bytes, media::width, media::height),
            (appointment_files::large, appointment_files::small),
            appointment_files::attached_at,
            (appointment_files::attached_by, users::user_name.nullable(), users::full_name.nullable()),
        )
    };
}

fn file((id, title, whole, (large, small), at, (by, user_name, full_name)): Row) -> Result<AppointmentFile> {
    let (stored, kind, bytes, width, height) = whole;
    let maybe = |stored: Option<Vec<u8>>| stored.map(|stored| hash(&stored)).transpose();
    let name = full_name.filter(|name| !name.is_empty()).or(user_name);
    Ok(AppointmentFile {
        id: AppointmentFileId::new(id),
        title,
        whole: MediaFile {
            hash: hash(&stored)?,
            kind: MediaKind::parse(&kind).map_err(|_unknown| Error::damaged("media.kind"))?,
            bytes: u64::try_from(bytes).unwrap_or_default(),
            size: size_of(width, height),
        },
        shown: maybe(large)?.zip(maybe(small)?),
        attached_at: Timestamp::from_millis(at),
        attached_by: by.map(UserId::new).zip(name),
    })
}

impl<'tx, M> Tx<'tx, M> {
    /// All files of an appointment, in the order in which they came.
    ///
    /// # Errors
    /// If the database fails.
    pub fn appointment_files(&mut self, may: &Permit<'tx, SeeFiles>) -> Result<Vec<AppointmentFile>> {
        let rows: Vec<Row> = appointment_files::table
            .inner_join(media::table.on(media::hash.eq(appointment_files::file)))
            .left_join(users::table)
            .filter(appointment_files::appointment_id.eq(may.id.get()))
            .order((appointment_files::attached_at, appointment_files::id))
            .select(columns!())
            .capped::<MOST>()
            .load(self.conn)?;
        rows.into_iter().map(file).collect()
    }

    /// One file of an appointment.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the appointment has no such one.
    pub fn appointment_file(
        &mut self,
        may: &Permit<'tx, SeeFiles>,
        id: AppointmentFileId,
    ) -> Result<AppointmentFile> {
        let found: Option<Row> = appointment_files::table
            .inner_join(media::table.on(media::hash.eq(appointment_files::file)))
            .left_join(users::table)
            .filter(appointment_files::id.eq(id.get()))
            .filter(appointment_files::appointment_id.eq(may.id.get()))
            .select(columns!())
            .get_result(self.conn)
            .optional()?;
        file(found.ok_or_else(|| Error::not_found("file", id))?)
    }

    /// Size in bytes of a file in one of its sizes.
    ///
    /// # Errors
    /// If the database fails.
    pub fn file_bytes(&mut self, _may: &Permit<'tx, SeeFiles>, file: &ContentHash) -> Result<u64> {
        let bytes: i64 =
            media::table.find(file.as_bytes().as_slice()).select(media::bytes).get_result(self.conn)?;
        Ok(u64::try_from(bytes).unwrap_or_default())
    }

    /// Whose appointment it is, for whoever may see its details: the client's id and name, and when it starts.
    ///
    /// # Errors
    /// If the database fails.
    pub fn whose_appointment(
        &mut self,
        may: &Permit<'tx, SeeFiles>,
    ) -> Result<(ClientId, String, Timestamp)> {
        // The name of the record that is kept, should this one have been merged into it.
        let (client, kept, name, at): (i64, Option<i64>, String, i64) = appointments::table
            .inner_join(clients::table)
            .filter(appointments::id.eq(may.id.get()))
            .select((clients::id, clients::merged_into, clients::name, appointments::starts_at))
            .get_result(self.conn)?;
        let name = match kept {
            None => name,
            Some(kept) => clients::table.find(kept).select(clients::name).get_result(self.conn)?,
        };
        Ok((ClientId::new(kept.unwrap_or(client)), name, Timestamp::from_millis(at)))
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Attaches a file to an appointment. One that is attached already is that one.
    ///
    /// # Errors
    /// [`Error::Conflict`] with [`Constraint::TooManyFiles`].
    pub fn attach_file(
        &mut self,
        may: &Permit<'tx, AttachFile>,
        new: &NewAppointmentFile,
    ) -> Result<AppointmentFileId> {
        let appointment = AppointmentId::get(may.id);
        let whole = new.whole.hash.as_bytes().as_slice();
        let there: Option<i64> = appointment_files::table
            .filter(appointment_files::appointment_id.eq(appointment))
            .filter(appointment_files::file.eq(whole))
            .select(appointment_files::id)
            .get_result(self.conn)
            .optional()?;
        if let Some(there) = there {
            self.forget(may);
            return Ok(AppointmentFileId::new(there));
        }
        let count: i64 = appointment_files::table
            .filter(appointment_files::appointment_id.eq(appointment))
            .count()
            .get_result(self.conn)?;
        if usize::try_from(count).is_ok_and(|count| count >= MOST) {
            return Err(Error::Conflict(Constraint::TooManyFiles));
        }
        let (user, now) = (self.facts.user, self.facts.at);
        let shown = new.shown.as_ref();
        let files =
            std::iter::once(&new.whole).chain(shown.into_iter().flat_map(|(large, small)| [large, small]));
        for file in files {
            keep(self.conn, file, user, now)?;
        }
        let stored = |file: &MediaFile| file.hash.as_bytes().to_vec();
        let id: i64 = diesel::insert_into(appointment_files::table)
            .values((
                appointment_files::appointment_id.eq(appointment),
                appointment_files::file.eq(whole),
                appointment_files::large.eq(shown.map(|(large, _)| stored(large))),
                appointment_files::small.eq(shown.map(|(_, small)| stored(small))),
                appointment_files::title.eq(new.title.as_str()),
                appointment_files::attached_at.eq(now.millis()),
                appointment_files::attached_by.eq(user.map(UserId::get)),
            ))
            .returning(appointment_files::id)
            .get_result(self.conn)?;
        self.detail(may, "attached", id);
        self.detail(may, "file", new.whole.hash.to_string());
        self.detail(may, "kind", new.whole.kind.code());
        Ok(AppointmentFileId::new(id))
    }

    /// Takes a file from an appointment; answers its files in all sizes.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the appointment has no such one.
    pub fn detach_file(
        &mut self,
        may: &Permit<'tx, DetachFile>,
        id: AppointmentFileId,
    ) -> Result<Vec<ContentHash>> {
        let found: Option<Sizes> = appointment_files::table
            .filter(appointment_files::id.eq(id.get()))
            .filter(appointment_files::appointment_id.eq(may.id.get()))
            .select((appointment_files::file, appointment_files::large, appointment_files::small))
            .get_result(self.conn)
            .optional()?;
        let (whole, large, small) = found.ok_or_else(|| Error::not_found("file", id))?;
        diesel::delete(appointment_files::table.find(id.get())).execute(self.conn)?;
        let files = [Some(whole), large, small].into_iter().flatten();
        let files: Vec<ContentHash> = files.map(|stored| hash(&stored)).collect::<Result<_>>()?;
        self.detail(may, "detached", id.get());
        self.detail(may, "file", files.first().map(ToString::to_string));
        Ok(files)
    }
}
