//! Which passwords are accepted: long enough, not common, not the user name; nothing else is asked.

use secrecy::ExposeSecret;

use crate::Secret;

/// Fewest characters of a password.
pub const PASSWORD_MIN: usize = 10;

/// Most characters of a password. All of them count: nothing is cut off before hashing.
pub const PASSWORD_MAX: usize = 256;

/// A password is common when it is among this many first guesses of somebody who knows the lists of
/// leaked passwords, words, names, dates and keyboard rows.
const COMMON_GUESSES: u64 = 1_000_000;

/// How much of either end of a password is estimated. The estimator tries every combination of digits
/// and signs that stand for letters: at 100 characters a hostile text takes it half a second, at 40
/// no longer than one Argon2 hash.
const ESTIMATED_CHARS: usize = 40;

/// What people of a studio write first and the estimator's mostly English lists lack.
const LOCAL_WORDS: [&str; 19] = [
    "contraseña",
    "contrasena",
    "contrasenya",
    "bienvenido",
    "bienvenida",
    "usuario",
    "asistente",
    "administrador",
    "administradora",
    "recepcion",
    "recepción",
    "estudio",
    "tatuaje",
    "tatuajes",
    "tatuador",
    "tatuadora",
    "tattooartist",
    "tattoostudio",
    "tequieromucho",
];

/// A name shorter than this says too little for a password that is built around it to be refused.
const NAME_MIN: usize = 3;

/// Why a password is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than [`PASSWORD_MIN`] characters.
    #[error("the password has {got} characters and needs at least {min}")]
    TooShort {
        /// Characters that are needed.
        min: usize,
        /// Characters that were given.
        got: usize,
    },
    /// More than [`PASSWORD_MAX`] characters.
    #[error("the password has more than {max} characters")]
    TooLong {
        /// Characters that are allowed.
        max: usize,
    },
    /// Among the first million guesses, or the user name in a thin disguise.
    #[error("the password is one of the first that would be guessed")]
    Common,
    /// The user name itself, whatever the case of its letters.
    #[error("the password is the user name")]
    ContainsName,
    /// A tab, a line break or another control character, which the next keyboard may not be able to type.
    #[error("the password contains a control character")]
    ControlCharacter,
}

/// Whether a new password is good enough for the account `user_name`.
///
/// Characters are Unicode scalar values, and the password is taken exactly as it was typed: not
/// trimmed, not normalised. `ñ` typed as one character and as `n` with a combining tilde are
/// different passwords; keyboards of all common systems produce the former.
///
/// Common means that the estimator of `zxcvbn` needs fewer than a million guesses, rather than that
/// the password stands on a list: a list of whole passwords accepts `password1234567`, the
/// estimate sees a listed password with a sequence behind it. Nothing is asked about kinds of
/// characters, so three or four everyday words are fine.
///
/// Imported and operator-set passwords may bypass this check; that is the caller's decision.
///
/// # Errors
/// The first rule that the password breaks, in the order control characters, length, name, common.
pub fn check_password(plain: &Secret, user_name: &str) -> Result<(), WeakPassword> {
    let plain = plain.expose_secret();
    if plain.chars().any(char::is_control) {
        return Err(WeakPassword::ControlCharacter);
    }
    let got = plain.chars().count();
    if got < PASSWORD_MIN {
        return Err(WeakPassword::TooShort { min: PASSWORD_MIN, got });
    }
    if got > PASSWORD_MAX {
        return Err(WeakPassword::TooLong { max: PASSWORD_MAX });
    }
    let name = user_name.trim().to_lowercase();
    if !name.is_empty() && plain.trim().to_lowercase() == name {
        return Err(WeakPassword::ContainsName);
    }
    if disguises(plain, &name) || guessed_early(plain, &name) {
        return Err(WeakPassword::Common);
    }
    Ok(())
}

/// Whether the password is the name, forwards, backwards or over and over, with only digits and signs around it.
fn disguises(plain: &str, name: &str) -> bool {
    let plain = letters_within(plain).to_lowercase();
    let name = letters_within(name);
    name.chars().count() >= NAME_MIN
        && (plain == name || plain.chars().rev().eq(name.chars()) || repeats(&plain, name))
}

/// Whether the letters are those of the name over and over, whatever stands between: `lola lola lola`.
fn repeats(plain: &str, name: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let (plain, name) = (letters(plain), letters(name));
    !name.is_empty() && !plain.is_empty() && plain.replace(&name, "").is_empty()
}

/// The text from its first to its last letter.
fn letters_within(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphabetic())
}

/// Whether the first guesses reach the password. A long one is judged by both ends and is common only
/// if both are, so that a passphrase is not refused for a weak beginning.
fn guessed_early(plain: &str, name: &str) -> bool {
    let mut known = Vec::with_capacity(1 + LOCAL_WORDS.len());
    if !name.is_empty() {
        known.push(name);
    }
    known.extend(LOCAL_WORDS);
    let few = |part: &str| zxcvbn::zxcvbn(part, &known).guesses() < COMMON_GUESSES;
    match (plain.char_indices().nth(ESTIMATED_CHARS), plain.char_indices().nth_back(ESTIMATED_CHARS - 1)) {
        (Some((head_end, _)), Some((tail_start, _))) => {
            let (head, _) = plain.split_at(head_end);
            let (_, tail) = plain.split_at(tail_start);
            few(head) && few(tail)
        }
        _ => few(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word that the estimator knows by itself has no place in the list.
    #[test]
    fn every_local_word_is_refused_for_being_in_the_list() {
        for word in LOCAL_WORDS {
            let plain = format!("{word}1234");
            assert!(zxcvbn::zxcvbn(&plain, &[]).guesses() >= COMMON_GUESSES, "{word} is known anyway");
            assert_eq!(check_password(&Secret::from(plain), "somebody"), Err(WeakPassword::Common), "{word}");
        }
    }
}
