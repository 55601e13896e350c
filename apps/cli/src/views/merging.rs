//! Records that may be the same person, and two of them side by side.

use serde::Serialize;
use studio_app::{ClientCard, ClientCounts, Duplicate, DuplicateGroup, Likeness, MergePreview};

use crate::failure::Failure;
use crate::paging::{self, Row};
use crate::run::Run;
use crate::words::Words;

/// A record that may be the same person.
#[derive(Debug, Serialize)]
pub(crate) struct DuplicateView {
    id: i64,
    name: String,
    by: Vec<&'static str>,
}

impl DuplicateView {
    pub(crate) fn new(one: Duplicate) -> Self {
        Self { id: one.id.get(), name: one.name, by: one.by.into_iter().map(Likeness::code).collect() }
    }
}

impl Row for DuplicateView {
    const HEADS: &'static [&'static str] = &["cli-id", "field-name", "cli-same-by"];

    fn cells(&self, words: Words) -> Vec<String> {
        let by: Vec<String> = self.by.iter().map(|by| words.word("likeness", by)).collect();
        vec![self.id.to_string(), self.name.clone(), by.join(", ")]
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}

#[derive(Debug, Serialize)]
struct Named {
    id: i64,
    name: String,
}

/// Records that say the same.
#[derive(Debug, Serialize)]
pub(crate) struct SameView {
    by: &'static str,
    clients: Vec<Named>,
}

impl SameView {
    pub(crate) fn new(group: DuplicateGroup) -> Self {
        let clients = group.clients.into_iter().map(|one| Named { id: one.id.get(), name: one.name });
        Self { by: group.by.code(), clients: clients.collect() }
    }
}

impl Row for SameView {
    const HEADS: &'static [&'static str] = &["cli-same-by", "cli-clients"];

    fn cells(&self, words: Words) -> Vec<String> {
        let who: Vec<String> = self.clients.iter().map(|one| format!("{} ({})", one.name, one.id)).collect();
        vec![words.word("likeness", self.by), who.join(", ")]
    }

    fn id(&self) -> String {
        let ids: Vec<String> = self.clients.iter().map(|one| one.id.to_string()).collect();
        ids.join(" ")
    }

    fn cursor(&self) -> String {
        self.id()
    }
}

/// One of two records, and how much hangs on it.
#[derive(Debug, Serialize)]
struct Party {
    id: i64,
    name: String,
    status: &'static str,
    version: i64,
    appointments: u64,
    screenings: u64,
    consents: u64,
    notes: u64,
    merged: u64,
    photos: u64,
    corrections: u64,
    age_checks: u64,
    portfolio_items: u64,
}

impl Party {
    fn new(card: &ClientCard, has: ClientCounts) -> Self {
        Self {
            id: card.id.get(),
            name: card.name.clone(),
            status: card.status.code(),
            version: card.version.get(),
            appointments: has.appointments,
            screenings: has.screenings,
            consents: has.consents,
            notes: has.notes,
            merged: has.merged,
            photos: has.photos,
            corrections: has.corrections,
            age_checks: has.age_checks,
            portfolio_items: has.portfolio_items,
        }
    }
}

/// A field of both.
#[derive(Debug, Serialize)]
struct FieldView {
    field: &'static str,
    kept: String,
    other: String,
    differs: bool,
    usual: &'static str,
}

impl Row for FieldView {
    const HEADS: &'static [&'static str] =
        &["cli-merge-field", "cli-merge-kept", "cli-merge-other", "cli-merge-usual"];

    fn cells(&self, words: Words) -> Vec<String> {
        let stays = if !self.differs { String::new() } else { words.word("merge-of", self.usual) };
        vec![words.word("field", self.field), self.kept.clone(), self.other.clone(), stays]
    }

    fn id(&self) -> String {
        self.field.to_owned()
    }

    fn cursor(&self) -> String {
        self.id()
    }
}

/// What a merge would come to.
#[derive(Debug, Serialize)]
pub(crate) struct MergeView {
    kept: Party,
    other: Party,
    fields: Vec<FieldView>,
    doubts: Vec<&'static str>,
}

impl MergeView {
    pub(crate) fn new(preview: MergePreview) -> Self {
        Self {
            doubts: preview.doubts.iter().map(|doubt| doubt.code()).collect(),
            kept: Party::new(&preview.kept, preview.kept_has),
            other: Party::new(&preview.other, preview.other_has),
            fields: preview
                .fields
                .into_iter()
                .map(|one| FieldView {
                    field: one.field.code(),
                    kept: one.kept,
                    other: one.other,
                    differs: one.differs,
                    usual: one.usual.code(),
                })
                .collect(),
        }
    }

    /// Prints both side by side; what hangs on the other one is said beside it.
    pub(crate) fn print(self, run: &mut Run) -> Result<(), Failure> {
        if run.out.json() {
            return run.out.value(&self);
        }
        let other = &self.other;
        let hangs = [
            ("appointments", other.appointments),
            ("screenings", other.screenings),
            ("consents", other.consents),
            ("notes", other.notes),
            ("merged", other.merged),
            ("photos", other.photos),
            ("corrections", other.corrections),
            ("age_checks", other.age_checks),
            ("portfolio_items", other.portfolio_items),
        ];
        if hangs.iter().all(|(_, count)| *count == 0) {
            run.out.note(&run.words.say("merge-after-no-rows"));
        } else {
            let args = studio_text::Args::new().text("what", held(run.words, &hangs));
            run.out.note(&run.words.tell("merge-after-rows", &args));
        }
        for doubt in &self.doubts {
            run.out.note(&run.words.word("merge-doubt", doubt));
        }
        paging::whole(&mut run.out, run.words, self.fields)
    }
}

/// How many of each there are, in words; what there is none of is left out.
pub(crate) fn held(words: Words, counts: &[(&str, u64)]) -> String {
    let some: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(what, count)| {
            let args = studio_text::Args::new().number("count", i64::try_from(*count).unwrap_or(i64::MAX));
            words.tell(&studio_text::key("count", what), &args)
        })
        .collect();
    if some.is_empty() { words.say("count-nothing") } else { some.join(", ") }
}
