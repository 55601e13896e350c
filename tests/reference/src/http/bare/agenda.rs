//! The agenda of the bare program: the statements of a view, and the page that the product made of them once.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use axum::body::Bytes;
use rusqlite::Connection;
use studio_domain::{StudioZone, TimeSpan};

use crate::bare::agenda::{View, read};

/// Where a page lies in the folder of the bare program.
pub(crate) fn file(folder: &Path, view: View) -> PathBuf {
    folder.join(format!("agenda-{}.html", view.name()))
}

/// The views that it answers.
#[derive(Debug)]
pub(super) struct Agenda {
    views: Vec<(View, TimeSpan, Bytes)>,
}

impl Agenda {
    /// Those whose pages were left in the folder.
    pub(super) fn of(folder: &Path, zone: StudioZone) -> Result<Self> {
        let mut views = Vec::new();
        for view in View::ALL {
            let file = file(folder, view);
            if file.exists() {
                views.push((view, view.range(zone)?, fs::read(file)?.into()));
            }
        }
        Ok(Self { views })
    }

    /// Reads what a view is drawn from, and answers its page.
    pub(super) fn page(&self, conn: &Connection, name: &str) -> Result<Bytes> {
        let found = self.views.iter().find(|(view, ..)| view.name() == name);
        let (_, range, page) = found.with_context(|| format!("no view `{name}`"))?;
        std::hint::black_box(read(conn, *range)?);
        Ok(page.clone())
    }
}
