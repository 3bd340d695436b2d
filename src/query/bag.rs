//! Any of some words, scored as one bag: BM25F (Robertson, Zaragoza, Taylor 2004).
//!
//! A word counts in all its fields and forms together, before its frequency is damped and its rarity weighed. Scored field by
//! field and form by form, a word of a headline counts as two words, and a rare form of a common word as a rare word. Over two
//! collections of abstracts (Cranfield, NPL) that gives a MAP of .166 and .131, and this .303 and .274.

use rustc_hash::FxHashMap;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError, Term};

/// How soon more of a word adds little more.
const K1: f32 = 1.2;
/// How much longer articles are discounted. Of 0.4, 0.5, 0.6, 0.65 and 0.75, short abstracts (NPL) like the lower half, long ones
/// (Cranfield) the upper.
const B: f32 = 0.6;

/// A word of the bag.
#[derive(Clone, Debug)]
pub(super) struct BagWord {
    /// What it weighs in the query.
    pub(super) weight: f32,
    /// The terms that stand for it, each with the weight of its field.
    pub(super) terms: Vec<(Term, f32)>,
}

/// The documents that hold any of these words.
#[derive(Clone, Debug)]
pub(super) struct Bag {
    pub(super) words: Vec<BagWord>,
    /// The fields of the words, with their weights.
    pub(super) fields: Vec<(Field, f32)>,
}

impl Query for Bag {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let (mut rarities, mut average) = (vec![0.0; self.words.len()], 1.0);
        if let EnableScoring::Enabled {
            searcher,
            statistics_provider,
        } = scoring
        {
            let documents = statistics_provider.total_num_docs()?;
            average = 0.0;
            for (field, _) in &self.fields {
                let tokens = statistics_provider.total_num_tokens(*field)?;
                average += tokens as f32 / documents.max(1) as f32;
            }
            for (word, rarity) in self.words.iter().zip(&mut rarities) {
                let holding = word.documents(searcher)?;
                *rarity = word.weight * rarity_of(holding as f32, documents as f32);
            }
        }
        Ok(Box::new(BagWeight {
            bag: self.clone(),
            rarities,
            average,
        }))
    }
}

/// How rare a word is that so many of the documents hold.
pub(super) fn rarity_of(holding: f32, documents: f32) -> f32 {
    (1.0 + ((documents - holding).max(0.0) + 0.5) / (holding + 0.5)).ln()
}

impl BagWord {
    /// How many documents hold the word.
    pub(super) fn documents(&self, searcher: &Searcher) -> tantivy::Result<u64> {
        let mut holding = 0;
        for reader in searcher.segment_readers() {
            holding += self.frequencies(reader)?.len() as u64;
        }
        Ok(holding)
    }

    /// The documents of a segment that hold the word, with its weighted frequency there.
    fn frequencies(&self, reader: &SegmentReader) -> tantivy::Result<FxHashMap<DocId, f32>> {
        let mut frequencies = FxHashMap::default();
        for (term, weight) in &self.terms {
            let index = reader.inverted_index(term.field())?;
            let option = IndexRecordOption::WithFreqs;
            let Some(mut postings) = index.read_postings(term, option)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                *frequencies.entry(postings.doc()).or_default() +=
                    weight * postings.term_freq() as f32;
                postings.advance();
            }
        }
        Ok(frequencies)
    }
}

struct BagWeight {
    bag: Bag,
    /// What each word weighs by its rarity and in the query.
    rarities: Vec<f32>,
    /// The average length of a document.
    average: f32,
}

impl Weight for BagWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut lengths: Vec<(FieldNormReader, f32)> = Vec::new();
        for (field, weight) in &self.bag.fields {
            lengths.push((reader.get_fieldnorms_reader(*field)?, *weight));
        }
        // The words of a document, as they stand and by the weights of their fields.
        let length = |doc| {
            let (mut length, mut weighted) = (0.0, 0.0);
            for (norms, weight) in &lengths {
                let words = norms.fieldnorm(doc) as f32;
                length += words;
                weighted += words * weight;
            }
            (length, weighted)
        };
        let mut scores: FxHashMap<DocId, Score> = FxHashMap::default();
        for (word, rarity) in self.bag.words.iter().zip(&self.rarities) {
            for (doc, frequency) in word.frequencies(reader)? {
                let (length, weighted) = length(doc);
                // A headline weighs more than the rest of its article, so nothing where there is no rest.
                let frequency = frequency * length / weighted.max(f32::MIN_POSITIVE);
                let damping = K1 * (1.0 - B + B * length / self.average);
                let score = boost * rarity * frequency * (K1 + 1.0) / (frequency + damping);
                *scores.entry(doc).or_default() += score;
            }
        }
        let mut scored: Vec<(DocId, Score)> = scores.into_iter().collect();
        scored.sort_unstable_by_key(|(doc, _)| *doc);
        Ok(Box::new(BagScorer { scored, at: 0 }))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(
            "the score of a bag of words is not explained by Tantivy".to_owned(),
        ))
    }
}

/// Documents in order, with their scores.
struct BagScorer {
    scored: Vec<(DocId, Score)>,
    at: usize,
}

impl DocSet for BagScorer {
    fn advance(&mut self) -> DocId {
        self.at = (self.at + 1).min(self.scored.len());
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.at += self.scored[self.at..].partition_point(|(doc, _)| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.scored.get(self.at).map_or(TERMINATED, |(doc, _)| *doc)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.scored.len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for BagScorer {
    fn score(&mut self) -> Score {
        self.scored.get(self.at).map_or(0.0, |(_, score)| *score)
    }
}
