//! The next generation of an index, begun when there is something to write and not before.

use std::sync::{Mutex, OnceLock, PoisonError};

use crate::index::{IndexError, LockedFolder, OpenIndex, Payload, Writer, WriterOptions};

/// What the next generation begins with.
pub(super) enum Beginning {
    /// Nothing.
    Empty,
    /// All that the generation in use has.
    Current,
    /// What a run left that did not come to its end.
    Unfinished(Box<OpenIndex>),
}

/// The next generation of an index.
pub(super) struct Staged<'a> {
    locked: &'a LockedFolder,
    options: WriterOptions,
    beginning: Mutex<Option<Beginning>>,
    writer: OnceLock<Writer>,
}

impl<'a> Staged<'a> {
    pub(super) fn new(
        locked: &'a LockedFolder,
        options: WriterOptions,
        beginning: Beginning,
    ) -> Self {
        Self {
            locked,
            options,
            beginning: Mutex::new(Some(beginning)),
            writer: OnceLock::new(),
        }
    }

    /// The writer, made by the first that asks for it.
    pub(super) fn writer(&self) -> Result<&Writer, IndexError> {
        if let Some(writer) = self.writer.get() {
            return Ok(writer);
        }
        let mut beginning = self
            .beginning
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(writer) = self.writer.get() {
            return Ok(writer);
        }
        let open = match beginning.take() {
            Some(Beginning::Unfinished(open)) => *open,
            Some(Beginning::Current) => self.locked.begin_from_current()?,
            // After a failure nothing is left to begin with; the run ends with that failure.
            Some(Beginning::Empty) | None => self.locked.begin_empty()?,
        };
        let writer = Writer::new(open, self.options)?;
        Ok(self.writer.get_or_init(|| writer))
    }

    /// Whether something was to be written.
    pub(super) fn is_begun(&self) -> bool {
        self.writer.get().is_some()
    }

    /// Makes what was written the index that readers see, instead of `before`; `None` where nothing was.
    pub(super) fn publish(
        self,
        payload: &Payload,
        before: Option<&OpenIndex>,
    ) -> Result<Option<OpenIndex>, IndexError> {
        let Some(writer) = self.writer.into_inner() else {
            return Ok(None);
        };
        writer.commit(payload)?;
        let open = writer.finish(before)?;
        self.locked.publish(&open)?;
        Ok(Some(open))
    }

    /// As [`Staged::publish`]; what readers saw is not removed but moved to a folder, whose name comes back.
    pub(super) fn publish_aside(self, payload: &Payload) -> Result<Option<String>, IndexError> {
        let Some(writer) = self.writer.into_inner() else {
            return Ok(None);
        };
        writer.commit(payload)?;
        let open = writer.finish(None)?;
        self.locked.publish_aside(&open).map(Some)
    }
}
