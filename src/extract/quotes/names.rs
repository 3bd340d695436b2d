//! Names: where they stand, how they are spelled, whether of a person, of which gender.
//!
//! In: tokens. Out: the names among them, with the phrases that they stand in.

use super::bodies::joins_pair;
use super::bounds::crosshead;
use super::frames::Paragraph;
use super::mention::{
    Mention, MentionKind, REACH, is_possessive, phrase_ending_at, phrase_of_name, plain,
};
use super::particles::{self, is_particle, may_be_particle};
use super::tokens::{SMALL, Token};
use crate::article::ShortText;
use crate::lexicon::names::{are_letters, behind_article};
use crate::lexicon::speech::class;

/// What the article or the name says about "he" and "she".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
    Unknown,
}

/// The names of a paragraph, with the phrases that they stand in.
pub(super) fn names<'p>(paragraph: &'p Paragraph<'_>) -> impl Iterator<Item = Mention> + 'p {
    let runs = runs(std::slice::from_ref(paragraph)).into_iter();
    runs.filter_map(|run| run.name(paragraph.tokens))
}

/// Words of a name in a row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    /// Which of the paragraphs it stands in.
    pub(super) paragraph: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    /// Whether it goes through small words.
    through: bool,
    /// Whether nothing before it can join it to another name: the `Iowa` of `the University of Iowa` is none of its own.
    free: bool,
}

/// How far a phrase reaches back before the words of a name, in tokens.
const BACK: u32 = 6;

/// The runs of some paragraphs, in the order of the text. Where one ends cannot be foreseen, and no branch asks it: at each word the run is
/// written down as far as it is known, and over it the one of the next word unless it has ended.
pub(super) fn runs(paragraphs: &[Paragraph<'_>]) -> Vec<Run> {
    let words = paragraphs.iter().map(|paragraph| paragraph.names.len());
    let mut runs = vec![Run::default(); words.sum()];
    let mut some = 0;
    for (number, paragraph) in (0..).zip(paragraphs) {
        let mut reading = Reading::of(number, paragraph);
        for nth in 0..paragraph.names.len() {
            runs[some] = reading.run_with(nth);
            some += usize::from(!reading.goes_on);
        }
    }
    runs.truncate(some);
    runs
}

/// The runs of a paragraph as they are read word by word.
struct Reading<'p, 'a> {
    tokens: &'p [Token<'a>],
    /// The words of names.
    names: &'p [u32],
    run: Run,
    /// Whether the run goes on with the next word.
    goes_on: bool,
    /// The first token to which no preposition behind an earlier name reaches.
    reached: u32,
}

impl<'p, 'a> Reading<'p, 'a> {
    fn of(number: u32, paragraph: &'p Paragraph<'a>) -> Self {
        Self {
            tokens: paragraph.tokens,
            names: paragraph.names,
            run: Run {
                paragraph: number,
                ..Run::default()
            },
            goes_on: false,
            reached: 0,
        }
    }

    /// The run up to this word of a name.
    #[inline(always)]
    fn run_with(&mut self, nth: usize) -> Run {
        let at = self.names[nth];
        let word = &self.tokens[at as usize];
        let kept = u32::from(self.goes_on).wrapping_neg(); // all bits of the run so far, or none
        self.run.first = self.run.first & kept | at & !kept;
        self.run.free = (self.run.free & self.goes_on) | (!self.goes_on & (at >= self.reached));
        self.run.through &= self.goes_on;
        self.run.last = at;
        let behind = self.tokens.get(at as usize + 1).unwrap_or(word);
        if may_go_through(behind) {
            self.go_through(nth); // few
        } else {
            let next = self.names[(nth + 1).min(self.names.len() - 1)]; // it or the one behind it
            self.goes_on = (next == at + 1) & !is_possessive(word);
            self.note_reached(behind.classes);
        }
        self.run
    }

    /// Notes how far the word of these classes behind the run reaches.
    #[inline(always)]
    fn note_reached(&mut self, behind: u32) {
        let reaches = !self.goes_on & (behind & class::PREP != 0);
        let reached = u32::from(reaches) * (self.run.last + 1 + BACK);
        self.reached = self.reached.max(reached);
    }

