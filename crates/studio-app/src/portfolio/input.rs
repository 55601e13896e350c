//! What is typed about a piece.

use studio_domain::{
    AppointmentId, ClientId, Invalid, ItemColour, ItemDescription, ItemSize, ItemState, ItemTitle, Placement,
    Rule, Style, Tag, Technique, WorkTime, parse_date,
};
use studio_store::{ItemEdit, ItemSubject};

use crate::error::Result;
use crate::form::Form;

/// What was typed about a piece; what is `None` stays (or is left out), what is empty is emptied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemInput {
    /// What it is called.
    pub title: Option<String>,
    /// What is said about it.
    pub description: Option<String>,
    /// Style.
    pub style: Option<String>,
    /// Place on the body.
    pub placement: Option<String>,
    /// How large.
    pub size: Option<String>,
    /// How it was made.
    pub technique: Option<String>,
    /// Hours, like `3`, `3.5` or `3:30`.
    pub hours: Option<String>,
    /// `color` or `black_and_grey`.
    pub colour: Option<String>,
    /// `fresh` or `healed`.
    pub state: Option<String>,
    /// Tags, between commas or line breaks.
    pub tags: Option<String>,
    /// Id of the client whom it shows. With an appointment it is that one's.
    pub client_id: Option<String>,
    /// Id of the appointment in which it was made, one of the same artist.
    pub appointment_id: Option<String>,
    /// Day on which it was made.
    pub made_on: Option<String>,
    /// Whether visitors are meant to see it.
    pub public: Option<bool>,
    /// Whether it stands before the others.
    pub featured: Option<bool>,
}

/// Reads a form of a piece; every field that is wrong is told.
pub(super) fn read(input: &ItemInput, form: &mut Form) -> ItemEdit {
    ItemEdit {
        title: form.maybe(input.title.as_ref(), ItemTitle::parse),
        description: form.maybe(input.description.as_ref(), ItemDescription::parse),
        style: form.change(input.style.as_ref(), Style::parse),
        placement: form.change(input.placement.as_ref(), Placement::parse),
        size: form.maybe(input.size.as_ref(), ItemSize::parse),
        technique: form.maybe(input.technique.as_ref(), Technique::parse),
        time: form.change(input.hours.as_ref(), WorkTime::parse),
        colour: form.change(input.colour.as_ref(), ItemColour::parse),
        state: form.change(input.state.as_ref(), ItemState::parse),
        tags: form.maybe(input.tags.as_ref(), Tag::parse_all),
        subject: subject(input, form),
        made_on: form.change(input.made_on.as_ref(), |raw| parse_date("made_on", raw)),
        is_public: input.public,
        is_featured: input.featured,
    }
}

/// A form of which nothing is wrong, or what is.
pub(super) fn finished(input: &ItemInput, today: chrono::NaiveDate) -> Result<ItemEdit> {
    let mut form = Form::default();
    let edit = read(input, &mut form);
    if edit.made_on.flatten().is_some_and(|day| day > today) {
        form.wrong(Invalid::new("made_on", Rule::InFuture));
    }
    form.finish()?;
    Ok(edit)
}

/// The session decides, where one is named; it has its client.
fn subject(input: &ItemInput, form: &mut Form) -> Option<ItemSubject> {
    let session = form.change(input.appointment_id.as_ref(), |raw| {
        raw.trim().parse::<AppointmentId>().map_err(|wrong| wrong.at("appointment_id"))
    });
    let client = form.change(input.client_id.as_ref(), |raw| {
        raw.trim().parse::<ClientId>().map_err(|wrong| wrong.at("client_id"))
    });
    match (session, client) {
        (Some(Some(session)), _) => Some(ItemSubject::Session(session)),
        (_, Some(Some(client))) => Some(ItemSubject::Client(client)),
        (_, Some(None)) => Some(ItemSubject::Nobody),
        (_, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn today() -> chrono::NaiveDate {
        chrono::NaiveDate::from_ymd_opt(2026, 9, 21).unwrap()
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let input = ItemInput {
            title: Some("x".repeat(121)),
            hours: some("many"),
            colour: some("red"),
            state: some("new"),
            tags: Some((0..21).map(|tag| format!("t{tag}")).collect::<Vec<_>>().join(",")),
            client_id: some("x"),
            appointment_id: some("07"),
            made_on: some("yesterday"),
            ..ItemInput::default()
        };
        let Err(Error::Invalid(wrong)) = finished(&input, today()) else { panic!("nothing is wrong") };
        let fields: Vec<&str> = wrong.iter().map(|wrong| wrong.field).collect();
        assert_eq!(
            fields,
            ["title", "work_time", "colour", "state", "tags", "appointment_id", "client_id", "made_on"]
        );
        let input = ItemInput { made_on: some("2026-09-22"), ..ItemInput::default() };
        assert!(
            matches!(finished(&input, today()), Err(Error::Invalid(wrong)) if wrong[0].rule == Rule::InFuture)
        );
    }

    #[test]
    fn a_session_says_who_the_client_is_and_emptying_the_client_unlinks_both() {
        let of = |appointment: Option<&str>, client: Option<&str>| {
            let input = ItemInput {
                appointment_id: appointment.map(str::to_owned),
                client_id: client.map(str::to_owned),
                ..ItemInput::default()
            };
            finished(&input, today()).unwrap().subject
        };
        assert_eq!(of(Some("7"), Some("3")), Some(ItemSubject::Session(AppointmentId::new(7))));
        assert_eq!(of(Some(""), Some("3")), Some(ItemSubject::Client(ClientId::new(3))));
        assert_eq!(of(None, Some("")), Some(ItemSubject::Nobody));
        assert_eq!(of(Some(""), None), None);
        assert_eq!(of(None, None), None);
    }
}
