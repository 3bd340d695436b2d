//! A progress bar with rate and time left, on a terminal and nowhere else.

use indicatif::{ProgressBar, ProgressStyle};

use crate::archive::Progress;

/// The bar of a run of `index`.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        let style = ProgressStyle::with_template(
            "{msg} {wide_bar} {pos}/{len} files, {per_sec}, {eta} left",
        )
        .unwrap_or_else(|_| ProgressStyle::default_bar());
        Self(
            ProgressBar::hidden()
                .with_style(style)
                .with_message("indexing"),
        )
    }
}

impl Progress for Bar {
    fn begins(&self, files: u64, _bytes: u64) {
        self.0.set_length(files);
        // Draws nothing where stderr is no terminal.
        self.0
            .set_draw_target(indicatif::ProgressDrawTarget::stderr());
    }

    fn file_done(&self, _bytes: u64) {
        self.0.inc(1);
    }

    fn commits(&self) {
        self.0.finish_and_clear();
    }
}
