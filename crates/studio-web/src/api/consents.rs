//! Consents of a client, the guardian, looks at documents, and the texts that clients are asked to agree to.

pub(crate) mod paper;
mod wire;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use studio_app::{AgeCheckInput, ConsentInput, ContactInput, Error, OpCtx, Studio};
use studio_domain::{AppointmentId, ClientId, ConsentId, Invalid, Version, parse_date};

use super::act;
use super::clients::NESTED;
use crate::caller::Person;
use crate::extract::{Json, Path, Query};
use crate::problem::{Document, Problem};
use crate::state::App;

pub(crate) use wire::{
    AgeCheckBody, Consent, ConsentBody, ConsentText, ConsentTextBody, ConsentTexts, Consents, GuardianBody,
    MissingQuery, MissingThings, Proof, RecordedConsent,
};

/// Where the consents of a client stand, and all that was said.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/consents", tag = "consents",
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 200, description = "Where they stand for the next appointment, or today without one", body = Consents),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
) -> Result<Json<Consents>, Problem> {
    act(&app, &person, move |studio, ctx| all(studio, ctx, ClientId::new(id))).await
}

fn all(studio: &Studio, ctx: &OpCtx, client: ClientId) -> Result<Json<Consents>, Error> {
    Ok(Json(Consents::new(studio.consent_sheet(ctx, client)?, studio.house(ctx)?.zone())))
}

/// Records what a client or a guardian gave, declined or withdrew.
#[utoipa::path(
    post, path = "/api/v1/clients/{id}/consents", tag = "consents", request_body = ConsentBody,
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 201, description = "Recorded; `missing` says what a minor's guardian still has to do", body = RecordedConsent, headers(("Location" = String, description = "The address of the consent with its proof"))),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "The client or the appointment is not there", body = Document),
        (status = 409, description = "The text was changed meanwhile (`text_changed`)", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn record(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<ConsentBody>,
) -> Result<Response, Problem> {
    let client = ClientId::new(id);
    let input = ConsentInput::from(body);
    let recorded = act(&app, &person, move |studio, ctx| {
        let id = studio.record_consent(ctx, client, input)?;
        let proof = studio.consent_proof(ctx, client, id)?;
        let missing = studio.missing_beside_consent(ctx, client, id)?;
        Ok((id, RecordedConsent::new(Consent::new(proof.event, studio.house(ctx)?.zone()), &missing)))
    });
    let (consent, event) = recorded.await.map_err(|problem| problem.renamed(NESTED))?;
    let place = [(header::LOCATION, format!("/api/v1/clients/{client}/consents/{consent}"))];
    Ok((StatusCode::CREATED, place, Json(event)).into_response())
}

/// One consent with everything that proves it.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/consents/{consent}", tag = "consents",
    params(("id" = i64, Path, description = "Id of the client"), ("consent" = i64, Path, description = "Id of the consent")),
    responses(
        (status = 200, description = "The event, its text and its signature", body = Proof),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    person: Person,
    Path((id, consent)): Path<(i64, i64)>,
) -> Result<Json<Proof>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let proof = studio.consent_proof(ctx, ClientId::new(id), ConsentId::new(consent))?;
        Ok(Json(Proof::new(ClientId::new(id), proof, studio.house(ctx)?.zone())))
    })
    .await
}

/// A picture of a signature, for whoever may see the consent; nobody else keeps it.
pub(crate) fn picture(file: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/png")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"signature.png\"")),
    ];
    (headers, file).into_response()
}

/// The signature of a consent as a picture (`image/png`).
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/consents/{consent}/signature", tag = "consents",
    params(("id" = i64, Path, description = "Id of the client"), ("consent" = i64, Path, description = "Id of the consent")),
    responses(
        (status = 200, description = "The picture, as `image/png`"),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there, or not signed on the screen", body = Document),
    )
)]
pub(crate) async fn signature(
    State(app): State<App>,
    person: Person,
    Path((id, consent)): Path<(i64, i64)>,
) -> Result<Response, Problem> {
    let file = act(&app, &person, move |studio, ctx| {
        studio.consent_signature(ctx, ClientId::new(id), ConsentId::new(consent))
    });
    Ok(picture(file.await?))
}

