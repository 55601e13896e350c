//! Pages of a list.

use diesel::QueryResult;

use crate::error::Result;

/// Rows a page.
pub(crate) const PAGE: usize = 50;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, at most 50.
    pub items: Vec<T>,
    /// Whether more follow.
    pub more: bool,
}

/// Cuts what was read with one row too many.
pub(crate) fn take_page<T>(mut items: Vec<T>) -> Page<T> {
    let more = items.len() > PAGE;
    items.truncate(PAGE);
    Page { items, more }
}

/// Reads rows one by one, keeps those that fit, and stops as soon as the page is full.
pub(crate) fn take_page_of<Row, T: From<Row>>(
    rows: impl Iterator<Item = QueryResult<Row>>,
    fits: impl Fn(&Row) -> bool,
) -> Result<Page<T>> {
    let mut items = Vec::new();
    for row in rows {
        let row = row?;
        if fits(&row) {
            items.push(row.into());
        }
        if items.len() > PAGE {
            break;
        }
    }
    Ok(take_page(items))
}
