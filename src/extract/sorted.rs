//! A page whose parts are sorted: its fields, and the story that is left.
//!
//! In: a draft. Out: what stands beside the story (headline, byline, date, captions …), the story itself, and, with what is read
//! in that later, the article and the finds behind it.

use super::captions::{self, Pictured};
use super::date_lines::{self, Line};
use super::dateline::{self, Filed};
use super::dates::{self, Evidence};
use super::mentions::{self, Mentioned};
use super::page::Page;
use super::places::{self, Located};
use super::quotes::Speech;
use super::reading::Reading;
use super::{Extraction, Options, Origin, Story};
use super::{boilerplate, byline, corrections, deck, headline, related, tagline};
use crate::article::{Article, Dating, FORMAT, Find, ShortText};
use crate::format::Draft;
use crate::span::Span;
use crate::text::{Letters, fold_part_onto, language, language_of};

/// Words above the story, and where they stand if they stand in the text.
type Above = (String, Option<Span>);

/// A page whose parts are sorted.
pub(super) struct Sorted<'a> {
    page: Page<'a>,
    origin: &'a Origin,
    headline: Option<Above>,
    kicker: Option<String>,
    deck: Option<Above>,
    byline: Vec<String>,
    /// The line that says nothing but when it was published.
    line: Option<Line>,
    filed: Option<Filed>,
    date: Option<Dating>,
    pictures: Vec<Pictured>,
    related: Vec<String>,
    corrections: Vec<String>,
    /// The paragraphs of the story, as they stand in the text.
    paragraphs: Vec<Span>,
    /// Whether all white space in each of them is lone spaces.
    folded: Vec<bool>,
    body: String,
    /// The language that the words tell, where the file declares none.
    told: Option<&'static str>,
}

impl<'a> Sorted<'a> {
    /// Sorts pages field by field, what is surely not the story before what may be; what nobody claims is the story. All pages go through
    /// a step before any goes through the next, for the reason that [`stages`](super::stages) gives.
    pub(super) fn all(
        drafts: &[(&'a Draft, &'a Origin)],
        letters: &'a [Letters],
        options: &Options,
    ) -> Vec<Self> {
        let mut all: Vec<Self> = (drafts.iter().zip(letters))
            .map(|((draft, origin), letters)| Self::of(Page::new(draft, letters), origin))
            .collect();
        let steps = [
            Self::find_heads,
            Self::find_what_is_beside,
            Self::find_dateline,
            Self::find_byline,
            Self::find_date,
            Self::find_body,
        ];
        for step in steps {
            all.iter_mut().for_each(|sorted| step(sorted, options));
        }
        all
    }

    fn of(page: Page<'a>, origin: &'a Origin) -> Self {
        Self {
            page,
            origin,
            headline: None,
            kicker: None,
            deck: None,
            byline: Vec::new(),
            line: None,
            filed: None,
            date: None,
            pictures: Vec::new(),
            related: Vec::new(),
            corrections: Vec::new(),
            paragraphs: Vec::new(),
            folded: Vec::new(),
            body: String::new(),
            told: None,
        }
    }

    fn find_heads(&mut self, _: &Options) {
        self.headline = headline::find(&mut self.page);
        self.kicker = headline::kicker(&mut self.page);
        self.pictures = captions::find(&mut self.page);
        self.corrections = corrections::find(&mut self.page);
        self.related = related::find(&mut self.page);
    }

    fn find_what_is_beside(&mut self, _: &Options) {
        boilerplate::find(&mut self.page);
        tagline::find(&mut self.page);
    }

    fn find_dateline(&mut self, _: &Options) {
        self.line = date_lines::find(&mut self.page);
        self.filed = dateline::find(&mut self.page);
    }

    fn find_byline(&mut self, _: &Options) {
        self.byline = byline::find(&mut self.page);
        self.deck = deck::find(&mut self.page);
    }

    fn find_date(&mut self, options: &Options) {
        let evidence = Evidence {
            line: self.line.as_ref(),
            filed: self.filed.as_ref(),
            pictures: &self.pictures,
        };
        self.date = dates::find(&mut self.page, &evidence, self.origin, options);
    }

    fn find_body(&mut self, _: &Options) {
        let page = &self.page;
        self.paragraphs.reserve_exact(page.parts.len());
        (self.paragraphs).extend(page.open().map(|nth| page.parts[nth].span));
        (self.body, self.folded) = fold_body(page.text, page.letters, &self.paragraphs);
        if page.draft.declared.language.is_none() {
            self.told = language_of(page.text, page.letters, self.paragraphs.iter().copied())
                .or_else(|| told_with([&self.headline, &self.deck], &self.body));
        }
    }

