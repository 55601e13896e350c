//! The list: live search, sorts, filters, one page after the other.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use studio_app::{ArtistFilter, ClientFilter, Error, Studio};
use studio_domain::{Invalid, Order};
use studio_policy::Action;

use super::rows::Row;
use crate::extract::Query;
use crate::headers::{etag, matches};
use crate::pages::reader::Pairs;
use crate::pages::{LEFT_OUT, PageError, Reader, Say, Shell, done, html, wants};
use crate::state::App;

#[derive(Template)]
#[template(path = "clients/list.html")]
struct Page {
    shell: Shell,
    view: ClientFilter,
    sort: &'static str,
    direction: &'static str,
    /// Value, key of the words, whether chosen.
    sorts: Vec<(&'static str, &'static str, bool)>,
    /// Address of the same view sorted by name and by next appointment, turned round where it is sorted so.
    sort_name: String,
    sort_next: String,
    artists: Vec<(String, String)>,
    rows: Vec<Row>,
    /// Address of this page of the list.
    url: String,
    /// Address of the next; empty: there is none.
    next: String,
    /// Whether a search or filter hides anybody.
    narrowed: bool,
    may_add: bool,
    /// Whether an appointment can be booked from a row.
    may_book: bool,
    may_import: bool,
    /// Where this view is exported; empty for who never may.
    export: String,
    /// The form for a new client, with what was searched for as the name.
    new_href: String,
}

#[derive(Template)]
#[template(path = "clients/fragment.html")]
struct Fragment {
    shell: Shell,
    rows: Vec<Row>,
    url: String,
    next: String,
}

/// Each sort in its usual order, and the other way round.
const SORTS: [(&str, &str); 8] = [
    ("", "sort-name"),
    ("name-desc", "sort-name-desc"),
    ("next", "sort-next"),
    ("next-desc", "sort-next-desc"),
    ("last", "sort-last"),
    ("last-asc", "sort-last-asc"),
    ("registered", "sort-registered"),
    ("registered-asc", "sort-registered-asc"),
];

/// The view that an address names: the sort with its order in one word, or in two as the API has them.
pub(super) fn view(query: &Pairs) -> ClientFilter {
    let field = |name: &str| query.get(name).cloned().unwrap_or_default();
    let sort = field("sort");
    let (sort, order) = match sort.split_once('-') {
        Some((sort, order)) => (sort.to_owned(), order.to_owned()),
        None => (sort, field("order")),
    };
    ClientFilter {
        q: field("q"),
        status: field("status"),
        artist: field("artist"),
        upcoming: query.get("upcoming").is_some_and(|on| !matches!(on.as_str(), "" | "0" | "false")),
        sort,
        order,
        limit: None,
        cursor: field("cursor"),
    }
}

/// Sort and order in one word; empty for the usual one.
fn worded(view: &ClientFilter) -> String {
    let sort = if view.sort == "name" { "" } else { view.sort.as_str() };
    let usual = if matches!(sort, "last" | "registered") { "desc" } else { "asc" };
    match view.order.as_str() {
        order if order.is_empty() || order == usual => sort.to_owned(),
        order if sort.is_empty() => format!("name-{order}"),
        order => format!("{sort}-{order}"),
    }
}

/// The address of a view; what is usual is left out.
fn address(view: &ClientFilter, cursor: Option<&str>) -> String {
    let upcoming = if view.upcoming { "1" } else { "" };
    let sort = worded(view);
    let pairs = [
        ("q", view.q.as_str()),
        ("status", &view.status),
        ("artist", &view.artist),
        ("upcoming", upcoming),
        ("sort", &sort),
        ("cursor", cursor.unwrap_or_default()),
    ];
    let said: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    match serde_urlencoded::to_string(said).unwrap_or_default().as_str() {
        "" => "/clients".to_owned(),
        query => format!("/clients?{query}"),
    }
}

/// The same view by another sort: turned round if it is sorted so already.
fn sorted(view: &ClientFilter, by: &str, now: &str, order: Order) -> String {
    let sort = if by == "name" { String::new() } else { by.to_owned() };
    let turned = if order == Order::Asc { "desc" } else { "asc" };
    let order = if by == now { turned.to_owned() } else { String::new() };
    address(&ClientFilter { sort, order, ..view.clone() }, None)
}

/// The same view without what can't be read.
fn readable(mut view: ClientFilter, wrong: &[Invalid]) -> ClientFilter {
    for one in wrong {
        match one.field {
            "q" => view.q.clear(),
            "status" => view.status.clear(),
            "artist_id" => view.artist.clear(),
            "cursor" => view.cursor.clear(),
            _ => (view.sort, view.order) = (String::new(), String::new()),
        }
    }
    view
}

/// What an answer depends on besides its address.
fn tag(reader: &Reader, revision: &str, url: &str) -> axum::http::HeaderValue {
    let say: &Say = &reader.shell.say;
    let abilities = format!("{:?}{:?}", reader.frame.abilities.now, reader.frame.abilities.locked);
    etag(&[revision, url, say.code(), &say.today(), &abilities, reader.shell.rev])
}

