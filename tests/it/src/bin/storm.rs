//! `storm FILE THREADS SECONDS|forever`: writes into a studio's file from many threads, and prints `ack <thread> <number>` for each write after
//! it was answered. For tests that kill it, or write at the same time.
#![expect(clippy::disallowed_methods, reason = "it runs for a given time and says how long its writes took")]

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use studio_it::{Figures, bump};
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

/// A line, at once: whoever reads it may be about to kill this process.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let whole = format!("{line}\n");
    // Nobody listening any more is no reason to stop.
    drop(out.write_all(whole.as_bytes()).and_then(|()| out.flush()));
}

fn run(args: &[String]) -> Result<(), Failed> {
    let [file, threads, seconds] = args else {
        return Err("usage: storm FILE THREADS SECONDS|forever".into());
    };
    let threads: usize = threads.parse()?;
    let until = match seconds.as_str() {
        "forever" => None,
        seconds => Some(Instant::now() + Duration::from_secs(seconds.parse()?)),
    };
    let store = Store::open(Path::new(file))?;
    let mut all = Figures::default();
    std::thread::scope(|scope| {
        let store = &store;
        let running: Vec<_> =
            (0..threads).map(|thread| scope.spawn(move || write(store, thread, until))).collect();
        for thread in running {
            all.append(thread.join().map_err(|_panic| "a thread panicked")??);
        }
        Ok::<(), Failed>(())
    })?;
    say(&format!("done {all}"));
    Ok(())
}

fn write(store: &Store, thread: usize, until: Option<Instant>) -> Result<Figures, Failed> {
    let mut figures = Figures::default();
    while until.is_none_or(|until| Instant::now() < until) {
        let began = Instant::now();
        let number = bump(store)?;
        figures.add(began.elapsed());
        say(&format!("ack {thread} {number}"));
    }
    Ok(figures)
}
