//! The studio's settings: which there are, what each holds, what it is at first.

mod kind;
mod lists;
mod registry;
mod values;

pub use kind::{Kind, Unit};
pub use registry::Setting;
pub use values::Values;
