//! The public page as its artist sees it: switch, address, preview.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use studio_app::{Ability, PageInput, PortfolioPage};
use studio_domain::{ArtistId, PortfolioItemId};
use studio_policy::Action;

use super::public::{Pictures, View};
use super::{artist_of, can_be_put_right, wall_of};
use crate::extract::{Path, Query};
use crate::pages::reader::{Pairs, Sent};
use crate::pages::{Form, PageError, Reader, Shell, done, html};
use crate::problem::Problem;
use crate::state::App;

#[derive(Template)]
#[template(path = "portfolio/page.html")]
struct Settings {
    shell: Shell,
    page: PortfolioPage,
    wall: String,
    /// Where visitors find it.
    url: String,
    form: Form,
    may_edit: bool,
    /// Whether the person may switch the studio's pages on.
    may_allow: bool,
}

async fn shown(
    app: &App,
    reader: Reader,
    artist: ArtistId,
    status: StatusCode,
    wrong: Option<Form>,
) -> Result<Response, PageError> {
    let desk = reader.act(app, move |studio, ctx| studio.portfolio_desk(ctx, artist)).await?;
    let page = desk.page;
    let suggested = studio_domain::Slug::of(&page.artist.name).map(studio_domain::Slug::into_string);
    let slug = page.slug.clone().or(suggested).unwrap_or_default();
    let form = wrong.unwrap_or_else(|| {
        let public = if page.is_public { "1" } else { "0" }.to_owned();
        let fields = [("version", page.version.to_string()), ("slug", slug.clone()), ("public", public)];
        Form::new(fields.into_iter().collect())
    });
    let url = format!("{}/p/{slug}", app.config.public_url.as_deref().unwrap_or_default());
    let settings = Settings {
        wall: wall_of(artist),
        url,
        may_edit: desk.edit == Ability::Yes,
        may_allow: reader.frame.abilities.now.contains(Action::SecuritySettings),
        page,
        form,
        shell: reader.shell,
    };
    Ok(html(status, &settings))
}

/// How the public page stands.
pub(crate) async fn settings(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
) -> Result<Response, PageError> {
    let artist = artist_of(&reader, path)?;
    shown(&app, reader, artist, StatusCode::OK, None).await
}

/// Switches it, and gives it its address.
pub(crate) async fn switch(
    State(app): State<App>,
    path: Result<Path<i64>, Problem>,
    Sent { reader, typed }: Sent,
) -> Result<Response, PageError> {
    let artist = artist_of(&reader, path)?;
    let version = super::super::clients::version(&typed);
    let input = PageInput {
        slug: typed.maybe("slug").map(str::to_owned),
        public: typed.maybe("public").is_some_and(|on| on == "1"),
    };
    let saved = reader
        .try_act(&app, move |studio, ctx| studio.set_portfolio_page(ctx, artist, Some(version), &input))
        .await;
    match saved {
        Ok(_page) => Ok(done(&format!("/portfolio/artists/{artist}/page"), "pagesaved")),
        Err(error) if can_be_put_right(&error) => {
            let problem = reader.problem(&error);
            let mut form = Form::new(typed).told(problem.told());
            if let studio_app::Error::Stale { now, .. } = &error {
                form.typed.push("version", now.to_string());
            }
            shown(&app, reader, artist, problem.status(), Some(form)).await
        }
        Err(error) => Err(reader.told(&error)),
    }
}

/// What visitors see, or would see.
pub(crate) async fn preview(
    State(app): State<App>,
    reader: Reader,
    path: Result<Path<i64>, Problem>,
    Query(query): Query<Pairs>,
) -> Result<Response, PageError> {
    let artist = artist_of(&reader, path)?;
    let after = query.get("after").and_then(|id| id.parse::<PortfolioItemId>().ok());
    let show = reader.act(&app, move |studio, ctx| studio.preview_portfolio(ctx, artist, after)).await?;
    let open = reader.act(&app, move |studio, ctx| studio.portfolio_page(ctx, artist)).await?.is_open();
    let here = format!("/portfolio/artists/{artist}/preview");
    let say = reader.shell.say.clone();
    let said = say.t(if open { "preview-open" } else { "preview-off" });
    let view = View {
        preview: Some((said, format!("/portfolio/artists/{artist}/page"))),
        theme: reader.shell.theme,
        ..View::new(say, show, Pictures::Staff, &here, None)
    };
    Ok(html(StatusCode::OK, &view))
}
