//! Expressions over places as a Tantivy query.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use super::Place;
use super::spans::Spans;

/// The documents where an expression stands at least so often, all places together.
#[derive(Clone, Debug)]
pub(in crate::query) struct PositionsQuery {
    places: Vec<Place>,
    least: u32,
}

impl PositionsQuery {
    pub(in crate::query) fn new(places: Vec<Place>, least: u32) -> Self {
        let mut places = places;
        places.retain(|place| !place.expression.is_nowhere());
        Self { places, least }
    }
}

impl Query for PositionsQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut places = Vec::with_capacity(self.places.len());
        for place in &self.places {
            let bm25 = match &scoring {
                EnableScoring::Enabled {
                    statistics_provider,
                    ..
                } => {
                    let terms: Vec<Term> =
                        place.expression.weighing().into_iter().cloned().collect();
                    let bm25 = Bm25Weight::for_terms(*statistics_provider, &terms)?;
                    Some(bm25.boost_by(place.weight))
                }
                EnableScoring::Disabled { .. } => None,
            };
            places.push((place.clone(), bm25));
        }
        let least = self.least;
        Ok(Box::new(PositionsWeight { places, least }))
    }
}

struct PositionsWeight {
    places: Vec<(Place, Option<Bm25Weight>)>,
    least: u32,
}

impl Weight for PositionsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut places = Vec::with_capacity(self.places.len());
        for (place, bm25) in &self.places {
            places.push(ScoredPlace {
                spans: Spans::new(reader, place)?,
                bm25: bm25.as_ref().map(|bm25| bm25.boost_by(boost)),
                lengths: reader.get_fieldnorms_reader(place.field)?,
                count: 0,
            });
        }
        let mut scorer = PositionsScorer {
            places,
            least: self.least,
            doc: 0,
        };
        scorer.first_from(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(
            "the score of positions is not explained by Tantivy".to_owned(),
        ))
    }
}

struct ScoredPlace {
    spans: Spans,
    bm25: Option<Bm25Weight>,
    lengths: FieldNormReader,
    /// How often the expression stands here, in the current document.
    count: u32,
}

/// Stands on a document that meets the query, or at the end.
struct PositionsScorer {
    places: Vec<ScoredPlace>,
    least: u32,
    doc: DocId,
}

impl PositionsScorer {
    /// Goes to the first document from `target` on that meets the query.
    fn first_from(&mut self, target: DocId) -> DocId {
        let mut target = target;
        loop {
            let docs = self.places.iter_mut().map(|place| place.spans.seek(target));
            self.doc = docs.min().unwrap_or(TERMINATED);
            if self.doc == TERMINATED || self.is_met() {
                return self.doc;
            }
            target = self.doc + 1;
        }
    }

    fn is_met(&mut self) -> bool {
        let mut sum: u32 = 0;
        for place in &mut self.places {
            place.count = 0;
            if place.spans.doc() == self.doc {
                place.count = place.spans.count(self.doc);
            }
            sum = sum.saturating_add(place.count);
        }
        sum >= self.least
    }
}

impl DocSet for PositionsScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.first_from(self.doc + 1)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        self.first_from(target)
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let documents = self.places.iter().map(|place| place.spans.documents());
        documents.fold(0, u32::saturating_add)
    }

    /// Positions cost more than documents: in an intersection others lead.
    fn cost(&self) -> u64 {
        u64::from(self.size_hint()) * 8
    }
}

impl Scorer for PositionsScorer {
    fn score(&mut self) -> Score {
        let mut score = 0.0;
        for place in self.places.iter().filter(|place| place.count > 0) {
            if let Some(bm25) = &place.bm25 {
                score += bm25.score(place.lengths.fieldnorm_id(self.doc), place.count);
            }
        }
        score
    }
}
