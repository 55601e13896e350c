//! Sealed fields: values that a copied database file does not give away, bound to the row they stand in.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::key::{FieldKey, KeyId, KeyRing};
use crate::{AuthError, random};

/// First byte of a sealed value: what follows is key id (4 bytes), nonce (24), text and tag.
const VERSION: u8 = 1;

/// First bytes of the associated data, so that no other use of the same key can be passed off as a field.
const AAD_LABEL: &[u8] = b"studio sealed field";

/// The plain text is filled up to a multiple of this, since its length would tell how much was answered
/// with a yes: the sealed value of a short answer is as long as that of a longer one.
const PADDED_TO: usize = 256;

/// First byte of the filling; zeros follow. The last such byte ends the text, whatever the text contains.
const PAD_START: u8 = 0x80;

/// Where a sealed value stands. It is not stored with the value but must be the same at opening, so a
/// value that was moved to another row, table or moment does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context<'a> {
    /// Name of the table.
    pub table: &'a str,
    /// Id of the row's owner, for a screening the client.
    pub owner: i64,
    /// Moment of the row in UTC milliseconds.
    pub at: i64,
}

/// Why a sealed value does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The ring lacks the key it was sealed with.
    #[error("the value was sealed with the key {id}, which is not here")]
    UnknownKey {
        /// The key to look for.
        id: KeyId,
    },
    /// It was changed, cut, or stands in another place than the one it was sealed for.
    #[error("the sealed value is damaged or belongs elsewhere")]
    Damaged,
    /// A later version of this program sealed it.
    #[error("the value was sealed by a newer version of the program")]
    Version,
}

/// Seals a value with XChaCha20-Poly1305 and a random nonce, bound to its place. Microseconds.
///
/// # Errors
/// [`AuthError::Random`] without random bytes, [`AuthError::Sealing`] beyond the cipher's limit of length.
pub fn seal(key: &FieldKey, context: &Context<'_>, plain: &[u8]) -> Result<Vec<u8>, AuthError> {
    let id = key.id();
    let nonce: [u8; 24] = random::bytes()?;
    let padded = pad(plain);
    let aad = associated_data(id, context);
    let text = XChaCha20Poly1305::new(key.bytes().into())
        .encrypt(&XNonce::from(nonce), Payload { msg: &padded, aad: &aad })
        .map_err(|_opaque| AuthError::Sealing)?;
    Ok([&[VERSION], id.0.as_slice(), &nonce, &text].concat())
}

/// Opens a sealed value with the key it names. The result is overwritten in memory when dropped.
///
/// # Errors
/// [`SealError::UnknownKey`] when the ring has no such key, [`SealError::Version`] for a form that this
/// program does not know, [`SealError::Damaged`] for everything else that keeps it from opening, a
/// different context too.
pub fn open(ring: &KeyRing, context: &Context<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (id, nonce, text) = split(sealed)?;
    let aad = associated_data(id, context);
    // Ids have 32 bits: two keys may share one, so each that fits is tried.
    let mut refusal = SealError::UnknownKey { id };
    for key in ring.keys().filter(|key| key.id() == id) {
        let cipher = XChaCha20Poly1305::new(key.bytes().into());
        match cipher.decrypt(&XNonce::from(nonce), Payload { msg: text, aad: &aad }) {
            Ok(padded) => return unpad(Zeroizing::new(padded)),
            Err(_opaque) => refusal = SealError::Damaged,
        }
    }
    Err(refusal)
}

/// The key that a sealed value needs, without opening it: finds what a rotation still has to do.
///
/// # Errors
/// [`SealError::Version`] or [`SealError::Damaged`] when it is no sealed value at all.
pub fn sealed_by(sealed: &[u8]) -> Result<KeyId, SealError> {
    split(sealed).map(|(id, _, _)| id)
}

type Parts<'a> = (KeyId, [u8; 24], &'a [u8]);

fn split(sealed: &[u8]) -> Result<Parts<'_>, SealError> {
    let (version, rest) = sealed.split_first().ok_or(SealError::Damaged)?;
    if *version != VERSION {
        return Err(SealError::Version);
    }
    let (id, rest) = rest.split_first_chunk().ok_or(SealError::Damaged)?;
    let (nonce, text) = rest.split_first_chunk().ok_or(SealError::Damaged)?;
    Ok((KeyId(*id), *nonce, text))
}

/// What is authenticated but not stored. One reading only: the sole part of variable length has its
/// length in front.
fn associated_data(id: KeyId, context: &Context<'_>) -> Vec<u8> {
    let table = context.table.as_bytes();
    let length = u64::try_from(table.len()).unwrap_or(u64::MAX).to_be_bytes();
    [AAD_LABEL, &[VERSION], &id.0, &length, table, &context.owner.to_be_bytes(), &context.at.to_be_bytes()]
        .concat()
}

fn pad(plain: &[u8]) -> Zeroizing<Vec<u8>> {
    let full = (plain.len() / PADDED_TO + 1) * PADDED_TO;
    let mut padded = Zeroizing::new(Vec::with_capacity(full));
    padded.extend_from_slice(plain);
    padded.push(PAD_START);
    padded.resize(full, 0);
    padded
}

fn unpad(mut padded: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let end = padded.iter().rposition(|byte| *byte != 0).ok_or(SealError::Damaged)?;
    if padded.get(end) != Some(&PAD_START) {
        return Err(SealError::Damaged);
    }
    padded.truncate(end);
    Ok(padded)
}
