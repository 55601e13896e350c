//! The fingerprint of a text that somebody agreed to.

use crate::Invalid;
use std::fmt;

/// The fingerprint of a text: two texts are the same if theirs are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TextHash([u8; 32]);

impl TextHash {
    /// Wraps the bytes of a fingerprint.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads 64 hexadecimal digits.
    ///
    /// # Errors
    /// On `text_hash`: [`Rule::Form`](crate::Rule::Form) `text_hash`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let wrong = || Invalid::form("text_hash", "text_hash");
        let raw = raw.trim();
        if raw.len() != 64 {
            return Err(wrong());
        }
        let mut bytes = [0; 32];
        let digits: Option<Vec<u8>> = raw.chars().map(|digit| digit.to_digit(16)?.try_into().ok()).collect();
        let digits = digits.ok_or_else(wrong)?;
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
            *byte = pair.iter().fold(0, |byte, digit| byte << 4 | digit);
        }
        Ok(Self(bytes))
    }
}

/// 64 hexadecimal digits.
impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
