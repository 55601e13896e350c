//! The one place that asks the operating system for random bytes.

use crate::AuthError;

/// Random bytes from the operating system.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], AuthError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(AuthError::Random)?;
    Ok(bytes)
}

/// 64 random bits as 16 lower-case hexadecimal digits: names a request in logs and on error pages.
///
/// Wide enough not to repeat within the life of a log; it is no secret and grants nothing.
///
/// # Errors
/// [`AuthError::Random`] when the operating system has no random bytes.
pub fn random_id() -> Result<String, AuthError> {
    Ok(format!("{:016x}", u64::from_be_bytes(bytes()?)))
}
