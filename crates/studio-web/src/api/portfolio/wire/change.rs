//! What is said about a piece, anew or changed.

use serde::{Deserialize, Deserializer};
use studio_app::ItemInput;
use utoipa::{IntoParams, ToSchema};

use crate::api::whole;

/// Reads a field that may be left out (stays) or `null` (is emptied).
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}

/// Changes of a piece. What is left out stays, `null` or empty text empties.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "version": 1, "title": "Swallow", "style": "Fine line", "hours": "3:30", "public": true }))]
pub(crate) struct ItemChange {
    /// The version that was read.
    #[serde(deserialize_with = "whole::needed")]
    pub(in crate::api::portfolio) version: i64,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    title: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    description: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    style: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    placement: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    size: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    technique: Option<Option<String>>,
    /// `3`, `3.5` or `3:30`.
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    hours: Option<Option<String>>,
    /// `color` or `black_and_grey`.
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    colour: Option<Option<String>>,
    /// `fresh` or `healed`.
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    state: Option<Option<String>>,
    tags: Option<Vec<String>>,
    /// Whom it shows; with an appointment it is that one's client.
    #[schema(value_type = Option<i64>)]
    #[serde(default, deserialize_with = "whole::present")]
    client_id: Option<Option<i64>>,
    /// The appointment of the same artist in which it was made.
    #[schema(value_type = Option<i64>)]
    #[serde(default, deserialize_with = "whole::present")]
    appointment_id: Option<Option<i64>>,
    #[schema(value_type = Option<String>)]
    #[serde(default, deserialize_with = "present")]
    made_on: Option<Option<String>>,
    public: Option<bool>,
    featured: Option<bool>,
}

impl From<ItemChange> for ItemInput {
    fn from(body: ItemChange) -> Self {
        let text = |field: Option<Option<String>>| field.map(Option::unwrap_or_default);
        let id = |field: Option<Option<i64>>| field.map(|id| id.map(|id| id.to_string()).unwrap_or_default());
        Self {
            title: text(body.title),
            description: text(body.description),
            style: text(body.style),
            placement: text(body.placement),
            size: text(body.size),
            technique: text(body.technique),
            hours: text(body.hours),
            colour: text(body.colour),
            state: text(body.state),
            tags: body.tags.map(|tags| tags.join("\n")),
            client_id: id(body.client_id),
            appointment_id: id(body.appointment_id),
            made_on: text(body.made_on),
            public: body.public,
            featured: body.featured,
        }
    }
}

/// Whose portfolio a picture is added to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct To {
    /// Id of the artist; here it is looked at before the file is received. Without it the form says so.
    #[serde(default, deserialize_with = "whole::in_address")]
    pub(in crate::api::portfolio) artist_id: Option<i64>,
}

/// A picture with what is said about it, as parts of a form.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes a body that is no JSON")]
pub(crate) struct NewItem {
    /// The picture: a JPEG, PNG or WebP of at most 40 MB and 60 megapixels.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// Id of the artist, where the address does not say it.
    artist_id: Option<String>,
    title: Option<String>,
    description: Option<String>,
    style: Option<String>,
    placement: Option<String>,
    size: Option<String>,
    technique: Option<String>,
    /// `3`, `3.5` or `3:30`.
    hours: Option<String>,
    /// `color` or `black_and_grey`.
    colour: Option<String>,
    /// `fresh` or `healed`.
    state: Option<String>,
    /// Between commas.
    tags: Option<String>,
    client_id: Option<String>,
    appointment_id: Option<String>,
    made_on: Option<String>,
    /// `true` or `false`.
    public: Option<String>,
    /// `true` or `false`.
    featured: Option<String>,
}

impl NewItem {
    /// Names of its parts beside the file.
    pub(in crate::api::portfolio) const PARTS: &[&str] = &[
        "artist_id",
        "title",
        "description",
        "style",
        "placement",
        "size",
        "technique",
        "hours",
        "colour",
        "state",
        "tags",
        "client_id",
        "appointment_id",
        "made_on",
        "public",
        "featured",
    ];
}
