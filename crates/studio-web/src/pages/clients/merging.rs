//! Two records of one person: found from a client's page, compared side by side, made one.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use studio_app::{
    Ability, ClientAbilities, ClientCard, ClientCounts, ClientFilter, Duplicate, Error, Likeness, MergeInput,
    MergePreview,
};
use studio_domain::{ClientId, ClientStatus, MergeField, MergeSide, Version};
use studio_policy::Action;

use super::tab::{Body, View, body};
use super::{id_of, page_of, version_of};
use crate::extract::{Path, Query};
use crate::pages::elevation::{Asked, CODE, after, asked, enter};
use crate::pages::reader::{Pairs, Sent};
use crate::pages::{Form, PageError, Reader, Say, Shell, Typed, done, go, html};
use crate::problem::Problem;
use crate::state::App;

/// Id of the form, for the field of the code.
const FORM: &str = "merge-form";
/// Begins the names of the fields that say whose value is kept.
const SIDE: &str = "side.";

/// Something that can be done to a client and is seldom done.
pub(super) struct Seldom {
    pub(super) href: String,
    pub(super) icon: &'static str,
    pub(super) words: &'static str,
    pub(super) locked: bool,
    pub(super) danger: bool,
}

/// What stands in the menu of a client's page.
pub(super) fn seldom(card: &ClientCard, can: &ClientAbilities) -> Vec<Seldom> {
    let to = page_of(card.id);
    let all = [
        (can.merge, format!("{to}/merge"), "merge", "merge-open", false),
        (can.delete, format!("{to}/delete"), "delete", "delete-open", true),
    ];
    all.into_iter()
        .filter(|(can, ..)| *can != Ability::No)
        .map(|(can, href, icon, words, danger)| Seldom {
            href,
            icon,
            words,
            locked: can == Ability::Locked,
            danger,
        })
        .collect()
}

/// Sends whoever asks for a record that was merged on to the one that is kept.
pub(super) fn led(card: &ClientCard, query: &Pairs) -> Response {
    let tab = query.get("tab").map(|tab| serde_urlencoded::to_string([("tab", tab)]).unwrap_or_default());
    let mark = tab.map(|tab| format!("{tab}&")).unwrap_or_default();
    let to = format!("{}?{mark}done=led", page_of(card.id));
    let place = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/clients"));
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, place)]).into_response()
}

/// Sends whoever asks for a part of a record that was merged on to the same part of the one that is kept.
pub(super) async fn lead_on(app: &App, reader: &Reader, id: ClientId) -> Result<(), PageError> {
    // Whoever may not look is told so by the page itself.
    let kept = reader.try_act(app, move |studio, ctx| studio.kept_client(ctx, id)).await.unwrap_or(id);
    let rest = reader.shell.here.strip_prefix(&page_of(id)).filter(|_| kept != id);
    let Some(rest) = rest else { return Ok(()) };
    let mark = if rest.contains('?') { '&' } else { '?' };
    let to = format!("{}{rest}{mark}done=led", page_of(kept));
    let place = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/clients"));
    Err(PageError::page((StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, place)]).into_response()))
}

/// A record that may be the same person.
struct Likely {
    id: ClientId,
    name: String,
    by: String,
}

fn likely(say: &Say, one: Duplicate) -> Likely {
    let by: Vec<String> = one.by.into_iter().map(|by| say.named("likeness", Likeness::code(by))).collect();
    Likely { id: one.id, name: one.name, by: by.join(", ") }
}

#[derive(Template)]
#[template(path = "clients/duplicates.html")]
struct Pane<'a> {
    shell: &'a Shell,
    card: &'a ClientCard,
    likely: Vec<Likely>,
    may_merge: bool,
}

/// The pane of records that may be the same person and of those that were merged; `None` if there are none.
pub(super) async fn pane(view: View<'_>) -> Result<Option<Body>, Error> {
    let id = view.id();
    let found = view.reader.try_act(view.app, move |studio, ctx| studio.likely_duplicates(ctx, id)).await?;
    let card = &view.sheet.card;
    if found.is_empty() && card.merged.is_empty() {
        return Ok(None);
    }
    let say = &view.reader.shell.say;
    let likely = found.into_iter().map(|one| likely(say, one)).collect();
    let may_merge = view.sheet.can.merge != Ability::No;
    body(&Pane { shell: &view.reader.shell, card, likely, may_merge }).map(Some)
}

