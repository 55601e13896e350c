//! The texts that clients are asked to agree to.

use studio_domain::{ConsentKind, ConsentText, Language};
use studio_store::actions::{ReadConsentText, SaveConsentText};
use studio_store::{ConsentWords, OpCtx, Page};

use crate::error::Result;
use crate::form::Form;
use crate::studio::Studio;

fn which(form: &mut Form, kind: &str, language: &str) -> Option<(ConsentKind, Language)> {
    let kind = form.take(ConsentKind::parse(kind).map_err(|wrong| wrong.at("kind")));
    let language = form.take(Language::parse(language));
    kind.zip(language)
}

impl Studio {
    /// The texts that are used now, each kind in each language.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused).
    pub fn consent_texts(&self, ctx: &OpCtx) -> Result<Vec<ConsentWords>> {
        self.store.read(ctx, |tx| {
            let studio = tx.studio();
            tx.authorize::<ReadConsentText>(&studio)?;
            let mut all = Vec::new();
            for kind in ConsentKind::ALL {
                for language in Language::ALL {
                    all.push(tx.consent_words(*kind, language)?);
                }
            }
            Ok(all)
        })
    }

    /// The versions of a text, newest first; the last is the one that the program brings.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused).
    pub fn consent_text(&self, ctx: &OpCtx, kind: &str, language: &str) -> Result<Page<ConsentWords>> {
        let (kind, language) = (kind.to_owned(), language.to_owned());
        self.store.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<ReadConsentText>(&studio)?;
            let mut form = Form::default();
            let which = which(&mut form, &kind, &language);
            let (kind, language) = form.finish_with(which)?;
            Ok(tx.consent_versions(&may, kind, language)?)
        })
    }

    /// Saves a new version of a text; what was agreed to before stays as it was. With `expected`, the number of the version that it was made
    /// from, it is saved only if nobody else saved one meanwhile. Answers the number of the version that is used now.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid), [`Error::Refused`](crate::Error::Refused), [`Error::Stale`](crate::Error::Stale).
    pub fn save_consent_text(
        &self,
        ctx: &OpCtx,
        kind: &str,
        language: &str,
        text: &str,
        expected: Option<i64>,
    ) -> Result<i64> {
        let (kind, language, text) = (kind.to_owned(), language.to_owned(), text.to_owned());
        self.store.write(ctx, move |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<SaveConsentText>(&studio)?;
            let mut form = Form::default();
            let which = which(&mut form, &kind, &language);
            let text = form.take(ConsentText::parse(&text));
            let (which, text) = form.finish_with(which.zip(text))?;
            Ok(tx.save_consent_words(&may, which, &text, expected)?)
        })
    }
}
