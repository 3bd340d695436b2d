//! One file a family of commands: options in, exit code out.

mod ask;
pub(super) mod batch;
mod batch_file;
pub(super) mod check;
pub(super) mod extract;
pub(super) mod forget;
pub(super) mod index;
mod like;
pub(super) mod query;
mod rows;
pub(super) mod saved;
pub(super) mod show;
pub(super) mod speakers;
pub(super) mod stats;
mod synonyms;
pub(super) mod timeline;
