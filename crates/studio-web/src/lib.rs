#![doc = include_str!("../README.md")]
#![expect(unused_qualifications, reason = "the macro that describes operations qualifies what is in scope")]

mod api;
mod assets;
mod blocking;
mod caller;
mod cookie;
mod describe;
mod download;
mod extract;
mod file_in;
mod first_start;
mod headers;
mod kept_file;
mod pages;
mod problem;
mod received;
mod routes;
mod served;
mod state;
mod strays;
mod table;

pub use problem::Problem;
pub use routes::{openapi, router, routes};
pub use state::{App, WebConfig};
pub use table::{Access, Route};
