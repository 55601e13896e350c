//! One artist's profile through the store against the same rows through bare SQL.

use anyhow::{Context as _, Result, ensure};
use rusqlite::Connection;
use studio_domain::{ArtistId, SessionId};
use studio_store::actions::ViewArtist;
use studio_store::{ArtistCard, Error, OpCtx, Store};

use super::{Bench, Size};
use crate::bare::{self, actor, card, control};
use crate::clock;
use crate::interleave::{Program, interleave};
use crate::random::Random;
use crate::studio::{Studio, operator};
use crate::table::Table;

pub(crate) const BENCH: Bench = Bench {
    name: "read",
    about: "one artist's card through the store, against prepared statements through rusqlite",
    run,
};

fn run(size: Size) -> Result<Vec<Table>> {
    let studio = Studio::with_artists(size.pick(200, 5))?;
    let conn = bare::reader(&studio.file())?;
    let mut random = Random::new(1);
    let reads = size.pick(4_000, 20);
    let artists: Vec<ArtistId> =
        (0..reads).filter_map(|_| studio.artists.get(random.below(studio.artists.len())).copied()).collect();
    let (store, session, by_session, by_operator) =
        (&studio.store, studio.session, studio.admin(), operator());
    alike(&studio, &conn)?;

    let programs: [Program<'_>; 5] = [
        Box::new(|| artists.iter().try_for_each(|artist| product(store, &by_session, *artist).map(drop))),
        Box::new(|| artists.iter().try_for_each(|artist| product(store, &by_operator, *artist).map(drop))),
        Box::new(|| artists.iter().try_for_each(|artist| row_only(&conn, *artist).map(drop))),
        Box::new(|| artists.iter().try_for_each(|artist| same(&conn, Some(session), *artist).map(drop))),
        Box::new(|| artists.iter().try_for_each(|artist| same(&conn, None, *artist).map(drop))),
    ];
    let [session, operator, row_only, with_actor, without_actor] =
        interleave(size.pick(25, 2), artists.len(), programs)?;

    let caption =
        format!("read: one artist's card, {} reads a round, microseconds each, {}", reads, clock::CPU);
    let mut table = Table::comparison(caption, "µs");
    table.compare("by session / same statements", 1e3, &session, &with_actor, None);
    table.compare("by operator / same statements", 1e3, &operator, &without_actor, None);
    table.compare("by session / only the row", 1e3, &session, &row_only, None);
    table.compare("by operator / only the row", 1e3, &operator, &row_only, None);
    Ok(vec![table])
}

/// All programs must read the same before their times may be compared.
fn alike(studio: &Studio, conn: &Connection) -> Result<()> {
    for artist in studio.artists.iter().copied() {
        let expected = row_only(conn, artist)?;
        for found in [
            product(&studio.store, &studio.admin(), artist)?,
            product(&studio.store, &operator(), artist)?,
            same(conn, Some(studio.session), artist)?,
            same(conn, None, artist)?,
        ] {
            ensure!(found == expected, "the reference reads another card of artist {artist}");
        }
    }
    Ok(())
}

fn product(store: &Store, ctx: &OpCtx, artist: ArtistId) -> Result<ArtistCard> {
    let card = store.read::<_, Error, _>(ctx, |tx| {
        let artist = tx.artist(artist)?;
        let may = tx.authorize::<ViewArtist>(&artist)?;
        tx.artist_card(&may)
    })?;
    Ok(card)
}

/// The least that any program must do: a snapshot and the row.
fn row_only(conn: &Connection, artist: ArtistId) -> Result<ArtistCard> {
    control(conn, "BEGIN")?;
    let card = card::load(conn, artist)?;
    control(conn, "COMMIT")?;
    Ok(card)
}

/// The statements that the store has to run: who acts (nothing to read for the operator), whether the row exists, the row.
fn same(conn: &Connection, session: Option<SessionId>, artist: ArtistId) -> Result<ArtistCard> {
    control(conn, "BEGIN")?;
    let permitted = match session {
        Some(session) => actor::load(conn, session)?.context("the session has ended")?.admin,
        None => true,
    };
    card::version(conn, artist)?;
    ensure!(permitted, "the account may not see artists");
    let card = card::load(conn, artist)?;
    control(conn, "ROLLBACK")?;
    Ok(card)
}
