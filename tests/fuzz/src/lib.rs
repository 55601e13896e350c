#![doc = include_str!("../README.md")]

mod legacy;
mod mutate;

pub use legacy::legacy_import;
pub use mutate::Mutations;
