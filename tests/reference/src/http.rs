//! Servers that are asked over loopback: the product's surface, a bare program that answers the same, and those who ask them.

pub(crate) mod asker;
pub(crate) mod bare;
pub(crate) mod load;
pub(crate) mod served;
