//! Accounts: name, role, artist, and the old hash of the password, which the first sign-in replaces.

use std::collections::HashSet;

use studio_domain::text::composed;
use studio_domain::{BirthDate, Email, Instagram, Invalid, PersonName, UserName, fold};
use studio_policy::Role;
use studio_store::{Legacy, LegacyRecord as _, LegacyUser, MovedUser, NewUser, UserEdit};

use super::cells;
use super::mover::{Fate, Mover, Stop};
use super::report::IssueCode;
use super::row::{Cell, Row};
use crate::error::Error;

const TABLE: &str = LegacyUser::TABLE;

/// Names and artists that accounts have already.
struct Taken {
    names: HashSet<String>,
    artists: HashSet<i64>,
}

/// Takes every account.
pub(super) fn take(mover: &mut Mover<'_, '_>, legacy: &mut Legacy) -> Result<(), Stop> {
    let mut seen = HashSet::new();
    let mut taken = Taken {
        names: mover.known.user_keys.iter().cloned().collect(),
        artists: mover.known.linked.iter().map(|artist| artist.get()).collect(),
    };
    mover.table::<LegacyUser>(legacy, |mover, row| {
        let Some(id) = mover.own_id(TABLE, &row.id, &mut seen) else { return Ok(Fate::Skipped) };
        if mover.known.users.contains_key(&id) {
            return Ok(Fate::Known);
        }
        let moved = user(mover, id, &row, &mut taken)?;
        let here = mover.tx.move_user(mover.may, &moved)?;
        mover.known.users.insert(id, here);
        mover.known.artist_of.extend(moved.new.artist.map(|artist| (here, artist)));
        Ok(Fate::Imported)
    })
}

fn user(mover: &mut Mover<'_, '_>, id: i64, row: &LegacyUser, taken: &mut Taken) -> Result<MovedUser, Stop> {
    let today = mover.today;
    let mut eye = Row::new(TABLE, Some(id), mover.zone);
    let user_name = user_name(&mut eye, id, &row.username, &mut taken.names)?;
    let mut active = eye.flag("is_active", &row.is_active).unwrap_or(true);
    let role = role(&mut eye, &row.role);
    active &= role.is_some();
    // Whatever that account was, it is not one that may do more than an artist.
    let role = role.unwrap_or(Role::Artist);
    let mut artist = None;
    let there = eye.id_of("artist_id", &row.artist_id);
    match there.map(|there| (there, mover.known.artists.get(&there).copied())) {
        Some((there, _)) if role != Role::Artist => {
            eye.issue(IssueCode::LinkDropped, Some("artist_id"), there.to_string());
        }
        _ if role != Role::Artist => {}
        Some((there, Some(here))) if !taken.artists.insert(here.get()) => {
            eye.issue(IssueCode::ArtistTaken, Some("artist_id"), there.to_string());
            active = false;
        }
        Some((_, Some(here))) => artist = Some(here),
        Some((there, None)) => {
            eye.issue(IssueCode::ArtistNeeded, Some("artist_id"), there.to_string());
            active = false;
        }
        None => {
            eye.issue(IssueCode::ArtistNeeded, Some("artist_id"), "");
            active = false;
        }
    }
    let birth = |raw: &str| {
        let day = cells::day(raw).ok_or(Invalid::form("birth_date", "date"))?;
        BirthDate::new(day).and_then(|birth| birth.check(today))
    };
    let person = UserEdit {
        full_name: eye.line("name", &row.name, PersonName::MAX, PersonName::parse).map(Some),
        birth_date: eye.value("birthdate", &row.birthdate, birth).map(Some),
        email: eye.value("email", &row.email, Email::parse).map(Some),
        phone: eye.phone("phone", &row.phone).map(Some),
        instagram: eye.value("instagram", &row.instagram, Instagram::parse).map(Some),
    };
    let password_hash = row.password_hash.as_deref().map(str::trim).filter(|hash| is_bcrypt(hash));
    if password_hash.is_none() {
        eye.issue(IssueCode::PasswordUnusable, Some("password_hash"), "");
    }
    let created_at = Some(eye.made_at(&row.created_at, mover.now));
    let last_sign_in_at = eye.time("last_login", &row.last_login).map(|read| read.at);
    mover.issues.extend(eye.finish().0);
    let password_hash = password_hash.map(str::to_owned);
    Ok(MovedUser {
        new: NewUser { user_name, role, artist, person, password_hash },
        active,
        // Nobody knows before the first sign-in, which says so.
        short_password: false,
        legacy_id: id,
        last_sign_in_at,
        created_at,
    })
}

