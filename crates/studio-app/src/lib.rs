//! Tattoo Studio Manager: app.
