//! Hits, articles and reports, as people and scripts read them.
//!
//! In: values of `article` and `query`, and any writer. Out: lines for people, with colour as ANSI sequences that the
//! writer may strip, or JSON. Nothing here asks whether it writes to a terminal, or how wide that is: [`Layout`] says it.
//! Words from files are cleaned of what steers a terminal before people see them; JSON carries them as they are.

pub mod annotate;
pub mod answered;
pub mod article;
pub mod asked;
pub mod batch;
mod chart;
mod cleaned;
pub mod copies;
pub mod error;
pub mod evidence;
pub mod facets;
pub mod forms;
pub mod hits;
pub mod quotes;
mod ranked;
pub mod report;
pub mod rows;
pub mod runs;
pub mod saved;
mod scores;
pub mod speakers;
pub mod stats;
mod text;
pub mod timeline;

pub use cleaned::Cleaned;
pub use text::{Layout, clean, clean_lines};
