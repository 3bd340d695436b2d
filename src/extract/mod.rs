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
mod headline;
mod homographs;
mod mentions;
mod names;
mod notes;
mod page;
mod paths;
mod places;
mod quotes;
mod reading;
mod related;
mod rules;
mod sieve;
mod sure;
mod tagline;
mod ticker;
mod tokenise;
mod tokens;

use jiff::civil;

use crate::article::{Article, FORMAT, Find};
use crate::format::Draft;
use crate::span::Span;
use crate::text::{Letters, fold_part, language, language_of};
use dates::Evidence;
use page::Page;
use reading::Reading;

pub use rules::rules;

/// Changes whenever a rule or a table changes what is found: files indexed under another version count as changed.
pub const RULES_VERSION: u32 = 11;

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

/// The parts of a story that speech is looked for in: spans of the article's text.
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

/// Finds the article in a draft, and keeps what it was found by.
#[must_use]
pub fn extract(draft: &Draft, origin: &Origin, options: &Options) -> Extraction {
    read(draft, origin, options, true)
}

/// The article in a draft alone, which is all that an index holds: it costs less than with its finds.
#[must_use]
pub fn article(draft: &Draft, origin: &Origin, options: &Options) -> Article {
    read(draft, origin, options, false).article
}

/// First the page is sorted, field by field, what is surely not the story before what may be; what nobody claims is
/// the story. Then the story is read, word by word, and asked who said what. Finds are kept if they are wanted: each has words of
/// its own, and there are more of them than of anything in the article.
fn read(draft: &Draft, origin: &Origin, options: &Options, with_finds: bool) -> Extraction {
    let letters = Letters::of(draft.text.as_bytes());
    let mut page = Page::new(draft, &letters);
    let headline = headline::find(&mut page);
    let kicker = headline::kicker(&mut page);
    let pictures = captions::find(&mut page);
    let corrections = corrections::find(&mut page);
    let related = related::find(&mut page);
    boilerplate::find(&mut page);
    tagline::find(&mut page);
    let line = date_lines::find(&mut page);
    let filed = dateline::find(&mut page);
    let byline = byline::find(&mut page);
    let deck = deck::find(&mut page);
    let evidence = Evidence {
        line: line.as_ref(),
        filed: filed.as_ref(),
        pictures: &pictures,
    };
    let date = dates::find(&mut page, &evidence, origin, options);
    let mut paragraphs = Vec::with_capacity(page.parts.len());
    paragraphs.extend(page.open().map(|nth| page.parts[nth].span));
    let (body, folded) = fold_body(page.text, &letters, &paragraphs);
    let story = Story {
        text: page.text,
        letters: &letters,
        headline: headline.as_ref().and_then(|(_, span)| *span),
        deck: deck.as_ref().and_then(|(_, span)| *span),
        paragraphs: &paragraphs,
        folded: &folded,
    };
    let reading = Reading::of(&story);
    let printed = date.as_ref().map(|date| date.text.as_str());
    let located = places::find(
        &story,
        &reading,
        filed.as_ref(),
        &pictures,
        printed,
        with_finds,
    );
    let speech = quotes::find(&reading, with_finds);
    let declared = &draft.declared;
    let above = [&headline, &deck].into_iter().flatten();
    let above: Vec<&str> = above.map(|(words, _)| words.as_str()).collect();
    let told = language_of(page.text, &letters, paragraphs.iter().copied());
    let told = told.or_else(|| told_with(&above, &body)).map(str::to_owned);
    let language = declared.language.clone().or(told);
    let mentioned_dates = mentions::find(&mut page, &reading, date.as_ref(), language.as_deref());
    let finds = if with_finds {
        let mentions = mentions::finds(&mentioned_dates);
        let found = page.finds.into_iter().chain(mentions);
        in_order(found.chain(located.finds()).chain(speech.finds))
    } else {
        Vec::new()
    };
    let article = Article {
        format: FORMAT,
        path: origin.path.clone(),
        member: origin.member.clone(),
        id: origin.id.clone(),
        media_type: draft.media_type.to_owned(),
        encoding: origin.encoding.clone(),
        language,
        url: declared.url.as_ref().map(|url| url.value.clone()),
        publisher: declared.publisher.as_ref().map(|name| name.value.clone()),
        headline: headline.map(|(words, _)| words),
        kicker,
        deck: deck.map(|(words, _)| words),
        byline,
        body,
        body_spans: paragraphs,
        dateline: filed.map(|filed| filed.dateline),
        date,
        mentioned_dates,
        captions: pictures
            .into_iter()
            .map(|picture| picture.caption)
            .collect(),
        locations: located.locations,
        speakers: speech.speakers,
        quotes: speech.quotes,
        related,
        corrections,
        notes: page.notes,
    };
    Extraction { article, finds }
}

fn in_order(finds: impl Iterator<Item = Find>) -> Vec<Find> {
    let mut finds: Vec<Find> = finds.collect();
    finds.sort_by_cached_key(|find| find.span.start()); // finds are long: their keys are moved about, not they
    finds
}

/// The language where the body is too short to tell: the headline and the deck help, a brief may be a headline alone.
fn told_with(above: &[&str], body: &str) -> Option<&'static str> {
    language(&[above, &[body]].concat().join("\n"))
}

/// The paragraphs in one text, white space folded, a blank line between them; and which of them were so already.
fn fold_body(text: &str, letters: &Letters, paragraphs: &[Span]) -> (String, Vec<bool>) {
    let size = paragraphs.iter().map(|span| span.len() + 2).sum();
    let mut body = String::with_capacity(size);
    let mut folded = Vec::with_capacity(paragraphs.len());
    for (nth, span) in paragraphs.iter().enumerate() {
        if nth > 0 {
            body.push_str("\n\n");
        }
        folded.push(fold_part(&mut body, text, letters, *span));
    }
    (body, folded)
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