    /// Takes in the small words behind the run that a name may go through, up to the next word of one.
    #[inline(never)]
    fn go_through(&mut self, nth: usize) {
        let (tokens, next) = (self.tokens, self.names.get(nth + 1));
        let apart = |at: usize| next.map_or(usize::MAX, |&next| next as usize - at - 1);
        let owns = |at: usize| is_possessive(&tokens[at]);
        let mut at = self.run.last as usize;
        while (1..=particles::MOST).contains(&apart(at))
            && !owns(at)
            && goes_through(tokens, at + 1)
        {
            at += 1;
            self.run.through = true;
        }
        self.run.last = at as u32;
        self.goes_on = apart(at) == 0 && !owns(at);
        self.note_reached(tokens.get(at + 1).map_or(0, |behind| behind.classes));
        // "Ruiz's van Dijk": a particle between two names ties them.
        if owns(at) && apart(at) == 1 && is_particle(tokens, at + 1) {
            self.reached = self.reached.max(at as u32 + 3);
        }
    }
}

/// Whether a name goes through the small word at `at`: `Jan | van | Dijk`, `Food | and | Drug Administration`.
fn goes_through(tokens: &[Token<'_>], at: usize) -> bool {
    is_particle(tokens, at) || joins_pair(tokens, at)
}

/// Whether this may be such a word.
#[inline]
fn may_go_through(small: &Token<'_>) -> bool {
    may_be_particle(small) | small.is(class::CONJ)
}

impl Run {
    /// The run of these words, of which nothing more is known.
    pub(super) fn of(first: u32, last: u32) -> Self {
        Self {
            first,
            last,
            free: true,
            ..Self::default()
        }
    }

    /// Whether it is a lone word that nothing before it can join to another name: whatever phrase it stands in, the name is this word.
    pub(super) fn is_alone(&self) -> bool {
        self.free & (self.first == self.last)
    }

    /// Whether it is nobody's name, whatever phrase it stands in, but one of a body, and no firm's: `Harbor Commission`.
    #[inline]
    pub(super) fn is_of_body(&self, tokens: &[Token<'_>]) -> bool {
        const ELSE: u32 =
            class::GIVEN | class::TITLE | class::ROLE | class::CUE | class::CONJ | class::FIRM;
        let words = &tokens[self.first as usize..=self.last as usize];
        let last = &words[words.len() - 1];
        if !(last.is(class::ORGANISATION) & self.free & !self.through) {
            return false; // most names
        }
        let odd = |word: &Token<'_>| word.is(ELSE) | word.joined;
        let plain = !words.iter().fold(false, |any, word| any | odd(word));
        plain && crosshead(words) == 0 && !are_letters(last.text)
    }

    /// The name with the phrase that it stands in; `None` where the phrase is about something else, as `the mayor of Lima`.
    #[inline]
    pub(super) fn name(&self, tokens: &[Token<'_>]) -> Option<Mention> {
        let (first, last) = (self.first as usize, self.last as usize);
        let from = first.saturating_sub(BACK as usize);
        let phrase = if !self.through && last < first + REACH / 2 {
            phrase_of_name(tokens, from, first, last)
        } else {
            phrase_ending_at(tokens, from, last)
        };
        match phrase {
            Some(mention) if mention.kind == MentionKind::Name => Some(mention),
            Some(mention) if last > first => self.behind_preposition(tokens, &mention),
            _ => None,
        }
    }

    /// The name in the phrase behind a preposition that ties it to another: `talks with | Trade Minister Ana Ruiz`.
    fn behind_preposition(&self, tokens: &[Token<'_>], phrase: &Mention) -> Option<Mention> {
        let (name, last) = (self.first as usize, self.last as usize);
        let before = &tokens[phrase.first..name];
        let ties = before.iter().rposition(|token| token.is(class::PREP))?;
        let whom = matches!(before[ties].text, "from" | "to" | "with");
        let first = phrase.first + ties + 1;
        whom.then(|| phrase_of_name(tokens, first, name, last))?
            .filter(|mention| mention.kind == MentionKind::Name)
    }
}

/// Whether the name is one of a body, not of a person.
pub(super) fn is_body(words: &[Token<'_>]) -> bool {
    let body = |word: &Token<'_>| word.is(class::ORGANISATION) & !word.is(class::GIVEN);
    words.iter().fold(false, |any, word| any | body(word))
        || words[0].is(SMALL)
        || !words[0].is(class::GIVEN) & !has_small_second_letter(&words[0]) // few
            && words.iter().all(has_no_small_letter)
}

/// `NATO`
fn has_no_small_letter(word: &Token<'_>) -> bool {
    !word.text.bytes().any(|byte| byte.is_ascii_lowercase())
}

fn has_small_second_letter(word: &Token<'_>) -> bool {
    let second = word.text.as_bytes().get(1);
    second.is_some_and(u8::is_ascii_lowercase)
}

/// What title, role or given name say. A lone name is a surname, though others are given it: `Morris` may be a woman.
pub(super) fn gender(tokens: &[Token<'_>], mention: &Mention) -> Gender {
    let Some((first, last)) = mention.name else {
        return Gender::Unknown;
    };
    const BOTH: u32 = class::FEMALE | class::MALE;
    let (titles, words) = (&tokens[mention.first..first], &tokens[first..=last]);
    let given = words[0].classes * u32::from(last > first);
    // "Harbor Morgan analyst Ana Ruiz": a name in what stands before is no title. The first title that tells is believed.
    let told = titles.iter().rev().fold(given, |told, title| {
        let tells = title.is(BOTH) & !title.is(class::GIVEN);
        if tells { title.classes } else { told }
    });
    match told & BOTH {
        0 => Gender::Unknown, // most names
        class::MALE => Gender::Male,
        _ => Gender::Female,
    }
}

/// What somebody is called by that a word of a name says: without a possessive ending, and without an Arabic article, as `al-Okafor` is
/// called `Okafor` too.
pub(super) fn called_by<'a>(word: &Token<'a>) -> &'a str {
    if !word.joined {
        return word.text; // most words
    }
    let name = plain(word);
    behind_article(name).unwrap_or(name)
}

/// The words of a name as one writes it: with points behind initials, without a possessive ending.
pub(super) fn spelled(text: &str, words: &[Token<'_>]) -> ShortText {
    if let Some(printed) = as_spelled(text, words) {
        return printed.into(); // most names
    }
    let length = |word: &Token<'_>| word.text.len() + 1;
    let mut name = ShortText::with_capacity(words.iter().map(length).sum());
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            name.push(' ');
        }
        name.push_str(plain(word));
        if is_shortened(word) {
            name.push('.');
        }
    }
    name
}

/// A name as it stands in the text, if one writes it like this.
fn as_spelled<'a>(text: &'a str, words: &[Token<'_>]) -> Option<&'a str> {
    let behind = |word: &Token<'_>| word.start() + plain(word).len();
    let between = |pair: &[Token<'_>]| text.as_bytes().get(behind(&pair[0])..pair[1].start());
    if words.windows(2).any(|pair| between(pair) != Some(b" ")) || words.iter().any(is_shortened) {
        return None;
    }
    text.get(words[0].start()..behind(&words[words.len() - 1]))
}

/// Whether a point belongs behind the word, which is no part of its token.
fn is_shortened(word: &Token<'_>) -> bool {
    is_initial(word) || ends_in_initial(plain(word))
}

/// Whether the word is of initials: `U.S`, `J.C`, whose last point belongs to no token.
fn ends_in_initial(word: &str) -> bool {
    const LONGEST: usize = 7;
    word.len() <= LONGEST
        && matches!(word.as_bytes(), [.., b'.', last] if last.is_ascii_uppercase())
}

/// Whether a point belongs behind the word: `J.`, `Jr.`
pub(super) fn is_initial(word: &Token<'_>) -> bool {
    let first = word.text.chars().next().map_or(0, char::len_utf8);
    let letter = first == word.text.len() && !matches!(word.text, "&" | "Ó"); // few words
    word.capital & (letter | matches!(word.text, "Jr" | "Sr"))
}
