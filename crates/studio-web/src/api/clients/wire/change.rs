//! What may be said about a client.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::json;
use studio_app::{ClientInput, ContactInput, ScreeningInput};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};

use super::read::Contact;
use crate::api::screenings::Entered;
use crate::api::whole;
use crate::extract::object;

/// Reads a field that may be left out (stays) or `null` (is emptied).
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}

/// Reads somebody to call, who may be left out (stays) or `null` (is emptied).
fn somebody<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<Contact>>, D::Error> {
    object(from).map(Some)
}

/// What can be said about a client. What is left out stays (or is left empty), `null` or empty text empties.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({
    "name": "Sofía O'Farrill-Núñez", "phone": "+52 608 139 0996", "instagram": "@tinta_sofi", "styles": ["Fine line"]
}))]
pub(crate) struct ClientBody {
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    name: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    phone: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    email: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    instagram: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    address: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    city: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    state: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    gender: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    birth_date: Option<Option<String>>,
    #[schema(value_type = Option<i64>)]
    #[serde(deserialize_with = "whole::present")]
    preferred_artist_id: Option<Option<i64>>,
    styles: Option<Vec<String>>,
    placements: Option<Vec<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    source: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(deserialize_with = "present")]
    source_detail: Option<Option<String>>,
    #[schema(value_type = Option<Contact>)]
    #[serde(deserialize_with = "somebody")]
    emergency: Option<Option<Contact>>,
    #[schema(value_type = Option<Contact>)]
    #[serde(deserialize_with = "somebody")]
    guardian: Option<Option<Contact>>,
    /// What was answered to the informed consent, only while a record is made: `paper`, `paper_guardian`, `spoken`, `declined` or
    /// `not_asked`, which is as if left out.
    informed_consent: Option<String>,
    /// Health screening that is answered while the record is made; on a change it may not be given.
    screening: Option<Entered>,
    /// Save although it may be there already.
    pub(crate) confirm_duplicates: bool,
}

/// Changes of a client.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientChange {
    /// The version that was read.
    #[serde(deserialize_with = "whole::needed")]
    pub(in super::super) version: i64,
    /// The fields.
    #[serde(flatten)]
    pub(in super::super) change: ClientBody,
}

impl ToSchema for ClientChange {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        ClientBody::schemas(schemas);
    }
}

/// By hand: a form that allows no other fields can't be put together from two.
impl PartialSchema for ClientChange {
    fn schema() -> RefOr<Schema> {
        let mut schema = ClientBody::schema();
        if let RefOr::T(Schema::Object(fields)) = &mut schema {
            let version = ObjectBuilder::new()
                .schema_type(Type::Integer)
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
                .description(Some("The version that was read"))
                .build();
            fields.properties.insert("version".to_owned(), version.into());
            fields.required.push("version".to_owned());
            fields.description =
                Some("Changes of a client. What is left out stays, `null` or empty text empties.".to_owned());
            fields.example = Some(json!({ "version": 1, "city": "Oaxaca" }));
        }
        schema
    }
}

/// The version that was read.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "version": 1 }))]
pub(crate) struct VersionOf {
    /// The version that was read.
    #[serde(deserialize_with = "whole::needed")]
    pub(in super::super) version: i64,
}

impl From<ClientBody> for ClientInput {
    fn from(body: ClientBody) -> Self {
        let text = |field: Option<Option<String>>| field.map(Option::unwrap_or_default);
        let contact = |field: Option<Option<Contact>>| {
            field.map(|given| {
                given.map_or_else(ContactInput::default, |contact| ContactInput {
                    name: contact.name,
                    relationship: contact.relationship,
                    phone: contact.phone,
                })
            })
        };
        Self {
            name: text(body.name),
            phone: text(body.phone),
            email: text(body.email),
            instagram: text(body.instagram),
            address: text(body.address),
            city: text(body.city),
            state: text(body.state),
            gender: text(body.gender),
            birth_date: text(body.birth_date),
            preferred_artist: body
                .preferred_artist_id
                .map(|id| id.map(|id| id.to_string()).unwrap_or_default()),
            styles: body.styles,
            placements: body.placements,
            source: text(body.source),
            source_detail: text(body.source_detail),
            emergency: contact(body.emergency),
            guardian: contact(body.guardian),
            informed_consent: body.informed_consent,
            screening: body.screening.map(ScreeningInput::from),
        }
    }
}
