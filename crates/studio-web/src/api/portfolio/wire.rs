//! Portfolios as they are asked for and answered.

mod bulk;
mod change;
mod items;
mod page;

pub(super) use bulk::{Bulk, Order, Outcome};
pub(super) use change::{ItemChange, NewItem, To};
pub(crate) use items::address;
pub(super) use items::{Filters, Item, ItemWithStack, Items, PictureQuery, Session, Sessions};
pub(super) use page::{After, Page, PageChange, Preview};
