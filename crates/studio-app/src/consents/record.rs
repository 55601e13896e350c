//! Recording what a client or a guardian said.

use studio_domain::{
    AppointmentId, ClientId, ConsentAct, ConsentId, ConsentKind, ConsentManner, ConsentSigner,
    ConsentValidity, Invalid, Language, Occasion, PersonName, Phone, Rule as FieldRule, ShortText, Signature,
    Standing, TextHash, Values, consent_state,
};
use studio_store::actions::{Client, ReadConsents, RecordConsent, SetGuardian, ViewClient};
use studio_store::{ConsentWords, ContactEdit, NewConsent, OpCtx, Permit, Scope, Signed, Signer, Tx, Write};

use super::{day_of, facts, picture};
use crate::attachments::described;
use crate::clients::ContactInput;
use crate::error::{Error, Result, Rule};
use crate::form::Form;
use crate::studio::Studio;

/// What was said, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConsentInput {
    /// Code of the kind.
    pub kind: String,
    /// Code of what was said.
    pub act: String,
    /// Code of how.
    pub manner: String,
    /// Code of who said it; empty: the client.
    pub signer: String,
    /// The name under which it was said; empty: the one that is known.
    pub signer_name: String,
    /// Language of the text; empty: the studio's.
    pub language: String,
    /// Fingerprint of the text that was shown. Needed where it was shown on the screen; where it is given, it must be that of the text that
    /// the studio uses now.
    pub text_hash: Option<String>,
    /// Id of the one appointment that it is about; empty: of none.
    pub appointment: String,
    /// The guardian, where the guardian said it; `None`: as the record says. What differs from the record is saved there.
    pub guardian: Option<ContactInput>,
    /// The signature drawn on the screen, in its text form.
    pub signature: Option<String>,
    /// The scan of the form, if it was answered on paper: a JPEG, PNG, WebP or PDF.
    pub paper: Option<Vec<u8>>,
}

/// What one is about to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentWanted {
    /// The text that is shown.
    pub words: ConsentWords,
}

/// The parts that stand for themselves.
struct Parts {
    kind: ConsentKind,
    act: ConsentAct,
    manner: ConsentManner,
    signer: ConsentSigner,
    language: Language,
    appointment: Option<AppointmentId>,
    shown: Option<TextHash>,
    name: Option<PersonName>,
    signed: Option<Signed>,
}

/// The lines and the picture of a signature; made before the transaction, since it takes a while.
fn draw(raw: Option<&str>) -> Option<Result<Signed, Invalid>> {
    let raw = raw.filter(|raw| !raw.trim().is_empty())?;
    Some(Signature::parse(raw).and_then(|signature| {
        let image = picture::png(&signature).map_err(|_why| Invalid::form("signature", "signature"))?;
        Ok(Signed { signature, image })
    }))
}

fn or<'a>(raw: &'a str, otherwise: &'a str) -> &'a str {
    if raw.trim().is_empty() { otherwise } else { raw }
}

impl ConsentInput {
    fn read(&self, form: &mut Form, house: &Values, drawn: Option<Result<Signed, Invalid>>) -> Option<Parts> {
        let kind = form.take(ConsentKind::parse(&self.kind).map_err(|wrong| wrong.at("kind")));
        let act = form.take(ConsentAct::parse(&self.act));
        let manner = form.take(ConsentManner::parse(&self.manner));
        let signer = form.take(ConsentSigner::parse(or(&self.signer, ConsentSigner::Client.code())));
        let language = form.take(Language::parse(or(&self.language, house.language().code())));
        let appointment = match self.appointment.trim() {
            "" => None,
            id => form.take(id.parse::<AppointmentId>().map_err(|wrong| wrong.at("appointment_id"))),
        };
        let shown = form.maybe(self.text_hash.as_ref().filter(|raw| !raw.trim().is_empty()), TextHash::parse);
        let name = form.maybe(Some(&self.signer_name).filter(|raw| !raw.trim().is_empty()), |raw| {
            PersonName::parse(raw).map_err(|wrong| wrong.at("signer_name"))
        });
        let signed = drawn.and_then(|drawn| form.take(drawn));
        let parts = Parts {
            kind: kind?,
            act: act?,
            manner: manner?,
            signer: signer?,
            language: language?,
            appointment,
            shown,
            name,
            signed,
        };
        self.fits(form, &parts);
        Some(parts)
    }

