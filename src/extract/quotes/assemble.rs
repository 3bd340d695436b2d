//! From attributed runs to quotes, speakers and finds.
//!
//! In: the runs with their sources. Out: one [`Quote`] an attribution, its parts together; the speakers in the order of their
//! first quote; a find for every quote, speaker and cue.

use std::sync::Arc;

use crate::article::{
    Find, Parts, Passage, Quote, QuoteKind, RuleName, SharedText, Speaker, SpeakerKind,
};
use crate::lexicon::few_words::FewWords;
use crate::lexicon::speech::class;
use crate::span::Span;

use super::Speech;
use super::block::BLOCK_RULES;
use super::by_word::ByWord;
use super::frames::Paragraph;
use super::people::People;
use super::roundup::NAME_HEADING;
use super::said::{Said, Source};
use super::speaker::{Scene, Who};
use super::tokens::{Kind, Token};
use super::transcript::TRANSCRIPT;

/// Lists and texts that quotes of one story after the other are assembled in.
#[derive(Default)]
pub(super) struct Memory {
    /// The words of all quotes, and where those of each end.
    words: String,
    ends: Vec<usize>,
    /// Who spoke, with the place of the quote; nobody where somebody without a name did.
    earlier: Vec<(usize, Option<usize>)>,
    /// Where a name stands in the list of speakers.
    known: ByWord,
}

impl Memory {
    fn clear(&mut self, said: usize) {
        self.words.clear();
        self.ends.clear();
        self.earlier.clear();
        self.known.clear(said);
    }
}

