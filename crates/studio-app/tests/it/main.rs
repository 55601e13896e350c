//! Use cases, one module an area.
