//! The answer to the informed consent that is given when a client is made.

use studio_domain::{
    ConsentAct, ConsentKind, ConsentManner, ConsentSigner, Invalid, PersonName, Rule, Values,
};
use studio_store::{ContactEdit, NewClient, NewConsent, Signer, Tx};

use crate::error::Result;
use crate::form::Form;

/// What may be answered while a client is made.
pub(crate) struct FirstAnswer {
    act: ConsentAct,
    manner: ConsentManner,
    signer: ConsentSigner,
}

/// Who gives the consent by this answer; nobody, where it is not given.
pub(super) fn gives(answer: &str) -> Option<ConsentSigner> {
    match answer.trim() {
        "paper" | "spoken" => Some(ConsentSigner::Client),
        "paper_guardian" => Some(ConsentSigner::Guardian),
        _ => None,
    }
}

/// Reads the answer: `paper` or `spoken` (given), `paper_guardian` (given by the guardian), `declined`, or `not_asked`, which is none.
pub(crate) fn first_answer(
    form: &mut Form,
    raw: Option<&str>,
    new: Option<&NewClient>,
) -> Option<FirstAnswer> {
    let answer = |act, manner, signer| Some(FirstAnswer { act, manner, signer });
    let field = "informed_consent";
    match raw?.trim() {
        "paper" => answer(ConsentAct::Given, ConsentManner::Paper, ConsentSigner::Client),
        "spoken" => answer(ConsentAct::Given, ConsentManner::Spoken, ConsentSigner::Client),
        "declined" => answer(ConsentAct::Declined, ConsentManner::Spoken, ConsentSigner::Client),
        "paper_guardian" => {
            let guardian = new.and_then(guardian);
            if new.is_some() && guardian.is_none() {
                form.wrong(Invalid::new("guardian_name", Rule::Required));
            }
            if new.is_some() && guardian.is_none_or(|guardian| guardian.phone.is_none()) {
                form.wrong(Invalid::new("guardian_phone", Rule::Required));
            }
            answer(ConsentAct::Given, ConsentManner::Paper, ConsentSigner::Guardian)
        }
        "not_asked" => None,
        "" => {
            form.wrong(Invalid::new(field, Rule::Required));
            None
        }
        other => {
            form.wrong(Invalid::new(field, Rule::Unknown { given: other.chars().take(60).collect() }));
            None
        }
    }
}

fn guardian(new: &NewClient) -> Option<&ContactEdit> {
    new.more.guardian.as_ref().and_then(Option::as_ref)
}

impl FirstAnswer {
    /// The event that it is: under the text that the studio uses now, in its language.
    pub(crate) fn event<M>(self, tx: &mut Tx<'_, M>, house: &Values, new: &NewClient) -> Result<NewConsent> {
        let words = tx.consent_words(ConsentKind::Informed, house.language())?;
        let guardian = guardian(new).filter(|_| self.signer == ConsentSigner::Guardian);
        let name: PersonName = guardian.map_or_else(|| new.name.clone(), |guardian| guardian.name.clone());
        Ok(NewConsent {
            kind: ConsentKind::Informed,
            act: self.act,
            manner: self.manner,
            signer: Signer {
                who: self.signer,
                name: Some(name),
                relationship: guardian.and_then(|guardian| guardian.relationship.clone()),
                phone: guardian.and_then(|guardian| guardian.phone.clone()),
            },
            appointment: None,
            words: Some(words),
            signed: None,
            paper: None,
        })
    }
}