/// What is missing to complete a session: consents, guardian, date of birth.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/missing", tag = "consents",
    params(("id" = i64, Path, description = "Id of the client"), MissingQuery),
    responses(
        (status = 200, description = "What is missing; nothing if it may be completed", body = MissingThings),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "The client or the appointment is not there", body = Document),
        (status = 422, description = "The date is not valid", body = Document),
    )
)]
pub(crate) async fn missing(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Query(query): Query<MissingQuery>,
) -> Result<Json<MissingThings>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let date = query.date.as_deref().map(|raw| parse_date("date", raw)).transpose();
        let appointment = query.appointment_id.map(AppointmentId::new);
        let missing =
            studio.missing_to_complete(ctx, ClientId::new(id), appointment, date.clone().ok().flatten());
        // Who may not look is told that first.
        let (missing, _) = (missing?, date.map_err(|wrong: Invalid| Error::from(wrong))?);
        Ok(Json(MissingThings::new(&missing)))
    })
    .await
}

/// Sets the guardian; without name, relationship and phone there is none any more.
#[utoipa::path(
    put, path = "/api/v1/clients/{id}/guardian", tag = "consents", request_body = GuardianBody,
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 200, description = "Saved", body = Consents),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 409, description = "Somebody else saved it meanwhile", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn guardian(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<GuardianBody>,
) -> Result<Json<Consents>, Problem> {
    const FIELDS: &[(&str, &str)] =
        &[("guardian_name", "name"), ("guardian_relationship", "relationship"), ("guardian_phone", "phone")];
    let client = ClientId::new(id);
    let saved = act(&app, &person, move |studio, ctx| {
        let version = body.version.map(Version::new);
        let input = ContactInput { name: body.name, relationship: body.relationship, phone: body.phone };
        studio.set_guardian(ctx, client, input, version)?;
        all(studio, ctx, client)
    });
    saved.await.map_err(|problem| problem.renamed(FIELDS))
}

/// Records that somebody looked at a document that says how old the client is.
#[utoipa::path(
    post, path = "/api/v1/clients/{id}/age-checks", tag = "consents", request_body = AgeCheckBody,
    params(("id" = i64, Path, description = "Id of the client")),
    responses(
        (status = 201, description = "Recorded", body = Consents),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 404, description = "Not there", body = Document),
        (status = 422, description = "Fields are not valid, or the record says another date of birth (`differs`)", body = Document),
    )
)]
pub(crate) async fn check_age(
    State(app): State<App>,
    person: Person,
    Path(id): Path<i64>,
    Json(body): Json<AgeCheckBody>,
) -> Result<Response, Problem> {
    let client = ClientId::new(id);
    let input = AgeCheckInput { document: body.document, birth_date: body.birth_date.unwrap_or_default() };
    let sheet = act(&app, &person, move |studio, ctx| {
        studio.check_age(ctx, client, input)?;
        all(studio, ctx, client)
    });
    Ok((StatusCode::CREATED, sheet.await?).into_response())
}

/// The texts that clients are asked to agree to, as they are used now.
#[utoipa::path(
    get, path = "/api/v1/consent-texts", tag = "consents",
    responses(
        (status = 200, description = "Each kind in each language", body = ConsentTexts),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
    )
)]
pub(crate) async fn texts(State(app): State<App>, person: Person) -> Result<Json<ConsentTexts>, Problem> {
    act(&app, &person, move |studio, ctx| {
        let zone = studio.house(ctx)?.zone();
        Ok(Json(ConsentTexts::new(studio.consent_texts(ctx)?, zone)))
    })
    .await
}

/// Saves a new version of a text. What was agreed to before stays as it was.
#[utoipa::path(
    post, path = "/api/v1/consent-texts", tag = "consents", request_body = ConsentTextBody,
    responses(
        (status = 201, description = "The text that is used now", body = ConsentText),
        (status = 400, description = "Malformed", body = Document),
        (status = 401, description = "No session", body = Document),
        (status = 403, description = "Refused", body = Document),
        (status = 409, description = "Somebody else saved one meanwhile", body = Document),
        (status = 422, description = "Fields are not valid", body = Document),
    )
)]
pub(crate) async fn save_text(
    State(app): State<App>,
    person: Person,
    Json(body): Json<ConsentTextBody>,
) -> Result<Response, Problem> {
    let saved = act(&app, &person, move |studio, ctx| {
        let ConsentTextBody { kind, language, text, number } = body;
        studio.save_consent_text(ctx, &kind, &language, &text, number)?;
        let zone = studio.house(ctx)?.zone();
        let newest = studio.consent_text(ctx, &kind, &language)?.items.into_iter().next();
        Ok(newest.map(|words| ConsentText::new(words, zone)))
    });
    Ok((StatusCode::CREATED, Json(saved.await?)).into_response())
}
