//! Between a record and the fields of its forms.

use studio_app::{ClientCard, ClientInput, ContactInput};
use studio_domain::{Email, Instagram, PersonName, Phone, ShortText, StreetAddress};

use super::screening;
use crate::pages::Typed;

/// How many characters the fields take, as the domain says.
pub(super) struct Limits {
    pub(super) name: usize,
    pub(super) phone: usize,
    pub(super) email: usize,
    /// A pasted address of a profile is longer than a name.
    pub(super) instagram: usize,
    pub(super) text: usize,
    pub(super) address: usize,
}

pub(super) const LIMITS: Limits = Limits {
    name: PersonName::MAX,
    phone: Phone::MAX,
    email: Email::MAX,
    instagram: Instagram::TYPED,
    text: ShortText::MAX,
    address: StreetAddress::MAX,
};

/// A record as its form.
pub(super) fn filled(card: &ClientCard) -> Typed {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let contact = |one: &Option<studio_app::Contact>| match one {
        Some(one) => [one.name.clone(), one.relationship.clone(), one.phone.clone()],
        None => Default::default(),
    };
    let [emergency_name, emergency_relationship, emergency_phone] = contact(&card.emergency);
    let [guardian_name, guardian_relationship, guardian_phone] = contact(&card.guardian);
    let artist = card.preferred_artist.as_ref().map(|artist| artist.id.to_string()).unwrap_or_default();
    let single = [
        ("version", card.version.to_string()),
        ("name", card.name.clone()),
        ("phone", text(&card.phone)),
        ("email", text(&card.email)),
        ("instagram", text(&card.instagram)),
        ("birth_date", text(&card.birth_date)),
        ("gender", text(&card.gender)),
        ("address", text(&card.address)),
        ("city", text(&card.city)),
        ("state", text(&card.state)),
        ("preferred_artist_id", artist),
        ("source", text(&card.source)),
        ("source_detail", text(&card.source_detail)),
        ("emergency_name", emergency_name),
        ("emergency_relationship", emergency_relationship),
        ("emergency_phone", emergency_phone),
        ("guardian_name", guardian_name),
        ("guardian_relationship", guardian_relationship),
        ("guardian_phone", guardian_phone),
    ];
    let styles = card.styles.iter().map(|style| ("styles", style.clone()));
    let placements = card.placements.iter().map(|placement| ("placements", placement.clone()));
    single.into_iter().chain(styles).chain(placements).collect()
}

/// What the form says about the client. A field that the form did not send stays as it is.
pub(super) fn input(typed: &Typed) -> ClientInput {
    let text = |field: &str| typed.maybe(field).map(str::to_owned);
    let list = |field: &str| typed.maybe(field).map(|_| typed.all(field));
    let contact = |fields: [&str; 3]| {
        let [name, relationship, phone] = fields.map(|field| typed.maybe(field));
        (name.is_some() || relationship.is_some() || phone.is_some()).then(|| ContactInput {
            name: name.unwrap_or_default().to_owned(),
            relationship: relationship.unwrap_or_default().to_owned(),
            phone: phone.unwrap_or_default().to_owned(),
        })
    };
    ClientInput {
        name: text("name"),
        phone: text("phone"),
        email: text("email"),
        instagram: text("instagram"),
        address: text("address"),
        city: text("city"),
        state: text("state"),
        gender: text("gender"),
        birth_date: text("birth_date"),
        preferred_artist: text("preferred_artist_id"),
        styles: list("styles"),
        placements: list("placements"),
        source: text("source"),
        source_detail: text("source_detail"),
        emergency: contact(["emergency_name", "emergency_relationship", "emergency_phone"]),
        guardian: contact(["guardian_name", "guardian_relationship", "guardian_phone"]),
        // Who is to sign on the screen is asked there, when the record is made.
        informed_consent: text(INFORMED)
            .map(|answer| if answer == SCREEN { "not_asked".to_owned() } else { answer }),
        screening: screening::input(typed),
    }
}

/// The field of the answer to the informed consent, and the answer that it is given on the screen next.
pub(super) const INFORMED: &str = "informed_consent";
pub(super) const SCREEN: &str = "screen";
