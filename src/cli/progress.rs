//! A progress bar with rate and time left, on a terminal and nowhere else.

use std::fmt::Write;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use super::interrupts::Interrupts;
use super::screen::Screen;
use crate::archive::Progress;

/// The bar of a run of `index`.
pub(super) struct Bar {
    bar: ProgressBar,
    quiet: bool,
    interrupts: Interrupts,
}

impl Bar {
    pub(super) fn new(screen: &Screen) -> Self {
        let template =
            "{msg} {wide_bar} {human_pos} of {human_len} files, {rate} a second, {eta} left";
        let style = ProgressStyle::with_template(template)
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            .with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
                // A rate that cannot be written is a rate that nobody sees.
                let _ = write!(out, "{:.0}", state.per_sec());
            });
        Self {
            bar: ProgressBar::hidden()
                .with_style(style)
                .with_message("indexing"),
            quiet: screen.quiet,
            interrupts: Interrupts::new(),
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

    fn stops(&self) -> bool {
        self.interrupts.any()
    }
}
