//! What visitors see: an artist's public pieces and profile. Nothing of it is remembered between two requests.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use studio_app::{Error, PictureFile, Showcase, ShownItem, Studio};
use studio_domain::{ContentHash, MediaKind, PhotoSize, PictureSize, PortfolioItemId, StudioZone};
use studio_text::Lang;

use crate::api::faces;
use crate::api::portfolio::address;
use crate::assets;
use crate::blocking::blocking;
use crate::caller::Visitor;
use crate::extract::{Path, Query};
use crate::headers::{etag, matches, outside};
use crate::pages::reader::Pairs;
use crate::pages::{PageError, Say};
use crate::problem::Problem;
use crate::served::{Served, tag};
use crate::state::App;

/// May be kept by the visitor's own browser, which asks each time whether it still holds: a consent that was withdrawn is withdrawn at once.
const ASKED: &str = "private, no-cache";

/// From where pictures come.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pictures {
    /// By the route for visitors.
    Visitors,
    /// By the route for staff: the page may be off.
    Staff,
}

/// A piece on the page.
pub(super) struct Piece {
    small: String,
    large: String,
    width: u32,
    height: u32,
    words: String,
    /// What is not yet said by its words: style, and whether it is healed.
    line: String,
    item: ShownItem,
    /// How many further pictures it has.
    stacked: Option<String>,
    /// These pictures.
    more: Vec<Piece>,
}

/// The page.
#[derive(Template)]
#[template(path = "portfolio/public.html")]
pub(super) struct View {
    pub(super) say: Say,
    pub(super) rev: &'static str,
    pub(super) theme: &'static str,
    pub(super) show: Showcase,
    pub(super) pieces: Vec<Piece>,
    /// Address of the artist's picture.
    pub(super) face: Option<String>,
    /// Address of the next part; empty: there is none.
    pub(super) next: String,
    /// Absolute addresses of page and first picture, for previews of links; without them nothing is said of it.
    pub(super) link: Option<(String, Option<String>)>,
    /// What is said above a preview, and where it leads back to.
    pub(super) preview: Option<(String, String)>,
}

impl View {
    pub(super) fn new(say: Say, show: Showcase, pictures: Pictures, here: &str, root: Option<&str>) -> Self {
        let slug = show.slug.clone().unwrap_or_default();
        let pieces: Vec<Piece> =
            show.items.iter().map(|item| piece(&say, &show.artist, item, pictures, &slug)).collect();
        let first = pieces.first().map(|piece| piece.large.clone());
        let size = PhotoSize::Large;
        let face = show.face.map(|(user, face)| match pictures {
            Pictures::Visitors => format!("/p/{slug}/face/{size}?v={}", face.of(size).short()),
            Pictures::Staff => faces::address(user, &face.of(size), size),
        });
        Self {
            rev: assets::revision(),
            theme: studio_domain::Theme::parse(&show.theme).unwrap_or(studio_domain::Theme::System).code(),
            next: show.next.map(|id| format!("{here}?after={id}")).unwrap_or_default(),
            link: root.map(|root| (format!("{root}{here}"), first.map(|first| format!("{root}{first}")))),
            preview: None,
            face,
            pieces,
            say,
            show,
        }
    }

    /// What the page is about, in a sentence.
    fn summary(&self) -> String {
        let line = self.show.bio.lines().next().unwrap_or_default();
        let said = if line.is_empty() { self.show.styles.join(" · ") } else { line.to_owned() };
        said.chars().take(200).collect()
    }
}

