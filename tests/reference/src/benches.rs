//! The benches. To add one: a module with `pub(crate) const BENCH`, and a line in [`ALL`].

mod audit;
mod decision;
mod read;
mod writes;

use anyhow::Result;

use crate::table::Table;

/// Every bench, in the order in which they run.
pub(crate) const ALL: &[Bench] = &[decision::BENCH, read::BENCH, writes::BENCH, audit::BENCH];

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
    /// Enough for figures.
    Full,
    /// Just enough to see that everything works.
    Smoke,
}

impl Size {
    /// One value for each size.
    pub(crate) fn pick<T>(self, full: T, smoke: T) -> T {
        match self {
            Self::Full => full,
            Self::Smoke => smoke,
        }
    }
}
