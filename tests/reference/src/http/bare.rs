//! The bare program: axum, a few connections, the statements, and JSON. Nobody signs in, nothing is decided, logged or audited.

pub(crate) mod agenda;
mod booking;
mod pool;
mod wire;
mod writer;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use axum::Router;
use axum::extract::{Path as Part, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;
use studio_app::Folder;
use studio_domain::{ClientSort, Order, StudioZone};

use self::agenda::Agenda;
use self::booking::{Booking, Bookings};
use self::pool::Pool;
use self::wire::{NewClient, card, page};
use self::writer::Writer;
use crate::bare::clients::{Place, Sort};
use crate::bare::{reader, wall};
use crate::volume::ZONE;

/// How many pages of the list can be asked for.
pub(crate) const PAGES: usize = 64;

/// What the handlers share.
#[derive(Debug)]
struct Shared {
    readers: Pool,
    writer: Writer,
    bookings: Bookings,
    by_name: Sort,
    /// Where the pages end.
    places: Vec<Place>,
    agenda: Agenda,
    zone: StudioZone,
}

/// The bare program over the file of a studio.
///
/// # Errors
/// If it can't be opened.
#[expect(clippy::disallowed_methods, reason = "these routes are no part of the product")]
pub(super) fn router(folder: &Path) -> Result<Router> {
    let file = Folder::at(folder).database();
    let by_name = Sort::by(ClientSort::Name, Order::Asc);
    let places = by_name.ends(&reader(&file)?, PAGES)?;
    let zone = StudioZone::parse(ZONE)?;
    let shared = Arc::new(Shared {
        readers: Pool::open(&file)?,
        writer: Writer::start(&file)?,
        bookings: Bookings::start(&file)?,
        by_name,
        places,
        agenda: Agenda::of(folder, zone)?,
        zone,
    });
    Ok(Router::new()
        .route("/healthz", get(async || "ok"))
        .route("/clients/{id}", get(client))
        .route("/pages/{number}", get(clients))
        .route("/clients", post(create))
        .route("/appointments", post(book))
        .route("/wall/{artist}", get(wall_page))
        .route("/agenda/{view}", get(look))
        .with_state(shared))
}

async fn client(State(shared): State<Arc<Shared>>, Part(id): Part<i64>) -> Response {
    blocking(move || json(StatusCode::OK, &card(&shared.readers.get(), id, shared.zone)?)).await
}

async fn clients(State(shared): State<Arc<Shared>>, Part(number): Part<usize>) -> Response {
    blocking(move || {
        let after =
            number.checked_sub(1).map(|before| shared.places.get(before).ok_or_else(|| anyhow!("no page")));
        let (rows, more) = shared.by_name.page(&shared.readers.get(), after.transpose()?)?;
        json(StatusCode::OK, &page(rows, more, shared.zone))
    })
    .await
}

async fn wall_page(State(shared): State<Arc<Shared>>, Part(artist): Part<i64>) -> Response {
    blocking(move || {
        let rows = wall::page(&shared.readers.get(), artist)?;
        Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], wall::html(&rows)).into_response())
    })
    .await
}

async fn create(State(shared): State<Arc<Shared>>, axum::Json(new): axum::Json<NewClient>) -> Response {
    blocking(move || json(StatusCode::CREATED, &shared.writer.write(new)?)).await
}

async fn book(State(shared): State<Arc<Shared>>, axum::Json(booking): axum::Json<Booking>) -> Response {
    blocking(move || match shared.bookings.book(booking)? {
        Some(booked) => json(StatusCode::CREATED, &booked),
        None => json(StatusCode::CONFLICT, &"artist_booked"),
    })
    .await
}

async fn look(State(shared): State<Arc<Shared>>, Part(view): Part<String>) -> Response {
    blocking(move || {
        let page = shared.agenda.page(&shared.readers.get(), &view)?;
        Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response())
    })
    .await
}

async fn blocking(work: impl FnOnce() -> Result<Response> + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

fn json(status: StatusCode, body: &impl Serialize) -> Result<Response> {
    Ok((status, [(header::CONTENT_TYPE, "application/json")], serde_json::to_vec(body)?).into_response())
}
