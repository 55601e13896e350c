//! The API under load, against a bare program that answers the same; and what a sign-in costs besides its hash.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use studio_app::{Folder, Secret};
use tempfile::TempDir;

use super::{Bench, Size};
use crate::bare::clients::PAGE;
use crate::bare::reader;
use crate::clock;
use crate::http::asker::{Ask, Asker, PASSWORD, sign_in, signing_in};
use crate::http::bare::PAGES;
use crate::http::load::{CONNECTIONS, Measured, ask_all};
use crate::http::served::{Served, Side};
use crate::interleave::{Series, nanos};
use crate::random::Random;
use crate::table::{Table, range, short};
use crate::volume::Volume;

pub(crate) const BENCH: Bench = Bench {
    name: "http",
    about: "one client, a page of the list, a new client, a sign-in over HTTP, against bare axum",
    run,
};

/// A copy of a volume that one side may write to.
#[derive(Debug)]
pub(super) struct Copy {
    folder: TempDir,
}

impl Copy {
    pub(super) fn of(volume: &Volume) -> Result<Self> {
        Self::of_folder(volume.path())
    }

    /// Of the studio of any folder.
    pub(super) fn of_folder(path: &Path) -> Result<Self> {
        let folder = tempfile::tempdir().context("no temporary folder")?;
        copy(path, folder.path())?;
        Ok(Self { folder })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    fn clients(&self) -> Result<i64> {
        let conn = reader(&Folder::at(self.path()).database())?;
        Ok(conn.query_row("SELECT count(*) FROM clients", [], |row| row.get(0))?)
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target: PathBuf = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

/// One side of the comparison.
struct Party {
    served: Served,
    token: String,
    clients: usize,
    /// Addresses of pages of the list.
    pages: Vec<String>,
    made: AtomicUsize,
    side: Side,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Client,
    Page,
    New,
}

/// Limits of the ratios of CPU time; of a page also the least of the rates and the most of the latencies.
const KINDS: [(Kind, &str, f64); 3] =
    [(Kind::Client, "one client", 2.0), (Kind::Page, "page of 50", 1.6), (Kind::New, "new client", 3.0)];

impl Party {
    fn start(size: Size, side: Side, folder: &Path, clients: usize) -> Result<Self> {
        let served = Served::start(size, side, folder)?;
        let (token, pages) = match side {
            Side::Product => {
                let token = sign_in(served.address())?;
                let pages = product_pages(&served, &token, clients)?;
                (token, pages)
            }
            Side::Bare => {
                (String::new(), (0..pages_of(clients)).map(|number| format!("/pages/{number}")).collect())
            }
        };
        Ok(Self { served, token, clients, pages, made: AtomicUsize::new(0), side })
    }

    fn api(&self) -> &'static str {
        match self.side {
            Side::Product => "/api/v1",
            Side::Bare => "",
        }
    }

    fn ask(&self, kind: Kind, random: &mut Random) -> Ask {
        match kind {
            Kind::Client => Ask::get(format!("{}/clients/{}", self.api(), random.below(self.clients) + 1)),
            Kind::Page => {
                let page = self.pages.get(random.below(self.pages.len())).cloned();
                Ask::get(page.unwrap_or_default())
            }
            Kind::New => {
                let number = self.made.fetch_add(1, Ordering::Relaxed);
                // A country in which no invented client has a telephone: it is nobody's number yet.
                let phone = format!("+44 7400 {number:06}");
                Ask::post(
                    format!("{}/clients", self.api()),
                    &json!({ "name": format!("Nueva Clienta {number}"), "phone": phone }),
                )
            }
        }
    }

    fn drive(&mut self, kind: Kind, slice: Duration, round: usize, into: &mut Measured) -> Result<()> {
        let before = self.served.cpu()?;
        let next = |connection: usize, count: usize| {
            let seed = ((round * CONNECTIONS + connection) << 32) + count;
            self.ask(kind, &mut Random::new(seed as u64))
        };
        let (latencies, took) = ask_all(self.served.address(), &self.token, slice, &next)?;
        into.add(latencies, took, self.served.cpu()?.saturating_sub(before));
        Ok(())
    }
}

/// Pages that both sides can be asked for; the last one of a small studio is left out.
fn pages_of(clients: usize) -> usize {
    (clients * 3 / 4 / PAGE).clamp(1, PAGES)
}

fn product_pages(served: &Served, token: &str, clients: usize) -> Result<Vec<String>> {
    let mut asker = Asker::new(served.address(), token)?;
    let mut pages = vec!["/api/v1/clients".to_owned()];
    while pages.len() < pages_of(clients) {
        let page = asker.json(&Ask::get(pages.last().cloned().unwrap_or_default()))?;
        let cursor = page.get("next_cursor").and_then(Value::as_str).context("too few clients")?;
        pages.push(format!("/api/v1/clients?cursor={cursor}"));
    }
    Ok(pages)
}

/// Both sides answer the same, for cards and for every page.
fn alike(own: &Party, other: &Party) -> Result<()> {
    let mut sides = [Asker::new(own.served.address(), &own.token)?, Asker::new(other.served.address(), "")?];
    let mut both = |asks: [Ask; 2]| -> Result<[Value; 2]> {
        let [one, two] = &mut sides;
        let [ask, other] = asks;
        Ok([one.json(&ask)?, two.json(&other)?])
    };
    for seed in 0..100 {
        let asks = [own, other].map(|party| party.ask(Kind::Client, &mut Random::new(seed)));
        let [card, same] = both(asks)?;
        ensure!(card == same, "the bare program has another card:\n{card}\n{same}");
    }
    for (page, same) in own.pages.iter().zip(&other.pages) {
        let [page, same] = both([Ask::get(page.as_str()), Ask::get(same.as_str())])?;
        ensure!(page.get("items") == same.get("items"), "the bare program has another page:\n{page}\n{same}");
    }
    Ok(())
}

fn run(size: Size) -> Result<Vec<Table>> {
    let clients = size.pick(100_000, 400);
    let volume = Volume::studio(size, clients)?;
    let copies = [Copy::of(&volume)?, Copy::of(&volume)?];
    let [own, other] = &copies;
    let mut own_party = Party::start(size, Side::Product, own.path(), clients)?;
    let mut other_party = Party::start(size, Side::Bare, other.path(), clients)?;
    alike(&own_party, &other_party)?;
    let before = own.clients()?;

    let (rounds, slice) = size.pick((5, Duration::from_millis(1_500)), (1, Duration::from_millis(30)));
    let caption = format!(
        "http: {CONNECTIONS} connections for {rounds} slices of {:.1} s in turn, {clients} clients; latencies in µs; CPU of the whole server in µs; \
         limits: CPU 2.0, 1.6, 3.0; answers/s of the page at least 0.5, its p99 at most 3",
        slice.as_secs_f64()
    );
    let header = [
        "",
        "answers/s",
        "p50",
        "p99",
        "CPU µs",
        "CPU ratio",
        "min–max",
        "limit",
        "answers/s ratio",
        "p99 ratio",
    ];
    let mut table = Table::new(caption, &header);
    let mut made = [0; 2];
    for (kind, name, limit) in KINDS {
        let (mut ours, mut theirs) = (Measured::default(), Measured::default());
        // The first round fills caches.
        for round in 0..=rounds {
            if round == 1 {
                let warm = [std::mem::take(&mut ours), std::mem::take(&mut theirs)];
                if matches!(kind, Kind::New) {
                    made = warm.map(|measured| measured.answers);
                }
            }
            own_party.drive(kind, slice, round, &mut ours)?;
            other_party.drive(kind, slice, round, &mut theirs)?;
        }
        if matches!(kind, Kind::New) {
            let [own, other] = made;
            made = [own + ours.answers, other + theirs.answers];
        }
        add(&mut table, name, limit, &ours, &theirs);
    }
    for (copy, made) in copies.iter().zip(made) {
        let kept = copy.clients()? - before;
        ensure!(kept == i64::try_from(made)?, "{made} new clients were acknowledged, the file holds {kept}");
    }
    let memory = memory(&mut own_party, &mut other_party)?;
    drop(other_party);
    Ok(vec![table, memory, signing(size, &mut own_party)?])
}

fn add(table: &mut Table, name: &str, limit: f64, ours: &Measured, theirs: &Measured) {
    let figures = |measured: &Measured| {
        [(&measured.per_second, 1.0), (&measured.half, 1e3), (&measured.most, 1e3), (&measured.cpu, 1e3)]
            .map(|(series, scale)| short(series.spread().median / scale))
    };
    let (cpu, rate, most) =
        (ours.cpu.over(&theirs.cpu), ours.per_second.over(&theirs.per_second), ours.most.over(&theirs.most));
    let mut row = vec![format!("{name}, server")];
    row.extend(figures(ours));
    row.extend([
        short(cpu.median),
        range(cpu),
        format!("{limit:.1}"),
        short(rate.median),
        short(most.median),
    ]);
    table.row(row);
    let mut row = vec![format!("{name}, bare")];
    row.extend(figures(theirs));
    table.row(row);
}

fn memory(own: &mut Party, other: &mut Party) -> Result<Table> {
    let mut table = Table::new("http: anonymous memory after all that (RssAnon), KiB", &["", "KiB"]);
    for (name, party) in [("server", own), ("bare", other)] {
        table.row([
            name.to_owned(),
            party.served.memory()?.map_or_else(|| "unknown".to_owned(), |kib| kib.to_string()),
        ]);
    }
    Ok(table)
}

/// Signing in, one after the other, against making one such hash: checking one takes as long.
fn signing(size: Size, own: &mut Party) -> Result<Table> {
    let (rounds, times) = size.pick((7, 5), (1, 1));
    let mut asker = Asker::new(own.served.address(), "")?;
    let (mut signed, mut hashed) = (Series::default(), Series::default());
    let password = Secret::from(PASSWORD);
    for round in 0..=rounds {
        let before = own.served.cpu()?;
        for _ in 0..times {
            asker.json(&signing_in())?;
        }
        let sign_in = own.served.cpu()?.saturating_sub(before);
        let before = clock::thread_cpu();
        for _ in 0..times {
            studio_auth::hash_password(&password)?;
        }
        let hash = clock::thread_cpu().saturating_sub(before);
        if round > 0 {
            signed.0.push(nanos(sign_in) / f64::from(times));
            hashed.0.push(nanos(hash) / f64::from(times));
        }
    }
    let caption = format!("sign-in: {times} a round, CPU of the whole server for one, milliseconds");
    let mut table = Table::comparison(caption, "ms");
    table.compare("sign-in / one Argon2id hash", 1e6, &signed, &hashed, None);
    Ok(table)
}
