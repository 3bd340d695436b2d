//! Who speaks in the quotes of an index: read from columns, so that the articles' text is not touched.

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use super::analyzer;
use super::block::article_of;
use super::manifest::Texts;
use crate::article::SpeakerKind;

/// What the columns know of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken<'a> {
    /// The document of its article.
    pub article: DocId,
    /// The speaker, where somebody is named, and what it is.
    pub speaker: Option<(&'a str, SpeakerKind)>,
    /// The speaker's role.
    pub role: Option<&'a str>,
    /// First and last day that the article's date may mean.
    pub days: Option<(i64, i64)>,
}

/// The columns of a segment that quotes are counted by.
pub struct SpokenColumns {
    nth: Column<u64>,
    speaker: Texts,
    kind: Column<u64>,
    role: Texts,
    first_day: Column<i64>,
    last_day: Column<i64>,
}

impl SpokenColumns {
    /// # Errors
    /// A column cannot be read.
    pub fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            nth: fast.u64("nth")?,
            speaker: Texts::open(fast.str("quote_speaker")?)?,
            kind: fast.u64("quote_speaker_kind")?,
            role: Texts::open(fast.str("quote_role")?)?,
            first_day: fast.i64("first_day")?,
            last_day: fast.i64("last_day")?,
        })
    }

    /// What is known of a document, where it is a quote.
    #[must_use]
    pub fn quote(&self, doc: DocId) -> Option<Spoken<'_>> {
        let (article, nth) = article_of(&self.nth, doc);
        if nth == 0 {
            return None;
        }
        let kind = self.kind.first(doc);
        let kind = kind.and_then(|nth| SpeakerKind::ALL.get(usize::try_from(nth).ok()?).copied());
        // Who is no known person goes by their own words.
        let kind = kind.unwrap_or(SpeakerKind::Group);
        let days = self.first_day.first(article);
        Some(Spoken {
            article,
            speaker: self.speaker.of(doc).map(|name| (name, kind)),
            role: self.role.of(doc).map(analyzer::without_mark),
            days: days.zip(self.last_day.first(article)),
        })
    }
}
