//! Verifying the audit log against a bare walk over the same rows with the same hash.

use anyhow::{Result, ensure};
use rusqlite::Connection;
use studio_store::actions::{EditArtist, ReadAudit};
use studio_store::{ChainReport, Error, Store};

use super::{Bench, Size};
use crate::bare::{self, chain, control};
use crate::clock;
use crate::interleave::{Program, interleave};
use crate::studio::{Studio, operator};
use crate::table::Table;

pub(crate) const BENCH: Bench = Bench {
    name: "audit",
    about: "verifying the whole audit log, against a bare walk over the same rows with the same hash",
    run,
};

/// Acts that one job permits, to fill the log quickly.
const ACTS: usize = 1_000;

fn run(size: Size) -> Result<Vec<Table>> {
    let studio = Studio::with_artists(20)?;
    let jobs = size.pick(100, 1);
    for _ in 0..jobs {
        fill(&studio)?;
    }
    let conn = bare::reader(&studio.file())?;
    let entries = walk(&conn)?;
    ensure!(entries >= jobs * ACTS, "the log has only {entries} entries");
    let report = verify(&studio.store)?;
    ensure!(
        report.broken.is_none() && usize::try_from(report.whole)? == entries,
        "the reference counts {entries} entries, the product reports {report:?}"
    );

    let programs: [Program<'_>; 2] =
        [Box::new(|| verify(&studio.store).map(drop)), Box::new(|| walk(&conn).map(drop))];
    let [product, reference] = interleave(size.pick(11, 2), entries, programs)?;

    let caption = format!("audit: verifying {entries} entries, microseconds for one, {}", clock::CPU);
    let mut table = Table::comparison(caption, "µs");
    table.compare("verify / bare walk with the same hash", 1e3, &product, &reference, None);
    Ok(vec![table])
}

/// Appends entries as the product does: each permit of a change is one.
fn fill(studio: &Studio) -> Result<()> {
    let artists = studio.artists.clone();
    studio.store.write::<_, Error, _>(&studio.admin(), move |tx| {
        for artist in artists.iter().cycle().take(ACTS) {
            let artist = tx.artist(*artist)?;
            tx.authorize::<EditArtist>(&artist)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn verify(store: &Store) -> Result<ChainReport> {
    let report = store.read::<_, Error, _>(&operator(), |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<ReadAudit>(&studio)?;
        tx.verify_audit(&may)
    })?;
    Ok(report)
}

fn walk(conn: &Connection) -> Result<usize> {
    control(conn, "BEGIN")?;
    let whole = chain::walk(conn)?;
    control(conn, "COMMIT")?;
    whole.map_or_else(|| anyhow::bail!("the chain is broken"), |entries| Ok(usize::try_from(entries)?))
}
