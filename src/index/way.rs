//! The way of documents from those who make them to those who write them: so many bytes, and no more.
//!
//! Tantivy lets ten thousand batches wait for its threads, which is nearly all of an archive of that many files; they come from
//! memory then, freshly asked of the system, where a short way keeps them in the processor's cache.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Bytes of files that may be on the way: a hundred articles.
const MOST: u64 = 256 << 10;
/// Whoever waits goes on when so much is left, and not for each file that was written: threads are woken seldom.
const AGAIN: u64 = MOST / 2;
/// Nobody waits longer, so that nothing hangs where a thread of the writer has died.
const PATIENCE: Duration = Duration::from_millis(500);

/// The way from those who make documents to those who write them.
#[derive(Debug, Default)]
pub(super) struct Way {
    taken: Mutex<u64>,
    freed: Condvar,
}

/// A part of the way, taken by a file until it has been written, or given up.
#[derive(Debug)]
pub(super) struct Place {
    way: Arc<Way>,
    bytes: u64,
}

impl Way {
    /// Waits until a file of so many bytes may go, however large it is.
    pub(super) fn enter(self: &Arc<Self>, bytes: u64) -> Place {
        let mut taken = self.taken();
        if *taken >= MOST {
            let full = |taken: &mut u64| *taken > AGAIN;
            let waited = self.freed.wait_timeout_while(taken, PATIENCE, full);
            taken = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        *taken += bytes;
        drop(taken);
        Place {
            way: Arc::clone(self),
            bytes,
        }
    }

    fn taken(&self) -> MutexGuard<'_, u64> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.way.taken();
        let before = *taken;
        *taken -= self.bytes;
        if before > AGAIN && *taken <= AGAIN {
            self.way.freed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use super::*;

    #[test]
    fn a_file_waits_until_half_of_what_was_before_it_is_written() {
        let way = Arc::new(Way::default());
        let halves = [way.enter(MOST / 2), way.enter(MOST / 2)];
        let (entered, next) = channel();
        let late = thread::spawn(move || {
            let place = way.enter(1);
            entered.send(()).unwrap();
            place
        });
        assert!(next.recv_timeout(PATIENCE / 5).is_err());
        let [first, second] = halves;
        drop(first);
        next.recv().unwrap();
        drop(second);
        let last = late.join().unwrap();
        assert_eq!(*last.way.taken(), 1);
    }

    #[test]
    fn nobody_waits_for_ever() {
        let way = Arc::new(Way::default());
        let _huge = way.enter(u64::from(u32::MAX));
        drop(way.enter(1));
    }
}
