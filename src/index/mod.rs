//! The index: what is kept of an article, and how its words are found again.
//!
//! In: articles. Out: Tantivy documents, and a searcher over them. Three kinds of documents: a *file*, the *articles* that
//! it holds, and their *quotes*; a file with all that came from it is written and removed as one. An index can always be
//! thrown away and built again from its corpus. Nothing above this module knows Tantivy.

pub mod analyzer;
mod arrival;
pub mod block;
mod borders;
mod check;
pub mod copies;
mod directory;
pub mod documents;
mod dump;
mod error;
#[cfg(unix)]
mod files;
mod folder;
mod gather;
mod key;
pub mod kind;
mod lock;
mod lookup;
pub mod manifest;
pub mod mentioned;
mod merges;
mod open;
mod payload;
mod pending;
pub mod places;
mod ranks;
pub mod record;
mod runs;
pub mod schema;
mod search;
mod spoken;
mod stats;
mod way;
mod writer;

pub use arrival::{Arrival, ArrivalColumns, News, Stamps};
pub use directory::Opener;
pub use dump::DumpEntry;
pub use error::IndexError;
pub use folder::{IndexFolder, LockedFolder};
pub use gather::Matches;
pub use key::Key;
pub use manifest::Texts;
pub use open::OpenIndex;
pub use payload::{Payload, RootState, Unfinished};
pub use ranks::InOrder;
pub use search::{Found, Order, Wanted, count, each_match, in_order, search};
pub use spoken::{Spoken, SpokenColumns};
pub use writer::{Writer, WriterOptions};

/// The version of schema and analyzer. An index of another version is refused with the command that rebuilds it.
pub const SCHEMA_VERSION: u32 = 11;