    /// The parts of the story that are read.
    pub(super) fn story(&self) -> Story<'_> {
        let place = |above: &Option<Above>| above.as_ref().and_then(|(_, span)| *span);
        Story {
            text: self.page.text,
            letters: self.page.letters,
            headline: place(&self.headline),
            deck: place(&self.deck),
            paragraphs: &self.paragraphs,
            folded: &self.folded,
        }
    }

    /// The capitalised words of the story, once it is read.
    pub(super) fn capitals(&self, reading: &Reading<'_>) -> places::Capitals<'_> {
        places::Capitals::of(&self.story(), reading, &self.pictures)
    }

    /// What the places of the story are told by.
    pub(super) fn asked_for_places<'s>(
        &'s self,
        capitals: places::Capitals<'s>,
    ) -> places::Asked<'s> {
        places::Asked {
            text: self.story().text,
            capitals,
            filed: self.filed.as_ref(),
            pictures: &self.pictures,
            printed: self.date.as_ref().map(|date| date.text.as_str()),
        }
    }

    /// Where the story may name dates, once it is read.
    pub(super) fn date_openings(&self, reading: &Reading<'_>) -> mentions::Openings {
        mentions::openings(&self.page, reading, self.language())
    }

    /// The dates that it names there.
    pub(super) fn dates(&self, openings: &mentions::Openings) -> Mentioned {
        mentions::find(&self.page, openings, self.date.as_ref(), self.language())
    }

    /// The language: what the file declares, or else what the words tell.
    fn language(&self) -> Option<&str> {
        let declared = self.page.draft.declared.language.as_deref();
        declared.or(self.told)
    }

    /// The article, with what was read in its story; and the finds behind it if they are wanted.
    pub(super) fn with(
        self,
        located: Located,
        speech: Speech,
        mentioned: Mentioned,
        with_finds: bool,
    ) -> Extraction {
        let language = self.language().map(ShortText::new);
        let Page {
            draft,
            finds,
            mut notes,
            ..
        } = self.page;
        let finds = if with_finds {
            let mentions = mentions::finds(&mentioned.dates);
            let found = finds.into_iter().chain(mentions);
            in_order(found.chain(located.finds()).chain(speech.finds))
        } else {
            Vec::new()
        };
        notes.extend(mentioned.notes);
        let (declared, origin) = (&draft.declared, self.origin);
        let article = Article {
            format: FORMAT,
            path: origin.path.clone(),
            member: origin.member.clone(),
            id: origin.id.clone(),
            media_type: draft.media_type.into(),
            encoding: origin.encoding.as_str().into(),
            language,
            url: declared.url.as_ref().map(|url| url.value.clone()),
            publisher: declared.publisher.as_ref().map(|name| name.value.clone()),
            headline: self.headline.map(|(words, _)| words),
            kicker: self.kicker,
            deck: self.deck.map(|(words, _)| words),
            byline: self.byline,
            body: self.body,
            body_spans: self.paragraphs,
            dateline: self.filed.map(|filed| filed.dateline),
            date: self.date,
            mentioned_dates: mentioned.dates,
            captions: (self.pictures.into_iter())
                .map(|picture| picture.caption)
                .collect(),
            locations: located.locations,
            speakers: speech.speakers,
            quotes: speech.quotes,
            related: self.related,
            corrections: self.corrections,
            notes,
        };
        Extraction { article, finds }
    }
}

fn in_order(finds: impl Iterator<Item = Find>) -> Vec<Find> {
    let mut finds: Vec<Find> = finds.collect();
    finds.sort_by_cached_key(|find| find.span.start()); // finds are long: their keys are moved about, not they
    finds
}

/// The language where the body is too short to tell: the headline and the deck help, a brief may be a headline alone.
fn told_with(above: [&Option<Above>; 2], body: &str) -> Option<&'static str> {
    let above = above.into_iter().flatten().map(|(words, _)| words.as_str());
    let all: Vec<&str> = above.chain([body]).collect();
    language(&all.join("\n"))
}

/// The paragraphs in one text, white space folded, a blank line between them; and which of them were so already. Most stand so in the text,
/// and those are copied together.
fn fold_body(text: &str, letters: &Letters, paragraphs: &[Span]) -> (String, Vec<bool>) {
    const BLANK_LINE: &str = "\n\n";
    let size = paragraphs.iter().map(|span| span.len() + BLANK_LINE.len());
    let mut body = String::with_capacity(size.sum());
    let mut folded = Vec::with_capacity(paragraphs.len());
    let mut waiting: Option<Span> = None;
    for (nth, span) in paragraphs.iter().enumerate() {
        let part = span.trimmed(text);
        let is_folded = !letters.has_odd_space(part);
        folded.push(is_folded);
        match waiting {
            Some(before)
                if is_folded
                    && text[before.end()..].starts_with(BLANK_LINE)
                    && before.end() + BLANK_LINE.len() == part.start() =>
            {
                waiting = Some(before.hull(part)); // most paragraphs
                continue;
            }
            Some(before) => body.push_str(before.of(text)),
            None => {}
        }
        if nth > 0 {
            body.push_str(BLANK_LINE);
        }
        waiting = is_folded.then_some(part);
        if !is_folded {
            fold_part_onto(&mut body, text, letters, part);
        }
    }
    body.push_str(waiting.map_or("", |last| last.of(text)));
    (body, folded)
}
