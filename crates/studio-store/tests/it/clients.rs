//! Clients: what lists find and in which order, whose they are, what is kept about them.

mod dates;
mod duplicates;
mod full_text;
mod health;
mod notes;
mod owners;
mod paging;
mod people;
mod records;
mod repair;
mod search;
