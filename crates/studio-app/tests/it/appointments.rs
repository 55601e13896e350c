//! Appointments: booking and what stands in its way, changing, steps, who may, what is kept.

mod booking;
mod changing;
mod kit;
mod lists;
mod model;
mod steps;
mod zones;