#[derive(Template)]
#[template(path = "clients/merge-choose.html")]
struct Choose {
    shell: Shell,
    card: ClientCard,
    likely: Vec<Likely>,
    q: String,
    found: Option<Vec<Likely>>,
}

/// One of the two records in the head of the comparison.
struct Party {
    id: ClientId,
    number: String,
    name: String,
    archived: bool,
    created: String,
    has: String,
}

/// One field to choose a value of.
struct Choice {
    field: &'static str,
    /// Whose value, as a code and in words, whether it is chosen, and what it is.
    options: Vec<(&'static str, String, bool, String)>,
}

#[derive(Template)]
#[template(path = "clients/merge.html")]
struct Compare {
    shell: Shell,
    form: Form,
    kept: Party,
    other: Party,
    version: Version,
    other_version: Version,
    choices: Vec<Choice>,
    /// Fields in which both say the same.
    same: Vec<(&'static str, String)>,
    /// What speaks against their being one person, in words.
    doubts: Vec<String>,
    restores: bool,
    locked: bool,
    asked: Option<(&'static str, Asked)>,
}

/// How much hangs on a record, as words; what there is nothing of is left out.
pub(super) fn counted(say: &Say, has: ClientCounts) -> String {
    let all = [
        ("count-appointments", has.appointments),
        ("count-screenings", has.screenings),
        ("count-consents", has.consents),
        ("count-notes", has.notes),
        ("count-merged", has.merged),
        ("count-photos", has.photos),
        ("count-corrections", has.corrections),
        ("count-age-checks", has.age_checks),
        ("count-portfolio-items", has.portfolio_items),
    ];
    let words: Vec<String> = all
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| say.count(key, usize::try_from(count).unwrap_or(usize::MAX)))
        .collect();
    words.join(", ")
}

fn party(say: &Say, card: &ClientCard, has: ClientCounts) -> Party {
    Party {
        id: card.id,
        number: card.id.to_string(),
        name: card.name.clone(),
        archived: card.status == ClientStatus::Archived,
        created: say.date(&card.created_at),
        has: counted(say, has),
    }
}

/// A value as it is read.
fn shown(say: &Say, field: MergeField, value: &str) -> String {
    match field {
        _ if value.is_empty() => say.t("page-nothing"),
        MergeField::BirthDate => say.stored_date(value),
        MergeField::Instagram => format!("@{value}"),
        _ => value.to_owned(),
    }
}

fn compare(reader: Reader, preview: MergePreview, form: Form, asked: Option<Asked>) -> Compare {
    let say = &reader.shell.say;
    let (mut choices, mut same) = (Vec::new(), Vec::new());
    for one in preview.fields {
        let field = one.field.code();
        let value = |value: &str| shown(say, one.field, value);
        if !one.differs {
            same.push((field, value(&one.kept)));
            continue;
        }
        let typed = form.value(&format!("{SIDE}{field}"));
        let chosen = MergeSide::parse(typed).unwrap_or(one.usual);
        // Of both is no other choice where only one of them says something.
        let one_sided = one.kept.is_empty() || one.other.is_empty();
        let sides = MergeSide::ALL
            .iter()
            .filter(|side| one.field.takes(**side) && !(one_sided && **side == MergeSide::Both));
        let options = sides.map(|side| {
            let what = match side {
                MergeSide::Kept => value(&one.kept),
                MergeSide::Other => value(&one.other),
                MergeSide::Both => say.t("merge-both"),
            };
            (side.code(), say.named("merge-of", side.code()), *side == chosen, what)
        });
        choices.push(Choice { field, options: options.collect() });
    }
    Compare {
        kept: party(say, &preview.kept, preview.kept_has),
        other: party(say, &preview.other, preview.other_has),
        version: preview.kept.version,
        other_version: preview.other.version,
        choices,
        same,
        doubts: preview.doubts.iter().map(|doubt| say.named("merge-doubt", doubt.code())).collect(),
        restores: preview.kept.status == ClientStatus::Archived
            && preview.other.status == ClientStatus::Active,
        locked: preview.can == Ability::Locked,
        asked: asked.map(|asked| (FORM, asked)),
        form,
        shell: reader.shell,
    }
}

/// Which record to merge with, or both side by side.
pub(crate) async fn open(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let id = id_of(&reader, path)?;
    match query.get("other").filter(|other| !other.trim().is_empty()) {
        Some(other) => {
            let other = other_of(&reader, other)?;
            side_by_side(&app, reader, id, other, Form::default(), StatusCode::OK, None).await
        }
        None => choose(&app, reader, id, query.get("q").map(String::as_str).unwrap_or_default()).await,
    }
}

fn other_of(reader: &Reader, typed: &str) -> Result<ClientId, PageError> {
    let missing = || Error::NotFound { kind: "client", id: String::new() };
    typed.trim().parse().map_err(|_unreadable| reader.told(&missing()))
}

async fn side_by_side(
    app: &App,
    reader: Reader,
    id: ClientId,
    other: ClientId,
    form: Form,
    status: StatusCode,
    asked: Option<Asked>,
) -> Result<Response, PageError> {
    let preview = reader.act(app, move |studio, ctx| studio.merge_preview(ctx, id, other)).await?;
    match preview {
        Some(preview) => Ok(html(status, &compare(reader, preview, form, asked))),
        None => Ok(done(&page_of(id), "merged")),
    }
}

async fn choose(app: &App, reader: Reader, id: ClientId, q: &str) -> Result<Response, PageError> {
    let card = reader.act(app, move |studio, ctx| studio.client_to_merge(ctx, id)).await?;
    if card.id != id {
        return Ok(go(&format!("{}/merge", page_of(card.id))));
    }
    let found = reader.act(app, move |studio, ctx| studio.likely_duplicates(ctx, id)).await?;
    let searched = match q.trim() {
        "" => None,
        q => {
            let filter = ClientFilter {
                q: q.to_owned(),
                status: "all".to_owned(),
                limit: Some(20),
                ..ClientFilter::default()
            };
            let list = reader.act(app, move |studio, ctx| studio.clients(ctx, &filter)).await?;
            let rows = list.items.into_iter().filter(|row| row.id != id);
            Some(
                rows.map(|row| Likely { id: row.id, name: row.name, by: row.phone.unwrap_or_default() })
                    .collect(),
            )
        }
    };
    let say = &reader.shell.say;
    let page = Choose {
        likely: found.into_iter().map(|one| likely(say, one)).collect(),
        q: q.to_owned(),
        found: searched,
        card,
        shell: reader.shell.clone(),
    };
    Ok(html(StatusCode::OK, &page))
}

/// The fields that say whose value is kept.
fn sides(typed: &Typed) -> BTreeMap<String, String> {
    typed
        .pairs()
        .filter_map(|(name, side)| Some((name.strip_prefix(SIDE)?.to_owned(), side.clone())))
        .collect()
}

/// Makes them one. What was chosen comes back with whatever is wrong.
pub(crate) async fn merge(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let other = other_of(&reader, typed.get("other"))?;
    let input = MergeInput {
        version: Some(version_of(&typed)),
        other_version: Some(Version::new(typed.get("other_version").trim().parse().unwrap_or(-1))),
        sides: sides(&typed),
    };
    let merged = match enter(&app, &reader, &typed).await {
        Ok(()) => reader.try_act(&app, move |studio, ctx| studio.merge_clients(ctx, id, other, input)).await,
        Err(error) => Err(error),
    };
    let error = match merged {
        Ok(_merged) => return Ok(done(&page_of(id), "merged")),
        Err(error) => error,
    };
    let reader = after(&app, reader, &typed).await;
    let asked = asked(&reader, &error, &typed, Action::ClientsMerge);
    let helps =
        matches!(error, Error::Invalid(_) | Error::Stale { .. } | Error::Busy | Error::Unavailable(_));
    if asked.is_none() && !helps {
        return Err(reader.told(&error));
    }
    let problem = reader.problem(&error);
    let mut form = Form::new(typed.without(&[CODE]));
    if asked.is_none() {
        form = form.told(problem.told());
    }
    side_by_side(&app, reader, id, other, form, problem.status(), asked).await
}