fn piece(say: &Say, artist: &str, item: &ShownItem, pictures: Pictures, slug: &str) -> Piece {
    let url = |size: PictureSize| match pictures {
        Pictures::Visitors => {
            format!("/p/{slug}/{}/{size}?v={}", item.id, item.pictures.of(size).short())
        }
        Pictures::Staff => address(item.id, &item.pictures.of(size), size),
    };
    let named = [&item.title, &item.style, &item.placement];
    let words = named.into_iter().find(|text| !text.is_empty()).cloned();
    let words = words.unwrap_or_else(|| say.with("item-by", "name", artist));
    let style = Some(item.style.clone()).filter(|style| !style.is_empty() && *style != words);
    let state = item.state.map(|state| say.named("item-state", state.code()));
    Piece {
        small: url(PictureSize::Small),
        large: url(PictureSize::Large),
        width: item.pictures.width,
        height: item.pictures.height,
        line: style.into_iter().chain(state).collect::<Vec<_>>().join(" · "),
        words,
        stacked: (!item.stack.is_empty()).then(|| say.count("item-stacked", item.stack.len())),
        more: item.stack.iter().map(|under| piece(say, artist, under, pictures, slug)).collect(),
        item: item.clone(),
    }
}

/// The page of an artist.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(slug): Path<String>,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let now = visitor.visit.now;
    let problem =
        |error: &Error| PageError::bare(Problem::new(error, visitor.lang).of(&visitor.visit.request_id));
    let after = query.get("after").and_then(|id| id.parse::<PortfolioItemId>().ok());
    let asked = slug.clone();
    let show = blocking(&app, move |studio| studio.showcase(&asked, after, now)).await;
    let show = show.map_err(|error| problem(&error))?;
    let lang = visitor.asked.or_else(|| Lang::parse(&show.language)).unwrap_or(Lang::En);
    let say = Say::new(lang, StudioZone::UTC, now);
    let here = format!("/p/{slug}");
    let view = View::new(say, show, Pictures::Visitors, &here, outside(&app, &headers).as_deref());
    let page = view.render().map_err(|error| problem(&Error::Internal(error.to_string())))?;
    let tag = etag(&[&page]);
    let mut response = if matches(&headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
        (kind, page).into_response()
    };
    let answered = response.headers_mut();
    answered.insert(header::ETAG, tag);
    answered.insert(header::CACHE_CONTROL, HeaderValue::from_static(ASKED));
    answered.insert(header::VARY, HeaderValue::from_static("accept-language"));
    Ok(response)
}

/// A picture of the page: whether visitors see it is asked each time.
pub(crate) async fn picture(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path((slug, item, size)): Path<(String, i64, String)>,
) -> Result<Response, PageError> {
    let now = visitor.visit.now;
    answered(&app, visitor, headers, move |studio, has| {
        let size = PictureSize::parse(&size).map_err(gone)?;
        studio.shown_picture(&slug, PortfolioItemId::new(item), size, now, has)
    })
    .await
}

/// The artist's picture on the page: whether visitors see the page is asked each time.
pub(crate) async fn face(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path((slug, size)): Path<(String, String)>,
) -> Result<Response, PageError> {
    answered(&app, visitor, headers, move |studio, has| {
        studio.shown_face(&slug, PhotoSize::parse(&size).map_err(gone)?, has)
    })
    .await
}

fn gone<E>(_unknown: E) -> Error {
    Error::NotFound { kind: "page", id: String::new() }
}

/// Answers with the picture that is found, unless the visitor's browser has it.
async fn answered(
    app: &App,
    visitor: Visitor,
    headers: HeaderMap,
    find: impl FnOnce(&Studio, &dyn Fn(&ContentHash) -> bool) -> Result<PictureFile, Error> + Send + 'static,
) -> Result<Response, PageError> {
    let (lang, number) = (visitor.lang, visitor.visit.request_id);
    let sent = headers.clone();
    let file = blocking(app, move |studio| find(studio, &|hash| matches(&sent, &tag(hash))));
    let told = |error: &Error| PageError::bare(Problem::new(error, lang).of(&number));
    let PictureFile { hash, bytes } = file.await.map_err(|error| told(&error))?;
    let none = Problem::plain(StatusCode::RANGE_NOT_SATISFIABLE, "no_such_part", lang).of(&number);
    Ok(Served { hash, kind: MediaKind::Jpeg, bytes }.answer(&headers, ASKED, none))
}
