//! Exporting all clients as CSV, against the same columns from one statement through the `csv` crate.

use std::io::{self, Write};

use anyhow::{Context as _, Result, ensure};
use csv::{Terminator, WriterBuilder};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use studio_app::{ClientFilter, OpCtx, Studio};
use studio_domain::{StudioZone, Timestamp};

use super::{Bench, Size};
use crate::bare::{control, reader};
use crate::interleave::{Program, Series, interleave};
use crate::table::{Table, range, short};
use crate::volume::{Volume, operator};
use crate::{clock, memory};

pub(crate) const BENCH: Bench = Bench {
    name: "export",
    about: "the CSV of all active clients, against one statement and the csv crate",
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
        "export: active clients as CSV, by name; {}; memory: growth of the most that the process had resident (VmHWM), in KiB",
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
        // Both open their files anew for the memory, so that neither has filled its cache yet.
        let fresh = || anyhow::Ok((volume.open()?, reader(&volume.file())?));
        let (studio, conn) = fresh()?;
        let ctx = operator(&studio)?;
        let zone = studio.house(&ctx)?.zone();
        let (mut one, mut other) = (Sink::hashing(), Sink::hashing());
        let (rows, own_peak) = memory::growth(|| product(&studio, &ctx, &mut one))?;
        let (same, other_peak) = memory::growth(|| reference(&conn, zone, &mut other))?;
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
        let kib = |peak: Option<u64>| peak.map_or_else(|| "unknown".to_owned(), |kib| kib.to_string());
        table.row([
            clients.to_string(),
            rows.to_string(),
            speed(&own),
            speed(&other),
            format!("{:.2}", ratio.median),
            range(ratio),
            kib(own_peak),
            kib(other_peak),
        ]);
    }
    Ok(vec![table])
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
