//! What is sent about a consent, a guardian, and a look at a document.

use std::fmt::Write as _;

use serde::Deserialize;
use studio_app::{ConsentInput, ContactInput};
use utoipa::ToSchema;

use crate::api::clients::wire::Contact;
use crate::api::whole::{self, Whole};

/// A signature as it was drawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignatureBody {
    /// Width of the pad, at most 1600.
    #[serde(deserialize_with = "whole::needed")]
    width: i64,
    /// Height of the pad, at most 800.
    #[serde(deserialize_with = "whole::needed")]
    height: i64,
    /// Each stroke with its points, at most 5,000 together; a point is two numbers, from the left and from the top.
    #[schema(value_type = Vec<Vec<[i64; 2]>>)]
    strokes: Vec<Vec<Vec<Whole>>>,
}

impl SignatureBody {
    /// The text form, which the domain reads.
    fn text(&self) -> String {
        let mut text = format!("{}x{}", self.width, self.height);
        for stroke in &self.strokes {
            text.push(';');
            for point in stroke {
                // A point of more or fewer numbers is none, and is said to be wrong like any other.
                let _written = match point.as_slice() {
                    [Whole(x), Whole(y)] => write!(text, "{x},{y} "),
                    _ => write!(text, "? "),
                };
            }
        }
        text
    }
}

/// What was said about a consent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "kind": "informed", "act": "given", "manner": "paper", "language": "en" }))]
pub(crate) struct ConsentBody {
    /// `informed`, `image_use`, `data_privacy`, `reminders` or `promotions`.
    kind: String,
    /// `given`, `declined` or `withdrawn`.
    act: String,
    /// `paper`, `screen` or `spoken`.
    manner: String,
    /// `client` or `guardian`; without one, the client.
    signer: Option<String>,
    /// The name under which it was said; without one, that of the record.
    signer_name: Option<String>,
    /// Language of the text; without one, the studio's.
    language: Option<String>,
    /// Hash of the text that was shown, needed on the screen; where it is given it must be that of the text that is used now.
    text_hash: Option<String>,
    /// The one appointment that it is about.
    #[serde(default, deserialize_with = "whole::maybe")]
    #[schema(value_type = Option<i64>)]
    appointment_id: Option<i64>,
    /// The guardian, where the guardian said it; without one, that of the record. What differs is saved there.
    guardian: Option<Contact>,
    /// The signature; needed for what is given on the screen, and only there.
    signature: Option<SignatureBody>,
}

impl From<ConsentBody> for ConsentInput {
    fn from(body: ConsentBody) -> Self {
        Self {
            kind: body.kind,
            act: body.act,
            manner: body.manner,
            signer: body.signer.unwrap_or_default(),
            signer_name: body.signer_name.unwrap_or_default(),
            language: body.language.unwrap_or_default(),
            text_hash: body.text_hash,
            appointment: body.appointment_id.map(|id| id.to_string()).unwrap_or_default(),
            guardian: body.guardian.map(|one| ContactInput {
                name: one.name,
                relationship: one.relationship,
                phone: one.phone,
            }),
            signature: body.signature.map(|signature| signature.text()),
            paper: None,
        }
    }
}

/// Who answers for a minor.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "name": "Elena Núñez", "relationship": "mother", "phone": "+52 608 139 0997" }))]
pub(crate) struct GuardianBody {
    /// Name.
    pub(in super::super) name: String,
    /// Relationship.
    #[serde(default)]
    pub(in super::super) relationship: String,
    /// Phone.
    #[serde(default)]
    pub(in super::super) phone: String,
    /// The version of the record that was read; without one, whichever it is at.
    #[serde(default, deserialize_with = "whole::maybe")]
    #[schema(value_type = Option<i64>)]
    pub(in super::super) version: Option<i64>,
}

/// A look at a document.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "document": "identity_card", "birth_date": "1994-02-03" }))]
pub(crate) struct AgeCheckBody {
    /// `identity_card`, `passport`, `driving_licence`, `residence_permit` or `other`.
    pub(in super::super) document: String,
    /// The date of birth that it says, `YYYY-MM-DD`; without one, that of the record.
    pub(in super::super) birth_date: Option<String>,
}
