//! Clients: what lists find and in which order, whose they are, what is kept about them.

mod appointments;
mod corrections;
mod dates;
mod duplicates;
mod full_text;
mod health;
mod merging;
mod notes;
mod owners;
mod paging;
mod people;
mod records;
mod removing;
mod repair;
mod search;
