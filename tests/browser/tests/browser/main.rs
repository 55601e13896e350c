//! What people do in the browser, told as stories.

mod elevating;
mod first_start;
mod keyboard;
mod long_list;
mod looks;
mod menu;
mod pages;
mod phone;
mod refreshing;
mod searching;
mod signing_in;
mod unsaved;
