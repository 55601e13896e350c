//! Tattoo Studio Manager: testkit.
