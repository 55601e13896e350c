//! The program of cargo-fuzz for [`studio_fuzz::client_import`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _read = studio_fuzz::client_import(bytes);
});
