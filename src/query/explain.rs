//! Why a hit has its score: what each part of a query adds to it.
//!
//! In: a query, and hits. Out: for each hit the parts that add to its score, which come to it. A score is a sum of parts by
//! its plan (`plan/`), so each part is planned and asked by itself: what is explained is what was scored.

use std::collections::BTreeMap;

use tantivy::postings::Postings;
use tantivy::query::{BoostQuery, EnableScoring, Query, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, Term};

use super::FieldName;
use super::Options;
use super::plan::{Planner, Ranking};
use super::recency::{Ages, Recency};
use super::tree::Clause;
use crate::index::{Found, Order};

/// Why a hit has its score.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// What adds to the score, the most first.
    pub parts: Vec<ScorePart>,
    /// What all of it is multiplied by for the age of the article, where that counts.
    pub recency: Option<f32>,
}

/// What one part of a query adds to a score.
#[derive(Clone, Debug, PartialEq)]
pub struct ScorePart {
    /// The part, as it was read.
    pub part: String,
    /// Whether it was asked for, or added.
    pub why: Why,
    /// What it weighs in the query.
    pub weight: f32,
    /// Where its words stand in the hit; empty where more than words is asked for.
    pub fields: Vec<FieldCount>,
    /// The documents that hold the words, of a part that is one word.
    pub documents: Option<u64>,
    /// How rare the word is by BM25, before weights: ln(1 + (N − n + 0.5) / (n + 0.5)).
    pub rarity: Option<f32>,
    /// What it adds.
    pub score: f32,
}

/// How often a term stands in a field of a hit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldCount {
    /// The field.
    pub field: FieldName,
    /// The term.
    pub term: String,
    /// How often.
    pub frequency: u32,
}

/// Why a part adds to a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It was asked for.
    Asked,
    /// The best articles have it in common.
    Feedback,
}

impl Why {
    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Feedback => "feedback",
        }
    }
}

/// A part of a query that may add to scores, as a query of its own.
pub(super) struct Adding {
    pub(super) part: String,
    pub(super) why: Why,
    pub(super) weight: f32,
    pub(super) terms: Vec<(FieldName, Term)>,
    /// The documents that hold the words, of a part that is one word.
    pub(super) documents: Option<u64>,
    /// Without its weight.
    pub(super) query: Box<dyn Query>,
}

/// The explanations of what was found, in its order; none where nobody asks for them, or nothing is scored.
pub(super) fn of_hits(
    planner: &Planner<'_>,
    searcher: &Searcher,
    clause: &Clause,
    ranking: &Ranking,
    options: &Options,
    found: &[Found],
) -> tantivy::Result<std::vec::IntoIter<Explanation>> {
    if !options.explain_scores || options.order != Order::Rank {
        return Ok(Vec::new().into_iter());
    }
    let mut adding = planner.adding(clause, Why::Asked)?;
    if let Some(common) = &ranking.feedback {
        adding.extend(planner.adding(common, Why::Feedback)?);
    }
    let hits: Vec<DocAddress> = found.iter().map(|found| found.address).collect();
    let explained = explanations(planner, searcher, adding, options.recency, &hits)?;
    Ok(explained.into_iter())
}

fn explanations(
    planner: &Planner<'_>,
    searcher: &Searcher,
    adding: Vec<Adding>,
    recency: Option<Recency>,
    hits: &[DocAddress],
) -> tantivy::Result<Vec<Explanation>> {
    let mut explained = vec![Explanation::default(); hits.len()];
    // By segment, each in the order in which scorers go.
    let mut segments: BTreeMap<u32, Vec<(DocId, usize)>> = BTreeMap::new();
    for (nth, hit) in hits.iter().enumerate() {
        let documents = segments.entry(hit.segment_ord).or_default();
        documents.push((hit.doc_id, nth));
    }
    for documents in segments.values_mut() {
        documents.sort_unstable();
    }
    for part in adding {
        let weighted = Box::new(BoostQuery::new(part.query.box_clone(), part.weight));
        let weighted = planner.among_hits(weighted);
        let weight = weighted.weight(EnableScoring::enabled_from_searcher(searcher))?;
        for (segment, documents) in &segments {
            let reader = searcher.segment_reader(*segment);
            for (nth, score) in scores(weight.as_ref(), reader, documents)? {
                let rarity = part.documents.map(|holding| planner.rarity(holding));
                explained[nth].parts.push(ScorePart {
                    part: part.part.clone(),
                    why: part.why,
                    weight: part.weight,
                    fields: counts(&part.terms, reader, hits[nth].doc_id)?,
                    documents: part.documents,
                    rarity: rarity.transpose()?,
                    score,
                });
            }
        }
    }
    for (nth, explanation) in explained.iter_mut().enumerate() {
        explanation
            .parts
            .sort_by(|a, b| b.score.total_cmp(&a.score));
        if let Some(recency) = recency {
            let ages = Ages::new(searcher.segment_reader(hits[nth].segment_ord), recency)?;
            explanation.recency = Some(ages.factor(hits[nth].doc_id));
        }
    }
    Ok(explained)
}

/// The scores of those of `documents` that meet a query and are scored, by their numbers.
fn scores(
    weight: &dyn Weight,
    reader: &SegmentReader,
    documents: &[(DocId, usize)],
) -> tantivy::Result<Vec<(usize, f32)>> {
    let mut scorer = weight.scorer(reader, 1.0)?;
    let mut scores = Vec::new();
    for (doc, nth) in documents {
        let found = match scorer.doc() {
            at if at < *doc => scorer.seek(*doc),
            at => at,
        };
        if found == *doc {
            scores.push((*nth, scorer.score()));
        }
    }
    scores.retain(|(_, score)| *score != 0.0);
    Ok(scores)
}

fn counts(
    terms: &[(FieldName, Term)],
    reader: &SegmentReader,
    doc: DocId,
) -> tantivy::Result<Vec<FieldCount>> {
    let mut counts = Vec::new();
    for (field, term) in terms {
        let index = reader.inverted_index(term.field())?;
        let Some(mut postings) = index.read_postings(term, IndexRecordOption::WithFreqs)? else {
            continue;
        };
        if postings.doc() == doc || (postings.doc() < doc && postings.seek(doc) == doc) {
            counts.push(FieldCount {
                field: *field,
                term: term.value().as_str().unwrap_or_default().to_owned(),
                frequency: postings.term_freq(),
            });
        }
    }
    Ok(counts)
}
