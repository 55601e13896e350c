//! The scan of a consent that was signed on paper.

use studio_domain::{ClientId, ConsentId, ConsentManner, ContentHash};
use studio_media::Rendition;
use studio_store::actions::{AttachPaper, ReadConsents, RecordConsent};
use studio_store::{ConsentPaper, OpCtx};

use super::ConsentInput;
use crate::attachments::{KeptFile, described};
use crate::error::{Error, Result};
use crate::studio::{Studio, expect_permit};

impl Studio {
    /// Makes the scan that comes with an answer ready to be kept, and keeps it. One that comes with an answer that was not on paper stays in the
    /// form, where it is told to be wrong.
    pub(super) fn scan_of(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        input: &mut ConsentInput,
    ) -> Result<Option<Rendition>> {
        if input.manner.trim() != ConsentManner::Paper.code() {
            return Ok(None);
        }
        let Some(file) = input.paper.take() else { return Ok(None) };
        self.store.read::<_, Error, _>(ctx, |tx| {
            let scope = tx.client(client)?;
            expect_permit::<RecordConsent>(tx, &scope)
        })?;
        let scan = self.media.paper(file)?;
        self.media.keep(&scan, ctx.visit.now)?;
        Ok(Some(scan))
    }

    /// Refuses whoever may not attach a scan to a consent of this client, before it is sent in vain.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn expect_to_attach_paper(&self, ctx: &OpCtx, client: ClientId, consent: ConsentId) -> Result<()> {
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            expect_permit::<AttachPaper>(tx, &scope)?;
            let may = tx.authorize::<ReadConsents>(&scope)?;
            Ok(tx.consent(&may, consent).map(drop)?)
        })
    }

    /// Attaches the scan of a form (JPEG, PNG, WebP or PDF) to a consent that was answered on paper. It stays: another scan needs another
    /// consent.
    ///
    /// # Errors
    /// [`Error::Upload`] with the reason if the file is not taken; [`Error::NotFound`], [`Error::Refused`]; [`Error::Conflict`] if there is
    /// one already, or the consent was not answered on paper; [`Error::Unavailable`] if it can't be kept.
    pub fn attach_consent_paper(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        consent: ConsentId,
        file: Vec<u8>,
    ) -> Result<ConsentPaper> {
        self.expect_to_attach_paper(ctx, client, consent)?;
        let scan = self.media.paper(file)?;
        // First the file, then what refers to it.
        self.media.keep(&scan, ctx.visit.now)?;
        let new = described(&scan);
        let paper = self.store.write::<_, Error, _>(ctx, move |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<AttachPaper>(&scope)?;
            tx.attach_paper(&may, consent, &new)?;
            let look = tx.authorize::<ReadConsents>(&scope)?;
            tx.consent_paper(&look, consent)?.ok_or_else(|| no_paper(consent))
        })?;
        // Somebody may have swept it as long as nothing referred to it.
        self.media.keep(&scan, ctx.visit.now)?;
        Ok(paper)
    }

    /// The scan of a consent. Where `has` says that the caller has it already, it is not read.
    ///
    /// # Errors
    /// [`Error::NotFound`], also where there is no scan; [`Error::Refused`]; [`Error::Internal`] if the file is missing or damaged.
    pub fn consent_paper(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        consent: ConsentId,
        has: impl FnOnce(&ContentHash) -> bool,
    ) -> Result<KeptFile> {
        let paper = self.store.read::<_, Error, _>(ctx, |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<ReadConsents>(&scope)?;
            tx.consent(&may, consent)?;
            tx.consent_paper(&may, consent)?.ok_or_else(|| no_paper(consent))
        })?;
        self.kept_file(paper.file.kind, paper.file.hash, paper.file.bytes, has)
    }
}

fn no_paper(consent: ConsentId) -> Error {
    Error::NotFound { kind: "paper", id: consent.to_string() }
}
