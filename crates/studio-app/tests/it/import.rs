//! Moving in: the data of the desktop application, in every state in which a studio may bring it.

mod again;
mod anything;
mod clients;
mod kit;
mod photos;
mod pieces;
mod sample;
mod sessions;
mod settings;
mod sources;
mod sqlite_file;
mod staff;
