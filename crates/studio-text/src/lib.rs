//! The façade: what the rest of the workspace may use of this crate.
#![doc = include_str!("../README.md")]

mod args;
mod catalogue;
mod key;
mod lang;

pub use crate::args::Args;
pub use crate::catalogue::{has, keys, text};
pub use crate::key::key;
pub use crate::lang::Lang;
