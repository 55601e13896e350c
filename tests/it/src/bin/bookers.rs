//! `bookers FILE FIRST THREADS SLOTS`: so many clients, from the first one on, each try to book every one of the hours, and `won <client> <slot>`
//! is printed for each that one got. For a test that does the same at the same time.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use studio_domain::ClientId;
use studio_it::try_book;
use studio_store::Store;

type Failed = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("error {error}"));
            ExitCode::FAILURE
        }
    }
}

fn say(line: &str) {
    // Nobody listening any more is no reason to stop.
    drop(writeln!(std::io::stdout().lock(), "{line}"));
}

fn run(args: &[String]) -> Result<(), Failed> {
    let [file, first, threads, slots] = args else {
        return Err("usage: bookers FILE FIRST THREADS SLOTS".into());
    };
    let (first, threads, slots): (i64, i64, u32) = (first.parse()?, threads.parse()?, slots.parse()?);
    let store = Store::open(Path::new(file))?;
    say("ready");
    std::thread::scope(|scope| {
        let store = &store;
        let running: Vec<_> = (0..threads)
            .map(|nth| scope.spawn(move || book_all(store, first.saturating_add(nth), slots)))
            .collect();
        for thread in running {
            thread.join().map_err(|_panic| "a thread panicked")??;
        }
        Ok(())
    })
}

fn book_all(store: &Store, client: i64, slots: u32) -> Result<(), Failed> {
    for slot in 0..slots {
        if try_book(store, ClientId::new(client), slot, client % 2 == 0)? {
            say(&format!("won {client} {slot}"));
        }
    }
    Ok(())
}
