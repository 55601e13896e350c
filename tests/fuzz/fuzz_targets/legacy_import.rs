//! The program of cargo-fuzz for [`studio_fuzz::legacy_import`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(studio_fuzz::legacy_import(bytes)));
