//! Keys that leave the machine: the text of a key file, locked with a passphrase.

use argon2::{Algorithm, Argon2, Params, Version};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use crate::{AuthError, KeyFileError, KeyRing, Secret, random};

/// What a locked text starts with. The costs of the hash are those of this version, never taken from the text: a planted one can't ask for
/// all the memory there is.
const PREFIX: &str = "studio-locked-keys-v1 ";
/// Memory of the hash in KiB. A passphrase that leaves the house is worth more work than a sign-in: nobody counts the tries at it.
const MEMORY_KIB: u32 = 65_536;
/// Passes over the memory.
const PASSES: u32 = 3;
/// Longest text that is looked at: hundreds of keys.
const MOST: usize = 64 * 1024;

/// Why a locked text does not open.
#[derive(Debug, thiserror::Error)]
pub enum ChestError {
    /// It is no text that [`lock_keys`] made, or of a newer version.
    #[error("this is no locked key file")]
    Unreadable,
    /// The passphrase is another one, or the text was changed: the two look the same.
    #[error("the passphrase is wrong or the file is damaged")]
    WrongPassphrase,
    /// What was locked in is no key file.
    #[error("{0}")]
    Keys(#[from] KeyFileError),
    /// The machine failed.
    #[error("{0}")]
    Auth(#[from] AuthError),
}

/// Locks the keys with a passphrase: one line of text. Takes a tenth of a second and 64 MiB.
///
/// # Errors
/// [`AuthError::Random`], [`AuthError::Hashing`] without memory, [`AuthError::Sealing`].
pub fn lock_keys(ring: &KeyRing, passphrase: &Secret) -> Result<String, AuthError> {
    let (salt, nonce): ([u8; 16], [u8; 24]) = (random::bytes()?, random::bytes()?);
    let locked = cipher(passphrase, &salt)?
        .encrypt(&XNonce::from(nonce), Payload { msg: ring.to_text().as_bytes(), aad: PREFIX.as_bytes() })
        .map_err(|_opaque| AuthError::Sealing)?;
    let parts = [salt.as_slice(), &nonce, &locked].concat();
    Ok(format!("{PREFIX}{}\n", Base64UrlUnpadded::encode_string(&parts)))
}

/// Opens what [`lock_keys`] made.
///
/// # Errors
/// [`ChestError`], which never quotes the text.
pub fn unlock_keys(text: &str, passphrase: &Secret) -> Result<KeyRing, ChestError> {
    let parts = text.trim().strip_prefix(PREFIX).filter(|parts| parts.len() <= MOST);
    let parts = parts.and_then(|parts| Base64UrlUnpadded::decode_vec(parts).ok());
    let parts = parts.ok_or(ChestError::Unreadable)?;
    let (salt, rest) = parts.split_first_chunk::<16>().ok_or(ChestError::Unreadable)?;
    let (nonce, locked) = rest.split_first_chunk::<24>().ok_or(ChestError::Unreadable)?;
    let plain = cipher(passphrase, salt)?
        .decrypt(&XNonce::from(*nonce), Payload { msg: locked, aad: PREFIX.as_bytes() })
        .map(Zeroizing::new)
        .map_err(|_opaque| ChestError::WrongPassphrase)?;
    let keys = std::str::from_utf8(&plain).map_err(|_cause| ChestError::Unreadable)?;
    Ok(KeyRing::parse(keys)?)
}

fn cipher(passphrase: &Secret, salt: &[u8; 16]) -> Result<XChaCha20Poly1305, AuthError> {
    let failed = |error: argon2::Error| AuthError::Hashing(error.into());
    let params = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).map_err(failed)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.expose_secret().as_bytes(), salt, key.as_mut())
        .map_err(failed)?;
    Ok(XChaCha20Poly1305::new((&*key).into()))
}
