//! The pictures and papers of an appointment: attached, looked at, taken away.

use studio_domain::{
    AppointmentFileId, AppointmentId, ClientId, ContentHash, FileSize, FileTitle, MediaKind, Timestamp,
};
use studio_media::{Attachment, Rendition};
use studio_store::actions::{AttachFile, DetachFile, SeeFiles};
use studio_store::{AppointmentFile, MediaFile, NewAppointmentFile, OpCtx};

use crate::clients::Ability;
use crate::error::{Error, Result};
use crate::studio::{Studio, expect_permit};

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// What it is.
    pub kind: MediaKind,
    /// The hash of its content.
    pub hash: ContentHash,
    /// The file; `None`: the caller has it already.
    pub bytes: Option<Vec<u8>>,
}

/// The pictures and papers of an appointment, and what may be done there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentFiles {
    /// The appointment.
    pub id: AppointmentId,
    /// Whose it is.
    pub client: ClientId,
    /// The client's name.
    pub client_name: String,
    /// Start of the appointment.
    pub starts_at: Timestamp,
    /// The files, in the order in which they came.
    pub files: Vec<AppointmentFile>,
    /// Whether the actor may attach and take away.
    pub change: Ability,
}

/// A kept file as its row says.
pub(crate) fn described(file: &Rendition) -> MediaFile {
    MediaFile {
        hash: file.hash,
        kind: file.kind,
        bytes: file.bytes.len() as u64,
        size: file.width.zip(file.height),
    }
}

impl Studio {
    /// The pictures and papers of an appointment.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn appointment_files(&self, ctx: &OpCtx, appointment: AppointmentId) -> Result<AppointmentFiles> {
        self.store.read(ctx, |tx| {
            let scope = tx.any_appointment(appointment)?;
            let may = tx.authorize::<SeeFiles>(&scope)?;
            let (client, client_name, starts_at) = tx.whose_appointment(&may)?;
            Ok(AppointmentFiles {
                id: appointment,
                client,
                client_name,
                starts_at,
                files: tx.appointment_files(&may)?,
                change: tx.may::<AttachFile>(&scope).into(),
            })
        })
    }

    /// Refuses whoever may not attach anything to this appointment, before a file is sent in vain.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn expect_to_attach(&self, ctx: &OpCtx, appointment: AppointmentId) -> Result<()> {
        self.store.read(ctx, |tx| {
            let scope = tx.any_appointment(appointment)?;
            expect_permit::<AttachFile>(tx, &scope)
        })
    }

    /// Attaches a picture (JPEG, PNG or WebP) or a PDF to an appointment. What is attached already stays as it is. `title` is what people call
    /// it.
    ///
    /// # Errors
    /// [`Error::Upload`] with the reason if the file is not taken; [`Error::Invalid`], [`Error::NotFound`], [`Error::Refused`];
    /// [`Error::Conflict`] if there are too many; [`Error::Unavailable`] if it can't be kept.
    pub fn attach_to_appointment(
        &self,
        ctx: &OpCtx,
        appointment: AppointmentId,
        title: FileTitle,
        file: Vec<u8>,
    ) -> Result<AppointmentFile> {
        self.expect_to_attach(ctx, appointment)?;
        let made = self.media.attachment(file)?;
        // First the files, then what refers to them.
        self.keep_all(ctx, &made)?;
        let shown = made.shown.as_ref().map(|(large, small)| (described(large), described(small)));
        let new = NewAppointmentFile { title, whole: described(&made.whole), shown };
        let attached = self.store.write::<_, Error, _>(ctx, move |tx| {
            let scope = tx.any_appointment(appointment)?;
            let may = tx.authorize::<AttachFile>(&scope)?;
            let id = tx.attach_file(&may, &new)?;
            let look = tx.authorize::<SeeFiles>(&scope)?;
            Ok(tx.appointment_file(&look, id)?)
        })?;
        // Somebody may have swept them as long as nothing referred to them.
        self.keep_all(ctx, &made)?;
        Ok(attached)
    }

    fn keep_all(&self, ctx: &OpCtx, made: &Attachment) -> Result<()> {
        made.files().try_for_each(|file| Ok(self.media.keep(file, ctx.visit.now)?))
    }

    /// A picture or paper of an appointment in a size. Where `has` says that the caller has it already, it is not read.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`]; [`Error::Internal`] if the file is missing or damaged.
    pub fn appointment_file(
        &self,
        ctx: &OpCtx,
        appointment: AppointmentId,
        id: AppointmentFileId,
        size: FileSize,
        has: impl FnOnce(&ContentHash) -> bool,
    ) -> Result<KeptFile> {
        let (kind, hash, bytes) = self.store.read::<_, Error, _>(ctx, |tx| {
            let scope = tx.any_appointment(appointment)?;
            let may = tx.authorize::<SeeFiles>(&scope)?;
            let file = tx.appointment_file(&may, id)?;
            let hash = file.file(size);
            Ok((file.whole.kind, hash, tx.file_bytes(&may, &hash)?))
        })?;
        self.kept_file(kind, hash, bytes, has)
    }

    /// A file that a row refers to.
    pub(crate) fn kept_file(
        &self,
        kind: MediaKind,
        hash: ContentHash,
        length: u64,
        has: impl FnOnce(&ContentHash) -> bool,
    ) -> Result<KeptFile> {
        let bytes = if has(&hash) { None } else { Some(self.media.read(&hash, length)?) };
        Ok(KeptFile { kind, hash, bytes })
    }

    /// Takes a picture or paper from an appointment, and its files unless something else refers to them.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn detach_from_appointment(
        &self,
        ctx: &OpCtx,
        appointment: AppointmentId,
        id: AppointmentFileId,
    ) -> Result<()> {
        let files = self.store.write::<_, Error, _>(ctx, move |tx| {
            let scope = tx.any_appointment(appointment)?;
            let may = tx.authorize::<DetachFile>(&scope)?;
            Ok(tx.detach_file(&may, id)?)
        })?;
        self.let_go(&files);
        Ok(())
    }
}
