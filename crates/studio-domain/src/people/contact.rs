//! Email addresses and Instagram handles.

use super::checked_text;
use crate::Invalid;
use crate::text::line;
use email_address::{EmailAddress, Options};

/// An email address, kept as typed.
///
/// The form is that of the `email_address` crate with a domain of at least two parts, without display name and without
/// IP literal. Three forms that the standard allows and nobody has are refused besides, because they are typing errors
/// or break links: a quoted local part, a domain with other characters than letters, digits and hyphens, and a last
/// part of the domain that is a single character or a number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// The greatest number of characters.
    pub const MAX: usize = 254;

    /// Checks the form of an address; whether somebody reads there is not known.
    ///
    /// # Errors
    /// On `email`: [`Rule::Form`](crate::Rule::Form) `email`, or length and characters as [`line()`] says.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let address = line("email", raw, 1, Self::MAX)?;
        let options = Options::default().with_required_tld().without_domain_literal().without_display_text();
        let formed = EmailAddress::parse_with_options(&address, options)
            .is_ok_and(|read| !read.local_part().starts_with('"') && domain_is_usual(read.domain()));
        if formed { Ok(Self(address)) } else { Err(Invalid::form("email", "email")) }
    }

    /// What makes two addresses the same: without upper case.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

fn domain_is_usual(domain: &str) -> bool {
    let usual = |c: char| c.is_alphanumeric() || c == '-';
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.split('.').all(|part| part.chars().all(usual))
        && last.chars().count() >= 2
        && last.contains(|c: char| !c.is_ascii_digit())
}

checked_text!(Email);

/// An Instagram handle without the `@`: 1 to 30 letters, digits, dots and underscores, kept as typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instagram(String);

impl Instagram {
    /// The greatest number of characters.
    pub const MAX: usize = 30;
    /// The greatest number of characters that may be typed: the address of a profile is read as its name.
    pub const TYPED: usize = 300;

    /// Reads `ana.ink`, `@ana.ink` or the address of a profile: `instagram.com/ana.ink`, with or without scheme, `www.`,
    /// final slash and query. The address of a single post is none.
    ///
    /// # Errors
    /// On `instagram`: [`Rule::Form`](crate::Rule::Form) `instagram`, or [`Rule::Empty`](crate::Rule::Empty).
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let typed = line("instagram", raw, 1, Self::TYPED)?;
        let handle = profile(&typed).unwrap_or(&typed);
        let handle = handle.strip_prefix('@').unwrap_or(handle);
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
        let formed = (1..=Self::MAX).contains(&handle.len()) && handle.chars().all(allowed);
        let formed = formed && handle.contains(|c| c != '.');
        if formed { Ok(Self(handle.to_owned())) } else { Err(Invalid::form("instagram", "instagram")) }
    }

    /// What makes two handles the same: without upper case.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// As people write it, with the `@`.
    pub fn at(&self) -> String {
        format!("@{}", self.0)
    }

    /// The address of the profile.
    pub fn url(&self) -> String {
        format!("https://www.instagram.com/{}/", self.0)
    }
}

/// What stands after the host in the address of a profile.
fn profile(typed: &str) -> Option<&str> {
    let rest = strip_word(typed, "https://").or_else(|| strip_word(typed, "http://")).unwrap_or(typed);
    let rest = strip_word(rest, "www.").or_else(|| strip_word(rest, "m.")).unwrap_or(rest);
    let path = strip_word(rest, "instagram.com/")?;
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let path = path.get(..end)?;
    Some(path.strip_suffix('/').unwrap_or(path))
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(rest)
}

checked_text!(Instagram);
