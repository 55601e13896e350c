//! The benches. To add one: a module with `pub(crate) const BENCH`, and a line in [`ALL`].

mod agenda;
mod audit;
mod booking;
mod client_file;
mod decision;
pub(crate) mod export;
mod http;
mod import;
mod list;
pub(crate) mod media;
mod read;
mod search;
mod start;
mod writes;

use anyhow::Result;

use crate::table::Table;

/// Every bench, in the order in which they run.
pub(crate) const ALL: &[Bench] = &[
    decision::BENCH,
    read::BENCH,
    writes::BENCH,
    audit::BENCH,
    list::BENCH,
    search::BENCH,
    import::BENCH,
    client_file::BENCH,
    export::BENCH,
    http::BENCH,
    booking::BENCH,
    media::BENCH,
    agenda::BENCH,
    start::BENCH,
];

/// Something that is measured against a reference.
#[derive(Debug)]
pub(crate) struct Bench {
    /// Its name on the command line.
    pub(crate) name: &'static str,
    /// What is measured, against what.
    pub(crate) about: &'static str,
    /// Measures it. Errors mean that product and reference did not do the same work, or failed.
    pub(crate) run: fn(Size) -> Result<Vec<Table>>,
}

/// How much to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// Everything, also what takes many minutes.
    Full,
    /// Enough for figures.
    Usual,
    /// Just enough to see that everything works.
    Smoke,
}

impl Size {
    /// One value for figures, one for a look.
    pub(crate) fn pick<T>(self, figures: T, smoke: T) -> T {
        match self {
            Self::Full | Self::Usual => figures,
            Self::Smoke => smoke,
        }
    }

    /// Numbers of clients of the studios that are measured.
    pub(crate) const fn clients(self) -> &'static [usize] {
        match self {
            Self::Full => &[10_000, 100_000, 1_000_000],
            Self::Usual => &[10_000, 100_000],
            Self::Smoke => &[400],
        }
    }
}
