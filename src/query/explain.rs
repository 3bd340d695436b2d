//! Why a hit has its score: what each part of a query adds to it.
//!
//! In: a query, and hits. Out: for each hit the parts that add to its score, which come to it. A score is a sum of parts by
//! its plan (`plan/`), so each part is planned and asked by itself: what is explained is what was scored.

use tantivy::postings::Postings;
use tantivy::query::{BoostQuery, EnableScoring, Query, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, Term};

use super::FieldName;
use super::Options;
use super::plan::{Planner, Ranking};
use super::recency::{Ages, Recency};
use super::tree::Clause;
use crate::index::Order;

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

/// Explains hits of one query.
pub(super) struct Explainer {
    parts: Vec<Part>,
    recency: Option<Recency>,
}

struct Part {
    adding: Adding,
    weight: Box<dyn Weight>,
    rarity: Option<f32>,
}

impl Explainer {
    /// One for the hits of `clause`; none where nobody asks for it, or nothing is scored.
    pub(super) fn new(
        planner: &Planner<'_>,
        searcher: &Searcher,
        clause: &Clause,
        ranking: &Ranking,
        options: &Options,
    ) -> tantivy::Result<Option<Self>> {
        if !options.explain_scores || options.order != Order::Rank {
            return Ok(None);
        }
        let mut adding = planner.adding(clause, Why::Asked)?;
        if let Some(common) = &ranking.feedback {
            adding.extend(planner.adding(common, Why::Feedback)?);
        }
        let parts = adding.into_iter().map(|adding| {
            let weighted = BoostQuery::new(adding.query.box_clone(), adding.weight);
            let weighted = planner.among_hits(Box::new(weighted));
            let rarity = adding.documents.map(|holding| planner.rarity(holding));
            Ok(Part {
                weight: weighted.weight(EnableScoring::enabled_from_searcher(searcher))?,
                rarity: rarity.transpose()?,
                adding,
            })
        });
        Ok(Some(Self {
            parts: parts.collect::<tantivy::Result<_>>()?,
            recency: options.recency,
        }))
    }

    /// Why a hit has its score.
    pub(super) fn explain(
        &self,
        searcher: &Searcher,
        hit: DocAddress,
    ) -> tantivy::Result<Explanation> {
        let reader = searcher.segment_reader(hit.segment_ord);
        let mut parts = Vec::new();
        for part in &self.parts {
            if let Some(score) = score(part.weight.as_ref(), reader, hit.doc_id)? {
                parts.push(part.adds(score, reader, hit.doc_id)?);
            }
        }
        parts.sort_by(|a, b| b.score.total_cmp(&a.score));
        let ages = self.recency.map(|recency| Ages::new(reader, recency));
        let ages = ages.transpose()?;
        Ok(Explanation {
            parts,
            recency: ages.map(|ages| ages.factor(hit.doc_id)),
        })
    }
}

impl Part {
    fn adds(&self, score: f32, reader: &SegmentReader, doc: DocId) -> tantivy::Result<ScorePart> {
        Ok(ScorePart {
            part: self.adding.part.clone(),
            why: self.adding.why,
            weight: self.adding.weight,
            fields: counts(&self.adding.terms, reader, doc)?,
            documents: self.adding.documents,
            rarity: self.rarity,
            score,
        })
    }
}

/// The score of a document, if it meets a query and is scored.
fn score(weight: &dyn Weight, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Option<f32>> {
    let mut scorer = weight.scorer(reader, 1.0)?;
    let found = match scorer.doc() {
        at if at < doc => scorer.seek(doc),
        at => at,
    };
    Ok((found == doc)
        .then(|| scorer.score())
        .filter(|score| *score != 0.0))
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
