//! Whatever is typed is read as a query, or refused with the places of its faults.
#![no_main]

#[path = "../../tests/laws/queries.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|text: &str| {
    laws::is_read_or_refused(text);
    laws::plain_words_are_words(text);
});
