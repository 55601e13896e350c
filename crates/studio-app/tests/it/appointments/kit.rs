//! A studio with two artists and clients who were asked about their health, so that nothing has to be confirmed.

use studio_app::{
    AnswerInput, BookingInput, ClientInput, Error, OpCtx, Result, Saving, ScreeningInput, Studio,
};
use studio_domain::{AppointmentId, ArtistId, ClientId};
use studio_testkit::TestStudio;

/// The studio, its artists and a client.
pub(crate) struct House {
    pub(crate) test: TestStudio,
    pub(crate) lola: ArtistId,
    pub(crate) bruno: ArtistId,
    pub(crate) client: ClientId,
    pub(crate) other: ClientId,
}

/// A grown-up who was asked about health.
pub(crate) fn client(test: &TestStudio, nth: usize, birth: &str) -> ClientId {
    let input = ClientInput {
        name: Some(format!("Client {nth}")),
        phone: Some(format!("600 200 {nth:03}")),
        birth_date: Some(birth.to_owned()),
        ..ClientInput::default()
    };
    let id = match test.studio.add_client(&test.operator(), input, true).unwrap() {
        Saving::Saved(id) => id,
        Saving::Likely(likely) => panic!("{likely:?}"),
    };
    let skin = AnswerInput { question: "skin".to_owned(), reply: "no".to_owned(), detail: String::new() };
    let screening = ScreeningInput { answers: vec![skin], observations: String::new() };
    test.studio.record_screening(&test.operator(), id, screening, None).unwrap();
    id
}

impl House {
    pub(crate) fn new() -> Self {
        let test = TestStudio::new();
        let (lola, bruno) = (test.artist_of("lola"), test.artist_of("bruno"));
        let (one, other) = (client(&test, 1, "1990-05-05"), client(&test, 2, "1991-06-06"));
        Self { lola, bruno, client: one, other, test }
    }

    pub(crate) fn studio(&self) -> &Studio {
        &self.test.studio
    }

    /// A booking of an hour for the client with Lola, at a local time of Tuesday, 22 September 2026.
    pub(crate) fn at(&self, time: &str) -> BookingInput {
        booking(self.client, self.lola, &format!("2026-09-22T{time}"))
    }

    pub(crate) fn book(&self, ctx: &OpCtx, input: BookingInput) -> Result<AppointmentId> {
        self.studio().book_appointment(ctx, input, None)
    }
}

/// A booking of an hour.
pub(crate) fn booking(client: ClientId, artist: ArtistId, starts_at: &str) -> BookingInput {
    BookingInput {
        client_id: Some(client.to_string()),
        artist_id: Some(artist.to_string()),
        starts_at: Some(starts_at.to_owned()),
        minutes: Some("60".to_owned()),
        ..BookingInput::default()
    }
}

/// Codes of all that stands in the way.
pub(crate) fn conflicts<T: std::fmt::Debug>(answer: Result<T>) -> Vec<&'static str> {
    match answer.unwrap_err() {
        Error::Clash(clash) => clash.conflicts.iter().map(|one| one.kind().code()).collect(),
        other => panic!("expected a clash, got: {other}"),
    }
}

/// Codes of all that has to be confirmed.
pub(crate) fn warnings<T: std::fmt::Debug>(answer: Result<T>) -> Vec<&'static str> {
    match answer.unwrap_err() {
        Error::NeedsConfirmation(all) => all.iter().map(|one| one.code()).collect(),
        other => panic!("expected warnings, got: {other}"),
    }
}

/// The client signs the informed consent.
pub(crate) fn agree(test: &TestStudio, client: ClientId) {
    crate::consents::signed(test, &test.operator(), client);
}
