//! Exporting all clients as CSV, against the same columns from one statement through the `csv` crate.

use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use csv::{Terminator, WriterBuilder};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use studio_app::{ClientFilter, ExportAs, ExportFormat, Folder, OpCtx, Studio};
use studio_domain::{StudioZone, Timestamp};

use super::{Bench, Size};
use crate::bare::{control, reader};
use crate::interleave::{Program, Series, interleave};
use crate::table::{Table, range, short};
use crate::volume::{self, Volume, operator};
use crate::{clock, memory};

pub(crate) const BENCH: Bench = Bench {
    name: "export",
    about: "the CSV of all active clients, against one statement and the csv crate; and as a workbook",
    run,
};

const HEADER: [&str; 10] = [
    "ID",
    "Name",
    "Phone",
    "Email",
    "Instagram",
    "Assigned artist",
    "Next appointment",
    "Last appointment",
    "Registered",
    "Status",
];
const SQL: &str =
    "SELECT i.client_id, c.name, c.phone, c.email, c.instagram, a.name, i.next_at, i.last_at, i.created_at,
        CASE i.archived WHEN 0 THEN 'active' ELSE 'archived' END
   FROM client_index i JOIN clients c ON c.id = i.client_id LEFT JOIN artists a ON a.id = i.artist_id
  WHERE i.archived = 0 ORDER BY i.name_key, i.client_id";

/// The argument by which this program exports once and tells its memory.
pub(crate) const ONCE: &str = "--export-once";
const PRODUCT: &str = "product";
const REFERENCE: &str = "reference";
const WORKBOOK: &str = "workbook";

/// Where the bytes go: counted, and hashed where two exports are compared.
#[derive(Debug, Default)]
struct Sink {
    bytes: u64,
    hash: Option<Box<blake3::Hasher>>,
}

