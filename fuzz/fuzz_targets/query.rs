//! Whatever is read as a query is answered by a small index: what is shown and marked lies in its text.
#![no_main]

use std::sync::OnceLock;

use dateline::archive::{UpdateOptions, update};
use dateline::corpus::Root;
use dateline::index::{IndexFolder, OpenIndex};

#[path = "../../tests/laws/answers.rs"]
mod laws;

static OPEN: OnceLock<OpenIndex> = OnceLock::new();

libfuzzer_sys::fuzz_target!(|text: &str| {
    laws::is_answered(OPEN.get_or_init(open), text);
});

/// The articles of the golden files, indexed once a run.
fn open() -> OpenIndex {
    let folder = tempfile::tempdir().expect("a folder for the index");
    let index = IndexFolder::new(&folder.keep());
    let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/golden/articles");
    let options = UpdateOptions {
        threads: 1,
        memory: 64 << 20,
        now: i64::MAX / 2,
        ..UpdateOptions::default()
    };
    update(&index, &[Root::new(articles.as_ref())], &options, &()).expect("the articles are there");
    index.open().expect("the index has just been made")
}
