//! What may stand in several fields or forms: any of a few queries, scored by the sum of those that are met.
//!
//! Tantivy's union reads 4,096 documents ahead, which is soonest where all of them are wanted. Where two words are sought
//! together few are: here each part goes where it is sent and no farther, and a part is not moved at all where another one
//! has the document already, until its score is asked for.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{
    DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError, Term,
};

/// The documents that meet any of some queries.
#[derive(Debug)]
pub(super) struct Anywhere(Vec<Box<dyn Query>>);

impl Anywhere {
    /// Of one query, that query itself.
    pub(super) fn of(mut parts: Vec<Box<dyn Query>>) -> Box<dyn Query> {
        match parts.len() {
            1 => parts.remove(0),
            _ => Box::new(Self(parts)),
        }
    }
}

impl Clone for Anywhere {
    fn clone(&self) -> Self {
        Self(self.0.iter().map(|part| part.box_clone()).collect())
    }
}

impl Query for Anywhere {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let parts = self.0.iter().map(|part| part.weight(scoring));
        let parts = parts.collect::<tantivy::Result<_>>()?;
        Ok(Box::new(AnywhereWeight(parts)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.0.iter().for_each(|part| part.query_terms(visitor));
    }
}

struct AnywhereWeight(Vec<Box<dyn Weight>>);

impl Weight for AnywhereWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let parts = self.0.iter().map(|part| part.scorer(reader, boost));
        let parts = parts.collect::<tantivy::Result<_>>()?;
        Ok(Box::new(AnyOf::new(parts)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(unexplained())
    }
}

pub(super) fn unexplained() -> TantivyError {
    TantivyError::InvalidArgument("the score of a word is explained field by field".to_owned())
}

/// Stands on the first document from some point on that any of its parts has; these stand there, behind it, or before it where
/// another one has it.
pub(super) struct AnyOf<S> {
    parts: Vec<S>,
    doc: DocId,
}

impl<S: Scorer> AnyOf<S> {
    pub(super) fn new(parts: Vec<S>) -> Self {
        let first = parts.iter().map(DocSet::doc).min();
        Self {
            doc: first.unwrap_or(TERMINATED),
            parts,
        }
    }
}

impl<S: Scorer> DocSet for AnyOf<S> {
    fn advance(&mut self) -> DocId {
        let mut next = TERMINATED;
        for part in &mut self.parts {
            let at = match part.doc() {
                at if at > self.doc => at,
                TERMINATED => TERMINATED,
                at if at == self.doc => part.advance(),
                _ => part.seek(self.doc + 1),
            };
            next = next.min(at);
        }
        self.doc = next;
        next
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc {
            return self.doc;
        }
        let mut next = TERMINATED;
        for part in &mut self.parts {
            next = next.min(sent_to(part, target));
        }
        self.doc = next;
        next
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target > self.doc && target < TERMINATED {
            let mut next = TERMINATED;
            for part in &mut self.parts {
                next = next.min(sent_to(part, target));
                if next == target {
                    break;
                }
            }
            self.doc = next;
        }
        match self.doc == target && target < TERMINATED {
            true => SeekDangerResult::Found,
            false => SeekDangerResult::SeekLowerBound(self.doc.max(target)),
        }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let documents = self.parts.iter().map(DocSet::size_hint);
        documents.fold(0, u32::saturating_add)
    }

    fn cost(&self) -> u64 {
        self.parts.iter().map(DocSet::cost).sum()
    }
}

impl<S: Scorer> Scorer for AnyOf<S> {
    fn score(&mut self) -> Score {
        let mut score = 0.0;
        for part in &mut self.parts {
            if sent_to(part, self.doc) == self.doc {
                score += part.score();
            }
        }
        score
    }
}

/// Goes to the first document from `target` on.
fn sent_to<S: Scorer>(part: &mut S, target: DocId) -> DocId {
    match part.doc() {
        at if at >= target => at,
        _ => part.seek(target),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::BitSet;
    use tantivy::query::{BitSetDocSet, ConstScorer};

    use super::*;

    fn any_of(parts: &[Vec<DocId>]) -> AnyOf<ConstScorer<BitSetDocSet>> {
        let parts = parts.iter().zip([1.0, 2.0, 4.0]).map(|(docs, score)| {
            let mut set = BitSet::with_max_value(60);
            for doc in docs {
                set.insert(*doc);
            }
            ConstScorer::new(BitSetDocSet::from(set), score)
        });
        AnyOf::new(parts.collect())
    }

    fn docs() -> impl Strategy<Value = Vec<DocId>> {
        proptest::collection::btree_set(0..60_u32, 0..25)
            .prop_map(|docs| docs.into_iter().collect())
    }

    proptest! {
        #[test]
        fn it_stands_where_a_plain_look_finds_it(
            parts in [docs(), docs(), docs()],
            moves in proptest::collection::vec((0..3_u8, 0..9_u32), 0..40),
        ) {
            let first_from = |target: DocId| {
                let all = parts.iter().flatten().copied();
                all.filter(|doc| *doc >= target).min().unwrap_or(TERMINATED)
            };
            let score = |doc: DocId| {
                let held = parts.iter().zip([1.0, 2.0, 4.0]);
                held.filter(|(docs, _)| docs.contains(&doc)).map(|(_, score)| score).sum::<f32>()
            };
            let mut any = any_of(&parts);
            let mut doc = first_from(0);
            for (how, far) in moves {
                if doc == TERMINATED {
                    break;
                }
                let target = doc + far;
                match how {
                    0 => {
                        doc = first_from(doc + 1);
                        prop_assert_eq!(any.advance(), doc);
                    }
                    1 => {
                        doc = first_from(target);
                        prop_assert_eq!(any.seek(target), doc);
                    }
                    _ => match any.seek_danger(target) {
                        SeekDangerResult::Found => {
                            prop_assert_eq!(first_from(target), target);
                            doc = target;
                        }
                        SeekDangerResult::SeekLowerBound(bound) => {
                            prop_assert!(target < bound && bound <= first_from(target));
                            doc = first_from(target);
                            prop_assert_eq!(any.seek(doc), doc);
                        }
                    },
                }
                if doc < TERMINATED && far % 2 == 0 {
                    prop_assert_eq!(any.score(), score(doc));
                }
            }
        }
    }
}
