//! Clients out of a CSV file, against inserting the rows that come of it, in one transaction of the same schema.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};
use studio_app::ImportPlan;

use super::import::{Empty, Took, Watch, alike, reference};
use super::{Bench, Size};
use crate::interleave::Series;
use crate::table::{Table, short};
use crate::volume::{self, operator};

pub(crate) const BENCH: Bench = Bench {
    name: "client-file",
    about: "clients out of a CSV file, against inserting the resulting rows in one transaction",
    run,
};

fn run(size: Size) -> Result<Vec<Table>> {
    let header = [
        "clients",
        "preview s",
        "s",
        "reference",
        "ratio",
        "CPU s",
        "reference",
        "ratio",
        "clients a second",
    ];
    let caption = "client-file: seconds and processor seconds of all threads; reading, rules, duplicates, indexes and full text included";
    let mut table = Table::new(caption, &header);
    for &clients in size.pick(&[1_000, 10_000, 50_000][..], &[400]) {
        let file = file_of(clients);
        let empty = Empty::new()?;
        let (mut looks, mut ours, mut theirs) = (Series::default(), Took::default(), Took::default());
        for round in 0..size.pick(3, 1) {
            let imported = empty.copy()?;
            let (looked, took) = product(imported.path(), &file, clients)?;
            looks.0.push(crate::interleave::nanos(looked));
            ours.add(took);
            let inserted = empty.copy()?;
            let (_, took) = reference(inserted.path(), imported.path())?;
            theirs.add(took);
            if round == 0 {
                alike(imported.path(), inserted.path())?;
            }
        }
        let seconds = |series: &Series| short(series.spread().median / 1e9);
        let ratio = |own: &Series, other: &Series| format!("{:.2}", own.over(other).median);
        table.row([
            clients.to_string(),
            seconds(&looks),
            seconds(&ours.wall),
            seconds(&theirs.wall),
            ratio(&ours.wall, &theirs.wall),
            seconds(&ours.cpu),
            seconds(&theirs.cpu),
            ratio(&ours.cpu, &theirs.cpu),
            short(clients as f64 / (ours.wall.spread().median / 1e9)),
        ]);
    }
    Ok(vec![table])
}

/// A file as a studio would have it: nobody twice, most cells filled.
fn file_of(clients: usize) -> Vec<u8> {
    let mut file = "Name,Phone,Email,Instagram,Birthday,City\n".to_owned();
    for nth in 0..clients {
        let (year, month, day) = (1960 + nth % 45, 1 + nth % 12, 1 + nth % 28);
        file.push_str(&format!(
            "Persona Inventada {nth},+34 6{nth:08},persona{nth}@example.org,persona_{nth},{year}-{month:02}-{day:02},Gijón\n"
        ));
    }
    file.into_bytes()
}

type Times = (Duration, (Duration, Duration));

fn product(folder: &Path, file: &[u8], clients: usize) -> Result<Times> {
    let studio = volume::open(folder)?;
    let ctx = operator(&studio)?;
    let (mut look, mut import) = (Watch::default(), Watch::default());
    let mut go_on = |_step| ControlFlow::Continue(());
    let looked =
        look.measure(|| studio.preview_client_import(&ctx, file, &ImportPlan::default(), &mut go_on))?;
    ensure!(looked.added == u64::try_from(clients)?, "{} of {clients} would be added", looked.added);
    let sent = file.to_vec();
    let report = import.measure(|| studio.import_clients(&ctx, sent, ImportPlan::default(), go_on))?;
    ensure!(report.done && report.added == looked.added, "{} of {clients} were added", report.added);
    Ok((look.wall, (import.wall, import.cpu)))
}
