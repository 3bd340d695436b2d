//! One file a family of commands: options in, exit code out.

mod ask;
pub(super) mod batch;
mod batch_file;
pub(super) mod check;
pub(super) mod extract;
pub(super) mod forget;
mod found;
pub(super) mod index;
mod kept;
mod like;
pub(super) mod query;
mod rows;
pub(super) mod run;
pub(super) mod saved;
pub(super) mod show;
pub(super) mod speakers;
pub(super) mod stats;
mod synonyms;
pub(super) mod timeline;