/// A name that is allowed and free, as near to the old one as that is.
fn user_name(eye: &mut Row, id: i64, cell: &Cell, taken: &mut HashSet<String>) -> Result<UserName, Stop> {
    let raw = eye.shaped("username", cell).unwrap_or_default();
    let wanted = match UserName::parse(&raw) {
        Ok(name) => name,
        Err(_) => {
            let name = UserName::parse(&allowed(&raw, id)).map_err(Error::from)?;
            eye.issue(IssueCode::UserNameChanged, Some("username"), format!("{} → {name}", raw.trim()));
            name
        }
    };
    if taken.insert(wanted.key()) {
        return Ok(wanted);
    }
    let mut number = 2_u64;
    loop {
        let suffix = format!("-{number}");
        let room = UserName::MAX.saturating_sub(suffix.len());
        let start: String = wanted.as_str().chars().take(room).collect();
        let name = UserName::parse(&format!("{start}{suffix}")).map_err(Error::from)?;
        if taken.insert(name.key()) {
            eye.issue(IssueCode::UserNameTaken, Some("username"), format!("{wanted} → {name}"));
            return Ok(name);
        }
        number = number.saturating_add(1);
    }
}

/// The name with dots for what is not allowed in one, and with its number where it is too short.
fn allowed(raw: &str, id: i64) -> String {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    let dotted: String = composed(raw.trim()).chars().map(|c| if fits(c) { c } else { '.' }).collect();
    let name = dotted.trim_matches('.');
    let name: String =
        if name.chars().any(char::is_alphanumeric) { name.to_owned() } else { "user".to_owned() };
    let short = name.chars().count() < UserName::MIN;
    let name = if short || name == "user" { format!("{name}-{}", id.unsigned_abs()) } else { name };
    name.chars().take(UserName::MAX).collect()
}

fn role(eye: &mut Row, cell: &Cell) -> Option<Role> {
    let raw = eye.shaped("role", cell).unwrap_or_default();
    let code = match fold(&raw).as_str() {
        "admin" | "administrator" | "administrador" | "administradora" | "owner" => "admin",
        "assistant" | "asistente" | "recepcion" | "reception" => "assistant",
        "artist" | "artista" | "tatuador" | "tatuadora" => "artist",
        _ => "",
    };
    let role = Role::parse(code);
    if role.is_none() {
        eye.issue(IssueCode::RoleUnknown, Some("role"), raw.trim());
    }
    role
}

/// Whether a text is a bcrypt hash of a cost that a sign-in still tries.
fn is_bcrypt(hash: &str) -> bool {
    let mut parts = hash.split('$');
    let (Some(""), Some(version), Some(cost), Some(rest), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let cost_is_tried = cost.len() == 2 && cost.parse::<u32>().is_ok_and(|cost| (4..=16).contains(&cost));
    let letters = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/');
    matches!(version, "2a" | "2b" | "2x" | "2y")
        && cost_is_tried
        && rest.len() == 53
        && rest.bytes().all(letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use studio_domain::StudioZone;

    fn named(raw: &str, taken: &[&str]) -> (String, Vec<IssueCode>) {
        let mut taken: HashSet<String> = taken.iter().map(|name| (*name).to_owned()).collect();
        let mut eye = Row::new(TABLE, Some(7), StudioZone::UTC);
        let name = user_name(&mut eye, 7, &Some(raw.to_owned()), &mut taken).unwrap();
        (name.to_string(), eye.finish().0.iter().map(|issue| issue.code).collect())
    }

    #[test]
    fn names_are_made_valid() {
        for (raw, name) in [
            ("José Luis", "José.Luis"),
            ("ana@tinta.mx", "ana.tinta.mx"),
            ("al", "al-7"),
            ("?", "user-7"),
            ("", "user-7"),
            ("...", "user-7"),
            ("\u{9dc}", "\u{9a1}-7"),
            ("jose\u{301} b", "josé.b"),
        ] {
            assert_eq!(named(raw, &[]), (name.to_owned(), vec![IssueCode::UserNameChanged]), "{raw}");
        }
        assert_eq!(named(&"ñ".repeat(60), &[]).0.chars().count(), UserName::MAX);
        assert_eq!(named("lola", &[]), ("lola".to_owned(), vec![]));
    }

    #[test]
    fn a_name_that_is_taken_gets_a_suffix() {
        assert_eq!(named("Lola", &["lola"]), ("Lola-2".to_owned(), vec![IssueCode::UserNameTaken]));
        assert_eq!(named("lola", &["lola", "lola-2"]).0, "lola-3");
        let long = "a".repeat(40);
        assert_eq!(named(&long, &[&long]).0, format!("{}-2", "a".repeat(38)));
    }

    #[test]
    fn only_hashes_that_a_sign_in_can_check_are_kept() {
        let good = "$2b$12$UQDAcAO9slmawKktl/qsFucrXblXLsRfLI4a4CZFxFWNuu7EG7g.K";
        assert!(is_bcrypt(good));
        for bad in [
            "",
            "admin123",
            "pbkdf2:sha256:260000$abc$def",
            &good[..59],
            &good.replace("$12$", "$31$"),
            &good.replace("2b", "2c"),
            &good.replace('U', "ñ"),
            &format!("{good}$"),
        ] {
            assert!(!is_bcrypt(bad), "{bad}");
        }
    }
}
