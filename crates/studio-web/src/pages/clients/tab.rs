//! What the tabs and panes of a client's page have in common: what they are filled from, and how a form of theirs comes back.

use askama::Template;
use askama::filters::Safe;
use axum::response::Response;
use studio_app::{Ability, ClientSheet, Error, Rule};
use studio_domain::ClientId;
use studio_policy::Action;

use super::show::page;
use crate::pages::elevation::{Asked, CODE, after, asked};
use crate::pages::reader::Pairs;
use crate::pages::{Form, PageError, Reader, Typed};
use crate::state::App;

/// What a tab or pane is filled from.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) app: &'a App,
    pub(super) reader: &'a Reader,
    pub(super) sheet: &'a ClientSheet,
    pub(super) query: &'a Pairs,
    pub(super) wrong: &'a Wrong,
}

impl View<'_> {
    pub(super) fn id(&self) -> ClientId {
        self.sheet.card.id
    }

    /// Whether the record can be changed: `yes`, `locked` or `no`.
    pub(super) fn edit(&self) -> &'static str {
        match self.sheet.can.edit {
            Ability::Yes => "yes",
            Ability::Locked => "locked",
            Ability::No => "no",
        }
    }
}

/// A part of the page, already written.
pub(super) type Body = Safe<String>;

/// Writes a part of the page.
pub(super) fn body(template: &impl Template) -> Result<Body, Error> {
    template
        .render()
        .map(Safe)
        .map_err(|error| Error::Internal(format!("a part of a page can't be written: {error}")))
}

/// A form in a tab.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormOf {
    /// Code of the tab.
    pub(super) tab: &'static str,
    /// Id of the form's element.
    pub(super) id: &'static str,
    /// What sending it does.
    pub(super) action: Action,
}

/// Forms of the page that were not accepted, by their ids, and the code that one of them asks for.
#[derive(Debug, Default)]
pub(super) struct Wrong {
    forms: Vec<(&'static str, Form)>,
    pub(super) asked: Option<(&'static str, Asked)>,
    /// Whether somebody else saved the same meanwhile.
    pub(super) stale: bool,
}

impl Wrong {
    /// One form that was not accepted.
    pub(super) fn of(id: &'static str, form: Form) -> Self {
        Self { forms: vec![(id, form)], asked: None, stale: false }
    }

    /// The form of this id as it was typed, if it was not accepted.
    pub(super) fn form(&self, id: &str) -> Option<Form> {
        self.forms.iter().find(|(known, _)| *known == id).map(|(_, form)| form.clone())
    }
}

/// Whether typing again can help, so that the form is shown again with what was typed.
fn shown_again(error: &Error) -> bool {
    matches!(
        error,
        Error::Invalid(_)
            | Error::Stale { .. }
            | Error::NotFound { kind: "artist", .. }
            | Error::Rule(Rule::NoteClosed)
            | Error::Busy
            | Error::Unavailable(_)
    )
}

/// The page with the form once more, with what is wrong, or beside the field for the code; what neither can help is a page of its own.
pub(super) async fn again(
    app: &App,
    reader: Reader,
    id: ClientId,
    of: FormOf,
    typed: Typed,
    error: &Error,
) -> Result<Response, PageError> {
    let reader = after(app, reader, &typed).await;
    let asked = asked(&reader, error, &typed, of.action);
    if asked.is_none() && !shown_again(error) {
        return Err(reader.told(error));
    }
    let problem = reader.problem(error);
    let mut form = Form::new(typed.without(&[CODE]));
    if asked.is_none() {
        form = form.told(problem.told());
    }
    let wrong = Wrong {
        forms: vec![(of.id, form)],
        asked: asked.map(|asked| (of.id, asked)),
        stale: matches!(error, Error::Stale { .. }),
    };
    page(app, reader, id, &at(of.tab), problem.status(), wrong).await
}

/// The query that names a tab.
fn at(tab: &str) -> Pairs {
    [("tab".to_owned(), tab.to_owned())].into_iter().collect()
}
