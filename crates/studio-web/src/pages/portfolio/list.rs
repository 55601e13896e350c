//! The wall: filters, sorts, groups, one page after the other, and what is done to many pictures at once.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, ArtistFilter, PortfolioDesk, PortfolioFilter};
use studio_domain::{ArtistId, ItemColour, ItemGroup, ItemSort, ItemState};
use studio_policy::Action;

use super::{Tile, wall_of};
use crate::extract::Query;
use crate::pages::reader::Pairs;
use crate::pages::{PageError, Reader, Say, Shell, html};
use crate::state::App;

#[derive(Template)]
#[template(path = "portfolio/list.html")]
struct Page {
    shell: Shell,
    view: PortfolioFilter,
    sort: &'static str,
    artists: Vec<(String, String)>,
    styles: Vec<(String, String)>,
    placements: Vec<(String, String)>,
    colours: Vec<(String, String)>,
    states: Vec<(String, String)>,
    /// Pictures in groups; without groups it is one that has no name.
    groups: Vec<(String, Vec<Tile>)>,
    empty: bool,
    narrowed: bool,
    /// Address of the next page; empty: there is none.
    next: String,
    /// The artist whose wall it is, with what the person may do there.
    desk: Option<PortfolioDesk>,
    may_edit: bool,
    /// Where pictures are added: name and address, several for who may add to several.
    add: Vec<(String, String)>,
    /// One's own wall, where one looks at all.
    mine: Option<String>,
    /// Pictures that were just removed.
    undo: Vec<String>,
    /// How many of the filters that stand in a menu are in use.
    further: usize,
    /// The view as the address names it, for what leads away and back.
    here: String,
    /// Whether several are being changed, and whether none was chosen for it.
    bulk: bool,
    none_chosen: bool,
}

/// The view that an address names.
pub(super) fn view(query: &Pairs) -> PortfolioFilter {
    let field = |name: &str| query.get(name).cloned().unwrap_or_default();
    PortfolioFilter {
        artist: field("artist"),
        style: field("style"),
        placement: field("placement"),
        colour: field("colour"),
        state: field("state"),
        public: field("public"),
        client: field("client"),
        removed: query.get("removed").is_some_and(|on| on == "1"),
        sort: field("sort"),
        group: field("group"),
        limit: Some(60),
        cursor: field("cursor"),
    }
}

/// The address of a view; what is usual is left out.
pub(super) fn address(view: &PortfolioFilter, cursor: &str) -> String {
    let removed = if view.removed { "1" } else { "" };
    let pairs = [
        ("artist", view.artist.as_str()),
        ("style", &view.style),
        ("placement", &view.placement),
        ("colour", &view.colour),
        ("state", &view.state),
        ("public", &view.public),
        ("client", &view.client),
        ("removed", removed),
        ("sort", &view.sort),
        ("group", &view.group),
        ("cursor", cursor),
    ];
    let said: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    match serde_urlencoded::to_string(said).unwrap_or_default().as_str() {
        "" => "/portfolio".to_owned(),
        query => format!("/portfolio?{query}"),
    }
}

/// Entries of a list to choose from, with one that is chosen and no longer in it.
pub(super) fn choices(entries: Vec<&str>, chosen: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        entries.into_iter().map(|entry| (entry.to_owned(), entry.to_owned())).collect();
    if !chosen.is_empty() && !all.iter().any(|(value, _)| value == chosen) {
        all.push((chosen.to_owned(), chosen.to_owned()));
    }
    all
}

/// Colours with their names.
pub(super) fn colours(say: &Say) -> Vec<(String, String)> {
    ItemColour::ALL.iter().map(|one| (one.code().to_owned(), say.named("item-colour", one.code()))).collect()
}

/// States with their names.
pub(super) fn states(say: &Say) -> Vec<(String, String)> {
    ItemState::ALL.iter().map(|one| (one.code().to_owned(), say.named("item-state", one.code()))).collect()
}

/// Puts neighbours of the same group together.
fn grouped(say: &Say, tiles: Vec<Tile>, group: Option<ItemGroup>) -> Vec<(String, Vec<Tile>)> {
    let name = |tile: &Tile| match group {
        None => String::new(),
        Some(ItemGroup::Style) if tile.item.style.is_empty() => say.t("portfolio-no-style"),
        Some(ItemGroup::Style) => tile.item.style.clone(),
        Some(ItemGroup::Colour) => tile
            .item
            .colour
            .map_or_else(|| say.t("portfolio-no-colour"), |colour| say.named("item-colour", colour.code())),
    };
    let mut groups: Vec<(String, Vec<Tile>)> = Vec::new();
    for tile in tiles {
        let name = name(&tile);
        match groups.last_mut() {
            Some((last, tiles)) if *last == name => tiles.push(tile),
            _ => groups.push((name, vec![tile])),
        }
    }
    groups
}

