#![doc = include_str!("../README.md")]

mod clients;
mod legacy;
mod media;
mod mutate;

pub use clients::client_import;
pub use legacy::legacy_import;
pub use media::media_check;
pub use mutate::Mutations;
