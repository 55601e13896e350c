//! Changing the record in a tab, in place: the tab's own fields and no others.

use axum::response::Response;
use studio_app::{Ability, OpCtx, Studio};

use super::fields::{filled, input};
use super::meanwhile::{beside, opened_with};
use super::tab::{FormOf, View, again};
use super::{id_of, page_of, version_of};
use crate::extract::Path;
use crate::pages::elevation::enter;
use crate::pages::reader::Sent;
use crate::pages::{Form, PageError, done};
use crate::problem::Problem;
use crate::state::App;

/// A tab's form that is open.
pub(super) struct Editing {
    pub(super) form: Form,
    pub(super) version: String,
    /// What stood in the fields when the form was opened.
    pub(super) was: Vec<(String, String)>,
}

/// The tab's form: asked for in the address, or sent and not accepted.
pub(super) fn editing(view: View<'_>, of: FormOf, fields: &[&str]) -> Option<Editing> {
    let card = &view.sheet.card;
    if view.sheet.can.edit == Ability::No {
        return None;
    }
    let now = filled(card);
    let form = match view.wrong.form(of.id) {
        Some(form) if view.wrong.stale => beside(&view.reader.shell.say, form, card, &now),
        Some(form) => form,
        None if view.query.contains_key("edit") => {
            let mut typed = now.only(fields);
            typed.push("version", card.version.to_string());
            Form::new(typed)
        }
        None => return None,
    };
    let was = opened_with(&form.typed).unwrap_or_else(|| now.only(fields));
    Some(Editing { version: form.value("version").to_owned(), was: was.pairs().cloned().collect(), form })
}

/// Saves what a tab's form says about its fields.
pub(super) async fn save(
    app: &App,
    path: Result<Path<i64>, Problem>,
    sent: Sent,
    of: FormOf,
    fields: &[&str],
) -> Result<Response, PageError> {
    let Sent { reader, typed } = sent;
    let id = id_of(&reader, path)?;
    let (given, version) = (input(&typed.only(fields)), version_of(&typed));
    let saved = match enter(app, &reader, &typed).await {
        Ok(()) => {
            // Nothing that a duplicate is found by stands in a tab.
            let save =
                move |studio: &Studio, ctx: &OpCtx| studio.edit_client(ctx, id, given, Some(version), true);
            reader.try_act(app, save).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(_version) => Ok(done(&format!("{}?tab={}", page_of(id), of.tab), "saved")),
        Err(error) => again(app, reader, id, of, typed, &error).await,
    }
}
