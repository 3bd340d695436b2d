//! Ctrl-C, and the signals by which the system asks a process to end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::INTERRUPTED;

/// Counts the interrupts of this process from the moment it is made.
pub(super) struct Interrupts(Arc<AtomicUsize>);

impl Interrupts {
    /// The first interrupt is counted, for a run to end in good order; the second ends the process.
    pub(super) fn new() -> Self {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        // Where the system gives no handler, an interrupt ends the process at once, which loses nothing that was kept.
        let _ = ctrlc::set_handler(move || {
            if counted.fetch_add(1, Ordering::Relaxed) > 0 {
                std::process::exit(i32::from(INTERRUPTED));
            }
        });
        Self(count)
    }

    /// Whether there was one.
    pub(super) fn any(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}
