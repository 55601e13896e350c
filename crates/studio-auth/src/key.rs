//! The keys that seal fields, and the text of the file that keeps them outside of the database.

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::{AuthError, random};

/// Bytes of a key.
const LEN: usize = 32;

/// What a line of a key file starts with.
const LINE_PREFIX: &str = "studio-field-key-v1 ";

/// Domain separation of the id. Sealed values carry ids: it never changes.
const ID_CONTEXT: &str = "tattoo studio manager 2026 field key id v1";

/// Names a key without giving it away: four bytes of a hash of it. Stands in every sealed value, so that
/// the key it needs can be found, or asked for. Shown as eight hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub(crate) [u8; 4]);

impl KeyId {
    /// The four bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 4] {
        &self.0
    }
}

impl KeyId {
    /// The name of these four bytes, as they stand in sealed values.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 4]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

/// 256 bits that seal and open fields. Overwritten in memory when dropped; its `Debug` shows the id only.
#[derive(Clone)]
pub struct FieldKey(Zeroizing<[u8; LEN]>);

impl FieldKey {
    /// Makes a random key.
    ///
    /// # Errors
    /// [`AuthError::Random`] when the operating system has no random bytes.
    pub fn generate() -> Result<Self, AuthError> {
        random::bytes().map(Self::from_bytes)
    }

    /// Takes the bytes of a key that was made before.
    #[must_use]
    pub fn from_bytes(bytes: [u8; LEN]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes of the key, overwritten when dropped.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<[u8; LEN]> {
        self.0.clone()
    }

    /// The name of the key.
    #[must_use]
    pub fn id(&self) -> KeyId {
        let hash = Zeroizing::new(blake3::derive_key(ID_CONTEXT, self.0.as_ref()));
        let [a, b, c, d, ..] = *hash;
        KeyId([a, b, c, d])
    }

    /// The key as one line of a key file: `studio-field-key-v1 ` and 43 characters, with a line break.
    #[must_use]
    pub fn to_line(&self) -> Zeroizing<String> {
        let key = Zeroizing::new(Base64UrlUnpadded::encode_string(self.0.as_ref()));
        Zeroizing::new([LINE_PREFIX, key.as_str(), "\n"].concat())
    }

    /// Reads one line of a key file; white space around it is ignored.
    ///
    /// # Errors
    /// [`KeyFileError::Empty`] without a key, [`KeyFileError::Unreadable`] for anything but one key.
    pub fn parse_line(line: &str) -> Result<Self, KeyFileError> {
        let line = line.trim();
        if line.is_empty() {
            return Err(KeyFileError::Empty);
        }
        let unreadable = KeyFileError::Unreadable { line: 1 };
        let key = line.strip_prefix(LINE_PREFIX).ok_or(unreadable)?;
        let mut bytes = Zeroizing::new([0; LEN]);
        match Base64UrlUnpadded::decode(key, bytes.as_mut()) {
            Ok(read) if read.len() == LEN => Ok(Self(bytes)),
            Ok(_) | Err(_) => Err(unreadable),
        }
    }

    pub(crate) fn bytes(&self) -> &[u8; LEN] {
        &self.0
    }
}

impl PartialEq for FieldKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_ref().ct_eq(other.0.as_ref()).into()
    }
}

impl Eq for FieldKey {}

impl fmt::Debug for FieldKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FieldKey(id {})", self.id())
    }
}

/// The keys of a studio: the one that seals, and earlier ones that only open what they sealed.
///
/// A rotation puts a new key in front, stores the ring, seals every value anew and then drops the
/// earlier keys; stopped halfway, the stored ring still opens everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRing {
    current: FieldKey,
    older: Vec<FieldKey>,
}

impl KeyRing {
    /// A ring of one key.
    #[must_use]
    pub fn new(current: FieldKey) -> Self {
        Self { current, older: Vec::new() }
    }

    /// The key that seals.
    #[must_use]
    pub fn current(&self) -> &FieldKey {
        &self.current
    }

    /// The keys that only open, latest first.
    #[must_use]
    pub fn older(&self) -> &[FieldKey] {
        &self.older
    }

    /// Puts a new key in front; the former current key stays as an older one.
    #[must_use]
    pub fn rotated(&self, current: FieldKey) -> Self {
        let older = self.keys().filter(|key| **key != current).cloned().collect();
        Self { current, older }
    }

    /// The ring with the keys of another one that it lacks, as older ones: they open, they don't seal.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let mut joined = self.clone();
        for key in other.keys() {
            if !joined.keys().any(|known| known == key) {
                joined.older.push(key.clone());
            }
        }
        joined
    }

    /// The ring with only those of its older keys that are still needed.
    #[must_use]
    pub fn keeping(&self, needed: impl Fn(KeyId) -> bool) -> Self {
        let older = self.older.iter().filter(|key| needed(key.id())).cloned().collect();
        Self { current: self.current.clone(), older }
    }

    /// Whether a key of this name is here.
    #[must_use]
    pub fn has(&self, id: KeyId) -> bool {
        self.keys().any(|key| key.id() == id)
    }

    /// The ring without its older keys, for when nothing is sealed with them any more.
    #[must_use]
    pub fn without_older(&self) -> Self {
        Self::new(self.current.clone())
    }

    /// The text of the key file: a line for each key, the current one first.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let lines: Vec<_> = self.keys().map(FieldKey::to_line).collect();
        let mut text = Zeroizing::new(String::with_capacity(lines.iter().map(|line| line.len()).sum()));
        for line in &lines {
            text.push_str(line);
        }
        text
    }

    /// Reads the text of a key file: the current key, then older ones, one a line; empty lines are ignored.
    ///
    /// # Errors
    /// [`KeyFileError::Empty`] without any key, [`KeyFileError::Unreadable`] with the number of the
    /// first line that is no key. The error never quotes the line.
    pub fn parse(text: &str) -> Result<Self, KeyFileError> {
        let mut keys = Vec::new();
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let key =
                FieldKey::parse_line(line).map_err(|_no_key| KeyFileError::Unreadable { line: number })?;
            keys.push(key);
        }
        let mut keys = keys.into_iter();
        let current = keys.next().ok_or(KeyFileError::Empty)?;
        Ok(Self { current, older: keys.collect() })
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &FieldKey> {
        std::iter::once(&self.current).chain(&self.older)
    }
}

/// Why the text of a key file can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileError {
    /// There is no key in it.
    #[error("the key file contains no key")]
    Empty,
    /// A line is not a key of a version that this program knows.
    #[error("line {line} of the key file is not a key that this version can read")]
    Unreadable {
        /// Counted from one.
        line: usize,
    },
}
