//! The texts that clients are asked to agree to: versions that are only ever added, and the program's own until there is one.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use studio_domain::{ConsentKind, ConsentText, Language, TextHash, Timestamp, UserId, Version};

use super::hash_of;
use crate::actions::{ReadConsentText, SaveConsentText, Studio};
use crate::capped::CappedDsl;
use crate::error::{Error, Result};
use crate::guard::{Permit, Row as _};
use crate::page::{PAGE, Page, take_page};
use crate::schema::{consent_texts, users};
use crate::tx::{Tx, Write};

/// One version of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentWords {
    /// What it asks for.
    pub kind: ConsentKind,
    /// Its language.
    pub language: Language,
    /// Its version, counted for each kind and language; 0 is the text that the program brings.
    pub number: i64,
    /// The text.
    pub text: String,
    /// Its fingerprint.
    pub hash: TextHash,
    /// When it was saved; `None` for the program's own.
    pub saved_at: Option<Timestamp>,
    /// By whom, with the user name of today; `None`: the operator, or the program's own.
    pub saved_by: Option<(UserId, String)>,
}

/// The fingerprint of a text.
#[must_use]
pub fn text_hash(text: &str) -> TextHash {
    TextHash::new(*blake3::hash(text.as_bytes()).as_bytes())
}

fn own(kind: ConsentKind, language: Language) -> ConsentWords {
    let text = kind.default_text(language);
    ConsentWords {
        kind,
        language,
        number: 0,
        text: text.to_owned(),
        hash: text_hash(text),
        saved_at: None,
        saved_by: None,
    }
}

/// The fingerprints of the texts that are used now.
pub(super) struct Fingerprints(BTreeMap<(ConsentKind, Language), TextHash>);

impl Fingerprints {
    /// Whether the studio uses this text now.
    pub(super) fn is(&self, kind: ConsentKind, language: Language, hash: TextHash) -> bool {
        let now = self.0.get(&(kind, language)).copied();
        now.unwrap_or_else(|| text_hash(kind.default_text(language))) == hash
    }
}

pub(super) fn fingerprints(conn: &mut SqliteConnection) -> Result<Fingerprints> {
    let rows: Vec<(String, String, Vec<u8>)> = consent_texts::table
        .order((consent_texts::kind, consent_texts::language, consent_texts::version))
        .select((consent_texts::kind, consent_texts::language, consent_texts::text_hash))
        .load(conn)?;
    let mut now = BTreeMap::new();
    for (kind, language, hash) in rows {
        let (kind, language) = which(&kind, &language)?;
        // The last one of each is the newest.
        now.insert((kind, language), hash_of(hash)?);
    }
    Ok(Fingerprints(now))
}

fn which(kind: &str, language: &str) -> Result<(ConsentKind, Language)> {
    let kind = ConsentKind::parse(kind).map_err(|_why| Error::damaged("consent_texts.kind"))?;
    let language = Language::parse(language).map_err(|_why| Error::damaged("consent_texts.language"))?;
    Ok((kind, language))
}

type Row = (i64, String, Vec<u8>, i64, Option<i64>, Option<String>);

/// The newest `N` versions that the studio wrote, newest first.
fn newest<const N: usize>(
    conn: &mut SqliteConnection,
    kind: ConsentKind,
    language: Language,
) -> Result<Vec<Row>> {
    let rows = consent_texts::table
        .left_join(users::table)
        .filter(consent_texts::kind.eq(kind.code()))
        .filter(consent_texts::language.eq(language.code()))
        .order(consent_texts::version.desc())
        .select((
            consent_texts::version,
            consent_texts::text,
            consent_texts::text_hash,
            consent_texts::saved_at,
            consent_texts::saved_by,
            users::user_name.nullable(),
        ))
        .capped::<N>()
        .load(conn)?;
    Ok(rows)
}

/// The newest versions first, and after them the program's own.
fn versions(
    conn: &mut SqliteConnection,
    kind: ConsentKind,
    language: Language,
) -> Result<Page<ConsentWords>> {
    let rows = newest::<{ PAGE + 1 }>(conn, kind, language)?;
    let words = rows.into_iter().map(|row| words(kind, language, row));
    let mut page = take_page(words.collect::<Result<Vec<_>>>()?);
    if !page.more {
        page.items.push(own(kind, language));
    }
    Ok(page)
}

fn words(kind: ConsentKind, language: Language, row: Row) -> Result<ConsentWords> {
    let (number, text, hash, at, by, name) = row;
    Ok(ConsentWords {
        kind,
        language,
        number,
        text,
        hash: hash_of(hash)?,
        saved_at: Some(Timestamp::from_millis(at)),
        saved_by: by.map(UserId::new).zip(name),
    })
}

/// The text that is used now.
pub(super) fn current(
    conn: &mut SqliteConnection,
    kind: ConsentKind,
    language: Language,
) -> Result<ConsentWords> {
    let rows = newest::<1>(conn, kind, language)?;
    rows.into_iter().next().map_or_else(|| Ok(own(kind, language)), |row| words(kind, language, row))
}

impl<'tx, M> Tx<'tx, M> {
    /// The text of a kind that is used now in a language. Whoever acts here may show it to a client: it holds no personal data.
    ///
    /// # Errors
    /// If the database fails.
    pub fn consent_words(&mut self, kind: ConsentKind, language: Language) -> Result<ConsentWords> {
        current(self.conn, kind, language)
    }

    /// The versions of a text, newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn consent_versions(
        &mut self,
        _may: &Permit<'tx, ReadConsentText>,
        kind: ConsentKind,
        language: Language,
    ) -> Result<Page<ConsentWords>> {
        versions(self.conn, kind, language)
    }
}

impl<'tx> Tx<'tx, Write> {
    /// Saves a new version of a text, if `expected` is the number of the one that is used now. A text that is the same makes no version.
    ///
    /// # Errors
    /// [`Error::Stale`] if somebody else saved one meanwhile.
    pub fn save_consent_words(
        &mut self,
        may: &Permit<'tx, SaveConsentText>,
        (kind, language): (ConsentKind, Language),
        text: &ConsentText,
        expected: Option<i64>,
    ) -> Result<i64> {
        let now = current(self.conn, kind, language)?;
        if let Some(expected) = expected.filter(|expected| *expected != now.number) {
            let (expected, now) = (Version::new(expected), Version::new(now.number));
            return Err(Error::Stale { kind: Studio::KIND, id: 0, expected, now });
        }
        let hash = text_hash(text.as_str());
        if hash == now.hash {
            self.forget(may);
            return Ok(now.number);
        }
        let number = now.number.saturating_add(1);
        diesel::insert_into(consent_texts::table)
            .values((
                consent_texts::kind.eq(kind.code()),
                consent_texts::language.eq(language.code()),
                consent_texts::version.eq(number),
                consent_texts::text.eq(text.as_str()),
                consent_texts::text_hash.eq(hash.bytes().as_slice()),
                consent_texts::saved_at.eq(self.facts.at.millis()),
                consent_texts::saved_by.eq(self.facts.user.map(UserId::get)),
            ))
            .execute(self.conn)?;
        self.detail(may, "consent_text", kind.code());
        self.detail(may, "language", language.code());
        // The texts themselves stay where they are, under these numbers.
        self.detail(may, "before", now.number);
        self.detail(may, "before_hash", now.hash.to_string());
        self.detail(may, "after", number);
        self.detail(may, "after_hash", hash.to_string());
        Ok(number)
    }
}
