#![doc = include_str!("../README.md")]
#![expect(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "helpers of tests fail the test")]

mod axe;
mod browser;
mod driver;
mod house;
mod keys;
mod story;
mod target;

pub use browser::Browser;
pub use driver::How;
pub use house::{Asked, House};
pub use keys::Key;
pub use story::{Another, before_set_up, in_demo, story};
pub use target::screens;
