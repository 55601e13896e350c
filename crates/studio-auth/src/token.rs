//! Random tokens that stand for a sign-in, an invitation or a feed; only their hashes are stored.

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::{AuthError, random};

/// Bytes of a token, and of its hash.
const LEN: usize = 32;

/// What a token is good for. It goes into the hash: a token of one kind never matches a row of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The cookie of a signed-in person.
    Session,
    /// The link by which a new account sets its password.
    Invitation,
    /// The link by which an empty data folder is set up.
    Setup,
    /// A bearer token of the API.
    Api,
    /// The address of a calendar feed.
    Feed,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 5] = [Self::Session, Self::Invitation, Self::Setup, Self::Api, Self::Feed];

    /// Domain separation of the hash. Stored hashes depend on these texts: they never change.
    const fn context(self) -> &'static str {
        match self {
            Self::Session => "tattoo studio manager 2026 token session v1",
            Self::Invitation => "tattoo studio manager 2026 token invitation v1",
            Self::Setup => "tattoo studio manager 2026 token setup v1",
            Self::Api => "tattoo studio manager 2026 token api v1",
            Self::Feed => "tattoo studio manager 2026 token feed v1",
        }
    }
}

/// 256 random bits that grant something to whoever shows them. Shown once, by [`Token::reveal`]; its
/// `Debug` shows nothing and its memory is overwritten when it is dropped.
pub struct Token(Zeroizing<[u8; LEN]>);

impl Token {
    /// Makes a token and the hash under which it is stored.
    ///
    /// # Errors
    /// [`AuthError::Random`] when the operating system has no random bytes.
    pub fn new(purpose: Purpose) -> Result<(Self, TokenHash), AuthError> {
        let token = Self(Zeroizing::new(random::bytes()?));
        let hash = token.hash(purpose);
        Ok((token, hash))
    }

    /// The hash of a token that somebody shows, or nothing if the text can't be a token: it must have
    /// exactly the 43 characters, alphabet and ending that [`Token::reveal`] gives.
    #[must_use]
    pub fn parse(purpose: Purpose, shown: &str) -> Option<TokenHash> {
        let mut bytes = Zeroizing::new([0; LEN]);
        let read = Base64UrlUnpadded::decode(shown, bytes.as_mut()).ok()?.len();
        (read == LEN).then(|| Self(bytes).hash(purpose))
    }

    /// The text to hand over: base64url without padding, 43 characters, safe in a cookie and in a path.
    #[must_use]
    pub fn reveal(&self) -> String {
        Base64UrlUnpadded::encode_string(self.0.as_ref())
    }

    /// A fast hash is enough, unlike for a password: there is nothing to guess in 256 random bits.
    fn hash(&self, purpose: Purpose) -> TokenHash {
        TokenHash(blake3::derive_key(purpose.context(), self.0.as_ref()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// The stored form of a token: BLAKE3 in key-derivation mode, with the purpose as context. Compared in
/// constant time; its `Debug` shows nothing.
#[derive(Clone, Copy)]
pub struct TokenHash([u8; LEN]);

impl TokenHash {
    /// What is kept in the database.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; LEN] {
        &self.0
    }

    /// Takes what the database has.
    #[must_use]
    pub fn from_bytes(bytes: [u8; LEN]) -> Self {
        Self(bytes)
    }
}

impl PartialEq for TokenHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for TokenHash {}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(..)")
    }
}
