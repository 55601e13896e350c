//! `studio client duplicates`, `merge` and `delete`: records of one person, and records that nobody needs.

use clap::Args;
use serde::Serialize;
use studio_app::{Ability, ClientCard, Constraint, Deletion, Error, MergeInput, MergePreview};
use studio_domain::{ClientId, Version};
use studio_text::Args as Values;

use super::client::id;
use super::user::Expected;
use crate::actor::Acting;
use crate::ask;
use crate::failure::Failure;
use crate::paging::{self, Paging};
use crate::run::Run;
use crate::views::{DuplicateView, MergeView, SameView, held};

/// Which duplicates to list.
#[derive(Debug, Args)]
pub(crate) struct Duplicates {
    client: Option<String>,
    #[command(flatten)]
    paging: Paging,
}

/// Which records to merge, and what is kept.
#[derive(Debug, Args)]
pub(crate) struct Merge {
    client: String,
    other: String,
    #[arg(long = "take", value_name = "FIELD")]
    take: Vec<String>,
    #[arg(long = "keep", value_name = "FIELD")]
    keep: Vec<String>,
    #[command(flatten)]
    expected: Expected,
    #[arg(long, value_name = "VERSION", value_parser = clap::value_parser!(i64).range(1..))]
    if_other_version: Option<i64>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    yes: bool,
}

/// What to delete.
#[derive(Debug, Args)]
pub(crate) struct Delete {
    client: String,
    #[arg(long, value_name = "NAME")]
    confirm_name: String,
    #[command(flatten)]
    expected: Expected,
}

#[derive(Serialize)]
struct MergedInto {
    id: i64,
    version: i64,
    merged_id: i64,
    already: bool,
}

#[derive(Serialize)]
struct Gone {
    ids: Vec<i64>,
    notes: u64,
    consents: u64,
}

/// Lists what may be the same person.
pub(super) fn duplicates(run: &mut Run, acting: &Acting, which: &Duplicates) -> Result<(), Failure> {
    if let Some(client) = &which.client {
        let likely = acting.studio.likely_duplicates(&acting.ctx()?, id(client)?)?;
        return paging::whole(&mut run.out, run.words, likely.into_iter().map(DuplicateView::new).collect());
    }
    let mut after = None;
    paging::list(&mut run.out, run.words, &which.paging, "", || {
        let page = acting.studio.duplicate_groups(&acting.ctx()?, after.as_ref())?;
        after = page.items.last().map(|group| group.cursor.clone());
        let items = page.items.into_iter().map(SameView::new).collect();
        Ok(studio_app::Page { items, more: page.more })
    })
}

/// `phone` takes the other record's, `styles=both` those of both.
fn side(given: &str) -> (String, String) {
    match given.split_once('=') {
        Some((field, side)) => (field.trim().to_owned(), side.trim().to_owned()),
        None => (given.trim().to_owned(), "other".to_owned()),
    }
}

/// What would be done, and what speaks against it, in words.
fn would_merge(run: &Run, preview: &MergePreview) -> String {
    let doubts = preview.doubts.iter().map(|doubt| run.words.word("merge-doubt", doubt.code()));
    let named = |card: &ClientCard| format!("{} ({})", card.name, card.id);
    let args = Values::new().text("name", named(&preview.kept)).text("given", named(&preview.other));
    let said: Vec<String> = doubts.chain([run.words.tell("cli-client-would-merge", &args)]).collect();
    said.join(". ")
}

/// Merges, or shows what merging would come to.
pub(super) fn merge(run: &mut Run, acting: &Acting, merge: &Merge) -> Result<(), Failure> {
    let (kept, other) = (id(&merge.client)?, id(&merge.other)?);
    let preview = acting.studio.merge_preview(&acting.ctx()?, kept, other)?;
    if merge.dry_run {
        let view = MergeView::new(preview.ok_or(Error::Conflict(Constraint::ClientMerged))?);
        return view.print(run);
    }
    // Whoever may not is refused by the merge itself, without having been asked first.
    let sure = preview.as_ref().filter(|preview| !merge.yes && preview.can == Ability::Yes);
    if let Some(what) = sure.map(|preview| would_merge(run, preview))
        && !ask::sure(run.words, &what)?
    {
        return Err(Failure::Unsure { what });
    }
    let take = merge.take.iter().map(|given| side(given));
    let keep = merge.keep.iter().map(|field| (field.trim().to_owned(), "kept".to_owned()));
    let input = MergeInput {
        // What was asked about is what is merged.
        version: merge.expected.version().or(preview.as_ref().map(|preview| preview.kept.version)),
        other_version: merge
            .if_other_version
            .map(Version::new)
            .or(preview.as_ref().map(|preview| preview.other.version)),
        sides: take.chain(keep).collect(),
    };
    let merged = acting.studio.merge_clients(&acting.ctx()?, kept, other, input)?;
    let args = Values::new().text("name", kept.to_string()).text("given", other.to_string());
    let key = if merged.already { "cli-client-merged-already" } else { "cli-client-merged" };
    let said = MergedInto {
        id: kept.get(),
        version: merged.version.get(),
        merged_id: other.get(),
        already: merged.already,
    };
    run.out.changed(&said, &kept.to_string(), &run.words.tell(key, &args))
}

/// Deletes a record, unless something keeps it.
pub(super) fn delete(run: &mut Run, acting: &Acting, delete: &Delete) -> Result<(), Failure> {
    let client = id(&delete.client)?;
    let version = delete.expected.version();
    match acting.studio.delete_client(&acting.ctx()?, client, &delete.confirm_name, version)? {
        Deletion::Held(holdings) => Err(Failure::Held(holdings)),
        Deletion::Done(deleted) => {
            let went = held(run.words, &[("notes", deleted.notes), ("consents", deleted.consents)]);
            let args = Values::new().text("name", client.to_string()).text("what", went);
            let note = run.words.tell("cli-client-deleted", &args);
            let gone = Gone {
                ids: deleted.records.iter().map(|id| id.get()).collect(),
                notes: deleted.notes,
                consents: deleted.consents,
            };
            run.out.changed(&gone, &client.to_string(), &note)
        }
    }
}

/// The client of a number that was given; who was merged is told of, and stands for the one that is kept.
pub(super) fn kept(run: &Run, acting: &Acting, given: &str) -> Result<ClientId, Failure> {
    let asked = id(given)?;
    let kept = acting.studio.client(&acting.ctx()?, asked)?.card.id;
    if kept != asked {
        let args = Values::new().text("name", kept.to_string()).text("given", asked.to_string());
        run.out.note(&run.words.tell("cli-client-led", &args));
    }
    Ok(kept)
}
