//! Inside the list: what paging comes to when a search reaches its bounds, and how SQLite goes about each query.

mod full_text;
mod kit;
mod plans;
mod reach;
