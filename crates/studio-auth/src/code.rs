//! The studio's master code: short enough to be typed at the desk, hashed like a password.

use secrecy::ExposeSecret;

use crate::password::{PasswordHash, Verified, hash_password, verify_password};
use crate::{AuthError, Secret};

/// Fewest characters of a master code. It guards a few minutes of a session that is signed in already,
/// and five wrong ones lock it.
pub const CODE_MIN: usize = 6;

/// Most characters of a master code.
pub const CODE_MAX: usize = 64;

/// Why a master code is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakCode {
    /// Fewer than [`CODE_MIN`] characters.
    #[error("the code has {got} characters and needs at least {min}")]
    TooShort {
        /// Characters that are needed.
        min: usize,
        /// Characters that were given.
        got: usize,
    },
    /// More than [`CODE_MAX`] characters.
    #[error("the code has more than {max} characters")]
    TooLong {
        /// Characters that are allowed.
        max: usize,
    },
    /// One character over and over: `777777`.
    #[error("the code repeats one character")]
    OneCharacter,
    /// Neighbours in order, up or down: `123456`, `890123`, `fedcba`.
    #[error("the code is a simple run")]
    Run,
    /// A tab, a line break or another control character.
    #[error("the code contains a control character")]
    ControlCharacter,
}

/// The stored form of the master code. A type of its own, so that it can't be mistaken for anybody's password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeHash(PasswordHash);

impl CodeHash {
    /// What is kept in the database.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Takes what the database has. Any text is taken; one that is no hash is never verified.
    #[must_use]
    pub fn from_stored(stored: String) -> Self {
        Self(PasswordHash::from_stored(stored))
    }
}

/// Whether a new master code is good enough.
///
/// # Errors
/// The first rule that the code breaks, in the order control characters, length, one character, run.
pub fn check_code(plain: &Secret) -> Result<(), WeakCode> {
    let plain = plain.expose_secret();
    if plain.chars().any(char::is_control) {
        return Err(WeakCode::ControlCharacter);
    }
    let got = plain.chars().count();
    if got < CODE_MIN {
        return Err(WeakCode::TooShort { min: CODE_MIN, got });
    }
    if got > CODE_MAX {
        return Err(WeakCode::TooLong { max: CODE_MAX });
    }
    let pairs = || plain.chars().zip(plain.chars().skip(1)).map(|(a, b)| (fold(a), fold(b)));
    if pairs().all(|(a, b)| a == b) {
        return Err(WeakCode::OneCharacter);
    }
    if pairs().all(|(a, b)| follows(a, b)) || pairs().all(|(a, b)| follows(b, a)) {
        return Err(WeakCode::Run);
    }
    Ok(())
}

/// Hashes a master code like a password: Argon2id with a fresh random salt.
///
/// # Errors
/// As [`hash_password`].
pub fn hash_code(plain: &Secret) -> Result<CodeHash, AuthError> {
    hash_password(plain).map(CodeHash)
}

/// Compares a typed master code with the stored hash; see [`verify_password`].
pub fn verify_code(plain: &Secret, stored: &CodeHash) -> Verified {
    verify_password(plain, &stored.0)
}

/// One lower-case character; a letter whose lower case is several stays as it is.
fn fold(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

/// Whether `b` is the digit or letter after `a`; zero follows nine as on a keyboard.
fn follows(a: char, b: char) -> bool {
    (a == '9' && b == '0')
        || (a.is_alphanumeric() && b.is_alphanumeric() && u32::from(a).checked_add(1) == Some(u32::from(b)))
}
