//! An order, and one thing done to many pieces.

use serde::{Deserialize, Serialize};
use studio_app::{BulkDone, BulkInput, Error, ItemInput};
use studio_domain::{Invalid, PortfolioItemId, Rule};
use utoipa::ToSchema;

use crate::api::whole;
use crate::extract::object;

/// Pieces in an order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "ids": [1] }))]
pub(crate) struct Order {
    /// Ids of pieces of this artist, first comes first.
    #[schema(value_type = Vec<i64>)]
    ids: Vec<whole::Whole>,
}

/// Numbers as ids.
fn ids(numbers: Vec<whole::Whole>) -> Vec<PortfolioItemId> {
    numbers.into_iter().map(|whole::Whole(id)| PortfolioItemId::new(id)).collect()
}

impl Order {
    pub(in crate::api::portfolio) fn ids(self) -> Vec<PortfolioItemId> {
        ids(self.ids)
    }
}

/// What can be said of many pieces at once. What is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct BulkFields {
    style: Option<String>,
    placement: Option<String>,
    technique: Option<String>,
    /// `color` or `black_and_grey`; empty: none.
    colour: Option<String>,
    /// `fresh` or `healed`; empty: none.
    state: Option<String>,
    made_on: Option<String>,
    public: Option<bool>,
    featured: Option<bool>,
}

/// One thing done to many pieces.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "ids": [1], "act": "change", "change": { "style": "Fine line" } }))]
pub(crate) struct Bulk {
    /// Ids of pieces of this artist.
    #[schema(value_type = Vec<i64>)]
    ids: Vec<whole::Whole>,
    /// `change`, `stack` (under the first), `unstack`, `remove` or `restore`.
    act: String,
    /// With `change`.
    #[serde(default, deserialize_with = "object")]
    change: Option<BulkFields>,
}

impl Bulk {
    /// The pieces and what is done to them.
    pub(in crate::api::portfolio) fn read(self) -> Result<(Vec<PortfolioItemId>, BulkInput), Error> {
        let what = match self.act.as_str() {
            "change" => {
                let change = self.change.ok_or(Invalid::new("change", Rule::Required))?;
                BulkInput::Change(Box::new(ItemInput {
                    style: change.style,
                    placement: change.placement,
                    technique: change.technique,
                    colour: change.colour,
                    state: change.state,
                    made_on: change.made_on,
                    public: change.public,
                    featured: change.featured,
                    ..ItemInput::default()
                }))
            }
            "stack" => BulkInput::Stack,
            "unstack" => BulkInput::Unstack,
            "remove" => BulkInput::Remove,
            "restore" => BulkInput::Restore,
            other => {
                let given = other.chars().take(60).collect();
                return Err(Invalid::new("act", Rule::Unknown { given }).into());
            }
        };
        Ok((ids(self.ids), what))
    }
}

/// What became of many pieces.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Outcome {
    /// Those to which it was done.
    done: Vec<i64>,
    /// Those that one may not change.
    refused: Vec<i64>,
    /// Those that are not there.
    missing: Vec<i64>,
}

impl From<BulkDone> for Outcome {
    fn from(all: BulkDone) -> Self {
        let numbers = |ids: Vec<PortfolioItemId>| ids.into_iter().map(PortfolioItemId::get).collect();
        Self { done: numbers(all.done), refused: numbers(all.refused), missing: numbers(all.missing) }
    }
}
