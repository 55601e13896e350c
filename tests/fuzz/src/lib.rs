#![doc = include_str!("../README.md")]

mod clients;
mod legacy;
mod mutate;

pub use clients::client_import;
pub use legacy::legacy_import;
pub use mutate::Mutations;