    /// What goes with what: on the screen a text was shown, and who agrees there signs; nobody signs a withdrawal there. The scan of an answer on
    /// paper was taken out before.
    fn fits(&self, form: &mut Form, parts: &Parts) {
        let drawn = self.signature.as_ref().is_some_and(|raw| !raw.trim().is_empty());
        let shown = self.text_hash.as_ref().is_some_and(|raw| !raw.trim().is_empty());
        match (parts.manner, parts.act) {
            (ConsentManner::BeforeMove, _) | (ConsentManner::Screen, ConsentAct::Withdrawn) => {
                form.wrong(Invalid::new("manner", FieldRule::NotAllowed));
            }
            (ConsentManner::Screen, ConsentAct::Given) if !drawn => {
                form.wrong(Invalid::new("signature", FieldRule::Required));
            }
            (ConsentManner::Paper | ConsentManner::Spoken, _) if drawn => {
                form.wrong(Invalid::new("signature", FieldRule::NotAllowed));
            }
            _ => {}
        }
        if self.paper.is_some() {
            form.wrong(Invalid::new("paper", FieldRule::NotAllowed));
        }
        if parts.manner == ConsentManner::Screen && !shown {
            form.wrong(Invalid::new("text_hash", FieldRule::Required));
        }
    }
}

/// Who said it. A guardian who is not in the record yet, or is another one there, is saved there.
fn signer<'tx>(
    tx: &mut Tx<'tx, Write>,
    scope: &Scope<'tx, Client>,
    form: &mut Form,
    parts: &Parts,
    given: Option<&ContactInput>,
) -> Result<Option<Signer>> {
    let view = tx.authorize::<ViewClient>(scope)?;
    let card = tx.client_card(&view)?;
    if parts.signer == ConsentSigner::Client {
        let known = || PersonName::parse(&card.name).ok();
        let name = parts.name.clone().or_else(known);
        return Ok(Some(Signer { who: ConsentSigner::Client, name, relationship: None, phone: None }));
    }
    let fields = ["guardian_name", "guardian_relationship", "guardian_phone"];
    let typed = given.and_then(|given| given.read(form, fields));
    let stands = card.guardian.as_ref().and_then(|one| {
        let name = PersonName::parse(&one.name).ok()?;
        Some(ContactEdit {
            name,
            relationship: ShortText::parse(&one.relationship).ok(),
            phone: Phone::parse(&one.phone).ok(),
        })
    });
    let Some(guardian) = typed.or_else(|| stands.clone()) else {
        if given.is_none_or(ContactInput::is_empty) {
            form.wrong(Invalid::new("guardian_name", FieldRule::Required));
        }
        if parts.act == ConsentAct::Given && given.is_none_or(|given| given.phone.trim().is_empty()) {
            form.wrong(Invalid::new("guardian_phone", FieldRule::Required));
        }
        return Ok(None);
    };
    if guardian.phone.is_none() && parts.act == ConsentAct::Given {
        form.wrong(Invalid::new("guardian_phone", FieldRule::Required));
    }
    if form.is_clean() && stands.as_ref() != Some(&guardian) {
        let may = tx.authorize::<SetGuardian>(scope)?;
        tx.set_guardian(&may, scope.version(), Some(&guardian))?;
    }
    Ok(Some(Signer {
        who: ConsentSigner::Guardian,
        name: parts.name.clone().or(Some(guardian.name)),
        relationship: guardian.relationship,
        phone: guardian.phone,
    }))
}

