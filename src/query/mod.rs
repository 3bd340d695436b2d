//! From words typed by a person to ranked hits.
//!
//! In: a query and an open index. Out: hits with the best passage and what matched in it; where there are none, what was
//! searched and which part of the query found nothing. A hit is an article ([`answer`]), a quote ([`quotes`]) or
//! somebody who speaks ([`speakers`]).

mod answers;
mod anywhere;
mod arrived;
mod articles;
mod asked;
mod bag;
mod confidence;
mod copies;
mod error;
mod evidence;
mod excluded;
mod expand;
mod explain;
mod facets;
mod feedback;
mod field;
mod forms;
mod identity;
mod join;
mod lexer;
mod like;
mod marks;
mod mentioned;
mod model;
mod nearby;
mod options;
mod parser;
mod passage;
mod plain;
mod plan;
mod positions;
mod print;
mod published;
mod quotes;
mod ranking;
mod recency;
mod sought;
mod speakers;
mod suggest;
mod surface;
mod synonyms;
mod targets;
mod terms;
mod timeline;
mod tree;
mod values;
mod when;
mod word;

pub use crate::index::News;
pub use answers::Answer;
pub use arrived::Arrived;
pub use articles::{Hit, Hits, answer, answer_one_by_one};
pub use copies::{CopiesAs, Reference, Revised, Ties, ties};
pub use error::{Fault, Hint, QueryError};
pub use evidence::{Evidence, PartCount};
pub use explain::{Explanation, FieldCount, ScorePart, Why};
pub use facets::{Facet, FacetName, FacetOptions, FacetValue, Others};
pub use field::FieldName;
pub use forms::{FORMS, FormHelp, PRECEDENCE};
pub use like::like;
pub use nearby::{Nearby, NearbyError};
pub use options::Options;
pub use parser::{Parsed, parse, parse_days};
pub use passage::Passage;
pub use plain::any_word;
pub use quotes::{QuoteAnswer, QuoteHit, QuoteHits, QuotedIn, quotes, quotes_one_by_one};
pub use ranking::{Ranked, RankedHits, ranking};
pub use recency::Recency;
pub use speakers::{SpeakerAnswer, SpeakerHit, SpeakerOptions, SpeakerOrder, SpokenRole, speakers};
pub use suggest::Suggestion;
pub use synonyms::{Added, SynonymError, Synonyms, Widened};
pub use terms::Cut;
pub use timeline::{Bar, Step, Timeline, TimelineOptions, timeline};
pub use tree::{
    AtLeast, Clause, Days, Form, Leaf, Mentions, Near, Place, Published, Range, Relation, Said,
};
pub use when::DateMatch;
