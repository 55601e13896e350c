//! Ordering, and what is done to many pictures of an artist at once.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use studio_app::{BulkInput, Error, ItemInput};
use studio_domain::{ArtistId, Invalid, PortfolioItemId, Rule};

use super::list::{address, view};
use super::{artist_of, wall_of};
use crate::extract::Path;
use crate::pages::reader::Sent;
use crate::pages::{PageError, Typed, done, go, wants};
use crate::problem::Problem;
use crate::state::App;

/// Ids in the fields of this name, several in one between commas.
fn ids(typed: &Typed, field: &str) -> Result<Vec<PortfolioItemId>, Error> {
    let all = typed.all(field);
    let ids = all.iter().flat_map(|some| some.split(',')).map(str::trim).filter(|id| !id.is_empty());
    ids.map(|id| id.parse::<PortfolioItemId>().map_err(|wrong| wrong.at("ids").into())).collect()
}

/// Puts pictures into an order. A script that dragged one needs no page for it.
pub(crate) async fn order(
    State(app): State<App>,
    headers: HeaderMap,
    path: Result<Path<i64>, Problem>,
    Sent { reader, typed }: Sent,
) -> Result<Response, PageError> {
    let artist = artist_of(&reader, path)?;
    let script = wants(&headers, "order");
    let ordered = reader
        .try_act(&app, move |studio, ctx| studio.order_portfolio(ctx, artist, ids(&typed, "order")?))
        .await;
    match ordered {
        Ok(()) if script => Ok(StatusCode::NO_CONTENT.into_response()),
        Ok(()) => Ok(go(&wall_of(artist))),
        Err(error) if script => Ok(reader.problem(&error).into_response()),
        Err(error) => Err(reader.told(&error)),
    }
}

/// What a button of the bar asks for.
fn asked(typed: &Typed) -> Result<BulkInput, Error> {
    let tick = |public: Option<bool>, featured: Option<bool>| {
        BulkInput::Change(Box::new(ItemInput { public, featured, ..ItemInput::default() }))
    };
    Ok(match typed.get("act") {
        "publish" => tick(Some(true), None),
        "hide" => tick(Some(false), None),
        "feature" => tick(None, Some(true)),
        "plain" => tick(None, Some(false)),
        "stack" => BulkInput::Stack,
        "unstack" => BulkInput::Unstack,
        "remove" => BulkInput::Remove,
        "restore" => BulkInput::Restore,
        "set" => {
            // What is left as it stands is not touched.
            let text = |name: &str| typed.maybe(name).filter(|text| !text.is_empty()).map(str::to_owned);
            BulkInput::Change(Box::new(ItemInput {
                style: text("set_style"),
                placement: text("set_placement"),
                colour: text("set_colour"),
                state: text("set_state"),
                ..ItemInput::default()
            }))
        }
        other => {
            return Err(Invalid::new("act", Rule::Unknown { given: other.chars().take(60).collect() }).into());
        }
    })
}

/// The view of this artist's wall from which a form came: read like any address, so that it leads nowhere else.
fn view_of(artist: ArtistId, typed: &Typed) -> String {
    let query = typed.get("view").split_once('?').map_or("", |(_, query)| query);
    let mut seen = view(&serde_urlencoded::from_str(query).unwrap_or_default());
    seen.artist = artist.to_string();
    let cursor = std::mem::take(&mut seen.cursor);
    address(&seen, &cursor)
}

/// Does one thing to the pictures that are ticked.
pub(crate) async fn bulk(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    Sent { reader, typed }: Sent,
) -> Result<Response, PageError> {
    let artist = artist_of(&reader, path)?;
    let removes = typed.get("act") == "remove";
    let back = view_of(artist, &typed);
    if ids(&typed, "id").is_ok_and(|ids| ids.is_empty()) {
        reader.act(&app, move |studio, ctx| studio.expect_to_arrange(ctx, artist)).await?;
        return Ok(go(&format!("{back}&bulk=none")));
    }
    let all = reader
        .act(&app, move |studio, ctx| {
            // Whose it is comes before what is typed.
            studio.expect_to_arrange(ctx, artist)?;
            studio.change_portfolio_items(ctx, artist, ids(&typed, "id")?, asked(&typed)?)
        })
        .await?;
    if removes && !all.done.is_empty() {
        let gone: Vec<String> = all.done.iter().map(ToString::to_string).collect();
        return Ok(go(&format!("{back}&undo={}", gone.join(","))));
    }
    // Who changes several often changes them in several ways.
    Ok(done(&format!("{back}&bulk=1"), "itemssaved"))
}
