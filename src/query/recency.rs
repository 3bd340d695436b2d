//! Articles that weigh less the older they are: `--recency`.
//!
//! In: a query. Out: the same hits, each score halved as often as its article's age has half-lives. A date known in part
//! counts as late as it may be; an article without a date is older than all.

use jiff::civil;
use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, Term};

use crate::date::day_number;
use crate::index::block::article_of;

/// How scores fall with age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recency {
    /// Days after which an article weighs half; more than 0.
    pub half_life: f32,
    /// From when age is counted: days since 1970-01-01. What is later is of no age.
    pub today: i64,
}

impl Recency {
    /// Half the weight after so many days, counted from `today`.
    #[must_use]
    pub fn new(half_life: f32, today: civil::Date) -> Self {
        let today = day_number(today);
        Self { half_life, today }
    }

    fn factor(self, day: Option<i64>) -> Score {
        // What is older still is ordered by its own score, where halving on would end in 0; what has no date stands behind.
        const MOST_HALVINGS: f32 = 90.0;
        const UNDATED: f32 = 120.0;
        let age = |day| self.today.saturating_sub(day).max(0) as f32;
        let halvings = day.map(|day| (age(day) / self.half_life).min(MOST_HALVINGS));
        (-halvings.unwrap_or(UNDATED)).exp2()
    }
}

/// The documents of `inner`, their scores by the age of their articles.
#[derive(Debug)]
pub(super) struct RecentQuery {
    pub(super) inner: Box<dyn Query>,
    pub(super) recency: Recency,
}

impl Clone for RecentQuery {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.box_clone(),
            recency: self.recency,
        }
    }
}

impl Query for RecentQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(RecentWeight {
            inner: self.inner.weight(scoring)?,
            recency: self.recency,
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.inner.query_terms(visitor);
    }
}

struct RecentWeight {
    inner: Box<dyn Weight>,
    recency: Recency,
}

impl Weight for RecentWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(RecentScorer {
            inner: self.inner.scorer(reader, boost)?,
            ages: Ages::new(reader, self.recency)?,
        }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.inner.explain(reader, doc)
    }
}

/// What the documents of a segment weigh by the age of their articles.
pub(super) struct Ages {
    recency: Recency,
    nth: Column<u64>,
    last_day: Column<i64>,
}

impl Ages {
    pub(super) fn new(reader: &SegmentReader, recency: Recency) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self {
            recency,
            nth: columns.u64("nth")?,
            last_day: columns.i64("last_day")?,
        })
    }

    pub(super) fn factor(&self, doc: DocId) -> Score {
        let (article, _) = article_of(&self.nth, doc);
        self.recency.factor(self.last_day.first(article))
    }
}

struct RecentScorer {
    inner: Box<dyn Scorer>,
    ages: Ages,
}

impl DocSet for RecentScorer {
    fn advance(&mut self) -> DocId {
        self.inner.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.inner.seek(target)
    }

    fn doc(&self) -> DocId {
        self.inner.doc()
    }

    fn size_hint(&self) -> u32 {
        self.inner.size_hint()
    }
}

impl Scorer for RecentScorer {
    fn score(&mut self) -> Score {
        self.inner.score() * self.ages.factor(self.inner.doc())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_halved_with_every_half_life() {
        let recency = Recency {
            half_life: 30.0,
            today: 20_000,
        };
        for (day, factor) in [
            (Some(20_000), 1.0),
            (Some(20_500), 1.0),
            (Some(19_970), 0.5),
            (Some(19_940), 0.25),
        ] {
            assert_eq!(recency.factor(day), factor, "{day:?}");
        }
        let (oldest, undated) = (recency.factor(Some(i64::MIN)), recency.factor(None));
        assert!(oldest > 1e6 * undated && undated > f32::MIN_POSITIVE);
    }
}
