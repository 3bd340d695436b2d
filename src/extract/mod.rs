//! From a [`Draft`] to an [`Article`], by named rules.
//!
//! In: the draft and where the file came from. Out: the article, and every find with the rule that made it. Reads no file,
//! asks no clock, and cannot fail: what cannot be told stays `None`, what is doubtful leaves a note. One file a field; each
//! has one visible list of rules, surest first.

mod boilerplate;
mod byline;
mod captions;
mod corrections;
mod credit;
mod date_lines;
mod dateline;
mod dates;
mod deck;
mod groups;
mod headline;
mod homographs;
mod mentions;
mod nicknames;
mod notes;
mod page;
mod paths;
mod places;
mod quotes;
mod reading;
mod related;
mod rules;
mod sorted;
mod stages;
mod sure;
mod tagline;
mod ticker;
mod tokenise;
mod tokens;

use jiff::civil;

use crate::article::{Article, Find};
use crate::format::Draft;
use crate::span::Span;
use crate::text::Letters;
use stages::extractions;

pub use groups::{GROUP, GROUP_BYTES, groups};
pub use rules::rules;

/// Changes whenever a rule or a table changes what is found: files indexed under another version count as changed.
pub const RULES_VERSION: u32 = 19;

/// What extraction is told besides the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The year of datelines and captions that do not say one, where nothing else does.
    pub default_year: Option<i16>,
    /// Whether the time of a file's last change is the date of an article that says none.
    pub date_from_mtime: bool,
    /// The day of the run, where it is known: no article is published long after it. What was refused in an earlier run is looked at
    /// again when the file or the options change, so that this day is no part of the fingerprint.
    pub today: Option<civil::Date>,
}

impl Options {
    /// The options in one line: files that were indexed under others count as changed.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let year = self.default_year.map(|year| format!("default-year={year}"));
        let mtime = self.date_from_mtime.then(|| "date-from-mtime".to_owned());
        let all: Vec<String> = year.into_iter().chain(mtime).collect();
        all.join(" ")
    }

    /// The version of the rules and the options in one number: the first eight bytes of their BLAKE3 hash. What was extracted
    /// under another number may come out otherwise today.
    #[must_use]
    pub fn fingerprint_hash(&self) -> u64 {
        let text = format!("{RULES_VERSION} {}", self.fingerprint());
        let hash = blake3::hash(text.as_bytes());
        let first = hash.as_bytes().first_chunk().expect("a hash has 32 bytes");
        u64::from_le_bytes(*first)
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
    /// When the file was last changed, in nanoseconds since 1970, where the system says.
    pub mtime: Option<i64>,
}

/// An article and the evidence for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction {
    /// The article.
    pub article: Article,
    /// Every find in the order of the text.
    pub finds: Vec<Find>,
}

/// The parts of a story that speech, places and dates are looked for in: spans of the article's text.
pub(crate) struct Story<'a> {
    pub(crate) text: &'a str,
    pub(crate) letters: &'a Letters,
    pub(crate) headline: Option<Span>,
    pub(crate) deck: Option<Span>,
    /// The paragraphs of the body; the first one begins behind the dateline.
    pub(crate) paragraphs: &'a [Span],
    /// Whether all white space in each of them is lone spaces.
    pub(crate) folded: &'a [bool],
}

#[cfg(test)]
impl<'a> Story<'a> {
    /// A body alone, of at most so many paragraphs as a test needs.
    pub(crate) fn of_body(text: &'a str, letters: &'a Letters, paragraphs: &'a [Span]) -> Self {
        const FOLDED: [bool; 8] = [true; 8];
        Self {
            text,
            letters,
            headline: None,
            deck: None,
            paragraphs,
            folded: &FOLDED[..paragraphs.len()],
        }
    }
}

/// Finds the article in a draft, and keeps what it was found by.
#[must_use]
pub fn extract(draft: &Draft, origin: &Origin, options: &Options) -> Extraction {
    let mut one = extractions(&[(draft, origin)], options, true);
    one.pop().expect("a draft gives an extraction")
}

/// The article in a draft alone, which is all that an index holds: it costs less than with its finds.
#[must_use]
pub fn article(draft: &Draft, origin: &Origin, options: &Options) -> Article {
    let mut one = extractions(&[(draft, origin)], options, false);
    one.pop().expect("a draft gives an extraction").article
}

/// The articles in several drafts, in their order, each as [`article`] finds it: together they cost less than one by one.
/// How many go well together is what [`groups`] knows.
#[must_use]
pub fn articles<'a>(
    drafts: impl IntoIterator<Item = (&'a Draft, &'a Origin)>,
    options: &Options,
) -> Vec<Article> {
    let drafts: Vec<_> = drafts.into_iter().collect();
    let all = extractions(&drafts, options, false).into_iter();
    all.map(|extraction| extraction.article).collect()
}

#[cfg(test)]
mod tests {
    use super::{Options, Origin, article, extract};

    #[test]
    fn an_article_is_the_same_without_its_finds() {
        let text = "Quay shut\n\nLIMA, Peru (Reuters) - \"The wall is safe,\" said Ada Okafor on Tuesday, June 4, 2019.\n";
        let draft = crate::format::draft(text.to_owned()).unwrap();
        let (origin, options) = (Origin::default(), Options::default());
        let whole = extract(&draft, &origin, &options);
        assert_eq!(article(&draft, &origin, &options), whole.article);
        let fields = [
            "headline",
            "dateline",
            "quote",
            "speaker",
            "location",
            "mentioned",
        ];
        for field in fields {
            assert!(
                whole.finds.iter().any(|find| find.field == field),
                "{field}"
            );
        }
        assert!(whole.finds.is_sorted_by_key(|find| find.span.start()));
    }
}
