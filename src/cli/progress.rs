//! A progress bar with rate and time left, on a terminal and nowhere else.

use indicatif::{ProgressBar, ProgressStyle};

use super::screen::Screen;
use crate::archive::Progress;

/// The bar of a run of `index`.
pub(super) struct Bar {
    bar: ProgressBar,
    quiet: bool,
}

impl Bar {
    pub(super) fn new(screen: &Screen) -> Self {
        let style = ProgressStyle::with_template(
            "{msg} {wide_bar} {pos}/{len} files, {per_sec}, {eta} left",
        )
        .unwrap_or_else(|_| ProgressStyle::default_bar());
        Self {
            bar: ProgressBar::hidden()
                .with_style(style)
                .with_message("indexing"),
            quiet: screen.quiet,
        }
    }
}

impl Progress for Bar {
    fn begins(&self, files: u64, _bytes: u64) {
        self.bar.set_length(files);
        if self.quiet {
            return;
        }
        // Draws nothing where stderr is no terminal.
        self.bar
            .set_draw_target(indicatif::ProgressDrawTarget::stderr());
    }

    fn file_done(&self, _bytes: u64) {
        self.bar.inc(1);
    }

    fn commits(&self) {
        self.bar.finish_and_clear();
    }
}
