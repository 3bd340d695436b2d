//! What a file itself declares: header lines, labels, tags; and where its blocks of text stand.
//!
//! In: the decoded text of a file. Out: a [`Draft`], or the reason why the file is left out. What the blocks mean is left
//! to `extract`. A new format is a module beside `plain`, chosen in [`draft`].

mod plain;
mod sniff;

use crate::article::{DateSource, SkipReason};
use crate::date::Date;
use crate::span::Span;

/// An article before extraction: its text, cut into blocks, and what the file says about itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The article's text, to which every span refers: for plain text the decoded file, untouched.
    pub text: String,
    /// The format that was read.
    pub media_type: &'static str,
    /// What the file says about itself, in words that only machines or the layout would use.
    pub declared: Declared,
    /// The blocks of the text in their order, without the lines that went into `declared`.
    pub blocks: Vec<Block>,
}

/// A value that the file declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Where it stands, if it stands in the text.
    pub span: Option<Span>,
}

/// What a file says about itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Declared {
    /// The headline.
    pub headline: Option<Stated<String>>,
    /// The deck, abstract or summary.
    pub deck: Option<Stated<String>>,
    /// The byline, one name each.
    pub byline: Vec<Stated<String>>,
    /// Whether the file has a place for a byline, and it is empty: then only a line that says `By …` is one.
    pub byline_is_empty: bool,
    /// Publication date and time.
    pub date: Option<DeclaredDate>,
    /// Where it was published.
    pub url: Option<Stated<String>>,
    /// Who published it.
    pub publisher: Option<Stated<String>>,
    /// The place that the story was filed from.
    pub place: Option<Stated<String>>,
    /// The line above the headline.
    pub kicker: Option<Stated<String>>,
    /// ISO 639-1 code.
    pub language: Option<String>,
}

/// A publication date that the file declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredDate {
    /// The date.
    pub value: Date,
    /// RFC 3339, where a time is given.
    pub time: Option<String>,
    /// Metadata or a header line.
    pub source: DateSource,
    /// As written.
    pub text: String,
    /// Whether the weekday written beside it is another than the calendar's.
    pub weekday_is_wrong: bool,
    /// Where it stands, if it stands in the text.
    pub span: Option<Span>,
}

/// A run of text that belongs together: a paragraph, a heading, a tweet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What the layout shows it to be.
    pub kind: BlockKind,
    /// Where it stands, without white space at its ends. May hold line ends where lines are hard-wrapped.
    pub span: Span,
}

/// What the layout shows a block to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Text between blank lines or by its indent; anything from a headline to a credit.
    Paragraph,
    /// A tweet or another embedded post.
    Embed,
}

/// Reads the text of one article by its format, which its first bytes tell.
///
/// # Errors
/// The reason why the file is left out: [`SkipReason::Empty`] where there is no text, [`SkipReason::Unsupported`] for
/// a document of another kind than plain text, [`SkipReason::TooLarge`] where it is longer than [`Span::LONGEST_TEXT`].
pub fn draft(text: String) -> Result<Draft, SkipReason> {
    if text.len() > Span::LONGEST_TEXT {
        return Err(SkipReason::TooLarge);
    }
    if sniff::is_markup_or_data(&text) {
        return Err(SkipReason::Unsupported);
    }
    plain::draft(text)
}
