//! Whom a piece shows, as it is typed: a name or a number. One client whom it fits is meant; several are offered.

use studio_app::{Error, PortfolioSession};
use studio_domain::StudioZone;

use crate::pages::booking::people;
use crate::pages::clients::rows::Row;
use crate::pages::{Form, PageError, Reader, Say, Typed};
use crate::state::App;

/// A session to choose, with what it says.
pub(super) struct Session {
    pub(super) id: String,
    pub(super) words: String,
    pub(super) client: String,
    pub(super) name: String,
    /// Its day, as a field of a form takes it.
    pub(super) day: String,
}

impl Session {
    pub(super) fn new(say: &Say, zone: StudioZone, session: PortfolioSession) -> Self {
        let (client, name) = (session.client.0.to_string(), session.client.1.unwrap_or_default());
        let when = say.moment(&session.starts_at);
        let rest = [name.clone(), session.service.unwrap_or_default()];
        let rest: Vec<String> = rest.into_iter().filter(|part| !part.is_empty()).collect();
        Self {
            id: session.id.to_string(),
            words: format!("{when} · {}", rest.join(" · ")),
            name: if name.is_empty() { client.clone() } else { name },
            client,
            day: zone.date(session.starts_at).to_string(),
        }
    }
}

/// Why it is not clear who is meant.
pub(super) enum Unsettled {
    /// Nobody is called so: the key of the words.
    Unclear(&'static str),
    /// Something else went wrong.
    Failed(Error),
}

/// Finds out who is meant, and puts the id into the fields.
pub(super) async fn settle(app: &App, reader: &Reader, typed: &mut Typed) -> Result<(), Unsettled> {
    let Some(q) = typed.maybe("client_q").map(|q| q.trim().to_owned()) else { return Ok(()) };
    let taken = typed.get("take").trim().to_owned();
    let known = !typed.get("client_id").trim().is_empty() && q == typed.get("client_was").trim();
    // The session has its client.
    if (known && taken.is_empty()) || !typed.get("appointment_id").trim().is_empty() {
        return Ok(());
    }
    let id = if !taken.is_empty() {
        taken
    } else if q.is_empty() {
        String::new()
    } else {
        let found = people(app, reader, &q).await.map_err(Unsettled::Failed)?;
        match found.as_slice() {
            [one] => one.id.to_string(),
            _ if q.bytes().all(|byte| byte.is_ascii_digit()) => q.clone(),
            [] => return Err(Unsettled::Unclear("item-client-none")),
            _ => return Err(Unsettled::Unclear("item-client-several")),
        }
    };
    typed.push("client_id", id);
    typed.push("client_was", q);
    Ok(())
}

/// The form once more, with what is not clear about its client.
pub(super) fn unclear(say: &Say, typed: &Typed, words: &str) -> Form {
    let mut form = Form::new(typed.without(&["client_id", "client_was", "take"]));
    let words = say.t(words);
    form.errors = vec![("client_id".to_owned(), words.clone())];
    form.summary = Some((words, None));
    form
}

/// Those who may be meant, where that is not clear.
pub(super) async fn meant(app: &App, reader: &Reader, form: &Form) -> Result<Vec<Row>, PageError> {
    if form.error("client_id").is_none() {
        return Ok(Vec::new());
    }
    people(app, reader, form.value("client_q")).await.map_err(|error| reader.told(&error))
}