/// The list, or the rows of one of its pages for a script.
pub(crate) async fn list(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let view = view(&query);
    let url = address(&view, Some(&view.cursor).filter(|cursor| !cursor.is_empty()).map(String::as_str));
    let revision = reader.act(&app, Studio::revision).await?;
    let tag = tag(&reader, &revision, &url);
    let script = wants(&headers, "rows");
    if script && matches(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let asked = view.clone();
    let page = match reader.try_act(&app, move |studio, ctx| studio.clients(ctx, &asked)).await {
        // An address that was typed or is old: the list is shown all the same, and says what it left out.
        Err(Error::Invalid(wrong)) => return Ok(done(&address(&readable(view, &wrong), None), LEFT_OUT)),
        page => page.map_err(|error| reader.told(&error))?,
    };
    let next = page.next_cursor.as_deref().map(|cursor| address(&view, Some(cursor))).unwrap_or_default();
    let rows: Vec<Row> = page.items.into_iter().map(Row::from).collect();
    let mut response = if script {
        html(StatusCode::OK, &Fragment { shell: reader.shell, rows, url, next })
    } else {
        let artists = artists(&app, &reader).await?;
        let sort = page.sort.code();
        html(
            StatusCode::OK,
            &Page {
                sorts: {
                    let chosen = worded(&view);
                    SORTS.iter().map(|&(value, key)| (value, key, value == chosen)).collect()
                },
                direction: if page.order == Order::Asc { "ascending" } else { "descending" },
                sort_name: sorted(&view, "name", sort, page.order),
                sort_next: sorted(&view, "next", sort, page.order),
                narrowed: !view.q.is_empty()
                    || !view.artist.is_empty()
                    || view.upcoming
                    || !view.status.is_empty(),
                may_book: reader.reaches(Action::AgendaCreate),
                may_add: reader.reaches(Action::ClientsCreate),
                new_href: new_href(&view.q),
                may_import: reader.reaches(Action::ClientsImport),
                export: if reader.reaches(Action::ClientsExport) {
                    address(&view, None).replacen("/clients", "/clients/export", 1)
                } else {
                    String::new()
                },
                shell: reader.shell,
                view,
                sort,
                artists,
                rows,
                url,
                next,
            },
        )
    };
    response.headers_mut().insert(header::ETAG, tag);
    Ok(response)
}

/// What was searched for and not found is often the name of somebody new.
fn new_href(q: &str) -> String {
    let field = if q.chars().any(char::is_alphabetic) && !q.contains('@') { "name" } else { "phone" };
    let query = serde_urlencoded::to_string([(field, q.trim())]).unwrap_or_default();
    if q.trim().is_empty() { "/clients/new".to_owned() } else { format!("/clients/new?{query}") }
}

/// Artists to filter by, for who may see them.
async fn artists(app: &App, reader: &Reader) -> Result<Vec<(String, String)>, PageError> {
    if !reader.frame.abilities.now.contains(Action::StaffView) {
        return Ok(Vec::new());
    }
    let page = reader
        .act(app, |studio, ctx| studio.artists(ctx, &ArtistFilter { q: None, active: None, after: None }))
        .await?;
    Ok(page.items.into_iter().map(|artist| (artist.id.to_string(), artist.name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_the_whole_view_and_nothing_usual() {
        let view = ClientFilter { q: "sofía & co".into(), upcoming: true, ..ClientFilter::default() };
        assert_eq!(address(&view, None), "/clients?q=sof%C3%ADa+%26+co&upcoming=1");
        assert_eq!(address(&ClientFilter::default(), None), "/clients");
        assert_eq!(address(&ClientFilter::default(), Some("abc")), "/clients?cursor=abc");
    }

    #[test]
    fn every_sort_of_the_list_reads_back() {
        for (value, _) in SORTS {
            let query = [("sort".to_owned(), value.to_owned())].into_iter().collect();
            assert_eq!(worded(&view(&query)), value);
        }
        let two = [("sort", "last"), ("order", "asc")];
        let two = two.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        assert_eq!(worded(&view(&two)), "last-asc");
    }

    #[test]
    fn a_sort_that_is_on_is_turned_round() {
        let view = ClientFilter { sort: "next".into(), ..ClientFilter::default() };
        assert_eq!(sorted(&view, "next", "next", Order::Asc), "/clients?sort=next-desc");
        assert_eq!(sorted(&view, "name", "next", Order::Asc), "/clients");
    }

    #[test]
    fn what_was_searched_for_goes_into_the_form() {
        assert_eq!(new_href(" Ana Ruiz "), "/clients/new?name=Ana+Ruiz");
        assert_eq!(new_href("608 139"), "/clients/new?phone=608+139");
        assert_eq!(new_href(""), "/clients/new");
    }
}
