//! Which hits are wanted, in which order, and what is to be said of them.

use super::FacetOptions;
use super::copies::CopiesAs;
use super::nearby::Nearby;
use super::recency::Recency;
use crate::index::Order;

/// Which hits are wanted, and in which order.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The order.
    pub order: Order,
    /// Hits passed over.
    pub offset: usize,
    /// Hits at most.
    pub limit: usize,
    /// The least confidence of the quotes that count, from 0 to 1: a quote of less meets no clause.
    pub confidence: f32,
    /// Only what arrived after this state of the index, see [`OpenIndex::seen`](crate::index::OpenIndex::seen): new articles,
    /// and changed ones.
    pub after: Option<i64>,
    /// Only articles with a place in this circle, and their quotes.
    pub nearby: Option<Nearby>,
    /// What all hits are counted by, not only those that are wanted.
    pub facets: Vec<FacetOptions>,
    /// Whether articles are ranked by the words that the best of them have in common, too; quotes are not.
    pub feedback: bool,
    /// Whether the rank falls with age, and how fast.
    pub recency: Option<Recency>,
    /// Passages of each article at most, from 1.
    pub passages: usize,
    /// Whether the score of each hit is explained.
    pub explain_scores: bool,
    /// Whether the evidence is wanted in any case, not only where nothing was found.
    pub evidence: bool,
    /// What becomes of hits that are copies of another.
    pub copies: CopiesAs,
}

/// The first ten hits, best first.
impl Default for Options {
    fn default() -> Self {
        Self {
            order: Order::Rank,
            offset: 0,
            limit: 10,
            confidence: 0.0,
            after: None,
            nearby: None,
            facets: Vec::new(),
            feedback: false,
            recency: None,
            passages: 1,
            explain_scores: false,
            evidence: false,
            copies: CopiesAs::Hits,
        }
    }
}
