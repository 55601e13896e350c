//! Secrets that the program makes up for people: random, and easy to read aloud and to type.

use zeroize::Zeroizing;

use crate::{AuthError, Secret, random};

/// Sixteen and four of them: a syllable is six random bits, none of them lost. No letter that is mistaken for another.
const CONSONANTS: &[u8; 16] = b"bcdfghjkmnprstvz";
const VOWELS: &[u8; 4] = b"aeiu";

/// Syllables of a group; the groups are joined by hyphens.
const SYLLABLES: usize = 3;
/// Most groups that are made.
const GROUPS: usize = 8;

/// A secret such as `bemuti-kadefa-sunira`: `groups` groups (at least one, at most eight) of six letters, each worth 18 random bits.
///
/// Three groups are a password for a while, one or two a master code. It is not made for what is guessed at offline: that is what
/// [`Token`](crate::Token) is for.
///
/// # Errors
/// [`AuthError::Random`] when the operating system has no random bytes.
pub fn made_up(groups: usize) -> Result<Secret, AuthError> {
    let bytes: Zeroizing<[u8; GROUPS * SYLLABLES]> = Zeroizing::new(random::bytes()?);
    let mut made = String::with_capacity(GROUPS * (SYLLABLES * 2 + 1));
    for (at, byte) in bytes.iter().take(groups.clamp(1, GROUPS) * SYLLABLES).enumerate() {
        if at > 0 && at % SYLLABLES == 0 {
            made.push('-');
        }
        made.extend(syllable(*byte));
    }
    Ok(Secret::from(made))
}

/// Six bits of a byte as two letters.
fn syllable(byte: u8) -> impl Iterator<Item = char> {
    let letter = |of: &'static [u8], bits: u8| of.get(usize::from(bits)).copied().map(char::from);
    letter(CONSONANTS, byte & 0xf).into_iter().chain(letter(VOWELS, (byte >> 4) & 0x3))
}
