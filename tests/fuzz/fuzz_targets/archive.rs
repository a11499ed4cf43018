//! The pre-pass and the readers of tar and zip archives, plain and compressed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let path = candor_fuzz::place("submission");
    candor_fuzz::put(&path, bytes);
    candor_fuzz::take_in(&path, None);
});
