//! The failures that are the machine's, not the person's.

/// What can go wrong while a secret is made, hashed or sealed. None of it is the fault of what was typed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuthError {
    /// The operating system gave no random bytes. Nothing was made: there is no weaker source to fall back on.
    #[error("the operating system gave no random bytes")]
    Random(#[source] getrandom::Error),
    /// Argon2 could not run, in practice for want of memory (19 MiB for one hash).
    #[error("the secret could not be hashed")]
    Hashing(#[source] argon2::password_hash::Error),
    /// The cipher refused the text, in practice because it is longer than 256 GiB.
    #[error("the value could not be sealed")]
    Sealing,
}
