//! Merging and deleting, as they go over the wire.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use studio_app::{
    ClientCard, ClientCounts, Deleted, Duplicate, DuplicateGroup, Holding, MergeInput, MergePreview, Named,
};
use studio_domain::{ClientId, StudioZone, Version};
use studio_text::{Args, Lang, text};
use utoipa::{IntoParams, ToSchema};

use super::duplicates::Likely;
use crate::api::{times, whole};

/// Records that may be the same person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LikelyOf {
    items: Vec<Likely>,
}

impl LikelyOf {
    pub(in super::super) fn new(likely: Vec<Duplicate>) -> Self {
        Self { items: likely.into_iter().map(Likely::from).collect() }
    }
}

/// Which page of records that share something.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct SameQuery {
    /// `next_cursor` of the page before.
    pub(in super::super) cursor: Option<String>,
}

/// A record among others that share something.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SameClient {
    id: i64,
    name: String,
}

/// Records that share something.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SameGroup {
    /// What is the same: `phone`, `email` or `instagram`.
    by: &'static str,
    /// The oldest first.
    clients: Vec<SameClient>,
}

/// One page of records that share something.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SameGroups {
    items: Vec<SameGroup>,
    next_cursor: Option<String>,
}

impl SameGroups {
    pub(in super::super) fn new(groups: Vec<DuplicateGroup>, next_cursor: Option<String>) -> Self {
        let client = |one: Named<ClientId>| SameClient { id: one.id.get(), name: one.name };
        let items = groups.into_iter().map(|group| SameGroup {
            by: group.by.code(),
            clients: group.clients.into_iter().map(client).collect(),
        });
        Self { items: items.collect(), next_cursor }
    }
}

/// One of two records, and how much hangs on it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Party {
    id: i64,
    name: String,
    /// `active` or `archived`.
    status: &'static str,
    created_at: String,
    /// To be sent back when merging.
    version: i64,
    appointments: u64,
    screenings: u64,
    consents: u64,
    notes: u64,
    /// Records that were merged into it before.
    merged: u64,
}

fn party(card: &ClientCard, has: ClientCounts, zone: StudioZone) -> Party {
    Party {
        id: card.id.get(),
        name: card.name.clone(),
        status: card.status.code(),
        created_at: times::at(zone, card.created_at),
        version: card.version.get(),
        appointments: has.appointments,
        screenings: has.screenings,
        consents: has.consents,
        notes: has.notes,
        merged: has.merged,
    }
}

/// One field of two records.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ComparedField {
    field: &'static str,
    /// What the record says that is kept; empty: nothing.
    kept: String,
    /// What the other one says.
    other: String,
    /// Whether there is anything to choose.
    differs: bool,
    /// What is taken unless `take` says otherwise: `kept` or `other`.
    usual: &'static str,
}

/// Two records side by side.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MergeComparison {
    kept: Party,
    other: Party,
    fields: Vec<ComparedField>,
    /// What speaks against their being one person: `nothing_in_common`, `born_apart`.
    doubts: Vec<&'static str>,
}

impl MergeComparison {
    pub(in super::super) fn new(preview: MergePreview) -> Self {
        Self {
            doubts: preview.doubts.iter().map(|doubt| doubt.code()).collect(),
            kept: party(&preview.kept, preview.kept_has, preview.zone),
            other: party(&preview.other, preview.other_has, preview.zone),
            fields: preview
                .fields
                .into_iter()
                .map(|one| ComparedField {
                    field: one.field.code(),
                    kept: one.kept,
                    other: one.other,
                    differs: one.differs,
                    usual: one.usual.code(),
                })
                .collect(),
        }
    }
}

/// Which record to merge, and what is kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeBody {
    /// Id of the client that is merged into the one of the address.
    #[schema(example = 4711)]
    #[serde(deserialize_with = "whole::needed")]
    pub(in super::super) other_id: i64,
    /// Version of the client of the address, as it was compared.
    #[schema(example = 1)]
    #[serde(deserialize_with = "whole::needed")]
    version: i64,
    /// Version of the other one.
    #[schema(example = 1)]
    #[serde(deserialize_with = "whole::needed")]
    other_version: i64,
    /// Whose value is kept, by field: `kept`, `other`, or of `styles` and `placements` `both`. What is not named is kept as the comparison says
    /// under `usual`.
    #[serde(default)]
    #[schema(example = json!({ "phone": "other", "styles": "both" }))]
    take: BTreeMap<String, String>,
}

impl MergeBody {
    pub(in super::super) fn input(self) -> MergeInput {
        MergeInput {
            version: Some(Version::new(self.version)),
            other_version: Some(Version::new(self.other_version)),
            sides: self.take,
        }
    }
}

/// What confirms a deletion.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeletionBody {
    /// Version of the client as it was seen.
    #[schema(example = 1)]
    #[serde(deserialize_with = "whole::needed")]
    pub(in super::super) version: i64,
    /// The client's name once more; case, accents and punctuation do not count.
    #[schema(example = "Sofía O'Farrill-Núñez")]
    pub(in super::super) confirm_name: String,
}

/// What went.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeletedClient {
    /// Ids that stand for nobody any more: the client's, and those that had been merged into it.
    ids: Vec<i64>,
    /// Notes that went too.
    notes: u64,
    /// Consents that went too.
    consents: u64,
}

impl DeletedClient {
    pub(in super::super) fn new(deleted: &Deleted) -> Self {
        Self {
            ids: deleted.records.iter().map(|id| id.get()).collect(),
            notes: deleted.notes,
            consents: deleted.consents,
        }
    }
}

/// What keeps a client.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InUse {
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    status: u16,
    detail: String,
    /// `client_in_use`.
    code: &'static str,
    request_id: String,
    /// What is there; other codes have none.
    #[schema(required = false)]
    holdings: Vec<Held>,
}

/// Something that has to be kept.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Held {
    /// `appointments`, `screenings` or `consents`.
    what: &'static str,
    count: u64,
}

impl InUse {
    pub(in super::super) fn new(holdings: Vec<Holding>, lang: Lang, request_id: &str) -> Self {
        Self {
            kind: "/problems/client_in_use",
            title: text(lang, "error-conflict-client-in-use", &Args::new()),
            status: 409,
            detail: text(lang, "hint-conflict-client-in-use", &Args::new()),
            code: "client_in_use",
            request_id: request_id.to_owned(),
            holdings: holdings.into_iter().map(|one| Held { what: one.what, count: one.count }).collect(),
        }
    }
}