/// Only what was given is withdrawn.
fn expect_given<'tx>(
    tx: &mut Tx<'tx, Write>,
    may: &Permit<'tx, ReadConsents>,
    house: &Values,
    parts: &Parts,
) -> Result<()> {
    let facts = facts(&tx.consents(may)?);
    let occasion = Occasion { date: house.zone().date(tx.now()), appointment: parts.appointment };
    let state = consent_state(&facts, parts.kind, ConsentValidity::UntilWithdrawn, house.zone(), &occasion);
    match state.standing {
        Standing::Given | Standing::Lapsed => Ok(()),
        Standing::NotAsked | Standing::Declined | Standing::Withdrawn => {
            Err(Invalid::new("act", FieldRule::NotAllowed).into())
        }
    }
}

impl Studio {
    /// Records what a client or a guardian gave, declined or withdrew.
    ///
    /// # Errors
    /// [`Rule::TextChanged`] if another text was shown than the one that is used now; [`Error::Invalid`], [`Error::NotFound`],
    /// [`Error::Refused`]; [`Error::Upload`] with the reason if the scan of a form is not taken.
    pub fn record_consent(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        mut input: ConsentInput,
    ) -> Result<ConsentId> {
        let drawn = draw(input.signature.as_deref());
        let scan = self.scan_of(ctx, client, &mut input)?;
        let paper = scan.as_ref().map(described);
        let recorded = self.store.write::<_, Error, _>(ctx, move |tx| {
            let scope = tx.client(client)?;
            let may = tx.authorize::<RecordConsent>(&scope)?;
            let house = tx.house()?;
            let mut form = Form::default();
            let parts = input.read(&mut form, &house, drawn);
            let who = match &parts {
                Some(parts) => signer(tx, &scope, &mut form, parts, input.guardian.as_ref())?,
                None => None,
            };
            let (parts, signer) = form.finish_with(parts.zip(who))?;
            let look = tx.authorize::<ReadConsents>(&scope)?;
            if let Some(appointment) = parts.appointment {
                day_of(tx, &look, &house, appointment)?;
            }
            let words = match parts.act {
                ConsentAct::Withdrawn => {
                    expect_given(tx, &look, &house, &parts)?;
                    None
                }
                ConsentAct::Given | ConsentAct::Declined => {
                    let words = tx.consent_words(parts.kind, parts.language)?;
                    if parts.shown.is_some_and(|shown| shown != words.hash) {
                        return Err(Error::Rule(Rule::TextChanged));
                    }
                    Some(words)
                }
            };
            let Parts { kind, act, manner, appointment, signed, .. } = parts;
            let new = NewConsent { kind, act, manner, signer, appointment, words, signed, paper };
            Ok(tx.record_consent(&may, &new)?)
        })?;
        if let Some(scan) = &scan {
            // Somebody may have swept it as long as nothing referred to it.
            self.media.keep(scan, ctx.visit.now)?;
        }
        Ok(recorded)
    }

    /// The text that a client is about to be asked to agree to, for whoever may record the answer.
    ///
    /// # Errors
    /// [`Error::Invalid`] if there is no such kind or language; [`Error::NotFound`], [`Error::Refused`].
    pub fn consent_wanted(
        &self,
        ctx: &OpCtx,
        client: ClientId,
        kind: &str,
        language: &str,
    ) -> Result<ConsentWanted> {
        let (kind, language) = (kind.to_owned(), language.to_owned());
        self.store.read(ctx, |tx| {
            let scope = tx.client(client)?;
            crate::studio::expect_permit::<RecordConsent>(tx, &scope)?;
            let house = tx.house()?;
            let mut form = Form::default();
            let kind = form.take(ConsentKind::parse(&kind).map_err(|wrong| wrong.at("kind")));
            let language = form.take(Language::parse(or(&language, house.language().code())));
            let (kind, language) = form.finish_with(kind.zip(language))?;
            Ok(ConsentWanted { words: tx.consent_words(kind, language)? })
        })
    }
}
