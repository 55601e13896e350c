//! Measures the product against bare programs that do the same work, in the same run. See the README.
#![expect(
    clippy::float_arithmetic,
    reason = "measured times are divided by each other; no amount of money is near"
)]

mod arguments;
mod bare;
mod benches;
mod clock;
mod http;
mod interleave;
mod machine;
mod memory;
mod photo;
mod random;
mod studio;
mod table;
#[cfg(test)]
mod tests;
mod volume;

use std::fs;
use std::io::{Write as _, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::arguments::{Arguments, USAGE};
use crate::benches::export;
use crate::benches::media::{bombs, picture, uploads};
use crate::http::served;
use crate::table::Table;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, side, folder] = words.as_slice()
        && flag == served::SERVE
    {
        return ended(served::run(side, Path::new(folder)));
    }
    if let [flag, what, folder] = words.as_slice() {
        let folder = Path::new(folder);
        let told = match flag.as_str() {
            export::ONCE => Some(export::once(what, folder)),
            picture::ONCE => Some(picture::once(what, folder)),
            bombs::TWENTY => Some(bombs::twenty(folder)),
            uploads::HANG => Some(uploads::once(what, folder)),
            _ => None,
        };
        if let Some(told) = told {
            return ended(told.and_then(|told| Ok(writeln!(stdout(), "{told}")?)));
        }
    }
    let arguments = match Arguments::parse(words) {
        Ok(arguments) => arguments,
        Err(error) => {
            drop(write!(stderr(), "error: {error}\n\n{USAGE}"));
            return ExitCode::from(2);
        }
    };
    ended(run(&arguments))
}

fn ended(done: Result<()>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            drop(writeln!(stderr(), "error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let mut tables = vec![machine::facts()?];
    write!(stdout(), "{}", tables.iter().map(Table::plain).collect::<String>())?;
    for bench in &arguments.benches {
        writeln!(stdout(), "measuring {}: {}\n", bench.name, bench.about)?;
        for table in (bench.run)(arguments.size).with_context(|| format!("`{}`", bench.name))? {
            write!(stdout(), "{}", table.plain())?;
            tables.push(table);
        }
    }
    if let Some(file) = &arguments.markdown {
        let text: String = tables.iter().map(Table::markdown).collect();
        fs::write(file, text).with_context(|| format!("`{}` can't be written", file.display()))?;
    }
    Ok(())
}