/// Says of each picture what moves it by one place. Featured ones stay before the others.
fn with_moves(mut tiles: Vec<Tile>) -> Vec<Tile> {
    let places: Vec<_> = tiles.iter().map(|tile| (tile.id, tile.item.is_featured)).collect();
    for ((one, other), at) in places.iter().zip(places.iter().skip(1)).zip(0_usize..) {
        if one.1 != other.1 {
            continue;
        }
        let swapped = format!("{},{}", other.0, one.0);
        if let Some(tile) = tiles.get_mut(at) {
            tile.later = Some(swapped.clone());
        }
        if let Some(tile) = tiles.get_mut(at.saturating_add(1)) {
            tile.earlier = Some(swapped);
        }
    }
    tiles
}

/// The wall.
pub(crate) async fn list(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let view = view(&query);
    let asked = view.clone();
    let page = reader.act(&app, move |studio, ctx| studio.portfolio(ctx, &asked)).await?;
    let artists = artists(&app, &reader).await?;
    let own = reader.frame.account.artist.as_ref().map(|(id, _)| *id);
    // Without a filter it is one's own wall that one works on.
    let chosen: Option<ArtistId> = view.artist.trim().parse().ok();
    let desk = match chosen {
        Some(artist) => Some(reader.act(&app, move |studio, ctx| studio.portfolio_desk(ctx, artist)).await?),
        None => None,
    };
    let say = reader.shell.say.clone();
    let uploads = reader.frame.abilities.now.contains(Action::PortfolioUpload);
    let to = |id: &str| format!("/portfolio/artists/{id}/upload");
    let add = match (&desk, own) {
        (Some(desk), _) if desk.upload == Ability::Yes => {
            vec![(desk.page.artist.name.clone(), to(&desk.page.artist.id.to_string()))]
        }
        (Some(_), _) => Vec::new(),
        (None, Some(own)) if uploads => vec![(String::new(), to(&own.to_string()))],
        (None, None) if uploads => artists.iter().map(|(id, name)| (name.clone(), to(id))).collect(),
        _ => Vec::new(),
    };
    let house = &reader.frame.house;
    let next = page.next_cursor.as_deref().map(|cursor| address(&view, cursor)).unwrap_or_default();
    let sort = page.sort.code();
    let group = page.group;
    let may_edit = desk.as_ref().is_some_and(|desk| desk.edit == Ability::Yes);
    let mut tiles: Vec<Tile> = page
        .items
        .into_iter()
        .map(|item| if desk.is_some() { Tile::at_home(&say, item) } else { Tile::new(&say, item) })
        .collect();
    if may_edit && page.sort == ItemSort::Arranged && group.is_none() && !view.removed {
        tiles = with_moves(tiles);
    }
    let narrowed =
        [&view.artist, &view.style, &view.placement, &view.colour, &view.state, &view.public, &view.client]
            .iter()
            .any(|field| !field.is_empty());
    let undo = query.get("undo").map(String::as_str).unwrap_or_default();
    let further = [&view.colour, &view.state, &view.public, &view.group];
    let on = |name: &str, value: &str| query.get(name).is_some_and(|given| given == value);
    let undo = undo.split(',').filter(|id| id.parse::<i64>().is_ok()).take(500).map(str::to_owned).collect();
    Ok(html(
        StatusCode::OK,
        &Page {
            sort: if sort == ItemSort::Arranged.code() && desk.is_none() { "" } else { sort },
            styles: choices(house.styles(), &view.style),
            placements: choices(house.placements(), &view.placement),
            colours: colours(&say),
            states: states(&say),
            empty: tiles.is_empty(),
            groups: grouped(&say, tiles, group),
            narrowed,
            may_edit,
            mine: own.filter(|_| view.artist.is_empty()).map(wall_of),
            desk,
            add,
            undo,
            further: further.iter().filter(|field| !field.is_empty()).count(),
            here: address(&view, &view.cursor),
            bulk: on("bulk", "1") || on("bulk", "none"),
            none_chosen: on("bulk", "none"),
            next,
            artists,
            view,
            shell: reader.shell,
        },
    ))
}

/// Artists to filter by, for who may see them.
async fn artists(app: &App, reader: &Reader) -> Result<Vec<(String, String)>, PageError> {
    if !reader.frame.abilities.now.contains(Action::StaffView) {
        return Ok(Vec::new());
    }
    let page = reader.act(app, |studio, ctx| studio.artists(ctx, &ArtistFilter::default())).await?;
    Ok(page.items.into_iter().map(|artist| (artist.id.to_string(), artist.name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_the_whole_view_and_nothing_usual() {
        let view = PortfolioFilter {
            artist: "3".into(),
            style: "Línea fina".into(),
            removed: true,
            ..PortfolioFilter::default()
        };
        assert_eq!(address(&view, "abc"), "/portfolio?artist=3&style=L%C3%ADnea+fina&removed=1&cursor=abc");
        assert_eq!(address(&PortfolioFilter::default(), ""), "/portfolio");
    }

    #[test]
    fn an_entry_that_is_no_longer_in_the_list_can_still_be_chosen() {
        assert_eq!(choices(vec!["a"], "b").len(), 2);
        assert_eq!(choices(vec!["a"], "a").len(), 1);
        assert_eq!(choices(vec!["a"], "").len(), 1);
    }
}
