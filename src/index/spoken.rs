//! Who speaks in the quotes of an index: read from columns, so that the articles' text is not touched.

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use super::analyzer;
use super::block::article_of;
use super::manifest::Texts;
use crate::article::{Article, SpeakerKind};

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
        let days = self.first_day.first(article);
        Some(Spoken {
            article,
            speaker: self.speaker.of(doc).map(|name| (name, self.kind_of(doc))),
            role: self.role.of(doc).map(analyzer::without_mark),
            days: days.zip(self.last_day.first(article)),
        })
    }

    /// Every name that is wanted under which somebody speaks in these documents, with the number of quotes.
    #[must_use]
    pub fn names(
        &self,
        docs: impl Iterator<Item = DocId>,
        wanted: &mut dyn FnMut(&str) -> bool,
    ) -> Vec<(SpeakerKind, &str, u64)> {
        // By number, so that a name is looked at once, however often it occurs.
        let all = self.speaker.all();
        let wanted: Vec<bool> = all.iter().map(|name| wanted(name)).collect();
        let mut counts = vec![[0_u64; SpeakerKind::ALL.len()]; all.len()];
        for doc in docs {
            if let Some(number) = self.speaker.number_of(doc).filter(|number| wanted[*number]) {
                counts[number][self.kind_of(doc) as usize] += 1;
            }
        }
        let mut names = Vec::new();
        for (name, counts) in self.speaker.all().iter().zip(counts) {
            let known = SpeakerKind::ALL.into_iter().zip(counts);
            let spoke = known.filter(|(_, count)| *count > 0);
            names.extend(spoke.map(|(kind, count)| (kind, name.as_str(), count)));
        }
        names
    }

    /// Whether the quotes behind an article's document have the speakers and roles that its record gives them.
    pub(super) fn are_of(&self, article: &Article, doc: DocId) -> bool {
        article.quotes.iter().zip(doc + 1..).all(|(quote, doc)| {
            let found = self.quote(doc);
            let speaker = found.and_then(|found| found.speaker);
            let role = found.and_then(|found| found.role);
            speaker.map(|(name, _)| name) == quote.speaker.as_deref()
                && role == quote.role.as_deref()
        })
    }

    /// What the speaker of a quote is. Who is no known person goes by their own words.
    fn kind_of(&self, doc: DocId) -> SpeakerKind {
        let number = self.kind.first(doc);
        let number = number.and_then(|number| usize::try_from(number).ok());
        let kind = number.and_then(|number| SpeakerKind::ALL.get(number).copied());
        kind.unwrap_or(SpeakerKind::Group)
    }
}