/// Makes quotes of runs, which are in the order of the text, and finds where they are wanted.
pub(super) fn assemble(
    text: &str,
    paragraphs: &[Paragraph<'_>],
    mut said: Vec<Said>,
    people: &People<'_>,
    memory: &mut Memory,
    with_finds: bool,
) -> Speech {
    memory.clear(said.len());
    let Memory {
        words,
        ends,
        earlier,
        known,
    } = memory;
    let mut quotes: Vec<Quote> = Vec::with_capacity(said.len());
    let mut speakers = Vec::with_capacity(said.len() / 2);
    let mut finds = Vec::new();
    for group in said.chunk_by_mut(|a, b| a.quote == b.quote) {
        let scene = Scene {
            text,
            paragraphs,
            people,
            earlier,
        };
        let source = group[0].source.as_ref();
        let who = source.map(|source| scene.who(source)).unwrap_or_default();
        let (person, kind) = (who.person, who.kind);
        let unnamed = who.name.is_none() && who.role.is_some();
        quotes.push(quote(text, paragraphs, group, who, words));
        ends.push(words.len());
        let quote = &quotes[quotes.len() - 1];
        // "“We wait,” a pilot said.": the pilot is who "he" is behind it.
        let asks = || words.trim_end().ends_with('?'); // whoever is asked answers
        let of_unnamed = unnamed && quote.kind == QuoteKind::Direct && !asks();
        if person.is_some() || of_unnamed {
            let source = quote
                .source
                .as_ref()
                .map_or(quote.span, |source| source.span);
            note_speaker(earlier, source.start(), person);
        }
        count_speaker(&mut speakers, known, quote, kind);
        if with_finds {
            note_finds(&mut finds, quote, group);
        }
    }
    share(&mut quotes, words, ends);
    Speech {
        quotes,
        speakers,
        finds,
    }
}

/// Gives all quotes their words, which end there.
fn share(quotes: &mut [Quote], words: &str, ends: &[usize]) {
    let words = Arc::from(words);
    let mut start = 0;
    for (quote, &end) in quotes.iter_mut().zip(ends) {
        quote.text = SharedText::part_of(&words, Span::new(start, end));
        start = end;
    }
}

/// Notes who spoke at `start`. The mention may stand before an earlier one, and the search by place wants them in order.
fn note_speaker(earlier: &mut Vec<(usize, Option<usize>)>, start: usize, person: Option<usize>) {
    if earlier.last().is_none_or(|&(at, _)| at <= start) {
        return earlier.push((start, person)); // most
    }
    let place = earlier.partition_point(|&(at, _)| at <= start);
    earlier.insert(place, (start, person));
}

/// A quote, whose words are added to those of the others.
fn quote(
    text: &str,
    paragraphs: &[Paragraph<'_>],
    group: &mut [Said],
    who: Who,
    words: &mut String,
) -> Quote {
    let kind = kind(paragraphs, group);
    let parts = parts(text, paragraphs, group, words);
    let first = &group[0];
    let source = first.source.as_ref();
    let span = parts
        .iter()
        .copied()
        .reduce(Span::hull)
        .expect("a quote has a run");
    let passage = |source: &Source, span: Span| Passage {
        text: paragraphs[source.paragraph].written(text, span),
        span,
    };
    Quote {
        text: SharedText::default(),
        span,
        kind,
        speaker: who.name,
        role: who.role,
        source: source.map(|source| passage(source, mention_span(paragraphs, source))),
        cue: source.and_then(|source| Some(passage(source, source.cue?))),
        paragraph: paragraphs[first.paragraph].number,
        rule: first.rule.into(),
        confidence: first.confidence,
        parts,
    }
}

/// Where the words of a quote stand, without their marks or as reported; they are added to `words`. What was reported is taken from the
/// group.
fn parts(
    text: &str,
    paragraphs: &[Paragraph<'_>],
    group: &mut [Said],
    words: &mut String,
) -> Parts {
    let parts = parts_with_ends(text, paragraphs, group, words);
    words.truncate(words.len() - BETWEEN.len());
    parts
}

/// The same with [`BETWEEN`] behind each part.
fn parts_with_ends(
    text: &str,
    paragraphs: &[Paragraph<'_>],
    group: &mut [Said],
    words: &mut String,
) -> Parts {
    let mut add = |paragraph: &Paragraph<'_>, part: Span| {
        paragraph.write(words, text, part);
        words.push_str(BETWEEN);
    };
    if let [only] = group
        && !only.reported.is_empty()
    {
        let parts = std::mem::take(&mut only.reported);
        for &part in &parts {
            add(&paragraphs[only.paragraph], part);
        }
        return parts;
    }
    let mut parts = Parts::with_capacity(group.len());
    for said in group {
        let paragraph = &paragraphs[said.paragraph];
        let run = || paragraph.runs[said.run].inside.trimmed(text);
        let from = parts.len();
        match said.reported.as_slice() {
            [] => parts.push(run()),
            reported => parts.extend_from_slice(reported),
        }
        for &part in &parts[from..] {
            add(paragraph, part);
        }
    }
    parts
}

/// What stands between the parts of a quote.
const BETWEEN: &str = " … ";

/// The mention as written.
fn mention_span(paragraphs: &[Paragraph<'_>], source: &Source) -> Span {
    let tokens = paragraphs[source.paragraph].tokens;
    tokens[source.mention.first]
        .span()
        .hull(tokens[source.mention.last].span())
}

/// The rules of words that are somebody's own without marks.
const OWN_WORDS: FewWords<3> = FewWords::new([TRANSCRIPT, BLOCK_RULES[0].0, BLOCK_RULES[1].0]);

/// Whole sentences and clauses are direct; a fragment that a reporter's sentence runs through is mixed.
fn kind(paragraphs: &[Paragraph<'_>], group: &[Said]) -> QuoteKind {
    let rule = group[0].rule;
    let is_reported = |said: &Said| !said.reported.is_empty();
    let (marked, is_reported) = match group {
        [only] => (only.has_marks(), is_reported(only)), // most
        _ => (
            group.iter().any(Said::has_marks),
            group.iter().any(is_reported),
        ),
    };
    let stands_alone = match marked {
        true => rule == NAME_HEADING,
        false => OWN_WORDS.contains(rule),
    };
    if stands_alone {
        return QuoteKind::Direct;
    }
    let is_direct = |said: &Said| is_direct(&paragraphs[said.paragraph], said);
    match (is_reported, marked) {
        (true, false) => QuoteKind::Indirect,
        (true, true) => QuoteKind::Mixed,
        _ if group.iter().any(is_direct) => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}

/// Whether a run is a whole sentence or clause of its own.
pub(super) fn is_direct(paragraph: &Paragraph<'_>, said: &Said) -> bool {
    let token = &paragraph.tokens[said.token];
    let opens = said.token == paragraph.frames[said.frame].start;
    let led = || {
        let before = said.token.checked_sub(1);
        before.is_some_and(|before| leads_to_speech(&paragraph.tokens[before]))
    };
    let clause = || ends_in_stop(token.text) || token.text.split_whitespace().nth(5).is_some();
    opens && clause() || led() && token.text.starts_with(char::is_uppercase)
}

/// Whether words end in a stop or a comma.
fn ends_in_stop(words: &str) -> bool {
    match words.as_bytes().last() {
        Some(b',' | b'.' | b'!' | b'?') => true,
        Some(last) if last.is_ascii_graphic() => false,
        _ => words.trim_end().ends_with([',', '.', '!', '?', '…']), // few
    }
}

/// Whether speech may begin right behind a token of the reporter's, if with a capital.
fn leads_to_speech(before: &Token<'_>) -> bool {
    let is_cue = || before.word().is_some_and(|word| !word.cues.is_empty());
    matches!(before.kind, Kind::Comma | Kind::Colon | Kind::Quote)
        || before.kind == Kind::Word && is_cue() && !before.is(class::BODY)
}

/// Counts the quote for its speaker; `known` says where a name stands in the list.
fn count_speaker(
    speakers: &mut Vec<Speaker>,
    known: &mut ByWord,
    quote: &Quote,
    kind: Option<SpeakerKind>,
) {
    let (Some(name), Some(kind)) = (&quote.speaker, kind) else {
        return;
    };
    let found = known.find_or_add(name, |at| speakers[at].name == *name);
    let at = found.unwrap_or(speakers.len());
    if at == speakers.len() {
        speakers.push(Speaker {
            name: name.clone(),
            role: quote.role.clone(),
            kind,
            quotes: 0,
        });
    }
    speakers[at].quotes += 1;
    if speakers[at].role.is_none() {
        speakers[at].role.clone_from(&quote.role);
    }
}

/// Notes what was found: every part by the rule that attributed that part. Of a group of one all parts are its own.
fn note_finds(finds: &mut Vec<Find>, quote: &Quote, group: &[Said]) {
    let mut find = |field: &'static str, span: Span, value: Option<String>, rule: RuleName| {
        finds.push(Find {
            field: field.into(),
            span,
            value,
            rule,
        });
    };
    let speaker = || quote.speaker.as_deref().map(str::to_owned);
    let rules = group.iter().flat_map(|said| {
        let parts = if group.len() == 1 {
            quote.parts.len()
        } else {
            said.reported.len().max(1)
        };
        std::iter::repeat_n(said, parts)
    });
    for (&part, said) in quote.parts.iter().zip(rules) {
        find("quote", part, speaker(), said.rule.into());
    }
    if let Some(source) = &quote.source {
        find("speaker", source.span, speaker(), quote.rule.clone());
    }
    if let Some(cue) = &quote.cue {
        find("cue", cue.span, None, quote.rule.clone());
    }
}
