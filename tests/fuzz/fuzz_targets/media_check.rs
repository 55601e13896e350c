//! The program of cargo-fuzz for [`studio_fuzz::media_check`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _kept = studio_fuzz::media_check(bytes);
});
