//! A client as a row of a list.

use studio_app::ClientRow;
use studio_domain::{ClientStatus, PhotoSize, Timestamp};

use crate::api::photos::address;
use crate::pages::say::initials;

/// What a row shows.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) initials: String,
    /// Address of the photo, if there is one.
    pub(crate) photo: Option<String>,
    /// As typed; empty if there is none.
    pub(crate) phone: String,
    /// The number to dial.
    pub(crate) tel: String,
    pub(crate) email: String,
    /// Without `@`.
    pub(crate) instagram: String,
    pub(crate) artist: Option<String>,
    pub(crate) next: Option<Timestamp>,
    pub(crate) last: Option<Timestamp>,
    pub(crate) registered: Timestamp,
    pub(crate) archived: bool,
    pub(crate) mine: bool,
}

impl From<ClientRow> for Row {
    fn from(row: ClientRow) -> Self {
        let phone = row.phone.unwrap_or_default();
        Self {
            id: row.id.get(),
            initials: initials(&row.name),
            photo: row.photo.map(|photo| address(row.id, &photo, PhotoSize::Small)),
            name: row.name,
            tel: tel(&phone),
            phone,
            email: row.email.unwrap_or_default(),
            instagram: row.instagram.unwrap_or_default(),
            artist: row.artist.map(|artist| artist.name),
            next: row.next_appointment,
            last: row.last_appointment,
            registered: row.created_at,
            archived: row.status == ClientStatus::Archived,
            mine: row.mine,
        }
    }
}

/// The address that dials a phone as it was typed.
pub(super) fn tel(phone: &str) -> String {
    let plus = if phone.trim_start().starts_with('+') { "+" } else { "" };
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    format!("tel:{plus}{digits}")
}

#[cfg(test)]
mod tests {
    use super::tel;

    #[test]
    fn a_phone_is_dialled_without_its_punctuation() {
        assert_eq!(tel(" +52 (608) 139-0996"), "tel:+526081390996");
        assert_eq!(tel("608 139 099"), "tel:608139099");
    }
}
