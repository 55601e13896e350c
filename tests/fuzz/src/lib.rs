#![doc = include_str!("../README.md")]

mod legacy;
mod media;
mod mutate;

pub use legacy::legacy_import;
pub use media::media_check;
pub use mutate::Mutations;
