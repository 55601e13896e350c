//! The façade: what the rest of the workspace may use of this crate.
#![doc = include_str!("../README.md")]

mod chest;
mod code;
mod error;
mod key;
mod made_up;
mod password;
mod random;
mod seal;
mod strength;
mod token;

pub use crate::chest::{ChestError, lock_keys, unlock_keys};
pub use crate::code::{CODE_MAX, CODE_MIN, CodeHash, WeakCode, check_code, hash_code, verify_code};
pub use crate::error::AuthError;
pub use crate::key::{FieldKey, KeyFileError, KeyId, KeyRing};
pub use crate::made_up::made_up;
pub use crate::password::{PasswordHash, Verified, hash_password, verify_nobody, verify_password};
pub use crate::random::random_id;
pub use crate::seal::{Context, SealError, open, seal, sealed_by};
pub use crate::strength::{PASSWORD_MAX, PASSWORD_MIN, WeakPassword, check_password};
pub use crate::token::{Purpose, Token, TokenHash};

/// Text that a person typed and nobody else may see: its `Debug` shows nothing, its memory is
/// overwritten when it is dropped. Made with `Secret::from(String)` or `Secret::from(&str)`.
pub type Secret = secrecy::SecretString;
