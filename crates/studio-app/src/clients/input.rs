//! What was typed about a client.

use chrono::NaiveDate;
use studio_domain::{
    ArtistId, BirthDate, Email, Instagram, Invalid, PersonName, Phone, Rule, ShortText, StreetAddress, Values,
};
use studio_store::{ClientCard, ClientEdit, ContactEdit, NewClient};

use super::listed::Listed;
use crate::consents::{FirstAnswer, first_answer};
use crate::error::Result;
use crate::form::Form;
use crate::health::ScreeningInput;
use crate::said::Said;

/// What was typed; what is `None` stays (or is left out), what is empty is emptied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientInput {
    /// Full name; needed for a new record.
    pub name: Option<String>,
    /// Phone; needed for a new record.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Instagram name, with or without `@`.
    pub instagram: Option<String>,
    /// Street address.
    pub address: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State or province.
    pub state: Option<String>,
    /// Gender.
    pub gender: Option<String>,
    /// Date of birth, `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// Id of the preferred artist; empty: none.
    pub preferred_artist: Option<String>,
    /// Tattoo styles.
    pub styles: Option<Vec<String>>,
    /// Body placements of interest.
    pub placements: Option<Vec<String>>,
    /// How they found the studio.
    pub source: Option<String>,
    /// More about that.
    pub source_detail: Option<String>,
    /// Whom to call in an emergency.
    pub emergency: Option<ContactInput>,
    /// Who answers for a minor.
    pub guardian: Option<ContactInput>,
    /// What was answered to the informed consent while the record was made: `paper`, `paper_guardian`, `spoken`, `declined` or
    /// `not_asked`. Only for a new record.
    pub informed_consent: Option<String>,
    /// Health screening, for a new record only; one in which nothing is typed is none.
    pub screening: Option<ScreeningInput>,
}

/// Somebody to call, as typed; all empty: nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactInput {
    /// Name.
    pub name: String,
    /// Relationship.
    pub relationship: String,
    /// Phone.
    pub phone: String,
}

impl ClientInput {
    /// Everything that was said, in one text that differs where anything differs: by which a request that is sent twice is told from another
    /// one under the same key.
    pub(crate) fn said(&self) -> String {
        let mut said = Said::default();
        for field in [
            &self.name,
            &self.phone,
            &self.email,
            &self.instagram,
            &self.address,
            &self.city,
            &self.state,
            &self.gender,
            &self.birth_date,
            &self.preferred_artist,
            &self.source,
            &self.source_detail,
            &self.informed_consent,
        ] {
            said.field(field.as_deref());
        }
        for several in [&self.styles, &self.placements] {
            said.several(several.as_ref().map(|all| all.iter().map(String::as_str)));
        }
        for contact in [&self.emergency, &self.guardian] {
            let parts = contact.as_ref().map(|one| [&one.name, &one.relationship, &one.phone]);
            said.several(parts.map(|parts| parts.into_iter().map(String::as_str)));
        }
        let answers = self.screening.as_ref().map(|screening| {
            let each = screening.answers.iter().flat_map(|one| [&one.question, &one.reply, &one.detail]);
            each.chain([&screening.observations]).map(String::as_str)
        });
        said.several(answers);
        said.text()
    }

    /// A new record.
    pub(super) fn read_new(
        &self,
        house: &Values,
        today: NaiveDate,
    ) -> Result<(NewClient, Option<FirstAnswer>)> {
        let mut form = Form::default();
        for (field, given) in [("name", &self.name), ("phone", &self.phone)] {
            if given.is_none() {
                form.wrong(Invalid::new(field, Rule::Required));
            }
        }
        let more = self.read(&mut form, house, today, &Listed::of(house));
        let new = more.name.clone().map(|name| NewClient {
            name,
            phone: more.phone.clone(),
            more,
            legacy_id: None,
            created_at: None,
        });
        let answer = first_answer(&mut form, self.informed_consent.as_deref(), new.as_ref());
        Ok((form.finish_with(new)?, answer))
    }