impl Sink {
    fn hashing() -> Self {
        Self { bytes: 0, hash: Some(Box::default()) }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len() as u64;
        if let Some(hash) = &mut self.hash {
            hash.update(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn run(size: Size) -> Result<Vec<Table>> {
    let caption = format!(
        "export: active clients as CSV, by name; {}; memory: the most that a process had resident (VmHWM) that did it once and nothing \
         else, in KiB",
        clock::CPU
    );
    let header = [
        "clients",
        "rows",
        "rows a second",
        "reference",
        "time ratio",
        "min–max",
        "peak memory",
        "reference",
    ];
    let mut table = Table::new(caption, &header);
    for &clients in size.clients() {
        let volume = Volume::studio(size, clients)?;
        let (own_peak, other_peak) = (peak(size, PRODUCT, &volume)?, peak(size, REFERENCE, &volume)?);
        let (studio, conn) = (volume.open()?, reader(&volume.file())?);
        let ctx = operator(&studio)?;
        let zone = studio.house(&ctx)?.zone();
        let (mut one, mut other) = (Sink::hashing(), Sink::hashing());
        let (rows, same) = (product(&studio, &ctx, &mut one)?, reference(&conn, zone, &mut other)?);
        ensure!(rows == same, "{rows} rows by the product, {same} by the reference");
        let hash = |sink: Sink| sink.hash.map(|hash| hash.finalize());
        ensure!(one.bytes == other.bytes && hash(one) == hash(other), "the reference writes another file");

        let rounds = if clients > 200_000 { 3 } else { size.pick(7, 1) };
        let programs: [Program<'_>; 2] = [
            Box::new(|| product(&studio, &ctx, &mut Sink::default()).map(drop)),
            Box::new(|| reference(&conn, zone, &mut Sink::default()).map(drop)),
        ];
        let [own, other] = interleave(rounds, usize::try_from(rows)?, programs)?;
        let ratio = own.over(&other);
        let speed = |series: &Series| short(1e9 / series.spread().median);
        table.row([
            clients.to_string(),
            rows.to_string(),
            speed(&own),
            speed(&other),
            format!("{:.2}", ratio.median),
            range(ratio),
            own_peak,
            other_peak,
        ]);
    }
    Ok(vec![table, workbooks(size)?])
}

/// The same clients as a workbook; there is no other way to compare it with than the crate that packs it.
fn workbooks(size: Size) -> Result<Table> {
    let caption = format!(
        "export: active clients as XLSX, by name; {}; memory: the most that a process had resident (VmHWM) that did it once, in KiB",
        clock::CPU
    );
    let mut table = Table::new(caption, &["clients", "rows", "rows a second", "bytes", "peak memory"]);
    for &clients in size.clients() {
        let volume = Volume::studio(size, clients)?;
        let peak = peak(size, WORKBOOK, &volume)?;
        let studio = volume.open()?;
        let ctx = operator(&studio)?;
        let mut sink = Sink::default();
        let rows = workbook(&studio, &ctx, &mut sink)?;
        let rounds = if clients > 200_000 { 1 } else { size.pick(3, 1) };
        let programs: [Program<'_>; 1] =
            [Box::new(|| workbook(&studio, &ctx, &mut Sink::default()).map(drop))];
        let [own] = interleave(rounds, usize::try_from(rows)?, programs)?;
        table.row([
            clients.to_string(),
            rows.to_string(),
            short(1e9 / own.spread().median),
            sink.bytes.to_string(),
            peak,
        ]);
    }
    Ok(table)
}

fn workbook(studio: &Studio, ctx: &OpCtx, out: &mut Sink) -> Result<u64> {
    let how = ExportAs { format: ExportFormat::Xlsx, headers: &|_| None, progress: &mut |_rows| {} };
    Ok(studio.write_clients(ctx, &ClientFilter::default(), how, out)?)
}

/// Exports once in a process of its own, whose memory nothing else has touched, and answers what it says of it.
fn peak(size: Size, side: &str, volume: &Volume) -> Result<String> {
    if size == Size::Smoke {
        return Ok("not measured".to_owned());
    }
    let program = std::env::current_exe().context("where is this program?")?;
    let child = Command::new(program).args([ONCE, side]).arg(volume.path()).output()?;
    ensure!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
    Ok(String::from_utf8(child.stdout)?.trim().to_owned())
}

/// What the process does that [`peak`] starts: exports the studio of that folder by that side.
///
/// # Errors
/// If it can't.
pub(crate) fn once(side: &str, folder: &Path) -> Result<String> {
    let mut sink = Sink::default();
    let rows = match side {
        PRODUCT => {
            let studio = volume::open(folder)?;
            product(&studio, &operator(&studio)?, &mut sink)?
        }
        WORKBOOK => {
            let studio = volume::open(folder)?;
            workbook(&studio, &operator(&studio)?, &mut sink)?
        }
        REFERENCE => {
            // The zone of every volume: the reference opens nothing of the product to learn it.
            let conn = reader(&Folder::at(folder).database())?;
            reference(&conn, StudioZone::parse("Europe/Madrid")?, &mut sink)?
        }
        other => bail!("no side `{other}`"),
    };
    ensure!(rows > 0 && sink.bytes > rows, "{rows} rows in {} bytes", sink.bytes);
    Ok(memory::peak().map_or_else(|| "unknown".to_owned(), |kib| kib.to_string()))
}

fn product(studio: &Studio, ctx: &OpCtx, out: &mut Sink) -> Result<u64> {
    Ok(studio.export_clients_csv(ctx, &ClientFilter::default(), &|_| None, out)?)
}

fn reference(conn: &Connection, zone: StudioZone, out: &mut Sink) -> Result<u64> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    csv.write_record(HEADER)?;
    control(conn, "BEGIN")?;
    let mut statement = conn.prepare_cached(SQL)?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        csv.write_field(row.get::<_, i64>(0)?.to_string())?;
        for column in 1..=5 {
            csv.write_field(text(row, column)?)?;
        }
        for column in 6..=8 {
            let at: Option<i64> = row.get(column)?;
            let shown =
                at.map(|at| zone.local(Timestamp::from_millis(at)).format("%Y-%m-%d %H:%M").to_string());
            csv.write_field(shown.unwrap_or_default())?;
        }
        csv.write_field(text(row, 9)?)?;
        csv.write_record(None::<&[u8]>)?;
        count += 1;
    }
    drop(rows);
    control(conn, "COMMIT")?;
    csv.flush()?;
    Ok(count)
}

/// Straight from SQLite's memory; nothing where there is nothing.
fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(""),
        other => other.as_str().context("no text"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_export_in_a_process_of_their_own() {
        let volume = Volume::studio(Size::Smoke, 300).expect("a volume");
        for side in [PRODUCT, REFERENCE, WORKBOOK] {
            let told = once(side, volume.path()).expect("an export");
            assert!(told == "unknown" || told.parse::<u64>().is_ok_and(|kib| kib > 1_000), "{told}");
        }
        assert_eq!(once("neither", volume.path()).expect_err("no side").to_string(), "no side `neither`");
    }
}
