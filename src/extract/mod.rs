//! From a [`Draft`] to an [`Article`], by named rules.
//!
//! In: the draft and where the file came from. Out: the article, and every find with the rule that made it. Reads no file,
//! asks no clock, and cannot fail: what cannot be told stays `None`, what is doubtful leaves a note. One file a field; each
//! has one visible list of rules, surest first.

mod quotes;

use crate::article::{Article, FORMAT, Find};
use crate::format::Draft;
use crate::span::Span;
use crate::text::fold;

/// Changes whenever a rule or a table changes what is found: files indexed under another version count as changed.
pub const RULES_VERSION: u32 = 1;

/// What extraction is told besides the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The year of datelines and captions that do not say one, where nothing else does.
    pub default_year: Option<i16>,
}

impl Options {
    /// The options in one line: files that were indexed under others count as changed.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.default_year
            .map_or_else(String::new, |year| format!("default-year={year}"))
    }
}

/// Where an article came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file, as walked, with `/`.
    pub path: String,
    /// The name inside a container.
    pub member: Option<String>,
    /// The article's id.
    pub id: String,
    /// The encoding that the file was decoded from.
    pub encoding: String,
}

/// An article and the evidence for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction {
    /// The article.
    pub article: Article,
    /// Every find in the order of the text.
    pub finds: Vec<Find>,
}

/// The parts of a story that speech is looked for in: spans of the article's text.
pub(crate) struct Story<'a> {
    pub(crate) text: &'a str,
    pub(crate) headline: Option<Span>,
    pub(crate) deck: Option<Span>,
    /// The paragraphs of the body; the first one begins behind the dateline.
    pub(crate) paragraphs: &'a [Span],
}

/// Finds the article in a draft.
#[must_use]
pub fn extract(draft: &Draft, origin: &Origin, options: &Options) -> Extraction {
    let _ = options;
    let text = draft.text.as_str();
    let headline = draft.blocks.first().map(|block| block.span);
    let paragraphs: Vec<Span> = draft
        .blocks
        .iter()
        .skip(1)
        .map(|block| block.span)
        .collect();
    let story = Story {
        text,
        headline,
        deck: None,
        paragraphs: &paragraphs,
    };
    let speech = quotes::find(&story);
    let body: Vec<String> = paragraphs.iter().map(|span| fold(span.of(text))).collect();
    let article = Article {
        format: FORMAT,
        path: origin.path.clone(),
        member: origin.member.clone(),
        id: origin.id.clone(),
        media_type: draft.media_type.to_owned(),
        encoding: origin.encoding.clone(),
        language: None,
        url: None,
        publisher: None,
        headline: headline.map(|span| fold(span.of(text))),
        kicker: None,
        deck: None,
        byline: Vec::new(),
        body: body.join("\n\n"),
        body_spans: paragraphs,
        dateline: None,
        date: None,
        captions: Vec::new(),
        locations: Vec::new(),
        speakers: speech.speakers,
        quotes: speech.quotes,
        related: Vec::new(),
        corrections: Vec::new(),
        notes: Vec::new(),
    };
    Extraction {
        article,
        finds: speech.finds,
    }
}