    /// Changes of the record that has this card.
    pub(super) fn read_edit(
        &self,
        house: &Values,
        today: NaiveDate,
        card: &ClientCard,
    ) -> Result<ClientEdit> {
        let mut form = Form::default();
        let edit = self.read(&mut form, house, today, &Listed::and(house, card));
        if self.informed_consent.is_some() {
            form.wrong(Invalid::new("informed_consent", Rule::NotAllowed));
        }
        if self.screening.as_ref().is_some_and(|screening| !screening.is_blank()) {
            form.wrong(Invalid::new("screening", Rule::NotAllowed));
        }
        form.finish()?;
        Ok(edit)
    }

    fn read(&self, form: &mut Form, house: &Values, today: NaiveDate, listed: &Listed<'_>) -> ClientEdit {
        let short =
            |field: &'static str| move |raw: &str| ShortText::parse(raw).map_err(|wrong| wrong.at(field));
        // In the order of the form, in which mistakes are told.
        let name = form.maybe(self.name.as_ref(), PersonName::parse);
        let phone = form.maybe(self.phone.as_ref(), Phone::parse);
        ClientEdit {
            name,
            phone_e164: phone.as_ref().and_then(|phone| phone.e164(house.country())),
            phone,
            email: form.change(self.email.as_ref(), Email::parse),
            instagram: form.change(self.instagram.as_ref(), Instagram::parse),
            address: form.change(self.address.as_ref(), StreetAddress::parse),
            city: form.change(self.city.as_ref(), short("city")),
            state: form.change(self.state.as_ref(), short("state")),
            gender: form.change(self.gender.as_ref(), short("gender")),
            birth_date: form.change(self.birth_date.as_ref(), |raw| {
                BirthDate::parse(raw).and_then(|date| date.check(today))
            }),
            preferred_artist: form.change(self.preferred_artist.as_ref(), |raw| {
                raw.trim().parse::<ArtistId>().map_err(|wrong| wrong.at("preferred_artist_id"))
            }),
            styles: self.styles.as_ref().map(|styles| each(form, "styles", styles, |raw| listed.style(raw))),
            placements: self
                .placements
                .as_ref()
                .map(|placements| each(form, "placements", placements, |raw| listed.placement(raw))),
            source: form.change(self.source.as_ref(), short("source")),
            source_detail: form.change(self.source_detail.as_ref(), short("source_detail")),
            emergency: self.emergency.as_ref().map(|contact| {
                contact.read(form, ["emergency_name", "emergency_relationship", "emergency_phone"])
            }),
            guardian: self.guardian.as_ref().map(|contact| {
                contact.read(form, ["guardian_name", "guardian_relationship", "guardian_phone"])
            }),
        }
    }
}

/// The entries of a list; what is wrong with one is wrong with the field.
fn each<T>(
    form: &mut Form,
    field: &'static str,
    raw: &[String],
    parse: impl Fn(&str) -> Result<T, Invalid>,
) -> Vec<T> {
    raw.iter()
        .filter(|entry| !entry.trim().is_empty())
        .filter_map(|entry| form.take(parse(entry).map_err(|wrong| wrong.at(field))))
        .collect()
}

impl ContactInput {
    /// Whether nobody is named.
    pub(crate) fn is_empty(&self) -> bool {
        [&self.name, &self.relationship, &self.phone].into_iter().all(|raw| raw.trim().is_empty())
    }

    /// Reads it; nobody, if all is empty. Mistakes are about these fields.
    pub(crate) fn read(
        &self,
        form: &mut Form,
        [name, relationship, phone]: [&'static str; 3],
    ) -> Option<ContactEdit> {
        let given = |raw: &str| (!raw.trim().is_empty()).then(|| raw.to_owned());
        let (typed_name, typed_phone) = (given(&self.name), given(&self.phone));
        let typed_relationship = given(&self.relationship);
        if typed_name.is_none() && typed_phone.is_none() && typed_relationship.is_none() {
            return None;
        }
        let name = form.take(PersonName::parse(&self.name).map_err(|wrong| wrong.at(name)));
        let relationship = form.maybe(typed_relationship.as_ref(), |raw| {
            ShortText::parse(raw).map_err(|wrong| wrong.at(relationship))
        });
        let phone =
            form.maybe(typed_phone.as_ref(), |raw| Phone::parse(raw).map_err(|wrong| wrong.at(phone)));
        name.map(|name| ContactEdit { name, relationship, phone })
    }
}
