//! Password hashes: made with Argon2id, read back also from the bcrypt of imported accounts.

use std::fmt;
use std::hint::black_box;
use std::str::FromStr;
use std::sync::OnceLock;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash as Phc, Salt};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use secrecy::ExposeSecret;

use crate::{AuthError, Secret, random};

/// Memory of one hash in KiB: 19 MiB, the least that OWASP names for two passes.
const MEMORY_KIB: u32 = 19_456;
/// Passes over the memory.
const PASSES: u32 = 2;
/// Lanes; more would only help where several cores wait for one sign-in.
const LANES: u32 = 1;
/// Bytes of the hash itself.
const OUTPUT: usize = 32;

/// Dearest hash that is still tried. The stored text decides what a verification costs, so a damaged
/// or planted one must not be able to ask for all the memory or for a day.
const MAX_MEMORY_KIB: u32 = 256 * 1024;
const MAX_PASSES: u32 = 16;
const MAX_LANES: u32 = 16;
const MAX_BCRYPT_COST: u32 = 16;

/// The stored form of a password: a PHC string (`$argon2id$…`) or, of an imported account, a bcrypt
/// string (`$2b$…`). No secret by itself, but worth keeping out of logs: its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// What is kept in the database.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Takes what the database has. Any text is taken; one that is no hash is never verified.
    #[must_use]
    pub fn from_stored(stored: String) -> Self {
        Self(stored)
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

/// The answer to whether a secret is the stored one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Verified {
    /// It is.
    Yes,
    /// It is, and the stored hash is bcrypt or of other parameters than today's: hash what was typed
    /// and store that instead.
    YesRehash,
    /// It is not, or what is stored can't be read.
    No,
}

impl Verified {
    /// Whether the secret was right, with or without a new hash to store.
    #[must_use]
    pub fn is_correct(self) -> bool {
        match self {
            Self::Yes | Self::YesRehash => true,
            Self::No => false,
        }
    }
}

/// Hashes a password with Argon2id (19 MiB, 2 passes, 1 lane) and a fresh random salt.
///
/// Takes tens of milliseconds and 19 MiB: call it outside of transactions. What is hashed is the whole
/// text, byte for byte; whether it is good enough was asked before, by [`check_password`](crate::check_password).
///
/// # Errors
/// [`AuthError::Random`] without random bytes for the salt, [`AuthError::Hashing`] without memory.
pub fn hash_password(plain: &Secret) -> Result<PasswordHash, AuthError> {
    let salt: [u8; 16] = random::bytes()?;
    let hash: Phc = hasher()
        .and_then(|argon2| argon2.hash_password_with_salt(plain.expose_secret().as_bytes(), &salt))
        .map_err(AuthError::Hashing)?;
    Ok(PasswordHash(hash.to_string()))
}

/// Compares a typed password with a stored hash, in a time that does not depend on how much is right.
///
/// Reads Argon2id PHC strings and bcrypt (`$2a$`, `$2b$`, `$2x$`, `$2y$`). bcrypt looks at 72 bytes
/// only, so for an imported account the rest of a longer password is not compared this one time.
/// `$2x$` marks hashes of a faulty old implementation; they are compared by the correct algorithm,
/// which agrees for ASCII. Anything else, other kinds of Argon2 and unreasonable costs too, is
/// [`Verified::No`] after the time of an ordinary comparison.
pub fn verify_password(plain: &Secret, stored: &PasswordHash) -> Verified {
    if let Some((hash, params)) = readable_argon2(stored.as_str()) {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
        match argon2.verify_password(plain.expose_secret().as_bytes(), &hash) {
            Ok(()) if is_current(&hash, &params) => Verified::Yes,
            Ok(()) => Verified::YesRehash,
            Err(_) => Verified::No,
        }
    } else if readable_bcrypt(stored.as_str()) {
        match bcrypt::verify(plain.expose_secret().as_bytes(), stored.as_str()) {
            Ok(true) => Verified::YesRehash,
            Ok(false) | Err(_) => Verified::No,
        }
    } else {
        verify_nobody(plain);
        Verified::No
    }
}

/// Spends the time and memory of one comparison, for a sign-in whose user name does not exist.
///
/// The comparison is a real one, with a stored hash that belongs to nobody; its result is dropped.
pub fn verify_nobody(plain: &Secret) {
    static NOBODY: OnceLock<Option<Phc>> = OnceLock::new();
    if let (Some(nobody), Ok(argon2)) = (NOBODY.get_or_init(nobody), hasher()) {
        let _ = black_box(argon2.verify_password(plain.expose_secret().as_bytes(), nobody));
    }
}

/// Argon2id with today's parameters.
fn hasher() -> Result<Argon2<'static>, argon2::password_hash::Error> {
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, today()?))
}

fn today() -> Result<Params, argon2::password_hash::Error> {
    Ok(Params::new(MEMORY_KIB, PASSES, LANES, Some(OUTPUT))?)
}

/// A stored hash with today's parameters and an output that no password has. Put together rather than
/// computed, so that the first unknown name of a process takes no longer than the second.
fn nobody() -> Option<Phc> {
    Some(Phc {
        algorithm: ARGON2ID_IDENT,
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&today().ok()?).ok()?,
        salt: Some(Salt::new(&[0; 16]).ok()?),
        hash: Some(Output::new(&[0; OUTPUT]).ok()?),
    })
}

/// The stored text as Argon2id with costs that are tried at all.
fn readable_argon2(stored: &str) -> Option<(Phc, Params)> {
    let hash = Phc::new(stored).ok()?;
    let params = Params::try_from(&hash).ok()?;
    let readable = hash.algorithm == ARGON2ID_IDENT
        && hash.salt.is_some()
        && hash.hash.is_some()
        && params.m_cost() <= MAX_MEMORY_KIB
        && params.t_cost() <= MAX_PASSES
        && params.p_cost() <= MAX_LANES;
    readable.then_some((hash, params))
}

/// Whether a hash was made as [`hash_password`] makes it today.
fn is_current(hash: &Phc, params: &Params) -> bool {
    hash.version == Some(Version::V0x13.into())
        && params.m_cost() == MEMORY_KIB
        && params.t_cost() == PASSES
        && params.p_cost() == LANES
        && params.output_len() == Some(OUTPUT)
        && params.keyid().is_empty()
        && params.data().is_empty()
}

fn readable_bcrypt(stored: &str) -> bool {
    bcrypt::HashParts::from_str(stored).is_ok_and(|parts| parts.get_cost() <= MAX_BCRYPT_COST)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An unknown name costs a comparison of exactly the kind that a known one costs.
    #[test]
    fn nobody_has_todays_parameters_and_no_password() {
        let stored = nobody().unwrap().to_string();
        let (hash, params) = readable_argon2(&stored).unwrap();
        assert!(is_current(&hash, &params));
        assert_eq!(verify_password(&Secret::from(""), &PasswordHash(stored)), Verified::No);
    }
}
