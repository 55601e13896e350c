//! Consents: events that say who agreed to what, each with everything that proves it.

mod age;
mod guardian;
pub(crate) mod image_use;
mod paper;
mod proof;
mod record;
mod texts;

use diesel::prelude::*;
use studio_domain::{
    AppointmentId, ConsentAct, ConsentFact, ConsentId, ConsentKind, ConsentManner, ConsentSigner, Language,
    TextHash, Timestamp, UserId,
};

use crate::actions::ReadConsents;
use crate::clients::merged::{of_whole, whole};
use crate::error::{Error, Result};
use crate::guard::Permit;
use crate::schema::{consent_papers, consent_signatures, consents, users};
use crate::tx::Tx;

pub use age::{AgeCheck, NewAgeCheck};
pub use guardian::AppointmentBrief;
pub use paper::ConsentPaper;
pub use proof::ConsentProof;
pub use record::{NewConsent, Signed, Signer};
pub use texts::{ConsentWords, text_hash};

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Id.
    pub id: ConsentId,
    /// To what.
    pub kind: ConsentKind,
    /// What was said.
    pub act: ConsentAct,
    /// How it was recorded.
    pub manner: ConsentManner,
    /// Who said it.
    pub signer: ConsentSigner,
    /// The name under which it was said, where one was recorded.
    pub signer_name: Option<String>,
    /// The one appointment that it is about.
    pub appointment: Option<AppointmentId>,
    /// The text that was agreed to, where there was one.
    pub text: Option<TextOf>,
    /// Whether there is a signature drawn on the screen.
    pub signed: bool,
    /// Whether there is a scan of the form.
    pub scanned: bool,
    /// When.
    pub recorded_at: Timestamp,
    /// By whom, with the user name of today; `None`: the operator or an import.
    pub recorded_by: Option<(UserId, String)>,
}

/// Which text an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextOf {
    /// Its language; `None` where it was not recorded.
    pub language: Option<Language>,
    /// Its version; 0 is the text that the program brings.
    pub number: i64,
    /// Its fingerprint.
    pub hash: TextHash,
    /// Whether the studio uses this text today.
    pub is_current: bool,
}

impl Consent {
    /// What the state of a consent follows from.
    #[must_use]
    pub fn fact(&self) -> ConsentFact {
        ConsentFact {
            id: self.id,
            kind: self.kind,
            act: self.act,
            signer: self.signer,
            appointment: self.appointment,
            recorded_at: self.recorded_at,
            text_is_current: self.text.is_some_and(|text| text.is_current),
        }
    }
}

type Told = (i64, String, String, String, String, Option<String>, Option<i64>);
type TextColumns = (Option<Vec<u8>>, Option<String>, Option<i64>);
type Row = (Told, TextColumns, i64, Option<i64>, Option<String>, (Option<i64>, Option<i64>));

/// The columns of [`Row`].
macro_rules! columns {
    () => {
        (
            (
                consents::id,
                consents::kind,
                consents::act,
                consents::manner,
                consents::signer,
                consents::signer_name,
                consents::appointment_id,
            ),
            (consents::text_hash, consents::text_language, consents::text_version),
            consents::recorded_at,
            consents::recorded_by,
            users::user_name.nullable(),
            (consent_signatures::consent_id.nullable(), consent_papers::consent_id.nullable()),
        )
    };
}

impl<'tx, M> Tx<'tx, M> {
    /// All events of a client, newest first: a client has few.
    ///
    /// # Errors
    /// If the database fails.
    pub fn consents(&mut self, may: &Permit<'tx, ReadConsents>) -> Result<Vec<Consent>> {
        let whole = whole(self.conn, may.id.get())?;
        events_of(self.conn, &whole)
    }

    /// What was said about one kind in any of these records, for telling where it stands; the caller has looked whom that may be told.
    pub(crate) fn consent_facts_of(
        &mut self,
        records: &[i64],
        kind: ConsentKind,
    ) -> Result<Vec<(i64, ConsentFact)>> {
        let rows: Vec<(i64, Row)> = consents::table
            .left_join(users::table)
            .left_join(consent_signatures::table)
            .left_join(consent_papers::table)
            .filter(consents::client_id.eq_any(records))
            .filter(consents::kind.eq(kind.code()))
            .select((consents::client_id, columns!()))
            .load(self.conn)?;
        let current = texts::fingerprints(self.conn)?;
        rows.into_iter().map(|(record, row)| Ok((record, consent(row, &current)?.fact()))).collect()
    }
}

/// All events of these records, newest first; the permit was asked for by the caller.
pub(crate) fn events_of(conn: &mut SqliteConnection, whole: &[i64]) -> Result<Vec<Consent>> {
    let consents = consents::table
        .left_join(users::table)
        .left_join(consent_signatures::table)
        .left_join(consent_papers::table)
        .into_boxed();
    let rows: Vec<Row> =
        of_whole!(consents, consents::client_id, whole.to_vec()).select(columns!()).load(conn)?;
    let current = texts::fingerprints(conn)?;
    let mut all = rows.into_iter().map(|row| consent(row, &current)).collect::<Result<Vec<_>>>()?;
    all.sort_by_key(|consent| std::cmp::Reverse((consent.recorded_at, consent.id)));
    Ok(all)
}

fn consent(row: Row, current: &texts::Fingerprints) -> Result<Consent> {
    let ((id, kind, act, manner, signer, signer_name, appointment), text, at, by, name, (signature, scan)) =
        row;
    let kind = ConsentKind::parse(&kind).map_err(|_why| Error::damaged("consents.kind"))?;
    Ok(Consent {
        id: ConsentId::new(id),
        kind,
        act: ConsentAct::parse(&act).map_err(|_why| Error::damaged("consents.act"))?,
        manner: ConsentManner::parse(&manner).map_err(|_why| Error::damaged("consents.manner"))?,
        signer: ConsentSigner::parse(&signer).map_err(|_why| Error::damaged("consents.signer"))?,
        signer_name,
        appointment: appointment.map(AppointmentId::new),
        text: text_of(kind, text, current)?,
        signed: signature.is_some(),
        scanned: scan.is_some(),
        recorded_at: Timestamp::from_millis(at),
        recorded_by: by.map(UserId::new).zip(name),
    })
}

fn text_of(
    kind: ConsentKind,
    (hash, language, number): TextColumns,
    current: &texts::Fingerprints,
) -> Result<Option<TextOf>> {
    let Some(hash) = hash else { return Ok(None) };
    let hash = hash_of(hash)?;
    let language = language.and_then(|code| Language::parse(&code).ok());
    let is_current = language.is_some_and(|language| current.is(kind, language, hash));
    Ok(Some(TextOf { language, number: number.unwrap_or_default(), hash, is_current }))
}

fn hash_of(bytes: Vec<u8>) -> Result<TextHash> {
    bytes.try_into().map(TextHash::new).map_err(|_odd| Error::damaged("text_hash"))
}
