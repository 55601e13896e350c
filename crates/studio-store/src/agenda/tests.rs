//! The plans of the agenda's queries on a filled file.
