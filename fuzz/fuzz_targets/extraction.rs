//! Whatever stands in a file: what is found in it lies in it.
#![no_main]

#[path = "../../tests/laws/extraction.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|text: &str| {
    laws::holds(text);
});
