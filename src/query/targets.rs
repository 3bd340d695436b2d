//! Where a word of a query is sought: in which fields of the index, and what it weighs there.

use tantivy::schema::Field;

use super::FieldName;
use crate::index::kind::Kind;
use crate::index::schema::Fields;

/// What a word weighs by where it stands. A headline says what a story is about.
const WEIGHTS: [(FieldName, f32); 4] = [
    (FieldName::Headline, 3.0),
    (FieldName::Deck, 1.5),
    (FieldName::Body, 1.0),
    (FieldName::Caption, 0.7),
];

/// Whom a part of a query speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    Article,
    /// An article of whose quotes only the sure ones count: who speaks in it, its quotes know.
    ArticleWithSureQuotes,
    /// The speaker of a quote: `said(osgood: …)`.
    Speaker,
    /// A quote: `said(…: sleep)`, and any part where hits are quotes.
    Quote,
}

/// How the words of a field came into the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Analysis {
    /// Stemmed by the language of the article.
    Text,
    /// Lower-cased, without accents.
    Names,
    /// As one term.
    Code,
}

/// A field in which a word is sought.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub(super) name: FieldName,
    pub(super) field: Field,
    pub(super) analysis: Analysis,
    pub(super) weight: f32,
    /// Whether it is sought in the lede alone.
    pub(super) lede: bool,
    /// What has the field: an article or a quote.
    pub(super) of: Kind,
}

impl Target {
    /// Whether a word is met by its terms alone, wherever they stand in the field.
    pub(super) fn is_of_words(&self) -> bool {
        self.analysis != Analysis::Code && !self.lede
    }
}

impl Whom {
    /// The kind of documents.
    pub(super) fn kind(self) -> Kind {
        match self {
            Whom::Article | Whom::ArticleWithSureQuotes => Kind::Article,
            Whom::Speaker | Whom::Quote => Kind::Quote,
        }
    }
}

/// The fields that `name` means, or a word without a field.
pub(super) fn targets(fields: &Fields, name: Option<FieldName>, whom: Whom) -> Vec<Target> {
    let one = |name| target(fields, name, whom);
    match (name, whom) {
        (Some(FieldName::Hlead), _) => {
            let (headline, body) = (one(FieldName::Headline), one(FieldName::Body));
            let weight = WEIGHTS[0].1;
            vec![Target { weight, ..headline }, Target { lede: true, ..body }]
        }
        (Some(name), _) => vec![one(name)],
        (None, Whom::Article | Whom::ArticleWithSureQuotes) => WEIGHTS
            .iter()
            .map(|&(name, weight)| Target {
                weight,
                ..one(name)
            })
            .collect(),
        (None, Whom::Speaker) => vec![one(FieldName::Speaker), one(FieldName::Role)],
        (None, Whom::Quote) => vec![one(FieldName::Quote)],
    }
}

fn target(fields: &Fields, name: FieldName, whom: Whom) -> Target {
    let of = match name {
        FieldName::Quote | FieldName::Role | FieldName::Kind => Kind::Quote,
        FieldName::Speaker if whom != Whom::Article => Kind::Quote,
        _ => Kind::Article,
    };
    let (field, analysis) = match name {
        FieldName::Headline => (fields.headline, Analysis::Text),
        FieldName::Deck => (fields.deck, Analysis::Text),
        FieldName::Body | FieldName::Hlead => (fields.body, Analysis::Text),
        FieldName::Caption => (fields.caption, Analysis::Text),
        FieldName::Correction => (fields.correction, Analysis::Text),
        FieldName::Quote => (fields.quote, Analysis::Text),
        FieldName::Role => (fields.quote_role, Analysis::Text),
        FieldName::Byline => (fields.byline, Analysis::Names),
        FieldName::Speaker if of == Kind::Quote => (fields.quote_speaker, Analysis::Names),
        FieldName::Speaker => (fields.speaker, Analysis::Names),
        FieldName::Location => (fields.location, Analysis::Names),
        FieldName::Dateline => (fields.dateline, Analysis::Names),
        FieldName::Agency => (fields.agency, Analysis::Names),
        FieldName::Path => (fields.path, Analysis::Names),
        FieldName::Language => (fields.language, Analysis::Code),
        FieldName::Kind => (fields.quote_kind, Analysis::Code),
        FieldName::Id => (fields.key, Analysis::Code),
        // The parser makes `Published` and `Mentions` of what stands behind these.
        FieldName::Date | FieldName::MentionsDate => unreachable!("a date is no word"),
    };
    Target {
        name,
        field,
        analysis,
        weight: 1.0,
        lede: false,
        of,
    }
}
