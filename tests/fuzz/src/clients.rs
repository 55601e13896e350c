//! The import of clients from a CSV file, given any file.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a target says by panicking that what it was given has broken something"
)]

use std::ops::ControlFlow;
use std::sync::{Mutex, OnceLock, PoisonError};

use studio_app::{ClientFilter, Error, ImportPlan, RowFate};

use crate::legacy::Bench;

/// Looks at a file of clients, which changes nothing, and imports it where every row is right. Answers whether it could be read.
///
/// # Panics
/// If the answer is neither a report that accounts for every row nor an error about the file, or if the import does other than the
/// preview said.
pub fn client_import(bytes: &[u8]) -> bool {
    static BENCH: OnceLock<Mutex<Bench>> = OnceLock::new();
    let bench = BENCH.get_or_init(|| Mutex::new(Bench::new())).lock().unwrap_or_else(PoisonError::into_inner);
    let (studio, ctx) = (bench.studio(), bench.operator());
    let count = || {
        let all = ClientFilter { status: "all".to_owned(), ..ClientFilter::default() };
        studio.export_clients::<Error>(&ctx, &all, |_row| Ok(())).expect("the clients are counted")
    };
    let before = count();
    let mut go_on = |_step| ControlFlow::Continue(());
    let looked = match studio.preview_client_import(&ctx, bytes, &ImportPlan::default(), &mut go_on) {
        Ok(looked) => looked,
        Err(Error::Sheet(_)) => return false,
        Err(other) => panic!("an error that says nothing of the file: {other}"),
    };
    let fates = |fate| looked.rows.iter().filter(|row| row.fate == fate).count() as u64;
    assert_eq!(looked.added, fates(RowFate::Added), "rows that would be added");
    assert_eq!(looked.skipped, fates(RowFate::Skipped), "rows that would be left out");
    assert_eq!(looked.wrong, fates(RowFate::Wrong), "rows that are wrong");
    assert!(looked.rows.is_sorted_by(|one, next| one.line < next.line), "rows are in their order");
    let done = studio.import_clients(&ctx, bytes.to_vec(), ImportPlan::default(), go_on);
    let done = done.expect("what can be looked at can be tried");
    assert_eq!(done.done, looked.is_clean(), "an import is done if nothing is wrong");
    let added = if done.done { looked.added } else { 0 };
    assert_eq!(count(), before.saturating_add(added), "all rows or none");
    true
}
